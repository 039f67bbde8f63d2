"""Everything owed arrives once, whatever the network and Slack do to the attempts."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from slack_sdk import WebClient

from bot.clock import WallClock
from handlers.post import PostRoom
from handlers.uploads import UPLOAD
from sandbox.driver import Sandbox
from tests.conftest import TEAM
from tests.journeys.conftest import EVERYBODY, Company, manifest
from upkeep.deliveries import Terms

pytestmark = pytest.mark.faults

MESSAGES = 60
#: The shortest that is still longer than the sandbox takes to show a message.
SETTLED = timedelta(seconds=1)


@pytest.fixture
def workspace():
    with Sandbox(company=Company(), manifest=manifest()) as local:
        yield local


@pytest.fixture
def post(workspace, any_store):
    client = WebClient(
        token=workspace.environment()["SLACK_BOT_TOKEN"],
        base_url=workspace.environment()["SLACK_API_URL"],
        timeout=1,
        retry_handlers=[],
    )
    with ThreadPoolExecutor(4) as senders:
        yield PostRoom(
            store=any_store,
            client=client,
            clock=WallClock(),
            senders=senders,
            terms=Terms(channel_seconds=0, settled=SETTLED, a_minute={}),
        )


def owe(store, count: int) -> None:
    now = WallClock().wall()
    with store.transaction(TEAM) as tx:
        for number in range(count):
            to = EVERYBODY[number % len(EVERYBODY)]
            payload = {"channel": to, "text": f"message {number}"}
            tx.deliveries.owe("test", to, str(number), "chat.postMessage", payload, now)


def empty(post: PostRoom, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while (again := post.store.next_not_before()) is not None and time.monotonic() < deadline:
        wait = (again - post.clock.wall()).total_seconds()
        time.sleep(min(max(wait, 0.01), 5))
        post.empty()


def seen(workspace) -> Counter[str]:
    return Counter(
        message.text
        for one in EVERYBODY
        for message in workspace.person(one).messages()
        if message.text.startswith("message ")
    )


FAULTS = (
    *("429", "500", "accept_then_500", "accept_then_timeout"),
    *("drop_before", "drop_after", "tear", "garble"),
)


def test_all_arrive_and_none_twice(workspace, post, any_store):
    workspace.faults.chance.seed(5)
    for kind in FAULTS:
        workspace.faults.next("chat.postMessage", kind=kind, times=4, probability=0.3)
    owe(any_store, MESSAGES)
    empty(post)
    assert any_store.delivery_counts() == {"sent": MESSAGES}
    arrived = seen(workspace)
    assert len(arrived) == MESSAGES, "lost"
    assert max(arrived.values()) == 1, "twice"


def test_a_look_that_breaks_off_is_taken_again(workspace, post, any_store):
    workspace.faults.next("chat.postMessage", kind="tear")
    workspace.faults.next("conversations.history", kind="tear")
    workspace.faults.next("conversations.history", kind="garble")
    owe(any_store, 1)
    empty(post)
    assert any_store.delivery_counts() == {"sent": 1}
    assert sum(seen(workspace).values()) == 1


def test_a_pause_is_kept_and_counts_as_no_attempt(workspace, post, any_store):
    workspace.faults.next("chat.postMessage", status=429, retry_after=2)
    owe(any_store, 1)
    begun = time.monotonic()
    empty(post)
    assert time.monotonic() - begun >= 2
    assert sum(seen(workspace).values()) == 1


class Asleep(WallClock):
    """A machine that sleeps for a while once it has looked at the clock, as when a lid is shut."""

    def __init__(self, slept: timedelta) -> None:
        self.slept, self.looked = slept, 0

    def wall(self) -> datetime:
        self.looked += 1
        return super().wall() + (self.slept if self.looked > 1 else timedelta())


@pytest.mark.parametrize(("early", "arrived"), [(-1, 0), (+1, 1)])
def test_nothing_is_posted_with_less_than_two_timeouts_left_in_its_lease(
    workspace, post, any_store, early, arrived
):
    owe(any_store, 1)
    left = post.terms.lease - 2 * post.terms.timeout
    late = replace(post, clock=Asleep(left - timedelta(seconds=early)))
    assert late.empty() == arrived
    assert sum(seen(workspace).values()) == arrived
    assert any_store.delivery_counts() == {"sent" if arrived else "pending": 1}


def test_what_can_never_arrive_ends_with_its_reason(post, any_store):
    now = WallClock().wall()
    with any_store.transaction(TEAM) as tx:
        payload = {"channel": "U0NOBODY01", "text": "message 0"}
        tx.deliveries.owe("test", "U0NOBODY01", "1", "chat.postMessage", payload, now)
    empty(post)
    with any_store.reading(TEAM) as tx:
        assert tx.deliveries.failures(5)[0].error in {"channel_not_found", "user_not_found"}


def test_blocks_that_slack_refuses_are_followed_by_plainer_ones(workspace, post, any_store):
    now = WallClock().wall()
    plain = [{"type": "section", "text": {"type": "mrkdwn", "text": "plain"}}]
    payload = {
        "channel": EVERYBODY[0],
        "text": "message 0",
        "blocks": [{"type": "hologram"}],
        "fallbacks": [[{"type": "hologram"}], plain],
    }
    with any_store.transaction(TEAM) as tx:
        tx.deliveries.owe("test", EVERYBODY[0], "1", "chat.postMessage", payload, now)
    empty(post)
    assert any_store.delivery_counts() == {"sent": 1}
    assert "plain" in workspace.person(EVERYBODY[0]).messages()[-1].all_text


@pytest.mark.parametrize("answer", [b'"ok"', b"[1]", b"\xb4\xed\xce\xf3"])
def test_an_answer_that_nobody_can_read_leaves_it_open(
    workspace, post, any_store, answer, monkeypatch
):
    monkeypatch.setattr("sandbox.web_api.GARBLE", answer)
    workspace.faults.next("chat.postMessage", kind="garble")
    owe(any_store, 1)
    empty(post)
    assert any_store.delivery_counts() == {"sent": 1}
    assert sum(seen(workspace).values()) == 1


SHEET = {
    "channel": EVERYBODY[0],
    "filename": "votes.csv",
    "title": "Votes",
    "content": "Account,Contact",
    "refused": "An admin can add the scope files:write",
}


@pytest.mark.parametrize("may", [True, False])
def test_a_sheet_arrives_or_what_is_missing_is_told(workspace, post, any_store, may):
    app = workspace.workspace.app
    if not may:
        workspace.workspace.app = replace(app, scopes=app.scopes - {"files:write"})
    with any_store.transaction(TEAM) as tx:
        tx.deliveries.owe("sheet", EVERYBODY[0], "1", UPLOAD, dict(SHEET), WallClock().wall())
    empty(post)
    files = [one.content.decode() for one in workspace.workspace.files.values()]
    assert files == (["Account,Contact"] if may else [])
    if not may:
        person = workspace.person(EVERYBODY[0])
        person.opens("dm")
        person.sees("the scope files:write")
    assert any_store.delivery_counts() == {"sent": 1}
