"""Heads of English sentences that name somebody and tell no meeting of whoever writes.

What is yet to be done (`meet Ann Lee`), what was only seen (`saw Ann Lee leave`), and what those
who are named did by themselves (`Ann Lee and Tom Hill had lunch`).
"""

import re
from collections.abc import Sequence

from upkeep.phrases.runs import Run
from upkeep.phrases.text import MENTIONS
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
#: What may be a call that was, and behind the name what says that it was not yet.
_CALL = re.compile(r"^\s*(?:call|phone|ring|visit|e-?mail|text|message)\s$")
_LATER = re.compile(
    r"\s+(?:again|back|later|soon|asap|if|when|once|before|next|first|tonight)(?![a-z])"
)
_SEEN = re.compile(r"(?<![a-z])(?:saw|seen|see|watched|heard|noticed|spotted)(?: [a-z]+day)?\s$")
#: What somebody was seen to do.
_ACT = re.compile(
    r"\s+(?:just |already |then )*(?:(?:leav|com|giv|hav|driv|tak|smok|argu|danc|mak|writ|us"
    r"|rid)(?:e|ing)"
    r"|(?:go|speak|talk|present|walk|pass|get|eat|drink|enter|exit|stand|wait|sleep|laugh|cry|fight"
    r"|fall|play|sing|wave|board|check|shake|work|arriv|meet|depart|hand|queu|shout|buy|pay|cross"
    r"|turn|head|hurry|rush|look|read|cook|clean|park|smil|jog|lectur)(?:e?|ing)"
    r"|(?:sit|run|win|chat|shop|step|swim|jog|nod)(?:[a-z]ing)?"
    r"|(?:was|is|has|had|got)(?: been| just| already)? (?:there|left|gone|back|promoted|fired|moved"
    r"|retired|away|elected|honou?red|awarded|mentioned|quoted|nominated|appointed|named)"
    r"|(?:mentioned|listed|quoted|posted|online|typing|(?:is|was) [a-z]+ing|joined|moved"
    r"|changed jobs"
    r"|on (?:a|the) (?:panel|podium|screen|stage)|but (?:he|she|they) (?:was|were|had|left)"
    r"|but (?:i |we )?(?:did|could)(?:n't| not) (?:speak|talk|chat|greet))"
    r"|(?:in the|at a|from a) distance|(?:from )?across)(?![a-z'])"
)
#: Nothing of these says that whoever writes was there.
_NOT_ME = rf"(?![^:\n]*(?<![a-z])(?:me|us|i|we|myself|(?:my|our)(?! (?:[a-z]+ )?{OTHER}))(?![a-z]))"
_AUX = (
    rf"(?:\s+(?:and|&) (?:my|our|his|her|their) (?:[a-z]+ )?{OTHER})?"
    r"\s+(?:(?:just|also|already|once|then|both|have|has|had|first|later|apparently|often) )*"
)
_HAVING = (
    r"(?:had|having|took|(?:went|were|was|is|are) (?:out )?(?:for|to|at|in|on|having)"
    r"|caught up (?:over|at|on|for)|got together for"
    r"|(?:suggest|propos|request|offer|want|need|expect|accept|declin|refus|confirm|cancel|mov"
    r"|postpon)(?:s|es|ed)?) (?:an? |the |some |their |his |her )?(?:[a-z]+ )?"
)
#: Behind a name: what its bearer did by himself, or with others.
_DID = re.compile(
    rf"{_AUX}(?:{_HAVING}{MEETING}|(?:is|are|was|were) (?:meeting|visiting|seeing|seen|calling)"
    rf"|lunche[sd]|dine[sd]|had (?:an? )?(?:words?|row|fight|argument|chat|talk) with"
    r"|(?:called|phoned|rang|wrote to|e-?mailed|texted) (?:support|service|sales|management)"
    r"|went (?:to|home|back|off|abroad|away)|met with|called (?:in sick|off|it off|in ill)"
    r"|(?:met|saw|visited|joined|hosted|invited|toured|called on)(?= (?:the|an?|their|his|her|its)"
    rf" |\s{{3}}|\s?@[a-z]|\s?[{MENTIONS}])|(?:spoke|talked|chatted) (?:to|with))(?![a-z]){_NOT_ME}"
    r"|\s+(?:saw|visited|met|opened|read) (?:our|my) (?:web ?site|page|ads?|mails?|targets?"
    r"|brochure|posts?|newsletter)(?![a-z])"
    r"|\s+(?:is|are) (?:visiting|coming|joining|meeting|seeing)(?![a-z])"
)
#: The same behind two or more.
_TOGETHER = re.compile(
    rf"{_AUX}(?:met|spoke|talked|chatted|caught up|went|connected|got together|teamed up"
    rf"|(?:have|are|were) (?:met|seen|spoken|talked))(?![a-z]){_NOT_ME}"
)
_VERY = (
    r"(?:(?:not|very|quite|really|still|so|too|a|bit|little|rather|extremely|super|pretty|all|now"
    r"|more"
    r"|also|less|clearly|mostly|much|always|never|being|only|just|again|fully|both|somewhat|under"
    r"|kind|in|lot|big|completely|absolutely|totally|generally|already|most) )*"
)
#: How somebody felt about it, or what he was up to, which one heard from him.
_FELT = (
    r"(?:(?:un|dis)?(?:happy|satisfied|pleased|certain|sure|willing|interested|convinced|impressed"
    r"|comfortable|concerned|decided|friendly|enthusiastic|content)|glad|angry|annoyed|upset|mad"
    r"|furious|cross|frustrated|disappointed|worried|anxious|nervous|afraid|keen|excited|fine"
    r"|ok(?:ay)?|good|well|great|cheerful|positive|negative|s[ck]eptical|doubtful|open|curious"
    r"|ready"
    r"|grumpy|moody|grateful|thankful|relieved|surprised|shocked|delighted|thrilled|mood|pressure"
    r"|hurry|helpful|kind|chatty|tired|stressed|aware|confident|hopeful|reluctant|hesitant|confused"
    r"|short|low|fan|agreement|favou?r|against|fond|proud|cool|on board|easy|polite|rude|quiet|calm"
    r"|honest|clear|firm|strict|flexible|(?!coming|visiting|joining|meeting|leaving|retiring|moving"
    r"|having|attending|seeing|expecting|waiting for (?:my|our|me|us))[a-z]+ing)(?![a-z])"
)
#: What begins a note right behind a bare name, and was heard from its bearer.
_HEARD = re.compile(
    rf"(?:also |still |really |just |now )*(?:(?:is|was|are|were|isn't|wasn't|aren't|not|seem(?:s"
    rf"|ed)|look(?:s|ed)|feels?|felt|sounds?|sounded|got|gets)? ?{_VERY}{_FELT}"
    r"|sa(?:id|ys?|ying)|t(?:old|ells)|ask(?:ed|s|ing)|want(?:s|ed|ing)?|need(?:s|ed)?|lik(?:es?"
    r"|ed)|lov(?:es?|ed)|thinks?|thought|hop(?:es?|ed)|(?:complain|mention|report|confirm|request"
    r"|suggest|rais|expect|decided|plan|promis|agree|explain|present|demo|discuss|review|show"
    r"|negotiat"
    r"|sign|approv|accept|reject|order|offer|shar|learn|worr|prais|introduc|deliver|cover)[a-z]*"
    r"|hate[sd]? (?!us|me)|(?:has|had|have|with) (?:an? |some |many |no |few |lots of |more "
    r"|several |big"
    r" |new )*(?:questions?|concerns?|ideas?|issues?|problems?|doubts?|feedback|complaints?|worries"
    r"|requests?|trouble|objections?|news|wish(?:es)?)|will (?!be|come|visit|join|meet|call|see"
    r"|decide)"
    r"|came(?! (?:up|back|home|out))|he|she|they|it|about|re|regarding|concerning|notes?|topics?"
    r"|agenda|subject|issue|problem|trouble"
    r"|went (?:through|over|well)|all (?:good|well|fine)|everything)(?![a-z])"
    r"(?! (?:our|my|the) (?:post|comment|page|photo|profile|mail)s?(?![a-z]))"
)
#: What says in a note that one was there.
_THERE = re.compile(
    r"(?<![a-z])(?:me|us|i|we|myself|here|met|saw|visited|spoke|talked|call|lunch|dinner|said|told"
    r"|our (?:[a-z]+ )?(?:offices?|plant|factory|fab|site|lab|place|booth|stand|hq"
    r"|showroom))(?![a-z])"
)
#: What is told of who keeps away from us.
_SHUNS = re.compile(
    r"\s*(?:(?:will not|won't|would not|wouldn't|does(?:n't| not)|did(?:n't| not)|never|still"
    r"|always) )*"
    r"(?:ignor|avoid|block|hat|tagg|copied|cc'?e?d|view|follow|endors|bounc|(?:call|talk|see|meet"
    r"|speak|answer|repl|respond|want to (?:meet|see|talk|call))(?!s)|hung up|hangs up)"
)
_LETTER = re.compile("[a-z]")
#: `had our Ann Lee call` is of a call, and Ann Lee none of ours.
OUR_CALL = re.compile(rf"\s{MEETING}\s*(?:$|[,.;:!]|(?:yesterday|today|this|on|last|at)(?![a-z]))")
_JOINED = re.compile(r"[\s,]*(?:and|&|\+|,|with)[\s,]*")


