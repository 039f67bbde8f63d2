"""The conversation about visits at its edges: other zones, late answers, messages without words."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.visits import after, doors, form, newcomers, questions, sentence
from handlers.visits.keeping import RECEIPT
from tests.conftest import TEAM
from tests.handlers.test_visits import NOW, TODAY, seen, world  # noqa: F401 — fixtures
from tests.views.test_visits import state
from views import drafts, visits


def test_a_visit_of_a_day_that_has_not_begun_where_it_is_edited_keeps_it(world):  # noqa: F811
    world.clock.at = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # the 25th in Berlin
    answer = world.types("met Li Wei @Acme today: tea")
    with world.store.transaction(TEAM) as tx:
        away = tx.members.change(world.alice.id, zone="America/New_York")
    world.presses(doors.by_edit, answer, visits.EDIT, caller=away)
    view = world.opened()
    changed = state(view, note={"value": "tea and cake"})
    assert world.call(form.sent, view=changed, caller=away) == {}
    [visit] = world.visits()
    assert (visit.on, visit.note) == (date(2026, 11, 25), "tea and cake")
    later = world.call(
        form.sent, view=state(view, date={"selected_date": "2026-11-26"}), caller=away
    )
    assert "still to come" in later["errors"]["date"]


def test_who_is_added_long_after_the_question_still_hears_of_the_visit(world, seen):  # noqa: F811
    answer = world.types("met Bob Fletcher @Acme: tea")
    world.presses(questions.add_contact, answer, drafts.NEWCOMER)
    page = world.opened()
    kept = json.loads(page["private_metadata"])
    page["private_metadata"] = json.dumps({**kept, "origin": {"response_url": None}})  # used up
    world.call(newcomers.added, view=state(page))
    assert len(world.visits()) == 1
    with world.store.reading(TEAM) as tx:
        told = tx.deliveries.last(RECEIPT, "UALICE")
    assert told is not None
    assert "*Logged:* Bob Fletcher, Acme" in str(told.payload)


def shares(world, message):  # noqa: F811
    """Use “Log as visit” on a message."""
    shortcut = {
        "trigger_id": "1",
        "message": {"ts": f"{NOW.timestamp():.6f}", **message},
        "channel": {"id": "C1"},
        "response_url": "https://x",
    }
    world.client.chat_getPermalink.return_value = {"permalink": "https://slack/p1"}
    world.call(sentence.from_message, shortcut=shortcut)


def test_a_forwarded_message_is_read_by_what_was_forwarded(world, seen):  # noqa: F811
    forwarded = {"text": "", "attachments": [{"text": "met Li Wei @Acme: tea", "is_share": True}]}
    shares(world, forwarded)
    assert seen[-1][1]["text"].startswith("*Logged:* Li Wei, Acme")


def test_a_message_without_words_opens_the_question_whom(world, seen):  # noqa: F811
    shares(world, {"text": "", "files": [{"id": "F1"}]})
    [draft] = world.drafts()
    assert draft.text == ""
    assert "Whom did you meet?" in seen[-1][1]["text"]


def test_what_was_said_goes_over_to_whom_the_visit_was_with(world):  # noqa: F811
    answer = world.types("met Li Wei @Acme: spares are short #need")
    world.presses(doors.by_edit, answer, visits.EDIT)
    smith = world.contact("John Smith")
    world.sends(world.opened(), contacts={"selected_options": [{"value": str(smith.id)}]})
    with world.store.reading(TEAM) as tx:
        assert tx.voices.open_of_contact(world.contact("Li Wei").id) == []
        assert [one.text for one in tx.voices.open_of_contact(smith.id)] == ["spares are short"]


def test_a_slip_mended_in_what_was_said_leaves_its_answer_and_its_end(world):  # noqa: F811
    long = "spaers are short, " + "and short, " * 40 + "says she"
    answer = world.types(f"met Li Wei @Acme: {long} #need. The audit went wel #praise")
    with world.store.transaction(TEAM) as tx:
        need, praise = tx.visits.get(1).voices
        tx.voices.answer(need.id, TODAY, "told her", world.alice.id)
    world.presses(doors.by_edit, answer, visits.EDIT)
    view = world.opened()
    lines = state(view)["state"]["values"]["voices"]["voices"]["value"]
    assert len(lines.splitlines()[0]) < len(need.text)
    mended = lines.replace("spaers", "spares").replace("The audit went wel", "Something else")
    world.sends(view, voices={"value": mended})
    [visit] = world.visits()
    said, new = visit.voices
    assert said.text == need.text.replace("spaers", "spares")
    assert (said.id, said.answer) == (need.id, "told her")
    assert (new.text, new.id == praise.id) == ("Something else", False)


@pytest.mark.parametrize("text", ["met Li Wei @Acme today", "met John Smith today"])
def test_two_messages_of_the_same_words_are_each_of_their_own_day(world, seen, text):  # noqa: F811
    for ago in (2, 1):
        written = world.clock.wall() - timedelta(days=ago)
        shares(world, {"text": text, "ts": f"{written.timestamp():.6f}"})
    days = {NOW.date() - timedelta(days=2), NOW.date() - timedelta(days=1)}
    asked = {date.fromisoformat(str(one.payload["on"])) for one in world.drafts()}
    assert {one.on for one in world.visits()} | asked == days


def test_a_promise_that_was_kept_gives_way_to_the_next_and_stays_kept(world):  # noqa: F811
    answer = world.types("met Li Wei @Acme: tea. next: send the list by Fri; next: call by Mon")
    with world.store.transaction(TEAM) as tx:
        listed, called = tx.visits.get(1).follow_ups
        tx.follow_ups.done(listed.id, TODAY)

    def edited(**typed):
        world.presses(doors.by_edit, answer, visits.EDIT)
        world.sends(world.opened(), **typed)
        [visit] = world.visits()
        return {one.text: one.done_on for one in visit.follow_ups}

    assert edited() == {"send the list": TODAY, "call": None}
    assert edited(promise={"value": "call him"}) == {"send the list": TODAY, "call him": None}
    with world.store.transaction(TEAM) as tx:
        tx.follow_ups.done(called.id, TODAY)
    kept = {"send the list": TODAY, "call him": TODAY}
    assert edited() == kept
    assert edited(promise={"value": "bring cake"}) == kept | {"bring cake": None}


def received(world):  # noqa: F811
    """The last private message that is owed to Alice for what she did."""
    with world.store.reading(TEAM) as tx:
        told = tx.deliveries.last(RECEIPT, "UALICE")
    return told.payload if told else None


def test_what_is_undone_at_home_has_its_way_back(world):  # noqa: F811
    world.types("met Li Wei @Acme: tea")
    for _ in range(2):
        world.call(after.undone, action=visits.undo_button(1), body={"trigger_id": "home"})
    message = received(world)
    assert "Undone: Tue 24 Nov · Li Wei, Acme" in message["text"]
    world.presses(after.redone, message, visits.REDO, ephemeral=False)
    assert len(world.visits()) == 1


def test_what_is_discarded_at_home_is_given_back(world):  # noqa: F811
    world.types("met John Smith: tea")
    [draft] = world.drafts()
    for _ in range(2):
        action = {"value": str(draft.id)}
        world.call(questions.discarded, action=action, body={"trigger_id": "home"})
    assert world.drafts() == []
    assert "met John Smith: tea" in received(world)["text"]
