"""Deliveries: what the bot owes, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select, text, update

from storage import tables
from storage.claims import CANCELLED, FAILED, PENDING, SENDING, UNTOLD, Claimed
from storage.noun import Noun
from storage.scope import Scope
from upkeep.deliveries import Health

#: Word for word the conditions of the indexes: with bound values they are not used.
OWED = text("deliveries.state IN ('pending', 'sending')")
UNDERWAY = text("deliveries.state = 'sending'")
GIVEN_UP = text("deliveries.state = 'failed'")
#: Made once, since to make it takes longer than to ask.
_OF_PERIOD = select(tables.Delivery).where(
    *(getattr(tables.Delivery, name) == bindparam(name) for name in ("kind", "recipient", "period"))
)


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
        expires_at: datetime | None = None,
    ) -> Delivery | None:
        """Owe a message; None where this one is, or was, owed already.

        At the business instant `expires_at` it is too late for it, and it is cancelled.
        """
        if self.of_period(kind, recipient, period) is not None:
            return None
        row = tables.Delivery(
            kind=kind,
            recipient=recipient,
            period=period,
            method=method,
            payload=payload,
            not_before=not_before,
            expires_at=expires_at,
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
        row.booked = False
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
        """The newest delivery of a kind to a recipient that was, or may still be, told."""
        row = self.session.scalar(
            select(tables.Delivery)
            .where(
                tables.Delivery.kind == kind,
                tables.Delivery.recipient == recipient,
                tables.Delivery.state.not_in(UNTOLD),
            )
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

    def withdraw(self, kind: str, period: str) -> None:
        """What nobody has been sent yet of a kind for a period is not owed to anybody any more."""
        self.session.execute(
            update(tables.Delivery)
            .where(
                OWED,
                tables.Delivery.state == PENDING,
                tables.Delivery.kind == kind,
                tables.Delivery.period == period,
            )
            .values(state=CANCELLED)
        )

    def give_up(self, claim: Claimed, reason: str, at: datetime) -> Delivery | None:
        """A claim can never be sent; None: somebody else took over."""
        row = self.row(tables.Delivery, claim.id)
        if row.token != claim.token:
            return None
        self.change_row(row, {"state": FAILED, "error": reason, "sent_at": at, "token": None})
        return delivery(row)

    def stop(self, recipient: str, reason: str, at: datetime) -> list[Delivery]:
        """Nothing can reach a recipient: whatever else waits for it fails too, and is returned."""
        stopped = self.session.scalars(
            update(tables.Delivery)
            .where(tables.Delivery.recipient == recipient, tables.Delivery.state == PENDING)
            .values(state=FAILED, error=reason, sent_at=at)
            .returning(tables.Delivery)
        )
        return [delivery(row) for row in stopped]

    def again(self, delivery_id: int, not_before: datetime) -> bool:
        """What failed is owed once more; False where it has not failed."""
        row = self.row(tables.Delivery, delivery_id)
        if row.state != FAILED:
            return False
        anew = {"state": PENDING, "not_before": not_before, "attempts": 0, "error": None}
        self.change_row(row, anew | {"maybe_since": None, "maybe_until": None, "sent_at": None})
        self.owed = True
        return True

    def failures(self, limit: int) -> list[Delivery]:
        """The last that could not be delivered, the newest first."""
        rows = self.session.scalars(
            select(tables.Delivery).where(GIVEN_UP).order_by(tables.Delivery.id.desc()).limit(limit)
        )
        return [delivery(row) for row in rows]

    def health(self) -> Health:
        """How the workspace's messages fare; what has been sent long ago is not gone through."""
        ours = select(func.count(tables.Delivery.id)).where(OWED)
        waiting = self.session.scalar(ours.where(tables.Delivery.state == PENDING)) or 0
        underway = self.session.scalar(ours.where(tables.Delivery.state == SENDING)) or 0
        failed = self.session.scalar(select(func.count(tables.Delivery.id)).where(GIVEN_UP)) or 0
        ticked = select(tables.Workspace.ticked_at).where(
            tables.Workspace.id == self.scope.workspace_id
        )
        errors = tuple((one.kind, one.error or "") for one in self.failures(3))
        return Health(waiting, underway, failed, self.session.scalar(ticked), errors)

    def waiting(self) -> dict[str, int]:
        """How many deliveries are in each state."""
        rows = self.session.execute(
            select(tables.Delivery.state, func.count(tables.Delivery.id)).group_by(
                tables.Delivery.state
            )
        )
        return {row[0]: row[1] for row in rows}

    def _row(self, kind: str, recipient: str, period: str) -> tables.Delivery | None:
        said = {"kind": kind, "recipient": recipient, "period": period}
        return self.session.scalar(_OF_PERIOD, said)
