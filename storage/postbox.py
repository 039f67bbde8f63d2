"""The post box: what all workspaces are owed, claimed with a token and a lease.

Each verb is one short transaction, committed before anything is sent. An update by token that
matches no row means somebody else took over, or a newer state is owed instead.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Engine, Select, func, or_, select, text, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage import tables
from storage.deliveries import FAILED, PENDING, SENDING, SENT, Claimed
from storage.engine import reading, rowcount

POST = "chat.postMessage"
#: A workspace's id, and a method or a channel in it.
Gate = tuple[int, str]
#: Word for word the condition of the index over what is owed: with bound values it is not used.
OWED = text("deliveries.state IN ('pending', 'sending')")
#: Slack knows the workspace, and has not removed the app from it.
REACHABLE = tables.Workspace.gone_at.is_(None) & tables.Workspace.team_id.is_not(None)


class PostBox:
    """The deliveries of all workspaces, as the post room sees them."""

    def __init__(self, engine: Engine) -> None:
        self._box = engine
        self._reading = reading(engine)

    def claim(
        self,
        now: datetime,
        *,
        limit: int,
        lease: timedelta,
        settled: timedelta,
        channel_seconds: float,
    ) -> list[Claimed]:
        """Take up to `limit` messages that may be sent now: ours alone until the lease ends.

        What a gate holds back (a workspace's method, a channel) is put off until the gate opens; a
        channel gets one message at a time, `channel_seconds` apart. A post that may have arrived,
        because its outcome is unknown or its sender vanished, is put off until it has `settled`.
        """
        with Session(self._box, expire_on_commit=False) as session, session.begin():
            rows = session.execute(self._due(now, limit * 4)).all()
            shut = self._shut(session, now, [row for row, _ in rows])
            claims: list[Claimed] = []
            for row, team_id in rows:
                if len(claims) == limit:
                    break
                assert team_id is not None
                _suspect(row, lease)
                if until := _held(row, shut, now, settled):
                    row.state, row.token, row.not_before = PENDING, None, until
                    continue
                claims.append(_claimed(row, team_id, now + lease))
                if _is_post(row) and channel_seconds:
                    gate = _channel(row)
                    shut[gate] = now + timedelta(seconds=channel_seconds)
                    self._close(session, gate, shut[gate])
        return claims

    def _due(self, now: datetime, limit: int) -> Select[tables.Delivery, str | None]:
        asked = (
            select(tables.Delivery, tables.Workspace.team_id)
            .join(tables.Workspace, tables.Workspace.id == tables.Delivery.workspace_id)
            .where(
                OWED,
                REACHABLE,
                or_(
                    (tables.Delivery.state == PENDING) & (tables.Delivery.not_before <= now),
                    (tables.Delivery.state == SENDING) & (tables.Delivery.lease_until <= now),
                ),
            )
            .order_by(tables.Delivery.not_before, tables.Delivery.id)
            .limit(limit)
        )
        return asked.with_for_update(skip_locked=True, of=tables.Delivery)

    def _shut(
        self, session: Session, now: datetime, rows: Iterable[tables.Delivery]
    ) -> dict[Gate, datetime]:
        """The gates that are shut, and until when; those of the rows' channels are ours to shut.

        Several that claim at once take turns at a channel, in the order of its key, so that none
        waits for another that waits for it. On SQLite there is only one.
        """
        channels = sorted({_channel(row) for row in rows if _is_post(row)})
        if channels and self._box.dialect.name == "postgresql":
            new = [{"workspace_id": one, "key": key, "until": now} for one, key in channels]
            session.execute(postgresql.insert(tables.Gate).values(new).on_conflict_do_nothing())
            named = (tables.Gate.workspace_id, tables.Gate.key)
            those = select(*named).where(tuple_(*named).in_(channels))
            session.execute(those.order_by(*named).with_for_update()).all()
        shut = session.scalars(select(tables.Gate).where(tables.Gate.until > now))
        return {(one.workspace_id, one.key): one.until for one in shut}

    def _close(self, session: Session, gate: Gate, until: datetime) -> None:
        insert = sqlite.insert if self._box.dialect.name == "sqlite" else postgresql.insert
        session.execute(
            insert(tables.Gate)
            .values(workspace_id=gate[0], key=gate[1], until=until)
            .on_conflict_do_update(index_elements=["workspace_id", "key"], set_={"until": until})
        )

    def pause(self, claim: Claimed, until: datetime) -> None:
        """Leave this method of this workspace alone until an instant, as Slack asked."""
        with Session(self._box) as session, session.begin():
            self._close(session, (claim.workspace_id, claim.method), until)

    def maybe(self, claim: Claimed, since: datetime) -> bool:
        """An attempt that began at `since` may have arrived; False: somebody else took over."""
        first = min(since, claim.maybe_since or since)
        return self._record(claim, maybe_since=first, maybe_until=since)

    def sent(self, claim: Claimed, channel: str, ts: str, at: datetime) -> bool:
        """It arrived; False: somebody else took over."""
        return self._record(
            claim, state=SENT, channel=channel, ts=ts, sent_at=at, token=None, error=None
        )

    def later(self, claim: Claimed, not_before: datetime, *, count: bool) -> bool:
        """Try again at an instant; `count` false: this was no attempt."""
        attempts = claim.attempts - (not count)
        return self._record(
            claim, state=PENDING, not_before=not_before, attempts=attempts, token=None
        )

    def plainer(self, claim: Claimed, at: datetime) -> bool:
        """Slack would not paint it: try again with the next plainer blocks."""
        payload = claim.payload | {
            "blocks": claim.fallbacks[0],
            "fallbacks": list(claim.fallbacks[1:]),
        }
        return self._record(claim, state=PENDING, not_before=at, payload=payload, token=None)

    def failed(self, claim: Claimed, reason: str, at: datetime) -> bool:
        """Never try again."""
        return self._record(claim, state=FAILED, error=reason, sent_at=at, token=None)

    def _record(self, claim: Claimed, **fields: object) -> bool:
        with Session(self._box) as session, session.begin():
            result = session.execute(
                update(tables.Delivery)
                .where(tables.Delivery.id == claim.id, tables.Delivery.token == claim.token)
                .values(**fields)
                .execution_options(synchronize_session=False)
            )
            return rowcount(result) == 1

    def next_not_before(self) -> datetime | None:
        """When the next message may be sent, or a lease ends; None: nothing is owed."""
        with Session(self._reading) as session:
            due = [session.scalar(asked) for asked in self._owed()]
        return min((one for one in due if one is not None), default=None)

    def _owed(self) -> list[Select[datetime | None]]:
        return [
            select(func.min(at))
            .join(tables.Workspace, tables.Workspace.id == tables.Delivery.workspace_id)
            .where(OWED, REACHABLE, tables.Delivery.state == state)
            for state, at in (
                (PENDING, tables.Delivery.not_before),
                (SENDING, tables.Delivery.lease_until),
            )
        ]

    def delivery_counts(self) -> dict[str, int]:
        """How many deliveries of all workspaces are in each state."""
        with Session(self._reading) as session:
            rows = session.execute(
                select(tables.Delivery.state, func.count(tables.Delivery.id)).group_by(
                    tables.Delivery.state
                )
            )
            return {row[0]: row[1] for row in rows}


def _is_post(row: tables.Delivery) -> bool:
    return row.method == POST


def _channel(row: tables.Delivery) -> Gate:
    return row.workspace_id, f"to:{row.recipient}"


def _suspect(row: tables.Delivery, lease: timedelta) -> None:
    """A sender that vanished may have posted at any time in its lease."""
    if row.state == SENDING and row.lease_until and _is_post(row):
        row.maybe_since = row.maybe_since or row.lease_until - lease
        row.maybe_until = row.lease_until


def _held(
    row: tables.Delivery, shut: dict[Gate, datetime], now: datetime, settled: timedelta
) -> datetime | None:
    """Until when a message must wait: for its workspace's method, its channel, or to settle."""
    gates = [(row.workspace_id, row.method), *([_channel(row)] if _is_post(row) else ())]
    waits = [shut[gate] for gate in gates if gate in shut]
    if row.maybe_until is not None:
        waits.append(row.maybe_until + settled)
    return max((one for one in waits if one > now), default=None)


def _claimed(row: tables.Delivery, team_id: str, lease_until: datetime) -> Claimed:
    row.state, row.token, row.lease_until = SENDING, secrets.token_hex(8), lease_until
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
    )
