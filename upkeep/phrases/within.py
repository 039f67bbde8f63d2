"""A full name within a longer run, between words that name nobody: 接到曹丽娟, `caught Tom Baker`.

Nobody is found where the words beside the name may be a part of it, tell of somebody else than its
bearer, or say that the bearer was not there.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from upkeep import names
from upkeep.accounts import Account, Contact
from upkeep.lexicon import is_ordinary
from upkeep.phrases import firms
from upkeep.phrases.matching import Match, match
from upkeep.phrases.story import is_story
from upkeep.phrases.surnames import BEGINS, RANKED, SURNAMES

#: Longer runs are stories: in letters so many words, in hanzi so many signs.
_MOST_WORDS = 12
_MOST_HANZI = 24
#: Words of a name in letters, or of a customer.
_NAME_WORDS = (4, 3, 2, 1)

#: What is done with whom one meets, before the name.
_BEFORE = re.compile(
    r"(?:(?:caught|caught up|found|find|ran into|reached|rang|phoned|greeted|escorted|accompanied"
    r"|helped|helping|supported|supporting|trained|training|have|just|finished|came out|remote"
    r"|friends?|our|old|good|dear|also|finally|again|with|to|and)(?: |$))*"
)
#: The same, of what says by itself that one met; and what is told of who did something for us.
_DONE_TO = re.compile(
    r"(?:[a-z]+ly )?(?:just )?(?:caught|found|ran|reached|rang|[a-z]+ed|[a-z]+ing)(?![a-z])"
)
_TO_ME = re.compile(
    r"(?:also |just |kindly )*(?:welcomed|greeted|picked|drove|received|hosted|took|showed|guided"
    r"|walked"
    r"|met|joined|treated|escorted|helped|brought|gave|taught|served|entertained) (?:me"
    r"|us)(?![a-z])"
)
_BEFORE_HAN = re.compile(
    "(?:[就又还還再去来來到在给給帮陪和跟与與同请請有找见見看多]|(?:陪同|接到|接待|打通|遇见|碰见|碰到|遇到|看望"
    "|拜访|走访|指导|支持|协助|培训|服务|联系上|参加的|到场的|现场|远程|上门|当面|顺路|顺便|专程)[了过]?|了)*"
)
#: Who bears a name of two hanzi is not told from `李伟明` unless one of these follows.
_ENDS_NAME = frozenset(
    "碰吃看查修换換送装裝聊喝打做验驗取搬催拆测測教谈談叉交拉推拿买買卖賣改找寄挂拍问問签簽跑带帶陪把被给給从從"
)
#: Signs that may stand alone behind a name; another may be the end of a longer one: 李建国超.
_ALONE = _ENDS_NAME | frozenset("了的过過说說讲講来來去在等们們吧呢啊哈")
#: What one does whom one met, or who met one.
_CAME = re.compile("[^\u3400-\u9fff]|[了也就又还过]*(?:[来嚟带陪请接送到]|签收|验收|在场)|了$")
_CALLED = re.compile("通(?:了|过|话|$)")
#: Somebody else, or somebody who was not there, or was not met yet.
_OTHERWISE = re.compile(
    r"^的|介绍|引荐|推荐|提[到了起过]|转[告交达]|[代替让叫派托催]|通知|安排|[没未不别休病缺辞]|离[职开]"
    r"|同事|助理|秘书|老[板婆公]|领导|上司|下属|手下|徒弟|太太|先生|爱人|丈夫|儿子|女儿|家|团队|部门|[要想约]"
    r"|转岗|跳槽|孩子|怀孕|升|爸|获奖|电视|新闻|出书|群里|外地|取消|改期|推迟|迟到|延后|待定|之?前|长得|换[人岗部]|被[裁调]|还没"
    r"|住院|国外|朋友圈|点赞|请柬|夫妻|竞争|报告|留[了言]|前任|接班|继任|升职|去世|结婚|生日|除外|以外|留言|[医学]院|纪念|大[厦学]|[酒饭]店|餐厅|路上|途中"
    r"|应该|可能|会来"
    r"|擦肩|即将|采访|牵线|搭桥|出面约|失之|合作|有过|无果|就问|以后|同名|[和跟与同](?:对手|别人|友商|竞)|是(?=同[学事乡]|老|朋友|校友|亲戚|邻居)"
    r"|来参[观加]|照片|名片|参加|吗"
    r"|打算|计划|准备|希望|[明后]天|下个?[周月]|改天|[说讲称听]|请假|有事|出差|外出|开会|忙|来电话?说"
)
_OTHERWISE_LATIN = re.compile(
    r"(?<![a-z])(?:sick|ill|absent|elsewhere|unwell|excused|travell?ing|busy|holidays?|vacation"
    r"|declin\w+|refus\w+|apolog\w+|replac\w+|forg[eo]t\w*|skipp\w+|sent|sends|regards|about"
    r"|regarding|behalf|memorial|hotel(?! lobby)|scheduled|planned|arranged|excluded|excused"
    r"|turned|pending|connected|invited|pushed|blocked|endorsed|nowhere|would|liked|booked"
    r"|requested"
    r"|needed|necessary|overdue|impossible|denied|outstanding|upcoming|dropped|preparation|"
    r"street|road|avenue|institute|foundation|award|prize|lecture|through|because|office|passed"
    r"|resigned|retired|quit)(?![a-z])"
)
#: What one who is named before does to one who is named behind: 李伟请王芳吃饭.
_DOES_TO = re.compile("(?:[昨今前]天|[上下]午|也|刚|已经?)*(?:请|约|给|找|去见|去找)")
_JOINS = re.compile("^[和跟与及]")
_RANKED = re.compile(RANKED)
_BRINGS = re.compile("[陪带帶请請邀跟和与與同及见見]")
_SCRIPTS = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff\s]*|[^\u3400-\u9fff]+")
#: Who stands behind these belongs to who stands before, or came after him, who was not met.
_RELATED = re.compile(
    r"(?P<whose>[a-z .'-]+?)'?s (?:new |old |young )?(?:deputy|assistant|colleague|co-?worker|boss"
    r"|manager|successor|replacement|secretary|stand-?in|right hand|counterpart|team ?mate)"
    r" (?P<who>[a-z .'-]+)"
    r"|.*?(?P<his>[\u3400-\u9fff]{2,4})的(?:新|老)?(?:同事|助理|秘书|领导|老板|上司|下属|手下|搭档|徒弟|接班人"
    r"|继任者?|副手)(?P<han>[\u3400-\u9fff]{2,4})"
    r"|.*?(?:接替|接任|顶替)了?(?:[他她]|(?P<him>[\u3400-\u9fff]{2,4}))的(?P<next>[\u3400-\u9fff]{2,4})"
)


class _Piece(NamedTuple):
    """A stretch of a run: a full name, or what stands beside one."""

    text: str
    name: bool = False
    spaced: bool = False  # a space stands before it


def people(
    text: str,
    everyone: Sequence[Contact],
    accounts: Sequence[Account],
    known: Sequence[Account] = (),
    *,
    held: bool = True,
    told: bool = True,
) -> tuple[str, ...]:
    """The full names in a run, where all beside them names nobody else; else none.

    Args:
        text: the run.
        everyone: who may be named in it.
        accounts: those whose name may stand in it.
        known: all accounts; in hanzi one may be told by its beginning: 竹科吴承翰 of 竹科晶圆.
        told: a word says that one met, or when; else `Tom Baker won a prize` is no visit.
        held: a word says that one met, or tells what was said.
    """
    pieces = tuple(_cut(_folded(text), everyone, accounts))
    found = [one.text for one in pieces if one.name]
    named: set[int] = set()
    for at, one in enumerate(pieces):
        if one.name:
            continue
        firm = one.text.removesuffix("的")
        if ids := firms.meant(firm, known if names.has_hanzi(firm) else accounts):
            named |= set(ids)
        elif at and pieces[at - 1].name and _DOES_TO.fullmatch(names.simpler(one.text)):
            return ()
        elif any(other.name for other in pieces[at + 1 :]):
            titles = [c.title for c in everyone if match(pieces[at + 1].text, c) is Match.SAME]
            before, theirs = _of_firm(one.text, accounts)
            named |= theirs
            if before and not _leads(before, titles):
                return ()
        elif one.spaced and _RANKED.fullmatch(one.text):
            found.append(one.text)  # 王芳 曾厂长
        elif one.spaced and is_story(one.text) and not _OTHERWISE.search(names.simpler(one.text)):
            continue  # 李伟 年终: no part of the name
        elif not _is_told_of(pieces, at, held=held, told=told):
            return ()
    theirs = {c.account.id for one in found for c in everyone if match(one, c) is Match.SAME}
    return () if named and not theirs & named else tuple(dict.fromkeys(found))


def _is_told_of(pieces: Sequence[_Piece], at: int, *, held: bool, told: bool) -> bool:
    """Whether the piece at a place may be told of whoever is named before it, who was met."""
    one = pieces[at]
    if at == 1 and not held and not one.spaced and not _CAME.match(names.simpler(one.text)):
        return False  # 李建国在度假
    said = told or _TO_ME.match(one.text) or _DONE_TO.match(pieces[0].text)
    return bool(said) and _follows(pieces[at - 1].text if at else "", one.text)


def related(text: str, everyone: Sequence[Contact]) -> str:
    """Whoever is told by somebody else, who must be of the same customer: 王芳的同事李伟."""
    found = _RELATED.fullmatch(_folded(text))
    if found is None:
        return ""
    whose = found["whose"] or found["his"] or found["him"]
    who = found["who"] or found["han"] or found["next"]
    near = {c.account.id for c in everyone if whose and _is_called(whose, c)}
    here = {c.account.id for c in everyone if match(who, c) is Match.SAME}
    full = names.has_hanzi(who) or " " in who
    return who if full and here and (whose is None or here == near) else ""


def _is_called(text: str, contact: Contact) -> bool:
    """Whether a text is, or in hanzi ends in, somebody's name."""
    called = (form for name in contact.called for form in names.forms(name).hanzi)
    return match(text, contact) is Match.SAME or any(text.endswith(one) for one in called)


