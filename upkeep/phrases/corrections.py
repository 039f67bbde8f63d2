"""What is put right right behind the parts of a visit: `met Ann — sorry, Bob`, 昨天，不对，前天.

Nothing is chosen between what was said first and what instead: whoever was named is asked about,
and so is the day.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from upkeep import names, namesakes
from upkeep.phrases import dates, days
from upkeep.phrases.namelike import may_be_called
from upkeep.phrases.surnames import SURNAMES
from upkeep.phrases.text import MENTIONS, TAKEN

_APART = rf"[\s,.;:?!~*/(\[。、【…—–{TAKEN}{MENTIONS}-]"
_NO = (
    r"(?:sorry|no+|nope|wait|wrong(?=\s*[,:;.!–—-])|correct(?:ion|ed)|oops|hang on|hold on"
    r"|rather|i mean|i meant|i\.?e\.?|that is|make (?:that|it)|or (?:was it|is it)|scratch that"
    r"|strike that|u+h+m*|e+r+m*|actually|typo|edit)"
    r"(?![a-z'])"
)
_NO_HAN = (
    r"(?:(?:哦不|噢不|啊不|不不|不对|(?:说|写|搞|记|弄|打)?错了?|更正|改正|口误|笔误|应该)"
    r"(?=[,，。:：;；\s是在—…]|$)|应为|抱歉(?=[,，\s])|不是?(?=[,，\s]))"
)
#: Behind a name or a day, or behind all of them.
_MARK = re.compile(rf"{_APART}*(?:{_NO}|{_NO_HAN})(?:{_APART}+(?:{_NO}|{_NO_HAN}))*")
_LEAD = re.compile(
    rf"(?:{_APART}|(?:it was|it's|was|with|on|at|the|from|met|saw)(?![a-z])|是|在|应该|见的?"
    r"|[和跟与])*"
)
_WORDS = re.compile(r"[^\W\d_\u3400-\u9fff]+(?:['’.-][^\W\d_\u3400-\u9fff]+)*")
_NAME_HAN = re.compile(
    rf"[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}(?=\s*(?:$|[,，。;；:：!！)）@{TAKEN}]))"
)
_MOST = 80


class Corrected(NamedTuple):
    """What was put right: days that were said instead, and whether somebody was."""

    days: tuple[dates.Found, ...] = ()
    names: bool = False


def look(covered: str, stops: Iterable[int], *, today: date, locale: str) -> Corrected:
    """What is put right behind one of the places where somebody or a day was named."""
    for mark in filter(None, (_MARK.match(covered, at) for at in sorted(set(stops)))):
        lead = _LEAD.match(covered, mark.end())
        at = lead.end() if lead else mark.end()
        told = covered[at : at + _MOST]
        said = dates.find(told, today=today, locale=locale)
        if said and said[0].start == 0 and (said[0].day or said[0].problem):
            one = dates.Found(at, at + said[0].end, problem=days.UNCLEAR)
            return Corrected((one,))
        if _is_name(told):
            return Corrected(names=True)
    return Corrected()


def _is_name(told: str) -> bool:
    """Whether a text begins with what people are called: two words, or one and no more."""
    if names.has_hanzi(told[:1]):
        return _NAME_HAN.match(told) is not None
    said = _WORDS.match(told)
    other = _WORDS.match(told, said.end() + 1) if said else None
    if said is None or not may_be_called(said[0]):
        return False
    alone = not told[said.end() :].strip(" .!)") and namesakes.is_name(said[0])
    return alone or (other is not None and may_be_called(other[0]))
