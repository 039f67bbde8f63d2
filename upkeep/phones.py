"""Phone numbers: shown as they were typed, compared as they are dialled."""

import re
from collections.abc import Iterable
from functools import lru_cache

import phonenumbers
from phonenumbers import MatchType, NumberParseException, PhoneNumber, PhoneNumberFormat

#: Words before an extension that the library does not know; what it does know takes their place.
_EXTENSION = re.compile("转|轉|分机|分機|内线|內線")
#: Ways in which two numbers are one: with a country and without, with a trunk zero and without.
_ONE = frozenset({MatchType.EXACT_MATCH, MatchType.NSN_MATCH})
#: So many digits at its end tell a number from most others, with its country or without.
_END = 7
#: With fewer digits it is no number that somebody has been called from.
_FEWEST = 5
#: A number without what stands before it, and without its extension.
_DIGITS = re.compile(r"\d(?:\d|[^\w#;,])*")
_WHOLE = re.compile(r"\W*\d(?:\d|[^\w#;,])*(?:(?:ext|x|#|;ext=)[\s.]*\d+\W*)?", re.IGNORECASE)
_MAYBE = _ONE | {MatchType.SHORT_NSN_MATCH}
#: What is dialled before a country in most of the world.
_ABROAD = re.compile(r"^\W*00")
#: Which of several numbers is dialled: the preferred, then the one that is carried along.
_DIALLED = ("PREF", "CELL", "IPHONE", "MOBILE", "手机", "WORK", "MAIN", "VOICE")
_NOT_SPOKEN = frozenset(("FAX", "PAGER", "MODEM", "传真"))


def rank(kinds: Iterable[str]) -> tuple[bool, int]:
    """How readily somebody is called by a number of some kinds, the lowest first."""
    words = {kind.upper() for kind in kinds}
    best = (at for at, kind in enumerate(_DIALLED) if kind in words)
    return bool(words & _NOT_SPOKEN), min(best, default=len(_DIALLED))


def key(text: str, region: str | None = None) -> str:
    """What two spellings of one number have in common; empty where no number stands.

    `+8613812345678` for `138 1234 5678` in China; an extension follows after an `x`. Where the
    region is needed and not known, the digits alone. Widths and brackets do not matter.

    Args:
        text: the number as typed.
        region: the country the writer dials in, two letters (ISO 3166); None: not known.
    """
    number = _parsed(text, region)
    if number is None:
        return phonenumbers.normalize_digits_only(text)
    dialled = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{dialled}x{number.extension}" if number.extension else dialled


def same(a: str, b: str, region: str | None = None) -> bool:
    """Whether two numbers reach one telephone; two extensions of a house do not."""
    first, second = key(a, region), key(b, region)
    if not first or not second:
        return False
    if first == second:
        return True
    return phonenumbers.is_number_match(_ready(a), _ready(b)) in _ONE


def ending(text: str) -> str:
    """The last digits of a number, which all its spellings share; empty where no number stands.

    An extension is not counted among them.
    """
    found = _DIGITS.search(_ready(text))
    return phonenumbers.normalize_digits_only(found[0])[-_END:] if found else ""


def is_number(text: str) -> bool:
    """Whether a text is a telephone number and nothing else."""
    return len(ending(text)) >= _FEWEST and _WHOLE.fullmatch(_ready(text)) is not None


def reaches(typed: str, stored: str) -> bool:
    """Whether a number may be another that more is written of: a town, a country, an extension."""
    one, other = (_ABROAD.sub("+", _ready(each)) for each in (typed, stored))
    digits = phonenumbers.normalize_digits_only(typed)
    ends = phonenumbers.normalize_digits_only(stored).endswith(digits)
    return ends or phonenumbers.is_number_match(one, other) in _MAYBE


def _ready(text: str) -> str:
    return _EXTENSION.sub(" ext ", text)


@lru_cache(maxsize=4096)
def _parsed(text: str, region: str | None) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(_ready(text), region.upper() if region else None)
    except NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
