"""The board of a team: a line per member and a line per account, for those who manage it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from upkeep.cadence import Coverage
from upkeep.regime import MemberWeek
from views import dates, pieces, tables
from views.digests import Post
from views.digests.sentences import standing
from views.language import _, ngettext
from views.lines import percent, short, tellable
from views.pieces import Json, header, section

#: Two tables share what Slack takes in one message.
MOST = tables.MOST_CHARACTERS // 2
#: Accounts that are named in the text; the table has more.
SPOKEN = 20


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One of ours: the week, the votes answered for, and about how many the target holds."""

    week: MemberWeek
    coverage: Coverage
    holds: int


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One customer; `support` is None where no figure is given."""

    name: str
    contract: bool | None
    coverage: Coverage
    support: float | None


@dataclass(frozen=True, slots=True)
class Board:
    """A team's people and customers on a day."""

    team: str
    on: date
    members: Sequence[MemberLine]
    accounts: Sequence[AccountLine]


def paint(board: Board) -> Post:
    """The board; the neediest first in both tables."""
    title = _("{team}: the board of {day}").format(
        team=pieces.cut(board.team, 60), day=dates.day(board.on, board.on)
    )
    people, customers = _members(board.members), _accounts(board.accounts)
    if not board.members and not board.accounts:
        nothing = _("Nobody is in this team yet, and no customers are: an import brings them.")
        return {
            "text": f"{pieces.escaped(title)}\n{nothing}",
            "blocks": [section(nothing)],
            "fallbacks": [],
        }
    grids = [one for one in (people, customers) if one.rows]

    def blocks(painted: Sequence[Json]) -> list[Json]:
        return [header(title, 1), *painted]

    plain = [
        block
        for one in grids
        for block in (
            section(f"*{one.caption}*"),
            tables.in_text(one),
        )
    ]
    return {
        "text": pieces.cut("\n".join([pieces.escaped(title), *_spoken(board)]), 3900),
        "blocks": blocks([tables.data_table(one, characters=MOST) for one in grids]),
        "fallbacks": [blocks(plain)],
    }


def _members(lines: Sequence[MemberLine]) -> tables.Grid:
    ordered = sorted(lines, key=lambda one: (-one.coverage.neglected, one.week.name))
    return tables.Grid(
        _("Members: votes, and this week's visits"),
        (_("Member"), _("Votes"), _("Tended"), _("Neglected"), _("Never met"), _("Visits"),
         _("Target"), _("Target holds")),
        [
            (one.week.name, one.coverage.active, one.coverage.covered, one.coverage.neglected,
             one.coverage.unmet, one.week.visits, float(f"{one.week.target:.3g}"), one.holds)
            for one in ordered
        ],
    )  # fmt: skip


def _accounts(lines: Sequence[AccountLine]) -> tables.Grid:
    ordered = sorted(lines, key=lambda one: (-one.coverage.neglected, one.name))
    contract = {True: _("yes"), False: _("no"), None: "?"}
    return tables.Grid(
        _("Accounts: where their votes stand"),
        (_("Account"), _("Contract"), _("Votes"), _("Tended"), _("Neglected"), _("Never met"),
         _("Support")),
        [
            (one.name, contract[one.contract], one.coverage.active, one.coverage.covered,
             one.coverage.neglected, one.coverage.unmet, _support(one))
            for one in ordered
        ],
    )  # fmt: skip


def _support(line: AccountLine) -> str:
    if line.support is None or not tellable(line.support):
        return "–"
    return percent(line.support)


def _spoken(board: Board) -> list[str]:
    """Both tables for who hears the message instead of seeing it."""
    people = [
        ngettext("{{name}}: {n} visit this week, {{standing}}",
                 "{{name}}: {n} visits this week, {{standing}}",
                 one.week.visits).format(name=short(one.week.name), standing=standing(one.coverage))
        for one in board.members
    ]  # fmt: skip
    customers = [
        _("{name}: {standing}").format(name=short(one.name), standing=standing(one.coverage))
        for one in sorted(board.accounts, key=lambda one: (-one.coverage.neglected, one.name))
    ]
    return people + customers[:SPOKEN]
