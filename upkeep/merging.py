"""Merging two records of one person: what the one that is kept becomes."""

from collections.abc import Iterator
from dataclasses import fields, replace
from types import MappingProxyType

from upkeep import names
from upkeep.accounts import Contact, Level

_RANK = MappingProxyType({level: rank for rank, level in enumerate(Level)})
#: Taken from the other where the kept one says nothing.
FILLED = ("title", "department", "phone", "email", "pronunciation")


def merged(kept: Contact, other: Contact) -> Contact:
    """The kept contact after another record of the same person went into it.

    Weight and level: the higher. Owner, cadence, account, name and snooze: the kept one's. Title,
    department, phone, e-mail and pronunciation: the kept one's, the other's where it has none. The
    other's name and aliases become aliases. On the list since the earlier day; it has left only if
    both have. Its clock follows from the touches of both, and is not told here.
    """
    left = (kept.left_on, other.left_on)
    return replace(
        kept,
        weight=max(kept.weight, other.weight),
        level=max(kept.level, other.level, key=_RANK.__getitem__),
        aliases=_aliases(kept, other),
        added_on=min(kept.added_on, other.added_on),
        left_on=None if None in left else max(filter(None, left)),
        **{name: getattr(kept, name) or getattr(other, name) for name in FILLED},
    )


def _aliases(kept: Contact, other: Contact) -> tuple[str, ...]:
    """All the names of both, each once, but the name of the kept one."""
    said = {names.fold(kept.name)}
    found = []
    for name in (*kept.aliases, other.name, *other.aliases):
        if names.fold(name) not in said:
            said.add(names.fold(name))
            found.append(name)
    return tuple(found)


def changes(before: Contact, after: Contact) -> Iterator[tuple[str, object, object]]:
    """The fields in which two states of a contact differ: name, before, after."""
    for one in fields(Contact):
        old, new = getattr(before, one.name), getattr(after, one.name)
        if old != new:
            yield one.name, old, new
