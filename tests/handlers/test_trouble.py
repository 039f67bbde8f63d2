"""What could not be delivered: told once to who can put it right, and repeated only when asked."""

from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest
from sqlalchemy import select

from bot.clock import FixedClock
from handlers import answers, owed, trouble
from storage import tables
from tests.conftest import TEAM
from tests.storage.company import NOW
from upkeep.deliveries import POST, Outcome, Result, Terms
from upkeep.members import Role

TERMS = Terms(channel_seconds=0, a_minute={}, at_once=99)
GONE = Result(Outcome.REFUSED, reason="account_inactive")
UNSURE = Result(Outcome.UNDECIDED, reason="missing_scope")
CLOCK = FixedClock(NOW)


@pytest.fixture
def company(store):
    with store.transaction(TEAM) as tx:
        anna = tx.members.ensure("UANNA", name="Anna", is_slack_admin=True)
        dana = tx.members.ensure("UDANA", name="Dana")
        europe, _ = tx.teams.upsert("Europe", channel="C0EUROPE")
        tx.members.change(dana.id, role=Role.MANAGER, team_id=europe.id)
        tx.members.ensure("UBOB", name="Bob")
    return {"anna": anna.id, "dana": dana.id, "team": europe.id}


def fails(
    store, result, kind=owed.REMINDER, to="UBOB", period="2026-11-24", method=POST, clock=CLOCK
):
    with store.transaction(TEAM) as tx:
        delivery = tx.deliveries.owe(kind, to, period, method, {"channel": to, "text": "x"}, NOW)
    claims = {one.id: one for one in store.claim(NOW, TERMS, limit=99)}
    trouble.give_up(store, claims[delivery.id], result, clock)
    return delivery


def told(store):
    """Who was told what."""
    with store.reading(TEAM) as tx:
        notes = select(tables.Delivery).where(tables.Delivery.kind == owed.TROUBLE)
        rows = tx.deliveries.session.scalars(notes)
        return [(one.recipient, one.payload["text"]) for one in rows]


def test_an_admin_is_told_why_and_the_recipient_is_left_alone(store, company):
    fails(store, GONE)
    [(who, text)] = told(store)
    assert who == "UANNA"
    assert "the daily reminder to <@UBOB>: the account is deactivated in Slack" in text


def test_an_admin_who_sleeps_is_told_in_the_morning(store, company):
    with store.transaction(TEAM) as tx:
        tx.members.change(company["anna"], zone="America/Los_Angeles")
    night = FixedClock(datetime(2026, 11, 24, 8, tzinfo=UTC))  # midnight with Anna
    before = night.wall()
    fails(store, GONE, clock=night)
    with store.reading(TEAM) as tx:
        note = tx.deliveries.last(owed.TROUBLE, "UANNA")
    assert note.not_before - before >= timedelta(hours=5)


def test_whatever_else_waits_for_somebody_who_is_gone_ends_too(store, company):
    with store.transaction(TEAM) as tx:
        tx.deliveries.owe("brief", "UBOB", "1", POST, {}, NOW + timedelta(days=1))
        tx.deliveries.owe("brief", "UDANA", "1", POST, {}, NOW + timedelta(days=1))
    fails(store, GONE)
    with store.reading(TEAM) as tx:
        assert tx.deliveries.waiting() == {"failed": 2, "pending": 2}


def test_the_same_is_told_once_a_week(store, company):
    fails(store, GONE)
    fails(store, GONE, period="2026-11-25")
    assert len(told(store)) == 1


def test_a_note_that_fails_makes_no_further_note(store, company):
    fails(store, GONE, kind=owed.TROUBLE, to="UANNA")
    assert len(told(store)) == 1


def test_a_repaint_that_fails_is_nobodys_trouble(store, company):
    fails(store, Result(Outcome.REFUSED, reason="message_not_found"), method="chat.update")
    assert told(store) == []


def test_a_reminder_that_may_have_arrived_is_told_and_not_repeated(store, company):
    delivery = fails(store, UNSURE)
    [(who, text)] = told(store)
    assert who == "UANNA"
    assert "It may have arrived" in text
    with store.reading(TEAM) as tx:
        assert tx.deliveries.get(delivery.id).error == "undecided: missing_scope"


