"""Ordinary English words, by which nobody is called.

The list is pyspellchecker's, of how often words are said in films. Names are among them, and left
out.
"""

from functools import cache

from upkeep import namesakes

#: A word said less often than this in that list may be a rare name as well.
COMMON = 300


def is_ordinary(word: str) -> bool:
    """Whether a folded word is one of every day, and nobody's name that we know of."""
    return word in _common() and not namesakes.is_name(word)


def load() -> None:
    """Load the lists now: whoever names the first stranger would wait for them."""
    _common()
    namesakes.is_name("")


@cache
def _common() -> frozenset[str]:
    from spellchecker import SpellChecker  # noqa: PLC0415 — loaded when needed: 0.2 s and 37 MB

    said = SpellChecker(language="en").word_frequency.dictionary
    return frozenset(word for word, times in said.items() if times >= COMMON)
