"""A trial: replicas that are killed and paused, a Slack that fails, a database that goes away."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from sandbox.driver import Sandbox
from sandbox.workspace import User
from storage import Store, StoreError, Tx, open_store
from tests.conftest import TEAM
from tests.faults.sender import TERMS, recipient
from tests.journeys.conftest import manifest
from upkeep.policy import Policy

ROOT = Path(__file__).parents[2]
REPLICAS, RECIPIENTS = 3, 40
#: What Slack does wrong, and how often.
FAULTS = {
    "429": 0.003,
    "500": 0.02,
    "accept_then_500": 0.03,
    "accept_then_timeout": 0.005,
    "drop_before": 0.02,
    "drop_after": 0.03,
}
#: Seconds between two strokes of bad luck.
CALM = (0.3, 1.5)
#: A pause that outlasts the lease.
PAUSE = TERMS.lease.total_seconds() + 2


class Company:
    """A workspace of people who are written to."""

    users = tuple(
        User(recipient(n), f"person{n}", f"Person {n}", f"p{n}@b.example", "UTC")
        for n in range(RECIPIENTS)
    )
    channels, start, name = (), None, "Brightwell"


@dataclass
class Tally:
    """What a trial came to."""

    deliveries: int
    seconds: float = 0.0
    struck: Counter[str] = field(default_factory=Counter)
    arrived: Counter[str] = field(default_factory=Counter)
    states: dict[str, int] = field(default_factory=dict)
    undecided: frozenset[str] = frozenset()
    withdrawn: int = 0
    visits: int = 0

    @property
    def lost(self) -> int:
        """Messages that nobody can see, and of which nobody is told that they may be missing."""
        return self.deliveries - len(self.arrived.keys() | self.undecided)

    @property
    def twice(self) -> int:
        """Messages that are seen more than once."""
        return sum(count > 1 for count in self.arrived.values())

    @property
    def logged_twice(self) -> int:
        """Visits that one event left more than once, or not at all."""
        return abs(self.visits - self.deliveries)

    def __str__(self) -> str:
        struck = ", ".join(f"{count} {what}" for what, count in sorted(self.struck.items()))
        return (
            f"{self.deliveries} deliveries in {self.seconds:.0f} s: {self.lost} lost,"
            f" {self.twice} visible twice, {len(self.undecided)} undecided and told so;"
            f" {self.withdrawn} taken back; {self.visits} visits of as"
            f" many events heard by {REPLICAS} replicas each ({struck})"
        )


class Replicas:
    """The bot's processes, and what befalls them."""

    def __init__(self, variables: dict[str, str], *words: str) -> None:
        self._words = [sys.executable, "-m", "tests.faults.sender", *words]
        self._variables = os.environ | variables
        self.running = [self._start() for _ in range(REPLICAS)]
        self._asleep: dict[int, float] = {}

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self._words, cwd=ROOT, env=self._variables)

    def kill(self, chance: random.Random) -> None:
        """One is gone in the middle of whatever it did; another takes its place."""
        number = chance.randrange(REPLICAS)
        self._end(self.running[number])
        self.running[number] = self._start()

    def pause(self, chance: random.Random) -> None:
        """One sleeps for longer than its lease, and wakes up not knowing it."""
        process = chance.choice(self.running)
        process.send_signal(signal.SIGSTOP)
        self._asleep[process.pid] = time.monotonic() + PAUSE

    def fill_disk(self, chance: random.Random) -> None:
        """Nothing one writes fits any more, for a moment."""
        process = chance.choice(self.running)
        process.send_signal(signal.SIGUSR1)
        time.sleep(1)
        process.send_signal(signal.SIGUSR2)

    def died(self) -> bool:
        """Whether one has ended by itself."""
        return any(process.poll() is not None for process in self.running)

    def wake(self, now: float) -> None:
        """Whoever has slept long enough."""
        for process in self.running:
            if self._asleep.get(process.pid, now) < now:
                process.send_signal(signal.SIGCONT)
                del self._asleep[process.pid]

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        self._asleep.pop(process.pid, None)
        process.kill()
        process.wait()

    def end(self) -> None:
        """End all."""
        for process in self.running:
            self._end(process)


def lock_file(url: str) -> None:
    """Somebody holds the SQLite file for longer than anybody waits for it."""
    with suppress(sqlite3.OperationalError):
        connection = sqlite3.connect(make_url(url).database or "", timeout=1)
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(2.5)
        connection.rollback()
        connection.close()


