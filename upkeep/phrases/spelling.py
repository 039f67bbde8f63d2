"""How a word of a name may be spelt or mistyped, and still be the same word."""

# ruff: noqa: PLR2004 — the numbers count letters, and say so where they stand

import re

from rapidfuzz.distance import OSA, Postfix, Prefix

from upkeep import namesakes

SYLLABLE = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|ang|eng|ong|ing|iao|ian|uai|uan|ai|ei"
    r"|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|ve|a|o|e|i|u|(?<=[ln])v)"
    r"|ang|eng|ai|ei|ao|ou|an|en|er|a|o|e)+"
)
#: Pinyin of one or two syllables, as given names are.
GIVEN = re.compile(SYLLABLE.pattern.removesuffix("+") + "{1,2}")
#: Letters that are left out or put at the end of a surname: Acheb for Achebe. Not a: Novakova.
_SILENT = frozenset("ehiy")
_VOWELS = frozenset("aeiouy")
_ALIKE = tuple(
    map(set, ("ck", "kq", "sz", "fv", "vw", "dt", "bp", "gk", "ij", "jy", "iy", "xs", "mn", "uv"))
)
#: Of those, what is not said alike; two who are called so are two: Karim is not Karin.
_CONFUSED = tuple(map(set, ("bp", "gk", "mn")))
#: Ways to write what surnames sound like: Maier, Meyer; Macleod, McLeod; Keane, Kean.
_WRITTEN = (
    (r"^ma?c", "mc"),
    (r"[ae][iy]", "ai"),
    ("ph", "f"),
    ("ck", "k"),
    (r"([^aeiou])\1", r"\1"),
    ("e$", ""),
)
_LONGER = 5  # letters of a word that may hold a slip
_SWAPPED = 4  # letters of a word of which two may change places: Tsia for Tsai
MUCH_LONGER = 9  # letters of a word that may hold two
_LONG = 7  # letters of a word that two people hardly share but for one


def is_pinyin(typed: str, stored: str) -> bool:
    """Whether two words are both good pinyin, and so two names: Cheng is not Chang."""
    return bool(GIVEN.fullmatch(typed) and GIVEN.fullmatch(stored))


def is_alike(typed: str, stored: str) -> bool:
    """Whether two words are said alike, whoever is called so: Hofmann, Mendosa, Kavita, Lindquist.

    With the rest of the name the same, and at the same customer, it is one person. Another vowel
    makes another name: Hansen, Hanson.
    """
    near = max(len(typed), len(stored)) >= _LONGER and OSA.distance(typed, stored) == 1
    parted = set("".join(_parted(typed, stored)))
    confused = parted in _CONFUSED and len(stored) < MUCH_LONGER and namesakes.is_name(typed)
    other = parted <= _VOWELS or confused
    return near and typed[0] == stored[0] and not other and _spelt(typed, stored)


def is_surname_alike(typed: str, stored: str) -> bool:
    """The same of a surname, which may be written in more ways than a first name: Louis, Louise.

    But Smit is not Smith.
    """
    longer = max(len(typed), len(stored)) >= _LONGER
    bare = {typed, stored} == {typed.removesuffix("h"), f"{typed.removesuffix('h')}h"}
    return not bare and (is_alike(typed, stored) or (longer and _heard(typed) == _heard(stored)))


def _heard(surname: str) -> str:
    for written, said in _WRITTEN:
        surname = re.sub(written, said, surname)
    return surname


def is_near(typed: str, stored: str) -> bool:
    """Whether a long word is one letter away from another; y and i may end it alike."""
    if min(len(typed), len(stored)) < _LONG or typed[0] != stored[0]:
        return False
    ends = typed[-1] == stored[-1] or {typed[-1], stored[-1]} == {"i", "y"}
    return ends and not namesakes.is_name(typed) and OSA.distance(typed, stored) == 1


def sounds(typed: str, stored: str) -> bool:
    """Whether a surname was written as it sounds, and is nobody's so: Hanson is not Hansen."""
    if min(len(typed), len(stored)) < _LONGER or typed[0] != stored[0]:
        return False
    ends = {typed[-1], stored[-1]}
    short = min(typed, stored, key=len)
    longer = max(typed, stored, key=len)
    silent = longer[:-1] == short and longer[-1] in _SILENT
    said_alike = len(ends) == 1 or ends in _ALIKE or silent
    near = said_alike and OSA.distance(typed, stored) == 1
    return near and not namesakes.is_name(typed) and (silent or _spelt(typed, stored))


def is_swapped(typed: str, stored: str) -> bool:
    """Whether two letters of a very long surname changed places, and it is nobody else's."""
    near = len(stored) >= MUCH_LONGER and OSA.distance(typed, stored) == 1
    same = typed[0] == stored[0] and sorted(typed) == sorted(stored)
    return near and same and typed != stored and not namesakes.is_name(typed)


def slips(typed: str, stored: str) -> int | None:
    """How many slips of the finger part two words; None: they are other words.

    First and last letters hold, since Daniela is not Daniel, but that the last two may have changed
    places. What people are called is another name: Marina is not Martina, and good pinyin: Cheng is
    not Chang. So is another spelling: Smyth, Hanson, Bakker, Marcus are not Smith, Hansen, Baker,
    Markus.
    """
    if typed == stored:
        return 0
    distance = OSA.distance(typed, stored)
    swapped = distance == 1 and sorted(typed) == sorted(stored) and len(stored) >= _SWAPPED
    if typed[0] != stored[0] or (typed[-1] != stored[-1] and not swapped):
        return None
    if namesakes.is_name(typed) or is_pinyin(typed, stored):
        return None
    if swapped:
        return 1
    if distance == 2:
        return 2 if len(stored) >= MUCH_LONGER else None
    return 1 if distance == 1 and len(stored) >= _LONGER and not _spelt(typed, stored) else None


def _spelt(typed: str, stored: str) -> bool:
    """Whether two words one edit apart are two spellings of a name rather than a slip."""
    one, other = _parted(typed, stored)
    if len(one) == len(other) == 1:
        return {one, other} <= _VOWELS or {one, other} in _ALIKE
    lone, before = one or other, Prefix.similarity(typed, stored)
    beside = min(typed, stored, key=len)[before - 1 : before + 1]
    return len(lone) == 1 and (lone == "h" or lone in beside)


def _parted(typed: str, stored: str) -> tuple[str, str]:
    """What two words have between what they share at either end."""
    before = Prefix.similarity(typed, stored)
    after = Postfix.similarity(typed[before:], stored[before:])
    return typed[before : len(typed) - after], stored[before : len(stored) - after]
