"""Local days: every zone, both changes of the clock, and never an hour that does not exist."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upkeep import calendar

ZONES = sorted(available_timezones() - {"localtime"})
WEEK = frozenset(range(5))
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("day", "at", "zone", "expected"),
    [
        (date(2026, 11, 24), time(9), "Asia/Shanghai", datetime(2026, 11, 24, 1)),
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", datetime(2026, 3, 29, 1)),
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", datetime(2026, 10, 25, 0, 30)),
        (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30)),
        (date(2026, 3, 29), time(0), "Asia/Beirut", datetime(2026, 3, 28, 22)),
        (date(2011, 12, 30), time(9), "Pacific/Apia", datetime(2011, 12, 30, 10)),
    ],
    ids=["plain", "gap", "overlap", "half an hour", "missing midnight", "missing day"],
)
def test_a_local_time_has_one_instant(day, at, zone, expected):
    assert calendar.instant(day, at, zone) == expected.replace(tzinfo=UTC)


@cache
def changes(zone: str) -> list[datetime]:
    """The instants of 2024 to 2027 at which a zone's offset changes, to the minute."""
    found, there = [], ZoneInfo(zone)
    at = datetime(2024, 1, 1, tzinfo=UTC)
    while at < datetime(2028, 1, 1, tzinfo=UTC):
        low, high = at, at + timedelta(days=1)
        if low.astimezone(there).utcoffset() != high.astimezone(there).utcoffset():
            while high - low > MINUTE:
                middle = low + (high - low) // 2
                same = low.astimezone(there).utcoffset() == middle.astimezone(there).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            found.append(high.replace(second=0, microsecond=0))
        at += timedelta(days=1)
    return found


def test_around_every_change_of_every_zone_the_instant_is_the_first_not_before_the_local_time():
    """Checked by walking: no minute before the instant reads that local time or a later one."""
    looked_at = 0
    for zone in ZONES:
        there = ZoneInfo(zone)
        for change in changes(zone):
            for shift in (-90, -30, -1, 0, 1, 29, 59, 90):
                wanted = (change + shift * MINUTE).astimezone(there).replace(tzinfo=None)
                wanted += timedelta(minutes=30)
                found = calendar.instant(wanted.date(), wanted.time(), zone)
                local, before = (
                    at.astimezone(there).replace(tzinfo=None) for at in (found, found - MINUTE)
                )
                assert local >= wanted, (zone, wanted)
                assert before < wanted, (zone, wanted)
                looked_at += 1
    assert looked_at > 2000


def test_work_days_are_added_over_weekends_and_holidays():
    friday = date(2026, 11, 20)

    def works(day: date) -> bool:
        return day.weekday() in WEEK and day != date(2026, 11, 26)

    assert calendar.add_work_days(friday, 0, works) == friday
    assert calendar.add_work_days(friday, 3, works) == date(2026, 11, 25)
    assert calendar.add_work_days(friday, 4, works) == date(2026, 11, 27)


def test_who_never_works_is_not_waited_for_without_end():
    assert calendar.add_work_days(date(2026, 1, 1), 1, lambda _: False) == date(2027, 1, 2)


@given(st.dates(date(1, 1, 8)))
def test_a_week_begins_on_the_monday_not_after_the_day(day):
    monday = calendar.week_of(day)
    assert monday.weekday() == 0
    assert timedelta(0) <= day - monday < timedelta(days=7)
