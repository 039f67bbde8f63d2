"""The command line against a workspace that speaks Slack's API: ticks, imports, reads, doctors."""

import json
import os
import subprocess
import sys
import threading

from tests.journeys.conftest import ROOT, SHEETS, Bot


def test_a_single_pass_delivers_what_is_due(workspace, bot):
    bot.imports(**SHEETS)
    first = json.loads(bot.says("tick", "--at", "2026-11-13T09:00+01:00", "--json"))
    assert first["sent"] >= 1
    assert first["waiting"] == first["failed"] == 0
    again = json.loads(bot.says("tick", "--at", "2026-11-13T09:00+01:00", "--json"))
    assert again["sent"] == 0
    alice = workspace.person("alice")
    alice.opens("dm")
    alice.sees("Li Wei")


def test_a_morning_is_looked_at_before_it_comes(workspace, bot):
    bot.imports(**SHEETS)
    bot.says("tick", "--at", "2026-11-12T06:00+01:00")
    ahead = ("preview", "reminders", "--as", "alice@b.example", "--at", "2026-11-13T09:00")
    told = json.loads(bot.says(*ahead, "--json"))
    assert (told["sent"], told["pause"], told["day"]) == (True, None, "2026-11-13")
    by_name = {(one["name"], one["account"]): one for one in told["contacts"]}
    assert by_name["Li Wei", "Acme"]["place"] == 2
    assert by_name["张三", "Acme"]["why_not"] == "tended"
    bot.says("tick", "--at", "2026-11-13T09:00+01:00")
    said = bot.says(*ahead)
    assert "today's was sent" in said
    assert "张三, Acme: not due yet" in said


def test_an_import_before_slack_is_connected_is_adopted(workspace, bot):

    bot.imports(accounts=SHEETS["accounts"], contacts=SHEETS["contacts"])
    bot.says("tick", "--at", "2026-11-12T09:00+00:00")
    answer = json.loads(bot.says("read", "met Eva Berg @Nordwerk today", "--json"))
    assert answer["contacts"] == [{"name": "Eva Berg", "account": "Nordwerk"}]


def test_importing_again_doubles_nothing_and_bad_lines_are_told(bot):

    bot.imports(accounts=SHEETS["accounts"])
    said = bot.imports(contacts=SHEETS["contacts"])
    assert "6" in said
    assert "6 as they were" in bot.imports(contacts=SHEETS["contacts"])
    (bot.folder / "bad.csv").write_text("name,account,level\nA B,Acme,emperor\nC D,Acme,key\n")
    said = bot.says("import", str(bot.folder / "bad.csv"), "--dry-run", code=3)
    assert "line 2" in said.lower()
    assert "emperor" in said


def test_a_list_comes_through_a_pipe(bot):
    path = bot.folder / "accounts"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(SHEETS["accounts"],))
    writer.start()
    assert "2 accounts added" in bot.says("import", str(path))
    writer.join()


def test_a_sentence_is_read_and_nothing_saved(bot):

    bot.imports(accounts=SHEETS["accounts"], contacts=SHEETS["contacts"])
    said = bot.says(
        "read", "met Li Wei @Acme yesterday over lunch: spares #need", "--json",
        "--at", "2026-11-12T10:00", "--tz", "Europe/Berlin",
    )  # fmt: skip
    answer = json.loads(said)
    assert answer["contacts"] == [{"name": "Li Wei", "account": "Acme"}]
    assert (answer["date"], answer["channel"]) == ("2026-11-11", "meal")
    assert answer["voices"][0]["kind"] == "need"
    lines = json.dumps({"id": 7, "text": "met John Smith", "at": "2026-11-12T10:00", "tz": "UTC"})
    asked = json.loads(bot.says("read", "--lines", stdin=lines + "\n"))
    assert asked["id"] == 7
    assert len(asked["unclear"][0]["candidates"]) == 2


def test_each_line_gets_its_answer_and_a_bad_one_says_why(bot):
    bot.imports(accounts=SHEETS["accounts"], contacts=SHEETS["contacts"])
    asked = [
        "[" * 100_000,
        '{"id": NaN, "text": "met Eva Berg"}',
        '{"id": 1e999, "text": "met Eva Berg"}',
        "no JSON",
        "[]",
        '{"id": 1, "text": 7}',
        '{"id": 2, "text": "met Eva Berg", "tz": "Mars"}',
        '{"id": 3, "text": "met Eva Berg", "at": "noon"}',
        '{"id": 4, "text": "met \\ud800 Eva Berg 11/12", "at": "2026-12-30", "locale": "en-GB"}',
        '{"id": "\\ud800", "text": "met Eva Berg"}',
        '{"id": 5, "text": "met Eva Berg", "tz": ["x"]}',
        '{"id": 6, "text": "met Eva Berg today", "at": "0001-01-01T00:00"}',
        "",
    ]
    answers = [
        json.loads(one)
        for one in bot.says("read", "--lines", stdin="\n".join(asked)).split("\n")
        if one
    ]
    assert [one["id"] for one in answers] == [None] * 5 + [1, 2, 3, 4, "\ud800", 5, 6]
    assert all(one["error"]["kind"] == "bad_line" for one in answers[:8])
    assert all(one["error"]["kind"] == "bad_line" for one in answers[-2:])
    assert "Mars" in answers[6]["error"]["message"]
    assert (answers[8]["date"], answers[8]["error"]) == ("2026-12-11", None)
    assert {frozenset(one) for one in answers} == {frozenset(answers[8])}
    told = ("read", "--lines", "--at", "2026-11-12T23:30+00:00", "--tz", "Asia/Shanghai")
    assert json.loads(bot.says(*told, stdin='{"text": "met Eva Berg"}'))["date"] == "2026-11-13"
    assert "nobody here" in bot.says("read", "--as", "nobody@b.example", "hello", code=2)


