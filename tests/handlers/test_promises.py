"""What was promised: listed, moved, settled by its owner or a manager, and named again when due."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import answers, nudges, owed, promises
from sandbox.rules import check_blocks
from tests.conftest import TEAM
from upkeep.errors import Refusal
from upkeep.visits import Channel, FollowUp, NewVisit

#: A Tuesday.
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CLOCK = FixedClock(NOW)


@pytest.fixture
def alice(store):
    with store.transaction(TEAM) as tx:
        alice = tx.members.ensure("UALICE", name="Alice")
        acme = tx.accounts.upsert("Acme", owner_id=alice.id)[0]
        li = tx.contacts.add(acme.id, "Li Wei", added_on=TODAY)
        late = FollowUp("send SLA", TODAY - timedelta(days=1))
        visit = NewVisit(acme.id, TODAY, Channel.CALL, (li.id,), (alice.id,), follow_ups=(late,))
        tx.visits.add(visit, alice.id, NOW, "v")
    return alice


@pytest.fixture
def promise(store, alice):
    with store.reading(TEAM) as tx:
        return tx.follow_ups.open_of_member(alice.id)[0].id


def moves(store, promise, day, by):
    action = {"block_id": f"promise-{promise}", "selected_date": day.isoformat()}
    promises.moved(Mock(), action, {}, by, store, CLOCK, TEAM)
    with store.reading(TEAM) as tx:
        return tx.follow_ups.get(promise).due_on


def mornings(store, days):
    """What the reminders of some days say of promises."""
    seen = []
    for ahead in range(days):
        nudges.tick(store, TEAM, NOW + timedelta(days=ahead))
        with store.reading(TEAM) as tx:
            last = tx.deliveries.last(owed.REMINDER, "UALICE")
        seen.append(last.period if last else "")
    return seen


def test_the_list_says_what_is_late(store, alice, promise):
    ack = Mock()
    promises.mine(ack, alice, store, CLOCK, TEAM)
    assert ack.call_args.kwargs["text"] == (
        "1 open promise, 1 overdue\nsend SLA · Acme · due Mon 23 Nov, 1 day ago"
    )


def test_a_long_list_is_turned_over_and_stays_when_one_of_it_is_settled(store, alice, monkeypatch):
    """Whoever has kept the twelfth finds the others where they were, and the way back."""
    with store.transaction(TEAM) as tx:
        [acme] = tx.accounts.all()
        more = tuple(FollowUp(f"offer {n:02}", TODAY + timedelta(days=n)) for n in range(1, 14))
        visit = NewVisit(acme.id, TODAY, Channel.CALL, (), (alice.id,), follow_ups=more)
        tx.visits.add(visit, alice.id, NOW, "more")
        twelfth = next(
            one for one in tx.follow_ups.open_of_member(alice.id) if one.text == "offer 12"
        )
    seen = []
    monkeypatch.setattr(answers, "replace", lambda _body, message: seen.append(message))
    body, at = {"container": {"is_ephemeral": True}}, f"promise-{twelfth.id}@1"

    def presses(listener, **action):
        listener(Mock(), action, body, alice, store, CLOCK, TEAM)
        check_blocks(seen[-1]["blocks"])
        return seen[-1]["text"].splitlines()

    said = presses(promises.turned, value="0:1")
    assert [one[:8] for one in said[1:]] == ["offer 10", "offer 11", "offer 12", "offer 13"]
    assert at in [one.get("block_id") for one in seen[-1]["blocks"]]
    said = presses(promises.kept, value=str(twelfth.id), block_id=at)
    assert said[0] == "13 open promises, 1 overdue"
    assert [one[:8] for one in said[1:]] == ["offer 12", "offer 10", "offer 11", "offer 13"]
    said = presses(promises.opened_again, value=str(twelfth.id), block_id=at)
    assert [one[:8] for one in said[1:]] == ["offer 10", "offer 11", "offer 12", "offer 13"]
    day = (TODAY + timedelta(days=30)).isoformat()
    said = presses(promises.moved, selected_date=day, block_id=at)
    assert said[-1].startswith("offer 12 · Acme · due Thu 24 Dec")
    said = presses(promises.kept, value=str(twelfth.id))
    assert said == ["Kept: offer 12 · Acme · due Thu 24 Dec"], "not on the list: by itself"


def test_a_late_one_is_named_once_and_a_moved_one_on_its_new_day(store, alice, promise):
    assert mornings(store, 2) == ["2026-11-24"] * 2
    assert moves(store, promise, TODAY + timedelta(days=2), alice) == date(2026, 11, 26)
    assert mornings(store, 4)[1:] == ["2026-11-24", "2026-11-26", "2026-11-26"]


def test_a_promise_is_gone_with_its_visit_and_back_with_it(store, alice, promise):
    with store.transaction(TEAM) as tx:
        tx.visits.undo(1, alice.id, NOW)
    with pytest.raises(Refusal, match="gone"):
        promises.kept(Mock(), {"value": str(promise)}, {}, alice, store, CLOCK, TEAM)
    with store.transaction(TEAM) as tx:
        tx.visits.redo(1)
        assert [one.done_on for one in tx.follow_ups.open_of_member(alice.id)] == [None]


@pytest.mark.parametrize("days", [-1, 400])
def test_no_promise_is_moved_to_the_past_or_out_of_sight(store, alice, promise, days):
    with pytest.raises(Refusal, match=r"promise\.day"):
        moves(store, promise, TODAY + timedelta(days=days), alice)
    with store.reading(TEAM) as tx:
        assert tx.follow_ups.get(promise).due_on == date(2026, 11, 23)


def test_a_promise_is_not_a_strangers_to_move(store, promise, monkeypatch):
    seen = []
    monkeypatch.setattr(answers, "say", lambda _body, message: seen.append(message["text"]))
    with store.transaction(TEAM) as tx:
        dana = tx.members.ensure("UDANA", name="Dana")
    assert moves(store, promise, TODAY, dana) == date(2026, 11, 23)
    assert seen == ["This promise is Alice's to settle."]


def test_what_was_kept_is_gone_from_the_morning_of_who_looks_after_the_person(store, promise):
    with store.transaction(TEAM) as tx:
        bob, alice = tx.members.ensure("UBOB", name="Bob"), tx.members.by_slack("UALICE")
        [li] = tx.contacts.all()
        tx.contacts.give([li.id], bob.id)
        sent = tx.deliveries.owe(
            owed.REMINDER, "UBOB", TODAY.isoformat(), "chat.postMessage", {"blocks": []}, NOW
        )
        tx.nudges.add(li.id, bob.id, TODAY, sent.id)
    for listener, there in ((promises.opened_again, True), (promises.kept, False)):
        listener(Mock(), {"value": str(promise)}, {}, alice, store, CLOCK, TEAM)
        with store.reading(TEAM) as tx:
            morning = tx.deliveries.last(owed.REMINDER, "UBOB").payload
        assert ("Promised: “send SLA”" in str(morning)) is there
