"""Who takes on what somebody looked after: proposed, painted, and moved once it is confirmed."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from handlers import chain, owed
from handlers.callers import Clock
from storage import Handover, Tx
from upkeep import handover
from upkeep.accounts import Contact
from upkeep.handover import Heir, Legacy, State
from upkeep.members import Member, Role
from upkeep.visits import FollowUp, Visit, Voice
from views import handover as views
from views import language
from views.handover import Proposal, Share
from views.pieces import Message

T = TypeVar("T")

PROPOSAL, BRIEF = "handover", "handover brief"
#: How far back it counts who has met whom.
A_YEAR = timedelta(days=366)


def left(tx: Tx, giver: Member, clock: Clock) -> None:
    """Somebody was deactivated in Slack: who is above gets a proposal; nothing moves yet."""
    request = f"left:{giver.id}:{clock.now().isoformat()}"
    try:
        proposed = propose(tx, giver, None, clock, request=request)
    except ValueError:  # nobody is there to take it on: the digest shows these contacts
        return
    if proposed is None:
        return
    readers = chain.above(tx, giver, clock.today(giver.zone))
    told = tuple(one.slack_id for one in readers if one.slack_id)
    proposed = replace(proposed, told=told)
    tx.handovers.plan(proposed)
    for reader in readers:
        on = clock.today(reader.zone)
        paints = partial(paint, tx, proposed, on)
        owed.message(
            tx,
            PROPOSAL,
            reader,
            period=str(proposed.id),
            paint=paints,
            not_before=owed.by_day(tx, reader, clock),
        )


def came_back(tx: Tx, giver: Member, clock: Clock) -> None:
    """Somebody is back before anything moved: it all stays as it is."""
    for one in tx.handovers.waiting(giver.id):
        if one.by is None:
            repaint(tx, tx.handovers.settle(one.id, State.VOID, None, clock.now()), clock)


def propose(
    tx: Tx,
    giver: Member,
    by: Member | None,
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
    on = clock.today(giver.zone)
    contacts = [
        one
        for one in tx.contacts.of_keeper(giver.id)
        if account_ids is None or one.account.id in account_ids
    ]
    held = {one.id for one in tx.accounts.owned_by(giver.id)}
    held |= {one.account_id for one in tx.follow_ups.open_of_member(giver.id)}
    held = held if account_ids is None else held & set(account_ids)
    legacies = known(tx, contacts, on)
    # An account without any contact of his is taken on like a contact that nobody knows.
    bare = held - {one.account_id for one in legacies}
    legacies += [Legacy(-account_id, account_id, {}) for account_id in sorted(bare)]
    if not legacies:
        return None
    takers = [Heir(to.id)] if to else heirs(tx, giver, legacies, on)
    plan = handover.split(legacies, takers)
    made = replace(
        tx.handovers.propose(giver.id, by.id if by else None, clock.now(), request),
        contacts={contact: heir for contact, heir in plan.items() if contact > 0},
        accounts=handover.of_accounts(plan, legacies),
    )
    tx.handovers.plan(made)
    return made


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
    there = [one for one in tx.members.all() if one.id != giver.id and chain.is_there(one, on)]
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


def move(tx: Tx, proposed: Handover, by: Member, clock: Clock) -> Handover:
    """What was proposed is done: contacts, accounts, promises and voices go over, briefs go out.

    What somebody else looks after by now stays with them; what came to one who has left since it
    was proposed goes with the rest of its account.
    """
    giver = tx.members.get(proposed.from_id)
    mine = {one.id: one for one in tx.contacts.of_keeper(giver.id)}
    plan = {one: heir for one, heir in proposed.contacts.items() if one in mine}
    if not giver.active:
        late = [one for one in mine.values() if one.id not in plan]
        rest = min({*plan.values(), *proposed.accounts.values()})
        plan |= {one.id: proposed.accounts.get(one.account.id, rest) for one in late}
    _move_accounts(tx, giver, proposed)
    for heir in sorted(set(plan.values())):
        theirs = [one for one in plan if plan[one] == heir]
        # Whoever inherits by the account needs no owner of his own.
        tx.contacts.give(
            [one.id for one in tx.contacts.many(theirs) if one.keeper_id != heir], heir
        )
        said: dict[str, object] = {"before": giver.id, "to": heir, "handover": proposed.id}
        tx.audit.note_each(by.id, "give", "contact", theirs, said, clock.now())
    done = replace(proposed, contacts=plan)
    tx.handovers.plan(done)
    done = tx.handovers.settle(done.id, State.DONE, by.id, clock.now())
    made = _visits(tx, done, clock.today(giver.zone))
    for heir in sorted({*plan.values(), *proposed.accounts.values()}):
        _brief(tx, done, giver, tx.members.get(heir), made, clock)
    for one in {giver.id, *plan.values(), *proposed.accounts.values()}:
        owed.home(tx, tx.members.get(one), clock)
    return done


def _move_accounts(tx: Tx, giver: Member, proposed: Handover) -> None:
    """Accounts, and what was promised and is to be answered there, go over."""
    changed: list[int] = []
    for heir in sorted(set(proposed.accounts.values())):
        theirs = [one for one, to in proposed.accounts.items() if to == heir]
        changed += tx.accounts.give(giver.id, heir, theirs)
        tx.follow_ups.give(giver.id, heir, theirs)
        tx.voices.give(giver.id, heir, theirs)
    tx.contacts.recount_accounts(changed)


def _visits(tx: Tx, done: Handover, on: date) -> dict[int, list[Visit]]:
    """The visits of a year to the accounts that go over, the newest first."""
    accounts = {one.account.id for one in tx.contacts.many(done.contacts)}
    made = tx.visits.of_accounts_between(sorted(accounts), on - A_YEAR, on)
    return _by_account(made, _account_id)


def _brief(
    tx: Tx,
    done: Handover,
    giver: Member,
    heir: Member,
    made: Mapping[int, list[Visit]],
    clock: Clock,
) -> None:
    """Owe a new owner what there is to know, account by account."""
    if heir.slack_id is None or heir.id == giver.id:
        return
    on = clock.today(heir.zone)
    taken = [one for one, to in done.contacts.items() if to == heir.id]
    there = _by_account(tx.contacts.many(taken), lambda one: one.account.id)
    accounts = sorted(there)
    voices = _by_account(tx.voices.open_of_accounts(accounts), _account_id)
    promises = _by_account(tx.follow_ups.open_of_accounts(accounts), _account_id)
    guides = {one.id for one in tx.members.all() if one.id != heir.id and chain.is_there(one, on)}
    briefs = [
        handover.brief(
            there[one],
            made.get(one, []),
            voices.get(one, []),
            promises.get(one, []),
            giver_id=giver.id,
            guides=guides,
        )
        for one in accounts
    ]
    names = {one.id: one.name for one in tx.members.many(sorted(guides)).values()}
    with language.speaking(heir.locale):
        messages = views.briefs(giver.name, briefs, names, on)
    for number, message in enumerate(messages):
        owed.message(
            tx,
            BRIEF,
            heir,
            period=f"{done.id}:{number}",
            paint=message.copy,
            not_before=owed.by_day(tx, heir, clock),
        )


def _account_id(one: Visit | Voice | FollowUp) -> int:
    return one.account_id


def _by_account(some: Iterable[T], key: Callable[[T], int]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for one in some:
        found.setdefault(key(one), []).append(one)
    return found


def paint(tx: Tx, proposed: Handover, on: date, start: int = 0) -> Message:
    """A proposal as it stands."""
    giver = tx.members.get(proposed.from_id)
    shares = _shares(tx, proposed, on)
    promised = tx.follow_ups.open_of_member(giver.id)
    return views.proposal(
        Proposal(
            id=proposed.id,
            giver=giver.name,
            state=proposed.state,
            gone=not giver.active,
            shares=shares,
            contacts=len(proposed.contacts),
            promises=sum(one.account_id in proposed.accounts for one in promised),
            start=min(start, max(len(shares) - 1, 0) // views.PER_PAGE * views.PER_PAGE),
        )
    )


def _shares(tx: Tx, proposed: Handover, on: date) -> list[Share]:
    """What is to go to whom, account by account."""
    legacies = known(tx, tx.contacts.many(proposed.contacts), on)
    takers = tx.members.many(sorted({*proposed.contacts.values(), *proposed.accounts.values()}))
    counted: dict[int, Counter[int]] = {
        one: Counter({who: 0}) for one, who in proposed.accounts.items()
    }
    knows: dict[int, set[str]] = {}
    for one in legacies:
        heir = proposed.contacts[one.contact_id]
        counted.setdefault(one.account_id, Counter())[heir] += 1
        if one.known.get(heir, (0, 0))[0]:
            knows.setdefault(one.account_id, set()).add(takers[heir].name)
    accounts = tx.accounts.many(sorted(counted))
    return [
        Share(
            account_id=account.id,
            account=account.name,
            to=tuple((takers[who].name, n) for who, n in counted[account.id].most_common()),
            knows=frozenset(knows.get(account.id, ())),
            slack_id=takers[counted[account.id].most_common(1)[0][0]].slack_id,
        )
        for account in sorted(accounts.values(), key=lambda one: (one.name, one.id))
    ]


def repaint(tx: Tx, proposed: Handover, clock: Clock, start: int = 0) -> None:
    """Paint a proposal anew in the messages of all who have it."""
    for slack_id in proposed.told:
        sent, reader = (
            tx.deliveries.of_period(PROPOSAL, slack_id, str(proposed.id)),
            tx.members.by_slack(slack_id),
        )
        if sent is None or reader is None:
            continue
        with language.speaking(reader.locale):
            message = paint(tx, proposed, clock.today(reader.zone), start)
        if sent.channel is None or sent.ts is None:
            tx.deliveries.repaint(sent.id, {"channel": slack_id, **message})
            continue
        place = {"channel": sent.channel, "ts": sent.ts}
        tx.deliveries.owe_latest(
            owed.REPAINT, slack_id, str(sent.id), "chat.update", {**place, **message}, clock.wall()
        )
