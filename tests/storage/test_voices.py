"""Voices and promises, on both databases: who may read them, and what is named when."""

from datetime import timedelta

import pytest

from storage import Tx
from tests.conftest import TEAM
from tests.storage.company import NOW, TODAY, Company, found, meeting
from upkeep.members import Reader
from upkeep.visits import FollowUp, Voice, VoiceKind
from upkeep.voices import Which, by_kind, taught

ADMIN = Reader(0, None)
SAID = (Voice(VoiceKind.NEED, "spares"), Voice(VoiceKind.WORRY, "RMA"))


@pytest.fixture
def tx(any_store):
    with any_store.transaction(TEAM) as tx:
        yield tx


@pytest.fixture
def company(tx: Tx) -> Company:
    company = found(tx)
    promise = FollowUp("send SLA", TODAY)
    visit = meeting(company, company.li, days_ago=3, voices=SAID, follow_ups=(promise,))
    tx.visits.add(visit, company.member.id, NOW, "v1")
    return company


def rep(member):
    return Reader(member.id, frozenset({member.id}))


def words(page):
    return [one.text for one in page[0]]


def test_voices_concern_those_in_charge_those_there_and_those_asked(tx, company):
    dana = tx.members.ensure("UDANA", name="Dana")
    need, worry = tx.voices.open_of_account(company.account.id)
    assert words(tx.voices.page(rep(company.member))) == ["spares", "RMA"]
    assert tx.voices.page(rep(dana)) == ([], 0)
    tx.voices.assign(worry.id, dana.id)
    assert words(tx.voices.page(rep(dana))) == ["RMA"]
    assert words(tx.voices.page(rep(dana), which=Which.MINE)) == ["RMA"]
    assert tx.voices.concerns(worry.id, rep(dana))
    assert not tx.voices.concerns(need.id, rep(dana))
    tx.contacts.give([company.marta.id], dana.id)
    assert tx.voices.concerns(need.id, rep(dana))


def test_voices_concern_who_has_met_the_person_who_spoke(tx, company):
    eve = tx.members.ensure("UEVE", name="Eve")
    need = tx.voices.open_of_account(company.account.id)[0]
    tx.visits.add(meeting(company, company.marta, member_ids=(eve.id,)), eve.id, NOW, "v2")
    assert not tx.voices.concerns(need.id, rep(eve))
    tx.visits.add(meeting(company, company.li, member_ids=(eve.id,)), eve.id, NOW, "v3")
    assert tx.voices.concerns(need.id, rep(eve))


def test_words_of_nobody_in_particular_concern_who_has_met_one_of_those_in_the_room(tx, company):
    idea = Voice(VoiceKind.IDEA, "a kit")
    both = meeting(company, company.li, company.marta, voices=(idea,))
    said = tx.visits.add(both, company.member.id, NOW, "v2")[0].voices[0]
    eve, globex = tx.members.ensure("UEVE", name="Eve"), tx.accounts.upsert("Globex")[0]
    ann = tx.contacts.add(globex.id, "Ann Lee", added_on=TODAY)
    there = meeting(company, ann, account_id=globex.id, member_ids=(eve.id,))
    tx.visits.add(there, eve.id, NOW, "v3")
    assert not tx.voices.concerns(said.id, rep(eve))
    assert tx.voices.open_of_contacts([company.li.id], rep(eve)) == {company.li.id: []}
    tx.visits.add(meeting(company, company.marta, member_ids=(eve.id,)), eve.id, NOW, "v4")
    assert tx.voices.concerns(said.id, rep(eve))
    assert said in tx.voices.open_of_contacts([company.li.id], rep(eve))[company.li.id]


def test_what_waits_on_a_day_was_said_by_then_and_not_answered(tx, company):
    here, yesterday = company.account.id, TODAY - timedelta(days=1)
    waiting = lambda on: [one.text for one in tx.voices.waiting([here], on, 9)]  # noqa: E731
    assert waiting(TODAY) == ["spares", "RMA"]
    assert [one.text for one in tx.voices.waiting(None, TODAY, 1)] == ["spares"]
    assert waiting(TODAY - timedelta(days=4)) == [], "nobody had said it"
    tx.voices.answer(tx.voices.open_of_account(here)[0].id, TODAY, "in January")
    assert (waiting(yesterday), waiting(TODAY)) == (["spares", "RMA"], ["RMA"])
    assert tx.voices.waiting([], TODAY, 9) == []


