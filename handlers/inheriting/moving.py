"""What was confirmed goes over: a few hundred contacts at once, more of them turn by turn.

Each thing that goes over leaves a trace, by which exactly that goes back where nobody has since
changed it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from handlers import answerers, chain, owed
from handlers.callers import Clock
from handlers.inheriting.painting import follow
from handlers.inheriting.proposing import A_YEAR, due
from storage import Handover, Tx
from upkeep import handover
from upkeep.errors import Refusal
from upkeep.handover import State
from upkeep.members import Member
from upkeep.visits import FollowUp, Visit, Voice
from views import handover as views
from views import language
from views.handover import brief

T = TypeVar("T")

BRIEF = "handover brief"
#: A word to whose they were, where somebody else has handed them over.
GIVEN = "handover given"
#: So many contacts go over while somebody waits for the answer to a press; more are owed.
AT_ONCE = 400
#: Accounts that go over in one turn.
TURN = 25


def confirm(tx: Tx, proposed: Handover, by: Member, clock: Clock) -> Handover:
    """What was proposed is done, or begun where it is much; void where nothing of it is left.

    Raises:
        Refusal: `handover.heir_left`: nothing goes to who has left since it was proposed.
    """
    plan = due(tx, proposed)
    going = [one for one, heir in plan.contacts.items() if heir != proposed.from_id]
    moves = {one for one, heir in plan.accounts.items() if heir != proposed.from_id}
    moves |= {one.account.id for one in tx.contacts.many(going)}
    if not moves:
        return tx.handovers.settle(proposed.id, State.VOID, by.id, clock.now())
    heirs = tx.members.many(sorted({*plan.contacts.values(), *plan.accounts.values()}))
    if gone := [one.name for one in heirs.values() if not one.active]:
        raise Refusal("handover.heir_left", name=gone[0])
    begun = replace(
        proposed,
        contacts=plan.contacts,
        accounts=plan.accounts,
        to_move=tuple(sorted(moves)),
        stayed=(),
    )
    tx.handovers.plan(begun)
    moving = tx.handovers.settle(proposed.id, State.MOVING, by.id, clock.now())
    while moving.state is State.MOVING and len(plan.contacts) <= AT_ONCE:
        moving = go_on(tx, moving, clock)
    return moving


def go_on(tx: Tx, moving: Handover, clock: Clock) -> Handover:
    """The next accounts go over with all that belongs to them; after the last the briefs go out."""
    giver = tx.members.get(moving.from_id)
    turn, written = moving.to_move[:TURN], len(tx.traces.written)
    theirs = [
        one
        for one in tx.contacts.of_accounts(turn)
        if one.keeper_id == giver.id and moving.contacts.get(one.id, giver.id) != giver.id
    ]
    heirs = {one: to for one, to in moving.accounts.items() if one in turn and to != giver.id}
    _move_accounts(tx, giver, heirs, clock)
    _move_contacts(tx, moving, [one.id for one in theirs], clock)
    traces = (*moving.traces, *tx.traces.written[written:])
    moving = replace(moving, to_move=moving.to_move[TURN:], traces=traces)
    tx.handovers.plan(moving)
    return moving if moving.to_move else _finish(tx, moving, giver, clock)


def _move_accounts(tx: Tx, giver: Member, heirs: Mapping[int, int], clock: Clock) -> None:
    """Accounts, and what was promised and is to be answered there, go over."""
    owned = [one.id for one in tx.accounts.owned_by(giver.id) if one.id in heirs]
    tx.traces.change("account", {one: {"owner_id": heirs[one]} for one in owned})
    heard = [one for one in tx.voices.open_of_accounts(list(heirs)) if one.assignee_id == giver.id]
    tx.traces.change("voice", {one.id: {"assignee_id": heirs[one.account_id]} for one in heard})
    for voice in heard:
        answerers.follow(tx, voice.id, clock)
    promised = [one for one in tx.follow_ups.open_of_member(giver.id) if one.account_id in heirs]
    tx.traces.change("follow_up", {one.id: {"owner_id": heirs[one.account_id]} for one in promised})
    for one in promised:
        tx.follow_ups.hand([one.id], heirs[one.account_id])


def _move_contacts(tx: Tx, moving: Handover, contact_ids: list[int], clock: Clock) -> None:
    """Contacts go over; whoever inherits by the account needs no owner of his own.

    Until when they were put off was the giver's own choice: the new owners hear of them.
    """
    for heir in sorted({moving.contacts[one] for one in contact_ids}):
        theirs = [one for one in contact_ids if moving.contacts[one] == heir]
        there = tx.contacts.many(theirs)
        put_off = [one.id for one in there if one.snoozed_until is not None]
        tx.traces.change("contact", {one: {"snoozed_until": None} for one in put_off})
        own = [one.id for one in there if one.keeper_id != heir]
        tx.traces.change("contact", {one: {"owner_id": heir} for one in own})
        said: dict[str, object] = {"before": moving.from_id, "to": heir, "handover": moving.id}
        tx.audit.note_each(moving.settled_by, "give", "contact", theirs, said, clock.now())
        owed.after_giving(tx, theirs, moving.from_id, heir, clock)


def _finish(tx: Tx, moving: Handover, giver: Member, clock: Clock) -> Handover:
    """All of it has gone over: new owners get briefs, mornings and Homes are painted anew."""
    done = tx.handovers.settle(moving.id, State.DONE, moving.settled_by, clock.now())
    made = _visits(tx, done, clock.today(giver.zone))
    heirs = {*done.contacts.values(), *done.accounts.values()}
    for heir in tx.members.many(sorted(heirs)).values():
        _brief(tx, done, giver, heir, made, clock)
    _tell_giver(tx, done, giver, clock)
    owed.repaint_of(tx, done.contacts, clock)
    for one in tx.members.many(sorted({giver.id, *heirs})).values():
        owed.home(tx, one, clock)
    follow(tx, {giver.id, *heirs}, clock)
    return done


def _tell_giver(tx: Tx, done: Handover, giver: Member, clock: Clock) -> None:
    if done.settled_by in (None, giver.id) or not (giver.active and giver.slack_id):
        return
    gone = [to for to in done.contacts.values() if to != giver.id]
    if not gone:
        return
    by, heirs = tx.members.get(done.settled_by), tx.members.many(sorted(set(gone)))
    owed.message(
        tx,
        GIVEN,
        giver,
        period=period(done, 0),
        paint=partial(views.given, by.name, len(gone), [one.name for one in heirs.values()]),
        not_before=owed.by_day(tx, giver, clock),
    )


def _visits(tx: Tx, done: Handover, on: date) -> dict[int, list[Visit]]:
    """The visits of a year to the accounts that go over, the newest first."""
    accounts = {*done.accounts, *(one.account.id for one in tx.contacts.many(done.contacts))}
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
    accounts = sorted({*there, *(one for one, to in done.accounts.items() if to == heir.id)})
    named = tx.accounts.many(accounts)
    voices = _by_account(tx.voices.open_of_accounts(accounts), _account_id)
    promises = _by_account(tx.follow_ups.open_of_accounts(accounts), _account_id)
    others = (one for one in tx.members.all() if one.id != heir.id)
    guides = {one.id for one in others if chain.is_there(tx, one, on)}
    briefs = [
        handover.brief(
            named[one],
            there.get(one, []),
            made.get(one, []),
            voices.get(one, []),
            promises.get(one, []),
            giver_id=giver.id,
            heir_id=heir.id,
            guides=guides,
        )
        for one in accounts
    ]
    names = {one.id: one.name for one in tx.members.many(sorted(guides)).values()}
    with language.speaking(heir.locale):
        messages = brief.briefs(giver.name, briefs, names, on)
    for number, message in enumerate(messages):
        owed.message(
            tx,
            BRIEF,
            heir,
            period=period(done, number),
            paint=message.copy,
            not_before=owed.by_day(tx, heir, clock),
        )


def period(done: Handover, number: int) -> str:
    """What tells a brief from all others, also once it was handed over a second time."""
    return f"{done.id}.{done.returned}:{number}"


def _account_id(one: Visit | Voice | FollowUp) -> int:
    return one.account_id


def _by_account(some: Iterable[T], key: Callable[[T], int]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for one in some:
        found.setdefault(key(one), []).append(one)
    return found
