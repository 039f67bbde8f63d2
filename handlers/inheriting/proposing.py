"""Who is to take on what: everything somebody looks after, split among those who are there."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers import chain
from handlers.callers import Clock
from storage import Handover, Tx
from upkeep import handover
from upkeep.accounts import Contact
from upkeep.handover import Heir, Legacy, State
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


def propose_again(tx: Tx, left: Handover, clock: Clock) -> Handover:
    """What was left as it is is proposed as it was; nothing, where nothing of it is left."""
    now = due(tx, left)
    if not now.contacts and not now.accounts:
        return left
    return tx.handovers.settle(left.id, State.PROPOSED, None, clock.now())


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
    there = held(tx, giver) if account_ids is None else held(tx, giver) & set(account_ids)
    legacies = known(tx, contacts, on)
    # An account without any contact of his is taken on like a contact that nobody knows.
    bare = there - {one.account_id for one in legacies}
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
    for visit in tx.visits.around(accounts, on - A_YEAR, on):
        for member in visit.member_ids:
            _add(been, visit.account_id, member)
            for contact in visit.contact_ids:
                _add(met, contact, member)
    return [
        Legacy(one.id, one.account.id, _of_each(met.get(one.id, {}), been.get(one.account.id, {})))
        for one in contacts
    ]


def _of_each(met: Mapping[int, int], been: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    return {member: (met.get(member, 0), been.get(member, 0)) for member in {**been, **met}}


def _add(counted: dict[int, dict[int, int]], key: int, member: int) -> None:
    times = counted.setdefault(key, {})
    times[member] = times.get(member, 0) + 1


def heirs(tx: Tx, giver: Member, legacies: Iterable[Legacy], on: date) -> list[Heir]:
    """Who may take something on: the team's reps, else the team, else whoever is there.

    Reps of other teams may take on whom they know.
    """
    there = [one for one in tx.members.all() if one.id != giver.id and chain.is_there(tx, one, on)]
    reps = [one for one in there if one.role is Role.REP]
    ours = [one for one in there if one.team_id == giver.team_id]
    home = [one for one in reps if one in ours] or ours or reps or there
    know = {member for one in legacies for member in one.known}
    guests = [one for one in reps if one.id in know and one not in home]
    return [
        Heir(one.id, tx.contacts.count(one.id), one.zone == giver.zone, guest=one in guests)
        for one in (*home, *guests)
    ]


def held(tx: Tx, giver: Member) -> set[int]:
    """The accounts that a member owns, or has promised something to, or is to answer."""
    return {
        *(one.id for one in tx.accounts.owned_by(giver.id)),
        *(one.account_id for one in tx.follow_ups.open_of_member(giver.id)),
        *(one.account_id for one in tx.voices.asked_of(giver.id)),
    }


def of_today(tx: Tx, proposed: Handover) -> dict[int, int]:
    """The new owner of each contact; of one who was merged since, of the other."""
    kept = set(tx.contacts.kept(proposed.contacts))
    merged = {
        tx.contacts.kept([one])[0]: heir
        for one, heir in proposed.contacts.items()
        if one not in kept
    }
    return merged | {one: heir for one, heir in proposed.contacts.items() if one in kept}


def due(tx: Tx, proposed: Handover) -> Plan:
    """What of a proposal would go over now.

    What somebody else looks after by now stays with them. Who came to the list since it was
    proposed goes with his account; of one who has left, where all was proposed, nothing is left.
    """
    giver = tx.members.get(proposed.from_id)
    mine = {one.id: one for one in tx.contacts.of_keeper(giver.id)}
    heirs = {one: heir for one, heir in of_today(tx, proposed).items() if one in mine}
    rest = min({*proposed.contacts.values(), *proposed.accounts.values()}, default=giver.id)
    everything = proposed.by is None and not giver.active

    def is_meant(account_id: int) -> bool:
        return everything or account_id in proposed.accounts

    heirs |= {
        one.id: proposed.accounts.get(one.account.id, rest)
        for one in mine.values()
        if one.id not in heirs
        and is_meant(one.account.id)
        and (one.owner_id is None or not giver.active)
    }
    there = {*held(tx, giver), *(mine[one].account.id for one in heirs)}
    accounts = {one: proposed.accounts.get(one, rest) for one in there if is_meant(one)}
    return Plan(heirs, accounts)


def change(tx: Tx, proposed: Handover, account_id: int, to: Member) -> Handover:
    """All that is proposed at one account goes to somebody else."""
    heirs = of_today(tx, proposed)
    there = {one.id for one in tx.contacts.many(heirs) if one.account.id == account_id}
    changed = replace(
        proposed,
        contacts={one: to.id if one in there else heir for one, heir in heirs.items()},
        accounts={**proposed.accounts, account_id: to.id},
    )
    tx.handovers.plan(changed)
    return changed


def without(tx: Tx, proposed: Handover, gone: Member, clock: Clock) -> Handover:
    """Who was to take something on has left: others do, unless it was asked for somebody by name.

    While nobody else is there, it stays as it is, and cannot be confirmed.
    """
    try:
        anew = plan(tx, tx.members.get(proposed.from_id), clock)
    except ValueError:
        return proposed
    if anew is None or proposed.by is not None:
        return proposed
    changed = replace(
        proposed,
        contacts=_others(proposed.contacts, anew.contacts, gone),
        accounts=_others(proposed.accounts, anew.accounts, gone),
    )
    tx.handovers.plan(changed)
    return changed


def _others(heirs: Mapping[int, int], anew: Mapping[int, int], gone: Member) -> dict[int, int]:
    """Heirs with others in the place of one who has left."""
    return {one: anew.get(one, to) if to == gone.id else to for one, to in heirs.items()}
