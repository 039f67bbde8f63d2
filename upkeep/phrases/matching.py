"""How surely a name as typed is a contact's: the same, a part, a slip of the finger, or neither."""

# ruff: noqa: PLR2004 — the numbers count letters, words and months, and say so where they stand

import re
from collections.abc import Callable, Iterable
from enum import IntEnum
from functools import lru_cache

from upkeep import lexicon, names, namesakes
from upkeep.accounts import Contact
from upkeep.phrases import spelling


class Match(IntEnum):
    """How a typed name meets a contact's names, the surest last."""

    NONE = 0
    PART = 1  # a first name, a surname, a given name
    SPELT = 2  # one long word of a name spelt another way, which may be another name
    OUTER = 3  # first and last name, without a middle one
    SLIP = 4  # a typing error or two in a longer name
    SOUND = 5  # hanzi that are said like a name stored in letters only
    INITIALS = 6
    SAME = 7


#: What a role stands before, and the ranks that stand before their field: VP Operations.
_FIELD = re.compile(r"\s(?:of|for|in)\s|[,(]|\s[-–—]\s", re.IGNORECASE)
_RANKS = frozenset({"vp", "svp", "evp", "avp", "vice", "head", "director", "chief"})
#: Words that say of a person no more than his title does.
_NO_ROLE = frozenset("the their our a an new lady guy one of for".split())
#: How the words of titles are shortened.
_SHORT = dict(
    pair.split("=")
    for pair in (
        "ops=operations mgr=manager eng=engineer dir=director maint=maintenance prod=production"
        " mfg=manufacturing mech=mechanical elec=electrical admin=administrator"
    ).split()
)
#: Short words that people write in notes and that are nobody's initials.
_ABBREVIATIONS = """
hr it qa qc qe pm rd vp md gm pr tv uk us eu am ok id ip io ai os pc ui ux po so me my ceo cto cfo
coo cio rma sla erp crm ops eng mes nda rfq rfp kpi fab lab hq
"""
_LETTER = re.compile("[a-z]")
_NO_INITIALS = frozenset(_ABBREVIATIONS.split())
#: Surnames that stand first; one letter of what follows makes another given name: Soyeon, Sooyeon.
_KOREAN = frozenset(
    "kim lee yi park pak choi choe jung jeong chung kang cho jo yoon yun jang chang lim im han oh"
    " seo suh shin sin kwon hwang ahn an song ryu yoo yu hong jeon ko go moon mun yang son bae paik"
    " baek heo hur nam noh roh shim ha joo ju koo gu min na woo cha".split()
)
_VIETNAMESE = frozenset(
    "nguyen tran pham huynh hoang phan dang duong truong trinh dinh doan luong thai dao"
    " vuong".split()
)
#: Behind these stands a given name.
STAND_FIRST = _KOREAN | _VIETNAMESE
_POLITE = frozenset("先生 女士 小姐 老师 博士 教授 总".split())
#: What ends a title, and what before it makes another of it: 副主任, 总工程师.
_TITLED = re.compile(r".(?:长|理|管|任|监|师|员|书|人)$")
_LOWER = frozenset("副总代前")
_TELLS = 4  # letters of a surname that stands alone
#: Whom one addresses by a rank that is not his title's end, and who may be addressed so as well.
_ADDRESSED = {
    rank: (re.compile(by), re.compile(perhaps))
    for rank, by, perhaps in (
        (
            "总",
            "总|裁|董事|首席|(?<![a-z])(?:vp|c[efto]o|president|managing director)",
            "经理|主管|主任|长$|director|manager|head|chief|owner",
        ),
        ("总工", "总工|chief engineer", "工程师|技术|engineer"),
        ("副总", "副总", "总|裁|经理"),
        ("工", "工程师$|技术员$|技师$", "工|技术|设备|研发|engineer|technic"),
        ("董", "董事长?$", "董"),
    )
}


def match(typed: str, contact: Contact) -> Match:
    """How surely a typed name is this contact's."""
    called = contact.called
    best = max((_one(typed, name) for name in called), default=Match.NONE)
    if best is Match.SOUND and any(names.forms(name).hanzi for name in called):
        return Match.NONE  # 李薇 is not 李伟, however alike they sound
    return best


@lru_cache(maxsize=32768)
def _one(typed: str, name: str) -> Match:
    wanted = names.asked(typed)
    ways = names.forms(name)
    folded = names.fold(typed)
    hanzi = names.has_hanzi(folded)
    words = [word for word in folded.split() if word not in names.STYLES]
    compact = folded.replace(" ", "")
    folded_name = names.fold(name)
    tests: tuple[tuple[Match, Callable[[], bool]], ...] = (
        (Match.SAME, lambda: bool(wanted & ways.full) or _shortened(words, folded_name.split())),
        (Match.INITIALS, lambda: compact in ways.initials and compact not in _NO_INITIALS),
        (Match.SOUND, lambda: hanzi and len(folded) > 1 and _sounds(folded, name)),
        (Match.OUTER, lambda: _outer(words, name)),
        (Match.PART, lambda: len(compact) > 1 and _part(words, name)),  # one hanzi is a surname
        (Match.SLIP, lambda: not hanzi and _slips(words, name)),
        (Match.SPELT, lambda: not hanzi and _spells(words, name)),
    )
    return next((kind for kind, holds in tests if holds()), Match.NONE) if wanted else Match.NONE


