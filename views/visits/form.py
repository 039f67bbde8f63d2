"""The form of a visit: painted from what is known, read back to plain values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from itertools import accumulate

from upkeep.accounts import Account, Contact
from upkeep.errors import Refusal
from upkeep.phrases.words import TAGS, tag_names
from upkeep.visits import Channel, FollowUp, Voice
from views import failures, fields, inputs, lines, pieces
from views.language import _
from views.pieces import Json
from views.visits import channel_options

FORM = "visit.form_sent"
ADD = "visit.add_contact"
CONTACTS = "visit.contacts"
DATE = "visit.date"
ACCOUNT = "visit.account"

_CONTACTS, _ACCOUNT, _DATE, _CHANNEL, _WITH = "contacts", "account", "date", "channel", "with"
_NOTE, _VOICES, _PROMISE, _DUE, _OUTCOME = "note", "voices", "promise", "due", "outcome"
_OWNER = "owner"
#: As many contacts as Slack shows chosen in a menu.
MOST = 100
#: As many characters as Slack takes in a field, and as this form shows of a voice or promise.
_FIELD, _LINE = 3000, 300
#: Of a sentence that was not clear as much stays in sight.
_WROTE = 2500
_MET, _ATTEMPT = "met", "attempt"
_TAG = re.compile(rf"[#＃]\s?({'|'.join(tag_names())})(?![a-z0-9])\s*[:：]?\s*", re.IGNORECASE)

#: What may stand between the words of one tag and those of another.
_BETWEEN = " \t,;，；、"


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form.

    Attributes:
        account: of a visit without contacts, or the one that narrowed the search.
        slack_ids: colleagues who were there.
        more: promises beyond the first; the form has room for one, and leaves these alone.
        promiser: Slack id of who does what was promised.
        wrote: the sentence that was not clear.
        already: what was logged of that day with one of the contacts.
        waiting: what these contacts said before, and nobody has answered.
    """

    contacts: Sequence[Contact] = ()
    account: Account | None = None
    on: date | None = None
    channel: Channel = Channel.IN_PERSON
    slack_ids: Sequence[str] = ()
    note: str = ""
    voices: Sequence[Voice] = ()
    promise: FollowUp | None = None
    more: Sequence[FollowUp] = ()
    promiser: str | None = None
    attempt: bool = False
    wrote: str = ""
    already: Sequence[str] = ()
    waiting: Sequence[Voice] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What came back; `errors` say by field what cannot be read."""

    contact_ids: tuple[int, ...] = ()
    account_id: int | None = None
    on: date | None = None
    channel: Channel = Channel.IN_PERSON
    slack_ids: tuple[str, ...] = ()
    note: str = ""
    voices: tuple[Voice, ...] = ()
    promise: FollowUp | None = None
    promiser: str | None = None
    attempt: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)


def form(filled: Filled, metadata: str, *, edit: bool = False, turn: int = 0) -> Json:
    """The form. A new `turn` gives the contacts' field a new identity, so its values are ours."""
    wrote = _("You wrote: {text}").format(text=lines.quoted(filled.wrote, _WROTE))
    blocks = [
        *([pieces.section(wrote)] if filled.wrote else []),
        *_who(filled, turn),
        *_when_and_how(filled),
        *_what(filled),
    ]
    return pieces.modal(
        _("Edit the visit") if edit else _("Log a visit"),
        blocks,
        callback_id=FORM,
        submit=_("Save"),
        close=_("Cancel"),
        metadata=metadata,
    )


def _who(filled: Filled, turn: int) -> Iterator[Json]:
    contacts = inputs.external_select(
        CONTACTS,
        many=True,
        placeholder=_("Whom did you meet?"),
        initial=[contact_option(one) for one in filled.contacts[:MOST]],
    )
    yield inputs.field(_("Contacts"), contacts, f"{_CONTACTS}-{turn}", optional=True, live=True)
    if filled.already:
        told = "\n".join(filled.already[:3])
        yield pieces.context(_("Already logged that day: {visits}").format(visits=told))
    yield pieces.actions(pieces.button(_("Add a new contact"), ADD, str(turn)))
    alone = filled.account if not filled.contacts else None
    if filled.waiting:
        words = "; ".join(lines.quoted(one.text) for one in filled.waiting[:5])
        yield pieces.context(_("Still open from before: {words}").format(words=words))
    account = inputs.external_select(
        ACCOUNT,
        placeholder=_("Only for a visit to the company itself"),
        initial=[account_option(alone)] if alone else [],
    )
    yield inputs.field(_("Account"), account, _ACCOUNT, optional=True)


