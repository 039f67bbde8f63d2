"""What became of an attempt to deliver a message, and what follows from it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

#: A process that was paused wakes up late: an attempt is given up before its lease ends.
HTTP_TIMEOUT = timedelta(seconds=10)
LEASE = timedelta(seconds=90)
#: How long a message whose arrival is unknown may take to show in the channel's history.
SETTLED = timedelta(seconds=60)

#: Slack answered, and yet part of the operation may have been done.
#: Source: docs.slack.dev, chat.postMessage, errors.
AMBIGUOUS = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "unknown_error"}
)
RATE_LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
#: The blocks were refused; plainer ones may do.
UNPAINTABLE = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})


class Outcome(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    NOT_SENT = "not_sent"  # try again, nothing arrived
    LIMITED = "limited"  # try again after a pause that does not count as an attempt
    UNKNOWN = "unknown"  # it may have arrived: look before trying again
    UNPAINTABLE = "unpaintable"  # try again with the next plainer blocks
    REFUSED = "refused"  # never try again


@dataclass(frozen=True, slots=True)
class Result:
    """An attempt's outcome and what came with it.

    Attributes:
        channel, ts: where the message is, when sent.
        pause: seconds until Slack wants to hear from us again, when limited.
        reason: Slack's error, or the failure's name.
    """

    outcome: Outcome
    channel: str = ""
    ts: str = ""
    pause: float = 0
    reason: str = ""


def judge(status: int, error: str, retry_after: float = 1) -> Result:
    """What an HTTP status and Slack's `error` say about a message that was not confirmed."""
    if status == 429 or error in RATE_LIMITED:  # noqa: PLR2004 — HTTP: too many requests
        return Result(Outcome.LIMITED, pause=retry_after, reason=error or "ratelimited")
    if status >= 500 or error in AMBIGUOUS:  # noqa: PLR2004 — HTTP: the server failed
        return Result(Outcome.UNKNOWN, reason=error or f"http_{status}")
    if error in UNPAINTABLE:
        return Result(Outcome.UNPAINTABLE, reason=error)
    return Result(Outcome.REFUSED, reason=error or f"http_{status}")


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 2, 4, 8 ... seconds, five minutes at most."""
    return timedelta(seconds=min(2 ** max(attempts, 1), 300))
