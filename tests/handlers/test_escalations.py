"""Contacts whose reminders nobody answers: whom they are shown to, and when they rest."""

from datetime import date, timedelta

import pytest

from handlers import digests, lists, owed
from handlers.digests.posting import DIGEST
from handlers.nudges import deeds
from tests.conftest import TEAM
from tests.handlers.test_nudges import NOW, TODAY, World
from upkeep.members import Role

#: The Monday after three reminders of the same contact.
MONDAY = NOW + timedelta(days=20)


@pytest.fixture
def world(store):
    """Alice's team North is managed by Anna, its parent by Dana; Li Wei was met long ago."""
    world = World(store)
    for one in world.contacts[1:]:
        world.met(one.name)
    world.met("Li Wei", date(2026, 6, 1))
    with store.transaction(TEAM) as tx:
        all_, _ = tx.teams.upsert("All", zone="Europe/Berlin")
        north, _ = tx.teams.upsert("North", parent_id=all_.id, zone="Europe/Berlin")
        tx.members.change(world.alice.id, team_id=north.id)
        tx.members.change(world.anna.id, team_id=north.id)
        tx.members.change(world.dana.id, team_id=all_.id, role=Role.MANAGER)
        for team in (all_, north):
            tx.teams.set_next_digest(team.id, MONDAY)
    return world


def lives(world, days=20):
    """Each morning arrives and is left unanswered; the days on which Li Wei was named."""
    named = []
    for ahead in range(days):
        now = NOW + timedelta(days=ahead)
        world.tick(now)
        world.deliver()
        last = world.owed()
        if last and last.period == now.date().isoformat() and "Li Wei" in last.payload["text"]:
            named.append(ahead)
    return named


def digest(world, to):
    digests.tick(world.store, TEAM, MONDAY)
    with world.store.reading(TEAM) as tx:
        found = tx.deliveries.last(DIGEST, to)
    return found.payload["text"] if found else ""


def away(world, member, until=date(2027, 1, 1), **more):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(member.id, away_from=TODAY, away_until=until, **more)


def test_three_unanswered_reminders_reach_the_manager_and_then_there_is_rest(world):
    assert lives(world) == [0, 6, 10], "three work days between them"
    assert "Li Wei" in digest(world, "UANNA")
    with world.store.reading(TEAM) as tx:
        assert tx.nudges.escalated([world.alice.id], 3, MONDAY.date()) == [world.contacts[0].id]


@pytest.mark.parametrize("door", ["elsewhere", "the button", "a list"])
def test_who_takes_a_contact_on_begins_anew(world, door):
    lives(world)
    li = world.contacts[0].id
    with world.store.transaction(TEAM) as tx:
        if door == "elsewhere":
            tx.contacts.give([li], world.dana.id)
            owed.after_giving(tx, [li], world.alice.id, world.dana.id, world.clock)
        elif door == "a list":
            tx.traces.change("contact", {li: {"owner_id": world.dana.id}})
        else:
            doing = deeds.Doing(tx, world.alice, tx.contacts.get(li), world.clock)
            deeds.give(world.dana).do(doing)
        assert tx.nudges.unanswered([li]) == {}
        assert tx.nudges.escalated(None, 3, MONDAY.date()) == []


def test_to_give_a_contact_away_and_back_is_no_answer(world):
    lives(world)
    li = world.contacts[0].id
    for deed in (deeds.give(world.dana), deeds.give_back(world.alice.id, world.dana.id)):
        with world.store.transaction(TEAM) as tx:
            deed.do(deeds.Doing(tx, world.alice, tx.contacts.get(li), world.clock))
    with world.store.reading(TEAM) as tx:
        assert tx.nudges.unanswered([li]) == {li: 3}


def test_whoever_is_put_off_late_is_named_again_when_the_day_has_come(world):
    lives(world)
    with world.store.transaction(TEAM) as tx:
        contact, until = tx.contacts.get(world.contacts[0].id), TODAY + timedelta(days=27)
        deeds.snooze(until).do(deeds.Doing(tx, world.alice, contact, world.clock))
    assert lives(world, days=36) == [27, 31], "not only when a cadence has passed"
    with world.store.reading(TEAM) as tx:
        assert tx.nudges.unanswered([contact.id]) == {contact.id: 2}
        assert tx.nudges.escalated([world.alice.id], 3, until + timedelta(days=9)) == []


def test_a_snooze_that_is_taken_back_leaves_the_older_ones_answered(world):
    for days, put_off in ((20, 30), (45, 60)):
        lives(world, days)
        with world.store.transaction(TEAM) as tx:
            contact, until = world.contacts[0], TODAY + timedelta(days=put_off)
            deeds.snooze(until).do(deeds.Doing(tx, world.alice, contact, world.clock))
    with world.store.transaction(TEAM) as tx:
        open_ = tx.nudges.unanswered([contact.id])
        deeds.wake().do(deeds.Doing(tx, world.alice, contact, world.clock))
        assert (open_, tx.nudges.unanswered([contact.id])) == ({}, {contact.id: 3})


def test_what_a_standin_did_not_answer_counts_as_well(world):
    away(world, world.alice, standin_id=world.dana.id)
    with world.store.transaction(TEAM) as tx:
        tx.members.set_next_reminder(world.dana.id, NOW)
    lives(world)
    with world.store.reading(TEAM) as tx:
        assert tx.nudges.escalated([world.alice.id], 3, MONDAY.date()) == [world.contacts[0].id]


