"""Lists that go out: all that one may see, as tables that come in again as they were.

Cells are texts: no name is run as a formula (`cells.guarded`), and who is named is named in the way
that `Book` understands. What follows from the rest (standing, due date) is told and not read back.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path

from handlers.sheets import cards, workbooks
from handlers.sheets.naming import Naming, called
from storage import Store, Tx
from storage.accounts import rule_fields
from storage.teams import EVERYONE
from upkeep import cadence, names
from upkeep.accounts import Account, Contact
from upkeep.sheets import Kind, cells, people
from upkeep.visits import Visit

#: Control characters that no text has any use for, and no workbook may hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Accounts whose contacts are fetched at once.
SOME = 100

Row = list[str]
Table = Iterator[Row]


@dataclass(frozen=True)
class Reach:
    """What somebody may take along; None stands for everything.

    Attributes:
        keepers: the members whose contacts are his.
        witnesses: the members whose visits' notes are his to read.
    """

    keepers: frozenset[int] | None = None
    witnesses: frozenset[int] | None = None

    def holds(self, contact: Contact) -> bool:
        """Whether a contact is his."""
        return self.keepers is None or contact.keeper_id in self.keepers

    def reads(self, visit: Visit) -> bool:
        """Whether what was noted in a visit is his to read."""
        present = {*visit.member_ids, visit.recorded_by}
        return self.witnesses is None or not present.isdisjoint(self.witnesses)


EVERYTHING = Reach()


@dataclass
class Leaving:
    """All tables of one moment."""

    tx: Tx
    on: date
    reach: Reach = EVERYTHING

    def __post_init__(self) -> None:
        self.naming = Naming(self.tx)
        self.people = self.naming.ours

    def tables(self) -> dict[Kind, Table]:
        """Each kind of list; lists of ours only where everything is asked for."""
        theirs: dict[Kind, Table] = {
            Kind.ACCOUNTS: self.accounts(),
            Kind.CONTACTS: self.contacts(),
            Kind.VISITS: self.visits(),
            Kind.VOICES: self.voices(),
            Kind.FOLLOW_UPS: self.follow_ups(),
        }
        if self.reach.keepers is not None:
            return theirs
        return {Kind.TEAMS: self.teams(), Kind.MEMBERS: self.members(), **theirs}

    def teams(self) -> Table:
        """Our teams."""
        own = "channel zone digest_on digest_at".split()
        yield ["team", "parent", *own]
        every, everyone = self.tx.teams.all(), self.tx.teams.by_name(EVERYONE)
        named = {one.id: one.name for one in every}
        if everyone and any(getattr(everyone, key) for key in own):
            every.append(everyone)
        for one in sorted(every, key=lambda one: names.fold(one.name)):
            above = named.get(one.parent_id or 0)
            yield _row(one.name, above, *(getattr(one, key) for key in own))

    def members(self) -> Table:
        """Our people."""
        own = (
            "name role function country zone slack_id locale weekly_target reminder_at away_from"
            " away_until reminder_on quiet_until active"
        ).split()
        yield ["email", "team", "manager", "standin", "work_days", *own]
        named = {one.id: one.name for one in self.tx.teams.all()}
        for one in sorted(self.tx.members.all(active=False), key=called):
            yield _row(
                called(one),
                named.get(one.team_id or 0),
                self.people.get(one.manager_id or 0),
                self.people.get(one.standin_id or 0),
                _days(one.work_days),
                *(getattr(one, key) for key in own),
            )

    def accounts(self) -> Table:
        """Customers, those in reach."""
        yield ["account", "aliases", "contract", "owner_email", "cadence", "quorum"]
        for one in self._accounts():
            yield _row(
                one.name,
                cells.listed(one.aliases),
                one.contract,
                self.people.get(one.owner_id or 0),
                one.cadence,
                one.rule.quorum,
            )

    def _accounts(self) -> list[Account]:
        every = sorted(self.tx.accounts.all(), key=lambda one: names.fold(one.name))
        if self.reach.keepers is None:
            return every
        here = {one.account.id for one in self.tx.contacts.of_keepers(list(self.reach.keepers))}
        return [one for one in every if one.id in here]

    def people_at(self) -> Iterator[Contact]:
        """Contacts in reach, those who have left among them."""
        accounts = self._accounts()
        for start in range(0, len(accounts), SOME):
            some = accounts[start : start + SOME]
            place = {one.id: at for at, one in enumerate(some)}
            found = self.tx.rolls.everybody(place)
            found.sort(key=lambda one: (place[one.account.id], names.fold(one.name), one.id))
            yield from filter(self.reach.holds, found)

    def contacts(self) -> Table:
        """Contacts in reach, and how they stand."""
        own = "title level department phone pronunciation weight cadence".split()
        days = "added_on left_on snoozed_until".split()
        yield [
            *("name", "account", "same_name", "email", "aliases", "owner_email", *own, *days),
            "influence",
            *("standing", "due_on", "last_touch_on", "last_seen_on"),
        ]
        for one in self.people_at():
            yield _row(
                one.name,
                one.account.name,
                self.naming.which.get(one.id),
                one.email.casefold(),
                cells.listed(one.aliases),
                self.people.get(one.owner_id or 0),
                *(getattr(one, key) for key in (*own, *days)),
                rule_fields(one.account.rule)["influence"] if _decides(one) else None,
                cadence.standing(one, self.tx.policy, self.on),
                cadence.due_on(one, self.tx.policy),
                one.last_touch_on,
                one.last_seen_on,
            )

    def _visits(self) -> Iterator[tuple[str, Visit]]:
        everything = self.reach.keepers is None
        return (each for each in self.tx.rolls.visits() if everything or self._meets(each[1]))

    def _meets(self, visit: Visit) -> bool:
        """Whether a contact in reach was met, or somebody in reach was there."""
        assert self.reach.keepers is not None
        met = any(self.reach.holds(one) for one in self.tx.contacts.many(visit.contact_ids))
        return met or not self.reach.keepers.isdisjoint({visit.recorded_by, *visit.member_ids})

    def visits(self) -> Table:
        """Visits in reach; what was noted, where one may read it."""
        yield (
            "visit date account contact member_email channel attempt note sentence link recorded_by"
            " recorded_at"
        ).split()
        for request, one in self._visits():
            reads = self.reach.reads(one)
            yield _row(
                request,
                one.on,
                one.account_name,
                people.listed(self.naming.contact(met, one.account_id) for met in one.contact_ids),
                "; ".join(self.people[each] for each in one.member_ids) or cells.NOBODY,
                one.channel,
                one.attempt or None,
                one.note if reads else None,
                one.source if reads else None,
                one.permalink if reads else None,
                self.people[one.recorded_by],
                one.recorded_at,
            )

    def voices(self) -> Table:
        """What was heard in visits that one may read."""
        yield (
            "visit date account contact voice words assignee answered_on answered_by answer"
        ).split()
        for request, one in self._visits():
            for said in one.voices if self.reach.reads(one) else ():
                by = said.contact_id and self.naming.contact(said.contact_id, one.account_id)
                yield _row(
                    *(request, one.on, one.account_name, people.named(by) if by else None),
                    *(said.kind, said.text, self.people.get(said.assignee_id or 0)),
                    *(said.answered_on, self.people.get(said.answered_by or 0), said.answer),
                )

    def follow_ups(self) -> Table:
        """What was promised in visits that one may read."""
        yield "visit date account promise owner_email due_on done_on".split()
        for request, one in self._visits():
            for told in one.follow_ups if self.reach.reads(one) else ():
                yield _row(
                    *(request, one.on, one.account_name, told.text),
                    *(self.people[told.owner_id], told.due_on, told.done_on),
                )


def _decides(one: Contact) -> bool:
    """Whether a contact is the one who may decide alone."""
    return one.account.rule.decider_id == one.id


def _days(days: Iterable[int] | None) -> str | None:
    return " ".join(cells.WEEKDAYS[day] for day in sorted(days)) if days is not None else None


def _row(*values: object) -> Row:
    return [_CONTROL.sub("", _text(value)).strip() for value in values]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case time():
            return value.strftime("%H:%M")
        case date() | datetime():
            return value.isoformat()
        case _:
            return str(value)


def as_csv(table: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table as CSV; with the mark before it by which Excel knows its encoding."""
    file = io.StringIO()
    write = csv.writer(file)
    file.write("\ufeff")
    for row in table:
        write.writerow([cells.guarded(text) for text in row])
        yield file.getvalue()
        file.seek(0)
        file.truncate()


def save(
    store: Store, team_id: str, folder: Path, on: date, reach: Reach = EVERYTHING
) -> list[Path]:
    """Write all lists into a folder, as CSV and XLSX, contacts also as cards; the files.

    Raises:
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with store.reading(team_id) as tx:
        leaving = Leaving(tx, on, reach)
        for ending, write in (("csv", _csv), ("xlsx", _xlsx)):
            for kind, table in leaving.tables().items():
                made.append(folder / f"{kind}.{ending}")
                write(made[-1], table)
        made.append(folder / "contacts.vcf")
        _lines(made[-1], cards.written(one for one in leaving.people_at() if not one.left_on))
    return made


def _lines(path: Path, texts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(texts)


def _csv(path: Path, table: Table) -> None:
    _lines(path, as_csv(table))


def _xlsx(path: Path, table: Table) -> None:
    with path.open("wb") as file:
        workbooks.write(file, path.stem, table)
