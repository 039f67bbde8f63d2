"""Voices and promises as they look: within Slack's limits, whatever was typed."""

from dataclasses import replace
from datetime import date
from typing import Any

from upkeep.visits import FollowUp, Voice, VoiceKind
from upkeep.voices import Taught
from views import promises, voices
from views.lines import Promise
from views.voices import Asked, Told, forms

TODAY = date(2026, 11, 24)


def test_the_lists_keep_slacks_limits(painted, painted_view):
    long = "<!channel> *x* " * 300
    many = [
        Told(
            Voice(VoiceKind.NEED, long, n, 1, 1, said_on=TODAY, answered_on=TODAY, answer=long),
            long, long, long, long,
        )
        for n in range(voices.PER_PAGE)
    ]  # fmt: skip
    painted(voices.page(many, 99, Asked(start=10), TODAY, long))
    painted(voices.page([], 0, Asked(), TODAY))
    heading = str(voices.page(many, 99, Asked(start=10), TODAY, long)["blocks"][0])
    assert ": 99'" in heading, "however long the customer's name is"
    painted(voices.asked_to(many[0], long, TODAY))
    counted = [(long, Taught(n, {VoiceKind.NEED: 2})) for n in range(50)]
    painted(voices.taught({VoiceKind.NEED: 99}, counted, many * 4, TODAY, TODAY))
    painted_view(forms.answer_form(many[0], TODAY, ""))
    painted_view(forms.assign_form(many[0], TODAY, ""))


def test_words_are_read_whole_and_nobody_is_told_of_himself():
    said = "the hotline never answers before noon " * 9
    told = Told(Voice(VoiceKind.NEED, said, 1, 1, 1, answer=said), "Acme", "Li Wei", "Dana")
    for message in (
        voices.page([told], 1, Asked(), TODAY),
        voices.taught({VoiceKind.NEED: 1}, [("Acme", Taught(1, {}))], [told], TODAY, TODAY),
        voices.asked_to(told, "Ann", TODAY),
    ):
        assert said.strip() in message["text"]
    assert said.strip() in str(forms.answer_form(told, TODAY, ""))
    assert "is to answer" not in voices.asked_to(told, "Ann", TODAY)["text"]
    answered = replace(told, voice=replace(told.voice, answered_on=TODAY))
    assert voices.settled(answered, TODAY)["text"].count(said.strip()) == 2


def test_a_calendar_says_what_it_is_for():
    row: Any = promises.blocks(FollowUp("send photos", TODAY, id=1), "Acme", TODAY)[1]
    calendar = next(one for one in row["elements"] if one["type"] == "datepicker")
    assert calendar["placeholder"]["text"] == "Move to another day"
    assert "initial_date" not in calendar


def test_promises_keep_slacks_limits_and_are_found_again_in_their_blocks(painted):
    long = "<!channel> *x* " * 300
    many = [Promise(FollowUp(long, TODAY, id=n), long) for n in range(40)]
    message = promises.mine(many, date(2026, 12, 1))
    painted(message)
    assert "40 open promises, 40 overdue" in message["text"]
    assert promises.named(message["blocks"]) == list(range(promises.SHOWN))
    assert "nothing that is still open" in promises.mine([], TODAY)["text"]


def test_of_more_voices_than_are_told_none_is_said_to_be_for_others(painted):
    many = [
        Told(Voice(VoiceKind.NEED, f"said {n}", n, 1, 1), "Acme")
        for n in range(voices.PER_WEEK + 3)
    ]
    counted = [("Acme", Taught(1, {VoiceKind.NEED: 35}))]
    message = voices.taught({VoiceKind.NEED: 35}, counted, many, TODAY, TODAY)
    painted(message)
    text = message["text"]
    assert f"said {voices.PER_WEEK - 1}”" in text
    assert f"said {voices.PER_WEEK}”" not in text
    assert "and 3 more: `voices all` has them" in text
    assert "The words of 2 voices are for those who look after the customers." in text
