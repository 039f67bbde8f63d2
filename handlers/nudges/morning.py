"""A rep's morning: today's reminder, where there is something to say, and the next one set."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias

from handlers import lists, owed
from handlers.nudges import rolls
from storage import Delivery, Store, StoreError, Tx
from storage.claims import UNTOLD
from upkeep import calendar, regime, schedules, workdays
from upkeep.members import Member
from upkeep.regime import OwnWeek
from upkeep.schedules import Pause
from upkeep.visits import FollowUp
from views import nudges as views
from views import promises as promised
from views import rolls as rolls_views
from views.lines import Item
from views.pieces import Message

log = logging.getLogger(__name__)

#: Members looked at in one go; each is reminded in a transaction of his own.
BATCH = 500
#: Whichever days are chosen for nudges, a promise that is due makes a message on its own day.
SPOKEN = (None, Pause.RHYTHM)
NOBODY_QUIET: Mapping[int, datetime] = MappingProxyType({})


@dataclass(frozen=True)
class Morning:
    """What a member is to be told on a local day; nothing of it is written down yet.

    Attributes:
        pause: why nothing is told, or by the rhythm no contact; None: all may be.
        member: as he is to be remembered from then on.
        chosen: the contacts to stay close to, the most pressing first.
        more: how many others are due.
        week: his own line, on the eve of a digest.
        roll: how many contacts of a new list to ask about in one go; only promises are told beside.
    """

    today: date
    pause: Pause | None
    member: Member
    chosen: Sequence[Item] = ()
    more: int = 0
    promises: Sequence[FollowUp] = ()
    week: OwnWeek | None = None
    roll: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.chosen or self.promises or self.week or self.roll)


#: Of some members, until when those who want no notifications now do not, by their ids.
Quiet: TypeAlias = Callable[[Sequence[Member]], Mapping[int, datetime]]


def tick(store: Store, team_id: str, now: datetime, quiet: Quiet = lambda _: NOBODY_QUIET) -> None:
    """Owe each member whose morning has come today's reminder, and set the next one.

    Whoever's cannot be made stays due, and is tried again the next time; the others go on. Who is
    quiet is looked at when that is over, or in the last hour before the evening.

    Raises:
        StoreError: the database cannot be used, for anybody.
    """
    after = 0
    while True:
        with store.reading(team_id) as tx:
            due = tx.members.reminder_due(now, BATCH, after)
        later = quiet(due) if due else NOBODY_QUIET
        for member in due:
            try:
                _look(store, team_id, member.id, now, later.get(member.id))
            except StoreError:
                raise
            except Exception:  # whatever is wrong with one, the others are reminded
                log.exception("member %s could not be reminded", member.id)
        if len(due) < BATCH:
            return
        after = due[-1].id


def _look(
    store: Store, team_id: str, member_id: int, now: datetime, later: datetime | None
) -> None:
    with store.transaction(team_id) as tx:
        at = tx.members.next_reminder(member_id)
        if at is not None and at > now:
            return  # somebody was quicker
        member = tx.members.get(member_id)
        held = schedules.held(member, tx.policy, now, later) if later is not None else None
        if held is not None:
            tx.members.set_next_reminder(member_id, held)
        else:
            remind(tx, member, now)


def plan(tx: Tx, member: Member, now: datetime) -> Morning:
    """What a member is to be told at an instant, or why nothing is."""
    today, policy = calendar.local_day(now, member.zone), tx.policy
    steady = regime.keeps_cadence(tx.contacts.first_due(member.id), today)
    member = replace(member, steady_since=(member.steady_since or today) if steady else None)
    pause = schedules.pause(member, policy, now)
    if pause is Pause.RHYTHM and _is_behind(tx, member, today):
        pause = None
    if pause in SPOKEN and _is_told(tx, member, today):
        pause = Pause.TOLD
    if pause not in SPOKEN:
        return Morning(today, pause, member)
    due = tx.follow_ups.to_remind(member, today, owed.MORNING)[: promised.SHOWN]
    if pause and not due:
        return Morning(today, pause, member)
    if pause is None and (roll := rolls.length(tx, member)):
        return Morning(today, None, member, promises=due, roll=roll)
    chosen, more = ((), 0) if pause else lists.for_today(tx, member, today)
    return Morning(today, pause, member, chosen, more, due, lists.own_week(tx, member, today))


def _is_told(tx: Tx, member: Member, today: date) -> bool:
    """Whether a member's message of a day is, or was, owed already."""
    return bool(_messages(tx, member, today))


def _is_behind(tx: Tx, member: Member, today: date) -> bool:
    """Whether his message of the last day at work was never told; he waits for no other rhythm."""
    last = _messages(tx, member, workdays.before(member, tx.policy, today))
    return any(one.state in UNTOLD for one in last)


def _messages(tx: Tx, member: Member, day: date) -> list[Delivery]:
    to, period = member.slack_id or "", day.isoformat()
    found = (tx.deliveries.of_period(kind, to, period) for kind in owed.MORNING)
    return [one for one in found if one is not None]


def remind(tx: Tx, member: Member, now: datetime) -> None:
    """Owe today's reminder where there is something to say; the rest is for another morning."""
    tx.members.set_next_reminder(member.id, schedules.next_reminder(member, tx.policy, now))
    found = plan(tx, member, now)
    if found.member.steady_since != member.steady_since:
        tx.members.change(member.id, steady_since=found.member.steady_since)
    if not found.is_empty:
        _owe(tx, member, found)


def painted(tx: Tx, found: Morning) -> Message:
    """The message of a morning, in the language that is spoken."""
    due = lists.with_accounts(tx, found.promises)
    if found.roll:
        return promised.below(rolls_views.message(found.roll), due, found.today)
    nudges = [views.Nudge(item) for item in found.chosen]
    return views.reminder(nudges, due, found.today, more=found.more, week=found.week)


def _owe(tx: Tx, member: Member, found: Morning) -> None:
    delivery = owed.message(
        tx,
        owed.ROLL if found.roll else owed.REMINDER,
        member,
        period=found.today.isoformat(),
        paint=lambda: painted(tx, found),
        expires_at=schedules.evening(member, tx.policy, found.today),
    )
    if delivery is None:
        return
    tx.follow_ups.reminded([one.id for one in found.promises], found.today)
    for place, item in enumerate(found.chosen):
        facts: dict[str, object] = {} if place else {"more": found.more}
        facts |= {"turn": True} if item.turn else {}
        tx.nudges.add(item.contact.id, member.id, found.today, delivery.id, place, facts)
