"""The page as a person meets it: places, people, the composer, the clock, and being up to date."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ALICE, DANA, LAB, SALES, WEI
from tests.browser.echo import actions, mrkdwn, plain, section

pytestmark = pytest.mark.browser


def composer(page, name="Message #sales"):
    return page.get_by_role("textbox", name=name)


def button(words):
    return {"type": "button", "text": plain(words)}


class TestPlaces:
    def test_a_message_appears_without_a_reload(self, page, bot):
        bot.post(SALES, section("Coverage is *61%*"))
        expect(page.get_by_role("article", name=re.compile("^Echo at"))).to_contain_text(
            "Coverage is 61%"
        )

    def test_an_update_repaints_one_message_and_leaves_the_focus(self, page, bot):
        ts = bot.post(SALES, section("before"))
        composer(page).fill("half a thought")
        bot.client.chat_update(channel=SALES, ts=ts, text="x", blocks=[section("after")])
        expect(page.get_by_role("article")).to_contain_text("after")
        expect(composer(page)).to_be_focused()
        expect(composer(page)).to_have_value("half a thought")

    def test_what_is_private_is_seen_by_one_and_says_so(self, look, page, bot):
        bot.client.chat_postEphemeral(channel=SALES, user=ALICE, text="psst")
        mine = page.get_by_role("article")
        expect(mine).to_contain_text("Only visible to you")
        expect(mine).to_contain_text("psst")
        theirs = look(DANA)
        bot.post(SALES, text="for all")
        expect(theirs.get_by_role("article")).to_have_count(1)
        expect(theirs.get_by_text("psst")).to_have_count(0)

    def test_the_address_opens_the_same_view(self, look, bot):
        bot.post(LAB, text="in the lab")
        page = look(WEI)
        page.get_by_role("link", name="lab").click()
        expect(page.get_by_role("article")).to_contain_text("in the lab")
        assert f"as={WEI}" in page.url
        assert f"in={LAB}" in page.url
        page.reload()
        expect(page.get_by_role("heading", name="lab")).to_be_visible()
        expect(page.get_by_role("button", name="Acting as 张伟")).to_be_visible()

    def test_unread_messages_are_counted_until_read(self, page, bot):
        bot.post(LAB, text="one")
        bot.post(LAB, text="two")
        lab = page.get_by_role("link", name=re.compile("^lab"))
        expect(lab).to_contain_text("2")
        lab.click()
        expect(lab).to_have_text("lab")

    def test_one_can_become_somebody_else_by_keyboard(self, page):
        page.get_by_role("button", name="Acting as Alice Brandt").press("ArrowDown")
        expect(page.get_by_role("menuitemradio", name="Alice Brandt")).to_be_focused()
        page.keyboard.press("d")
        expect(page.get_by_role("menuitemradio", name="Dana Levy")).to_contain_text("03:40")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Acting as Dana Levy")).to_be_visible()
        assert f"as={DANA}" in page.url

    def test_the_home_tab_is_a_place(self, look, bot):
        bot.client.views_publish(
            user_id=ALICE, view={"type": "home", "blocks": [section("Nine votes are cold")]}
        )
        page = look(where="home")
        expect(page.get_by_role("region", name="Home")).to_contain_text("Nine votes are cold")
        with page.expect_request("**/live/act") as act:
            page.get_by_role("navigation", name="Echo").get_by_role("link", name="Messages").click()
        assert act.value.post_data_json["do"] == "open"
        expect(composer(page, "Message Echo")).to_be_visible()


@pytest.mark.usefixtures("bot")
class TestComposer:
    def test_commands_are_offered_with_their_usage(self, page):
        composer(page).press_sequentially("/h")
        offer = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
        expect(offer).to_contain_text("/hello NAME [greeting]")
        expect(offer).to_contain_text("Say hello")
        composer(page).press("Tab")
        expect(composer(page)).to_have_value("/hello ")
        expect(page.get_by_role("status").filter(has_text="NAME [greeting]")).to_be_visible()
        composer(page).press_sequentially("Li Wei")
        composer(page).press("Enter")
        expect(page.get_by_role("article")).to_contain_text("Hello, Li Wei!")
        expect(composer(page)).to_have_value("")

    def test_people_are_offered_after_an_at_sign(self, page):
        composer(page).press_sequentially("thanks @le")
        expect(page.get_by_role("option", name="Dana Levy")).to_be_visible()
        composer(page).press("Enter")
        expect(composer(page)).to_have_value("thanks @dana ")
        composer(page).press("Enter")
        expect(page.get_by_role("article")).to_contain_text("thanks @")

    def test_escape_closes_the_offer_and_keeps_the_words(self, page):
        composer(page).press_sequentially("/")
        expect(page.get_by_role("option")).to_have_count(2)
        composer(page).press("ArrowDown")
        expect(page.get_by_role("option", name="/hello")).to_have_class("active")
        composer(page).press("Escape")
        expect(page.get_by_role("option")).to_have_count(0)
        expect(composer(page)).to_have_value("/")

    def test_an_unknown_command_is_told_in_a_notice_that_can_be_dismissed(self, page):
        composer(page).fill("/nonsense")
        composer(page).press("Enter")
        notice = page.get_by_role("region", name="Notices")
        expect(notice).to_contain_text("/nonsense")
        notice.get_by_role("button", name="Dismiss").click()
        expect(notice.get_by_text("/nonsense")).to_have_count(0)

    def test_drafts_wait_in_their_place(self, page):
        composer(page).fill("not yet")
        page.get_by_role("link", name="lab").click()
        expect(composer(page, "Message #lab")).to_have_value("")
        page.get_by_role("link", name="sales").click()
        expect(composer(page)).to_have_value("not yet")

    def test_a_message_shortcut_is_in_the_menu_of_a_message(self, page, bot):
        ts = bot.post(SALES, text="Met Li Wei")
        page.get_by_role("article").hover()
        page.get_by_role("button", name="Message actions").click()
        with page.expect_request("**/live/act") as act:
            page.get_by_role("menuitem", name="Keep this").click()
        assert act.value.post_data_json == {
            "as": ALICE, "do": "message_shortcut", "callback_id": "message.keep",
            "channel": SALES, "ts": ts,
        }  # fmt: skip


class TestClock:
    def test_the_business_time_stands_in_the_bar_and_beside_messages(self, page, bot):
        timer = page.get_by_role("timer", name="Business time")
        expect(timer).to_contain_text("09:40")
        expect(timer).to_contain_text("Thu 12 Nov")
        expect(timer).to_contain_text("Berlin")
        bot.post(SALES, text="now")
        expect(page.get_by_role("article").get_by_role("time")).to_have_text(re.compile(r"09:4\d"))
        expect(page.get_by_role("separator", name="Today")).to_be_visible()

    def test_weeks_can_be_skipped_and_divide_the_messages(self, page, bot):
        bot.post(SALES, text="before")
        expect(page.get_by_role("article")).to_have_count(1)
        page.get_by_role("button", name="Skip to Monday 10:00").click()
        timer = page.get_by_role("timer", name="Business time")
        expect(timer).to_contain_text("Mon 16 Nov")
        expect(timer).to_contain_text("10:00")
        page.get_by_role("button", name="Skip a week").click()
        expect(timer).to_contain_text("Mon 23 Nov")
        page.get_by_role("button", name="Skip a day").click()
        expect(timer).to_contain_text("Tue 24 Nov")
        bot.post(SALES, text="after")
        expect(page.get_by_role("separator")).to_have_count(2)
        expect(page.get_by_role("separator", name="Thursday, 12 November 2026")).to_be_visible()

    def test_a_bot_that_ignores_the_clock_is_told(self, page):
        expect(page.get_by_text("The bot does not follow this clock")).to_be_visible()


def test_what_is_unread_is_shown_from_its_beginning(look, bot):
    page = look(where=LAB)
    for number in range(30):
        bot.post(SALES, section(f"line {number}"), text=f"line {number}")
    page.get_by_role("link", name="sales").click()
    expect(page.get_by_text("line 0", exact=True)).to_be_in_viewport()
    expect(page.get_by_text("line 29", exact=True)).not_to_be_in_viewport()
    page.get_by_role("link", name="lab").click()
    expect(page.get_by_role("heading", name="lab")).to_be_visible()
    page.get_by_role("link", name="sales").click()
    expect(page.get_by_text("line 29", exact=True)).to_be_in_viewport()


def test_who_says_something_sees_the_answer_wherever_he_was_reading(look, bot):
    page = look(where=LAB)
    for number in range(30):
        bot.post(SALES, section(f"line {number}"), text=f"line {number}")
    page.get_by_role("link", name="sales").click()
    expect(page.get_by_text("line 0", exact=True)).to_be_in_viewport()
    box = page.get_by_role("textbox", name="Message #sales")
    box.fill("good morning")
    box.press("Enter")
    expect(page.get_by_role("log").get_by_text("good morning")).to_be_in_viewport()


class TestForEverybody:
    def test_a_phone_shows_all_of_it(self, look, bot):
        bot.post(
            SALES,
            {"type": "header", "text": plain("A long heading that goes on and on and on")},
            section("word " * 40, accessory={
                "type": "static_select", "action_id": "s", "placeholder": plain("Choose"),
                "options": [{"text": plain("One"), "value": "1"}],
            }),
            {"type": "section", "fields": [mrkdwn("*a*\n1"), mrkdwn("*b*\n2")]},
            actions(*(button(f"Button {n}") for n in range(8))),
        )  # fmt: skip
        page = look(phone=True)
        wide = page.evaluate("document.documentElement.scrollWidth")
        log = page.get_by_role("log").evaluate("node => node.scrollWidth - node.clientWidth")
        assert (wide, log) == (390, 0)
        lab = page.get_by_role("link", name="lab")
        expect(lab).not_to_be_in_viewport()
        page.get_by_role("button", name="Places").click()
        expect(lab).to_be_in_viewport()
        lab.click()
        expect(page.get_by_role("heading", name="lab")).to_be_visible()
        expect(page.get_by_role("link", name="lab")).not_to_be_in_viewport()

    def test_every_control_has_a_name(self, page, bot):
        bot.post(SALES, actions({"type": "overflow", "options": [
            {"text": plain("One"), "value": "1"}]}))  # fmt: skip
        expect(page.get_by_role("button", name="More options")).to_be_visible()
        nameless = page.locator("button, a, input, textarea, select").evaluate_all(
            """nodes => nodes.filter(node => !(node.getAttribute('aria-label')
                || node.textContent.trim() || node.labels?.length)).map(node => node.outerHTML)"""
        )
        assert nameless == []

    @pytest.mark.parametrize("dark", [False, True])
    def test_words_stand_out_from_their_ground(self, look, bot, dark):
        bot.post(SALES, section("a `code` and a <https://example.com|link> for <@U0DANA0001>"),
                 actions({"type": "button", "text": plain("Go"), "style": "primary"},
                         {"type": "button", "text": plain("Stop"), "style": "danger"}))  # fmt: skip
        page = look(dark=dark)
        words = page.locator(".text, code, .mention, .text a, .button, .who time, .day, .me small")
        poor = words.evaluate_all(CONTRAST)
        assert len(poor) >= 8
        assert [one for one in poor if one[1] < 4.5] == []


#: The contrast of each element's text with the ground it stands on (WCAG 2.2, 1.4.3).
CONTRAST = """nodes => {
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const over = (colours) => {
    paint.clearRect(0, 0, 1, 1);
    for (const colour of colours) { paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); }
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255)
      .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return nodes.map((node) => {
    const grounds = [];
    for (let at = node; at; at = at.parentElement) {
      grounds.unshift(getComputedStyle(at).backgroundColor);
    }
    const [a, b] = [light(over(grounds)), light(over([...grounds, getComputedStyle(node).color]))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return [`${node.tagName} ${node.textContent.slice(0, 30)}`, contrast];
  });
}"""
