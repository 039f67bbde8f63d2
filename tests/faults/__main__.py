"""`python -m tests.faults [DELIVERIES]`, the long form: 5,000 deliveries on each database.

On PostgreSQL the server itself is crashed and started again, so it is one of this trial's own.
"""

import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from storage import open_store
from tests import databases
from tests.faults import trial
from upkeep.policy import Policy

DATA = databases.DATA.with_name("faults-postgres")


def main() -> int:
    """Print what each trial came to; 1 where anything was lost, seen or logged twice."""
    deliveries = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        bad += _try("sqlite", f"sqlite:///{Path(folder) / 'everyvote.db'}", deliveries, None)
    with _server() as server:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        bad += _try("postgresql", url, deliveries, lambda: _crash(server))
    return bool(bad)


def _try(database: str, url: str, deliveries: int, restart: Any) -> int:
    store = open_store(url, Policy())
    store.migrate()
    store.close()
    tally = trial.run(url, deliveries, strokes=deliveries // 40, longest=1800, restart=restart)
    print(f"{database:10}  {tally} {tally.states}", flush=True)
    return tally.lost + tally.twice + tally.logged_twice


@contextmanager
def _server() -> Iterator[Any]:
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True)
    server = databases.wheel().get_server(DATA, cleanup_mode="stop")
    try:
        yield server
    finally:
        server.cleanup()
        shutil.rmtree(DATA, ignore_errors=True)


def _crash(server: Any) -> None:
    """The server ends at once, without a word, and is started again."""
    master = server.get_postmaster_info().process
    master.send_signal(signal.SIGQUIT)
    master.wait(20)
    server.start()


if __name__ == "__main__":
    sys.exit(main())
