"""Deliveries: owed once, claimed by one at a time, and never thought lost or sent too early."""

import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, insert, text

from storage import claims, tables
from tests.conftest import TEAM
from tests.storage.company import NOW
from tests.storage.test_store import together
from upkeep.deliveries import Terms
from upkeep.errors import Refusal

POST = "chat.postMessage"
LEASE = timedelta(seconds=90)
SETTLED = timedelta(seconds=60)
SECOND = timedelta(seconds=1)


@pytest.fixture
def tx(any_store):
    with any_store.transaction(TEAM) as opened:
        yield opened


def owe(store, *recipients, method=POST, kind="reminder", at=NOW, **payload):
    with store.transaction(TEAM) as tx:
        return [
            tx.deliveries.owe(kind, one, "day", method, {"channel": one, **payload}, at)
            for one in recipients
        ]


#: As many at once as are asked for, and no budget: each test says what it is about.
TERMS = Terms(at_once=500, a_minute={})


def claim(store, now=NOW, limit=50, terms=TERMS, **more):
    return store.claim(now, terms, limit=limit, **more)


def told(store, record):
    """Whether it could be written down: nobody else took over."""
    return store.record([record]) == set()


def state(store, delivery):
    with store.reading(TEAM) as tx:
        return tx.deliveries.get(delivery.id)


def test_what_is_owed_is_owed_once_in_its_period(tx):
    owed = tx.deliveries.owe("reminder", "U1", "2026-11-12", POST, {"text": "hi"}, NOW)
    assert (owed.state, owed.payload, owed.not_before) == ("pending", {"text": "hi"}, NOW)
    assert tx.deliveries.owe("reminder", "U1", "2026-11-12", POST, {"text": "2"}, NOW) is None
    assert tx.deliveries.owe("reminder", "U1", "2026-11-13", POST, {}, NOW) is not None
    assert tx.deliveries.owe("reminder", "U2", "2026-11-12", POST, {}, NOW) is not None
    assert tx.deliveries.owe("digest", "U1", "2026-11-12", POST, {}, NOW) is not None
    assert tx.deliveries.of_period("reminder", "U1", "2026-11-12") == owed
    assert tx.deliveries.last("reminder", "U1").period == "2026-11-13"
    assert tx.deliveries.waiting() == {"pending": 4}


def test_a_claim_is_ours_alone(any_store):
    (owed,) = owe(any_store, "U1", text="hi", fallbacks=[["plain"]])
    (claimed,) = claim(any_store)
    assert (claimed.id, claimed.team_id, claimed.kind) == (owed.id, TEAM, "reminder")
    assert claimed.payload == {"channel": "U1", "text": "hi"}
    assert claimed.fallbacks == (["plain"],)
    assert (claimed.attempts, claimed.maybe_since) == (1, None)
    assert claimed.lease_until == NOW + LEASE
    assert claimed.place == "U1"
    assert str(owed.id) in claimed.key
    assert claim(any_store, NOW + LEASE - SECOND) == []
    assert state(any_store, owed).state == "sending"


def test_nothing_is_claimed_before_its_time(any_store):
    owe(any_store, "U1", at=NOW + SECOND)
    assert claim(any_store) == []
    assert any_store.next_not_before() == NOW + SECOND
    assert len(claim(any_store, NOW + SECOND)) == 1


def test_no_more_are_claimed_than_can_be_sent_and_the_oldest_first(any_store):
    owe(any_store, "U1", at=NOW)
    owe(any_store, "U2", at=NOW - SECOND)
    owe(any_store, "U3", at=NOW - 2 * SECOND)
    assert [one.place for one in claim(any_store, limit=2)] == ["U3", "U2"]


def test_sent_is_sent(any_store):
    (owed,) = owe(any_store, "U1")
    (claimed,) = claim(any_store)
    assert told(any_store, claims.sent(claimed, "D1", "17.1", NOW))
    done = state(any_store, owed)
    assert (done.state, done.channel, done.ts, done.sent_at) == ("sent", "D1", "17.1", NOW)
    assert claim(any_store, NOW + timedelta(days=9)) == []
    assert any_store.next_not_before() is None
    with any_store.reading(TEAM) as tx:
        assert tx.deliveries.of_message("D1", "17.1") == done
        assert tx.deliveries.of_message("D1", "17.2") is None


def test_a_try_later_counts_only_where_something_was_tried(any_store):
    (owed,) = owe(any_store, "U1")
    (claimed,) = claim(any_store)
    assert told(any_store, claims.put_back(claimed, NOW + 5 * SECOND))
    assert claim(any_store, NOW + 4 * SECOND) == []
    (again,) = claim(any_store, NOW + 5 * SECOND)
    assert again.attempts == 1
    assert told(any_store, claims.later(again, NOW + 9 * SECOND))
    assert claim(any_store, NOW + 9 * SECOND)[0].attempts == 2
    assert state(any_store, owed).state == "sending"


