"""Finding a person by what somebody typed: how fast, and how often among the first five.

Recall stands beside what homonyms leave possible: of twenty people who are all called Li Wei no
search can show the right one among five but by chance; nor of twenty who are called Li Wei and
something else, when only `li wei` was typed; nor of twenty names that one slip makes the same.
"""

import random
import statistics
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process

from bench.figures import Line, p95, peak_memory
from bench.filling import Filled
from storage import LOCAL, Tx, open_store
from upkeep import names
from upkeep.accounts import Contact
from upkeep.policy import Policy

SHOWN, QUERIES, PLAIN, CAPITALS, LONG = 5, 400, 60, 0.3, 6
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Query:
    """What somebody typed who meant one contact.

    Attributes:
        place: the contact's place among the people of the fill.
        nearer: places of those whose names are nearer to what was typed than this one's.
        alike: places of those whose names are as near, this one's among them.
    """

    text: str
    place: int
    nearer: frozenset[int]
    alike: frozenset[int]

    def possible(self, together: Callable[[int, int], bool]) -> float:
        """The chance of being among the first shown that is left, among those `together`."""
        nearer, alike = (
            sum(together(self.place, other) for other in others)
            for others in (self.nearer, self.alike)
        )
        return min(1.0, max(0, SHOWN - nearer) / alike)


def measure(filled: Filled) -> Iterator[Line]:
    """Speed, recall without and with what a real search knows, and the first answer."""
    queries = list(_queries(filled.people))
    plain = [_plain(filled.people, one) for one in queries[:PLAIN]]
    floor = [milliseconds for milliseconds, _ in plain]
    for act, find in (("find", _find), ("type-ahead", _type_ahead)):
        ours = [_timed(filled, one, find) for one in queries]
        baseline = "plain rapidfuzz, linear"
        yield Line(f"{act}, median", statistics.median(ours), baseline, statistics.median(floor))
        yield Line(f"{act}, 19 of 20 within", p95(ours), baseline, p95(floor))
    yield _recall(filled, queries, "nothing known", _find, lambda *_: True)
    yield _recall(filled, queries, "the account known", _find_there, _same(filled.accounts))
    yield _recall(filled, queries, "the rep's own", _type_ahead, _same_keeper(filled))
    hits = statistics.fmean(hit for _, hit in plain)
    possible = statistics.fmean(one.possible(lambda *_: True) for one in queries[:PLAIN])
    yield Line("recall of plain rapidfuzz, nothing known", hits, "homonyms leave", possible, "")
    seconds, megabytes = _fresh(filled, queries[0].text)
    yield Line("first answer of a fresh process", seconds * 1000)
    yield Line("its peak memory", megabytes, unit="MB")


Find = Callable[[Tx, Filled, Query], list[Contact]]


def _find(tx: Tx, _: Filled, query: Query) -> list[Contact]:
    return tx.contacts.like([query.text])


def _find_there(tx: Tx, filled: Filled, query: Query) -> list[Contact]:
    return tx.contacts.like([query.text], [query.place % filled.accounts + 1])


def _type_ahead(tx: Tx, filled: Filled, query: Query) -> list[Contact]:
    return tx.contacts.suggest(query.text, _keeper(filled, query.place))


def _keeper(filled: Filled, place: int) -> int:
    return place % filled.accounts % filled.members + 1


def _same(accounts: int) -> Callable[[int, int], bool]:
    return lambda one, other: one % accounts == other % accounts


def _same_keeper(filled: Filled) -> Callable[[int, int], bool]:
    return lambda one, other: _keeper(filled, one) == _keeper(filled, other)


def _timed(filled: Filled, query: Query, find: Find) -> float:
    begun = time.perf_counter()
    with filled.store.reading(LOCAL) as tx:
        find(tx, filled, query)
    return (time.perf_counter() - begun) * 1000


def _plain(people: list[str], query: Query) -> tuple[float, bool]:
    begun = time.perf_counter()
    found = process.extract(query.text, people, limit=SHOWN)
    spent = (time.perf_counter() - begun) * 1000
    return spent, any(place == query.place for _, _, place in found)


