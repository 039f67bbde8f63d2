"""What is said of a visit: the confirmation with all that was understood, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from upkeep.accounts import Contact
from upkeep.policy import Policy
from upkeep.visits import Channel, Visit, VoiceKind
from views import dates, lines
from views.language import N_, _, ngettext
from views.pieces import (
    Json,
    Message,
    actions,
    button,
    context,
    cut,
    option,
    section,
    static_select,
)

LOG = "visit.log"
MET = "visit.met"
EDIT = "visit.edit"
UNDO = "visit.undo"
REDO = "visit.redo"
AGAIN = "visit.again"
CHANNEL = "visit.channel"

_CHANNELS = {
    Channel.IN_PERSON: N_("in person"),
    Channel.SITE_TOUR: N_("site tour"),
    Channel.COMPANY_TOUR: N_("company tour"),
    Channel.TECHNICAL_EXCHANGE: N_("technical exchange"),
    Channel.EVENT: N_("event"),
    Channel.MEAL: N_("meal"),
    Channel.VIDEO: N_("video"),
    Channel.CALL: N_("call"),
    Channel.MESSAGE: N_("message"),
}
_VOICES = {
    VoiceKind.NEED: N_("Need"),
    VoiceKind.WORRY: N_("Worry"),
    VoiceKind.COMPLAINT: N_("Complaint"),
    VoiceKind.IDEA: N_("Idea"),
    VoiceKind.PRAISE: N_("Praise"),
}
#: Names told one by one before the rest is a number.
_NAMED = 12


def channel_name(channel: Channel) -> str:
    """A channel as people say it."""
    return _(_CHANNELS[channel])


def voice_name(kind: VoiceKind) -> str:
    """A kind of voice as people say it."""
    return _(_VOICES[kind])


def channel_options() -> list[Json]:
    """All channels, for a menu."""
    return [option(channel_name(one), one.value) for one in Channel]


def UNDO_LABEL() -> str:  # noqa: N802 — a constant in every language
    """The word on every button that takes something back."""
    return _("Undo")


def CHANGED() -> str:  # noqa: N802 — a constant in every language
    """What happened to a visit that was edited."""
    return _("Changed")


def log_button(contact_id: int | None = None) -> Json:
    """A button that opens the form, with the contact filled in where one is given."""
    if contact_id is None:
        return button(_("Log a visit"), LOG, "new", style="primary")
    return button(_("Log visit"), LOG, str(contact_id))


def met_button(contact_id: int) -> Json:
    """A button that logs a visit in person today, at once."""
    return button(_("Met today"), MET, str(contact_id))


def undo_button(visit_id: int) -> Json:
    """A button that takes a visit back."""
    return button(UNDO_LABEL(), UNDO, str(visit_id), label=_("Undo this visit"))


def edit_button(visit_id: int) -> Json:
    """A button that opens a visit in the form."""
    return button(_("Edit"), EDIT, str(visit_id), label=_("Edit this visit"))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a visit did for its writer's list.

    Attributes:
        contacts: the contacts met, as they stand now.
        colleagues: the names of ours who were there beside the writer.
        due_before, due_now: the writer's due contacts, before the visit and after it.
    """

    contacts: Sequence[Contact]
    colleagues: Sequence[str]
    due_before: int
    due_now: int


def saved(visit: Visit, effect: Effect, policy: Policy, on: date, *, how: str = "") -> Message:
    """All that was understood, and what it did. `how` says what just happened to the visit."""
    head = _head(visit, effect, on, how or _("Logged"))
    said, standing = _said(visit, on), _standing(visit, effect, policy, on)
    chooser = static_select(
        CHANNEL,
        [{**one, "value": f"{visit.id}:{one['value']}"} for one in channel_options()],
        initial=f"{visit.id}:{visit.channel.value}",
    )
    blocks = [section(head), *(section(one) for one in said), context(standing)]
    blocks.append(actions(chooser, edit_button(visit.id), undo_button(visit.id)))
    return {"text": cut("\n".join([head, *said, standing]), 3900), "blocks": blocks}


