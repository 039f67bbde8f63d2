"""The records that lines of a sheet become. None and empty: not said."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeAlias

from upkeep.accounts import Level, Quorum
from upkeep.members import Role
from upkeep.visits import Channel, VoiceKind


class Kind(StrEnum):
    """What the lines of a sheet are about, in the order in which each finds what it names."""

    TEAMS = "teams"
    MEMBERS = "members"
    ACCOUNTS = "accounts"
    CONTACTS = "contacts"
    VISITS = "visits"
    VOICES = "voices"
    FOLLOW_UPS = "follow_ups"


#: Lists of people at customers: one customer may be said of all their lines.
OF_PEOPLE = frozenset((Kind.CONTACTS, Kind.VISITS))


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A customer."""

    account: str
    aliases: tuple[str, ...] = ()
    contract: bool | None = None
    owner_email: str | None = None
    cadence: int | None = None
    quorum: Quorum | None = None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A person at a customer.

    Attributes:
        same_name: which of several of that name at the account, from 1 in the order they came.
        influence: in how many of a hundred decisions of the account this one decides alone.
    """

    name: str
    account: str
    title: str | None = None
    level: Level | None = None
    phone: str | None = None
    email: str | None = None
    aliases: tuple[str, ...] = ()
    owner_email: str | None = None
    department: str | None = None
    weight: int | None = None
    cadence: int | None = None
    pronunciation: str | None = None
    last_visit: date | None = None
    last_channel: Channel | None = None
    same_name: int | None = None
    added_on: date | None = None
    left_on: date | None = None
    snoozed_until: date | None = None
    influence: int | None = None


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A person of ours, by e-mail address or Slack user id; so are `manager` and `standin`."""

    email: str
    name: str | None = None
    team: str | None = None
    role: Role | None = None
    function: str | None = None
    manager: str | None = None
    work_days: frozenset[int] | None = None
    country: str | None = None
    zone: str | None = None
    slack_id: str | None = None
    locale: str | None = None
    weekly_target: int | None = None
    reminder_at: time | None = None
    away_from: date | None = None
    away_until: date | None = None
    standin: str | None = None
    reminder_on: str | None = None
    quiet_until: date | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team of ours."""

    team: str
    parent: str | None = None
    channel: str | None = None
    zone: str | None = None
    digest_on: str | None = None
    digest_at: time | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody at a customer, by name; `account` where it is not the customer of the line."""

    name: str
    account: str | None = None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit of the past; `member_email` are all of ours who were there.

    Attributes:
        visit: what the visit is known by, where this comes from an export.
    """

    date: date
    contact: tuple[Who, ...]
    account: str
    member_email: tuple[str, ...]
    channel: Channel | None = None
    note: str | None = None
    attempt: bool | None = None
    visit: str | None = None
    recorded_by: str | None = None
    recorded_at: datetime | None = None
    sentence: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """Something said in a visit that is known."""

    visit: str
    voice: VoiceKind
    words: str
    contact: Who | None = None
    assignee: str | None = None
    answered_on: date | None = None
    answered_by: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """Something promised in a visit that is known."""

    visit: str
    promise: str
    owner_email: str
    due_on: date | None = None
    done_on: date | None = None


Line: TypeAlias = (
    AccountLine | ContactLine | MemberLine | TeamLine | VisitLine | VoiceLine | FollowUpLine
)
