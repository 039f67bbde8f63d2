"""The weekly digest: where a team stands, what to do about it, and the figures behind it.

A channel sees the team's figures; lines per member, and customers' words, are for managers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypedDict

from upkeep.cadence import Coverage
from upkeep.figures import Figures, Since, Waiting
from upkeep.regime import MemberWeek
from views.digests import orphans
from views.language import _, ngettext
from views.pieces import Json, Message, actions, button, cut, escaped, section, squeezed
from views.settings import DIGESTS, OPEN
from views.voices import taught_button

AGAIN = "digest.again"
BOARD = "digest.board"
FIVE = "digest.five"
EXPORT = "digest.export"
#: Letters of the text that carries a whole message for who hears it: Slack cuts at 40,000, with
#: entities counted (docs.slack.dev, chat.postMessage).
SPOKEN = 39_000


class Post(TypedDict):
    """A message with plainer twins, tried in turn where Slack refuses its blocks."""

    text: str
    blocks: list[Json]
    fallbacks: list[list[Json]]


@dataclass(frozen=True, slots=True)
class Week:
    """A team's week as one reader may see it.

    Attributes:
        on: the reader's local day.
        names: of the contacts and members that alerts speak of, by their ids.
        now: coverage at this moment, where somebody asked again.
        since: what became known of the week after its digest, where somebody asked again.
        running: the week is not over yet.
        kept: the figures are as they were stored; else they were counted now.
        managed: lines per member and customers' words may be shown.
        named: people may be named at all.
        reader_id: the member who reads it by himself: his own line comes first.
        waiting: what customers said and nobody had answered, as far as it may be read.
    """

    team_id: int
    team: str
    on: date
    figures: Figures
    contacts: Mapping[int, str] = field(default_factory=dict)
    members: Mapping[int, str] = field(default_factory=dict)
    now: Coverage | None = None
    since: Since = field(default_factory=Since)
    running: bool = False
    kept: bool = True
    managed: bool = False
    named: bool = True
    reader_id: int | None = None
    waiting: Sequence[Waiting] = ()

    @property
    def own(self) -> MemberWeek | None:
        """The reader's own line."""
        return next((one for one in self.figures.members if one.member_id == self.reader_id), None)

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.figures.week + timedelta(days=6)

    @property
    def value(self) -> str:
        """How a button names the week."""
        return f"{self.team_id}:{self.figures.week.isoformat()}"


def named(value: str) -> tuple[int, date]:
    """Team and Monday behind a button."""
    team_id, _colon, monday = value.partition(":")
    return int(team_id), date.fromisoformat(monday)


def buttons(week: Week) -> list[Json]:
    """What can be asked of a digest."""
    return [
        actions(
            button(_("Whole board"), BOARD, week.value),
            button(_("This week's five"), FIVE, week.value),
            button(_("Export CSV"), EXPORT, week.value),
            *([taught_button(week.team_id, week.figures.week)] if week.figures.heard.kinds else []),
            *([orphans.ask(week.value)] if week.figures.orphans else []),
            button(_("Ask again"), AGAIN, week.value),
        )
    ]


def at_home(week: Week) -> Json:
    """The same in the Home, where nothing can be asked again: it is painted anew by itself."""
    return actions(
        button(_("Whole board"), BOARD, week.value),
        button(_("This week's five"), FIVE, week.value),
        button(_("Export CSV"), EXPORT, week.value),
    )


def nowhere_to_go(team: str, *, everyone: bool) -> Message:
    """A team's digest has neither a channel nor a manager: ask an admin for one."""
    text = _("The weekly digest of {team} is ready, and there is nobody to read it.").format(
        team=escaped(squeezed(team, 60))
    )
    if not everyone:
        text += " " + _("Give the team a channel or a manager: import a sheet of teams or members.")
        return {"text": text, "blocks": [section(text)]}
    text += " " + _("Choose a channel for it, or make somebody a manager.")
    choose = actions(button(_("Choose a channel"), OPEN, DIGESTS, style="primary"))
    return {"text": text, "blocks": [section(text), choose]}


def in_no_team(people: Sequence[str]) -> Message:
    """No digest tells of who looks after customers, or comes to a manager: ask for a team."""
    names = ", ".join(escaped(squeezed(one, 60)) for one in people[:20])
    rest = len(people) - 20
    names += ngettext(" and {n} more", " and {n} more", rest) if rest > 0 else ""
    text = _(
        "In no team, though they look after customers or are managers: {names}. No digest tells of"
        " them or comes to them, and nobody hears when their reminders go unanswered. Give them"
        " one: import a sheet of members."
    ).format(names=names)
    return {"text": text, "blocks": [section(text)]}


def not_yours(team: str) -> Message:
    """Lines per member are for those who manage the team."""
    text = _("The board of {team} names people, so it is for those who manage the team.").format(
        team=escaped(squeezed(team, 60))
    )
    return {"text": text, "blocks": [section(text)]}


def no_such_team(name: str, teams: Sequence[str]) -> Message:
    """The team asked for is not there; those that are."""
    text = _("There is no team called “{name}”. There is {teams}.").format(
        name=escaped(cut(name, 60)),
        teams=", ".join(escaped(squeezed(one, 60)) for one in teams[:20]),
    )
    return {"text": text, "blocks": [section(text)]}


def no_such_week() -> Message:
    """The week asked for is none, still to come, or too long ago."""
    text = _(
        "Name a past week of the last two years by its number or a day: week 46, 9 Nov,"
        " 2026-11-09, or last week."
    )
    return {"text": text, "blocks": [section(text)]}