def test_a_thousand_lines_are_answered_in_their_order(bot):
    """By other processes, each with a store of its own; a few that come alone by this one."""
    bot.imports(accounts=SHEETS["accounts"], contacts=SHEETS["contacts"])
    said = {"text": "met Eva Berg", "at": "2026-11-12T10:00"}
    lines = [json.dumps({"id": number} | said) for number in range(1_000)]
    asked = subprocess.Popen(
        [sys.executable, "-m", "bot", "read", "--lines", "--tz", "Asia/Shanghai"],
        cwd=ROOT, env=bot.variables, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with asked:
        assert asked.stdin
        assert asked.stdout
        for line in (lines[0], "no JSON"):
            asked.stdin.write(f"{line}\n")
            asked.stdin.flush()
            first = json.loads(asked.stdout.readline())
        told, _ = asked.communicate("\n".join(lines))
    answers = [json.loads(one) for one in told.splitlines()]
    assert first["error"]["kind"] == "bad_line"
    assert [one["id"] for one in answers] == list(range(1_000))
    assert {one["contacts"][0]["name"] for one in answers} == {"Eva Berg"}
    assert {one["date"] for one in answers} == {"2026-11-12"}


def test_doctor_says_what_to_do(bot, workspace):
    bot.says("migrate")
    assert "all scopes are granted" in bot.says("doctor", "--recount")
    bot.variables = bot.variables | {"SLACK_BOT_TOKEN": "xoxb-wrong"}
    said = bot.says("doctor", code=2)
    assert "invalid_auth" in said
    assert "token" in said


def test_doctor_tells_tokens_in_each_others_place(bot):
    bot.says("migrate")
    mine = bot.variables
    bot.variables = mine | {
        "SLACK_BOT_TOKEN": mine["SLACK_APP_TOKEN"],
        "SLACK_APP_TOKEN": mine["SLACK_BOT_TOKEN"],
    }
    said = bot.says("doctor", code=2)
    assert "SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-" in said


def test_what_is_missing_is_said_before_anything_is_begun(tmp_path):
    nothing = dict.fromkeys(("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"), "")
    database = {"EVERYVOTE_DATABASE_URL": f"sqlite:///{tmp_path / 'never.db'}"}
    bot = Bot(nothing | database, tmp_path)
    assert "SLACK_BOT_TOKEN is not set" in bot.says("run", code=2)
    assert "SLACK_BOT_TOKEN is not set" in bot.says("tick", code=2)
    bot.variables |= {"SLACK_BOT_TOKEN": "xoxb-1"}
    assert "Set SLACK_APP_TOKEN" in bot.says("run", code=2)
    bot.variables |= {"SLACK_API_URL": "http://127.0.0.1:9/api/"}
    assert "does not answer: Connection refused" in bot.says("tick", code=2)
    said = bot.says("read", "hello", "--workspace", "T404", code=2)
    assert "T404 is not known here" in said
    assert "Slack cannot reach" in bot.says("manifest", "--http", "votes.example.com", code=2)
    assert bot.says("--version").startswith("everyvote ")


def test_doctor_looks_at_the_way_in_too(bot):
    said = bot.says("doctor")
    assert "the database is new" in said
    assert "by Socket Mode" in said
    bot.variables = bot.variables | {"SLACK_APP_TOKEN": "xapp-wrong"}
    assert "Slack refuses the app token: invalid_auth" in bot.says("doctor", code=2)


def test_a_persons_mistake_gets_a_sentence(bot):
    assert "not an instant" in bot.says("tick", "--at", "tomorrow", code=2)
    assert "Traceback" not in bot.says("read", "--tz", "Berlin", "hello", code=2)
    assert f"{bot.folder}: Is a directory." in bot.says("import", str(bot.folder), code=2)
    bot.variables = bot.variables | {"EVERYVOTE_DATABASE_URL": "mongodb://x"}
    assert "Traceback" not in bot.says("migrate", code=2)
