"""Hands what happened to the bot: by Socket Mode while a line is open, else by signed HTTP."""

import asyncio
import hashlib
import hmac
import json
import socket
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from sandbox import payloads
from sandbox.blocks import Json
from sandbox.faults import Fault, Faults
from sandbox.socket_mode import Lines
from sandbox.workspace import Workspace

#: Wall seconds the bot has to acknowledge anything. Source: handling-user-interaction.
ACK = 3.0
#: Wall seconds before each retry of an event. Source: apis/events-api.
RETRIES = (0.0, 60.0, 300.0)
#: Only bots on this machine are called.
LOOPBACK = {"127.0.0.1", "localhost", "::1"}

NO_PROXY = build_opener(ProxyHandler({}))


class Heard(NamedTuple):
    """How the bot took it: "" when it acknowledged, else why not; and what it answered."""

    failure: str
    body: Json
    retry: bool = True


class Posted(NamedTuple):
    """An HTTP answer."""

    status: int
    kind: str
    text: str
    no_retry: bool


@dataclass
class Delivery:
    """The way to the bot."""

    w: Workspace
    signing_secret: str
    faults: Faults
    lines: Lines
    #: Wall seconds before each retry of an event.
    retries: tuple[float, ...] = RETRIES
    _underway: set[asyncio.Task[object]] = field(default_factory=set)

    @property
    def connected(self) -> bool:
        """Whether something listens: an open line, or a server at the manifest's address."""
        if self.lines.open:
            return True
        url = urlsplit(self.w.app.interactivity_url or self.w.app.events_url)
        if url.hostname not in LOOPBACK or url.port is None:
            return False
        with socket.socket(socket.AF_INET6 if url.hostname == "::1" else socket.AF_INET) as probe:
            probe.settimeout(0.2)
            return probe.connect_ex((url.hostname, url.port)) == 0

    async def command(self, payload: Json) -> Heard:
        """A slash command; the answer is the message it is answered with."""
        command = self.w.app.command(payload["command"])
        return await self._deliver("slash_commands", payload, command.url if command else "")

    async def interaction(self, payload: Json) -> Heard:
        """A shortcut, an action, a submission, a closing."""
        return await self._deliver("interactive", payload, self.w.app.interactivity_url)

    async def suggestion(self, payload: Json) -> Heard:
        """Somebody types into an external select."""
        return await self._deliver("interactive", payload, self.w.app.options_url)

    async def event(self, body: Json, name: str = "") -> None:
        """An event, if the app has subscribed to it; what fails is retried in the background."""
        if (name or body["type"]) not in self.w.app.events:
            return
        payload = payloads.event(self.w, body)
        heard = await self._deliver("events_api", payload, self.w.app.events_url)
        if heard.failure and heard.retry:
            self._later(self._retry(payload, heard.failure))

    async def _retry(self, payload: Json, failure: str) -> None:
        for attempt, wait in enumerate(self.retries, start=1):
            await asyncio.sleep(wait)
            retry = (attempt, failure)
            heard = await self._deliver("events_api", payload, self.w.app.events_url, retry)
            if not heard.failure or not heard.retry:
                return
            failure = heard.failure

    async def _deliver(
        self, kind: str, payload: Json, url: str, retry: tuple[int, str] | None = None
    ) -> Heard:
        began, fault = time.monotonic(), self.faults.draw(kind)
        try:
            async with asyncio.timeout(ACK):
                heard = await self._faulty(fault, kind, payload, url, retry)
        except TimeoutError:
            heard = Heard("http_timeout", {})
        name = payload.get("command") or payload.get("event", payload)["type"]
        detail: Json = {"payload": payload} | ({"retry": retry[0]} if retry else {})
        self.w.record(kind, name, heard.failure or "ok", began, detail)
        return heard

    async def _faulty(
        self, fault: Fault | None, kind: str, payload: Json, url: str,
        retry: tuple[int, str] | None,
    ) -> Heard:  # fmt: skip
        if fault and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault and fault.kind == "drop_socket" and self.lines.open:
            await self.lines.drop(kind, payload)
            return Heard("connection_failed", {})
        if fault and fault.kind == "duplicate_delivery":
            self._later(self._send(kind, payload, url, retry))
        return await self._send(kind, payload, url, retry)

    async def _send(
        self, kind: str, payload: Json, url: str, retry: tuple[int, str] | None
    ) -> Heard:
        if self.lines.open:
            try:
                told = await self.lines.ask(kind, payload, retry=retry)
            except (asyncio.CancelledError, RuntimeError):
                if (task := asyncio.current_task()) and task.cancelling():
                    raise
                return Heard("connection_failed", {})
            return Heard("", told.get("payload") or {})
        if urlsplit(url).hostname not in LOOPBACK:
            return Heard("connection_failed", {})
        return await asyncio.to_thread(self._post, kind, payload, url, retry)

    def _post(self, kind: str, payload: Json, url: str, retry: tuple[int, str] | None) -> Heard:
        """One signed request, in a thread."""
        body, content_type = _encoded(kind, payload)
        headers = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (local workspace)"}
        headers |= signed(self.signing_secret, body)
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        try:
            posted = _posted(Request(url, body, headers))  # noqa: S310 — loopback, checked
        except TimeoutError:
            return Heard("http_timeout", {})
        except URLError as failure:
            slow = isinstance(failure.reason, TimeoutError)
            return Heard("http_timeout" if slow else "connection_failed", {})
        except OSError:
            return Heard("connection_failed", {})
        if not HTTPStatus.OK <= posted.status < HTTPStatus.MULTIPLE_CHOICES:
            return Heard("http_error", {}, retry=not posted.no_retry)
        return Heard("", _decoded(posted))

    def _later(self, work: Coroutine[None, None, object]) -> None:
        task: asyncio.Task[object] = asyncio.create_task(work)
        self._underway.add(task)
        task.add_done_callback(self._underway.discard)

    async def close(self) -> None:
        """Let go of what is still to be retried."""
        for task in self._underway:
            task.cancel()
        await asyncio.gather(*self._underway, return_exceptions=True)


def signed(secret: str, body: bytes) -> dict[str, str]:
    """The headers by which an app knows that a request is Slack's."""
    stamp = str(int(time.time()))
    text = b"v0:" + stamp.encode() + b":" + body
    signature = hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signature}"}


def _encoded(kind: str, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def _posted(request: Request) -> Posted:
    try:
        with NO_PROXY.open(request, timeout=ACK) as answer:
            kind, text = answer.headers.get("content-type", ""), answer.read().decode()
            return Posted(answer.status, kind, text, no_retry=False)
    except HTTPError as failure:
        with failure:
            no_retry = failure.headers.get("x-slack-no-retry") == "1"
            return Posted(failure.code, "", "", no_retry)


def _decoded(posted: Posted) -> Json:
    """The answer's body: JSON, or bare text as a command may be answered with."""
    if not posted.text.strip():
        return {}
    if posted.kind.startswith("application/json"):
        told = json.loads(posted.text)
        return told if isinstance(told, dict) else {}
    return {"text": posted.text}
