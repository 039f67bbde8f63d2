"""One's own reminders: their hour, their days, and a quiet period."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from slack_bolt import Ack
from slack_sdk import WebClient

from handlers.callers import Clock
from storage import Store
from upkeep import schedules
from upkeep.members import Member
from upkeep.policy import Policy
from views import reminders as views
from views.pieces import Json

#: How far ahead the next reminder is looked for.
AHEAD = 62


def ask(
    ack: Ack,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """By the command, or by a button: open the form."""
    with store.reading(team_id) as tx:
        view = views.form(caller, tx.policy, stand(caller, tx.policy, clock))
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)
    ack()


def keep(ack: Ack, view: Json, caller: Member, store: Store, clock: Clock, team_id: str) -> None:
    """The form was sent: in force at once."""
    with store.transaction(team_id) as tx:
        own, errors = views.read(view, tx.policy, clock.today(caller.zone))
        if not errors:
            after = tx.members.change(caller.id, **own)
            at = schedules.look_anew(after, tx.policy, clock.now())
            tx.members.set_next_reminder(caller.id, at)
            said = {key: value and str(value) for key, value in own.items()}
            tx.audit.note(caller.id, "reminders", "member", caller.id, said, clock.now())
            page = views.saved(stand(after, tx.policy, clock))
    if errors:
        ack(response_action="errors", errors=errors)
    else:
        ack(response_action="update", view=page)


def stand(member: Member, policy: Policy, clock: Clock) -> views.Now:
    """When a member is reminded next, as things stand; in his own time."""
    now = at = clock.now()
    while at - now < timedelta(days=AHEAD):
        at = schedules.next_reminder(member, policy, at)
        if schedules.pause(member, policy, at) is None:
            return views.Now(clock.today(member.zone), at.astimezone(ZoneInfo(member.zone)))
    return views.Now(clock.today(member.zone), None)
