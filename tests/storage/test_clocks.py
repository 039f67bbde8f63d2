"""Clocks: whatever is logged, undone, edited or changed, they equal a recount of the visits."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from handlers import recounts
from storage import clocks, tables
from tests import trials
from tests.conftest import TEAM
from tests.storage.company import NOW, TODAY, found, founded, meeting
from upkeep.accounts import Contact, Level
from upkeep.cadence import cadence_of
from upkeep.errors import Refusal
from upkeep.policy import Policy
from upkeep.visits import AT_A_DISTANCE, Channel

PEOPLE, VISITS = 4, 3


class World:
    """A company that things are done to, and beside it a plain list of what was done."""

    def __init__(self, tx) -> None:
        self.tx = tx
        self.company = found(tx)
        self.dana = tx.members.ensure("U0DANA").id
        account = self.company.account.id
        since = TODAY - timedelta(days=50)
        more = [tx.contacts.add(account, f"Person {n}", added_on=since) for n in range(PEOPLE - 2)]
        self.people = [self.company.li, self.company.marta, *more]
        self.visits: dict[int, list[Any]] = {}

    def log(self, slot, who, days_ago, channel, attempt) -> None:
        visit = meeting(
            self.company,
            *[self.people[one] for one in who],
            days_ago=days_ago,
            channel=channel,
            attempt=attempt,
        )
        if slot in self.visits:
            kept = self.tx.visits.change(self.visits[slot][0], visit)
            self.visits[slot][1] = visit
        else:
            kept, _ = self.tx.visits.add(visit, self.company.member.id, NOW, f"r{slot}")
            self.visits[slot] = [kept.id, visit, True]

    def undo(self, slot) -> None:
        if slot in self.visits:
            self.tx.visits.undo(self.visits[slot][0], self.company.member.id, NOW)
            self.visits[slot][2] = False

    def redo(self, slot) -> None:
        if slot in self.visits:
            self.tx.visits.redo(self.visits[slot][0])
            self.visits[slot][2] = True

    def own_cadence(self, who, days) -> None:
        self.tx.contacts.change(self.people[who].id, cadence=days)

    def level(self, who, level) -> None:
        self.tx.contacts.change(self.people[who].id, level=level)

    def policy(self, level, days) -> None:
        self.tx.settings.change(f"cadence.{level.value}", days, self.company.member.id, NOW)

    def in_person(self, level, days) -> None:
        self.tx.settings.change(f"in_person.{level.value}", days, self.company.member.id, NOW)

    def counted(self, channels) -> None:
        self.tx.settings.change("counted", " ".join(channels), self.company.member.id, NOW)

    def account(self, days, owner) -> None:
        member = self.dana if owner else self.company.member.id
        self.tx.accounts.upsert("Acme", cadence=days, owner_id=member)
        self.tx.contacts.recount_account(self.company.account.id)

    def give(self, who) -> None:
        self.tx.contacts.give([self.people[one].id for one in who], self.dana)

    def rename(self, who) -> None:
        self.tx.contacts.change(self.people[who].id, name="Renamed", title="Buyer")

    def expected_touch(self, contact_id: int, *, in_person: bool = False) -> date | None:
        """The newest of the plain list: nothing of it was asked of the store."""
        counted = [
            visit.on
            for _, visit, stands in self.visits.values()
            if stands
            and not visit.attempt
            and visit.channel in self.tx.policy.counted
            and contact_id in visit.contact_ids
            and (visit.channel not in AT_A_DISTANCE or not in_person)
        ]
        return max(counted, default=None)

    def expected_due(self, contact: Contact, policy: Policy) -> date:
        """The sooner of the two clocks' ends."""
        last, seen = (self.expected_touch(contact.id, in_person=one) for one in (False, True))
        if last is None:
            return contact.added_on
        due = last + timedelta(days=cadence_of(contact, policy))
        days = policy.in_person[contact.level]
        return min(due, (seen or contact.added_on) + timedelta(days=days)) if days else due


