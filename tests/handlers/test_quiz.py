"""Whose number is this? Asked, answered, counted in the message alone."""

from datetime import UTC, date, datetime
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import answers, quiz
from tests.conftest import TEAM
from upkeep.quiz import ROUND
from views import quiz as views

TODAY = date(2026, 11, 24)
CLOCK = FixedClock(datetime(2026, 11, 24, 9, tzinfo=UTC))


def furnished(store, count):
    with store.transaction(TEAM) as tx:
        alice = tx.members.ensure("UALICE", name="Alice")
        acme = tx.accounts.upsert("Acme", owner_id=alice.id)[0]
        for n in range(count):
            tx.contacts.add(acme.id, f"P{n} *x*", added_on=TODAY, phone=f"+49 30 555 01{n:02}")
    return alice


def first(store, alice):
    ack = Mock()
    quiz.asked(ack, alice, store, CLOCK, TEAM)
    return ack.call_args.kwargs


@pytest.fixture
def shown(monkeypatch):
    seen = []
    monkeypatch.setattr(answers, "replace", lambda _body, message: seen.append(message))
    return seen


def row(message):
    return next(one for one in message["blocks"] if one["type"] == "actions")["elements"]


def test_too_few_numbers_are_said_so(store):
    assert "there are 3." in first(store, furnished(store, 3))["text"]


def test_a_round_is_counted_in_its_message_and_ends(store, shown):
    alice = furnished(store, 5)
    message = first(store, alice)
    assert message["text"].startswith("Whose number is this?")
    for place in range(ROUND):
        buttons = row(message)
        assert len(buttons) == 4
        right = place % 2 == 0
        (_, answer, _) = views.answered(buttons[0])
        pick = next(one for one in buttons if (views.answered(one)[2] == answer) is right)
        quiz.answered(Mock(), pick, {}, alice, store, TEAM)
        message = shown[-1]
        assert message["text"].startswith("✓ Right: " if right else "✗ No, that is ")
    assert "5 of 10 right. Nobody else sees this." in message["text"]
    quiz.another(Mock(), {}, alice, store, CLOCK, TEAM)
    assert shown[-1]["text"].startswith("Whose number is this?")
