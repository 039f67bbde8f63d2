"""The way to the bot: Socket Mode and signed HTTP, retries, faults, rate limits."""

import json
import socket
import threading
import time
import urllib.error
import urllib.request
from http.client import RemoteDisconnected

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import delivery
from sandbox.driver import Sandbox
from sandbox.rates import BURST
from tests.sandbox.bolt import BySocket
from tests.sandbox.company import ALICE, SALES, Company, button, field, manifest, modal, option
from tests.sandbox.company import actions as acts


def until(true, seconds=5.0):
    """Wait for what another thread does."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.01)


class TestHttp:
    def test_a_whole_conversation(self, by_http):
        workspace, served = by_http
        bot, alice = served.bot, workspace.person("alice")
        assert workspace.connected
        bot.command = {"text": "Saved"}
        assert alice.types("/visit met Li Wei").text == "Saved"
        bot.before = lambda body: (
            "command" in body
            and bot.client.views_open(
                trigger_id=body["trigger_id"], view=modal(field("Who", "external_select"))
            )
        )
        bot.options = {"options": [option("Li Wei")]}
        alice.types("/visit")
        alice.fills({"Who": "Li Wei"})
        bot.view = {"response_action": "errors", "errors": {"who": "No."}}
        alice.submits()
        assert alice.errors() == {"Who": "No."}
        bot.view = {}
        alice.submits()
        bot.client.chat_postMessage(channel=ALICE, text="a", blocks=[acts(button())])
        alice.presses("Undo")
        assert bot.last("block_actions")["actions"][0]["action_id"] == "undo"
        alice.opens("home")
        assert bot.last("event")["event"]["tab"] == "home"

    def test_a_wrong_signature_is_refused_by_the_bot(self, by_http):
        workspace, _ = by_http
        workspace.server.delivery.signing_secret = "another"
        with pytest.raises(AssertionError, match="dispatch_failed"):
            workspace.person("alice").types("/visit a")
        assert workspace.calls("/visit")[-1]["outcome"] == "http_error"

    def test_an_event_is_retried_three_times(self, by_http):
        workspace, served = by_http

        def fail(body):
            raise RuntimeError("not today")

        served.bot.before = fail
        workspace.person("alice").opens("home")
        until(lambda: len(workspace.calls("app_home_opened")) == 4)
        assert served.bot.retries == [(str(n), "http_error") for n in (1, 2, 3)]
        assert len({one["event_id"] for one in served.bot.heard}) == 1

    def test_only_bots_of_this_machine_are_called(self):
        with Sandbox(Company(), manifest("https://votes.example.com/slack/events")) as workspace:
            assert not workspace.connected
            with pytest.raises(AssertionError, match="dispatch_failed"):
                workspace.person("alice").types("/visit a")

    def test_a_bot_that_is_too_slow(self, monkeypatch):
        monkeypatch.setattr(delivery, "ACK", 0.5)
        with socket.create_server(("127.0.0.1", 0)) as deaf:
            url = f"http://127.0.0.1:{deaf.getsockname()[1]}/slack/events"
            with Sandbox(Company(), manifest(url)) as workspace:
                assert workspace.connected
                with pytest.raises(AssertionError, match="operation_timeout"):
                    workspace.person("alice").types("/visit a")


class TestSocketMode:
    def test_hello_and_goodbye(self, workspace, line):
        assert workspace.connected
        line.handler.client.auto_reconnect_enabled = False
        line.close()
        until(lambda: not workspace.connected)

    def test_connections_are_renewed_when_asked(self, workspace, line, alice):
        before = workspace.server.delivery.lines.open[0]
        workspace.refresh_connections()
        until(lambda: workspace.connected and workspace.server.delivery.lines.open[0] is not before)
        line.bot.command = {"text": "still here"}
        assert alice.types("/visit a").text == "still here"

    def test_an_event_that_is_not_acknowledged_is_retried(self, workspace, line, alice):
        workspace.server.delivery.retries = (0.1,) * 50  # until the bot has connected anew
        workspace.faults.next("events_api", kind="drop_socket")
        alice.opens("home")
        until(lambda: len(line.bot.retries) == 2, seconds=10)
        assert line.bot.retries[0] == ("0", "")
        assert line.bot.retries[1][1] == "connection_failed"

    def test_a_ticket_is_good_for_one(self, workspace, client):
        url = client.apps_connections_open(app_token="xapp-sandbox")["url"]
        first = BySocket.__new__(BySocket)
        del first  # the address is what is looked at
        assert url.startswith("ws://127.0.0.1:")
        assert "ticket=" in url


class TestDeliveryFaults:
    def test_twice(self, workspace, bot, alice):
        workspace.faults.next("slash_commands", kind="duplicate_delivery")
        alice.types("/visit a")
        until(lambda: len(bot.heard) == 2)
        assert bot.heard[0]["trigger_id"] == bot.heard[1]["trigger_id"]
        alice.types("/visit b")
        assert len(bot.heard) == 3

    def test_dropped(self, workspace, line, alice):
        workspace.faults.next("slash_commands", kind="drop_socket")
        with pytest.raises(AssertionError, match="dispatch_failed"):
            alice.types("/visit a")
        until(lambda: workspace.connected, seconds=10)
        assert alice.types("/visit b") is not None

    def test_late(self, workspace, bot, alice):
        workspace.faults.next("slash_commands", kind="slow", seconds=0.3)
        began = time.monotonic()
        alice.types("/visit a")
        assert time.monotonic() - began > 0.3


class TestCallFaults:
    def said(self, client):
        return [one["text"] for one in client.conversations_history(channel=SALES)["messages"]]

    def test_429_once(self, client, workspace):
        workspace.faults.next("chat.postMessage", status=429, retry_after=7)
        with pytest.raises(SlackApiError) as limited:
            client.chat_postMessage(channel=SALES, text="a")
        response = limited.value.response
        assert (response.status_code, response["error"]) == (429, "ratelimited")
        assert response.headers["Retry-After"] == "7"
        client.chat_postMessage(channel=SALES, text="b")
        assert self.said(client) == ["b"]
        outcomes = [one["outcome"] for one in workspace.calls("chat.postMessage")]
        assert outcomes == ["429", "ok"]

    def test_500_without_and_with_the_work_done(self, client, workspace):
        for kind in ("500", "accept_then_500"):
            workspace.faults.next("chat.postMessage", kind=kind)
            with pytest.raises(SlackApiError) as failed:
                client.chat_postMessage(channel=SALES, text=kind)
            assert failed.value.response.status_code == 500
        assert self.said(client) == ["accept_then_500"]

    def test_a_timeout_with_the_work_done(self, client, workspace):
        client.timeout = 1
        workspace.faults.next("chat.postMessage", kind="accept_then_timeout")
        with pytest.raises(TimeoutError):
            client.chat_postMessage(channel=SALES, text="a")
        assert self.said(client) == ["a"]

    @pytest.mark.parametrize(("kind", "said"), [("drop_before", []), ("drop_after", ["a"])])
    def test_a_dropped_connection(self, client, workspace, kind, said):
        workspace.faults.next("chat.postMessage", kind=kind)
        with pytest.raises((RemoteDisconnected, ConnectionResetError)):
            client.chat_postMessage(channel=SALES, text="a")
        assert self.said(client) == said

    def test_by_chance(self, client, workspace):
        workspace.faults.chance.seed(1)
        workspace.faults.next("api.test", status=500, times=None, probability=0.5)
        outcomes = set()
        for _ in range(20):
            try:
                outcomes.add(client.api_test()["ok"])
            except SlackApiError as failed:
                outcomes.add(failed.response.status_code)
        assert outcomes == {True, 500}
        workspace.faults.clear()
        assert all(client.api_test()["ok"] for _ in range(20))

    def test_over_http(self, client, workspace):
        def post(**fault):
            request = urllib.request.Request(
                f"{workspace.url}/sandbox/faults",
                json.dumps(fault).encode(),
                {"content-type": "application/json"},
            )
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)

        assert post(where="*", kind="500", times=1) == {"ok": True}
        with pytest.raises(SlackApiError):
            client.api_test()
        post(where="api.test", kind="500", times=None)
        post(clear=True)
        assert client.api_test()["ok"]
        with pytest.raises(urllib.error.HTTPError) as unknown:
            post(where="*", kind="earthquake")
        with unknown.value as failure:
            assert b"no such fault: earthquake" in failure.read()

    def test_many_at_once(self, client, workspace):
        threads = [
            threading.Thread(target=client.chat_postMessage, kwargs={"channel": SALES, "text": "a"})
            for _ in range(16)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        stamps = [one["ts"] for one in client.conversations_history(channel=SALES)["messages"]]
        assert len(set(stamps)) == 16


class TestRates:
    @pytest.fixture
    def strict(self):
        with Sandbox(Company(), manifest(), rate_limits=True) as workspace:
            told = workspace.environment()
            yield WebClient(
                told["SLACK_BOT_TOKEN"], base_url=told["SLACK_API_URL"], retry_handlers=[]
            )

    def test_a_channel_takes_one_a_second_after_a_burst(self, strict):
        for _ in range(BURST):
            strict.chat_postMessage(channel=SALES, text="a")
        with pytest.raises(SlackApiError) as limited:
            strict.chat_postMessage(channel=SALES, text="a")
        assert 1 <= int(limited.value.response.headers["Retry-After"]) <= BURST
        assert strict.chat_postMessage(channel=ALICE, text="a")["ok"]

    def test_a_tier_has_so_many_a_minute(self, strict):
        for _ in range(20):
            strict.users_list()
        with pytest.raises(SlackApiError) as limited:
            strict.users_list()
        assert 50 <= int(limited.value.response.headers["Retry-After"]) <= 60
        assert strict.users_info(user=ALICE)["ok"]
