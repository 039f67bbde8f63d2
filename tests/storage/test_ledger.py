"""The ledger's lines say of each contact what its own figures say, on that day and before."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import TEAM
from tests.storage.company import NOW, TODAY, found, founded, meeting
from upkeep import cadence
from upkeep.ledger import entry
from upkeep.visits import Channel


@pytest.mark.parametrize("in_person", [0, 20, 90])
@pytest.mark.parametrize("back", [0, 15, 40])
def test_a_line_stands_where_the_contact_does(any_store, in_person, back):
    company, on = founded(any_store, TEAM), TODAY - timedelta(days=back)
    told = [(0, Channel.CALL), (30, Channel.IN_PERSON), (50, Channel.VIDEO)]
    with any_store.transaction(TEAM) as tx:
        tx.settings.change("in_person.general", in_person, company.member.id, NOW)
        tx.contacts.change(company.li.id, added_on=TODAY - timedelta(days=70))
        for number, (days_ago, channel) in enumerate(told):
            made = meeting(company, company.li, days_ago=days_ago, channel=channel)
            tx.visits.add(made, company.member.id, NOW, f"r{number}")
        by_then = [(TODAY - timedelta(days=ago), channel) for ago, channel in told if ago >= back]
        one = replace(
            tx.contacts.get(company.li.id),
            last_touch_on=max(day for day, _ in by_then),
            last_seen_on=max(
                (day for day, channel in by_then if channel is Channel.IN_PERSON), default=None
            ),
        )
        (line,) = (
            each for each in tx.ledger.at([company.account.id], on) if each.id == company.li.id
        )
        assert line == entry(one, tx.policy, on)
        assert line.standing is cadence.standing(one, tx.policy, on)
        assert line.warmth == cadence.warmth(one, tx.policy, on)
        assert line.overdue == cadence.overdue_ratio(one, tx.policy, on)


def test_what_a_second_clock_would_change_is_counted_before_it_is_saved(any_store):
    company = founded(any_store, TEAM)
    with any_store.transaction(TEAM) as tx:
        tx.contacts.change(company.li.id, added_on=date(2026, 1, 1))
        call = meeting(company, company.li, days_ago=3, channel=Channel.CALL)
        tx.visits.add(call, company.member.id, NOW, "r1")
        level, changed = company.li.level, replace(tx.policy, in_person={**tx.policy.in_person})
        assert tx.contacts.crossing(level, changed, TODAY) == {}
        strict = replace(tx.policy, in_person=dict.fromkeys(tx.policy.in_person, 30))
        assert tx.contacts.crossing(level, strict, TODAY) == {company.member.id: (1, 0)}
        tx.settings.change(f"in_person.{level.value}", 30, company.member.id, NOW)
        assert tx.contacts.get(company.li.id).due_on == date(2026, 1, 31)
        assert tx.contacts.differences() == []
        lax = replace(tx.policy, in_person=dict.fromkeys(tx.policy.in_person, 0))
        assert tx.contacts.crossing(level, lax, TODAY) == {company.member.id: (0, 1)}


def test_whom_nobody_answers_for_is_counted_as_of_the_day(any_store):
    company = founded(any_store, TEAM)
    with any_store.transaction(TEAM) as tx:
        nobodys = tx.accounts.upsert("Nobody's")[0]
        one, other = (tx.contacts.add(nobodys.id, n, added_on=TODAY) for n in ("Ann", "Ben"))
        assert tx.contacts.orphan_count() == 2
        tx.contacts.leave(one.id, TODAY)
        assert tx.contacts.orphan_count() == 1
        assert tx.contacts.orphan_count(TODAY - timedelta(days=1)) == 2
        tx.merges.merge(company.li.id, other.id, company.member.id, NOW, TODAY)
        assert tx.contacts.orphan_count(TODAY - timedelta(days=1)) == 1


def test_whom_nobody_answers_for_is_told_page_by_page_and_those_due_first(any_store):
    with any_store.transaction(TEAM) as tx:
        nobodys = tx.accounts.upsert("Nobody's")[0]
        for days, name in enumerate(("Ann", "Ben", "Cem")):
            tx.contacts.add(nobodys.id, name, added_on=TODAY - timedelta(days=days))
        assert [one.name for one in tx.contacts.orphans(2)] == ["Cem", "Ben"]
        assert [one.name for one in tx.contacts.orphans(2, 2)] == ["Ann"]


def test_since_a_digest_come_the_visits_logged_after_it_closed_and_those_taken_back(any_store):
    company, second = founded(any_store, TEAM), timedelta(seconds=1)
    any_store.settle_workspace("T0OTHER", "Another")
    with any_store.transaction("T0OTHER") as tx:
        theirs = found(tx)
        tx.visits.add(meeting(theirs, theirs.li), theirs.member.id, NOW + second, "r1")
    told: dict[str, tuple[date, timedelta, timedelta | None, dict[str, Any]]] = {
        # of the closing instant, when it was recorded and when taken back
        "in time": (TODAY, timedelta(), None, {}),
        "late": (TODAY, second, None, {}),
        "of the week after": (TODAY + timedelta(days=1), second, None, {}),
        "nobody reached": (TODAY, second, None, {"attempt": True}),
        "no visit": (TODAY, second, None, {"channel": Channel.MESSAGE}),
        "late and taken back": (TODAY, second, 2 * second, {}),
        "taken back": (TODAY, timedelta(), second, {}),
        "taken back in time": (TODAY, -second, timedelta(), {}),
        "taken back when nobody asks": (TODAY, -timedelta(weeks=27), second, {}),
    }
    with any_store.transaction(TEAM) as tx:
        for key, (on, recorded, undone, more) in told.items():
            made = meeting(company, company.li, on=on, **more)
            visit, _ = tx.visits.add(made, company.member.id, NOW + recorded, key)
            if undone is not None:
                tx.visits.undo(visit.id, company.member.id, NOW + undone)
        assert tx.ledger.came_late(None, NOW, TODAY) == (1, 1)
        assert tx.ledger.came_late([company.member.id], NOW, TODAY) == (1, 1)
        assert tx.ledger.came_late([company.member.id + 1], NOW, TODAY) == (0, 0)
        assert tx.ledger.came_late([theirs.member.id], NOW, TODAY) == (0, 0)
