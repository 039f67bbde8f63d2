"""What a cell means that says when. Each reader takes a cell that is not empty.

Raises, all of them:
    Refusal: the cell cannot mean that; its code is `cell.` and what it ought to have been.
"""

import re
from datetime import UTC, date, datetime, time, timedelta

from upkeep.errors import Refusal

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
#: A month in letters, whole or its beginning.
_MONTH = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
).replace("|", r"\.?|") + r"\.?"
#: With the year first; with points the day, as nobody writes the month before one.
_DAYS = tuple(
    re.compile(
        rf"{day}(?:,?[ T]\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\.\d+)?(?: ?[ap]m)?)?", re.IGNORECASE
    )
    for day in (
        r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?",
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -](?P<m>{_MONTH})[ -](?P<y>\d{{4}})",
        rf"(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})",
    )
)
#: What a spreadsheet holds where a date is not shown as one: days since it began to count.
_SERIAL = re.compile(r"([345]\d{4})(?:\.\d+)?")
_BEGAN = date(1899, 12, 30)


def day(cell: str) -> date:
    """A date with the year first, or its month in letters: 11/12/2026 means two things."""
    if serial := _SERIAL.fullmatch(cell):
        return _BEGAN + timedelta(days=int(serial[1]))
    found = next(filter(None, (written.fullmatch(cell) for written in _DAYS)), None)
    try:
        return (
            date(int(found["y"]), _month(found["m"]), int(found["d"])) if found else _no_day(cell)
        )
    except ValueError:
        return _no_day(cell)


def _month(said: str) -> int:
    """A month's number, in digits or letters."""
    return int(said) if said.isdecimal() else _MONTHS.index(said[:3].casefold()) + 1


def _no_day(cell: str) -> date:
    raise Refusal("cell.day", value=cell)


def instant(cell: str) -> datetime:
    """An instant with its offset, to UTC."""
    try:
        at = datetime.fromisoformat(cell)
    except ValueError as none:
        raise Refusal("cell.instant", value=cell) from none
    if at.tzinfo is None:
        raise Refusal("cell.instant", value=cell)
    return at.astimezone(UTC)


def hour(cell: str) -> time:
    """A time of day."""
    try:
        return time.fromisoformat(cell).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as none:
        raise Refusal("cell.hour", value=cell) from none
