"""What was said at a visit: the note, and what is lifted from it: voices and promises."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from upkeep import names
from upkeep.phrases import dates, words
from upkeep.phrases.text import MENTIONS, TAKEN, Line, mention
from upkeep.phrases.text import line as read
from upkeep.visits import Voice

_TAG = re.compile(rf"#\s?({'|'.join(words.tag_names())})(?![a-z0-9])")
_PROMISE = re.compile(
    r"(?:(?<=[\s.;,!?。；，！？#])|^)"
    r"(?:next(?: steps?)?|to-?dos?|follow[\s-]?ups?|action(?: items?)?|下一步|下步"
    r"|待办(?:事项)?|后续|跟进)"
    r"\s*:\s*"
)
#: The point behind 20.7. is the day's.
_PROMISE_END = re.compile(r"[;；\n]|[。！？]|(?<!\d\.\d)(?<!\d\.\d\d)[.!?](?=\s|$)")
_ADDRESS = re.compile(r"https?:\S+")
_HAN_MARKS = re.compile(r"(?<=[\u4e00-\u9fff])(?:下一步|下步|待办(?:事项)?|后续|跟进)\s*:\s*")
_DUE_BEFORE = re.compile(
    r"(?:^|\s)(?:by|before|until|till|due|on|for|latest|no later than|this|at|,|-)*\s*$"
)
_DUE_AFTER = re.compile(r"^(?:之?前|以前|之内|内|要|,)?\s*")
_SENTENCE = re.compile(r"[\n。！？；;]|[.!?](?=\s|$)")
_JUNK = " \t\n,;:，；：、-–—.。|"


@dataclass(frozen=True, slots=True)
class Promise:
    """Something to do next. `owner` is a Slack id when somebody else was mentioned first."""

    text: str
    due_on: date | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that makes a voice, and where it stands."""

    start: int
    end: int
    name: str


def cover(text: str, start: int, end: int) -> str:
    """The text with a stretch that is understood already covered."""
    return text[:start] + TAKEN * (end - start) + text[end:]


def tags(line: Line) -> list[Tag]:
    """The tags that make voices; `#need` inside another tag or an address makes none."""
    bare = _ADDRESS.sub(lambda m: " " * len(m[0]), line.plain)
    return [Tag(*m.span(), m[1]) for m in _TAG.finditer(bare)]


def promises(line: Line, *, today: date, locale: str) -> tuple[list[Promise], str]:
    """What was promised, and the folded text with it covered."""
    covered = line.plain
    found: list[Promise] = []
    marks = sorted(
        {m.span() for pattern in (_PROMISE, _HAN_MARKS) for m in pattern.finditer(line.plain)}
    )
    for place, (mark, begin) in enumerate(marks):
        last = marks[place + 1][0] if place + 1 < len(marks) else len(line.plain)
        for start, end in _each(line.plain, begin, last):
            if promise := _promise(line, start, end, today=today, locale=locale):
                found.append(promise)
            covered = cover(covered, mark if start == begin else start, end)
    return found, covered


def _each(plain: str, begin: int, last: int) -> Iterator[tuple[int, int]]:
    """The promises behind one mark: several with semicolons between, up to the sentence's end."""
    while True:
        stop = _PROMISE_END.search(plain, begin, last)
        yield begin, stop.start() if stop else last
        if stop is None or stop[0] not in ";；":
            return
        begin = stop.end()


def _promise(line: Line, start: int, end: int, *, today: date, locale: str) -> Promise | None:
    plain = _TAG.sub(lambda m: " " * len(m[0]), line.plain[start:end])
    owner = None
    lead = re.match(rf"\s*([{MENTIONS}])\s*(?:to\s|will\s|:)?", plain)
    if lead and (who := mention(lead[1])) is not None:
        owner = line.mentions[who]
        plain = " " * lead.end() + plain[lead.end() :]
    due = [
        f for f in dates.find(plain, today=today, locale=locale, forward=True) if f.day or f.problem
    ]
    day = due[0].day if len({f.day for f in due}) == 1 else None
    pieces = [(0, len(plain))]
    if day is not None:
        pieces = _without_due(plain, due[0].start, due[-1].end)
    if lead:
        pieces = [(max(begin, lead.end()), max(stop, lead.end())) for begin, stop in pieces]
    text = " ".join(
        piece for begin, stop in pieces if (piece := _tidy(line, start, plain, begin, stop))
    )
    if not text:
        text = _tidy(line, start, plain, 0, len(plain))
    return Promise(text, day, owner) if text else None


