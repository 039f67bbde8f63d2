"""The clock's work: everything that is due at an instant is written down as owed, then sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.app import House
from handlers import digests, incidents, inheriting, nudges, people, recounts, sheets
from storage import LOCAL

#: How long a single pass stays for messages that Slack has asked to hold back.
PATIENCE = timedelta(minutes=3)
#: The same for one instant among many that are lived through in a row.
STEP = timedelta(seconds=5)


@dataclass(frozen=True)
class Pass:
    """What one pass did: messages delivered, still waiting, and given up."""

    at: datetime
    sent: int
    waiting: int
    failed: int


def recount(house: House) -> None:
    """Let due dates follow what the file or somebody in Slack has changed."""
    for workspace in house.store.workspaces():
        recounts.tick(house.store, workspace.team_id or LOCAL, house.post.closing.wait)


def owe(house: House, at: datetime) -> None:
    """Write down all that is due at a business instant, in each workspace."""
    wall = house.clock.wall()
    for workspace in house.store.workspaces():
        if workspace.team_id is None:
            continue
        people.tick(house.store, house.client, workspace.team_id, at, wall)
        quiet = partial(people.quiet, house.client, at)
        nudges.tick(house.store, workspace.team_id, at, quiet)
        digests.tick(house.store, workspace.team_id, at, wall)
        incidents.tick(house.store, workspace.team_id, at, wall)
        house.store.ticked(workspace.team_id, wall)


def take_in(house: House) -> None:
    """Go on with handovers and with the lists that are on their way in, in each workspace."""
    for workspace in house.store.workspaces():
        if workspace.team_id is not None:
            stop = house.post.closing.is_set
            inheriting.work(house.store, workspace.team_id, house.clock, stop)
            sheets.work(house.store, house.client, workspace.team_id, stop)


def live_through(house: House, now: datetime, arrive: Callable[[datetime], None]) -> None:
    """Owe and send all that falls due up to a business instant, in order, however far it is.

    `arrive` is told of each instant on the way before anything is sent at it.
    """
    before = None
    while (due := house.store.next_due()) is not None and due < now and due != before:
        if house.post.closing.is_set():
            return
        arrive(due)
        owe(house, due)
        deliver(house, STEP)
        before = due
    if before:
        arrive(now)
    owe(house, now)
    deliver(house, STEP)


def deliver(house: House, patience: timedelta) -> int:
    """Send what is owed; stay for what is held back for less than `patience`. How many arrived."""
    deadline = house.clock.wall() + patience
    sent = house.post.empty()
    while (again := house.store.next_not_before()) is not None and again < deadline:
        if house.post.closing.wait(max(0.05, (again - house.clock.wall()).total_seconds())):
            break
        sent += house.post.empty()
    return sent


def one_pass(house: House, at: datetime) -> Pass:
    """Owe all that is due at a business instant and see it delivered."""
    before = house.store.delivery_counts()
    recount(house)
    owe(house, at)
    take_in(house)
    sent = deliver(house, PATIENCE)
    after = house.store.delivery_counts()
    waiting = after.get("pending", 0) + after.get("sending", 0)
    return Pass(at, sent, waiting, after.get("failed", 0) - before.get("failed", 0))
