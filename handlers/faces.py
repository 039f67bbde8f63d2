"""One face to the customer: a quiet word to two of ours who are about the same person apart."""

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

FACES = "one face"


def notice(tx: Tx, visit: Visit, clock: Clock) -> None:
    """A visit was logged: who is about one of its contacts apart gets a word, and so do those here.

    Once for each two of ours and each contact in a while, and never about what is long past. What
    was promised for a day counts like a visit on that day.
    """
    days = tx.policy.one_face_days
    if not days or visit.on < clock.today("UTC") - timedelta(days=days):
        return
    others = _others(tx, visit, timedelta(days=days))
    for here in threads.steps(visit):
        for other_id, there in threads.apart(here, others, days).items():
            both = tx.members.many([*here.member_ids, other_id])
            for here_id in here.member_ids:
                if _stand_in(both[here_id], both[other_id], clock):
                    continue
                _word(tx, both[here_id], both[other_id], here, there, clock)
                _word(tx, both[other_id], both[here_id], there, here, clock)


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
    contact_id = min(set(mine.contact_ids) & set(yours.contact_ids))
    turn = clock.today("UTC").toordinal() // tx.policy.one_face_days
    period = f"{contact_id}:{you.id}:"
    if tx.deliveries.of_period(FACES, me.slack_id, f"{period}{turn - 1}"):
        return  # a while is not over at its turn
    owed.message(
        tx,
        FACES,
        me,
        period=f"{period}{turn}",
        paint=partial(
            views.word,
            tx.contacts.get(contact_id),
            you.name,
            mine,
            yours,
            clock.today(me.zone),
        ),
        not_before=owed.by_day(tx, me, clock),
    )
