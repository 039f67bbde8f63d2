"""When things come round: a person's reminder and a team's digest, each in its own time zone."""

from datetime import datetime

from upkeep import calendar
from upkeep.members import Member, Team
from upkeep.policy import Policy


def next_reminder(member: Member, policy: Policy, after: datetime) -> datetime:
    """The member's next reminder strictly after an instant: own hour and work days win."""
    return calendar.next_instant(
        after,
        member.reminder_at or policy.reminder_at,
        member.zone,
        member.work_days or policy.work_days,
    )


def next_digest(team: Team, policy: Policy, after: datetime) -> datetime:
    """The team's next digest strictly after an instant."""
    return calendar.next_instant(
        after, policy.digest_at, zone_of(team, policy), {policy.digest_day}
    )


def zone_of(team: Team, policy: Policy) -> str:
    """The zone that decides a team's week: its own, else the workspace's."""
    return team.zone or policy.zone
