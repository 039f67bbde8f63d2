"""Absences: as they are typed, with somebody standing in, and over without a word."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import answers, away, nudges, owed, people
from handlers.nudges import deeds, presses
from storage import tables
from tests.conftest import TEAM
from upkeep import regime, workdays
from upkeep.members import REMEMBERED
from upkeep.visits import Channel, NewVisit
from views.pieces import Json

#: A Tuesday.
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CLOCK = FixedClock(NOW)


class World:
    """Dana keeps Li Wei, neglected, and Marta, never met; Alice keeps nobody."""

    def __init__(self, store):
        self.store = store
        with store.transaction(TEAM) as tx:
            self.alice = tx.members.ensure("UALICE", name="Alice")
            self.dana = tx.members.ensure("UDANA", name="Dana")
            acme = tx.accounts.upsert("Acme", owner_id=self.dana.id)[0]
            since = TODAY - timedelta(days=200)
            self.li = tx.contacts.add(acme.id, "Li Wei", added_on=since)
            tx.contacts.add(acme.id, "Marta", added_on=since)
            visit = NewVisit(
                acme.id, TODAY - timedelta(days=90), Channel.CALL, (self.li.id,), (self.dana.id,)
            )
            tx.visits.add(visit, self.dana.id, NOW, "v")

    def types(self, words, by=None, days=0):
        ack, clock = Mock(), FixedClock(NOW + timedelta(days=days))
        command: Json = {"text": words, "command": "/votes"}
        away.asked(ack, command, Mock(), by or self.dana_now(), self.store, clock, TEAM)
        return ack.call_args.kwargs["text"]

    def dana_now(self):
        with self.store.reading(TEAM) as tx:
            return tx.members.get(self.dana.id)

    def morning(self, to, days=0):
        nudges.tick(self.store, TEAM, NOW + timedelta(days=days))
        with self.store.reading(TEAM) as tx:
            day = (TODAY + timedelta(days=days)).isoformat()
            sent = tx.deliveries.of_period(owed.REMINDER, to, day)
        return sent.payload["text"] if sent else ""


@pytest.fixture
def world(store):
    return World(store)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("away until 3 Dec", date(2026, 12, 3)),
        ("away until Fri", date(2026, 11, 27)),
        ("away 12月3日", date(2026, 12, 3)),
        ("away today", TODAY),
        ("away", None),
        ("away until pigs fly", None),
        ("away 1 Dec - 5 Dec", None),
        ("away with <@UALICE|alice>", None),
    ],
)
def test_the_last_day_is_understood_or_asked_for(world, text, until):
    said = world.types(text)
    assert world.dana_now().away_until == until
    assert ("You are away" in said) is (until is not None)
    if until is None:
        assert "`/votes away until 3 Dec`" in said


@pytest.mark.parametrize("word", ["off", "Back", "回来了"])
def test_back_again(world, word):
    world.types("away until 3 Dec with <@UALICE>")
    assert "Welcome back" in world.types(f"away {word}")
    assert "not marked as away" in world.types("away off")
    assert not world.dana_now().is_away(TODAY)
    assert world.dana_now().standin_id is None


def test_days_away_stay_days_away_once_one_is_back_or_stays_longer(world):
    world.types("away until 3 Dec")
    begun = world.dana_now().away_from
    world.types("away until 4 Dec", days=2)
    assert world.dana_now().away_from == begun
    world.types("away off", days=3)
    dana = world.dana_now()
    assert [dana.is_away(TODAY + timedelta(days=ahead)) for ahead in range(-1, 4)] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_the_stand_in_has_the_neglected_ones_marked_and_loses_them_without_a_word(world):
    said = world.types("away until 27 Nov with <@UALICE|alice>")
    assert "Alice is reminded of your neglected contacts meanwhile." in said
    with world.store.reading(TEAM) as tx:
        told = tx.deliveries.last(away.STAND_IN, "UALICE").payload["text"]
        assert tx.contacts.unattended(None, TODAY) == []
    assert told.startswith("Dana is away until Fri 27 Nov, and you stand in")
    seen = world.morning("UALICE")
    assert "Li Wei, Acme · for Dana" in seen
    assert "Marta" not in seen, "never met is not neglected"
    assert world.morning("UDANA") == ""
    assert world.morning("UALICE", days=6) == "", "Dana is back"
    assert "Li Wei, Acme\n" in world.morning("UDANA", days=6)


def test_the_stand_in_may_act_while_it_lasts(world, monkeypatch):
    seen = []
    monkeypatch.setattr(answers, "say", lambda _body, message: seen.append(message["text"]))
    option: Json = {"selected_option": {"value": f"3:{world.li.id}"}}
    body: Json = {"container": {}}

    def snoozes():
        presses.snoozed(Mock(), option, body, Mock(), world.alice, world.store, CLOCK, TEAM)
        with world.store.reading(TEAM) as tx:
            return tx.contacts.get(world.li.id).snoozed_until

    assert snoozes() is None
    assert seen[-1].endswith("is looked after by Dana: ask them, or a manager.")
    world.types("away until 27 Nov with <@UALICE>")
    assert snoozes() == TODAY + timedelta(days=3)


def test_without_a_stand_in_the_neglected_ones_are_an_absent_owners(world):
    assert "Nobody stands in" in world.types("away until 27 Nov")
    with world.store.reading(TEAM) as tx:
        assert tx.contacts.unattended(None, TODAY) == [world.li.id]
        assert tx.contacts.unattended(None, TODAY + timedelta(days=4)) == []
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.dana.id, active=False, away_until=None)
        assert tx.contacts.unattended(None, TODAY) == [world.li.id]


@pytest.mark.parametrize(
    ("facts", "unattended"),
    [
        ({"slack_id": None}, True),
        ({"status": "palm_tree"}, True),
        ({"status": "palm_tree", "status_until": NOW + timedelta(days=5)}, True),
        ({"status": "face_with_thermometer", "status_until": NOW + timedelta(hours=9)}, False),
        ({"status": "coffee"}, False),
        ({"status": "palm_tree", "away_from": TODAY, "away_until": TODAY, "standin_id": 1}, False),
    ],
)
def test_whom_slack_does_not_know_or_shows_as_away_is_absent(any_store, facts, unattended):
    world = World(any_store)
    with any_store.transaction(TEAM) as tx:
        if "standin_id" in facts:
            facts = facts | {"standin_id": world.alice.id}
        tx.members.change(world.dana.id, **facts)
        assert tx.contacts.unattended(None, TODAY) == ([world.li.id] if unattended else [])


def test_who_is_away_or_gone_or_oneself_cannot_stand_in(world):
    assert "Dana cannot stand in" in world.types("away until 27 Nov with <@UDANA>")
    world.types("away until 27 Nov", by=world.alice)
    assert "Alice cannot stand in" in world.types("away until 30 Nov with <@UALICE>")
    assert world.dana_now().away_until is None


def test_who_was_to_stand_in_hears_nothing_once_it_is_over_or_somebody_elses(world):
    """What waits for his morning is taken back, and is told after all where it is said again."""
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.alice.id, zone="America/Los_Angeles")
        tx.members.ensure("UEVE", name="Eve")

    def waits():
        with world.store.reading(TEAM) as tx:
            last = (tx.deliveries.last(away.STAND_IN, who) for who in ("UALICE", "UEVE"))
            return [one.state if one else "" for one in last]

    world.types("away until 27 Nov with <@UALICE>")
    world.types("away until 27 Nov with <@UALICE>")
    assert waits() == ["pending", ""]
    world.types("away off")
    assert waits() == ["", ""]
    world.types("away until 27 Nov with <@UALICE>")
    assert waits() == ["pending", ""]
    world.types("away until 27 Nov with <@UEVE>")
    assert waits() == ["", "pending"]


def test_the_message_to_who_stands_in_stays_true(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.ensure("UEVE", name="Eve")

    def reads():
        with world.store.reading(TEAM) as tx:
            return tx.deliveries.of_period(owed.REPAINT, "UALICE", str(sent.id)).payload["text"]

    world.types("away until 27 Nov with <@UALICE>")
    with world.store.transaction(TEAM) as tx:
        sent = tx.deliveries.last(away.STAND_IN, "UALICE")
        row = tx.deliveries.row(tables.Delivery, sent.id)
        row.state, row.channel, row.ts = "sent", "D1", "1.1"
    world.types("away until 27 Nov with <@UEVE>")
    assert reads() == "You do not stand in for Dana any more."
    world.types("away until 27 Nov with <@UALICE>")
    assert reads().startswith("Dana is away until Fri 27 Nov, and you stand in")
    world.types("away off")
    assert reads() == "You do not stand in for Dana any more."


def test_who_is_away_in_between_cannot_stand_in(world):
    first, last = TODAY + timedelta(days=2), TODAY + timedelta(days=4)
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.alice.id, away_from=first, away_until=last)
    assert "Alice cannot stand in" in world.types("away until 18 Dec with <@UALICE>")
    assert "Alice is reminded" in world.types("away until 25 Nov with <@UALICE>")


@pytest.mark.parametrize(
    ("said", "worked"),
    [
        ({0: "until 24 Nov", 2: "until 27 Nov"}, [0, 2]),
        ({0: "until 25 Nov", 1: "off", 3: "until 27 Nov"}, [0, 2, 3]),
        ({-1: "until 27 Nov", 6: "until 1 Dec"}, []),
        ({-1: "today", 0: "off", 1: "today", 3: "today", 5: "today"}, [1, 3]),
    ],
)
def test_days_away_stay_so_when_the_next_absence_is_said(world, said, worked):
    """A week's target is for the days at work, whatever is said before its digest tells it."""
    for days, words in said.items():
        world.types(f"away {words}", days=days)
    dana, policy = world.dana_now(), world.store.defaults
    monday = TODAY - timedelta(days=1)
    week = [monday + timedelta(days=ahead) for ahead in range(7)]
    assert [one.weekday() for one in week if workdays.at_work(dana, policy, one)] == worked
    assert regime.week_target(dana, monday, policy) == len(worked)


