"""Who takes on what somebody looked after: proposed, painted, moved once confirmed, taken back."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from handlers import chain, owed
from handlers.callers import Clock
from handlers.inheriting.moving import AT_ONCE, BRIEF, confirm, go_on
from handlers.inheriting.painting import PROPOSAL, follow, paint, repaint, tell
from handlers.inheriting.proposing import A_YEAR, change, plan, propose, propose_again, without
from handlers.inheriting.returning import BACK, go_back, take_back
from storage import Handover, Store, Tx
from upkeep.accounts import Contact
from upkeep.handover import State
from upkeep.members import Member
from upkeep.visits import FollowUp, Voice

__all__ = [
    "A_YEAR",
    "BACK",
    "BRIEF",
    "PROPOSAL",
    "came_back",
    "change",
    "confirm",
    "follow",
    "left",
    "listed_again",
    "open_again",
    "paint",
    "propose",
    "propose_again",
    "repaint",
    "take_back",
    "work",
]


#: What takes a while, turn by turn.
_STEPS = {State.MOVING: go_on, State.RETURNING: go_back}


def left(tx: Tx, giver: Member, clock: Clock) -> None:
    """Somebody was deactivated in Slack: who is above gets a proposal; nothing moves yet.

    While nobody is above, or nobody is there to take anything on, it waits for them. What he was
    himself to decide about others who have left is asked of who is above them now; what he was to
    take on is proposed to others.
    """
    request = f"left:{giver.id}:{clock.now().isoformat()}"
    waiting = [tx.handovers.propose(giver.id, None, clock.now(), request, State.WAITING)]
    for one in tx.handovers.in_state(State.PROPOSED):
        if one.by is None and giver.slack_id in one.told and not _is_read(tx, one):
            waiting.append(replace(one, state=State.WAITING))
            tx.handovers.plan(waiting[-1])
        elif giver.id in {*one.contacts.values(), *one.accounts.values()}:
            repaint(tx, without(tx, one, giver, clock), clock)
    for one in waiting:
        if tx.contacts.count(one.from_id) <= AT_ONCE:
            offer(tx, one, clock)


def _is_read(tx: Tx, proposed: Handover) -> bool:
    """Whether somebody who has a proposal in a message is still with us."""
    readers = (tx.members.by_slack(one) for one in proposed.told)
    return any(one is not None and one.active for one in readers)


def came_back(tx: Tx, giver: Member, clock: Clock) -> None:
    """Somebody is back before anything moved: it all stays as it is."""
    for one in tx.handovers.open_of(giver.id):
        if one.by is None:
            repaint(tx, tx.handovers.settle(one.id, State.VOID, None, clock.now()), clock)


def listed_again(tx: Tx, contact: Contact) -> None:
    """A contact is on the list again, which was on none when its owner's went over.

    It is its account's then, or nobody's, as digests tell; never one's who has left. While that is
    still to be decided, it is decided with the rest.
    """
    if _left_for_good(tx, contact.owner_id):
        tx.contacts.change(contact.id, owner_id=None)


def open_again(tx: Tx, promises: Iterable[FollowUp], voices: Iterable[Voice], by: Member) -> None:
    """Promises and voices are open that were not when what their owner had went over.

    Who answers for the customer now keeps and answers them, else who has opened them; never one who
    has left. While that is still to be decided, it is decided with the rest.
    """
    for promise in promises:
        if promise.done_on is None and _left_for_good(tx, promise.owner_id):
            tx.follow_ups.hand([promise.id], _in_charge(tx, promise.account_id, by))
    for voice in voices:
        if voice.answered_on is None and _left_for_good(tx, voice.assignee_id):
            tx.voices.assign(voice.id, _in_charge(tx, voice.account_id, by))


def _left_for_good(tx: Tx, member_id: int | None) -> bool:
    """Whether somebody has left, and what he had is decided."""
    member = tx.members.get(member_id) if member_id is not None else None
    return member is not None and not member.active and not tx.handovers.open_of(member.id)


def _in_charge(tx: Tx, account_id: int, by: Member) -> int:
    owner_id = tx.accounts.get(account_id).owner_id
    return owner_id if owner_id is not None and tx.members.get(owner_id).active else by.id


def offer(tx: Tx, waiting: Handover, clock: Clock) -> None:
    """Propose to who is above what nobody has been told of, where somebody is there by now."""
    giver = tx.members.get(waiting.from_id)
    readers = chain.above(tx, giver, clock.today(giver.zone))
    try:
        planned = plan(tx, giver, clock)
    except ValueError:  # nobody is there to take it on yet: the digest shows these contacts
        return
    if planned is None:
        tx.handovers.settle(waiting.id, State.VOID, None, clock.now())
        return
    if not readers:
        return
    told = tuple(one.slack_id for one in readers if one.slack_id)
    proposed = replace(
        waiting,
        state=State.PROPOSED,
        contacts=planned.contacts,
        accounts=planned.accounts,
        told=told,
    )
    tx.handovers.plan(proposed)
    for reader in readers:
        owed.message(
            tx,
            PROPOSAL,
            reader,
            period=str(proposed.id),
            paint=partial(paint, tx, proposed, clock.today(reader.zone)),
            not_before=owed.by_day(tx, reader, clock),
        )


def work(
    store: Store, team_id: str, clock: Clock, stop: Callable[[], bool] = lambda: False
) -> None:
    """Propose what had to wait, and go on with what is being handed over, or taken back."""
    with store.reading(team_id) as tx:
        unfinished = tx.handovers.in_state(State.WAITING, *_STEPS)
    for one in unfinished:
        more = True
        while more and not stop():
            with store.transaction(team_id) as tx:
                more = _turn(tx, tx.handovers.get(one.id), clock)


def _turn(tx: Tx, one: Handover, clock: Clock) -> bool:
    """One step with a handover; whether there is more to do."""
    if one.state is State.WAITING:
        offer(tx, one, clock)
    if one.state not in _STEPS:
        return False
    after = _STEPS[one.state](tx, one, clock)
    if after.state is not one.state:
        tell(tx, after, clock)
    return after.state is one.state
