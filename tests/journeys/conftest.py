"""A small company in a local workspace, and the bot beside it."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import cli
from bot import run as service
from bot.app import build
from sandbox.driver import Sandbox
from sandbox.workspace import Channel, User
from upkeep import lexicon

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
        done = CliRunner().invoke(cli.app, words, stdin, self.variables, catch_exceptions=False)
        assert done.exit_code == code, done.output
        return done.output

    def imports(self, **sheets: str) -> str:
        """Take in sheets, each under its name."""
        files = []
        for name, text in sheets.items():
            (self.folder / f"{name}.csv").write_text(text, encoding="utf-8")
            files.append(str(self.folder / f"{name}.csv"))
        return self.says("import", *files)

    @contextmanager
    def serving(self, connected: Callable[[], bool]) -> Iterator[None]:
        """The bot at work in a thread until the block ends, which takes a tenth of a process."""
        stop = threading.Event()
        serve = (build(self.variables), lambda _: None, stop)
        thread = threading.Thread(target=service.serve, args=serve)
        thread.start()
        try:
            _await(connected, thread.is_alive)
            yield
        finally:
            stop.set()
            thread.join(timeout=20)
        assert not thread.is_alive()

    @contextmanager
    def running(self, connected: Callable[[], bool]) -> Iterator[subprocess.Popen[bytes]]:
        """The bot at work in a process of its own; it must stop cleanly."""
        log = (self.folder / "bot.log").open("w+")
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=ROOT, env=self.variables, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _await(connected, lambda: process.poll() is None)
            yield process
        finally:
            process.terminate()
            code = process.wait(timeout=20)
            log.close()
        assert code == 0, (self.folder / "bot.log").read_text()


def _await(connected: Callable[[], bool], lives: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not connected():
        assert lives(), "the bot has ended"
        assert time.monotonic() < deadline, "the bot did not connect"
        time.sleep(0.02)


def manifest(http: str | None = None) -> dict[str, object]:
    """The manifest as the command line prints it."""
    printed = Bot({}, ROOT).says("manifest", *(["--http", http] if http else []))
    told = json.loads(printed)
    assert isinstance(told, dict)
    return told


class Company:
    """What `Sandbox` is given: people, channels, and the day it is."""

    users, channels, start, name = USERS, CHANNELS, START, "Brightwell"


@pytest.fixture
def workspace() -> Iterator[Sandbox]:
    with Sandbox(company=Company(), manifest=manifest()) as local:
        yield local


@pytest.fixture
def database_url(tmp_path) -> str:
    return f"sqlite:///{tmp_path / 'everyvote.db'}"


@pytest.fixture
def bot(workspace, tmp_path, database_url) -> Bot:
    return Bot(workspace.environment() | {"EVERYVOTE_DATABASE_URL": database_url}, tmp_path)


@pytest.fixture(scope="session")
def taken_in(tmp_path_factory) -> Path:
    """A SQLite file with the small company's sheets taken in, to be copied and not used.

    The lists of words are loaded as well: who says the first unknown one would wait for them.
    """
    lexicon.load()
    folder = tmp_path_factory.mktemp("taken_in")
    with Sandbox(company=Company(), manifest=manifest()) as local:
        told = {"EVERYVOTE_DATABASE_URL": f"sqlite:///{folder / 'everyvote.db'}"}
        Bot(local.environment() | told, folder).imports(**SHEETS)
    path: Path = folder / "everyvote.db"
    return path


@pytest.fixture
def at_work(workspace, bot, taken_in, tmp_path) -> Iterator[Bot]:
    """The bot serving, with the small company's sheets taken in."""
    shutil.copyfile(taken_in, tmp_path / "everyvote.db")
    with bot.serving(lambda: workspace.caught_up):
        yield bot


@pytest.fixture
def alice(workspace, at_work):
    return workspace.person("alice")


@pytest.fixture
def anna(workspace, at_work):
    return workspace.person("anna")
