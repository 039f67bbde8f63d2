"""From a sentence to its parts: whom, where, when, how, and what was said. Knows no contacts."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from upkeep import names
from upkeep.accounts import Account
from upkeep.errors import Refusal
from upkeep.phrases import (
    awaited,
    behind,
    corrections,
    dates,
    doubts,
    firms,
    given,
    notes,
    openers,
    parts,
    queries,
    when,
)
from upkeep.phrases import text as texts
from upkeep.phrases.namelike import topical
from upkeep.phrases.notes import Promise
from upkeep.phrases.page import RESULT, Page, is_failed
from upkeep.phrases.parts import Means, Parts
from upkeep.phrases.runs import Longer, Run
from upkeep.phrases.text import TAKEN, Line
from upkeep.visits import Channel, Voice

PLANNED = "visit.planned"


_NOTHING = behind.Behind()


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence says, before anybody was looked up.

    Attributes:
        source: the sentence as it came.
        who: stretches that name contacts, or accounts without any mark.
        queries: what contacts should be looked up for: names, parts and misspellings of names.
        pieces: what may be the whole of somebody's name, but hardly a part of it or misspelt.
        accounts: what is said to be an account, with the accounts it may mean (none: unknown).
        present: accounts whose name may stand somewhere in the sentence, with or without a mark.
        beside: accounts that may stand within a name or a title: the Acme buyer.
        unsure: nobody named may have been met, or another.
        tail: what of a note that no mark begins may be the visit's.
        titled: a person may be named by title (`the ops engineer at Acme`): settling needs all
            contacts of the account.
        on: the speaker's local day; today when none was said; None with a `problem`.
        problem: why the day cannot stand: `date.future`, `date.old`, `date.range`,
            `date.unclear`, `visit.planned`.
        channel: None when none was said.
        mentions: Slack ids of colleagues who were there.
        colleagues: colleagues named without a mention: `with @dana`.
        days, channels: all that was read as a day or a channel, with its place.
        planned: it is about a visit to come.
        today: the speaker's local day.
        attempt: nobody was reached.
        visited: something says that a visit took place: a verb or a channel.
    """

    source: str
    who: tuple[Run, ...] = ()
    queries: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    accounts: tuple[firms.Said, ...] = ()
    present: tuple[Account, ...] = ()
    beside: tuple[int, ...] = ()
    unsure: bool = False
    tail: behind.Behind = _NOTHING
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
    days: tuple[dates.Found, ...] = ()
    channels: tuple[Means, ...] = ()
    planned: bool = False
    today: date = date.min

    def without(self, words: Collection[tuple[int, int]]) -> "Heard":
        """The same when some words that were read as a day or a channel are parts of names."""
        days = tuple(one for one in self.days if (one.start, one.end) not in words)
        channels = tuple(one for one in self.channels if (one.start, one.end) not in words)
        return replace(self, days=days, channels=channels).weighed()

    def weighed(self) -> "Heard":
        """The one day and channel that all that was read as one comes to, or why there is none."""
        told = _says_when(self.days)
        on, problem = when.one(self.days if told else (*self.days, *self.tail.on), self.today)
        others = (*self.tail.instead, *self.tail.on) if told else self.tail.days
        if problem is None and any(one.day != on for one in others):
            problem = Refusal(when.UNCLEAR)
        problem = problem or (Refusal(PLANNED) if self.planned else None)
        channel = self.channels[0].channel if self.channels else None
        return replace(self, on=None if problem else on, problem=problem, channel=channel)


