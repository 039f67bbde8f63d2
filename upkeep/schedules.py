"""When things come round: a person's reminder and a team's digest, each in its own time zone."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from upkeep import calendar, rhythms, workdays
from upkeep.members import Member, Team
from upkeep.policy import Policy

#: A reminder set for shortly before the evening may still come within so long.
LEAST = timedelta(hours=1)
SECOND = timedelta(seconds=1)


class Pause(StrEnum):
    """Why somebody is not reminded on a day or at an hour of it."""

    DAY_OFF = "day_off"  # no work day of theirs
    HOLIDAY = "holiday"  # a public holiday, or the company is closed
    AWAY = "away"  # said so, or Slack's status does
    QUIET = "quiet"  # asked for no reminders for a while
    EARLY = "early"  # not yet the hour
    LATE = "late"  # the evening has come: another morning
    RHYTHM = "rhythm"  # nudges come on other days; a promise comes on its own
    TOLD = "told"  # today's message is owed, or was sent, already
    LOOKED = "looked"  # it was looked already, and will be again another time
    GONE = "gone"  # has left, or is not known in Slack


def next_instant(rhythm: str, at: time, zone: str, after: datetime) -> datetime:
    """The first instant strictly after another that is `at` o'clock on a day of a rhythm.

    Args:
        rhythm: of days, as `rhythms.read` gives it.
        at: local time.
        zone: IANA zone.
        after: aware.
    """
    day = calendar.local_day(after, zone) - timedelta(days=2)
    return next(
        instant
        for one in rhythms.after(rhythm, day)
        if (instant := calendar.instant(one, at, zone)) > after
    )


def next_reminder(member: Member, policy: Policy, after: datetime) -> datetime:
    """When to look next, strictly after an instant, whether the member is to be reminded.

    That is each day at his hour: what keeps him from being reminded may have changed by then.
    """
    return next_instant(rhythms.DAILY, reminder_at(member, policy), member.zone, after)


def look_anew(member: Member, policy: Policy, now: datetime) -> datetime:
    """When to look next, once the member's hour or days were changed.

    At once, where today's hour has passed by now and the evening has not come: whoever was told
    today is not told again, and nobody is left out.
    """
    today = calendar.local_day(now, member.zone)
    begins = calendar.instant(today, reminder_at(member, policy), member.zone)
    if begins <= now < evening(member, policy, today):
        return now
    return next_reminder(member, policy, now)


def reminder_at(member: Member, policy: Policy) -> time:
    """The local time of the member's reminder: the own one wins, and nobody's is in the night."""
    at = member.reminder_at or policy.reminder_at
    return at if policy.morning <= at < policy.evening else policy.reminder_at


def evening(member: Member, policy: Policy, day: date) -> datetime:
    """When it is too late on a day for the member's reminder, which then waits for the next."""
    begins = calendar.instant(day, reminder_at(member, policy), member.zone)
    return max(calendar.instant(day, policy.evening, member.zone), begins + LEAST)


def held(member: Member, policy: Policy, now: datetime, over: datetime) -> datetime | None:
    """Until when quiet hours in Slack, which are `over` then, hold a reminder back; None: no more.

    In its last hour of the day it comes all the same: Slack shows it without a sound, and who is
    quiet from morning to evening would else never be told.
    """
    last = evening(member, policy, calendar.local_day(now, member.zone)) - LEAST
    return min(over, last) if now < last else None


def pause(member: Member, policy: Policy, now: datetime) -> Pause | None:
    """Why a member is not to be reminded at an instant; None: he may be.

    Where it is the rhythm alone, he may be told of promises.
    """
    today = calendar.local_day(now, member.zone)
    begins = calendar.instant(today, reminder_at(member, policy), member.zone)
    ends = evening(member, policy, today)
    reasons = {
        Pause.HOLIDAY: workdays.is_holiday(member, policy, today),
        Pause.DAY_OFF: not workdays.works(member, policy, today),
        Pause.AWAY: member.is_away(today) or is_status_away(member, policy, now),
        Pause.QUIET: member.quiet_until is not None and today < member.quiet_until,
        Pause.EARLY: now < begins,
        Pause.LATE: now >= ends,
        Pause.RHYTHM: not comes(member, policy, today),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def comes(member: Member, policy: Policy, day: date) -> bool:
    """Whether a member's reminders come on a day he is at work.

    What would have come on a day off, or while he was away, comes on the first day after it.
    """
    rhythm = member.reminder_on or policy.reminder_on
    since = workdays.before(member, policy, day)
    return rhythm == rhythms.DAILY or any(
        rhythms.comes(rhythm, since + timedelta(days=ahead))
        for ahead in range(1, (day - since).days + 1)
    )


def is_status_away(member: Member, policy: Policy, now: datetime) -> bool:
    """Whether the member's status in Slack says that he is not at work."""
    lasts = member.status_until is None or now < member.status_until
    return lasts and member.status in policy.away_emoji


def next_digest(team: Team, policy: Policy, after: datetime) -> datetime:
    """The team's next digest strictly after an instant; its own days and hour win."""
    rhythm, at = team.digest_on or policy.digest_on, digest_at(team, policy)
    return next_instant(rhythm, at, zone_of(team, policy), after)


def digest_at(team: Team, policy: Policy) -> time:
    """The local time of a team's digest: its own, else the policy's."""
    return team.digest_at or policy.digest_at


def next_closing(team: Team, policy: Policy, after: datetime) -> datetime:
    """When a team's week is closed next, digest or none: at the digest's hour, once a week."""
    rhythm = policy.digest_on if rhythms.each_week(policy.digest_on) else rhythms.MONDAYS
    return next_instant(rhythm, digest_at(team, policy), zone_of(team, policy), after)


def summed_up(member: Member, team: Team, policy: Policy, day: date) -> date | None:
    """The week, by its Monday, that his team's next digest tells; None: it is not its eve.

    The eve is the last day before a digest on which a member works.
    """
    zone = zone_of(team, policy)
    midnight = calendar.instant(day + timedelta(days=1), time(), zone)
    digest = calendar.local_day(next_digest(team, policy, midnight - SECOND), zone)
    ahead = (day + timedelta(days=after) for after in range(1, (digest - day).days))
    if any(workdays.at_work(member, policy, one) for one in ahead):
        return None
    return calendar.week_of(digest) - timedelta(days=7)


def zone_of(team: Team, policy: Policy) -> str:
    """The zone that decides a team's week: its own, else the workspace's."""
    return team.zone or policy.zone