def mentioned(text: str, everyone: Sequence[Contact]) -> tuple[Contact, ...]:
    """Everybody whose full name stands in a text."""
    said = {one.text for one in _cut(_folded(text), everyone, ()) if one.name}
    return tuple(c for c in everyone if any(match(one, c) is Match.SAME for one in said))


def _folded(text: str) -> str:
    """A text folded word by word: spaces between hanzi stay."""
    return " ".join(map(names.fold, text.split()))


def _cut(text: str, everyone: Sequence[Contact], accounts: Sequence[Account]) -> Iterator[_Piece]:
    for part in _SCRIPTS.findall(text):
        if names.has_hanzi(part):
            yield from _hanzi(part[:_MOST_HANZI].split(), everyone)
        else:
            yield from _latin(part.split()[:_MOST_WORDS], everyone, accounts)


def _hanzi(said: list[str], everyone: Sequence[Contact]) -> Iterator[_Piece]:
    """Names and what stands between; cut at spaces only where a name stands between two."""
    called = (form for c in everyone for name in c.called for form in names.forms(name).hanzi)
    known = sorted({one for one in called if len(one) > len(names.surname(one)) > 0}, key=len)
    clumps = said if set(said) & set(known) else ["".join(said)]
    pattern = "|".join(map(re.escape, reversed(known))) or "$"
    for at, clump in enumerate(clumps):
        parts = [part for part in re.split(f"({pattern})", clump) if part]
        for place, part in enumerate(parts):
            yield _Piece(part, name=part in known, spaced=at > 0 and place == 0)


