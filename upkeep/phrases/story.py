"""Words beside who was met that name nobody, and are part of the story: `toured the terminal`."""

import re
from itertools import filterfalse, pairwise

from upkeep import lexicon, names, namesakes
from upkeep.phrases import places, trades, words
from upkeep.phrases.surnames import BEGINS, SURNAMES

#: Who somebody is; the bearer may have been met.
_PERSON = (
    r"[a-z]+(?:er|or|ist|ian|eer)s?$|head|lead|chief|boss|director(?:ate)?|chair|president|agent|client"
    r"|assistant|accountant|consultant|attendant|secretary|deputy|intern|student|resident|expert|exec"
    r"|guys?|lad(?:y|ies)|gentlem[ae]n|wom[ae]n|m[ae]n|chaps?|folks?|people|persons?|team|staff|crew"
    r"|colleagues?|friends?|wife|husband|son|daughter|cousin|counterparts?|reps?|nurses?|technicians?"
    r"|everybody|everyone|somebody|someone|nobody|who|whom|whose"
)
#: When it was, or that it was not, or was otherwise.
_TELLING = (
    r"not?|never|none|without|except|instead|rather|unless|if|would|could|should|might|may|must|will"
    r"|shall|want\w*|hop(?:e|es|ed|ing)|plan\w*|tr(?:y|ies|ied|ying)|suppos\w+|meant|going|attempt\w*"
    r"|regret\w*|fail\w*|miss\w*|cancel\w*|postpon\w*|later|soon|next|tomorrow|today|tonight|yesterday"
    r"|morning|noon|afternoon|evening|night|weekend|week\w*|months?|years?|days?|dates?|ago|last|past"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august"
    r"|september|october|november|december|first|second|third|\w+th|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|twenty|thirty|it|former|late|ex"
)
_SAYS = words.latin(f"{_PERSON}|{_TELLING}")
_WHO = words.latin(_PERSON)
_SAYS_HAN = re.compile(
    "[昨今明前后早晚午周週星期日天号號月年时時点點一二三四五六七八九十两兩几幾半第初"
    "要想打算计划計劃准备準備约約没沒未不别別非除差改听聽说說提替代"
    "人员員总總理主任工助秘老板领領导導长長师師客户戶先女士姐哥叔同事友和跟与與及]"
)
#: Whoever is spoken of by what he does may have been met.
_PERSON_HAN = re.compile(
    f"[小老阿][{''.join(sorted(SURNAMES))}]$|新来的|官$|仓管"
    "|护士|医生|大夫|专家|代表|顾问|会计|出纳|家属|司机|保安|采购$|调度$|文员|教授|博士|老外|同学|儿子|女儿|太太"
)
#: What one did by oneself, and how the day went: 跑了三家, 一切顺利.
_OWN_DAY = re.compile(
    "没|不|了|很|挺|太|写|跑|忙|累|什么|一切|一[天日]|半天|[上下]午|顺利|收获|出[去门]|路上|内部|开会|报[告价]|总结|整理|资料"
    "|培训|学习|办公|加班|休息|堵车|天气|特别|进[展度]|医院|学校|公司|市场|会议|出差|准备"
)
#: Where somebody was met as well, what was not done may be told of him.
_DAY_DONE = re.compile("[跑写忙]了|一切|顺利|收获|出[去门]|路上|内部|加班")
_SOMEBODY = re.compile(
    "[总工长师员哥姐叔姨友]$|经理|主[管任]|总监|人[员家]|[客用]户|同事|老板|领导|朋友|秘书|助理|[他她]"
)
_TRADES = re.compile(
    "(?:交付|生产|排产|发货|交货|到货|检修|维修|采购|销售)计划|" + "|".join(sorted(trades.WORDS))
)
#: Stands for a word of a trade.
_OF_TRADE = "\u3007"
#: A word that begins as a name does, and one sign at the end, which may be the rest of it: 方向东.
_MAY_END = re.compile(f"{_OF_TRADE}{{2}}.$")
_SITE = re.compile(rf"(?:^| )(?:{places.SITES})$")
#: Nobody is told from a word by fewer letters: Min, Sun, Memo.
_TELLS = 5
#: Letters of what is shortened beside other words, CMP, NDA, rev; and of what stands alone: FOUP.
_SHORT, _FEW = 3, 4
#: What stands in letters among hanzi, if nobody is called so: plc程序备份, 8d报告, 样品ok.
_LETTERED = re.compile(r"[a-z]{2,5}|\d{1,4}[a-z]{0,2}")
_HANZI = re.compile("[\u3400-\u9fff]+")
_FIGURE = re.compile("[0-9]")


