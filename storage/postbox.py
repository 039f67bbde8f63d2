"""The post box: what all workspaces are owed, claimed with a token and a lease.

Each verb is one short transaction, committed before anything is sent. An update by token that
matches no row means somebody else took over, or a newer state is owed instead.
"""

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import Engine, Select, func, insert, or_, select, update
from sqlalchemy.orm import Session

from storage import gates, tables
from storage.claims import CANCELLED, PENDING, SENDING, SENT, Claimed, Record
from storage.deliveries import OWED, UNDERWAY
from storage.engine import available, reading, rowcount
from upkeep.deliveries import POST, Terms

#: Slack knows the workspace, and has not removed the app from it.
REACHABLE = tables.Workspace.gone_at.is_(None) & tables.Workspace.team_id.is_not(None)
NOBODY: Mapping[int, int] = MappingProxyType({})
#: Rows looked at beyond those that may be sent, to put off what has to wait.
MORE = 32
TOO_LATE = "too late for the day"


class PostBox:
    """The deliveries of all workspaces, as the post room sees them."""

    def __init__(self, engine: Engine) -> None:
        self._box = engine
        self._reading = reading(engine)

    @contextmanager
    def _short(self) -> Iterator[Session]:
        """A short writing transaction over all workspaces.

        Raises:
            StoreError: the database is away, locked or full; nothing happened.
        """
        with available(), Session(self._box, expire_on_commit=False) as session, session.begin():
            yield session

    def claim(
        self,
        now: datetime,
        terms: Terms,
        *,
        limit: int,
        busy: Mapping[int, int] = NOBODY,
        business: datetime | None = None,
    ) -> list[Claimed]:
        """Take up to `limit` messages that may be sent now: ours alone until the lease ends.

        What has to wait (for Slack's pause, for its turn at a place or in its workspace's budget,
        for an unknown outcome to settle) is put off until then. What is too late at the `business`
        instant is cancelled, unless it may have arrived. `busy` says how many messages of each
        workspace are underway here: one workspace never has more than its share of the senders.

        Raises:
            StoreError: the database is away, locked or full.
        """
        with self._short() as session:
            rows = self._due(session, now, terms, limit, busy)
            passing = gates.Gates(session, [row for row, _ in rows], terms, now)
            room = Counter({row.workspace_id: terms.at_once for row, _ in rows})
            room.subtract(busy)
            claims: list[Claimed] = []
            for row, team_id in rows:
                if len(claims) == limit:
                    break
                if room[row.workspace_id] > 0 and _goes(row, passing, terms, now, business):
                    claims.append(_claimed(row, team_id, now + terms.lease))
                    room[row.workspace_id] -= 1
            passing.keep()
        return claims

    def _due(
        self, session: Session, now: datetime, terms: Terms, limit: int, busy: Mapping[int, int]
    ) -> list[tuple[tables.Delivery, str]]:
        """Due rows of each workspace in turn; those longest due go first."""
        found: list[tuple[tables.Delivery, str]] = []
        for workspace_id, team_id in session.execute(self._waiting(now)).all():
            room = min(terms.at_once - busy.get(workspace_id, 0), limit)
            if room > 0:
                asked = self._rows(workspace_id, now).limit(room * 4 + MORE)
                found += [(row, str(team_id)) for row in session.scalars(asked)]
        for row, _ in found:
            _suspect(row, terms.lease)
        return sorted(found, key=lambda one: (one[0].not_before, one[0].id))

    def _waiting(self, now: datetime) -> Select[int, str | None]:
        due = self._rows(tables.Workspace.id, now).with_only_columns(tables.Delivery.id)
        return select(tables.Workspace.id, tables.Workspace.team_id).where(
            REACHABLE, due.order_by(None).correlate(tables.Workspace).exists()
        )

    @staticmethod
    def _rows(workspace_id: object, now: datetime) -> Select[tables.Delivery]:
        asked = select(tables.Delivery).where(
            OWED,
            tables.Delivery.workspace_id == workspace_id,
            tables.Delivery.not_before <= now,
            or_(tables.Delivery.state == PENDING, tables.Delivery.lease_until <= now),
        )
        return asked.order_by(tables.Delivery.not_before, tables.Delivery.id).with_for_update(
            skip_locked=True
        )

    def record(self, records: Iterable[Record]) -> set[int]:
        """Write down what became of claims; the ids of those that somebody else took over.

        A post that has arrived is the message, whoever holds the row by now, unless another has
        arrived before: then ours is owed to be taken back.

        Raises:
            StoreError: the database is away, locked or full.
        """
        lost = set()
        with self._short() as session:
            for record in records:
                if record.pause is not None:
                    gate = gates.paused(record.claim.workspace_id, record.method)
                    gates.close(session, {gate: record.pause})
                if not _kept(session, record):
                    lost.add(record.claim.id)
        return lost

    def hasten(self, by: timedelta, now: datetime) -> None:
        """Business time has skipped: what was put off and never tried is put off for less.

        Raises:
            StoreError: the database is away, locked or full.
        """
        row = tables.Delivery
        untried = (row.state == PENDING, row.attempts == 0, row.booked.is_(False))
        with self._short() as session:
            for one in session.scalars(select(row).where(*untried, row.not_before > now)):
                one.not_before -= by

    def next_not_before(self) -> datetime | None:
        """When the next message may be sent, or a lease ends; None: nothing is owed.

        Raises:
            StoreError: the database is away, locked or full.
        """
        with available(), Session(self._reading) as session:
            due = [session.scalar(asked) for asked in self._owed()]
        return min((one for one in due if one is not None), default=None)

    @staticmethod
    def _owed() -> list[Select[datetime | None]]:
        earliest = [
            select(func.min(at))
            .where(condition, tables.Delivery.state == state)
            .where(tables.Delivery.workspace_id == tables.Workspace.id)
            .correlate(tables.Workspace)
            .scalar_subquery()
            for condition, state, at in (
                (OWED, PENDING, tables.Delivery.not_before),
                (UNDERWAY, SENDING, tables.Delivery.lease_until),
            )
        ]
        return [
            select(func.min(one)).select_from(tables.Workspace).where(REACHABLE) for one in earliest
        ]

    def delivery_counts(self) -> dict[str, int]:
        """How many deliveries of all workspaces are in each state."""
        with available(), Session(self._reading) as session:
            rows = session.execute(
                select(tables.Delivery.state, func.count(tables.Delivery.id)).group_by(
                    tables.Delivery.state
                )
            )
            return {row[0]: row[1] for row in rows}


