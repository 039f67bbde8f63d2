"""The form of a contact: to add one, to change one, and to move one to another account."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from upkeep.accounts import Account, Contact, Level
from upkeep.errors import Refusal
from upkeep.sheets import cells
from views import failures, fields, inputs, lines, pieces
from views.language import _
from views.pieces import Json
from views.visits.form import ACCOUNT, account_option

FORM = "contact.form_sent"
MOVED = "contact.moved"

_NAME, _ACCOUNT, _NEW_ACCOUNT, _TITLE, _LEVEL = "name", "account", "new_account", "title", "level"
_DEPARTMENT, _PHONE, _EMAIL, _SAY, _ALIASES = "department", "phone", "email", "say", "aliases"
_WEIGHT, _CADENCE, _OWNER = "weight", "cadence", "owner"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form.

    Attributes:
        account: a known one; None: not said, or `new_account` is not on the list yet.
        owner: Slack id of the contact's own owner; empty: the account's; None: not theirs to say.
    """

    name: str = ""
    account: Account | None = None
    new_account: str = ""
    title: str = ""
    department: str = ""
    level: Level = Level.GENERAL
    phone: str = ""
    email: str = ""
    pronunciation: str = ""
    aliases: Sequence[str] = ()
    weight: int = 1
    cadence: int | None = None
    owner: str | None = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came back; `own` holds the fields of the contact itself, `errors` say what is wrong."""

    own: Mapping[str, object]
    account_id: int | None
    new_account: str
    owner: str
    errors: Mapping[str, str] = field(default_factory=dict)


def filled(contact: Contact, owner: str | None) -> Filled:
    """The form of a contact as it is."""
    return Filled(
        name=contact.name,
        account=contact.account,
        title=contact.title,
        department=contact.department,
        level=contact.level,
        phone=contact.phone,
        email=contact.email,
        pronunciation=contact.pronunciation,
        aliases=contact.aliases,
        weight=contact.weight,
        cadence=contact.cadence,
        owner=owner,
    )


def form(said: Filled, metadata: str, *, edit: bool = False, alike: Sequence[Contact] = ()) -> Json:
    """The form. `alike`: likely the same person, already on the list; sent again it is kept."""
    blocks = [*warning(alike), *_who(said, edit=edit), *_reached(said), *_kept(said)]
    submit = _("Save") if edit else _("Add anyway") if alike else _("Add")
    return pieces.modal(
        _("Edit contact") if edit else _("Add a contact"),
        blocks,
        callback_id=FORM,
        submit=submit,
        close=_("Cancel"),
        metadata=metadata,
    )


def warning(alike: Sequence[Contact]) -> Iterator[Json]:
    """Who on the list may be the same person; nothing when nobody may."""
    if alike:
        yield pieces.section(f"*{_('Already on the list?')}*\n{listed(alike)}")
        yield pieces.context(_("If it is somebody else, send the form again."))
        yield pieces.divider()


def listed(alike: Sequence[Contact]) -> str:
    """Who may be the same person, one a line."""
    return "\n".join(f"• {lines.who(one)}{_known_by(one)}" for one in alike[:5])


def _known_by(one: Contact) -> str:
    gone = _("has left") if one.left_on else ""
    said = [one for one in (lines.short(one.phone), lines.short(one.email), gone) if one]
    return f" · {' · '.join(said)}" if said else ""


def _who(said: Filled, *, edit: bool) -> Iterator[Json]:
    yield inputs.field(_("Name"), inputs.text_input(_NAME, initial=said.name, most=_LONGEST), _NAME)
    yield from _where(said.account, said.new_account, edit=edit)
    yield _typed(_("Title"), _TITLE, said.title)
    yield _typed(_("Department"), _DEPARTMENT, said.department)
    levels = [
        pieces.option(_("General: anyone there"), Level.GENERAL.value),
        pieces.option(_("Key: can decide or veto"), Level.KEY.value),
        pieces.option(_("Executive: C-level, VP"), Level.EXECUTIVE.value),
    ]
    level = inputs.static_select(_LEVEL, levels, initial=said.level.value)
    yield inputs.field(_("Level"), level, _LEVEL)


def _where(account: Account | None, new: str, *, edit: bool) -> Iterator[Json]:
    known = inputs.external_select(
        ACCOUNT,
        initial=[account_option(account)] if account else [],
        placeholder=_("Where do they work?"),
    )
    moving = _(
        "At another account the contact keeps its history; past visits stay where they were."
    )
    yield inputs.field(_("Account"), known, _ACCOUNT, optional=True, hint=moving if edit else "")
    yield inputs.field(
        _("New account"),
        inputs.text_input(_NEW_ACCOUNT, initial=new, most=_LONGEST),
        _NEW_ACCOUNT,
        optional=True,
        hint=_("Only if the account is not in the list above."),
    )


def _reached(said: Filled) -> Iterator[Json]:
    yield _typed(_("Phone"), _PHONE, said.phone)
    yield _typed(_("E-mail"), _EMAIL, said.email)
    yield _typed(_("How to say the name"), _SAY, said.pronunciation, _("lee way"))
    hint = _("Nicknames, other spellings; a comma between them.")
    box = inputs.text_input(_ALIASES, initial=fields.listed(said.aliases))
    yield inputs.field(_("Also called"), box, _ALIASES, optional=True, hint=hint)


def _kept(said: Filled) -> Iterator[Json]:
    weights = [pieces.option(str(n), str(n)) for n in range(1, 10)]
    weight = inputs.static_select(_WEIGHT, weights, initial=str(said.weight))
    hint = _("How much this vote counts when the account decides; 1 unless you know better.")
    yield inputs.field(_("Weight"), weight, _WEIGHT, hint=hint)
    days = inputs.text_input(
        _CADENCE, initial=str(said.cadence or ""), placeholder=_("the policy's"), most=4
    )
    label = _("Longest time without a visit, in days")
    yield inputs.field(label, days, _CADENCE, optional=True)
    if said.owner is not None:
        first = [said.owner] if said.owner else []
        owner = inputs.users_select(_OWNER, initial=first, placeholder=_("the account's owner"))
        yield inputs.field(_("Owner"), owner, _OWNER, optional=True)


def _typed(label: str, block: str, initial: str, placeholder: str = "") -> Json:
    box = inputs.text_input(block, initial=initial, placeholder=placeholder, most=_LONGEST)
    return inputs.field(label, box, block, optional=True)


def read(view: Json) -> Sent:
    """What stands in the form, with errors by field."""
    values = fields.values(view)
    cadence, errors = _cadence(fields.text(values, _CADENCE))
    name = _row(fields.text(values, _NAME))
    if not name:
        errors[_NAME] = failures.sentence(Refusal("form.name"))
    account_id, new_account, wrong = _place(values)
    email, unfit = _email(fields.text(values, _EMAIL))
    aliases, long = fields.other_names(values, _ALIASES)
    own: dict[str, object] = {
        "name": name,
        "title": _row(fields.text(values, _TITLE)),
        "department": _row(fields.text(values, _DEPARTMENT)),
        "level": Level(fields.chosen(values, _LEVEL) or Level.GENERAL),
        "phone": _row(fields.text(values, _PHONE)),
        "email": email,
        "pronunciation": _row(fields.text(values, _SAY)),
        "aliases": aliases,
        "weight": int(fields.chosen(values, _WEIGHT) or 1),
        "cadence": cadence,
    }
    owner = fields.user(values, _OWNER) or ""
    return Sent(own, account_id, new_account, owner, errors | unfit | long | wrong)


def _email(text: str) -> tuple[str, dict[str, str]]:
    """An address as lists bring it, for it goes out in one and has to come back."""
    try:
        return (cells.email(text) if text else ""), {}
    except Refusal:
        return "", {_EMAIL: failures.sentence(Refusal("form.email"))}


def _place(values: fields.Values) -> tuple[int | None, str, dict[str, str]]:
    """The account chosen or newly named, and what is wrong with it."""
    chosen, new = fields.chosen(values, _ACCOUNT), _row(fields.text(values, _NEW_ACCOUNT))
    wrong = {}
    if not chosen and not new:
        wrong[_ACCOUNT] = failures.sentence(Refusal("form.account"))
    if chosen and new:
        wrong[_NEW_ACCOUNT] = failures.sentence(Refusal("form.two_accounts"))
    return int(chosen) if chosen else None, new, wrong


def _cadence(text: str) -> tuple[int | None, dict[str, str]]:
    if not text:
        return None, {}
    if text.isdecimal() and 0 < int(text) <= cells.MOST_CADENCE:
        return int(text), {}
    return None, {_CADENCE: failures.sentence(Refusal("form.days"))}


def house_error(name: str) -> dict[str, str]:
    """The account that was typed as new is on the list; `name`: what it is called there."""
    return {_NEW_ACCOUNT: failures.sentence(Refusal("account.alike", name=name))}


def owner_error() -> dict[str, str]:
    """Why that colleague cannot be the owner."""
    return {_OWNER: failures.sentence(Refusal("form.colleague"))}


def again(sent: Sent, account: Account | None) -> Filled:
    """The form as it was sent, to be shown once more, at the account that is meant."""
    new = "" if account else sent.new_account
    return Filled(account=account, new_account=new, owner=sent.owner, **sent.own)  # type: ignore[arg-type]  # fields of the form by name


def move_form(
    contact: Contact,
    metadata: str,
    *,
    account: Account | None = None,
    alike: Sequence[Contact] = (),
) -> Json:
    """Where does the contact work now? `alike`: likely the same person, who is there already."""
    return pieces.modal(
        _("Move"),
        [
            *warning(alike),
            pieces.section(lines.who(contact)),
            *_where(account, "", edit=False),
            pieces.context(
                _(
                    "Visits, voices and promises so far stay with {account}; the clock goes on."
                ).format(account=lines.short(contact.account.name))
            ),
        ],
        callback_id=MOVED,
        submit=_("Move"),
        close=_("Cancel"),
        metadata=metadata,
    )


def place(view: Json) -> tuple[int | None, str, Mapping[str, str]]:
    """Where the contact is moved to: a known account or a new one's name, and what is wrong."""
    return _place(fields.values(view))


def there_already(new: str) -> dict[str, str]:
    """It works there; `new`: the account's name, where it was typed as a new one."""
    return {_NEW_ACCOUNT if new else _ACCOUNT: failures.sentence(Refusal("move.same"))}


def _row(text: str) -> str:
    return " ".join(text.split())
