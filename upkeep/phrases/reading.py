"""From a sentence to its parts: whom, where, when, how, and what was said. Knows no contacts."""

# ruff: noqa: PLR2004 — the numbers count letters, words and months, and say so where they stand

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from upkeep import names
from upkeep.accounts import Account
from upkeep.errors import Refusal
from upkeep.phrases import dates, days, firms, notes, words
from upkeep.phrases import text as texts
from upkeep.phrases.notes import Promise
from upkeep.phrases.parts import Parts, Run
from upkeep.phrases.parts import read as read_parts
from upkeep.phrases.text import TAKEN, Line, simpler
from upkeep.visits import Channel, Voice

#: No more of a sentence is read for names, dates and channels; all of it is kept.
LONGEST = 3000

FUTURE = "date.future"
OLD = "date.old"
RANGE = "date.range"
UNCLEAR = "date.unclear"
PLANNED = "visit.planned"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence says, before anybody was looked up.

    Attributes:
        source: the sentence as it came.
        who: stretches that name contacts, or accounts without any mark.
        queries: what contacts should be looked up for: `who`, its parts and other readings.
        accounts: what is said to be an account, with the accounts it may mean (none: unknown).
        present: accounts whose name may stand somewhere in the sentence, with or without a mark.
        titled: a person may be named by title (`the ops engineer at Acme`): settling needs all
            contacts of the account.
        on: the speaker's local day; today when none was said; None with a `problem`.
        problem: why the day cannot stand: `date.future`, `date.old`, `date.range`,
            `date.unclear`, `visit.planned`.
        channel: None when none was said.
        mentions: Slack ids of colleagues who were there.
        colleagues: colleagues named without a mention: `with @dana`.
        attempt: nobody was reached.
        visited: something says that a visit took place: a verb or a channel.
    """

    source: str
    who: tuple[Run, ...] = ()
    queries: tuple[str, ...] = ()
    accounts: tuple[firms.Said, ...] = ()
    present: tuple[Account, ...] = ()
    titled: bool = False
    on: date | None = None
    problem: Refusal | None = None
    channel: Channel | None = None
    mentions: tuple[str, ...] = ()
    colleagues: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    follow_ups: tuple[Promise, ...] = ()
    attempt: bool = False
    visited: bool = False
    note: str = ""


_HARD = re.compile(r"\n|(?<!\d):(?!\d|//)|(?<=\d):(?!\d)|\s[-–]+\s|\s?[—―]+\s?|…|\s--+\s?|-(?=\s)")
_SOFT = re.compile(r"[,;!?。，；！？、]|\.(?=\s|$)|#|。")
_OPENER = words.both(words.OPENERS_LATIN, words.OPENERS_HAN)
_SAYING = words.both(words.SAYING_LATIN, words.SAYING_HAN)
_TOPIC = words.latin(words.TOPICS)
_FRONTED = re.compile(
    rf"[\s\x01]*(?P<what>{words.FRONTED}\s(?:(?!\s(?:to"
    rf"|with)\s)[^,.;:\n\x01@{texts.MENTIONS}]){{1,60}})\s(?:to|with)\s"
)
_TRY = words.both(words.ATTEMPTS_LATIN, words.ATTEMPTS_HAN)
_RESULT = re.compile(
    r"[\s,;.:!?。，；—–-]*(?:(?:but|however|though|sadly|unfortunately|there was|got|and)[\s,]+)*"
    rf"(?:(?<![a-z0-9'])(?:{words.ATTEMPT_RESULTS_LATIN})(?![a-z0-9'])"
    rf"|(?:{words.ATTEMPT_RESULTS_HAN}))"
    r"\s*(?:$|[\s,;.:!?。，；\x01]*(?:$|[,;.:!?。，；\n\x01]|again|either|today|too|so|will|left))"
)
_MET = re.compile(r"(?<![a-z])(?:met|saw|seen|spoke|talked|chatted|caught up)(?![a-z])|见了|见到了")
_CONNECTED = re.compile(r"[\s,、&+/]*(?:and|with|plus|和|跟|与|及)?[\s,、]*$|[\s,;.。，；]*$")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔"
    "向汤张劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧葉蘇呂盧鍾譚陸賈鄒龍賀顧錢嚴康尚施牛洪单查解仇区朴盛倪翁齐文庞"
    "樊兰殷欧阳尉迟司诸葛上官夏慕容柯柳路岳梅童聂焦关辛伍管祝左涂耿祁申游詹包鲍阮柴牟裴华凌费娄宁霍骆甘"
)


def split(
    text: str,
    *,
    today: date,
    locale: str = "en-US",
    escaped: bool = True,
    accounts: Sequence[Account] = (),
) -> Heard:
    """Read a sentence about a visit.

    Args:
        text: as Slack sends it (`escaped`), or as typed elsewhere.
        today: the speaker's local day.
        locale: decides whether 11/12 is in November.
        escaped: `&`, `<` and `>` come as HTML entities.
        accounts: all accounts of the workspace; without them only `@`, `at` and `from` mark one.
    """
    line = texts.line(text, escaped=escaped)
    promises, covered = notes.promises(line, today=today, locale=locale)
    tags = notes.tags(line)
    for tag in tags:
        covered = covered[: tag.start] + TAKEN * (tag.end - tag.start) + covered[tag.end :]
    covered, fronted = _fronted(line, covered)
    page = _Page(line, covered, today, locale, accounts, firms.present(line.plain, accounts))
    end, resume = page.note_start()
    head = page.parts(0, end)
    note, note_at = notes.text(line, covered, resume), resume
    on, problem = _day(head.days, today)
    if head.planned and not problem and not (head.met is not None or head.attempt):
        problem = Refusal(PLANNED)
    failed = _RESULT.match(covered, end) is not None and not _MET.search(covered[:end])
    runs, asides = _names(_guarded(head.runs, line, covered, end))
    return Heard(
        source=text,
        who=runs,
        queries=tuple(filter(None, dict.fromkeys(_queries(runs, page.present)))),
        accounts=head.accounts,
        present=page.present,
        titled=bool(head.accounts and runs),
        on=None if problem else on,
        problem=problem,
        channel=head.channels[0] if head.channels else None,
        mentions=tuple(dict.fromkeys(line.mentions[who] for who in head.mentions)),
        colleagues=head.colleagues,
        voices=tuple(notes.voices(line, covered, tags, note_at)),
        follow_ups=tuple(promises),
        attempt=head.attempt or failed,
        visited=bool(head.channels or head.met is not None or head.attempt or failed),
        note="; ".join(part for part in (fronted, *asides, note) if part),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    line: Line
    covered: str
    today: date
    locale: str
    accounts: Sequence[Account]
    present: tuple[Account, ...]

    def parts(self, start: int, end: int) -> Parts:
        return read_parts(
            self.line,
            self.covered,
            start,
            min(end, LONGEST),
            today=self.today,
            locale=self.locale,
            accounts=self.accounts,
            present=self.present,
        )

    def note_start(self) -> tuple[int, int]:
        """Where the parts end, and where the note begins after them."""
        tries = [m.span() for m in _TRY.finditer(self.covered)]
        complete = -1  # the end of the shortest beginning that is known to be complete
        for kind, start, end in _breaks(self.covered):
            if complete < 0:
                head = self.parts(0, start)
                told = kind == "hard" and head.accounts and _TOLD.match(self.covered, end)
                if not _whole(head) and (head.runs or not told):
                    continue
                complete = start
            if kind == "opener":
                if any(s < start < e for s, e in tries):
                    continue
                if self._met_another(start):
                    continue
                return self._opened(start)
            until = next((s for _, s, _ in _breaks(self.covered, end, soft=True)), None)
            until = min(len(self.covered), LONGEST) if until is None else until
            if kind == "hard":
                until = self._row_end(end)
            if not self._goes_on(kind, start, end, until):
                return start, end
        return min(len(self.covered), LONGEST), len(self.covered)

    def _met_another(self, start: int) -> bool:
        """Whether one was not reached and another was: `Li Wei was out, met Bob`."""
        failed = _RESULT.match(self.covered, start)
        rest = self.parts(failed.end(), len(self.covered)) if failed else None
        return rest is not None and rest.met is not None and bool(rest.runs)

    def _row_end(self, at: int) -> int:
        following = _HARD.search(self.covered, at)
        return following.start() if following else min(len(self.covered), LONGEST)

    def _goes_on(self, kind: str, start: int, end: int, until: int) -> bool:
        """Whether what follows a break still tells parts of the visit."""
        if _LINK.fullmatch(self.covered, end, until):
            return True
        opener = _OPENER.search(self.covered, end, until)
        if opener and not self.covered[end : opener.start()].strip():
            return False
        clause = self.parts(end, opener.start() if opener else until)
        introduced = clause.met is not None
        if not clause.runs:
            told = not clause.empty
            return told and not opener if kind == "hard" else told or introduced or clause.attempt
        if kind == "hard" and self.parts(0, start).runs:
            return False
        # `Acme: met Li Wei` goes on; `#praise great food` are words of the voice.
        lifted = kind != "hard" and TAKEN in self.covered[start:until]
        return (introduced or not lifted) and all(
            _namelike(run, introduced=introduced) for run in clause.runs
        )

    def _opened(self, start: int) -> tuple[int, int]:
        """An opener ends the parts; one that tells of the last person takes that name along."""
        head = self.parts(0, start)
        saying = _SAYING.match(self.covered, start)
        if saying and len(head.runs) > 1 and head.met is not None:
            last, before = head.runs[-1], head.runs[-2]
            between = self.covered[before.end : last.start]
            abuts = not self.covered[last.end : start].strip()
            if abuts and last.start > head.met and _CONNECTED.fullmatch(between):
                return before.end, last.start
        return start, start


_LINK = re.compile(rf"[\s.,;{TAKEN}]*(?:{words.FILLERS_HAN})*[\s.,;{TAKEN}]*")
_TOLD = re.compile(rf"[\s{TAKEN}]*(?:{_OPENER.pattern})")
_MAY_BE_NAME = re.compile(
    r"(?:he|she|so|may|will|can|said|no|is|are|has|too|like|love|must|might|wants?|asks?|works"
    r"|gets?|got"
    r"|left|moves?|says?|still|very|really|quite|mad|if|it|be|am|that|but|in|who)(?![a-z])"
)


def _breaks(covered: str, at: int = 0, *, soft: bool = False) -> Iterator[tuple[str, int, int]]:
    """Places where a note may begin, in order."""
    found = [("hard", *m.span()) for m in _HARD.finditer(covered, at)]
    found += [("soft", *m.span()) for m in _SOFT.finditer(covered, at)]
    if not soft:
        found += [("opener", m.start(), m.start()) for m in _OPENER.finditer(covered, at)]
        found += [("soft", m.start(), m.end()) for m in _COVERED.finditer(covered, at)]
    return iter(sorted(found, key=lambda f: f[1])[:60])


_COVERED = re.compile(f"{TAKEN}+")


def _whole(head: Parts) -> bool:
    """Whether a beginning names somebody, or an account visited without anybody."""
    if head.runs:
        last = head.runs[-1].text
        cut_short = len(last) == 1 and names.has_hanzi(last)  # 李 of 李想
        return not cut_short and not all(_topical(run.text) for run in head.runs)
    return bool(head.accounts and (head.channels or head.met is not None))


def _namelike(run: Run, *, introduced: bool) -> bool:
    """Whether a stretch after a comma may be one more name, and not what was talked about."""
    folded = names.fold(run.text)
    if names.has_hanzi(folded):
        clump = folded.replace(" ", "")
        return (
            introduced
            or (len(clump) <= 3 and clump[0] in _SURNAMES)
            or bool(re.search("[和跟与及]", clump))
        )
    count = len(folded.split())
    if any(letter.isdecimal() for letter in folded):
        return False
    if introduced:
        return count <= 5
    return count <= 3 and not _TOPIC.search(folded)


def _guarded(runs: tuple[Run, ...], line: Line, covered: str, end: int) -> tuple[Run, ...]:
    """The runs; the last one warned when the note's first word may be the rest of a name.

    `Wang He wants spares`: he, or Ms He? `Anna So`, `Omar Said`, `Bill May`.
    """
    beside = _MAY_BE_NAME.match(covered, end)
    if not runs or beside is None or covered[runs[-1].end : end].strip(" "):
        return runs
    whole = line.piece(runs[-1].start, beside.end())
    return (*runs[:-1], replace(runs[-1], alt=whole, bounded=False))


def _topical(text: str) -> bool:
    """Whether a stretch is what was talked about: RMA too slow, spare parts."""
    folded = names.fold(text)
    found = None if names.has_hanzi(folded) else _TOPIC.search(folded)
    return found is not None and (found.start() == 0 or len(folded.split()) > 2)


def _fronted(line: Line, covered: str) -> tuple[str, str]:
    """The text without what was presented, discussed or shown to somebody, and that."""
    found = _FRONTED.match(covered)
    if found is None:
        return covered, ""
    end = found.end("what")
    return TAKEN * end + covered[end:], line.piece(found.start("what"), end)


def _names(runs: tuple[Run, ...]) -> tuple[tuple[Run, ...], list[str]]:
    """Runs that may name somebody, and what was only talked about."""
    kept: list[Run] = []
    asides: list[str] = []
    for run in runs:
        if len(runs) > 1 and _topical(run.text):
            asides.append(run.text)
        else:
            kept.append(run)
    return tuple(kept), asides


def _day(found: tuple[dates.Found, ...], today: date) -> tuple[date | None, Refusal | None]:
    """The one day a visit was on, or why it has none."""
    problems = {f.problem for f in found if f.problem}
    if problems:
        return None, Refusal(RANGE if days.RANGE in problems else UNCLEAR)
    exact = {f.day for f in found if f.day and not f.weekday}
    weekdays = {f.day for f in found if f.day and f.weekday}
    said = exact or weekdays
    if not said:
        return today, None
    day = max(said)
    if len(said) > 1 or (exact and any(w.weekday() != day.weekday() for w in weekdays)):
        return None, Refusal(FUTURE if min(said) > today else UNCLEAR)
    if day > today:
        return None, Refusal(FUTURE, on=day)
    if day < today - relativedelta(years=1):
        return None, Refusal(OLD, on=day)
    return day, None


def _queries(runs: tuple[Run, ...], present: Sequence[Account]) -> Iterator[str]:
    """What to look contacts up for: each run, the same without an account, its pieces."""
    for said in (said for run in runs for said in (run.text, run.alt) if said):
        yield said
        folded = names.fold(said)
        for start, end, _ in firms.named(simpler(folded), present):
            yield (folded[:start] + " " + folded[end:]).strip()
        for piece in folded.split():
            if names.has_hanzi(piece):
                yield from _clumps(piece)


def _clumps(hanzi: str) -> Iterator[str]:
    """Stretches of running Chinese that may be names: those that begin with a surname first."""
    hanzi = hanzi[:24]
    pieces = [
        hanzi[at : at + size]
        for at in range(len(hanzi))
        for size in (3, 2, 4)
        if at + size <= len(hanzi)
    ]
    yield from (p for p in pieces if p[0] in _SURNAMES)
    if len(hanzi) <= 6:
        yield from pieces
