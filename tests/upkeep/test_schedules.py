"""When reminders and digests come round, in every zone, and why somebody is not reminded."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from upkeep import calendar, rhythms, schedules, workdays
from upkeep.members import Member, Team
from upkeep.policy import Policy
from upkeep.schedules import Pause

ZONES = sorted(available_timezones() - {"localtime"})
MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIRST_WORKDAY = rhythms.read("first workday of the month")


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        (Member(1, "A"), datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (Member(1, "A", zone="Asia/Shanghai"), datetime(2026, 11, 24, 1, tzinfo=UTC)),
        (Member(1, "A", zone="America/Chicago"), datetime(2026, 11, 23, 15, tzinfo=UTC)),
        (Member(1, "A", reminder_at=time(12, 30)), datetime(2026, 11, 23, 12, 30, tzinfo=UTC)),
        (Member(1, "A", reminder_at=time(3)), datetime(2026, 11, 24, 9, tzinfo=UTC)),
    ],
)
def test_a_reminder_is_looked_at_each_day_at_the_persons_own_hour(member, expected):
    assert schedules.next_reminder(member, Policy(), MONDAY) == expected


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (8, datetime(2026, 11, 23, 9, tzinfo=UTC)),
        (9, datetime(2026, 11, 23, 9, tzinfo=UTC)),
        (17, datetime(2026, 11, 23, 17, tzinfo=UTC)),
        (18, datetime(2026, 11, 24, 9, tzinfo=UTC)),
    ],
)
def test_a_changed_hour_is_looked_at_at_once_where_it_has_passed_today(hour, expected):
    assert schedules.look_anew(Member(1, "A"), Policy(), MONDAY.replace(hour=hour)) == expected


@pytest.mark.parametrize(
    ("facts", "policy", "hour", "expected"),
    [
        ({}, {}, 9, None),
        ({}, {}, 8, Pause.EARLY),
        ({}, {}, 17, None),
        ({}, {}, 18, Pause.LATE),
        ({"reminder_at": time(17, 30)}, {}, 18, None),
        ({"reminder_at": time(17, 30)}, {}, 19, Pause.LATE),
        ({"work_days": frozenset({1, 2})}, {}, 9, Pause.DAY_OFF),
        ({}, {"days_off": frozenset({date(2026, 11, 23)})}, 9, Pause.HOLIDAY),
        ({"country": "JP"}, {}, 9, Pause.HOLIDAY),  # Labour Thanksgiving Day
        ({}, {"country": "JP"}, 9, Pause.HOLIDAY),
        ({"country": "JP"}, {"public_holidays": False}, 9, None),
        ({"country": "DE"}, {"country": "JP"}, 9, None),
        ({"country": "Narnia"}, {}, 9, None),
        ({"away_from": date(2026, 11, 23), "away_until": date(2026, 11, 23)}, {}, 9, Pause.AWAY),
        ({"away_from": date(2026, 11, 24), "away_until": date(2026, 11, 25)}, {}, 9, None),
        ({"status": "palm_tree"}, {}, 9, Pause.AWAY),
        ({"status": "palm_tree", "status_until": MONDAY}, {}, 11, Pause.AWAY),
        ({"status": "palm_tree", "status_until": MONDAY}, {}, 12, None),
        ({"status": "coffee"}, {}, 9, None),
        ({"quiet_until": date(2026, 11, 24)}, {}, 9, Pause.QUIET),
        ({"quiet_until": date(2026, 11, 23)}, {}, 9, None),
        ({"reminder_on": "FREQ=WEEKLY;BYDAY=TU"}, {}, 9, Pause.RHYTHM),
        ({}, {"reminder_on": "FREQ=WEEKLY;BYDAY=TU"}, 9, Pause.RHYTHM),
        ({"reminder_on": "FREQ=WEEKLY;BYDAY=SA"}, {}, 9, None),  # Saturday's comes on Monday
    ],
)
def test_whoever_is_not_reminded_there_is_a_reason(facts, policy, hour, expected):
    now = MONDAY.replace(hour=hour)
    assert schedules.pause(Member(1, "A", **facts), Policy(**policy), now) is expected


def test_what_falls_on_days_off_comes_on_the_first_day_back():
    """2 May 2026 is a Saturday, the 1st a German holiday; the member is away until the 5th."""
    there = Member(1, "A", country="DE", reminder_on=FIRST_WORKDAY)
    away = Member(
        1, "A", country="DE", reminder_on=FIRST_WORKDAY,
        away_from=date(2026, 4, 27), away_until=date(2026, 5, 5),
    )  # fmt: skip

    def mornings(member: Member) -> list[int]:
        days = (datetime(2026, 5, day, 9, tzinfo=UTC) for day in range(1, 32))
        return [now.day for now in days if schedules.pause(member, Policy(), now) is None]

    assert mornings(there) == [4]
    assert mornings(away) == [6]


members = st.builds(
    Member,
    st.just(1),
    st.just("A"),
    zone=st.sampled_from(ZONES),
    work_days=st.none() | st.frozensets(st.integers(0, 6), min_size=1),
    country=st.sampled_from([None, "DE", "CN", "US"]),
    reminder_at=st.none() | st.times(time(6), time(17, 59)).map(lambda at: at.replace(second=0)),
    reminder_on=st.sampled_from([None, "FREQ=WEEKLY;BYDAY=MO,WE,FR", FIRST_WORKDAY]),
)


def lived(member: Member, policy: Policy, first: date, days: int) -> Counter[date]:
    """The local days on which a member is reminded, looked at whenever it is time to look."""
    now = calendar.instant(first, time(0), member.zone) - timedelta(minutes=1)
    last = first + timedelta(days=days)
    found: Counter[date] = Counter()
    while (today := calendar.local_day(now, member.zone)) < last:
        if schedules.pause(member, policy, now) is None:
            found[today] += 1
        now = schedules.next_reminder(member, policy, now)
    return found


@settings(max_examples=100, deadline=None)
@given(members, st.dates(date(2024, 1, 1), date(2028, 12, 1)))
@example(Member(1, "A", zone="Europe/Berlin"), date(2026, 3, 20))
@example(Member(1, "A", zone="Africa/Cairo"), date(2026, 10, 20))
@example(Member(1, "A", zone="Australia/Lord_Howe"), date(2024, 2, 20))
@example(Member(1, "A", zone="Pacific/Apia"), date(2011, 12, 20))
def test_each_local_work_day_has_exactly_one_reminder_or_a_reason_for_none(member, first):
    policy = Policy()
    found = lived(member, policy, first, 21)
    for day in (first + timedelta(days=ahead) for ahead in range(21)):
        noon = calendar.instant(day, time(17, 59), member.zone)
        if calendar.local_day(noon, member.zone) != day:
            continue  # a day that a zone skipped
        reason = schedules.pause(member, policy, noon)
        assert found[day] == (reason is None), (day, reason)
        assert (reason is None) <= workdays.at_work(member, policy, day)


def test_in_every_zone_a_change_of_the_clock_neither_skips_nor_doubles_a_day():
    """Four days around the changes of Europe, America, Australia and the Near East."""
    week = Policy(work_days=frozenset(range(7)))
    changes = [date(2026, 3, 7), date(2026, 3, 27), date(2026, 4, 3), date(2026, 10, 24)]
    for zone in ZONES:
        for first in changes:
            found = lived(Member(1, "A", zone=zone), week, first, 4)
            days = {first + timedelta(days=ahead): 1 for ahead in range(4)}
            assert found == days, zone


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        (None, 0, datetime(2026, 11, 30, 10, tzinfo=UTC)),
        ("America/Chicago", 0, datetime(2026, 11, 23, 16, tzinfo=UTC)),
        ("Europe/Berlin", 4, datetime(2026, 11, 27, 9, tzinfo=UTC)),
    ],
)
def test_a_digest_comes_once_a_week_in_the_teams_zone(zone, day, expected):
    team = Team(1, "North", zone=zone)
    assert schedules.next_digest(team, Policy(digest_on=rhythms.weekly({day})), MONDAY) == expected


def test_a_digest_may_come_in_some_weeks_only_and_a_team_has_days_and_an_hour_of_its_own():
    policy = Policy(digest_on=FIRST_WORKDAY)
    first = datetime(2026, 12, 1, 10, tzinfo=UTC)
    assert schedules.next_digest(Team(1, "North"), policy, MONDAY) == first
    own = Team(1, "North", digest_on="FREQ=WEEKLY;BYDAY=FR", digest_at=time(8, 30))
    assert schedules.next_digest(own, policy, MONDAY) == datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
    closing = datetime(2026, 11, 30, 10, tzinfo=UTC)
    assert (
        schedules.next_closing(Team(1, "North"), policy, MONDAY) == closing
    )  # weeks are closed all the same


def test_the_instant_itself_is_past():
    at = schedules.next_digest(Team(1, "North"), Policy(), MONDAY)
    assert (schedules.next_digest(Team(1, "North"), Policy(), at) - at).days == 7
