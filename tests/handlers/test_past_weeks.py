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
from upkeep.visits import Voice, VoiceKind
from views.pieces import Json

team = test_digests.team


@pytest.fixture
def seen(monkeypatch):
    """What is answered."""
    told = []

    def say(_body, message):
        told.append(message["text"])
        return True

    monkeypatch.setattr(answers, "say", say)
    return told


@pytest.fixture
def asks(store, team, seen):
    """Anna asks for a past week."""

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


def said(store, name, on, text, *, at=MONDAY):
    [one] = visit(store, name, on, at=at, voices=(Voice(VoiceKind.NEED, text),)).voices
    return one


def test_what_waited_longest_is_told_as_it_stood_when_the_digest_was_closed(store, team, asks):
    spares, road = (
        said(store, name, date(2026, 11, day), text, at=MONDAY - timedelta(hours=1))
        for name, day, text in (("Li", 10, "spares"), ("Bo", 11, "the road"))
    )
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    before = asks()
    assert "• Li, Acme: “spares”\n• Bo, Acme: “the road”" in before
    said(store, "Cy", date(2026, 11, 2), "an older one", at=MONDAY + timedelta(minutes=5))
    with store.transaction(TEAM) as tx:
        tx.voices.answer(road.id, date(2026, 11, 12), "it is open")
        tx.contacts.change(spares.contact_id, name="Li Wei")
    after = asks()
    assert "1 visit logged later" in after
    changed = {*after.splitlines()} ^ {*before.splitlines()}
    assert [one for one in changed if not one.startswith(("Since then", "Asked again"))] == []


def test_words_that_were_taken_back_or_are_anothers_now_are_told_no_more(store, team, asks):
    spares, _road = (
        said(store, name, date(2026, 11, 10), text, at=MONDAY - timedelta(hours=1))
        for name, text in (("Li", "spares"), ("Bo", "the road"))
    )
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    with store.transaction(TEAM) as tx:
        tx.visits.undo(spares.visit_id, 1, MONDAY + timedelta(minutes=5))
    told = asks()
    assert "2 voices still open" in told
    assert "1 visit taken back" in told
    assert ("spares" in told, "the road" in told) == (False, True)
    with store.transaction(TEAM) as tx:
        west = tx.teams.upsert("West")[0]
        tx.members.change(tx.members.by_slack("U2BOB").id, team_id=west.id)
    assert "the road" not in asks()


def test_who_was_renamed_since_is_named_as_the_digest_named_him(store, team, asks):
    with store.transaction(TEAM) as tx:
        people = tx.contacts.of_account(tx.accounts.by_name("Acme").id)
        for one in people:
            tx.contacts.change(one.id, level=Level.KEY)
    visit(store, "Li", date(2026, 11, 15))
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    before = asks()
    assert "of those who decide only Li is warm" in before
    with store.transaction(TEAM) as tx:
        [li] = [one for one in people if one.name == "Li"]
        tx.contacts.change(li.id, name="Li Wei")
    assert asks() == before


def test_what_everybody_was_told_while_no_team_was_set_is_told_still(store, seen):
    with store.transaction(TEAM) as tx:
        anna = tx.members.ensure("U1ANNA", name="Anna")
        acme = tx.accounts.upsert("Acme", owner_id=anna.id)[0]
        tx.contacts.add(acme.id, "Li", added_on=date(2026, 6, 1))
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    with store.transaction(TEAM) as tx:
        europe = tx.teams.upsert("Europe")[0]
        anna = tx.members.change(anna.id, team_id=europe.id)
    clock = FixedClock(MONDAY + timedelta(days=9))
    for words in (f"everyone {WEEK}", f"{WEEK} Everyone"):
        command: Json = {"text": f"digest {words}", "command": "/votes", "response_url": "x"}
        asking.asked(Mock(), command, anna, store, clock, TEAM)
        assert seen[-1].startswith(
            "Everyone: Mon 9 Nov – Sun 15 Nov\n0 tended, 0 neglected, 1 never"
        )
        assert "counted anew" not in seen[-1]
