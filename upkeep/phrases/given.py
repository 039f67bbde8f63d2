"""What was given to whom one met, or is to come, and is note: `emailed Tom Baker the quote`."""

import re
from itertools import pairwise

from upkeep import names, namesakes
from upkeep.phrases import notes, openers
from upkeep.phrases.namelike import topical
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
    rf"(?<![a-z]){openers.GAVE}\s(?!off\s)(?:to\s)?(?:(?!{_APART}|{openers.GIVEN}\s)[a-z.'&()-]+\s){{1,7}}?"
    rf"(?P<what>{openers.GIVEN}\s(?:(?!{_ENDS})[^{MENTIONS}]){{1,60}})(?={_ENDS})"
)
#: What one was shown, and no more than that, so that a day behind it is the visit's.
_SHOWN = re.compile(
    rf"(?<=[a-z0-9)] )(?<!\bhe )(?<!\bshe )(?<!\bthey )(?P<what>(?:showed|walked)"
    rf" (?:me|us) (?:a?round |through )?{openers.GIVEN}"
    rf"(?: (?!{openers.MORE_OF_IT})[a-z0-9-]+){{1,3}}?)"
    r"(?=\s(?:(?:on |last |this )?(?:yesterday|today|morning|afternoon|(?:mon|tues?|wed(?:nes)?"
    r"|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)|(?:on )?\d\d?[./]\d[\d./]*)(?![a-z\d']))"
)
_PRONOUN = re.compile(
    r"(?:gave|handed|showed|brought|bought|offered|promised|took) (?:him|her|them|us|me)\s"
)
#: The same in hanzi: 微信给冯雪发了安装手册.
_GIVEN_HAN = re.compile(
    r"(?:给|向)[^,，。；;\s\x01]{2,8}?(?P<what>(?:发|寄|送|传|转发|快递|展示|演示)(?:了|过|去了?)"
    r"(?!一?[个条封份]?(?:微信|邮件|短信|消息|信息|钉钉|企微|飞书))[^,，。；;\n\x01]{2,20})"
    r"(?=\s*(?:$|[,，。；;\n\x01]))"
)
#: What one will do, told first, and who was met behind: `Will be out next week. Met Tom Baker`.
_AHEAD = re.compile(
    rf"[\s{TAKEN}]*(?P<what>(?:(?:i|we) )?(?:will|may|might|(?:i|we)'ll) (?:not |also |then )?(?:be"
    r"|send|bring|do|follow|get|give|go|have|take|make|need|check|confirm|ask|order|prepare|return"
    r"|leave|start|share|report|update|try|come|be back)"
    rf"(?![a-z])[^.;!\n{MENTIONS}]*)[.;!\n](?=.*?(?<![a-z])(?:met|saw|visited|lunch|dinner|called"
    r"|call|spoke|talked|coffee|zoom|teams)(?![a-z]))"
)


def ahead(line: Line, covered: str) -> tuple[str, str]:
    """The text without a first sentence about what is to come, and that; some are called Will."""
    found = _AHEAD.match(covered)
    if found is None:
        return covered, ""
    return notes.cover(covered, *found.span("what")), line.piece(*found.span("what"))


def without(line: Line, covered: str) -> tuple[str, str]:
    """The text without what was presented, discussed, shown or given to somebody, and that.

    Not of `gave Tom Baker a call`, nor of `sent Tom our Ann Lee`.
    """
    if found := _FRONTED.match(covered):
        end = found.end("what")
        return TAKEN * end + covered[end:], line.piece(found.start("what"), end)
    shown = _SHOWN.search(covered)
    found = shown or _GIVEN_HAN.search(covered) or _GIVEN.search(covered)
    if (
        found is None
        or (shown is None and _PRONOUN.match(found[0]))
        or tells_how(found["what"])
        or _names_somebody(found["what"])
    ):
        return covered, ""
    return notes.cover(covered, *found.span("what")), line.piece(*found.span("what"))


def _names_somebody(text: str) -> bool:
    """Whether it is what people are called and no more, or a first and a last name stand in it."""
    said = names.fold(text).split()[1:]
    called = [namesakes.is_name(one) and not topical(one) for one in said]
    return bool(called and all(called)) or any(map(all, pairwise(called)))
