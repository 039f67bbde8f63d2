"""People and the bot: what a person types, presses and fills in reaches a real Bolt app."""

import json
import time
import urllib.error
import urllib.request

import pytest

from sandbox import delivery, person
from tests.sandbox.company import (
    ALICE,
    DANA,
    SALES,
    actions,
    button,
    field,
    modal,
    mrkdwn,
    option,
    plain,
    section,
)


def post(url, **body):
    """POST JSON; status and body."""
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"content-type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as failure:
        with failure:
            return failure.code, failure.read().decode()


class TestCommands:
    def test_a_command_is_answered_in_the_ack_for_one(self, alice, dana, bot):
        bot.command = {"text": "Saved & done", "blocks": [section("*Saved* Li Wei")]}
        seen = alice.types("/visit met Li Wei", in_="#sales")
        assert (seen.all_text, seen.ephemeral) == ("Saved Li Wei", True)
        dana.opens("#sales")
        dana.does_not_see("Saved")

    def test_what_the_bot_is_told(self, alice, bot):
        alice.types("/visit with @dana, @Dana Levy and @Acme in #sales: R&D <ok> @zhang.wei")
        told = bot.last("command")
        assert told["text"] == (
            f"with <@{DANA}|dana>, <@{DANA}|Dana Levy> and @Acme in <#{SALES}|sales>:"
            " R&amp;D &lt;ok&gt; <@U0WEI00001|zhang.wei>"
        )
        assert (told["command"], told["user_id"], told["team_id"]) == ("/visit", ALICE, "T0EVERY01")
        assert (told["channel_id"], told["channel_name"]) == ("D0ALICE001", "directmessage")
        assert told["response_url"].startswith("http://127.0.0.1")
        assert told["trigger_id"].count(".") == 2

    def test_without_should_escape_it_is_told_as_typed(self, alice, bot):
        alice.types("/raw @dana <b> & #sales")
        assert bot.last("command")["text"] == "@dana <b> & #sales"

    def test_an_answer_can_be_for_all(self, alice, dana, bot):
        bot.command = {"text": "for all", "response_type": "in_channel"}
        alice.types("/raw", in_="#sales")
        dana.opens("#sales")
        dana.sees("for all")

    def test_an_unknown_command(self, alice, bot):
        alice.types("/nope at all")
        (told,) = alice.notices()
        assert told.startswith("/nope is not a valid command.")
        assert bot.heard == []

    def test_a_bot_that_does_not_acknowledge(self, alice, bot, workspace, monkeypatch):
        assert delivery.ACK == 3
        monkeypatch.setattr(delivery, "ACK", 0.5)
        bot.silent = True
        began = time.monotonic()
        with pytest.raises(AssertionError, match="operation_timeout"):
            alice.types("/visit a")
        assert 0.5 <= time.monotonic() - began < 2
        assert alice.notices() == ['/visit failed with the error "operation_timeout"']
        assert workspace.calls("/visit")[-1]["outcome"] == "http_timeout"

    def test_no_bot_at_all(self, alice):
        with pytest.raises(AssertionError, match="dispatch_failed"):
            alice.types("/visit a")

    @pytest.mark.parametrize("answer", [{"blocks": [section()]}, {"text": "a", "blocks": [{}]}])
    def test_an_answer_that_slack_would_refuse(self, alice, bot, answer):
        bot.command = answer
        with pytest.raises(AssertionError, match="invalid_command_response"):
            alice.types("/visit a")


