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


def _ready(text: str) -> str:
    return _EXTENSION.sub(" ext ", text)


@lru_cache(maxsize=4096)
def _parsed(text: str, region: str | None) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(_ready(text), region.upper() if region else None)
    except NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
