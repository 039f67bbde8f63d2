"""The conversation about what could not be delivered: who is told, and who may have it repeated."""

from collections.abc import Callable
from functools import partial

from slack_bolt import Ack, App

from handlers import answers, owed, teams
from handlers.callers import Clock
from handlers.words import Commands
from storage import Claimed, Delivery, Store, Tx
from upkeep import calendar
from upkeep.deliveries import POST, UNREACHABLE, Outcome, Result
from upkeep.members import Member
from views import trouble as views
from views.pieces import Json, Message


def give_up(store: Store, claim: Claimed, result: Result, clock: Clock) -> None:
    """End a delivery, stop what else waits for a place that nothing can reach, tell an admin.

    What may have arrived, and cannot be looked for, is not repeated: of a reminder an admin is
    told; for a digest its managers are asked, since a channel that gets it twice does no harm. A
    digest that its channel does not take goes to them instead.
    """
    at = clock.wall()
    undecided = result.outcome in {Outcome.UNDECIDED, Outcome.UNKNOWN}
    reason = f"undecided: {result.reason}" if undecided else result.reason
    with store.transaction(claim.team_id) as tx:
        delivery = tx.deliveries.give_up(claim, reason, at)
        if delivery is None or claim.method != POST or claim.kind == owed.TROUBLE:
            return
        if result.reason in UNREACHABLE:
            _look_up(tx, delivery.recipient, clock)
            for one in (delivery, *tx.deliveries.stop(delivery.recipient, reason, at)):
                if one.kind == owed.DIGEST and tx.members.by_slack(one.recipient) is None:
                    _redirect(tx, one, clock)
        if undecided and claim.kind == owed.DIGEST:
            asked = partial(views.ask, delivery.id, delivery.kind, delivery.recipient)
            _tell(tx, _managers(tx, delivery), f"{delivery.id}:{at.isoformat()}", asked, clock)
            return
        said = partial(views.undecided, delivery.kind, delivery.recipient)
        if not undecided:
            said = partial(views.undeliverable, delivery.kind, delivery.recipient, reason)
        week = calendar.week_of(at.date()).isoformat()
        about = delivery.id if undecided else f"{delivery.recipient}:{reason[:40]}:{week}"
        _tell(tx, owed.admins(tx), str(about), said, clock)


def _look_up(tx: Tx, recipient: str, clock: Clock) -> None:
    """Who cannot be written to may have left us while nobody heard Slack tell so."""
    member = tx.members.by_slack(recipient)
    if member is not None and member.active:
        tx.members.look_up_again(member.id, clock.now())


def _tell(
    tx: Tx, readers: list[Member], period: str, paint: Callable[[], Message], clock: Clock
) -> None:
    """Tell each of them by day: what is asked can wait until it is read."""
    for reader in readers:
        owed.message(
            tx,
            owed.TROUBLE,
            reader,
            period=period,
            paint=paint,
            not_before=owed.by_day(tx, reader, clock),
        )


def _redirect(tx: Tx, digest: Delivery, clock: Clock) -> None:
    """What a channel does not take is read by who manages the team, unless they have it anyway."""
    for reader in _managers(tx, digest):
        assert reader.slack_id is not None
        key = (owed.DIGEST, reader.slack_id, digest.period, POST)
        payload = {**digest.payload, "channel": reader.slack_id}
        tx.deliveries.owe(*key, payload, owed.by_day(tx, reader, clock))


def _managers(tx: Tx, digest: Delivery) -> list[Member]:
    """Who manages the team of a digest; else the team above, up to the top; else the admins."""
    team = tx.teams.get(int(digest.period.partition(":")[0]))
    return teams.readers_of(tx, team) or owed.admins(tx)


def again(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """It is missing indeed: send it once more."""
    with store.transaction(team_id) as tx:
        allowed = caller.may_manage() or caller.slack_id in tx.policy.admins
        due = allowed and tx.deliveries.again(int(str(action["value"])), clock.wall())
    answers.say(body, views.sending_again(owed=due) if allowed else views.refused())
    ack()


def register(app: App, commands: Commands) -> None:  # noqa: ARG001 — each conversation is registered alike
    """The button below the question."""
    app.action(views.AGAIN)(again)
