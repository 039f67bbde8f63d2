"""What one sender has claimed, to send it alone, and what may become of that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

PENDING, SENDING, SENT, FAILED, CANCELLED = "pending", "sending", "sent", "failed", "cancelled"
#: The states of what nobody has read, and will not: what it was to say is still to be said.
UNTOLD = (FAILED, CANCELLED)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process alone may send until its lease ends.

    Attributes:
        payload: the method's arguments; the fallbacks are kept apart.
        fallbacks: plainer blocks, tried in turn when Slack refuses to paint the ones before.
        maybe_since: an earlier attempt that began then may have arrived.
        attempts: how many have been made, this one included.
        expires_at: the business instant after which it is too late to send it.
    """

    id: int
    workspace_id: int
    team_id: str
    kind: str
    method: str
    payload: dict[str, object]
    fallbacks: tuple[object, ...]
    token: str
    lease_until: datetime
    attempts: int
    maybe_since: datetime | None = None
    expires_at: datetime | None = None

    @property
    def key(self) -> str:
        """The opaque id under which the message can be found in Slack."""
        return f"everyvote-{self.workspace_id}-{self.id}"

    @property
    def place(self) -> str:
        """The channel or person the message goes to."""
        return str(self.payload.get("channel") or self.payload.get("user_id") or "")


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a claim, to be written down.

    Attributes:
        arrived: it is a post that can be seen in Slack.
        pause, method: until when Slack wants no more calls of this method.
    """

    claim: Claimed
    fields: Mapping[str, object]
    arrived: bool = False
    pause: datetime | None = None
    method: str = ""


def sent(claim: Claimed, channel: str, ts: str, at: datetime) -> Record:
    """It arrived."""
    fields = {"state": SENT, "channel": channel, "ts": ts, "sent_at": at, "error": None}
    return Record(claim, fields, arrived=claim.method == "chat.postMessage")


def later(claim: Claimed, not_before: datetime, began: datetime | None = None) -> Record:
    """Try again at an instant; an attempt that `began` may have arrived."""
    fields: dict[str, object] = {"state": PENDING, "not_before": not_before}
    if began is not None:
        first = min(began, claim.maybe_since or began)
        fields |= {"maybe_since": first, "maybe_until": began}
    return Record(claim, fields)


def put_back(claim: Claimed, not_before: datetime) -> Record:
    """Try again at an instant; this was no attempt."""
    fields = {"state": PENDING, "not_before": not_before, "attempts": claim.attempts - 1}
    return Record(claim, fields)


def limited(claim: Claimed, until: datetime, method: str = "") -> Record:
    """Slack wants to hear nothing of this method until then; this was no attempt."""
    fields = put_back(claim, until).fields
    return Record(claim, fields, pause=until, method=method or claim.method)


def plainer(claim: Claimed, at: datetime) -> Record:
    """Slack would not paint it: try again with the next plainer blocks."""
    payload = claim.payload | {"blocks": claim.fallbacks[0], "fallbacks": list(claim.fallbacks[1:])}
    return Record(claim, {"state": PENDING, "not_before": at, "payload": payload})


def cancelled(claim: Claimed, reason: str) -> Record:
    """It is not owed any more."""
    return Record(claim, {"state": CANCELLED, "error": reason})
