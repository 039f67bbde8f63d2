"""What others have told, joined or changed of a visit meanwhile, and what one hears of it."""

from handlers.visits import doors
from tests.handlers.test_meetings import blocks_of, chosen
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
