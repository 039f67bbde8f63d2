"""The parts of a visit in a stretch of a sentence: claimed one kind after another, names last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from upkeep import names
from upkeep.accounts import Account
from upkeep.phrases import dates, firms, words
from upkeep.phrases.text import MENTIONS, TAKEN, Line, mention
from upkeep.visits import Channel


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that names somebody, as far as one can tell without knowing anybody.

    Attributes:
        start, end: where, in the folded text.
        text: as typed.
        alt: with a neighbouring word that was read as something else but may be a part of the name.
        bounded: nothing beside it can be one more word of the name.
        attempt: stands in a clause that says nobody was reached.
    """

    start: int
    end: int
    text: str
    alt: str = ""
    bounded: bool = True
    attempt: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """What a stretch of a sentence holds."""

    runs: tuple[Run, ...] = ()
    accounts: tuple[firms.Said, ...] = ()
    days: tuple[dates.Found, ...] = ()
    mentions: tuple[int, ...] = ()
    colleagues: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    met: int | None = None  # where the first verb of meeting stands
    attempt: bool = False
    planned: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing at all was understood."""
        return not (self.accounts or self.days or self.mentions or self.channels)


_AND = r"(?:\b(?:together with|along with|joined by|with|and|cc|plus|w/)|&|和|跟|与|同|带着?|叫上)"
_MENTION = re.compile(rf"{_AND}?\s*([{MENTIONS}])")
_COLLEAGUE = re.compile(rf"(?:{_AND}|,)\s*@([a-z][a-z0-9_.-]{{0,40}})")
_AT = re.compile(r"@\s?([a-z0-9][\w.&'-]{0,60}|[^\W\d_]{1,20})")
_MARK = re.compile(
    r"(?:@\s*|(?<![a-z0-9])(?:at|from|of|for|in|with|to|visited|visiting|visit|see"
    r"|saw)\s+(?:the\s+)?"
    r"|\(|（|[去到在至赴]|来自|拜访了?|走访了?|回访了?|访问了?|参观了?)$"
)
_OWN = re.compile(r"'s?(?![a-z0-9])|的|\)|）")
_FROM = re.compile(
    r"(?<![a-z0-9])(?P<by>at|from|of|in|near|@)\s+(?P<the>(?:the|their|his|her|our|a|an|my)\s+)?"
    rf"(?P<what>[^{TAKEN}{MENTIONS},;:!?()\n@#&+/、。，]*?)(?=\s*(?:$"
    rf"|[{TAKEN}{MENTIONS},;:!?()\n@#&+/、。，]"
    r"|(?<![a-z0-9])(?:and|with|about|to|for|on|over|at|from|in|by|via)(?![a-z0-9])))"
)
_PLACE = re.compile(rf"(?:^|(?<=\s))(?:{words.PLACES})(?=\s|$)")
_PHONE = re.compile(
    r"(?<!\w)\+?\d[\d\s()-]{6,}\d(?!\w)|[\w.+-]+@[\w-]+\.[\w.]+|\bhttps?:\S+|#[\w-]+"
)

_CHANNELS = tuple(
    (channel, words.both(in_latin, in_han)) for channel, in_latin, in_han in words.CHANNELS
)
_ATTEMPT = words.both(words.ATTEMPTS_LATIN, words.ATTEMPTS_HAN)
_RESULT = words.both(words.ATTEMPT_RESULTS_LATIN, words.ATTEMPT_RESULTS_HAN)
_VERB = words.both(words.VERBS_LATIN, words.VERBS_HAN)
_MET = re.compile(
    r".*(?:met|saw|seen|spoke|talked|chatted|caught up|had|hosted|sat)(?: (?:down|up))?"
    r"|.*(?:见了|见到|见过)"
)
_PLAN = words.both(words.PLANS, words.PLANS_HAN)
_NEGATED = re.compile(
    r"(?<![a-z0-9])(?:didn'?t|did not|couldn'?t|could not|haven'?t|have not|never|not"
    r"|without)\s+$|[没未]有?能?$"
)
_DURATION = words.both(words.DURATIONS, words.DURATIONS_HAN)
_FILLER_HAN = words.han(words.FILLERS_HAN)

_SENTENCE = re.compile(
    r"(?<!\b[a-z])(?<!\b(?:dr|mr|ms|st|jr|sr))(?<!\b(?:mrs))(?<!\bprof)\.(?=\s|$)"
)
_SPLIT = re.compile(
    rf"[{TAKEN}{MENTIONS},;:!?()\[\]{{}}\n\"“”「」『』|&+/、。，；：！？（）…~<>=*]+|\s[-–—]+\s"
    rf"|[–—]+"
    r"|(?<![a-z0-9])(?:and|with|plus|und|as well as|along with)(?![a-z0-9])"
)
_EDGE_BEFORE = re.compile(r"[\s.\-_'’·@#]+")
_EDGE_AFTER = re.compile(r"[\s\-_'’·@#]+$")
#: Small words before a name that are nobody's first name; Long, An and Just may be.
_NO_NAME = re.compile(
    r"(?:with|and|the|from|to|for|at|of|in|on|by|via|over|mr|mrs|ms|miss|dr|prof|i|we|also|our|my"
    r"|both|plus|w|[^a-z]*)"
)
_LEADING = re.compile(rf"^(?:{words.FILLERS})(?![a-z0-9'.-])\s*")
_TRAILING = re.compile(
    r"\s+(?:again|together|there|too|briefly|quickly|alone|personally|for|at|on|in|with|by|via"
    r"|over|from"
    r"|finally|once|to|of|and|the|a|an|our|my|here|as|who|re|was|were|is|did|also|w)$"
)
_LEADING_HAN = re.compile(r"^(?:了|的|和|跟|与|去|到|在|给|约|带|请|找|陪|邀|[,，。、])+(?=.{2})")
_TRAILING_HAN = re.compile(r"(?<=.{2})[了的]+$")
_SMALL_HAN = re.compile(
    r"[上里中时后前间等人也在都过了的次个位来去到把是有和跟与同给被让请于为所以其她他它刚又才只仅]+"
)
_TRAILING_AT = re.compile(r"(?<=.{2})在$")  # `和王芳在展会`: before what was understood
_KNOWN_AFTER = re.compile(
    r"\s*(?:$|[^\sa-z]|(?:met|saw|visit\w*|with|at|on|in|over|for|by|via|and|lunch|dinner"
    r"|breakfast|call\w*"
    r"|morning|afternoon|evening|night|noon|about|had|from|to|i|we|he|she|re|video|email\w*"
    r"|phone\w*|spoke"
    r"|site|company|plant|coffee|meeting|face|zoom|teams|technical|tech|last|this|next|week"
    r"|tried|no)"
    r"(?![a-z]))"
)
_NAMED_BEFORE = re.compile(
    r"(?:^|[^a-z])(?:met|saw|with|and|visited|called|see|to|from|mr|ms|dr)\s*$"
)


@dataclass(slots=True)
class _Sheet:
    """The stretch while it is worked on: what is claimed is covered."""

    left: str
    offset: int
    found: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def cover(self, start: int, end: int) -> None:
        self.left = self.left[:start] + TAKEN * (end - start) + self.left[end:]

    def claim(self, kind: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        matches = [m for m in pattern.finditer(self.left) if m[0].strip() and TAKEN not in m[0]]
        for match in matches:
            self.cover(*match.span())
            self.found.setdefault(kind, []).append(match.span())
        return matches


def read(
    line: Line,
    covered: str,
    start: int,
    end: int,
    *,
    today: date,
    locale: str,
    accounts: Sequence[Account],
    present: Sequence[Account],
) -> Parts:
    """The parts that `covered[start:end]` holds; covered letters are nobody's.

    `present` are those of the `accounts` whose name may be in the line.
    """
    sheet = _Sheet(covered[start:end], start)
    days = _days(sheet, today, locale)
    sheet.claim("number", _PHONE)
    mentions = [who for m in sheet.claim("mention", _MENTION) if (who := mention(m[1])) is not None]
    said = _firms(sheet, line, present)
    colleagues = _colleagues(sheet, line)
    planned = bool(sheet.claim("plan", _PLAN))
    tried = sheet.claim("attempt", _ATTEMPT)
    failed = sheet.claim("attempt", _RESULT)
    channels = _channels(sheet)
    said += _elsewhere(sheet, line, accounts)
    negated = [m for m in _VERB.finditer(sheet.left) if _NEGATED.search(sheet.left[: m.start()])]
    for match in negated:
        before = _NEGATED.search(sheet.left[: match.start()])
        sheet.cover(before.start() if before else match.start(), match.end())
        sheet.found.setdefault("attempt", []).append(match.span())
    verbs = sheet.claim("verb", _VERB)
    sheet.claim("filler", _DURATION)
    sheet.claim("filler", _FILLER_HAN)
    runs, bare = _runs(sheet, line, days, present)
    return Parts(
        runs=tuple(runs),
        accounts=tuple(sorted((*said, *bare))),
        days=tuple(replace(f, start=f.start + start, end=f.end + start) for f in days),
        mentions=tuple(mentions),
        colleagues=tuple(colleagues),
        channels=tuple(channels),
        met=min((m.start() + start for m in verbs), default=None),
        attempt=_attempted(runs, verbs, tried=bool(tried or negated), failed=bool(failed)),
        planned=planned,
    )


def _attempted(runs: list[Run], verbs: list[re.Match[str]], *, tried: bool, failed: bool) -> bool:
    """Whether nobody was reached: not where one was and another was not."""
    mixed = len({run.attempt for run in runs}) > 1 and bool(verbs)
    met = any(_MET.fullmatch(verb[0]) for verb in verbs)
    return not mixed and (tried or (failed and not met))


def _days(sheet: _Sheet, today: date, locale: str) -> list[dates.Found]:
    kept = []
    for found in dates.find(sheet.left, today=today, locale=locale):
        before, after = sheet.left[: found.start], sheet.left[found.end :]
        if (
            found.weak
            and not found.problem
            and (not _KNOWN_AFTER.match(after) or _NAMED_BEFORE.search(before))
        ):
            continue  # Sun Wei, Thu Nguyen: a name
        kept.append(found)
    for found in kept:
        sheet.cover(found.start, found.end)
    return kept


def _firms(sheet: _Sheet, line: Line, accounts: Sequence[Account]) -> list[firms.Said]:
    said = []
    for start, end, ids in firms.named(sheet.left, accounts):
        if TAKEN in sheet.left[start:end]:
            continue
        mark = _MARK.search(sheet.left[:start])
        own = _OWN.match(sheet.left[end:])
        if mark is None and own is None:
            continue
        text = line.piece(start + sheet.offset, end + sheet.offset)
        said.append(firms.Said(start + sheet.offset, end + sheet.offset, text, ids))
        keep = mark is not None and mark[0].strip() not in ("@", "(", "（")
        begin = start if mark is None or keep else mark.start()
        sheet.found.setdefault("firm", []).append((begin, end))
        sheet.cover(begin, end + (own.end() if own else 0))
        if keep and mark is not None and not _VERBAL.search(mark[0]):
            sheet.cover(mark.start(), start)
    return said


_VERBAL = re.compile(r"visit|saw|see|拜访|走访|回访|访问|参观")


def _colleagues(sheet: _Sheet, line: Line) -> list[str]:
    return [
        line.piece(sheet.offset + m.start(1), sheet.offset + m.end(1))
        for m in sheet.claim("colleague", _COLLEAGUE)
    ]


def _elsewhere(sheet: _Sheet, line: Line, accounts: Sequence[Account]) -> list[firms.Said]:
    """`@X`, `at X` and `from X` where X is no account's full name or alias."""
    said = []
    for match in sheet.claim("firm", _AT):
        start, end = match.start(1), match.end(1)
        text = line.piece(start + sheet.offset, end + sheet.offset)
        said.append(
            firms.Said(start + sheet.offset, end + sheet.offset, text, firms.meant(text, accounts))
        )
    for match in list(_FROM.finditer(sheet.left)):
        start, end = match.span("what")
        while end > start and sheet.left[end - 1] in " .'’-":
            end -= 1
        text = line.piece(start + sheet.offset, end + sheet.offset)
        bare = " ".join(_PLACE.sub(" ", names.fold(text)).split())
        if match["by"] in ("in", "near") or not bare or bare.isdecimal():
            sheet.cover(*match.span())
            continue
        ids = firms.meant(bare, accounts)
        by_person = match["by"] in ("from", "of") and not names.fold(
            sheet.left[: match.start()].rpartition(TAKEN)[2]
        )
        if not ids and by_person and not match["the"]:
            continue  # no answer from Tom Baker
        sheet.cover(*match.span())
        if not ids and match["the"] and bare == names.fold(text):
            continue  # from the service team
        said.append(firms.Said(start + sheet.offset, end + sheet.offset, text, ids))
    return said


