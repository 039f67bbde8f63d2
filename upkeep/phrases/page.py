"""Where the parts of a visit end in a sentence, and the note begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from upkeep import names, namesakes
from upkeep.accounts import Account
from upkeep.phrases import attempts, awaited, fillers, openers, words
from upkeep.phrases.days import MONTH
from upkeep.phrases.namelike import TOPIC, is_added, is_namelike, is_whole
from upkeep.phrases.parts import Parts
from upkeep.phrases.parts import read as read_parts
from upkeep.phrases.runs import Run
from upkeep.phrases.surnames import SURNAMES
from upkeep.phrases.text import TAKEN, Line

#: No more of a sentence is read for names, dates and channels; all of it is kept.
LONGEST = 3000

HARD = re.compile(r"\n|(?<!\d):(?!//)|(?<=\d):(?!\d)|\s[-–]+\s|\s?[—―]+\s?|…|\s--+\s?|-(?=\s)")
_DOING = (
    r"call|phone|e-?mail|mail|text|message|ping|meet|visit|see|ask|send|tell|invite|contact|remind"
    r"|thank|(?:follow|catch) up with|(?:meet|check) with|(?:speak|talk) (?:with|to)"
)
_SOFT = re.compile(
    rf"[,;!?。，；！？、]|\.(?=\s|$)|(?<=\d\.\d\.)\s|(?<=\d\.\d\d\.)\s|#|。|(?:\s(?:and|then|&)\s|\s?\()(?=(?:{_DOING})\s)"
)
_OPENER = words.both(openers.OPENERS_LATIN, openers.OPENERS_HAN)
_SAYING = words.both(openers.SAYING_LATIN, openers.SAYING_HAN)
_TRY = words.both(attempts.TRIED_LATIN, attempts.TRIED_HAN)
RESULT = re.compile(
    r"[\s,;.:!?。，；—–(-]*(?:(?:he|she|they|it|but|however|though|sadly|unfortunately|there was"
    r"|got|and)[\s,]+)*"
    rf"(?:(?<![a-z0-9'])(?:an? |was an? )?(?:{attempts.SURE_LATIN})(?![a-z0-9'])|"
    rf"(?:(?<![a-z0-9'])(?:{attempts.RESULTS_LATIN})(?![a-z0-9'])"
    rf"|(?:{attempts.RESULTS_HAN})+)"
    r"\s*(?:$|[\s,;.:!?。，；)\x01]*(?:$|[,;.:!?。，；)\n\x01]|again|either|today|too|so|will|left|both|twice|all"
    r"|(?=@|yesterday|[昨今]|前天|上周|白跑)"
    rf"|(?=when (?:i|we) (?:{attempts.CAME})(?![a-z])))))"
)
_CONNECTED = re.compile(r"[\s,、&+/]*(?:and|with|plus|和|跟|与|及)?[\s,、]*$|[\s,;.。，；]*$")


#: One more who was there, and no more of what was said: ，还有新来的高博.
_AND_HAN = re.compile(
    r"\s*(?:还有|以及|外加|加上)(?:一位|个|新来的)*"
    rf"[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}\s*(?:$|[,，。；;])"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A sentence with what was lifted from it covered, and all that is needed to read it."""

    line: Line
    covered: str
    today: date
    locale: str
    accounts: Sequence[Account]
    present: tuple[Account, ...]
    seen: dict[tuple[int, int], Parts] = field(default_factory=dict, compare=False)

    def parts(self, start: int, end: int) -> Parts:
        """The parts of a visit that a stretch holds; each stretch is read once."""
        stretch = start, min(end, LONGEST)
        if stretch not in self.seen:
            self.seen[stretch] = read_parts(
                self.line,
                self.covered,
                *stretch,
                today=self.today,
                locale=self.locale,
                accounts=self.accounts,
                present=self.present,
            )
        return self.seen[stretch]

    def note_start(self) -> tuple[int, int]:
        """Where the parts end, and where the note begins after them."""
        tries = [m.span() for m in _TRY.finditer(self.covered)]
        complete = -1  # the end of the shortest beginning that is known to be complete
        for kind, start, end in _breaks(self.covered):
            if complete < 0:
                head = self.parts(0, start)
                told = kind == "hard" and head.accounts and _TOLD.match(self.covered, end)
                if not is_whole(head) and (head.runs or not told):
                    continue
                complete = start
            if kind == "opener":
                if any(s < start < e for s, e in tries):
                    continue
                if self._met_another(start) or self._is_called_will(start):
                    continue
                if self._where_nobody_was(start) or self._is_only_arranged(start):
                    continue
                return self._opened(start)
            until = self._row_end(end) if kind == "hard" else self._clause_end(end)
            if self._still_to_do(start, end) or not self._goes_on(kind, start, end, until):
                return start, end
        return min(len(self.covered), LONGEST), len(self.covered)

    def _met_another(self, start: int) -> bool:
        """Whether one was not reached and another was: `Li Wei was out, so I met Bob`."""
        failed = RESULT.match(self.covered, start)
        if failed is None and not self.parts(0, start).attempt:
            return False
        rest = self.parts(failed.end() if failed else start, len(self.covered))
        return rest.met is not None and bool(rest.runs)

    def _is_called_will(self, start: int) -> bool:
        """Whether it is no verb: `met Tom and Will Frost @Acme`, `Tom + Will Frost`."""
        if _AND_WILL.match(self.covered, start):
            return True
        named = _WILL.match(self.covered, start)
        joined = _JOINED.search(self.covered, max(start - 6, 0), start)
        return named is not None and joined is not None and namesakes.is_name(named[1])

    def _is_only_arranged(self, start: int) -> bool:
        """Whether nothing but a day to come was told of whoever is named: 和李伟约了下周三见面."""
        head = self.parts(0, start)
        if head.channels or head.met is not None or not _ARRANGED.match(self.covered, start):
            return False
        return not (head.days and _APART.search(self.covered, 0, start))

    def _where_nobody_was(self, start: int) -> bool:
        """Whether it goes on: `no answer @Acme`, `did not come on Friday`, `but Li Wei was out`."""
        failed = RESULT.match(self.covered, start)
        if _CAME.match(self.covered, start) and self.parts(0, start).attempt:
            return not self.parts(start, self._clause_end(start)).runs
        if self._tried_when(start):
            return True
        if failed is not None:
            if _WHERE.match(self.covered, failed.end()):
                return True
            until = next((s for _, s, _ in _breaks(self.covered, failed.end(), soft=True)), None)
            rest = self.parts(failed.end(), len(self.covered) if until is None else until)
            return not rest.runs and any(one.day for one in rest.days)
        if self.parts(0, start).runs:
            return False
        clause = self.parts(start, self._row_end(start))
        return clause.attempt and bool(clause.runs)

    def _tried_when(self, start: int) -> bool:
        """Whether nobody was there, and it is said when: `, he'd left. Tried yesterday`."""
        failed = RESULT.match(self.covered, start)
        again = failed and _TRIED.match(self.covered, failed.end())
        if not again:
            return False
        rest = self.parts(again.end(), self._clause_end(again.end()))
        return not rest.runs and any(one.day for one in rest.days)

    def _clause_end(self, at: int) -> int:
        """The next comma or the like, or a tag: `lunch #worry leak` tells how one met."""
        lifted = (
            found.start() for found in _COVERED.finditer(self.covered, at) if found.start() > at
        )
        parted = (start for _, start, _ in _breaks(self.covered, at, soft=True))
        return min(next(lifted, LONGEST), next(parted, LONGEST), len(self.covered), LONGEST)

    def _row_end(self, at: int) -> int:
        following = HARD.search(self.covered, at)
        return following.start() if following else min(len(self.covered), LONGEST)

    def _goes_on(self, kind: str, start: int, end: int, until: int) -> bool:
        """Whether what follows a break still tells parts of the visit."""
        linked = _LINK.fullmatch(self.covered, end, until) or _AND_HAN.match(self.covered, end)
        if linked or (kind == "soft" and (self._met_another(end) or self._tried_when(end))):
            return True
        opener = _OPENER.search(self.covered, end, until)
        told = opener and not self.covered[end : opener.start()].strip()
        clause = self.parts(end, opener.start() if opener else until)
        theirs = _THEIRS.match(self.covered, end) or self._of_months(clause, start)
        counted = clause.runs and all(self._counted(run) for run in clause.runs)
        if told or (kind == "soft" and theirs) or counted:
            return False
        introduced = clause.met is not None
        if not clause.runs:
            told = not clause.empty
            return told and not opener if kind == "hard" else told or introduced or clause.attempt
        if kind == "hard" and (
            self.parts(0, start).runs or all(self._thing(run) for run in clause.runs)
        ):
            return False
        if self.parts(0, start).runs and any(self._to_do(run, end, until) for run in clause.runs):
            return False
        # `Acme: met Li Wei` goes on; `#praise great food` are words of the voice.
        lifted = kind != "hard" and TAKEN in self.covered[start : until + 1]
        listed = introduced or self.covered[start] == "、"
        how = kind == "soft" and clause.channels and not clause.days
        added = how and all(is_added(run, self.covered) for run in clause.runs)
        return (listed or not lifted) and (
            added
            or all(is_namelike(run, introduced=listed, present=self.present) for run in clause.runs)
        )

    def _of_months(self, clause: Parts, start: int) -> bool:
        """Whether a day was said, and a clause tells of a month or a quarter: `PO in March`."""
        said = any(one.day for one in self.parts(0, start).days)
        return said and bool(clause.runs) and any(one.long for one in clause.days)

    def _thing(self, run: Run) -> bool:
        """Whether it is something rather than somebody: saw the new line."""
        named = _ARTICLE.search(self.covered[: run.start]) is not None
        return named and TOPIC.search(names.fold(run.text)) is not None

    def _counted(self, run: Run) -> bool:
        """Whether nobody is named, but how many came: `: six visitors`."""
        first, *rest = names.fold(run.text).split() or [""]
        return first in _NUMBERS and bool(rest) and not any(map(namesakes.is_name, rest))

    def _still_to_do(self, start: int, end: int) -> bool:
        """Whether a visit was told, and the next sentence says what is to be done."""
        new = _NEW_SENTENCE.search(self.covered[start:end]) and _TO_DO.match(self.covered, end)
        return new is not None and self.parts(0, start).met is not None

    def _to_do(self, run: Run, begin: int, end: int) -> bool:
        """Whether somebody is to be met or called yet: `call Bob Friday`, 周五约李伟."""
        before = self.covered[begin : run.start]
        if names.has_hanzi(run.text):
            return bool(_TO_DO_HAN.search(before)) and not _DONE.search(self.covered, begin, end)
        return bool(_TO_DO_LATIN.search(before))

    def _opened(self, start: int) -> tuple[int, int]:
        """An opener ends the parts; one that tells of the last person takes that name along."""
        head = self.parts(0, start)
        saying = _SAYING.match(self.covered, start)
        aside = _ASIDE.search(self.covered, 0, start)
        named = aside.start() if aside else start
        runs = [run for run in head.runs if run.end <= named]
        if saying and len(runs) > 1:
            last, before = runs[-1], runs[-2]
            between = self.covered[before.end : last.start]
            if head.met is not None:
                between = awaited.blanked(self.covered, head.accounts)[before.end : last.start]
            abuts = not self.covered[last.end : named].strip()
            # `Tom and Ann want spares` are two who want; `lunch with Tom, Ann was ill` met one.
            cut = _APART.search(between)
            if head.met is None:
                apart = cut is not None
            else:
                joined = cut is not None or _CONNECTED.fullmatch(between) is not None
                apart = last.start > head.met and joined
            dated = [one.end for one in head.days if before.end <= one.start < last.start]
            if abuts and dated and head.met is not None and not cut:
                rest = self.parts(before.end, last.start)
                if not rest.runs and last.start - dated[-1] <= 1:
                    return dated[-1], last.start  # `met Ann today Bob could not come`
            if abuts and apart:
                return before.end + (cut.start() if cut else 0), last.start
        return start, start


