"""A page of lines on its way in, with all that they name looked up, and what became of them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.sheets.book import Book, Entry, known_id
from handlers.sheets.twins import Twins
from storage import Change, Tx
from upkeep import calendar
from upkeep.errors import Refusal
from upkeep.sheets import Bad, Line, Twin, VisitLine
from upkeep.visits import Channel, NewVisit, Voice


@dataclass
class Outcome:
    """What became of some lines."""

    counts: dict[Change, int] = field(default_factory=lambda: dict.fromkeys(Change, 0))
    bad: list[Bad] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)


@dataclass
class Told:
    """A visit that a line tells of, and what the line did when the visit is new or known."""

    line: VisitLine
    account: Entry
    contacts: Sequence[Entry]
    members: Sequence[Entry]
    by: Entry
    channel: Channel
    note: str
    voices: tuple[Voice, ...]
    if_new: Change
    if_known: Change

    @property
    def parts(self) -> tuple[Entry, ...]:
        """All that it names."""
        return (self.account, *self.contacts, *self.members)

    @property
    def sure(self) -> bool:
        """Whether it can be known already: all that it names is there."""
        return self.line.visit is not None or all(part.id for part in self.parts)

    def visit(self) -> NewVisit:
        """The visit, once all that it names is there."""
        return NewVisit(
            account_id=known_id(self.account),
            on=self.line.date,
            channel=self.channel,
            contact_ids=tuple(map(known_id, self.contacts)),
            member_ids=tuple(map(known_id, self.members)),
            note=self.note,
            voices=self.voices,
            attempt=bool(self.line.attempt),
            source=self.line.sentence or "",
            permalink=self.line.link or "",
        )

    @property
    def request(self) -> str:
        """The same visit told again has the same key, whatever else its line says."""
        if self.line.visit is not None:
            return self.line.visit
        it = self.visit()
        told = (it.account_id, it.on, it.channel.value, it.contact_ids, it.member_ids)
        return f"sheet:{hashlib.sha256(repr(told).encode()).hexdigest()}"


class Page:
    """Some lines on their way in, with all that they name looked up."""

    def __init__(
        self, tx: Tx, now: datetime, book: Book, twins: Twins, lines: Sequence[tuple[int, Line]]
    ) -> None:
        self.tx, self.now, self.book, self.likely = tx, now, book, twins
        self.lines = lines
        self.outcome = Outcome()
        self.told: list[Told] = []
        self.words: list[Entry] = []
        #: The workspace's local day: what is later has not happened.
        self.today = calendar.local_day(now, tx.policy.zone)
        said = [line for _, line in lines]
        ids = tx.visits.known(str(getattr(line, "visit", None) or "") for line in said)
        whole = {one.id: one for one in tx.visits.many(ids.values())}
        self.visits = {ref: whole[one] for ref, one in ids.items()}
        book.turn(tx, said, self.visits.values())
        twins.turn(tx, said, book)

    def someone(self, called: str) -> Entry:
        """Whoever of ours has an address or id, new where nobody has it yet."""
        return self.book.member(called)

    def person(self, called: str | None) -> Entry | None:
        """The same, where one is named."""
        return self.book.member(called) if called else None

    def whoever(self, keeper: object) -> Entry:
        """Whoever answers for somebody, by id where it is stored; else the import itself."""
        if isinstance(keeper, Entry):
            return keeper
        return Entry("member", "", id=int(str(keeper))) if keeper else self.book.nobody()

    def not_to_come(self, column: str, on: date | None) -> None:
        """Refuse what has not happened yet."""
        if on is not None and on > self.today:
            raise Refusal("line.future", column=column, value=on)