class Restless(World):
    """The same, whose people also move, leave, come back, and turn out to be one."""

    def __init__(self, tx) -> None:
        super().__init__(tx)
        nord, _ = tx.accounts.upsert("Nordwerk", cadence=7, owner_id=self.dana)
        self.accounts = (self.company.account.id, nord.id)
        self.merges: list[int] = []

    def log(self, slot, who, days_ago, channel, attempt) -> None:
        at = [self.tx.contacts.get(self.people[one].id).id for one in who]
        own = [n for n, one in enumerate(self.people) if one.id in at]
        super().log(slot, own, days_ago, channel, attempt)

    def merge(self, who, other) -> None:
        with suppress(Refusal):
            ids = self.people[who].id, self.people[other].id
            self.merges.append(self.tx.merges.merge(*ids, self.dana, NOW, TODAY).id)

    def unmerge(self) -> None:
        if self.merges:
            self.tx.merges.undo(self.merges.pop(), NOW)

    def move(self, who, to) -> None:
        self.tx.contacts.change(self.people[who].id, account_id=self.accounts[to])

    def leave(self, who, left) -> None:
        self.tx.contacts.leave(self.people[who].id, TODAY if left else None)

    def bring(self, who, days) -> None:
        """As a list does that names somebody again, with a cadence of his own."""
        one = self.tx.contacts.get(self.people[who].id)
        self.tx.contacts.upsert(one.account.id, one.name, added_on=TODAY, cadence=days)
        self.tx.contacts.recount([one.id])


who = st.integers(0, PEOPLE - 1)
some = st.lists(who, unique=True, max_size=PEOPLE)
slot = st.integers(0, VISITS - 1)
days = st.integers(1, 90)
logs = st.tuples(
    st.just("log"),
    slot,
    some,
    st.integers(0, 40),
    st.sampled_from([Channel.IN_PERSON, Channel.CALL, Channel.MESSAGE]),
    st.sampled_from([False, False, True]),
)
#: Half of all that is done is to log and to edit.
acts = logs | st.one_of(
    st.tuples(st.just("undo"), slot),
    st.tuples(st.just("redo"), slot),
    st.tuples(st.just("own_cadence"), who, st.none() | days),
    st.tuples(st.just("level"), who, st.sampled_from(Level)),
    st.tuples(st.just("policy"), st.sampled_from(Level), days),
    st.tuples(st.just("in_person"), st.sampled_from(Level), st.just(0) | days),
    st.tuples(
        st.just("counted"),
        st.sampled_from([["in_person", "call"], ["in_person"], ["call", "message"]]),
    ),
    st.tuples(st.just("account"), days, st.booleans()),
    st.tuples(st.just("give"), some),
    st.tuples(st.just("rename"), who),
)


moves = acts | st.one_of(
    st.tuples(st.just("merge"), who, who),
    st.tuples(st.just("unmerge")),
    st.tuples(st.just("move"), who, st.integers(0, 1)),
    st.tuples(st.just("leave"), who, st.booleans()),
    st.tuples(st.just("bring"), who, days),
)


class TakenBack(Exception):  # noqa: N818 — it ends an example
    """Nothing of the example is kept."""


