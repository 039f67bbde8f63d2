"""What a newcomer does first, on the page, in a real browser, with the bot at work."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from sandbox.driver import Sandbox
from tests.journeys.conftest import SHEETS, Bot, Company, manifest

pytestmark = pytest.mark.browser

ALICE, ANNA = "U0ALICE001", "U0ANNA0001"
#: A skip lives through days of reminders, a second apart to the same person.
LONG = 60_000


@pytest.fixture
def page(browser, tmp_path) -> Iterator[Page]:
    with Sandbox(company=Company(), manifest=manifest()) as workspace:
        told = {"EVERYVOTE_DATABASE_URL": f"sqlite:///{tmp_path / 'everyvote.db'}"}
        bot = Bot(workspace.environment() | told, tmp_path)
        bot.imports(**SHEETS)
        with bot.running(lambda: workspace.connected):
            dm = workspace.workspace.dm(ALICE).id
            opened = browser.new_page(viewport={"width": 1280, "height": 900})
            opened.goto(f"{workspace.url}/#as={ALICE}&in={dm}")
            yield opened
            opened.close()


def says(page: Page, text: str) -> None:
    composer = page.get_by_role("textbox", name=re.compile("^Message"))
    composer.fill(text)
    composer.press("Escape")
    composer.press("Enter")


def newest(page: Page):
    return page.get_by_role("article").last


def test_a_newcomers_walk(page):
    # this morning's reminder is there
    expect(newest(page)).to_contain_text("stay close to today", timeout=LONG)

    # by text, and undone
    says(page, "/visit met Li Wei and 张三 @Acme yesterday over lunch: RMA is slow #complaint")
    expect(newest(page)).to_contain_text("Li Wei and 张三, Acme · Wed 11 Nov · meal")
    newest(page).get_by_role("button", name="Undo").click()
    expect(newest(page)).to_contain_text("Undone")

    # asked back about an unclear name
    says(page, "/visit met John Smith yesterday: planned the audit")
    expect(newest(page)).to_contain_text("Who of 2 do you mean by “John Smith”?")
    newest(page).get_by_role("combobox").click()
    page.get_by_role("option", name="John Smith, Nordwerk").click()
    newest(page).get_by_role("button", name="Save").click()
    expect(newest(page)).to_contain_text("John Smith, Nordwerk")

    # asked back about the day, and thought better of
    says(page, "/visit met Li Wei @Acme Mon-Wed: spares are short")
    expect(newest(page)).to_contain_text("A visit is on one day")
    newest(page).get_by_role("button", name="Save").click()
    expect(newest(page)).to_contain_text("Choose the day first; everything else is kept.")
    asked = page.get_by_role("article").filter(has_text="A visit is on one day").last
    asked.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("Discarded, nothing was logged")).to_be_visible()

    # nobody was there, and it was no visit at all
    says(page, "/visit tried to reach Li Wei @Acme, no answer")
    expect(newest(page)).to_contain_text("An attempt is on record; it resets no clock.")

    # the channel is put right by one press
    says(page, "/visit met 张三 @Acme today")
    expect(newest(page)).to_contain_text("Logged: 张三")
    newest(page).get_by_role("combobox").click()
    page.get_by_role("option", name="message").click()
    expect(newest(page)).to_contain_text("Changed: 张三, Acme · Thu 12 Nov · message")

    # by the form
    says(page, "/visit")
    form = page.get_by_role("dialog")
    form.get_by_role("combobox", name="Contacts").fill("mart")
    page.get_by_role("option", name=re.compile("Marta Olsen")).click()
    form.get_by_role("textbox", name="Note").fill("walked the line")
    form.get_by_role("button", name="Save").click()
    expect(newest(page)).to_contain_text("Marta Olsen, Acme")
    expect(newest(page)).to_contain_text("walked the line")

    # to Monday: the reminder, its buttons, the digest
    page.get_by_role("button", name="Skip to Monday 10:00").click()
    reminder = page.get_by_role("article").filter(has_text="stay close to today").last
    expect(reminder).to_contain_text("Li Wei", timeout=LONG)
    reminder.get_by_role("button", name="Met today").first.click()
    expect(reminder).to_contain_text("Met", timeout=LONG)
    page.get_by_role("link", name="team-europe").or_(
        page.get_by_role("button", name="team-europe")
    ).first.click()
    expect(newest(page)).to_contain_text("Europe", timeout=LONG)
    expect(newest(page)).to_contain_text("neglected")
