"""What one cell of an imported sheet means. Each reader takes a cell that is not empty.

Raises, all of them:
    Refusal: the cell cannot mean that; its code is `cell.` and what it ought to have been.
"""

import re
from collections.abc import Iterable
from typing import TypeVar

from upkeep import calendar, rhythms, workdays
from upkeep.accounts import Level, Quorum
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.phrases.words import CHANNELS
from upkeep.visits import Channel, VoiceKind

T = TypeVar("T")

#: A longer name is a sentence that slipped into the wrong column.
LONGEST_NAME = 200
#: Slack's longest message: what was logged of one has to come back from a list.
LONGEST_TEXT = 40_000
LONGEST_REFERENCE = 255
MOST_CADENCE = 3650
MOST_WEIGHT = 9
MOST_INFLUENCE = 99

YES = frozenset({"yes", "y", "true", "1", "x", "是", "有"})
NO = frozenset({"no", "n", "false", "0", "-", "否", "无"})
LEVELS = {
    **dict.fromkeys(("普通", "一般"), Level.GENERAL),
    **dict.fromkeys(("关键", "重要", "核心", "關鍵"), Level.KEY),
    **dict.fromkeys(("高管", "高层", "高層"), Level.EXECUTIVE),
}
#: A column that says how, and says no more than that somebody was there.
IN_PERSON = frozenset(
    {"visit", "customer visit", "on-site visit", "meeting", "personal"}
    | {"拜访", "拜訪", "上门", "上门拜访", "面访", "面谈", "会面", "会议", "线下"}
)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: With one of these a spreadsheet begins a formula; an apostrophe before it makes it plain text.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: What spreadsheets and other programs write where they have nothing to say.
NOTHING = frozenset(
    ("#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "n/a", "[not provided]")
)
#: Nobody in particular: a visit to the customer as a whole, or nobody of ours on record.
NOBODY = "(nobody)"
NOBODIES = frozenset({NOBODY, "-"})
MOST_TARGET = 50

#: One of several; after a backslash a separator is a letter like others.
_SEVERAL = re.compile(r"(?:\\[;；\\]|[^;；])+")
_SET_OFF = re.compile(r"\\([;；\\(@＠-])")
#: Google Contacts puts several addresses of one label into one cell.
_MORE = re.compile(r"\s*:::\s*")
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{4,31}")
#: An address; it may be a link, or stand in angle brackets behind a name.
_EMAIL = re.compile(
    r"(?:[^<>]*<)?(?:mailto:)?([^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+?)>?", re.IGNORECASE
)
#: A number that a spreadsheet has rounded, as 1.38E+10.
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


def bare(cell: str) -> str:
    """A cell without blanks around it, and without the apostrophe that kept it from being run."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in {"'", *FORMULAS} else text


def guarded(text: str) -> str:
    """A text that no spreadsheet runs as a formula; `bare` gives back what it was.

    Source: OWASP, CSV injection.
    """
    return f"'{text}" if text.startswith(("'", *FORMULAS)) else text


def name(cell: str) -> str:
    """What something or somebody is called, in one line."""
    one = " ".join(cell.split())
    if len(one) > LONGEST_NAME:
        raise Refusal("cell.long", value=one, most=LONGEST_NAME)
    return one


def text(cell: str) -> str:
    """A few words, as they were written."""
    if len(cell) > LONGEST_TEXT:
        raise Refusal("cell.long", value=cell, most=LONGEST_TEXT)
    return cell


def several(cell: str) -> tuple[str, ...]:
    r"""Names separated by semicolons, each once, in the order given; `\;` is part of a name."""
    return tuple(dict.fromkeys(map(plain, parts(cell))))


def parts(cell: str) -> list[str]:
    """What stands between semicolons, as it is written."""
    return [one for one in map(str.strip, _SEVERAL.findall(cell)) if one]


def plain(part: str) -> str:
    """A name without the backslashes that kept it from being misread."""
    return name(_SET_OFF.sub(r"\1", part))


def listed(names: Iterable[str]) -> str:
    """Names in one cell; `several` gives back what they were."""
    return unlike_nobody("; ".join(re.sub(r"[;；\\]", r"\\\g<0>", one) for one in names))


def unlike_nobody(cell: str) -> str:
    """A cell of names that is not taken for nobody's."""
    return f"\\{cell}" if cell in NOBODIES else cell


def some(cell: str, those: tuple[T, ...]) -> tuple[T, ...]:
    """Those whom a cell names; nobody only where it says so."""
    if cell in NOBODIES:
        return ()
    if not those:
        raise Refusal("line.missing")
    return those


def phone(cell: str) -> str:
    """A telephone number, as it was written."""
    cell = _MORE.split(cell)[0]
    if _ROUNDED.fullmatch(cell):
        raise Refusal("cell.rounded", value=cell)
    return name(cell)


def email(cell: str) -> str:
    """An e-mail address, in small letters as it is compared; of several the first."""
    some = [_EMAIL.fullmatch(one.strip()) for one in re.split(r":::|[;,]", cell)]
    if not (some[0] and all(some)):
        raise Refusal("cell.email", value=cell)
    return some[0][1].casefold()


def person(cell: str) -> str:
    """One of ours: by e-mail address, or by Slack user id."""
    return slack_id(cell) if _SLACK_ID.fullmatch(cell) else email(cell)


def people(cell: str) -> tuple[str, ...]:
    """Those of ours who were there, separated by semicolons, or nobody."""
    those = () if cell in NOBODIES else several(cell)
    return some(cell, tuple(dict.fromkeys(map(person, those))))


def slack_id(cell: str) -> str:
    """A Slack user id."""
    if not _SLACK_ID.fullmatch(cell):
        raise Refusal("cell.slack_id", value=cell)
    return cell


def reference(cell: str) -> str:
    """What something is known by, letter for letter."""
    if len(cell) > LONGEST_REFERENCE:
        raise Refusal("cell.long", value=cell, most=LONGEST_REFERENCE)
    return cell


def yes_or_no(cell: str) -> bool:
    """Whether it is so."""
    word = cell.casefold()
    if word not in YES | NO:
        raise Refusal("cell.yes_or_no", value=cell)
    return word in YES


def _whole(cell: str, least: int, most: int) -> int:
    if not (cell.isascii() and cell.isdigit() and least <= int(cell) <= most):
        raise Refusal("cell.whole", value=cell, least=least, most=most)
    return int(cell)


def weight(cell: str) -> int:
    """How much a vote counts: 1 to 9, never 0."""
    return _whole(cell, 1, MOST_WEIGHT)


def cadence(cell: str) -> int:
    """Days without a touch."""
    return _whole(cell, 1, MOST_CADENCE)


def influence(cell: str) -> int:
    """How many of a hundred decisions: never none, never all, so that no vote weighs nothing."""
    return _whole(cell, 1, MOST_INFLUENCE)


def ordinal(cell: str) -> int:
    """Which of several, counted from 1."""
    return _whole(cell, 1, 999)


def target(cell: str) -> int:
    """Visits a week."""
    return _whole(cell, 0, MOST_TARGET)


def level(cell: str) -> Level:
    """How much of a say; lists in Chinese say it in Chinese."""
    return LEVELS.get(cell.strip()) or Level(_one_of(cell, tuple(Level), "cell.level"))


def quorum(cell: str) -> Quorum:
    """How much of the whole weight makes a decision."""
    return Quorum(_one_of(cell, tuple(Quorum), "cell.quorum"))


def role(cell: str) -> Role:
    """What a member may do."""
    return Role(_one_of(cell, tuple(Role), "cell.role"))


def channel(cell: str) -> Channel:
    """How a visit took place: one of our words, or any that a sentence may use, as 电话 or Zoom."""
    said = cell.strip().casefold()
    if said in IN_PERSON:
        return Channel.IN_PERSON
    heard = (one for one, *ways in CHANNELS for way in ways if re.fullmatch(way, said))
    return next(heard, None) or Channel(_one_of(cell, tuple(Channel), "cell.channel"))


def voice(cell: str) -> VoiceKind:
    """What a customer's words were."""
    return VoiceKind(_one_of(cell, tuple(VoiceKind), "cell.voice"))


def _one_of(cell: str, words: tuple[str, ...], code: str) -> str:
    word = re.sub(r"[\s_-]+", "_", cell.casefold())
    if word not in words:
        raise Refusal(code, value=cell)
    return word


def work_days(cell: str) -> frozenset[int]:
    """Days of the week, Monday = 0: `mon-fri`, or `mon tue thu` in any separation."""
    days: set[int] = set()
    for part in re.split(r"[\s,;，；/]+", re.sub(r"\s*[-–]\s*", "-", cell.casefold()).strip()):
        first, _, last = part.partition("-")
        start, end = _weekday(first, cell), _weekday(last or first, cell)
        days.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset(days)


def _weekday(word: str, cell: str) -> int:
    if word[:3] not in WEEKDAYS:
        raise Refusal("cell.work_days", value=cell)
    return WEEKDAYS.index(word[:3])


def rhythm(cell: str) -> str:
    """The days on which something comes round, in a few words or as an RRULE."""
    return rhythms.read(cell)


def rhythm_of_weeks(cell: str) -> str:
    """The same for what comes once a week at most."""
    return rhythms.of_weeks(cell)


def country(cell: str) -> str:
    """An ISO 3166 code of two letters, or one of a region whose holidays are known (DE-BY)."""
    if not re.fullmatch(r"[A-Za-z]{2}", cell) and not workdays.is_country(cell):
        raise Refusal("cell.country", value=cell)
    return cell.upper()


def zone(cell: str) -> str:
    """An IANA time zone."""
    if not calendar.is_zone(cell):
        raise Refusal("cell.zone", value=cell)
    return cell


def slack_channel(cell: str) -> str:
    """A Slack channel's name or id, without the # in front."""
    return name(cell).removeprefix("#")
