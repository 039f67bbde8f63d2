"""The first journeys: log, be asked back, undo, a morning, a Monday, an admin's settings."""


def test_a_line_is_a_visit_and_can_be_undone(alice):
    seen = alice.types("/visit met Li Wei and 张三 @Acme yesterday over lunch: RMA slow #complaint")
    assert seen.ephemeral
    for part in ("Li Wei", "张三", "Acme", "Wed 11 Nov", "RMA slow"):
        assert part in seen.all_text
    alice.presses("Undo")
    alice.sees("Undone")
    alice.types("/votes")
    alice.sees("Li Wei")


def test_two_people_of_one_name_are_asked_back_never_guessed(alice):
    alice.types("/visit met John Smith yesterday: planned the audit")
    alice.sees("Who of 2 do you mean by “John Smith”?")
    alice.types("/votes recent")
    alice.does_not_see("planned the audit ·")
    alice.presses("Save")
    alice.sees("Choose somebody for each name first")
    alice.chooses("Choose", "John Smith, Nordwerk")
    alice.presses("Save")
    alice.sees("John Smith, Nordwerk · Wed 11 Nov")
    alice.types("/votes recent")
    alice.sees("planned the audit")


def test_the_form_logs_and_shows_errors_at_its_fields(alice):
    alice.types("/visit")
    alice.fills({"Date": "2026-12-24", "Contacts": ["Li Wei"]})
    alice.submits()
    assert any("future" in error or "happened" in error for error in alice.errors().values())
    alice.fills({"Date": "2026-11-11", "Note": "walked the line"})
    alice.submits()
    alice.sees("walked the line")


def test_an_unknown_word_is_answered_with_the_nearest(alice):
    alice.types("/votes setings")
    alice.sees("settings")
    alice.sees("help")


def test_a_morning_comes_once_and_its_buttons_work(alice, workspace):
    workspace.clock.until("friday 09:01", zone="Europe/Berlin")
    alice.opens("dm")
    alice.sees("Li Wei")
    alice.presses("Met today", near="Li Wei")
    alice.sees("Met")
    posts = len(workspace.calls("chat.postMessage"))
    workspace.clock.pass_(minutes=5)
    assert len(workspace.calls("chat.postMessage")) == posts


def test_nobody_is_reminded_on_a_weekend(alice, workspace):
    workspace.clock.until("friday 12:00", zone="Europe/Berlin")
    before = len(workspace.calls("chat.postMessage"))
    workspace.clock.until("sunday 20:00", zone="Europe/Berlin")
    assert len(workspace.calls("chat.postMessage")) == before


def test_monday_brings_the_digest_to_the_teams_channel(anna, workspace):
    workspace.clock.until("monday 10:01", zone="Europe/Berlin")
    anna.opens("#team-europe")
    anna.sees("Europe")
    anna.sees("tended")
    anna.sees("neglected")


def test_settings_are_for_admins_and_in_force_at_once(alice, anna):
    alice.types("/votes settings")
    alice.sees("admin")
    anna.types("/votes settings")
    anna.fills({"General contacts: days without a visit": "21"})
    anna.submits()
    anna.sees("60 days → 21 days")
    anna.submits()
    alice.types("/votes")
    alice.sees("planned every 21 days")


def test_home_shows_my_votes(alice):
    alice.opens("home")
    alice.sees("Li Wei")
    alice.sees("Log a visit")
