"""Every element that is pressed or chosen in a message: what it tells the workspace."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ALICE, DANA, LAB, SALES
from tests.browser.echo import actions, mrkdwn, option, plain

pytestmark = pytest.mark.browser

OPTIONS = [option("One"), option("Two"), option("Three")]
GROUPS = [
    {"label": plain("Small"), "options": OPTIONS[:2]},
    {"label": plain("Large"), "options": OPTIONS[2:]},
]
CHOOSE = {"placeholder": plain("Choose")}


def act_of(page, gesture):
    """The first press that a gesture makes the page send."""
    with page.expect_request(
        lambda sent: sent.url.endswith("/live/act") and sent.post_data_json["do"] == "press"
    ) as act:
        gesture()
    return act.value.post_data_json


def chosen(page, *texts):
    """Choose options in the only select of the page, then leave it."""

    def gesture():
        box = page.get_by_role("article").get_by_role("combobox")
        for text in texts:
            box.click()
            page.get_by_role("option", name=text).click()
        box.blur()

    return gesture


@pytest.mark.parametrize(
    ("element", "texts", "value"),
    [
        ({"type": "static_select", "options": OPTIONS, **CHOOSE}, ["Two"], "two"),
        ({"type": "static_select", "option_groups": GROUPS, **CHOOSE}, ["Three"], "three"),
        ({"type": "users_select", **CHOOSE}, ["Dana Levy"], DANA),
        ({"type": "channels_select", **CHOOSE}, ["#lab"], LAB),
        ({"type": "conversations_select", **CHOOSE}, ["#sales"], SALES),
        (
            {"type": "multi_static_select", "options": OPTIONS, **CHOOSE},
            ["One", "Three"],
            ["one", "three"],
        ),
        (
            {"type": "multi_users_select", "initial_users": [ALICE], **CHOOSE},
            ["Dana Levy"],
            [ALICE, DANA],
        ),
        ({"type": "multi_channels_select", **CHOOSE}, ["#lab", "#sales"], [LAB, SALES]),
        ({"type": "multi_conversations_select", **CHOOSE}, ["#lab"], [LAB]),
    ],
)
def test_selects(page, bot, element, texts, value):
    ts = bot.post(SALES, actions(element))
    assert act_of(page, chosen(page, *texts)) == {
        "as": ALICE, "do": "press", "message": ts, "channel": SALES,
        "block_id": "acts", "action_id": "act0", "value": value,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value"), [("external_select", "two"), ("multi_external_select", ["two"])]
)
def test_external_selects_ask_the_bot(page, bot, kind, value):
    bot.options = OPTIONS
    bot.post(SALES, actions({"type": kind, "min_query_length": 2, **CHOOSE}))
    box = page.get_by_role("combobox", name="Choose")
    box.click()
    expect(page.get_by_text("Type 2 letters or more to search")).to_be_visible()
    box.press_sequentially("tw")
    expect(page.get_by_role("option")).to_have_count(3)
    assert bot.told("block_suggestion")[-1]["value"] == "tw"

    def pick():
        page.get_by_role("option", name="Two").click()
        box.blur()

    assert act_of(page, pick)["value"] == value


@pytest.mark.parametrize(
    ("element", "gesture", "value"),
    [
        (
            {"type": "datepicker"},
            lambda log: log.locator("input[type=date]").fill("2026-11-10"),
            "2026-11-10",
        ),
        (
            {"type": "timepicker"},
            lambda log: log.locator("input[type=time]").fill("09:30"),
            "09:30",
        ),
        (
            {"type": "datetimepicker"},
            # Half past nine in Berlin in November is half past eight in Greenwich.
            lambda log: log.locator("input[type=datetime-local]").fill("2026-11-10T09:30"),
            1794299400,
        ),
        (
            {"type": "checkboxes", "options": OPTIONS, "initial_options": OPTIONS[:1]},
            lambda log: log.get_by_label("Three").check(),
            ["one", "three"],
        ),
        (
            {"type": "radio_buttons", "options": OPTIONS},
            lambda log: log.get_by_label("Two").check(),
            "two",
        ),
    ],
)
def test_pickers_and_ticks(page, bot, element, gesture, value):
    bot.post(SALES, actions(element))
    assert act_of(page, lambda: gesture(page.get_by_role("log")))["value"] == value


def test_a_picker_says_what_it_is_for_until_it_holds_something(page, bot):
    empty: dict[str, object] = {"type": "datepicker", "placeholder": plain("Move to another day")}
    bot.post(SALES, actions(empty))
    expect(page.get_by_text("Move to another day")).to_be_visible()
    bot.post(SALES, actions(empty | {"initial_date": "2026-11-10"}))
    expect(page.get_by_role("log").locator("input[type=date]")).to_have_count(2)
    expect(page.get_by_text("Move to another day")).to_have_count(1)


def test_a_button_reaches_the_bot(page, bot):
    bot.post(SALES, actions({"type": "button", "text": plain("Undo"), "value": "v1"}))
    act = act_of(page, page.get_by_role("button", name="Undo").click)
    assert "value" not in act
    expect(page.get_by_role("button", name="Undo")).not_to_have_attribute("aria-busy", "true")
    [heard] = bot.told("block_actions")
    assert heard["actions"][0]["value"] == "v1"
    assert heard["user"]["id"] == ALICE


def test_a_link_button_opens_and_tells(page, bot):
    bot.post(SALES, actions(
        {"type": "button", "text": plain("Read"), "url": "https://nowhere.invalid/"}))  # fmt: skip
    link = page.get_by_role("link", name="Read")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    assert act_of(page, link.click)["action_id"] == "act0"


def test_an_overflow_menu_by_keyboard(page, bot):
    bot.post(SALES, actions({"type": "overflow", "options": OPTIONS}))
    more = page.get_by_role("button", name="More options")
    more.press("Enter")
    expect(page.get_by_role("menuitem", name="One")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(more).to_be_focused()
    more.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="Three")).to_be_focused()
    assert act_of(page, lambda: page.keyboard.press("Enter"))["value"] == "three"


def test_a_select_by_keyboard(page, bot):
    bot.post(SALES, actions({"type": "static_select", "options": OPTIONS, **CHOOSE}))
    box = page.get_by_role("combobox", name="Choose")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("t")
    expect(page.get_by_role("option")).to_have_text(["Two", "Three"])
    page.keyboard.press("ArrowDown")
    assert act_of(page, lambda: page.keyboard.press("Enter"))["value"] == "three"
    expect(box).to_have_value("Three")


def test_a_question_stands_before_what_cannot_be_undone(page, bot):
    bot.post(SALES, actions({
        "type": "button", "text": plain("Forget"), "style": "danger",
        "confirm": {"title": plain("Forget Li Wei?"), "text": mrkdwn("All *visits* too."),
                    "confirm": plain("Forget"), "deny": plain("Keep"), "style": "danger"},
    }))  # fmt: skip
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.url.endswith("/act") else None)
    question = page.get_by_role("alertdialog", name="Forget Li Wei?")
    for leave in (lambda: page.keyboard.press("Escape"), lambda: click(question, "Keep")):
        click(page.get_by_role("log"), "Forget")
        expect(question).to_contain_text("All visits too.")
        leave()
        expect(question).to_have_count(0)
    assert sent == []
    click(page.get_by_role("log"), "Forget")
    assert act_of(page, lambda: click(question, "Forget"))["action_id"] == "act0"


def click(within, name):
    within.get_by_role("button", name=name).click()


def test_an_unanswered_press_is_marked(page, bot):
    bot.post(SALES, actions({"type": "button", "text": plain("Undo")}))
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    bot.leave()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Undo")).to_have_class(re.compile("failed"))
    expect(page.get_by_role("region", name="Notices").get_by_role("alert")).to_be_visible()
