"""The schema: the migrations' and the models' are one, and every step has a way back."""

import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text, update

from storage import LOCAL, StoreError, open_store, schema, tables
from storage.accounts import key_lines
from storage.base import Base
from storage.engine import connect
from upkeep.policy import Policy

ROOT = Path(__file__).parents[2]
#: What the migrations make beside the models: the indexes that search names.
BESIDE = ("contact_names", "ix_contact_names", "contact_lines")


#: Tables that grow with a workspace's contacts.
LARGE = set(
    "accounts audit contacts deliveries follow_ups import_pages members merges nudges"
    " visit_contacts visit_members visits voices".split()
)


@pytest.fixture
def empty(empty_url):
    engine = connect(empty_url, 2)
    yield engine
    engine.dispose()


def _ours(name, kind, _) -> bool:
    return not (kind in {"table", "index", "column"} and name and name.startswith(BESIDE))


def _differences(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": _ours, "compare_type": True}
        )
        return compare_metadata(context, Base.metadata)


def _tables(engine):
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_make_what_the_models_say(empty):
    schema.migrate(empty)
    assert _differences(empty) == []


def test_sqlite_knows_of_each_large_table_how_many_rows_are_alike(tmp_path):
    """A row for every index: one that is forgotten is taken for as good as the best."""
    engine = connect(f"sqlite:///{tmp_path / 'plans.db'}", 1)
    schema.migrate(engine)
    with engine.connect() as connection:
        told = connection.exec_driver_sql("SELECT tbl, idx, stat FROM sqlite_stat1").all()
        assert {row[0] for row in told} == LARGE
        for table in LARGE:
            columns = {
                index: len(connection.exec_driver_sql(f"PRAGMA index_info('{index}')").all())
                for _, index, *_ in connection.exec_driver_sql(f"PRAGMA index_list('{table}')")
            }
            assert {i: len(stat.split()) - 1 for t, i, stat in told if t == table} == columns
        asked = "SELECT * FROM contacts WHERE workspace_id = 1 AND account_id IN (1, 2, 3)"
        (plan,) = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}").all()
    engine.dispose()
    assert "ix_contacts_named" in plan[-1]


def _versions():
    script = ScriptDirectory(str(schema.MIGRATIONS))
    return [one.revision for one in script.walk_revisions()][::-1]


def test_each_migration_can_be_taken_back(empty):
    for version in _versions():
        schema.migrate(empty, version)
    for below in [*_versions()[-2::-1], "base"]:
        schema.unmigrate(empty, below)
    assert _tables(empty) == set()
    schema.migrate(empty)
    assert schema.is_current(empty)


@pytest.mark.parametrize("older", _versions()[:-1])
def test_people_of_an_older_version_are_found_by_the_newest(empty, empty_url, older):
    schema.migrate(empty, older)
    store = open_store(empty_url, Policy())
    with store.transaction(LOCAL) as tx:
        account, _ = tx.accounts.upsert("Acme")
        known = tx.contacts.add(account.id, "Li Wei", added_on=date(2025, 11, 19))
    store.migrate()
    with store.reading(LOCAL) as tx:
        assert [one.id for one in tx.contacts.called(["Li Wei"], [])] == [known.id]
    store.close()


def test_names_in_traditional_characters_are_found_by_simple_ones_from_then_on(empty, empty_url):
    schema.migrate(empty, "0004")
    store = open_store(empty_url, Policy())
    with store.transaction(LOCAL) as tx:
        account, _ = tx.accounts.upsert("台衡")
        known = tx.contacts.add(account.id, "陳建國", added_on=date(2025, 11, 19))
    with empty.begin() as connection:
        kept = {"keys": "\n\n陳建國\n\n"}
        connection.execute(text("UPDATE contacts SET keys = :keys"), kept)
    store.migrate()
    with store.reading(LOCAL) as tx:
        assert [one.id for one in tx.contacts.called(["陈建国"], [])] == [known.id]
    store.close()


def test_a_number_of_an_older_version_is_found_by_the_newest(empty, empty_url):
    schema.migrate(empty, "0004")
    store = open_store(empty_url, Policy())
    with store.transaction(LOCAL) as tx:
        account, _ = tx.accounts.upsert("Acme")
        known = tx.contacts.add(
            account.id, "Li Wei", added_on=date(2025, 11, 19), phone="+49 30 5550101"
        )
    with empty.begin() as connection:
        connection.execute(update(tables.Contact).values(keys=key_lines("Li Wei")))
    store.migrate()
    with store.reading(LOCAL) as tx:
        assert tx.contacts.reached("030 5550101", "") == [known]
    store.close()


def test_there_is_one_newest_version():
    assert ScriptDirectory(str(schema.MIGRATIONS)).get_heads() == [schema.newest()]


def test_a_migration_that_fails_leaves_nothing(empty, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("half way")

    monkeypatch.setattr("alembic.op.execute", fails)
    with pytest.raises(RuntimeError, match="half way"):
        schema.migrate(empty)
    assert _tables(empty) == set()


def test_replicas_that_start_at_once_migrate_once(empty_url):
    words = (
        "import sys; from storage import open_store; from upkeep.policy import Policy;"
        "store = open_store(sys.argv[1], Policy()); sys.stdin.readline(); store.migrate();"
        "assert store.is_current(); store.close()"
    )
    replicas = [
        subprocess.Popen(
            [sys.executable, "-c", words, empty_url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for replica in replicas:
        assert replica.stdin is not None
        replica.stdin.write("go\n")
        replica.stdin.flush()
    said = [replica.communicate(timeout=60)[1] for replica in replicas]
    assert [replica.returncode for replica in replicas] == [0, 0, 0], said


def test_an_empty_database_is_not_current(empty_url):
    store = open_store(empty_url, Policy())
    assert not store.is_current()
    store.migrate()
    assert store.is_current()
    store.close()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://host/name",
        "nonsense",
        "sqlite://",
        "sqlite:////proc/nowhere/x.db",
        "postgresql://127.0.0.1:1/x",
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_a_sentence(url):
    with pytest.raises(StoreError) as why:
        open_store(url, Policy()).migrate()
    assert "EVERYVOTE_DATABASE_URL" in str(why.value)


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "contacts.csv"
    path.write_text("name,account\n" * 100)
    store = open_store(f"sqlite:///{path}", Policy())
    for use in (store.is_new, store.migrate, store.workspaces):
        with pytest.raises(
            StoreError, match=r"contacts\.csv is no database.*EVERYVOTE_DATABASE_URL"
        ):
            use()


def test_a_locked_database_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "everyvote.db"
    store = open_store(f"sqlite:///{path}", Policy())
    store.migrate()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(StoreError, match=r"locked\. Try again in a moment"),
            store.transaction(LOCAL),
        ):
            pass
    store.close()


def test_nothing_is_connected_before_it_is_used(tmp_path):
    path = tmp_path / "untouched.db"
    open_store(f"sqlite:///{path}", Policy()).close()
    assert not path.exists()


def test_an_installed_wheel_can_migrate(tmp_path):
    """The wheel is unpacked where the checkout cannot be seen, and made to migrate from there."""
    made = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(made, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    house = tmp_path / "house"
    zipfile.ZipFile(wheel).extractall(house)
    words = (
        "import storage; from upkeep.policy import Policy;"
        f"assert storage.__file__.startswith({str(house)!r}), storage.__file__;"
        "store = storage.open_store('sqlite:///installed.db', Policy());"
        "store.migrate(); assert store.is_current(); store.close()"
    )
    said = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(house)!r}); {words}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
