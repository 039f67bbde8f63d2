"""How a person's name is looked for: the ways it may be typed, and how alike two of them are."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import partial_ratio, ratio

if TYPE_CHECKING:
    from opencc import OpenCC

#: Letters that Unicode does not take apart into a base letter and an accent.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
#: How umlauts are written in letters that every keyboard has.
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

_HANZI = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HANZI}]+|[^\W_{_HANZI}]+")
_GAP = re.compile(rf"(?<=[{_HANZI}]) (?=[{_HANZI}])")
_HAN = re.compile(rf"[{_HANZI}]")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_TONE = re.compile(r"(?<=[a-z])[1-5]\b")
_ASIDE = re.compile(r"\s*[(（\[【][^)）\]】]*[)）\]】]\s*")
_NONE: frozenset[str] = frozenset()
_LV = re.compile(r"\b([ln])v")
_LONGEST = 8  # hanzi of a name; longer runs are firms or sentences

#: Behind a word, this asks for longer names that hold it.
AND_MORE = " *"
#: Forms of address that are no part of a name.
STYLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "herr", "frau"))

#: Small words of surnames: von Holtz, van der Meulen, de la Fuente.
PARTICLES = frozenset(
    "von van vom zu zum zur der den dem de del della dei di da do dos das du des la le los las el"
    " al bin binti ibn ben ter ten".split()
)

#: Single surnames that are read otherwise as a surname than as a word.
_READ_SO = """
曾zeng 单shan 單shan 解xie 仇qiu 区ou 區ou 查zha 朴piao 缪miao 繆miao 任ren 翟zhai 冼xian 洗xian
员yun 員yun 那na 折she 召shao 种chong 秘bi 繁po 逄pang 阚kan 闞kan 晁chao 宓mi 卜bu 薄bo 哈ha 佴nai
贲ben 賁ben 祭zhai 臧zang 车che 車che 仉zhang 燕yan 华hua 華hua 宁ning 甯ning 纪ji 紀ji 黑he 句gou
叶ye 葉ye 沈shen 石shi 俞yu 贾jia 賈jia 冯feng 馮feng 尹yin 於yu 相xiang 盛sheng 应ying 應ying 会gui
會gui 重chong 缴jiao 钭tou 郗xi 戚qi 殷yin 曲qu 葛ge 郝hao 谷gu 江jiang
"""

#: Surnames of two characters; those in `_SURNAMES` are read otherwise, too.
_DOUBLE_SO = """
欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 慕容 东方 東方 独孤 獨孤 南宫 南宮 公孙 公孫 轩辕 軒轅 端木
拓跋 赫连 赫連 濮阳 濮陽 钟离 鍾離 闻人 聞人 申屠 太史 淳于 百里 司徒 司空 东郭 東郭 令狐 皇甫 宇文
呼延 鲜于 鮮于 西门 西門 第五 尉迟 尉遲 万俟 萬俟 单于 單于 长孙 長孫 澹台 澹臺
"""
_DOUBLE = frozenset(_DOUBLE_SO.split())

#: Readings of surnames, the commonest first.
_SURNAMES: dict[str, tuple[str, ...]] = {
    **{entry[0]: (entry[1:],) for entry in _READ_SO.split()},
    **dict.fromkeys(("盖", "蓋"), ("ge", "gai")),
    **dict.fromkeys(("乐", "樂"), ("yue", "le")),
    **dict.fromkeys(("尉迟", "尉遲"), ("yu chi",)),
    **dict.fromkeys(("万俟", "萬俟"), ("mo qi",)),
    **dict.fromkeys(("单于", "單于"), ("chan yu",)),
    **dict.fromkeys(("长孙", "長孫"), ("zhang sun",)),
    **dict.fromkeys(("澹台", "澹臺"), ("tan tai",)),
    "覃": ("qin", "tan"),
    "牟": ("mu", "mou"),
    "隗": ("wei", "kui"),
    "郇": ("xun", "huan"),
    "柏": ("bai", "bo"),
    "谌": ("chen", "shen"),
}


class _Reading(NamedTuple):
    """One way to say a name written in hanzi: its syllables, and how many are the surname."""

    syllables: tuple[str, ...]
    surname: int


class Forms(NamedTuple):
    """All the ways one name may be typed.

    Attributes:
        full: the whole name: as written, words sorted, run together, pinyin.
        initials: first letters of its words or syllables, at least two.
        words: single words and pinyin syllables: a first name, a surname, a given name.
        hanzi: the whole name in hanzi; empty when it has none.
    """

    full: frozenset[str]
    initials: frozenset[str]
    words: frozenset[str]
    hanzi: frozenset[str]


@lru_cache(maxsize=4096)
def fold_letter(letter: str) -> str:
    """One character without case, width and accents; may be empty or several characters."""
    # Case first: some marks become letters by it, which must not be lost as accents.
    apart = unicodedata.normalize("NFKD", letter.casefold())
    bare = "".join(c for c in apart if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare.casefold().translate(_PLAIN))


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """A text without case, width, accents and punctuation; words with one space between.

    Hanzi stand together, apart from letters: `王 小　Kevin·Ōno` gives `王小 kevin ono`.
    """
    letters = _APOSTROPHES.sub("", "".join(map(fold_letter, text)))
    runs = _RUN.findall(letters)
    return _GAP.sub("", " ".join(runs))


def is_begun(name: str, text: str) -> bool:
    """Whether a text is the first words of a name, or its first hanzi; one letter is no word."""
    whole, begun = fold(name), fold(text)
    after = whole[len(begun) : len(begun) + 1]
    apart = not after or after == " " or has_hanzi(begun[-1:])
    return len(begun) > 1 and whole.startswith(begun) and apart


def has_hanzi(text: str) -> bool:
    """Whether any character of the text is a Chinese one."""
    return _HAN.search(text) is not None


def together(given: str, middle: str, family: str) -> str:
    """A name from its parts, in the order of its language; any of them may be empty."""
    if has_hanzi(family) and has_hanzi(given):
        return family + given
    return " ".join(filter(None, (given, middle, family)))


def _syllables(hanzi: str) -> tuple[str, ...]:
    # Loaded with the first hanzi: the dictionary costs 65 MB, and 50 more with its phrases.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin  # noqa: PLC0415 — see above

    return tuple(lazy_pinyin(hanzi))


def _readings(hanzi: str) -> list[_Reading]:
    """How a name in hanzi is said, its surname first."""
    family = surname(hanzi)
    given = hanzi[len(family) :]
    said = _SURNAMES.get(family) or (" ".join(_syllables(family)),)
    rest = _syllables(given) if given else ()
    return [_Reading((*first.split(), *rest), len(family)) for first in said]


def surname(name: str) -> str:
    """The surname of a name in hanzi; empty where there is none to be told."""
    hanzi = next((run for run in fold(name).split() if has_hanzi(run)), "")
    return hanzi[: 2 if hanzi[:2] in _DOUBLE and len(hanzi) > 2 else 1]  # noqa: PLR2004 — of two hanzi


@lru_cache(maxsize=4096)
def spoken(hanzi: str) -> frozenset[str]:
    """A name in hanzi as it sounds, surname first, run together: `liwei` for 李伟."""
    return frozenset(
        key for said, _ in _readings(fold(hanzi)[:_LONGEST]) for key in _umlauts("".join(said))
    )


def _umlauts(key: str) -> tuple[str, ...]:
    """A key with `lü` and `nü` as people type them: lv, lu, lyu."""
    return (key, *(_LV.sub(rf"\1{vowel}", key) for vowel in ("u", "yu"))) if "v" in key else (key,)


def simpler(text: str) -> str:
    """A text with its traditional characters made simple, one for one: 刘俊杰 for 劉俊傑."""
    return "".join(map(_simpler, text)) if has_hanzi(text) else text


@lru_cache(maxsize=16384)
def _simpler(letter: str) -> str:
    return _simplifier().convert(letter) if _HAN.match(letter) else letter


@cache
def _simplifier() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 — loaded with the first hanzi: 45 ms and 2 MB

    return OpenCC("t2s")


def _written(name: str) -> set[str]:
    """A name as it stands, in simple characters, and with its umlauts in two letters.

    The last is how they are written where keyboards have none.
    """
    composed = unicodedata.normalize("NFC", name.casefold())
    return {name, simpler(name), composed.translate(_TWO_LETTERS)}


def _spellings(words: Sequence[str]) -> set[str]:
    """A name's words in their order, sorted, and run together."""
    return {" ".join(words), " ".join(sorted(words)), "".join(words)}