def test_an_answer_keeps_its_words_and_its_writer_and_can_be_taken_back(tx, company):
    need = tx.voices.open_of_account(company.account.id)[0]
    tx.voices.answer(need.id, TODAY, "in January", company.member.id)
    told = tx.voices.get(need.id)
    assert (told.answered_on, told.answer) == (TODAY, "in January")
    assert told.answered_by == company.member.id
    assert words(tx.voices.page(ADMIN)) == ["RMA"]
    assert words(tx.voices.page(ADMIN, which=Which.ANSWERED)) == ["spares"]
    assert words(tx.voices.page(ADMIN, which=Which.ALL, kind=VoiceKind.NEED)) == ["spares"]
    assert tx.voices.page(ADMIN, which=Which.ALL, start=1, limit=1)[1] == 2
    again = tx.voices.reopen(need.id)
    assert (again.answered_on, again.answer, again.answered_by) == (None, "", None)


def test_an_edit_of_the_visit_leaves_the_answer_alone(tx, company):
    visit = tx.visits.recent(company.member.id, 1)[0]
    need = visit.voices[0]
    tx.voices.answer(need.id, TODAY, "in January", company.member.id)
    tx.visits.change(visit.id, meeting(company, company.li, voices=visit.voices))
    assert tx.voices.get(need.id).answer == "in January"


def test_a_weeks_voices_are_counted_by_account_and_kind(tx, company):
    heard = tx.voices.heard_by([company.member.id], TODAY - timedelta(days=6), TODAY)
    (acme,) = taught(heard)
    assert (acme.account_id, acme.total) == (company.account.id, 2)
    assert by_kind(heard) == {VoiceKind.NEED: 1, VoiceKind.WORRY: 1}
    stranger = tx.members.ensure("UDANA", name="Dana")
    assert tx.voices.heard_by([stranger.id], TODAY - timedelta(days=6), TODAY) == []
    assert tx.voices.heard_by(None, TODAY, TODAY) == []


def test_a_promise_is_named_once_and_again_where_it_was_moved_or_handed_over(tx, company):
    mine = company.member
    dana = tx.members.ensure("UDANA", name="Dana")

    def to_remind(member, on):
        return tx.follow_ups.to_remind(member, on, ["reminder"])

    (promise,) = to_remind(mine, TODAY)
    assert to_remind(mine, TODAY - timedelta(days=1)) == []
    tx.follow_ups.reminded([promise.id], TODAY)
    assert to_remind(mine, TODAY + timedelta(days=5)) == []
    tx.follow_ups.move(promise.id, TODAY + timedelta(days=2))
    assert to_remind(mine, TODAY + timedelta(days=1)) == []
    assert to_remind(mine, TODAY + timedelta(days=2)) != []
    tx.follow_ups.reminded([promise.id], TODAY + timedelta(days=2))
    tx.follow_ups.hand([promise.id], dana.id)
    assert [one.id for one in to_remind(dana, TODAY + timedelta(days=3))] == [promise.id]


def test_several_contacts_are_asked_about_at_once_and_each_is_told_its_own(tx, company):
    li, marta = company.li.id, company.marta.id
    own = Voice(VoiceKind.IDEA, "a kit", contact_id=marta)
    promise = FollowUp("call back", TODAY + timedelta(days=1))
    both = meeting(company, company.li, company.marta, voices=(own,), follow_ups=(promise,))
    late, _ = tx.visits.add(both, company.member.id, NOW, "v2")
    undone, _ = tx.visits.add(meeting(company, company.marta), company.member.id, NOW, "v3")
    tx.visits.undo(undone.id, company.member.id, NOW)
    said = tx.voices.open_of_contacts([li, marta])
    assert {who: [one.text for one in them] for who, them in said.items()} == {
        li: ["spares", "RMA"],
        marta: ["a kit"],
    }
    owed = tx.follow_ups.open_of_contacts([li, marta])
    assert {who: [one.text for one in them] for who, them in owed.items()} == {
        li: ["send SLA", "call back"],
        marta: ["call back"],
    }
    assert tx.visits.last_of([li, marta]) == {li: late, marta: late}
    assert tx.voices.open_of_contact(li) == said[li]
    assert tx.visits.last_of([]) == {}
