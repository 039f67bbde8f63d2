"""One face: a quiet word to both who met the same person apart, once in a while."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import FixedClock
from handlers import faces, owed
from handlers.visits.keeping import Desk
from storage import tables
from tests.conftest import TEAM
from upkeep.visits import Channel, FollowUp, NewVisit

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

    def logs(self, by, contact, days_ago=0, *others, attempt=False, promised=()):
        """`promised`: who has promised something, and in how many days it is due."""
        on = TODAY - timedelta(days=days_ago)
        members = (by.id, *(one.id for one in others))
        promises = tuple(
            FollowUp("the offer", TODAY + timedelta(days=due), owner.id) for owner, due in promised
        )
        visit = NewVisit(
            self.acme.id, on, Channel.CALL, (contact.id,), members, attempt=attempt,
            follow_ups=promises,
        )  # fmt: skip
        with self.store.transaction(TEAM) as tx:
            Desk(tx, by, self.clock).log(visit, f"{by.id}:{contact.id}:{on}:{attempt}")

    def undoes(self, by, *, sent=True):
        """The newest visit is undone; into what the words are changed then."""
        with self.store.transaction(TEAM) as tx:
            for to in ("UALICE", "UDANA"):
                if sent and (told := tx.deliveries.last(faces.FACES, to)):
                    row = tx.deliveries.row(tables.Delivery, told.id)
                    row.state, row.channel, row.ts = "sent", f"D{to}", "1.2"
            self.newest = tx.visits.recent(by.id, 1)[0].id
            Desk(tx, by, self.clock).undo(self.newest)
        return self.changed()

    def redoes(self):
        """The same visit stands again; into what the words are changed then."""
        with self.store.transaction(TEAM) as tx:
            Desk(tx, self.alice, self.clock).redo(self.newest)
        return self.changed()

    def changed(self):
        with self.store.reading(TEAM) as tx:
            told = {to: tx.deliveries.last(owed.REPAINT, to) for to in ("UALICE", "UDANA")}
        return {to: one.payload["text"] for to, one in told.items() if one}

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


def test_what_is_promised_for_a_day_counts_like_a_visit(world):
    world.logs(world.dana, world.li, 30, promised=[(world.dana, 4)])
    world.logs(world.alice, world.li)
    alice, dana = world.words()
    assert "you met Li Wei, Acme (today)" in alice.replace("Tue 24 Nov", "today")
    assert "and Dana has promised something there (Sat 28 Nov)" in alice
    assert "you have promised something to Li Wei, Acme (Sat 28 Nov), and Alice was there" in dana
    before = world.count()
    world.logs(world.alice, world.li, promised=[(world.alice, 5)])
    assert world.count() == before, "once in a while"


def test_two_who_have_promised_something_for_near_days_get_a_word(world):
    world.logs(world.dana, world.li, 30, promised=[(world.dana, 40)])
    world.logs(world.alice, world.li, promised=[(world.alice, 37)])
    alice, dana = world.words()
    assert "you have promised something to Li Wei, Acme (Thu 31 Dec), and so has Dana" in alice
    assert "(Sun 3 Jan)" in dana.replace("Sun 3 Jan 2027", "Sun 3 Jan")


def test_who_is_away_hears_nothing_and_who_stands_in_is_nobody_else(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.dana.id, away_from=TODAY, away_until=TODAY + timedelta(days=9))
    world.logs(world.dana, world.li, 3)
    world.logs(world.alice, world.li)
    alice, dana = world.words()
    assert "so did Dana" in alice
    assert dana == ""
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.dana.id, standin_id=world.alice.id)
    before = world.count()
    world.logs(world.dana, world.marta, 3)
    world.logs(world.alice, world.marta)
    assert world.count() == before


def test_no_word_about_what_both_know_of_or_what_was_kept(world):
    world.logs(world.dana, world.li, 30, world.alice, promised=[(world.dana, 4)])
    world.logs(world.alice, world.li)
    world.logs(world.dana, world.marta, 30, promised=[(world.dana, 4), (world.alice, 5)])
    with world.store.transaction(TEAM) as tx:
        for one in tx.follow_ups.open_of_member(world.dana.id):
            tx.follow_ups.done(one.id, TODAY)
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


def test_what_is_taken_back_is_taken_back_from_the_words_about_it_too(world):
    world.logs(world.dana, world.li, 3)
    world.logs(world.alice, world.li)
    assert world.undoes(world.alice) == {
        "UALICE": "Taken back: of Li Wei, Acme, you and Dana, one visit has been undone.",
        "UDANA": "Taken back: of Li Wei, Acme, you and Alice, one visit has been undone.",
    }
    assert all(one.startswith("One face: you met Li Wei") for one in world.redoes().values())


def test_words_about_another_visit_stay(world):
    world.logs(world.dana, world.li, 3)
    world.logs(world.alice, world.li, 1)
    world.logs(world.alice, world.li)
    assert world.undoes(world.alice) == {}


def test_a_word_that_has_not_gone_out_does_not(world):
    world.logs(world.dana, world.li, 3)
    world.logs(world.alice, world.li)
    assert world.undoes(world.alice, sent=False) == {}
    assert world.words() == ["", ""]
