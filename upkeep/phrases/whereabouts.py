"""Where a visit was: customers behind a mark or without one, and places that are nobody's."""

import re
from collections.abc import Iterator, Sequence

from upkeep import names, namesakes
from upkeep.accounts import Account
from upkeep.phrases import firms, places
from upkeep.phrases.runs import PLACE, Sheet
from upkeep.phrases.text import MENTIONS, TAKEN, Line

#: Colleagues may be called by name before these: @dana也在.
_GLUED = r"[也都一](?:起|[同齐块道]|[在去到来陪参作])"
_AT = re.compile(
    rf"@\s?([a-z0-9][\w.&'-]{{0,60}}?(?={_GLUED})|[a-z0-9][\w.&'-]{{0,60}}|[^\W\d_]{{1,20}})"
)
_MARK = re.compile(
    r"(?:@\s*|(?<![a-z0-9])(?:at|from|of|for|in|with|to|visited|visiting|visit|see"
    r"|saw|toured|reached|entered)\s+(?:the\s+)?"
    r"|\(|（|(?:(?<![见着碰遇找约等系络])到|[去在喺至赴从])(?:了?一?趟|了)?\s?|来自"
    r"|(?:拜访|走访|回访|访问|参[观访])了?\s?)$"
)
_OWN = re.compile(r"'s?(?![a-z0-9])|\s*的|\)|）")
_FROM = re.compile(
    r"(?<![a-z0-9])(?P<by>at|from|of|in|near|@)\s+(?P<the>(?:the|their|his|her|our|a|an|my)\s+)?"
    rf"(?P<what>[^{TAKEN}{MENTIONS},;:!?()\n@#&+/、。，]*?)(?=\s*(?:$"
    rf"|[{TAKEN}{MENTIONS},;:!?()\n@#&+/、。，]|(?<![ .].)(?<![ .](?:dr|mr|ms|st))\.(?=\s)"
    r"|(?<![a-z0-9])(?:and|with|about|to|for|on|over|at|from|in|by|via)(?![a-z0-9])))"
)
_SHOWN = re.compile(rf"(?<![a-z])(?:{places.SHOWS}|shows?|seminar|workshop|event)\s+$")
#: What of a customer is named behind it, where nobody's name stands: `, Halden facilities`.
_PART_OF = re.compile(
    rf"(?<![a-z0-9&'-])(?P<what>[a-z0-9][a-z0-9&'-]+?)(?:'s)?"
    rf"\s+(?:[a-z]+\s+)?(?:{places.SITES}|{places.DEPARTMENTS})(?![a-z0-9'-])"
)
_EDGE = re.compile(rf"(?:^|[,.;:!?()\n{TAKEN}，。；：、（])\s*(?:the\s+)?$")
_EDGE_AFTER = re.compile(
    rf"\s*(?:$|[,.;:!?()\n{TAKEN}，。；：、）]|(?:came|visited|over|here)(?![a-z]))"
)
_INSTEAD = re.compile(r"(?<![a-z])(?:instead|behalf|place)\s$")
_RANKED = re.compile(
    r"(?<![a-z])(?:[se]?vp|head|director|manager|chief|lead|boss|assistant|deputy)\s$"
)
_STYLED = re.compile(r"(?:^|\s)(?:mr|mrs|ms|miss|dr|prof|herr|frau)\.?(?=\s)")
#: Which of several places it was: `at the new hall`.
_WHICH = re.compile(r"(?:(?:new|old|main|big|small|other|second|north|south|east|west)(?: |$))+")
#: Where anybody may be met, whose name is no customer's.
_PUBLIC = re.compile(r"\w (?:station|airport|street|square)$")
_AND_NAME = 2  # words of a name
_COUNTS = frozenset("two three four five six seven eight nine ten twelve".split())
_VERBAL = re.compile(r"visit|saw|see|tour|拜访|走访|回访|访问|参[观访]")


def marked(sheet: Sheet, line: Line, accounts: Sequence[Account]) -> list[firms.Said]:
    """Accounts behind an `@`, an `at` or the like, or in brackets. They are claimed."""
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


def elsewhere(sheet: Sheet, line: Line, accounts: Sequence[Account]) -> list[firms.Said]:
    """`@X`, `at X` and `from X` where X is no account's full name or alias."""
    said = []
    for match in sheet.claim("firm", _AT):
        start, end = match.start(1), match.end(1)
        text = line.piece(start + sheet.offset, end + sheet.offset)
        said.append(
            firms.Said(start + sheet.offset, end + sheet.offset, text, firms.meant(text, accounts))
        )
    said += _parts_of(sheet, line, accounts)
    for match in list(_FROM.finditer(sheet.left)):
        start, end = match.span("what")
        while end > start and sheet.left[end - 1] in " .'’-":
            end -= 1
        text = line.piece(start + sheet.offset, end + sheet.offset)
        bare = " ".join(PLACE.sub(" ", names.fold(text)).split())
        if match["by"] in ("in", "near") or not bare or bare in _COUNTS or bare.isdecimal():
            begin, end = match.span("what")
            typed = line.piece(begin + sheet.offset, end + sheet.offset)
            sheet.cover(match.start(), begin + _where(match["what"], typed))
            continue
        ids = firms.meant(bare, accounts)
        shown = match["by"] in ("at", "@") and _SHOWN.search(
            line.plain, 0, sheet.offset + match.start()
        )
        if not ids and (shown or _PUBLIC.search(names.fold(text))):
            sheet.cover(*match.span())
            continue  # the exhibition at Makuhari, at Victoria station
        by_person = match["by"] in ("from", "of") and not names.fold(
            sheet.left[: match.start()].rpartition(TAKEN)[2]
        )
        if not ids and by_person and not match["the"]:
            continue  # no answer from Tom Baker
        if not ids and match["by"] == "of" and _INSTEAD.search(sheet.left[: match.start()]):
            continue  # instead of Ann Lee
        if not ids and match["by"] == "of" and _RANKED.search(sheet.left[: match.start()]):
            continue  # the VP of operations
        sheet.cover(*match.span())
        if not ids and match["the"] and (bare == names.fold(text) or _WHICH.fullmatch(bare)):
            continue  # from the service team
        place = match["by"] == "at"
        said.append(firms.Said(start + sheet.offset, end + sheet.offset, text, ids, place))
    return said


def _where(what: str, typed: str) -> int:
    """How much of what stands behind `in` is where: of `the fab Mr. Braun` not the name.

    A name is a first name and one more word.
    """
    if len(typed) != len(what):  # some letter is two: ß
        return len(what)
    ends = [style.start() for style in _STYLED.finditer(what) if style.start()]
    *_, first, last = ("", "", *what.split())
    if namesakes.is_first_name(first) and len(what.split()) > _AND_NAME:  # in Dresden Tom Baker
        ends.append(what.rindex(first, 0, what.rindex(last)))
    return min(ends, default=len(what))


def _parts_of(sheet: Sheet, line: Line, accounts: Sequence[Account]) -> Iterator[firms.Said]:
    """Accounts of which no more is told than where there one was, or who was there."""
    for match in list(_PART_OF.finditer(sheet.left)):
        start, end = match.span("what")
        text = line.piece(start + sheet.offset, end + sheet.offset)
        alone = _EDGE.search(sheet.left[:start]) and _EDGE_AFTER.match(sheet.left[match.end() :])
        if alone and (ids := firms.meant(text, accounts)):
            sheet.cover(*match.span())
            yield firms.Said(start + sheet.offset, end + sheet.offset, text, ids)