@settings(
    max_examples=trials.times(24),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(done=st.lists(acts, max_size=25))
def test_clocks_equal_a_recount_after_anything(any_store, done):
    with suppress(TakenBack), any_store.transaction(TEAM) as tx:
        world = World(tx)
        for name, *what in done:
            getattr(world, name)(*what)
        assert tx.contacts.differences() == []
        keepers: dict[int | None, set[int]] = {
            one: set() for one in (world.company.member.id, world.dana)
        }
        for one in world.people:
            contact = tx.contacts.get(one.id)
            last = world.expected_touch(one.id)
            assert contact.last_touch_on == last
            assert contact.due_on == world.expected_due(contact, tx.policy)
            keepers[contact.keeper_id].add(one.id)
        for member, theirs in keepers.items():
            assert {one.id for one in tx.contacts.of_keeper(member)} == theirs
        raise TakenBack


@settings(
    max_examples=trials.times(24),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(done=st.lists(moves, min_size=8, max_size=25))
def test_clocks_equal_a_recount_whoever_moves_leaves_and_is_merged(any_store, done):
    with suppress(TakenBack), any_store.transaction(TEAM) as tx:
        world = Restless(tx)
        for name, *what in done:
            getattr(world, name)(*what)
        assert tx.contacts.differences() == []
        raise TakenBack


def test_a_clock_that_is_wrong_is_told_and_set_right(any_store):
    company = founded(any_store, TEAM)
    with any_store.transaction(TEAM) as tx:
        tx.visits.add(meeting(company, company.li), company.member.id, NOW, "r1")
        tx._scope.session.execute(
            update(tables.Contact)
            .where(tables.Contact.id == company.li.id)
            .values(last_touch_on=None, due_on=date(2000, 1, 1), keeper_id=None)
        )
    with any_store.reading(TEAM) as tx:
        (wrong,) = tx.contacts.differences()
    assert wrong.contact_id == company.li.id
    assert wrong.stored == (None, TODAY, date(2000, 1, 1), None)
    assert wrong.counted == (TODAY, TODAY, TODAY + timedelta(days=60), company.member.id)
    with any_store.transaction(TEAM) as tx:
        tx.contacts.recount([company.li.id])
        assert tx.contacts.differences() == []


@pytest.mark.parametrize("level", [Level.GENERAL, Level.KEY])
def test_a_cadence_moves_those_that_follow_it_and_no_others(any_store, level):
    company = founded(any_store, TEAM)
    with any_store.transaction(TEAM) as tx:
        tx.contacts.change(company.marta.id, level=Level.KEY)
        own = tx.contacts.add(
            company.account.id, "Own Cadence", added_on=TODAY, cadence=7, level=level
        )
        slow, _ = tx.accounts.upsert("Slow", owner_id=company.member.id, cadence=200)
        elsewhere = tx.contacts.add(slow.id, "Else Where", added_on=TODAY, level=level)
        people = (company.li, company.marta, own)
        tx.visits.add(meeting(company, *people), company.member.id, NOW, "r1")
        there = meeting(company, elsewhere, account_id=slow.id)
        tx.visits.add(there, company.member.id, NOW, "r2")
        tx.settings.change(f"cadence.{level.value}", 5, company.member.id, NOW)
        assert tx.contacts.differences() == []
        assert tx.contacts.get(own.id).due_on == TODAY + timedelta(days=7)
        assert tx.contacts.get(elsewhere.id).due_on == TODAY + timedelta(days=200)


@pytest.fixture
def few_at_once(monkeypatch):
    """Five contacts in each turn."""
    monkeypatch.setattr(clocks, "MANY", 5)
    for name in ("FIRST", "FEWEST", "MOST"):
        monkeypatch.setattr(recounts, name, 5)


def crowd(store, many=12):
    """Contacts who were all met today."""
    company = founded(store, TEAM)
    with store.transaction(TEAM) as tx:
        met = [
            tx.contacts.add(company.account.id, f"Person {n}", added_on=TODAY) for n in range(many)
        ]
        tx.visits.add(meeting(company, *met), company.member.id, NOW, "r1")
        while tx.contacts.sweep():
            pass
    return company


def test_many_follow_a_change_of_policy_some_at_a_time(any_store, few_at_once):
    company = crowd(any_store)
    with any_store.transaction(TEAM) as tx:
        assert tx.contacts.follows()
        tx.settings.change("cadence.general", 10, company.member.id, NOW)
        assert not tx.contacts.follows()
        assert len(tx.contacts.differences()) == 9  # of fourteen, five were done at once
    recounts.tick(any_store, TEAM)
    assert list(recounts.compare(any_store, TEAM)) == []
    with any_store.reading(TEAM) as tx:
        assert tx.contacts.follows()


def test_a_turn_is_as_long_as_others_can_wait():
    assert recounts.fitting(2000, 0.5) == 2000
    assert recounts.fitting(2000, 1.0) == 1000
    assert recounts.fitting(2000, 0.001) == 4000  # a quick first turn may be luck
    assert recounts.fitting(1000, 60) == recounts.FEWEST
    assert recounts.fitting(15_000, 0.3) == recounts.MOST


def test_a_change_on_the_way_begins_anew(any_store, few_at_once):
    company = crowd(any_store)
    for days in (10, 20):
        with any_store.transaction(TEAM) as tx:
            tx.settings.change("cadence.general", days, company.member.id, NOW)
            tx.contacts.sweep()
    recounts.tick(any_store, TEAM)
    assert list(recounts.compare(any_store, TEAM)) == []


def test_touches_are_counted_anew_when_the_file_counts_other_channels(
    any_store, few_at_once, monkeypatch
):
    crowd(any_store)
    monkeypatch.setattr(any_store, "defaults", replace(Policy(), counted=frozenset({Channel.CALL})))
    recounts.tick(any_store, TEAM)
    assert list(recounts.compare(any_store, TEAM)) == []
    with any_store.reading(TEAM) as tx:
        assert all(one.last_touch_on is None for one in tx.contacts.all())
