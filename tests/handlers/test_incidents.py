"""A fault at a customer: opened once, errands sent, shown where it matters, reported once."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import answers, cards, incidents, lists
from tests.conftest import TEAM
from upkeep.accounts import Account, Level, named_first
from upkeep.members import Role
from upkeep.visits import Channel, NewVisit, Voice, VoiceKind
from views.pieces import Json

#: A Tuesday.
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)


class World:
    """Alice owns Acme and Dana goes there; Marta, its head, was never met. Anna manages."""

    def __init__(self, store):
        self.store, self.clock = store, FixedClock(NOW)
        with store.transaction(TEAM) as tx:
            self.alice = tx.members.ensure("UALICE", name="Alice")
            self.dana = tx.members.ensure("UDANA", name="Dana")
            self.eve = tx.members.ensure("UEVE", name="Eve")
            anna = tx.members.ensure("UANNA", name="Anna")
            self.anna = tx.members.change(anna.id, role=Role.MANAGER)
            self.acme = tx.accounts.upsert("Acme Semi", ["Acme", "华虹"], owner_id=self.alice.id)[0]
            self.li = tx.contacts.add(self.acme.id, "Li Wei", added_on=TODAY)
            self.marta = tx.contacts.add(
                self.acme.id, "Marta", added_on=TODAY, level=Level.EXECUTIVE
            )
        self.met(self.li, self.dana, TODAY - timedelta(days=9))

    def met(self, contact, member, on):
        visit = NewVisit(self.acme.id, on, Channel.CALL, (contact.id,), (member.id,))
        with self.store.transaction(TEAM) as tx:
            tx.visits.add(visit, member.id, self.clock.at, f"{contact.id}{on}")

    def types(self, words, by=None, trigger="1"):
        ack = Mock()
        command: Json = {
            "text": f"incident {words}", "command": "/votes", "trigger_id": trigger
        }  # fmt: skip
        incidents.said(ack, command, by or self.alice, self.store, self.clock, TEAM)
        return ack.call_args.kwargs["text"]

    def closes(self, by):
        action: Json = {"value": "1"}
        incidents.closed(Mock(), action, {}, by, self.store, self.clock, TEAM)

    def text(self, kind, to):
        with self.store.reading(TEAM) as tx:
            last = tx.deliveries.last(kind, to)
        return last.payload["text"] if last else ""

    def owed(self):
        with self.store.reading(TEAM) as tx:
            return sum(tx.deliveries.waiting().values())


@pytest.fixture
def world(store):
    return World(store)


@pytest.fixture
def told(monkeypatch):
    seen = []
    monkeypatch.setattr(answers, "say", lambda _body, message: seen.append(message["text"]))
    return seen


def test_it_is_opened_once_and_each_visitor_told_whom_to_meet_and_what_to_ask(world):
    seen = world.types("@Acme: line 3 is down")
    assert seen.startswith(
        "Incident at Acme Semi: “line 3 is down”, doors are open until Mon 7 Dec"
    )
    assert "Dana: meet Marta (never met). Ask what their house needs" in seen
    assert "Alice: meet Li Wei (last met 9 days ago). Ask what they saw first" in seen
    assert "Meet Marta (never met)." in world.text(incidents.ERRAND, "UDANA")
    assert world.text(incidents.ERRAND, "UEVE") == ""
    before = world.owed()
    world.types("@Acme: line 3 is down")
    world.types("Acme line 3 is down", trigger="2")
    assert world.types("Acme line 3 is down", by=world.eve, trigger="3") == seen, "as it was told"
    assert world.owed() == before


def test_all_who_are_within_reach_now_are_suggested_and_everybody_has_somebody(world):
    """Three of ours go there, and five above the usual level are to be met."""
    with world.store.transaction(TEAM) as tx:
        for number in range(4):
            tx.contacts.add(
                world.acme.id, f"Chief {number}", title="CTO", added_on=TODAY, level=Level.EXECUTIVE
            )
    world.met(world.li, world.eve, TODAY - timedelta(days=2))
    seen = world.types("Acme line 3 is down")
    bosses = ("Marta", "Chief 0", "Chief 1")
    asked = [world.text(incidents.ERRAND, who) for who in ("UEVE", "UDANA", "UALICE")]
    assert all(name in text for name, text in zip(bosses, asked, strict=True))
    assert seen.count(": meet ") == 3
    assert "Within reach now, too: Chief 2, CTO; Chief 3, CTO." in seen
    assert "Chief 1" not in seen[seen.index("Within reach") :]
    assert "Nobody on record" not in seen


def test_who_goes_there_and_has_nobody_to_meet_is_told_of(world):
    """Four of ours, and two people on record."""
    for ago, who in enumerate((world.eve, world.anna)):
        world.met(world.li, who, TODAY - timedelta(days=ago + 1))
    seen = world.types("Acme line 3 is down")
    assert "Eve: meet Marta" in seen
    assert "Anna: meet Li Wei" in seen
    assert "Nobody on record there is left for Dana and Alice: take them along" in seen


def test_a_customers_words_are_told_to_whom_they_concern(world):
    heard = (Voice(VoiceKind.WORRY, "spares"),)
    visit = NewVisit(
        world.acme.id, TODAY, Channel.CALL, (world.marta.id,), (world.anna.id,), voices=heard
    )
    with world.store.transaction(TEAM) as tx:
        tx.visits.add(visit, world.anna.id, NOW, "heard")
    world.types("Acme line 3 is down")
    told = {who: world.text(incidents.ERRAND, who) for who in ("UANNA", "UDANA", "UALICE")}
    asked = {who: text for who, text in told.items() if "Marta" in text}
    assert list(asked) == ["UANNA"], "who went there last chooses first"
    assert "Ask how it stands with “spares”." in asked["UANNA"]
    seen = world.types("Acme another one", by=world.eve, trigger="9")
    assert "spares" not in seen
    assert "Ask what their house needs" in seen


@pytest.mark.parametrize(
    ("words", "place", "what"),
    [
        ("Acme Semi line down", "Acme Semi", "line down"),
        ("acme: line down", "Acme Semi", "line down"),
        ("华虹产线停了", "Acme Semi", "产线停了"),
        ("Acmeta line down", None, "Acmeta line down"),
        ("Acme", "Acme Semi", ""),
    ],
)
def test_the_customer_is_the_longest_name_a_sentence_begins_with(world, words, place, what):
    account, rest = named_first(words, [world.acme])
    assert (account.name if account else None, rest) == (place, what)


@pytest.mark.parametrize(
    ("words", "place", "what"),
    [
        ("Wilhelmina: line 3", "Wilhelmina & Söhne (Nord), Leipzig", "line 3"),
        ("wilhelmina & Sohne", "Wilhelmina & Söhne (Nord), Leipzig", ""),
        (
            "Wilhelmina & Söhne (Nord), Leipzig: rotor",
            "Wilhelmina & Söhne (Nord), Leipzig",
            "rotor",
        ),
        ("华虹半: 停了", "华虹半导体（无锡）", "停了"),
        ("华虹半导体(无锡)停了", "华虹半导体（无锡）", "停了"),
        ("Wilhelmina line 3", None, "Wilhelmina line 3"),
        ("Wilhelm: line 3", None, "Wilhelm: line 3"),
        ("The: line 3", None, "The: line 3"),
        ("W: line 3", None, "W: line 3"),
        (": line 3", None, "line 3"),
    ],
)
def test_a_long_name_need_only_be_begun(words, place, what):
    names = (
        "Wilhelmina & Söhne (Nord), Leipzig",
        "华虹半导体（无锡）",
        "The Pump Co",
        "The Pipe Co",
    )
    account, rest = named_first(words, [Account(at, one) for at, one in enumerate(names)])
    assert (account.name if account else None, rest) == (place, what)


@pytest.mark.parametrize(
    ("words", "place", "what"),
    [
        ("Acme Power: fire", "Acme Power Systems", "fire"),
        ("Acme East: fire", None, "Acme East: fire"),
        ("Acme line 3: fire", "Acme", "line 3: fire"),
        ("Acme: fire", "Acme", "fire"),
        ("acme", "Acme", ""),
        ("Acme Pipe, Acme Power", "Acme Pipe & Co", "Acme Power"),
    ],
)
def test_a_customer_whose_name_is_begun_is_meant_before_one_of_a_shorter_name(words, place, what):
    names = ("Acme", "Acme Power Systems", "Acme Pipe & Co", "Acme East One", "Acme East Two")
    account, rest = named_first(words, [Account(at, one) for at, one in enumerate(names)])
    assert (account.name if account else None, rest) == (place, what)


def test_what_is_not_understood_opens_nothing(world):
    assert "At which customer" in world.types("Acme")
    assert "Customers of a name like that: Acme Semi" in world.types("Akme is down")
    assert "no customer named at the beginning of “Nordwerk pump" in world.types("Nordwerk pump 3")
    assert world.types("").startswith("No incident opens doors at the moment.")


@pytest.mark.parametrize("place", ["Akme", "Nordwerk"])
def test_what_happened_is_given_back_where_the_customer_is_not_understood(world, place):
    long = (
        f"{place} is down &amp; nobody calls them back, " + "for the third time, " * 20 + "they say"
    )
    assert world.types(long).endswith(f"You typed:\n> /votes incident {long}")
    assert "You typed" not in world.types("Acme")


def test_it_is_shown_on_the_card_and_before_each_visit_while_it_lasts(world):
    world.types("Acme line 3 is down")
    with world.store.reading(TEAM) as tx:
        for day, shown in ((TODAY, True), (TODAY + timedelta(days=14), False)):
            reader = tx.members.get(1)
            card = cards.account(tx, world.acme.id, reader, day)["text"]
            item = lists.item(tx, tx.contacts.get(world.li.id), day)
            assert ("line 3 is down" in card, item.incident != "") == (shown, shown)
    assert "line 3 is down" in world.types("")


def test_what_came_of_it_is_told_once_to_who_opened_it_and_the_manager(world):
    world.types("Acme line 3 is down")
    world.met(world.marta, world.dana, TODAY + timedelta(days=3))
    incidents.tick(world.store, TEAM, NOW + timedelta(days=13))
    assert world.text(incidents.REPORT, "UALICE") == ""
    assert world.store.next_due() is not None
    with world.store.reading(TEAM) as tx:
        week = TODAY + timedelta(days=6)
        assert tx.incidents.met_first([world.acme.id], TODAY, week) == [world.marta.id]
        assert tx.incidents.met_first(None, TODAY, TODAY) == []
    for days in (14, 15):
        incidents.tick(world.store, TEAM, NOW + timedelta(days=days))
        report = world.text(incidents.REPORT, "UALICE")
        assert "met for the first time: Marta" in report
        assert "1 vote became warm" in report
        assert world.text(incidents.REPORT, "UANNA") == report
    with world.store.reading(TEAM) as tx:
        assert tx.deliveries.waiting() == {"pending": 2, "cancelled": 2}, "no errand is sent now"


def test_what_came_of_it_is_told_to_who_answers_for_the_customer_too(world):
    world.types("Acme line 3 is down", by=world.eve)
    incidents.tick(world.store, TEAM, NOW + timedelta(days=14))
    report = world.text(incidents.REPORT, "UEVE")
    assert report.startswith("What came of the incident at Acme")
    assert world.text(incidents.REPORT, "UALICE") == report
    assert world.text(incidents.REPORT, "UDANA") == ""


def test_it_is_closed_early_by_who_may_and_once(world, told):
    world.types("Acme line 3 is down")
    world.closes(world.eve)
    assert told[-1].startswith("Only Alice")
    world.closes(world.alice)
    assert "nobody was met for the first time" in told[-1]
    world.closes(world.anna)
    assert told[-1].startswith("This incident is closed")
    with world.store.reading(TEAM) as tx:
        assert tx.incidents.open_at(world.acme.id, TODAY) == []
    assert world.text(incidents.REPORT, "UANNA") != ""


def test_it_is_open_at_once_where_it_is_still_the_day_before(world, told):
    with world.store.transaction(TEAM) as tx:
        alice = tx.members.change(world.alice.id, zone="Pacific/Auckland")
        anna = tx.members.change(world.anna.id, zone="America/Los_Angeles")
    world.clock.at = datetime(2026, 11, 24, 20, tzinfo=UTC)  # Wednesday there, Tuesday here
    world.types("Acme line 3 is down", by=alice)
    world.met(world.marta, alice, TODAY + timedelta(days=1))
    assert "line 3 is down" in world.types("", by=anna)
    with world.store.reading(TEAM) as tx:
        assert lists.item(tx, tx.contacts.get(world.li.id), TODAY).incident
        assert not tx.incidents.open_on(TODAY - timedelta(days=1))
    world.closes(anna)
    assert "1 visit" in told[-1].splitlines()
    assert told[-1].endswith("Wed 25 Nov to Wed 25 Nov, closed early")


def test_nobody_is_sent_there_once_it_is_closed(world, told):
    """An errand that still waits for its reader's morning is taken back; one that is out stays."""
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.dana.id, zone="America/Los_Angeles")
    world.types("Acme line 3 is down")
    assert "Meet Marta" in world.text(incidents.ERRAND, "UDANA")
    world.closes(world.alice)
    assert world.text(incidents.ERRAND, "UDANA") == ""
    assert told


