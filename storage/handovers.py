"""Handovers: proposals of who takes on what somebody looked after, settled once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, select

from storage import tables
from storage.noun import Noun
from storage.scope import Scope
from storage.traces import Trace
from upkeep.handover import State

#: What is left to be done about a handover without anybody's pressing anything.
UNFINISHED = (State.WAITING, State.MOVING, State.RETURNING)


@dataclass(frozen=True, slots=True)
class Handover:
    """What somebody looks after, and who is to take it on.

    Attributes:
        by: who asked for it; None: Slack said that the member was deactivated.
        contacts: the new owner of each contact, by contact id.
        accounts: the same for the accounts themselves and what was promised there.
        told: Slack ids of those who have the proposal in a message.
        to_move: accounts that have still to go over, while it is under way.
        settled_by: who confirmed it, left it as it was, or took it back.
        settled_at: and when.
        traces: what has gone over, so that exactly that can go back.
        stayed: names of what was changed since, and stayed where it was when the rest went back.
        returned: how many times it was taken back.
    """

    id: int
    from_id: int
    by: int | None
    state: State
    contacts: Mapping[int, int] = field(default_factory=dict)
    accounts: Mapping[int, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    to_move: tuple[int, ...] = ()
    settled_by: int | None = None
    settled_at: datetime | None = None
    traces: tuple[Trace, ...] = ()
    stayed: tuple[str, ...] = ()
    returned: int = 0


def handover(row: tables.Handover) -> Handover:
    """The handover in a row."""
    plan = row.plan
    return Handover(
        row.id,
        row.from_id,
        row.by,
        row.state,
        _numbers(plan["contacts"]),
        _numbers(plan["accounts"]),
        tuple(map(str, plan["told"])),  # type: ignore[call-overload]  # JSON of `_plan`
        tuple(map(int, plan["to_move"])),  # type: ignore[call-overload]  # the same
        row.settled_by,
        row.settled_at,
        tuple(map(list, plan.get("traces", ()))),  # type: ignore[call-overload]  # the same
        tuple(map(str, plan.get("stayed", ()))),  # type: ignore[call-overload]  # the same
        int(plan.get("returned", 0)),  # type: ignore[call-overload]  # the same
    )


def _numbers(plain: object) -> dict[int, int]:
    """JSON has no numbers for keys."""
    assert isinstance(plain, dict)
    return {int(key): int(value) for key, value in plain.items()}


def _plan(one: Handover) -> dict[str, object]:
    return {
        "contacts": {str(key): value for key, value in one.contacts.items()},
        "accounts": {str(key): value for key, value in one.accounts.items()},
        "told": list(one.told),
        "to_move": list(one.to_move),
        "traces": list(one.traces),
        "stayed": list(one.stayed),
        "returned": one.returned,
    }


class Handovers(Noun):
    """The questions and changes of handovers."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        #: Whether this transaction leaves work that somebody should be told of.
        self.owed = False

    def get(self, handover_id: int) -> Handover:
        """The handover with an id.

        Raises:
            Refusal: `gone`.
        """
        return handover(self.row(tables.Handover, handover_id))

    def propose(
        self,
        from_id: int,
        by: int | None,
        at: datetime,
        request: str,
        state: State = State.PROPOSED,
    ) -> Handover:
        """A new proposal without a plan; a second time for a request the first."""
        row = self.session.scalar(select(tables.Handover).where(tables.Handover.request == request))
        if row is None:
            row = tables.Handover(from_id=from_id, by=by, at=at, request=request, state=state)
            row.plan = {"contacts": {}, "accounts": {}, "told": [], "to_move": []}
            self.session.add(row)
            self.session.flush()
            self.owed |= state in UNFINISHED
        return handover(row)

    def plan(self, planned: Handover) -> None:
        """Keep who takes on what, who was told, and how far it has come."""
        row = self.row(tables.Handover, planned.id)
        self.change_row(row, {"plan": _plan(planned), "state": planned.state})

    def settle(self, handover_id: int, state: State, by: int | None, at: datetime) -> Handover:
        """It is confirmed, done, or void."""
        row = self.row(tables.Handover, handover_id)
        self.change_row(row, {"state": state, "settled_by": by, "settled_at": at})
        self.owed |= state in UNFINISHED
        return handover(row)

    def open_of(self, from_id: int) -> list[Handover]:
        """The proposals about a member that nobody has settled."""
        return self._where(
            tables.Handover.from_id == from_id,
            tables.Handover.state.in_((State.WAITING, State.PROPOSED)),
        )

    def in_state(self, *states: State) -> list[Handover]:
        """Handovers in some states, the oldest first."""
        return self._where(tables.Handover.state.in_(states))

    def _where(self, *those: ColumnElement[bool]) -> list[Handover]:
        rows = self.session.scalars(
            select(tables.Handover).where(*those).order_by(tables.Handover.id)
        )
        return [handover(row) for row in rows]
