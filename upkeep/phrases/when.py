"""The one day a visit was on, of all that was said of days; or why it has none."""

from collections.abc import Collection
from datetime import date

from dateutil.relativedelta import relativedelta

from upkeep.errors import Refusal
from upkeep.phrases import dates, days

FUTURE = "date.future"
OLD = "date.old"
RANGE = "date.range"
UNCLEAR = "date.unclear"


def one(found: tuple[dates.Found, ...], today: date) -> tuple[date | None, Refusal | None]:
    """The one day a visit was on, or why it has none."""
    problems = {f.problem for f in found if f.problem}
    if problems:
        return None, Refusal(RANGE if days.RANGE in problems else UNCLEAR)
    exact = {f.day for f in found if f.day and not f.weekday}
    weekdays = {f.day for f in found if f.day and f.weekday}
    said = exact or weekdays
    day = max(said, default=today)
    later = day + relativedelta(years=1)  # `Friday 19 June`, told on the day before
    if exact and not _falls_on(day, weekdays):
        problem = Refusal(UNCLEAR)
        if _falls_on(later, weekdays) and later > today:
            problem = Refusal(FUTURE, on=later)
    elif len(said) > 1:
        problem = Refusal(FUTURE if min(said) > today else UNCLEAR)
    elif day > today:
        problem = Refusal(FUTURE, on=day)
    elif day < today - relativedelta(years=1):
        problem = Refusal(OLD, on=day)
    else:
        return day, None
    return None, problem


def _falls_on(day: date, weekdays: Collection[date]) -> bool:
    return all(other.weekday() == day.weekday() for other in weekdays)
