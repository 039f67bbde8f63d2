"""A member who travels: wherever he is, one reminder on each local work day, and none at night."""

import random
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo, available_timezones

import pytest
from sqlalchemy import func, select

from handlers import owed, people
from storage import tables
from tests.conftest import TEAM
from tests.handlers.test_nudges import World
from upkeep import calendar, workdays

#: The clocks of Europe and America change within these journeys.
FIRST = (datetime(2026, 10, 20, tzinfo=UTC), datetime(2027, 3, 8, tzinfo=UTC))
LEGS, LONGEST = 9, 60
#: Where a reminder may come: the hour it is set for, and the evening.
OPENS, CLOSES = time(9), time(18)


def arrives(world, zone, now):
    world.clock.at = now
    user = {"id": "UALICE", "tz": zone, "profile": {"real_name": "Alice"}}
    people.changed({"user": user}, world.store, TEAM, world.clock)


def told(world, day):
    with world.store.reading(TEAM) as tx:
        return any(tx.deliveries.of_period(kind, "UALICE", str(day)) for kind in owed.MORNING)


def all_told(world):
    asked = select(func.count(tables.Delivery.id)).where(tables.Delivery.kind.in_(owed.MORNING))
    with world.store.reading(TEAM) as tx:
        return tx._scope.session.scalar(asked)


def looked(world, until):
    """Look whenever it is time to, as the clock does; when a reminder was owed."""
    while True:
        with world.store.reading(TEAM) as tx:
            at = tx.members.next_reminder(world.alice.id) or world.clock.at
        if at >= until:
            return
        before = all_told(world)
        world.tick(max(at, world.clock.at))
        if all_told(world) > before:
            yield world.clock.at


@pytest.mark.parametrize("seed", range(8))
def test_each_local_work_day_has_one_reminder_wherever_it_begins(store, seed):
    chance, world = random.Random(seed), World(store)
    with store.transaction(TEAM) as tx:
        for number in range(60):
            tx.contacts.add(world.acme.id, f"Person {number}", added_on=date(2026, 1, 1))
    zones, now = sorted(available_timezones() - {"localtime"}), chance.choice(FIRST)
    expected: set[date] = set()
    for _ in range(LEGS):
        zone, until = chance.choice(zones), now + timedelta(hours=chance.randint(4, LONGEST))
        arrives(world, zone, now)
        for at in looked(world, until):
            assert OPENS <= at.astimezone(ZoneInfo(zone)).time() < CLOSES, (zone, at)
        with store.reading(TEAM) as tx:
            member, policy = tx.members.get(world.alice.id), tx.policy
        first = calendar.local_day(now, zone)
        for day in (first + timedelta(days=ahead) for ahead in count()):
            opens, closes = (calendar.instant(day, at, zone) for at in (OPENS, CLOSES))
            if opens >= until:
                break
            if closes > now and workdays.at_work(member, policy, day):
                expected.add(day)
        now = until
    assert {day for day in expected if not told(world, day)} == set()
    assert all_told(world) == len(expected)
