"""Deliveries: what the bot owes, claimed by one sender at a time, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage import tables
from storage.noun import Noun
from storage.scope import Scope

PENDING, SENDING, SENT, FAILED, CANCELLED = "pending", "sending", "sent", "failed", "cancelled"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message owed, or what became of it; `channel` and `ts` say where it is."""

    id: int
    kind: str
    recipient: str
    period: str
    method: str
    payload: dict[str, object]
    state: str
    not_before: datetime
    channel: str | None = None
    ts: str | None = None
    error: str | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process alone may send until its lease ends.

    Attributes:
        payload: the method's arguments; the fallbacks are kept apart.
        fallbacks: plainer blocks, tried in turn when Slack refuses to paint the ones before.
        maybe_since: an earlier attempt that began then may have arrived.
        attempts: how many have been made, this one included.
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

    @property
    def key(self) -> str:
        """The opaque id under which the message can be found in Slack."""
        return f"everyvote-{self.workspace_id}-{self.id}"

    @property
    def place(self) -> str:
        """The channel or person the message goes to."""
        return str(self.payload.get("channel") or self.payload.get("user_id") or "")


OWN = tuple(Delivery.__dataclass_fields__)


def delivery(row: tables.Delivery) -> Delivery:
    """The delivery in a row."""
    return Delivery(**{name: getattr(row, name) for name in OWN})


class Deliveries(Noun):
    """The questions and changes of what one workspace is owed."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        #: Whether this transaction owes anything that the post room should be told of.
        self.owed = False

    def owe(
        self,
        kind: str,
        recipient: str,
        period: str,
        method: str,
        payload: dict[str, object],
        not_before: datetime,
    ) -> Delivery | None:
        """Owe a message; None where this one is, or was, owed already."""
        if self.of_period(kind, recipient, period) is not None:
            return None
        row = tables.Delivery(
            kind=kind,
            recipient=recipient,
            period=period,
            method=method,
            payload=payload,
            not_before=not_before,
        )
        self.session.add(row)
        self.session.flush()
        self.owed = True
        return delivery(row)

    def owe_latest(
        self,
        kind: str,
        recipient: str,
        period: str,
        method: str,
        payload: dict[str, object],
        not_before: datetime,
    ) -> Delivery:
        """Owe what replaces all before it (a home, a repaint): one row, its newest state."""
        row = self._row(kind, recipient, period)
        if row is None:
            row = tables.Delivery(kind=kind, recipient=recipient, period=period, method=method)
            self.session.add(row)
        row.method, row.payload, row.not_before = method, payload, not_before
        # A sender that is at work on the state before finds its token gone, and this one is sent.
        row.state, row.token, row.attempts = PENDING, None, 0
        row.maybe_since = row.maybe_until = None
        self.session.flush()
        self.owed = True
        return delivery(row)

    def get(self, delivery_id: int) -> Delivery:
        """The delivery with an id.

        Raises:
            Refusal: `gone`.
        """
        return delivery(self.row(tables.Delivery, delivery_id))

    def of_period(self, kind: str, recipient: str, period: str) -> Delivery | None:
        """What is or was owed to a recipient for a period."""
        row = self._row(kind, recipient, period)
        return None if row is None else delivery(row)

    def of_message(self, channel: str, ts: str) -> Delivery | None:
        """The delivery behind a message in Slack."""
        row = self.session.scalar(
            select(tables.Delivery).where(
                tables.Delivery.channel == channel,
                tables.Delivery.ts == ts,
                tables.Delivery.method == "chat.postMessage",
            )
        )
        return None if row is None else delivery(row)

    def last(self, kind: str, recipient: str) -> Delivery | None:
        """The newest delivery of a kind to a recipient."""
        row = self.session.scalar(
            select(tables.Delivery)
            .where(tables.Delivery.kind == kind, tables.Delivery.recipient == recipient)
            .order_by(tables.Delivery.id.desc())
            .limit(1)
        )
        return None if row is None else delivery(row)

    def repaint(self, delivery_id: int, payload: dict[str, object]) -> None:
        """A message that has not gone out yet goes out as it should look by now."""
        row = self.row(tables.Delivery, delivery_id)
        if row.state == PENDING:
            self.change_row(row, {"payload": payload})

    def cancel(self, delivery_id: int) -> bool:
        """It is not owed any more; False once it is being sent or was."""
        row = self.row(tables.Delivery, delivery_id)
        return row.state == PENDING and self.change_row(row, {"state": CANCELLED})

    def failures(self, limit: int) -> list[Delivery]:
        """The last that could not be delivered, the newest first."""
        rows = self.session.scalars(
            select(tables.Delivery)
            .where(tables.Delivery.state == FAILED)
            .order_by(tables.Delivery.id.desc())
            .limit(limit)
        )
        return [delivery(row) for row in rows]

    def waiting(self) -> dict[str, int]:
        """How many deliveries are in each state."""
        rows = self.session.execute(
            select(tables.Delivery.state, func.count(tables.Delivery.id)).group_by(
                tables.Delivery.state
            )
        )
        return {row[0]: row[1] for row in rows}

    def _row(self, kind: str, recipient: str, period: str) -> tables.Delivery | None:
        return self.session.scalar(
            select(tables.Delivery).where(
                tables.Delivery.kind == kind,
                tables.Delivery.recipient == recipient,
                tables.Delivery.period == period,
            )
        )