#: `Joy He yesterday`, `Joy He + Shen Hao`: a surname, where no verb follows.
_MS_HE = re.compile(
    r"(?<=[a-z] )(?:he|hope|love)(?=\s*(?:$|[^\sa-z]|(?:yesterday|today|tonight|this|last|on|at"
    r"|from|and|with|in|lunch|dinner|coffee|call|video|zoom|tech)(?![a-z])))"
)
#: `lunch with Tom, his treat`; not `, her boss Ann Lee`. And what is to come: ，周末再联系.
_THEIRS = re.compile(
    rf"\s*(?:her|his|their|my|our)\s(?!{openers.COMPANIONS})"
    r"|[^,，。；;]{0,8}再(?:联系|约|聊|谈|说|定|议|沟通|确认)(?![了过])"
)
#: `met Tom and Will Frost @Acme`: a first name, where a customer is named right behind.
_AND_WILL = re.compile(r"(?<=and |.., |..& )(?:will|may) [a-z'-]+ ?[@(]")
#: `Ann was out when I called`; `he'd left. Tried yesterday`.
_CAME = re.compile(rf"\s*when (?:i|we) (?:{attempts.CAME})(?![a-z])")
_TRIED = re.compile(r"[\s.;,]*(?:(?:i|we) )?tried(?![a-z])")
#: `no answer @Acme` says where nobody answered.
_WHERE = re.compile(r"\s*@")
_WILL = re.compile(r"(?:will|may) ([a-z'-]+)")
_JOINED = re.compile(r"(?:[&+,、，]|\b(?:and|with|met|saw))\s*$")
#: 约了下周三见面 behind a name; 约了下周三再见 follows what was told.
_ARRANGED = re.compile(r"(?<!改)约[了好定]?(?=下个?[周月]|明天|后天)")
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve several many".split()
)
#: `Ann Lee (her boss) wants spares`.
_ASIDE = re.compile(r"\([^()]*\)\s*$")
_APART = re.compile(rf"[,;.，；。][\s{TAKEN}]*$")
_ARTICLE = re.compile(r"(?<![a-z0-9])(?:the|a|an|their|his|her|its|our|some)\s+$")
#: Behind `met Tom` it is still to be done: `met Tom. Call Friday`, `met Tom: call Friday`.
_NEW_SENTENCE = re.compile(r"[.:\n–—-]")
_TO_DO = re.compile(rf"\s*(?:{_DOING})\b")
_TO_DO_LATIN = re.compile(rf"(?<![a-z'-])(?:{_DOING})\s+(?:to\s+)?$")
_TO_DO_HAN = re.compile(r"(?:给|约|找|问|联系|通知|提醒|邀请|答复|回复)$")
_DONE = re.compile("[了过完]")
_LINK = re.compile(rf"[\s.,;{TAKEN}]*(?:{fillers.FILLERS_HAN})*[\s.,;{TAKEN}]*")
_TOLD = re.compile(rf"[\s{TAKEN}]*(?:{_OPENER.pattern})")


