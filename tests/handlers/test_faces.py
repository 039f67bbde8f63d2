"""One face: a quiet word to both who met the same person apart, once in a while."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import FixedClock
from handlers import faces, owed
from handlers.visits.keeping import Desk, as_new
from storage import tables
from tests.conftest import TEAM
from upkeep.visits import Channel, FollowUp, NewVisit

#: A Tuesday.
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)
YESTERDAY = TODAY - timedelta(days=1)


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

    def sends(self):
        """The words go out."""
        with self.store.transaction(TEAM) as tx:
            for to in ("UALICE", "UDANA"):
                if told := tx.deliveries.last(faces.FACES, to):
                    row = tx.deliveries.row(tables.Delivery, told.id)
                    row.state, row.channel, row.ts = "sent", f"D{to}", "1.2"

    def undoes(self, by, *, sent=True):
        """The newest visit is undone; into what the words are changed then."""
        if sent:
            self.sends()
        with self.store.transaction(TEAM) as tx:
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


def edits(world, by, **fields):
    """The newest visit of somebody is changed; into what the words are changed then."""
    world.sends()
    with world.store.transaction(TEAM) as tx:
        newest = tx.visits.recent(by.id, 1)[0]
        Desk(tx, by, world.clock).change(newest.id, replace(as_new(newest), **fields))
    return world.changed()


def test_an_edit_is_told_in_the_words_about_the_visit_too(world):
    world.logs(world.dana, world.li, 3)
    world.logs(world.alice, world.li)
    assert edits(world, world.alice, note="spares") == {}, "nothing that it tells is another"
    assert all("Mon 23 Nov" in one for one in edits(world, world.alice, on=YESTERDAY).values())
    both = (world.alice.id, world.dana.id)
    assert edits(world, world.alice, member_ids=both) == {
        "UALICE": "Taken back: of Li Wei, Acme, you and Dana, one visit has been changed.",
        "UDANA": "Taken back: of Li Wei, Acme, you and Alice, one visit has been changed.",
    }
    again = edits(world, world.alice, member_ids=(world.alice.id,))
    assert all(one.startswith("One face: you met Li Wei") for one in again.values())


def test_an_edit_before_it_went_out_leaves_nothing_to_say(world):
    world.logs(world.dana, world.li, 3)
    world.logs(world.alice, world.li)
    with world.store.transaction(TEAM) as tx:
        newest = tx.visits.recent(world.alice.id, 1)[0]
        both = replace(as_new(newest), member_ids=(world.alice.id, world.dana.id))
        Desk(tx, world.alice, world.clock).change(newest.id, both)
    assert world.words() == ["", ""]


@pytest.mark.parametrize("sent", [True, False])
def test_a_visit_that_is_logged_anew_after_undo_is_told(world, sent):
    world.logs(world.dana, world.li, 3)
    world.logs(world.alice, world.li)
    world.undoes(world.alice, sent=sent)
    world.logs(world.alice, world.li, 1)
    told = world.changed().values() if sent else world.words()
    assert len(told) == 2
    assert all("(Mon 23 Nov)" in one for one in told)


def test_a_word_that_had_not_gone_out_does_once_the_visit_stands_again(world):
    world.logs(world.dana, world.li, 3)
    world.logs(world.alice, world.li)
    world.undoes(world.alice, sent=False)
    world.redoes()
    assert all(one.startswith("One face: you met Li Wei") for one in world.words())


def test_of_two_visits_the_one_that_stands_is_told(world):
    world.logs(world.dana, world.li, 3)
    world.logs(world.alice, world.li)
    world.logs(world.alice, world.li, 1, attempt=False)
    with world.store.reading(TEAM) as tx:
        first = tx.visits.recent(world.alice.id, 2)
    today = next(one for one in first if one.on == TODAY)
    world.sends()
    with world.store.transaction(TEAM) as tx:
        Desk(tx, world.alice, world.clock).undo(today.id)
    assert all("(Mon 23 Nov)" in one for one in world.changed().values())


def test_who_takes_over_is_not_apart_from_who_has_left_or_gave(world):
    world.logs(world.dana, world.li, 3)
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.dana.id, active=False)
    world.logs(world.alice, world.li)
    assert world.words() == ["", ""]
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.dana.id, active=True)
        before = {"before": world.dana.id, "to": world.alice.id}
        tx.audit.note(world.dana.id, "give", "contact", world.marta.id, before, NOW)
    world.logs(world.dana, world.marta, 2)
    world.logs(world.alice, world.marta)
    assert world.words() == ["", ""]
    with world.store.transaction(TEAM) as tx:
        tx.audit.note(world.dana.id, "give back", "contact", world.marta.id, {}, NOW)
    world.logs(world.alice, world.marta, 1)
    assert all("met Marta" in one for one in world.words())


def test_a_word_of_december_is_taken_back_in_january(world):
    world.clock = FixedClock(datetime(2026, 12, 31, 9, tzinfo=UTC))
    world.logs(world.dana, world.li, -34)
    world.logs(world.alice, world.li, -36)
    assert all(one.startswith("One face: you met Li Wei") for one in world.words())
    world.clock.at += timedelta(days=1)
    assert len(world.undoes(world.alice)) == 2
