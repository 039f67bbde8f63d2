"""What happened, as both cards tell it: open voices, promises, and the last visits."""

from collections.abc import Sequence
from datetime import date

from upkeep.visits import FollowUp, Visit, Voice
from views import dates, lines, promises, visits
from views import voices as said
from views.cards.words import voice_kind
from views.language import _, ngettext
from views.pieces import Json, context, divider, section


def blocks(
    voices: Sequence[Voice],
    due: Sequence[FollowUp],
    made: Sequence[Visit],
    account_name: str,
    on: date,
    hidden: int = 0,
) -> list[Json]:
    """The blocks. `hidden`: voices and promises that this reader may not read."""
    shown: list[Json] = []
    if voices:
        shown += [divider(), section(f"*{_('Still open')}*")]
        shown += [said.waiting(one, on) for one in voices[:5]]
    if due:
        shown += [divider(), section(f"*{_('Promised')}*")]
        for one in due[:5]:
            shown += promises.blocks(one, account_name, on)
    if hidden:
        rest = ngettext(
            "{n} open voice or promise: shown to who looks after them, was there, or manages.",
            "{n} open voices and promises: shown to who looks after them, was there, or manages.",
            hidden,
        )
        shown.append(context(rest))
    shown.append(divider())
    if made:
        rows = "\n".join(visits.summary(one, on, at_home=True) for one in made[:5])
        shown.append(section(f"*{_('Last visits')}*\n{rows}"))
    else:
        shown.append(context(_("No visits on record yet.")))
    return shown


def told(
    voices: Sequence[Voice],
    due: Sequence[FollowUp],
    made: Sequence[Visit],
    account_name: str,
    on: date,
) -> list[str]:
    """The same as lines of text."""
    rows = [_voice(one, on) for one in voices[:5]]
    rows += [promises.line(one, account_name, on) for one in due[:5]]
    return rows + [visits.summary(one, on, at_home=True) for one in made[:5]]


def _voice(one: Voice, on: date) -> str:
    said = f"{voice_kind(one.kind).capitalize()}: {lines.quoted(one.text)}"
    return said + (f" ({dates.day(one.said_on, on)})" if one.said_on else "")


def foot(change: tuple[str, date] | None, on: date) -> list[Json]:
    """Who last changed what is written here, and when."""
    if change is None:
        return []
    who, day = change
    said = _("Last changed by {who}, {day}.")
    return [context(said.format(who=lines.short(who) or _("the bot"), day=dates.day(day, on)))]
