"""HTTP connections that can be cut: how the server drops a caller without an answer."""

import asyncio
from typing import ClassVar

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

Ends = tuple[object, object]


class Wire(H11Protocol):
    """uvicorn's HTTP protocol, with a book of the open connections by their two ends."""

    book: ClassVar[dict[Ends, asyncio.Transport]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """A caller has connected."""
        super().connection_made(transport)
        self.book[self.client, self.server] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self.book.pop((self.client, self.server), None)
        super().connection_lost(exc)


class Dropped(Response):
    """No response at all: the connection is cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Cut it, and wait until uvicorn has seen that."""
        del send
        client, server = scope.get("client"), scope.get("server")
        Wire.book[client and tuple(client), server and tuple(server)].abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class Torn(Response):
    """A response that breaks off half-way: the connection is cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Promise more than is said, and cut it."""
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"ok": tr', "more_body": True})
        await Dropped()(scope, receive, send)


class Silent(Response):
    """No response until the caller gives up or the server stops."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait for the caller to leave."""
        del scope, send
        while (await receive())["type"] != "http.disconnect":
            pass
