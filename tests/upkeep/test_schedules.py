"""When reminders and digests come round."""

from datetime import UTC, datetime, time

import pytest

from upkeep import schedules
from upkeep.members import Member, Team
from upkeep.policy import Policy

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        (Member(1, "A"), datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (Member(1, "A", zone="Asia/Shanghai"), datetime(2026, 11, 24, 1, tzinfo=UTC)),
        (Member(1, "A", zone="America/Chicago"), datetime(2026, 11, 23, 15, tzinfo=UTC)),
        (Member(1, "A", reminder_at=time(12, 30)), datetime(2026, 11, 23, 12, 30, tzinfo=UTC)),
        (Member(1, "A", work_days=frozenset({4})), datetime(2026, 11, 27, 9, tzinfo=UTC)),
    ],
)
def test_a_reminder_comes_at_the_persons_own_morning(member, expected):
    assert schedules.next_reminder(member, Policy(), MONDAY) == expected


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
    assert schedules.next_digest(team, Policy(digest_day=day), MONDAY) == expected


def test_the_instant_itself_is_past():
    at = schedules.next_digest(Team(1, "North"), Policy(), MONDAY)
    assert (schedules.next_digest(Team(1, "North"), Policy(), at) - at).days == 7
