"""What every floor may ask for: a store, on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator

import pytest

from storage import Store, open_store
from tests.databases import postgresql
from upkeep.policy import Policy

TEAM = "T0EVERY01"


@pytest.fixture(params=["sqlite", "postgresql"])
def any_url(request, tmp_path) -> Iterator[str]:
    """A fresh database's address, once for each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'everyvote.db'}"
    else:
        with postgresql() as url:
            yield url


@pytest.fixture
def any_store(any_url) -> Iterator[Store]:
    """A store at the newest schema, once on each kind of database."""
    yield from _store(any_url)


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    """A store at the newest schema, on SQLite."""
    yield from _store(f"sqlite:///{tmp_path / 'everyvote.db'}")


def _store(url: str) -> Iterator[Store]:
    opened = open_store(url, Policy())
    opened.migrate()
    opened.settle_workspace(TEAM, "Brightwell")
    yield opened
    opened.close()