def _suspect(row: tables.Delivery, lease: timedelta) -> None:
    """A sender that vanished may have posted at any time in its lease."""
    if row.state == SENDING and row.lease_until and row.method == POST:
        row.maybe_since = row.maybe_since or row.lease_until - lease
        row.maybe_until = row.lease_until


def _goes(
    row: tables.Delivery,
    passing: gates.Gates,
    terms: Terms,
    now: datetime,
    business: datetime | None,
) -> bool:
    """Whether a message is to be sent now; else it is put off, or cancelled."""
    late = business is not None and row.expires_at is not None and row.expires_at <= business
    if late and row.maybe_since is None:
        row.state, row.token, row.error = CANCELLED, None, TOO_LATE
        return False
    settled = row.maybe_until + terms.settled if row.maybe_until else now
    if (until := max(settled, passing.shut(row) or now)) > now:
        row.state, row.token, row.not_before, row.booked = PENDING, None, until, False
        return False
    if not row.booked and (turn := passing.book(row)) > now:
        row.state, row.token, row.not_before, row.booked = PENDING, None, turn, True
        return False
    return True


def _claimed(row: tables.Delivery, team_id: str, lease_until: datetime) -> Claimed:
    row.state, row.token, row.lease_until = SENDING, secrets.token_hex(8), lease_until
    row.booked = False
    row.attempts += 1
    payload = dict(row.payload)
    fallbacks = payload.pop("fallbacks", ())
    assert isinstance(fallbacks, Iterable)
    return Claimed(
        id=row.id,
        workspace_id=row.workspace_id,
        team_id=team_id,
        kind=row.kind,
        method=row.method,
        payload=payload,
        fallbacks=tuple(fallbacks),
        token=row.token,
        lease_until=lease_until,
        attempts=row.attempts,
        maybe_since=row.maybe_since,
        expires_at=row.expires_at,
    )


def _kept(session: Session, record: Record) -> bool:
    claim = record.claim
    ours = tables.Delivery.id == claim.id
    change = update(tables.Delivery).values(token=None, **record.fields)
    change = change.execution_options(synchronize_session=False)
    result = session.execute(change.where(ours, tables.Delivery.token == claim.token))
    if rowcount(result) or not record.arrived:
        return bool(rowcount(result))
    if rowcount(session.execute(change.where(ours, tables.Delivery.state != SENT))):
        return True
    there = select(tables.Delivery.channel, tables.Delivery.ts).where(ours)
    channel, ts = record.fields["channel"], record.fields["ts"]
    if session.execute(there).one() == (channel, ts):
        return True
    withdrawal = {
        "workspace_id": claim.workspace_id,
        "kind": "withdrawal",
        "recipient": channel,
        "period": ts,
        "method": "chat.delete",
        "payload": {"channel": channel, "ts": ts},
        "not_before": record.fields["sent_at"],
    }
    session.execute(insert(tables.Delivery).values(withdrawal))
    return False
