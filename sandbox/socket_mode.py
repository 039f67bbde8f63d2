"""Socket Mode: the WebSocket lines to the bot, their envelopes and acknowledgements."""

import asyncio
import random
import secrets
import uuid
from contextlib import suppress
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.blocks import Json
from sandbox.workspace import Workspace

#: Most connections of one app. Source: apis/events-api/using-socket-mode.
MOST = 10
#: Seconds a connection lives; the same with `debug_reconnects`; and the warning ahead.
LIFE, DEBUG_LIFE, WARNING = 3600.0, 360.0, 10.0


@dataclass
class Line:
    """One open connection and the envelopes on it that wait for an answer."""

    socket: WebSocket
    waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)

    async def ask(self, envelope: Json) -> Json:
        """Send an envelope and wait for its acknowledgement, which may carry a payload."""
        heard: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self.waiting[envelope["envelope_id"]] = heard
        try:
            await self.socket.send_json(envelope)
            return await heard
        finally:
            self.waiting.pop(envelope["envelope_id"], None)

    async def listen(self) -> None:
        """Hear acknowledgements until the line is closed."""
        with suppress(WebSocketDisconnect):
            while True:
                told = await self.socket.receive_json()
                heard = self.waiting.get(told.get("envelope_id", ""))
                if heard and not heard.done():
                    heard.set_result(told)

    async def part(self, reason: str) -> None:
        """Tell the bot that this connection ends, and end it."""
        with suppress(RuntimeError, WebSocketDisconnect):
            farewell = {"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}}
            await self.socket.send_json(farewell)
        await self.hang_up()

    async def hang_up(self) -> None:
        """End this connection, which the other side may have dropped at this very moment."""
        with suppress(RuntimeError, WebSocketDisconnect):
            await self.socket.close()


class Lines:
    """All connections of the app, and the tickets to open one."""

    def __init__(self, w: Workspace) -> None:
        self.w = w
        self.open: list[Line] = []
        self._tickets: set[str] = set()

    def invitation(self) -> str:
        """The address of a new connection, good for one."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return (
            f"ws{self.w.address.removeprefix('http')}/link/?ticket={ticket}&app_id={self.w.app.id}"
        )

    async def connect(self, socket: WebSocket) -> None:
        """Serve one connection from hello to goodbye."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets or len(self.open) >= MOST:
            await socket.close()
            return
        self._tickets.discard(ticket)
        await socket.accept()
        line = Line(socket)
        life = DEBUG_LIFE if socket.query_params.get("debug_reconnects") == "true" else LIFE
        self.open.append(line)
        self.w.changed()
        await socket.send_json(self._hello(life))
        end = asyncio.create_task(_live(line, life))
        try:
            await line.listen()
        finally:
            end.cancel()
            self.open.remove(line)
            for heard in line.waiting.values():
                heard.cancel()
            self.w.changed()

    def _hello(self, life: float) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "debug_info": {"host": "local", "approximate_connection_time": int(life)},
            "connection_info": {"app_id": self.w.app.id},
        }

    async def ask(self, kind: str, payload: Json, *, retry: tuple[int, str] | None) -> Json:
        """Send a payload on one of the lines, nobody knows which; the acknowledgement."""
        line = random.choice(self.open)  # noqa: S311 — Slack's choice is no secret
        return await line.ask(envelope(kind, payload, retry))

    async def refresh(self) -> None:
        """Ask the bot to renew every connection, as Slack does every few hours."""
        for line in list(self.open):
            await line.part("refresh_requested")

    async def drop(self, kind: str, payload: Json) -> None:
        """Send a payload and close the line at once, whatever the bot makes of it."""
        line = random.choice(self.open)  # noqa: S311 — Slack's choice is no secret
        await line.socket.send_json(envelope(kind, payload, None))
        await line.socket.close()


async def _live(line: Line, life: float) -> None:
    """The end of a connection's life: a warning, then goodbye."""
    await asyncio.sleep(life - WARNING)
    with suppress(RuntimeError, WebSocketDisconnect):
        await line.socket.send_json({"type": "disconnect", "reason": "warning"})
    await asyncio.sleep(WARNING)
    await line.part("refresh_requested")


def envelope(kind: str, payload: Json, retry: tuple[int, str] | None) -> Json:
    """A payload as it travels by Socket Mode."""
    told: Json = {
        "envelope_id": str(uuid.uuid4()),
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }
    if kind == "events_api":
        attempt, reason = retry or (0, "")
        told |= {"retry_attempt": attempt, "retry_reason": reason}
    return told
