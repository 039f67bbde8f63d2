"""With whom something was done where nothing parts it from the name: 财务林晓燕, 财务主管对账."""

import re
from collections.abc import Sequence

from upkeep import names
from upkeep.accounts import Contact
from upkeep.phrases import openers
from upkeep.phrases.matching import Match, match, titled

_DOES = re.compile(
    r"(?P<title>.{0,4}(?:工程师|经理|主管|总监|厂长|主任))(?=\s*[a-z])|(?P<field>财务|采购|技术|生产|设备|质量"
    "|品质|仓库|物流|研发|工程|销售|运营|安全|工艺)(?:部门?|科)?的?"
)
_BUSINESS = re.compile(openers.TOPICS_HAN)


def whose(text: str, pool: Sequence[Contact], there: Sequence[Contact]) -> str:
    """The name or title in a text without what was done, or the text where there is none."""
    return _alone(text, pool) or _before_business(text, pool, there) or text


def _before_business(text: str, pool: Sequence[Contact], there: Sequence[Contact]) -> str:
    """With whom something was done, told before it: 财务主管对账."""
    said = names.fold(text).replace(" ", "")
    told = names.simpler(said)
    ends = (at for at in range(2, len(said)) if _BUSINESS.fullmatch(told, at))
    whole = (said[:at] for at in ends)
    known = [
        one for one in whole if titled(one, there) or any(match(one, c) is Match.SAME for c in pool)
    ]
    return known[0] if len(known) == 1 else ""


def _alone(text: str, pool: Sequence[Contact]) -> str:
    """A name without what one does before it, unless the title says otherwise: 财务林晓燕."""
    folded = names.fold(text)
    does = _DOES.match(folded)
    name = folded[does.end() :].strip() if does else ""
    called = [c for c in pool if name and match(name, c) is Match.SAME]
    titles = [names.fold(c.title) for c in called if names.has_hanzi(c.title)]
    return (
        name
        if does and called and all((does["title"] or does["field"]) in title for title in titles)
        else ""
    )
