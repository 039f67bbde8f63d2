"""Taking in a sheet: each good line is kept, and the same sheet again changes nothing.

All of a sheet is kept in one transaction: killed half way, nothing of it is there.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from storage import Change, Store, Tx
from upkeep import calendar, names, phrases, schedules, sheets
from upkeep.accounts import Account, Contact
from upkeep.errors import Refusal
from upkeep.members import Member, Team
from upkeep.sheets import (
    AccountLine,
    Bad,
    ContactLine,
    Line,
    MemberLine,
    Report,
    Sheet,
    TeamLine,
    VisitLine,
)
from upkeep.visits import NewVisit

#: Whom a past visit is booked under while nobody answers for the contact. The domain is reserved:
#: RFC 2606.
IMPORT = "import@everyvote.invalid"


class _Rehearsed(Exception):  # noqa: N818 — nothing went wrong: it takes back what was tried
    """Ends a rehearsal's transaction, so that nothing of it is kept."""


def keep(store: Store, team_id: str, text: str, now: datetime, *, dry_run: bool = False) -> Report:
    """Keep what a CSV text says, or in a rehearsal only tell what would be kept.

    Raises:
        Refusal: the text is no sheet that is known.
    """
    sheet = sheets.read(text)
    try:
        with store.transaction(team_id) as tx:
            report = _Arrival(tx, now).take_in(sheet)
            if dry_run:
                raise _Rehearsed  # noqa: TRY301 — raising is how a transaction is taken back
    except _Rehearsed:
        return replace(report, rehearsal=True)
    return report


@dataclass(frozen=True, slots=True)
class _Told:
    """A visit that a line tells of, and what the line did when the visit is new or known."""

    visit: NewVisit
    by: int
    if_new: Change
    if_known: Change

    @property
    def request(self) -> str:
        """The same visit told again has the same key, whatever else its line says."""
        it = self.visit
        told = (it.account_id, it.on, it.channel.value, it.contact_ids, it.member_ids)
        return f"sheet:{hashlib.sha256(repr(told).encode()).hexdigest()}"


