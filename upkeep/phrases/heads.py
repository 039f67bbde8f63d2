"""Heads of English sentences that name somebody and tell no meeting of whoever writes.

What is yet to be done (`meet Ann Lee`), what was only seen (`saw Ann Lee leave`), and what those
who are named did by themselves (`Ann Lee and Tom Hill had lunch`).
"""

import re
from collections.abc import Sequence

from upkeep.phrases.runs import Run
from upkeep.phrases.text import MENTIONS, TAKEN
from upkeep.phrases.unmet import MEETING, OTHER, SUBJECT

_OFTEN = (
    r"(?:i|we|you|also|please|just|then|and|usually|always|often|sometimes|rarely|seldom|normally"
    r"|generally|regularly|occasionally|never|hardly ever|some ?day|one day|finally|soon|maybe"
    r"|every (?:day|week|month|year|quarter))"
)
#: Before a name: a verb that says neither that it was done nor, without a day, that it was not.
_TO_DO = re.compile(
    rf"^[\s,.!]*(?:{_OFTEN} )*(?:(?:to )?(?:(?:go|come|drop by|stop by|try) (?:and |to )?)?"
    r"(?:meet|see)(?: up)?(?: with)?|(?:speak|talk) (?:to|with)|get together with"
    r"|(?:follow up|check|check in) with|contact|write to|reach out to"
    rf"|(?:to|i|we) (?:{_OFTEN} )*(?:call|phone|ring|visit|e-?mail|text|message|contact))\s$"
)
_SEEN = re.compile(r"(?<![a-z])(?:saw|seen|see|watched|heard|noticed|spotted)(?: [a-z]+day)?\s$")
#: What somebody was seen to do.
_ACT = re.compile(
    r"\s+(?:just |already |then )*(?:(?:leav|com|giv|hav|driv|tak|smok|argu|danc|mak|writ|us|rid)(?:e|ing)"
    r"|(?:go|speak|talk|present|walk|pass|get|eat|drink|enter|exit|stand|wait|sleep|laugh|cry|fight"
    r"|fall|play|sing|wave|board|check|shake|work|arriv|meet|depart|hand|queu|shout|buy|pay|cross"
    r"|turn|head|hurry|rush|look|read|cook|clean|park|smil|jog|lectur)(?:e?|ing)"
    r"|(?:sit|run|win|chat|shop|step|swim|jog|nod)(?:[a-z]ing)?"
    r"|(?:was|is|has|had|got)(?: been| just| already)? (?:there|left|gone|back|promoted|fired|moved"
    r"|retired|away|elected|honou?red|awarded|mentioned|quoted|nominated|appointed|named)"
    r"|(?:in the|at a|from a) distance|(?:from )?across)(?![a-z'])"
)
#: Nothing of these says that whoever writes was there.
_NOT_ME = (
    rf"(?![^:\n]*(?<![a-z])(?:me|us|i|we|myself|(?:my|our)(?! (?:[a-z]+ )?{OTHER}))(?![a-z]))"
)
_AUX = r"\s+(?:(?:just|also|already|once|then|both|have|has|had|first|later|apparently|often) )*"
_HAVING = (
    r"(?:(?:had|having|took|(?:went|were|was|is|are) (?:out )?(?:for|to|at|in|on|having)"
    r"|caught up (?:over|at|on|for)|got together for) (?:an? |the |some |their |his |her )?"
    rf"(?:[a-z]+ )?{MEETING}"
)
#: Behind a name: what its bearer did by himself, or with others.
_DID = re.compile(
    rf"{_AUX}(?:{_HAVING}|(?:is|are|was|were) (?:meeting|visiting|seeing|seen|calling))"
    r"|went (?:to|home|back|off|abroad|away)|met with|called (?:in sick|off|it off|in ill)"
    r"|(?:(?:met|saw|visited|joined|hosted|invited|toured|called on)(?= (?:the|an?|their|his|her|its)"
    rf" |\s{{3}}|\s?@[a-z]|\s?[{MENTIONS}]))|(?:spoke|talked|chatted) (?:to|with))(?![a-z]){_NOT_ME}"
    r"|\s+(?:is|are) (?:visiting|coming|joining|meeting|seeing)(?![a-z])"
)
#: The same behind two or more.
_TOGETHER = re.compile(
    rf"{_AUX}(?:met|spoke|talked|chatted|caught up|went|connected|got together|teamed up"
    rf"|(?:have|are|were) (?:met|seen|spoken|talked))(?![a-z]){_NOT_ME}"
)
#: What says how somebody felt about it, or what he was up to, and that one heard it from him.
_FELT = (
    r"\s+(?:(?:not|very|quite|really|still|so|too|a|bit|little|rather|extremely|super|pretty|all|now|more"
    r"|also|less|clearly|mostly|much|always|never|being|only|just|again|fully|both|somewhat|under"
    r"|kind|in|lot|big|completely|absolutely|totally|generally|already|most) )*(?:(?:un|dis)?(?:happy"
    r"|satisfied|pleased|certain|sure|willing|interested|convinced|impressed|comfortable|concerned"
    r"|decided|friendly|enthusiastic|content)|glad|angry|annoyed|upset|mad|furious|cross|frustrated"
    r"|disappointed|worried|worries|anxious|nervous|afraid|keen|excited|fine|ok(?:ay)?|good|well|great|cheerful"
    r"|positive|negative|s[ck]eptical|doubtful|open|curious|ready|grumpy|moody|grateful|thankful"
    r"|relieved|surprised|shocked|delighted|thrilled|mood|pressure|hurry|helpful|kind|chatty|tired"
    r"|stressed|aware|confident|hopeful|reluctant|hesitant|confused|short|low|fan|agreement|favou?r"
    r"|against|fond|proud|cool|on board|easy|polite|rude|quiet|calm|honest|clear|firm|strict|flexible"
    r"|(?!coming|visiting|joining|meeting|leaving|retiring|moving|having|attending|seeing)[a-z]+ing)(?![a-z])"
)
#: Behind a name, where nothing says that its bearer was met: what he is, has or does.
_IS = re.compile(
    rf"\s+(?:(?:now|still|just|also|really|apparently) )*(?:(?:is|was|are|were|isn'?t|wasn'?t)(?![a-z]|{_FELT})"
    r"|(?:decides|signs|runs|owns|knows|lives|works|handles|manages|leads|heads|comes|came up|changed"
    r"|has the|sent|replied|answered|responded|sends|will (?:decide|come|visit|join|meet|call|see|be)"
    r"|can (?:decide|sign|help))(?![a-z]))"
    r"(?![^\n]*(?<![a-z])(?:me|us|i|we|myself|here|met|saw|visited|spoke|talked|call|lunch|dinner"
    r"|our (?:[a-z]+ )?(?:offices?|plant|factory|fab|site|lab|place|booth|stand|hq|showroom))(?![a-z]))"
)
_JOINED = re.compile(r"[\s,]*(?:and|&|\+|,|with)[\s,]*")


def tell_no_meeting(plain: str, runs: Sequence[Run], *, dated: bool, held: bool) -> bool:
    """Whether a sentence begins as one does that tells of no meeting with whom it names.

    Args:
        plain: the folded text, without the customers in it.
        runs: what may name somebody.
        dated: a day is said: `meet Ann Lee yesterday` was done.
        held: so is that somebody was met, or how.
    """
    heads = [re.sub(" +", " ", plain[: run.begins]) for run in runs]
    if not dated and any(map(_TO_DO.match, heads)):
        return True
    before = heads[0]
    size = _subjects(plain, runs)
    last = runs[size - 1]
    if _SEEN.search(before):
        return any(_ACT.match(plain, at) for at in last.ends(plain))
    if not (held or dated) and any(_IS.match(plain, at) for at in last.ends(plain)):
        return True
    if not SUBJECT.search(before):
        return False
    return bool(
        _DID.match(plain, last.end) or (size > 1 and _TOGETHER.match(plain, last.end))
    )


def _subjects(plain: str, runs: Sequence[Run]) -> int:
    """How many of those who are named stand together, from the first one on."""
    size = 1
    while size < len(runs) and _JOINED.fullmatch(plain, runs[size - 1].end, runs[size].start):
        size += 1
    return size

