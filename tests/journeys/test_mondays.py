"""Mondays as they are lived: the digest comes, and everything it offers answers."""

import pytest


@pytest.fixture
def monday(anna, workspace):
    """Monday in Berlin: Anna, who manages Europe, has its digest before her."""
    workspace.clock.until("monday 10:01", zone="Europe/Berlin")
    anna.opens("dm")
    return anna


def test_the_digest_of_a_manager_answers_each_of_its_buttons(monday, workspace):
    monday.sees("Europe: Mon 9 Nov – Sun 15 Nov")
    monday.presses("Whole board")
    monday.sees("the board of")
    monday.opens("dm")
    monday.presses("This week's five")
    monday.sees("this week's five")
    monday.opens("dm")
    monday.presses("Export CSV")
    monday.sees("is on its way")
    workspace.clock.pass_(minutes=1)
    [sheet] = workspace.workspace.files.values()
    assert sheet.name == "votes-2026-11-16.csv"
    assert "Acme,Li Wei," in sheet.content.decode()
    dana = workspace.person("dana")
    dana.opens("#team-europe")
    dana.sees("Europe: Mon 9 Nov – Sun 15 Nov")
    dana.does_not_see("Alice Meyer")
    dana.presses("Whole board")
    dana.sees("names people")


def test_a_rep_reads_no_words_of_others_by_any_button_or_command(alice, workspace):
    alice.types("/visit met Li Wei @Acme today: pumps rattle #complaint. next: send pumps by Fri")
    alice.types("/votes incident Acme: line 3 is down")
    workspace.clock.until("monday 10:01", zone="Europe/Berlin")
    carol = workspace.person("carol")
    carol.opens("#team-europe")
    carol.sees("1 complaint")
    for label in ("What they taught us", "Whole board", "This week's five", "Ask again"):
        carol.presses(label, in_="#team-europe")
        carol.does_not_see("pumps")
    asked = ("voices", "voices all", "voices week", "voices Acme", "digest", "team", "incident",
             "account Acme", "contact Li Wei", "promises", "find Li Wei")  # fmt: skip
    for words in asked:
        answer = carol.types(f"/votes {words}", in_="dm").all_text
        assert answer, words
        assert "pumps" not in answer, words
    carol.types("/votes account Acme")
    carol.presses("Vote board")
    carol.does_not_see("pumps")
    carol.opens("home")
    carol.does_not_see("pumps")


def test_who_takes_over_may_leave_before_it_is_confirmed(anna, workspace):
    anna.types("/votes handover @alice to @carol", in_="dm")
    anna.sees("→ Carol Diaz (4 contacts)")
    workspace.change_user("carol", deleted=True)
    anna.presses("Hand over", near="Leave as it is")
    anna.sees("Carol Diaz has left since this was proposed.")
    anna.types("/votes handover @alice", in_="dm")
    anna.chooses("Somebody else", "Dana Rossi", near="Acme")
    anna.presses("Hand over", near="Leave as it is")
    anna.sees("✓ Handed over from Alice Meyer: 4 contacts")


def test_a_promise_is_ticked_off_on_its_list_and_the_others_stay(alice):
    for day, what in (("Fri", "send pumps"), ("Thu", "send cranes")):
        alice.types(f"/visit met Li Wei @Acme today: {what}. next: {what} by {day}")
    alice.types("/votes promises", in_="dm")
    alice.presses("Done", near="send cranes")
    alice.sees("✓ send cranes")
    alice.sees("1 open promise")
    alice.presses("Done", near="send pumps")
    alice.presses("Not done")
    alice.sees("1 open promise")
    alice.sees("send pumps")
