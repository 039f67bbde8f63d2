"""Words that are somebody's name in one language or another.

What is one of them, and another letter by letter, is another person rather than a slip of the
finger: Marina is not Martina, Potter is not Porter. The lists are Faker's, of some sixty countries.
"""

import pkgutil
from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module

#: What Faker calls its lists.
FIRST, LAST = "first_name", "last_name"


def is_name(word: str) -> bool:
    """Whether people are called so, by first or last name; `word` is folded."""
    return is_first_name(word) or word in _known(LAST)


def is_first_name(word: str) -> bool:
    """Whether people are called so by their parents; `word` is folded."""
    return word in _known(FIRST)


def is_of_other_sex(word: str, *, woman: bool) -> bool:
    """Whether only men, or of a man only women, are called so by their parents."""
    hers, his = _known("first_names_female"), _known("first_names_male")
    return word in (his - hers if woman else hers - his)


def load() -> None:
    """Load the lists now."""
    for kind in (FIRST, LAST):
        _known(kind)


@cache
def _known(kind: str) -> frozenset[str]:
    words = (one for one in _listed(kind) if isinstance(one, str))  # some lists hold pairs, too
    return frozenset(one.lower() for one in words if one.isascii() and one.isalpha())


def _listed(kind: str) -> Iterator[object]:
    # Loaded with the first name that needs it: 0.15 s and 25 MB.
    from faker.providers import person  # noqa: PLC0415 — see above

    for country in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{country.name}").Provider
        for what in dir(provider):
            listed = getattr(provider, what)
            if what.startswith(kind) and isinstance(listed, Collection):
                yield from listed
