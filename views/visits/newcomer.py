"""The page that takes a contact who is not on the list yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from upkeep.accounts import Account, Contact, Level
from upkeep.errors import Refusal
from views import failures, fields, inputs, pieces
from views.contacts.form import warning
from views.language import _
from views.pieces import Json
from views.visits.form import ACCOUNT, account_option

ADDED = "visit.contact_added"

_NAME, _ACCOUNT, _NEW_ACCOUNT, _TITLE, _LEVEL = "name", "account", "new_account", "title", "level"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A contact as typed: at a known account, or at one to be added by name."""

    name: str
    account_id: int | None
    account: str
    title: str = ""
    level: Level = Level.GENERAL
    errors: Mapping[str, str] = field(default_factory=dict)


def page(
    metadata: str,
    *,
    name: str = "",
    account: Account | None = None,
    new_account: str = "",
    alike: Sequence[Contact] = (),
) -> Json:
    """The page, with what is known filled in. `alike`: likely the same person, on the list."""
    levels = [
        pieces.option(_("General: anyone there"), Level.GENERAL.value),
        pieces.option(_("Key: can decide or veto"), Level.KEY.value),
        pieces.option(_("Executive: C-level, VP"), Level.EXECUTIVE.value),
    ]
    known = inputs.external_select(
        ACCOUNT,
        initial=[account_option(account)] if account else [],
        placeholder=_("Where do they work?"),
    )
    level = inputs.static_select(_LEVEL, levels, initial=Level.GENERAL.value)
    title = inputs.text_input(_TITLE, most=_LONGEST)
    new = inputs.text_input(_NEW_ACCOUNT, initial=new_account, most=_LONGEST)
    return pieces.modal(
        _("Add a new contact"),
        [
            *warning(alike),
            inputs.field(_("Name"), inputs.text_input(_NAME, initial=name, most=_LONGEST), _NAME),
            inputs.field(_("Account"), known, _ACCOUNT, optional=True),
            inputs.field(
                _("New account"),
                new,
                _NEW_ACCOUNT,
                optional=True,
                hint=_("Only if the account is not in the list above."),
            ),
            inputs.field(_("Title"), title, _TITLE, optional=True),
            inputs.field(_("Level"), level, _LEVEL),
        ],
        callback_id=ADDED,
        submit=_("Add anyway") if alike else _("Add"),
        close=_("Back"),
        metadata=metadata,
    )


def house_error(name: str) -> dict[str, str]:
    """The account that was typed as new is on the list; `name`: what it is called there."""
    return {_NEW_ACCOUNT: failures.sentence(Refusal("account.alike", name=name))}


def read(view: Json) -> Newcomer:
    """What stands on the page, with errors by field."""
    values = fields.values(view)
    name, account = _row(fields.text(values, _NAME)), _row(fields.text(values, _NEW_ACCOUNT))
    chosen = fields.chosen(values, _ACCOUNT)
    wrong = {}
    if not name:
        wrong[_NAME] = failures.sentence(Refusal("form.name"))
    if not chosen and not account:
        wrong[_ACCOUNT] = failures.sentence(Refusal("form.account"))
    if chosen and account:
        wrong[_NEW_ACCOUNT] = failures.sentence(Refusal("form.two_accounts"))
    return Newcomer(
        name=name,
        account_id=int(chosen) if chosen else None,
        account=account,
        title=_row(fields.text(values, _TITLE)),
        level=Level(fields.chosen(values, _LEVEL) or Level.GENERAL),
        errors=wrong,
    )


def _row(text: str) -> str:
    return " ".join(text.split())
