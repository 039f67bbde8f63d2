"""Members and teams: known by Slack or by e-mail, and due at their own instants."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from storage import Change
from tests.conftest import TEAM
from tests.storage.company import NOW, TODAY
from upkeep import threads
from upkeep.members import Member, Role


@pytest.fixture
def tx(any_store):
    with any_store.transaction(TEAM) as opened:
        yield opened


def test_one_met_for_the_first_time_is_made(tx):
    made = tx.members.ensure("U1", name="Alice", email="a@b.example", zone="Asia/Shanghai")
    assert made == Member(made.id, "Alice", "U1", "a@b.example", zone="Asia/Shanghai")
    assert tx.members.by_slack("U1") == made
    assert tx.members.ensure("U1") == made


def test_one_imported_is_adopted_by_the_same_address_whatever_its_case(tx):
    imported, change = tx.members.upsert("Alice@B.example", function="R&D", role=Role.MANAGER)
    assert change is Change.CREATED
    met = tx.members.ensure("U1", name="Alice Meyer", email="alice@b.example")
    assert (met.id, met.slack_id, met.name) == (imported.id, "U1", "Alice Meyer")
    assert (met.function, met.role) == ("R&D", Role.MANAGER)
    assert tx.members.by_email("ALICE@b.example") == met


def test_what_slack_does_not_say_stays_as_it_was(tx):
    tx.members.ensure("U1", name="Alice", email="a@b.example", locale="zh-CN")
    assert tx.members.ensure("U1", name="", email=None).name == "Alice"
    assert tx.members.ensure("U1", active=False).active is False
    assert tx.members.ensure("U1").locale == "zh-CN"


def test_slacks_admins_are_admins_for_as_long_as_slack_says_so(tx):
    member = tx.members.ensure("U1", is_slack_admin=True)
    assert member.role is Role.ADMIN
    tx.members.change(member.id, role=Role.MANAGER)
    assert tx.members.get(member.id).role is Role.ADMIN
    assert tx.members.ensure("U1", is_slack_admin=False).role is Role.MANAGER


def test_all_of_a_member_is_kept(tx):
    boss = tx.members.ensure("U2")
    europe, _ = tx.teams.upsert("Europe")
    member = tx.members.ensure("U1")
    fields = {
        "function": "service",
        "team_id": europe.id,
        "manager_id": boss.id,
        "weekly_target": 3,
        "work_days": frozenset({0, 1, 6}),
        "country": "DE",
        "away_from": TODAY,
        "away_until": TODAY + timedelta(days=3),
        "reminder_at": time(8, 30),
    }
    changed = tx.members.change(member.id, **fields)
    assert {name: getattr(changed, name) for name in fields} == fields
    assert tx.members.get(member.id) == changed
    assert tx.members.change(member.id, work_days=None, reminder_at=None).work_days is None


def test_an_import_says_what_it_did(tx):
    assert tx.members.upsert("a@b.example", function="R&D")[1] is Change.CREATED
    assert tx.members.upsert("a@b.example", function="R&D")[1] is Change.UNCHANGED
    assert tx.members.upsert("a@b.example", function=None)[1] is Change.UNCHANGED
    member, change = tx.members.upsert("A@b.example", function="sales")
    assert (member.function, change) == ("sales", Change.UPDATED)
    assert len(tx.members.all()) == 1


def test_those_who_left_are_in_no_list_but_the_whole_one(tx):
    europe, _ = tx.teams.upsert("Europe")
    here = tx.members.ensure("U1")
    gone = tx.members.ensure("U2", active=False)
    for one in (here, gone):
        tx.members.change(one.id, team_id=europe.id)
    assert [one.id for one in tx.members.all()] == [here.id]
    assert [one.id for one in tx.members.of_teams([europe.id])] == [here.id]
    assert [one.id for one in tx.members.all(active=False)] == [here.id, gone.id]
    assert set(tx.members.many([here.id, gone.id, 404])) == {here.id, gone.id}


def test_a_team_is_managed_by_its_managers_and_by_whom_its_members_name(tx):
    europe, _ = tx.teams.upsert("Europe")
    lead, named, other, rep = (tx.members.ensure(f"U{n}") for n in range(4))
    tx.members.change(lead.id, role=Role.MANAGER, team_id=europe.id)
    tx.members.change(other.id, role=Role.MANAGER)
    tx.members.change(rep.id, team_id=europe.id, manager_id=named.id)
    assert [one.id for one in tx.members.managers_of(europe.id)] == [lead.id, named.id]


def test_reminders_are_due_by_instant_for_those_slack_knows(tx):
    never, later, now = (tx.members.ensure(f"U{n}") for n in range(3))
    gone = tx.members.ensure("U9", active=False)
    tx.members.upsert("unknown@b.example")
    tx.members.set_next_reminder(later.id, NOW + timedelta(seconds=1))
    tx.members.set_next_reminder(now.id, NOW)
    tx.members.set_next_reminder(gone.id, NOW)
    assert [one.id for one in tx.members.reminder_due(NOW)] == [never.id, now.id]
    assert [one.id for one in tx.members.reminder_due(NOW, 1)] == [never.id]
    assert [one.id for one in tx.members.reminder_due(NOW, 1, never.id)] == [now.id]
    assert tx.members.next_reminder(later.id) == NOW + timedelta(seconds=1)
    tx.members.set_next_reminder(now.id, None)
    assert tx.members.next_reminder(now.id) is None


def test_those_known_by_address_only_are_looked_up_and_not_at_once_again(tx):
    new, _ = tx.members.upsert("new@b.example")
    tx.members.ensure("U1", email="here@b.example")
    assert [one.id for one in tx.members.to_look_up(NOW, 9)] == [new.id]
    tx.members.look_up_again(new.id, NOW + timedelta(days=1))
    assert tx.members.to_look_up(NOW, 9) == []
    assert [one.id for one in tx.members.to_look_up(NOW + timedelta(days=1), 9)] == [new.id]


def test_an_instant_without_a_zone_is_refused(any_store):
    with any_store.transaction(TEAM) as tx:
        member = tx.members.ensure("U1")
    with pytest.raises(Exception, match="no time zone"), any_store.transaction(TEAM) as tx:
        tx.members.set_next_reminder(member.id, datetime(2026, 1, 1))


def test_an_instant_comes_back_in_utc_whatever_zone_it_was_said_in(any_store):
    said = datetime(2026, 7, 1, 9, 30, 15, 250, tzinfo=ZoneInfo("Asia/Shanghai"))
    with any_store.transaction(TEAM) as tx:
        member = tx.members.ensure("U1")
        tx.members.set_next_reminder(member.id, said)
    with any_store.reading(TEAM) as tx:
        kept = tx.members.next_reminder(member.id)
    assert kept == said
    assert kept.tzinfo is UTC


def test_everybody_is_one_team_until_teams_are_set(tx):
    everyone = tx.teams.everyone()
    assert everyone.name == "Everyone"
    assert tx.teams.everyone() == everyone
    assert tx.teams.all() == []
    assert tx.teams.with_digest() == [everyone]
    europe, _ = tx.teams.upsert("Europe")
    assert tx.teams.with_digest() == [europe]


@pytest.mark.parametrize("name", ["Europe", "Österreich", "ÎLE-DE-FRANCE", "华东", "Ｅｕｒｏｐｅ"])
def test_a_team_imported_again_in_another_case_is_the_same(tx, name):
    team, change = tx.teams.upsert(name, channel="#x")
    assert change is Change.CREATED
    assert tx.teams.by_name(name.swapcase()) == team
    assert tx.teams.upsert(name.swapcase(), channel="#x") == (team, Change.UNCHANGED)
    assert tx.teams.upsert(name, channel="#y")[1] is Change.UPDATED
    assert len(tx.teams.all()) == 1


def test_a_team_knows_its_parent_and_its_digest(tx):
    top, _ = tx.teams.upsert("World", zone="UTC")
    below, _ = tx.teams.upsert("Europe", parent_id=top.id)
    assert below.parent_id == top.id
    assert tx.teams.get(below.id) == below
    assert tx.teams.change(below.id, channel="C1").channel == "C1"
    assert tx.teams.digest_due(NOW) == []
    tx.teams.set_next_digest(below.id, NOW)
    assert [one.id for one in tx.teams.digest_due(NOW)] == [below.id]
    assert tx.teams.next_digest(below.id) == NOW
    assert tx.teams.digest_due(NOW - timedelta(seconds=1)) == []


def test_the_seniors_are_those_the_rules_call_so(any_store):
    with any_store.transaction(TEAM) as tx:
        for number, role in enumerate(Role):
            one = tx.members.ensure(f"U{number}", name=f"M{number}")
            tx.members.change(one.id, role=role)
        chief = tx.members.ensure("U7", name="M7")
        tx.members.change(chief.id, function="Executive")
        tx.members.ensure("U9", name="M9", is_slack_admin=True)
        gone = tx.members.ensure("U8", name="M8", is_slack_admin=True)
        tx.members.change(gone.id, active=False)
        known = {one.id for one in tx.members.all() if threads.is_senior(one)}
        assert tx.members.seniors() == known
        assert len(known) == 4


def test_each_function_of_ours_is_told_once_and_not_of_those_who_left(tx):
    for number, function in enumerate(("Sales", "sales", "R&D", "Service")):
        tx.members.ensure(f"U{number}", name="A", function=function, active=function != "Service")
    assert tx.members.functions() == {"sales", "r&d"}
