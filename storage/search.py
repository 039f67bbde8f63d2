"""Finding contacts by what somebody typed: candidates from the database's trigram index.

Ranking is the caller's.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, combinations, pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import partial_ratio
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from storage.accounts import NUMBER
from storage.indexed import PIECE, Holding, Pieces, indexed, parts, reading, with_keys
from storage.tables import Contact
from upkeep import names, phones

#: The ids of active contacts.
IDS = select(Contact.id).where(Contact.left_on.is_(None))
_AT = IDS.where(Contact.account_id.in_(bindparam("accounts", expanding=True)))
#: So many that hold a part of a name are looked at more closely.
NEAR = 1000
#: How near a key must come to what was typed, of 100: an error in six letters, two in ten.
ALIKE = 70
#: The shortest name in which two errors are forgiven.
LONG = 10
#: The hanzi of a given name that is said alone.
GIVEN = 2


def candidates(session: Session, query: str, among: Select[int], limit: int) -> list[int]:
    """Ids of contacts in `among` that a name may mean, the nearest kind first.

    Those with a whole key; where there are none those with a piece; else those that look alike.
    """
    return _candidates(query, with_keys(among), indexed(session), limit)


def suggested(
    session: Session, query: str, own: Select[int], among: Select[int], limit: int
) -> list[int]:
    """The same while somebody types, with beginnings beside whole keys; his own first.

    His own are few, and read through.
    """
    keys = sorted(names.asked(query))
    mine, all_of_them = own.add_columns(Contact.keys), with_keys(among)
    found = [
        *_shown(keys, mine, reading(session.execute(mine)), limit),
        *_shown(keys, all_of_them, indexed(session), limit),
    ]
    return list(dict.fromkeys(found))


def _shown(keys: list[str], asked: Select[int, str], holding: Holding, limit: int) -> list[int]:
    begun = _begun(keys, asked, holding, limit)
    # Where all that begin so are there, those who are called so are among them.
    whole = _whole(keys, asked, holding, limit) if len(begun) == limit else []
    exact = list(dict.fromkeys([*whole, *begun]))[:limit]
    return exact or _first(_alike(keys, asked, holding, limit))


def within(
    session: Session, queries: Iterable[str], account_ids: Collection[int], limit: int
) -> list[int]:
    """The same for several names among a few accounts' contacts, who are read through once."""
    asked = with_keys(_AT)
    holding = reading(session.execute(asked, {"accounts": account_ids}))
    return [one for query in queries for one in _candidates(query, asked, holding, limit)]


def numbered(session: Session, phone: str, among: Select[int], limit: int) -> list[int]:
    """The ids of those in `among` whose telephone number ends like one."""
    line = f"\n{NUMBER}{phones.ending(phone)}\n"
    return _ids(indexed(session)([(line,)], with_keys(among), limit))


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
    found = indexed(session)([(line,) for line in wanted], with_keys(among), NEAR)
    if len(found) == NEAR and len(lines) > 1:
        return {one: called(session, [one], among, limit).get(one, []) for one in lines}
    holders = {line: [one for one, said in found if line in said] for line in wanted}
    return {
        one: sorted({hit for line in theirs for hit in holders[line]})[:limit]
        for one, theirs in lines.items()
    }


def _lines(query: str) -> list[str]:
    if query.endswith(names.AND_MORE):
        given = _given(names.fold(query))
        return [*given, *(key for key in names.asked(query) if len(key) >= PIECE)]
    return [f"\n{key}\n" for key in names.asked(query)]


def _candidates(query: str, asked: Select[int, str], holding: Holding, limit: int) -> list[int]:
    keys = sorted(names.asked(query))
    exact = (kind(keys, asked, holding, limit) for kind in (_whole, _begun))
    return _first(chain(exact, _alike(keys, asked, holding, limit)))


def _first(kinds: Iterator[list[int]]) -> list[int]:
    """Those of the first kind that there are any of."""
    return next(filter(None, kinds), [])


