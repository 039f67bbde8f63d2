"""The weekly digest: where a team stands, what to do about it, and the figures behind it.

A channel sees the team's figures; lines per member, and customers' words, are for managers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypedDict

from upkeep.cadence import Coverage
from upkeep.digests import Figures
from upkeep.visits import Voice
from views.language import _
from views.pieces import Json, Message, actions, button, section
from views.settings import OPEN

AGAIN = "digest.again"
BOARD = "digest.board"


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
        since: coverage at this moment, where it differs from the stored figures.
        running: the week is not over yet.
        managed: lines per member and customers' words may be shown.
        open_voices: what customers said and nobody has answered, the oldest first.
    """

    team_id: int
    team: str
    on: date
    figures: Figures
    contacts: Mapping[int, str] = field(default_factory=dict)
    members: Mapping[int, str] = field(default_factory=dict)
    since: Coverage | None = None
    running: bool = False
    managed: bool = False
    open_voices: Sequence[Voice] = ()

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


def buttons(week: Week) -> Json:
    """What can be asked of a digest."""
    return actions(
        button(_("Whole board"), BOARD, week.value), button(_("Ask again"), AGAIN, week.value)
    )


def nowhere_to_go(team: str) -> Message:
    """A team's digest has neither a channel nor a manager: ask an admin for one."""
    text = _(
        "The weekly digest of {team} is ready, and nobody to read it: choose a channel for it, or"
        " name a manager."
    ).format(team=team)
    choose = actions(button(_("Choose a channel"), OPEN, style="primary"))
    return {"text": text, "blocks": [section(text), choose]}


def not_yours(team: str) -> Message:
    """Lines per member are for those who manage the team."""
    text = _("The board of {team} names people, so it is for those who manage the team.").format(
        team=team
    )
    return {"text": text, "blocks": [section(text)]}


def no_such_week(weeks: Sequence[str]) -> Message:
    """The week asked for has no digest; some that do."""
    text = _("There is no digest of that week.")
    if weeks:
        text += " " + _("Weeks kept: {weeks}.").format(weeks=", ".join(weeks[:12]))
    return {"text": text, "blocks": [section(text)]}
