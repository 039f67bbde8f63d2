r"""Contacts in whose look-up keys some pieces stand, asked of the database's trigram index.

The index holds every contact's look-up keys, one a line with two line ends around each, so that
`\nli wei\n` finds a whole key, and `\nli` or `\n\nl` the beginning of one. Whole keys, most of what
is asked, are indexed as they are as well: their pieces stand in many other names.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    TableClause,
    Text,
    and_,
    any_,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from storage.tables import Contact

#: The shortest piece a trigram index can find.
PIECE = 3
#: The indexes of SQLite and PostgreSQL; the migrations make them.
Names = table("contact_names", column("contact_id"))
#: SQLite's of whole keys.
Lines = table("contact_lines")
GRAMS = literal_column("contact_names.grams", ARRAY(Text))

#: Pieces that all stand in one contact's keys.
Pieces = tuple[str, ...]
#: Ids and keys of those among whom all pieces of one of some sets of them stand in the keys.
Holding = Callable[[Sequence[Pieces], Select[int, str], int], list[tuple[int, str]]]
#: A question, and what it is asked of.
Asked = tuple[Select[int, str], dict[str, Any]]


def reading(rows: Iterable[Row[int, str]]) -> Holding:
    """Read through them all, once: an index would first find everybody else of that name."""
    said = [(row[0], row[1]) for row in rows]

    def holding(wanted: Sequence[Pieces], _: Select[int, str], limit: int) -> list[tuple[int, str]]:
        held = (one for one in said if any(all(each in one[1] for each in some) for some in wanted))
        return list(islice(held, limit))

    return holding


def indexed(session: Session) -> Holding:
    """Look it up in the database's indexes; the oldest first, where there are more than asked."""
    look_up = _match if session.get_bind().dialect.name == "sqlite" else _grams

    def holding(
        wanted: Sequence[Pieces], asked: Select[int, str], limit: int
    ) -> list[tuple[int, str]]:
        found: dict[int, str] = {}
        for whole in (True, False):
            if some := [one for one in wanted if _is_line(one) is whole]:
                statement, said = look_up(some, asked, whole=whole)
                rows = session.execute(statement, said | {"most": limit})
                found.update((row[0], row[1]) for row in rows)
        return sorted(found.items())[:limit]

    return holding


def _match(wanted: Sequence[Pieces], asked: Select[int, str], *, whole: bool) -> Asked:
    return _matching(asked, Lines if whole else Names), {"said": _said(wanted)}


def _grams(wanted: Sequence[Pieces], asked: Select[int, str], *, whole: bool) -> Asked:
    if whole:
        return _having(asked), {"lines": [line for (line,) in wanted]}
    return _holding(wanted, asked), {}


@lru_cache(maxsize=8)
def _matching(asked: Select[int, str], index: TableClause) -> Select[int, str]:
    """Asked of one of SQLite's indexes; made once, since to make it takes longer than to ask."""
    # The plus keeps SQLite from asking the index anew for each contact.
    found = text(f"contacts.id = +{index.name}.rowid AND {index.name} MATCH :said")
    by_age = asked.join(index, found).order_by(text(f"{index.name}.rowid"))
    return by_age.limit(bindparam("most"))


def _said(wanted: Sequence[Pieces]) -> str:
    """The same, as SQLite's indexes are asked."""
    return " OR ".join(
        "(" + " AND ".join('"' + one.replace('"', '""') + '"' for one in some) + ")"
        for some in wanted
    )


@lru_cache(maxsize=8)
def with_keys(among: Select[int]) -> Select[int, str]:
    """The same question with the keys beside each id; made once for each that stays."""
    return among.add_columns(Contact.keys)


@lru_cache(maxsize=8)
def _having(asked: Select[int, str]) -> Select[int, str]:
    """Those with one of some whole keys, asked of PostgreSQL's index; made once, too."""
    lines = cast(bindparam("lines"), ARRAY(Text))
    return _by_age(asked.where(_held(GRAMS.overlap(lines))))


def _holding(wanted: Sequence[Pieces], asked: Select[int, str]) -> Select[int, str]:
    """Those whose keys hold some pieces: by the index, which knows not where each stands."""
    grams = (sorted({gram for piece in some for gram in parts(piece)}) for some in wanted)
    near = _held(or_(*(GRAMS.contains(_texts(some)) for some in grams)))
    hold = (
        and_(*(Contact.keys.contains(piece, autoescape=True) for piece in some)) for some in wanted
    )
    return _by_age(asked.where(near, or_(*hold)))


def _by_age(asked: Select[int, str]) -> Select[int, str]:
    # The sum keeps PostgreSQL from walking through them in their order.
    return asked.order_by(Contact.id + 0).limit(bindparam("most"))


def _is_line(pieces: Pieces) -> bool:
    """Whether it is one whole key."""
    return len(pieces) == 1 and pieces[0].startswith("\n") and pieces[0].endswith("\n")


def _held(those: ColumnElement[bool]) -> ColumnElement[bool]:
    """Contacts with such an entry in the index, which is asked first.

    Joined, PostgreSQL would sooner read all contacts' keys.
    """
    return Contact.id == any_(func.array(select(Names.c.contact_id).where(those).scalar_subquery()))


def _texts(some: Sequence[str]) -> ColumnElement[Sequence[str]]:
    return cast(some, ARRAY(Text))


def parts(key: str) -> list[str]:
    """All pieces of a key that are as long as the index has them."""
    return [key[at : at + PIECE] for at in range(len(key) - PIECE + 1)]
