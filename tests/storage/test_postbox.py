"""The post box: everybody in turn, nobody in the way of others, nothing too late, nothing twice."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from storage import StoreError, claims
from tests.conftest import TEAM
from tests.storage.company import NOW
from tests.storage.test_deliveries import LEASE, POST, SECOND, SETTLED, TERMS, claim, owe, told
from upkeep.deliveries import LOOK_UP, Terms

OTHER = "T0OTHER"


def states(store):
    with store.reading(TEAM) as tx:
        return tx.deliveries.waiting()


def test_one_workspace_has_its_share_of_the_senders_and_leaves_the_rest_to_others(any_store):
    owe(any_store, *[f"U{n}" for n in range(50)])
    with any_store.transaction(OTHER) as tx:
        tx.deliveries.owe("reminder", "U9", "day", POST, {"channel": "U9"}, NOW)
    terms = Terms(at_once=4, a_minute={})
    claims = claim(any_store, terms=terms)
    ours = [one for one in claims if one.team_id == TEAM]
    assert (len(ours), len(claims)) == (4, 5)
    busy = {ours[0].workspace_id: 4}
    assert claim(any_store, terms=terms, busy=busy) == []
    assert len(claim(any_store, terms=terms, busy={ours[0].workspace_id: 3})) == 1


def test_a_workspaces_budget_is_spent_in_turn_and_each_turn_is_given_once(any_store):
    owe(any_store, *[f"U{n}" for n in range(12)])
    terms = Terms(at_once=99, a_minute={POST: 16})  # four at once, then one each five seconds
    assert [one.place for one in claim(any_store, terms=terms)] == ["U0", "U1", "U2", "U3"]
    assert any_store.next_not_before() == NOW + 5 * SECOND
    assert claim(any_store, NOW + 4 * SECOND, terms=terms) == []
    assert [one.place for one in claim(any_store, NOW + 5 * SECOND, terms=terms)] == ["U4"]
    owe(any_store, "V1", at=NOW + 6 * SECOND)
    later = claim(any_store, NOW + 40 * SECOND, terms=terms)
    assert [one.place for one in later] == [f"U{n}" for n in range(5, 12)]
    assert [one.place for one in claim(any_store, NOW + 45 * SECOND, terms=terms)] == ["V1"]


def test_what_waits_for_a_morning_comes_sooner_where_time_has_skipped(any_store):
    owe(any_store, "U1", at=NOW + timedelta(hours=9))
    any_store.hasten(timedelta(hours=8), NOW)
    assert claim(any_store, NOW + timedelta(minutes=59)) == []
    assert [one.place for one in claim(any_store, NOW + timedelta(hours=1))] == ["U1"]


def test_what_was_tried_keeps_its_pause_where_time_has_skipped(any_store):
    owe(any_store, "U1")
    [one] = claim(any_store)
    any_store.record([claims.later(one, NOW + timedelta(hours=1))])
    any_store.hasten(timedelta(days=1), NOW)
    assert claim(any_store, NOW + timedelta(minutes=59)) == []


def test_other_methods_are_not_held_by_the_budget_of_posts(any_store):
    terms = Terms(at_once=99, a_minute={POST: 4})
    owe(any_store, "U1", "U2", "U3")
    owe(any_store, "U1", method="views.publish", kind="home")
    assert {one.method for one in claim(any_store, terms=terms)} == {POST, "views.publish"}


def test_looking_up_has_a_budget_of_its_own(any_store):
    terms = Terms(at_once=99, channel_seconds=0, a_minute={LOOK_UP: 4})
    owe(any_store, "U1", "U2", "U3")
    for one in claim(any_store, terms=terms):
        assert told(any_store, claims.later(one, NOW, NOW))
    first = claim(any_store, NOW + SETTLED, terms=terms)
    assert [one.place for one in first] == ["U1"]
    then = NOW + SETTLED + 20 * SECOND
    assert [one.place for one in claim(any_store, then, terms=terms)] == ["U2"]


def test_when_looking_up_is_held_back_posting_goes_on(any_store):
    owe(any_store, "U1")
    (unknown,) = claim(any_store)
    told(any_store, claims.later(unknown, NOW, NOW))
    (looking,) = claim(any_store, NOW + SETTLED)
    until = NOW + SETTLED + 30 * SECOND
    told(any_store, claims.limited(looking, until, LOOK_UP))
    owe(any_store, "U2", at=NOW + SETTLED)
    assert [one.place for one in claim(any_store, NOW + SETTLED)] == ["U2"]
    (again,) = claim(any_store, until)
    assert (again.place, again.attempts) == ("U1", 2)


def test_what_is_too_late_for_its_day_is_cancelled(any_store):
    with any_store.transaction(TEAM) as tx:
        tx.deliveries.owe("reminder", "U1", "day", POST, {"channel": "U1"}, NOW, NOW + SECOND)
    assert claim(any_store, business=NOW + SECOND) == []
    assert states(any_store) == {"cancelled": 1}
    with any_store.reading(TEAM) as tx:
        assert tx.deliveries.last("reminder", "U1") is None


def test_what_may_have_arrived_is_looked_for_however_late(any_store):
    with any_store.transaction(TEAM) as tx:
        tx.deliveries.owe("reminder", "U1", "day", POST, {"channel": "U1"}, NOW, NOW + SECOND)
    (unknown,) = claim(any_store, business=NOW)
    told(any_store, claims.later(unknown, NOW, NOW))
    (looking,) = claim(any_store, NOW + SETTLED, business=NOW + SETTLED)
    assert (looking.maybe_since, looking.expires_at) == (NOW, NOW + SECOND)
    assert told(any_store, claims.cancelled(looking, "too late"))
    assert states(any_store) == {"cancelled": 1}


def taken_over(store):
    """A post whose sender was paused beyond its lease, and the one who took over."""
    (owed,) = owe(store, "U1")
    (slow,) = claim(store)
    after = NOW + LEASE
    assert claim(store, after) == []
    (quick,) = claim(store, after + SETTLED)
    assert quick.id == owed.id
    return slow, quick


def test_a_post_that_arrived_is_the_message_whoever_holds_the_row(any_store):
    slow, quick = taken_over(any_store)
    assert told(any_store, claims.sent(slow, "D1", "slow", NOW))
    assert not told(any_store, claims.later(quick, NOW))
    assert states(any_store) == {"sent": 1}


def test_the_same_message_found_by_another_is_left_where_it_is(any_store):
    slow, quick = taken_over(any_store)
    assert told(any_store, claims.sent(quick, "D1", "17.1", NOW))
    assert told(any_store, claims.sent(slow, "D1", "17.1", NOW))
    assert states(any_store) == {"sent": 1}


def test_of_two_that_arrived_the_later_told_is_owed_to_be_taken_back(any_store):
    slow, quick = taken_over(any_store)
    assert told(any_store, claims.sent(quick, "D1", "17.2", NOW))
    assert not told(any_store, claims.sent(slow, "D1", "17.1", NOW))
    (back,) = claim(any_store)
    assert (back.method, back.payload) == ("chat.delete", {"channel": "D1", "ts": "17.1"})


def test_a_recipient_that_nothing_reaches_holds_up_nobody_else(any_store):
    owe(any_store, "U1", "U2")
    owe(any_store, "U1", kind="brief")
    first = next(one for one in claim(any_store) if one.place == "U1")
    with any_store.transaction(TEAM) as tx:
        tx.deliveries.give_up(first, "account_inactive", NOW)
        assert len(tx.deliveries.stop("U1", "account_inactive", NOW)) == 1
    assert states(any_store) == {"failed": 2, "sending": 1}
    with any_store.transaction(TEAM) as tx:
        assert tx.deliveries.again(first.id, NOW)
        assert not tx.deliveries.again(first.id, NOW)
    assert [one.id for one in claim(any_store, NOW + 2 * SECOND)] == [first.id]


def test_a_database_that_is_away_is_said_in_our_words(any_store, monkeypatch):
    def away(*_):
        raise OperationalError("BEGIN", {}, Exception("the server closed the connection"))

    monkeypatch.setattr(any_store, "_waiting", away)
    with pytest.raises(StoreError, match="the server closed the connection"):
        any_store.claim(NOW, TERMS, limit=1)


def test_a_lease_is_as_long_as_the_terms_say(any_store):
    owe(any_store, "U1")
    short = Terms(lease=timedelta(seconds=6), settled=timedelta(seconds=2), a_minute={})
    (one,) = claim(any_store, terms=short)
    assert one.lease_until == NOW + 6 * SECOND
    assert claim(any_store, NOW + 6 * SECOND, terms=short) == []
    (again,) = claim(any_store, NOW + 8 * SECOND, terms=short)
    assert again.maybe_since == NOW


def test_how_messages_fare_is_told_in_counts_and_reasons(any_store):
    owe(any_store, "U1", "U2", "U3")
    first, _ = claim(any_store, limit=2)
    with any_store.transaction(TEAM) as tx:
        tx.deliveries.give_up(first, "is_archived", NOW)
    any_store.ticked(TEAM, NOW)
    with any_store.reading(TEAM) as tx:
        health = tx.deliveries.health()
    assert (health.waiting, health.underway, health.failed) == (1, 1, 1)
    assert health.errors == (("reminder", "is_archived"),)
    assert health.ticked_at == NOW
