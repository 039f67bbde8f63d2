"""The page's own addresses: state, acts, changes, users, log, and who may reach them."""

import asyncio
import base64
import json
import urllib.error
import urllib.request

import pytest
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.sync.client import connect

from sandbox.driver import Sandbox
from sandbox.socket_mode import Line
from tests.sandbox.company import (
    ALICE,
    DANA,
    LAB,
    SALES,
    Company,
    field,
    manifest,
    modal,
    option,
)


@pytest.fixture
def get(workspace):
    def ask(path):
        with urllib.request.urlopen(f"{workspace.url}{path}") as answer:
            return json.load(answer)

    return ask


@pytest.fixture
def post(workspace):
    def ask(path, *, kind="application/json", **body):
        request = urllib.request.Request(
            f"{workspace.url}{path}", json.dumps(body).encode(), {"content-type": kind}
        )
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as failure:
            with failure:
                return failure.code

    return ask


def test_what_one_person_sees(get, client):
    client.chat_postMessage(channel=SALES, text="one")
    state = get(f"/live/state?as={ALICE}&in={SALES}")
    assert state["me"]["tz"] == "Europe/Berlin"
    assert [one["name"] for one in state["channels"]] == ["sales", "lab", "Echo"]
    assert state["channels"][0]["unread"] == 1
    assert state["messages"][0]["text"] == "one"
    assert state["commands"][0] == {"command": "/visit", "usage_hint": "TEXT", "description": ""}
    assert state["bot"] == {"id": "U0EVERYBOT", "name": "Echo", "connected": False}
    assert state["clock"]["follows"] is False


def test_a_place_one_is_not_in_is_not_shown(get):
    assert get(f"/live/state?as={DANA}&in={LAB}")["in"] == "D0DANA0001"
    assert get("/live/state")["me"]["id"] == ALICE


def test_reading_is_remembered(get, post, client):
    client.chat_postMessage(channel=SALES, text="one")
    assert post("/live/act", **{"as": ALICE, "do": "open", "in": SALES})["ok"]
    assert get(f"/live/state?as={ALICE}&in={SALES}")["channels"][0]["unread"] == 0


def test_changes_are_told(workspace, client):
    with connect(f"{workspace.url.replace('http', 'ws')}/live/changes") as line:
        first = json.loads(line.recv())["version"]
        client.chat_postMessage(channel=SALES, text="one")
        assert json.loads(line.recv(timeout=5))["version"] > first


def test_what_cannot_be_done_is_said(post, client, workspace):
    trigger = workspace.workspace.new_trigger(ALICE)
    body = modal(field("One", "static_select", options=[option("a")]))
    view = client.views_open(trigger_id=trigger, view=body)["view"]["id"]

    def act(**told):
        return post("/live/act", **{"as": ALICE, **told})["error"]

    at = {"view": view, "block_id": "one", "action_id": "one"}
    assert act(do="sing") == "unknown deed: sing"
    assert act(do="change", **at, value="b") == "one offers no such option: b"
    assert act(do="press", **{**at, "action_id": "two"}) == "no_such_element"
    assert act(do="press", **{**at, "view": "V404"}) == "view_not_found"
    assert post("/live/act", **{"as": DANA, "do": "submit", "view": view})["error"] == (
        "view_not_found"
    )
    assert act(do="send", channel="C0ATTIC001", text="a") == "channel_not_found"
    assert act(do="shortcut", callback_id="none") == "no_such_shortcut"


def test_notices_are_put_away(get, post, alice):
    alice.types("/nope")
    (notice,) = get(f"/live/state?as={ALICE}")["notices"]
    post("/live/act", **{"as": ALICE, "do": "dismiss", "notice": notice["id"]})
    assert alice.notices() == []


def test_a_file_is_given_to_its_field(post, client, workspace):
    trigger = workspace.workspace.new_trigger(ALICE)
    view = client.views_open(
        trigger_id=trigger, view=modal(field("Sheet", "file_input", max_files=1))
    )["view"]["id"]
    at = {"as": ALICE, "do": "upload", "view": view, "block_id": "sheet", "action_id": "sheet"}
    content = base64.b64encode(b"name\nLi").decode()
    told = post("/live/act", **at, name="all.csv", content_base64=content)
    files = workspace.workspace.view(view).values["sheet"]["sheet"]["files"]
    assert files[0]["id"] == told["file"]
    assert post("/live/act", **at, name="b", content_base64=content)["error"] == "too_many_files"
    assert post("/live/act", **at, name="b", content_base64="!")["error"] == "invalid_content"


def test_the_clock_is_skipped_from_the_page(post):
    told = post("/live/act", **{"as": DANA, "do": "skip", "weekday": "monday", "time": "10:00"})
    assert told["business"].startswith("2026-11-16T15:00")
    assert told["follows"] is False
    assert post("/live/act", **{"as": DANA, "do": "skip", "days": 1})["business"].startswith(
        "2026-11-17T15:00"
    )


def test_users_are_changed_and_calls_logged_without_secrets(post, get, client):
    assert post("/sandbox/users", id=DANA, tz="Asia/Tokyo") == {"ok": True}
    assert client.users_info(user=DANA)["user"]["tz"] == "Asia/Tokyo"
    assert post("/sandbox/users", id="U404", tz="UTC") == 404
    assert post("/sandbox/users", id=DANA, shoe_size=40) == 400
    (line,) = get("/sandbox/log?name=users.info")["log"]
    assert (line["outcome"], line["arguments"]) == ("ok", {"user": DANA})
    assert "xoxb" not in json.dumps(get("/sandbox/log"))
    assert get("/sandbox/health") == {"ok": True, "connected": False}


def test_foreign_pages_are_kept_out(workspace, post):
    assert post("/live/act", kind="text/plain", do="send") == 415
    foreign = urllib.request.Request(
        f"{workspace.url}/live/state", headers={"host": "evil.example"}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(foreign)
    refused.value.close()
    assert refused.value.code == 400


def test_the_page_is_served(workspace):
    with urllib.request.urlopen(workspace.url) as answer:
        assert answer.headers["content-type"].startswith("text/html")


def test_a_taken_port_is_an_error_at_once(workspace):
    port = workspace.server.port
    with pytest.raises(OSError, match="in use"):
        Sandbox(Company(), manifest(), port=port).start()


def test_a_message_shown_at_once_to_who_waits(alice, client, workspace):
    alice.opens("#sales")
    workspace.server.call(_later(lambda: client.chat_postMessage(channel=SALES, text="late")))
    alice.sees("late")
    assert alice.messages()[-1].text == "late"


async def _later(do):
    asyncio.get_running_loop().run_in_executor(None, do)


def test_it_stops_though_the_bot_hangs_up_at_that_moment():
    class Dropped(WebSocket):
        def __init__(self):
            """It was never connected."""

        async def close(self, code=1000, reason=None):
            raise WebSocketDisconnect(1006)

    with Sandbox(Company(), manifest()) as workspace:
        workspace.server.delivery.lines.open.append(Line(Dropped()))
