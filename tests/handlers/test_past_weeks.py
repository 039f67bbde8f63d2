"""A week that was kept is told as it was, whatever is merged, moved or renamed since."""

from datetime import date, timedelta
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import answers, digests
from handlers.digests import asking
from tests.conftest import TEAM
from tests.handlers import test_digests
from tests.handlers.test_digests import MONDAY, WEEK, visit
from upkeep.accounts import Level
from views.pieces import Json

team = test_digests.team


@pytest.fixture
def asks(store, team, monkeypatch):
    """Anna asks for a past week."""
    seen = []

    def say(_body, message):
        seen.append(message["text"])
        return True

    monkeypatch.setattr(answers, "say", say)

    def ask():
        with store.reading(TEAM) as tx:
            anna = tx.members.by_slack("U1ANNA")
        command: Json = {"text": f"digest {WEEK}", "command": "/votes", "response_url": "x"}
        clock = FixedClock(MONDAY + timedelta(hours=1))
        asking.asked(Mock(), command, anna, store, clock, TEAM)
        return seen[-1]

    return ask


def test_who_was_merged_since_is_named_as_the_digest_named_him(store, team, asks):
    with store.transaction(TEAM) as tx:
        people = tx.contacts.of_account(tx.accounts.by_name("Acme").id)
        for one in people:
            tx.contacts.change(one.id, level=Level.KEY)
    for ago in range(6):
        visit(store, "Li", date(2026, 11, 15) - timedelta(days=ago))
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    before = asks()
    assert "of those who decide only Li is warm" in before
    with store.transaction(TEAM) as tx:
        kept = {one.name: one.id for one in people}
        at = MONDAY + timedelta(minutes=5)
        tx.merges.merge(kept["Bo"], kept["Li"], None, at, at.date())
    after = asks()
    assert "1 contact merged" in after
    changed = {*after.splitlines()} ^ {*before.splitlines()}
    assert [one for one in changed if not one.startswith(("Since then", "Asked again"))] == []
