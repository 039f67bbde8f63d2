"""The schema, and its way from version to version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

MIGRATIONS = Path(__file__).parent / "migrations"


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the database to a version; all in one transaction."""
    command.upgrade(_config(engine), to)


def unmigrate(engine: Engine, to: str = "base") -> None:
    """Take the database back to a version."""
    command.downgrade(_config(engine), to)


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest version."""
    newest = ScriptDirectory.from_config(_config(engine)).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest
