"""The two clocks, and waiting for a bot that lives through what is skipped."""

import json
import threading
import urllib.request
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from sandbox import acts
from sandbox import clock as clocks
from sandbox.clock import coming
from tests.sandbox.company import ALICE

START = datetime(2026, 11, 12, 8, 40, tzinfo=UTC)


def ask(workspace, lived=None):
    query = f"?lived={quote(lived)}" if lived else ""
    with urllib.request.urlopen(f"{workspace.environment()['EVERYVOTE_CLOCK_URL']}{query}") as told:
        return datetime.fromisoformat(json.load(told)["now"])


def test_business_time_begins_where_told_and_only_grows(workspace, monkeypatch):
    monkeypatch.setattr(clocks, "FORGOTTEN", 0.1)
    assert timedelta() <= ask(workspace) - START < timedelta(seconds=5)
    workspace.clock.pass_(days=3)
    assert workspace.clock.now - START >= timedelta(days=3)
    with pytest.raises(AssertionError, match="only moves forward"):
        workspace.clock.until(START)


def skipped(workspace):
    """Whether a bot has lived through a day that is skipped."""
    server = workspace.server
    told = server.call(acts.act(server.workspace, server.delivery, {"do": "skip", "days": 1}))
    return told["follows"]


def test_a_message_bears_both_times(workspace, client, alice):
    client.chat_postMessage(channel=ALICE, text="a")
    message = workspace.server.look(ALICE, alice.place)["messages"][0]
    assert message["business_at"].startswith("2026-11-12T08:4")
    assert abs(datetime.fromisoformat(message["at"]) - datetime.now(UTC)) < timedelta(seconds=5)


def test_what_is_said_while_a_skip_is_lived_through_bears_its_own_instant(workspace, client, alice):
    for living in ("2026-11-13T08:00", None):
        query = f"?living={living}" if living else ""
        urllib.request.urlopen(f"{workspace.environment()['EVERYVOTE_CLOCK_URL']}{query}").close()
        client.chat_postMessage(channel=ALICE, text="a")
    stamps = [m["business_at"] for m in workspace.server.look(ALICE, alice.place)["messages"]]
    assert stamps[0] == "2026-11-13T08:00:00+00:00"
    assert stamps[1].startswith("2026-11-12T08:4")


class Follower(threading.Thread):
    """A bot that asks for the time and says it has lived up to what it heard before."""

    def __init__(self, workspace):
        super().__init__()
        self.workspace, self.lived, self.end = workspace, [], threading.Event()

    def run(self):
        lived = None
        while not self.end.wait(0.02):
            now = ask(self.workspace, lived)
            self.lived.append(now)
            lived = now.isoformat()


@pytest.fixture
def follower(workspace):
    running = Follower(workspace)
    running.start()
    yield running
    running.end.set()
    running.join()


def test_a_skip_waits_until_the_bot_has_lived_through_it(workspace, follower):
    while not follower.lived:
        follower.end.wait(0.01)
    to = workspace.clock.until("monday 10:00", zone="Europe/Berlin")
    assert to - datetime(2026, 11, 16, 9, 0, tzinfo=UTC) < timedelta(seconds=5)
    assert workspace.server.workspace.clock.lived >= datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def test_a_bot_that_stands_still_is_told_of(workspace, monkeypatch):
    monkeypatch.setattr(clocks, "PATIENCE", 0.1)
    ask(workspace, START.isoformat())
    with pytest.raises(AssertionError, match=r"has lived through up to 2026-11-12 08:40 UTC"):
        workspace.clock.pass_(days=1)


def test_a_bot_that_is_gone_is_not_waited_for(workspace, monkeypatch):
    assert skipped(workspace) is False
    monkeypatch.setattr(clocks, "FORGOTTEN", 0.1)
    ask(workspace)
    assert skipped(workspace) is False


def test_a_bot_that_is_busy_is_waited_for(workspace, line, monkeypatch):
    ask(workspace)
    monkeypatch.setattr(clocks, "FORGOTTEN", 0)
    later = threading.Timer(0.2, ask, (workspace, "2026-11-20T00:00+00:00"))
    later.start()
    assert skipped(workspace) is True
    later.join()


@pytest.mark.parametrize(
    ("weekday", "at", "zone", "wanted"),
    [
        ("monday", "10:00", "Europe/Berlin", "2026-11-16T09:00+00:00"),
        ("Thursday", "09:41", "Europe/Berlin", "2026-11-12T08:41+00:00"),
        ("thursday", "09:40", "Europe/Berlin", "2026-11-19T08:40+00:00"),
        ("friday", "01:00", "Asia/Shanghai", "2026-11-12T17:00+00:00"),
    ],
)
def test_the_coming_weekday(weekday, at, zone, wanted):
    assert coming(weekday, at, zone, START) == datetime.fromisoformat(wanted)


@pytest.mark.parametrize(("weekday", "at"), [("someday", "10:00"), ("monday", "25:00")])
def test_no_such_time(weekday, at):
    with pytest.raises(ValueError):
        coming(weekday, at, "UTC", START)
