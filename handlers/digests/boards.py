"""The board of a team, for those who manage it: members and accounts, and how each stands."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date

from handlers import teams
from storage import Tx
from upkeep import calendar, decision, ledger, regime
from upkeep.accounts import Level
from upkeep.ledger import Entry
from upkeep.members import Team
from views.digests import board as views


def board(tx: Tx, team: Team, today: date, which: views.Which = views.Which.ALL) -> views.Board:
    """Who answers for how many votes, and how each account stands, today."""
    ours = teams.reach(tx, team)
    entries = tx.ledger.kept_by(ours.keepers, today)
    week = calendar.week_of(today)
    made = tx.ledger.presences(ours.keepers, week, today)
    kept, there = _grouped(entries, "keeper_id"), _grouped(entries, "account_id")
    levels = _grouped(entries, "level")
    here = {one.id for one in ours.members}
    return views.Board(
        team_id=team.id,
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
        accounts=_accounts(tx, there, today),
        levels={one: ledger.coverage(levels[one]) for one in Level},
        contracts=ledger.by_contract(entries),
        which=which,
        unkept=ledger.coverage(one for one in entries if one.keeper_id not in here),
    )


def _accounts(
    tx: Tx, there: Mapping[Hashable, Sequence[Entry]], today: date
) -> list[views.AccountLine]:
    """Each customer; its support counts all of its votes, also those that others keep."""
    accounts = tx.accounts.many([one for one in there if isinstance(one, int)])
    everybody = _grouped(tx.ledger.at(list(accounts), today), "account_id")
    found = []
    for account in accounts.values():
        votes = ledger.votes(everybody[account.id])
        told = len(votes) >= decision.FEW
        found.append(
            views.AccountLine(
                id=account.id,
                name=account.name,
                contract=account.contract,
                coverage=ledger.coverage(there[account.id]),
                support=decision.support(votes, account.rule) if told else None,
                owned=account.owner_id is not None,
                missing=decision.tide(votes, account.rule).missing,
            )
        )
    return found


def _grouped(entries: Iterable[Entry], by: str) -> dict[Hashable, list[Entry]]:
    found: dict[Hashable, list[Entry]] = defaultdict(list)
    for one in entries:
        found[getattr(one, by)].append(one)
    return found
