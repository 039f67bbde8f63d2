"""What others have told, joined or changed of a visit meanwhile, and what one hears of it."""

from datetime import timedelta

from handlers.visits import after, doors
from tests.handlers.test_meetings import MINE, blocks_of, chosen, told_twice  # noqa: F401 — fixture
from tests.handlers.test_visits import seen, world  # noqa: F401 — fixtures
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
