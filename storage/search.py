r"""Finding contacts by what somebody typed: candidates from the database's trigram index.

The index holds every contact's look-up keys, one a line with line ends around each, so that
`\nli wei\n` finds a whole key and `\nli` the beginning of one. Ranking is the caller's.
"""

from collections.abc import Iterable

from sqlalchemy import Integer, Select, Text, cast, func, literal_column, or_, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from storage.tables import Contact
from upkeep import names

#: The shortest piece a trigram index can find.
PIECE = 3
Grams = ARRAY(Text)


def candidates(session: Session, query: str, among: Select[int], limit: int) -> list[int]:
    """Ids of contacts in `among` that a name may mean.

    Those with a whole key; where there are none those with a piece; else those that look alike.
    """
    keys = names.asked(query)
    if not keys:
        return []
    find = _sqlite if session.get_bind().dialect.name == "sqlite" else _postgresql
    return next(filter(None, find(session, sorted(keys), among, limit)), [])


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
    ranked: Select[int] = (
        select(literal_column("rowid", Integer).label("id"))
        .select_from(text("contact_names"))
        .where(text("contact_names MATCH :wanted").bindparams(wanted=wanted))
        .order_by(literal_column("rank"))
        .limit(limit * 5)
    )
    ids = [row.id for row in session.connection().execute(ranked)]
    kept = set(session.scalars(among.where(Contact.id.in_(ids)))) if ids else set()
    return [one for one in ids if one in kept][:limit]


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