def test_a_failure_is_final_and_told(any_store):
    (owed,) = owe(any_store, "U1")
    (claimed,) = claim(any_store)
    with any_store.transaction(TEAM) as tx:
        assert tx.deliveries.give_up(claimed, "channel_not_found", NOW).state == "failed"
        assert tx.deliveries.give_up(claimed, "channel_not_found", NOW) is None
    assert claim(any_store, NOW + timedelta(days=1)) == []
    with any_store.reading(TEAM) as tx:
        (failure,) = tx.deliveries.failures(9)
    assert (failure.id, failure.state, failure.error) == (owed.id, "failed", "channel_not_found")
    assert any_store.delivery_counts() == {"failed": 1}


def test_a_refused_picture_is_tried_plainer(any_store):
    owe(any_store, "U1", blocks=["chart"], fallbacks=[["table"], ["text"]])
    (claimed,) = claim(any_store)
    assert told(any_store, claims.plainer(claimed, NOW))
    (again,) = claim(any_store, NOW + SECOND)
    assert (again.payload["blocks"], again.fallbacks) == (["table"], (["text"],))


def test_whoever_took_over_is_the_only_one_to_record(any_store):
    (owed,) = owe(any_store, "U1", method="chat.update")
    (slow,) = claim(any_store)
    (quick,) = claim(any_store, NOW + LEASE)
    assert quick.attempts == 2
    assert not told(any_store, claims.sent(slow, "D1", "slow", NOW))
    assert not told(any_store, claims.later(slow, NOW))
    assert told(any_store, claims.sent(quick, "D1", "quick", NOW))
    assert not told(any_store, claims.sent(quick, "D1", "twice", NOW))
    assert state(any_store, owed).ts == "quick"


def test_an_attempt_of_unknown_outcome_is_left_to_settle(any_store):
    owe(any_store, "U1")
    (claimed,) = claim(any_store)
    assert told(any_store, claims.later(claimed, NOW + 2 * SECOND, NOW))
    assert claim(any_store, NOW + 2 * SECOND) == []
    assert any_store.next_not_before() == NOW + SETTLED
    (again,) = claim(any_store, NOW + SETTLED)
    assert again.maybe_since == NOW


def test_a_second_unknown_outcome_settles_anew_and_is_looked_for_since_the_first(any_store):
    owe(any_store, "U1")
    (first,) = claim(any_store)
    told(any_store, claims.later(first, NOW + SECOND, NOW))
    second_at = NOW + timedelta(seconds=61)
    (second,) = claim(any_store, second_at)
    told(any_store, claims.later(second, second_at + SECOND, second_at))
    assert claim(any_store, second_at + SETTLED - SECOND) == []
    (third,) = claim(any_store, second_at + SETTLED)
    assert third.maybe_since == NOW


def test_what_a_vanished_sender_may_have_posted_is_left_to_settle(any_store):
    """It may have posted at the last moment of its lease."""
    owe(any_store, "U1")
    claim(any_store)
    assert any_store.next_not_before() == NOW + LEASE
    assert claim(any_store, NOW + LEASE) == []
    assert claim(any_store, NOW + LEASE + SETTLED - SECOND) == []
    (again,) = claim(any_store, NOW + LEASE + SETTLED)
    assert again.maybe_since == NOW


def test_what_a_vanished_sender_may_have_repainted_is_repainted_at_once(any_store):
    owe(any_store, "U1", method="chat.update")
    claim(any_store)
    (again,) = claim(any_store, NOW + LEASE)
    assert again.maybe_since is None


def test_one_channel_gets_one_message_at_a_time(any_store):
    owe(any_store, "C1", "C2")
    owe(any_store, "C1", kind="digest")
    claimed = claim(any_store)
    assert sorted(one.place for one in claimed) == ["C1", "C2"]
    assert claim(any_store) == []
    assert any_store.next_not_before() == NOW + SECOND
    assert [one.place for one in claim(any_store, NOW + SECOND)] == ["C1"]


def test_a_pause_holds_back_its_method_in_its_workspace_only(any_store):
    with any_store.transaction("T0OTHER") as tx:
        tx.deliveries.owe("reminder", "U9", "day", POST, {"channel": "U9"}, NOW)
    owe(any_store, "U1", "U2")
    owe(any_store, "V1", method="views.publish")
    first, *_ = [one for one in claim(any_store, limit=1) if one.team_id == TEAM] or claim(
        any_store, limit=1
    )
    told(any_store, claims.limited(first, NOW + 30 * SECOND))
    claimed = {(one.team_id, one.method) for one in claim(any_store)}
    assert (TEAM, POST) not in claimed
    assert (TEAM, "views.publish") in claimed
    assert any_store.next_not_before() == NOW + 30 * SECOND
    assert len(claim(any_store, NOW + 30 * SECOND)) == 2


