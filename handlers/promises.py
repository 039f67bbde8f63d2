"""The conversation of promises: what I have promised, ticked off, opened again, or moved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from slack_bolt import Ack, App

from handlers import answers, inheriting, lists, owed
from handlers.callers import Clock
from handlers.words import Commands, says
from storage import Store, Tx
from upkeep.errors import Refusal
from upkeep.members import Member
from upkeep.visits import FollowUp
from views import leaves
from views import promises as views
from views.pieces import Json, Message

#: A promise cannot be put off for longer.
A_YEAR = timedelta(days=366)
#: What becomes of a promise on its settler's day.
Change = Callable[[Tx, FollowUp, date], FollowUp]


def mine(ack: Ack, caller: Member, store: Store, clock: Clock, team_id: str) -> None:
    """`/votes promises`: my open ones."""
    with store.reading(team_id) as tx:
        message = _page(tx, caller, clock.today(caller.zone), 0)
    ack(**message)


def turned(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Another page of them."""
    with store.reading(team_id) as tx:
        page = leaves.turned(str(action["value"]))[1]
        message = _page(tx, caller, clock.today(caller.zone), page)
    answers.replace(body, message)
    ack()


def _page(tx: Tx, caller: Member, on: date, page: int, settled: FollowUp | None = None) -> Message:
    """A page of what one has promised; above it what was just kept, to be opened again."""
    due = lists.with_accounts(tx, tx.follow_ups.open_of_member(caller.id))
    kept = lists.with_accounts(tx, [settled])[0] if settled and settled.done_on else None
    return views.mine(due, on, page, kept)


def kept(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """A promise was kept."""

    def keep(tx: Tx, promise: FollowUp, today: date) -> FollowUp:
        return tx.follow_ups.done(promise.id, promise.done_on or today)

    promise_id = int(str(action["value"]))
    Press(store, team_id, caller, clock, body, action).settles(promise_id, "keep", keep)
    ack()


def opened_again(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """It was not kept after all."""

    def reopen(tx: Tx, promise: FollowUp, _today: date) -> FollowUp:
        inheriting.open_again(tx, [tx.follow_ups.reopen(promise.id)], (), caller)
        return tx.follow_ups.get(promise.id)

    promise_id = int(str(action["value"]))
    Press(store, team_id, caller, clock, body, action).settles(promise_id, "reopen", reopen)
    ack()


def moved(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """It will be kept on another day.

    Raises:
        Refusal: `promise.day`, which is told in Home, too.
    """
    promise_id, day = views.moved(action)
    today = clock.today(caller.zone)
    if not today <= day <= today + A_YEAR:
        raise Refusal("promise.day")

    def move(tx: Tx, promise: FollowUp, _today: date) -> FollowUp:
        return tx.follow_ups.move(promise.id, day)

    Press(store, team_id, caller, clock, body, action).settles(promise_id, "move", move)
    ack()


@dataclass(frozen=True)
class Press:
    """A press on a promise: where, by whom, and on what."""

    store: Store
    team_id: str
    caller: Member
    clock: Clock
    body: Json
    action: Json

    def settles(self, promise_id: int, act: str, change: Change) -> None:
        """Change a promise, for its owner and for who manages people."""
        caller, today = self.caller, self.clock.today(self.caller.zone)
        with self.store.transaction(self.team_id) as tx:
            promise = tx.follow_ups.get(promise_id)
            owner = tx.members.get(promise.owner_id)
            allowed = caller.id == owner.id or caller.may_manage()
            if allowed:
                named_on = promise.reminded_on
                promise = change(tx, promise, today)
                due = promise.due_on.isoformat() if promise.due_on else None
                tx.audit.note(
                    caller.id, act, "follow_up", promise_id, {"due": due}, self.clock.now()
                )
                owed.repaint_promise(tx, owner, named_on, self.clock)
                there = tx.visits.get(promise.visit_id).contact_ids
                owed.touch(tx, there, {owner.id}, self.clock)
                painted = owed.repaint_pressed(tx, self.body, self.clock)
                owed.home(tx, tx.members.get(promise.owner_id), self.clock)
            account = tx.accounts.get(promise.account_id).name
            page = views.listed(self.action)
            message = (
                views.settled(promise, account, today)
                if page is None
                else _page(tx, caller, today, page, promise)
            )
        if not allowed:
            answers.say(self.body, views.refused(owner.name))
        elif answers.is_ephemeral(self.body):
            answers.replace(self.body, message)
        elif not painted:
            answers.say(self.body, message)


def register(app: App, commands: Commands) -> None:
    """`/votes promises`, and what is pressed on promises anywhere."""
    app.command(commands.votes, matchers=[says("promises")])(mine)
    app.action(views.DONE)(kept)
    app.action(views.REOPEN)(opened_again)
    app.action(views.MOVE)(moved)
    app.action(views.SOONER)(turned)
    app.action(views.LATER)(turned)
