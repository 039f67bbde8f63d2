"""The store: transactions of one workspace each, and what concerns all workspaces together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from storage import schema, tables
from storage.accounts import Accounts
from storage.audit import Audit
from storage.contacts import Contacts
from storage.deliveries import Deliveries
from storage.digests import Digests
from storage.drafts import Drafts
from storage.engine import StoreError, available, connect
from storage.follow_ups import FollowUps
from storage.handovers import Handovers
from storage.imports import Imports
from storage.incidents import Incidents
from storage.ledger import Ledger
from storage.members import Members
from storage.merges import Merges
from storage.nudges import Nudges
from storage.postbox import PostBox
from storage.rolls import Rolls
from storage.scope import Scope, scoped
from storage.settings import Settings
from storage.teams import Teams
from storage.traces import Traces
from storage.visits import Visits
from storage.voices import Voices
from upkeep.policy import Policy

#: The name of the workspace that is made when somebody imports before Slack is connected.
LOCAL = "local"

#: The id of no workspace.
NOWHERE = 0
#: The key of PostgreSQL's lock for making workspaces.
MAKING = 7012


@dataclass(frozen=True, slots=True)
class Workspace:
    """A Slack workspace as stored; `team_id` is None while it is the local one."""

    id: int
    team_id: str | None
    name: str


class Tx:
    """One transaction of one workspace: its nouns, each with its questions and changes."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.settings = Settings(scope)
        self.members = Members(scope)
        self.teams = Teams(scope)
        self.accounts = Accounts(scope)
        self.contacts = Contacts(scope)
        self.visits = Visits(scope, self.contacts)
        self.merges = Merges(scope, self.contacts)
        self.voices = Voices(scope)
        self.follow_ups = FollowUps(scope)
        self.handovers = Handovers(scope)
        self.incidents = Incidents(scope, self.visits)
        self.nudges = Nudges(scope)
        self.digests = Digests(scope)
        self.ledger = Ledger(scope)
        self.deliveries = Deliveries(scope)
        self.drafts = Drafts(scope)
        self.audit = Audit(scope)
        self.imports = Imports(scope)
        self.rolls = Rolls(scope, self.visits)
        self.traces = Traces(scope, self.contacts, self.visits)

    @property
    def policy(self) -> Policy:
        """The policy in force: the file's defaults with the stored changes laid over them."""
        return self._scope.policy


