"""A real slack_bolt app that answers in its ack, reached by Socket Mode or by signed HTTP."""

import re
import threading
from collections.abc import Mapping

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from waitress.server import create_server

from bot.run import leave

EVERYTHING = re.compile("")


class Bot:
    """Remembers what it hears, and answers each kind of request as a test says."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.client = WebClient(
            environment["SLACK_BOT_TOKEN"],
            base_url=environment["SLACK_API_URL"],
            timeout=5,
            retry_handlers=[],
        )
        self.heard: list[dict] = []
        self.retries: list[tuple[str, str]] = []
        #: What acks carry: keyword arguments of `ack`, by kind.
        self.command: dict = {}
        self.view: dict = {}
        self.options: dict = {"options": []}
        #: Called with the body before a command or shortcut is acknowledged.
        self.before = lambda _body: None
        #: Whether it acknowledges at all.
        self.silent = False
        self.app = App(
            client=self.client,
            signing_secret=environment.get("SLACK_SIGNING_SECRET", "unused"),
            token_verification_enabled=False,
            process_before_response=True,
        )
        app = self.app
        app.middleware(self._note_retries)
        app.command(EVERYTHING)(lambda ack, body: self._answer(ack, body, self.command))
        app.shortcut(EVERYTHING)(lambda ack, body: self._answer(ack, body, {}))
        app.action(EVERYTHING)(lambda ack, body: self._answer(ack, body, {}))
        app.options(EVERYTHING)(lambda ack, body: self._answer(ack, body, self.options))
        app.view(EVERYTHING)(lambda ack, body: self._answer(ack, body, self.view))
        app.view_closed(EVERYTHING)(lambda ack, body: self._answer(ack, body, {}))
        for event in ("app_home_opened", "message", "user_change", "team_join"):
            app.event(event)(self._event)

    def _note_retries(self, request, next_):
        if "x-slack-retry-num" in request.headers:
            number, reason = (request.headers[f"x-slack-retry-{one}"] for one in ("num", "reason"))
            self.retries.append((number[0], reason[0]))
        next_()

    def _answer(self, ack, body, how):
        self.heard.append(body)
        self.before(body)
        if not self.silent:
            ack(**how)

    def _event(self, body):
        self.heard.append(body)
        self.before(body)

    def last(self, kind: str) -> dict:
        """The newest request of a kind: "command", "event", or an interaction's type."""
        return [one for one in self.heard if kind in {_kind(one), one.get("type")}][-1]


def _kind(body: dict) -> str:
    return "command" if "command" in body else "event" if "event" in body else ""


class BySocket:
    """The bot on a WebSocket."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.bot = Bot(environment)
        self.handler = SocketModeHandler(
            self.bot.app, environment["SLACK_APP_TOKEN"], web_client=self.bot.client,
            ping_interval=0.1,  # the SDK looks whether its line still stands as often as it pings
        )  # fmt: skip
        self.handler.connect()

    def close(self) -> None:
        """Hang up."""
        leave(self.handler)


class ByHttp:
    """The bot behind waitress, at a port of its own."""

    def __init__(self, environment: Mapping[str, str], port: int = 0) -> None:
        self.bot = Bot(environment)
        self.server = create_server(
            SlackRequestHandler(self.bot.app), host="127.0.0.1", port=port, threads=4
        )
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server.effective_port}/slack/events"

    def close(self) -> None:
        """Stop listening."""
        self.server.trigger.pull_trigger(self.server.close)  # its thread wakes once a second
        self.thread.join(5)
