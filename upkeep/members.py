"""Our people: members, their teams, and what each may do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

#: The function of whom nobody has said one.
UNSAID = "sales"
#: For so long an absence that is over is remembered: a week that has it may still be told.
REMEMBERED = timedelta(weeks=14)


class Role(StrEnum):
    """What a member may do. Each role may do all that the ones before it may."""

    REP = "rep"
    MANAGER = "manager"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Team:
    """A group of members with a digest of its own. A parent's digest sums its children.

    Attributes:
        channel: the Slack channel id (or name, until it is looked up) of its digest.
        zone: IANA zone that decides its week and the hour of its digest; None: the workspace's.
        digest_on: own rhythm of the days of its digest; None: the policy's.
        digest_at: own local time of its digest; None: the policy's.
    """

    id: int
    name: str
    parent_id: int | None = None
    channel: str | None = None
    zone: str | None = None
    digest_on: str | None = None
    digest_at: time | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may read some of what customers said, and of what was noted.

    Attributes:
        whom: those whose customers' words he may read: himself, and whom he manages; None: all.
    """

    id: int
    whom: frozenset[int] | None

    def reads(self, concerned: Iterable[int | None]) -> bool:
        """Whether he may read what concerns some members."""
        return self.whom is None or not self.whom.isdisjoint(concerned)


def is_everyone_told(teams: Sequence[Team], channel: str) -> bool:
    """Whether everybody has a digest: no team is set, or several and there is a channel for it.

    One team above all others tells of everybody already.
    """
    tops = [one for one in teams if one.parent_id is None]
    return not teams or (len(tops) > 1 and bool(channel))


def _within(absence: str, day: date) -> bool:
    """Whether a day is one of an absence's; ISO 8601 sorts days by their letters."""
    first, _slash, last = absence.partition("/")
    return first <= day.isoformat() <= last


@dataclass(frozen=True, slots=True)
class Member:
    """A person of ours. Known by Slack user id; by e-mail only until Slack has been asked.

    Attributes:
        function: sales, R&D, service, delivery, executive ...: decides the default target.
        zone: IANA zone, as Slack last told it.
        locale: as Slack tells it, for example `en-US`: decides language and 11/12.
        weekly_target: own customer visits a week; None: the function's.
        work_days: own work days, Monday = 0; None: the policy's.
        country: ISO 3166 code whose public holidays are kept.
        away_from, away_until: first and last day of an absence, both included.
        was_away: earlier absences that are over, as `2026-11-23/2026-11-24`.
        standin_id: who is reminded of neglected contacts while the member is away; None: nobody.
        reminder_at: own local time of the daily reminder; None: the policy's.
        reminder_on: own rhythm of the days of reminders; None: the policy's.
        quiet_until: no reminders before this day; None: no quiet period.
        steady_since: the day since which none of his contacts was neglected for long; None: one is,
            or he has met nobody yet.
        status: name of the emoji of the status in Slack; empty: none.
        status_until: instant until which it holds; None: until it is changed.
        active: False once deactivated in Slack.
    """

    id: int
    name: str
    slack_id: str | None = None
    email: str | None = None
    role: Role = Role.REP
    function: str = UNSAID
    team_id: int | None = None
    manager_id: int | None = None
    zone: str = "UTC"
    locale: str = "en-US"
    weekly_target: int | None = None
    work_days: frozenset[int] | None = None
    country: str | None = None
    away_from: date | None = None
    away_until: date | None = None
    was_away: tuple[str, ...] = ()
    standin_id: int | None = None
    reminder_at: time | None = None
    reminder_on: str | None = None
    quiet_until: date | None = None
    steady_since: date | None = None
    status: str = ""
    status_until: datetime | None = None
    active: bool = True

    def is_away(self, on: date) -> bool:
        """Whether the member has said to be away on that local day."""
        until = self.away_until
        now = until is not None and (self.away_from or date.min) <= on <= until
        return now or any(_within(one, on) for one in self.was_away)

    def absences_over(self, on: date) -> tuple[str, ...]:
        """The absences that are over on a day and remembered."""
        since = (on - REMEMBERED).isoformat()
        kept = tuple(one for one in self.was_away if one.partition("/")[2] >= since)
        first, last = self.away_from, self.away_until
        if first is None or last is None or not first <= last < on:
            return kept
        return *kept, f"{first.isoformat()}/{last.isoformat()}"

    def may_manage(self) -> bool:
        """Whether digests with people's own lines may be shown to this member."""
        return self.role in (Role.MANAGER, Role.ADMIN)
