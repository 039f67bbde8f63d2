"""Random histories of a small company: what people really do, late and twice and undone."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from storage import Tx
from upkeep.accounts import Level
from upkeep.errors import Refusal
from upkeep.visits import Channel, FollowUp, NewVisit, Voice, VoiceKind

#: A Monday; the first digest closes a week later, at ten.
BEGAN = date(2026, 8, 31)
#: How far back people remember a visit.
REMEMBERED = 100


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
        if self.chance.random() < 0.75:
            top = tx.teams.upsert("Top")[0].id
            self.teams = [top, *(tx.teams.upsert(name, top)[0].id for name in ("East", "West"))]
            for one in self.members[:-1]:  # the last one is in no team
                tx.members.change(one, team_id=self.chance.choice(self.teams))
        for number in range(4):
            owner = self.chance.choice([*self.members, None])
            contract = self.chance.choice([True, False, None])
            made = tx.accounts.upsert(f"Account {number}", contract=contract, owner_id=owner)[0]
            self.accounts.append(made.id)
        for _ in range(16):
            self.arrives(tx, closing(0))
        at = closing(0)
        tx.visits.add_many([(self._visit(tx, at), self._member(), f"i{n}", at) for n in range(24)])
        self.visits = [one.id for one in tx.visits.between(date.min, closing(0).date())]

    def lives(self, tx: Tx, since: datetime, until: datetime, acts: int) -> None:
        """So many acts between two instants, in their order."""
        span = (until - since).total_seconds()
        for at in sorted(
            since + timedelta(seconds=self.chance.random() * span) for _ in range(acts)
        ):
            act: Callable[[Tx, datetime], None] = self.chance.choices(
                [self.logs, self.undoes, self.edits, self.moves, self.hands_over, self.arrives,
                 self.leaves, self.is_promoted, self.changes_team, self.answers, self.is_one],
                [12, 3, 2, 2, 2, 1, 1, 1, 1, 2, 2],
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
        ours = self.chance.sample(self.members, self.chance.choice([1, 1, 2]))
        ago = self.chance.choice([0, 0, 1, 2, 4, 8, self.chance.randrange(REMEMBERED)])
        said = self.chance.random()
        day = at.date() - timedelta(days=ago)
        return NewVisit(
            account,
            day,
            self.chance.choice([*Channel]),
            tuple(self.chance.sample(there, min(len(there), self.chance.choice([1, 1, 2])))),
            tuple(ours),
            note="spares" if said < 0.4 else "",
            voices=(Voice(self.chance.choice([*VoiceKind]), "slow"),) if said > 0.8 else (),
            follow_ups=(FollowUp("send it", day + timedelta(days=5)),) if said > 0.7 else (),
            attempt=self.chance.random() < 0.1,
        )

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

    def _member(self) -> int:
        return self.chance.choice(self.members)

    def _account(self) -> int:
        return self.chance.choice(self.accounts)