def _latin(
    said: list[str], everyone: Sequence[Contact], accounts: Sequence[Account]
) -> Iterator[_Piece]:
    gap: list[str] = []
    at = 0
    while at < len(said):
        stretches = [(size, " ".join(said[at : at + size])) for size in _NAME_WORDS]
        for size, one in stretches:
            name = size > 1 and any(match(one, c) is Match.SAME for c in everyone)
            if name or (not is_ordinary(one) and firms.meant(one, accounts)):
                if gap:
                    yield _Piece(" ".join(gap))
                gap = []
                yield _Piece(one, name=name)
                at += size
                break
        else:
            gap.append(said[at])
            at += 1
    if gap:
        yield _Piece(" ".join(gap))


def _of_firm(before: str, accounts: Sequence[Account]) -> tuple[str, set[int]]:
    """Words before a name without the customer they begin with, and that: 晨曦副总经理."""
    first = next(iter(firms.named(before, accounts)), None) if names.has_hanzi(before) else None
    if first is None or first[0] > 0:
        return before, set()
    return before[first[1] :].removeprefix("的"), set(first[2])


def _leads(before: str, titles: Sequence[str]) -> bool:
    """Whether words are such as stand before a name, or the title of its bearer."""
    if not names.has_hanzi(before):
        return _BEFORE.fullmatch(before) is not None
    if _BEFORE_HAN.fullmatch(names.simpler(before)):
        return True
    title = names.simpler(_JOINS.sub("", before))
    return len(title) > 1 and any(title in names.simpler(names.fold(one)) for one in titles)


def _follows(name: str, after: str) -> bool:
    """Whether words behind a name are no part of it, and tell what happened."""
    if not names.has_hanzi(after):
        return is_story(after) and not _OTHERWISE_LATIN.search(after)
    after = names.simpler(after)
    if _OTHERWISE.search(after) or set(after[1:-1]) & SURNAMES:
        return False
    if len(after) == 1 and after not in _ALONE and not _CALLED.match(after):
        return False
    if (brought := _BRINGS.search(after)) and set(after[brought.end() :]) & (SURNAMES | BEGINS):
        return False
    whole = not names.has_hanzi(name) or len(name) - len(names.surname(name)) > 1
    return whole or after[0] in _ENDS_NAME or _CALLED.match(after) is not None
