"""Visits through the protocol: shortcuts, somebody new, a form from Home, and the way back."""


def test_the_global_shortcut_is_answered_by_a_message_that_can_be_undone(alice):
    alice.opens("dm")
    alice.uses_shortcut("Log a visit")
    alice.fills({"Contacts": ["Marta Olsen"], "Note": "walked the line"})
    alice.submits()
    alice.sees("Logged: Marta Olsen, Acme")
    alice.presses("Undo", near="walked the line")
    alice.sees("Undone: Thu 12 Nov · Marta Olsen")
    alice.presses("Log it again")
    alice.sees("Logged: Marta Olsen, Acme")


def test_a_message_is_logged_with_its_shortcut(alice):
    alice.opens("#general")
    alice.types("met Li Wei @Acme today: spares are short #need")
    alice.uses_shortcut("Log as visit", on="spares are short")
    alice.sees("Logged: Li Wei, Acme")
    alice.sees("Need: “spares are short”")


def test_somebody_new_is_added_and_the_visit_with_them(alice):
    alice.types("/visit met Eva Novak @Zenith: wants spares #need")
    alice.presses("Add as a new contact")
    alice.fills({"Title": "Buyer"})
    alice.submits()
    alice.sees("Logged: Eva Novak, Zenith")
    alice.types("/votes contact Eva Novak")
    alice.sees("Buyer")


def test_a_new_contact_keeps_what_was_filled_in(alice):
    alice.types("/visit")
    alice.fills({"Note": "walked the line", "Contacts": ["Li Wei"]})
    alice.presses("Add a new contact")
    alice.fills({"Name": "Bob Fletcher", "Account": "Acme"})
    alice.submits()
    alice.submits()
    alice.sees("Bob Fletcher and Li Wei, Acme")
    alice.sees("walked the line")


def test_an_unfinished_log_waits_in_home(alice):
    alice.opens("home")
    alice.types("/visit met John Smith yesterday: the audit", in_="dm")
    alice.opens("home")
    alice.sees("met John Smith yesterday")
    alice.presses("Open the form")
    alice.fills({"Contacts": ["John Smith, Acme"]})
    alice.submits()
    alice.sees("1 of 5 visits this week")
    alice.does_not_see("Unfinished")


def test_the_same_sentence_twice_is_asked_about(alice):
    alice.types("/visit met Marta Olsen today")
    alice.types("/visit met Marta Olsen today")
    alice.sees("Already logged at 09:40")


def test_help_is_nobody_who_was_met(alice):
    alice.types("/visit Help")
    alice.sees("in your own words")
    alice.opens("home")
    alice.does_not_see("Unfinished")
