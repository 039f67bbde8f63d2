"""Modals: every field, what was wrong with it, the stack, and the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ALICE, DANA
from tests.browser.echo import field, form, mrkdwn, option, plain, section

pytestmark = pytest.mark.browser

OPTIONS = [option("Meal"), option("Call"), option("Video")]
NOTE = field("Note", {"type": "plain_text_input", "multiline": True}, optional=True)


@pytest.fixture
def opened(page, bot):
    """Opens the form over these blocks."""

    def open_form(*blocks, name="A form"):
        bot.form = blocks
        page.get_by_role("textbox", name="Message #sales").fill("/form")
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name=name)
        expect(dialog).to_be_visible()
        return dialog

    return open_form


def submit(dialog):
    dialog.get_by_role("button", name="Save").click()


def submitted(bot):
    [body] = bot.told("view_submission")
    values = body["view"]["state"]["values"]
    return {block: next(iter(held.values())) for block, held in values.items()}


def test_every_field_reaches_the_bot(page, bot, opened):
    bot.options = [option("Li Wei", "c1"), option("Li Na", "c2")]
    choose = {"placeholder": plain("Choose")}
    dialog = opened(
        {"type": "alert", "level": "warning", "text": mrkdwn("Already *logged* today")},
        field("Contacts", {"type": "multi_external_select", "min_query_length": 1, **choose}),
        field("Channel", {"type": "static_select", "options": OPTIONS, **choose}),
        field("Date", {"type": "datepicker", "initial_date": "2026-11-12"}),
        field("Time", {"type": "timepicker"}),
        field("Instant", {"type": "datetimepicker"}),
        field("Who", {"type": "multi_users_select", "initial_users": [ALICE], **choose}),
        field("Where", {"type": "channels_select", **choose}),
        field("Voice", {"type": "radio_buttons", "options": OPTIONS}),
        field("Flags", {"type": "checkboxes", "options": OPTIONS}),
        field("Title", {"type": "plain_text_input", "max_length": 30}),
        NOTE,
        field("Weight", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
        field("Mail", {"type": "email_text_input"}),
        field("Link", {"type": "url_text_input"}),
    )
    expect(dialog.get_by_role("alert")).to_have_text("Already logged today")
    contacts = dialog.get_by_role("combobox", name="Contacts")
    contacts.press_sequentially("li")
    dialog.get_by_role("option", name="Li Na").click()
    dialog.get_by_role("combobox", name="Channel").click()
    dialog.get_by_role("option", name="Call").click()
    dialog.get_by_label("Date", exact=True).fill("2026-11-10")
    dialog.get_by_label("Time", exact=True).fill("12:30")
    dialog.get_by_label("Instant").and_(dialog.locator("input")).fill("2026-11-10T09:30")
    dialog.get_by_role("combobox", name="Who").press_sequentially("dana")
    page.keyboard.press("Enter")
    dialog.get_by_role("combobox", name="Where").click()
    dialog.get_by_role("option", name="#lab").click()
    dialog.get_by_role("radio", name="Call").check()
    dialog.get_by_role("checkbox", name="Meal").check()
    dialog.get_by_role("checkbox", name="Video").check()
    dialog.get_by_role("textbox", name="Title").fill("Buyer")
    dialog.get_by_role("textbox", name="Note").fill("two\nlines")
    dialog.get_by_role("spinbutton", name="Weight").fill("3")
    dialog.get_by_role("textbox", name="Mail").fill("li@acme.example")
    dialog.get_by_role("textbox", name="Link").fill("https://acme.example")
    submit(dialog)
    expect(dialog).to_have_count(0)
    held = submitted(bot)
    assert [one["value"] for one in held["contacts"]["selected_options"]] == ["c2"]
    assert held["channel"]["selected_option"]["value"] == "call"
    assert held["date"]["selected_date"] == "2026-11-10"
    assert held["time"]["selected_time"] == "12:30"
    assert held["instant"]["selected_date_time"] == 1794299400
    assert held["who"]["selected_users"] == [ALICE, DANA]
    assert held["where"]["selected_channel"] == "C0LAB00001"
    assert held["voice"]["selected_option"]["value"] == "call"
    assert [one["value"] for one in held["flags"]["selected_options"]] == ["meal", "video"]
    words = ("title", "note", "weight", "mail", "link")
    assert [held[name]["value"] for name in words] == [
        "Buyer", "two\nlines", "3", "li@acme.example", "https://acme.example",
    ]  # fmt: skip


def test_what_was_typed_last_is_not_overtaken_by_the_submission(page, bot, opened):
    dialog = opened(field("Title", {"type": "plain_text_input"}))
    dialog.get_by_role("textbox", name="Title").press_sequentially("quick")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    assert submitted(bot)["title"]["value"] == "quick"


def test_errors_stand_at_their_fields_and_nothing_typed_is_lost(page, bot, opened):
    dialog = opened(field("Title", {"type": "plain_text_input"}), NOTE)
    bot.answer = lambda ack: ack(
        response_action="errors", errors={"title": "She has another title"}
    )
    dialog.get_by_role("textbox", name="Title").fill("Boss")
    dialog.get_by_role("textbox", name="Note").fill("long")
    submit(dialog)
    title = dialog.get_by_role("textbox", name="Title")
    expect(dialog.get_by_role("alert")).to_have_text("She has another title")
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_have_accessible_description("She has another title")
    expect(title).to_be_focused()
    expect(title).to_have_value("Boss")
    expect(dialog.get_by_role("textbox", name="Note")).to_have_value("long")
    bot.answer = lambda ack: ack()
    submit(dialog)
    expect(dialog).to_have_count(0)


def test_a_required_field_is_asked_for_before_the_bot_is(bot, opened):
    dialog = opened(field("Title", {"type": "plain_text_input"}), NOTE)
    submit(dialog)
    expect(dialog.get_by_role("alert")).to_be_visible()
    assert bot.told("view_submission") == []


def test_a_stack_goes_back_one_by_one_and_closes_at_once(page, bot, opened):
    dialog = opened(field("Title", {"type": "plain_text_input"}))
    dialog.get_by_role("textbox", name="Title").fill("kept")
    bot.answer = lambda ack: ack(response_action="push", view=form([NOTE], "Second"))
    submit(dialog)
    second = page.get_by_role("dialog", name="Second")
    expect(second).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(1)
    second.get_by_role("button", name="Back").click()
    expect(dialog.get_by_role("textbox", name="Title")).to_have_value("kept")
    submit(dialog)
    expect(second).to_be_visible()
    with page.expect_request("**/live/act") as act:
        second.get_by_role("button", name="Close").click()
    assert act.value.post_data_json["all"] is True
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_escape_closes_the_list_first_then_the_form(page, bot, opened):
    dialog = opened(field("Channel", {"type": "static_select", "options": OPTIONS}))
    box = dialog.get_by_role("combobox", name="Channel")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("option")).to_have_count(3)
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("option")).to_have_count(0)
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("textbox", name="Message #sales")).to_be_focused()
    assert len(bot.told("view_closed")) == 1


def test_the_focus_stays_inside(page, opened):
    dialog = opened(field("Title", {"type": "plain_text_input"}))
    for _ in range(8):
        page.keyboard.press("Tab")
        # The browser's own bar, between the last control and the first, counts as the body.
        assert dialog.evaluate(
            "node => [node, ...node.querySelectorAll('*'), document.body]"
            "  .includes(document.activeElement)"
        )


def test_an_update_keeps_what_was_typed_in_the_same_field(page, bot, opened):
    bot.form = ()
    dialog = opened(
        field("Channel", {"type": "static_select", "options": OPTIONS}, dispatch_action=True),
        field("Title", {"type": "plain_text_input"}),
    )
    dialog.get_by_role("textbox", name="Title").fill("typed")
    dialog.get_by_role("combobox", name="Channel").click()
    dialog.get_by_role("option", name="Meal").click()
    expect(dialog.get_by_role("combobox", name="Channel")).to_have_value("Meal")
    pressed = bot.hears("block_actions")
    assert pressed["view"]["state"]["values"]["title"]["title"]["value"] == "typed"
    bot.client.views_update(
        view_id=pressed["view"]["id"],
        view=form([section("Last meal: *May*"), *bot.form], "Changed"),
    )
    changed = page.get_by_role("dialog", name="Changed")
    expect(changed).to_contain_text("Last meal: May")
    expect(changed.get_by_role("textbox", name="Title")).to_have_value("typed")
    expect(changed.get_by_role("combobox", name="Channel")).to_have_value("Meal")


def test_enter_in_a_field_that_dispatches_tells_the_bot_and_does_not_submit(page, bot, opened):
    dialog = opened(field("Search", {"type": "plain_text_input"}, dispatch_action=True))
    dialog.get_by_role("textbox", name="Search").fill("li")
    page.keyboard.press("Enter")
    pressed = bot.hears("block_actions")
    assert pressed["actions"][0]["value"] == "li"
    expect(dialog).to_be_visible()
    assert bot.told("view_submission") == []


def test_several_choices_can_be_taken_back(page, bot, opened):
    dialog = opened(field("Channel", {
        "type": "multi_static_select", "options": OPTIONS, "initial_options": OPTIONS[:2],
        "max_selected_items": 2,
    }))  # fmt: skip
    box = dialog.get_by_role("combobox", name="Channel")
    box.press_sequentially("video")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("At most 2 can be chosen")).to_be_visible()
    page.keyboard.press("Escape")
    dialog.get_by_role("button", name="Remove Meal").click()
    box.fill("")
    box.press("Backspace")
    expect(dialog.get_by_role("button", name=re.compile("^Remove"))).to_have_count(0)
    box.press_sequentially("video")
    page.keyboard.press("Enter")
    submit(dialog)
    expect(dialog).to_have_count(0)
    chosen = submitted(bot)["channel"]["selected_options"]
    assert [one["value"] for one in chosen] == ["video"]


def test_a_file_is_sent_up(page, bot, opened, tmp_path):
    picture = tmp_path / "card.txt"
    picture.write_text("Li Wei")
    dialog = opened(field("Card", {"type": "file_input", "filetypes": ["txt"], "max_files": 1}))
    dialog.get_by_label("Card").set_input_files(picture)
    expect(dialog.get_by_role("listitem")).to_have_text("card.txt")
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
    submit(dialog)
    expect(dialog).to_have_count(0)
    [sent] = submitted(bot)["card"]["files"]
    assert sent["name"] == "card.txt"


def test_a_global_shortcut_opens_a_form(page, bot):
    bot.form = [NOTE]
    page.get_by_role("button", name="Shortcuts").click()
    page.get_by_role("menuitem", name="Open the form").click()
    expect(page.get_by_role("dialog", name="A form")).to_be_visible()
    assert bot.heard[-1]["callback_id"] == "form.open"


def test_a_form_waits_for_its_answer(bot, opened):
    dialog = opened(NOTE)
    bot.may_answer.clear()
    submit(dialog)
    expect(dialog.locator("form")).to_have_attribute("aria-busy", "true")
    expect(dialog.get_by_role("button", name="Save")).to_be_disabled()
    bot.may_answer.set()
    expect(dialog).to_have_count(0)