def _breaks(covered: str, at: int = 0, *, soft: bool = False) -> Iterator[tuple[str, int, int]]:
    """Places where a note may begin, in order."""
    found = [("hard", *m.span()) for m in HARD.finditer(covered, at)]
    found += [("soft", *m.span()) for m in _SOFT.finditer(covered, at)]
    if not soft:
        opened = (m for m in _OPENER.finditer(covered, at) if not _MS_HE.match(covered, m.start()))
        found += [("opener", m.start(), m.start()) for m in opened]
        found += [("soft", m.start(), m.end()) for m in _COVERED.finditer(covered, at)]
    dated = [m.span() for m in _DATED.finditer(covered)]
    apart = (one for one in found if not any(begin < one[1] < end for begin, end in dated))
    return iter(sorted(apart, key=lambda f: f[1])[:60])


#: The comma before a year is part of the day: Dec 20, 2025; so is the last point of
#: 12.05.; and `am` behind an hour is no word.
_DATED = re.compile(
    rf"\b{MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?\s*,\s*20\d\d(?![\w:])|\b(?:\d{{1,2}}|this) ?[ap]m\b"
    r"|(?<![\d.])\d{1,2}\.\d{1,2}\.(?=\s)"
)
_COVERED = re.compile(f"{TAKEN}+")


def is_failed(covered: str, end: int, resume: int) -> bool:
    """Whether what stands behind the parts says that nobody was reached."""
    missed = not HARD.match(covered, end) and _SAW_NOBODY.search(covered, resume)
    return bool(RESULT.match(covered, end) or missed) and not _MET.search(covered[:end])


_MET = re.compile(r"(?<![a-z])(?:met|saw|seen|spoke|talked|chatted|caught up)(?![a-z])|见了|见到了")
_SAW_NOBODY = re.compile(
    r"没有?[见碰遇]到(?:本?人|[他她])(?=\s*(?:$|[,，。;；]))|"
    r"(?<![a-z])(?:did|could)(?:n'?t| not) (?:see|meet|catch|reach) (?:him|her|them)(?![a-z])"
)
