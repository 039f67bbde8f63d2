"""What became of an attempt to deliver a message, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

POST, LOOK_UP = "chat.postMessage", "conversations.history"

#: A process that was paused wakes up late: an attempt is given up before its lease ends.
HTTP_TIMEOUT = timedelta(seconds=10)
LEASE = timedelta(seconds=90)
#: How long a message whose arrival is unknown may take to show in the channel's history.
SETTLED = timedelta(seconds=60)
#: Attempts at the longest backoff fill a day: then somebody has to look.
ENOUGH = 300
#: Calls of a method that a workspace takes in a minute, as Slack publishes them.
#: Source: docs.slack.dev, rate limits: tiers 3 and 4; "several hundred" posts.
A_MINUTE: Mapping[str, int] = MappingProxyType(
    {POST: 300, "chat.update": 50, "chat.delete": 50, "views.publish": 100, LOOK_UP: 50}
)
#: The part of a minute's calls that may be made at once; the rest is spread evenly.
BURST = 0.25

#: Slack answered, and yet part of the operation may have been done.
#: Source: docs.slack.dev, chat.postMessage, errors.
AMBIGUOUS = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "unknown_error"}
)
RATE_LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
#: No message can reach this place any more, whichever it is.
#: Source: docs.slack.dev, chat.postMessage, errors.
UNREACHABLE = frozenset(
    {
        "account_inactive", "cannot_dm_bot", "channel_not_found", "is_archived",
        "messages_tab_disabled", "not_in_channel", "restricted_action", "user_disabled",
        "user_not_found", "user_not_visible",
    }
)  # fmt: skip
#: The blocks were refused; plainer ones may do.
UNPAINTABLE = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})


@dataclass(frozen=True, slots=True)
class Terms:
    """How messages are sent: what tests scale down, and settings change.

    Attributes:
        lease: how long a claimed message is one sender's alone.
        settled: how long a message of unknown outcome is left alone before it is looked for.
        timeout: of one HTTP call; no post begins with less than two of them left in its lease.
        channel_seconds: between two posts to one place.
        a_minute: calls of a method in a workspace; what is not named is not limited.
        at_once: messages of one workspace that one process sends at a time.
    """

    lease: timedelta = LEASE
    settled: timedelta = SETTLED
    timeout: timedelta = HTTP_TIMEOUT
    channel_seconds: float = 1.0
    a_minute: Mapping[str, int] = field(default_factory=lambda: A_MINUTE)
    at_once: int = 4


@dataclass(frozen=True, slots=True)
class Pace:
    """Calls spread over time: a burst, then one every so many seconds."""

    seconds: float
    burst: float = 0

    def book(self, taken: datetime | None, now: datetime) -> tuple[datetime, datetime]:
        """The next free slot, and until when slots are then taken.

        Source: the generic cell rate algorithm (ITU-T I.371).
        """
        earliest = now - timedelta(seconds=self.burst)
        slot = max(taken or earliest, earliest)
        return max(slot, now), slot + timedelta(seconds=self.seconds)


def pace_of(terms: Terms, method: str) -> Pace | None:
    """How the calls of a method are spread in a workspace; None: as they come."""
    calls = terms.a_minute.get(method)
    if not calls:
        return None
    seconds = 60 / calls / (1 - BURST)
    return Pace(seconds, seconds * (max(1, calls * BURST) - 1))


@dataclass(frozen=True, slots=True)
class Health:
    """How a workspace's messages fare.

    Attributes:
        waiting, underway, failed: how many are owed, being sent, and given up.
        ticked_at: when it was last looked what is due; None: never yet.
        errors: why the last ones were given up, by kind and Slack's word, the newest first.
    """

    waiting: int
    underway: int
    failed: int
    ticked_at: datetime | None
    errors: tuple[tuple[str, str], ...] = ()


class Outcome(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    NOT_SENT = "not_sent"  # try again, nothing arrived
    LIMITED = "limited"  # try again after a pause that does not count as an attempt
    UNKNOWN = "unknown"  # it may have arrived: look before trying again
    UNPAINTABLE = "unpaintable"  # try again with the next plainer blocks
    REFUSED = "refused"  # never try again
    UNDECIDED = "undecided"  # it may have arrived, and the history may not be read
    EXPIRED = "expired"  # it did not arrive, and it is too late for it


@dataclass(frozen=True, slots=True)
class Result:
    """An attempt's outcome and what came with it.

    Attributes:
        channel, ts: where the message is, when sent.
        pause: seconds until Slack wants to hear from us again, when limited.
        reason: Slack's error, or the failure's name.
        method: what is limited, where it is not the message's own method.
        began: when the attempt began, where its outcome is unknown.
    """

    outcome: Outcome
    channel: str = ""
    ts: str = ""
    pause: float = 0
    reason: str = ""
    method: str = ""
    began: datetime | None = None


def judge(status: int, error: str, retry_after: float = 1) -> Result:
    """What an HTTP status and Slack's `error` say about a message that was not confirmed."""
    if status == 429 or error in RATE_LIMITED:  # noqa: PLR2004 — HTTP: too many requests
        return Result(Outcome.LIMITED, pause=retry_after, reason=error or "ratelimited")
    garbled = status < 300 and not error  # noqa: PLR2004 — HTTP: done, but not in Slack's words
    if status >= 500 or error in AMBIGUOUS or garbled:  # noqa: PLR2004 — HTTP: the server failed
        return Result(Outcome.UNKNOWN, reason=error or f"http_{status}")
    if error in UNPAINTABLE:
        return Result(Outcome.UNPAINTABLE, reason=error)
    return Result(Outcome.REFUSED, reason=error or f"http_{status}")


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 2, 4, 8 ... seconds, five minutes at most."""
    return timedelta(seconds=min(2 ** max(attempts, 1), 300))
