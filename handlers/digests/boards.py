"""The board of a team, for those who manage it: members and accounts, and how each stands."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from handlers import lists
from handlers.digests import teams
from storage import Tx
from upkeep import calendar, ledger, regime
from upkeep.ledger import Entry
from upkeep.members import Team
from views.digests import board as views


def board(tx: Tx, team: Team, today: date) -> views.Board:
    """Who answers for how many votes, and how each account stands, today."""
    ours = teams.reach(tx, team)
    entries = tx.ledger.kept_by(ours.keepers, today)
    week = calendar.week_of(today)
    made = tx.ledger.presences(ours.keepers, week, today)
    kept, there = _grouped(entries, "keeper_id"), _grouped(entries, "account_id")
    decisions = lists.Decisions(tx, today)
    names = tx.accounts.many([one for one in there if one is not None])
    return views.Board(
        team=team.name,
        on=today,
        members=[
            views.MemberLine(
                line,
                ledger.coverage(kept[one.id]),
                regime.capacity(regime.target_of(one, tx.policy), tx.policy),
            )
            for one, line in zip(
                ours.members,
                regime.member_weeks(ours.members, week, made, tx.policy),
                strict=True,
            )
        ],
        accounts=[
            views.AccountLine(
                account.name,
                account.contract,
                ledger.coverage(there[account.id]),
                decisions.support(account.id),
            )
            for account in names.values()
        ],
    )


def _grouped(entries: Iterable[Entry], by: str) -> dict[int | None, list[Entry]]:
    found: dict[int | None, list[Entry]] = defaultdict(list)
    for one in entries:
        found[getattr(one, by)].append(one)
    return found
