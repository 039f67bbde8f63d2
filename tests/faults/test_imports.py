"""A list whose process is killed on the way in: whoever comes next goes on; it can be undone."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from handlers import sheets
from tests.conftest import TEAM
from tests.journeys.conftest import ROOT, Bot, workspace

__all__ = ["workspace"]

pytestmark = pytest.mark.faults

#: The command line, one line to a page: so many pages that it is caught between two of them.
COMMAND = "from handlers.sheets import pages; pages.PAGE = 1; from bot.cli import app; app()"
LINES = 16
BEFORE = b"name,account,title\nLi Wei,Acme,Buyer\n"
LIST = "name,account,title,last_visit\nLi Wei,Acme,Chief,2026-10-01\n" + "".join(
    f"P{n} Q{n},Acme,Cook,2026-10-{n % 27 + 1:02}\n" for n in range(LINES)
)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
#: Seconds in which a bot that is started has gone on with it; it looks again each minute.
SOON = 20


@pytest.fixture
def command(any_url):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SLACK")}
    environment = kept | {"EVERYVOTE_DATABASE_URL": any_url}

    def begun(*words):
        return subprocess.Popen(
            [sys.executable, "-c", COMMAND, "import", *words],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    return begun


def said(process):
    told = process.communicate()[0]
    assert process.returncode == 0, told
    return told


def everybody(store):
    with store.reading(TEAM) as tx:
        assert tx.contacts.differences() == []
        return sorted(str(asdict(one)) for one in tx.contacts.all())


def state(store, number):
    with store.reading(TEAM) as tx:
        return tx.imports.get(number).state


def caught_halfway(store, process):
    """Kill an import between its first page and its last."""
    deadline = time.monotonic() + 60
    while True:
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline, "no page was kept"
        with store.reading(TEAM) as tx:
            one = next(iter(tx.imports.newest(1)), None)
            if one and one.state == "working" and tx.imports.kept_pages(one.id) > 1:
                process.send_signal(signal.SIGKILL)
                process.communicate()
                return one.id
        time.sleep(0.005)


def test_a_killed_import_is_finished_by_the_next_command_and_can_be_undone(
    any_store, command, tmp_path
):
    path = tmp_path / "list.csv"
    path.write_text(LIST)
    sheets.keep(any_store, TEAM, BEFORE, NOW)
    before = everybody(any_store)
    broken_off = caught_halfway(any_store, command(str(path)))
    assert 1 < len(everybody(any_store)) < LINES
    told = said(command(str(path)))
    assert "broken off earlier" in told
    assert f"{LINES + 1} as they were" in told
    assert len(everybody(any_store)) == LINES + 1
    assert sheets.undo(any_store, TEAM, broken_off).left == []
    assert everybody(any_store) == before


def test_a_killed_import_is_finished_by_a_bot_as_soon_as_it_is_started(
    any_store, any_url, command, workspace, tmp_path
):
    path = tmp_path / "list.csv"
    path.write_text(LIST)
    sheets.keep(any_store, TEAM, BEFORE, NOW)
    broken_off = caught_halfway(any_store, command(str(path)))
    assert 1 < len(everybody(any_store)) < LINES
    bot = Bot(workspace.environment() | {"EVERYVOTE_DATABASE_URL": any_url}, tmp_path)
    with bot.serving(lambda: workspace.connected):
        deadline = time.monotonic() + SOON
        while state(any_store, broken_off) != "done":
            assert time.monotonic() < deadline, "nobody went on with it"
            time.sleep(0.05)
    assert len(everybody(any_store)) == LINES + 1
