"""Everybody's digest beside those of teams: it shows no manager more than his own team's does."""

from datetime import date, timedelta
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import answers, digests, teams
from handlers.digests import acting, asking
from storage.teams import EVERYONE
from tests.conftest import TEAM
from tests.handlers import test_digests
from tests.handlers.test_digests import MONDAY, owed, visit
from upkeep.members import Role
from views import digests as views
from views.pieces import Json

team = test_digests.team
TODAY = MONDAY.date()


@pytest.fixture
def ming(store, team):
    """Who manages Asia, beside Europe; everybody's digest has a channel."""
    with store.transaction(TEAM) as tx:
        asia = tx.teams.upsert("Asia", channel="C0ASIA")[0]
        ming = tx.members.ensure("U3MING", name="Ming")
        tx.settings.change("digest_channel", "C0ALL", ming.id, MONDAY)
        ming = tx.members.change(ming.id, role=Role.MANAGER, team_id=asia.id)
    visit(store, "Li", date(2026, 11, 12))
    return ming


@pytest.fixture
def answered(monkeypatch):
    seen = []

    def say(_body, message):
        seen.append(message["text"])
        return True

    monkeypatch.setattr(answers, "say", say)
    return seen


def asks(store, caller, words, answered):
    command: Json = {"text": words, "command": "/votes", "response_url": "x"}
    listener = asking.team_board if words.startswith("team") else asking.asked
    listener(Mock(), command, caller, store, FixedClock(MONDAY), TEAM)
    return answered[-1]


def test_the_manager_of_one_team_reads_no_lines_of_another_there(store, ming, answered):
    assert asks(store, ming, "team Everyone", answered).startswith("The board of Everyone names")
    seen = asks(store, ming, "digest Everyone", answered)
    assert "1 tended" in seen
    assert "Bob" not in seen
    with store.reading(TEAM) as tx:
        assert [one.team for one in teams.of_manager(tx, ming, TODAY)] == ["Asia"]
        everyone = tx.teams.by_name(EVERYONE)
    assert everyone is None
    pressed: Json = {"response_url": "x", "trigger_id": "t"}
    action: Json = {"value": f"0:{TODAY}"}
    acting.export(Mock(), action, pressed, ming, store, FixedClock(MONDAY), TEAM)
    assert answered[-1] == "There are no votes of yours to send."
    with store.transaction(TEAM) as tx:
        boss = tx.members.ensure("U4BOSS", name="Boss", is_slack_admin=True)
    assert "Bob: 0 visits this week" in asks(store, boss, "team Everyone", answered)


def test_everybodys_old_buttons_stay_everybodys_once_teams_are_set(store, ming):
    """Its number was none, as it had never been kept."""
    value = views.named("0:2026-11-09")[0]
    with store.reading(TEAM) as tx:
        assert asking.by_number(tx, value).name == EVERYONE


def test_nobody_is_written_to_instead_of_its_managers(store, ming):
    """It has none who could be away."""
    with store.transaction(TEAM) as tx:
        tx.members.ensure("U4BOSS", name="Boss", is_slack_admin=True)
        bob = tx.members.by_slack("U2BOB")
        tx.members.change(bob.id, active=False)
        [li] = [one for one in tx.contacts.all() if one.name == "Li"]
        tx.contacts.change(li.id, cadence=1)
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    told = {place: text for _, place, text in owed(store)}
    assert "1 contact was" in told["C0ALL"], told["C0ALL"]
    assert "U4BOSS" not in told


team = test_digests.team


def test_a_manager_of_no_team_is_told_to_the_admins_and_one_whom_members_name_is_not(store, team):
    with store.transaction(TEAM) as tx:
        tx.members.ensure("U9ADMIN", name="Ada", is_slack_admin=True)
        gus, mia = (tx.members.ensure(f"U{name}", name=name) for name in ("Gus", "Mia"))
        for one in (gus, mia):
            tx.members.change(one.id, role=Role.MANAGER)
        tx.members.change(tx.members.by_slack("U2BOB").id, manager_id=mia.id)
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    [asked] = [text for kind, _place, text in owed(store) if kind == "digest_homeless"]
    assert asked.startswith(
        "In no team, though they look after customers or are managers: Gus. No digest"
    )
