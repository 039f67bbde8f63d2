"""One workspace's view of the database: every question and every new row is bound to it."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from sqlalchemy import Executable, event, select
from sqlalchemy.orm import (
    LoaderCriteriaOption,
    ORMExecuteState,
    Session,
    UOWTransaction,
    with_loader_criteria,
)

from storage import base, tables
from upkeep import policy as policies
from upkeep.policy import Policy


@dataclass
class Scope:
    """A session in which nothing of another workspace can be seen or written."""

    session: Session
    workspace_id: int
    defaults: Policy

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.session.get_bind().dialect.name

    @cached_property
    def policy(self) -> Policy:
        """The policy in force, read once in a transaction."""
        stored = {row.key: row.new for row in self.session.scalars(_CHANGES)}
        return policies.changed(self.defaults, stored)  # type: ignore[arg-type]  # JSON of CHANGEABLE

    def forget_policy(self) -> None:
        """The policy was changed: read it anew."""
        self.__dict__.pop("policy", None)


_CHANGES = select(tables.PolicyChange).order_by(tables.PolicyChange.id)
#: What is asked again and again is bound to its workspace once. Others vanish with who has asked.
_BOUND = WeakKeyDictionary[Executable, dict[int, Executable]]()


def _bound(statement: Executable, workspace_id: int) -> Executable:
    bound = _BOUND.setdefault(statement, {})
    if workspace_id not in bound:
        bound[workspace_id] = statement.options(_of(workspace_id))
    return bound[workspace_id]


@lru_cache(maxsize=64)
def _of(workspace_id: int) -> LoaderCriteriaOption:
    """What keeps a question to one workspace; to make it anew for each costs as much as asking."""
    return with_loader_criteria(
        base.Scoped, lambda table: table.workspace_id == workspace_id, include_aliases=True
    )


def scoped(session: Session, workspace_id: int, defaults: Policy) -> Scope:
    """Bind a fresh session to a workspace, by construction."""

    @event.listens_for(session, "do_orm_execute")
    def _only_ours(state: ORMExecuteState) -> None:
        state.statement = _bound(state.statement, workspace_id)

    @event.listens_for(session, "before_flush")
    def _as_ours(flushing: Session, _: UOWTransaction, __: object) -> None:
        for row in flushing.new:
            if isinstance(row, base.Scoped):
                row.workspace_id = workspace_id

    return Scope(session, workspace_id, defaults)
