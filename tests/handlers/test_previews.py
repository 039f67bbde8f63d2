"""What a look ahead shows is what is sent, whatever the situation and whatever happens between."""

import random
from datetime import date, time, timedelta

import pytest

from handlers import owed
from handlers.nudges import preview
from tests import trials
from tests.conftest import TEAM
from tests.handlers.test_nudges import NOW, TODAY, World
from upkeep.schedules import Pause
from upkeep.visits import Channel, FollowUp

#: Companies, and situations that each of them comes into.
COMPANIES, SITUATIONS = trials.times(14), 5
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Apia")
RHYTHMS = (
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
)


def ahead(chance, first, last):
    """A day, counted from today."""
    return TODAY + timedelta(days=chance.randint(first, last))


def maybe(chance, *choices):
    """One of some things, as often as none."""
    return chance.choice((*choices, *[None] * len(choices)))


def peopled(chance, world):
    """Contacts of all ages, some not met for long, put off, gone, or of whom she stands in for."""
    with world.store.transaction(TEAM) as tx:
        hers = tx.accounts.upsert("Beta", owner_id=world.dana.id)[0]
        more = [
            tx.contacts.add(account_id, f"Person {number}", added_on=ahead(chance, -90, 0))
            for account_id in (world.acme.id, hers.id)
            for number in range(chance.choice((0, 1, 4)))
        ]
        for one in (*world.contacts, *more):
            field, value = chance.choice(
                (
                    ("cadence", chance.choice((7, 20))),
                    ("snoozed_until", ahead(chance, -2, 5)),
                    ("left_on", maybe(chance, ahead(chance, -5, 0))),
                )
            )
            tx.contacts.change(one.id, **{field: value})
    for one in world.contacts:
        promises = (FollowUp("call", ahead(chance, -3, 5)),)
        if chance.random() < 0.7:
            world.met(
                one.name,
                TODAY - timedelta(days=chance.choice((0, 5, 58, 60, 62, 65, 200))),
                follow_ups=promises if chance.random() < 0.4 else (),
                channel=chance.choice((Channel.IN_PERSON, Channel.CALL)),
            )


def settled(chance, world):
    """What people and admins have wished for, and whether they are there."""
    with world.store.transaction(TEAM) as tx:
        north, _ = tx.teams.upsert("North", zone="Europe/Berlin")
        tx.members.change(
            world.dana.id,
            away_from=ahead(chance, -3, 0),
            away_until=ahead(chance, -1, 3),
            standin_id=world.alice.id,
        )
        tx.members.change(
            world.alice.id,
            zone=chance.choice(ZONES),
            team_id=maybe(chance, north.id),
            work_days=maybe(chance, frozenset({0, 1, 3}), frozenset(range(7))),
            away_until=maybe(chance, ahead(chance, -1, 2)),
            quiet_until=maybe(chance, ahead(chance, 0, 2)),
            reminder_at=maybe(chance, time(5), time(7), time(17, 30)),
            reminder_on=maybe(chance, *RHYTHMS),
            country=maybe(chance, "US", "DE-BY"),
            steady_since=maybe(chance, date(2026, 10, 1)),
            status=chance.choice(("", "", "palm_tree")),
            status_until=maybe(chance, NOW + timedelta(days=1)),
        )
        tx.settings.change("reminder_limit", chance.choice((1, 2, 5)), world.anna.id, NOW)
        tx.settings.change("rest_days", chance.choice((0, 1, 3)), world.anna.id, NOW)


def happens(chance, world):
    """Something comes between two looks."""
    today, one = world.clock.at.date(), chance.choice(world.contacts).id
    with world.store.transaction(TEAM) as tx:
        chance.choice(
            (
                lambda: tx.contacts.add(world.acme.id, f"New {today}", added_on=today),
                lambda: tx.contacts.snooze(one, None),
                lambda: tx.contacts.change(one, cadence=7),
                lambda: tx.contacts.give([one], chance.choice((world.alice, world.dana)).id),
                lambda: tx.members.change(world.alice.id, away_until=None, quiet_until=None),
                lambda: tx.members.change(world.alice.id, status="", reminder_on=None),
                lambda: tx.members.change(world.alice.id, active=chance.random() < 0.5),
            )
        )()


def foreseen(world):
    """The message that a look ahead shows, and whom it names."""
    with world.store.reading(TEAM) as tx:
        found = preview.preview(tx, tx.members.get(world.alice.id), world.clock.at)
    places = {place: one.id for one, place in found.verdicts if isinstance(place, int)}
    return found.message, [places[place] for place in sorted(places)]


def newest(world):
    """The newest message of a morning, whatever became of it."""
    told = [one for kind in owed.MORNING if (one := world.owed(kind)) is not None]
    return max(told, key=lambda one: one.id, default=None)


@pytest.mark.parametrize("seed", range(COMPANIES))
def test_what_is_foreseen_is_what_is_sent(store, seed):
    chance, world = random.Random(seed), World(store)
    peopled(chance, world)
    for _ in range(SITUATIONS):
        if chance.random() < 0.5:
            settled(chance, world)
        world.clock.at += timedelta(hours=chance.choice((1, 3, 8, 24)))
        happens(chance, world)
        message, named = foreseen(world)
        before = newest(world)
        world.tick()
        sent = newest(world)
        if sent == before:
            assert (message, named) == (None, [])
        else:
            assert {"channel": "UALICE", **message} == sent.payload
            with store.reading(TEAM) as tx:
                assert [one.contact_id for one in tx.nudges.of_message(sent.id)] == named
            world.deliver()


def look(world, at=NOW):
    with world.store.reading(TEAM) as tx:
        return preview.preview(tx, tx.members.get(world.alice.id), at)


def test_what_comes_up_after_the_look_of_the_day_is_for_the_next_one(store):
    world = World(store)
    for one in world.contacts:
        world.met(one.name)
    world.tick()
    with store.transaction(TEAM) as tx:
        tx.contacts.add(world.acme.id, "Ida Holm", added_on=TODAY)
    found = look(world, NOW + timedelta(hours=2))
    assert (found.pause, found.message) == (Pause.LOOKED, None)
    assert look(world, NOW + timedelta(days=1)).message is not None


@pytest.mark.parametrize("gone", [{"active": False}, {"slack_id": None}])
def test_nobody_is_foreseen_to_be_told_who_cannot_be(store, gone):
    world = World(store)
    with store.transaction(TEAM) as tx:
        tx.members.change(world.alice.id, **gone)
    found = look(world)
    assert (found.pause, found.message) == (Pause.GONE, None)
