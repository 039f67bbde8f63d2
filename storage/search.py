r"""Finding contacts by what somebody typed: candidates from the database's trigram index.

The index holds every contact's look-up keys, one a line with two line ends around each, so that
`\nli wei\n` finds a whole key, and `\nli` or `\n\nl` the beginning of one. Ranking is the caller's.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.fuzz import partial_ratio
from sqlalchemy import (
    Select,
    Text,
    any_,
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
from upkeep import names

#: The shortest piece a trigram index can find.
PIECE = 3
#: So many that hold a part of a name are looked at more closely.
NEAR = 1000
#: How near a key must come to what was typed, of 100: an error in six letters, two in ten.
ALIKE = 70
#: The shortest name in which two errors are forgiven.
LONG = 10
#: The indexes of SQLite and PostgreSQL; the migrations make them.
Names = table("contact_names", column("contact_id"))
GRAMS = literal_column("contact_names.grams", ARRAY(Text))

#: Ids, and keys if asked for, of those among whom one of some texts stands in the keys.
Holding = Callable[[list[str], Select[int, str], int], list[tuple[int, str]]]


def candidates(
    session: Session,
    query: str,
    among: Select[int],
    limit: int,
    *,
    few: bool = False,
    fill: bool = False,
) -> list[int]:
    """Ids of contacts in `among` that a name may mean, the nearest kind first.

    Those with a whole key; where there are none those with a piece; else those that look alike.

    Args:
        session: the transaction's.
        query: a name as typed.
        among: the ids that are looked through.
        limit: how many at most.
        few: `among` is an account's or a member's own: they are read through, all of them.
        fill: go on to the next kind until there are enough, as a menu does while somebody types.
    """
    asked = among.add_columns(Contact.keys)
    holding = _reading(session, asked) if few else _indexed(session)
    return _candidates(query, asked, holding, limit, fill=fill)


def within(session: Session, queries: Iterable[str], among: Select[int], limit: int) -> list[int]:
    """The same for several names among a few accounts' contacts, who are read through once."""
    asked = among.add_columns(Contact.keys)
    holding = _reading(session, asked)
    return [one for query in queries for one in _candidates(query, asked, holding, limit)]


def called(
    session: Session, texts: Collection[str], among: Select[int], limit: int
) -> dict[str, list[int]]:
    """For each name as typed, the ids of those in `among` that have it as one of their keys.

    `Bob *` asks for those who have it as the first or last word of one. All are looked up at once,
    unless so many are found that some might be lost.
    """
    lines = {one: _lines(one) for one in texts}
    wanted = sorted(set().union(*lines.values()))
    if not wanted:
        return {}
    found = _indexed(session)(wanted, among.add_columns(Contact.keys), NEAR)
    if len(found) == NEAR and len(lines) > 1:
        return {one: called(session, [one], among, limit).get(one, []) for one in lines}
    holders = {line: [one for one, said in found if line in said] for line in wanted}
    return {
        one: sorted({hit for line in theirs for hit in holders[line]})[:limit]
        for one, theirs in lines.items()
    }


def _lines(query: str) -> list[str]:
    if query.endswith(names.AND_MORE):
        return [key for key in names.asked(query) if len(key) >= PIECE]
    return [f"\n{key}\n" for key in names.asked(query)]


def _candidates(
    query: str, asked: Select[int, str], holding: Holding, limit: int, *, fill: bool = False
) -> list[int]:
    keys = sorted(names.asked(query))
    found: dict[int, None] = {}
    for kind in _kinds(keys, asked, holding, limit) if keys else ():
        found.update(dict.fromkeys(kind))
        if len(found) >= limit or (found and not fill):
            break
    return list(found)[:limit]


