"""The driver for tests and the demo: people who type, press, fill in and see, as on the page."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol, Self

from sandbox import acts
from sandbox.blocks import Json
from sandbox.clock import coming
from sandbox.delivery import RETRIES
from sandbox.faults import Faults
from sandbox.person import Person, Seen
from sandbox.server import Server
from sandbox.web_api import Tokens
from sandbox.workspace import Channel, User, Workspace

__all__ = ["Clockwork", "Company", "Person", "Sandbox", "Seen"]

#: Seconds a bot may take to connect.
PATIENCE = 30.0


class Company(Protocol):
    """Whom and what a workspace starts with."""

    @property
    def users(self) -> Iterable[User]:
        """The people."""

    @property
    def channels(self) -> Iterable[Channel]:
        """The channels."""

    @property
    def name(self) -> str:
        """The workspace's name."""

    @property
    def start(self) -> datetime | None:
        """Business time at the beginning, aware; None: now."""


class Clockwork:
    """Business time, for tests: let it pass, and wait until the bot has lived through it."""

    def __init__(self, server: Server) -> None:
        self._server = server

    @property
    def now(self) -> datetime:
        """Business time, aware UTC."""
        return self._server.workspace.clock.now()

    def pass_(self, **span: float) -> datetime:
        """Let days, hours, minutes pass; business time afterwards.

        Raises:
            AssertionError: the bot follows the clock but did not live through it in a minute.
        """
        return self._skip(self.now + timedelta(**span))

    def until(self, when: str | datetime, zone: str = "UTC") -> datetime:
        """Let time pass until an instant: "monday 10:00" in a zone, ISO, or a datetime."""
        if isinstance(when, datetime):
            return self._skip(when)
        day, _, at = when.partition(" ")
        if day.isalpha():
            return self._skip(coming(day, at or "00:00", zone, self.now))
        told = datetime.fromisoformat(when)
        return self._skip(told if told.tzinfo else told.replace(tzinfo=UTC))

    def _skip(self, to: datetime) -> datetime:
        work = acts.act(
            self._server.workspace,
            self._server.delivery,
            {"do": "skip", "to": to.astimezone(UTC).isoformat()},
        )
        told = self._server.call(work)
        assert told["ok"], told["error"]
        return self.now


class Sandbox:
    """A workspace served in a thread, and its people. Use it in a `with` block."""

    def __init__(
        self,
        company: Company,
        manifest: Mapping[str, object],
        *,
        port: int = 0,
        tokens: Tokens | None = None,
        rate_limits: bool = False,
        event_retries: tuple[float, ...] = RETRIES,
    ) -> None:
        self.workspace = Workspace.from_company(
            company.users,
            company.channels,
            dict(manifest),
            name=company.name,
            start=company.start,
        )
        settings: Json = dict(manifest.get("settings") or {})  # type: ignore[call-overload]  # JSON
        self._by_socket = bool(settings.get("socket_mode_enabled"))
        self.server = Server(
            self.workspace,
            port=port,
            tokens=tokens,
            rate_limits=rate_limits,
            event_retries=event_retries,
        )
        self.clock = Clockwork(self.server)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Serve.

        Raises:
            OSError: the port is taken.
        """
        self.server.start()

    def stop(self) -> None:
        """Stop serving."""
        self.server.stop()

    @property
    def url(self) -> str:
        """Where the page is."""
        return self.server.url

    @property
    def faults(self) -> Faults:
        """What goes wrong next."""
        return self.server.faults

    @property
    def connected(self) -> bool:
        """Whether a bot listens."""
        return self.server.delivery.connected

    @property
    def caught_up(self) -> bool:
        """Whether a bot listens, and has done what was due when it came."""
        return self.connected and self.workspace.clock.lived is not None

    def environment(self) -> dict[str, str]:
        """The environment in which a bot finds this workspace."""
        tokens = self.server.tokens
        way_in = (
            {"SLACK_APP_TOKEN": tokens.app}
            if self._by_socket
            else {"SLACK_SIGNING_SECRET": tokens.signing_secret}
        )
        return way_in | {
            "SLACK_API_URL": f"{self.url}/api/",
            "SLACK_BOT_TOKEN": tokens.bot,
            "EVERYVOTE_CLOCK_URL": f"{self.url}/clock",
        }

    @contextmanager
    def bot(self, **variables: str) -> Iterator["subprocess.Popen[bytes]"]:
        """The bot as a process of its own, connected; it is stopped when the block ends."""
        environment = os.environ | self.environment() | variables
        process = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment)
        try:
            self.await_bot(process)
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)

    def await_bot(self, process: "subprocess.Popen[bytes] | None" = None) -> None:
        """Wait until a bot listens.

        Raises:
            AssertionError: it has ended, or does not connect.
        """
        deadline = time.monotonic() + PATIENCE
        while not self.connected:
            assert process is None or process.poll() is None, "the bot has ended"
            assert time.monotonic() < deadline, "the bot did not connect"
            time.sleep(0.02)

    def person(self, called: str) -> Person:
        """A person by handle, id, full or first name.

        Raises:
            LookupError: nobody, or more than one, is called so.
        """
        users = list(self.workspace.users.values())
        for match in (
            lambda one: called in {one.id, one.name, one.real_name},
            lambda one: one.real_name.casefold().split(" ")[0] == called.casefold(),
        ):
            found = [one for one in users if match(one)]
            if len(found) == 1:
                return Person(self.server, found[0].id)
        raise LookupError(f"nobody, or more than one, is called {called}")

    def calls(self, name: str) -> list[Json]:
        """The log's lines of one method, delivery or command, oldest first."""
        return [one for one in list(self.workspace.log) if one["name"] == name]

    def change_user(self, called: str, **fields: object) -> None:
        """Change what Slack knows of a person: tz, deleted, status_text …; the bot is told."""
        person = self.person(called)
        self.server.call(self.server.change_user(person.id, **fields))

    def joins(self, user: User) -> Person:
        """Let somebody new into the workspace; the bot is told."""
        self.server.call(self.server.join(user))
        return Person(self.server, user.id)

    def refresh_connections(self) -> None:
        """Ask the bot to renew its Socket Mode connections, as Slack does."""
        self.server.call(self.server.delivery.lines.refresh())
