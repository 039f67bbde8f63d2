"""Visits: logged once, edited without a loss, undone exactly."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import TEAM
from tests.storage.company import NOW, TODAY, found, meeting
from tests.storage.test_store import together
from upkeep.errors import Refusal
from upkeep.visits import Channel, FollowUp, Voice, VoiceKind

WORRY = Voice(VoiceKind.WORRY, "spare parts are late")
PRAISE = Voice(VoiceKind.PRAISE, "quick answer")
DRAFT = FollowUp("send the draft", TODAY + timedelta(days=3))


@pytest.fixture
def tx(any_store):
    with any_store.transaction(TEAM) as opened:
        yield opened


@pytest.fixture
def company(tx):
    return found(tx)


def log(tx, company, *contacts, request="r1", at=NOW, **more):
    return tx.visits.add(meeting(company, *contacts, **more), company.member.id, at, request)[0]


def test_all_of_a_visit_is_kept(tx, company):
    visit = log(
        tx,
        company,
        company.li,
        company.marta,
        note="RMA is slow",
        voices=(WORRY,),
        follow_ups=(DRAFT,),
        source="met Li Wei and Marta",
        permalink="https://x/p1",
        channel=Channel.MEAL,
    )
    assert tx.visits.get(visit.id) == visit
    assert visit.account_name == "Acme"
    assert visit.contact_names == ("Li Wei", "Marta Olsen")
    assert visit.member_ids == (company.member.id,)
    assert (visit.recorded_by, visit.recorded_at) == (company.member.id, NOW)
    assert (visit.note, visit.source, visit.permalink) == (
        "RMA is slow",
        "met Li Wei and Marta",
        "https://x/p1",
    )
    (heard,), (promised,) = visit.voices, visit.follow_ups
    assert (heard.kind, heard.text, heard.said_on) == (WORRY.kind, WORRY.text, TODAY)
    assert heard.contact_id is None  # two were in the room
    assert (promised.text, promised.due_on) == (DRAFT.text, DRAFT.due_on)
    assert promised.owner_id == company.member.id


def test_a_voice_with_one_in_the_room_is_theirs(tx, company):
    visit = log(tx, company, company.li, voices=(WORRY,))
    assert visit.voices[0].contact_id == company.li.id


def test_the_same_request_is_one_visit(tx, company):
    first, new = tx.visits.add(meeting(company, company.li), company.member.id, NOW, "r1")
    again, twice = tx.visits.add(
        meeting(company, company.marta, days_ago=3), company.member.id, NOW, "r1"
    )
    assert (new, twice) == (True, False)
    assert again == first
    assert len(tx.visits.recent(company.member.id, 10)) == 1
    assert tx.contacts.get(company.marta.id).last_touch_on is None


def test_a_double_click_at_the_same_moment_is_one_visit(any_store):
    with any_store.transaction(TEAM) as tx:
        company = found(tx)

    def click():
        with any_store.transaction(TEAM) as tx:
            return tx.visits.add(meeting(company, company.li), company.member.id, NOW, "click")

    given = together(*[click] * 8)
    assert len({visit.id for visit, _ in given}) == 1
    assert sorted(new for _, new in given) == [False] * 7 + [True]


def test_many_at_once_are_the_same_as_one_by_one(tx, company):
    told = [
        (meeting(company, company.li, days_ago=20), company.member.id, "a", NOW),
        (meeting(company, company.li, days_ago=5, voices=(WORRY,)), company.member.id, "b", NOW),
    ]
    known = log(tx, company, company.marta, request="known", days_ago=30)
    assert len(tx.visits.add_many(told)) == 2
    assert tx.visits.known(["a", "c", "known"]).keys() == {"a", "known"}
    assert tx.visits.many([known.id]) == [tx.visits.get(known.id)]
    assert [one.on for one in tx.visits.of_contact(company.li.id, 9)] == [
        TODAY - timedelta(days=5),
        TODAY - timedelta(days=20),
    ]
    assert tx.visits.of_contact(company.li.id, 1)[0].voices[0].text == WORRY.text
    assert tx.contacts.get(company.li.id).last_touch_on == TODAY - timedelta(days=5)
    assert tx.contacts.differences() == []


def test_a_touch_moves_the_clock_and_an_undo_puts_it_back(tx, company):
    before = log(tx, company, company.li, days_ago=40)
    then = tx.contacts.get(company.li.id)
    visit = log(tx, company, company.li, request="r2")
    met = tx.contacts.get(company.li.id)
    assert (met.last_touch_on, met.due_on) == (TODAY, TODAY + timedelta(days=60))
    undone = tx.visits.undo(visit.id, company.member.id, NOW)
    assert undone.undone_at == NOW
    assert tx.contacts.get(company.li.id) == then
    assert [one.id for one in tx.visits.of_contact(company.li.id, 9)] == [before.id]
    assert tx.visits.redo(visit.id).undone_at is None
    assert tx.contacts.get(company.li.id) == met


def test_an_undo_of_the_only_visit_leaves_it_never_met(tx, company):
    visit = log(tx, company, company.li)
    tx.visits.undo(visit.id, company.member.id, NOW)
    assert tx.contacts.get(company.li.id) == company.li


def test_a_second_undo_keeps_the_first_ones_instant(tx, company):
    visit = log(tx, company, company.li)
    tx.visits.undo(visit.id, company.member.id, NOW)
    again = tx.visits.undo(visit.id, company.member.id, NOW + timedelta(hours=1))
    assert again.undone_at == NOW


@pytest.mark.parametrize(
    "what", [{"channel": Channel.MESSAGE}, {"attempt": True}], ids=["message", "attempt"]
)
def test_what_does_not_count_moves_no_clock_and_is_on_record(tx, company, what):
    visit = log(tx, company, company.li, **what)
    assert tx.contacts.get(company.li.id) == company.li
    assert [one.id for one in tx.visits.of_contact(company.li.id, 9)] == [visit.id]


def test_an_older_visit_logged_late_does_not_set_a_clock_back(tx, company):
    log(tx, company, company.li)
    log(tx, company, company.li, request="late", days_ago=30)
    assert tx.contacts.get(company.li.id).last_touch_on == TODAY


def test_a_visit_to_an_account_counts_for_nobody(tx, company):
    visit = log(tx, company, channel=Channel.COMPANY_TOUR)
    assert visit.contact_ids == ()
    assert tx.visits.of_account(company.account.id, 9) == [visit]
    assert tx.contacts.unmet_count(company.member.id) == 2


def test_an_edit_moves_the_clocks_of_all_it_concerned(tx, company):
    visit = log(tx, company, company.li)
    changed = tx.visits.change(visit.id, meeting(company, company.marta, days_ago=2))
    assert changed.contact_names == ("Marta Olsen",)
    assert tx.contacts.get(company.li.id) == company.li
    assert tx.contacts.get(company.marta.id).last_touch_on == TODAY - timedelta(days=2)
    assert (changed.recorded_at, changed.recorded_by) == (visit.recorded_at, visit.recorded_by)


def test_an_edit_keeps_where_it_came_from(tx, company):
    visit = log(tx, company, company.li, source="met Li Wei", permalink="https://x/p1")
    changed = tx.visits.change(visit.id, meeting(company, company.li, note="new"))
    assert (changed.source, changed.permalink) == ("met Li Wei", "https://x/p1")


def test_an_edit_keeps_voices_and_promises_the_ones_they_were(tx, company):
    """A button pressed after the edit finds the same voice, and an answer is not forgotten."""
    visit = log(tx, company, company.li, voices=(WORRY, PRAISE), follow_ups=(DRAFT,))
    worry, praise = visit.voices
    (draft,) = visit.follow_ups
    tx.voices.answer(worry.id, TODAY)
    tx.follow_ups.done(draft.id, TODAY)
    edited = meeting(
        company,
        company.li,
        days_ago=1,
        voices=(replace(worry, text="spare parts are very late"), Voice(VoiceKind.NEED, "a demo")),
        follow_ups=(replace(draft, due_on=TODAY),),
    )
    changed = tx.visits.change(visit.id, edited)
    kept, new = sorted(changed.voices, key=lambda one: one.id)
    assert (kept.id, kept.text, kept.answered_on) == (worry.id, "spare parts are very late", TODAY)
    assert kept.said_on == TODAY - timedelta(days=1)
    assert new.text == "a demo"
    (promised,) = changed.follow_ups
    assert (promised.id, promised.done_on, promised.due_on) == (draft.id, TODAY, TODAY)
    with pytest.raises(Refusal):
        tx.voices.get(praise.id)


def test_an_edit_cannot_take_another_visits_voice(tx, company):
    other = log(tx, company, company.marta, voices=(WORRY,))
    visit = log(tx, company, company.li, request="r2")
    tx.visits.change(visit.id, meeting(company, company.li, voices=other.voices))
    assert tx.visits.get(other.id).voices == other.voices


def test_a_copy_of_a_visit_has_voices_of_its_own(tx, company):
    first = log(tx, company, company.li, voices=(WORRY,), follow_ups=(DRAFT,))
    copy = log(
        tx, company, company.li, request="r2", voices=first.voices, follow_ups=first.follow_ups
    )
    assert copy.voices[0].id != first.voices[0].id
    assert tx.visits.get(first.id) == first


def test_the_same_sentence_is_known_for_a_while(tx, company):
    visit = log(tx, company, company.li, source="met Li")
    since = NOW - timedelta(minutes=10)
    assert tx.visits.by_sentence(company.member.id, "met Li", since) == [visit]
    assert tx.visits.by_sentence(company.member.id, "met Li!", since) == []
    assert tx.visits.by_sentence(company.member.id, "met Li", NOW + timedelta(seconds=1)) == []
    undone = tx.visits.undo(visit.id, company.member.id, NOW)
    again = log(tx, company, company.li, request="r2", source="met Li")
    assert tx.visits.by_sentence(company.member.id, "met Li", since) == [undone, again]


def test_lists_are_newest_first_and_leave_out_what_was_undone(tx, company):
    dana = tx.members.ensure("U0DANA", name="Dana")
    visits = [
        log(tx, company, company.li, request=f"r{days}", days_ago=days) for days in (1, 8, 4, 2)
    ]
    joined = log(
        tx, company, company.marta, request="with", member_ids=(company.member.id, dana.id)
    )
    tx.visits.undo(visits[3].id, company.member.id, NOW)
    days = [(TODAY - one.on).days for one in tx.visits.recent(company.member.id, 3)]
    assert days == [0, 1, 4]
    assert tx.visits.recent(dana.id, 9) == [joined]
    assert len(tx.visits.of_account(company.account.id, 9)) == 4
    week = TODAY - timedelta(days=4), TODAY - timedelta(days=1)
    assert [(TODAY - one.on).days for one in tx.visits.between(*week)] == [1, 4]
    assert tx.visits.between(*week, member_ids=[dana.id]) == []
    assert tx.visits.between(TODAY, TODAY, member_ids=[dana.id, company.member.id]) == [joined]
    near = tx.visits.of_accounts_between([company.account.id], TODAY - timedelta(days=1), TODAY)
    assert [(TODAY - one.on).days for one in near] == [0, 1]


def test_touches_are_told_in_order_with_what_they_were(tx, company):
    log(tx, company, company.li, request="a", days_ago=3, channel=Channel.CALL)
    log(tx, company, company.marta, company.li, request="b", days_ago=9)
    gone = log(tx, company, company.li, request="c", days_ago=5)
    log(tx, company, company.li, request="d", days_ago=1, attempt=True)
    tx.visits.undo(gone.id, company.member.id, NOW)
    day = {number: TODAY - timedelta(days=number) for number in (1, 3, 9)}
    here = company.account.id
    assert tx.visits.touches([company.li.id, company.marta.id]) == [
        (company.li.id, day[9], Channel.IN_PERSON, False, here),
        (company.marta.id, day[9], Channel.IN_PERSON, False, here),
        (company.li.id, day[3], Channel.CALL, False, here),
        (company.li.id, day[1], Channel.IN_PERSON, True, here),
    ]
    assert tx.visits.touches([company.marta.id]) == [
        (company.marta.id, day[9], Channel.IN_PERSON, False, here)
    ]
    assert tx.visits.touches([]) == []
