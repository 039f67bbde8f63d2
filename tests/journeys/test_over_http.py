"""The same conversations where Slack comes by signed HTTP."""

import socket

import pytest

from sandbox.driver import Sandbox
from tests.journeys.conftest import SHEETS, Bot, Company, manifest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def alice(tmp_path, database_url):
    port = free_port()
    (tmp_path / "config.yaml").write_text(f"engine:\n  port: {port}\n")
    with Sandbox(company=Company(), manifest=manifest(f"http://127.0.0.1:{port}")) as workspace:
        told = {
            "EVERYVOTE_DATABASE_URL": database_url,
            "EVERYVOTE_CONFIG": str(tmp_path / "config.yaml"),
        }
        bot = Bot(workspace.environment() | told, tmp_path)
        bot.imports(**SHEETS)

        def listens() -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", port)) == 0

        with bot.running(listens):
            yield workspace.person("alice")


def test_a_visit_is_logged_and_undone_over_http(alice):
    seen = alice.types("/visit met Li Wei @Acme yesterday")
    assert "Li Wei" in seen.all_text
    alice.presses("Undo")
    alice.sees("Undone")
    alice.opens("home")
    alice.sees("Log a visit")


def test_the_form_suggests_while_one_types_over_http(alice):
    alice.types("/visit")
    alice.fills({"Contacts": ["Marta Olsen"], "Note": "walked the line"})
    alice.submits()
    alice.sees("Marta Olsen, Acme")
