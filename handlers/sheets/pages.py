"""A file as pages of lines, and the tally of what became of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import TypeAlias

from handlers.sheets import files
from handlers.sheets.arriving import Outcome
from handlers.sheets.twice import Twice
from storage import Change, Import
from upkeep import sheets
from upkeep.errors import Refusal
from upkeep.sheets import Bad, Kind, Layout, Line, Report, Twin

#: Lines in a page: kept in a tenth of a second or so; people wait two for the database.
PAGE = 100
#: Lines that are named one by one.
MOST_NAMED = 200

Told: TypeAlias = Mapping[str, str]
NOTHING: Told = MappingProxyType({})
#: What a row says, by our columns.
Said: TypeAlias = dict[str, str]


def opened(
    content: bytes, told: Told, account: str = ""
) -> tuple[list[str], Layout, Iterator[tuple[int, sheets.Row]]]:
    """A file's headings, which column is which, and the rows after them.

    `account` is the customer of lines that name none.

    Raises:
        Refusal: the file is no list that is known.
    """
    named, rest = sheets.begun(iter(files.rows(content)), told, account)
    return named, sheets.layout(named, told, account), rest


def kind(content: bytes, told: Told = NOTHING, account: str = "") -> Kind:
    """What a file's lines are about; `account` is the customer of lines that name none.

    Raises:
        Refusal: the file is no list that is known.
    """
    return opened(content, told, account)[1].kind


def headings(content: bytes) -> list[str]:
    """The headings of a file.

    Raises:
        Refusal: it has none.
    """
    return [one.strip() for one in sheets.begun(iter(files.rows(content)), NOTHING)[0]]


def paged(
    plan: Layout, rows: Iterator[tuple[int, sheets.Row]], bad: list[Bad], account: str = ""
) -> Iterator[list[tuple[int, Said]]]:
    """What the rows say, some at a time; what says nothing is counted as bad.

    Of people whose row names no customer, `account` is the customer.
    """
    unless_said = {"account": account} if account and plan.kind in sheets.OF_PEOPLE else {}
    twice = Twice()
    while some := list(islice(rows, PAGE)):
        page = []
        for number, row in some:
            try:
                said = unless_said | sheets.picked(plan, row)
                if plan.kind is Kind.CONTACTS:
                    twice.look(said)
                page.append((number, said))
            except Refusal as why:
                bad.append(Bad(number, why))
        yield page


def records(of: Kind, said: Iterable[tuple[int, Said]], bad: list[Bad]) -> list[tuple[int, Line]]:
    """What is said as records; what cannot be read is counted as bad."""
    lines = []
    for number, one in said:
        try:
            lines.append((number, sheets.line(of, one)))
        except Refusal as why:
            bad.append(Bad(number, why))
    return lines


class Tally:
    """What became of all the lines so far."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys((*map(str, Change), "bad", "twins"), 0)
        self.bad: list[Bad] = []
        self.twins: list[Twin] = []

    def add(self, outcome: Outcome, bad: Iterable[Bad]) -> None:
        """Count a page."""
        every = sorted([*outcome.bad, *bad], key=lambda one: one.number)
        for change, count in outcome.counts.items():
            self.counts[change.value] += count
        self.counts["bad"] += len(every)
        self.counts["twins"] += len(outcome.twins)
        self.bad += every[: MOST_NAMED - len(self.bad)]
        self.twins += outcome.twins[: MOST_NAMED - len(self.twins)]

    def fields(self) -> dict[str, object]:
        """The same as an import remembers it."""
        return {
            "counts": dict(self.counts),
            "bad": [
                [one.number, one.why.code, {k: str(v) for k, v in one.why.values.items()}]
                for one in self.bad
            ],
            "twins": [[one.number, one.name, one.like] for one in self.twins],
        }


def remembered(one: Import) -> Tally:
    """What an import remembers of its lines."""
    tally = Tally()
    tally.counts |= one.counts
    tally.bad = [
        Bad(int(str(number)), Refusal(str(code), **values)) for number, code, values in one.bad
    ]
    tally.twins = [Twin(*each) for each in one.twins]
    return tally


def report(one: Import, *, rehearsal: bool = False) -> Report:
    """What became of an import's lines."""
    return told_of(Kind(one.kind), remembered(one), tuple(one.unused), rehearsal=rehearsal)


def with_newcomers(told: Report, new: Mapping[str, object]) -> Report:
    """The same report, with who would come with the list."""
    strangers, houses = new.get("strangers", ()), new.get("houses", ())
    assert isinstance(strangers, Iterable)
    assert isinstance(houses, Iterable)
    return replace(
        told,
        strangers=tuple(strangers),
        customers=int(str(new.get("customers", 0))),
        houses=tuple((str(name), str(like)) for name, like in houses),
    )


def told_of(of: Kind, tally: Tally, unused: tuple[str, ...], *, rehearsal: bool) -> Report:
    """The report on a tally."""
    counts = tally.counts
    return Report(
        of,
        counts["created"],
        counts["updated"],
        counts["unchanged"],
        tuple(sorted(tally.bad, key=lambda each: each.number)),
        unused,
        rehearsal,
        tuple(tally.twins),
        counts["bad"],
        counts["twins"],
    )
