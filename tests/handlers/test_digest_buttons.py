"""What a digest's buttons tell somebody whom the digest is not about."""

from datetime import UTC, date, datetime

import pytest

from handlers.digests import acting
from tests.conftest import TEAM
from tests.handlers import test_digests
from tests.handlers.test_digests import AT_ONCE, WEEK, planned, press, visit
from upkeep.members import Role

team, told = test_digests.team, test_digests.told


@pytest.fixture
def ming(store, team):
    """Who manages another team and looks after nobody, and reads Europe's digest in its channel."""
    with store.transaction(TEAM) as tx:
        asia = tx.teams.upsert("Asia")[0]
        member = tx.members.ensure("U5MING", name="Ming")
        tx.members.change(member.id, team_id=asia.id, role=Role.MANAGER)
    return member


def test_who_has_no_part_in_the_five_is_not_told_that_nothing_is_in_danger(store, team, told, ming):
    for day in (9, 10):
        visit(store, "Li", date(2026, 11, day))
    text = planned(store, told, "U5MING", team)["text"]
    assert text == "Europe: this week's five\n1 visit is to be made together, by others this week."


def sent(store):
    return store.claim(datetime.now(UTC), AT_ONCE, limit=9)


@pytest.mark.parametrize(("who", "title"), [("U1ANNA", "Europe"), ("U2BOB", "Bob")])
def test_a_sheet_is_called_by_whose_votes_it_holds(store, team, told, who, title):
    body = {"response_url": "x", "trigger_id": "t"}
    press(store, acting.export, who, body, f"{team.id}:{WEEK}")
    [claim] = sent(store)
    assert claim.payload["title"] == f"Votes of {title}, Mon 16 Nov"


def test_who_looks_after_nobody_is_sent_no_empty_sheet(store, team, told, ming):
    body = {"response_url": "x", "trigger_id": "t"}
    press(store, acting.export, "U5MING", body, f"{team.id}:{WEEK}")
    assert sent(store) == []
    assert told["say"][-1]["text"] == "There are no votes of yours to send."


def test_where_a_manager_is_missing_the_one_above_the_team_goes_along(store, team, told):
    """Eve is alone in her team; Anna manages the one above it."""
    with store.transaction(TEAM) as tx:
        leaf = tx.teams.upsert("Leaf", parent_id=team.id)[0]
        eve = tx.members.ensure("U6EVE", name="Eve")
        tx.members.change(eve.id, team_id=leaf.id)
        tx.accounts.change(tx.accounts.by_name("Acme").id, owner_id=eve.id)
    for day in (9, 10):
        visit(store, "Li", date(2026, 11, day), by="U6EVE")
    text = planned(store, told, "U1ANNA", leaf)["text"]
    assert "Eve with Anna → Bo, Acme" in text
    assert "no manager of ours was there" in text
