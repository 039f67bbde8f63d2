"""What all tables have in common: the names of constraints, and the workspace they belong to."""

from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.schema import SchemaItem


class Base(DeclarativeBase):
    """All tables, their constraints named so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def ours(table: str) -> MappedColumn[Any]:
    """A reference to a row of the same workspace, held to that by the database itself."""
    return mapped_column(info={"table": table})


class Scoped(Base):
    """A row of one workspace. A transaction sees and writes its own workspace's rows only."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))

    def __init_subclass__(cls, **options: Any) -> None:
        """Each row is known by its workspace and its id together; so is what it refers to."""
        keys: list[SchemaItem] = [UniqueConstraint("workspace_id", "id")]
        for name, column in list(vars(cls).items()):
            if isinstance(column, MappedColumn) and (table := column.column.info.get("table")):
                there = [f"{table}.id", f"{table}.workspace_id"]
                keys.append(ForeignKeyConstraint([name, "workspace_id"], there))
        cls.__table_args__ = (*getattr(cls, "__table_args__", ()), *keys)
        super().__init_subclass__(**options)
