"""Who is to take on what: everything somebody looks after, split among those who are there."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers import chain
from handlers.callers import Clock
from storage import Handover, Tx
from upkeep import handover
from upkeep.accounts import Contact
from upkeep.handover import Heir, Legacy
from upkeep.members import Member, Role

#: How far back it counts who has met whom.
A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Plan:
    """The new owner of each contact, and of each account, by their ids."""

    contacts: Mapping[int, int]
    accounts: Mapping[int, int]


def propose(
    tx: Tx,
    giver: Member,
    by: Member,
    clock: Clock,
    *,
    request: str,
    to: Member | None = None,
    account_ids: Collection[int] | None = None,
) -> Handover | None:
    """A proposal for all that a member looks after, or for some accounts; None: there is nothing.

    Raises:
        ValueError: there is nobody to take it on.
    """
    planned = plan(tx, giver, clock, to=to, account_ids=account_ids)
    if planned is None:
        return None
    made = tx.handovers.propose(giver.id, by.id, clock.now(), request)
    made = replace(made, contacts=planned.contacts, accounts=planned.accounts)
    tx.handovers.plan(made)
    return made


def plan(
    tx: Tx,
    giver: Member,
    clock: Clock,
    *,
    to: Member | None = None,
    account_ids: Collection[int] | None = None,
) -> Plan | None:
    """Who takes on what a member looks after, all of it or at some accounts; None: it is nothing.

    Raises:
        ValueError: there is nobody to take it on.
    """
    on = clock.today(giver.zone)
    contacts = [
        one
        for one in tx.contacts.of_keeper(giver.id)
        if account_ids is None or one.account.id in account_ids
    ]
    held = {one.id for one in tx.accounts.owned_by(giver.id)}
    held |= {one.account_id for one in tx.follow_ups.open_of_member(giver.id)}
    held |= {one.account_id for one in tx.voices.asked_of(giver.id)}
    held = held if account_ids is None else held & set(account_ids)
    legacies = known(tx, contacts, on)
    # An account without any contact of his is taken on like a contact that nobody knows.
    bare = held - {one.account_id for one in legacies}
    legacies += [Legacy(-account_id, account_id, {}) for account_id in sorted(bare)]
    if not legacies:
        return None
    takers = [Heir(to.id)] if to else heirs(tx, giver, legacies, on)
    split = handover.split(legacies, takers)
    return Plan(
        {contact: heir for contact, heir in split.items() if contact > 0},
        handover.of_accounts(split, legacies),
    )


def known(tx: Tx, contacts: Sequence[Contact], on: date) -> list[Legacy]:
    """Contacts with how often each of ours has met them, and been at their account, in a year."""
    accounts = sorted({one.account.id for one in contacts})
    met: dict[int, dict[int, int]] = {}
    been: dict[int, dict[int, int]] = {}
    for visit in tx.visits.of_accounts_between(accounts, on - A_YEAR, on):
        for member in visit.member_ids:
            _add(been, visit.account_id, member)
            for contact in visit.contact_ids:
                _add(met, contact, member)
    return [
        Legacy(
            one.id,
            one.account.id,
            {
                member: (met.get(one.id, {}).get(member, 0), times)
                for member, times in been.get(one.account.id, {}).items()
            },
        )
        for one in contacts
    ]


def _add(counted: dict[int, dict[int, int]], key: int, member: int) -> None:
    times = counted.setdefault(key, {})
    times[member] = times.get(member, 0) + 1


def heirs(tx: Tx, giver: Member, legacies: Iterable[Legacy], on: date) -> list[Heir]:
    """Who may take something on: reps of the team and those who know a contact; else whoever is."""
    there = [one for one in tx.members.all() if one.id != giver.id and chain.is_there(tx, one, on)]
    know = {member for one in legacies for member in one.known}
    near = [one for one in there if one.team_id == giver.team_id or one.id in know]
    reps = [one for one in near if one.role is Role.REP]
    anybody = [one for one in there if one.role is Role.REP]
    return [
        Heir(one.id, tx.contacts.count(one.id), one.zone == giver.zone)
        for one in reps or near or anybody or there
    ]


def change(tx: Tx, proposed: Handover, account_id: int, to: Member) -> Handover:
    """All that is proposed at one account goes to somebody else."""
    there = {one.id for one in tx.contacts.many(proposed.contacts) if one.account.id == account_id}
    changed = replace(
        proposed,
        contacts={one: to.id if one in there else heir for one, heir in proposed.contacts.items()},
        accounts={**proposed.accounts, account_id: to.id},
    )
    tx.handovers.plan(changed)
    return changed
