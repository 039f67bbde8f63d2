"""Ordinary English words, by which nobody is called.

The list is pyspellchecker's, of how often words are said in films. Names are among them, and left
out.
"""

from functools import cache

from upkeep import namesakes

#: A word said less often than this in that list may be a rare name as well.
COMMON = 300
#: Said less often than this, a surname is not taken for the word it may be as well: Stone, Price.
SELDOM = 1000
#: Said as often as this, a word is hardly ever the name that it may be, too: a long day.
EVERYDAY = 500_000
#: Less often than this are words that were never heard and put on the list, names among them.
HEARD = 51


def is_ordinary(word: str, *, least: int = COMMON) -> bool:
    """Whether a folded word is said so often at `least`, and nobody's name that we know of."""
    return _said().get(word, 0) >= least and not namesakes.is_name(word)


def is_everyday(word: str) -> bool:
    """Whether a folded word is an ordinary one, or said so often that it is no name here."""
    return is_ordinary(word) or _said().get(word, 0) >= EVERYDAY


def is_seldom(word: str) -> bool:
    """Whether a folded word is hardly said at all, but by way of a name."""
    return _said().get(word, 0) < SELDOM


def load() -> None:
    """Load the lists now: whoever names the first stranger would wait for them."""
    _said()
    namesakes.load()


@cache
def _said() -> dict[str, int]:
    from spellchecker import SpellChecker  # noqa: PLC0415 — loaded when needed: 0.2 s and 37 MB

    said = SpellChecker(language="en").word_frequency.dictionary
    return {word: times for word, times in said.items() if times >= HEARD}
