"""The rows of a text: cells between commas, semicolons or tabs, some in quotation marks."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from upkeep.errors import Refusal

#: A row, or why it is none.
Row: TypeAlias = list[str] | Refusal
#: Rows, each with the number of the line it begins on, counted from 1.
Rows: TypeAlias = Iterable[tuple[int, Row]]

SEPARATORS = (",", ";", "\t")
#: Lines that one cell may run over; a quotation mark open for longer was never meant to be one.
MOST_LINES = 200
#: What `csv` says of a quotation mark that is open at the end.
_OPEN = "unexpected end of data"


def of_text(lines: Iterable[str]) -> Iterator[tuple[int, Row]]:
    """The rows that are not empty, from a text's lines with their ends.

    A quotation mark that is never closed costs its own line, not all that follow it.
    """
    coming, read, number = iter(lines), deque[str](), 1
    separator = ""
    while read or (line := next(coming, None)) is not None:
        if not read:
            assert line is not None
            read.append(line)
        if not separator:
            if not read[0].strip("\ufeff \t\r\n"):
                read.popleft()
                number += 1
                continue
            read[0] = read[0].removeprefix("\ufeff")
            if declared := _declared(read[0]):
                separator = declared
                read.popleft()
                number += 1
                continue
            separator = _separator(read[0])
        taken, row = _first(read, coming, separator or SEPARATORS[0])
        for _ in range(taken):
            read.popleft()
        if isinstance(row, Refusal) or any(cell.strip() for cell in row):
            yield number, row
        number += taken


def _declared(line: str) -> str:
    """The separator that Excel writes on a line of its own: `sep=;`."""
    told = line.strip().strip('"')
    return told[4:] if told[:4].casefold() == "sep=" and told[4:] in SEPARATORS else ""


def _separator(headings: str) -> str:
    """What stands most between the cells of a line; none where there is one cell, as a title."""
    outside = "".join(headings.split('"')[::2])
    best = max(SEPARATORS, key=outside.count)
    return best if best in outside else ""


def _first(read: deque[str], coming: Iterator[str], separator: str) -> tuple[int, Row]:
    """The first row of some lines, and over how many it runs; more are fetched as it needs them."""
    taken = 1
    while True:
        some = [read[at] for at in range(taken)]
        try:
            row = next(csv.reader(some, delimiter=separator, skipinitialspace=True, strict=True))
        except csv.Error as wrong:
            if str(wrong) != _OPEN or taken == MOST_LINES:
                break
        else:
            return taken, row
        if len(read) == taken:
            line = next(coming, None)
            if line is None:
                break
            read.append(line)
        taken += 1
    return 1, Refusal("line.quote")