def _when_and_how(filled: Filled) -> Iterator[Json]:
    day = inputs.date_picker(DATE, filled.on.isoformat() if filled.on else None)
    yield inputs.field(_("Date"), day, _DATE, live=True)
    channel = inputs.static_select(_CHANNEL, channel_options(), initial=filled.channel.value)
    yield inputs.field(_("Channel"), channel, _CHANNEL)
    outcomes = [
        pieces.option(_("We met"), _MET),
        pieces.option(_("I tried, nobody was reached"), _ATTEMPT),
    ]
    outcome = inputs.static_select(_OUTCOME, outcomes, initial=_ATTEMPT if filled.attempt else _MET)
    yield inputs.field(_("Outcome"), outcome, _OUTCOME)
    colleagues = inputs.users_select(
        _WITH, initial=filled.slack_ids, many=True, placeholder=_("Who else of us was there?")
    )
    yield inputs.field(_("Colleagues"), colleagues, _WITH, optional=True)


def _what(filled: Filled) -> Iterator[Json]:
    note = inputs.text_input(_NOTE, initial=filled.note, multiline=True)
    yield inputs.field(_("Note"), note, _NOTE, optional=True)
    voices = inputs.text_input(
        _VOICES,
        multiline=True,
        initial="\n".join(map(voice_line, filled.voices[: _seen(filled.voices)])),
        placeholder=_("#complaint repairs take too long"),
    )
    hint = _("One a line: #need, #worry, #complaint, #idea or #praise, and their words.")
    yield inputs.field(_("What they said"), voices, _VOICES, optional=True, hint=hint)
    first = filled.promise
    promise = inputs.text_input(_PROMISE, initial=first.text if first else "", most=_LINE)
    yield inputs.field(_("Promised"), promise, _PROMISE, optional=True)
    due = first.due_on.isoformat() if first and first.due_on else None
    by = inputs.date_picker(_DUE, due)
    yield inputs.field(_("Due"), by, _DUE, optional=True)
    who = inputs.users_select(_OWNER, initial=[filled.promiser] if filled.promiser else [])
    yield inputs.field(_("Who does it"), who, _OWNER, optional=True)
    if filled.more:
        kept = ", ".join(lines.quoted(one.text) for one in filled.more[:5])
        yield pieces.context(
            _("Also promised, and left as it is: {promises}").format(promises=kept)
        )


def voice_line(voice: Voice) -> str:
    """A voice as the form shows it."""
    return f"#{voice.kind} {_shown(voice)}"


def _shown(voice: Voice) -> str:
    return pieces.cut(" ".join(voice.text.split()), _LINE)


def _seen(voices: Sequence[Voice]) -> int:
    """How many voices the field has room for."""
    ends = accumulate(len(voice_line(one)) + 1 for one in voices)
    return sum(end <= _FIELD for end in ends)


def whole_note(typed: str, before: str) -> str:
    """The note as typed, with what the field had no room to show."""
    return pieces.restored(typed, before, _FIELD)


def whole_promise(typed: str, before: str) -> str:
    """The promise as typed, with what the field had no room to show."""
    return pieces.restored(typed, before, _LINE)


def whole_voices(typed: Sequence[Voice], before: Sequence[Voice]) -> tuple[Voice, ...]:
    """The voices as typed, each with its answer where it was there before, or much alike.

    Those without room in the field are as before.
    """
    left = {voice_line(one): one for one in before[: _seen(before)]}
    kept = {line: left.pop(line) for line in map(voice_line, typed) if line in left}
    found = []
    for one in typed:
        line, alike = voice_line(one), {_shown(other): at for at, other in left.items()}
        near = get_close_matches(_shown(one), alike, n=1)
        if line not in kept and near:
            kept[line] = _mended(left.pop(alike[near[0]]), one)
        found.append(kept.get(line, one))
    return (*found, *before[_seen(before) :])


def _mended(before: Voice, typed: Voice) -> Voice:
    """A voice in other words, with what the line had no room to show."""
    text = pieces.restored(typed.text, " ".join(before.text.split()), _LINE)
    return replace(before, kind=typed.kind, text=text)


def contact_option(contact: Contact) -> Json:
    """A contact in a menu, with what tells namesakes apart."""
    name = pieces.squeezed(contact.name, 36)
    account = pieces.squeezed(contact.account.name, 73 - len(name))
    known_by = contact.title or contact.department or contact.email or contact.phone
    return pieces.option(f"{name}, {account}", str(contact.id), known_by)


def account_option(account: Account) -> Json:
    """An account in a menu."""
    return pieces.option(account.name, str(account.id))


def sent(view: Json) -> Sent:
    """What stands in a form that was sent, with errors by field for what cannot be read."""
    values = fields.values(view)
    errors: dict[str, str] = {}
    on = fields.day(values, _DATE)
    if on is None:
        errors[_DATE] = failures.sentence(Refusal("form.date"))
    promise, due = fields.text(values, _PROMISE), fields.day(values, _DUE)
    if due and not promise:
        errors[_PROMISE] = failures.sentence(Refusal("form.promise"))
    elif due and on and due < on:
        errors[_DUE] = failures.sentence(Refusal("form.due"))
    voices = _voices(fields.text(values, _VOICES))
    if voices is None:
        errors[_VOICES] = failures.sentence(Refusal("form.voices"))
    return Sent(
        contact_ids=contact_ids(view),
        account_id=account_id(view),
        on=on,
        channel=Channel(fields.chosen(values, _CHANNEL) or Channel.IN_PERSON),
        slack_ids=fields.users(values, _WITH),
        note=fields.text(values, _NOTE),
        voices=voices or (),
        promise=FollowUp(promise, due) if promise else None,
        promiser=fields.user(values, _OWNER),
        attempt=fields.chosen(values, _OUTCOME) == _ATTEMPT,
        errors=errors,
    )


def contact_ids(view: Json) -> tuple[int, ...]:
    """The contacts chosen by now."""
    values = fields.values(view)
    return tuple(map(int, fields.all_chosen(values, _contacts_block(values))))


def day(view: Json) -> date | None:
    """The day chosen by now."""
    return fields.day(fields.values(view), _DATE)


def turn(view: Json) -> int:
    """How many times the contacts' field was given a new identity."""
    return int(_contacts_block(fields.values(view)).partition("-")[2])


def account_id(view: Json) -> int | None:
    """The account chosen by now."""
    chosen = fields.chosen(fields.values(view), _ACCOUNT)
    return int(chosen) if chosen else None


def errors(refusal: Refusal, view: Json) -> dict[str, str]:
    """A refusal at the field it is about."""
    where = {"date.future": _DATE, "form.elsewhere": _ACCOUNT}
    block = where.get(refusal.code) or _contacts_block(fields.values(view))
    return {block: failures.sentence(refusal)}


def _contacts_block(values: fields.Values) -> str:
    return next(one for one in values if one.startswith(f"{_CONTACTS}-"))


def _voices(text: str) -> tuple[Voice, ...] | None:
    """A voice from each tag; None: a line has no tag that is known, or a tag no words."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        tags = [*_TAG.finditer(line)]
        if not tags:
            return None
        around = _BETWEEN if len(tags) > 1 else None
        for tag, said in zip(tags, _words_of(line, tags), strict=True):
            found.append(Voice(TAGS[tag[1].lower()], said.strip(around)))
    return tuple(found) if all(one.text for one in found) else None


def _words_of(line: str, tags: Sequence[re.Match[str]]) -> list[str]:
    """The words of each tag: those behind it where a tag comes first, else those before it."""
    starts, ends = [one.start() for one in tags], [one.end() for one in tags]
    words = [line[a:b] for a, b in zip([0, *ends], [*starts, len(line)], strict=True)]
    return words[1:] if not words[0].strip() else [*words[:-2], "".join(words[-2:])]
