"""Builds the house: the store, the clients, and the Slack app with every conversation."""

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from slack_bolt import App
from slack_sdk import WebClient

from bot.clock import RemoteClock, WallClock
from bot.config import config
from bot.settings import Config, Environment, environment
from handlers import (
    away,
    boards,
    callers,
    contacts,
    decisions,
    digests,
    failures,
    handover,
    home,
    incidents,
    nudges,
    people,
    promises,
    quiz,
    settings,
    sheets,
    trouble,
    visits,
    voices,
    votes,
)
from handlers.post import WORKSPACES, PostRoom
from handlers.words import Commands
from storage import Store, open_store
from upkeep.deliveries import A_MINUTE, HTTP_TIMEOUT, POST, Terms

log = logging.getLogger(__name__)

#: What must be answered within Slack's three seconds waits at most so long for Slack itself.
QUICK = 2
#: Connections to the database beside those of requests: one for each of the clock's jobs.
JOBS = 5


@dataclass(frozen=True)
class House:
    """All that one process of the bot is made of."""

    env: Environment
    config: Config
    store: Store
    clock: WallClock
    client: WebClient
    post: PostRoom

    def close(self) -> None:
        """Let go of threads and database."""
        self.post.closing.set()
        self.post.senders.shutdown()
        self.store.close()


def build(variables: Mapping[str, str], clock: WallClock | None = None) -> House:
    """The house as the environment describes it; nothing is listening yet.

    Raises:
        Misconfigured: a setting is impossible.
    """
    env, told = environment(variables), config(variables)
    engine = told.engine
    store = open_store(env.database_url, told.policy(), pool_size=engine.threads + JOBS)
    clock = clock or (RemoteClock(env.clock_url) if env.clock_url else WallClock())
    senders = ThreadPoolExecutor(engine.senders * WORKSPACES, thread_name_prefix="sender")
    post = PostRoom(
        store=store,
        client=slack(env, timeout=int(HTTP_TIMEOUT.total_seconds())),
        clock=clock,
        senders=senders,
        terms=Terms(
            channel_seconds=engine.channel_seconds,
            a_minute=dict(A_MINUTE) | {POST: engine.posts_a_minute},
            at_once=engine.senders,
        ),
    )
    return House(env, told, store, clock, slack(env, timeout=QUICK), post)


def unanswered(house: House, failure: OSError) -> str:
    """That Slack, or what stands in for it, does not answer, and why."""
    reason = getattr(failure, "reason", failure)
    return f"{house.env.api_url} does not answer: {getattr(reason, 'strerror', None) or reason}"


def slack(env: Environment, timeout: int) -> WebClient:
    """A client that never repeats a call by itself: a repeated post is a second message."""
    return WebClient(token=env.bot_token, base_url=env.api_url, timeout=timeout, retry_handlers=[])


def listeners(house: House) -> App:
    """The Slack app, every conversation registered once."""
    app = App(
        client=house.client,
        signing_secret=house.env.signing_secret or "unused-in-socket-mode",
        token_verification_enabled=False,
        process_before_response=True,
        logger=logging.getLogger("slack_bolt"),
    )
    commands = Commands(**house.config.commands.model_dump())
    failures.register(app)
    callers.register(app, house.store, house.clock, commands)
    for conversation in (
        visits,
        nudges,
        contacts,
        decisions,
        promises,
        voices,
        incidents,
        handover,
        away,
        quiz,
        digests,
        boards,
        settings,
        sheets,
        people,
        home,
        trouble,
        votes,
    ):
        conversation.register(app, commands)
    return app
