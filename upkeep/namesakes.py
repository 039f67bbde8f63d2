"""Words that are somebody's name in one language or another.

What is one of them, and another letter by letter, is another person rather than a slip of the
finger: Marina is not Martina, Potter is not Porter. The lists are Faker's, of some sixty countries.
"""

import pkgutil
from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module


def is_name(word: str) -> bool:
    """Whether people are called so, by first or last name; `word` is folded."""
    return word in _known()


@cache
def _known() -> frozenset[str]:
    words = (one for one in _listed() if isinstance(one, str))  # some lists hold pairs, too
    return frozenset(one.lower() for one in words if one.isascii() and one.isalpha())


def _listed() -> Iterator[object]:
    # Loaded with the first name that needs it: 0.15 s and 25 MB.
    from faker.providers import person  # noqa: PLC0415 — see above

    for country in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{country.name}").Provider
        for what in dir(provider):
            listed = getattr(provider, what)
            if what.startswith(("first_name", "last_name")) and isinstance(listed, Collection):
                yield from listed
