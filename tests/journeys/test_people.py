"""People speak, promise, leave and come: one company in which all of it happens."""


def test_people_as_those_live_with_them_who_look_after_customers(alice, anna, workspace):
    speaks_and_is_promised(alice, workspace)
    has_a_fault(alice, anna)
    loses_who_looked_after_it(alice, anna, workspace)


def speaks_and_is_promised(alice, workspace):
    alice.types("/visit met Marta Olsen @Acme today: spares #need. next: send SLA by 16 Nov")
    alice.types("/votes voices")
    alice.presses("Ask a colleague to answer …", near="spares")
    alice.fills({"Colleague": "dana"})
    alice.submits()
    dana = workspace.person("dana")
    dana.opens("dm")
    dana.sees("Alice Meyer asks you to answer a customer:")
    dana.presses("Answered …", near="spares")
    dana.fills({"What they were told": "spares on site from January"})
    dana.submits()
    alice.types("/votes voices answered")
    alice.sees("answered Thu 12 Nov by Dana Rossi: “spares on site from January”")
    workspace.clock.until("monday 09:01", zone="Europe/Berlin")
    alice.opens("dm")
    alice.presses("Done", near="send SLA")
    alice.sees("✓ send SLA")
    alice.types("/votes promises")
    alice.sees("You have promised nothing that is still open.")


def has_a_fault(alice, anna):
    assert "Marta Olsen" in alice.types("/votes incident Acme: line 3 is down").all_text
    alice.opens("dm")
    alice.sees("Meet Marta Olsen")
    alice.presses("Met today", near="Meet Marta Olsen")
    alice.presses("Close early")
    for reader in (alice, anna):
        reader.opens("dm")
        reader.sees("What came of the incident at Acme")
        reader.sees("became warm")


def loses_who_looked_after_it(alice, anna, workspace):
    alice.types("/visit met 张三 @Acme today: cranes #need. next: send photos by 20 Nov")
    assert "would go cold" in anna.types("/votes handover rehearse @alice").all_text
    workspace.change_user("alice", deleted=True)
    anna.opens("dm")
    anna.sees("Alice Meyer has left: who takes over?")
    anna.chooses("Somebody else", "Dana Rossi", near="Acme")
    anna.sees("→ Dana Rossi (4 contacts)")
    anna.presses("Hand over", near="Leave as it is")
    anna.sees("✓ Handed over from Alice Meyer: 4 contacts")
    dana = workspace.person("dana")
    dana.opens("dm")
    for part in ("You look after these now", "Still open: “cranes”", "Promised: “send photos”"):
        dana.sees(part)
    dana.types("/votes promises")
    dana.sees("send photos")


def test_a_promise_that_cannot_be_moved_says_so_at_home_too(alice):
    alice.types("/visit met Marta Olsen @Acme today: spares. next: send SLA by 20 Nov")
    alice.opens("home")
    alice.sees("send SLA")
    alice.chooses("Move to another day", "2026-11-01", near="send SLA")
    alice.sees("Choose a day from today on, within a year.")
    alice.sees("send SLA · Acme · due Fri 20 Nov")
