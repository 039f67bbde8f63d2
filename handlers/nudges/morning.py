"""A rep's morning: today's reminder, where there is something to say, and the next one set."""

from datetime import datetime

from handlers import lists, owed
from storage import Store, Tx
from upkeep import calendar, schedules
from upkeep.members import Member
from views import nudges as views
from views import promises as promised

#: Members looked at in one go; each is reminded in a transaction of his own.
BATCH = 500


def tick(store: Store, team_id: str, now: datetime) -> None:
    """Owe each member whose morning has come today's reminder, and set the next one."""
    while True:
        with store.reading(team_id) as tx:
            due = tx.members.reminder_due(now, BATCH)
        for member in due:
            with store.transaction(team_id) as tx:
                at = tx.members.next_reminder(member.id)
                if at is None or at <= now:  # else somebody was quicker
                    remind(tx, tx.members.get(member.id), now)
        if len(due) < BATCH:
            return


def remind(tx: Tx, member: Member, now: datetime) -> None:
    """Owe today's reminder where there is something to say; the rest is for another morning."""
    tx.members.set_next_reminder(member.id, schedules.next_reminder(member, tx.policy, now))
    today = calendar.local_day(now, member.zone)
    if schedules.pause(member, tx.policy, now):
        return
    chosen, more = lists.for_today(tx, member, today)
    due = tx.follow_ups.to_remind(member.id, today)[: promised.SHOWN]
    promises = lists.with_accounts(tx, due)
    if not chosen and not promises:
        return
    nudges = [views.Nudge(item) for item in chosen]
    delivery = owed.message(
        tx,
        owed.REMINDER,
        member,
        period=today.isoformat(),
        paint=lambda: views.reminder(nudges, promises, today, more=more),
        expires_at=schedules.evening(member, tx.policy, today),
    )
    if delivery is None:
        return
    tx.follow_ups.reminded([one.id for one in due], today)
    for place, item in enumerate(chosen):
        facts: dict[str, object] = {} if place else {"more": more}
        tx.nudges.add(item.contact.id, member.id, today, delivery.id, place, facts)