class Store(PostBox):
    """What is remembered, for all workspaces. Sending is the `PostBox`'s part of it."""

    def __init__(self, url: str, defaults: Policy, *, pool_size: int = 16) -> None:
        self._engine = connect(url, pool_size)
        super().__init__(self._engine)
        self.defaults = defaults
        #: Called after a transaction that owes a message has been kept.
        self.on_owed: Callable[[], None] = lambda: None

    @cached_property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    def migrate(self) -> None:
        """Bring the database to the newest schema.

        Raises:
            StoreError: the database cannot be opened.
        """
        with _opened():
            schema.migrate(self._engine)

    def is_new(self) -> bool:
        """Whether nothing was ever stored in the database.

        Raises:
            StoreError: the database cannot be opened.
        """
        with _opened():
            return schema.is_new(self._engine)

    def is_current(self) -> bool:
        """Whether the database has the newest schema.

        Raises:
            StoreError: the database cannot be opened.
        """
        with _opened():
            return schema.is_current(self._engine)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def transaction(self, team_id: str) -> Iterator[Tx]:
        """A writing transaction of one workspace, which is made where it is new.

        Left normally, all is kept; left by an exception, nothing happened. The writers of one
        workspace take turns, on PostgreSQL as on SQLite: what one reads, no other is changing.

        Raises:
            StoreError: the database is away, locked or full; nothing happened.
        """
        with (
            available(),
            Session(self._engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            tx = self._tx(session, _find(session, team_id) or _make(session, team_id))
            yield tx
        if tx.deliveries.owed or tx.imports.owed or tx.handovers.owed:
            self.on_owed()

    @contextmanager
    def reading(self, team_id: str) -> Iterator[Tx]:
        """A reading transaction of one workspace, of one moment; an unknown one is empty."""
        with Session(self._reading, expire_on_commit=False) as session:
            yield self._tx(session, _find(session, team_id, to_write=False) or NOWHERE)

    def _tx(self, session: Session, workspace_id: int) -> Tx:
        return Tx(scoped(session, workspace_id, self.defaults))

    def workspaces(self) -> list[Workspace]:
        """All workspaces where the bot is installed."""
        with Session(self._reading) as session:
            rows = session.scalars(
                select(tables.Workspace)
                .where(tables.Workspace.gone_at.is_(None))
                .order_by(tables.Workspace.id)
            )
            return [Workspace(row.id, row.team_id, row.name) for row in rows]

    def settle_workspace(self, team_id: str, name: str) -> Workspace:
        """The workspace of a Slack team: the stored one, else the local one adopted, else new."""
        with Session(self._engine) as session, session.begin():
            found = _find(session, team_id)
            if found is None:
                _alone(session)
                only = session.scalar(select(func.count(tables.Workspace.id))) == 1
                found = (only and _find(session, LOCAL)) or _make(session, team_id)
            session.execute(
                update(tables.Workspace)
                .where(tables.Workspace.id == found)
                .values(team_id=team_id, name=name, gone_at=None)
            )
        return Workspace(found, team_id, name)

    def leave_workspace(self, team_id: str, now: datetime) -> None:
        """The app was removed there: nothing is owed to it any more."""
        with Session(self._engine) as session, session.begin():
            session.execute(
                update(tables.Workspace)
                .where(tables.Workspace.team_id == team_id)
                .values(gone_at=now)
            )

    def ticked(self, team_id: str, at: datetime) -> None:
        """It was looked what is due in a workspace."""
        with available(), Session(self._engine) as session, session.begin():
            session.execute(
                update(tables.Workspace)
                .where(tables.Workspace.team_id == team_id)
                .values(ticked_at=at)
            )

    def next_due(self) -> datetime | None:
        """The earliest business instant at which a reminder, a digest or a report comes round."""
        reminder = select(func.min(tables.Member.next_reminder_at)).where(
            tables.Member.active.is_(True), tables.Member.slack_id.is_not(None)
        )
        digest = select(func.min(tables.Team.next_digest_at))
        report = select(func.min(tables.Incident.report_at))
        with Session(self._reading) as session:
            due = [
                session.scalar(
                    asked.join(tables.Workspace, tables.Workspace.id == table.workspace_id).where(
                        tables.Workspace.gone_at.is_(None)
                    )
                )
                for asked, table in (
                    (reminder, tables.Member),
                    (digest, tables.Team),
                    (report, tables.Incident),
                )
            ]
        return min((one for one in due if one is not None), default=None)


def _find(session: Session, team_id: str, *, to_write: bool = True) -> int | None:
    """A workspace's id; for a writer its turn comes with it."""
    team = None if team_id == LOCAL else team_id
    found = select(tables.Workspace.id).where(tables.Workspace.team_id.is_not_distinct_from(team))
    # Not the row's key is locked: new rows may go on referring to it.
    return session.scalar(found.with_for_update(key_share=True) if to_write else found)


def _make(session: Session, team_id: str) -> int:
    """A new workspace; of several that need it at once, one makes it."""
    _alone(session)
    if (made := _find(session, team_id)) is not None:
        return made
    workspace = tables.Workspace(team_id=None if team_id == LOCAL else team_id, name=team_id)
    session.add(workspace)
    session.flush()
    return workspace.id


def _alone(session: Session) -> None:
    """Make workspaces one at a time. On SQLite every writer is alone."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(MAKING)))


@contextmanager
def _opened() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        raise StoreError(
            f"The database cannot be opened: {reason}. Check EVERYVOTE_DATABASE_URL, and that its"
            " server is up or its folder can be written to."
        ) from error


def open_store(url: str, defaults: Policy, *, pool_size: int = 16) -> Store:
    """A store at a database address; nothing is connected until it is used.

    Raises:
        StoreError: the address is of no database we know.
    """
    return Store(url, defaults, pool_size=pool_size)
