"""The server: every address of the workspace, on a loopback port, in a thread of its own."""

import asyncio
import socket
import threading
from collections.abc import Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox import acts, live
from sandbox.blocks import Json
from sandbox.delivery import RETRIES, Delivery
from sandbox.faults import Fault, Faults
from sandbox.methods.files import uploaded
from sandbox.objects import user_object
from sandbox.rates import Rates
from sandbox.socket_mode import Lines
from sandbox.web_api import Tokens, WebApi
from sandbox.wire import Wire
from sandbox.workspace import User, Workspace

T = TypeVar("T")

PAGE = Path(__file__).parent / "page"
HOST = "127.0.0.1"
#: Seconds the server may take to start or to stop.
PATIENCE = 10.0


class _Announced(uvicorn.Server):
    """uvicorn's server, which says when it listens."""

    def __init__(self, config: uvicorn.Config, started: threading.Event) -> None:
        super().__init__(config)
        self._listens = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        self._listens.set()


class Server:
    """A workspace that is being served. `start()` and `stop()` may be called from any thread."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        port: int = 0,
        tokens: Tokens | None = None,
        rate_limits: bool = False,
        event_retries: tuple[float, ...] = RETRIES,
    ) -> None:
        self.workspace, self.port, self.tokens = workspace, port, tokens or Tokens()
        self.faults, self.rates = Faults(), Rates(on=rate_limits)
        self.delivery = Delivery(
            workspace,
            self.tokens.signing_secret,
            self.faults,
            Lines(workspace),
            retries=event_retries,
        )
        self.api = WebApi(workspace, self.tokens, self.delivery, self.rates, self.faults)
        self._uvicorn: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def url(self) -> str:
        """Where the page is, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Listen, and return once requests are answered.

        Raises:
            OSError: the port is taken.
        """
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, self.port))
        except OSError:
            listening.close()
            raise
        self.port = listening.getsockname()[1]
        self.workspace.address = self.url
        started = threading.Event()
        self._thread = threading.Thread(
            target=self._serve, args=(listening, started), name="workspace", daemon=True
        )
        self._thread.start()
        if not started.wait(PATIENCE):
            raise OSError("the workspace's server did not start")

    def _serve(self, listening: socket.socket, started: threading.Event) -> None:
        config = uvicorn.Config(
            self._application(),
            http=Wire,
            ws="websockets-sansio",
            lifespan="off",
            log_level="error",
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        server = self._uvicorn = _Announced(config, started)

        async def run() -> None:
            self._loop = asyncio.get_running_loop()
            await server.serve(sockets=[listening])
            await self.delivery.close()

        asyncio.run(run())

    def stop(self) -> None:
        """Close every connection and wait for the thread to end."""
        if self._thread is None or self._uvicorn is None:
            return
        if self._thread.is_alive():
            self.call(self._hang_up())
        self._uvicorn.should_exit = True
        self._thread.join(PATIENCE)
        self._thread = None

    async def _hang_up(self) -> None:
        for line in list(self.delivery.lines.open):
            await line.hang_up()
        self.workspace.changed()

    def call(self, work: Coroutine[Any, Any, T], timeout: float | None = None) -> T:
        """Do something on the server's own thread, from another; what it returned."""
        assert self._loop is not None, "the server was not started"
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout)

    def look(self, user_id: str, place: str) -> Json:
        """What a person sees in a place; may be asked on the server's own thread or another."""

        async def seen() -> Json:
            return live.seen(self.workspace, self.delivery, user_id, place)

        if self._thread is threading.current_thread():
            return live.seen(self.workspace, self.delivery, user_id, place)
        return self.call(seen())

    def _application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/api/{method}", self.api.method, methods=["GET", "POST"]),
                Route("/respond/{token}", self.api.respond, methods=["POST"]),
                Route("/upload/{file}", self._upload, methods=["POST", "PUT"]),
                Route("/files/{file}", self._file),
                Route("/clock", self._clock),
                Route("/live/state", self._state),
                Route("/live/act", self._act, methods=["POST"]),
                Route("/sandbox/faults", self._faults, methods=["POST"]),
                Route("/sandbox/users", self._users, methods=["POST"]),
                Route("/sandbox/log", self._log),
                Route("/sandbox/health", self._health),
                WebSocketRoute("/link/", self.delivery.lines.connect),
                WebSocketRoute("/live/changes", self._changes),
                Route("/", lambda _: FileResponse(PAGE / "index.html")),
                Mount("/page", StaticFiles(directory=PAGE, check_dir=False)),
            ],
            # A page elsewhere whose name was made to point here must not reach the workspace.
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
        )

    async def _upload(self, request: Request) -> Response:
        file = self.workspace.files.get(request.path_params["file"])
        if file is None or file.content:
            return PlainTextResponse("file_not_found", 404)
        kind = request.headers.get("content-type", "")
        if kind.startswith("multipart/form-data"):
            form = await request.form()
            parts = [one for one in form.values() if not isinstance(one, str)]
            uploaded(file, await parts[0].read() if parts else b"")
        else:
            uploaded(file, await request.body())
        return PlainTextResponse(f"OK - {file.size}")

    async def _file(self, request: Request) -> Response:
        file = self.workspace.files.get(request.path_params["file"])
        if file is None or not file.content:
            return PlainTextResponse("file_not_found", 404)
        headers = {"X-Content-Type-Options": "nosniff"}
        return Response(file.content, media_type=file.mimetype or None, headers=headers)

    async def _clock(self, request: Request) -> Response:
        try:
            lived, living = (_instant(request.query_params.get(it)) for it in ("lived", "living"))
        except ValueError:
            return JSONResponse({"error": "lived and living must be instants"}, 400)
        clock, followed = self.workspace.clock, self.workspace.clock.follows
        now = clock.hear(lived, living)
        if not followed:
            self.workspace.changed()
        return JSONResponse({"now": now.isoformat()})

    async def _state(self, request: Request) -> Response:
        me, place = (request.query_params.get(name, "") for name in ("as", "in"))
        return JSONResponse(live.seen(self.workspace, self.delivery, me, place))

    async def _act(self, request: Request) -> Response:
        return JSONResponse(await acts.act(self.workspace, self.delivery, await _json(request)))

    async def join(self, user: User) -> None:
        """Somebody new joins the workspace, and the bot is told by a team_join event."""
        self.workspace.welcome(user)
        shown = user_object(self.workspace, user, with_locale=True)
        await self.delivery.event({"type": "team_join", "user": shown})

    async def _faults(self, request: Request) -> Response:
        told = await _json(request)
        if told.pop("clear", False):
            self.faults.clear()
        self.rates.on = told.pop("rate_limits", self.rates.on)
        try:
            if told:
                self.faults.add(Fault(**told))
        except (TypeError, ValueError) as problem:
            return JSONResponse({"ok": False, "error": str(problem)}, 400)
        return JSONResponse({"ok": True})

    async def _users(self, request: Request) -> Response:
        told = await _json(request)
        user_id = told.pop("id", "")
        if user_id not in self.workspace.users:
            return JSONResponse({"ok": False, "error": "user_not_found"}, 404)
        try:
            await self.change_user(user_id, **told)
        except TypeError as problem:
            return JSONResponse({"ok": False, "error": str(problem)}, 400)
        return JSONResponse({"ok": True})

    async def change_user(self, user_id: str, **fields: object) -> None:
        """Change what is known of a person, and tell the bot by a user_change event."""
        user = self.workspace.change_user(user_id, **fields)
        shown = user_object(self.workspace, user, with_locale=True)
        await self.delivery.event({"type": "user_change", "user": shown})

    async def _log(self, request: Request) -> Response:
        name = request.query_params.get("name")
        lines = [one for one in self.workspace.log if name in {None, one["name"]}]
        return JSONResponse({"log": lines})

    async def _health(self, _: Request) -> Response:
        return JSONResponse({"ok": True, "connected": self.delivery.connected})

    async def _changes(self, watcher: WebSocket) -> None:
        await watcher.accept()
        gone = asyncio.create_task(watcher.receive())
        with suppress(WebSocketDisconnect, RuntimeError):
            while not gone.done():
                await watcher.send_json({"version": self.workspace.version})
                news = asyncio.create_task(self.workspace.news())
                await asyncio.wait({gone, news}, return_when=asyncio.FIRST_COMPLETED)
                news.cancel()
        gone.cancel()


def _instant(told: str | None) -> datetime | None:
    at = datetime.fromisoformat(told) if told else None
    return at.replace(tzinfo=UTC) if at and not at.tzinfo else at


async def _json(request: Request) -> Json:
    """A body of JSON, said to be JSON: a foreign page's form cannot say so unasked."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise HTTPException(415, "the body must be application/json")
    told = await request.json()
    return told if isinstance(told, dict) else {}
