"""The post room: what is owed is claimed, sent once, and its outcome written down.

A message is claimed in one short transaction and sent outside any. What an attempt without a clear
answer may have delivered is looked up before it is tried again: that, not the queue, is what makes
"once" true.
"""

import logging
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError

from handlers.callers import Clock
from storage import Claimed, Store
from upkeep.deliveries import HTTP_TIMEOUT, LEASE, SETTLED, Outcome, Result, backoff, judge

log = logging.getLogger(__name__)

EVENT = "everyvote"
POST = "chat.postMessage"
#: Attempts without any answer before somebody has to look.
ENOUGH = 12


@dataclass(frozen=True)
class PostRoom:
    """What sending takes: the store, a client that never retries by itself, the clock, threads."""

    store: Store
    client: WebClient
    clock: Clock
    senders: Executor
    channel_seconds: float = 1.0
    lease: timedelta = LEASE
    settled: timedelta = SETTLED
    batch: int = field(default=32)

    def empty(self) -> int:
        """Send all that is due by now on the wall clock; how many messages arrived."""
        arrived = 0
        while claims := self.store.claim(
            self.clock.wall(),
            limit=self.batch,
            lease=self.lease,
            settled=self.settled,
            channel_seconds=self.channel_seconds,
        ):
            outcomes = list(self.senders.map(self._deliver, claims))
            arrived += sum(outcomes)
        return arrived

    def _deliver(self, claim: Claimed) -> bool:
        if claim.lease_until - self.clock.wall() < 2 * HTTP_TIMEOUT:
            return False  # woken too late to be sure of the lease: whoever claims it next sends it
        result = (self._found(claim) if claim.maybe_since else None) or self._attempt(claim)
        return self._record(claim, result)

    def _attempt(self, claim: Claimed) -> Result:
        began = self.clock.wall()
        result = send(self.client, claim)
        if result.outcome is Outcome.UNKNOWN and claim.method == POST:
            self.store.maybe(claim, began)
        return result

    def _found(self, claim: Claimed) -> Result | None:
        """Our message of an earlier attempt, if it arrived; None: it did not, so send it."""
        assert claim.maybe_since is not None
        try:
            return look_for(self.client, claim, claim.maybe_since)
        except SlackApiError as failure:
            status, error = _told(failure)
            if status == 429 or status >= 500:  # noqa: PLR2004 — HTTP: come again later
                return Result(Outcome.LIMITED, pause=_retry_after(failure), reason=error)
            return Result(Outcome.REFUSED, reason=f"undecided: {error}")
        except (OSError, SlackRequestError) as failure:
            return Result(Outcome.LIMITED, pause=1, reason=type(failure).__name__)

    def _record(self, claim: Claimed, result: Result) -> bool:
        now = self.clock.wall()
        match result.outcome:
            case Outcome.SENT:
                kept = self.store.sent(claim, result.channel, result.ts, now)
                if not kept and claim.method == POST:
                    self._withdraw(result)
                return kept
            case Outcome.LIMITED:
                until = now + timedelta(seconds=result.pause)
                self.store.pause(claim, until)
                self.store.later(claim, until, count=False)
            case Outcome.UNPAINTABLE if claim.fallbacks:
                self.store.plainer(claim, now)
            case Outcome.NOT_SENT | Outcome.UNKNOWN if claim.attempts < ENOUGH:
                self.store.later(claim, now + backoff(claim.attempts), count=True)
            case _:
                log.error("delivery %s (%s) failed: %s", claim.id, claim.kind, result.reason)
                self.store.failed(claim, result.reason, now)
        return False

    def _withdraw(self, result: Result) -> None:
        """Somebody else took over and posted too: take ours back."""
        try:
            self.client.chat_delete(channel=result.channel, ts=result.ts)
        except (SlackApiError, SlackRequestError, OSError):
            log.exception("a message posted twice could not be withdrawn: %s", result.ts)


def send(client: WebClient, claim: Claimed) -> Result:
    """One attempt to deliver; never raises for what a network or Slack may do."""
    body: dict[str, object] = dict(claim.payload)
    if claim.method == POST:
        body |= {"unfurl_links": False, "unfurl_media": False}
        body |= {"metadata": {"event_type": EVENT, "event_payload": {"id": claim.key}}}
    elif claim.method == "chat.update":
        body |= {"parse": "none"}
    try:
        answer = client.api_call(claim.method, json=body)
    except SlackApiError as failure:
        status, error = _told(failure)
        return judge(status, error, _retry_after(failure))
    except ConnectionRefusedError as failure:
        return Result(Outcome.NOT_SENT, reason=str(failure))
    except (OSError, SlackRequestError) as failure:
        refused = isinstance(getattr(failure, "reason", None), ConnectionRefusedError)
        outcome = Outcome.NOT_SENT if refused else Outcome.UNKNOWN
        return Result(outcome, reason=type(failure).__name__)
    return Result(Outcome.SENT, str(answer.get("channel", "")), str(answer.get("ts", "")))


def look_for(client: WebClient, claim: Claimed, since: datetime) -> Result | None:
    """Our message in the conversation's history since an instant, by its opaque id.

    Raises:
        SlackApiError: the history may not be read, or not now.
    """
    channel = str(claim.payload["channel"])
    if channel.startswith(("U", "W")):
        opened = client.conversations_open(users=channel)["channel"]
        assert isinstance(opened, Mapping)
        channel = str(opened["id"])
    history = client.conversations_history(
        channel=channel,
        oldest=str((since - timedelta(seconds=5)).astimezone(UTC).timestamp()),
        include_all_metadata=True,
        limit=200,
    )
    messages = history["messages"]
    assert isinstance(messages, Iterable)
    for message in messages:
        payload = message.get("metadata", {}).get("event_payload", {})
        if payload.get("id") == claim.key:
            return Result(Outcome.SENT, channel, message["ts"])
    return None


def _told(failure: SlackApiError) -> tuple[int, str]:
    response = failure.response
    if isinstance(response, dict):
        return int(response.get("status", 500)), ""
    error = response.get("error")
    return response.status_code, error if isinstance(error, str) and " " not in error else ""


def _retry_after(failure: SlackApiError) -> float:
    headers = failure.response.headers if hasattr(failure.response, "headers") else {}
    return float(headers.get("Retry-After") or headers.get("retry-after") or 1)
