"""What is said right after: all that was understood of a visit, what it did, and the way back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from upkeep.accounts import Contact
from upkeep.cadence import Standing, counts, standing
from upkeep.policy import Policy
from upkeep.visits import Channel, FollowUp, Visit
from views import dates, lines
from views.inputs import static_select
from views.language import _, ngettext
from views.pieces import Json, Message, actions, button, context, cut, section
from views.visits import (
    AGAIN,
    CHANNEL,
    JOIN,
    NAMED,
    PART,
    REDO,
    UNDO_LABEL,
    again_button,
    channel_name,
    channel_options,
    edit_button,
    named,
    summary,
    undo_button,
    voice_name,
    way_back,
    whom,
)

_LONGEST_NOTE = 600
#: Voices, and promises, told one by one before the rest is a number.
_TOLD = 20
_LONGEST = 3900


@dataclass(frozen=True, slots=True)
class Twin:
    """A colleague's visit that seems to be the same meeting, and whose it is."""

    visit: Visit
    by: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a visit did for its writer's list.

    Attributes:
        contacts: the contacts met, as they stand now.
        before: where each stood before the visit, by contact id.
        colleagues: the names of ours who were there beside the writer.
        promisers: the names of others than the writer who promised something, by member id.
        twin: what a colleague logged of the same meeting.
        due_before, due_now: the writer's due contacts, before the visit and after it.
    """

    contacts: Sequence[Contact] = ()
    before: dict[int, Standing] | None = None
    colleagues: Sequence[str] = ()
    promisers: Mapping[int, str] = field(default_factory=dict)
    due_before: int = 0
    due_now: int = 0
    twin: Twin | None = None


def saved(
    visit: Visit,
    effect: Effect,
    policy: Policy,
    on: date,
    *,
    edited: bool = False,
    joined: int | None = None,
) -> Message:
    """All that was understood, and what it did; `joined`: the writer's own that is one with it."""
    head, said = _head(visit, effect, on, edited), _said(visit, effect, on)
    standing_ = _standing(visit, effect, policy, on)
    blocks = [section(head), *(section(one) for one in said), context(standing_)]
    undo = undo_button(visit.id, alone=True)
    if joined is not None:
        undo = button(UNDO_LABEL(), PART, f"{visit.id}:{joined}", label=_("Make two visits again"))
    blocks.append(actions(_channel_menu(visit), edit_button(visit.id, alone=True), undo))
    told = [head, *said, standing_]
    if effect.twin is not None:
        told.append(_too(effect.twin, on))
        join = button(_("Join this visit"), JOIN, f"{visit.id}:{effect.twin.visit.id}")
        blocks += [section(told[-1]), actions(join)]
    return {"text": cut("\n".join(told), _LONGEST), "blocks": blocks}


def _buttons(visit_id: int) -> list[Json]:
    return [edit_button(visit_id, alone=True), undo_button(visit_id, alone=True)]


def _too(twin: Twin, on: date) -> str:
    """Two logged one meeting: what the other one wrote."""
    return _("{name} logged this meeting, too: {visit}").format(
        name=lines.short(twin.by), visit=summary(twin.visit, on)
    )


def twins(action: Json) -> tuple[int, int]:
    """The two visits that shall be one, or two again, as the button names them."""
    visit_id, _colon, other_id = str(action["value"]).partition(":")
    return int(visit_id), int(other_id)


def _channel_menu(visit: Visit) -> Json:
    options = [{**one, "value": f"{visit.id}:{one['value']}"} for one in channel_options()]
    return static_select(CHANNEL, options, initial=f"{visit.id}:{visit.channel.value}")


def channel_chosen(action: Json) -> tuple[int, Channel]:
    """The visit whose channel was changed, and the channel."""
    option = action["selected_option"]
    assert isinstance(option, dict)
    visit_id, _colon, channel = str(option["value"]).partition(":")
    return int(visit_id), Channel(channel)


def _head(visit: Visit, effect: Effect, on: date, edited: bool) -> str:
    what = _("Changed") if edited else _("Tried to reach") if visit.attempt else _("Logged")
    parts = [f"*{what}:* {whom(visit)}", dates.day(visit.on, on), channel_name(visit.channel)]
    if visit.attempt and edited:
        parts.append(_("nobody reached"))
    if effect.colleagues:
        parts.append(_("with {names}").format(names=named(effect.colleagues)))
    return " · ".join([*parts, *way_back(visit)])


