"""The small words around a name, which are no part of it: `with …`, `… again`, 和…, …的."""

import re

from upkeep import names
from upkeep.phrases import fillers
from upkeep.phrases.text import TAKEN

_EDGE_BEFORE = re.compile(r"[\s.\-_'’·@#]+")
_EDGE_AFTER = re.compile(
    r"(?:-(?:san|sama)|'s? (?:door|desk|bench)|\s(?:madam|ma'am)|'s|[\s\-_'’·@#]+)$"
)
#: Small words before a name that are nobody's first name; Long, An and Just may be.
_NO_NAME = re.compile(
    r"(?:with|and|the|from|to|for|at|of|in|on|by|via|over|mr|mrs|ms|miss|dr|prof|i|we|also|our|my"
    r"|both|plus|w|[^a-z]*)"
)
_LEADING = re.compile(rf"^(?:{fillers.FILLERS})(?![a-z0-9'.-])\s*")
_TRAILING = re.compile(
    r"\s+(?:again|together|there|too|briefly|quickly|alone|personally|for|at|on|in|with|by|via"
    r"|over|from|all (?:two|three|four|five|six)(?: of (?:them|us))?"
    r"|sometime|between|finally|once|to|of|and|the|a|an|our|my|here|as|who|re|was|were|is|did|also|w)$"
)
_LEADING_HAN = re.compile(
    r"^(?:了|咗|的[是有]?|被|和|跟|与|去|到|在|给|约|带|请|找|陪|邀|同(?![事学行仁济方心])|[,，。、])+(?=.{2})"
)
_TRAILING_HAN = re.compile(r"(?<=.{2})[了的都]+$")
_TRAILING_AT = re.compile(r"(?<=.{2})[在喺请邀陪带]$")  # `和王芳在展会`: before what was understood


def trimmed(left: str, begin: int, end: int) -> tuple[int, int, bool]:
    """A stretch without small words around it; and whether none of them may be a name's."""
    bounded = True
    while True:
        piece = left[begin:end]
        if not names.fold(piece):
            return begin, begin, bounded
        if lead := _EDGE_BEFORE.match(piece) or _LEADING.match(piece) or _LEADING_HAN.match(piece):
            bounded = bounded and _NO_NAME.fullmatch(lead[0].strip(" .-_'’·@#")) is not None
            begin += lead.end()
        elif tail := (
            _EDGE_AFTER.search(piece)
            or _TRAILING.search(piece)
            or _TRAILING_HAN.search(piece)
            or (left[end : end + 1] == TAKEN and _TRAILING_AT.search(piece))
        ):
            end -= len(piece) - tail.start()
        else:
            return begin, end, bounded