def _head(visit: Visit, effect: Effect, on: date, how: str) -> str:
    what = _("Tried to reach") if visit.attempt else how
    parts = [f"*{what}:* {whom(visit)}", dates.day(visit.on, on), channel_name(visit.channel)]
    if effect.colleagues:
        names = ", ".join(map(lines.short, effect.colleagues))
        parts.append(_("with {names}").format(names=names))
    return " · ".join(parts)


def _said(visit: Visit, on: date) -> list[str]:
    """Voices, promises and the note, each in a paragraph."""
    said = [f"{voice_name(one.kind)}: {lines.quoted(one.text)}" for one in visit.voices]
    for promise in visit.follow_ups:
        due = f" ({dates.day(promise.due_on, on)})" if promise.due_on else ""
        said.append(_("Promised: {what}").format(what=lines.quoted(promise.text)) + due)
    if visit.note and visit.note not in {one.text for one in visit.voices}:
        said.append(_("Note: {note}").format(note=lines.short(visit.note, 600)))
    return ["\n".join(said)] if said else []


def _standing(visit: Visit, effect: Effect, policy: Policy, on: date) -> str:
    if visit.attempt:
        return _("An attempt is on record; it resets no clock.")
    if visit.channel not in policy.counted:
        return _("A {channel} is on record; it resets no clock.").format(
            channel=channel_name(visit.channel)
        )
    if not effect.contacts:
        return _("It stands in the account's log, for nobody's vote.")
    told = [
        _("{name}: tended until {day}").format(
            name=lines.short(one.name), day=dates.day(one.due_on, on)
        )
        for one in effect.contacts[:_NAMED]
    ]
    if effect.due_before > effect.due_now:
        told.append(
            ngettext(
                "{{now}} of your {n} due vote left", "{{now}} of your {n} due votes left",
                effect.due_before,
            ).format(now=effect.due_now)
        )  # fmt: skip
    return " · ".join(told)


def whom(visit: Visit) -> str:
    """The contacts met and their account: "Li Wei and 张三, Acme"."""
    names = [lines.short(one) for one in visit.contact_names]
    account = lines.short(visit.account_name)
    if not names:
        return account
    if len(names) > _NAMED:
        rest = ngettext("{n} other", "{n} others", len(names) - _NAMED)
        names = [*names[:_NAMED], rest]
    if len(names) == 1:
        return f"{names[0]}, {account}"
    joined = _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
    return f"{joined}, {account}"


def summary(visit: Visit, on: date) -> str:
    """A visit on one line."""
    parts = [dates.day(visit.on, on), whom(visit), channel_name(visit.channel)]
    if visit.attempt:
        parts.append(_("nobody reached"))
    if visit.note:
        parts.append(lines.short(visit.note))
    return " · ".join(parts)


def line(visit: Visit, on: date) -> list[Json]:
    """A visit in a list, with Edit and Undo."""
    return [section(summary(visit, on)), actions(edit_button(visit.id), undo_button(visit.id))]


def undone(visit: Visit, on: date) -> Message:
    """It was taken back; one press lets it stand again."""
    text = _("Undone: {visit}. The clocks are as if it had never been.").format(
        visit=summary(visit, on)
    )
    again = button(_("Log it again"), REDO, str(visit.id))
    return {"text": text, "blocks": [section(text), actions(again)]}


def already(visit: Visit, at: str, on: date, draft_id: int) -> Message:
    """The same sentence by the same person within minutes; `at` is the local time of the first."""
    text = _("Already logged at {time}: {visit}").format(time=at, visit=summary(visit, on))
    again = button(_("Log it again"), AGAIN, str(draft_id))
    return {"text": text, "blocks": [section(text), actions(undo_button(visit.id), again)]}


def met_already(visit: Visit, on: date) -> Message:
    """Met today was pressed twice, or somebody has logged the visit elsewhere."""
    text = _("Already logged: {visit}").format(visit=summary(visit, on))
    return {"text": text, "blocks": [section(text), actions(undo_button(visit.id))]}


def told(text: str) -> Message:
    """A plain answer."""
    return {"text": text, "blocks": [section(text)]}
