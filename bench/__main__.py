"""`python -m bench [--contacts N…] [--all] [--only THEME]`: each line names its baseline."""

import argparse
import resource
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import cost, daily, digests, finding, lists
from bench.figures import Line, growth
from bench.filling import Filled, fill
from bot.run import settle
from storage import open_store
from tests.databases import postgresql
from upkeep.policy import Policy

#: Each theme measures in the same full workspace.
THEMES: dict[str, Callable[[Filled], Iterator[Line]]] = {
    "daily": daily.measure,
    "finding": finding.measure,
    "digests": digests.measure,
    "cost": cost.measure,
    "lists": lists.measure,
}
SIZES, ALL = (10_000, 100_000), (10_000, 100_000, 1_000_000)


def main() -> None:
    """Measure on SQLite and on PostgreSQL."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--contacts", type=int, nargs="+", default=SIZES)
    parser.add_argument("--all", action="store_true", help="a million contacts, too")
    parser.add_argument("--only", choices=THEMES, action="append", help="a theme; all, if not said")
    parser.add_argument("--lines", type=int, default=5_000, help="of a list that is brought in")
    asked = parser.parse_args()
    sizes = ALL if asked.all else asked.contacts
    themes = asked.only or list(THEMES)
    settle()
    print("times are medians unless said; ratio = ours / baseline")
    found: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for contacts in sizes:
        for database, line in measured(contacts, asked.lines, themes):
            print(f"{contacts:9,}  {database:10}  {line}", flush=True)
            found.setdefault((database, line.what), []).append((contacts, line.ours))
    for (database, what), figures in found.items():
        if len(figures) > 1:
            print(f"growth     {database:10}  {what:44} contacts ^ {growth(figures):5.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the whole run: {peak:.0f} MB")


def measured(contacts: int, lines: int, themes: list[str]) -> Iterator[tuple[str, Line]]:
    """The themes on both databases, each with so many contacts."""
    with tempfile.TemporaryDirectory() as folder:
        for line in report(f"sqlite:///{Path(folder) / 'bench.db'}", contacts, lines, themes):
            yield "sqlite", line
    with postgresql() as url:
        for line in report(url, contacts, lines, themes):
            yield "postgresql", line


def report(url: str, contacts: int, lines: int, themes: list[str]) -> Iterator[Line]:
    """The themes on one database."""
    store = open_store(url, Policy())
    store.migrate()
    filled = fill(store, url, contacts, lines)
    for theme in themes:
        yield from THEMES[theme](filled)
    store.close()


if __name__ == "__main__":
    main()
