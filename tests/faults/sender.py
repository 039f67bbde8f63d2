"""A replica that ticks and sends: `python -m tests.faults.sender DATABASE DELIVERIES RECIPIENTS`.

It goes on until it is ended. SIGUSR1 fills its disk, SIGUSR2 makes room again.
"""

import os
import resource
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from slack_sdk import WebClient

from bot.clock import WallClock
from handlers.post import PostRoom
from storage import Store, StoreError, open_store
from tests.conftest import TEAM
from upkeep.deliveries import POST, Terms
from upkeep.policy import Policy
from upkeep.visits import Channel, NewVisit

#: A tenth of what is lived by, or a little more: the local workspace shows a message at once.
TERMS = Terms(
    lease=timedelta(seconds=8),
    settled=timedelta(seconds=4),
    timeout=timedelta(seconds=2),
    channel_seconds=0,
    a_minute={},
    at_once=8,
)
#: Events heard in one transaction.
SOME = 50


def main() -> None:
    """Hear every event, as every other replica does too, and send what is owed for it."""
    url, deliveries, recipients = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    signal.signal(signal.SIGUSR1, lambda *_: _may_write(1))
    signal.signal(signal.SIGUSR2, lambda *_: _may_write(resource.RLIM_INFINITY))
    client = WebClient(
        token=os.environ["SLACK_BOT_TOKEN"],
        base_url=os.environ["SLACK_API_URL"],
        timeout=int(TERMS.timeout.total_seconds()),
        retry_handlers=[],
    )
    store = open_store(url, Policy())
    room = PostRoom(store, client, WallClock(), ThreadPoolExecutor(TERMS.at_once), TERMS)
    owed = 0
    while True:
        try:
            owed = _hear(store, owed, deliveries, recipients)
            room.empty()
            again = store.next_not_before()
        except StoreError:
            again = None
        wait = (again - room.clock.wall()).total_seconds() if again else 0.2
        time.sleep(min(max(wait, 0.02), 0.5) if owed >= deliveries else 0)


def _hear(store: Store, start: int, deliveries: int, recipients: int) -> int:
    """Log the visits of the next few events, and owe an answer to each that is new; how far it is.

    Each event comes to every replica, and to one that was killed from the first on again.
    """
    numbers = range(start, min(start + SOME, deliveries))
    now = WallClock().wall()
    with store.transaction(TEAM) as tx:
        [met] = tx.contacts.all()
        member = tx.members.ensure(recipient(0))
        for number in numbers:
            visit = NewVisit(met.account.id, now.date(), Channel.CALL, (met.id,), (member.id,))
            _, new = tx.visits.add(visit, member.id, now, f"event {number}")
            if new:
                to = recipient(number % recipients)
                payload: dict[str, object] = {"channel": to, "text": f"message {number}"}
                tx.deliveries.owe("test", to, str(number), POST, payload, now)
    return start + len(numbers)


def recipient(number: int) -> str:
    """The Slack id of one of those who are written to."""
    return f"U0PERSON{number:03}"


def _may_write(most: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