class TestButtons:
    @pytest.fixture
    def sent(self, client, alice):
        alice.opens("#sales")
        blocks = [
            section("Li Wei"),
            actions(
                button(value="7"),
                {
                    "type": "overflow",
                    "action_id": "more",
                    "options": [option("Snooze", "s")],
                },
            ),
            section("张三"),
            {**actions(button(value="8")), "block_id": "second"},
        ]
        return client.chat_postMessage(channel=SALES, text="Two votes", blocks=blocks)

    def test_what_the_bot_is_told(self, alice, bot, sent):
        alice.presses("Undo")
        told = bot.last("block_actions")
        (action,) = told["actions"]
        assert (action["action_id"], action["value"], action["type"]) == ("undo", "7", "button")
        assert action["text"]["text"] == "Undo"
        assert told["container"] == {
            "type": "message",
            "message_ts": sent["ts"],
            "channel_id": SALES,
            "is_ephemeral": False,
        }
        assert told["message"]["text"] == "Two votes"
        assert told["user"] == {
            "id": ALICE,
            "username": "alice",
            "name": "alice",
            "team_id": "T0EVERY01",
        }
        assert (told["channel"], told["api_app_id"]) == (
            {"id": SALES, "name": "sales"},
            "A0EVERY001",
        )

    def test_the_one_near_some_words(self, alice, bot, sent):
        alice.presses("Undo", near="张三")
        assert bot.last("block_actions")["actions"][0]["value"] == "8"
        with pytest.raises(AssertionError, match="no button “Undo” near “Nobody”"):
            alice.presses("Undo", near="Nobody")

    def test_an_option_of_an_overflow(self, alice, bot, sent):
        alice.presses("Snooze")
        assert bot.last("block_actions")["actions"][0]["selected_option"]["value"] == "s"

    def test_a_choice_in_a_message_is_its_state(self, alice, bot, client):
        select = {
            "type": "static_select",
            "action_id": "how",
            "placeholder": plain("Snooze"),
            "options": [option("1 day"), option("1 week")],
        }
        client.chat_postMessage(channel=ALICE, text="a", blocks=[section("Li"), actions(select)])
        alice.chooses("Snooze", "1 week", near="Li")
        told = bot.last("block_actions")
        assert told["actions"][0]["selected_option"]["value"] == "1 week"
        assert told["state"]["values"]["acts"]["how"]["selected_option"]["value"] == "1 week"


class TestResponseUrls:
    def test_an_answer_is_replaced_then_taken_away(self, alice, bot):
        bot.command = {"text": "a", "blocks": [section("Saved"), actions(button())]}
        alice.types("/visit a")
        alice.presses("Undo")
        told = bot.last("block_actions")
        assert "message" not in told
        assert told["container"]["is_ephemeral"]
        assert post(told["response_url"], text="Undone", replace_original=True) == (200, "ok")
        alice.sees("Undone")
        alice.does_not_see("Saved")
        assert post(told["response_url"], delete_original=True) == (200, "ok")
        alice.does_not_see("Undone")

    def test_five_uses(self, alice, dana, bot):
        alice.types("/raw", in_="#sales")
        url = bot.last("command")["response_url"]
        assert post(url, text="private") == (200, "ok")
        assert post(url, text="public", response_type="in_channel") == (200, "ok")
        assert post(url, text="a", blocks=[{}]) == (500, "invalid_blocks")
        assert [post(url, text="a") for _ in range(4)] == [(200, "ok")] * 3 + [(404, "used_url")]
        dana.opens("#sales")
        dana.sees("public")
        dana.does_not_see("private")

    def test_half_an_hour(self, alice, bot, workspace):
        alice.types("/raw")
        url = bot.last("command")["response_url"]
        workspace.workspace.response_urls[url.rsplit("/", 1)[-1]].born -= 1801
        assert post(url, text="late") == (404, "expired_url")