def _shortened(words: list[str], stored: list[str]) -> bool:
    """A whole name whose small words are letters: Jürgen v. Holtz for Jürgen von Holtz."""
    pairs = list(zip(words[1:], stored[1:], strict=False))
    small = [one for one, other in pairs if one != other and _is_letter_of(one, other)]
    return (
        len(words) == len(stored)
        and words[0] == stored[0]
        and bool(small)
        and all(one == other or _is_letter_of(one, other) for one, other in pairs)
    )


def _is_letter_of(letter: str, word: str) -> bool:
    return len(letter) == 1 and word[0] == letter and word in names.PARTICLES


def _sounds(hanzi: str, name: str) -> bool:
    """李伟 for Li Wei, a name that is stored in letters only; not `Li Wei的助理`."""
    if _LETTER.search(hanzi):
        return False
    return names.fold(name).replace(" ", "") in names.spoken(hanzi)


def _part(words: list[str], name: str) -> bool:
    """A word of a name or several: Anna Maria of Anna Maria Lopez, not Wang Li of Wang Li Na."""
    stored = names.fold(name).split()
    whole = len(words) == 1 or not all(map(spelling.SYLLABLE.fullmatch, stored))
    whole = whole and len(words) - len(set(words)) <= len(stored) - len(set(stored))  # Ji Ji-hoon
    return bool(words) and whole and set(words) <= names.forms(name).words | _initial(words, stored)


def _initial(words: list[str], stored: list[str]) -> set[str]:
    """The letter that stands for the first name, or for the last: J. Waldschmidt, Priya R."""
    if len(words) < 2 or not stored:
        return set()
    first = len(words[0]) == 1 and stored[0][0] == words[0]
    last = len(words[-1]) == 1 and stored[-1][0] == words[-1] and stored[0] == words[0]
    last = (
        last and stored[0] not in STAND_FIRST and not all(map(spelling.SYLLABLE.fullmatch, stored))
    )
    return ({words[0]} if first else set()) | ({words[-1]} if last else set())


def _outer(words: list[str], name: str) -> bool:
    """Maria Gonzalez for Maria Elena Gonzalez; not Wang Li for Wang Li Na."""
    stored = names.fold(name).split()
    if len(words) < 2 or len(stored) <= len(words) or all(map(spelling.SYLLABLE.fullmatch, stored)):
        return False
    outer = {stored[0], stored[-1]}
    return set(words) <= set(stored) and outer <= set(words)


def _slips(words: list[str], name: str) -> bool:
    """Whether a full name was meant and mistyped, and is not rather another person's."""
    stored = names.fold(name).split()
    if names.has_hanzi(name):
        return any(_mistyped(words, key.split()) for key in names.forms(name).full)
    if len(words) == 1 and len(stored) > 1:
        return spelling.is_swapped(words[0], stored[-1])
    return len(words) > 1 and _mistyped(words, stored)


def _mistyped(words: list[str], stored: list[str]) -> bool:
    """Whether all words are there, and one or two letters wrong; of one word, if it is long."""
    if len(words) != len(stored) or (len(words) == 1 and len(stored[0]) < spelling.MUCH_LONGER):
        return False
    slips = [spelling.slips(one, other) for one, other in zip(words, stored, strict=True)]
    return None not in slips and 0 < sum(filter(None, slips)) <= 2


def _spells(words: list[str], name: str) -> bool:
    """Krishnamurty for Krishnamurthy, Kowalsky for Kowalski: one long word, the others the same.

    It may be shorter where it sounds the same, Hofmann for Hoffmann; a surname that nobody has,
    also where it nearly does: Osgod for Osgood. A very long surname may stand alone: Castelano.
    """
    stored = names.fold(name).split()
    if len(words) == 1 and len(words[0]) >= spelling.MUCH_LONGER and len(stored) > 1:
        return spelling.is_surname_alike(words[0], stored[-1])
    if len(words) < 2 or len(words) != len(stored):
        return False
    other = [pair for pair in zip(words, stored, strict=True) if pair[0] != pair[1]]
    if len(other) != 1:
        return False
    last = words[:-1] == stored[:-1] and stored[0] not in _KOREAN
    typed, stored_word = other[0]
    if spelling.is_pinyin(typed, stored_word):
        return False
    alike = (
        spelling.is_surname_alike(typed, stored_word) or spelling.sounds(typed, stored_word)
        if last
        else spelling.is_alike(typed, stored_word)
    )
    return alike or spelling.is_near(typed, stored_word)