def _channels(sheet: _Sheet) -> list[Channel]:
    said = sorted(
        (match.start(), channel)
        for channel, pattern in _CHANNELS
        for match in sheet.claim("channel", pattern)
    )
    return [channel for _, channel in said]


def _runs(
    sheet: _Sheet, line: Line, days: list[dates.Found], accounts: Sequence[Account]
) -> tuple[list[Run], list[firms.Said]]:
    """What nobody claimed, cut at separators: names, or a bare account."""
    runs: list[Run] = []
    bare: list[firms.Said] = []
    left = _SENTENCE.sub("\n", sheet.left)
    at = 0
    for cut in [*_SPLIT.finditer(left), None]:
        begin, end, bounded = _trimmed(left, at, cut.start() if cut else len(left))
        at = cut.end() if cut else at
        if begin == end:
            continue
        text = line.piece(begin + sheet.offset, end + sheet.offset)
        if _SMALL_HAN.fullmatch(text) or _behind_firm(sheet, begin, end):
            continue
        here = firms.named(left[begin:end], accounts)
        if len(here) == 1 and here[0][:2] == (0, end - begin):
            bare.append(firms.Said(begin + sheet.offset, end + sheet.offset, text, here[0][2]))
            continue
        alt = _alternative(sheet, line, days, begin, end)
        attempt = _failed(sheet, left, begin, end)
        runs.append(
            Run(
                begin + sheet.offset,
                end + sheet.offset,
                text,
                alt=alt,
                bounded=bounded and not alt,
                attempt=attempt,
            )
        )
    return runs, bare


