"""The connection: SQLite or PostgreSQL, each set up so that a transaction means what it says."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.pool import ConnectionPoolEntry

#: Slack waits three seconds for an answer; the database may take two of them.
PATIENCE_MS = 2000


class StoreError(Exception):
    """The database cannot be used. The message says what to do."""


def connect(url: str, pool_size: int) -> Engine:
    """An engine for a database address.

    Raises:
        StoreError: the address is no address, or of a database we do not know.
    """
    try:
        address = make_url(url)
        if address.drivername in {"postgresql", "postgres"}:
            address = address.set(drivername="postgresql+psycopg")
        if address.get_backend_name() == "sqlite" and address.database not in {None, ":memory:"}:
            return _sqlite(address, pool_size)
        if address.get_backend_name() == "postgresql":
            return _postgresql(address, pool_size)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(_unknown(url)) from error
    raise StoreError(_unknown(url))


def _unknown(url: str) -> str:
    scheme = url.partition(":")[0]
    return (
        f"EVERYVOTE_DATABASE_URL: {scheme!r} is no database we know; write"
        " sqlite:///everyvote.db or postgresql://user:password@host/name."
    )


def _postgresql(address: URL, pool_size: int) -> Engine:
    waits = f"-c statement_timeout={PATIENCE_MS} -c lock_timeout={PATIENCE_MS}"
    days = "-c timezone=UTC -c datestyle=ISO"
    return create_engine(
        address,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=PATIENCE_MS / 1000,
        pool_pre_ping=True,
        connect_args={"options": f"{waits} {days}", "connect_timeout": PATIENCE_MS // 1000},
    )


def _sqlite(address: URL, pool_size: int) -> Engine:
    engine = create_engine(
        address,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=PATIENCE_MS / 1000,
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver must never emit BEGIN itself
        try:
            for pragma in (
                f"busy_timeout={PATIENCE_MS}",
                "journal_mode=WAL",
                "synchronous=FULL",  # NORMAL loses the last commits when the power fails
                "foreign_keys=ON",
            ):
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
                raise
            raise StoreError(
                f"{address.database} is no database: check EVERYVOTE_DATABASE_URL."
            ) from error

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that writes later finds the database locked; say it at once.
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql(f"PRAGMA query_only={reading:d}")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def reading(engine: Engine) -> Engine:
    """The same engine, whose transactions see one moment and cannot write."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(reading=True)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def available() -> Iterator[None]:
    """Say in one word of ours that the database cannot be used now.

    Raises:
        StoreError: it is away, locked or full; whatever was begun did not happen.
    """
    try:
        yield
    except (OperationalError, NoConnection) as error:
        reason = str(getattr(error, "orig", error)).strip().partition("\n")[0]
        raise StoreError(
            f"The database cannot be used now: {reason}. Try again in a moment."
        ) from error


def rowcount(result: Any) -> int:
    """How many rows an UPDATE or DELETE changed."""
    return int(result.rowcount)