def is_name(typed: str) -> bool:
    """Whether a short word may be a name by itself, as well as somebody's initials: Jo, Ma."""
    return namesakes.is_name(typed) or spelling.SYLLABLE.fullmatch(typed) is not None


def is_surname(typed: str, candidates: Iterable[Contact]) -> bool:
    """Whether a word is a surname of theirs, and nobody's first name: Hensley, not Thomas or Xiang.

    It names somebody wherever he works, if nobody else has it.
    """
    given = spelling.GIVEN.fullmatch(typed) or (
        namesakes.is_first_name(typed)
        and not (namesakes.is_surname_rather(typed) and lexicon.is_seldom(typed))
    )
    called = (names.fold(name) for c in candidates for name in c.called)
    return len(typed) >= _TELLS and not given and any(one.endswith(f" {typed}") for one in called)


def ranked(
    typed: str, candidates: Iterable[Contact], member_id: int | None, limit: int = 5
) -> tuple[Contact, ...]:
    """Candidates a typed name may mean, the likeliest first; those one visits before others."""
    scored = [(names.likeness(typed, c.called), c) for c in candidates if c.left_on is None]
    kept = [(score, c) for score, c in scored if score >= 60]
    kept.sort(
        key=lambda sc: (
            -round(sc[0] / 5),
            member_id is None or sc[1].keeper_id != member_id,
            -sc[0],
            sc[1].name,
            sc[1].id,
        )
    )
    return tuple(c for _, c in kept[:limit])


def titled(typed: str, candidates: Iterable[Contact]) -> list[Contact]:
    """Contacts whose title holds all the words of a phrase: `the ops engineer`, 采购经理.

    The phrase must say what somebody is, not only of what: `the plant` is no plant manager. In
    hanzi a surname may stand before the title, 邓厂长, and the field be left out, 周主任; it may
    then be anybody of that surname whose title is not known, too.
    """
    folded = names.fold(typed)
    if names.has_hanzi(folded):
        return _of_rank(folded, list(candidates))
    wanted = _in_full(folded) - _NO_ROLE
    return [
        c
        for c in candidates
        if c.title and _roles(c.title) & wanted and wanted <= _in_full(c.title)
    ]


def is_of_rank(role: str, contact: Contact) -> bool:
    """Whether a title behind a full name may be a contact's; in hanzi also where none is known."""
    if not names.has_hanzi(role):
        return bool(titled(role, [contact]))
    title = names.simpler(names.fold(contact.title))
    return not title or role in _POLITE or title.endswith(role)


def _of_rank(typed: str, candidates: list[Contact]) -> list[Contact]:
    ranks = {c.id: typed.removeprefix(names.surname(c.name)) for c in candidates}
    of_name = [c for c in candidates if 0 < len(ranks[c.id]) < len(typed)]
    ends = [c for c in of_name if _ranks(ranks[c.id], names.simpler(names.fold(c.title)))]
    same = [c for c in candidates if names.simpler(typed) == names.simpler(names.fold(c.title))]
    others = (c for c in of_name if c not in ends and _may_rank(ranks[c.id], c.title))
    short = [] if of_name else [c for c in candidates if _is_short(typed, c.title)]
    unknown = (c for c in candidates if not names.has_hanzi(c.title))
    return same or (ends and [*ends, *others]) or (short and [*short, *unknown])


def _is_short(typed: str, title: str) -> bool:
    """Whether a title is said without its field: 站长, of a 变电站站长; but a 副主任 is no 主任."""
    typed, whole = names.simpler(typed), names.simpler(names.fold(title))
    field = whole.removesuffix(typed)
    return _TITLED.search(typed) is not None and field != whole and field[-1:] not in _LOWER


def _ranks(rank: str, title: str) -> bool:
    """Whether somebody of a title is addressed by a rank: 孙总 is a 总经理, 周工 a 工程师."""
    rank = names.simpler(rank)
    if rank in _ADDRESSED and _ADDRESSED[rank][0].search(title):
        return True
    return len(rank) > 1 and title.endswith(rank)


def _may_rank(rank: str, title: str) -> bool:
    """Whether somebody may be addressed by a rank, for all that his title says."""
    addressed = _ADDRESSED.get(names.simpler(rank))
    return not title or bool(addressed and addressed[1].search(names.simpler(names.fold(title))))


def _in_full(title: str) -> set[str]:
    """The words of a title, none of them shortened: the ops mgr is an operations manager."""
    return {_SHORT.get(word, word) for word in names.fold(title).split()}


def _roles(title: str) -> set[str]:
    """The words of a title that say what somebody is: manager, of a plant manager.

    A chief engineer is an engineer; a head of production is no production.
    """
    first, *rest = names.fold(_FIELD.split(title)[0]).split() or [""]
    said = rest[-1:] if rest and first not in _RANKS else [first]
    said += rest[-1:] if first == "chief" else []
    return {_SHORT.get(role, role) for role in said}
