"""What is asked back and settled by a press, through the protocol; and two at one meeting."""

import pytest


@pytest.fixture
def dana(workspace, at_work):
    return workspace.person("dana")


def test_several_days_are_asked_for_one(alice):
    alice.types("/visit met Li Wei @Acme Mon-Wed: spares are short")
    alice.sees("A visit is on one day.")
    alice.presses("Save")
    alice.sees("Choose the day first; everything else is kept.")
    alice.chooses("", "2026-11-10", near="A visit is on one day.")
    alice.presses("Save")
    alice.sees("Logged: Li Wei, Acme · Tue 10 Nov")
    alice.sees("spares are short")


def test_a_name_is_somebody_new_and_another_is_left_out(alice):
    alice.types("/visit met Marta Olsen, Zoe Winter and Ulf Brandt @Acme yesterday: the audit")
    alice.chooses("Choose", "Add as a new contact", near="nobody called “Zoe Winter”")
    alice.chooses("Choose", "Leave out", near="nobody called “Ulf Brandt”")
    alice.presses("Save")
    alice.sees("Logged: Marta Olsen and Zoe Winter, Acme · Wed 11 Nov")
    alice.types("/votes find Ulf Brandt")
    alice.sees("Nobody goes by")


def test_what_is_discarded_is_given_back_and_waits_no_more(alice):
    alice.opens("home")
    alice.types("/visit met John Smith yesterday: the audit", in_="dm")
    alice.opens("dm")
    alice.presses("Discard")
    alice.sees("Discarded, nothing was logged: “met John Smith yesterday: the audit”")
    alice.types("/visit met Li Wei @Acme", in_="dm")
    alice.opens("home")
    alice.sees("1 of 5 visits this week")
    alice.does_not_see("Unfinished")


def test_the_channel_is_changed_by_one_press_and_the_clock_with_it(alice):
    alice.types("/visit met Li Wei @Acme today")
    alice.sees("Li Wei: tended again until")
    alice.chooses("", "message", near="Logged")
    alice.sees("Changed: Li Wei, Acme · Thu 12 Nov · message")
    alice.sees("it resets no clock")
    alice.types("/votes contact Li Wei")
    alice.sees("84 days without a visit")


def test_an_attempt_stands_on_the_card_and_resets_nothing(alice):
    alice.types("/visit tried to reach Li Wei @Acme, no answer")
    alice.sees("An attempt is on record; it resets no clock.")
    alice.types("/votes contact Li Wei")
    alice.sees("84 days without a visit")
    alice.sees("nobody reached")


def test_two_at_one_meeting_are_one_visit(alice, dana):
    dana.types("/visit met Marta Olsen @Acme with @alice today: the audit")
    dana.sees("Logged: Marta Olsen, Acme")
    alice.types("/visit met Marta Olsen @Acme today with @dana: audit, went well")
    alice.presses("Join this visit")
    alice.types("/votes contact Marta Olsen")
    alice.sees("Known by  Alice Meyer (once, last Thu 12 Nov), Dana Rossi (once, last Thu 12 Nov)")
    alice.sees("the audit audit, went well")


def test_who_moves_takes_the_history_along(alice):
    alice.types("/visit met Li Wei @Acme today: leaves for Nordwerk")
    alice.types("/votes contact Li Wei")
    alice.presses("Move …")
    alice.fills({"Account": "Nordwerk"})
    alice.submits()
    alice.types("/votes account Nordwerk")
    alice.sees("Li Wei")
    alice.types("/votes contact Li Wei")
    alice.sees("leaves for Nordwerk")


def test_who_was_thought_to_have_left_comes_back_into_the_sentence(alice):
    alice.types("/votes contact Li Wei")
    alice.presses("Left the company")
    alice.types("/visit met Li Wei @Acme today: still here")
    alice.sees("“Li Wei” has left: Li Wei, Operations engineer, Acme")
    alice.types("/votes contact Li Wei")
    alice.presses("Card")
    alice.presses("Came back")
    alice.presses("Open the form", near="still here")
    alice.submits()
    alice.sees("Logged: Li Wei, Acme · Thu 12 Nov")
