"""Taking in a page of lines: what each says is compared with what is there."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.sheets.book import Book, Entry
from handlers.sheets.twins import Twins
from storage import Change, Tx
from upkeep import calendar, names, phones, phrases
from upkeep.errors import Refusal
from upkeep.sheets import (
    AccountLine,
    Bad,
    ContactLine,
    FollowUpLine,
    Line,
    MemberLine,
    TeamLine,
    Twin,
    VisitLine,
    VoiceLine,
)
from upkeep.visits import Channel, FollowUp, NewVisit, Visit, Voice

#: What a line may say of a contact, a team or a member, as it is stored.
OF_CONTACT = (
    "title level department phone email pronunciation weight cadence added_on left_on snoozed_until"
).split()
OF_TEAM = "channel zone digest_on digest_at".split()
OF_MEMBER = (
    "name role function work_days country zone slack_id locale weekly_target reminder_at away_from"
    " away_until reminder_on quiet_until active"
).split()


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
            account_id=_id(self.account),
            on=self.line.date,
            channel=self.channel,
            contact_ids=tuple(map(_id, self.contacts)),
            member_ids=tuple(map(_id, self.members)),
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


def _id(one: Entry) -> int:
    assert one.id is not None
    return one.id


def _is_another(known: Entry, line: ContactLine) -> bool:
    """Whether telephone and e-mail both say that a line is about somebody else of the name."""
    email, phone = str(known.now("email") or ""), str(known.now("phone") or "")
    if not (email and phone and line.email and line.phone):
        return False
    return email.casefold() != line.email.casefold() and not phones.same(phone, line.phone)


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

    def read(self) -> Outcome:
        """Tell what each line does; what it says stands in the book."""
        for number, line in self.lines:
            try:
                change = self.take(number, line)
            except Refusal as why:
                self.outcome.bad.append(Bad(number, why))
                continue
            if change is not None:
                self.outcome.counts[change] += 1
        self._count_visits()
        return self.outcome

    def _count_visits(self) -> None:
        """Which of the visits told of are new: those alone are kept."""
        seen: set[object] = set(self.tx.visits.known(one.request for one in self.told if one.sure))
        new = []
        for one in self.told:
            key = one.request if one.sure else (*one.parts, one.line.date, one.channel)
            self.outcome.counts[one.if_known if key in seen else one.if_new] += 1
            if key not in seen:
                new.append(one)
            seen.add(key)
        self.told = new

    def take(self, number: int, line: Line) -> Change | None:  # noqa: PLR0911 — one for each kind
        """Take one line; None where that shows only once its visit is known.

        Raises:
            Refusal: it cannot be kept.
        """
        match line:
            case AccountLine():
                return self.account(line)
            case ContactLine():
                return self.contact(number, line)
            case MemberLine():
                return self.colleague(line)
            case TeamLine():
                return self.group(line)
            case VisitLine():
                self.visit(line)
                return None
            case VoiceLine():
                return self.voice(line)
            case FollowUpLine():
                return self.promise(line)

    def account(self, line: AccountLine) -> Change:
        """A customer, and with its owner who keeps its contacts."""
        known = self.book.accounts.get(names.fold(line.account))
        account = known or self.book.new_account(line.account)
        change = account.say(
            {
                "aliases": line.aliases or None,
                "contract": line.contract,
                "owner_id": self.person(line.owner_email),
                "cadence": line.cadence,
                "quorum": line.quorum,
            }
        )
        return change if known else Change.CREATED

    def contact(self, number: int, line: ContactLine) -> Change | None:
        """A person at a customer; the customer is made where it is new."""
        for column in ("last_visit", "left_on"):
            self.not_to_come(column, getattr(line, column))
        account = self.book.account(line.account) or self.book.new_account(line.account)
        same = self.book.same(account, line.name)
        which = (line.same_name or 1) - 1
        is_new = which >= len(same)
        if not is_new and line.same_name is None and _is_another(same[which], line):
            raise Refusal("line.namesake", value=line.name, account=account.name)
        contact = self.book.new_contact(account, line.name) if is_new else same[which]
        change = contact.say(
            {
                **{key: getattr(line, key) for key in OF_CONTACT},
                "aliases": line.aliases or None,
                "owner_id": self.person(line.owner_email),
            }
        )
        if is_new:
            contact.said.setdefault("added_on", self.today)
            twin = self.likely.see(number, line, account)
            self.outcome.twins += [twin] if twin else []
            change = self.book.is_new(contact)
        if line.influence is not None and not contact.merged:
            decides = account.say({"decider_id": contact, "influence": line.influence})
            change = decides if change is Change.UNCHANGED else change
        if line.last_visit is None:
            return change
        self.last_met(account, contact, line, change)
        return None

    def last_met(self, account: Entry, contact: Entry, line: ContactLine, change: Change) -> None:
        """The last visit that a contact's line tells of. Who was there, it does not say."""
        assert line.last_visit is not None
        keeper = contact.now("owner_id") or account.now("owner_id")
        by = self.whoever(keeper)
        self.told.append(
            Told(
                VisitLine(line.last_visit, (), "", ()),
                account,
                (contact,),
                (),
                by,
                line.last_channel or self.tx.policy.default_channel,
                "",
                (),
                if_new=Change.UPDATED if change is Change.UNCHANGED else change,
                if_known=change,
            )
        )

    def visit(self, line: VisitLine) -> None:
        """A visit of the past, with people and customer that are already known."""
        self.not_to_come("date", line.date)
        account = self.book.account(line.account)
        if account is None:
            raise Refusal("line.account_unknown", value=line.account)
        members = [self.someone(one) for one in line.member_email]
        by = self.person(line.recorded_by)
        # A line of our own export says apart what was heard; elsewhere it stands in the note.
        heard = (line.note or "", ()) if line.visit else phrases.note(line.note or "")
        self.told.append(
            Told(
                line,
                account,
                [self.book.contact(account, name) for name in line.contact],
                members,
                by or next(iter(members), None) or self.book.nobody(),
                line.channel or self.tx.policy.default_channel,
                *heard,
                if_new=Change.CREATED,
                if_known=Change.UNCHANGED,
            )
        )

    def voice(self, line: VoiceLine) -> Change:
        """Something said in a visit that is known."""
        visit = self.known(line.visit)
        contact_id = self.in_visit(visit, line.contact) if line.contact else None
        same = (line.voice, line.words, contact_id)
        return self.word(
            "voice",
            visit,
            [one for one in visit.voices if (one.kind, one.text, one.contact_id) == same],
            {
                "kind": line.voice,
                "text": line.words,
                "contact_id": contact_id,
                "said_on": visit.on,
            },
            {
                "answered_on": line.answered_on,
                "answer": line.answer,
                "assignee_id": self.person(line.assignee),
                "answered_by": self.person(line.answered_by),
            },
        )

    def promise(self, line: FollowUpLine) -> Change:
        """Something promised in a visit that is known."""
        visit = self.known(line.visit)
        owner = self.someone(line.owner_email)
        return self.word(
            "follow_up",
            visit,
            [
                one
                for one in visit.follow_ups
                if (one.text, one.owner_id) == (line.promise, owner.id)
            ],
            {"text": line.promise, "owner_id": owner},
            {"due_on": line.due_on, "done_on": line.done_on},
        )

    def word(
        self,
        noun: str,
        visit: Visit,
        same: Sequence[Voice | FollowUp],
        said: Mapping[str, object],
        state: Mapping[str, object],
    ) -> Change:
        """A voice or a promise: known by what was said, with the state it has come to."""
        taken = {one.id for one in self.words if one.noun == noun}
        known = next((one for one in same if one.id not in taken), None)
        told = {key: value for key, value in state.items() if value is not None}
        if known is None:
            of = {"visit_id": visit.id, "account_id": visit.account_id}
            self.words.append(Entry(noun, "", said={**of, **said, **told}))
            return Change.CREATED
        found = Entry(noun, "", known, known.id)
        self.words.append(found)
        return found.say(told)

    def colleague(self, line: MemberLine) -> Change:
        """A person of ours, known by e-mail until Slack has been asked."""
        if line.email in {line.manager, line.standin}:
            raise Refusal("line.self")
        known = self.book.members.get(line.email) or self.book.members.get(line.slack_id or "")
        member = known if known and known.id else self.someone(line.email)
        change = member.say(
            {
                **{key: getattr(line, key) for key in OF_MEMBER},
                "team_id": self.book.team(line.team) if line.team else None,
                "manager_id": self.person(line.manager),
                "standin_id": self.person(line.standin),
            }
        )
        return change if member.id else Change.CREATED

    def group(self, line: TeamLine) -> Change:
        """A team; its parent is made where it is new."""
        was = self.book.teams.get(names.fold(line.team))
        above = self.book.team(line.parent) if line.parent else None
        team = self.book.team(line.team)
        if above and self.is_below(above, team):
            raise Refusal("line.circle", value=line.parent, team=line.team)
        told = {key: getattr(line, key) for key in OF_TEAM}
        change = team.say({**told, "parent_id": above})
        return change if was else Change.CREATED

    def is_below(self, team: Entry, top: Entry) -> bool:
        """Whether a team is another one, or stands somewhere under it."""
        by_id = {one.id: one for one in self.book.teams.values()}
        here: Entry | None = team
        while here is not None and here is not top:
            above = here.now("parent_id")
            here = above if isinstance(above, Entry) else by_id.get(above) if above else None  # type: ignore[call-overload]  # the id of a team
        return here is top

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

    def in_visit(self, visit: Visit, name: str) -> int:
        """Who of those met in a visit is called so.

        Raises:
            Refusal: nobody, or more than one.
        """
        account = self.book.accounts.get(names.fold(visit.account_name))
        assert account is not None
        return _id(self.book.contact(account, name))

    def known(self, ref: str) -> Visit:
        """The visit of a reference.

        Raises:
            Refusal: it has not been imported.
        """
        if ref not in self.visits:
            raise Refusal("line.visit_unknown", value=ref)
        return self.visits[ref]

    def not_to_come(self, column: str, on: date | None) -> None:
        """Refuse what has not happened yet."""
        if on is not None and on > self.today:
            raise Refusal("line.future", column=column, value=on)
