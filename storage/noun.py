"""What every noun of a transaction starts from."""

from collections.abc import Collection
from enum import StrEnum
from functools import cache
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, bindparam, select
from sqlalchemy.orm import Session

from storage.base import Scoped
from storage.scope import Scope
from upkeep.errors import Refusal

R = TypeVar("R", bound=Scoped)


class Change(StrEnum):
    """What an upsert did."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


def among(column: SQLColumnExpression[int], ids: Collection[int]) -> ColumnElement[bool]:
    """Whether it is one of some ids, however many: written out, as drivers bind but so many."""
    return column.in_(bindparam(None, list(ids), unique=True, expanding=True, literal_execute=True))


@cache
def _of_id(table: type[R]) -> Select[R]:
    """Made once, since to make it takes longer than to ask."""
    return select(table).where(table.id == bindparam("one"))


class Noun:
    """The questions and changes of one noun, in one transaction of one workspace."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    @property
    def session(self) -> Session:
        """The transaction's session."""
        return self.scope.session

    def row(self, table: type[R], row_id: int) -> R:
        """A row of this workspace.

        Raises:
            Refusal: `gone`, where there is none: the id is old, or of another workspace.
        """
        found: R | None = self.session.scalar(_of_id(table), {"one": row_id})
        if found is None:
            raise Refusal("gone", noun=table.__tablename__, id=row_id)
        return found

    def change_row(self, row: Scoped, fields: dict[str, object]) -> bool:
        """Write fields to a row; whether anything is now different."""
        different = {key: value for key, value in fields.items() if getattr(row, key) != value}
        for key, value in different.items():
            setattr(row, key, value)
        if different:
            self.session.flush()
        return bool(different)
