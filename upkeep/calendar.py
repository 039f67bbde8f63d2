"""Local days and the instants they begin at: schedules in a person's own time zone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def local_day(instant: datetime, zone: str) -> date:
    """The date an aware instant falls on in an IANA zone."""
    return instant.astimezone(ZoneInfo(zone)).date()


def is_zone(name: str) -> bool:
    """Whether a name is that of an IANA zone whose hours are known here."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def instant(day: date, at: time, zone: str) -> datetime:
    """The aware UTC instant of a local day and time.

    A time that does not exist (spring) means the first instant after the gap; one that occurs twice
    (autumn) means the first.
    """
    local = datetime.combine(day, at, ZoneInfo(zone))
    if local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(
        tzinfo=None
    ):
        return local.astimezone(UTC)
    return _after_gap(local)


def _after_gap(local: datetime) -> datetime:
    """The first instant after the gap a local time fell into."""
    # Read with the offset before the gap, a time inside it lands as far behind the gap's end as it
    # was behind the gap's beginning; the transition itself is found between the two readings.
    low = int(local.replace(fold=1).astimezone(UTC).timestamp())
    high = int(local.replace(fold=0).astimezone(UTC).timestamp())
    zone = local.tzinfo
    before = datetime.fromtimestamp(low, zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)


def add_work_days(day: date, count: int, works: Callable[[date], bool]) -> date:
    """The day after so many days have passed on which work was done, a year ahead at most."""
    last = day + timedelta(days=366)
    while count > 0 and day < last:
        day += timedelta(days=1)
        count -= works(day)
    return day


def week_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())
