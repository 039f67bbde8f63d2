"""The vote board as it is opened: from a card, from a team's board, and page by page."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import boards, teams
from tests.conftest import TEAM
from upkeep.accounts import Level
from upkeep.alerts import Alert, Kind
from upkeep.members import Team
from upkeep.visits import Channel, NewVisit

NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)
TODAY = date(2026, 11, 16)


@pytest.fixture
def acme(store):
    """Acme with fifty people; Bob met two of them, and one key person long ago."""
    with store.transaction(TEAM) as tx:
        bob = tx.members.ensure("U2BOB", name="Bob")
        account = tx.accounts.upsert("Acme", owner_id=bob.id)[0]
        people = [
            tx.contacts.add(account.id, f"Person {n:02}", added_on=date(2026, 6, 1))
            for n in range(50)
        ]
        tx.contacts.change(people[2].id, level=Level.KEY)
        for number, (who, days) in enumerate(((people[0], 3), (people[1], 5), (people[2], 100))):
            on = TODAY - timedelta(days=days)
            told = NewVisit(account.id, on, Channel.MEAL, (who.id,), (bob.id,))
            tx.visits.add(told, bob.id, NOW, f"v{number}")
        return account


def opened(store, listener, **more):
    with store.reading(TEAM) as tx:
        caller = tx.members.by_slack("U2BOB")
    client, ack = Mock(), Mock()
    listener(
        ack=ack, client=client, caller=caller, store=store, clock=FixedClock(NOW), team_id=TEAM,
        **more,
    )  # fmt: skip
    ack.assert_called_once()
    [call] = client.method_calls
    return call


def test_it_opens_by_a_button_and_by_a_menu(store, acme):
    body = {"trigger_id": "t"}
    for listener, action in (
        (boards.opened, {"value": str(acme.id)}),
        (boards.picked, {"selected_option": {"value": str(acme.id)}}),
    ):
        name, _args, told = opened(store, listener, body=body, action=action)
        assert (name, told["trigger_id"]) == ("views_open", "t")
        text = str(told["view"])
        assert "2 of 50 votes warm, 26 needed" in text
        assert "Blind: nobody who decides is warm." in text
        assert "Page 1 of 2: 50 votes" in text
        assert text.index("*Person 02*") < text.index("*Person 01* · tended · met by Bob")
        assert "*Person 49*" not in text, "whom nobody has met comes last"


def test_its_pages_are_turned_where_it_stands(store, acme):
    body = {"view": {"id": "V1"}}
    for value in (f"{acme.id}:1", f"{acme.id}:99"):
        name, _args, told = opened(store, boards.turned, body=body, action={"value": value})
        assert (name, told["view_id"]) == ("views_update", "V1")
        text = str(told["view"])
        assert "Page 2 of 2" in text
        assert "*Person 49* · not met yet" in text
        assert "*Person 01*" not in text


def test_who_of_ours_has_left_is_called_so(store, acme):
    alone = Alert(Kind.SINGLE_THREADED, member_id=acme.owner_id)
    with store.transaction(TEAM) as tx:
        tx.members.change(acme.owner_id, active=False)
        known = boards.board(tx, acme.id, TODAY).members
        told = teams.told(tx, Team(1, "Europe"), [alone], TODAY, managed=True).members
    assert set(known.values()) == set(told.values()) == {"Bob (has left)"}
