"""Handovers: proposals of who takes on what somebody looked after, settled once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, select

from storage import tables
from storage.noun import Noun
from upkeep.handover import State


@dataclass(frozen=True, slots=True)
class Handover:
    """What somebody looks after, and who is to take it on.

    Attributes:
        by: who asked for it; None: Slack said that the member was deactivated.
        contacts: the new owner of each contact, by contact id.
        accounts: the same for the accounts themselves and what was promised there.
        told: Slack ids of those who have the proposal in a message.
    """

    id: int
    from_id: int
    by: int | None
    state: State
    contacts: Mapping[int, int] = field(default_factory=dict)
    accounts: Mapping[int, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()


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
    }


class Handovers(Noun):
    """The questions and changes of handovers."""

    def get(self, handover_id: int) -> Handover:
        """The handover with an id.

        Raises:
            Refusal: `gone`.
        """
        return handover(self.row(tables.Handover, handover_id))

    def propose(self, from_id: int, by: int | None, at: datetime, request: str) -> Handover:
        """A new proposal without a plan; a second time for a request the first."""
        row = self.session.scalar(select(tables.Handover).where(tables.Handover.request == request))
        if row is None:
            row = tables.Handover(from_id=from_id, by=by, at=at, request=request)
            row.plan, row.state = {"contacts": {}, "accounts": {}, "told": []}, State.PROPOSED
            self.session.add(row)
            self.session.flush()
        return handover(row)

    def plan(self, planned: Handover) -> None:
        """Keep who takes on what, and who was told."""
        self.change_row(self.row(tables.Handover, planned.id), {"plan": _plan(planned)})

    def settle(self, handover_id: int, state: State, by: int | None, at: datetime) -> Handover:
        """It is done, or void."""
        row = self.row(tables.Handover, handover_id)
        self.change_row(row, {"state": state, "settled_by": by, "settled_at": at})
        return handover(row)

    def waiting(self, from_id: int) -> list[Handover]:
        """The proposals about a member that nobody has settled."""
        return self._where(
            tables.Handover.from_id == from_id, tables.Handover.state == State.PROPOSED
        )

    def _where(self, *those: ColumnElement[bool]) -> list[Handover]:
        rows = self.session.scalars(
            select(tables.Handover).where(*those).order_by(tables.Handover.id)
        )
        return [handover(row) for row in rows]
