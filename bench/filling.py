"""The workspace that all themes are measured in."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from sqlalchemy import insert, text

from sandbox.names import FAMILY, GIVEN
from storage import LOCAL, Store, tables
from storage.accounts import key_lines
from upkeep import names

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MEMBERS, PER_MEMBER, PER_ACCOUNT = 50, 200, 40
CHINESE, SINGLE, PLAIN = 0.3, 0.15, 0.2
CHUNK = 10_000
SURNAMES = (
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于"
    "董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
)
HANZI = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志海燕文辉晓东雪鹏宇浩婷佳欣怡子涵"
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
        session, workspace = tx._scope.session, tx._scope.workspace_id  # noqa: SLF001 — filled in bulk
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
        while some := list(islice(firms, CHUNK)):
            session.execute(insert(tables.Account), some)
        rows = _contacts(filled, workspace, members, chance)
        while some := list(islice(rows, CHUNK)):
            session.execute(insert(tables.Contact), some)
    if store.dialect == "postgresql":
        with store._engine.connect() as connection:  # noqa: SLF001 — what its own upkeep does in time
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.execute(text("SET statement_timeout = 0"))
            alone.execute(text("ANALYZE"))
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