def tell_no_meeting(plain: str, runs: Sequence[Run], end: int, *, dated: bool, held: bool) -> bool:
    """Whether a sentence begins as one does that tells of no meeting with whom it names.

    Args:
        plain: the folded text, without the customers in it.
        runs: what may name somebody.
        end: where the parts end.
        dated: a day is said: `meet Ann Lee yesterday` was done.
        held: so is that somebody was met, or how.
    """
    heads = [re.sub(" +", " ", plain[: run.begins]) for run in runs]
    if not dated and any(map(_TO_DO.match, heads)):
        return True
    before = heads[0]
    size = _subjects(plain, runs)
    last = runs[size - 1]
    ends = last.ends(plain)
    if not dated and _CALL.match(before) and any(_LATER.match(plain, at) for at in ends):
        return True
    if _SEEN.search(before):
        return any(_ACT.match(plain, at) for at in ends)
    if not (held or dated) and _is_hearsay(plain, last.end, end):
        return True
    if not SUBJECT.search(before):
        return False
    did = any(_DID.match(plain, at) for at in ends)
    return did or bool(size > 1 and _TOGETHER.match(plain, last.end))


def _is_hearsay(plain: str, last: int, end: int) -> bool:
    """Whether a note follows a bare name at once, and was not heard from its bearer.

    `Ann Lee decides`, and not `Ann Lee wants spares`, nor `Ann Lee gave me a lift`.
    """
    if plain[last:end].strip() or not _LETTER.match(plain, end):
        return False
    if _SHUNS.match(plain, end):
        return True
    return not (_HEARD.match(plain, end) or _THERE.search(plain, end))


def _subjects(plain: str, runs: Sequence[Run]) -> int:
    """How many of those who are named stand together, from the first one on."""
    size = 1
    while size < len(runs) and _JOINED.fullmatch(plain, runs[size - 1].end, runs[size].start):
        size += 1
    return size
