"""A small company in a local workspace, and the bot beside it as a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sandbox.driver import Sandbox
from sandbox.workspace import Channel, User

ROOT = Path(__file__).parents[2]
#: A Thursday.
START = datetime(2026, 11, 12, 8, 40, tzinfo=UTC)

USERS = (
    User("U0ANNA0001", "anna", "Anna Keller", "anna@b.example", "Europe/Berlin", is_admin=True),
    User("U0ALICE001", "alice", "Alice Meyer", "alice@b.example", "Europe/Berlin"),
    User("U0DANA0001", "dana", "Dana Rossi", "dana@b.example", "Europe/Berlin"),
    User("U0CAROL001", "carol", "Carol Diaz", "carol@b.example", "America/New_York"),
)
EVERYBODY = tuple(one.id for one in USERS)
CHANNELS = (
    Channel("C0GENERAL1", "general", members=EVERYBODY),
    Channel("C0EUROPE01", "team-europe", members=EVERYBODY),
)

TEAMS = "team,parent,channel,zone\nEurope,,#team-europe,Europe/Berlin\n"
MEMBERS = """email,team,role,function,manager
anna@b.example,Europe,admin,sales,
alice@b.example,Europe,rep,sales,anna@b.example
dana@b.example,Europe,rep,R&D,anna@b.example
carol@b.example,Europe,rep,sales,anna@b.example
"""
ACCOUNTS = """account,aliases,contract,owner_email
Acme,Acme Semiconductor,yes,alice@b.example
Nordwerk,,no,dana@b.example
"""
CONTACTS = """name,account,title,level,phone,email,aliases,last_visit
Li Wei,Acme,Operations engineer,general,+49 30 555 0101,li.wei@acme.example,,2026-08-20
张三,Acme,Buyer,general,,,Zhang San,2026-10-20
Marta Olsen,Acme,Plant manager,key,,,,2026-09-01
John Smith,Acme,Controller,general,,,,2026-10-30
John Smith,Nordwerk,Planner,general,,,,2026-10-30
Eva Berg,Nordwerk,Head of purchasing,key,,,,2026-11-02
"""
SHEETS = {"teams": TEAMS, "members": MEMBERS, "accounts": ACCOUNTS, "contacts": CONTACTS}


class Bot:
    """The bot's command line, told of one workspace and one database."""

    def __init__(self, variables: dict[str, str], folder: Path) -> None:
        self.variables, self.folder = os.environ | variables, folder

    def says(self, *words: str, code: int = 0, stdin: str = "") -> str:
        """What a command prints; its exit code is as expected."""
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=ROOT, env=self.variables, input=stdin, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def imports(self, **sheets: str) -> str:
        """Take in sheets, each under its name."""
        files = []
        for name, text in sheets.items():
            (self.folder / f"{name}.csv").write_text(text, encoding="utf-8")
            files.append(str(self.folder / f"{name}.csv"))
        return self.says("import", *files)

    @contextmanager
    def running(self, connected: Callable[[], bool]) -> Iterator[subprocess.Popen[bytes]]:
        """The bot at work until the block ends; it must stop cleanly."""
        log = (self.folder / "bot.log").open("w+")
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=ROOT, env=self.variables, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            deadline = time.monotonic() + 30
            while not connected():
                assert process.poll() is None, (self.folder / "bot.log").read_text()
                assert time.monotonic() < deadline, "the bot did not connect"
                time.sleep(0.05)
            yield process
        finally:
            process.terminate()
            code = process.wait(timeout=20)
            log.close()
        assert code == 0, (self.folder / "bot.log").read_text()


def manifest(http: str | None = None) -> dict[str, object]:
    """The manifest as the command line prints it."""
    words = ["--http", http] if http else []
    printed = subprocess.run(
        [sys.executable, "-m", "bot", "manifest", *words],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(printed.stdout)
    assert isinstance(told, dict)
    return told


@pytest.fixture(scope="session")
def app_manifest() -> dict[str, object]:
    return manifest()


class Company:
    """What `Sandbox` is given: people, channels, and the day it is."""

    users, channels, start, name = USERS, CHANNELS, START, "Brightwell"


@pytest.fixture
def workspace(app_manifest, tmp_path) -> Iterator[Sandbox]:
    with Sandbox(company=Company(), manifest=app_manifest) as local:
        yield local


@pytest.fixture
def database_url(tmp_path) -> str:
    return f"sqlite:///{tmp_path / 'everyvote.db'}"


@pytest.fixture
def bot(workspace, tmp_path, database_url) -> Bot:
    return Bot(workspace.environment() | {"EVERYVOTE_DATABASE_URL": database_url}, tmp_path)


@pytest.fixture
def at_work(workspace, bot) -> Iterator[Bot]:
    """The bot running, with the small company's sheets taken in."""
    bot.imports(**SHEETS)
    with bot.running(lambda: workspace.connected):
        yield bot


@pytest.fixture
def alice(workspace, at_work):
    return workspace.person("alice")


@pytest.fixture
def anna(workspace, at_work):
    return workspace.person("anna")
