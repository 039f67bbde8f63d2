"""What others have told, joined or changed of a visit meanwhile, and what one hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from handlers.visits import after, doors
from handlers.visits.keeping import UNDONE, Desk
from tests.conftest import TEAM
from tests.handlers.test_meetings import MINE, blocks_of, chosen, told_twice  # noqa: F401 — fixture
from tests.handlers.test_visits import NOW, TODAY, seen, world  # noqa: F401 — fixtures
from upkeep.visits import Channel, NewVisit, Voice, VoiceKind
from views import visits

SECRET = "met Li Wei @Acme over lunch: her boss is on the way out"


def test_whoever_was_not_there_reads_no_note_of_that_day(world):  # noqa: F811
    world.types(SECRET, caller=world.dana)
    hint = str(chosen(world, [world.contact("Li Wei")])["view"]["blocks"])
    assert "Already logged that day: Tue 24 Nov · Li Wei, Acme · meal" in hint
    assert "her boss" not in hint
    answer = world.types("met Li Wei @Acme with <@UDANA>: tea", trigger="2")
    assert "Dana Rossi logged this meeting, too: Tue 24 Nov · Li Wei" in answer["text"]
    assert blocks_of(answer, visits.JOIN)
    assert "her boss" not in str(answer)


def test_whoever_was_there_reads_the_note(world):  # noqa: F811
    world.types(f"with <@UALICE> {SECRET}", caller=world.dana)
    mine = world.types("met Li Wei @Acme: tea", trigger="2")
    assert "her boss" in mine["text"]
    world.presses(doors.by_edit, mine, visits.EDIT)
    assert "her boss" in str(world.opened()["blocks"])


def test_what_was_joined_is_told_again_as_what_it_is_now(world, told_twice):  # noqa: F811
    world.presses(after.joined, told_twice, visits.JOIN)
    joint = world.visits()
    delivered, typed = (world.types(MINE, trigger=one) for one in ("alice", "alice again"))
    assert delivered["text"].startswith("*Logged:* Li Wei and 张三, Acme")
    assert typed["text"].startswith("Already logged: Tue 24 Nov · Li Wei and 张三, Acme")
    assert world.visits() == joint, "logged once by each"
    world.presses(after.parted, delivered, visits.PART)
    assert len(world.visits()) == 2
    world.clock.at += timedelta(minutes=5)
    assert "Already logged at 10:02" in world.types(MINE, trigger="once more")["text"]


def test_undo_in_an_older_answer_takes_out_what_was_joined(world, told_twice):  # noqa: F811
    older = world.types(MINE, trigger="typed again")
    [hers] = [one for one in world.visits() if one.recorded_by == world.dana.id]
    world.presses(after.joined, told_twice, visits.JOIN)
    world.presses(after.undone, older, visits.UNDO)
    assert world.visits() == [hers], "as she logged it"
    assert "Undone: Tue 24 Nov · Li Wei, Acme" in world.seen[-1][1]["text"]


def edited(world, visit_id, caller):  # noqa: F811
    """The form of a visit, open."""
    body = {"trigger_id": "t", "response_url": "https://x"}
    world.call(doors.by_edit, action={"value": str(visit_id)}, body=body, caller=caller)
    return world.opened()


def test_an_edit_overwrites_nothing_that_was_joined_meanwhile(world, told_twice):  # noqa: F811
    [hers] = [one for one in world.visits() if one.recorded_by == world.dana.id]
    view = edited(world, hers.id, world.dana)
    world.presses(after.joined, told_twice, visits.JOIN)
    joint = world.visits()
    told = world.sends(view, note={"value": "it went very well"}, caller=world.dana)
    assert "changed since you opened it" in told["errors"]["contacts-0"]
    assert world.visits() == joint, "what Alice told is not lost"
    anew = edited(world, hers.id, world.dana)
    assert world.sends(anew, note={"value": "it went very well"}, caller=world.dana) == {}
    assert [one.note for one in world.visits()] == ["it went very well"]


@pytest.mark.parametrize("done", [False, True])
def test_a_promise_that_was_kept_or_moved_meanwhile_is_not_made_anew(world, done):  # noqa: F811
    world.types("met Li Wei @Acme: tea. next: send the list by Fri")
    view = edited(world, 1, world.alice)
    with world.store.transaction(TEAM) as tx:
        [promise] = tx.visits.get(1).follow_ups
        if done:
            tx.follow_ups.done(promise.id, TODAY)
        else:
            tx.follow_ups.move(promise.id, TODAY + timedelta(days=9))
        [promise] = tx.visits.get(1).follow_ups
    assert "errors" in world.sends(view)
    assert world.visits()[0].follow_ups == (promise,)


def test_an_edit_that_is_sent_twice_is_answered_twice(world):  # noqa: F811
    world.types("met Li Wei and 张三 @Acme with <@UDANA>: tea #need. next: send the list by Fri")
    view = edited(world, 1, world.alice)
    typed = {"note": {"value": "cake"}, "voices": {"value": "#need tea\n#idea cake"}}
    for _ in range(2):
        assert world.sends(view, **typed) == {}
        assert world.seen[-1][1]["text"].startswith("*Changed:* Li Wei and 张三")
    assert [one.text for one in world.visits()[0].voices] == ["tea", "cake"]


def test_a_hint_asks_as_little_for_many_contacts_as_for_one(world):  # noqa: F811
    asked: list[str] = []
    engine = world.store._engine
    with world.store.transaction(TEAM) as tx:
        made = [tx.contacts.add(world.acme.id, f"P{n}", added_on=TODAY) for n in range(12)]
        for one in made:
            tx.visits.add(spoken(world, one), world.dana.id, NOW, f"r{one.id}")

    def counted(contacts):
        asked.clear()
        with world.store.reading(TEAM) as tx:
            desk = Desk(tx, world.alice, world.clock)
            filled = doors.fill(desk, doors.About(), [one.id for one in contacts])
        assert len(filled.waiting) == len(contacts)
        return len(asked)

    def hear(_, __, statement, *___):
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    try:
        assert counted(made) == counted(made[:1])
    finally:
        event.remove(engine, "before_cursor_execute", hear)


def spoken(world, contact):  # noqa: F811
    """A visit of Dana's in which somebody said something."""
    said = (Voice(VoiceKind.NEED, "spares"),)
    there = ((contact.id,), (world.dana.id,))
    return NewVisit(world.acme.id, TODAY, Channel.CALL, *there, voices=said)


def test_who_has_logged_a_visit_hears_that_another_one_took_it_back(world):  # noqa: F811
    answer = world.types("met Li Wei @Acme with <@UDANA>: the audit")

    def heard():
        with world.store.reading(TEAM) as tx:
            told = tx.deliveries.last(UNDONE, "UALICE")
        return told.payload if told else None

    world.presses(after.undone, answer, visits.UNDO)
    world.presses(after.redone, world.seen[-1][1], visits.REDO)
    assert heard() is None, "she did it herself"
    for _ in range(2):
        world.presses(after.undone, answer, visits.UNDO, caller=world.dana)
    told = heard()
    assert told["text"].startswith("Dana Rossi has undone what you had logged: Tue 24 Nov · Li Wei")
    assert world.visits() == []
    world.presses(after.redone, told, visits.REDO, ephemeral=False)
    assert len(world.visits()) == 1
