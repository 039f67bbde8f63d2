"""Handing over: who takes on whom, what the new owner must know, and what would be lost.

Whoever knows a contact best takes it on. Where several know it equally well, or nobody does, loads
decide: each of them ends with about as many contacts as the others. What is at one account stays
together as far as that allows, or altogether where it is not large: one face is worth more than
equal loads.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from upkeep import cadence, decision
from upkeep.accounts import Account, Contact, Level
from upkeep.policy import Policy
from upkeep.visits import FollowUp, Visit, Voice

#: Visits that a brief tells of each account.
VISITS = 3
#: An account of so many contacts, or a part of a larger one, goes to one person whatever his share.
WHOLE = 20
#: Visits to a contact, and to its account, of who has been to neither.
NEVER = (0, 0)
#: From the lowest up.
_LEVELS = tuple(Level)


class State(StrEnum):
    """What became of a proposal."""

    #: Nobody is there yet to be told of it, or to take anything on.
    WAITING = "waiting"
    PROPOSED = "proposed"
    #: It was confirmed, and is much: it goes over turn by turn.
    MOVING = "moving"
    DONE = "done"
    #: What went over goes back; then it is a proposal again.
    RETURNING = "returning"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Heir:
    """A member who may take something on.

    Attributes:
        load: contacts the member looks after now.
        near: in the same zone as who hands over.
        guest: of another team, and takes on only whom he knows.
    """

    member_id: int
    load: int = 0
    near: bool = False
    guest: bool = False


@dataclass(frozen=True, slots=True)
class Legacy:
    """A contact to be taken on; `known` counts the visits of each member to it, then there."""

    contact_id: int
    account_id: int
    known: Mapping[int, tuple[int, int]]


def split(legacies: Iterable[Legacy], heirs: Sequence[Heir]) -> dict[int, int]:
    """The new owner of each contact, by contact id. Nobody is left out.

    Raises:
        ValueError: there is nobody to take anything on.
    """
    if not heirs:
        raise ValueError("nobody can take this on")
    loads = {one.member_id: one.load for one in heirs}
    order = sorted(heirs, key=lambda one: (not one.near, one.member_id))
    groups: dict[tuple[int, ...], list[Legacy]] = {}
    for one in legacies:
        groups.setdefault(_best(one, order), []).append(one)
    plan: dict[int, int] = {}
    for best, those in sorted(groups.items(), key=lambda item: (len(item[0]), item[0])):
        shares = _shares(loads, best, len(those))
        for member, taken in _together(those, shares):
            plan[taken.contact_id] = member
            loads[member] += 1
    return plan


def _best(legacy: Legacy, heirs: Sequence[Heir]) -> tuple[int, ...]:
    """Those who know a contact best, in the order of the heirs.

    Where nobody knows it, all but guests, if there are others.
    """
    known = {one.member_id: legacy.known.get(one.member_id, NEVER) for one in heirs}
    most = max(known.values())
    if most == NEVER:
        hosts = [one for one in heirs if not one.guest] or heirs
        return tuple(one.member_id for one in hosts)
    return tuple(member for member, times in known.items() if times == most)


def _shares(loads: Mapping[int, int], among: Sequence[int], count: int) -> dict[int, int]:
    """How many of so many contacts each takes on, so that the least loaded catch up first."""
    level = {member: loads[member] for member in among}
    for _ in range(count):
        least = min(among, key=lambda member: level[member])
        level[least] += 1
    return {member: level[member] - loads[member] for member in among}


def _together(those: Iterable[Legacy], shares: Mapping[int, int]) -> Iterator[tuple[int, Legacy]]:
    """Who takes what, each about his share: the largest account first, to the largest share.

    An account is only divided where it is large, and no share is left that holds all of it.
    """
    left = dict(shares)
    accounts: dict[int, list[Legacy]] = {}
    for one in sorted(those, key=lambda one: (one.account_id, one.contact_id)):
        accounts.setdefault(one.account_id, []).append(one)
    for some in sorted(accounts.values(), key=lambda some: (-len(some), some[0].account_id)):
        while some:
            member = max(left, key=lambda member: left[member])
            much = max(left[member], WHOLE)
            taken, some = some[:much], some[much:]  # noqa: PLW2901 — the rest of it
            left[member] -= len(taken)
            yield from ((member, one) for one in taken)


def of_accounts(plan: Mapping[int, int], legacies: Iterable[Legacy]) -> dict[int, int]:
    """Who answers for each account itself: who takes on most of its contacts, the first of two."""
    counted: dict[int, dict[int, int]] = {}
    for one in legacies:
        at = counted.setdefault(one.account_id, {})
        at[plan[one.contact_id]] = at.get(plan[one.contact_id], 0) + 1
    return {
        account: min(at, key=lambda member: (-at[member], member))
        for account, at in counted.items()
    }


@dataclass(frozen=True, slots=True)
class Brief:
    """What a new owner must know of one account.

    Attributes:
        contacts: those taken on, the senior and the longest unmet first.
        three_way: whom to visit together with `guide`, a member who knows the person; may be none.
        bare: neither a contact nor the account itself went over: promises, or voices to answer.
    """

    account_id: int
    account: str
    contacts: tuple[Contact, ...]
    visits: tuple[Visit, ...] = ()
    voices: tuple[Voice, ...] = ()
    promises: tuple[FollowUp, ...] = ()
    three_way: Contact | None = None
    guide_id: int | None = None
    bare: bool = False


def brief(
    account: Account,
    contacts: Sequence[Contact],
    visits: Sequence[Visit],
    voices: Iterable[Voice],
    promises: Iterable[FollowUp],
    *,
    giver_id: int,
    heir_id: int,
    guides: Collection[int],
) -> Brief:
    """What a new owner must know of what is taken on at one account.

    Args:
        account: which one.
        contacts: those taken on there; none, where it is the account or a promise alone.
        visits: to the account, the newest first.
        voices: said there, and open.
        promises: made there, and open.
        giver_id: who hands over.
        heir_id: who takes it on; of what is not his otherwise, only his own promises and voices
            are told.
        guides: members who may come along to a first visit: at work, and not the new owner.
    """
    order = sorted(contacts, key=lambda one: (-_LEVELS.index(one.level), one.due_on, one.id))
    together = [
        (contact, member)
        for contact in order
        for visit in visits
        if contact.id in visit.contact_ids
        for member in visit.member_ids
        if member in guides
    ]
    bare = not contacts and account.owner_id != heir_id
    whom, guide = min(together, key=lambda pair: pair[1] != giver_id, default=(None, None))
    return Brief(
        account_id=account.id,
        account=account.name,
        contacts=tuple(order),
        visits=tuple(visits[:VISITS]),
        voices=tuple(one for one in voices if not bare or one.assignee_id == heir_id),
        promises=tuple(one for one in promises if not bare or one.owner_id == heir_id),
        three_way=whom,
        guide_id=guide,
        bare=bare,
    )


@dataclass(frozen=True, slots=True)
class Touch:
    """A counted touch of a contact, and who of ours was there; `seen`: it was met in person."""

    contact_id: int
    on: date
    member_ids: tuple[int, ...]
    seen: bool = True


@dataclass(frozen=True, slots=True)
class Loss:
    """What an account would lose with somebody of ours.

    Attributes:
        cold: contacts who are warm, and would not be by what others keep up alone.
        warm: how many are warm now.
        before, after: the account's support; None: too few votes for a figure.
    """

    account_id: int
    account: str
    cold: tuple[Contact, ...]
    warm: int
    before: float | None = None
    after: float | None = None


def rehearse(
    contacts: Iterable[Contact], touches: Iterable[Touch], leaver_id: int, policy: Policy, on: date
) -> list[Loss]:
    """What would be lost if somebody left tomorrow, account by account, the worst first.

    A vote would go cold where it is warm now, and would not be by the touches alone at which
    somebody else of ours was there as well. Who was there is not known of what a list says was the
    last visit: it is its keeper's.
    """
    known = [one for one in contacts if cadence.is_active(one, on)]
    keepers = {one.id: one.keeper_id for one in known}
    every = [one for one in touches if one.on <= on]
    others = [
        one for one in every if set(one.member_ids or (keepers.get(one.contact_id),)) - {leaver_id}
    ]
    last, kept = _last(every), _last(others)
    seen = _last(one for one in others if one.seen)
    there: dict[int, list[tuple[Contact, Contact]]] = {}
    for one in known:
        now = replace(one, last_touch_on=last.get(one.id))
        then = replace(one, last_touch_on=kept.get(one.id), last_seen_on=seen.get(one.id))
        there.setdefault(one.account.id, []).append((now, then))
    lost = [_loss(some, policy, on) for some in there.values()]
    return sorted(
        (one for one in lost if one.cold),
        key=lambda one: (-len(one.cold), (one.after or 0.0) - (one.before or 0.0), one.account_id),
    )


def _last(touches: Iterable[Touch]) -> dict[int, date]:
    """The day of each contact's last one."""
    found: dict[int, date] = {}
    for one in touches:
        found[one.contact_id] = max(found.get(one.contact_id, date.min), one.on)
    return found


def _loss(contacts: Sequence[tuple[Contact, Contact]], policy: Policy, on: date) -> Loss:
    """What an account would lose: its contacts as they are, and by what others keep up alone."""
    account = contacts[0][0].account
    now, then = (decision.votes_of(some, policy, on) for some in zip(*contacts, strict=True))
    warm = {one.id for one in now if one.is_warm}
    kept = {one.id for one in then if one.is_warm}
    few = len(now) < decision.FEW
    return Loss(
        account_id=account.id,
        account=account.name,
        cold=tuple(one for one, _ in contacts if one.id in warm - kept),
        warm=len(warm),
        before=None if few else decision.support(now, account.rule),
        after=None if few else decision.support(then, account.rule),
    )
