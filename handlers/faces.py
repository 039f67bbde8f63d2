"""One face to the customer: a quiet word to two of ours who meet the same person apart."""

from datetime import timedelta
from functools import partial

from handlers import owed
from handlers.callers import Clock
from storage import Tx
from upkeep import threads
from upkeep.members import Member
from upkeep.visits import Visit
from views import faces as views

FACES = "one face"


def notice(tx: Tx, visit: Visit, clock: Clock) -> None:
    """A visit was logged: whoever met one of its contacts apart gets a word, and so do those here.

    Once for each two of ours and each contact in a while, and never about what is long past.
    """
    days = tx.policy.one_face_days
    span = timedelta(days=days)
    if not days or visit.on < clock.today("UTC") - span:
        return
    near = tx.visits.of_accounts_between([visit.account_id], visit.on - span, visit.on + span)
    for other_id, other in threads.apart(visit, near, days).items():
        both = tx.members.many([*visit.member_ids, other_id])
        for here_id in visit.member_ids:
            for me, you, mine, yours in (
                (both[here_id], both[other_id], visit, other),
                (both[other_id], both[here_id], other, visit),
            ):
                _word(tx, me, you, mine, yours, clock)


def _word(tx: Tx, me: Member, you: Member, mine: Visit, yours: Visit, clock: Clock) -> None:
    if not me.active or me.slack_id is None:
        return
    contact_id = min(set(mine.contact_ids) & set(yours.contact_ids))
    turn = max(mine.on, yours.on).toordinal() // tx.policy.one_face_days
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
            mine.on,
            yours.on,
            clock.today(me.zone),
        ),
        not_before=owed.by_day(tx, me, clock),
    )
