"""What an imported sheet says: rows of CSV become records, and each bad line is told apart.

A sheet is known by its headings, in any case and order. An empty cell says nothing: what is
stored stays as it is. A line that cannot be read is reported with its number, the rest is kept.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from types import MappingProxyType
from typing import TypeAlias

from upkeep import cells
from upkeep.accounts import Level
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.visits import Channel


class Kind(StrEnum):
    """What the lines of a sheet are about."""

    ACCOUNTS = "accounts"
    CONTACTS = "contacts"
    MEMBERS = "members"
    TEAMS = "teams"
    VISITS = "visits"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A customer. None and empty: not said."""

    account: str
    aliases: tuple[str, ...] = ()
    contract: bool | None = None
    owner_email: str | None = None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A person at a customer. None and empty: not said."""

    name: str
    account: str
    title: str | None = None
    level: Level | None = None
    phone: str | None = None
    email: str | None = None
    aliases: tuple[str, ...] = ()
    owner_email: str | None = None
    department: str | None = None
    weight: int | None = None
    cadence: int | None = None
    pronunciation: str | None = None
    last_visit: date | None = None
    last_channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A person of ours; `manager` is an e-mail address. None: not said."""

    email: str
    name: str | None = None
    team: str | None = None
    role: Role | None = None
    function: str | None = None
    manager: str | None = None
    work_days: frozenset[int] | None = None
    country: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team of ours. None: not said."""

    team: str
    parent: str | None = None
    channel: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit of the past; `member_email` are all of ours who were there."""

    date: date
    contact: tuple[str, ...]
    account: str
    member_email: tuple[str, ...]
    channel: Channel | None = None
    note: str | None = None


Line: TypeAlias = AccountLine | ContactLine | MemberLine | TeamLine | VisitLine
Read: TypeAlias = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Form:
    """What a kind of sheet looks like: the headings it is known by, and who reads each column."""

    kind: Kind
    line: type[Line]
    needs: tuple[str, ...]
    columns: Mapping[str, Read]


#: Tried in this order: each form's needed headings tell it from all that come after it.
FORMS: tuple[Form, ...] = (
    Form(
        Kind.VISITS,
        VisitLine,
        needs=("date", "contact", "account", "member_email"),
        columns=MappingProxyType(
            {
                "date": cells.day,
                "contact": cells.several,
                "account": cells.name,
                "member_email": cells.emails,
                "channel": cells.channel,
                "note": cells.text,
            }
        ),
    ),
    Form(
        Kind.CONTACTS,
        ContactLine,
        needs=("name", "account"),
        columns=MappingProxyType(
            {
                "name": cells.name,
                "account": cells.name,
                "title": cells.name,
                "level": cells.level,
                "phone": cells.name,
                "email": cells.email,
                "aliases": cells.several,
                "owner_email": cells.email,
                "department": cells.name,
                "weight": cells.weight,
                "cadence": cells.cadence,
                "pronunciation": cells.name,
                "last_visit": cells.day,
                "last_channel": cells.channel,
            }
        ),
    ),
    Form(
        Kind.ACCOUNTS,
        AccountLine,
        needs=("account",),
        columns=MappingProxyType(
            {
                "account": cells.name,
                "aliases": cells.several,
                "contract": cells.yes_or_no,
                "owner_email": cells.email,
            }
        ),
    ),
    Form(
        Kind.MEMBERS,
        MemberLine,
        needs=("email",),
        columns=MappingProxyType(
            {
                "email": cells.email,
                "name": cells.name,
                "team": cells.name,
                "role": cells.role,
                "function": cells.name,
                "manager": cells.email,
                "work_days": cells.work_days,
                "country": cells.country,
                "zone": cells.zone,
            }
        ),
    ),
    Form(
        Kind.TEAMS,
        TeamLine,
        needs=("team",),
        columns=MappingProxyType(
            {
                "team": cells.name,
                "parent": cells.name,
                "channel": cells.slack_channel,
                "zone": cells.zone,
            }
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that was not kept: its number in the file, counted from 1, and why."""

    number: int
    why: Refusal


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


def read(text: str) -> Sheet:
    """The sheet in a CSV text; commas, semicolons or tabs between the cells.

    Raises:
        Refusal: `sheet.empty`, or `sheet.headings` where they belong to no kind of sheet.
    """
    rows = _rows(text.removeprefix("\ufeff"))
    _, headings = next(rows, (0, []))
    if isinstance(headings, Refusal):
        raise Refusal("sheet.headings", found="") from headings
    if not headings:
        raise Refusal("sheet.empty")
    words = [_word(heading) for heading in headings]
    form = _form(words)
    lines: list[tuple[int, Line]] = []
    bad: list[Bad] = []
    for number, row in rows:
        try:
            lines.append((number, _line(form, words, row)))
        except Refusal as why:
            bad.append(Bad(number, why))
    unknown = tuple(
        heading
        for heading, word in zip(headings, words, strict=True)
        if word not in form.columns and heading.strip()
    )
    return Sheet(form.kind, tuple(lines), tuple(bad), unknown)


def _word(heading: str) -> str:
    return re.sub(r"[\s_-]+", "_", heading.strip().casefold())


def _form(words: Iterable[str]) -> Form:
    there = set(words)
    for form in FORMS:
        if there.issuperset(form.needs):
            return form
    raise Refusal("sheet.headings", found=", ".join(sorted(filter(None, there))))


def _rows(text: str) -> Iterator[tuple[int, list[str] | Refusal]]:
    """The rows that are not empty, each with the number of the line it begins on.

    A quotation mark that is never closed costs its own line, not all that follow it.
    """
    lines = list(io.StringIO(text, newline=""))
    first = next((line for line in lines if line.strip()), "")
    between = max((",", ";", "\t"), key=first.count)
    done = 0
    while done < len(lines):
        begins = done
        reader = csv.reader(
            islice(lines, done, None), delimiter=between, skipinitialspace=True, strict=True
        )
        try:
            for row in reader:
                if any(cell.strip() for cell in row):
                    yield begins + 1, row
                begins = done + reader.line_num
            done = begins
        except csv.Error:
            yield begins + 1, Refusal("line.quote")
            done = begins + 1


def _line(form: Form, words: list[str], row: list[str] | Refusal) -> Line:
    """One row as a record.

    Raises:
        Refusal: a needed cell is empty, a cell cannot be read, or there are more than headings.
    """
    if isinstance(row, Refusal):
        raise row
    if any(cell.strip() for cell in islice(row, len(words), None)):
        raise Refusal("line.long", headings=len(words), cells=len(row))
    values: dict[str, object] = {}
    for word, cell in zip(words, row, strict=False):
        if word in form.columns and cell.strip():
            values[word] = _read(form.columns[word], word, cell.strip())
    missing = [need for need in form.needs if not values.get(need)]
    if missing:
        raise Refusal("line.missing", column=missing[0])
    return form.line(**values)  # type: ignore[arg-type]  # FORMS pairs columns and fields


def _read(reader: Read, column: str, cell: str) -> object:
    try:
        return reader(cell)
    except Refusal as why:
        raise Refusal(why.code, column=column, **why.values) from why


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or in a rehearsal would do.

    Attributes:
        bad: the lines that were not kept, in the order of the file.
        rehearsal: nothing was kept.
    """

    kind: Kind
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    bad: tuple[Bad, ...] = ()
    unknown: tuple[str, ...] = ()
    rehearsal: bool = False
