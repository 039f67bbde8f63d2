"""Days in a sentence, English and Chinese: read backward for visits, forward for promises.

A wrong date silently kept is worse than a question, so the grammar is closed: what it does not
know is no date, and what can be read two ways is a problem to be asked about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from upkeep.phrases.days import MONTH, RANGE, RULES, UNCLEAR, Read, bare_weekday
from upkeep.phrases.reckoning import Reader
from upkeep.phrases.text import TAKEN


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that speaks of a day.

    Attributes:
        day: the day meant; None with a `problem`, or for a mere time of day.
        problem: `date_range` or `date_unclear`.
        weekday: a bare weekday, which may stand beside the date it fell on.
        weak: a bare short weekday, which may as well be a name: Sun, Thu, Mon.
        long: a month, a quarter or a year, for which much else than a visit is planned.
    """

    start: int
    end: int
    day: date | None = None
    problem: str | None = None
    weekday: bool = False
    weak: bool = False
    long: bool = False


_CLOCK = (
    (
        r"(?:\bat\s+|\baround\s+|\bfrom\s+|@\s*)?(?<![\d./:])(?:[01]?\d"
        r"|2[0-3])(?:[:h][0-5]\d\s*(?:am|pm|h)?|\.[0-5]\d\s*(?:am"
        r"|pm))"
        r"(?:\s*[-–—~]\s*(?:[01]?\d|2[0-3])[:][0-5]\d\s*(?:am|pm)?)?(?![\d\w:/]|\.\d)"
    ),
    (
        r"(?:\bat\s+|\baround\s+|\bfrom\s+)?(?<![\d./:])\b(?:1[0-2]|0?[1-9])(?:\s*[-–—]\s*(?:1[0-2]"
        r"|0?[1-9]))?"
        r"\s*(?:am|pm|a\.m\.?|p\.m\.?|o'?clock)(?!\w)"
    ),
    r"\bat\s+(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.])",
    r"@\s*(?:[1-9]|1[0-2])(?![\w/.:%])",
    r"\bat\s+(?:noon|midday|midnight|(?:[1-9]|1[0-2])(?![\d\w/.:%]|\s*\w))",
    r"\b(?:at |around )?(?:half|quarter|ten|five|twenty) (?:past|to) (?:\d\d?|[a-z]{3,6})\b",
    r"\b(?:in|during) the (?:morning|afternoon|evening)\b|\bat night\b",
    r"(?:^|(?<=[,;.] ))[ap]m(?=\s+w(?:/|ith\b|\s))",
    (
        r"(?:早上|上午|中午|下午|傍晚|晚上|凌晨)?(?:[01]?\d|2[0-4]|[零一二两三四五六七八九十]{1,2})"
        r"(?:点(?:半|整|一刻|三刻|[0-5]?\d分?|钟)?|:[0-5]\d分?)(?:左右|钟)?(?!\d)"
    ),
    r"早上|上午|中午|下午|傍晚|晚上|凌晨|(?:大半|半|深|午)夜里?",
)
_CLOCKS = tuple(re.compile(pattern, re.ASCII) for pattern in _CLOCK)
_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"

#: What speaks of a day in a way that no rule reads: better a question than today's date.
_LEFTOVERS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:'s)?\b|\b(?:ago|yesterday|tomorrow)\b",
        rf"\b{MONTH}\s+\d|\d\s*{MONTH}|\b\d{{1,2}}(?:st|nd|rd|th)\b",
        (
            rf"(?<![\d.:/$€£¥v-])(?<!version )(?:{_D}[-.]{_M}|{_M}[-.]{_D})(?:[-.]\d{{2,4}})?"
            r"(?![\d%:.-]|\s?[ap]\.?m|\s*[a-z])"
        ),
        (
            r"(?:周|星期|礼拜)[一二三四五六日天](?!鸣|航|凡|帆|一)|[天日周月年]前|[昨明][天日]"
            r"|[\d一二三四五六七八九十]月"
        ),
    )
)
_LONG = re.compile(rf"(?<![a-z]){MONTH}|\bq[1-4]\b|month|quarter|year|[月年季]")
_BETWEEN = re.compile(r"\s*(?:-|–|—|~|/|&|,|、|to|thru|through|till|until|and|or|到|至|和|或)\s*")
#: Languages that name the month before the day, but in Hong Kong and Macao.
MONTH_FIRST = ("zh", "ja", "ko", "hu", "lt", "mn")
#: A day between these is one to come, unless it is told how it went: 约了周五见面.
_ARRANGED = re.compile(r"约[了好定在到]{0,2}\s?$")
_TO_MEET = re.compile(
    r"(?:的?(?:早上|上午|中午|下午|晚上))?(?:去|来|一起)?(?:见|碰|面谈|吃|开会|拜访|聚|会面)"
    r"(?!.*(?:[没未]|不在|取消|爽约|临时|失约|[聊谈]了|见[到了]|[来到]了))"
)
_WEAK = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)\.?")