def _behind_firm(sheet: _Sheet, begin: int, end: int) -> bool:
    """Whether a run is only a place behind an account: `at the Globex plant`."""
    if _PLACE.sub("", sheet.left[begin:end]).strip():
        return False
    return any(last <= begin <= last + 3 for _, last in sheet.found.get("firm", ()))


def _trimmed(left: str, begin: int, end: int) -> tuple[int, int, bool]:
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


def _alternative(sheet: _Sheet, line: Line, days: list[dates.Found], begin: int, end: int) -> str:
    """The run with a neighbouring weekday that may be a name: `Li Sun`, 周一鸣."""
    for found in days:
        if not found.weekday:
            continue
        if found.weak and not line.plain[end + sheet.offset : found.start + sheet.offset].strip():
            if found.start >= end:
                return line.piece(begin + sheet.offset, found.end + sheet.offset)
        elif found.end == begin and names.has_hanzi(sheet.left[begin:end]):
            return line.piece(found.start + sheet.offset, end + sheet.offset)
    return ""


def _failed(sheet: _Sheet, left: str, begin: int, end: int) -> bool:
    """Whether the clause of a run says that nobody was reached."""
    cuts = ",;\n。，；.!?"
    first = max((left.rfind(cut, 0, begin) for cut in cuts), default=-1)
    last = min((at for cut in cuts if (at := left.find(cut, end)) >= 0), default=len(left))
    return any(first < s and e <= last + 1 for s, e in sheet.found.get("attempt", ()))
