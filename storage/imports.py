"""Imports: sheets on their way in, page by page, and what each page has changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select

from storage import tables
from storage.noun import Noun
from storage.scope import Scope
from upkeep.errors import Refusal

#: Its file is still to be read; it waits to be confirmed; it is being kept, or taken back; it was.
COMING, SHOWN, WORKING, DONE = "coming", "shown", "working", "done"
UNDOING, UNDONE, DROPPED = "undoing", "undone", "dropped"
#: A list that is owed to somebody, and one that was sent.
LEAVING, GIVEN = "leaving", "given"
UNFINISHED = (WORKING, UNDOING)


@dataclass(frozen=True, slots=True)
class Import:
    """A sheet on its way in, or what became of it; `by` is None where the command line asked.

    Attributes:
        lines: how many its file has, those that are none included.
        source: what it is read from.
        told: which heading is which column, as somebody said.
        counts: how many lines made what change.
        bad: the first lines that were not kept, with why.
        twins: the first new contacts that are likely known ones.
        left: what an undo left as it was.
    """

    id: int
    name: str
    kind: str
    state: str
    by: int | None
    at: datetime
    lines: int
    source: dict[str, object]
    told: dict[str, object]
    headings: list[str]
    unused: list[str]
    counts: dict[str, int]
    bad: list[Any]
    twins: list[Any]
    left: list[Any]


OWN = tuple(Import.__dataclass_fields__)


def _import(row: tables.Import) -> Import:
    return Import(**{name: getattr(row, name) for name in OWN})


class Imports(Noun):
    """The questions and changes of imports."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        #: Whether this transaction leaves work that somebody should be told of.
        self.owed = False

    def open(self, name: str, state: str, by: int | None, at: datetime, **said: object) -> Import:
        """A new import; its pages follow."""
        self.owed = True
        row = tables.Import(name=name, state=state, by=by, at=at, **said)
        self.session.add(row)
        self.session.flush()
        return _import(row)

    def get(self, import_id: int) -> Import:
        """The import with an id.

        Raises:
            Refusal: `gone`.
        """
        return _import(self.row(tables.Import, import_id))

    def of_source(self, key: str, value: str) -> Import | None:
        """The import that was read from something: the same request, come again."""
        rows = self.session.scalars(select(tables.Import).order_by(tables.Import.id.desc()))
        return next((_import(row) for row in rows if row.source.get(key) == value), None)

    def newest(self, limit: int) -> list[Import]:
        """The last imports that were kept, the newest first."""
        return self._where(tables.Import.state.in_((DONE, *UNFINISHED)), limit=limit)

    def in_state(self, *states: str) -> list[Import]:
        """Imports in some states, the newest first."""
        return self._where(tables.Import.state.in_(states))

    def change(self, import_id: int, **fields: object) -> Import:
        """Write fields of an import.

        Raises:
            Refusal: `gone`.
        """
        row = self.row(tables.Import, import_id)
        self.owed |= fields.get("state", row.state) != row.state
        self.change_row(row, fields)
        return _import(row)

    def put(self, import_id: int, pages: Iterable[tuple[int, Sequence[object]]]) -> None:
        """Lay down pages of lines, each with its number."""
        self.session.add_all(
            tables.ImportPage(import_id=import_id, number=number, lines=list(lines))
            for number, lines in pages
        )
        self.session.flush()

    def page(self, import_id: int, after: int) -> tuple[int, list[Any]] | None:
        """The first page of lines after a number, with its own."""
        row = self.session.scalar(
            self._pages(import_id)
            .where(tables.ImportPage.number > after)
            .order_by(tables.ImportPage.number)
        )
        return None if row is None else (row.number, row.lines)

    def next_page(self, import_id: int) -> tuple[int, list[Any]] | None:
        """The first page that is still to be kept."""
        row = self.session.scalar(
            self._pages(import_id)
            .where(tables.ImportPage.kept.is_(False))
            .order_by(tables.ImportPage.number)
        )
        return None if row is None else (row.number, row.lines)

    def kept(self, import_id: int, number: int, traces: Sequence[object]) -> None:
        """A page was kept, and left these traces; its lines are not needed any more.

        Raises:
            Refusal: `gone`, where there is no such page.
        """
        row = self.session.scalar(self._pages(import_id).where(tables.ImportPage.number == number))
        if row is None:
            raise Refusal("gone", noun="import_pages", id=import_id)
        self.change_row(row, {"kept": True, "lines": [], "traces": list(traces)})

    def kept_pages(self, import_id: int) -> int:
        """How many pages were kept."""
        return self._count(import_id, tables.ImportPage.kept.is_(True))

    def pages(self, import_id: int) -> int:
        """How many pages there are."""
        return self._count(import_id)

    def last_traces(self, import_id: int) -> tuple[int, list[Any]] | None:
        """The traces of the last page that was kept and not taken back, with its number."""
        row = self.session.scalar(
            self._pages(import_id)
            .where(tables.ImportPage.kept.is_(True))
            .order_by(tables.ImportPage.number.desc())
        )
        return None if row is None else (row.number, row.traces)

    def forget_page(self, import_id: int, number: int) -> None:
        """A page was taken back, or is not wanted."""
        self._delete(
            (tables.ImportPage.import_id == import_id) & (tables.ImportPage.number == number)
        )

    def forget_pages(self, import_ids: Sequence[int]) -> None:
        """Nobody can take these imports back any more, or wants to keep them."""
        self._delete(tables.ImportPage.import_id.in_(import_ids))

    def older(self, before: datetime) -> list[int]:
        """Imports of which pages are stored that began before an instant."""
        return list(
            self.session.scalars(
                select(tables.Import.id).where(
                    tables.Import.at < before,
                    tables.Import.state.not_in(UNFINISHED),
                    tables.Import.id.in_(select(tables.ImportPage.import_id)),
                )
            )
        )

    def _pages(self, import_id: int) -> Select[tables.ImportPage]:
        return select(tables.ImportPage).where(tables.ImportPage.import_id == import_id).limit(1)

    def _count(self, import_id: int, *those: ColumnElement[bool]) -> int:
        counted = select(func.count(tables.ImportPage.id))
        return (
            self.session.scalar(counted.where(tables.ImportPage.import_id == import_id, *those))
            or 0
        )

    def _delete(self, those: ColumnElement[bool]) -> None:
        self.session.execute(
            delete(tables.ImportPage).where(those).execution_options(synchronize_session=False)
        )

    def _where(self, *those: ColumnElement[bool], limit: int | None = None) -> list[Import]:
        rows = self.session.scalars(
            select(tables.Import).where(*those).order_by(tables.Import.id.desc()).limit(limit)
        )
        return [_import(row) for row in rows]
