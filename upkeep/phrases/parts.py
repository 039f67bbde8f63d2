"""The parts of a visit in a stretch of a sentence: claimed one kind after another, names last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from upkeep import names
from upkeep.accounts import Account
from upkeep.phrases import (
    attempts,
    dates,
    fillers,
    firms,
    openers,
    spelling,
    whereabouts,
    words,
)
from upkeep.phrases.runs import Run, Sheet, cut
from upkeep.phrases.text import MENTIONS, TAKEN, Line, mention
from upkeep.visits import Channel


class Means(NamedTuple):
    """A channel, and where its word stands."""

    start: int
    end: int
    channel: Channel


@dataclass(frozen=True, slots=True)
class Parts:
    """What a stretch of a sentence holds."""

    runs: tuple[Run, ...] = ()
    accounts: tuple[firms.Said, ...] = ()
    days: tuple[dates.Found, ...] = ()
    mentions: tuple[int, ...] = ()
    colleagues: tuple[str, ...] = ()
    channels: tuple[Means, ...] = ()
    met: int | None = None  # where the first verb of meeting stands
    attempt: bool = False
    planned: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing at all was understood."""
        said = (self.accounts, self.days, self.mentions, self.colleagues, self.channels)
        return not any(said)


_AND = r"(?:\b(?:together with|along with|joined by|with|and|cc|plus|w/?)|&|和|跟|与|同|带着?|叫上)"
_MENTION = re.compile(rf"{_AND}?\s*([{MENTIONS}])")
_COLLEAGUE = re.compile(rf"(?:{_AND}|[,、])\s*@([a-z][a-z0-9_.-]{{0,40}})")
_PHONE = re.compile(
    r"(?<!\w)\+?\d[\d\s()-]{6,}\d(?!\w)|[\w.+-]+@[\w-]+\.[\w.]+|\bhttps?:\S+|#[\w-]+"
)

_CHANNELS = tuple(
    (channel, words.both(in_latin, in_han)) for channel, in_latin, in_han in words.CHANNELS
)
_ATTEMPT = words.both(attempts.TRIED_LATIN, attempts.TRIED_HAN)
#: By what one did not get through: 没接电话, 没回微信.
_TO_CALL = re.compile(
    r"\b(?:call|phon|ring|voice ?mail|vm\b)|pick(?:ed|ing)? up|hung up|rang out"
    r"|打通|接通|打不通|接听|人接|接电话|占线|关机"
)
_TO_MESSAGE = re.compile("微信|短信|邮件|消息|信息")
_RESULT = words.both(attempts.RESULTS_LATIN, attempts.RESULTS_HAN)
_VERB = words.both(words.VERBS_LATIN, words.VERBS_HAN)
_MET = re.compile(
    r".*(?:met|saw|seen|spoke|talked|chatted|caught up|had|hosted|sat)(?: (?:down|up))?"
    r"|.*(?:见了|见到|见过)"
)
_BESIDE_HAN = re.compile(rf"[,，;；。][\s{MENTIONS}]*(?:就|改|只|后来)?[和跟与同]\s?$")
_PLAN = words.both(openers.PLANS, openers.PLANS_HAN)
_NEGATED = re.compile(
    r"(?<![a-z0-9])(?:didn'?t|did not|couldn'?t|could not|haven'?t|have not|never|not"
    r"|without)\s+$|(?<!差点)[没未]有?能?$"
)
_ADDRESSED = re.compile(rf"(?<![a-z0-9'-])(?:{fillers.ADDRESSED})(?=\s[a-z])")
_BEFORE_NAMES = re.compile(rf"(?<![a-z0-9'-])(?:{fillers.BEFORE_NAMES})(?=\s[a-z])")
_BEHIND_NAMES = re.compile(
    rf"(?<=[a-z] )(?:{fillers.BEHIND_NAMES})"
    r"(?=\s*(?:$|[^\sa-z'’-]|(?:and|at|from|with|on|for|about|re|over)(?![a-z])))"
)
_LAST_WORDS = re.compile(r"(?:[a-z'.-]+ )?[a-z'-]+(?= $)")
_DURATION = words.both(fillers.DURATIONS, fillers.DURATIONS_HAN)
_FILLER_HAN = words.han(fillers.FILLERS_HAN)

