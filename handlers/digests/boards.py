"""The board of a team, for those who manage it: members and accounts, and how each stands."""

from collections.abc import Iterable
from datetime import date

from handlers import lists
from handlers.digests import gathering
from storage import Tx
from upkeep import cadence, calendar, regime
from upkeep.accounts import Contact
from upkeep.members import Team
from views.digests import board as views


def board(tx: Tx, team: Team, today: date) -> views.Board:
    """Who answers for how many votes, and how each account stands, today."""
    ours = gathering.reach(tx, team)
    week = calendar.week_of(today)
    visits = tx.visits.between(week, today, [one.id for one in ours.members])
    kept = _grouped((one.keeper_id, one) for one in ours.contacts)
    there = _grouped((one.account.id, one) for one in ours.contacts)
    decisions = lists.Decisions(tx, today)
    names = {one.account.id: one.account for one in ours.contacts} | ours.accounts
    return views.Board(
        team=team.name,
        on=today,
        members=[
            views.MemberLine(
                regime.member_week(one, week, visits, tx.policy),
                cadence.coverage(kept.get(one.id, ()), tx.policy, today),
                regime.capacity(regime.target_of(one, tx.policy), tx.policy),
            )
            for one in ours.members
        ],
        accounts=[
            views.AccountLine(
                account.name,
                account.contract,
                cadence.coverage(there.get(account.id, ()), tx.policy, today),
                decisions.support(account.id),
            )
            for account in names.values()
        ],
    )


def _grouped(pairs: Iterable[tuple[int | None, Contact]]) -> dict[int | None, list[Contact]]:
    found: dict[int | None, list[Contact]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found