class TestForms:
    @pytest.fixture
    def form(self, bot, alice):
        """Opens a form for Alice by a command."""

        def open_form(*blocks, **more):
            view = modal(*blocks, callback_id="form", private_metadata="m", **more)
            bot.before = lambda body: (
                "command" in body
                and bot.client.views_open(trigger_id=body["trigger_id"], view=view)
            )
            return alice.types("/visit")

        return open_form

    def test_all_that_is_filled_in_is_submitted(self, alice, bot, form):
        bot.options = {"options": [option("Li Wei · Acme", "1"), option("张三 · Acme", "2")]}
        seen = form(
            field("Contacts", "multi_external_select", min_query_length=0),
            field("Channel", "static_select", options=[option("Lunch"), option("Call")]),
            field("With", "multi_users_select", optional=True),
            field("Date", "datepicker"),
            field("At", "timepicker"),
            field("Tags", "checkboxes", options=[option("need"), option("praise")]),
            field("Level", "radio_buttons", options=[option("general"), option("key")]),
            field("Weight", "number_input", is_decimal_allowed=False),
            field("Note", multiline=True),
        )
        assert seen.text == "A form"
        alice.fills(
            {
                "Contacts": ["Li Wei", "张三"],
                "Channel": "Lunch",
                "With": ["Dana Levy"],
                "Date": "2026-11-11",
                "At": "12:30",
                "Tags": ["need"],
                "Level": "key",
                "Weight": 3,
                "Note": "two\nlines",
            }
        )
        alice.sees("Li Wei · Acme")
        alice.submits()
        told = bot.last("view_submission")
        values = {name: entry[name] for name, entry in told["view"]["state"]["values"].items()}
        assert [one["value"] for one in values["contacts"]["selected_options"]] == ["1", "2"]
        assert values["channel"]["selected_option"]["text"]["text"] == "Lunch"
        assert values["with"]["selected_users"] == [DANA]
        assert values["date"]["selected_date"] == "2026-11-11"
        assert values["at"]["selected_time"] == "12:30"
        assert values["tags"]["selected_options"][0]["value"] == "need"
        assert values["level"]["selected_option"]["value"] == "key"
        assert values["weight"]["value"] == "3"
        assert values["note"]["value"] == "two\nlines"
        assert (told["view"]["private_metadata"], told["view"]["callback_id"]) == ("m", "form")
        assert told["response_urls"] == []
        with pytest.raises(AssertionError, match="no modal is open"):
            alice.submits()

    def test_slacks_client_objects_first(self, alice, bot, form):
        form(
            field("Note", min_length=3),
            field("Mail", "email_text_input"),
            field("N", "number_input", is_decimal_allowed=False, max_value="9"),
            field("Free", optional=True),
            field("Link", "url_text_input"),
        )
        alice.fills({"Note": "ab", "Mail": "nobody", "N": "10"})
        alice.submits()
        assert alice.errors() == {
            "Note": "Please enter at least 3 characters.",
            "Mail": "Please enter a valid email address.",
            "N": "Please enter a number of at most 9.",
            "Link": "Please complete this required field.",
        }
        assert [one for one in bot.heard if one.get("type") == "view_submission"] == []

    def test_the_bots_errors_stand_at_their_fields(self, alice, bot, form):
        form(field("Date", "datepicker"))
        bot.view = {"response_action": "errors", "errors": {"date": "This day has not happened."}}
        alice.fills({"Date": "2026-12-24"})
        alice.submits()
        assert alice.errors() == {"Date": "This day has not happened."}
        alice.sees("This day has not happened.")
        alice.fills({"Date": "2026-11-11"})
        assert alice.errors() == {}

    def test_errors_at_no_field_are_refused(self, alice, bot, form):
        form(field("Note"))
        alice.fills({"Note": "a"})
        bot.view = {"response_action": "errors", "errors": {"other": "a"}}
        with pytest.raises(AssertionError, match="invalid_errors"):
            alice.submits()

    def test_update_push_and_clear(self, alice, bot, form):
        form(field("Note"))
        alice.fills({"Note": "a"})
        bot.view = {"response_action": "update", "view": modal(section("second page"))}
        assert "second page" in alice.submits().all_text
        bot.view = {"response_action": "push", "view": modal(section("on top"))}
        assert "on top" in alice.submits().all_text
        bot.view = {}
        assert "second page" in alice.submits().all_text
        bot.view = {"response_action": "clear"}
        assert alice.submits().text == ""

    def test_an_invalid_answer_is_pointed_to(self, alice, bot, form):
        form()
        bot.view = {"response_action": "update", "view": modal(section(""))}
        with pytest.raises(AssertionError, match=r"json-pointer:/view/blocks/0/text/text"):
            alice.submits()

    def test_closing_is_told_when_asked_for(self, alice, bot, form):
        form(notify_on_close=True)
        alice.closes()
        assert bot.last("view_closed")["is_cleared"] is False
        form(notify_on_close=True)
        alice.closes(everything=True)
        assert bot.last("view_closed")["is_cleared"] is True

    def test_a_field_may_tell_at_once(self, alice, bot, form):
        form(
            field("Account", "static_select", options=[option("Acme")], dispatch_action=True),
            field("Note"),
            {**section(accessory=button("More", "more")), "block_id": "s"},
        )
        alice.fills({"Note": "a"})
        assert [one for one in bot.heard if one.get("type") == "block_actions"] == []
        alice.fills({"Account": "Acme"})
        told = bot.last("block_actions")
        assert told["actions"][0]["selected_option"]["value"] == "Acme"
        assert told["container"] == {"type": "view", "view_id": told["view"]["id"]}
        assert told["view"]["state"]["values"]["note"]["note"]["value"] == "a"
        assert "response_url" not in told
        alice.presses("More")
        assert bot.last("block_actions")["actions"][0]["action_id"] == "more"

    def test_options_are_asked_for_by_what_is_typed(self, alice, bot, form):
        bot.options = {"options": [option("Li Wei")]}
        form(field("Who", "external_select"))
        with pytest.raises(AssertionError, match="no option “Li”; there are: none"):
            alice.fills({"Who": "Li"})
        alice.fills({"Who": "Li Wei"})
        told = bot.last("block_suggestion")
        assert (told["value"], told["block_id"], told["action_id"]) == ("Li Wei", "who", "who")
        assert told["view"]["callback_id"] == "form"

    def test_too_many_options_are_refused(self, alice, bot, form):
        bot.options = {"options": [option(str(n)) for n in range(101)]}
        form(field("Who", "external_select"))
        with pytest.raises(AssertionError, match="no more than 100 items allowed"):
            alice.fills({"Who": "anybody"})

    def test_a_conversation_may_be_answered_to(self, alice, bot, form):
        form(field("Where", "conversations_select", response_url_enabled=True))
        alice.fills({"Where": "#sales"})
        alice.submits()
        (told,) = bot.last("view_submission")["response_urls"]
        assert (told["channel_id"], told["block_id"]) == (SALES, "where")
        assert post(told["response_url"], text="posted", response_type="in_channel")[0] == 200


