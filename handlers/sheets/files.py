"""Files of every kind that people send, down to the same rows: told by their bytes, not by names.

It stands here and not among the rules because the libraries for it are not small, and not at the
front door because a file comes by two doors, the command line and Slack.
"""

import codecs
import io
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from handlers.sheets import cards, workbooks
from upkeep import sheets
from upkeep.errors import Refusal
from upkeep.sheets import Rows

#: A larger file is no list of contacts.
MOST_BYTES = 64 * 1024 * 1024
#: Bytes of the lines with foreign letters that tell an encoding.
SAMPLE = 16 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What a list is written in that is not Unicode: the Chinese encoding that holds all the older
#: ones, and the Western one that holds Latin-1.
_CHINESE, _WESTERN = "gb18030", "cp1252"
#: Foreign letters that stand together: hanzi take two bytes and more, a Western one takes one,
#: and has plain letters around it.
_FOREIGN = re.compile(rb"[\x80-\xff]+")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
#: How other kinds of document begin that are text, or nearly.
_DOCUMENTS = (b"%pdf", b"{\\rtf", b"<!doctype", b"<html", b"<?xml", b"{", b"[")
#: Control characters that stand in no text.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def rows(content: bytes) -> Rows:
    """The rows of a file's bytes, the headings first: CSV, XLSX or vCard.

    Raises:
        Refusal: `file.large`, `sheet.empty`, `file.old_excel`, `file.binary`, `file.encoding`,
            `file.broken`; some of it only once the rows are read.
    """
    if len(content) > MOST_BYTES:
        raise Refusal("file.large", most=MOST_BYTES // 1024 // 1024)
    if not content.strip():
        raise Refusal("sheet.empty")
    if content.startswith(_ZIP):
        return workbooks.rows(content)
    if content.startswith(_OLE):
        raise Refusal("file.old_excel")
    if content.lstrip().lower().startswith(_DOCUMENTS):
        raise Refusal("file.binary")
    lines = text(content)
    return cards.rows(lines) if cards.begins(content) else sheets.of_text(lines)


def text(content: bytes) -> Iterator[str]:
    """The lines of a text with their ends, whatever it was written in.

    Raises:
        Refusal: `file.binary`: it is no text; `file.encoding`: nobody can tell what it means.
    """
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding(content), newline="")


def encoding(content: bytes) -> str:
    """What a text was written in.

    A byte order mark says it; else what can be read as UTF-8 is; else it is the Chinese or the
    Western encoding, by how foreign letters stand together, if the library finds sense in that.

    Raises:
        Refusal: `file.binary`, `file.encoding`.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _sure(content, name)
    if _BINARY.search(content):
        raise Refusal("file.binary")
    try:
        return _sure(content, "utf-8")
    except Refusal:
        foreign = b"\n".join(line for line in content.splitlines() if not line.isascii())
        sample = foreign[:SAMPLE]
        best = from_bytes(sample, cp_isolation=[_likely(sample)]).best()
    if best is None:
        raise Refusal("file.encoding")
    return _sure(content, best.encoding)


def _likely(sample: bytes) -> str:
    """The Chinese encoding where most foreign bytes stand beside others, else the Western one."""
    runs = [len(run) for run in _FOREIGN.findall(sample)]
    return _CHINESE if sum(runs) > 2 * runs.count(1) else _WESTERN


def _sure(content: bytes, name: str) -> str:
    """That encoding, if all of a text can be read by it; half a text is not taken in."""
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for at in range(0, len(content), SAMPLE):
            decoder.decode(content[at : at + SAMPLE])
        decoder.decode(b"", final=True)
    except UnicodeError as wrong:
        raise Refusal("file.encoding") from wrong
    return name
