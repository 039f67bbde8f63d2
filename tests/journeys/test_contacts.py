"""Who is on the list, through the protocol: added, warned of, merged and made two again."""


def test_a_double_is_added_merged_and_undone(alice):
    alice.types("/votes add Marta Olson, plant manager @Acme +49 30 555 0199")
    alice.sees("Already on the list?")
    alice.presses("Add anyway")
    alice.sees("Added: Marta Olson, plant manager, Acme")
    alice.presses("Merge …")
    alice.fills({"The same person": "Marta Olsen"})
    alice.submits()
    alice.sees("Marta Olsen, Plant manager, Acme goes into Marta Olson, plant manager, Acme.")
    alice.presses("Keep the other one instead")
    alice.submits()
    alice.sees("Marta Olson is Marta Olsen, Plant manager, Acme now.")
    alice.types("/votes contact Marta Olson")
    alice.sees("Also called")
    alice.presses("Undo", near="Marta Olson is Marta Olsen")
    alice.sees("Two again")


def test_the_form_adds_and_edits_and_an_account_is_edited(alice):
    alice.types("/votes add")
    alice.fills({"Name": "Bo Chen", "Account": "Nordwerk", "Phone": "+86 21 5555 0101"})
    alice.submits()
    alice.sees("Added: Bo Chen, Nordwerk.")
    alice.presses("Edit")
    alice.fills({"How to say the name": "boh chen", "Account": "Acme"})
    alice.submits()
    alice.sees("boh chen")
    alice.types("/votes account Acme")
    alice.sees("Bo Chen")
    alice.presses("Edit account")
    alice.fills({"Also called": "Acme Semiconductor, ACM"})
    alice.submits()
    alice.sees("Saved: Acme.")