class TestShortcuts:
    def test_a_global_one(self, alice, bot):
        bot.before = lambda body: bot.client.views_open(
            trigger_id=body["trigger_id"], view=modal(section("from anywhere"))
        )
        assert "from anywhere" in alice.uses_shortcut("Log a visit").all_text
        told = bot.last("shortcut")
        assert told["callback_id"] == "visit.log"
        assert "response_url" not in told
        assert "channel" not in told

    def test_one_on_a_message(self, alice, dana, bot):
        dana.types("Met Li Wei with @alice", in_="#sales")
        alice.opens("#sales")
        alice.uses_shortcut("Log as visit", on="Met Li Wei")
        told = bot.last("message_action")
        assert told["message"]["text"] == f"Met Li Wei with <@{ALICE}>"
        assert (told["message"]["user"], told["channel"]["id"]) == (DANA, SALES)
        assert told["response_url"]


class TestEvents:
    def test_the_home_tab_is_opened(self, alice, bot):
        alice.opens("home")
        event = bot.last("event")["event"]
        assert (event["type"], event["user"], event["tab"]) == ("app_home_opened", ALICE, "home")
        bot.client.views_publish(user_id=ALICE, view={"type": "home", "blocks": [section()]})
        alice.opens("home")
        assert bot.last("event")["event"]["view"]["hash"]
        alice.opens("dm")
        assert bot.last("event")["event"]["tab"] == "messages"

    def test_words_in_direct_messages_but_not_what_is_not_subscribed_to(self, alice, bot):
        alice.types("hello")
        told = bot.last("event")
        assert (told["event"]["text"], told["event"]["channel_type"]) == ("hello", "im")
        assert told["authorizations"][0]["is_bot"] is True
        alice.types("in public", in_="#sales")
        assert bot.last("event")["event_id"] == told["event_id"]

    def test_somebody_leaves_and_somebody_comes(self, bot, workspace):
        workspace.change_user("dana", deleted=True)
        assert bot.last("event")["event"]["user"]["deleted"] is True


def test_a_person_reads_all_kinds_of_blocks(alice, client, monkeypatch):
    cell = {"type": "raw_text", "text": "Acme"}
    line = {
        "type": "rich_text_section",
        "elements": [
            {"type": "user", "user_id": DANA},
            {"type": "text", "text": " waits "},
            {"type": "emoji", "name": "eyes"},
            {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "1 Jan"},
        ],
    }
    client.chat_postMessage(
        channel=ALICE,
        text="fallback",
        blocks=[
            {"type": "header", "text": plain("R&D")},
            {"type": "context", "elements": [mrkdwn(f"*bold* <@{DANA}> <https://e.example|link>")]},
            {
                "type": "data_table",
                "caption": "Votes",
                "rows": [[cell], [{"type": "raw_number", "value": 3}]],
            },
            {
                "type": "data_visualization",
                "title": "Weeks",
                "chart": {
                    "type": "bar",
                    "series": [{"name": "met", "data": [{"label": "W1", "value": 2}]}],
                    "axis_config": {"categories": ["W1"]},
                },
            },
            {"type": "rich_text", "elements": [line]},
            section("Due <!date^1^{date}|on Monday>", accessory=button("Go")),
        ],
    )
    assert alice.newest().all_text.split("\n") == [
        "R&D",
        "bold @Dana Levy link",
        "Votes",
        "Acme",
        "3",
        "Weeks",
        "met: W1 2",
        "Dana Levy waits :eyes:1 Jan",
        "Due on Monday",
        "Go",
    ]
    monkeypatch.setattr(person, "PATIENCE", 0.1)
    with pytest.raises(AssertionError, match=r"alice does not see “Nobody”\. She sees:\nR&D"):
        alice.sees("Nobody")
