"""What stands behind the parts of a visit, in a note that no mark begins, and may be the visit's.

Behind a colon, a dash or a line break nothing is looked for, unless somebody else was met there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from upkeep import names, namesakes
from upkeep.phrases import dates, days, firms, openers, words
from upkeep.phrases.namelike import TOPIC
from upkeep.phrases.page import HARD, Page
from upkeep.phrases.parts import Means, Parts
from upkeep.phrases.surnames import SURNAMES
from upkeep.phrases.text import MENTIONS, TAKEN, mention

#: Letters, words and hanzi of it that are looked at: whom one met is not told of later.
_NEAR = 400
_MOST = 24
#: In so many hanzi a name may begin with any, as in `also came`: 温暖也来了.
_SHORT = 8
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
#: The same where a note begins.
_NOTED_MET = re.compile(
    r"\s*(?:i |we |just |also |today |yesterday )*(?:met|saw|visited|called|phoned|rang"
    r"|(?:spoke|talked) (?:to|with)|(?:had )?(?:lunch|dinner|breakfast|coffee|drinks"
    r"|a call) with)\s"
)
#: The same where the parts tell of nobody who was met: `Ann was out, lunch with Bob`.
_THEN_MET = re.compile(
    r"(?:^|[.;,!]|(?<![a-z])(?:so|but)(?![a-z]))\s*(?:i |we )?"
    r"(?:(?:met|saw|visited)(?! (?:him|her|them|it|the|an?|again)(?![a-z]))|spoke (?:to|with)"
    r"|(?:had )?(?:lunch|dinner|breakfast|coffee|tea|drinks|a? ?call|zoom|video call)"
    r" with(?! (?:him|her|them)(?![a-z])))(?![a-z])"
    r"|(?<![a-z])(?:told|asked|advised) (?:me|us) to"
    r" (?:call|see|meet|visit|contact|speak|talk)(?![a-z])"
    r"|[,;。，；](?:改|就|只)?(?:和|跟|与|同)[^,;。，；]{1,12}(?:吃|喝|见面|通话|打电话|视频|聊)"
    r"|[,;。，；](?:改|就|只)?(?:见|拜访|碰|遇)[到见]?了"
)
_WE_MET = re.compile(r"(?<![a-z])(?:i|we) (?:met|saw|visited|spoke|talked|had|took)(?![a-z])")
_ALSO_MET = re.compile(
    r"(?:also |then |later |afterwards |and |i |we )*(?:met|saw|visited|sat down with"
    r"|spoke (?:to|with))(?![a-z])|(?:还|又|也|另外|顺便|后来|然后)+(?:去?见|碰|遇|拜访)[到见]?了?"
)
_CLAUSE = re.compile(r"[,;!?()。，；！？、（）]|\.(?=\s|$)")
_LAST = re.compile(rf"[,;。，；.{TAKEN}]\s*([^,;。，；\n{TAKEN}]{{2,20}}?)[\s.。!！]*$")
#: `Ann Lee (her boss) wants spares` is one clause.
_ASIDE = re.compile(r"\([^()]*\)(?=\s*\w)")
#: What some are called, and what is more often a word; with a surname it is a name.
_WORD = re.compile(
    openers.TOPICS + r"|will|may|grant|mark|chase|hope|long|short|young|best|rich|bill"
)
_TALK = words.both(openers.TALK, openers.TALK_HAN)
_TOLD = words.both(openers.TOLD, openers.TOLD_HAN)
_MISSED = words.both(openers.MISSED, openers.MISSED_HAN)
_INSTEAD = re.compile(
    r"(?<![a-z])(?:but|instead|actually|took place|moved|postponed|ended up)(?![a-z])"
    r"|改[到为成在约]|其实|实际"
)
#: A colleague, mentioned or called by name.
_OURS = rf"(?:[{MENTIONS}]|@[a-z][a-z0-9_.-]*)"
#: A colleague who has a clause to himself, but for what says that he was there: ，@ben接待.
_BESIDE = re.compile(
    rf"(?:^|[,;，；。.])\s*(?:(?:joined by|together with|along with|with|and|和|跟|与|同|由)\s*)?"
    rf"(?P<who>{_OURS}(?:(?:\s|and|和|跟|与|、|,|&)*{_OURS})*)\s*(?:(?:was|were) )?"
    r"(?:(?:also |too |there|joined(?: us| in)?|too|present|paid|hosted|came along|along|helped"
    r"|in (?:the room|attendance)|(?:全程|一起|也|都|在|共同|负责|远程|现场)*(?:接待|陪同|作陪|陪"
    r"|买单|埋单|请客|做东|结账|付款|主持|讲解|帮忙|协助|配合|支持|参加|参与|出席|在线上?|远程接入|旁听|在场?|在座|同行|同去|一起|一[同道齐])了?)\s*)*"
    r"(?=$|[,;，；。.\n])"
)
_CALLED = re.compile("@([a-z][a-z0-9_.-]*)")
#: What was done with one: `, probe training w/ @dana`.
_DONE_WITH = re.compile(
    r"\s*(?!(?:plan|plans|schedule|next)(?![a-z]))(?P<what>[a-z][a-z &-]{1,40}?)"
    rf"\s(?:with|w/)\s?(?P<who>[{MENTIONS}]|@[a-z][a-z0-9_.-]*)(?=\s*(?:$|[,;.!\n{TAKEN}]))"
)
#: What falls due on a day, which is not the visit's.
_DUE = re.compile(
    r"(?<![a-z])(?:due|deadline|expir\w+|valid|birthday)(?![a-z])|到期|截止|交货(?:日期|期)|交期|有效|生日"
)
_WORDS = re.compile(r"[\u3400-\u9fff]+|[^\W\d_\u3400-\u9fff]+(?:['’.-][^\W\d_\u3400-\u9fff]+)*")


@dataclass(frozen=True, slots=True)
class Behind:
    """What may be the visit's.

    Attributes:
        on: a day that has the last clause to itself: nobody notes a day alone.
        at: a customer in that clause.
        by: how one met, in that clause.
        last: where that clause stands, behind a tag.
        days: days past, or unclear, of which none is sure.
        instead: those of them behind a `but`: another day may have been said first.
        pieces: what may be the whole of the name of somebody who was met; or a part: `Bob *`.
        mentions: colleagues who were there, too.
        ours: what may be a colleague's handle: `, probe training w/ @dana`.
        met: others than were named before were met, or where nobody was, then others were.
    """

    on: tuple[dates.Found, ...] = ()
    at: tuple[firms.Said, ...] = ()
    by: tuple[Means, ...] = ()
    last: tuple[int, int] = (0, 0)
    days: tuple[dates.Found, ...] = ()
    instead: tuple[dates.Found, ...] = ()
    pieces: tuple[str, ...] = ()
    mentions: tuple[int, ...] = ()
    ours: tuple[str, ...] = ()
    met: bool = False


def look(page: Page, end: int, resume: int, *, met: bool, attempt: bool) -> Behind:
    """What stands behind the parts, which end at `end`; the note begins at `resume`.

    `met`: the parts say that somebody was; `attempt`: that nobody was reached, so that who was not
    is the visit's, too.
    """
    covered = page.covered
    if HARD.match(covered, end):
        known = attempt or met or page.parts(0, end).days
        return Behind() if known else Behind(pieces=tuple(_met_there(page, resume)))
    told = list(_clauses(covered, resume))
    there = (one for one in told if attempt or not _missed(covered[slice(*one)]))
    pieces = (piece for begin, stop in there for piece in _pieces(page, begin, stop))
    timed = (one for one in told if not _DUE.search(covered, *one))
    said = [one for begin, stop in timed for one in _days(page, begin, stop)]
    if past := _PAST.search(covered, end):
        said.append(dates.Found(*past.span(), problem=days.UNCLEAR))
    where, last = _alone(page, resume)
    alone = tuple(one for one in last.days if _is_past(page, one))
    sure = tuple(one for one in alone if one.day and not one.weekday)
    return Behind(
        on=sure,
        at=last.accounts if len(page.present) == 1 else (),
        by=last.channels if sure else (),
        last=where if (sure or last.accounts) and covered[where[0] - 1] == TAKEN else (0, 0),
        days=() if sure else (*said, *(replace(one, day=None) for one in alone)),
        instead=tuple(one for one in said if one.day and _is_instead(page.covered, told, one)),
        pieces=tuple(dict.fromkeys(pieces)),
        mentions=tuple(_beside(covered, resume)),
        ours=tuple(_called(page, resume)),
        met=bool(_I_MET.search(covered, resume) or (not met and _THEN_MET.search(covered, resume))),
    )


def _met_there(page: Page, start: int) -> Iterator[str]:
    """Names in a note of whom it says at once that he was met: `Ann Lee: met Bob Hill`."""
    if met := _NOTED_MET.match(page.covered, start):
        after = _CLAUSE.search(page.covered, met.end())
        yield from _pieces(page, met.end(), after.start() if after else len(page.covered))


def _beside(covered: str, start: int) -> Iterator[int]:
    """Colleagues of whom a clause says that they were there, or with whom something was done."""
    for begin, end in _ours(covered, start):
        yield from (who for letter in covered[begin:end] if (who := mention(letter)) is not None)


def _called(page: Page, start: int) -> Iterator[str]:
    """The same of those who are called by name: ，@dana @ben 都在."""
    for begin, end in _ours(page.covered, start):
        for called in _CALLED.finditer(page.covered, begin, end):
            yield page.line.piece(*called.span(1))


def _ours(covered: str, start: int) -> Iterator[tuple[int, int]]:
    if done := _done_with(covered, start):
        yield done.span("who")
    hard = HARD.search(covered, start)
    last = hard.start() if hard else len(covered)
    for clause in _BESIDE.finditer(covered, max(start - 1, 0), last):
        yield clause.span("who")


def _done_with(covered: str, start: int) -> re.Match[str] | None:
    """The first clause, if it tells of business, of nobody, and of a colleague at its end."""
    found = _DONE_WITH.match(covered, start)
    if found is None or any(map(namesakes.is_name, found["what"].split())):
        return None
    return found if TOPIC.search(found["what"]) and not _TOLD.search(found["what"]) else None


def _clauses(covered: str, start: int) -> Iterator[tuple[int, int]]:
    """The clauses that may tell of the visit.

    Not those that tell what somebody said or will do; behind what was talked about only those that
    say who was met as well: `, also met Ann`, ，还见了李娜.
    """
    hard, talk = HARD.search(covered, start), _TALK.search(covered, start)
    last = min(start + _NEAR, hard.start() if hard else len(covered))
    talked = talk.start() if talk else last
    whole = _ASIDE.sub(lambda found: " " * len(found[0]), covered[:last])
    ends = [found.span() for found in _CLAUSE.finditer(whole, start)]
    for (_, begin), (end, _) in pairwise([(start, start), *ends, (last, last)]):
        stop = end if begin > talked else min(end, talked)
        clause = whole[begin:stop].strip()
        told = not _ALSO_MET.match(clause) if begin > talked else _TOLD.search(clause)
        if clause and (not told or _WE_MET.search(clause)):
            yield begin, stop


def _missed(clause: str) -> bool:
    """Whether a clause tells who was not met."""
    return _MISSED.search(clause) is not None and _WE_MET.search(clause) is None


def _days(page: Page, begin: int, stop: int) -> Iterator[dates.Found]:
    for one in dates.find(page.covered[begin:stop], today=page.today, locale=page.locale):
        if _is_past(page, one):
            yield replace(one, start=one.start + begin, end=one.end + begin)


def _is_past(page: Page, day: dates.Found) -> bool:
    return bool(day.problem or (day.day and day.day <= page.today))


def _is_instead(covered: str, clauses: list[tuple[int, int]], day: dates.Found) -> bool:
    return any(b <= day.start < e and _INSTEAD.search(covered, b, e) for b, e in clauses)


def _alone(page: Page, start: int) -> tuple[tuple[int, int], Parts]:
    """The last clause, if a day or a customer have it to themselves: 聊了客诉，9/29电话.

    Also behind a tag: `#praise @Acme yesterday`.
    """
    last = _LAST.search(page.covered, start)
    if last is None or HARD.search(page.covered, start):
        return (0, 0), Parts()
    told = page.parts(*last.span(1))
    if told.runs or told.attempt or told.planned:
        return (0, 0), Parts()
    return (last.start() + 1, len(page.covered)), told


def _pieces(page: Page, begin: int, stop: int) -> Iterator[str]:
    """Names of two or three words, and of two to four hanzi; then single names, and more."""
    spans = [found.span() for found in _WORDS.finditer(page.covered, begin, stop)][:_MOST]
    for at, (first, last) in enumerate(spans):
        if names.has_hanzi(page.covered[first:last]):
            ends = ((one, one + size) for one in range(first, last) for size in (2, 3, 4))
            short = last - first <= _SHORT
            those = (
                one
                for one in ends
                if (short or page.covered[one[0]] in SURNAMES) and one[1] <= last
            )
        else:
            those = ((first, end) for _, end in spans[at + 1 : at + 3])
        yield from (page.line.piece(*one) for one in those)
    for first, last in spans:
        word = page.covered[first:last]
        if namesakes.is_name(word) and not _WORD.fullmatch(word):
            yield page.line.piece(first, last)
            yield page.line.piece(first, last) + names.AND_MORE
