"""Every block as the page draws it, posted as a bot would post it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SALES
from tests.browser.echo import actions, mrkdwn, plain, section
from views.pieces import escaped

pytestmark = pytest.mark.browser

WEEKS = ("W44", "W45", "W46")


def article(page):
    return page.get_by_role("article").last


def raw(text):
    return {"type": "raw_text", "text": text}


def number(value):
    return {"type": "raw_number", "value": value, "text": f"{value} d"}


#: What is written, in which element it is shown, and how.
MARKED = (
    ("*bold* words", "strong", "bold"),
    ("_slanted_ words", "em", "slanted"),
    ("~gone~ words", "s", "gone"),
    ("`a*b*c` words", "code", "a*b*c"),
    ("*_both_*", "strong em", "both"),
    ("```two\n  lines```", "pre code", "two\n  lines"),
    ("> said\nafter", "blockquote", "said"),
    ("<https://example.com/a_b_c|a link>", "a", "a link"),
    ("see https://example.com/x.", "a", "https://example.com/x"),
    ("<mailto:li@acme.example|write>", "a[href='mailto:li@acme.example']", "write"),
    ("for <@U0DANA0001>", ".mention", "@Dana Levy"),
    ("in <#C0LAB00001>", "a.mention", "#lab"),
    (":tada:", "[role=img][aria-label=tada]", "🎉"),
    ("<!date^1762940400^{date_num} {time}|then>", "time", "2025-11-12 10:40"),
    ("<!date^1762940400^{date_long}|then>", "time", "Wednesday, November 12th, 2025"),
)
UNMARKED = ["snake_case_name", "2*3*4", "a * b * c", ":no_such_emoji:", "8:30:00", "*  *"]


class TestText:
    def test_mrkdwn(self, page, bot):
        bot.post(SALES, *(section(written) for written, _, _ in MARKED))
        shown = article(page).locator(".block-section")
        for at, (_, tag, words) in enumerate(MARKED):
            expect(shown.nth(at).locator(tag)).to_have_text(words, use_inner_text=True)

    def test_signs_that_mean_nothing_stay(self, page, bot):
        bot.post(SALES, *(section(written) for written in UNMARKED))
        expect(article(page).locator(".block-section")).to_have_text(UNMARKED)
        expect(article(page).locator(".text *")).to_have_count(0)

    def test_what_was_sent_is_never_markup(self, page, bot):
        evil = "&lt;img src=x onerror=alert(1)&gt; &amp;amp; &lt;script&gt;"
        bot.post(SALES, section(evil))
        expect(article(page).locator(".text")).to_have_text(
            "<img src=x onerror=alert(1)> &amp; <script>"
        )
        expect(article(page).locator("img, script")).to_have_count(0)

    def test_no_name_is_markup(self, page, bot):
        names = ("*Stern* _Süd_", "`KG` ~Ost~", "5 `", "(*a*)", "_both*", "plan_b", "2*3", "—_x_。")
        bot.post(SALES, *(section(f"*to* {escaped(one)}; {escaped(one)}: next") for one in names))
        shown = article(page).locator(".block-section")
        for at, one in enumerate(names):
            looks = one.translate(str.maketrans("*_~`", "∗ˍ∼ˋ"))
            expected = looks if one not in {"plan_b", "2*3"} else one
            expect(shown.nth(at)).to_have_text(f"to {expected}; {expected}: next")
            expect(shown.nth(at).locator(".text *")).to_have_count(1)

    def test_a_link_that_is_no_address_is_not_one(self, page, bot):
        bot.post(SALES, section("go <javascript:alert(1)|here>"))
        expect(article(page).locator(".text")).to_contain_text("javascript:alert(1)")
        expect(article(page).locator(".text a")).to_have_count(0)

    def test_an_unescaped_channel_rings_for_all_to_see(self, page, bot):
        bot.post(SALES, section("met <!channel> today"))
        rings = article(page).locator("mark.rings")
        expect(rings).to_have_text("@channel")
        expect(rings).to_have_css("background-color", "rgb(255, 216, 77)")

    def test_an_escaped_channel_does_not_ring(self, page, bot):
        bot.post(SALES, section("met &lt;!channel&gt; today"))
        expect(article(page).locator(".text")).to_have_text("met <!channel> today")
        expect(article(page).locator("mark")).to_have_count(0)

    def test_a_message_without_blocks_shows_its_text(self, page, bot):
        bot.client.chat_postMessage(channel=SALES, text="just *words*")
        expect(article(page).locator("strong").last).to_have_text("words")


class TestBlocks:
    def test_section_with_fields_and_image(self, page, bot):
        bot.post(SALES, {
            "type": "section", "text": mrkdwn("*Li Wei*"),
            "fields": [mrkdwn("*Phone*\n+49 30"), plain("plain :tada:")],
            "accessory": {
                "type": "image", "alt_text": "Her face",
                "image_url": "https://nowhere.invalid/x.png",
            },
        })  # fmt: skip
        expect(article(page)).to_contain_text("+49 30")
        expect(article(page)).to_contain_text("plain 🎉")
        expect(article(page).get_by_role("img", name="Her face")).to_be_visible()

    def test_header(self, page, bot):
        levels = (1, 2, 3, 4)
        bot.post(SALES, *(
            {"type": "header", "text": plain(f"Level {at}"), "level": at} for at in levels
        ))  # fmt: skip
        for at in levels:
            expect(page.get_by_role("heading", name=f"Level {at}", level=at + 1)).to_be_visible()

    def test_divider_and_context(self, page, bot):
        picture = {
            "type": "image", "image_url": "https://nowhere.invalid/y.png", "alt_text": "A leaf",
        }  # fmt: skip
        said = [picture, mrkdwn("a _model_"), plain("said")]
        bot.post(SALES, {"type": "divider"}, {"type": "context", "elements": said})
        expect(article(page).get_by_role("separator")).to_have_count(1)
        expect(article(page).locator(".context")).to_contain_text("a model")
        expect(article(page).get_by_role("img", name="A leaf")).to_be_visible()

    def test_image_block(self, page, bot):
        bot.post(SALES, {
            "type": "image", "title": plain("Coverage"),
            "image_url": "https://nowhere.invalid/z.png", "alt_text": "A rising line",
        })  # fmt: skip
        expect(page.get_by_role("figure")).to_contain_text("Coverage")
        expect(page.get_by_role("img", name="A rising line")).to_be_visible()

    def test_rich_text(self, page, bot):
        def part(kind, *leaves, **more):
            return {"type": f"rich_text_{kind}", "elements": list(leaves), **more}

        def words(text, **style):
            return {"type": "text", "text": text, **({"style": style} if style else {})}

        bot.post(SALES, {"type": "rich_text", "elements": [
            part("section", words("strong", bold=True), words(" <!channel> "),
                 words("x=1", code=True), {"type": "user", "user_id": "U0DANA0001"},
                 {"type": "channel", "channel_id": "C0LAB00001"}, {"type": "emoji", "name": "tada"},
                 {"type": "link", "url": "https://example.com", "text": "there"},
                 {"type": "date", "timestamp": 1762940400, "format": "{date_num}", "fallback": "x"},
                 {"type": "broadcast", "range": "here"}),
            part("list", part("section", words("one")), part("section", words("two")),
                 style="ordered"),
            part("quote", words("said")),
            part("preformatted", words("a  b")),
        ]})  # fmt: skip
        shown = article(page)
        expect(shown.locator("strong", has_text="strong")).to_be_visible()
        expect(shown).to_contain_text("<!channel>")
        expect(shown.locator("code").first).to_have_text("x=1")
        expect(shown.locator(".mention")).to_have_text(["@Dana Levy", "#lab", "@here"])
        expect(shown.get_by_role("img", name="tada")).to_be_visible()
        expect(shown.get_by_role("link", name="there")).to_have_attribute(
            "href", "https://example.com"
        )
        expect(shown.locator("time", has_text="2025-11-12")).to_be_visible()
        expect(shown.get_by_role("listitem")).to_have_text(["one", "two"])
        expect(shown.locator("blockquote")).to_have_text("said")
        expect(shown.locator("pre")).to_have_text("a  b")

    def test_markdown(self, page, bot):
        bot.post(
            SALES,
            {"type": "markdown", "text": "# Title\n**bold** [x](https://e.example)\n\n- a\n- b"},
        )
        expect(article(page).get_by_role("heading", name="Title")).to_be_visible()
        expect(article(page).locator("strong", has_text="bold")).to_be_visible()
        expect(article(page).get_by_role("listitem")).to_have_count(2)

    def test_card_and_carousel(self, page, bot):
        card = {
            "type": "card", "title": mrkdwn("Li Wei"), "subtitle": mrkdwn("Buyer"),
            "body": mrkdwn("Say _Lee Way_"),
            "actions": [{"type": "button", "text": plain("Call"), "action_id": "call"}],
        }  # fmt: skip
        bot.post(SALES, card, {"type": "carousel", "elements": [card, card]})
        expect(page.get_by_role("group", name="Li Wei")).to_have_count(3)
        expect(page.get_by_role("group", name="2 cards").get_by_role("button")).to_have_count(2)

    def test_container_folds(self, page, bot):
        bot.post(SALES, {
            "type": "container", "title": plain("At risk"), "subtitle": plain("3 accounts"),
            "is_collapsible": True, "default_collapsed": True,
            "child_blocks": [section("Acme is one-eyed")],
        })  # fmt: skip
        inside = page.get_by_text("Acme is one-eyed")
        expect(inside).not_to_be_visible()
        page.get_by_text("At risk").focus()
        page.locator("summary").press("Enter")
        expect(inside).to_be_visible()

    def test_context_actions(self, page, bot):
        feedback = {
            "type": "feedback_buttons", "action_id": "f",
            "positive_button": {"text": plain("Good"), "value": "good"},
            "negative_button": {"text": plain("Bad"), "value": "bad"},
        }  # fmt: skip
        remove = {"type": "icon_button", "action_id": "t", "icon": "trash", "text": plain("Remove")}
        bot.post(SALES, {"type": "context_actions", "elements": [feedback, remove]})
        with page.expect_request("**/live/act") as act:
            page.get_by_role("button", name="Good").click()
        assert act.value.post_data_json["value"] == "good"
        expect(page.get_by_role("button", name="Good")).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("button", name="Remove")).to_be_visible()


class TestTables:
    def test_table(self, page, bot):
        bot.post(SALES, {
            "type": "table", "column_settings": [{"is_wrapped": True}, {"align": "right"}],
            "rows": [[raw("Team"), raw("Visits")], [raw("Europe"), raw("31")]],
        })  # fmt: skip
        expect(page.get_by_role("columnheader")).to_have_text(["Team", "Visits"])
        expect(page.get_by_role("cell", name="31")).to_have_css("text-align", "right")

    @pytest.fixture
    def votes(self, page, bot):
        people = [("Li Wei", 112), ("Ana", 9), ("Tom", 88), ("Eva", 131), ("Raj", 64), ("Mia", 202)]
        bot.post(SALES, {
            "type": "data_table", "caption": "Neglected votes", "row_header_column_index": 0,
            "rows": [[raw("Contact"), raw("Since")], *([raw(who), number(n)] for who, n in people)],
        })  # fmt: skip
        table = page.get_by_role("table", name="Neglected votes")
        expect(table).to_be_visible()
        return table

    def test_data_table_names_its_rows_and_turns_pages(self, page, votes):
        expect(votes.get_by_role("rowheader")).to_have_text(["Li Wei", "Ana", "Tom", "Eva", "Raj"])
        expect(page.get_by_text("1–5 of 6")).to_be_visible()
        expect(page.get_by_role("button", name="Previous")).to_be_disabled()
        page.get_by_role("button", name="Next").press("Enter")
        expect(votes.get_by_role("rowheader")).to_have_text(["Mia"])

    def test_data_table_sorts_numbers_as_numbers_by_keyboard(self, page, votes):
        since = votes.get_by_role("columnheader", name="Since")
        since.get_by_role("button").press("Enter")
        expect(since).to_have_attribute("aria-sort", "ascending")
        expect(votes.get_by_role("rowheader")).to_have_text(["Ana", "Raj", "Tom", "Li Wei", "Eva"])
        expect(since.get_by_role("button")).to_be_focused()
        page.keyboard.press("Enter")
        expect(since).to_have_attribute("aria-sort", "descending")
        expect(votes.get_by_role("rowheader").first).to_have_text("Mia")

    def test_data_table_sorts_words(self, votes):
        votes.get_by_role("button", name="Contact").click()
        expect(votes.get_by_role("rowheader")).to_have_text(["Ana", "Eva", "Li Wei", "Mia", "Raj"])


class TestCharts:
    @pytest.mark.parametrize("kind", ["bar", "line", "area"])
    def test_series(self, page, bot, kind):
        def series(name, *values):
            return {
                "name": name,
                "data": [
                    {"label": week, "value": value}
                    for week, value in zip(WEEKS, values, strict=True)
                ],
            }

        bot.post(SALES, {"type": "data_visualization", "title": "Coverage", "chart": {
            "type": kind, "series": [series("Contract", 52, 55.5, 61), series("None", -4, 48, 44)],
            "axis_config": {"categories": list(WEEKS), "x_label": "Week", "y_label": "Percent"},
        }})  # fmt: skip
        drawn = page.get_by_role("img", name=f"Coverage: {kind} chart, Contract, None over 3")
        expect(drawn).to_be_visible()
        expect(drawn).to_contain_text("Percent")
        marks = {"bar": "rect", "line": "circle", "area": "circle"}[kind]
        expect(drawn.locator(marks)).to_have_count(6)
        expect(page.locator(".legend li")).to_have_text(["Contract", "None"])
        spoken = page.get_by_role("table", name="Coverage")
        expect(spoken.get_by_role("columnheader")).to_have_text(["Week", "Contract", "None"])
        expect(spoken.get_by_role("row").nth(2)).to_have_text(re.compile(r"W45\s*55\.5\s*48"))

    def test_pie(self, page, bot):
        parts = [{"label": "Tended", "value": 30}, {"label": "Neglected", "value": 10}]
        bot.post(SALES, {"type": "data_visualization", "title": "Votes", "chart": {
            "type": "pie", "segments": parts}})  # fmt: skip
        drawn = page.get_by_role("img", name="Votes: pie chart, 2 parts")
        expect(drawn.locator("path")).to_have_count(2)
        expect(page.get_by_role("table", name="Votes").get_by_role("row").first).to_have_text(
            re.compile("Tended.*30.*75%")
        )


def test_what_the_page_cannot_draw_is_said(page, bot):
    bot.post(SALES, actions({"type": "workflow_button", "text": plain("Go"), "workflow": {
        "trigger": {"url": "https://slack.com/shortcuts/x"}}}))  # fmt: skip
    expect(article(page).get_by_role("button", name="Go")).to_be_visible()