def test_a_manager_who_is_away_is_stood_in_for_by_the_next_one_up(world):
    with world.store.transaction(TEAM) as tx:
        boss = tx.members.ensure("UBOSS", name="Boss", is_slack_admin=True)
        tx.members.change(world.anna.id, away_from=TODAY, away_until=TODAY + timedelta(days=90))
    world.types("Acme line 3 is down")
    incidents.tick(world.store, TEAM, NOW + timedelta(days=14))
    assert world.text(incidents.REPORT, "UANNA") == ""
    assert world.text(incidents.REPORT, boss.slack_id) != ""


def test_who_moves_is_told_of_where_he_was_met(world):
    """Kim was met first at Nordwerk in these days and came to Acme since; Marta went the other way.

    Bo has left the company before the report."""
    with world.store.transaction(TEAM) as tx:
        nordwerk = tx.accounts.upsert("Nordwerk")[0]
        kim = tx.contacts.add(nordwerk.id, "Kim", added_on=TODAY)
        bo = tx.contacts.add(world.acme.id, "Bo", added_on=TODAY)
    world.types("Acme line 3 is down")
    day = TODAY + timedelta(days=1)
    there = NewVisit(nordwerk.id, day, Channel.MEAL, (kim.id,), (world.eve.id,))
    for one in (world.marta, bo):
        world.met(one, world.dana, day)
    with world.store.transaction(TEAM) as tx:
        tx.visits.add(there, world.eve.id, NOW, "there")
        tx.contacts.change(kim.id, account_id=world.acme.id)
        tx.contacts.change(world.marta.id, account_id=nordwerk.id)
        tx.contacts.leave(bo.id, day)
        assert set(tx.incidents.met_first(None, TODAY, day)) == {world.marta.id, bo.id}
    incidents.tick(world.store, TEAM, NOW + timedelta(days=14))
    report = world.text(incidents.REPORT, "UALICE")
    assert "\nmet for the first time: Bo and Marta\n" in report
    assert "\n0 votes became warm\n" in report, "Kim was met elsewhere"