def press(store, delivery, caller, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(answers, "say", lambda _, message: said.append(message["text"]))
    with store.reading(TEAM) as tx:
        member = tx.members.get(caller)
    trouble.again(Mock(), {"value": str(delivery.id)}, {}, member, store, FixedClock(NOW), TEAM)
    return said[-1]


def test_of_a_digest_its_manager_is_asked_and_may_have_it_repeated(store, company, monkeypatch):
    period = f"{company['team']}:2026-11-16"
    delivery = fails(store, UNSURE, kind=owed.DIGEST, to="C0EUROPE", period=period)
    [(who, text)] = told(store)
    assert who == "UDANA"
    assert "the weekly digest to <#C0EUROPE>" in text
    with store.reading(TEAM) as tx:
        bob = tx.members.by_slack("UBOB").id
    assert "Only managers" in press(store, delivery, bob, monkeypatch)
    assert "on its way" in press(store, delivery, company["dana"], monkeypatch)
    assert "already" in press(store, delivery, company["dana"], monkeypatch)
    claims = {one.id: one for one in store.claim(datetime.now(UTC), TERMS, limit=9)}
    assert claims[delivery.id].maybe_since is None


def readers(store):
    """To whom digests are still owed."""
    with store.reading(TEAM) as tx:
        asked = select(tables.Delivery).where(tables.Delivery.kind == owed.DIGEST)
        rows = tx.deliveries.session.scalars(asked.order_by(tables.Delivery.id))
        return [(one.recipient, one.payload["channel"]) for one in rows if one.state == "pending"]


@pytest.mark.parametrize(
    ("manages", "reader"), [("team", "UDANA"), ("above", "UDANA"), ("nobody", "UANNA")]
)
def test_what_its_channel_does_not_take_is_read_by_who_manages_the_team(any_store, manages, reader):
    with any_store.transaction(TEAM) as tx:
        tx.members.ensure("UANNA", name="Anna", is_slack_admin=True)
        world = tx.teams.upsert("World")[0]
        europe = tx.teams.upsert("Europe", channel="C0EUROPE", parent_id=world.id)[0]
        asia = tx.teams.upsert("Asia", channel="C0EUROPE", parent_id=world.id)[0]
        tx.members.upsert("new@us.example", role=Role.MANAGER, team_id=europe.id)
        dana = tx.members.ensure("UDANA", name="Dana")
        role = Role.REP if manages == "nobody" else Role.MANAGER
        led = europe if manages == "team" else world
        tx.members.change(dana.id, role=role, team_id=led.id)
        for late in (f"{asia.id}:2026-11-16", f"{europe.id}:2026-11-09"):
            waits = {"channel": "C0EUROPE", "text": "waits"}
            tx.deliveries.owe(owed.DIGEST, "C0EUROPE", late, POST, waits, NOW + timedelta(days=1))
    kicked = Result(Outcome.REFUSED, reason="not_in_channel")
    period = f"{europe.id}:2026-11-16"
    fails(any_store, kicked, kind=owed.DIGEST, to="C0EUROPE", period=period)
    asias = "UANNA" if manages == "team" else reader
    assert sorted(readers(any_store)) == sorted([(reader, reader)] * 2 + [(asias, asias)])
    assert [who for who, _ in told(any_store)] == ["UANNA"]


def test_who_has_a_digest_anyway_gets_it_once(store, company):
    period = f"{company['team']}:2026-11-16"
    with store.transaction(TEAM) as tx:
        hers = {"channel": "UDANA", "text": "hers"}
        tx.deliveries.owe(owed.DIGEST, "UDANA", period, POST, hers, NOW + timedelta(days=1))
    kicked = Result(Outcome.REFUSED, reason="is_archived")
    fails(store, kicked, kind=owed.DIGEST, to="C0EUROPE", period=period)
    assert readers(store) == [("UDANA", "UDANA")]


def test_whoever_lost_the_message_to_another_tells_nothing(store, company):
    with store.transaction(TEAM) as tx:
        tx.deliveries.owe(owed.REMINDER, "UBOB", "day", POST, {"channel": "UBOB"}, NOW)
    (slow,) = store.claim(NOW, TERMS, limit=9)
    later = NOW + TERMS.lease + TERMS.settled
    store.claim(NOW + TERMS.lease, TERMS, limit=9)
    assert len(store.claim(later, TERMS, limit=9)) == 1
    trouble.give_up(store, slow, GONE, CLOCK)
    assert told(store) == []
