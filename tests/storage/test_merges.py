"""Two records of one person become one, and two again, to the letter."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import tables
from storage.base import Base
from storage.merges import Following
from tests.conftest import TEAM
from tests.storage.company import NOW, TODAY, founded, meeting
from upkeep.accounts import Level
from upkeep.errors import Refusal
from upkeep.visits import Voice, VoiceKind

PEOPLE = (tables.Contact, tables.VisitContact, tables.Voice, tables.Nudge)


@pytest.fixture
def company(any_store):
    """Li Wei twice: each met alone, both met together, one with a voice, both nudged today."""
    company = founded(any_store, TEAM)
    with any_store.transaction(TEAM) as tx:
        tx.contacts.change(company.li.id, weight=2, phone="1")
        tx.contacts.change(
            company.marta.id, name="Wei Li", weight=5, level=Level.KEY, title="Engineer", phone="2",
            aliases=("Vivi",),
        )  # fmt: skip
        said = (Voice(VoiceKind.NEED, "spares", company.marta.id),)
        for number, visit in enumerate((
            meeting(company, company.li, days_ago=30),
            meeting(company, company.marta, days_ago=10, voices=said),
            meeting(company, company.marta, company.li, days_ago=20),
        )):  # fmt: skip
            tx.visits.add(visit, company.member.id, NOW, f"v{number}")
        for one in (company.li, company.marta):
            tx.nudges.add(one.id, company.member.id, TODAY, None, place=one.id)
        tx.nudges.add(company.marta.id, company.member.id, TODAY - timedelta(days=5), None)
    return company


def rows(store):
    """All that a merge may change, but for the ids of rows that tie people to visits."""
    with store.reading(TEAM) as tx:
        found = []
        for table in PEOPLE:
            columns = [one for one in table.__table__.columns if one.name != "id"]
            said = [tuple(map(str, row)) for row in tx.contacts.session.execute(select(*columns))]
            found.append(sorted(said))
        people = [one.contact_ids for one in tx.visits.of_account(1, 9)]
        return found, people


def merged(store, company):
    with store.transaction(TEAM) as tx:
        return tx.merges.merge(company.li.id, company.marta.id, company.member.id, NOW, TODAY)


def test_touches_voices_and_nudges_go_over(any_store, company):
    merged(any_store, company)
    with any_store.reading(TEAM) as tx:
        one = tx.contacts.get(company.marta.id)
        assert (one.id, one.name, one.aliases) == (company.li.id, "Li Wei", ("Wei Li", "Vivi"))
        assert (one.weight, one.level, one.title, one.phone) == (5, Level.KEY, "Engineer", "1")
        assert one.last_touch_on == TODAY - timedelta(days=10)
        assert one.due_on == TODAY + timedelta(days=20)
        assert [each.contact_ids for each in tx.visits.of_contact(one.id, 9)] == [(one.id,)] * 3
        assert [each.contact_id for each in tx.voices.open_of_contact(one.id)] == [one.id]
        assert len(tx.nudges.of_contacts([one.id], TODAY - timedelta(days=9))) == 2
        assert [each.id for each in tx.contacts.of_account(company.account.id)] == [one.id]
        assert [each.id for each in tx.contacts.like(["wei li"])] == [one.id]
        assert tx.contacts.differences() == []


def test_undo_restores_both_exactly(any_store, company):
    before = rows(any_store)
    merge = merged(any_store, company)
    assert rows(any_store) != before
    with any_store.transaction(TEAM) as tx:
        tx.merges.undo(merge.id, NOW)
        assert tx.merges.undo(merge.id, NOW).undone_at == NOW
    assert rows(any_store) == before
    with any_store.reading(TEAM) as tx:
        assert tx.contacts.differences() == []


def test_what_changed_after_the_merge_stays(any_store, company):
    merge = merged(any_store, company)
    with any_store.transaction(TEAM) as tx:
        tx.contacts.change(company.marta.id, title="Head of spares")
        tx.visits.add(meeting(company, company.marta), company.member.id, NOW, "after")
        tx.merges.undo(merge.id, NOW)
        li, marta = tx.contacts.get(company.li.id), tx.contacts.get(company.marta.id)
        assert (li.title, li.last_touch_on, li.weight) == ("Head of spares", TODAY, 2)
        assert (marta.title, marta.last_touch_on) == ("Engineer", TODAY - timedelta(days=10))


def test_the_last_merge_is_undone_first(any_store, company):
    first = merged(any_store, company)
    with any_store.transaction(TEAM) as tx:
        third = tx.contacts.add(company.account.id, "Lee Way", added_on=TODAY)
        second = tx.merges.merge(third.id, company.marta.id, None, NOW, TODAY)
        assert second.other_id == company.li.id
        assert tx.contacts.get(company.marta.id).id == third.id
        assert [one.id for one in tx.contacts.many([company.marta.id, company.li.id])] == [third.id]
        with pytest.raises(Refusal, match=r"merge\.same"):
            tx.merges.merge(company.li.id, company.marta.id, None, NOW, TODAY)
        with pytest.raises(Refusal, match=r"merge\.later"):
            tx.merges.undo(first.id, NOW)
        tx.merges.undo(second.id, NOW)
        tx.merges.undo(first.id, NOW)
        assert tx.contacts.get(company.marta.id).name == "Wei Li"


def test_an_import_of_the_other_name_finds_the_kept_one(any_store, company):
    merged(any_store, company)
    with any_store.transaction(TEAM) as tx:
        one, _ = tx.contacts.upsert(company.account.id, "Wei Li", added_on=TODAY, department="Ops")
        assert (one.id, one.department) == (company.li.id, "Ops")


def test_a_move_takes_the_clock_along_and_leaves_the_visits(any_store, company):
    with any_store.transaction(TEAM) as tx:
        nord, _ = tx.accounts.upsert("Nordwerk", cadence=7)
        one = tx.contacts.change(company.li.id, account_id=nord.id)
        assert (one.account.name, one.keeper_id) == ("Nordwerk", None)
        assert one.due_on == TODAY - timedelta(days=13)
        assert {each.account_name for each in tx.visits.of_contact(one.id, 9)} == {"Acme"}
        with pytest.raises(Refusal, match="gone"):
            tx.contacts.change(company.li.id, account_id=999)


def test_the_same_request_twice_is_one_contact(any_store, company):
    with any_store.transaction(TEAM) as tx:
        made = [
            tx.contacts.add(company.account.id, "Bob Chen", added_on=TODAY, request="form:V1").id
            for _ in range(2)
        ]
    assert made[0] == made[1]


def test_all_that_refers_to_a_contact_goes_over_with_it():
    referring = {
        table.name
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.info.get("table") == "contacts"
    }
    follow = {one.__tablename__ for one in Following.__args__}
    assert referring == follow | {"contacts", "merges"}