@lru_cache(maxsize=32768)
def forms(name: str) -> Forms:
    """The ways one name may be typed."""
    called = {name, _ASIDE.sub(" ", name)}
    ways = [way for one in called for variant in _written(one) for way in _ways(variant)]
    return Forms(*(frozenset().union(*found) - {""} for found in zip(*ways, strict=True)))


def _ways(name: str) -> Iterator[Forms]:
    """A name as a whole, its Latin part, and each part in hanzi."""
    words = fold(name).split()
    while len(words) > 1 and words[0] in STYLES:
        words = words[1:]
    latin = [word for word in words if not has_hanzi(word)]
    yield Forms(frozenset(_spellings(words)), _NONE, frozenset(latin), _NONE)
    if len(latin) > 1:
        first_letters = "".join(word[0] for word in latin)
        yield Forms(frozenset(_spellings(latin)), frozenset((first_letters,)), _NONE, _NONE)
    for run in words:
        if has_hanzi(run) and len(run) <= _LONGEST:
            # One character beside other words is a surname (`Kevin 王`), not a name.
            yield from _said(run, whole=len(run) > 1 or len(words) == 1)


def _said(hanzi: str, *, whole: bool) -> Iterator[Forms]:
    """A name in hanzi, and how it is said."""
    itself = frozenset((hanzi,)) if whole else _NONE
    yield Forms(itself, _NONE, frozenset((hanzi,)), itself)
    for said, cut in _readings(hanzi):
        family, given = "".join(said[:cut]), "".join(said[cut:])
        spoken = _spellings(said) | _spellings((family, given)) | _spellings((given, family))
        full = {key for spelling in spoken for key in _umlauts(spelling)} if whole else _NONE
        parts = {key for part in (family, given) for key in _umlauts(part)}
        first_letters = frozenset(("".join(s[0] for s in said),) if given else ())
        double = {hanzi[:cut]} if cut > 1 else set()
        words = frozenset(parts | double | {hanzi[cut:]})
        yield Forms(frozenset(full), first_letters, words, _NONE)


