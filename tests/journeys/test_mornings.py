"""Mornings as they are lived: the reminder, its buttons, the list and Home keep in step."""

import pytest


@pytest.fixture
def morning(alice):
    """A Thursday in Berlin: Alice has her reminder before her."""
    alice.opens("dm")
    return alice


def test_each_reminder_is_shown_at_its_own_morning(morning, workspace):
    workspace.clock.until("wednesday 12:00", zone="Europe/Berlin")
    messages = workspace.server.look(morning.user.id, morning.place)["messages"]
    shown = [one["business_at"][:16] for one in messages if "stay close" in one["text"]]
    assert shown == ["2026-11-12T08:40", "2026-11-18T08:00"]


def test_a_visit_by_command_ticks_off_the_line_in_the_morning(morning, workspace):
    morning.sees("Li Wei")
    morning.types("/visit met Li Wei @Acme today: spares")
    workspace.clock.pass_(minutes=1)
    morning.opens("dm")
    morning.sees("✓ Li Wei")


def test_snooze_hand_over_and_farewell_are_seen_and_undone(morning, workspace):
    morning.presses("Snooze 1 week", near="Li Wei")
    morning.sees("snoozed until")
    morning.presses("Undo", near="Li Wei")
    morning.sees("2 people to stay close to today")
    morning.presses("Left the company", near="Li Wei")
    morning.sees("has left the company")
    morning.presses("Undo", near="Li Wei")
    morning.sees("2 people to stay close to today")
    morning.presses("Hand over", near="Li Wei")
    morning.fills({"New owner": "dana"})
    morning.submits()
    morning.sees("handed over to Dana")
    dana = workspace.person("dana")
    dana.opens("dm")
    dana.sees("asks you to look after")


def test_the_list_answers_its_own_buttons(alice):
    alice.types("/votes")
    alice.sees("due for a visit")
    alice.presses("Snooze 3 days", near="Li Wei")
    alice.sees("snoozed until")
    alice.types("/votes contact Li Wei")
    alice.sees("Operations engineer")
    alice.types("/votes account Acme")
    alice.sees("votes warm")


def test_away_means_no_reminder(alice, workspace):
    alice.types("/votes away until 27 Nov")
    alice.sees("You are away")
    before = len(mine(workspace, alice))
    workspace.clock.until("friday 12:00", zone="Europe/Berlin")
    assert mine(workspace, alice)[before:] == []


def test_a_reminder_waits_for_the_end_of_quiet_hours_in_slack(alice, workspace):
    workspace.change_user("alice", quiet=("20:00", "10:00"))
    before = len(mine(workspace, alice))
    workspace.clock.until("friday 09:30", zone="Europe/Berlin")
    assert mine(workspace, alice)[before:] == []
    workspace.clock.until("friday 10:01", zone="Europe/Berlin")
    alice.opens("dm")
    alice.sees("Your week so far")
    assert len(mine(workspace, alice)) == before + 1


def test_home_keeps_in_step(alice):
    alice.opens("home")
    alice.sees("0 of 5 visits")
    alice.opens("dm")
    alice.types("/visit met Li Wei @Acme today: spares")
    alice.opens("home")
    alice.sees("1 of 5 visits")


def test_a_month_of_mornings(morning, workspace):
    """Met, snoozed, passed over three times, handed over, on leave: each morning follows."""
    alice, anna, dana = morning, workspace.person("anna"), workspace.person("dana")
    clock = workspace.clock
    alice.sees("2 people to stay close to today")
    alice.presses("Met today", near="Li Wei")
    alice.sees("✓ Li Wei")

    clock.until("friday 09:01", zone="Europe/Berlin")
    clock.until("thursday 09:01", zone="Europe/Berlin")  # Fri, Mon and Tue were rest
    alice.sees("One person to stay close to today")
    alice.types("/votes reminders")
    alice.sees("You are reminded next on Fri 20 Nov at 09:00")
    alice.closes()
    alice.opens("dm")

    clock.until("friday 09:01", zone="Europe/Berlin")
    alice.sees("0 visits of 5. Anything to log before it is summed up?")
    clock.until("wednesday 09:01", zone="Europe/Berlin")
    clock.until("monday 10:01", zone="Europe/Berlin")
    anna.opens("dm")
    anna.sees("1 contact was in three reminders or more without an answer")

    alice.presses("Snooze 1 month", near="Marta")
    clock.until("thursday 09:01", zone="Europe/Berlin")
    dana.opens("dm")
    dana.presses("Hand over", near="Eva Berg")
    dana.fills({"New owner": "alice"})
    dana.submits()
    alice.sees("asks you to look after")

    alice.types("/votes away until 11 Dec")
    before = len(mine(workspace, alice))
    clock.until("friday 12:00", zone="Europe/Berlin")
    clock.until("friday 12:00", zone="Europe/Berlin")
    assert len(mine(workspace, alice)) == before
    clock.until("monday 09:01", zone="Europe/Berlin")
    alice.sees("Eva Berg")


def mine(workspace, person):
    """The messages that were posted to somebody."""
    posted = workspace.calls("chat.postMessage")
    return [one for one in posted if one["arguments"]["channel"] == person.user.id]
