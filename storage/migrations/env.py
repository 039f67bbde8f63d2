"""How Alembic reaches the database: through the engine it is handed, never by an address."""

from alembic import context
from sqlalchemy import text

from storage.tables import Workspace

with context.config.attributes["engine"].connect() as connection, connection.begin():
    if connection.dialect.name == "postgresql":
        # Two replicas that start at once must not both migrate; and nobody waits for ever.
        connection.execute(text("SET LOCAL lock_timeout = '60s'"))
        connection.execute(text("SET LOCAL statement_timeout = '10min'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(7011)"))
    context.configure(
        connection=connection,
        target_metadata=Workspace.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    context.run_migrations()