def _said(visit: Visit, effect: Effect, on: date) -> list[str]:
    """Voices, promises and the note, a line each, in paragraphs that Slack does not cut."""
    voices = [f"{voice_name(one.kind)}: {lines.quoted(one.text)}" for one in visit.voices]
    promises = [_promise(one, effect.promisers.get(one.owner_id), on) for one in visit.follow_ups]
    said = [*_some(voices), *_some(promises)]
    if _says_more(visit):
        said.append(_("Note: {note}").format(note=lines.words(visit.note, _LONGEST_NOTE)))
    return lines.paragraphs(said)


def _promise(promise: FollowUp, by: str | None, on: date) -> str:
    due = f" ({dates.day(promise.due_on, on)})" if promise.due_on else ""
    what = lines.quoted(promise.text)
    if by is None:
        return _("Promised: {what}").format(what=what) + due
    return _("Promised by {name}: {what}").format(name=lines.short(by), what=what) + due


def _some(told: list[str]) -> list[str]:
    """The first of many, and the rest as a number."""
    rest = len(told) - _TOLD
    more = ngettext(
        "… and {n} more, to be seen by Edit", "… and {n} more, to be seen by Edit", rest
    )
    return [*told[:_TOLD], more] if rest > 0 else told


def _says_more(visit: Visit) -> bool:
    """Whether the note holds a word that no voice has."""
    rest = visit.note
    for voice in visit.voices:
        rest = rest.replace(voice.text, "")
    return any(letter.isalnum() for letter in rest)


def _standing(visit: Visit, effect: Effect, policy: Policy, on: date) -> str:
    """What the visit did to the contacts' clocks and to the writer's list."""
    if visit.attempt:
        return _("An attempt is on record; it resets no clock.")
    if not counts(visit.channel, attempt=False, policy=policy):
        return _("A {channel} is on record; it resets no clock.").format(
            channel=channel_name(visit.channel)
        )
    if not visit.contact_ids:
        return _("It stands in the account's log, for nobody's vote.")
    told = [_clock(one, effect, policy, on) for one in effect.contacts[:NAMED]]
    if len(effect.contacts) > NAMED:
        told.append(ngettext("{n} more", "{n} more", len(effect.contacts) - NAMED))
    if effect.due_before > effect.due_now:
        told.append(_due(effect))
    if not (visit.note or visit.voices or visit.follow_ups):
        told.append(_("nothing noted yet: Edit takes a line"))
    return " · ".join(told)


def _clock(contact: Contact, effect: Effect, policy: Policy, on: date) -> str:
    """Where a contact stands now: "Li Wei: tended again until Wed 23 Dec"."""
    before = (effect.before or {}).get(contact.id)
    match standing(contact, policy, on), before:
        case Standing.NEGLECTED, _:
            sentence = _("{name}: still due, since {day}")
        case _, Standing.UNMET:
            sentence = _("{name}: met for the first time, tended until {day}")
        case Standing.TENDED, Standing.NEGLECTED | Standing.DUE_SOON:
            sentence = _("{name}: tended again until {day}")
        case _:
            sentence = _("{name}: tended until {day}")
    return sentence.format(name=lines.short(contact.name), day=dates.day(contact.due_on, on))


def _due(effect: Effect) -> str:
    if not effect.due_now:
        return _("nobody else is due: well kept")
    return ngettext(
        "{{now}} of your {n} due vote left", "{{now}} of your {n} due votes left", effect.due_before
    ).format(now=effect.due_now)


def undone(visit: Visit, on: date) -> Message:
    """It was taken back; one press lets it stand again."""
    text = _("Undone: {visit}\nThe clocks are as if it had never been.").format(
        visit=summary(visit, on)
    )
    return {"text": text, "blocks": [section(text), actions(again_button(REDO, visit.id))]}


def undone_by(name: str, visit: Visit, on: date) -> Message:
    """Somebody else took back what its reader has logged."""
    text = _("{name} has undone what you had logged: {visit}").format(
        name=lines.short(name), visit=summary(visit, on)
    )
    return {"text": text, "blocks": [section(text), actions(again_button(REDO, visit.id))]}


def already(visit: Visit, at: str, on: date) -> Message:
    """The same sentence by the same person within minutes; `at` is the local time of the first."""
    text = _("Already logged at {time}: {visit}").format(time=at, visit=summary(visit, on))
    buttons = [*_buttons(visit.id), again_button(AGAIN, visit.id)]
    return {"text": text, "blocks": [section(text), actions(*buttons)]}


def met_already(visit: Visit, on: date) -> Message:
    """Met today was pressed twice, or the visit was logged elsewhere before, or joined."""
    text = _("Already logged: {visit}").format(visit=summary(visit, on))
    return {"text": text, "blocks": [section(text), actions(*_buttons(visit.id))]}
