"""The roll call: whom of a new list somebody has met lately, asked once and not one by one."""

from datetime import date, timedelta

from slack_bolt import Ack
from slack_sdk import WebClient

from handlers import owed
from handlers.callers import Clock
from storage import Store, Tx
from upkeep.members import Member
from upkeep.visits import NewVisit
from views import language
from views import rolls as views
from views.pieces import Json

#: A list shorter than this is no roll: its contacts fit into a reminder.
LEAST = 6
#: What "this week" and "this month" mean: nobody is taken for warmer than he is.
AGO = {views.WEEK: timedelta(days=7), views.MONTH: timedelta(days=30)}


def length(tx: Tx, member: Member) -> int:
    """How many contacts to ask a member about, before his first nudge; 0: no roll call."""
    if tx.nudges.any_of(member.id) or tx.deliveries.last(owed.ROLL, member.slack_id or ""):
        return 0
    unmet = tx.contacts.unmet_count(member.id)
    return unmet if unmet >= LEAST else 0


def ask(
    ack: Ack, body: Json, client: WebClient, caller: Member, store: Store, team_id: str
) -> None:
    """Who was it? Chosen from a form."""
    with store.reading(team_id) as tx:
        unmet = [one for one in tx.contacts.of_keeper(caller.id) if one.last_touch_on is None]
    client.views_open(trigger_id=str(body["trigger_id"]), view=views.form(unmet))
    ack()


def answer(ack: Ack, view: Json, caller: Member, store: Store, clock: Clock, team_id: str) -> None:
    """These were met: each of them once, however often the form is sent."""
    today = clock.today(caller.zone)
    with store.transaction(team_id) as tx:
        met = 0
        for when, contact_ids in views.chosen(view).items():
            for contact_id in contact_ids:
                met += _met(tx, caller, contact_id, today - AGO[when], clock)
        unmet = tx.contacts.unmet_count(caller.id)
        owed.home(tx, caller, clock)
        _tell(tx, caller, met, unmet, clock)
    ack()


def _met(tx: Tx, caller: Member, contact_id: int, on: date, clock: Clock) -> bool:
    """Remember a meeting of which nothing else is known; it counts towards nobody's week."""
    contact = tx.contacts.get(contact_id)
    if contact.last_touch_on is not None or contact.keeper_id != caller.id:
        return False
    visit = NewVisit(
        contact.account.id, on, tx.policy.default_channel, (contact.id,), member_ids=()
    )
    tx.visits.add(visit, caller.id, clock.now(), f"roll:{contact.id}")
    return True


def _tell(tx: Tx, caller: Member, met: int, unmet: int, clock: Clock) -> None:
    """The message says what was answered."""
    asked = tx.deliveries.last(owed.ROLL, caller.slack_id or "")
    if asked is not None and met:
        with language.speaking(caller.locale):
            answered = views.answered(met, unmet)
        owed.paint_roll(tx, asked, caller, answered, clock)
