"""A bot that remembers what it is told, and opens and answers forms as a test says."""

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from slack_bolt import Ack, App, BoltRequest
from slack_sdk import WebClient

Json = dict[str, object]
EVERYTHING = re.compile("")


def manifest(url: str) -> Json:
    """What the workspace is to know of this bot."""
    return {
        "display_information": {"name": "Echo"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": "Echo", "always_online": True},
            "slash_commands": [
                {
                    "command": "/form",
                    "url": url,
                    "description": "Open a form",
                    "usage_hint": "[anything]",
                },
                {
                    "command": "/hello",
                    "url": url,
                    "description": "Say hello",
                    "usage_hint": "NAME [greeting]",
                },
            ],
            "shortcuts": [
                {
                    "name": "Open the form",
                    "type": "global",
                    "callback_id": "form.open",
                    "description": "Anywhere",
                },
                {
                    "name": "Keep this",
                    "type": "message",
                    "callback_id": "message.keep",
                    "description": "Keeps it",
                },
            ],
        },
        "oauth_config": {
            "scopes": {
                "bot": [
                    "channels:history",
                    "channels:read",
                    "chat:write",
                    "commands",
                    "files:read",
                    "im:history",
                    "im:write",
                    "users:read",
                ]
            }
        },
        "settings": {
            "event_subscriptions": {"request_url": url, "bot_events": ["app_home_opened"]},
            "interactivity": {
                "is_enabled": True,
                "request_url": url,
                "message_menu_options_url": url,
            },
            "socket_mode_enabled": False,
        },
    }


class _Door(ThreadingHTTPServer):
    """Where the workspace knocks."""

    daemon_threads = True
    app: App

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Knock)


class _Knock(BaseHTTPRequestHandler):
    """One request, handed to Bolt."""

    server: _Door

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        headers: dict[str, str | Sequence[str]] = dict(self.headers.items())
        answer = self.server.app.dispatch(BoltRequest(body=body, headers=headers))
        self.send_response(answer.status)
        for name, value in answer.first_headers().items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing: the workspace keeps a log."""


class Echo:
    """Reached by signed HTTP while in a `with` block, so that it starts and stops at once."""

    def __init__(self) -> None:
        self._door = _Door()
        #: The payloads of commands, actions, submissions, closings and shortcuts, as they came.
        self.heard: list[Json] = []
        #: The blocks of the form that a command or shortcut opens.
        self.form: Sequence[Json] = ()
        #: How a submission is answered.
        self.answer: Callable[[Ack], object] = lambda ack: ack()
        #: What a block suggestion is answered with.
        self.options: Sequence[Json] = ()
        #: Cleared, submissions wait until it is set again.
        self.may_answer = threading.Event()
        self.may_answer.set()

    @property
    def manifest(self) -> Json:
        """The manifest that leads to this bot's door."""
        return manifest(f"http://127.0.0.1:{self._door.server_port}/slack/events")

    def connect(self, environment: Mapping[str, str]) -> None:
        """Learn where the workspace is."""
        self.client = WebClient(
            environment["SLACK_BOT_TOKEN"], base_url=environment["SLACK_API_URL"], timeout=5
        )
        app = App(
            client=self.client,
            signing_secret=environment["SLACK_SIGNING_SECRET"],
            token_verification_enabled=False,
        )
        self._listen(app)
        self._door.app = app

    def __enter__(self) -> Self:
        threading.Thread(target=self._door.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def leave(self) -> None:
        """Answer no more."""
        self._door.shutdown()
        self._door.server_close()

    def told(self, kind: str) -> list[Json]:
        """The payloads of one type."""
        return [one for one in self.heard if one.get("type") == kind]

    def hears(self, kind: str) -> Json:
        """The one payload of a type, as soon as it has come."""
        deadline = time.monotonic() + 5
        while not self.told(kind):
            assert time.monotonic() < deadline, f"no {kind} came"
            time.sleep(0.01)
        [payload] = self.told(kind)
        return payload

    def post(self, channel: str, *blocks: Json, text: str = "spoken text") -> str:
        """Post a message; its ts."""
        said = self.client.chat_postMessage(channel=channel, text=text, blocks=list(blocks) or None)
        return str(said["ts"])

    def _listen(self, app: App) -> None:
        app.command(EVERYTHING)(self._command)
        app.shortcut(EVERYTHING)(self._shortcut)
        app.action(EVERYTHING)(self._remember)
        app.options(EVERYTHING)(self._suggest)
        app.view(EVERYTHING)(self._submit)
        app.view_closed(EVERYTHING)(self._remember)
        app.event("app_home_opened")(self._remember)
        app.event("message")(self._remember)

    def _command(self, ack: Ack, body: Json) -> None:
        self.heard.append(body)
        if body["command"] != "/form":
            ack(f"Hello, {body['text']}!")
            return
        self._open(body)
        ack()

    def _shortcut(self, ack: Ack, body: Json) -> None:
        self.heard.append(body)
        if self.form:
            self._open(body)
        ack()

    def _open(self, body: Json) -> None:
        self.client.views_open(trigger_id=str(body["trigger_id"]), view=form(self.form))

    def _remember(self, ack: Ack, body: Json) -> None:
        self.heard.append(body)
        ack()

    def _suggest(self, ack: Ack, body: Json) -> None:
        self.heard.append(body)
        ack(options=list(self.options))

    def _submit(self, ack: Ack, body: Json) -> None:
        self.heard.append(body)
        self.may_answer.wait(timeout=5)
        self.answer(ack)


def form(blocks: Sequence[Json], title: str = "A form") -> dict[str, object]:
    """A modal around blocks."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "notify_on_close": True,
        "blocks": list(blocks),
    }


def plain(text: str) -> dict[str, str]:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, str]:
    """A mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: object) -> dict[str, object]:
    """A section of mrkdwn."""
    return {"type": "section", "text": mrkdwn(text), **more}


def actions(*elements: Json) -> dict[str, object]:
    """An actions block; each element gets an action_id unless it has one."""
    numbered = [{"action_id": f"act{at}", **one} for at, one in enumerate(elements)]
    return {"type": "actions", "block_id": "acts", "elements": numbered}


def field(label: str, element: Json, **more: object) -> dict[str, object]:
    """An input block whose block_id and action_id are its label in small letters."""
    name = label.lower()
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {"action_id": name, **element},
        **more,
    }


def option(text: str, value: str | None = None) -> dict[str, object]:
    """An option whose value is its text unless told."""
    return {"text": plain(text), "value": value or text.lower()}
