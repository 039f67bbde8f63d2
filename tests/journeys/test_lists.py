"""A list is brought in by Slack: looked at, confirmed, and taken back."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from storage import open_store
from upkeep.policy import Policy

LIST = (
    b"Full Name,Firm,Job Title\nGreta Lind,Acme,Planner\nMarta Olson,Acme,\nLi Wei,Acme,Buyer\n"
    b",Acme,\n"
)


def people(url):
    store = open_store(url, Policy())
    with store.reading(str(store.workspaces()[0].team_id)) as tx:
        found = {one.name: one.title for one in tx.contacts.all()}
    store.close()
    return found


def test_a_list_is_looked_at_confirmed_and_taken_back(anna, database_url):
    before = people(database_url)
    anna.types("/votes import")
    anna.gives("File", "people.csv", LIST)
    anna.submits()
    anna.closes(everything=True)
    anna.opens("dm")
    anna.sees("people.csv is read, but not understood")
    anna.sees("Full Name, Firm, Job Title")
    anna.presses("Match columns")
    anna.fills({"Full Name": "name", "Firm": "account", "Job Title": "title"})
    anna.submits()
    anna.closes(everything=True)
    anna.sees("2 contacts added, 1 changed")
    anna.sees("Marta Olson, like Marta Olsen")
    anna.sees("line 5: name is empty")
    assert people(database_url) == before

    anna.presses("Match columns")
    anna.fills({"Job Title": "passed over"})
    anna.submits()
    anna.closes(everything=True)
    anna.sees("1 as it was")
    anna.presses("Import")
    anna.sees("is imported")
    assert people(database_url).keys() - before.keys() == {"Greta Lind", "Marta Olson"}
    anna.presses("Undo")
    anna.sees("was undone")
    assert people(database_url) == before


def workbook():
    """A list as a spreadsheet program keeps it."""
    book, content = Workbook(), BytesIO()
    for row in (("Name", "Company", "Title"), ("Greta Lind", "Acme", "Planner")):
        book.active.append(row)
    book.save(content)
    return content.getvalue()


CARD = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lind;Greta;;;\r\nFN:Greta Lind\r\nORG:Acme\r\n"
    b"TITLE:Planner\r\nTEL;TYPE=WORK:+49 30 1234567\r\nEND:VCARD\r\n"
)


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", workbook()), ("a.vcf", CARD)])
def test_workbooks_and_cards_come_in_too(anna, database_url, name, content):
    before = people(database_url)
    anna.types("/votes import")
    anna.gives("File", name, content)
    anna.submits()
    anna.closes(everything=True)
    anna.opens("dm")
    anna.sees("1 contact added")
    anna.presses("Import")
    anna.sees("is imported")
    assert people(database_url) == before | {"Greta Lind": "Planner"}


def test_a_rep_is_told_whom_to_ask(alice):
    assert "admins and managers" in alice.types("/votes import").all_text


def test_a_rep_takes_along_her_own(alice, workspace):
    alice.types("/votes export")
    alice.presses("Send me the files")
    alice.opens("dm")
    alice.sees("Here is what you may take along")
    sent = {one.name: one.content for one in workspace.workspace.files.values()}
    assert {"contacts.xlsx", "contacts.vcf", "everyvote.zip"} <= sent.keys()
    assert b"Li Wei" in sent["contacts.vcf"]
    assert b"Eva Berg" not in sent["contacts.vcf"]


def test_cards_that_name_no_company_are_given_an_account(anna, database_url):
    anna.types("/votes import")
    anna.gives("File", "phone.vcf", CARD.replace(b"ORG:Acme\r\n", b""))
    anna.submits()
    anna.closes(everything=True)
    anna.opens("dm")
    anna.sees("it names no customer")
    anna.presses("Match columns")
    anna.fills({"Account of lines that name none": "Acme"})
    anna.submits()
    anna.closes(everything=True)
    anna.sees("1 contact added")
    anna.presses("Import")
    anna.sees("is imported")
    assert people(database_url)["Greta Lind"] == "Planner"


def test_names_alone_are_given_an_account(anna, database_url):
    anna.types("/votes import")
    anna.gives("File", "names.csv", b"Name\nGreta Lind\n")
    anna.submits()
    anna.closes(everything=True)
    anna.opens("dm")
    anna.sees("names.csv is read, but not understood")
    anna.presses("Match columns")
    anna.fills({"Account of lines that name none": "Acme", "Name": "name"})
    anna.submits()
    anna.closes(everything=True)
    anna.sees("1 contact added")
    anna.presses("Match columns")
    anna.sees("Account of lines that name none")
    anna.closes(everything=True)
    anna.presses("Import")
    anna.sees("is imported")
    assert people(database_url)["Greta Lind"] == ""


def test_a_customer_by_another_legal_form_is_told_before_and_is_one_with_an_alias(
    anna, database_url
):
    anna.types("/votes import")
    anna.gives("File", "people.csv", b"name,account\nGreta Lind,Acme Inc.\nBo Lund,Zenith\n")
    anna.submits()
    anna.closes(everything=True)
    anna.opens("dm")
    anna.sees("2 new customers come with it.")
    anna.sees("Acme Inc., like Acme.")
    anna.types("/votes account Acme")
    anna.presses("Edit account")
    anna.fills({"Also called": "Acme Inc."})
    anna.submits()
    anna.presses("Import")
    anna.sees("is imported")
    anna.does_not_see("new customers")
    store = open_store(database_url, Policy())
    with store.reading(str(store.workspaces()[0].team_id)) as tx:
        assert "Acme Inc." not in {one.name for one in tx.accounts.all()}
    store.close()


def test_past_visits_under_headings_of_ones_own(anna):
    said = b"Wann,Wer,Firma,Von\n2026-11-10,Li Wei,Acme,alcie@b.example\n"
    anna.types("/votes import")
    anna.gives("File", "visits.csv", said)
    anna.submits()
    anna.closes(everything=True)
    anna.opens("dm")
    anna.sees("is read, but not understood")
    anna.presses("Match columns")
    anna.fills({"Wann": "date", "Wer": "contact", "Firma": "account", "Von": "member email"})
    anna.submits()
    anna.closes(everything=True)
    anna.sees("1 visit added")
    anna.sees("New among our own people by it: alcie@b.example.")


def test_an_admin_finds_the_form_and_the_settings_at_home(anna, alice, database_url):
    for who in (alice, anna):
        who.opens("home")
        who.sees("Log a visit")
    alice.does_not_see("Import a list")
    anna.presses("Settings")
    anna.sees("General contacts: days without a visit")
    anna.closes()
    anna.presses("Import a list")
    anna.gives("File", "a.vcf", CARD)
    anna.submits()
    anna.closes(everything=True)
    anna.opens("dm")
    anna.sees("1 contact added")
