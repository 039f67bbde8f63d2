"""What every floor may ask for: a store, on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from storage import Store, open_store
from tests import databases
from upkeep.policy import Policy

TEAM = "T0EVERY01"
KINDS = ("sqlite", "postgresql")
#: By the processor's seconds that one of their tests takes.
LONGEST = "test_quarters.py test_trial.py test_imports.py test_recount.py test_demo.py".split()


@contextmanager
def _opened(url: str) -> Iterator[Store]:
    store = open_store(url, Policy())
    try:
        yield store
    finally:
        store.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest go first: at the end, all others would wait for them."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda one: places.get(one.path.name, len(LONGEST)))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory) -> str:
    """A SQLite file at the newest schema, to be copied and not used."""
    path = tmp_path_factory.mktemp("databases") / "migrated.db"
    with _opened(f"sqlite:///{path}") as store:
        store.migrate()
    return str(path)


class Kept:
    """This worker's database of each kind, opened at first use and emptied for each test.

    A store of its own for each test would compile every statement anew.
    """

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._stores: dict[str, tuple[str, Store]] = {}

    def empty(self, kind: str) -> tuple[str, Store]:
        """The address of the database with nothing in it, and the store."""
        if kind not in self._stores:
            self._stores[kind] = self._migrated(kind)
        url, store = self._stores[kind]
        databases.forget(store._engine)
        store.defaults, store.on_owed = Policy(), lambda: None
        return url, store

    def _migrated(self, kind: str) -> tuple[str, Store]:
        url = (
            f"sqlite:///{self._folder / 'everyvote.db'}"
            if kind == "sqlite"
            else self._stack.enter_context(databases.postgresql())
        )
        store = self._stack.enter_context(_opened(url))
        store.migrate()
        return url, store


@pytest.fixture(scope="session")
def kept(tmp_path_factory) -> Iterator[Kept]:
    with ExitStack() as stack:
        yield Kept(tmp_path_factory.mktemp("kept"), stack)


@pytest.fixture(params=KINDS)
def empty_url(request, tmp_path) -> Iterator[str]:
    """The address of a database without any table, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        with databases.postgresql() as url:
            yield url


@pytest.fixture(params=KINDS)
def any_database(request, kept: Kept) -> tuple[str, Store]:
    """A database at the newest schema with nothing in it, once of each kind, and its store."""
    return kept.empty(request.param)


@pytest.fixture
def any_url(any_database: tuple[str, Store]) -> str:
    """The address of that database."""
    return any_database[0]


@pytest.fixture
def any_store(any_database: tuple[str, Store]) -> Store:
    """Its store, with one workspace."""
    any_database[1].settle_workspace(TEAM, "Brightwell")
    return any_database[1]


@pytest.fixture
def store(kept: Kept) -> Store:
    """A store with one workspace, on SQLite."""
    store = kept.empty("sqlite")[1]
    store.settle_workspace(TEAM, "Brightwell")
    return store
