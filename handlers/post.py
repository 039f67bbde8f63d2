"""The post room: what is owed is claimed, sent once, and its outcome written down.

A message is claimed in one short transaction and sent outside any. What an attempt without a clear
answer may have delivered is looked up before it is tried again: that, not the queue, is what makes
"once" true.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from slack_sdk import WebClient

from handlers import trouble
from handlers.callers import Clock
from handlers.sending import look_for, send
from storage import Claimed, Record, Store, StoreError, claims
from upkeep.deliveries import ENOUGH, Outcome, Result, Terms, backoff

T = TypeVar("T")

log = logging.getLogger(__name__)

#: Workspaces whose messages are sent side by side: so many slow ones delay nobody else.
WORKSPACES = 8
#: Seconds after which the box is looked into again while slow messages are still underway.
GLANCE = 1.0
#: Waits in a row for a database that cannot be used; two minutes in all.
TRIES = 10


@dataclass(frozen=True)
class PostRoom:
    """What sending takes: the store, a client that never retries by itself, the clock, threads."""

    store: Store
    client: WebClient
    clock: Clock
    senders: Executor
    terms: Terms = field(default_factory=Terms)
    closing: threading.Event = field(default_factory=threading.Event)

    def empty(self) -> int:
        """Send all that is due by now on the wall clock; how many messages arrived.

        Each workspace has its own share of the senders: a slow one holds up itself alone.

        Raises:
            StoreError: the database cannot be used, and has not come back for a while.
        """
        arrived = 0
        underway: dict[Future[Result], Claimed] = {}
        while True:
            if not self.closing.is_set():
                for claim in self._claim(underway.values()):
                    underway[self.senders.submit(self._deliver, claim)] = claim
            if not underway:
                return arrived
            finished, _ = wait(underway, timeout=GLANCE, return_when=FIRST_COMPLETED)
            arrived += self._record([(underway.pop(one), one.result()) for one in finished])

    def _claim(self, underway: Iterable[Claimed]) -> list[Claimed]:
        busy = Counter(one.workspace_id for one in underway)
        return self._patiently(
            lambda: self.store.claim(
                self.clock.wall(),
                self.terms,
                limit=self.terms.at_once * WORKSPACES - busy.total(),
                busy=busy,
                business=self.clock.lived(),
            )
        )

    def _deliver(self, claim: Claimed) -> Result:
        """In a sender's thread: HTTP only. Never raises for what a network or Slack may do."""
        if not self._fresh(claim):
            return Result(Outcome.NOT_SENT, reason="woken too late")
        if claim.maybe_since is not None:
            found = look_for(self.client, claim, claim.maybe_since)
            if found is not None:
                return found
            if claim.expires_at is not None and claim.expires_at <= self.clock.lived():
                return Result(Outcome.EXPIRED, reason="too late for the day")
            if not self._fresh(claim):
                return Result(Outcome.NOT_SENT, reason="woken too late")
        return send(self.client, claim, self.clock.wall())

    def _fresh(self, claim: Claimed) -> bool:
        """Whether a call that begins now ends within the lease, even if it takes its longest."""
        return claim.lease_until - self.clock.wall() >= 2 * self.terms.timeout

    def _record(self, results: list[tuple[Claimed, Result]]) -> int:
        """Write down how attempts ended; how many messages arrived."""
        now = self.clock.wall()
        going = []
        for claim, result in results:
            if (told := _told(claim, result, now)) is not None:
                going.append(told)
                continue
            log.error("delivery %s (%s) failed: %s", claim.id, claim.kind, result.reason)
            self._patiently(partial(trouble.give_up, self.store, claim, result, self.clock))
        if not going:
            return 0
        lost = self._patiently(partial(self.store.record, going))
        return sum(one.arrived and one.claim.id not in lost for one in going)

    def _patiently(self, act: Callable[[], T]) -> T:
        """Do something with the database, and once more when it is away, locked or full.

        Raises:
            StoreError: it has not come back for a while. What was sent meanwhile is looked for
                when its lease has ended.
        """
        for attempt in range(TRIES):
            try:
                return act()
            except StoreError as failure:
                log.warning("the post room waits: %s", failure)
                if self.closing.wait(backoff(attempt).total_seconds() / 4):
                    break
        return act()


def _told(claim: Claimed, result: Result, now: datetime) -> Record | None:
    """What follows from an attempt; None: it is over, and somebody is told."""
    match result.outcome:
        case Outcome.SENT:
            return claims.sent(claim, result.channel, result.ts, now)
        case Outcome.LIMITED:
            return claims.limited(claim, now + timedelta(seconds=result.pause), result.method)
        case Outcome.EXPIRED:
            return claims.cancelled(claim, result.reason)
        case Outcome.UNPAINTABLE if claim.fallbacks:
            return claims.plainer(claim, now)
        case Outcome.NOT_SENT | Outcome.UNKNOWN if claim.attempts < ENOUGH:
            return claims.later(claim, now + backoff(claim.attempts), result.began)
    return None