_KNOWN_AFTER = re.compile(
    r"\s*(?:$|[^\sa-z]|w(?=/)|(?:met|saw|visit\w*|with|at|on|in|over|for|by|via|and|lunch|dinner"
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
    sheet = Sheet(covered[start:end], start)
    days = _days(sheet, today, locale, present, covered[end:] if "约" in sheet.left else "")
    sheet.claim("number", _PHONE)
    mentions = [who for m in sheet.claim("mention", _MENTION) if (who := mention(m[1])) is not None]
    said = whereabouts.marked(sheet, line, present)
    colleagues = _colleagues(sheet, line)
    planned = bool(sheet.claim("plan", _PLAN))
    tried = sheet.claim("attempt", _ATTEMPT)
    failed = sheet.claim("attempt", _RESULT)
    channels = _channels(sheet, [*tried, *failed])
    said += whereabouts.elsewhere(sheet, line, accounts)
    negated = [m for m in _VERB.finditer(sheet.left) if _NEGATED.search(sheet.left[: m.start()])]
    for match in negated:
        before = _NEGATED.search(sheet.left[: match.start()])
        sheet.cover(before.start() if before else match.start(), match.end())
        sheet.found.setdefault("attempt", []).append(match.span())
    verbs = sheet.claim("verb", _VERB)
    sheet.claim("filler", _DURATION)
    sheet.claim("filler", _FILLER_HAN)
    _politely(sheet)
    runs, bare = cut(sheet, line, days, present)
    met = [m.start() + start for m in verbs] + _after_all(runs, line.plain)
    attempt = _attempted(
        runs,
        verbs,
        bool(channels or met or _missed_aside(runs)),
        tried=bool(tried or negated),
        failed=bool(failed),
    )
    if attempt:  # who was tried all week was tried today, too
        days = [one for one in days if not _ALL_WEEK.match(line.plain, start + one.start)]
    return Parts(
        runs=tuple(runs),
        accounts=tuple(sorted((*said, *bare))),
        days=tuple(replace(f, start=f.start + start, end=f.end + start) for f in days),
        mentions=tuple(mentions),
        colleagues=tuple(colleagues),
        channels=tuple(channels),
        met=min(met, default=None),
        attempt=attempt,
        planned=planned,
    )


def _after_all(runs: list[Run], plain: str) -> list[int]:
    """Where those stand with whom one was instead of who was missed: 王芳请假，和李伟谈的."""
    missed = any(run.attempt for run in runs)
    return [
        run.start
        for run in runs
        if missed and not run.attempt and _BESIDE_HAN.search(plain, 0, run.start)
    ]


def _missed_aside(runs: list[Run]) -> bool:
    """Whether only who is named in brackets was not there: `Ann Lee (Bob was out)`."""
    return any(run.attempt and run.doubtful for run in runs)


def _attempted(
    runs: list[Run], verbs: list[re.Match[str]], together: bool, *, tried: bool, failed: bool
) -> bool:
    """Whether nobody was reached: not where one was, `together` over lunch, and another not.

    Nor where one was out and another is named in hanzi, 王芳请假，李伟 @华虹, if nobody was tried.
    """
    others = bool(verbs) or together or not (tried or _in_letters(runs))
    mixed = len({run.attempt for run in runs}) > 1 and others
    met = any(_MET.fullmatch(verb[0]) for verb in verbs)
    return not mixed and (tried or (failed and not met))


def _in_letters(runs: list[Run]) -> bool:
    return not all(names.has_hanzi(run.text) for run in runs)


def _politely(sheet: Sheet) -> None:
    """Cover how people are addressed beside their names; what may be a surname is kept in mind."""
    sheet.claim("filler", _ADDRESSED)
    for match in list(_BEHIND_NAMES.finditer(sheet.left)):
        before = _LAST_WORDS.search(sheet.left[: match.start()])
        if before and (" " in before[0] or not spelling.GIVEN.fullmatch(before[0])):
            sheet.found.setdefault("polite", []).append(match.span())
            sheet.cover(*match.span())
    sheet.claim("polite", _BEFORE_NAMES)


def _days(
    sheet: Sheet, today: date, locale: str, accounts: Sequence[Account], behind: str
) -> list[dates.Found]:
    kept = []
    left = sheet.left
    for start, end, _ in firms.named(left, accounts):
        inside = dates.find(left[start:end], today=today, locale=locale)
        if inside and not any(one.end - one.start == end - start for one in inside):
            left = left[:start] + TAKEN * (end - start) + left[end:]  # 明天能源, Sunday Foods
    for found in dates.find(left, today=today, locale=locale, behind=behind):
        before, after = sheet.left[: found.start], sheet.left[found.end :]
        if _LISTED.search(before) and _CALLED_WEEKEND.match(sheet.left, found.start):
            continue
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


#: Who stands in a list, and is called as a weekend is: 白云机场的周末, 和周末.
_LISTED = re.compile("[的和跟与及、]$")
_CALLED_WEEKEND = re.compile(r"周末(?=\s*(?:$|[,，。；;、@聊谈]))")
_ALL_WEEK = re.compile("all (?:week|month)")


def _colleagues(sheet: Sheet, line: Line) -> list[str]:
    return [
        line.piece(sheet.offset + m.start(1), sheet.offset + m.end(1))
        for m in sheet.claim("colleague", _COLLEAGUE)
    ]


def tells_how(text: str) -> bool:
    """Whether a folded text has a word of how one met."""
    return any(pattern.search(text) for _, pattern in _CHANNELS)


def _channels(sheet: Sheet, tried: list[re.Match[str]]) -> list[Means]:
    """Channels by their words, and calls that were only tried."""
    said = [(m, one) for one, pattern in _CHANNELS for m in sheet.claim("channel", pattern)]
    said += [(m, one) for m in tried if (one := by_what(m[0]))]
    return sorted(Means(m.start() + sheet.offset, m.end() + sheet.offset, one) for m, one in said)


def by_what(missed: str) -> Channel | None:
    """How one tried to reach somebody, if what was missed says so: 没接电话, 没回微信."""
    if _TO_CALL.search(missed):
        return Channel.CALL
    return Channel.MESSAGE if _TO_MESSAGE.search(missed) else None