#: Clauses, but not of a list.
_APART = re.compile("[,;，；。]")
#: Of one only: `met Ann and Bob was out`; and, behind a comma, `Ann, Bob did not come`.
_ONE_WAS = re.compile(r"\s+(?:was|wasn|is|isn|had|has)(?![a-z])")
_ONE_DID = re.compile(r"\s+(?!were|weren|are|aren|have|haven|both|all|neither)[a-z]")
_OR_AND = re.compile(rf"{_APART.pattern}|\s(?:and|but|while)\s")
#: By these somebody is tried as well.
_FAR = frozenset({Channel.CALL, Channel.MESSAGE, Channel.VIDEO})
_PREAMBLE = re.compile(rf"[\s{TAKEN}]*(?:{openers.PREAMBLE})")
_HESITATION = re.compile(rf"\s*(?:{openers.GREETINGS}|{openers.HESITATIONS})+")
_TALKED = re.compile(
    r"[\s,，、]*(?:主要)?(?:聊|谈|讨论)了(?:聊|谈|一下|一会儿?)?(?![几两一半很好]|\d+(?:分|个?小时))"
)
_THANKS_TO = re.compile(openers.THANKS_TO + r"\s+$")
_WITH = re.compile("[和跟与及同在由被请约陪、]$")
_ADVERBS = frozenset(openers.ADVERBS_HAN.split())
_COMPANIONS = re.compile(openers.COMPANIONS)
_LABEL = re.compile(rf"(?:^|[\n.;；。，,】\]\s])\s*(?P<label>{openers.LABELS}\s*:)")
_PRESENT = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<label>(?:参会|参加|与会|出席|到场|在场|陪同)(?:人员?|者)?\s*:)"
)
_MAY_BE_NAME = re.compile(
    r"(?:hope|he|she|so|may|will|can|said|no|is|are|has|too|like|love|must|might|wants?|asks?|works"
    r"|gets?|got"
    r"|left|moves?|says?|still|very|really|quite|mad|if|it|be|am|that|but|in|who)(?![a-z])"
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
    for said in (_HESITATION, _PREAMBLE):
        if found := said.match(covered):
            covered = notes.cover(covered, 0, found.end())
    covered = _unlabelled(covered)
    tags = notes.tags(line)
    for tag in tags:
        covered = covered[: tag.start] + TAKEN * (tag.end - tag.start) + covered[tag.end :]
    covered, ahead = given.ahead(line, covered)
    covered, fronted = given.without(line, covered)
    page = Page(line, covered, today, locale, accounts, firms.present(line.plain, accounts))
    end, resume = page.note_start()
    head = page.parts(0, end)
    failed = is_failed(covered, end, resume)
    runs, asides = _names(_guarded(head.runs, line, covered, end), page.present)
    # `dropped by Acme, Bob was out` tells of nobody who was met, `met people of Acme, …` does.
    gone = len(head.runs) > 1 if failed else RESULT.match(covered, end)
    if gone and (absent := _absent(head, covered)):
        runs, failed = (*runs[:-1], absent), False
    missed = head.attempt or failed
    told = not missed and bool(head.channels or head.met is not None)
    if failed and head.planned:  # `约好见李娜，她临时有会没见上`: whom one was to meet was missed
        runs = tuple(replace(run, doubtful=False) for run in runs)
    tail = behind.look(page, end, resume, met=told, attempt=missed)
    covered = notes.cover(covered, *tail.last)
    note, note_at = _noted(line, covered, resume), resume
    named = [*(run.end for run in runs), *(day.end for day in head.days), end]
    corrected = corrections.look(covered, named, today=today, locale=locale)
    bare = awaited.blanked(line.plain, head.accounts)
    held = head.met is not None or bool(head.channels)
    unsure = corrected.names or doubts.is_doubtful(
        bare,
        awaited.blanked(covered, head.accounts),
        runs,
        end,
        missed=missed,
        met=head.met is not None,
        how=bool(head.channels),
        dated=bool(head.days),
        present=() if head.accounts else page.present,
    )
    if not (held or missed or tags or head.days or tail.on or tail.days or tail.by):
        unsure = unsure or (end == resume and doubts.only_says(bare, runs, end))
    runs = tuple(
        replace(one, doubtful=True)
        if line.is_label(one.start, one.end) or doubts.of_one(line.plain, runs, one, end)
        else one
        for one in _doubted(runs, line.plain, head.met, others=tail.met or unsure)
    )
    runs = tuple(awaited.doubted(runs, bare, line.plain, held=held, missed=missed))
    heard = Heard(
        source=text,
        who=runs,
        queries=tuple(filter(None, dict.fromkeys(queries.queries(runs, page.present)))),
        pieces=tuple(filter(None, dict.fromkeys(queries.pieces(runs, page.present)))),
        unsure=unsure,
        tail=tail,
        accounts=head.accounts or tail.at,
        present=page.present,
        beside=(beside := tuple(_beside(runs, page.present))),
        titled=bool((head.accounts or tail.at or beside) and runs),
        mentions=tuple(dict.fromkeys(line.mentions[w] for w in (*head.mentions, *tail.mentions))),
        colleagues=head.colleagues,
        voices=tuple(notes.voices(line, covered, tags, note_at)),
        follow_ups=tuple(promises),
        attempt=head.attempt or failed,
        visited=bool(head.channels or head.met is not None or head.attempt or failed),
        note="; ".join(part for part in (ahead, fronted, *asides, note) if part),
        days=(*head.days, *corrected.days),
        channels=head.channels or (_missed_by(covered, end) if failed else ()) or tail.by,
        planned=head.planned and not (head.met is not None or missed),
        today=today,
    )
    return heard.weighed()


def _missed_by(covered: str, end: int) -> tuple[Means, ...]:
    """How one tried, where what stands at `end` says it: 没接电话."""
    missed = RESULT.match(covered, end)
    how = parts.by_what(missed[0]) if missed else None
    return (Means(*missed.span(), how),) if missed and how else ()


def _absent(head: Parts, covered: str) -> Run | None:
    """Who alone did not come, in a clause of his own behind one that tells of a visit.

    `lunch with Ann, Bob was out`; `met people of Acme, Bob was out`.
    """
    *others, last = head.runs or (None,)
    if others and last and covered[: last.start].rstrip().endswith("("):
        return replace(last, doubtful=True)  # `Ann Lee (Bob was out)`
    before = others[-1].end if others else head.met
    if last is None or before is None:
        return None
    parted = _OR_AND if _ONE_WAS.match(covered, last.end) else _APART
    apart = parted.search(covered, before, last.start)
    told = [one.start for one in head.channels if one.channel not in _FAR]
    told += [] if head.met is None else [head.met]
    return (
        replace(last, attempt=True)
        if apart
        and (_ONE_DID.match(covered, last.end) or min(told, default=last.end) < apart.start())
        else None
    )


def _says_when(found: tuple[dates.Found, ...]) -> bool:
    """Whether a day was said, and not only its hour: this morning, but not at ten."""
    return any(one.day or one.problem for one in found)


def _noted(line: Line, covered: str, start: int) -> str:
    """The note as typed; of 聊了备件 what was talked about."""
    talked = _TALKED.match(covered, start)
    about = notes.text(line, covered, talked.end()) if talked else ""
    return about or notes.text(line, covered, start)


def _doubted(runs: tuple[Run, ...], plain: str, met: int | None, *, others: bool) -> Iterator[Run]:
    """The runs; doubtful where `others` were met, or somebody only stood between.

    And where what some are called is a word, before a verb that has its own: 昨天成功见到了张弛.
    """
    for run in runs:
        before = plain[: run.start]
        ahead = met is not None and run.start < met and any(one.start > met for one in runs)
        word = ahead and run.text in _ADVERBS and not _WITH.search(before)
        yield replace(run, doubtful=True) if others or word or _THANKS_TO.search(before) else run


def _beside(runs: tuple[Run, ...], present: Sequence[Account]) -> Iterator[int]:
    """Accounts that may stand within a run: the Penrose buyer, `Li Wei Acme`."""
    for run in runs:
        for *_, ids in firms.named(names.fold(run.text), present):
            yield from ids


def _unlabelled(covered: str) -> str:
    """The text of a form without its labels, whose colons begin no note: `Who: Li Wei`."""
    labels = [label.span("label") for label in _LABEL.finditer(covered)]
    present = [label.span("label") for label in _PRESENT.finditer(covered)]
    for start, end in (*(labels if len(labels) > 1 else ()), *present):
        covered = covered[:start] + " " * (end - start) + covered[end:]
    return covered


def _guarded(runs: tuple[Run, ...], line: Line, covered: str, end: int) -> tuple[Run, ...]:
    """The runs; the last one warned when the note's first word may be the rest of a name.

    `Wang He wants spares`: he, or Ms He? `Anna So`, `Omar Said`, `Bill May`.
    """
    beside = _MAY_BE_NAME.match(covered, end)
    if not runs or beside is None or line.piece(runs[-1].end, end).strip(" "):
        return runs  # an emoji may stand between
    whole = line.piece(runs[-1].start, beside.end())
    last = replace(runs[-1], longer=(*runs[-1].longer, Longer(whole)), bounded=False)
    return (*runs[:-1], last)


def _names(runs: tuple[Run, ...], present: Sequence[Account]) -> tuple[tuple[Run, ...], list[str]]:
    """Runs that may name somebody, and what was only talked about.

    `Harbour Line Rajesh Pillai` is no topic: the line is the customer's.
    """
    kept: list[Run] = []
    asides: list[str] = []
    for run in runs:
        said = names.fold(run.text)
        topic = topical(run.text) and not firms.named(said, present)
        if len(runs) > 1 and (topic or _COMPANIONS.fullmatch(said)):
            asides.append(run.text)
        else:
            kept.append(run)
    return tuple(kept), asides
