"""`python -m bench [--contacts N] [--only THEME]`: each line names what it is measured against."""

import argparse
import resource
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import daily, digests, finding
from bench.figures import Line
from bench.filling import Filled, fill
from storage import open_store
from tests.databases import postgresql
from upkeep.policy import Policy

#: Each theme measures in the same full workspace.
THEMES: dict[str, Callable[[Filled], Iterator[Line]]] = {
    "daily": daily.measure,
    "finding": finding.measure,
    "digests": digests.measure,
}


def main() -> None:
    """Measure on SQLite and on PostgreSQL."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--contacts", type=int, default=10_000)
    parser.add_argument("--only", choices=THEMES, action="append", help="a theme; all, if not said")
    asked = parser.parse_args()
    themes = asked.only or list(THEMES)
    print(f"{asked.contacts} contacts; times are medians unless said; ratio = ours / baseline")
    with tempfile.TemporaryDirectory() as folder:
        report("sqlite", f"sqlite:///{Path(folder) / 'bench.db'}", asked.contacts, themes)
    with postgresql() as url:
        report("postgresql", url, asked.contacts, themes)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the whole run: {peak:.0f} MB")


def report(database: str, url: str, contacts: int, themes: list[str]) -> None:
    """The themes on one database."""
    store = open_store(url, Policy())
    store.migrate()
    filled = fill(store, url, contacts)
    for theme in themes:
        for line in THEMES[theme](filled):
            print(f"{database:10}  {line}", flush=True)
    store.close()


if __name__ == "__main__":
    main()
