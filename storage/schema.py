"""The schema, and its way from version to version."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, column, inspect, select, table

from storage.engine import reading

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
#: Where Alembic remembers the version.
VERSION = table("alembic_version", column("version_num"))


def newest() -> str:
    """The newest version: what the last migration's file begins with."""
    return max(file.stem for file in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def _config(engine: Engine) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 — see `migrate`

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the database to a version; all in one transaction."""
    if to == "head" and is_current(engine):
        return
    # A third of what a start costs, and 11 MB, for what there is to do only after an upgrade.
    from alembic import command  # noqa: PLC0415

    command.upgrade(_config(engine), to)


def unmigrate(engine: Engine, to: str = "base") -> None:
    """Take the database back to a version."""
    from alembic import command  # noqa: PLC0415 — see `migrate`

    command.downgrade(_config(engine), to)


def is_new(engine: Engine) -> bool:
    """Whether nothing was ever stored in the database."""
    with engine.connect() as connection:
        return not inspect(connection).get_table_names()


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest version."""
    with reading(engine).connect() as connection:
        if not inspect(connection).has_table(VERSION.name):
            return False
        return connection.scalar(select(VERSION.c.version_num)) == newest()
