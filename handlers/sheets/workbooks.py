"""Workbooks of spreadsheet programs (XLSX): the first sheet with anything in it, and new ones."""

import io
import warnings
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from upkeep.errors import Refusal
from upkeep.sheets import Row
from upkeep.sheets.cells import FORMULAS

#: A workbook that unpacks to more is meant to do harm.
MOST_UNPACKED = 1024 * 1024 * 1024
#: What reading a workbook may fail with: it is another program's file.
_BROKEN = (
    BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, EOFError,
    OSError, NotImplementedError, RuntimeError, zlib.error,
)  # fmt: skip


def rows(content: bytes) -> Iterator[tuple[int, Row]]:
    """The rows that are not empty of the first sheet that has any, as texts.

    Raises:
        Refusal: `file.broken`: it is no workbook, or cannot be read; `file.large`.
    """
    try:
        yield from _rows(content)
    except _BROKEN as wrong:
        raise Refusal("file.broken") from wrong


def _rows(content: bytes) -> Iterator[tuple[int, Row]]:
    with ZipFile(io.BytesIO(content)) as packed:
        if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
            raise Refusal("file.large", most=MOST_UNPACKED // 1024 // 1024)
    from openpyxl import load_workbook  # noqa: PLC0415 — 13 MB for who takes in a workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of colours and the like, which nobody reads here
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what some programs say of them is wrong
            found = False
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                texts = [_text(value) for value in row]
                if any(texts):
                    found = True
                    yield number, texts
            if found:
                return
    finally:
        book.close()


def _text(value: object) -> str:
    """A cell's value as it would be typed into a text."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
        case _:
            return str(value).strip()


def write(file: BinaryIO, title: str, table: Iterable[Sequence[str]]) -> None:
    """A workbook of one sheet; every cell is text, so that none is run as a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 — see `_rows`

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in table:
        sheet.append([_cell(sheet, text) for text in row])
    book.save(file)


def _cell(sheet: object, text: str) -> object:
    """A cell; marked as typed with an apostrophe before it, where it begins like a formula."""
    if not text.startswith(FORMULAS):
        return text or None
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 — see `_rows`

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