def test_absences_of_long_ago_are_forgotten(world):
    for days in range(0, 7 * 60, 7):
        world.types("away today", days=days)
    assert len(world.dana_now().was_away) == REMEMBERED.days // 7


def test_whose_status_says_that_he_is_away_cannot_stand_in(world):
    """The reply said that she is reminded, and the manager was."""
    with world.store.transaction(TEAM) as tx:
        until = NOW + timedelta(days=9)
        tx.members.change(world.alice.id, status="palm_tree", status_until=until)
    assert "Alice cannot stand in" in world.types("away until 27 Nov with <@UALICE>")
    assert world.dana_now().away_until is None


def test_who_stands_in_and_goes_away_hears_for_whom_nobody_does_then(world):
    world.types("away until 27 Nov with <@UALICE>")
    said = world.types("away until 26 Nov", by=world.alice)
    assert said.endswith(
        "You were to stand in for Dana: meanwhile whoever is above hears of neglected contacts"
        " there."
    )
    with world.store.reading(TEAM) as tx:
        assert tx.contacts.unattended(None, TODAY) == [world.li.id]
    assert "You were to" not in world.types("away until 30 Nov", by=world.alice, days=6)


def test_who_stands_in_for_one_who_leaves_us_does_so_no_more(world):
    world.types("away until 27 Nov with <@UALICE>")
    with world.store.transaction(TEAM) as tx:
        sent = tx.deliveries.last(away.STAND_IN, "UALICE")
        row = tx.deliveries.row(tables.Delivery, sent.id)
        row.state, row.channel, row.ts = "sent", "D1", "1.1"
    user: Json = {"id": "UDANA", "real_name": "Dana", "profile": {}, "deleted": True}
    people.changed({"user": user}, world.store, TEAM, CLOCK)
    with world.store.reading(TEAM) as tx:
        now = tx.deliveries.of_period(owed.REPAINT, "UALICE", str(sent.id))
    assert now.payload["text"] == "You do not stand in for Dana any more."


