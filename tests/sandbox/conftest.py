"""The workspace without a bot, with one on a WebSocket, and with one behind HTTP."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from sandbox.driver import Sandbox
from tests.sandbox.bolt import Bot, ByHttp, BySocket
from tests.sandbox.company import Company, manifest


@pytest.fixture
def workspace() -> Iterator[Sandbox]:
    with Sandbox(Company(), manifest(), event_retries=(0, 0.05, 0.05)) as local:
        yield local


@pytest.fixture
def client(workspace) -> WebClient:
    told = workspace.environment()
    return WebClient(
        told["SLACK_BOT_TOKEN"], base_url=told["SLACK_API_URL"], timeout=5, retry_handlers=[]
    )


@pytest.fixture
def line(workspace) -> Iterator[BySocket]:
    connected = BySocket(workspace.environment())
    yield connected
    connected.close()


@pytest.fixture
def bot(line: BySocket) -> Bot:
    return line.bot


@pytest.fixture
def by_http() -> Iterator[tuple[Sandbox, ByHttp]]:
    """A workspace that knows a bot's address, and the bot behind it."""
    environment = {
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_API_URL": "http://127.0.0.1:1/api/",
        "SLACK_SIGNING_SECRET": "sandbox-signing-secret",
    }
    served = ByHttp(environment)
    with Sandbox(Company(), manifest(served.url), event_retries=(0, 0.05, 0.05)) as local:
        assert local.environment()["SLACK_SIGNING_SECRET"] == environment["SLACK_SIGNING_SECRET"]
        served.bot.client.base_url = local.environment()["SLACK_API_URL"]
        yield local, served
    served.close()


@pytest.fixture
def alice(workspace):
    return workspace.person("alice")


@pytest.fixture
def dana(workspace):
    return workspace.person("dana")
