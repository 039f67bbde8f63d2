"""What every floor may ask for: a store, on SQLite and on a real PostgreSQL."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from storage import Store, open_store
from tests import databases
from upkeep.policy import Policy

TEAM = "T0EVERY01"
KINDS = ("sqlite", "postgresql")


@contextmanager
def _opened(url: str) -> Iterator[Store]:
    store = open_store(url, Policy())
    try:
        yield store
    finally:
        store.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory) -> str:
    """A SQLite file at the newest schema, to be copied and not used."""
    path = tmp_path_factory.mktemp("databases") / "migrated.db"
    with _opened(f"sqlite:///{path}") as store:
        store.migrate()
    return str(path)


@pytest.fixture(scope="session")
def migrated_database() -> Iterator[str]:
    """This worker's PostgreSQL database at the newest schema, to be emptied before use."""
    with databases.postgresql() as url:
        with _opened(url) as store:
            store.migrate()
        yield url


@pytest.fixture(params=KINDS)
def empty_url(request, tmp_path) -> Iterator[str]:
    """The address of a database without any table, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        with databases.postgresql() as url:
            yield url


@pytest.fixture(params=KINDS)
def any_url(request, tmp_path) -> str:
    """The address of a database at the newest schema with nothing in it, once of each kind."""
    if request.param == "sqlite":
        return _copied(request, tmp_path)
    url: str = request.getfixturevalue("migrated_database")
    databases.forget(url)
    return url


@pytest.fixture
def any_store(any_url) -> Iterator[Store]:
    """A store with one workspace, once on each kind of database."""
    with _opened(any_url) as store:
        store.settle_workspace(TEAM, "Brightwell")
        yield store


@pytest.fixture
def store(request, tmp_path) -> Iterator[Store]:
    """A store with one workspace, on SQLite."""
    with _opened(_copied(request, tmp_path)) as store:
        store.settle_workspace(TEAM, "Brightwell")
        yield store


def _copied(request, folder) -> str:
    path = folder / "everyvote.db"
    shutil.copyfile(request.getfixturevalue("migrated_file"), path)
    return f"sqlite:///{path}"
