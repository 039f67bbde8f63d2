"""Random histories of a small company: what people really do, late and twice and undone."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from storage import Tx
from upkeep.accounts import Level, Quorum, Rule
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.visits import Channel, FollowUp, NewVisit, Voice, VoiceKind

#: A Monday; the first digest closes a week later, at ten.
BEGAN = date(2026, 8, 31)
#: How far back people remember a visit.
REMEMBERED = 100
#: What a company begins with.
ACCOUNTS, CONTACTS, VISITS = 7, 28, 40
#: The thresholds that change, and to what.
RULED: tuple[tuple[str, tuple[int | str, ...]], ...] = (
    ("cadence.general", (20, 60)),
    ("cadence.key", (14, 30)),
    ("in_person.key", (0, 20)),
    ("in_person.executive", (0, 40)),
    ("days_off", ("", "2026-09-04, 2026-09-15")),
)


def closing(weeks: int) -> datetime:
    """The hour of a digest, so many weeks after the beginning."""
    return datetime.combine(BEGAN + timedelta(weeks=weeks), time(10), UTC)


@dataclass
class History:
    """A company and the chance that moves it. Acts happen in order, within one transaction each."""

    chance: random.Random
    members: list[int] = field(default_factory=list)
    teams: list[int] = field(default_factory=list)
    accounts: list[int] = field(default_factory=list)
    contacts: list[int] = field(default_factory=list)
    visits: list[int] = field(default_factory=list)
    acts: int = 0

    def founded(self, tx: Tx) -> None:
        """The company as it was before its first digest; one time in four without teams."""
        self.members = [tx.members.ensure(f"U{n}", name=f"Member {n}").id for n in range(5)]
        for one in self.members[1:]:
            self._works(tx, one)
        if self.chance.random() < 0.75:
            top = tx.teams.upsert("Top")[0].id
            self.teams = [top, *(tx.teams.upsert(name, top)[0].id for name in ("East", "West"))]
            for one in self.members[:-1]:  # the last one is in no team
                tx.members.change(one, team_id=self.chance.choice(self.teams))
        for number in range(ACCOUNTS):
            owner = self.chance.choice([*self.members, None])
            contract = self.chance.choice([True, False, None])
            made = tx.accounts.upsert(f"Account {number}", contract=contract, owner_id=owner)[0]
            self.accounts.append(made.id)
        for _ in range(CONTACTS):
            self.arrives(tx, closing(0))
        for account in self.accounts:
            self._decides(tx, account)
        at = closing(0)
        first = [self._visit(tx, at) for _ in range(VISITS)]
        first += [one for _ in range(3) for one in self._speaks(tx, at)]
        tx.visits.add_many([(one, self._member(), f"i{n}", at) for n, one in enumerate(first)])
        self.visits = [one.id for one in tx.visits.between(date.min, closing(0).date())]

    def lives(self, tx: Tx, since: datetime, until: datetime, acts: int) -> None:
        """So many acts between two instants, in their order."""
        span = (until - since).total_seconds()
        for at in sorted(
            since + timedelta(seconds=self.chance.random() * span) for _ in range(acts)
        ):
            act: Callable[[Tx, datetime], None] = self.chance.choices(
                [self.logs, self.undoes, self.edits, self.moves, self.hands_over, self.arrives,
                 self.leaves, self.is_promoted, self.changes_team, self.answers, self.is_one,
                 self.breaks, self.is_away, self.is_decided, self.is_ruled],
                [12, 3, 2, 2, 2, 1, 1, 2, 1, 2, 2, 2, 1, 1, 1],
            )[0]  # fmt: skip
            act(tx, at)

    def logs(self, tx: Tx, at: datetime) -> None:
        """A visit is logged, most often soon, sometimes long after it was."""
        self.acts += 1
        made, _new = tx.visits.add(self._visit(tx, at), self._member(), at, f"r{self.acts}")
        self.visits.append(made.id)

    def _visit(self, tx: Tx, at: datetime) -> NewVisit:
        account = self.chance.choice(self.accounts)
        there = [one.id for one in tx.contacts.of_account(account)]
        met = self.chance.sample(there, min(len(there), self.chance.choice([1, 1, 2])))
        ours = self.chance.sample(self.members, self.chance.choice([1, 1, 2]))
        ago = self.chance.choice([0, 0, 1, 2, 4, 8, self.chance.randrange(REMEMBERED)])
        said = self.chance.random()
        day = at.date() - timedelta(days=ago)
        return NewVisit(
            account,
            day,
            self.chance.choice([*Channel]),
            tuple(met),
            tuple(ours),
            note="spares" if said < 0.4 else "",
            voices=(self._voice(self.chance.choice([*met, None])),) if said > 0.8 else (),
            follow_ups=(FollowUp("send it", day + timedelta(days=5)),) if said > 0.7 else (),
            attempt=self.chance.random() < 0.1,
        )

    def _voice(self, contact: int | None) -> Voice:
        return Voice(self.chance.choice([*VoiceKind]), "slow", contact_id=contact)

    def _speaks(self, tx: Tx, at: datetime) -> list[NewVisit]:
        """Somebody who is met every week or two said things some weeks ago, and may do so again."""
        who = tx.contacts.change(self.chance.choice(self.contacts), cadence=7)
        days = [*self.chance.choices(range(7, 28), k=3), *self.chance.choices(range(7), k=2)]
        return [
            NewVisit(
                who.account.id,
                at.date() - timedelta(days=ago),
                Channel.MEAL,
                (who.id,),
                (self._member(),),
                voices=(self._voice(who.id),) if ago > 6 or self.chance.random() < 0.2 else (),
            )
            for ago in days
        ]

    def undoes(self, tx: Tx, at: datetime) -> None:
        """A visit is taken back, or let stand again."""
        one = self.chance.choice(self.visits)
        if tx.visits.get(one).undone_at is None:
            tx.visits.undo(one, self.members[0], at)
        else:
            tx.visits.redo(one)

    def edits(self, tx: Tx, at: datetime) -> None:
        """A visit is written anew."""
        tx.visits.change(self.chance.choice(self.visits), self._visit(tx, at))

    def moves(self, tx: Tx, at: datetime) -> None:
        """A person goes to work for another customer."""
        tx.contacts.change(self.chance.choice(self.contacts), account_id=self._account())

    def hands_over(self, tx: Tx, at: datetime) -> None:
        """A contact, or all of an account, gets somebody else, or nobody."""
        to = self.chance.choice([*self.members, None])
        if self.chance.random() < 0.6:
            tx.contacts.change(self.chance.choice(self.contacts), owner_id=to)
        else:
            account = tx.accounts.get(self._account())
            tx.accounts.upsert(account.name, owner_id=to or self.members[0])
            tx.contacts.recount_account(account.id)

    def arrives(self, tx: Tx, at: datetime) -> None:
        """Somebody is met for the first time, or comes with an import."""
        number = len(self.contacts)
        made = tx.contacts.add(
            self._account(),
            f"Contact {number}",
            added_on=at.date(),
            level=self.chance.choice([*Level]),
            department=self.chance.choice(["", "Operations", "Operations", "Finance"]),
            weight=self.chance.choice([1, 1, 1, 2, 9]),
            phone=self.chance.choice(["", "555"]),
            cadence=self.chance.choice([None, None, 7, 90]),
            owner_id=self.chance.choice([None, None, *self.members]),
        )
        self.contacts.append(made.id)

    def is_one(self, tx: Tx, at: datetime) -> None:
        """Two records turn out to be one person, or to have been two after all."""
        kept, other = self.chance.sample(self.contacts, 2)
        with suppress(Refusal):  # they are one already
            merge = tx.merges.merge(kept, other, self._member(), at, at.date())
            if self.chance.random() < 0.3:
                tx.merges.undo(merge.id, at)

    def leaves(self, tx: Tx, at: datetime) -> None:
        """Somebody left the customer, or was only thought to have."""
        one = tx.contacts.get(self.chance.choice(self.contacts))
        gone = at.date() - timedelta(days=self.chance.choice([0, 1, 9]))
        tx.contacts.leave(one.id, None if one.left_on else gone)

    def is_promoted(self, tx: Tx, at: datetime) -> None:
        """A level, a number or a cadence of one's own changes."""
        tx.contacts.change(
            self.chance.choice(self.contacts),
            level=self.chance.choice([*Level]),
            weight=self.chance.choice([1, 3]),
            phone=self.chance.choice(["", "556"]),
            cadence=self.chance.choice([None, 10, 40]),
        )

    def changes_team(self, tx: Tx, at: datetime) -> None:
        """One of us goes to another team, or leaves and may come back."""
        if self.teams and self.chance.random() < 0.6:
            tx.members.change(self._member(), team_id=self.chance.choice([*self.teams, None]))
        else:
            who = self._member()
            tx.members.change(who, active=not tx.members.get(who).active)

    def answers(self, tx: Tx, at: datetime) -> None:
        """A promise is kept, or a voice answered."""
        for account in self.accounts:
            for promise in tx.follow_ups.open_of_account(account)[:1]:
                tx.follow_ups.done(promise.id, at.date())
            for voice in tx.voices.open_of_account(account)[:1]:
                tx.voices.answer(voice.id, at.date())

    def breaks(self, tx: Tx, at: datetime) -> None:
        """A fault opens doors at a customer."""
        self.acts += 1
        first = at.date() - timedelta(days=self.chance.choice([0, 1, 5]))
        last = first + timedelta(days=self.chance.choice([3, 14]))
        tx.incidents.add(
            self._account(), f"Fault {self.acts}", self._member(), first=first, last=last,
            report_at=at + timedelta(days=14), request=f"f{self.acts}",
        )  # fmt: skip

    def is_away(self, tx: Tx, at: datetime) -> None:
        """One of us goes away for some days, or works by other rules from now on."""
        who, first = self._member(), at.date() + timedelta(days=self.chance.choice([-3, 0, 2]))
        if self.chance.random() < 0.5:
            last = first + timedelta(days=self.chance.choice([0, 4, 12]))
            tx.members.change(who, away_from=first, away_until=last)
        else:
            self._works(tx, who)

    def _works(self, tx: Tx, member: int) -> None:
        tx.members.change(
            member,
            role=self.chance.choice([Role.REP, Role.REP, Role.REP, Role.MANAGER]),
            function=self.chance.choice(["sales", "sales", "R&D", "executive"]),
            weekly_target=self.chance.choice([None, None, 0, 3]),
            work_days=self.chance.choice([None, None, {0, 1, 2}, {1, 2, 3, 4, 5, 6}]),
            country=self.chance.choice([None, "US", "JP"]),
        )

    def is_decided(self, tx: Tx, at: datetime) -> None:
        """A customer decides in another way."""
        self._decides(tx, self._account())

    def _decides(self, tx: Tx, account: int) -> None:
        there = [one.id for one in tx.contacts.of_account(account)]
        decider = self.chance.choice([None, *there])
        influence = self.chance.choice([0.2, 0.9])
        tx.accounts.decide(account, Rule(self.chance.choice([*Quorum]), decider, influence))

    def is_ruled(self, tx: Tx, at: datetime) -> None:
        """The company changes its thresholds, or closes for a day."""
        key, values = self.chance.choice(RULED)
        tx.settings.change(key, self.chance.choice(values), self._member(), at)

    def _member(self) -> int:
        return self.chance.choice(self.members)

    def _account(self) -> int:
        return self.chance.choice(self.accounts)
