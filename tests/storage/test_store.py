"""The store: transactions of one workspace each, on both databases alike."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from storage import LOCAL, Workspace, open_store
from tests.conftest import TEAM
from tests.storage.company import NOW, TODAY, founded, meeting
from upkeep.errors import Refusal
from upkeep.policy import Policy


class Stopped(Exception):  # noqa: N818 — it stands for any
    """Something went wrong in the middle."""


def test_left_normally_all_is_kept(any_store):
    company = founded(any_store, TEAM)
    with any_store.reading(TEAM) as tx:
        assert tx.contacts.get(company.li.id) == company.li


def test_left_by_an_exception_nothing_happened(any_store):
    with suppress(Stopped), any_store.transaction(TEAM) as tx:
        tx.accounts.upsert("Acme")
        raise Stopped
    with any_store.reading(TEAM) as tx:
        assert tx.accounts.all() == []


def test_nothing_can_be_written_while_reading(any_store):
    with pytest.raises(DBAPIError), any_store.reading(TEAM) as tx:
        tx.accounts.upsert("Acme")
    with any_store.transaction(TEAM) as tx:
        tx.accounts.upsert("Acme")


def test_a_reader_sees_one_moment(any_store):
    founded(any_store, TEAM)
    with any_store.reading(TEAM) as before:
        assert len(before.accounts.all()) == 1
        with any_store.transaction(TEAM) as tx:
            tx.accounts.upsert("Nordwerk")
        assert len(before.accounts.all()) == 1
    with any_store.reading(TEAM) as after:
        assert len(after.accounts.all()) == 2


def test_an_unknown_workspace_is_empty_to_a_reader_and_made_by_a_writer(any_store):
    with any_store.reading("T0NEW") as tx:
        assert tx.members.all() == []
        assert tx.policy == Policy()
    assert [one.team_id for one in any_store.workspaces()] == [TEAM]
    with any_store.transaction("T0NEW") as tx:
        tx.accounts.upsert("Acme")
    assert [one.team_id for one in any_store.workspaces()] == [TEAM, "T0NEW"]


def test_the_local_workspace_is_adopted_by_the_first_slack_team(any_url):
    store = open_store(any_url, Policy())
    with store.transaction(LOCAL) as tx:
        tx.accounts.upsert("Acme")
    (local,) = store.workspaces()
    assert local.team_id is None
    settled = store.settle_workspace("T1", "First")
    assert settled == Workspace(local.id, "T1", "First")
    assert store.settle_workspace("T1", "Renamed") == Workspace(local.id, "T1", "Renamed")
    assert store.settle_workspace("T2", "Second").id != local.id
    with store.reading("T1") as tx:
        assert [one.name for one in tx.accounts.all()] == ["Acme"]
    store.close()


def test_the_local_workspace_beside_others_is_nobodys_to_adopt(any_store):
    with any_store.transaction(LOCAL) as tx:
        tx.accounts.upsert("Acme")
    settled = any_store.settle_workspace("T2", "Second")
    with any_store.reading("T2") as tx:
        assert tx.accounts.all() == []
    assert len(any_store.workspaces()) == 3
    assert settled.team_id == "T2"


def test_a_workspace_that_was_left_is_owed_nothing_until_it_comes_back(any_store):
    with any_store.transaction(TEAM) as tx:
        member = tx.members.ensure("U1")
        tx.members.set_next_reminder(member.id, NOW)
        tx.deliveries.owe("reminder", "U1", "1", "chat.postMessage", {"channel": "U1"}, NOW)
    assert any_store.next_due() == NOW
    assert any_store.next_not_before() == NOW
    any_store.leave_workspace(TEAM, NOW)
    assert any_store.workspaces() == []
    assert any_store.next_due() is None
    assert any_store.next_not_before() is None
    any_store.settle_workspace(TEAM, "Back")
    assert any_store.next_not_before() == NOW


def test_next_due_is_the_earliest_of_those_who_can_be_reached(any_store):
    with any_store.transaction(TEAM) as tx:
        gone = tx.members.ensure("U1", active=False)
        unknown, _ = tx.members.upsert("not-in-slack@b.example")
        here = tx.members.ensure("U2")
        team, _ = tx.teams.upsert("Europe")
        tx.members.set_next_reminder(gone.id, NOW - timedelta(days=3))
        tx.members.set_next_reminder(unknown.id, NOW - timedelta(days=2))
        tx.members.set_next_reminder(here.id, NOW + timedelta(days=1))
        tx.teams.set_next_digest(team.id, NOW + timedelta(days=2))
    assert any_store.next_due() == NOW + timedelta(days=1)


def test_only_a_kept_debt_is_told_to_the_post_room(any_store):
    told = []
    any_store.on_owed = lambda: told.append(1)
    with any_store.transaction(TEAM) as tx:
        tx.accounts.upsert("Acme")
    assert told == []
    with suppress(Stopped), any_store.transaction(TEAM) as tx:
        tx.deliveries.owe("reminder", "U1", "1", "chat.postMessage", {}, NOW)
        raise Stopped
    assert told == []
    with any_store.transaction(TEAM) as tx:
        tx.deliveries.owe("reminder", "U1", "1", "chat.postMessage", {}, NOW)
    assert told == [1]


def test_an_id_of_nothing_is_refused(any_store):
    with any_store.reading(TEAM) as tx, pytest.raises(Refusal) as why:
        tx.contacts.get(404)
    assert why.value.code == "gone"
    assert why.value.values["id"] == 404


def together(*acts):
    """Run acts in threads of their own that start at one moment; what each gave back."""
    start = threading.Barrier(len(acts))
    given: list[object] = [None] * len(acts)

    def run(number):
        start.wait()
        try:
            given[number] = acts[number]()
        except Exception as failure:  # noqa: BLE001 — told by the caller's assertion
            given[number] = failure

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_a_new_workspace_met_by_many_at_once_is_one(any_store):
    def make(team_id):
        def act():
            with any_store.transaction(team_id) as tx:
                tx.audit.note(None, "came", "workspace", None, {}, NOW)

        return act

    for team_id in ("T0NEW", LOCAL):
        assert together(*[make(team_id)] * 6) == [None] * 6
    assert len(any_store.workspaces()) == 3


def test_two_writers_over_the_same_rows_in_opposite_order_both_succeed(any_store):
    company = founded(any_store, TEAM)

    def snoozes(*contacts):
        def act():
            for day in range(20):
                with any_store.transaction(TEAM) as tx:
                    for one in contacts:
                        tx.contacts.snooze(one.id, TODAY + timedelta(days=day))

        return act

    ways = [snoozes(company.li, company.marta), snoozes(company.marta, company.li)]
    assert together(*ways * 2) == [None] * 4


def test_visits_logged_at_once_leave_the_newest_touch(any_store):
    """Each writer counts the visits of the one before it: no clock is set back."""
    company = founded(any_store, TEAM)

    def logs(days_ago):
        def act():
            with any_store.transaction(TEAM) as tx:
                visit = meeting(company, company.li, company.marta, days_ago=days_ago)
                tx.visits.add(visit, company.member.id, NOW, f"r{days_ago}")

        return act

    assert together(*[logs(days_ago) for days_ago in range(8)]) == [None] * 8
    with any_store.reading(TEAM) as tx:
        assert tx.contacts.get(company.li.id).last_touch_on == TODAY
        assert tx.contacts.differences() == []


def test_a_cadence_changed_while_visits_are_logged_holds_for_all(any_store):
    company = founded(any_store, TEAM)

    def change():
        for days in range(20, 30):
            with any_store.transaction(TEAM) as tx:
                tx.settings.change("cadence.general", days, company.member.id, NOW)

    def log():
        for number in range(10):
            with any_store.transaction(TEAM) as tx:
                visit = meeting(company, company.li, company.marta, days_ago=number)
                tx.visits.add(visit, company.member.id, NOW, f"r{number}")

    assert together(change, log) == [None, None]
    with any_store.reading(TEAM) as tx:
        assert tx.contacts.differences() == []


def test_a_new_person_who_knocks_twice_at_once_is_one(any_store):
    def knock():
        with any_store.transaction(TEAM) as tx:
            return tx.members.ensure("U0NEW", name="New").id

    assert len(set(together(*[knock] * 6))) == 1


def test_the_same_debt_owed_at_once_is_one(any_store):
    def owe():
        with any_store.transaction(TEAM) as tx:
            return tx.deliveries.owe("reminder", "U1", "2026-11-12", "chat.postMessage", {}, NOW)

    owed = together(*[owe] * 6)
    assert len([one for one in owed if one is not None]) == 1
    assert not [one for one in owed if isinstance(one, Exception)]


def test_waits_are_bounded(any_store):
    """Slack waits three seconds; a database that cannot answer says so before that."""
    with any_store._engine.begin() as connection:
        if any_store.dialect == "sqlite":
            patience = connection.execute(text("PRAGMA busy_timeout")).scalar()
            assert patience == 2000
            assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        else:
            assert connection.execute(text("SHOW statement_timeout")).scalar() == "2s"
            assert connection.execute(text("SHOW lock_timeout")).scalar() == "2s"


def test_the_pool_holds_as_many_as_was_said(any_url):
    store = open_store(any_url, Policy(), pool_size=1)
    store.settle_workspace(TEAM, "Brightwell")
    with store.reading(TEAM), pytest.raises(PoolTimeoutError):
        store.workspaces()
    store.close()
