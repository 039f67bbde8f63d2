"""Reading a whole sheet at once: its lines as records, and those that are none."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from upkeep.errors import Refusal
from upkeep.sheets.forms import begun, line, picked
from upkeep.sheets.lines import Kind, Line
from upkeep.sheets.rows import Rows

NOTHING: Mapping[str, str] = MappingProxyType({})


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


def read(rows: Rows, told: Mapping[str, str] = NOTHING) -> Sheet:
    """The sheet in some rows, the first of which holds the headings.

    Args:
        rows: the rows with the numbers of their lines.
        told: which heading is which column, where the table of headings does not know.

    Raises:
        Refusal: `sheet.empty`, or `sheet.headings` where they belong to no kind of sheet.
    """
    rest = iter(rows)
    plan = begun(rest, told)
    lines: list[tuple[int, Line]] = []
    bad: list[Bad] = []
    for number, row in rest:
        try:
            lines.append((number, line(plan.kind, picked(plan, row))))
        except Refusal as why:
            bad.append(Bad(number, why))
    return Sheet(plan.kind, tuple(lines), tuple(bad), plan.unused)
