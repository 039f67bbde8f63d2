"""The Web API as slack_sdk's own client meets it."""

import json
import time
import urllib.request

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.driver import Sandbox
from sandbox.workspace import User
from tests.sandbox.company import (
    ALICE,
    ATTIC,
    DANA,
    LAB,
    SALES,
    SCOPES,
    WEI,
    Company,
    actions,
    button,
    manifest,
    section,
)


def refusal(call, *args, **more):
    """The body with which Slack refuses a call."""
    with pytest.raises(SlackApiError) as refused:
        call(*args, **more)
    return refused.value.response.data


class TestTokens:
    def test_a_good_one_says_for_whom_it_speaks(self, client):
        me = client.auth_test()
        assert (me["team"], me["user"], me["user_id"]) == ("Lantern", "echo", "U0EVERYBOT")
        assert set(me.headers["x-oauth-scopes"].split(",")) == set(SCOPES)
        assert "date" in {name.lower() for name in me.headers}

    @pytest.mark.parametrize(
        ("token", "error"),
        [
            (None, "not_authed"),
            ("xoxb-other", "invalid_auth"),
            ("xapp-sandbox", "not_allowed_token_type"),
        ],
    )
    def test_a_bad_one_is_refused(self, client, token, error):
        other = WebClient(token, base_url=client.base_url)
        assert refusal(other.auth_test)["error"] == error

    def test_a_connection_takes_the_app_token(self, client):
        assert client.apps_connections_open(app_token="xapp-sandbox")["url"].startswith("ws://127")
        told = refusal(client.apps_connections_open, app_token="xoxb-sandbox")
        assert told["error"] == "not_allowed_token_type"

    def test_a_missing_scope_is_named(self):
        with Sandbox(Company(), manifest(scopes=("commands",))) as workspace:
            bare = WebClient("xoxb-sandbox", base_url=workspace.environment()["SLACK_API_URL"])
            told = refusal(bare.users_list)
        assert (told["error"], told["needed"]) == ("missing_scope", "users:read")
        assert told["provided"] == "commands"

    def test_a_token_may_stand_in_the_form(self, client):
        form = urllib.request.Request(f"{client.base_url}auth.test", b"token=xoxb-sandbox")
        with urllib.request.urlopen(form) as answer:
            assert json.load(answer)["ok"]

    def test_an_unknown_method(self, client):
        assert refusal(client.api_call, "chat.sing")["error"] == "unknown_method"

    def test_what_is_needed_is_named(self, client):
        told = refusal(client.api_call, "chat.postMessage", json={"text": "a"})
        assert told["error"] == "invalid_arguments"
        assert told["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


class TestPeople:
    def test_a_user_with_zone_mail_and_locale(self, client):
        user = client.users_info(user=DANA, include_locale=True)["user"]
        assert (user["tz"], user["locale"]) == ("America/New_York", "en-US")
        assert user["profile"]["email"] == "dana@l.example"
        assert "locale" not in client.users_info(user=DANA)["user"]
        assert refusal(client.users_info, user="U404")["error"] == "user_not_found"

    def test_the_mail_needs_its_scope(self):
        some = [one for one in SCOPES if one != "users:read.email"]
        with Sandbox(Company(), manifest(scopes=some)) as workspace:
            shy = WebClient("xoxb-sandbox", base_url=workspace.environment()["SLACK_API_URL"])
            assert "email" not in shy.users_info(user=DANA)["user"]["profile"]

    def test_everybody_comes_in_pages(self, client):
        pages = [page["members"] for page in client.users_list(limit=3)]
        assert [len(page) for page in pages] == [3, 1]
        assert [one["is_bot"] for page in pages for one in page] == [False] * 3 + [True]
        assert refusal(client.users_list, cursor="nonsense")["error"] == "invalid_cursor"

    def test_by_mail_only_the_active(self, client, workspace):
        assert client.users_lookupByEmail(email="DANA@l.example")["user"]["id"] == DANA
        workspace.change_user("dana", deleted=True)
        told = refusal(client.users_lookupByEmail, email="dana@l.example")
        assert told["error"] == "users_not_found"
        assert client.users_info(user=DANA)["user"]["deleted"] is True
        assert refusal(client.conversations_open, users=DANA)["error"] == "user_disabled"
        assert refusal(client.chat_postMessage, channel=DANA, text="a")["error"] == (
            "channel_not_found"
        )

    def test_the_workspace_and_quiet_hours(self, client):
        assert client.team_info()["team"]["name"] == "Lantern"
        assert client.dnd_info(user=ALICE)["dnd_enabled"] is False
        assert set(client.dnd_teamInfo(users=[ALICE, "U404"])["users"]) == {ALICE}


class TestConversations:
    def test_direct_messages_are_opened(self, client):
        told = client.conversations_open(users=ALICE, return_im=True)["channel"]
        assert (told["id"], told["user"], told["is_im"]) == ("D0ALICE001", ALICE, True)
        assert refusal(client.conversations_open, users="U404")["error"] == "user_not_found"

    def test_a_private_channel_without_the_bot_does_not_exist(self, client):
        assert refusal(client.conversations_info, channel=ATTIC)["error"] == "channel_not_found"
        names = [
            one["name"]
            for one in client.conversations_list(types="public_channel,private_channel")["channels"]
        ]
        assert names == ["sales", "lab"]
        assert refusal(client.conversations_list, types="mpim")["error"] == "missing_scope"

    def test_who_is_in_it(self, client):
        members = client.conversations_members(channel=SALES)["members"]
        assert members == [ALICE, DANA, WEI, "U0EVERYBOT"]
        info = client.conversations_info(channel=SALES, include_num_members=True)["channel"]
        assert (info["name"], info["num_members"], info["is_member"]) == ("sales", 4, True)

    def test_history_is_newest_first_by_time_and_pages(self, client):
        sent = [client.chat_postMessage(channel=ALICE, text=str(n))["ts"] for n in range(5)]
        dm = "D0ALICE001"
        newest = client.conversations_history(channel=dm, limit=2)
        assert [one["text"] for one in newest["messages"]] == ["4", "3"]
        assert newest["has_more"]
        rest = client.conversations_history(
            channel=dm, cursor=newest["response_metadata"]["next_cursor"]
        )
        assert [one["text"] for one in rest["messages"]] == ["2", "1", "0"]
        between = client.conversations_history(channel=dm, oldest=sent[1], latest=sent[3])
        assert [one["text"] for one in between["messages"]] == ["2"]
        with_ends = client.conversations_history(
            channel=dm, oldest=sent[1], latest=sent[3], inclusive=True
        )
        assert len(with_ends["messages"]) == 3

    def test_metadata_is_told_when_asked_for(self, client):
        metadata = {"event_type": "owed", "event_payload": {"id": "k1"}}
        client.chat_postMessage(channel=ALICE, text="a", metadata=metadata)
        dm = "D0ALICE001"
        assert "metadata" not in client.conversations_history(channel=dm)["messages"][0]
        told = client.conversations_history(channel=dm, include_all_metadata=True)["messages"][0]
        assert told["metadata"] == metadata

    def test_history_needs_membership_and_scope(self, client):
        assert refusal(client.conversations_history, channel=LAB)["error"] == "not_in_channel"


class TestMessages:
    def test_a_message_is_kept_as_slack_keeps_it(self, client):
        sent = client.chat_postMessage(
            channel="#sales", text="a & b <script> <@U0DANA0001> &amp;", blocks=[section("x < y")]
        )
        assert sent["message"]["text"] == "a &amp; b &lt;script&gt; <@U0DANA0001> &amp;"
        block = sent["message"]["blocks"][0]
        assert block["text"] == {"type": "mrkdwn", "text": "x &lt; y", "verbatim": False}
        assert len(block["block_id"]) == 5
        assert sent["channel"] == SALES

    def test_invalid_blocks_are_pointed_to(self, client):
        told = refusal(
            client.chat_postMessage, channel=SALES, text="a", blocks=[section("x" * 3001)]
        )
        assert told["error"] == "invalid_blocks"
        problem = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
        assert told["errors"] == [problem]
        assert told["response_metadata"]["messages"] == [f"[ERROR] {problem}"]

    @pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing")
    @pytest.mark.parametrize(
        ("more", "error"),
        [
            ({"channel": "C404", "text": "a"}, "channel_not_found"),
            ({"channel": LAB, "text": "a"}, "not_in_channel"),
            ({"channel": ATTIC, "text": "a"}, "channel_not_found"),
            ({"channel": SALES, "blocks": [section()]}, "no_text"),
            ({"channel": SALES, "text": "a", "markdown_text": "b"}, "markdown_text_conflict"),
            ({"channel": SALES, "markdown_text": "b" * 12_001}, "msg_too_long"),
            ({"channel": SALES, "text": "a", "metadata": {"x": 1}}, "invalid_metadata_format"),
            (
                {
                    "channel": SALES,
                    "text": "a",
                    "metadata": {"event_type": "e", "event_payload": {"x": "y" * 9000}},
                },
                "metadata_too_large",
            ),
            ({"channel": SALES, "text": "a", "blocks": "[nonsense"}, "invalid_blocks_format"),
        ],
    )
    def test_what_cannot_be_said(self, client, more, error):
        assert refusal(client.chat_postMessage, **more)["error"] == error

    def test_a_public_channel_may_be_written_to_with_its_scope(self):
        with Sandbox(Company(), manifest(scopes=(*SCOPES, "chat:write.public"))) as workspace:
            public = WebClient("xoxb-sandbox", base_url=workspace.environment()["SLACK_API_URL"])
            assert public.chat_postMessage(channel=LAB, text="a")["ok"]
            assert refusal(public.chat_postMessage, channel=ATTIC, text="a")["error"] == (
                "channel_not_found"
            )

    def test_a_very_long_text_is_cut(self, client):
        assert len(
            client.chat_postMessage(channel=SALES, text="x" * 40_001)["message"]["text"]
        ) == (40_000)

    def test_an_ephemeral_is_for_one_and_for_now(self, client, alice, dana):
        told = client.chat_postEphemeral(channel=SALES, user=ALICE, text="psst")
        alice.opens("#sales")
        dana.opens("#sales")
        alice.sees("psst")
        dana.does_not_see("psst")
        ts = told["message_ts"]
        for call in (client.chat_update, client.chat_delete):
            assert refusal(call, channel=SALES, ts=ts, text="a")["error"] == "message_not_found"
        assert client.conversations_history(channel=SALES)["messages"] == []
        told = refusal(client.chat_postEphemeral, channel=SALES, user="U404", text="a")
        assert told["error"] == "user_not_found"

    def test_the_bots_link_to_a_message(self, client):
        ts = client.chat_postMessage(channel=SALES, text="a")["ts"]
        link = client.chat_getPermalink(channel=SALES, message_ts=ts)["permalink"]
        assert link.endswith(f"/archives/{SALES}/p{ts.replace('.', '')}")


class TestUpdates:
    @pytest.fixture
    def sent(self, client):
        metadata = {"event_type": "e", "event_payload": {"id": 1}}
        blocks = [section("before"), actions(button())]
        said = client.chat_postMessage(
            channel=ALICE, text="before", blocks=blocks, metadata=metadata
        )
        return {"channel": said["channel"], "ts": said["ts"]}

    def test_text_without_blocks_removes_them_and_marks_it_edited(self, client, sent):
        message = client.chat_update(**sent, text="after")["message"]
        assert "blocks" not in message
        assert message["edited"]["user"] == "U0EVERYBOT"
        assert message["metadata"]["event_payload"] == {"id": 1}

    def test_blocks_leave_no_mark(self, client, sent):
        message = client.chat_update(**sent, text="after", blocks=[section("after")])["message"]
        assert "edited" not in message
        assert message["blocks"][0]["text"]["text"] == "after"

    def test_it_is_shorter_than_a_post(self, client, sent):
        assert client.chat_update(**sent, text="x" * 4000)["ok"]
        assert refusal(client.chat_update, **sent, text="x" * 4001)["error"] == "msg_too_long"

    def test_direct_messages_are_named_by_their_own_id(self, client, sent):
        told = refusal(client.chat_update, channel=ALICE, ts=sent["ts"], text="a")
        assert told["error"] == "channel_not_found"

    def test_only_its_own(self, client, alice):
        alice.types("mine", in_="#sales")
        ts = client.conversations_history(channel=SALES)["messages"][0]["ts"]
        assert refusal(client.chat_update, channel=SALES, ts=ts, text="a")["error"] == (
            "cant_update_message"
        )
        assert refusal(client.chat_delete, channel=SALES, ts=ts)["error"] == "cant_delete_message"
        told = refusal(client.chat_update, channel=SALES, ts="1.0", text="a")
        assert told["error"] == "message_not_found"

    def test_rich_text_stays_rich(self, client):
        line = {"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}
        rich = {"type": "rich_text", "elements": [line]}
        said = client.chat_postMessage(channel=SALES, text="a", blocks=[rich])
        told = refusal(
            client.chat_update, channel=SALES, ts=said["ts"], text="a", blocks=[section()]
        )
        assert told["error"] == "block_mismatch"

    def test_what_is_deleted_is_gone(self, client, sent):
        client.chat_delete(**sent)
        assert refusal(client.chat_delete, **sent)["error"] == "message_not_found"


class TestFiles:
    def test_a_picture_is_uploaded_looked_at_and_shown(self, client, workspace):
        url = client.files_getUploadURLExternal(filename="chart.png", length=3)
        with urllib.request.urlopen(urllib.request.Request(url["upload_url"], b"png")) as answer:
            assert answer.read() == b"OK - 3"
        client.files_completeUploadExternal(files=[{"id": url["file_id"], "title": "Chart"}])
        image = {"type": "image", "alt_text": "chart", "slack_file": {"id": url["file_id"]}}
        early = refusal(client.chat_postMessage, channel=SALES, text="a", blocks=[image])
        assert early["errors"] == ["invalid slack file [json-pointer:/blocks/0/slack_file]"]
        workspace.workspace.files[url["file_id"]].ready = time.monotonic()
        assert client.files_info(file=url["file_id"])["file"]["mimetype"] == "image/png"
        assert client.chat_postMessage(channel=SALES, text="a", blocks=[image])["ok"]
        with urllib.request.urlopen(f"{workspace.url}/files/{url['file_id']}") as answer:
            assert (answer.read(), answer.headers["content-type"]) == (b"png", "image/png")

    def test_a_file_may_be_shared_at_once(self, client, alice):
        client.files_upload_v2(
            channel="D0ALICE001", content="a,b", filename="all.csv", initial_comment="Your export"
        )
        alice.sees("Your export")


class TestValidation:
    def test_blocks_are_judged_without_a_token(self, client):
        bare = WebClient(base_url=client.base_url)
        assert bare.blocks_validate(blocks=[section()])["ok"]
        told = refusal(bare.blocks_validate, blocks=[{"type": "alert", "text": {}}])
        assert told["error"] == "invalid_blocks"
        (problem,) = told["errors"]
        assert (problem["pointer"], problem["code"]) == ("/blocks/0/type", "unsupported_type")
        assert refusal(bare.blocks_validate)["error"] == "invalid_arguments"


def test_a_newcomer_is_known_at_once(client, workspace):
    workspace.joins(User("U0EVA00001", "eva", "Eva Berg", "eva@l.example", "Europe/Oslo"))
    assert client.users_lookupByEmail(email="eva@l.example")["user"]["tz"] == "Europe/Oslo"
    client.chat_postMessage(channel="U0EVA00001", text="Welcome")
    workspace.person("eva").sees("Welcome")
