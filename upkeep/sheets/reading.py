"""Reading a whole sheet at once: its lines as records, and those that are none."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from types import MappingProxyType

from upkeep.errors import Refusal
from upkeep.sheets.forms import layout, line, picked
from upkeep.sheets.lines import Kind, Line
from upkeep.sheets.rows import Row, Rows

NOTHING: Mapping[str, str] = MappingProxyType({})
#: Rows above the headings in which a list may be named, and when and by whom it was made.
MOST_TITLES = 10


_COPYRIGHT = re.compile(r"Copyright (?:\(c\)|©).*salesforce", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that was not kept: its number in the file, counted from 1, and why."""

    number: int
    why: Refusal


@dataclass(frozen=True, slots=True)
class Twin:
    """A new contact that is likely one we have: the number of its line, and who it may be."""

    number: int
    name: str
    like: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as read.

    Attributes:
        lines: each record with the number of its line.
        unknown: headings nobody reads; their columns were passed over.
    """

    kind: Kind
    lines: tuple[tuple[int, Line], ...]
    bad: tuple[Bad, ...] = ()
    unknown: tuple[str, ...] = ()


def begun(
    rows: Iterator[tuple[int, Row]], told: Mapping[str, str], account: str = ""
) -> tuple[list[str], Iterator[tuple[int, Row]]]:
    """Take the headings off some rows; titles that stand above them in one cell are passed over.

    `account` is the customer of lines that name none.

    Raises:
        Refusal: `sheet.empty`; `sheet.quote`: they cannot be told from what follows.
    """
    top = list(islice(rows, MOST_TITLES))
    if not top:
        raise Refusal("sheet.empty")
    first = next((at for at, (_, row) in enumerate(top) if not _alone(row)), 0)
    # A title may be a word that is a heading elsewhere, as “Customer”.
    known = (at for at in (first, *range(first)) if _is_known(top[at][1], told, account))
    place = next(known, first)
    named = top[place][1]
    if isinstance(named, Refusal):
        raise Refusal("sheet.quote") from named
    return named, _body(chain(top[place + 1 :], rows))


def _body(rows: Iterable[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    """The rows without what Salesforce writes below a report: its name, and whose it is."""
    held: list[tuple[int, Row]] = []
    for number, row in rows:
        alone = _alone(row)
        if _COPYRIGHT.match(alone):
            return
        yield from held
        held = [(number, row)] if alone else []
        if not alone:
            yield number, row
    yield from held


def _alone(row: Row) -> str:
    """What a row says in its only cell; empty where it has none, or more."""
    said = [] if isinstance(row, Refusal) else list(filter(None, map(str.strip, row)))
    return said[0] if len(said) == 1 else ""


def _is_known(row: Row, told: Mapping[str, str], account: str) -> bool:
    try:
        return not isinstance(row, Refusal) and bool(layout(row, told, account))
    except Refusal:
        return False


def read(rows: Rows, told: Mapping[str, str] = NOTHING) -> Sheet:
    """The sheet in some rows, the headings first but for titles above them.

    Args:
        rows: the rows with the numbers of their lines.
        told: which heading is which column, where the table of headings does not know.

    Raises:
        Refusal: `sheet.empty`, `sheet.quote`, or `sheet.headings` where they belong to no kind of
            sheet.
    """
    headings, rest = begun(iter(rows), told)
    plan = layout(headings, told)
    lines: list[tuple[int, Line]] = []
    bad: list[Bad] = []
    for number, row in rest:
        try:
            lines.append((number, line(plan.kind, picked(plan, row))))
        except Refusal as why:
            bad.append(Bad(number, why))
    return Sheet(plan.kind, tuple(lines), tuple(bad), plan.unused)
