"""What stands behind the parts of a visit, in a note that no mark begins, and may be the visit's.

Behind a colon, a dash or a line break nothing is looked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from upkeep import names, namesakes
from upkeep.phrases import dates, days, openers, words
from upkeep.phrases.page import HARD, SURNAMES, Page

#: Letters, words and hanzi of it that are looked at: whom one met is not told of later.
_NEAR = 400
_MOST = 24
_PAST = re.compile(
    r"\b(?:yesterday(?: (?:morning|afternoon|evening))?|last night"
    r"|(?:two|three|four|five|\d+) days ago|a week ago)(?=\s*(?:$|[.,;!?\n]))"
    r"|(?<=[，,。;；])\s*(?:昨天|前天|昨晚)|(?:昨天|前天|昨晚)(?=\s*(?:$|[，,。;；]))"
)
#: Whom one met after all, told behind what another did.
_I_MET = re.compile(
    r"\bi (?:only |just |then |also )?(?:met|saw|visited|took|sat down with|spoke (?:to|with))\b"
    r"|(?:[.;,!]|\bso) ?(?:met|saw|visited) (?:him|her|them)\b"
)
_WE_MET = re.compile(r"(?<![a-z])(?:i|we) (?:met|saw|visited|spoke|talked|had|took)(?![a-z])")
_CLAUSE = re.compile(r"[,;!?()。，；！？、（）]|\.(?=\s|$)")
_LAST = re.compile(r"[,;。，；.]\s*([^,;。，；\n]{2,20}?)[\s.。!！]*$")
#: `Ann Lee (her boss) wants spares` is one clause.
_ASIDE = re.compile(r"\([^()]*\)(?=\s*\w)")
_TALK = words.both(openers.TALK, openers.TALK_HAN)
_TOLD = words.both(openers.TOLD, openers.TOLD_HAN)
_MISSED = words.both(openers.MISSED, openers.MISSED_HAN)
_INSTEAD = re.compile(
    r"(?<![a-z])(?:but|instead|actually|took place|moved|postponed|ended up)(?![a-z])"
    r"|改[到为成在约]|其实|实际"
)
_WORDS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Behind:
    """What may be the visit's.

    Attributes:
        on: a day that has the last clause to itself: nobody notes a day alone.
        days: days past, or unclear, of which none is sure.
        instead: those of them behind a `but`: another day may have been said first.
        pieces: what may be the whole of the name of somebody who was met; or a part: `Bob *`.
        met: others than were named before were met.
    """

    on: tuple[dates.Found, ...] = ()
    days: tuple[dates.Found, ...] = ()
    instead: tuple[dates.Found, ...] = ()
    pieces: tuple[str, ...] = ()
    met: bool = False


def look(page: Page, end: int, resume: int, *, attempt: bool) -> Behind:
    """What stands behind the parts, which end at `end`; the note begins at `resume`.

    `attempt`: nobody was reached, so that who was not is the visit's, too.
    """
    covered = page.covered
    if HARD.match(covered, end):
        return Behind()
    told = list(_clauses(covered, resume, attempt=attempt))
    pieces = (piece for begin, stop in told for piece in _pieces(page, begin, stop))
    said = [one for begin, stop in told for one in _days(page, begin, stop)]
    if past := _PAST.search(covered, end):
        said.append(dates.Found(*past.span(), problem=days.UNCLEAR))
    alone = tuple(_alone(page, resume))
    sure = tuple(one for one in alone if one.day and not one.weekday)
    return Behind(
        on=sure,
        days=() if sure else (*said, *(replace(one, day=None) for one in alone)),
        instead=tuple(one for one in said if one.day and _is_instead(page.covered, told, one)),
        pieces=tuple(dict.fromkeys(pieces)),
        met=_I_MET.search(covered, resume) is not None,
    )


def _clauses(covered: str, start: int, *, attempt: bool) -> Iterator[tuple[int, int]]:
    """The clauses that may tell of the visit.

    Not those that tell what somebody said or will do, or that he was not met; and none behind what
    was talked about.
    """
    marks = (pattern.search(covered, start) for pattern in (HARD, _TALK))
    last = min(start + _NEAR, len(covered), *(mark.start() for mark in marks if mark))
    whole = _ASIDE.sub(lambda found: " " * len(found[0]), covered[:last])
    ends = [found.span() for found in _CLAUSE.finditer(whole, start)]
    for (_, begin), (stop, _) in pairwise([(start, start), *ends, (last, last)]):
        clause = whole[begin:stop].strip()
        told = _TOLD.search(clause) or (not attempt and _MISSED.search(clause))
        if clause and (not told or _WE_MET.search(clause)):
            yield begin, stop


def _days(page: Page, begin: int, stop: int) -> Iterator[dates.Found]:
    for one in dates.find(page.covered[begin:stop], today=page.today, locale=page.locale):
        if one.problem or (one.day and one.day <= page.today):
            yield replace(one, start=one.start + begin, end=one.end + begin)


def _is_instead(covered: str, clauses: list[tuple[int, int]], day: dates.Found) -> bool:
    return any(b <= day.start < e and _INSTEAD.search(covered, b, e) for b, e in clauses)


def _alone(page: Page, start: int) -> Iterator[dates.Found]:
    """Days that have the last clause to themselves: 聊了一下客诉，9/29."""
    last = _LAST.search(page.covered, start)
    if last is None or HARD.search(page.covered, start):
        return
    for one in _days(page, *last.span(1)):
        if one.end - one.start == len(last[1]):
            yield one


def _pieces(page: Page, begin: int, stop: int) -> Iterator[str]:
    """Names of two or three words, and of two to four hanzi; then single names, and more."""
    spans = [found.span() for found in _WORDS.finditer(page.covered, begin, stop)][:_MOST]
    for at, (first, last) in enumerate(spans):
        if names.has_hanzi(page.covered[first:last]):
            ends = ((one, one + size) for one in range(first, last) for size in (2, 3, 4))
            those = (one for one in ends if page.covered[one[0]] in SURNAMES and one[1] <= last)
        else:
            those = ((first, end) for _, end in spans[at + 1 : at + 3])
        yield from (page.line.piece(*one) for one in those)
    for first, last in spans:
        if namesakes.is_name(page.covered[first:last]):
            yield page.line.piece(first, last) + names.AND_MORE
