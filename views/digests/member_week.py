"""One member's week in words: his own to himself, and anybody's to who may read it."""

from upkeep.regime import MemberWeek
from views.language import _, ngettext
from views.lines import percent


def own(line: MemberWeek) -> str:
    """A reader's own week, to himself."""
    if not line.target:
        return _("*You:* {made}").format(made=unasked(line.visits))
    return ngettext(
        "*You:* {n} visit, of {{target}} planned", "*You:* {n} visits, of {{target}} planned",
        line.visits,
    ).format(target=f"{line.target:.3g}")  # fmt: skip


def unasked(visits: int) -> str:
    """The visits of who has no target for the week."""
    return ngettext("{n} visit, none was expected", "{n} visits, none was expected", visits)


def made(line: MemberWeek) -> str:
    """A member's week, to who may read it."""
    told = ngettext("{n} visit of {{target}}", "{n} visits of {{target}}", line.visits)
    told = told.format(target=f"{line.target:.3g}") if line.target else unasked(line.visits)
    return told + thin(line.thin)


def thin(visits: int) -> str:
    """How many of somebody's visits are thin; empty where none is."""
    return ngettext(", {n} thin", ", {n} thin", visits) if visits else ""


def thin_share(thin: int, visits: int) -> str:
    """Which share of all visits is thin, and what that means; empty where none is."""
    if not thin:
        return ""
    return _("; {share} named nobody, or left no note, voice or next step").format(
        share=percent(thin / visits)
    )