def test_who_tells_of_it_days_later_reads_that_it_is_known_and_of_nobody_who_was_not_sent(world):
    world.types("Acme line 3 is down")
    world.clock.at = NOW + timedelta(days=2)
    world.met(world.marta, world.dana, TODAY + timedelta(days=1))
    before = world.owed()
    seen = world.types("Acme line 3 is down", by=world.eve, trigger="2")
    assert seen.startswith(
        "Incident at Acme Semi: “line 3 is down”, doors are open until Mon 7 Dec"
    )
    assert "meet" not in seen
    assert "privately" not in seen
    assert world.owed() == before


def test_it_does_not_end_before_it_began_where_its_writer_flies_west(world, told):
    with world.store.transaction(TEAM) as tx:
        alice = tx.members.change(world.alice.id, zone="Pacific/Auckland")
    world.clock.at = datetime(
        2026, 11, 24, 20, tzinfo=UTC
    )  # Wednesday there, Tuesday where she lands
    world.types("Acme line 3 is down", by=alice)
    world.met(world.marta, alice, TODAY + timedelta(days=1))
    with world.store.transaction(TEAM) as tx:
        alice = tx.members.change(alice.id, zone="America/Los_Angeles")
    world.closes(alice)
    assert "1 visit" in told[-1].splitlines()
    assert told[-1].endswith("Wed 25 Nov to Wed 25 Nov, closed early")
