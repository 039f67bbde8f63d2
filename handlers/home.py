"""The conversation of App Home: opened, turned over, and promises ticked off."""

from slack_bolt import Ack, App

from handlers import answers, owed
from handlers.callers import Clock
from handlers.words import Commands
from storage import Store
from upkeep.members import Member
from views import home as views
from views import promises
from views.pieces import Json


def opened(event: Json, caller: Member, store: Store, clock: Clock, team_id: str) -> None:
    """Somebody looks at the Home tab (the other tab tells of itself by the same event)."""
    if event.get("tab") == "home":
        with store.transaction(team_id) as tx:
            owed.publish(tx, caller, clock)


def turned(
    ack: Ack, action: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Another page of my votes."""
    with store.transaction(team_id) as tx:
        owed.publish(tx, caller, clock, page=max(int(str(action["value"])), 0))
    ack()


def kept(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """A promise was kept."""
    _settle(store, team_id, caller, clock, int(str(action["value"])), body, done=True)
    ack()


def opened_again(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """It was not kept after all."""
    _settle(store, team_id, caller, clock, int(str(action["value"])), body, done=False)
    ack()


def _settle(
    store: Store,
    team_id: str,
    caller: Member,
    clock: Clock,
    promise_id: int,
    body: Json,
    *,
    done: bool,
) -> None:
    """Tick a promise off or open it again, for its owner and for who manages people."""
    today = clock.today(caller.zone)
    with store.transaction(team_id) as tx:
        promise = tx.follow_ups.get(promise_id)
        owner = tx.members.get(promise.owner_id)
        allowed = caller.id == owner.id or caller.may_manage()
        if allowed:
            day = (promise.done_on or today) if done else None
            promise = tx.follow_ups.done(promise_id, day)
            act = "keep" if done else "reopen"
            tx.audit.note(caller.id, act, "follow_up", promise_id, {}, clock.now())
            owed.repaint_last(tx, owner, clock)
            owed.home(tx, owner, clock)
        account = tx.accounts.get(promise.account_id).name
    if not allowed:
        answers.say(body, promises.refused(owner.name))
    elif answers.is_ephemeral(body):
        answers.replace(body, promises.settled(promise, account, today))


def register(app: App, commands: Commands) -> None:  # noqa: ARG001 — each conversation is registered alike
    """What is opened and pressed on Home; promises also in reminders and on cards."""
    app.event("app_home_opened")(opened)
    app.action(views.SOONER)(turned)
    app.action(views.LATER)(turned)
    app.action(promises.DONE)(kept)
    app.action(promises.REOPEN)(opened_again)
