"""What a digest gathers of its accounts, whoever else looks after what happened before."""

from datetime import UTC, date, datetime, timedelta

import pytest

from handlers import boards, cards, teams
from handlers.digests import gathering
from tests.conftest import TEAM
from upkeep.accounts import Level
from upkeep.eyes import Life
from upkeep.members import Team
from upkeep.visits import Channel, NewVisit, Voice, VoiceKind

ON = date(2026, 8, 9)
SUNDAY = datetime(2026, 8, 9, 18, tzinfo=UTC)


@pytest.mark.parametrize("spoke", [(20, 16), (300, 296)])  # lately, and long ago
def test_who_spoke_at_a_customer_of_other_teams_is_silent_at_ours(store, spoke):
    with store.transaction(TEAM) as tx:
        east, west = (tx.teams.upsert(name)[0] for name in ("East", "West"))
        ann, bob = (tx.members.ensure(f"U{name}", name=name) for name in ("Ann", "Bob"))
        tx.members.change(ann.id, team_id=east.id)
        tx.members.change(bob.id, team_id=west.id)
        hers, his = (
            tx.accounts.upsert(name, owner_id=owner.id)[0]
            for name, owner in (("Acme", ann), ("Borealis", bob))
        )
        li = tx.contacts.add(hers.id, "Li", added_on=date(2026, 6, 1), cadence=7)
        for ago in (*spoke, 3):
            voices = (Voice(VoiceKind.NEED, "spares", contact_id=li.id),) if ago in spoke else ()
            day = ON - timedelta(days=ago)
            made = NewVisit(hers.id, day, Channel.MEAL, (li.id,), (ann.id,), voices=voices)
            tx.visits.add(made, ann.id, SUNDAY, f"{ago}")
        tx.contacts.change(li.id, account_id=his.id)
        ours = teams.reach(tx, west)
        (found,) = gathering.facts(tx, *gathering.around(tx, ours, ON), ON, None)
    assert found.silent == (li.id,)


def test_who_met_a_senior_at_another_customer_still_keeps_it_warm(store):
    with store.transaction(TEAM) as tx:
        ann, bob = (tx.members.ensure(f"U{name}", name=name) for name in ("Ann", "Bob"))
        here, there = (
            tx.accounts.upsert(name, owner_id=ann.id)[0] for name in ("Acme", "Borealis")
        )
        li, mo = (
            tx.contacts.add(where.id, name, added_on=date(2026, 6, 1), level=Level.KEY)
            for where, name in ((there, "Li"), (here, "Mo"))
        )
        for where, who, by in ((there, li, bob), (here, mo, ann)):
            made = NewVisit(where.id, ON, Channel.MEAL, (who.id,), (by.id,))
            tx.visits.add(made, by.id, SUNDAY, who.name)
        tx.contacts.change(li.id, account_id=here.id)
        tx.visits.add(NewVisit(here.id, ON, Channel.MEAL, (li.id,), (ann.id,)), ann.id, SUNDAY, "2")
        ours = teams.reach(tx, Team(0, "Everyone"))
        facts = gathering.facts(tx, *gathering.around(tx, ours, ON), ON, None)
        board = boards.board(tx, here.id, ON)
        card = cards.account(tx, here.id, ann, ON)
    [held] = [one for one in facts if one.account.id == here.id]
    assert {one.contact_id: one.member_ids for one in held.faces} == {
        li.id: {ann.id, bob.id},
        mo.id: {ann.id},
    }
    assert {one.account_id for one in held.visits} == {here.id}
    assert board.eyes.life is Life.ALIVE
    assert "Two eyes: Li and Mo." in str(card)


def test_who_was_met_because_of_a_fault_is_told_to_the_team_that_answers_for_the_customer(store):
    with store.transaction(TEAM) as tx:
        east, west = (tx.teams.upsert(name)[0] for name in ("East", "West"))
        ann, bob = (tx.members.ensure(f"U{name}", name=name) for name in ("Ann", "Bob"))
        tx.members.change(ann.id, team_id=east.id)
        tx.members.change(bob.id, team_id=west.id)
        acme, _ = tx.accounts.upsert("Acme", owner_id=ann.id)
        li = tx.contacts.add(acme.id, "Li", added_on=date(2026, 6, 1), owner_id=bob.id)
        tx.incidents.add(
            acme.id, "it stopped", ann.id, first=ON, last=ON, report_at=SUNDAY, request="1"
        )
        tx.visits.add(NewVisit(acme.id, ON, Channel.MEAL, (li.id,), (bob.id,)), bob.id, SUNDAY, "2")
        told = gathering.figures(tx, east, ON - timedelta(days=6), ON)
    assert told.first_met == ("Li, Acme",)
