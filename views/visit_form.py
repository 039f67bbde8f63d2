"""The form of a visit: painted from what is known, read back to plain values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from upkeep.accounts import Account, Contact, Level
from upkeep.errors import Refusal
from upkeep.phrases import Promise
from upkeep.visits import Channel, FollowUp, Voice, VoiceKind
from views import failures
from views.language import _
from views.pieces import (
    Json,
    actions,
    button,
    cut,
    date_picker,
    external_select,
    modal,
    option,
    static_select,
    text_input,
    users_select,
)
from views.pieces import field as input_
from views.visits import channel_options

FORM = "visit.form_sent"
ADD = "visit.add_contact"
ADDED = "visit.contact_added"
CONTACTS = "visit.contacts"
ACCOUNT = "visit.account"
LEVEL = "visit.level"

_CONTACTS, _ACCOUNT, _DATE, _CHANNEL, _WITH = "contacts", "account", "date", "channel", "with"
_NOTE, _VOICES, _PROMISE, _DUE, _ATTEMPT = "note", "voices", "promise", "due", "attempt"
_NAME, _TITLE, _LEVEL, _NEW_ACCOUNT = "name", "title", "level", "new_account"
_ENTRY = "entry"
_VOICE = re.compile(r"#(\w+)\s*:?\s*(.*)")


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form.

    Attributes:
        slack_ids: colleagues who were there.
        account: of a visit without contacts, or the one that narrowed the search.
    """

    contacts: Sequence[Contact] = ()
    account: Account | None = None
    on: date | None = None
    channel: Channel = Channel.IN_PERSON
    slack_ids: Sequence[str] = ()
    note: str = ""
    voices: Sequence[Voice] = ()
    promise: FollowUp | None = None
    attempt: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What came back."""

    contact_ids: tuple[int, ...] = ()
    account_id: int | None = None
    on: date | None = None
    channel: Channel = Channel.IN_PERSON
    slack_ids: tuple[str, ...] = ()
    note: str = ""
    voices: tuple[Voice, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    attempt: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)


def form(filled: Filled, metadata: str, *, edit: bool = False, round_: int = 0) -> Json:
    """The form. A new `round_` gives the contacts' field a new identity, so its values are ours."""
    outcomes = [option(_("We met"), "met"), option(_("I tried, nobody was reached"), "attempt")]
    return modal(
        _("Edit the visit") if edit else _("Log a visit"),
        [
            input_(
                _("Contacts"),
                external_select(
                    CONTACTS,
                    many=True,
                    placeholder=_("Whom did you meet?"),
                    initial=[contact_option(one) for one in filled.contacts],
                ),
                f"{_CONTACTS}-{round_}",
                optional=True,
            ),
            actions(button(_("Add a new contact"), ADD, str(round_))),
            input_(
                _("Account"),
                external_select(
                    ACCOUNT,
                    placeholder=_("Only for a visit to the company itself"),
                    initial=[account_option(filled.account)]
                    if filled.account and not filled.contacts
                    else [],
                ),
                _ACCOUNT,
                optional=True,
            ),
            input_(
                _("Date"), date_picker(_DATE, filled.on.isoformat() if filled.on else None), _DATE
            ),
            input_(
                _("Channel"),
                static_select(_CHANNEL, channel_options(), initial=filled.channel.value),
                _CHANNEL,
            ),
            input_(
                _("Colleagues"),
                users_select(_WITH, initial=filled.slack_ids, many=True),
                _WITH,
                optional=True,
            ),
            input_(
                _("Note"),
                text_input(_NOTE, initial=filled.note, multiline=True),
                _NOTE,
                optional=True,
            ),
            input_(
                _("What they said"),
                text_input(
                    _VOICES,
                    multiline=True,
                    initial="\n".join(f"#{one.kind} {one.text}" for one in filled.voices),
                    placeholder=_("#complaint repairs take too long"),
                ),
                _VOICES,
                optional=True,
                hint=_("One a line: #need, #worry, #complaint, #idea or #praise, and their words."),
            ),
            input_(
                _("Promised"),
                text_input(
                    _PROMISE, initial=filled.promise.text if filled.promise else "", most=300
                ),
                _PROMISE,
                optional=True,
            ),
            input_(
                _("Promised by"),
                date_picker(
                    _DUE,
                    filled.promise.due_on.isoformat()
                    if filled.promise and filled.promise.due_on
                    else None,
                ),
                _DUE,
                optional=True,
            ),
            input_(
                _("Outcome"),
                static_select(_ATTEMPT, outcomes, initial="attempt" if filled.attempt else "met"),
                _ATTEMPT,
            ),
        ],
        callback_id=FORM,
        submit=_("Save"),
        close=_("Cancel"),
        metadata=metadata,
    )


def promise(promises: Sequence[Promise]) -> FollowUp | None:
    """The first promise of a sentence: the form has room for one."""
    return FollowUp(promises[0].text, promises[0].due_on) if promises else None


def contact_option(contact: Contact) -> Json:
    """A contact in a menu."""
    said = ", ".join(filter(None, (contact.name, contact.title, contact.account.name)))
    return option(cut(said, 75), str(contact.id))


def account_option(account: Account) -> Json:
    """An account in a menu."""
    return option(account.name, str(account.id))


