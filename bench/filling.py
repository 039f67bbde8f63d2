"""The workspace that all themes are measured in."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from sqlalchemy import insert, text

from sandbox.names import FAMILY, FAMILY_ZH, GIVEN, GIVEN_ZH
from storage import LOCAL, Store, tables
from storage.accounts import key_lines
from upkeep import names

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MEMBERS, PER_ACCOUNT = 50, 40
CHINESE = 0.3
CHUNK = 10_000


@dataclass(frozen=True)
class Filled:
    """A store full of contacts, in the order of their ids from 1 on.

    Attributes:
        people: the contacts' names.
        accounts, members: how many there are; contact i is at account i modulo their number.
    """

    store: Store
    url: str
    people: list[str]
    accounts: int
    members: int = MEMBERS


def fill(store: Store, url: str, contacts: int) -> Filled:
    """Fill a store that is freshly migrated; the same names at every run."""
    chance = random.Random(7)
    people = [_name(chance) for _ in range(contacts)]
    filled = Filled(store, url, people, max(1, contacts // PER_ACCOUNT))
    with store.transaction(LOCAL) as tx:
        session, workspace = tx._scope.session, tx._scope.workspace_id  # noqa: SLF001 — filled in bulk
        members = [tx.members.upsert(f"m{n}@b.example")[0].id for n in range(MEMBERS)]
        firms = (
            {
                "workspace_id": workspace,
                "name": name,
                "folded": names.fold(name),
                "keys": key_lines(name),
                "owner_id": members[n % MEMBERS],
                "aliases": (),
            }
            for n in range(filled.accounts)
            for name in (f"Account {n}",)
        )
        while some := list(islice(firms, CHUNK)):
            session.execute(insert(tables.Account), some)
        rows = _contacts(filled, workspace, members, chance)
        while some := list(islice(rows, CHUNK)):
            session.execute(insert(tables.Contact), some)
    if store.dialect == "postgresql":
        with store._engine.connect() as connection:  # noqa: SLF001 — what its own upkeep does in time
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    return filled


def _contacts(
    filled: Filled, workspace: int, members: list[int], chance: random.Random
) -> Iterator[dict[str, object]]:
    for number, name in enumerate(filled.people):
        touched = TODAY - timedelta(days=chance.randrange(120))
        yield {
            "workspace_id": workspace,
            "account_id": number % filled.accounts + 1,
            "name": name,
            "folded": names.fold(name),
            "keys": key_lines(name),
            "keeper_id": members[number % filled.accounts % MEMBERS],
            "added_on": TODAY,
            "last_touch_on": touched,
            "due_on": touched + timedelta(days=60),
            "aliases": (),
        }


def _name(chance: random.Random) -> str:
    if chance.random() < CHINESE:
        return chance.choice(list(FAMILY_ZH)) + chance.choice(list(GIVEN_ZH))
    return f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