@pytest.mark.parametrize("late", ["snoozed", "met before"])
def test_what_was_done_long_after_the_reminders_is_an_answer_all_the_same(world, late):
    lives(world)
    with world.store.transaction(TEAM) as tx:
        if late == "snoozed":
            tx.contacts.snooze(world.contacts[0].id, MONDAY.date() + timedelta(days=30))
    if late == "met before":
        world.met("Li Wei", TODAY - timedelta(days=1))
    with world.store.reading(TEAM) as tx:
        assert tx.nudges.escalated([world.alice.id], 3, MONDAY.date()) == []
    assert "in three reminders" not in digest(world, "UANNA")


def test_behind_more_than_are_weighed_nobody_is_lost(world, monkeypatch):
    monkeypatch.setattr(lists, "WEIGHED", 3)
    monkeypatch.setattr(lists, "PATIENT", 1)
    with world.store.transaction(TEAM) as tx:
        tx.settings.change("reminder_limit", 1, world.anna.id, NOW)
        for number in range(6):
            tx.contacts.add(world.acme.id, f"Person {number}", added_on=date(2026, 1, 1))
        everybody = {one.id for one in tx.contacts.neediest(world.alice.id, TODAY, 99)}
    lives(world, days=60)
    with world.store.reading(TEAM) as tx:
        assert tx.nudges.last_for(sorted(everybody)).keys() == everybody


def test_a_reminder_that_never_arrived_is_no_reason(world):
    for ahead in range(20):
        world.tick(NOW + timedelta(days=ahead))
    with world.store.reading(TEAM) as tx:
        assert tx.nudges.escalated([world.alice.id], 3, MONDAY.date()) == []


def test_days_away_do_not_count(world):
    away(world, world.alice, until=TODAY + timedelta(days=9))
    assert lives(world) == [10, 16]


@pytest.mark.parametrize("standin", [False, True])
def test_an_absent_owner_without_a_standin_is_shown_to_the_manager(world, standin):
    by = {"standin_id": world.dana.id} if standin else {}
    away(world, world.alice, **by)
    lives(world)
    digest(world, "UANNA")
    with world.store.reading(TEAM) as tx:
        team = tx.teams.by_name("North")
        [kept] = tx.digests.history(team.id, 1)
        assert kept.figures["escalated"] == (0 if standin else 1)


@pytest.mark.parametrize(
    ("standin", "unattended"),
    [
        ({}, False),
        ({"active": False}, True),
        ({"away_from": TODAY, "away_until": TODAY}, True),
        ({"away_from": TODAY + timedelta(days=1), "away_until": TODAY + timedelta(days=9)}, False),
        ({"away_until": TODAY - timedelta(days=1)}, False),
        ({"status": "palm_tree"}, True),
        ({"slack_id": None}, True),
    ],
)
def test_a_standin_who_is_not_there_himself_leaves_contacts_unattended(world, standin, unattended):
    away(world, world.alice, standin_id=world.dana.id)
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.dana.id, **standin)
        found = tx.contacts.unattended([world.alice.id], TODAY)
    assert found == ([world.contacts[0].id] if unattended else [])


@pytest.mark.parametrize("manager", [Role.REP, "not in Slack"])
def test_a_team_without_a_manager_sends_it_one_up_beside_its_channel(world, manager):
    with world.store.transaction(TEAM) as tx:
        if manager is Role.REP:
            tx.members.change(world.anna.id, role=manager)
        else:
            tx.members.change(world.anna.id, slack_id=None, email="anna@us.example")
        north = tx.teams.change(tx.teams.by_name("North").id, channel="C0NORTH")
    lives(world)
    digest(world, "UDANA")
    with world.store.reading(TEAM) as tx:
        [kept] = tx.digests.history(north.id, 1)
        hers = tx.deliveries.of_period(DIGEST, "UDANA", f"{north.id}:{kept.week}")
    assert "Li Wei" in hers.payload["text"]


@pytest.mark.parametrize("said", ["to the bot", "by a status"])
def test_a_manager_away_sends_it_one_up_and_at_last_to_the_admins(world, said):
    if said == "to the bot":
        away(world, world.anna)
    else:
        with world.store.transaction(TEAM) as tx:
            tx.members.change(world.anna.id, status="palm_tree")
    lives(world)
    digest(world, "UDANA")
    with world.store.reading(TEAM) as tx:
        north = tx.teams.by_name("North")
        [kept] = tx.digests.history(north.id, 1)
        hers = tx.deliveries.of_period(DIGEST, "UDANA", f"{north.id}:{kept.week}")
    assert "Li Wei" in hers.payload["text"], "beside that of her own team"
    assert world.owed(DIGEST, "UBOSS") is None


def test_with_all_managers_away_it_is_the_admins(world):
    with world.store.transaction(TEAM) as tx:
        boss = tx.members.ensure("UBOSS", name="Boss", zone="Europe/Berlin", is_slack_admin=True)
    world.sleeps(boss)
    away(world, world.anna)
    away(world, world.dana)
    lives(world)
    assert "Li Wei" in digest(world, "UBOSS")
