"""The bot at work: it listens, its clock ticks, and it stops cleanly when asked."""

import gc
import logging
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress.server import create_server

from bot import tick
from bot.app import House, listeners, unanswered
from bot.clock import RemoteClock
from bot.pump import MINUTE, Pump
from bot.settings import Misconfigured
from storage import StoreError
from upkeep import lexicon

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

#: Seconds between two looks: at whether settings have changed, and at a local workspace's clock,
#: which may skip at any moment.
MOMENT, GLANCE = 5, 0.2
#: Business time that is so far ahead of the wall has skipped.
A_SKIP = timedelta(minutes=1)
#: How long a database that has gone away is left alone.
BREATH = timedelta(seconds=5)
#: New objects between two looks for rings of garbage; a digest makes some hundred thousand.
LOOKED_FOR_RINGS = 100_000


def run(house: House, ready: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM. `ready` is told in one sentence how Slack reaches us.

    Raises:
        Misconfigured: neither an app token nor a signing secret is set, or the port is taken.
        SlackApiError: Slack refuses the tokens.
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    settle()
    serve(house, ready, stop)


def settle() -> None:
    """Let the collector of rings look less, and at less: a tenth of a digest's time was its.

    What is loaded by now stays, and a digest's many short lines hold on to nothing.
    """
    gc.freeze()
    gc.set_threshold(LOOKED_FOR_RINGS)


def serve(house: House, ready: Callable[[str], None], stop: threading.Event) -> None:
    """Serve until `stop` is set; `run` says more."""
    may_speak(house)
    if not house.env.app_token and not house.env.signing_secret:
        raise Misconfigured(
            "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP: README.md says"
            " where to find them."
        )
    house.store.migrate()
    greet(house)
    if isinstance(house.clock, RemoteClock):
        house.clock.ask(None)
    lexicon.load()
    app = listeners(house)
    hang_up = listen(house, app, ready)
    scheduler = clockwork(house)
    try:
        scheduler.start()
        stop.wait()
    finally:
        house.store.on_owed = lambda: None
        house.post.closing.set()
        hang_up()
        scheduler.shutdown()
        house.close()


def may_speak(house: House) -> None:
    """Make sure that there is a token to speak with.

    Raises:
        Misconfigured: there is none.
    """
    if not house.env.connected:
        raise Misconfigured("SLACK_BOT_TOKEN is not set: README.md says where to find it.")


def greet(house: House) -> str:
    """Ask Slack who we are, and open the books of that workspace; its team id.

    Raises:
        Misconfigured: there is no token to speak with, or nobody answers.
        SlackApiError: Slack refuses the token.
    """
    may_speak(house)
    try:
        me = house.client.auth_test()
    except OSError as failure:
        raise Misconfigured(f"{unanswered(house, failure)}.") from failure
    team_id = str(me["team_id"])
    house.store.settle_workspace(team_id, str(me.get("team") or team_id))
    return team_id


def clockwork(house: House) -> BackgroundScheduler:
    """Four jobs: due things are written down, owed ones sent, lists taken in, clocks recounted."""
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(4)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    clock = house.clock
    if isinstance(clock, RemoteClock):
        follower = Follower(house, clock)
        scheduler.add_job(
            follower.glance, "interval", seconds=GLANCE, next_run_time=datetime.now(UTC)
        )
    else:
        scheduler.add_job(
            lambda: tick.owe(house, clock.now()),
            "interval",
            seconds=MINUTE,
            next_run_time=datetime.now(UTC),
        )
    scheduler.add_job(lambda: tick.recount(house), "interval", seconds=MOMENT)
    post = Pump(scheduler, "post", lambda: send(house))
    lists = Pump(scheduler, "lists", lambda: take_in(house))
    now = datetime.now(UTC)
    post.begin(now + timedelta(seconds=MINUTE))
    lists.begin(now)  # nobody waits in front of a list that was broken off

    def wake() -> None:
        post.wake()
        lists.wake()

    house.store.on_owed = wake
    return scheduler


def send(house: House) -> datetime | None:
    """Send what is owed; when the next message may go."""
    try:
        house.post.empty()
        return house.store.next_not_before()
    except StoreError as failure:
        log.warning("nothing can be sent: %s", failure)
        return datetime.now(UTC) + BREATH


def take_in(house: House) -> datetime | None:
    """Go on with the lists that are on their way in."""
    try:
        tick.take_in(house)
    except StoreError as failure:
        log.warning("no list can be taken in: %s", failure)
        return datetime.now(UTC) + BREATH
    return None


class Follower:
    """Lives through whatever a local workspace's clock skips, and reports how far it has come."""

    def __init__(self, house: House, clock: RemoteClock) -> None:
        self.house, self.clock = house, clock
        self.lived: datetime | None = None
        #: A business instant, and what the wall said at it.
        self.seen: tuple[datetime, datetime] | None = None

    def glance(self) -> None:
        """Look at the clock once, and catch up with it."""
        try:
            now = self.clock.ask(self.lived)
        except OSError as failure:
            log.warning("the local workspace's clock does not answer: %s", failure)
            return
        tick.live_through(self.house, now, self.arrive)
        if self._skip(now):
            tick.deliver(self.house, tick.STEP)
        waited_for = self.lived is None or now - self.lived >= A_SKIP
        self.lived = now
        if waited_for:
            self._tell()

    def _skip(self, at: datetime) -> bool:
        """What waits for a morning has waited for what was skipped, too; whether anything was."""
        wall, seen = self.clock.wall(), self.seen
        self.seen = at, wall
        skipped = at - seen[0] - (wall - seen[1]) if seen else timedelta()
        if skipped < A_SKIP:
            return False
        self.house.store.hasten(skipped, wall)
        return True

    def arrive(self, at: datetime) -> None:
        """Let the workspace show the instant that is lived through beside what is said at it."""
        self._skip(at)
        self._tell(living=at)

    def _tell(self, living: datetime | None = None) -> None:
        with suppress(OSError):
            self.clock.ask(self.lived, living)


def listen(house: House, app: App, ready: Callable[[str], None]) -> Callable[[], None]:
    """Start to hear Slack, by Socket Mode or HTTP; what is returned hangs up."""
    env, engine = house.env, house.config.engine
    if env.app_token:
        line = SocketModeHandler(app, env.app_token, concurrency=engine.threads)
        line.connect()  # type: ignore[no-untyped-call]  # slack_bolt's own
        ready("Connected to Slack by Socket Mode. Ctrl-C stops.")

        return lambda: leave(line)
    try:
        server = create_server(
            door(SlackRequestHandler(app)), port=engine.port, threads=engine.threads
        )
    except OSError as failure:
        raise Misconfigured(
            f"Port {engine.port} cannot be listened on ({failure.strerror}): stop what uses it,"
            " or set engine.port in config.yaml."
        ) from failure
    thread = threading.Thread(target=server.run, name="http")
    thread.start()
    ready(f"Listening for Slack on port {engine.port}, path /slack/events. Ctrl-C stops.")

    def hang_up() -> None:
        server.trigger.pull_trigger(server.close)  # its thread wakes by itself once a second
        thread.join(timeout=5)

    return hang_up


def leave(line: SocketModeHandler) -> None:
    """Close the line to Slack.

    By itself its client goes on reading for up to three seconds, and waits a fourth for a message.
    """
    line.client.auto_reconnect_enabled = False
    line.client.closed = True
    line.client.message_queue.put(None)
    session = line.client.current_session
    if session is not None and session.sock is not None:
        # Its reader wakes by this and closes the socket, too: one of both comes second.
        with suppress(OSError, AttributeError):
            session.sock.shutdown(socket.SHUT_RDWR)
            session.disconnect()
    line.close()  # type: ignore[no-untyped-call]  # slack_bolt's own


def door(inside: "WSGIApplication") -> "WSGIApplication":
    """Turns away what cannot come from Slack: scanners send timestamps that are no numbers."""

    def enter(environ: "WSGIEnvironment", start_response: "StartResponse") -> object:
        stamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "0")
        if not stamp.isdecimal():
            start_response("401 Unauthorized", [("content-type", "text/plain")])
            return [b"not signed by Slack"]
        return inside(environ, start_response)

    return enter  # type: ignore[return-value]  # the iterable is passed through untouched