def test_a_newer_state_replaces_what_is_being_sent(any_store):
    with any_store.transaction(TEAM) as tx:
        home = {"user_id": "U1", "view": {"n": 1}}
        first = tx.deliveries.owe_latest("home", "U1", "home", "views.publish", home, NOW)
    (claimed,) = claim(any_store)
    with any_store.transaction(TEAM) as tx:
        newer = home | {"view": {"n": 2}}
        again = tx.deliveries.owe_latest("home", "U1", "home", "views.publish", newer, NOW)
    assert again.id == first.id
    assert not told(any_store, claims.sent(claimed, "", "", NOW))
    (latest,) = claim(any_store)
    assert latest.payload["view"] == {"n": 2}
    assert told(any_store, claims.sent(latest, "", "", NOW))
    with any_store.transaction(TEAM) as tx:
        tx.deliveries.owe_latest("home", "U1", "home", "views.publish", newer, NOW)
    assert len(claim(any_store)) == 1


def test_what_has_not_gone_out_can_be_repainted_or_cancelled(any_store):
    one, other = owe(any_store, "U1", "U2")
    with any_store.transaction(TEAM) as tx:
        tx.deliveries.repaint(one.id, {"channel": "U1", "text": "new"})
        assert tx.deliveries.cancel(other.id)
        assert not tx.deliveries.cancel(other.id)
    (claimed,) = claim(any_store)
    assert claimed.payload["text"] == "new"
    with any_store.transaction(TEAM) as tx:
        tx.deliveries.repaint(one.id, {"channel": "U1", "text": "too late"})
        assert not tx.deliveries.cancel(one.id)
    assert state(any_store, one).payload["text"] == "new"
    assert state(any_store, other).state == "cancelled"
    with any_store.transaction(TEAM) as tx, pytest.raises(Refusal):
        tx.deliveries.get(404)


def test_nothing_is_claimed_for_a_workspace_slack_does_not_know(any_store):
    with any_store.transaction("local") as tx:
        tx.deliveries.owe("reminder", "U1", "day", POST, {}, NOW)
    assert claim(any_store) == []
    assert any_store.next_not_before() is None


def test_many_threads_claim_each_once(any_store):
    owe(any_store, *[f"U{n}" for n in range(120)])

    def take():
        mine = []
        while some := claim(any_store, limit=7):
            mine += [one.id for one in some]
        return mine

    given = together(*[take] * 6)
    assert not [one for one in given if isinstance(one, Exception)]
    assert Counter(one for mine in given for one in mine) == Counter(range(1, 121))


def test_threads_at_the_same_channels_neither_block_nor_crowd(any_store):
    """Each claimer closes several channels: in one order, and each channel once at a time."""
    channels = [f"C{n}" for n in range(12)]
    for kind in "abcdef":
        owe(any_store, *channels, kind=kind)

    for second in range(4):  # in the first the gates are made, then they are there

        def take(now=NOW + second * SECOND):
            return [one.place for _ in range(3) for one in claim(any_store, now, limit=12)]

        given = together(*[take] * 6)
        assert not [one for one in given if isinstance(one, Exception)]
        assert Counter(one for mine in given for one in mine) == Counter(channels)


TAKE = """
import sys
from datetime import datetime
from storage import open_store
from upkeep.policy import Policy
from upkeep.deliveries import Terms
store = open_store(sys.argv[1], Policy())
sys.stdin.readline()
terms = Terms(at_once=20, a_minute={})
while some := store.claim(datetime.fromisoformat(sys.argv[2]), terms, limit=20):
    for one in some:
        print(one.id)
store.close()
"""


def test_many_processes_claim_each_once(any_store, any_url):
    owe(any_store, *[f"U{n}" for n in range(400)])
    takers = [
        subprocess.Popen(
            [sys.executable, "-c", TAKE, any_url, NOW.isoformat()],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for taker in takers:
        assert taker.stdin is not None
        taker.stdin.write("go\n")
        taker.stdin.flush()
    said = [taker.communicate(timeout=60)[0].split() for taker in takers]
    assert [taker.returncode for taker in takers] == [0] * 4
    assert Counter(int(one) for ids in said for one in ids) == Counter(range(1, 401))


def test_what_was_sent_long_ago_costs_nothing(any_store):
    """A year of sent messages is not read through each time the post room wakes."""
    (owed,) = owe(any_store, "U1")
    with any_store._engine.begin() as connection:
        old = {
            "workspace_id": 1,
            "kind": "k",
            "recipient": "U1",
            "method": POST,
            "payload": {},
            "state": "sent",
            "not_before": NOW,
            "attempts": 1,
        }
        connection.execute(
            insert(tables.Delivery), [old | {"period": f"p{n}"} for n in range(20_000)]
        )
        connection.execute(text("ANALYZE"))
    asked = []

    def hear(_, __, statement, parameters, *___):
        if "FROM deliveries" in statement:
            asked.append((statement, parameters))

    event.listen(any_store._engine, "before_cursor_execute", hear)
    assert any_store.next_not_before() == NOW
    assert [one.id for one in claim(any_store)] == [owed.id]
    event.remove(any_store._engine, "before_cursor_execute", hear)
    assert len(asked) == 4
    with any_store._engine.begin() as connection:
        words = "EXPLAIN QUERY PLAN " if any_store.dialect == "sqlite" else "EXPLAIN "
        for statement, parameters in asked:
            plan = str(connection.exec_driver_sql(words + statement, parameters).all())
            assert "ix_deliveries_" in plan, plan