def cut_connections(url: str) -> None:
    """What clients see of a PostgreSQL that is restarted: every connection ends."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()


def run(
    url: str,
    deliveries: int,
    *,
    seed: int = 7,
    longest: float = 600,
    strokes: int = 10_000,
    restart: Callable[[], None] | None = None,
    history: bool = True,
) -> Tally:
    """Let everything go wrong until all has arrived, or the longest time has passed.

    Without `history` the app may not read what it has sent.
    """
    chance, tally, begun = random.Random(seed), Tally(deliveries), time.monotonic()
    app = manifest() if history else _blind(manifest())
    with open_store_at(url) as store, Sandbox(company=Company(), manifest=app) as slack:
        slack.faults.chance.seed(seed)
        for kind, often in FAULTS.items():
            slack.faults.next("chat.postMessage", kind=kind, times=None, probability=often)
        slack.faults.next("conversations.history", kind="drop_before", times=None, probability=0.05)
        # Inherited: a replica that has not begun to listen must not end of it.
        before = [
            (one, signal.signal(one, signal.SIG_IGN)) for one in (signal.SIGUSR1, signal.SIGUSR2)
        ]
        replicas = Replicas(slack.environment(), url, str(deliveries), str(RECIPIENTS))
        luck = _luck(url, replicas, chance, restart)
        kinds = chance.sample(list(luck), len(luck))
        try:
            while time.monotonic() - begun < longest and not _done(store, deliveries):
                time.sleep(chance.uniform(*CALM))
                replicas.wake(time.monotonic())
                assert not replicas.died(), "a replica gave up"
                if tally.struck.total() < strokes:
                    what = kinds[tally.struck.total() % len(kinds)]
                    luck[what]()
                    tally.struck[what] += 1
        finally:
            replicas.end()
            for one, handler in before:
                signal.signal(one, handler)
        tally.states = store.delivery_counts()
        with store.reading(TEAM) as tx:
            [met] = tx.contacts.all()
            tally.visits = len(tx.visits.ids_of(met.id))
            assert tx.contacts.differences() == []
            tally.undecided = _undecided(tx, deliveries)
        tally.withdrawn = tally.states.get("sent", 0) + len(tally.undecided) - deliveries
        tally.arrived = _seen(slack)
    tally.seconds = time.monotonic() - begun
    return tally


def _blind(app: dict[str, object]) -> dict[str, object]:
    """The same app without the scopes to read a conversation's history."""
    changed = json.loads(json.dumps(app))
    for kind, scopes in changed["oauth_config"]["scopes"].items():
        changed["oauth_config"]["scopes"][kind] = [
            one for one in scopes if not one.endswith(":history")
        ]
    return dict(changed)


def _undecided(tx: Tx, deliveries: int) -> frozenset[str]:
    """The messages that were given up, since nobody could say whether they had arrived."""
    rows = (
        (number, tx.deliveries.of_period("test", recipient(number % RECIPIENTS), str(number)))
        for number in range(deliveries)
    )
    return frozenset(f"message {number}" for number, row in rows if row and row.state == "failed")


def _luck(
    url: str, replicas: Replicas, chance: random.Random, restart: Callable[[], None] | None
) -> dict[str, Callable[[], None]]:
    """What may befall, by name."""
    sqlite = url.startswith("sqlite")
    return {
        "kills": lambda: replicas.kill(chance),
        "pauses": lambda: replicas.pause(chance),
        **({"full disks": lambda: replicas.fill_disk(chance)} if sqlite else {}),
        ("locked files" if sqlite else "restarts"): (
            (lambda: lock_file(url)) if sqlite else (restart or (lambda: cut_connections(url)))
        ),
    }


def _done(store: Store, deliveries: int) -> bool:
    with suppress(StoreError):  # it may be restarting
        counts = store.delivery_counts()
        return sum(counts.values()) >= deliveries and counts.keys() <= {"sent", "failed"}
    return False


def _seen(slack: Sandbox) -> Counter[str]:
    return Counter(
        message.text
        for where in slack.workspace.conversations.values()
        for message in where.messages
        if message.text.startswith("message ")
    )


@contextmanager
def open_store_at(url: str) -> Iterator[Store]:
    """A store with the workspace that is written to, and somebody who is visited."""
    store = open_store(url, Policy())
    store.settle_workspace(TEAM, "Brightwell")
    with store.transaction(TEAM) as tx:
        account, _ = tx.accounts.upsert("Acme")
        tx.contacts.upsert(account.id, "Li Wei", added_on=date(2026, 1, 5))
    try:
        yield store
    finally:
        store.close()
