"""What was handed over goes back, where nobody has changed it since; visits stay as they are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from handlers import answerers, owed
from handlers.callers import Clock
from handlers.inheriting.moving import BRIEF, GIVEN, period
from handlers.inheriting.painting import follow
from storage import Handover, Tx
from upkeep import calendar
from upkeep.errors import Refusal
from upkeep.handover import State
from upkeep.members import Member
from views import handover as views

BACK = "handover back"
#: So many traces go back while somebody waits for the answer to a press, and in one turn.
AT_ONCE = 400


def take_back(tx: Tx, done: Handover, by: Member, clock: Clock) -> Handover:
    """Undo, until the end of the day after it was confirmed; much of it is only begun.

    Raises:
        Refusal: `handover.late`.
    """
    assert done.settled_at is not None
    day = calendar.local_day(done.settled_at, by.zone)
    if clock.today(by.zone) > day + timedelta(days=1):
        raise Refusal("handover.late")
    back = tx.handovers.settle(done.id, State.RETURNING, by.id, clock.now())
    return go_back(tx, back, clock) if len(back.traces) <= AT_ONCE else back


def go_back(tx: Tx, back: Handover, clock: Clock) -> Handover:
    """The last that went over go back; after the first it is a proposal again."""
    turn, left = back.traces[-AT_ONCE:], back.traces[:-AT_ONCE]
    naps = [one for one in turn if "snoozed_until" in _before(one)]
    tx.traces.undo(naps)
    stayed = tx.traces.undo([one for one in turn if one not in naps])
    giver = tx.members.get(back.from_id)
    promised = {one.id for one in tx.follow_ups.open_of_member(giver.id)}
    tx.follow_ups.hand(promised & set(_of("follow_up", turn)), giver.id)
    asked = [one for one in tx.voices.asked_of(giver.id) if one.id in _of("voice", turn)]
    for one in asked:
        answerers.follow(tx, one.id, clock)
    answerers.again(tx, asked, clock)
    back = replace(back, traces=left, stayed=(*back.stayed, *(one.name for one in stayed)))
    tx.handovers.plan(back)
    return back if left else _finish(tx, back, giver, clock)


def _before(trace: list[object]) -> Collection[str]:
    return trace[2] if isinstance(trace[2], Mapping) else ()


def _of(noun: str, traces: Iterable[list[object]]) -> list[int]:
    return [int(str(one[1])) for one in traces if one[0] == noun]


def _finish(tx: Tx, back: Handover, giver: Member, clock: Clock) -> Handover:
    """All has gone back: the new owners hear of it, and it can be confirmed anew."""
    heirs = {*back.contacts.values(), *back.accounts.values()}
    for heir in tx.members.many(sorted(heirs)).values():
        _tell(tx, back, giver, heir, clock)
    _tell_giver(tx, back, giver, clock)
    for one in tx.members.many(sorted({giver.id, *heirs})).values():
        owed.home(tx, one, clock)
    kept = {one.id for one in tx.contacts.of_keeper(giver.id)}
    said: dict[str, object] = {"handover": back.id}
    again = [one for one, to in back.contacts.items() if one in kept and to != giver.id]
    _wake(tx, again)
    tx.audit.note_each(back.settled_by, "give back", "contact", again, said, clock.now())
    for heir_id in sorted(set(back.contacts.values())):
        theirs = [one for one, to in back.contacts.items() if to == heir_id and one in kept]
        owed.after_giving(tx, theirs, heir_id, giver.id, clock)
    owed.repaint_of(tx, back.contacts, clock)
    proposed = replace(
        back,
        state=State.PROPOSED,
        contacts={one: to for one, to in back.contacts.items() if one in kept},
        returned=back.returned + 1,
    )
    tx.handovers.plan(proposed)
    if not giver.active and all(one.by is not None for one in tx.handovers.open_of(giver.id)):
        # He has left since: whoever is above is asked, as of anybody who has.
        request = f"back:{back.id}:{back.returned}"
        tx.handovers.propose(giver.id, None, clock.now(), request, State.WAITING)
    follow(tx, {giver.id, *heirs}, clock)
    return proposed


def _wake(tx: Tx, contact_ids: Iterable[int]) -> None:
    """Until when somebody was put off since was the new owner's own choice."""
    put_off = [one for one in tx.contacts.many(contact_ids) if one.snoozed_until is not None]
    for one in put_off:
        acts = (each.act for each in tx.audit.of("contact", one.id))
        if next((act for act in acts if act in {"snooze", "give"}), "") == "snooze":
            tx.contacts.snooze(one.id, None)


def _tell(tx: Tx, back: Handover, giver: Member, heir: Member, clock: Clock) -> None:
    """A brief that has not gone out never does; who has read one hears that it no longer holds."""
    if heir.slack_id is None or heir.id == giver.id:
        return
    number = 0
    read = False
    while brief := tx.deliveries.of_period(BRIEF, heir.slack_id, period(back, number)):
        read |= not tx.deliveries.cancel(brief.id)
        number += 1
    if read:
        by = tx.members.get(back.settled_by or giver.id)
        owed.message(
            tx,
            BACK,
            heir,
            period=f"{back.id}:{back.returned}",
            paint=partial(views.taken_back, giver.name, by.name),
            not_before=owed.by_day(tx, heir, clock),
        )


def _tell_giver(tx: Tx, back: Handover, giver: Member, clock: Clock) -> None:
    """Who has read that his contacts went over hears that they are his again."""
    given = tx.deliveries.of_period(GIVEN, giver.slack_id or "", period(back, 0))
    if given is None or tx.deliveries.cancel(given.id):
        return
    by = tx.members.get(back.settled_by or giver.id)
    owed.message(
        tx,
        BACK,
        giver,
        period=period(back, 0),
        paint=partial(views.yours_again, by.name),
        not_before=owed.by_day(tx, giver, clock),
    )