@lru_cache(maxsize=4096)
def asked(query: str) -> frozenset[str]:
    """The keys under which a name as typed in a sentence is looked for.

    Narrower than `keys`: initials are looked for only where they were typed as such, and hanzi
    are looked for as they stand, so that `Zhou Shan` and 李薇 never find 张三 and 李伟.
    `Bob *` asks for those who are called Bob and something else.
    """
    if query.endswith(AND_MORE):
        word = fold(query)
        return frozenset((f"{word} ", f" {word}") if word else ())
    found: set[str] = set()
    for variant in _written(query):
        plain = fold(variant).split()
        words = [word for word in fold(_TONE.sub("", fold(variant))).split() if word not in STYLES]
        found |= _spellings(words or plain) | _spellings(plain)
    return frozenset(found - {""})


def keys(*names: str) -> frozenset[str]:
    """The look-up keys of one contact or account: of its name and all its aliases.

    Folded case, width and accents; words sorted; pinyin with and without spaces; initials.
    Compute them when a name is written: hanzi load a dictionary of 65 MB.
    """
    found: set[str] = set()
    for name in names:
        ways = forms(name)
        found |= ways.full | ways.initials
    return frozenset(found)


def likeness(query: str, names: Iterable[str]) -> float:
    """How alike a name as typed and a contact's names are, 0 to 100; only 100 is sameness."""
    return max((_likeness(query, name) for name in names), default=0.0)


@lru_cache(maxsize=32768)
def _likeness(query: str, name: str) -> float:
    wanted = asked(query)
    ways = forms(name)
    if not wanted:
        return 0.0
    if wanted & ways.full:
        return 100.0
    sounds = forms(query).full - wanted if has_hanzi(query) else _NONE
    best = 95.0 if wanted & ways.initials else 0.0
    if sounds & ways.full:
        best = max(best, 92.0)
    if frozenset(fold(query).split()) <= ways.words:
        best = max(best, 90.0)
    for key in ways.full:
        best = max(best, *(_alike(form, key) for form in wanted))
        best = max(best, *(_alike(sound, key) * 0.9 for sound in sounds), 0.0)
    return best


def _alike(typed: str, key: str) -> float:
    whole = ratio(typed, key)
    # A beginning or a piece of a name, as it is typed into a search box, counts for less.
    part = 0.9 if key.startswith(typed) else 0.75
    piece = partial_ratio(typed, key) * part if whole < part * 100 else 0.0
    return min(99.0, max(whole, piece))
