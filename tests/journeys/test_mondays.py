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
