"""What stands in one clause with a stretch that may name somebody, or right before it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from upkeep import names
from upkeep.phrases.text import TAKEN

_CLAUSE = re.compile(rf"[,;\n。，；.!?]|(?<=\s)(?:so|but)(?=[\s{TAKEN}])")
#: A clause that names nobody tells of who was named before it.
_OF_HIM = re.compile(rf"\s*(?:he|she|they)\s|[\s{TAKEN}]+(?=[,;。，；.!?]|$)")
_APPOSED = re.compile(rf"[\s{TAKEN}]*[,，(（)）][\s{TAKEN}()（）,，]*(?:(?:the|a|an|their|our) )?")


def ends(left: str) -> list[int]:
    """Where clauses end in a text, behind what parts them."""
    return [found.end() for found in _CLAUSE.finditer(left)]


def is_apposed(left: str, last: int, begin: int) -> bool:
    """Whether nothing but a comma or a bracket stands between a run and one that ends at `last`."""
    return _APPOSED.fullmatch(left[last:begin]) is not None


def is_alone(left: str, ends: Sequence[int], begin: int, end: int) -> bool:
    """Whether nothing but what was understood stands beside a run in its clause."""
    at = bisect_right(ends, begin)
    first = ends[at - 1] if at else 0
    last = ends[at] - 1 if at < len(ends) else len(left)
    return not (left[first:begin] + left[end:last]).strip(TAKEN + " \n.。")


def is_told(
    spans: Iterable[tuple[int, int]], left: str, ends: Sequence[int], begin: int, end: int
) -> bool:
    """Whether one of some words, as that nobody was reached, is told of a run.

    `spans` are where they stand, `ends` the ends of what parts clauses in `left`.
    """
    before, after = bisect_right(ends, begin), bisect_right(ends, end)
    first = ends[before - 1] if before else 0
    while after < len(ends) and _OF_HIM.match(left, ends[after]):
        after += 1
    last = ends[after] if after < len(ends) else len(left)
    return any(first <= s and e <= last and _is_told_of(left, s, begin) for s, e in spans)


def _is_told_of(left: str, said: int, begin: int) -> bool:
    """Whether what is said at a place may be told of a run: not `(Bob was out)` of Ann Lee."""
    aside = opened(left, said)
    own = aside >= 0 and names.fold(left[aside + 1 : said].strip(TAKEN))
    return not own or aside == opened(left, begin)


def opened(left: str, at: int) -> int:
    """Where the brackets around a place open; -1: it stands in none."""
    last = left.rfind("(", 0, at)
    return last if last > left.rfind(")", 0, at) else -1
