"""The workspace that all themes are measured in."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import islice

from sqlalchemy import Connection, bindparam, event, insert, text
from sqlalchemy.pool import ConnectionPoolEntry

from sandbox.names import FAMILY, GIVEN
from storage import LOCAL, Store, tables
from storage.accounts import key_lines
from storage.base import Scoped
from storage.engine import connect
from upkeep import names

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MEMBERS, PER_MEMBER, PER_ACCOUNT = 50, 200, 40
CHINESE, SINGLE, PLAIN = 0.3, 0.15, 0.2
CHUNK = 10_000
#: Some that are many people's are kept in mind while filling.
NAMES = 131_072
SURNAMES = (
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于"
    "董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
)
HANZI = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志海燕文辉晓东雪鹏宇浩婷佳欣怡子涵"
)
#: Indexes that may be dropped and made again; those of unique constraints may not.
SQLITE_INDEXES = (
    "SELECT name, sql FROM sqlite_master"
    " WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN :filled"
)
#: By what it plans, which a migration has said.
PLANS = "SELECT tbl, idx, stat FROM sqlite_stat1"
POSTGRESQL_INDEXES = (
    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN :filled"
    " AND indexdef NOT LIKE 'CREATE UNIQUE%'"
)
#: Triggers rest while tables are filled, too.
POSTGRESQL_NAMES = "INSERT INTO contact_names SELECT id, everyvote_grams(keys) FROM contacts"
PATIENT = (
    "statement_timeout = 0",
    "session_replication_role = replica",
    "maintenance_work_mem = '512MB'",
)
FIRST = (
    *GIVEN,
    *(
        "Anna Ben Carla Dario Edith Frank Gisela Hugo Irene Jakob Karin Leon Marta Nils Olga Pedro"
        " Rita Stefan Tanja Ulrich Vera Walter Xenia Yara Zoltan Amir Bianca Cyril Dora Emil"
    ).split(),
)
STEMS = "Berg Lind Stein Wald Hof Kirch Holm Sten Nord Sand Rosen Gold West Feld Brand Sol".split()
ENDINGS = "mann er strom gren qvist feld bach stad sen son ska ov ez ini ard aker well ton".split()


@dataclass(frozen=True)
class Filled:
    """A store full of contacts, in the order of their ids from 1 on.

    Attributes:
        people: the contacts' names.
        accounts, members: how many there are; contact i is at account i modulo their number.
        lines: how long a list is that is brought in.
    """

    store: Store
    url: str
    people: list[str]
    accounts: int
    members: int
    lines: int


def fill(store: Store, url: str, contacts: int, lines: int) -> Filled:
    """Fill a store that is freshly migrated; the same names at every run."""
    chance = random.Random(7)
    people = [some_name(chance) for _ in range(contacts)]
    crowd = max(MEMBERS, contacts // PER_MEMBER)
    filled = Filled(store, url, people, max(1, contacts // PER_ACCOUNT), crowd, lines)
    with store.transaction(LOCAL) as tx:
        workspace = tx._scope.workspace_id  # noqa: SLF001 — filled in bulk
        members = [tx.members.upsert(f"m{n}@b.example")[0].id for n in range(crowd)]
    firms = (
        {
            "workspace_id": workspace,
            "name": name,
            "folded": names.fold(name),
            "keys": key_lines(name),
            "owner_id": members[n % crowd],
            "aliases": (),
        }
        for n in range(filled.accounts)
        for name in (f"Account {n}",)
    )
    with bulk(url, ("accounts", "contacts", "contact_names")) as connection:
        _insert(connection, tables.Account, firms)
        _insert(connection, tables.Contact, _contacts(filled, workspace, members, chance))
        if store.dialect == "postgresql":
            connection.execute(text(POSTGRESQL_NAMES))
    return filled


def _insert(connection: Connection, table: type[Scoped], rows: Iterator[dict[str, object]]) -> None:
    while some := list(islice(rows, CHUNK)):
        connection.execute(insert(table), some)


@contextmanager
def bulk(url: str, filled: tuple[str, ...]) -> Iterator[Connection]:
    """A transaction in which some tables are filled; PostgreSQL sweeps and counts after it.

    References are right by construction, and indexes are made once all is there: to keep either up
    row by row takes many times as long as writing.
    """
    engine = connect(url, 1)
    sqlite = engine.dialect.name == "sqlite"
    if sqlite:

        @event.listens_for(engine, "connect")
        def _hurry(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
            for pragma in ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-400000"):
                connection.execute(f"PRAGMA {pragma}")

    with engine.begin() as connection:
        if not sqlite:
            for setting in PATIENT:
                connection.exec_driver_sql(f"SET LOCAL {setting}")
        asked = text(SQLITE_INDEXES if sqlite else POSTGRESQL_INDEXES)
        asked = asked.bindparams(bindparam("filled", filled, expanding=True))
        indexes = connection.execute(asked).all()
        plans = connection.exec_driver_sql(PLANS).all() if sqlite else ()
        for name, _ in indexes:
            connection.exec_driver_sql(f"DROP INDEX {name}")
        yield connection
        for _, made in indexes:
            connection.exec_driver_sql(made)
        if sqlite:  # it forgets them with each index, and a file in use has no others
            connection.exec_driver_sql("DELETE FROM sqlite_stat1")
            insert_plan = "INSERT INTO sqlite_stat1 VALUES (?, ?, ?)"
            connection.exec_driver_sql(insert_plan, [tuple(one) for one in plans])
            connection.exec_driver_sql("ANALYZE sqlite_schema")
    if not sqlite:  # its vacuum has gone over a database in use, and counted the rows
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql("VACUUM ANALYZE")
    engine.dispose()


def _contacts(
    filled: Filled, workspace: int, members: list[int], chance: random.Random
) -> Iterator[dict[str, object]]:
    keyed = lru_cache(NAMES)(key_lines)
    for number, name in enumerate(filled.people):
        touched = TODAY - timedelta(days=chance.randrange(120))
        yield {
            "workspace_id": workspace,
            "account_id": number % filled.accounts + 1,
            "name": name,
            "folded": names.fold(name),
            "keys": keyed(name),
            "keeper_id": members[number % filled.accounts % filled.members],
            "added_on": TODAY,
            "last_touch_on": touched,
            "due_on": touched + timedelta(days=60),
            "aliases": (),
        }


def some_name(chance: random.Random) -> str:
    """About as many share a name as in life: some 25,000 Latin ones, 100,000 Chinese ones."""
    if chance.random() < CHINESE:
        given = "".join(chance.choice(HANZI) for _ in range(1 if chance.random() < SINGLE else 2))
        return chance.choice(SURNAMES) + given
    family = chance.choice(FAMILY) if chance.random() < PLAIN else _family(chance)
    return f"{chance.choice(FIRST)} {family}"


def _family(chance: random.Random) -> str:
    return chance.choice(STEMS) + chance.choice(ENDINGS)
