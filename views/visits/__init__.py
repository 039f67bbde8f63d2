"""Visits as every screen shows them: one line, its buttons, and the words of the trade."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from types import MappingProxyType

from upkeep.visits import Channel, Visit, VoiceKind
from views import dates, lines
from views.language import N_, _, ngettext
from views.pieces import Json, actions, button, option, section

LOG = "visit.log"
MET = "visit.met"
EDIT = "visit.edit"
UNDO = "visit.undo"
REDO = "visit.redo"
AGAIN = "visit.again"
CHANNEL = "visit.channel"
JOIN = "visit.join"
PART = "visit.part"

_CHANNELS = MappingProxyType(
    {
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
)
_VOICES = MappingProxyType(
    {
        VoiceKind.NEED: N_("Need"),
        VoiceKind.WORRY: N_("Worry"),
        VoiceKind.COMPLAINT: N_("Complaint"),
        VoiceKind.IDEA: N_("Idea"),
        VoiceKind.PRAISE: N_("Praise"),
    }
)
#: An address that a link may have: nothing in it ends the link.
_LINK = re.compile(r"https://[^\s<>|]+")
#: The button's message is about this one visit, and may give way to what becomes of it.
_ALONE = ":alone"
#: Names told one by one before the rest is a number.
NAMED = 12


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


def log_button(contact_id: int | None = None) -> Json:
    """A button that opens the form, with the contact filled in where one is given."""
    if contact_id is None:
        return button(_("Log a visit"), LOG, "new", style="primary")
    return button(_("Log visit"), LOG, str(contact_id))


def met_button(contact_id: int) -> Json:
    """A button that logs a visit in person today, at once."""
    return button(_("Met today"), MET, str(contact_id))


def undo_button(visit_id: int, *, alone: bool = False) -> Json:
    """A button that takes a visit back. `alone`: its message is about this visit only."""
    return button(UNDO_LABEL(), UNDO, _value(visit_id, alone), label=_("Undo this visit"))


def edit_button(visit_id: int, *, alone: bool = False) -> Json:
    """A button that opens a visit in the form. `alone`: its message is about this visit only."""
    return button(_("Edit"), EDIT, _value(visit_id, alone), label=_("Edit this visit"))


def again_button(action_id: str, visit_id: int) -> Json:
    """A button that lets a visit stand once more."""
    return button(_("Log it again"), action_id, _value(visit_id, alone=True))


def _value(visit_id: int, alone: bool) -> str:
    return f"{visit_id}{_ALONE}" if alone else str(visit_id)


def pressed(action: Json) -> tuple[int, bool]:
    """The visit a button is about, and whether its message is about nothing else."""
    value = str(action["value"])
    return int(value.removesuffix(_ALONE)), value.endswith(_ALONE)


def named(names: Sequence[str]) -> str:
    """Typed names in a row: "Li Wei, Bob and 张三"; of many, the rest as a number."""
    told = [lines.short(one) for one in names[:NAMED]]
    if len(names) > NAMED:
        told.append(ngettext("{n} other", "{n} others", len(names) - NAMED))
    if len(told) <= 1:
        return "".join(told)
    return _("{names} and {last}").format(names=", ".join(told[:-1]), last=told[-1])


def whom(visit: Visit, *, at_home: bool = False) -> str:
    """The contacts met and their account: "Li Wei and 张三, Acme".

    `at_home`: the account is clear already, and named only where it was visited as a whole.
    """
    people = named(visit.contact_names)
    if at_home and people:
        return people
    return ", ".join(filter(None, (people, lines.short(visit.account_name))))


def summary(visit: Visit, on: date, *, at_home: bool = False) -> str:
    """A visit on one line; `at_home` as `whom` has it."""
    parts = [dates.day(visit.on, on), whom(visit, at_home=at_home), channel_name(visit.channel)]
    if visit.attempt:
        parts.append(_("nobody reached"))
    if visit.note:
        parts.append(lines.words(visit.note, lines.NAME))
    return " · ".join([*parts, *way_back(visit)])


def way_back(visit: Visit) -> Iterator[str]:
    """A link to the message that a visit was logged from; nothing, where it was not from one."""
    if _LINK.fullmatch(visit.permalink):
        yield f"<{visit.permalink}|{_('the message')}>"


def line(visit: Visit, on: date) -> list[Json]:
    """A visit in a list, with Edit and Undo."""
    return [section(summary(visit, on)), actions(edit_button(visit.id), undo_button(visit.id))]
