r"""Finding contacts by what somebody typed: candidates from the database's trigram index.

The index holds every contact's look-up keys, one a line with line ends around each, so that
`\nli wei\n` finds a whole key and `\nli` the beginning of one. Ranking is the caller's.
"""

from collections.abc import Iterable

from sqlalchemy import Integer, Select, func, literal, literal_column, or_, select, text
from sqlalchemy.orm import Session

from storage.tables import Contact
from upkeep import names

#: The shortest piece a trigram index can find.
PIECE = 3
#: How alike a stored key must be for PostgreSQL to bring it (pg_trgm's word similarity).
NEAR = 0.45


def candidates(session: Session, query: str, among: Select[int], limit: int) -> list[int]:
    """Ids of contacts in `among` that a name may mean: whole keys, then pieces, then likes."""
    keys = names.asked(query)
    if not keys:
        return []
    find = _sqlite if session.get_bind().dialect.name == "sqlite" else _postgresql
    found: dict[int, None] = {}
    for step in find(session, sorted(keys), among, limit):
        found |= dict.fromkeys(step)
        if len(found) >= limit:
            break
    return list(found)


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


def _parts(key: str) -> Iterable[str]:
    return (key[at : at + PIECE] for at in range(len(key) - PIECE + 1))


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
    for pattern in ("\n{}\n", "{}"):
        holds = (Contact.keys.contains(pattern.format(key), autoescape=True) for key in keys)
        yield list(session.scalars(among.where(or_(*holds)).order_by(Contact.id).limit(limit)))
    session.execute(text(f"SET LOCAL pg_trgm.word_similarity_threshold = {NEAR}"))
    for key in keys:
        alike = func.word_similarity(key, Contact.keys)
        near = among.where(literal(key).op("<%")(Contact.keys)).order_by(alike.desc(), Contact.id)
        yield list(session.scalars(near.limit(limit)))
