"""Which customer a stretch of a sentence names, by name, alias or short form."""

# ruff: noqa: PLR2004 — the numbers count letters, words and months, and say so where they stand

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from upkeep import lexicon, names, namesakes
from upkeep.accounts import Account

_LEGAL = frozenset(
    (
        *("inc", "corp", "corporation", "co", "ltd", "limited", "llc", "gmbh", "ag", "sa", "plc"),
        *("group", "holdings", "company", "bv", "nv", "oy", "ab", "as", "srl", "spa", "kg", "pte"),
    )
)
_LEGAL_HAN = re.compile(r"(?:股份|有限|责任|集团|公司|控股|總公司|集團)+$")
_PLACES_HAN = re.compile(
    r"^(?:中国|上海|北京|深圳|广州|苏州|无锡|南京|杭州|成都|武汉|西安|合肥|厦门|天津|重庆|宁波|东莞|青岛"
    r"|大连|长沙|江苏|浙江|广东)(?:市|省)?(?=.{2})"
)


class Said(NamedTuple):
    """An account as a sentence names it.

    Attributes:
        start, end: where, in the folded text.
        text: as typed.
        ids: the accounts it may mean; none: it is not known.
        place: it may be where one met, if an account is named beside it.
    """

    start: int
    end: int
    text: str
    ids: tuple[int, ...]
    place: bool = False


class _Form(NamedTuple):
    words: tuple[str, ...]  # must be in the text, for the pattern to be worth a try
    way: str


#: Accounts whose forms are kept in mind, a few hundred bytes each: each sentence asks for all.
KEPT = 50_000


@lru_cache(maxsize=KEPT)
def _forms(name: str, aliases: tuple[str, ...]) -> tuple[_Form, ...]:
    """Ways to write an account that name it wherever they stand."""
    found = {
        way
        for written in (name, *aliases)
        for called in {written, written.replace("&", " and "), written.replace(" and ", " ")}
        for way in (names.simpler(names.fold(called)), _short(called))
        if len(way) > 1
    }
    return tuple(_Form(_words(way), way) for way in sorted(found))


def _words(way: str) -> tuple[str, ...]:
    """What stands in every spelling of a way, the rarest first: the number of `Plant 17`."""
    return tuple(sorted((word.rstrip("s") for word in way.split()), key=str.isalpha))


def _short(name: str) -> str:
    """Without the legal form: Acme for Acme Corp., 华虹 for 华虹股份有限公司."""
    words = names.simpler(names.fold(name)).split()
    while len(words) > 1 and words[-1] in _LEGAL:
        words = words[:-1]
    return _LEGAL_HAN.sub("", " ".join(words))


@lru_cache(maxsize=4096)
def _pattern(way: str) -> re.Pattern[str]:
    words = [_spelt(word) for word in way.split()]
    before = "" if names.has_hanzi(way[0]) else r"(?<![a-z0-9])"
    after = r"(?:股份|有限|责任|集团|公司(?!参观))*"
    if not names.has_hanzi(way[-1]):
        after = r"(?:,?\s+(?:inc|corp|ltd|gmbh|llc)\.?)?(?![a-z0-9])"
    return re.compile(before + r"[\s.,&'’·-]{0,3}".join(words) + after)


def _spelt(word: str) -> str:
    """A word with the apostrophe that folding took: O'Neill, D'Angelo, Lloyd's."""
    if names.has_hanzi(word) or len(word) < 4:
        return re.escape(word)
    end = "'?s" if word.endswith("s") else re.escape(word[-1])
    return f"{re.escape(word[0])}'?{re.escape(word[1:-1])}{end}"


def present(plain: str, accounts: Iterable[Account]) -> tuple[Account, ...]:
    """The few accounts that a folded text may name at all: a sieve before `named`."""
    plain = plain.replace("'", "")
    found = []
    for account in accounts:  # a plain loop: this runs over all accounts for each sentence
        for form in _forms(account.name, account.aliases):
            if _all_in(form.words, plain):
                found.append(account)
                break
    return tuple(found)


def _all_in(words: tuple[str, ...], text: str) -> bool:
    for word in words:  # noqa: SIM110 — a generator costs five times as much
        if word not in text:
            return False
    return True


def named(plain: str, accounts: Iterable[Account]) -> list[tuple[int, int, tuple[int, ...]]]:
    """All known accounts in a folded text, the longest first where several overlap."""
    bare = plain.replace("'", "")
    found: dict[tuple[int, int], list[int]] = {}
    for account in accounts:
        for form in _forms(account.name, account.aliases):
            if _all_in(form.words, bare):
                for match in _pattern(form.way).finditer(plain):
                    here = found.setdefault(match.span(), [])
                    if account.id not in here:
                        here.append(account.id)
    kept: list[tuple[int, int, tuple[int, ...]]] = []
    for (start, end), ids in sorted(found.items(), key=lambda f: (f[0][0] - f[0][1], f[0])):
        if all(end <= s or start >= e for s, e, _ in kept):
            kept.append((start, end, tuple(ids)))
    return sorted(kept)


def meant(text: str, accounts: Sequence[Account]) -> tuple[int, ...]:
    """Accounts that a stretch said to be one may mean: as a whole, by its beginning or a word.

    `Hua Hong` and `@huahong` find 华虹, `Acme` finds Acme Robotics and Acme Steel. `Brannoc` finds
    St. Brannoc Hospital, where no other account has it; `Hospital` finds none.
    """
    wanted = names.asked(text)
    if not wanted:
        return ()
    whole = [a.id for a in accounts if wanted & _keys(a.name, a.aliases)]
    if whole:
        return tuple(whole)
    start = names.simpler(names.fold(text))
    if len(start) < 2:
        return ()
    return tuple(a.id for a in accounts if _begins(start, a)) or _by_a_word(start, accounts)


def words(account: Account) -> frozenset[str]:
    """The folded words of an account's names, without the legal form: the Gas of Acme Gas Corp."""
    return _of_name(account.name, account.aliases) - _LEGAL


def _by_a_word(word: str, accounts: Sequence[Account]) -> tuple[int, ...]:
    """The one account that has a word in its name which is neither ordinary nor somebody's name."""
    if " " in word or len(word) < 4 or word in _LEGAL:
        return ()
    those = [a.id for a in accounts if word in _of_name(a.name, a.aliases)]
    telling = len(those) == 1 and not namesakes.is_name(word) and not lexicon.is_ordinary(word)
    return tuple(those) if telling else ()


@lru_cache(maxsize=KEPT)
def _of_name(name: str, aliases: tuple[str, ...]) -> frozenset[str]:
    """The words that an account is called by."""
    return frozenset(word for called in (name, *aliases) for word in names.fold(called).split())


def _begins(start: str, account: Account) -> bool:
    for called in (account.name, *account.aliases):
        whole = names.simpler(names.fold(called))
        if whole.startswith(f"{start} ") or (names.has_hanzi(start) and whole.startswith(start)):
            return True
        if names.has_hanzi(start) and _PLACES_HAN.sub("", whole).startswith(start):
            return True
    return False


@lru_cache(maxsize=8192)
def _keys(name: str, aliases: tuple[str, ...]) -> frozenset[str]:
    full: set[str] = set()
    for called in (name, *aliases):
        full |= names.forms(called).full | {names.fold(called)}
        short = _short(called)
        if len(short) > 1:
            full |= names.forms(short).full
    return frozenset(full)