def is_story(text: str) -> bool:
    """Whether words that are like nobody's name are ordinary ones, and say neither who nor when.

    Two words are hardly a first and a last name, so that they may be rarer ones; figures and short
    words that nobody is called by may stand beside them: `CMP pad rev 4`.

    In hanzi: a name begins with none of them but, perhaps, the last.
    """
    folded = names.fold(text)
    if names.has_hanzi(folded):
        clump = names.simpler("".join(filterfalse(_is_lettered, folded.split())))
        done = _DAY_DONE.search(clump) is not None and is_own_day(clump)
        return _HANZI.fullmatch(clump) is not None and (done or _is_story_han(clump))
    said = folded.split()
    if re.search(r"[^a-z0-9' .-]", folded) or _SAYS.search(_plain(folded)):
        return False
    least = lexicon.HEARD if len(said) > 1 else lexicon.COMMON
    others = [
        word
        for before, word in pairwise(["", *said])
        if not (trades.is_thing(word) or lexicon.is_ordinary(word, least=least) or _is_site(word))
        if not (word in trades.PARTS and (trades.is_thing(before) or lexicon.is_ordinary(before)))
    ]
    told = max((len(word) for word in said if word not in others), default=0) >= _TELLS
    told = told or (len(said) > 1 and _FIGURE.search(folded) is not None)
    return told and all(_FIGURE.search(word) or _is_short(word) for word in others)


def _plain(folded: str) -> str:
    """English words without the things of trades, of which none says who."""
    return " ".join(filterfalse(trades.is_thing, folded.split()))


def _is_site(word: str) -> bool:
    return _SITE.search(word) is not None and not namesakes.is_name(word)


def _is_short(word: str) -> bool:
    """Whether a word is shorter than names are, and none: cmp, rev, nda."""
    return len(word) <= _SHORT and not namesakes.is_name(word)


def _is_lettered(word: str) -> bool:
    return _LETTERED.fullmatch(word) is not None and not namesakes.is_name(word)


def is_shortened(text: str) -> bool:
    """Whether it is a department or a thing in a few letters, and nobody's name: QA, CMP, FOUP."""
    folded = names.fold(text)
    return len(folded) <= _FEW and folded.isascii() and not namesakes.is_name(folded)


def is_idle(text: str) -> bool:
    """Whether words are of every day, short ones too, and say who nobody is: `busy day`."""
    said = names.fold(text)
    ordinary = all(map(lexicon.is_everyday, said.split()))
    return said.isascii() and ordinary and not _WHO.search(_plain(said))


def is_fair(text: str, *, joined: bool) -> bool:
    """Whether what stands before `fair` or `expo` is nobody's name; `joined`: behind an `&`."""
    said = names.fold(text).split()
    if joined:
        return all(map(lexicon.is_ordinary, said))
    return not any(map(namesakes.is_name, said)) and not _SAYS.search(" ".join(said))


def is_place(text: str) -> bool:
    """Whether words end in a part of a customer, and none is somebody's name: `the gate`."""
    folded = names.fold(text)
    named = any(map(namesakes.is_name, folded.split()))
    return _SITE.search(folded) is not None and not named and not _SAYS.search(folded)


def _is_story_han(clump: str) -> bool:
    """Whether a clump of simple signs tells what happened, and neither who nor when.

    Signs of names, and of who and when, are nothing by themselves within a word of a trade: the 安
    of 安装. But in so few signs as a name has it is asked about: 方向东.
    """
    if clump[0] in SURNAMES and len(clump) <= len(names.surname(clump)) + 2:
        plain = clump
    else:
        plain = _TRADES.sub(_OF_TRADE * 2, clump)
        last = _MAY_END.search(plain)
        if last and clump[last.start()] in SURNAMES:
            return False
    begins = plain[0] in BEGINS or set(plain[:-1] or plain) & SURNAMES
    return not (begins or _SAYS_HAN.search(plain) or _PERSON_HAN.search(clump))


def is_own_day(text: str) -> bool:
    """Whether hanzi tell how one's day went, and cannot name anybody: 跑了三家, 一切顺利."""
    clump = names.simpler(names.fold(text).replace(" ", ""))
    if not names.has_hanzi(clump):
        return False
    plain = _TRADES.sub(_OF_TRADE * 2, clump)
    told = _OWN_DAY.search(clump) or plain != clump
    somebody = set(plain) & SURNAMES or plain[0] in BEGINS or _SOMEBODY.search(clump)
    return bool(told) and not somebody and not _PERSON_HAN.search(clump)
