"""The front of the Web API: tokens, scopes, rate limits and faults, then the method itself."""

import asyncio
import json
import time
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox.blocks import Json
from sandbox.delivery import Delivery
from sandbox.faults import Fault, Faults
from sandbox.methods import METHODS
from sandbox.methods.call import Call, Method, invalid
from sandbox.methods.chat import respond
from sandbox.rates import Rates
from sandbox.rules import Refused
from sandbox.wire import Dropped, Silent, Torn
from sandbox.workspace import RESPONSE_LIFE, RESPONSE_USES, Workspace

#: What a proxy with a cold answers in Slack's place.
GARBLE = b"<html>Our proxy has a cold.</html>"


@dataclass(frozen=True)
class Tokens:
    """The secrets of the installed app; they open nothing but this workspace."""

    bot: str = "xoxb-sandbox"
    app: str = "xapp-sandbox"
    signing_secret: str = "sandbox-signing-secret"  # noqa: S105 — it opens nothing else


class WebApi:
    """Answers `/api/METHOD` and `/respond/TOKEN`."""

    def __init__(
        self, w: Workspace, tokens: Tokens, delivery: Delivery, rates: Rates, faults: Faults
    ) -> None:
        self.w, self.tokens, self.delivery = w, tokens, delivery
        self.rates, self.faults = rates, faults

    async def method(self, request: Request) -> Response:
        """One call of a method."""
        began, name = time.monotonic(), request.path_params["method"]
        arguments = await _arguments(request)
        token = _token(request, arguments)
        fault = self.faults.draw(name)
        before = _instead(fault)
        if before is not None and fault:
            self._record(name, fault.kind, began, arguments)
            return before
        wait = self._wait(name, arguments)
        if wait:
            self._record(name, "ratelimited", began, arguments)
            return _limited(wait)
        body = self._answer(name, token, arguments)
        self._record(name, body.get("error", "ok"), began, arguments)
        scopes = {"x-oauth-scopes": ",".join(sorted(self.w.app.scopes))}
        if name in METHODS:
            scopes["x-accepted-oauth-scopes"] = ",".join(METHODS[name].scopes)
        return await _after(fault, JSONResponse(body, headers=scopes))

    def _wait(self, name: str, arguments: Json) -> int:
        return self.rates.wait(name, str(arguments.get("channel", "")))

    def _answer(self, name: str, token: str, arguments: Json) -> Json:
        try:
            if name == "apps.connections.open":
                return self._connection(token)
            method = self._admitted(name, token, arguments)
            return {"ok": True} | method.answer(Call(self.w, arguments))
        except Refused as refusal:
            return refusal.answer()

    def _admitted(self, name: str, token: str, arguments: Json) -> Method:
        """The method, if this caller may use it and names all it needs."""
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        if method.token == "bot":  # noqa: S105 — the kind of token
            self._check(token)
            Call(self.w, arguments).needs_scope(*method.scopes)
        missing = [one for one in method.needs if arguments.get(one) in (None, "")]
        if missing:
            raise invalid(*(f"missing required field: {one}" for one in missing))
        return method

    def _check(self, token: str) -> None:
        if not token:
            raise Refused("not_authed")
        if token == self.tokens.app:
            raise Refused("not_allowed_token_type")
        if token != self.tokens.bot:
            raise Refused("invalid_auth")

    def _connection(self, token: str) -> Json:
        if token == self.tokens.bot:
            raise Refused("not_allowed_token_type")
        if token != self.tokens.app:
            raise Refused("invalid_auth" if token else "not_authed")
        return {"ok": True, "url": self.delivery.lines.invitation()}

    async def respond(self, request: Request) -> Response:
        """One use of a response_url."""
        began = time.monotonic()
        arguments = await _arguments(request)
        fault = self.faults.draw("respond")
        before = _instead(fault)
        if before is not None and fault:
            self._record("respond", fault.kind, began, arguments)
            return before
        status, words = self._respond(request.path_params["token"], arguments)
        self._record("respond", words, began, arguments)
        return await _after(fault, PlainTextResponse(words, status))

    def _respond(self, token: str, arguments: Json) -> tuple[int, str]:
        """Status and body. Those of a used-up address are community knowledge, not documented."""
        right = self.w.response_urls.get(token)
        if right is None or time.monotonic() - right.born > RESPONSE_LIFE:
            return 404, "expired_url"
        if right.uses >= RESPONSE_USES:
            return 404, "used_url"
        try:
            respond(self.w, token, arguments)
        except Refused as refusal:
            return 500, refusal.error
        right.uses += 1
        return 200, "ok"

    def _record(self, name: str, outcome: str, began: float, arguments: Json) -> None:
        self.w.record("api", name, outcome, began, {"arguments": arguments})


async def _arguments(request: Request) -> Json:
    """Query and body together, whatever the body's type."""
    told: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            return told
        return told | body if isinstance(body, dict) else told
    if kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        form = await request.form()
        told |= {key: value for key, value in form.items() if isinstance(value, str)}
        if kind.startswith("application/x-") and set(told) == {"payload"}:
            told = json.loads(told["payload"])
    return told


def _token(request: Request, arguments: Json) -> str:
    """The caller's token; it leaves the arguments, and so the log."""
    told = str(arguments.pop("token", ""))
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    return bearer.strip() if scheme.lower() == "bearer" else told


def _limited(seconds: int) -> Response:
    headers = {"Retry-After": str(seconds)}
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers)


def _instead(fault: Fault | None) -> Response | None:
    """What a fault answers before anything is done."""
    match fault:
        case Fault(kind="429"):
            return _limited(fault.retry_after)
        case Fault(kind="500"):
            return PlainTextResponse("Internal Server Error", 500)
        case Fault(kind="drop_before"):
            return Dropped()
    return None


async def _after(fault: Fault | None, response: Response) -> Response:
    """What a fault answers after all was done."""
    match fault:
        case Fault(kind="accept_then_500"):
            return PlainTextResponse("Internal Server Error", 500)
        case Fault(kind="accept_then_timeout"):
            return Silent()
        case Fault(kind="drop_after"):
            return Dropped()
        case Fault(kind="tear"):
            return Torn()
        case Fault(kind="garble"):
            return Response(GARBLE, media_type="text/html")
        case Fault(kind="slow"):
            await asyncio.sleep(fault.seconds)
    return response
