"""`python -m bench [--contacts N]`: each line names what it is measured against."""

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from rapidfuzz import process
from sqlalchemy import insert, text

from handlers.hearing import understand
from sandbox.names import FAMILY, FAMILY_ZH, GIVEN, GIVEN_ZH
from storage import LOCAL, Store, open_store, tables
from storage.accounts import key_lines
from tests.databases import postgresql
from upkeep import names
from upkeep.policy import Policy
from upkeep.visits import Channel, NewVisit

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MEMBERS, PER_ACCOUNT = 50, 40
CHINESE = 0.3


def main() -> None:
    """Measure on SQLite and on PostgreSQL."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--contacts", type=int, default=10_000)
    asked = parser.parse_args()
    print(f"{asked.contacts} contacts; milliseconds are medians; ratio = ours / baseline")
    with tempfile.TemporaryDirectory() as folder:
        measure("sqlite", f"sqlite:///{Path(folder) / 'bench.db'}", asked.contacts)
    with postgresql() as url:
        measure("postgresql", url, asked.contacts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the whole run: {peak:.0f} MB")


def measure(database: str, url: str, contacts: int) -> None:
    """All benches on one database."""
    store = open_store(url, Policy())
    store.migrate()
    people = fill(store, contacts)
    for bench in (due, log, read):
        name, ours, baseline, floor = bench(store, people)
        print(
            f"{database:10}  {name:28} {ours:8.2f} ms   {baseline:28} {floor:8.2f} ms"
            f"   ratio {ours / floor:6.2f}"
        )
    store.close()


def fill(store: Store, contacts: int) -> list[str]:
    """A workspace full of contacts; their names."""
    chance = random.Random(7)
    people = [_name(chance) for _ in range(contacts)]
    with store.transaction(LOCAL) as tx:
        members = [tx.members.upsert(f"m{n}@b.example")[0].id for n in range(MEMBERS)]
        accounts = [
            tx.accounts.upsert(f"Account {n}", owner_id=members[n % MEMBERS])[0].id
            for n in range(max(1, contacts // PER_ACCOUNT))
        ]
        session, workspace = tx._scope.session, tx._scope.workspace_id  # noqa: SLF001 — filled in bulk
        rows = []
        for number, name in enumerate(people):
            touched = TODAY - timedelta(days=chance.randrange(120))
            rows.append(
                {
                    "workspace_id": workspace,
                    "account_id": accounts[number % len(accounts)],
                    "name": name,
                    "folded": names.fold(name),
                    "keys": key_lines(name),
                    "keeper_id": members[number % len(accounts) % MEMBERS],
                    "added_on": TODAY,
                    "last_touch_on": touched,
                    "due_on": touched + timedelta(days=60),
                    "aliases": (),
                }
            )
        session.execute(insert(tables.Contact), rows)
    return people


def _name(chance: random.Random) -> str:
    if chance.random() < CHINESE:
        return chance.choice(list(FAMILY_ZH)) + chance.choice(list(GIVEN_ZH))
    return f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"


Result = tuple[str, float, str, float]


def due(store: Store, _: list[str]) -> Result:
    """The five contacts of a member who wait longest."""

    def ours() -> None:
        with store.reading(LOCAL) as tx:
            tx.contacts.neediest(3, TODAY, 5)

    def floor() -> None:
        with store._reading.connect() as connection:  # noqa: SLF001 — the floor is the bare engine
            connection.execute(
                text(
                    "SELECT * FROM contacts JOIN accounts ON accounts.id = contacts.account_id"
                    " WHERE contacts.workspace_id = 1 AND keeper_id = 3 AND due_on <= :today"
                    " ORDER BY due_on LIMIT 5"
                ),
                {"today": TODAY},
            ).all()

    return "who waits longest", timed(ours), "the bare SELECT", timed(floor)


def log(store: Store, _: list[str]) -> Result:
    """A visit with two contacts."""
    number = count()

    def ours() -> None:
        visit = NewVisit(1, TODAY, Channel.MEAL, (1, 2), (1,), "note")
        with store.transaction(LOCAL) as tx:
            tx.visits.add(visit, 1, NOW, f"r{next(number)}")

    def floor() -> None:
        with store._engine.begin() as connection:  # noqa: SLF001 — the floor is the bare engine
            connection.execute(
                text(
                    'INSERT INTO visits (workspace_id, account_id, "on", channel, note, attempt,'
                    " source, permalink, request, recorded_by, recorded_at) VALUES"
                    " (1, 1, :on, 'meal', 'note', false, '', '', :request, 1, :at)"
                ),
                {"on": TODAY, "at": NOW, "request": f"f{next(number)}"},
            )

    return "log a visit", timed(ours), "one bare INSERT, committed", timed(floor)


def read(store: Store, people: list[str]) -> Result:
    """A sentence read against all contacts."""
    chance = random.Random(11)

    def ours() -> None:
        with store.reading(LOCAL) as tx:
            name = chance.choice(people)
            understand(tx, f"met {name} yesterday: spares", today=TODAY, speaker=None)

    def floor() -> None:
        process.extract(chance.choice(people), people, limit=5)

    ours()  # the first hanzi load a dictionary
    return "read a sentence", timed(ours), "plain rapidfuzz over all", timed(floor)


def timed(act: Callable[[], None], runs: int = 60) -> float:
    """The median of some runs, in milliseconds."""
    spent = []
    for _ in range(runs):
        begun = time.perf_counter()
        act()
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent) * 1000


if __name__ == "__main__":
    main()
