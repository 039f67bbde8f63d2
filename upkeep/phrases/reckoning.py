"""Counting days from today, and the numbers and names that count them."""

# ruff: noqa: PLR2004 — the numbers count letters, words and months, and say so where they stand

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

_DAYS = "mon tue wed thu fri sat sun".split()
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_COUNT = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_COUNT.split())} | {"a": 1, "an": 1}
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_NUMBERS |= {word: number for number, word in enumerate(ORDINALS, 1)}
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose day it is, how 11/12 is read there, and whether days lie ahead or behind."""

    today: date
    month_first: bool
    forward: bool

    def shifted(self, days: int) -> date:
        """So many days from today."""
        return self.today + timedelta(days)

    def week(self, weeks: int, weekday: int) -> date:
        """A weekday of this week, or of one so many weeks away."""
        return self.shifted(7 * weeks + weekday - self.today.weekday())

    def weekday(self, weekday: int) -> date:
        """The last such day before today, or the next one after it."""
        if self.forward:
            return self.shifted((weekday - self.today.weekday() - 1) % 7 + 1)
        return self.shifted(-((self.today.weekday() - weekday - 1) % 7 + 1))

    def bare(self, month: int, day: int) -> date:
        """A day without its year: the latest one, or the nearest to come."""
        years = range(9) if self.forward else range(0, -9, -1)
        for year in years:
            try:
                there = date(self.today.year + year, month, day)
            except ValueError:
                if not (month == 2 and day == 29):
                    raise
                continue
            if there >= self.today if self.forward else there <= self.today:
                return there
        raise ValueError

    def day_of_month(self, day: int) -> date:
        """The latest such day of a month, or the nearest to come."""
        step = 1 if self.forward else -1
        for months in range(0, 12 * step, step):
            month = self.today.replace(day=1) + relativedelta(months=months)
            if day > monthrange(month.year, month.month)[1]:
                continue
            there = month.replace(day=day)
            if there >= self.today if self.forward else there <= self.today:
                return there
        raise ValueError


def number(text: str) -> int:
    """A small number in digits, English or Chinese: 3, three, 两, 十二."""
    if text.isdecimal():
        return int(text)
    if text in _NUMBERS:
        return _NUMBERS[text]
    tens, ten, ones = text.replace("两", "二").rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS.index(digit)) for digit in ones))
    return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)


def weekday(text: str) -> int:
    """Monday = 0, of a name in English or the Chinese number of a day."""
    if text[:3] in _DAYS:
        return _DAYS.index(text[:3])
    return (int(text) if text.isdecimal() else "一二三四五六".find(text) % 7 + 1) - 1


def year(text: str) -> int:
    """A year in two or four digits, or in Chinese ones."""
    if not text.isdecimal():
        return int("".join(str(_DIGITS.index(digit)) for digit in text.replace("〇", "零")))
    return int(text) + (2000 if len(text) <= 2 else 0)


def month(text: str) -> int:
    """1 to 12, of a name or a number."""
    return _MONTHS.index(text[:3]) + 1 if text[:3] in _MONTHS else number(text)