@cache
def month_first(locale: str) -> bool:
    """Whether 11/12 is the twelfth of November there."""
    language, _, country = locale.replace("_", "-").partition("-")
    if country.upper() in ("HK", "MO"):
        return False
    return country.upper() in ("US", "PH") or language.lower() in MONTH_FIRST


@lru_cache(maxsize=256)
def find(
    plain: str, *, today: date, locale: str, forward: bool = False, behind: str = ""
) -> tuple[Found, ...]:
    """All phrases of a folded text that speak of days, in order, none overlapping another.

    `behind` it may be told how it went: 约了周五见面，他没来. Kept for a while: of a sentence's
    stretches more than half are looked at again.
    """
    reader = Reader(today, month_first(locale), forward)
    found: list[Found] = []
    left = plain
    for pattern, read in RULES:
        for match in list(pattern.finditer(left)):
            if TAKEN in left[match.start() : match.end()]:
                continue
            meant = _meant(_ahead(reader, plain + behind, match), match, read)
            if meant is None:
                continue
            found.append(meant)
            left = _blank(left, match)
    for clock in _CLOCKS:
        for match in list(clock.finditer(left)):
            found.append(Found(match.start(), match.end()))
            left = _blank(left, match)
    if not forward:
        for leftover in _LEFTOVERS:
            for match in list(leftover.finditer(left)):
                found.append(Found(match.start(), match.end(), problem=UNCLEAR))
                left = _blank(left, match)
    return tuple(_joined(plain, sorted(found, key=lambda f: f.start)))


def _ahead(reader: Reader, plain: str, match: re.Match[str]) -> Reader:
    """How a day is read: forward where one was to be met on it."""
    arranged = _ARRANGED.search(plain[: match.start()]) and _TO_MEET.match(plain, match.end())
    return replace(reader, forward=True) if arranged else reader


def _blank(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + TAKEN * (match.end() - match.start()) + text[match.end() :]


def _meant(reader: Reader, match: re.Match[str], read: Read) -> Found | None:
    try:
        meant = read(reader, match)
    except (OverflowError, ValueError):
        meant = UNCLEAR
    if meant is None:
        return None
    if isinstance(meant, str):
        return Found(*match.span(), problem=meant, long=_LONG.search(match[0]) is not None)
    weekday = read is bare_weekday
    weak = weekday and _WEAK.fullmatch(match[0]) is not None
    return Found(*match.span(), day=meant, weekday=weekday, weak=weak)


def _joined(plain: str, found: list[Found]) -> Iterator[Found]:
    """Two days with nothing but a dash or a `to` between are a range."""
    ranged = {
        id(f)
        for one, two in pairwise(found)
        if (one.day or one.problem) and (two.day or two.problem)
        if one.day != two.day and _parted(plain[one.end : two.start], one, two)
        for f in (one, two)
    }
    for f in found:
        yield replace(f, day=None, problem=RANGE) if id(f) in ranged else f


def _parted(between: str, one: Found, two: Found) -> bool:
    """Whether two days are the ends of a range, and not one day named twice: Monday, 10 Nov."""
    twice = one.weekday != two.weekday and between.strip() == ","
    return _BETWEEN.fullmatch(between) is not None and not twice