@dataclass
class _Arrival:
    """One sheet on its way in, with what earlier lines have already looked up."""

    tx: Tx
    now: datetime
    accounts: dict[str, Account] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    people: dict[int, Sequence[Contact]] = field(default_factory=dict)
    visits: list[_Told] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The workspace's local day: what is later has not happened."""
        return calendar.local_day(self.now, self.tx.policy.zone)

    def take_in(self, sheet: Sheet) -> Report:
        """Keep each line that can be kept."""
        done = dict.fromkeys(Change, 0)
        bad = list(sheet.bad)
        for number, line in sheet.lines:
            try:
                change = self.take(line)
            except Refusal as why:
                bad.append(Bad(number, why))
            else:
                if change is not None:
                    done[change] += 1
        told = [(one.visit, one.by, one.request) for one in self.visits]
        for one, new in zip(self.visits, self.tx.visits.add_many(told, self.now), strict=True):
            done[one.if_new if new else one.if_known] += 1
        return Report(
            sheet.kind,
            done[Change.CREATED],
            done[Change.UPDATED],
            done[Change.UNCHANGED],
            tuple(sorted(bad, key=lambda one: one.number)),
            sheet.unknown,
        )

    def take(self, line: Line) -> Change | None:
        """Keep one line; None where that shows only once its visit is kept.

        Raises:
            Refusal: it cannot be kept.
        """
        match line:
            case AccountLine():
                return self.account(line)
            case ContactLine():
                return self.contact(line)
            case MemberLine():
                return self.colleague(line)
            case TeamLine():
                return self.group(line)
            case VisitLine():
                return self.visit(line)

    def account(self, line: AccountLine) -> Change:
        """A customer, and with its owner who keeps its contacts."""
        owner = self.member(line.owner_email)
        account, change = self.tx.accounts.upsert(
            line.account, line.aliases or None, line.contract, owner.id if owner else None
        )
        if change is Change.UPDATED:
            self.tx.contacts.recount_account(account.id)
        return change

    def contact(self, line: ContactLine) -> Change | None:
        """A person at a customer; the customer is made where it is new."""
        if line.last_visit is not None:
            self.not_to_come("last_visit", line.last_visit)
        account = self.known_account(line.account)
        if account is None:
            account = self.tx.accounts.upsert(line.account)[0]
            self.accounts[names.fold(line.account)] = account
        owner = self.member(line.owner_email)
        said: dict[str, object] = {
            "aliases": line.aliases or None,
            "title": line.title,
            "level": line.level,
            "department": line.department,
            "phone": line.phone,
            "email": line.email,
            "pronunciation": line.pronunciation,
            "weight": line.weight,
            "cadence": line.cadence,
            "owner_id": owner.id if owner else None,
        }
        contact = self.unchanged(account, line.name, said)
        change = Change.UNCHANGED
        if contact is None:
            contact, change = self.tx.contacts.upsert(
                account.id, line.name, added_on=self.today, **said
            )
        if line.last_visit is None:
            return change
        self.last_met(contact, line, change)
        return None

    def unchanged(self, account: Account, name: str, said: Mapping[str, object]) -> Contact | None:
        """The contact of a name, where all that is said of it is known already."""
        for one in self.people_of(account):
            if names.fold(one.name) == names.fold(name):
                told = all(getattr(one, key) == said[key] for key in said if said[key] is not None)
                return one if told else None
        return None

    def last_met(self, contact: Contact, line: ContactLine, change: Change) -> None:
        """The last visit that a contact's line tells of. Who was there, it does not say."""
        assert line.last_visit is not None
        visit = NewVisit(
            account_id=contact.account.id,
            on=line.last_visit,
            channel=line.last_channel or self.tx.policy.default_channel,
            contact_ids=(contact.id,),
            member_ids=(),
        )
        if_new = Change.UPDATED if change is Change.UNCHANGED else change
        by = contact.keeper_id or self.nobody()
        self.visits.append(_Told(visit, by, if_new=if_new, if_known=change))

    def visit(self, line: VisitLine) -> Change | None:
        """A visit of the past, with people and customer that are already known."""
        self.not_to_come("date", line.date)
        account = self.known_account(line.account)
        if account is None:
            raise Refusal("line.account_unknown", value=line.account)
        contacts = [self.known_contact(account, name) for name in line.contact]
        members = [self.member(email) for email in line.member_email]
        note, voices = phrases.note(line.note or "")
        visit = NewVisit(
            account_id=account.id,
            on=line.date,
            channel=line.channel or self.tx.policy.default_channel,
            contact_ids=tuple(one.id for one in contacts),
            member_ids=tuple(one.id for one in members if one),
            note=note,
            voices=voices,
        )
        by = visit.member_ids[0]
        self.visits.append(_Told(visit, by, if_new=Change.CREATED, if_known=Change.UNCHANGED))
        return None

    def colleague(self, line: MemberLine) -> Change:
        """A person of ours, known by e-mail until Slack has been asked."""
        if line.manager == line.email:
            raise Refusal("line.self")
        team = self.team(line.team)
        manager = self.member(line.manager)
        _, change = self.tx.members.upsert(
            line.email,
            name=line.name,
            role=line.role,
            function=line.function,
            team_id=team.id if team else None,
            manager_id=manager.id if manager else None,
            work_days=line.work_days,
            country=line.country,
            zone=line.zone,
        )
        return change

    def group(self, line: TeamLine) -> Change:
        """A team; its parent is made where it is new."""
        above = self.team(line.parent)
        known = self.tx.teams.by_name(line.team)
        if above and known and self.is_below(above, known):
            raise Refusal("line.circle", value=line.parent, team=line.team)
        team, change = self.tx.teams.upsert(
            line.team, above.id if above else None, line.channel, line.zone
        )
        if change is not Change.UNCHANGED:
            at = schedules.next_digest(team, self.tx.policy, self.now)
            self.tx.teams.set_next_digest(team.id, at)
        return change

    def is_below(self, team: Team, top: Team) -> bool:
        """Whether a team is another one, or stands somewhere under it."""
        while team.id != top.id:
            if team.parent_id is None:
                return False
            team = self.tx.teams.get(team.parent_id)
        return True

    def not_to_come(self, column: str, on: date) -> None:
        """Refuse a visit that has not happened yet."""
        if on > self.today:
            raise Refusal("line.future", column=column, value=on)

    def member(self, email: str | None) -> Member | None:
        """Whoever has an e-mail address, made where nobody has it yet."""
        if email is None:
            return None
        if email not in self.members:
            self.members[email] = self.tx.members.upsert(email)[0]
        return self.members[email]

    def nobody(self) -> int:
        """Who recorded what nobody answers for: the import itself, as somebody who has left."""
        ghost = self.member(IMPORT)
        assert ghost is not None
        if ghost.active:
            ghost = self.tx.members.change(
                ghost.id, name="Import", active=False, look_up_at=datetime.max.replace(tzinfo=UTC)
            )
            self.members[IMPORT] = ghost
        return ghost.id

    def team(self, name: str | None) -> Team | None:
        """The team of a name, made where it is new."""
        if name is None:
            return None
        return self.tx.teams.by_name(name) or self.tx.teams.upsert(name)[0]

    def known_account(self, name: str) -> Account | None:
        """The account of a name or, where that is clear, of an alias."""
        if (found := self.accounts.get(names.fold(name))) is not None:
            return found
        found = self.tx.accounts.by_name(name)
        if found is None:
            called = [one for one in self.tx.accounts.all() if _is_called(one, name)]
            found = called[0] if len(called) == 1 else None
        if found is not None:
            self.accounts[names.fold(name)] = found
        return found

    def people_of(self, account: Account) -> Sequence[Contact]:
        """The contacts of an account as they were before this sheet."""
        if account.id not in self.people:
            self.people[account.id] = self.tx.contacts.of_account(account.id)
        return self.people[account.id]

    def known_contact(self, account: Account, name: str) -> Contact:
        """The contact of a name or alias at an account.

        Raises:
            Refusal: there is nobody, or more than one: nobody is guessed.
        """
        people = self.people_of(account)
        exact = [one for one in people if names.fold(one.name) == names.fold(name)]
        called = exact or [one for one in people if _is_called(one, name)]
        if len(called) != 1:
            code = "line.contact_unclear" if called else "line.contact_unknown"
            raise Refusal(code, value=name, account=account.name)
        return called[0]


def _is_called(one: Account | Contact, name: str) -> bool:
    return names.fold(name) in {names.fold(alias) for alias in one.aliases}
