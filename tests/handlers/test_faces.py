"""One face: a quiet word to both who met the same person apart, once in a while."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import FixedClock
from handlers import faces, owed
from handlers.visits.keeping import Desk
from tests.conftest import TEAM
from upkeep.visits import Channel, NewVisit

#: A Tuesday.
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)


class World:
    """Alice and Dana both go to Acme, where Li Wei and Marta are."""

    def __init__(self, store):
        self.store, self.clock = store, FixedClock(NOW)
        with store.transaction(TEAM) as tx:
            self.alice = tx.members.ensure("UALICE", name="Alice")
            self.dana = tx.members.ensure("UDANA", name="Dana")
            self.acme = tx.accounts.upsert("Acme", owner_id=self.alice.id)[0]
            self.li = tx.contacts.add(self.acme.id, "Li Wei", added_on=TODAY)
            self.marta = tx.contacts.add(self.acme.id, "Marta", added_on=TODAY)

    def logs(self, by, contact, days_ago=0, *others, attempt=False):
        on = TODAY - timedelta(days=days_ago)
        members = (by.id, *(one.id for one in others))
        visit = NewVisit(self.acme.id, on, Channel.CALL, (contact.id,), members, attempt=attempt)
        with self.store.transaction(TEAM) as tx:
            Desk(tx, by, self.clock).log(visit, f"{by.id}:{contact.id}:{on}:{attempt}")

    def words(self):
        with self.store.reading(TEAM) as tx:
            told = [tx.deliveries.last(faces.FACES, to) for to in ("UALICE", "UDANA")]
        return [one.payload["text"] if one else "" for one in told]

    def count(self):
        with self.store.reading(TEAM) as tx:
            return sum(tx.deliveries.waiting().values())


@pytest.fixture
def world(store):
    return World(store)


def test_both_get_a_word_once(world):
    world.logs(world.dana, world.li, 3)
    world.logs(world.alice, world.li)
    alice, dana = world.words()
    assert alice.startswith(
        "One face: you met Li Wei, Acme (Tue 24 Nov), and so did Dana (Sat 21 Nov)"
    )
    assert "you met Li Wei, Acme (Sat 21 Nov), and so did Alice (Tue 24 Nov)" in dana
    before = world.count()
    world.logs(world.dana, world.li, 1)
    assert world.count() == before
    world.logs(world.dana, world.marta, 2)
    world.logs(world.alice, world.marta, 1)
    assert world.count() == before + 2, "another contact, another word"


def test_no_word_where_it_was_together_long_apart_long_past_or_tried_in_vain(world):
    world.logs(world.dana, world.li, 2, world.alice)
    world.logs(world.alice, world.li, 1)
    world.logs(world.dana, world.marta, 60)
    world.logs(world.alice, world.marta, 58)
    world.logs(world.dana, world.marta, 9)
    world.logs(world.alice, world.marta, 1, attempt=True)
    world.logs(world.alice, world.marta)
    assert world.words() == ["", ""]


def test_the_word_waits_for_the_morning_where_it_is_night(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.dana.id, zone="America/Los_Angeles")
        tx.members.get(world.dana.id)
    world.logs(world.dana, world.li, 1)
    world.logs(world.alice, world.li)
    with world.store.reading(TEAM) as tx:
        alice, dana = (tx.deliveries.last(faces.FACES, to) for to in ("UALICE", "UDANA"))
        morning = owed.by_day(tx, tx.members.get(world.dana.id), world.clock)
    assert alice.not_before == owed.AT_ONCE
    assert dana.not_before > alice.not_before
    assert abs(dana.not_before - morning) < timedelta(minutes=1)
    assert timedelta(hours=4) < morning - world.clock.wall() < timedelta(hours=8)
