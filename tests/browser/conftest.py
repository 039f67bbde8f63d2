"""A headless Chromium before the local workspace's page, and an echoing bot beside it."""

import os
import socket
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from sandbox.driver import Sandbox
from sandbox.workspace import Channel, User
from tests.browser import chromium
from tests.browser.echo import Echo

ALICE, DANA, WEI = "U0ALICE001", "U0DANA0001", "U0WEI00001"
SALES, LAB = "C0SALES001", "C0LAB00001"
ALL = (ALICE, DANA, WEI)


class Company:
    """Three people in three zones, and two channels."""

    name = "Lantern"
    #: A Thursday, 09:40 in Berlin.
    start = datetime(2026, 11, 12, 8, 40, tzinfo=UTC)
    users = (
        User(ALICE, "alice", "Alice Brandt", "alice@l.example", "Europe/Berlin", is_admin=True),
        User(DANA, "dana", "Dana Levy", "dana@l.example", "America/New_York"),
        User(WEI, "zhang.wei", "张伟", "wei@l.example", "Asia/Shanghai"),
    )
    channels = (Channel(SALES, "sales", members=ALL), Channel(LAB, "lab", members=ALL))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        if "CI" in os.environ:
            pytest.fail("CI must have a Chromium, or EVERYVOTE_TEST_CHROMIUM must name one")
        pytest.skip("no chromium, chromium-browser or google-chrome in PATH")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def bot() -> Iterator[Echo]:
    with Echo() as echo:
        yield echo


@pytest.fixture(scope="session")
def port() -> Iterator[int]:
    """One port for all, held by a socket that does not listen: the browser keeps the files."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
def workspace(bot, port) -> Iterator[Sandbox]:
    with Sandbox(company=Company(), manifest=bot.manifest, port=port) as local:
        bot.connect(local.environment())
        yield local


class Tabs:
    """Tabs of the browser by what they are like. The page keeps nothing, so they serve again."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.at_rest = browser, defaultdict[tuple[bool, bool], list[Page]](list)

    def take(self, *, phone: bool, dark: bool) -> Page:
        if self.at_rest[phone, dark]:
            return self.at_rest[phone, dark].pop()
        page = self.browser.new_page(
            viewport={"width": 390, "height": 844} if phone else {"width": 1280, "height": 800},
            color_scheme="dark" if dark else "light",
            has_touch=phone,
        )
        page.set_default_timeout(5000)
        return page


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


Opener = Callable[..., Page]


@pytest.fixture
def look(tabs: Tabs, workspace: Sandbox) -> Iterator[Opener]:
    """Opens the page as somebody, somewhere; whatever goes wrong in the page fails the test."""
    with ExitStack() as stack:
        wrong: list[str] = []

        def note(error: Error) -> None:
            wrong.append(str(error))

        def rest(page: Page, kind: tuple[bool, bool]) -> None:
            page.goto("about:blank")
            page.remove_listener("pageerror", note)
            tabs.at_rest[kind].append(page)

        def open_page(
            who: str = ALICE, where: str = SALES, *, phone: bool = False, dark: bool = False
        ) -> Page:
            page = tabs.take(phone=phone, dark=dark)
            stack.callback(rest, page, (phone, dark))
            page.on("pageerror", note)
            page.goto(f"{workspace.url}/#{urlencode({'as': who, 'in': where})}")
            page.locator("#place h1").wait_for()
            return page

        yield open_page
    assert wrong == []


@pytest.fixture
def page(look: Opener) -> Page:
    """Alice in #sales."""
    return look()
