"""What was given, shown or sent to whom one met, and is note: `emailed Tom Baker the quote`."""

import re
from itertools import pairwise

from upkeep import names, namesakes
from upkeep.phrases import notes, openers
from upkeep.phrases.page import topical
from upkeep.phrases.parts import tells_how
from upkeep.phrases.text import MENTIONS, TAKEN, Line

_FRONTED = re.compile(
    rf"[\s\x01]*(?P<what>{openers.FRONTED}\s(?:(?!\s(?:to"
    rf"|with)\s)[^,.;:\n\x01@{MENTIONS}]){{1,60}})\s(?:to|with)\s"
)
#: Words behind which another is told of: `emailed Tom and met the buyer`.
_APART = r"(?:met|saw|visited|called|with|had|got|re|about|for|to|at|from|on|in|of|that|if)\s"
_ENDS = (
    r"\s*(?:$|[,.;:!?()\n\x01@]|\s(?:to|with|at|via|by|over|on|during|yesterday|today|this|last"
    r"|earlier|tonight|and|mon|tue|wed|thu|fri|sat|sun|\d)|[\u3400-\u9fff])"
)
_GIVEN = re.compile(
    rf"(?<![a-z]){openers.GAVE}\s(?:to\s)?(?:(?!{_APART})[a-z.'&-]+\s){{1,7}}?"
    rf"(?P<what>{openers.GIVEN}\s(?:(?!{_ENDS})[^{MENTIONS}]){{1,60}})(?={_ENDS})"
)


def without(line: Line, covered: str) -> tuple[str, str]:
    """The text without what was presented, discussed, shown or given to somebody, and that.

    Not of `gave Tom Baker a call`, nor of `sent Tom our Ann Lee`.
    """
    if found := _FRONTED.match(covered):
        end = found.end("what")
        return TAKEN * end + covered[end:], line.piece(found.start("what"), end)
    found = _GIVEN.search(covered)
    if found is None or tells_how(found["what"]) or _names_somebody(found["what"]):
        return covered, ""
    return notes.cover(covered, *found.span("what")), line.piece(*found.span("what"))


def _names_somebody(text: str) -> bool:
    """Whether it is what people are called and no more, or a first and a last name stand in it."""
    said = names.fold(text).split()[1:]
    called = [namesakes.is_name(one) and not topical(one) for one in said]
    return all(called) or any(map(all, pairwise(called)))