def _kinds(
    keys: list[str], asked: Select[int, str], holding: Holding, limit: int
) -> Iterator[list[int]]:
    """Whole keys, beginnings, pieces, and what looks alike; each kind is looked for in its turn."""
    yield _ids(holding([f"\n{key}\n" for key in keys], asked, limit))
    begun = ["\n" * (PIECE - len(key) if len(key) < PIECE else 1) + key for key in keys]
    pieces = [key for key in keys if len(key) >= PIECE]
    begins = _ids(holding(begun, asked, limit))
    more = holding(pieces, asked, limit) if pieces and len(begins) < limit else []
    yield list(dict.fromkeys([*begins, *_ids(more)]))
    for cuts in (_halves, _thirds):
        parts = sorted({part for key in keys for part in cuts(f"\n{key}\n") if len(part) >= PIECE})
        if parts:
            yield _alike(keys, holding(parts, asked, NEAR))[:limit]


def _ids(rows: list[tuple[int, str]]) -> list[int]:
    return [row[0] for row in rows]


def _halves(key: str) -> tuple[str, ...]:
    """One error, wherever it is, leaves one of these whole: the letters beside the cut are out."""
    middle = len(key) // 2
    return key[: middle - 1], key[middle + 1 :]


def _thirds(key: str) -> tuple[str, ...]:
    """Two errors leave one of these whole."""
    if len(key) < LONG:
        return tuple(_parts(key))
    size = -(-len(key) // 3)
    return key[:size], key[size : 2 * size], key[2 * size :]


def _parts(key: str) -> list[str]:
    return [key[at : at + PIECE] for at in range(len(key) - PIECE + 1)]


def _alike(keys: list[str], rows: list[tuple[int, str]]) -> list[int]:
    """The ids of those with a key that comes near, the nearest first."""
    said = dict(rows)
    best: dict[int, float] = {}
    for key in keys:
        near = process.extract(
            f"\n{key}\n", said, scorer=partial_ratio, limit=None, score_cutoff=ALIKE
        )
        for _, score, one in near:
            best[one] = max(score, best.get(one, 0))
    return sorted(best, key=lambda one: (-best[one], one))


def _reading(session: Session, asked: Select[int, str]) -> Holding:
    """Read through them all, once: an index would first find everybody else of that name."""
    said = [(row[0], row[1]) for row in session.execute(asked)]

    def holding(texts: list[str], _: Select[int, str], limit: int) -> list[tuple[int, str]]:
        if limit == NEAR:
            return said
        return [one for one in said if any(text in one[1] for text in texts)][:limit]

    return holding


def _indexed(session: Session) -> Holding:
    """Look it up in the database's index; the oldest first, where there are more than asked."""
    holds = _sqlite if session.get_bind().dialect.name == "sqlite" else _postgresql

    def holding(texts: list[str], asked: Select[int, str], limit: int) -> list[tuple[int, str]]:
        return [(row[0], row[1]) for row in session.execute(holds(texts, asked).limit(limit))]

    return holding


def _sqlite(texts: list[str], asked: Select[int, str]) -> Select[int, str]:
    wanted = " OR ".join('"' + text.replace('"', '""') + '"' for text in texts)
    # The plus keeps SQLite from asking the index anew for each contact.
    found = text("contacts.id = +contact_names.rowid AND contact_names MATCH :wanted")
    return asked.join(Names, found.bindparams(wanted=wanted)).order_by(text("contact_names.rowid"))


def _postgresql(texts: list[str], asked: Select[int, str]) -> Select[int, str]:
    hold = [GRAMS.contains(cast(_parts(piece), ARRAY(Text))) for piece in texts]
    whole = [Contact.keys.contains(piece, autoescape=True) for piece in texts]
    # As an array, looked up first: joined, PostgreSQL would sooner read all contacts' keys. The sum
    # keeps it from walking through them in their order.
    some = func.array(select(Names.c.contact_id).where(or_(*hold)).scalar_subquery())
    return asked.where(Contact.id == any_(some), or_(*whole)).order_by(Contact.id + 0)
