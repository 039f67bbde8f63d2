"""The thresholds in force, and how a change made in Slack wins over the file's defaults."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from types import MappingProxyType

from upkeep import rhythms
from upkeep.accounts import Level
from upkeep.errors import Refusal
from upkeep.visits import Channel

ALL_BUT_MESSAGE = frozenset(Channel) - {Channel.MESSAGE}
#: Slack's own suggestions of a status for who is on holiday or ill, and their like.
AWAY_EMOJI = frozenset(
    {"palm_tree", "face_with_thermometer", "desert_island", "beach_with_umbrella"}
)
MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Policy:
    """The thresholds of one workspace. The values here are the product's own defaults.

    Attributes:
        cadence: days a contact of each level may go without a touch.
        in_person: days a contact of each level may go without being met in person; 0: no matter.
        counted: channels whose visits are touches.
        default_channel: taken when a sentence names none.
        one_face_days: days within which two of ours about one person apart get a word; 0: never.
        work_days: Monday = 0.
        public_holidays: whether the public holidays of people's countries are kept.
        country: ISO 3166 code for members whose own is not known; empty: none.
        days_off: the company's own.
        away_emoji: names of status emoji that mean that somebody is not at work.
        reminder_at: local time of the daily reminder.
        reminder_on: the rhythm of the days on which reminders come, among those worked on.
        reminder_fading: whether who keeps his cadence for four weeks is told of less.
        reminder_limit: nudges in one reminder, at least 1.
        rest_days: workdays a contact rests after a nudge.
        morning: local time before which nobody is reminded.
        evening: local time after which today's reminder is folded into the next one.
        digest_on: the rhythm of the days of digests, each for the week before, or the weeks.
        digest_at: local time of the digest in the team's zone.
        digest_channel: where everybody's digest goes; empty: managers' DMs while no teams are set.
        digest_managers: whether managers get their teams' digests by themselves beside a channel.
        digest_names: whether a digest in a channel may name people.
        digest_language: of digests in channels, as `en` or `zh_CN`.
        incident_days: how long an incident at a customer keeps doors open.
        zone: IANA zone of the workspace, for teams and members without one.
        targets: weekly customer visits by function; `default` serves all others.
        assessments: who gets the assessment of each function, as a Slack user id or an e-mail
            address; `default` serves all others; empty: nobody.
        admins: Slack user ids that are admins beside Slack's own.
    """

    cadence: Mapping[Level, int] = field(
        default_factory=lambda: MappingProxyType(
            {Level.GENERAL: 60, Level.KEY: 30, Level.EXECUTIVE: 45}
        )
    )
    in_person: Mapping[Level, int] = field(
        default_factory=lambda: MappingProxyType(dict.fromkeys(Level, 0))
    )
    counted: frozenset[Channel] = ALL_BUT_MESSAGE
    default_channel: Channel = Channel.IN_PERSON
    one_face_days: int = 7
    work_days: frozenset[int] = MONDAY_TO_FRIDAY
    public_holidays: bool = True
    country: str = ""
    days_off: frozenset[date] = frozenset()
    away_emoji: frozenset[str] = AWAY_EMOJI
    reminder_at: time = time(9)
    reminder_on: str = rhythms.DAILY
    reminder_fading: bool = True
    reminder_limit: int = 5
    rest_days: int = 3
    morning: time = time(6)
    evening: time = time(18)
    digest_on: str = rhythms.MONDAYS
    digest_at: time = time(10)
    digest_channel: str = ""
    digest_managers: bool = True
    digest_names: bool = True
    digest_language: str = "en"
    incident_days: int = 14
    zone: str = "UTC"
    targets: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType({"default": 5, "executive": 2})
    )
    assessments: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({"default": ""})
    )
    admins: frozenset[str] = frozenset()


_TARGET = re.compile(r"(.+?)[ :=]*(\d{1,2})")
MOST_TARGET = 50


def targets_of(said: str) -> dict[str, int]:
    """Weekly visits by function: "default 5, executive 2".

    Raises:
        Refusal: `targets.unclear`, with what could not be read; it is so without a default, too.
    """
    found = {}
    for part in filter(None, map(str.strip, re.split(r"[,;\n]", said))):
        told = _TARGET.fullmatch(part)
        if told is None or int(told[2]) > MOST_TARGET:
            raise Refusal("targets.unclear", value=part)
        found[told[1].casefold()] = int(told[2])
    if "default" not in found:
        raise Refusal("targets.unclear", value=said)
    return found


def emoji(said: str) -> str:
    """Names of emoji between blanks, without their colons.

    Raises:
        Refusal: `emoji.unclear`.
    """
    names = re.split(r"[\s,;:]+", said.casefold().strip(" ,;:\n"))
    if wrong := next((one for one in names if one and not re.fullmatch(r"[\w+'-]+", one)), None):
        raise Refusal("emoji.unclear", value=wrong)
    return " ".join(sorted(filter(None, names)))


#: Keys of the changes that Slack may store, each with the way back from its plain JSON value.
#: A key's first word is the field; a second word is the entry of a mapping. Beside these, each
#: function has its `assessments.` key.
CHANGEABLE = MappingProxyType(
    {
        "cadence.general": int,
        "cadence.key": int,
        "cadence.executive": int,
        "in_person.general": int,
        "in_person.key": int,
        "in_person.executive": int,
        "counted": lambda words: frozenset(map(Channel, words.split())),
        "default_channel": Channel,
        "reminder_at": time.fromisoformat,
        "reminder_on": str,
        "reminder_limit": int,
        "reminder_fading": bool,
        "rest_days": int,
        "morning": time.fromisoformat,
        "evening": time.fromisoformat,
        "work_days": rhythms.weekdays,
        "away_emoji": lambda names: frozenset(names.split()),
        "public_holidays": bool,
        "country": str,
        "days_off": rhythms.days_off,
        "digest_on": str,
        "digest_at": time.fromisoformat,
        "digest_channel": str,
        "digest_managers": bool,
        "digest_names": bool,
        "digest_language": str,
        "one_face_days": int,
        "incident_days": int,
        "targets": lambda said: MappingProxyType(targets_of(said)),
        "assessments.default": str,
    }
)
_OF_FUNCTION = "assessments."
#: How long a key may be.
LONGEST_KEY = 64


def _hour(at: time) -> str:
    return at.strftime("%H:%M")


#: How values that are no plain ones are stored and shown.
_PLAIN: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        **dict.fromkeys(("reminder_at", "morning", "evening", "digest_at"), _hour),
        "counted": lambda channels: " ".join(sorted(one.value for one in channels)),
        "work_days": rhythms.weekly,
        "away_emoji": lambda names: " ".join(sorted(names)),
        "days_off": rhythms.spans,
        "targets": lambda by: ", ".join(f"{one} {visits}" for one, visits in sorted(by.items())),
    }
)


def assessed(function: str) -> str:
    """The key under which stands who gets the assessment of a function."""
    return _OF_FUNCTION + function.casefold()


def is_changeable(key: str) -> bool:
    """Whether Slack may change what stands under a key."""
    return key in CHANGEABLE or (key.startswith(_OF_FUNCTION) and len(key) <= LONGEST_KEY)


def is_clock(key: str) -> bool:
    """Whether a changeable key says how long contacts may go unvisited."""
    return key.partition(".")[0] in {"cadence", "in_person"}


def moves_clocks(key: str) -> bool:
    """Whether due dates follow from what stands under a changeable key."""
    return is_clock(key) or key == "counted"


def plain(policy: Policy, key: str) -> str | int:
    """The value in force under a changeable key, as it is stored and shown.

    Raises:
        KeyError: no such key.
    """
    if not is_changeable(key):
        raise KeyError(key)
    name, _, entry = key.partition(".")
    value = getattr(policy, name)
    if name == "assessments":
        return str({one.casefold(): who for one, who in value.items()}.get(entry, ""))
    value = value[_entry(name, entry)] if entry else value
    return _PLAIN[key](value) if key in _PLAIN else value


def changed(policy: Policy, stored: Mapping[str, str | int]) -> Policy:
    """The policy with stored changes laid over it: the stored ones win.

    Raises:
        KeyError: no such key.
    """
    fields: dict[str, object] = {}
    for key, value in stored.items():
        name, _, entry = key.partition(".")
        read = _reader(key)(value)
        if entry:
            base = fields.get(name, getattr(policy, name))
            assert isinstance(base, Mapping)
            read = MappingProxyType({**base, _entry(name, entry): read})
        fields[name] = read
    return replace(policy, **fields)  # type: ignore[arg-type]  # CHANGEABLE names fields only


def _reader(key: str) -> Callable[..., object]:
    """The way back from a plain value."""
    return str if key not in CHANGEABLE and is_changeable(key) else CHANGEABLE[key]  # type: ignore[return-value]  # the table pairs key and reader


def _entry(name: str, word: str) -> str:
    """The key of an entry of a mapping."""
    return Level(word) if name in {"cadence", "in_person"} else word


def clock_words(policy: Policy) -> tuple[str, str]:
    """What due dates follow from, and what touches do: to know a change from what they follow."""
    cadences = (
        f"{level.value}:{policy.cadence[level]}:{policy.in_person[level]}" for level in Level
    )
    return " ".join(cadences), " ".join(sorted(one.value for one in policy.counted))