def test_an_absence_that_is_still_to_come_is_taken_back_in_so_many_words(world):
    """A list brought it in; `off` took it away, and said that there was none."""
    with world.store.transaction(TEAM) as tx:
        first, last = TODAY + timedelta(days=6), TODAY + timedelta(days=10)
        tx.members.change(world.dana.id, away_from=first, away_until=last)
    said = world.types("away off")
    assert said == "Taken back: you are not away from Mon 30 Nov to Fri 4 Dec."
    assert not world.dana_now().is_away(first)


@pytest.mark.parametrize("sent", [True, False])
def test_whose_contact_a_stand_in_gives_away_hears_of_it_and_of_its_undo(world, sent, monkeypatch):
    """She could give it away for good, could not take it back, and nobody told its owner."""
    seen = []
    monkeypatch.setattr(answers, "say", lambda _body, message: seen.append(message["text"]))
    world.types("away until 27 Nov with <@UALICE>")
    with world.store.transaction(TEAM) as tx:
        eve = tx.members.ensure("UEVE", name="Eve")
    press = presses.Press(world.store, TEAM, world.alice, CLOCK, {})
    press.does(world.li.id, deeds.give(eve))
    with world.store.transaction(TEAM) as tx:
        told = tx.deliveries.last(owed.BRIEF, "UDANA")
        assert told.payload["text"].startswith("Alice has handed Li Wei, Acme over to Eve.")
        if sent:
            tx.deliveries.row(tables.Delivery, told.id).state = "sent"
    action: Json = {"value": f"given:{world.li.id}:{world.dana.id}:{eve.id}"}
    presses.taken_back(Mock(), action, {}, world.alice, world.store, CLOCK, TEAM)
    with world.store.reading(TEAM) as tx:
        assert tx.contacts.get(world.li.id).keeper_id == world.dana.id
        last = tx.deliveries.last(owed.BRIEF, "UDANA")
        assert tx.deliveries.last(owed.BRIEF, "UEVE") is None
    assert (last.payload["text"] if last else "") == (
        "Alice took it back: you look after Li Wei, Acme again." if sent else ""
    )
    assert len(seen) == 2


def test_who_is_away_can_look_up_until_when_and_who_stands_in(world):
    """The answer that said so is gone with the next start of Slack."""
    said = world.types("away until 27 Nov with <@UALICE>")
    assert world.types("away") == said
    world.types("away until 26 Nov", by=world.alice, days=1)
    assert "Nobody stands in" in world.types("away", days=2)
    assert "Until when?" in world.types("away", days=4)
