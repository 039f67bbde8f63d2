r"""Finding contacts by what somebody typed: candidates from the database's trigram index.

The index holds every contact's look-up keys, one a line with line ends around each, so that
`\nli wei\n` finds a whole key and `\nli` the beginning of one. Ranking is the caller's.
"""

from collections.abc import Iterable

from sqlalchemy import Select, Text, cast, func, literal_column, or_, table, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from storage.tables import Contact
from upkeep import names

#: The shortest piece a trigram index can find.
PIECE = 3
Grams = ARRAY(Text)
#: SQLite's index; the migrations make it.
Names = table("contact_names")


def candidates(
    session: Session, query: str, among: Select[int], limit: int, *, few: bool = False
) -> list[int]:
    """Ids of contacts in `among` that a name may mean; `few`: it is an account's or two.

    Those with a whole key; where there are none those with a piece; else those that look alike.
    """
    keys = names.asked(query)
    if not keys:
        return []
    whole_index = _sqlite if session.get_bind().dialect.name == "sqlite" else _postgresql
    find = _few if few else whole_index
    return next(filter(None, find(session, sorted(keys), among, limit)), [])


def _few(session: Session, keys: list[str], among: Select[int], limit: int) -> Iterable[list[int]]:
    """Read through them all: an index would first find everybody else of that name."""
    said = [(row[0], row[1]) for row in session.execute(among.add_columns(Contact.keys))]
    whole = [f"\n{key}\n" for key in keys]
    pieces = [key if len(key) >= PIECE else f"\n{key}" for key in keys]
    for texts in (whole, pieces):
        yield [one for one, names_of in said if any(text in names_of for text in texts)][:limit]
    wanted = {part for one in whole for part in _parts(one)}
    shared = {one: len(wanted.intersection(_parts(names_of))) for one, names_of in said}
    near = sorted(filter(shared.get, shared), key=lambda one: (-shared[one], one))
    yield near[:limit]


def _sqlite(
    session: Session, keys: list[str], among: Select[int], limit: int
) -> Iterable[list[int]]:
    whole = [f"\n{key}\n" for key in keys]
    pieces = [key if len(key) >= PIECE else f"\n{key}" for key in keys]
    yield _match(session, whole, among, limit)
    if short := [piece for piece in pieces if len(piece) < PIECE]:
        yield list(
            session.scalars(
                among.where(or_(*(Contact.keys.contains(one, autoescape=True) for one in short)))
                .order_by(Contact.id)
                .limit(limit)
            )
        )
    yield _match(session, [piece for piece in pieces if len(piece) >= PIECE], among, limit)
    yield _match(session, sorted({part for one in whole for part in _parts(one)}), among, limit)


def _parts(key: str) -> list[str]:
    return [key[at : at + PIECE] for at in range(len(key) - PIECE + 1)]


def _match(session: Session, phrases: list[str], among: Select[int], limit: int) -> list[int]:
    if not phrases:
        return []
    wanted = " OR ".join('"' + phrase.replace('"', '""') + '"' for phrase in phrases)
    # The plus keeps SQLite from asking the index anew for each contact.
    found = text("contacts.id = +contact_names.rowid AND contact_names MATCH :wanted")
    ranked = (
        among.join(Names, found.bindparams(wanted=wanted))
        .order_by(literal_column("contact_names.rank"))
        .limit(limit)
    )
    return list(session.scalars(ranked))


def _postgresql(
    session: Session, keys: list[str], among: Select[int], limit: int
) -> Iterable[list[int]]:
    whole = [f"\n{key}\n" for key in keys]
    pieces = [key if len(key) >= PIECE else f"\n{key}" for key in keys]
    grams = func.everyvote_grams(Contact.keys, type_=Grams)
    for texts in (whole, pieces):
        holds = (
            Contact.keys.contains(one, autoescape=True) & grams.contains(cast(_parts(one), Grams))
            for one in texts
        )
        yield list(session.scalars(among.where(or_(*holds)).order_by(Contact.id).limit(limit)))
    # A typing error or two leave one third of a name whole.
    near = among.where(or_(*(grams.contains(cast(one, Grams)) for one in _thirds(whole))))
    shared = text(
        "cardinality(ARRAY(SELECT unnest(everyvote_grams(contacts.keys))"
        " INTERSECT SELECT unnest(CAST(:wanted AS text[])))) DESC"
    ).bindparams(wanted=sorted({part for one in whole for part in _parts(one)}))
    yield list(session.scalars(near.order_by(shared, Contact.id).limit(limit)))


def _thirds(keys: list[str]) -> Iterable[list[str]]:
    for key in keys:
        parts = _parts(key)
        size = max(1, -(-len(parts) // 3))
        yield from (parts[at : at + size] for at in range(0, len(parts), size))
