"""One face to the customer: a quiet word to two of ours who are about the same person apart."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from handlers import chain, owed
from handlers.callers import Clock
from storage import Tx
from upkeep import threads
from upkeep.members import Member
from upkeep.threads import Step
from upkeep.visits import Visit
from views import faces as views
from views import language
from views.pieces import Message

FACES = "one face"


def notice(tx: Tx, visit: Visit, clock: Clock) -> None:
    """A visit was logged: who is about one of its contacts apart gets a word, and so do those here.

    Once for each two of ours and each contact in a while, and never about what is long past. What
    was promised for a day counts like a visit on that day.
    """
    for me, you, mine, yours in _apart(tx, visit, clock):
        _word(tx, me, you, mine, yours, clock)


def again(tx: Tx, visit: Visit, clock: Clock, *, stands: bool) -> None:
    """A visit was undone, or stands again: the words about it say so, or do not go out at all."""
    for me, you, mine, yours in _apart(tx, visit, clock):
        with language.speaking(me.locale):
            word = _painted(tx, me, you, mine, yours, clock)
            for period in _periods(tx, you, mine, yours, clock):
                sent = tx.deliveries.of_period(FACES, me.slack_id or "", period)
                if sent is None or sent.payload["text"] != word["text"]:
                    continue  # none, or about another visit
                if stands or not tx.deliveries.cancel(sent.id):
                    contact = tx.contacts.get(_contact_id(mine, yours))
                    told = word if stands else views.taken_back(contact, you.name)
                    owed.paint(tx, sent, told, clock)


def _apart(tx: Tx, visit: Visit, clock: Clock) -> Iterator[tuple[Member, Member, Step, Step]]:
    """Each one of two who are about a contact of a visit apart, and the other, with their steps."""
    days = tx.policy.one_face_days
    if not days or visit.on < clock.today("UTC") - timedelta(days=days):
        return
    others = _others(tx, visit, timedelta(days=days))
    for here in threads.steps(visit):
        for other_id, there in threads.apart(here, others, days).items():
            both = tx.members.many([*here.member_ids, other_id])
            for here_id in here.member_ids:
                if not _stand_in(both[here_id], both[other_id], clock):
                    yield both[here_id], both[other_id], here, there
                    yield both[other_id], both[here_id], there, here


def _others(tx: Tx, visit: Visit, span: timedelta) -> list[Step]:
    """What else was done of late at the account, and was promised its contacts."""
    near = tx.visits.of_accounts_between([visit.account_id], visit.on - span, visit.on + span)
    known = {one.id for one in (visit, *near)}
    promised = tx.follow_ups.open_of_contacts(visit.contact_ids).values()
    earlier = {one.visit_id for some in promised for one in some if one.due_on} - known
    made = (*near, *tx.visits.many(sorted(earlier)))
    return [step for one in made if one.id != visit.id for step in threads.steps(one)]


def _stand_in(one: Member, other: Member, clock: Clock) -> bool:
    """Whether one of two goes there in the place of the other, who is away."""
    return any(
        away.standin_id == there.id and away.is_away(clock.today(away.zone))
        for away, there in ((one, other), (other, one))
    )


def _word(tx: Tx, me: Member, you: Member, mine: Step, yours: Step, clock: Clock) -> None:
    if me.slack_id is None or not chain.is_there(tx, me, clock.today(me.zone)):
        return
    before, now = _periods(tx, you, mine, yours, clock)
    if tx.deliveries.of_period(FACES, me.slack_id, before):
        return  # a while is not over at its turn
    owed.message(
        tx,
        FACES,
        me,
        period=now,
        paint=partial(_painted, tx, me, you, mine, yours, clock),
        not_before=owed.by_day(tx, me, clock),
    )


def _periods(tx: Tx, you: Member, mine: Step, yours: Step, clock: Clock) -> tuple[str, str]:
    """What a word is kept under that was said in the last while, or in this."""
    turn = clock.today("UTC").toordinal() // tx.policy.one_face_days
    said = f"{_contact_id(mine, yours)}:{you.id}"
    return f"{said}:{turn - 1}", f"{said}:{turn}"


def _contact_id(mine: Step, yours: Step) -> int:
    return min(set(mine.contact_ids) & set(yours.contact_ids))


def _painted(tx: Tx, me: Member, you: Member, mine: Step, yours: Step, clock: Clock) -> Message:
    contact = tx.contacts.get(_contact_id(mine, yours))
    return views.word(contact, you.name, mine, yours, clock.today(me.zone))
