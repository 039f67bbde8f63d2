"""Gates: until when a method or a place of a workspace is left alone, and whose turn is when."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage import tables
from upkeep.deliveries import LOOK_UP, POST, Pace, Terms, pace_of

#: A gate that was never shut.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
#: A workspace's id, and a method or a place in it.
Gate = tuple[int, str]


def paused(workspace_id: int, method: str) -> Gate:
    """The gate that Slack shuts by its Retry-After."""
    return workspace_id, method


def _paced(workspace_id: int, method: str) -> Gate:
    return workspace_id, f"pace:{method}"


def _place(row: tables.Delivery) -> Gate:
    return row.workspace_id, f"to:{row.recipient}"


def methods(row: tables.Delivery) -> tuple[str, ...]:
    """What has to be called for a delivery; what may have arrived is looked for first."""
    return (LOOK_UP, row.method) if row.maybe_since is not None else (row.method,)


class Gates:
    """The gates that some deliveries have to pass, read and locked for one transaction.

    Several that claim at once take turns at each gate, in the order of its key, so that none waits
    for another that waits for it. On SQLite there is only one.
    """

    def __init__(
        self, session: Session, rows: Iterable[tables.Delivery], terms: Terms, now: datetime
    ) -> None:
        self._session, self._terms, self._now = session, terms, now
        keys = {key for row in rows for key in self._keys(row)}
        self._until = _read(session, sorted(keys))
        self._moved: set[Gate] = set()

    def _keys(self, row: tables.Delivery) -> list[Gate]:
        shut = [paused(row.workspace_id, method) for method in methods(row)]
        return [*shut, *(gate for gate, _ in self._paces(row))]

    def _paces(self, row: tables.Delivery) -> list[tuple[Gate, Pace]]:
        found = [
            (_paced(row.workspace_id, method), pace)
            for method in methods(row)
            if (pace := pace_of(self._terms, method))
        ]
        if row.method == POST and self._terms.channel_seconds:
            found.append((_place(row), Pace(self._terms.channel_seconds)))
        return found

    def shut(self, row: tables.Delivery) -> datetime | None:
        """Until when Slack wants to hear nothing of the kind; None: it may go now."""
        until = (self._until.get(paused(row.workspace_id, one)) for one in methods(row))
        return max((one for one in until if one is not None and one > self._now), default=None)

    def book(self, row: tables.Delivery) -> datetime:
        """The delivery's turn: now, or when those before it have had theirs."""
        turn = self._now
        for gate, pace in self._paces(row):
            slot, self._until[gate] = pace.book(self._until.get(gate), self._now)
            self._moved.add(gate)
            turn = max(turn, slot)
        return turn

    def keep(self) -> None:
        """Write down which turns are taken."""
        close(self._session, {gate: self._until[gate] for gate in self._moved})


def close(session: Session, until: dict[Gate, datetime]) -> None:
    """Shut gates until an instant each."""
    if not until:
        return
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    new = insert(tables.Gate).values(
        [{"workspace_id": one, "key": key, "until": at} for (one, key), at in sorted(until.items())]
    )
    session.execute(
        new.on_conflict_do_update(
            index_elements=["workspace_id", "key"], set_={"until": new.excluded.until}
        )
    )


def _read(session: Session, keys: list[Gate]) -> dict[Gate, datetime]:
    asked = select(tables.Gate).where(
        tables.Gate.workspace_id.in_({one for one, _ in keys}),
        tables.Gate.key.in_({key for _, key in keys}),
    )
    if keys and session.get_bind().dialect.name == "postgresql":
        new = [{"workspace_id": one, "key": key, "until": LONG_AGO} for one, key in keys]
        session.execute(postgresql.insert(tables.Gate).values(new).on_conflict_do_nothing())
        asked = asked.order_by(tables.Gate.workspace_id, tables.Gate.key).with_for_update()
    return {(one.workspace_id, one.key): one.until for one in session.scalars(asked)}