def _recall(
    filled: Filled,
    queries: list[Query],
    known: str,
    find: Find,
    together: Callable[[int, int], bool],
) -> Line:
    """How often the right one is among the first five, beside what homonyms there leave."""
    hits, possible = [], []
    for one in queries:
        with filled.store.reading(LOCAL) as tx:
            found = find(tx, filled, one)[:SHOWN]
        hits.append(one.place + 1 in {each.id for each in found})
        possible.append(one.possible(together))
    what = f"recall at {SHOWN}, {known}"
    return Line(what, statistics.fmean(hits), "homonyms leave", statistics.fmean(possible), "")


def _queries(people: list[str]) -> Iterator[Query]:
    """Noisy queries, the same at every run: a third of them with a slip."""
    chance = random.Random(13)
    names_of = Names(people)
    for number in range(QUERIES):
        place = chance.randrange(len(people))
        kinds = sorted(key for key in _ways(people[place]) if len(key) > 1)
        text = chance.choice(kinds)
        if number % 3 == 0 and len(text) > SHOWN and text.isascii():
            text = _slip(text, chance)
        nearer, alike = names_of.around(text, place)
        shown = text.title() if chance.random() < CAPITALS else text
        yield Query(shown, place, nearer, alike)


class Names:
    """All look-up keys of all people, in their order, and whose they are."""

    def __init__(self, people: list[str]) -> None:
        self._bearing: dict[str, set[int]] = {}
        for place, name in enumerate(people):
            said = names.forms(name)
            for key in (*said.full, *said.initials):
                self._bearing.setdefault(key, set()).add(place)
        self._keys = sorted(self._bearing)

    def around(self, text: str, place: int) -> tuple[frozenset[int], frozenset[int]]:
        """Who is nearer to what was typed than the one at a place, and who is as near.

        Nearest is whose name this is; then whose name begins so; then to whose name, or its
        beginning, one slip leads.
        """
        bare, nearer = text.strip(), frozenset[int]()
        for ring in (self._whole, self._begun, self._one_off):
            found = self._of(ring(bare))
            if place in found:
                return nearer, found - nearer
            nearer |= found
        raise AssertionError(text)

    def _whole(self, text: str) -> Iterable[str]:
        return (text,) if text in self._bearing else ()

    def _of(self, keys: Iterable[str]) -> frozenset[int]:
        return frozenset().union(*(self._bearing[key] for key in keys))

    def _begun(self, text: str) -> list[str]:
        first, last = (bisect_left(self._keys, end) for end in (text, text + "\U0010ffff"))
        return self._keys[first:last]

    def _one_off(self, text: str) -> Iterable[str]:
        """Those one slip away, or whose beginning is."""
        return {key for meant in _unslipped(text) for key in self._begun(meant)}


def _unslipped(text: str) -> set[str]:
    """All that may have been meant, if one letter was forgotten, doubled, missed or swapped."""
    cuts = [(text[:at], text[at:]) for at in range(len(text) + 1)]
    return {
        meant
        for left, right in cuts
        for meant in (
            left + right[1:],
            left + right[1:2] + right[:1] + right[2:],
            *(left + letter + rest for letter in LETTERS for rest in (right, right[1:])),
        )
    }


def _ways(name: str) -> set[str]:
    """What people type who mean this name: whole, sorted, as it sounds, initials, a beginning."""
    said = names.forms(name)
    starts = {key[: max(4, len(key) - 3)] for key in said.full if key.isascii() and len(key) > LONG}
    return {*said.full, *said.initials, *starts}


def _slip(text: str, chance: random.Random) -> str:
    """One typing error: a letter lost, doubled, wrong, or two changed about."""
    at = chance.randrange(1, len(text) - 1)
    head, letter, tail = text[:at], text[at], text[at + 1 :]
    wrong = chance.choice(LETTERS)
    return chance.choice(
        (
            head + tail,
            head + letter * 2 + tail,
            head + wrong + tail,
            head + tail[:1] + letter + tail[1:],
        )
    )


def _fresh(filled: Filled, text: str) -> tuple[float, float]:
    """Seconds until a new process has its first answer, and the megabytes it took at most."""
    begun = time.perf_counter()
    asked = [sys.executable, "-m", "bench.finding", filled.url, text]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return time.perf_counter() - begun, float(said)


def main() -> None:
    """One answer, and what it took."""
    store = open_store(sys.argv[1], Policy())
    with store.reading(LOCAL) as tx:
        tx.contacts.suggest("李", 1)
        tx.contacts.suggest(sys.argv[2], 1)
    print(peak_memory())


if __name__ == "__main__":
    main()
