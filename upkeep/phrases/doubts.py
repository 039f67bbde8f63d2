"""Sentences that name somebody and do not say that he was met: asked about, whatever they say.

Wishes, requests and questions, what was forgotten or only arranged, what others did, whom one
would rather see, and who belongs to somebody who is named.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from upkeep import names, namesakes
from upkeep.phrases import clauses
from upkeep.phrases.runs import Run
from upkeep.phrases.surnames import SURNAMES
from upkeep.phrases.text import MENTIONS, TAKEN

#: What may stand between a name and what is told of it.
_BETWEEN = f" {TAKEN}{MENTIONS}.,?…-"
_SEVERAL = 2
#: Letters behind the last name that may tell who answered.
_NEXT = 60

_MEET = (
    r"(?:meet|see|visit|call|phone|ring|contact|e-?mail|text|message|reach|invite|speak|talk|ask)"
)
_MEETING = (
    r"(?:meetings?|lunch|dinner|breakfast|coffee|drinks|tea|(?:video |phone )?calls?|visits?|zoom"
    r"|appointments?)"
)
_OTHER = (
    r"(?:colleagues?|boss|manager|director|co-?workers?|team ?mates?|predecessor|intern|ceo"
    r"|nobody|no ?one|some(?:body|one)|any(?:body|one)|he|she|they)"
)
_DID = r"(?:met|saw|visited|called|phoned|spoke|talked|had|has|went|took|ran)"
#: Before whom it names, from the beginning of the sentence.
_BEFORE = re.compile(
    # what was not done, or not yet
    rf"(?<![a-z])(?:was|were|am|is|forg[eo]t(?:ten)?|refused?|agreed?|declined?|promised?"
    rf"|decided?|asked|told"
    rf"|unwilling|reluctant|remember(?:ed)?|time|allowed|ready|keen|eager"
    rf"|wish(?:ed)?|long(?:ed|ing)|waiting|wait|due|likely|how|like"
    rf"|love) (?:not )?to {_MEET}(?![a-z])"
    rf"|(?<![a-z])(?:gotta|can ?not|can'?t) {_MEET}(?![a-z])"
    rf"|(?<![a-z])(?:nearly|almost) (?:met|saw|seen|visited|called|ran|bumped|caught"
    rf"|reached)(?![a-z])"
    rf"|(?<![a-z])(?:when|before|until|till|once|if|in case|unless|after|whenever)"
    rf" (?:i|we) (?:can |could |next )?{_MEET}(?![a-z])"
    rf"|(?<![a-z])before (?:meeting|seeing|visiting|calling)(?![a-z])"
    # what was only arranged
    rf"|(?<![a-z])(?:prep for|prepar(?:e|ed|es|ing)|schedul(?:e|ed|es|ing)|arrang(?:e|ed|es|ing)"
    rf"|book(?:ed|s|ing)?|confirm(?:ed|s|ing)?|organi[sz](?:e|ed|es|ing)|request(?:ed|s|ing)?"
    rf"|propos(?:e|ed|es|ing)|plan(?:ned|s|ning)?|skip(?:ped|s|ping)?|forg[eo]t(?:ten)?|set up"
    rf"|agreed?(?: on)?|offer(?:ed)?|suggest(?:ed)?|accepted|declined|need|want|remind me(?: of)?"
    rf"|reminder|remember|fix(?:ed)?(?: up)?|invited (?:to|for)|move|moved|cancel|postpone)"
    rf" (?:for )?(?:the |an? |our |my |next )?(?:[a-z]+ )?{_MEETING}(?: with| to| for"
    rf"| at)?(?![a-z])"
    # requests, reminders and questions
    rf"|^[\s,]*(?:please|pls|plz|kindly|can you|could you|don'?t forget|remember|remind me)"
    rf"(?: to)? (?:also )?{_MEET}(?![a-z])"
    r"|^\s*(?:did|do|does|has|have|had|can|could|shall|should|is|was|are|were|when|who|where|why)"
    r" (?:i|you|we|they|he|she|any(?:body|one)|some(?:body|one)|it)(?![a-z])"
    r"|^\s*(?:plan|wish|dream|reminder|question) ?:"
    # what others did
    rf"|^(?:[^,;.]*[ ,])?(?:(?:my|our|a|the|one of (?:my|our|the)|his|her|their) )?(?:[a-z]+ )?"
    rf"(?<!and )(?<!and the )(?<!and my )(?<!and our )(?<!and a )(?<!with )(?<!with my )"
    rf"(?<!with our )(?<!with a ){_OTHER} (?:just |also |already |once |has |had )*{_DID}(?![a-z])"
    # who is none of those known, or none that one can meet
    r"|(?<![a-z])(?:maybe|perhaps|probably|possibly|possible|potential|upcoming|future"
    r"|i (?:think|guess|believe|suppose))(?![a-z])"
    r"|(?:可能|也许|或许|好像|似乎|大概)(?:是|和|跟|与|见|拜访|去)"
    r"|(?<![a-z])(?:another|boss to|(?:video|photo|picture|recording|clip) of) $"
    r"|(?:如果|要是|假如|假设|万一|等我?们?|待我?们?|希望|盼望?|期待|但愿|最好)(?:能|可以|早日"
    r"|尽快|再)*"
    r"(?:见|拜访|碰|遇|访|会见|约|和|跟|与)"
    r"|(?:忘了?|忘记了?|梦到|梦见|谁|有没有人|有人|差一?点|险些|几乎|还想"
    r"|(?:(?<![\u4e00-\u9fff])|(?<=天))(?:帮我|帮忙|麻烦)|提醒我?|记得)"
    r"(?:我|曾|昨天|今天|要|去|再|也|都|能|会)*(?:见|拜访|碰|遇|访|约|联系|联络|打|给|和|跟|与"
    r"|回访|致电)"
    r"|^\s*(?:[昨今前]天)?\s*请(?:去|你|您|帮忙?)*(?:见|拜访|联系|联络|打|给|回访|致电|约)"
    r"|(?<!受)邀请?了?\s?$|(?:另外?一?[个位名]|别的|叫|名叫|姓|假)\s?$"
)
#: Of a bare name: who wants to be met, left, or had no time was not met for that.
_BEHIND = re.compile(
    rf"(?:\s|[,;]\s)*(?:is |was |has |had |will |would |may |can |only )*(?:wants?|wanted|asks?"
    rf"|asked|suggest(?:s|ed)|propos(?:es|ed)|request(?:s|ed)|expects?|expected|hopes?|hoped"
    rf"|waits?|waiting|like[sd]?|needs?|agreed"
    rf"|agrees|promised|promises|going|plan(?:s|ned)|refused|refuses|declined|declines|willing"
    rf"|happy|ready|can'?t|cannot|will|is|to|able|unable|not)\s[^,;.:]*?(?:(?<=to ){_MEET}"
    rf"|(?<=will ){_MEET}|(?<=['n]t ){_MEET}"
    rf"|(?<=not ){_MEET}|{_MEETING}|come)(?![a-z])"
    r"|(?:\s|[,;]\s)*(?:has |had |is |was |got |just |now |already |recently )*(?:left the company"
    r"|left (?:us|them|for good)|retired|retires|retiring|resigned|resigns|quit|died|passed away"
    r"|promoted|replaced|no longer|dead|fired|laid off|too busy|no time|the new|our new"
    r"|new)(?![a-z])"
    r"|[^,;.]*(?<![a-z])instead\s*(?:$|[,;.])"
    r"|\s*(?:sent|sends) (?:(?:his|her|their|an?|the) (?:deputy|assistant|colleague|boss|secretary"
    r"|engineer|manager|team|buyer|technician|son|daughter)(?![a-z])|(?P<sent>[a-z'-]+))"
    r"|[,，\s]*(?:[他她]|她?们)?(?:想|希望|要求|同意|答应|愿意?|不愿意?|不肯|不想|拒绝|打算|准备"
    r"|计划|说|建议|提议|推荐|请|要|会|将|盼|不"
    r"|没)[^,，。;；:]{0,6}(?:见|拜访|来|去|访|吃饭|约)"
    r"|[,，\s]*(?:让|叫|请|要|约|托|委托|派|安排|介绍)(?:我们?|你们?)[^,，。;；:]*"
    r"|[,，\s]*(?:改天|下次|下周|明天|后天)"
)
#: Of everybody: others answered, or it is asked, denied, or told of who is near.
_EVEN_MET = re.compile(
    rf"[\s{TAKEN}]*(?:\?|吗|没有?(?=\s*(?:$|[?。.!])))[\s?。.!]*(?:$|@)|\s*\(\s*\?"
    r"|[\s,(]*(?:maybe|perhaps|probably|possibly|i (?:think|guess|believe|suppose)|if i (?:recall"
    r"|remember))(?=\s*(?:$|[).,;@!]))"
    # who works elsewhere
    r"|[\s,;(]*(?:formerly|previously|former|ex-|ex(?=\s)|used to (?:be|work)|not (?:from|at|of"
    r"|ours?)"
    r"(?![a-z])|(?:a )?different|(?:(?:who|he|she|they) (?:now |used to )?(?:is |was )?"
    r"|(?<=[(,])|(?<=, ))"
    r"(?:works?|worked|working|employed|moved|with|now) (?:at|for|with|to|by)? ?(?=[a-z])(?!the"
    r"|a |on))"
    r"|\s*(?:\.\.\.+|…|-|,)?\s*(?:not|no)[.!]*\s*$|[\s,]*(?:just )?(?:kidding|joking)(?![a-z])"
    r"|\s*[\"'”’」]\s*,?\s*(?:says|said|told|wrote|说|表示)"
    r"|\s*\((?:不是|并非|非|假的|同名|另一)"
    r"|\s*(?:给我们?)?(?:介绍|推荐|引荐|引见)(?:给我)?的(?=[\u4e00-\u9fff])"
    r"|\s*(?:不在|没来(?!得)|请假|缺席)(?=[\u4e00-\u9fff])|\s*(?:取消|改期|推迟"
    r"|延期)了?[\s。.!]*(?:$|@)"
    r"|\s*[他她]的?(?:老[公婆板]|太太|先生|爱人|丈夫|妻子|同事|助理|秘书|领导|上司|下属|手下"
    r"|儿子|女儿|家人"
    r"|妈|爸|哥|姐|弟|妹|团队|们的?人|朋友|徒弟|部门)"
    r"|[\s,，]*(?:是|被)?(?:秘书|助理|别人|旁人|同事|家人|他人|[他她]的?.{1,3})接(?:的|了|听)"
)
#: Behind a name in hanzi, who belongs to somebody, and is none of those named.
_NEAR_HAN = re.compile(
    r"\s?(?:他们|她们|那边|那里|那儿|办公室|公司|家|部门)?的?(?:团队|手下|部门|组员|下属"
    r"|人(?![民事力])|同事|徒弟)"
)
_NEAR = re.compile(
    r"(?<=[a-z])\d+(?![\d/.:月日])|'s (?:report|slides|presentation|post|photo|car|profile"
    r"|article)s?"
    r"(?![a-z])|\s+in (?:an?|half an|\d+|two|three) ?(?:hours?|hrs?|minutes?|mins?)(?![a-z])"
)
_A = re.compile(r"(?<![a-z])(?:met|saw|with|called|visited|to) (?:a|an|one)\s$")
_NUMBERED = re.compile(
    r"[a-z]\d+$|\s(?:formerly|previously|maybe|perhaps|probably)$"
    r"|[\u4e00-\u9fff](?<![单货期目付])(?:取消|改期|推迟|延期)了?$"
)
_BACK_THEN = re.compile("昨|前天|上[周个午]|上星期|今天?[中晚]|刚")
_SEEN = re.compile("见[的了到过]")
_INVITED = re.compile(r"(?:预?约了?|约好)(?:和|跟|与|了)?\s?$")
_INVITE = re.compile(r"邀请?了?\s?$")
#: Of somebody beside another: what kept him away, or that he was thanked.
_AWAY = re.compile(
    r"\s*(?:had (?:an? |the )?(?:cold|flu|fever|accident|day off|emergency)|stuck|pending|elsewhere"
    r"|tbd|in (?:hospital|traffic|another)|at (?:home|lunch|another)|home office|ill"
    r"|later)(?![a-z])"
    r"|\s*(?:改天|下次|回头|也想来|也要来)"
)
_AT_HIS = re.compile(r"\s?的?(?:办公室|那里|那边|那儿|家)")
_THANKED = re.compile(r"(?<![a-z])(?:thanks|thx|thank you|kudos to|cc|fyi)\s$|^\s*for\s$")
#: Between two: one is said to be the other, or to have met him.
_BETWEEN_TWO = re.compile(
    r"^\s(?:just |also |has |had )*(?:met|saw|called|visited|phoned|rang|hosted)(?: with)?\s$"
    r"|^\s?(?:昨天|今天|前天|也|已经?|刚)*(?:见了|见过|见到了?|拜访了?|拜访过|访问了|给|请"
    r"|找了?)\s?$"
)
_SUBJECT = re.compile(r"(?:^|[,.;，。]|[a-z]day|morning|天|[上下]午)\s*$")
_WRONG = (
    r"(?<![a-z])(?:correction|oops|i meant?|or rather|scratch that)(?![a-z])"
    r"|更正|不对|错了|应该是|哦不|写错"
)
_CORRECTED = re.compile(rf"[~=→]|->|(?<![a-z])sorry(?![a-z])|{_WRONG}")
_CORRECTED_BEHIND = re.compile(rf"[\s,.;:({TAKEN}-]*(?:{_WRONG})")
#: One was called, and another answered; one was met, and another missed.
_ANOTHER_CAME = re.compile(
    r"(?<![a-z])(?:called|rang|phoned)(?![a-z]).*?(?:,|;| but).*?(?<![a-z])(?:answered|picked up"
    r"|(?:talked|spoke) (?:to|with)|got)(?![a-z])"
)
_MIXED = re.compile(
    r"(?<![a-z])(?:met|saw|seen|spoke|talked|visited)(?![a-z]).*?(?<![a-z])(?:and|but)"
    r" (?:just |only |also )*"
    r"(?:missed|tried)(?![a-z])"
    r"|没有?能?(?:见到|找到|碰到|遇到|联系上)[^,，。;；]+(?:见到?了|找了|碰到了|遇到了)"
    r"|(?:不在|出差|请假|没来|没空|有事)[^,，。;；]{2,6}(?:接待|来|接|代替|顶替|陪)"
    r"|找(?![了到过])[^,，。;；]{2,4}[,，][^,，。;；]*(?:接待|见到|碰到)"
)
_PLEASE = re.compile(rf"\s*{_MEET}(?![a-z]).*?(?<![a-z])(?:please|pls|plz|asap)[\s.!]*$")


def is_doubtful(
    plain: str, covered: str, runs: Sequence[Run], end: int, *, missed: bool, met: bool, how: bool
) -> bool:
    """Whether a sentence does not say that those were met whom its parts name.

    Args:
        plain: the folded text.
        covered: the same without what was lifted from it.
        runs: what may name somebody.
        end: where the parts end.
        missed: the parts say that nobody was reached.
        met: they say that somebody was met.
        how: they say how.
    """
    if len(runs) > 1 and _MIXED.search(plain, 0, end):
        return True
    if missed or not runs or any(run.attempt for run in runs):
        return False
    before = [re.sub(" +", " ", plain[: run.begins]) for run in runs]
    if any(map(_BEFORE.search, before)) or any(_is_invited(one, plain, how) for one in before):
        return True
    if any(_is_near(plain, run) for run in runs) or _PLEASE.match(plain):
        return True
    return _told_otherwise(covered, runs, end, held=met or how) or _confused(plain, runs)


def of_one(plain: str, runs: Sequence[Run], run: Run, end: int) -> bool:
    """Whether one of several was not met: `(Ann could not come)`, `Ann had a cold`."""
    opened = clauses.opened(plain, run.start)
    if opened > 0 and ")" not in plain[run.end : end + 1] and not plain[run.end : end].strip():
        return True
    if len(runs) < _SEVERAL:
        return False
    where = plain[: run.start].endswith("在") and _AT_HIS.match(plain, run.end)
    return bool(where or _AWAY.match(plain, run.end) or _THANKED.search(plain[: run.start]))


def _told_otherwise(covered: str, runs: Sequence[Run], end: int, *, held: bool) -> bool:
    """Whether what stands behind a name says that he was not met."""
    row = covered.find("\n", runs[-1].end)
    covered = covered[: len(covered) if row < 0 else row]
    beside = covered[:1] != TAKEN and not covered[runs[-1].end : end].strip(_BETWEEN)
    stops = [run.end for run in runs] + ([end] if beside else [])
    if any(_EVEN_MET.match(covered, at) for at in stops):
        return True
    told = None if held else next(filter(None, (_BEHIND.match(covered, at) for at in stops)), None)
    return told is not None and (not told["sent"] or namesakes.is_name(told["sent"]))


def _confused(plain: str, runs: Sequence[Run]) -> bool:
    """Whether one of two is named for the other, or met him: `met Ann, sorry, Bob`."""
    if _CORRECTED_BEHIND.match(plain, runs[-1].end) or any("→" in run.text for run in runs):
        return True
    if len(runs) < _SEVERAL:
        return False
    wrong = _CORRECTED.search(plain, runs[0].end, runs[-1].end) or _ANOTHER_CAME.match(
        plain, 0, runs[-1].end + _NEXT
    )
    return bool(wrong) or any(_met_him(plain, *two) for two in pairwise(runs))


def _met_him(plain: str, one: Run, other: Run) -> bool:
    """Whether nothing but a verb stands between two names: `Ann Lee met Bob Hill`."""
    if not _SUBJECT.search(plain[: one.start]):
        return False
    return _is_called(one.text) and _BETWEEN_TWO.search(plain[one.end : other.start]) is not None


def _is_near(plain: str, run: Run) -> bool:
    """Whether it is somebody or something of whom is named: 王芳的团队, `Tom Baker's report`."""
    beside = _NEAR.match(plain, run.end) or _NEAR_HAN.match(plain, run.end)
    numbered = _NUMBERED.search(plain, run.start, run.end)
    return bool(beside or numbered or (_A.search(plain, 0, run.start) and _is_called(run.text)))


def _is_called(text: str) -> bool:
    """Whether people are called so, word by word, and what it is could be nothing else."""
    folded = names.fold(text)
    if names.has_hanzi(folded):
        return len(folded) > 1 and folded[0] in SURNAMES
    return all(map(namesakes.is_name, folded.split()))


def _is_invited(before: str, plain: str, how: bool) -> bool:
    """Whether somebody was only asked to come: 约了王芳, 邀请王芳来访."""
    if _INVITE.search(before):
        return True
    if _INVITED.search(before) is None:
        return False
    return not (how and _BACK_THEN.search(plain)) and not _SEEN.search(plain)
