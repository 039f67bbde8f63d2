"""Whether a stretch may name somebody, or is what was talked about."""

# ruff: noqa: PLR2004 — the numbers count letters and words, and say so where they stand

import re
from collections.abc import Sequence

from upkeep import lexicon, names, namesakes
from upkeep.accounts import Account
from upkeep.phrases import fillers, firms, openers, spelling, words
from upkeep.phrases.parts import Parts
from upkeep.phrases.runs import Run
from upkeep.phrases.surnames import SURNAMES

TOPIC = words.latin(openers.TOPICS)
_TOPIC_HAN = words.han(openers.TOPICS_HAN)
#: Pinyin that is said less often than this as an English word may be a name: Min, Wei.
_RARER = 10_000
_PLUS = re.compile(r"[a-z\x01]\s*[+&/]\s*$")
_TITLE = re.compile(rf"(?:^| )(?:{fillers.TITLES})s?$")


def is_whole(head: Parts) -> bool:
    """Whether a beginning names somebody, or an account visited without anybody."""
    if head.runs:
        last = head.runs[-1].text
        # 李 of 李想, and not 鸣 of 周一鸣
        whole = any(not one.firm for one in head.runs[-1].longer)
        cut_short = len(last) == 1 and names.has_hanzi(last) and not whole
        return not cut_short and not all(topical(run.text) or run.fair for run in head.runs)
    return bool(head.accounts and (head.channels or head.met is not None))


def is_namelike(run: Run, *, introduced: bool, present: Sequence[Account]) -> bool:
    """Whether a stretch after a comma may be one more name, and not what was talked about.

    In hanzi a customer of those that are `present` may stand before it: 君拓王海燕.
    """
    folded = names.fold(run.text)
    if names.has_hanzi(folded):
        clump = names.simpler(folded.replace(" ", ""))
        firm = next((end for start, end, _ in firms.named(clump, present) if start == 0), 0)
        clump = clump[firm:] if names.has_hanzi(clump[firm:]) else clump
        return (
            introduced
            or (len(clump) == 2 and clump[0] in "小老" and clump[1] in SURNAMES)
            or (len(clump) <= len(names.surname(clump)) + 2 and clump[0] in SURNAMES)
            or bool(re.search("[和跟与及]", clump))
        )
    count = len(folded.split())
    if any(letter.isdecimal() for letter in folded):
        return False
    if introduced:
        return count <= 5
    return count <= 3 and not TOPIC.search(folded)


def is_added(run: Run, covered: str) -> bool:
    """Whether a stretch is what was talked about besides how one met: `, lunch + contract`."""
    return _PLUS.search(covered, 0, run.start) is not None and topical(run.text)


def may_be_called(text: str) -> bool:
    """Whether people are called so, or may be: no word is an ordinary one, but for pinyin."""
    folded = names.fold(text)
    if names.has_hanzi(folded):
        return len(folded) > 1 and folded[0] in SURNAMES
    return all(map(_may_be_name, folded.split()))


def may_be_first(word: str) -> bool:
    """Whether a word may be a first name: those that no list has end in a vowel, like Kaveri."""
    return namesakes.is_first_name(word) or (word[-1:] in "aiou" and may_be_called(word))


def _may_be_name(word: str) -> bool:
    least = _RARER if spelling.GIVEN.fullmatch(word) else lexicon.COMMON
    return word.isalpha() and not lexicon.is_ordinary(word, least=least)


def topical(text: str) -> bool:
    """Whether a stretch is what was talked about: RMA too slow, spare parts."""
    folded = names.fold(text)
    if names.has_hanzi(folded):
        return _TOPIC_HAN.fullmatch(names.simpler(folded)) is not None
    found = TOPIC.search(folded)
    said = folded.split()
    if found is None or _TITLE.search(folded):
        return False  # the quality manager is somebody
    if found.start() == 0:
        return True
    return len(said) > 2 and not namesakes.is_name(said[0])  # `Tom Baker the price list`
