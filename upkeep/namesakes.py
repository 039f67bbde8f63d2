"""Words that are somebody's name in one language or another.

What is one of them, and another letter by letter, is another person rather than a slip of the
finger: Marina is not Martina, Potter is not Porter. The lists are Faker's, of some sixty countries.
"""

import pkgutil
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module

#: What Faker calls its lists.
FIRST, LAST = "first_name", "last_name"
#: Countries in which a surname is one that is somebody's first name in one: Brandt, Thompson.
_COUNTRIES = 5


def is_name(word: str) -> bool:
    """Whether people are called so, by first or last name; `word` is folded."""
    return is_first_name(word) or word in _known(LAST)


def is_first_name(word: str) -> bool:
    """Whether people are called so by their parents; `word` is folded."""
    return word in _known(FIRST)


def is_surname_rather(word: str) -> bool:
    """Whether hardly anybody is called so by his parents, and many by their surname."""
    return _known(FIRST)[word] < 2 and _known(LAST)[word] >= _COUNTRIES  # noqa: PLR2004 — in one


def is_of_other_sex(word: str, *, woman: bool) -> bool:
    """Whether only men, or of a man only women, are called so by their parents."""
    hers, his = (word in _known(f"first_names_{sex}") for sex in ("female", "male"))
    return his and not hers if woman else hers and not his


def load() -> None:
    """Load the lists now."""
    for kind in (FIRST, LAST):
        _known(kind)


@cache
def _known(kind: str) -> Counter[str]:
    """In how many countries people are called by each name of a kind."""
    return Counter(name for listed in _listed(kind) for name in listed)


def _listed(kind: str) -> Iterator[set[str]]:
    """The folded names of each country."""
    # Loaded with the first name that needs it: 0.15 s and 25 MB.
    from faker.providers import person  # noqa: PLC0415 — see above

    for country in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{country.name}").Provider
        lists = (getattr(provider, what) for what in dir(provider) if what.startswith(kind))
        words = (word for one in lists if isinstance(one, Collection) for word in one)
        yield {
            one.lower()
            for one in words
            if isinstance(one, str) and one.isascii() and one.isalpha()  # some hold pairs, too
        }