def _whole(keys: list[str], asked: Select[int, str], holding: Holding, limit: int) -> list[int]:
    return _ids(holding([(f"\n{key}\n",) for key in keys], asked, limit)) if keys else []


def _begun(keys: list[str], asked: Select[int, str], holding: Holding, limit: int) -> list[int]:
    """Those with the beginning of a key; then, if there is room, those with all its words."""
    if not keys:
        return []
    begun = [("\n" * (PIECE - len(key) if len(key) < PIECE else 1) + key,) for key in keys]
    words = sorted({_words(key) for key in keys if len(key) >= PIECE})
    words += [(given,) for key in keys for given in _given(key)]
    begins = _ids(holding(begun, asked, limit))
    more = _ids(holding(words, asked, limit)) if words and len(begins) < limit else []
    return list(dict.fromkeys([*begins, *more]))[:limit]


def _alike(
    keys: list[str], asked: Select[int, str], holding: Holding, limit: int
) -> Iterator[list[int]]:
    """Those with a key that comes near: with one error, then with two."""
    spaced = [key for key in keys if " " in key] or keys
    for errors, kept in enumerate((_kept_by_one, _kept_by_two), 1):
        pieces = {one for key in spaced for before in _before(key) for one in kept(before + key)}
        if pieces:
            yield _nearest(spaced, holding(sorted(pieces), asked, NEAR), errors)[:limit]


def _before(key: str) -> str:
    """What may stand before it: one word may be a surname, after another."""
    return "\n" if " " in key else "\n "


def _given(key: str) -> list[str]:
    """What a given name in hanzi looks like, which has no space before it: 慧敏 ends 欧阳慧敏."""
    short = len(key) == GIVEN and names.has_hanzi(key)
    return [f"{key}\n"] if short else []


def _words(key: str) -> Pieces:
    """Its words but initials, in any order; with one that the index cannot find, as it is."""
    words = tuple(sorted(word for word in key.split() if len(word) > 1))
    return words if words and all(len(word) >= PIECE for word in words) else (key,)


def _ids(rows: list[tuple[int, str]]) -> list[int]:
    return [row[0] for row in rows]


def _kept_by_one(key: str) -> list[Pieces]:
    """What one error leaves whole, wherever it is: two pieces of three; of a short key less."""
    thirds = _cut(key, 3)
    return [*combinations(thirds, 2)] or [(piece,) for piece in _cut(key, 2) or parts(key)]


def _kept_by_two(key: str) -> list[Pieces]:
    """What two errors leave whole; in a short key they are not forgiven."""
    return [(piece,) for piece in _cut(key, 3)] if len(key) > LONG else []


def _cut(key: str, number: int) -> list[str]:
    """Pieces without the letter at each cut: who types two letters the wrong way round hurts one.

    Empty, if the index could not find one of them.
    """
    size, more = divmod(len(key) - number + 1, number)
    ends = [at * (size + 1) + min(at, more) for at in range(number + 1)]
    pieces = [key[begin : end - 1] for begin, end in pairwise(ends)]
    return pieces if size >= PIECE else []


def _nearest(keys: list[str], rows: list[tuple[int, str]], errors: int) -> list[int]:
    """The ids of those with a key, the beginning of one or a word, that few errors lead to."""
    said, best = dict(rows), dict[int, float]()
    for key in keys:
        near = process.extract(key, said, scorer=partial_ratio, limit=None, score_cutoff=ALIKE)
        for lines, _, one in near:
            begun = {
                line[:size]
                for line in (lines if " " in key else lines.replace(" ", "\n")).split("\n")
                for size in range(len(key) - errors, len(key) + errors + 1)
            }
            found = process.extractOne(key, begun, scorer=OSA.distance, score_cutoff=errors)
            if found:
                best[one] = min(found[1], best.get(one, errors))
    return sorted(best, key=lambda one: (best[one], one))
