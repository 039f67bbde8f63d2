"""What the bot can be told before it starts, in `config.yaml` and in the environment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from upkeep import rhythms, workdays
from upkeep.accounts import Level
from upkeep.errors import Refusal
from upkeep.policy import ALL_BUT_MESSAGE, AWAY_EMOJI, Policy
from upkeep.visits import Channel
from views import failures, language

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SLACK = "https://slack.com/api/"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Misconfigured(Exception):  # noqa: N818 — it reads as the sentence it starts
    """A setting is impossible. The message says where, what, and what to do."""


def _day(value: str) -> int:
    if value not in DAYS:
        raise ValueError(f"say one of {', '.join(DAYS)}")
    return DAYS.index(value)


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("not a time zone; say one like Europe/Berlin or Asia/Shanghai")
    return value


def _command(value: str) -> str:
    if not value.startswith("/") or " " in value or not 1 < len(value) <= 32:  # noqa: PLR2004 — Slack's limit
        raise ValueError("a command starts with / and has at most 32 characters, no blanks")
    return value


def _time(value: object) -> object:
    # YAML reads an unquoted 10:00 as a number to the base of sixty.
    return time(*divmod(value, 60)) if isinstance(value, int) and 0 <= value < 24 * 60 else value


def _rhythm(value: str, read: Callable[[str], str] = rhythms.read) -> str:
    try:
        return read(value)
    except Refusal as refusal:
        raise ValueError(failures.sentence(refusal)) from refusal


def _weekly(value: str) -> str:
    return _rhythm(value, rhythms.of_weeks)


def _country(value: str) -> str:
    if value and not workdays.is_country(value):
        raise ValueError(failures.sentence(Refusal("country.unknown", value=value)))
    return value.upper()


def _language(value: str) -> str:
    if value not in language.known():
        raise ValueError(f"say one of {', '.join(language.known())}")
    return value


def _days_off(value: object) -> object:
    if not isinstance(value, list):
        raise ValueError("list days like 2026-12-24, or spans like 2026-12-24 to 2027-01-01")  # noqa: TRY004 — pydantic's way
    try:
        return rhythms.days_off(", ".join(map(str, value)))
    except Refusal as refusal:
        raise ValueError(failures.sentence(refusal)) from refusal


LocalTime = Annotated[time, BeforeValidator(_time)]
Days = Annotated[int, Field(ge=1, le=3650)]
OrNever = Annotated[int, Field(ge=0, le=3650)]
Weekday = Annotated[int, BeforeValidator(_day)]
Share = Annotated[int, Field(ge=0, le=100)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Cadence(_Part):
    """Days without a touch, by level."""

    general: Days = 60
    key: Days = 30
    executive: Days = 45


class InPerson(_Part):
    """Days without meeting in person, by level; 0: any counted visit will do."""

    general: OrNever = 0
    key: OrNever = 0
    executive: OrNever = 0


class Visits(_Part):
    """Which visits are touches."""

    counted: frozenset[Channel] = ALL_BUT_MESSAGE
    default_channel: Channel = Channel.IN_PERSON
    one_face_days: Annotated[int, Field(ge=0, le=90)] = 7


class Reminders(_Part):
    """The daily private message."""

    at: LocalTime = time(9)
    days: Annotated[str, AfterValidator(_rhythm)] = rhythms.DAILY
    work_days: Annotated[frozenset[Weekday], Field(min_length=1)] = frozenset(range(5))
    limit: Annotated[int, Field(ge=1, le=10)] = 5
    rest_days: Annotated[int, Field(ge=0, le=60)] = 3
    fading: bool = True
    morning: LocalTime = time(6)
    evening: LocalTime = time(18)
    away_emoji: frozenset[str] = AWAY_EMOJI

    @model_validator(mode="after")
    def _by_day(self) -> "Reminders":
        if not self.morning <= self.at < self.evening:
            raise ValueError(
                f"at {self.at:%H:%M} is not between morning {self.morning:%H:%M}"
                f" and evening {self.evening:%H:%M}: nobody is reminded at night"
            )
        return self


class Holidays(_Part):
    """Days on which nobody is reminded and no visit is expected."""

    public: bool = True
    country: Annotated[str, AfterValidator(_country)] = ""
    days_off: Annotated[frozenset[date], BeforeValidator(_days_off)] = frozenset()


class Digests(_Part):
    """The weekly summary."""

    days: Annotated[str, AfterValidator(_weekly)] = rhythms.MONDAYS
    at: LocalTime = time(10)
    channel: str = ""
    managers: bool = True
    names: bool = True
    language: Annotated[str, AfterValidator(_language)] = "en"


class Incidents(_Part):
    """Faults at customers, which open doors."""

    days: Annotated[int, Field(ge=1, le=90)] = 14


class Workspace(_Part):
    """What holds for the whole workspace."""

    zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    admins: frozenset[str] = frozenset()


class CommandNames(_Part):
    """The names of the two slash commands."""

    visit: Annotated[str, AfterValidator(_command)] = "/visit"
    votes: Annotated[str, AfterValidator(_command)] = "/votes"

    @model_validator(mode="after")
    def _apart(self) -> "CommandNames":
        if self.visit == self.votes:
            raise ValueError(f"visit and votes are both {self.visit}; each needs its own name")
        return self


class Engine(_Part):
    """How the bot works: threads, pauses, port."""

    threads: Annotated[int, Field(ge=1, le=200)] = 10
    senders: Annotated[int, Field(ge=1, le=50)] = 4
    channel_seconds: Annotated[float, Field(ge=0, le=60)] = 1.0
    posts_a_minute: Annotated[int, Field(ge=0, le=10_000)] = 300
    port: Annotated[int, Field(ge=1, le=65535)] = 3000


class Config(_Part):
    """All that `config.yaml` may say."""

    cadence: Cadence = Cadence()
    in_person: InPerson = InPerson()
    visits: Visits = Visits()
    reminders: Reminders = Reminders()
    holidays: Holidays = Holidays()
    digests: Digests = Digests()
    incidents: Incidents = Incidents()
    targets: Mapping[str, Share] = Field(default_factory=lambda: {"default": 5, "executive": 2})
    assessments: Mapping[str, str] = Field(default_factory=lambda: {"default": ""})
    workspace: Workspace = Workspace()
    commands: CommandNames = CommandNames()
    engine: Engine = Engine()

    def policy(self) -> Policy:
        """The same as the rules know it."""
        return Policy(
            cadence={level: getattr(self.cadence, level.value) for level in Level},
            in_person={level: getattr(self.in_person, level.value) for level in Level},
            counted=self.visits.counted,
            default_channel=self.visits.default_channel,
            one_face_days=self.visits.one_face_days,
            work_days=self.reminders.work_days,
            public_holidays=self.holidays.public,
            country=self.holidays.country,
            days_off=self.holidays.days_off,
            away_emoji=frozenset(one.strip(":") for one in self.reminders.away_emoji),
            reminder_at=self.reminders.at,
            reminder_on=self.reminders.days,
            reminder_fading=self.reminders.fading,
            reminder_limit=self.reminders.limit,
            rest_days=self.reminders.rest_days,
            morning=self.reminders.morning,
            evening=self.reminders.evening,
            digest_on=self.digests.days,
            digest_at=self.digests.at,
            digest_channel=self.digests.channel,
            digest_managers=self.digests.managers,
            digest_names=self.digests.names,
            digest_language=self.digests.language,
            incident_days=self.incidents.days,
            zone=self.workspace.zone,
            targets={"default": 5, **self.targets},
            assessments={"default": "", **self.assessments},
            admins=self.workspace.admins,
        )


@dataclass(frozen=True)
class Environment:
    """What comes from environment variables: secrets, addresses, and where things are kept."""

    bot_token: str
    app_token: str
    signing_secret: str
    api_url: str
    database_url: str
    clock_url: str

    @property
    def connected(self) -> bool:
        """Whether there is a token to speak to Slack with."""
        return bool(self.bot_token)


def environment(variables: Mapping[str, str]) -> Environment:
    """The environment's part of the settings.

    Raises:
        Misconfigured: a business clock was named without a local Slack: only there may time skip.
    """
    api_url = variables.get("SLACK_API_URL") or SLACK
    clock_url = variables.get("EVERYVOTE_CLOCK_URL", "")
    if clock_url and urlsplit(api_url).hostname not in LOOPBACK:
        raise Misconfigured(
            "EVERYVOTE_CLOCK_URL is for a local workspace only: unset it, or point SLACK_API_URL"
            " at a server on this machine."
        )
    return Environment(
        bot_token=variables.get("SLACK_BOT_TOKEN", ""),
        app_token=variables.get("SLACK_APP_TOKEN", ""),
        signing_secret=variables.get("SLACK_SIGNING_SECRET", ""),
        api_url=api_url if api_url.endswith("/") else api_url + "/",
        database_url=variables.get("EVERYVOTE_DATABASE_URL") or "sqlite:///everyvote.db",
        clock_url=clock_url,
    )