def _without_due(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """What is left of a promise when its due day stands at its end or beginning."""
    before = _DUE_BEFORE.search(plain[:start])
    after = _DUE_AFTER.match(plain[end:])
    first = before.start() if before else start
    last = end + (after.end() if after else 0)
    if plain[:first].strip(_JUNK) and plain[last:].strip(_JUNK):
        return [(0, len(plain))]
    return [(0, first), (last, len(plain))]


def _tidy(line: Line, offset: int, plain: str, begin: int, end: int) -> str:
    """A piece as typed, without tags and the punctuation around it."""
    kept: list[str] = []
    at = begin
    for tag in [*_TAG.finditer(line.plain, offset + begin, offset + end), None]:
        stop = tag.start() - offset if tag else end
        if plain[at:stop].strip():
            kept.append(line.piece(offset + at, offset + stop))
        at = tag.end() - offset if tag else at
    return _said(" ".join(" ".join(kept).split()))


def _said(piece: str) -> str:
    """A piece without punctuation around it; empty when it is nothing but punctuation."""
    return piece.strip(_JUNK) if names.fold(piece) else ""


def text(line: Line, covered: str, start: int) -> str:
    """The note as typed from `start` on, without tags and promises; line breaks stay."""
    kept: list[str] = []
    at = start
    while at < len(covered):
        if covered[at] == TAKEN:
            at += 1
            continue
        end = at
        while end < len(covered) and covered[end] != TAKEN:
            end += 1
        kept.append(line.piece(at, end).strip(" \t"))
        at = end
    rows = (" ".join(row.split()) for row in " ".join(kept).split("\n"))
    note = re.sub(r"\s+([,;.。，；！？!?])", r"\1", "\n".join(row for row in rows if row))
    note = re.sub(r"[,;，；]+\s*([.。;；])", r"\1", note).strip(" ,;:，；：、-–—|").strip()
    if note.endswith((")", "）")) and not {"(", "（"} & set(note):
        note = note[:-1]  # its other half stands before the note
    return note if names.fold(note) else ""


def voices(line: Line, covered: str, found: list[Tag], start: int) -> list[Voice]:
    """Each tag with the sentence it stands in, or its own part of a sentence with several.

    One of several tells of what stands before it, or of what stands behind where nothing stands
    before.
    `start` is where the note begins: before it the sentence tells who and when.
    """
    heard: list[Voice] = []
    told = 0  # up to here the text belongs to an earlier tag
    for place, tag in enumerate(found):
        first, last = _sentence(line.plain, tag.start, tag.end)
        first = max(first, start, told) if start < tag.start else tag.start
        last = min(last, found[place + 1].start if place + 1 < len(found) else last)
        said = _said(text(line, covered[: tag.start], first))
        told = tag.end
        if said and tag.start > start and _alone(line.plain, tag, found):
            said = _said(text(line, covered[:last], first))
            told = last
        if not said:
            said = _said(text(line, covered[:last], tag.end))
            told = last if said else told
        if not said and heard:
            said = heard[-1].text  # two tags on one sentence
        heard.append(Voice(words.TAGS[tag.name], said or _said(text(line, covered, 0))))
    return heard


def _alone(plain: str, tag: Tag, tags: list[Tag]) -> bool:
    """Whether no other tag stands in a tag's sentence, which is then all its own."""
    begin, end = _sentence(plain, tag.start, tag.end)
    return not any(begin <= one.start < end for one in tags if one is not tag)


def _sentence(plain: str, start: int, end: int) -> tuple[int, int]:
    begin = 0
    for stop in _SENTENCE.finditer(plain, 0, start):
        if plain[stop.end() : start].strip():
            begin = stop.end()
    after = _SENTENCE.search(plain, end)
    return begin, after.start() if after else len(plain)


def alone(raw: str) -> tuple[str, tuple[Voice, ...]]:
    """A note that stands alone, as a spreadsheet has it: its words without tags, and its voices."""
    whole = read(raw, escaped=False)
    found, covered = tags(whole), whole.plain
    for tag in found:
        covered = cover(covered, tag.start, tag.end)
    return text(whole, covered, 0), tuple(voices(whole, covered, found, 0))