def sent(view: Json) -> Sent:
    """What stands in a form that was sent, with errors by field for what cannot be read."""
    values = _values(view)
    errors: dict[str, str] = {}
    voices = list(_voices(_text(values, _VOICES), errors))
    promise, due = _text(values, _PROMISE), _day(values, _DUE)
    if due and not promise:
        errors[_PROMISE] = failures.sentence(Refusal("form.promise"))
    on = _day(values, _DATE)
    if on is None:
        errors[_DATE] = failures.sentence(Refusal("form.date"))
    account = _chosen(values, _ACCOUNT)
    outcome = _chosen(values, _ATTEMPT)
    return Sent(
        contact_ids=contact_ids(view),
        account_id=int(account) if account else None,
        on=on,
        channel=Channel(_chosen(values, _CHANNEL) or Channel.IN_PERSON),
        slack_ids=tuple(_element(values, _WITH).get("selected_users") or ()),  # type: ignore[arg-type]  # Slack's list
        note=_text(values, _NOTE),
        voices=tuple(voices),
        follow_ups=(FollowUp(promise, due),) if promise else (),
        attempt=outcome == "attempt",
        errors=errors,
    )


def contact_ids(view: Json) -> tuple[int, ...]:
    """The contacts chosen by now."""
    values = _values(view)
    block = next((one for one in values if one.startswith(f"{_CONTACTS}-")), "")
    options = _element(values, block).get("selected_options") or []
    assert isinstance(options, list)
    return tuple(int(one["value"]) for one in options)


def errors(refusal: Refusal, view: Json) -> dict[str, str]:
    """A refusal at the field it is about."""
    block = next((one for one in _values(view) if one.startswith(f"{_CONTACTS}-")), _CONTACTS)
    where = {"date": _DATE, "form.date": _DATE}
    noun = refusal.code.partition(".")[0]
    return {where.get(refusal.code, where.get(noun, block)): failures.sentence(refusal)}


def add_form(metadata: str, name: str = "", account: Account | None = None) -> Json:
    """The page that takes a new contact, on top of the form."""
    levels = [
        option(_("General: anyone there"), Level.GENERAL),
        option(_("Key: can decide or veto"), Level.KEY),
        option(_("Executive: C-level, VP"), Level.EXECUTIVE),
    ]
    return modal(
        _("Add a new contact"),
        [
            input_(_("Name"), text_input(_NAME, initial=name, most=200), _NAME),
            input_(
                _("Account"),
                external_select(ACCOUNT, initial=[account_option(account)] if account else []),
                _ACCOUNT,
                optional=True,
            ),
            input_(
                _("New account"),
                text_input(_NEW_ACCOUNT, most=200),
                _NEW_ACCOUNT,
                optional=True,
                hint=_("Only if the account is not in the list above."),
            ),
            input_(_("Title"), text_input(_TITLE, most=200), _TITLE, optional=True),
            input_(_("Level"), static_select(LEVEL, levels, initial=Level.GENERAL), _LEVEL),
        ],
        callback_id=ADDED,
        submit=_("Add"),
        close=_("Back"),
        metadata=metadata,
    )


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact as typed; one of `account_id` and `account` is set when it can be added."""

    name: str
    account_id: int | None
    account: str
    title: str
    level: Level
    errors: Mapping[str, str]


def added(view: Json) -> NewContact:
    """What stands on the page of a new contact."""
    values = _values(view)
    name, account = lines_of(_text(values, _NAME)), lines_of(_text(values, _NEW_ACCOUNT))
    chosen = _chosen(values, _ACCOUNT)
    wrong = {}
    if not name:
        wrong[_NAME] = failures.sentence(Refusal("form.name"))
    if not chosen and not account:
        wrong[_ACCOUNT] = failures.sentence(Refusal("form.account"))
    return NewContact(
        name,
        int(chosen) if chosen else None,
        account,
        lines_of(_text(values, _TITLE)),
        Level(_chosen(values, _LEVEL, LEVEL) or Level.GENERAL),
        wrong,
    )


def lines_of(text: str) -> str:
    """Typed text on one line."""
    return " ".join(text.split())


def _voices(text: str, wrong: dict[str, str]) -> Sequence[Voice]:
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = _VOICE.fullmatch(line)
        kind = match and next((one for one in VoiceKind if one == match[1].lower()), None)
        if match is None or kind is None:
            wrong[_VOICES] = failures.sentence(Refusal("form.voices"))
        else:
            found.append(Voice(kind, match[2] or cut(line, 300)))
    return found


def _values(view: Json) -> Mapping[str, Mapping[str, Json]]:
    state = view["state"]
    assert isinstance(state, dict)
    values = state["values"]
    assert isinstance(values, dict)
    return values


def _element(values: Mapping[str, Mapping[str, Json]], block: str) -> Json:
    return next(iter(values.get(block, {}).values()), {})


def _text(values: Mapping[str, Mapping[str, Json]], block: str) -> str:
    return str(_element(values, block).get("value") or "").strip()


def _day(values: Mapping[str, Mapping[str, Json]], block: str) -> date | None:
    chosen = _element(values, block).get("selected_date")
    return date.fromisoformat(str(chosen)) if chosen else None


def _chosen(
    values: Mapping[str, Mapping[str, Json]], block: str, action_id: str | None = None
) -> str | None:
    element = values.get(block, {}).get(action_id, {}) if action_id else _element(values, block)
    chosen = element.get("selected_option")
    return str(chosen["value"]) if isinstance(chosen, dict) else None
