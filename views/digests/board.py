"""The board of a team: a line per member, level and account, for those who manage it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from upkeep.accounts import Level
from upkeep.alerts import EVEN
from upkeep.cadence import Coverage
from upkeep.regime import MemberWeek
from views import cards, dates, pieces, tables
from views.digests import SPOKEN, Post
from views.digests.sentences import standing
from views.inputs import static_select
from views.language import N_, _, ngettext
from views.lines import short, tellable
from views.pieces import Json, actions, context, header, option, section
from views.votes_board import PICK

SHOW = "digest.show"
#: Three tables share what Slack takes in one message.
MOST = {"members": 4_000, "kinds": 1_000, "accounts": 4_500}
#: Accounts that are named in the text, as many as a menu can hold.
CHOICES = 100
#: Columns of a name, so that those beside it are seen.
NAME = 28


class Which(StrEnum):
    """Which accounts are shown."""

    ALL = "all"
    NEGLECTED = "neglected"
    UNMET = "unmet"
    SIGNED = "signed"
    UNSIGNED = "unsigned"
    UNOWNED = "unowned"


_WHICH = {
    Which.ALL: N_("all accounts"),
    Which.NEGLECTED: N_("accounts with neglected votes"),
    Which.UNMET: N_("accounts with people never met"),
    Which.SIGNED: N_("accounts with a contract"),
    Which.UNSIGNED: N_("accounts without a contract"),
    Which.UNOWNED: N_("accounts nobody answers for"),
}


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One of ours: the week, the votes answered for, and about how many the target holds."""

    week: MemberWeek
    coverage: Coverage
    holds: int


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One customer.

    Attributes:
        support: how likely it decides for us; None: no figure is given.
        missing: warm weight that its rule still takes.
    """

    id: int
    name: str
    contract: bool | None
    coverage: Coverage
    support: float | None
    owned: bool = True
    missing: int = 0

    def is_among(self, which: Which) -> bool:
        """Whether a choice of accounts has this one."""
        return {
            Which.ALL: True,
            Which.NEGLECTED: self.coverage.neglected > 0,
            Which.UNMET: self.coverage.unmet > 0,
            Which.SIGNED: self.contract is True,
            Which.UNSIGNED: self.contract is False,
            Which.UNOWNED: not self.owned,
        }[which]


@dataclass(frozen=True, slots=True)
class Board:
    """A team's people and customers on a day.

    Attributes:
        unkept: votes of the team that none of its members answers for: of who has left, and of
            nobody.
    """

    team_id: int
    team: str
    on: date
    members: Sequence[MemberLine]
    accounts: Sequence[AccountLine]
    levels: Mapping[Level, Coverage]
    contracts: Mapping[bool | None, Coverage]
    which: Which = Which.ALL
    unkept: Coverage = field(default_factory=Coverage)


def chosen(value: str) -> tuple[int, Which]:
    """Team and accounts behind a choice."""
    team_id, _colon, which = value.partition(":")
    return int(team_id), Which(which)


def paint(board: Board) -> Post:
    """The board; the neediest first in each table."""
    title = _("{team}: the board of {day}").format(
        team=pieces.squeezed(board.team, 60), day=dates.day(board.on, board.on)
    )
    if not board.members and not board.accounts:
        nothing = _("Nobody is in this team yet, and no customers are: an import brings them.")
        return {
            "text": f"{pieces.escaped(title)}\n{nothing}",
            "blocks": [section(nothing)],
            "fallbacks": [],
        }
    shown = [one for one in _needy(board.accounts) if one.is_among(board.which)]
    grids = {
        "members": _members(board),
        "kinds": _kinds(board),
        "accounts": _accounts(shown),
    }
    grids = {name: one for name, one in grids.items() if one.rows}
    menus = _menus(board, shown)

    none = [] if shown or not board.accounts else [section(_none(board.which))]

    def blocks(painted: Sequence[Json]) -> list[Json]:
        return [header(title, 1), *painted, *none, *menus]

    plain = [
        block
        for one in grids.values()
        for block in (section(f"*{one.caption}*"), tables.in_text(one, 2500))
    ]
    native = [tables.data_table(one, characters=MOST[name]) for name, one in grids.items()]
    return {
        "text": pieces.cut("\n".join([pieces.escaped(title), *_spoken(board, shown)]), SPOKEN),
        "blocks": blocks(native),
        "fallbacks": [blocks(plain)],
    }


def _none(which: Which) -> str:
    return _("There are no {accounts}.").format(accounts=_(_WHICH[which]))


def _needy(lines: Sequence[AccountLine]) -> list[AccountLine]:
    return sorted(lines, key=lambda one: (-one.coverage.neglected, one.name, one.id))


def _menus(board: Board, shown: Sequence[AccountLine]) -> list[Json]:
    """Which accounts to show, and the way to one of them."""
    which = [option(_(said), f"{board.team_id}:{one.value}") for one, said in _WHICH.items()]
    now = f"{board.team_id}:{board.which.value}"
    menus = [static_select(SHOW, which, placeholder=_("Show"), initial=now)]
    if shown:
        choices = [option(one.name, str(one.id)) for one in shown[:CHOICES]]
        menus.append(static_select(PICK, choices, placeholder=_("Vote board of …")))
    return [actions(*menus), *map(context, _beyond(shown))]


def _members(board: Board) -> tables.Grid:
    ordered = sorted(board.members, key=lambda one: (-one.coverage.neglected, one.week.name))
    unkept = board.unkept
    nobodys = (_nobody(), unkept.active, unkept.covered, unkept.neglected, unkept.unmet,
               "–", "–", "–")  # fmt: skip
    return tables.Grid(
        _("Members: votes, and this week's visits"),
        (_("Member"), _("Votes"), _("Tended"), _("Neglected"), _("Never met"), _("Visits"),
         _("Target"), _("Target holds")),
        [
            *([nobodys] if unkept.active else []),
            *((tables.name(one.week.name, NAME), one.coverage.active, one.coverage.covered,
               one.coverage.neglected, one.coverage.unmet, one.week.visits,
               float(f"{one.week.target:.3g}"), one.holds)
              for one in ordered),
        ],
    )  # fmt: skip


def _nobody() -> str:
    return _("nobody who is here")


def _kinds(board: Board) -> tables.Grid:
    """The same votes by level, and with and without a contract side by side."""
    told = {cards.level(level): one for level, one in board.levels.items()}
    told |= {
        _("with a contract"): board.contracts.get(True, Coverage()),
        _("without a contract"): board.contracts.get(False, Coverage()),
        _("contract not known"): board.contracts.get(None, Coverage()),
    }
    return tables.Grid(
        _("Votes by level, and by contract"),
        (_("Kind"), _("Votes"), _("Tended"), _("Neglected"), _("Never met"), _("Coverage")),
        [
            (name, one.active, one.covered, one.neglected, one.unmet, _share(one.share))
            for name, one in told.items()
            if one.active
        ],
    )


def _accounts(lines: Sequence[AccountLine]) -> tables.Grid:
    contract = {True: _("yes"), False: _("no"), None: "?"}
    return tables.Grid(
        _("Accounts: where their votes stand"),
        (_("Account"), _("Contract"), _("Votes"), _("Tended"), _("Neglected"), _("Never met"),
         _("Support (a model)")),
        [
            (tables.name(one.name, NAME), contract[one.contract], one.coverage.active,
             one.coverage.covered, one.coverage.neglected, one.coverage.unmet, _support(one))
            for one in lines
        ],
    )  # fmt: skip


def _share(share: float | None) -> tables.Cell:
    return "–" if share is None else tables.Share(share)


def _support(line: AccountLine) -> tables.Cell:
    """A share; where it would round to nothing or to all, the way to go."""
    if line.support is None or tellable(line.support):
        return _share(line.support)
    if line.support > EVEN:
        return _("nearly certain")
    # Votes that are just warm may be enough, and yet hardly all be ours where all of them decide.
    return _("{missing} to go").format(missing=line.missing) if line.missing else _("hardly any")


def _spoken(board: Board, shown: Sequence[AccountLine]) -> list[str]:
    """The tables for who hears the message instead of seeing it."""
    people = [
        ngettext("{{name}}: {n} visit this week, {{standing}}",
                 "{{name}}: {n} visits this week, {{standing}}",
                 one.week.visits).format(name=short(one.week.name), standing=standing(one.coverage))
        for one in board.members
    ]  # fmt: skip
    if board.unkept.active:
        told = _("{name}: {standing}").format(name=_nobody(), standing=standing(board.unkept))
        people.insert(0, told)
    kinds = [
        _("{name}: {standing}").format(name=cards.level(level), standing=standing(one))
        for level, one in board.levels.items()
        if one.active
    ]
    customers = [
        _("{name}: {standing}").format(name=short(one.name), standing=standing(one.coverage))
        for one in shown[:CHOICES]
    ]
    none = [] if shown or not board.accounts else [_none(board.which)]
    return [*people, *kinds, *customers, *none, *_beyond(shown)]


def _beyond(shown: Sequence[AccountLine]) -> list[str]:
    """Where those are that find no room; nothing where all do."""
    if len(shown) <= CHOICES:
        return []
    rest = _("The first {n} of {all}; `account NAME` opens the card of any other.")
    return [rest.format(n=CHOICES, all=len(shown))]
