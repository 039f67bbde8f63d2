"""The digest and its board: within Slack's limits, whole in words, and discreet in channels."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sandbox.rules import check_blocks
from tests.upkeep.people import contact
from upkeep.accounts import Level
from upkeep.alerts import Alert, Kind, Line, Told
from upkeep.cadence import Coverage
from upkeep.eyes import Flaw
from upkeep.figures import Figures, Heard, Neglected, Promises, Since, Waiting
from upkeep.joint import Joint
from upkeep.regime import MemberWeek
from upkeep.trend import Point
from upkeep.visits import VoiceKind
from views import digests as views
from views.digests import board, five, post

MONDAY, TODAY = date(2026, 11, 9), date(2026, 11, 16)
NASTY = "<!channel> & *Bob* 李伟 😀 " + "x" * 200
EVERY_ALERT = tuple(
    Alert(kind, (1, 2), 7, (Flaw.SAME_DEPARTMENT, Flaw.SAME_MEMBER), 0.62, 0.43) for kind in Kind
)


def figures(**more):
    known: dict[str, Any] = {
        "coverage": Coverage(28, 3, 9, 460),
        "change": 0.02,
        "members": (MemberWeek(7, "Dana Rossi", 4, 5, 1), MemberWeek(8, "Bo", 0, 2.5)),
        "visits": 4,
        "won": 1,
        "cold": 8,
        "recovered": ("Li Wei, Acme",),
        "lost": tuple(f"Name {n}, Beta" for n in range(8)),
        "neglected": (Neglected(1, "Chen Jie", "Acme", "Operations", 71, 30, "Dana Rossi"),),
        "told": Told((Line(1, "Acme", EVERY_ALERT),), 2, 3),
        "heard": Heard({VoiceKind.COMPLAINT: 1, VoiceKind.NEED: 2}, 5, date(2026, 9, 1)),
        "contract": Coverage(10, 0, 2, 4),
        "no_contract": Coverage(2, 0, 6, 4),
        "orphans": 3,
        "without_phone": 40,
        "undecided": 3,
        "weeks": tuple(
            Point(MONDAY - timedelta(weeks=12 - n), 0.4 + n / 100, n) for n in range(13)
        ),
    }
    return Figures(week=MONDAY, on=MONDAY + timedelta(days=6), **known | more)


def week(told=None, **more):
    known = {
        "contacts": {1: "Marta Olsen", 2: "Ida Kowalski"},
        "members": {7: "Dana Rossi"},
        "waiting": [Waiting(1, "Ida Kowalski, Borealis", "spares arrive too late")],
    }
    return views.Week(3, "Europe", TODAY, told or figures(), **known | more)


def painted(one):
    message = post.paint(one)
    for blocks in (message["blocks"], *message["fallbacks"]):
        check_blocks(blocks)
    assert message["text"]
    assert len(message["text"]) <= 40_000, "whole, for who hears it"
    return message


def everything(message):
    return json.dumps(message, ensure_ascii=False)


def test_the_first_lines_say_where_the_team_stands_and_what_to_do():
    title, standing, coverage, to_do = painted(week())["text"].split("\n")[:4]
    assert title == "Europe: Mon 9 Nov – Sun 15 Nov"
    assert standing == "31 tended, 9 neglected, 460 never met"
    assert coverage == "Coverage 6%, +2 points on the week before, −34 points in 12 weeks."
    assert to_do == "To do first: a visit to Chen Jie, Acme, Operations, after 71 days."


def test_a_channel_sees_no_line_of_a_member_and_no_words_of_a_customer():
    message = painted(week())
    assert "Dana" not in everything(message)
    assert "spares" not in everything(message)
    assert "2 needs, 1 complaint" in message["text"]
    assert "5 voices still open, the oldest since Tue 1 Sep" in message["text"]


def test_a_manager_sees_them():
    message = painted(week(managed=True))
    for part in (
        "Dana Rossi: 4 visits of 5",
        "Ida Kowalski, Borealis: “spares arrive too late”",
        "only Dana Rossi has",
    ):
        assert part in message["text"]
    kinds = [block["type"] for block in message["blocks"]]
    assert "data_visualization" in kinds
    assert "data_table" in kinds


def test_a_fall_of_support_is_told_as_a_model_with_its_inputs_one_press_away():
    message = painted(week())
    assert "“How this is computed” shows what it is made of at Acme." in message["text"]
    for blocks in (message["blocks"], *message["fallbacks"]):
        [shown] = [one for one in blocks if "made of at Acme" in str(one.get("text"))]
        assert shown["accessory"]["value"] == "1"


def test_votes_that_another_cadence_moved_are_nobodys_progress():
    changed = Point(MONDAY, 0.4, 3, changed=True)
    told = painted(week(figures(weeks=(*figures().weeks[:-1], changed))))["text"]
    assert "won back" in painted(week())["text"]
    assert "won back" not in told
    assert "gone cold" not in told


def test_where_newer_blocks_are_refused_it_is_said_more_plainly():
    classic, text = painted(week(managed=True))["fallbacks"]
    assert "table" in [block["type"] for block in classic]
    assert {block["type"] for block in text} <= {"header", "section", "actions", "rich_text"}
    assert "Dana Rossi" in everything(text)


def test_the_words_alone_carry_the_chart():
    told = "Coverage by week: 24 Aug 41%, 1 visit; 31 Aug 42%, 2 visits"
    assert told in painted(week())["text"]


def test_where_names_are_switched_off_a_channel_hears_shares_and_counts():
    quiet = figures(first_met=("Ida Kowalski, Acme",), escalated=1, escalations=figures().neglected)
    told = everything(painted(week(quiet, named=False)))
    for name in ("Chen Jie", "Li Wei", "Name 0", "Marta", "Ida", "Dana"):
        assert name not in told
    for part in (
        "8 votes gone cold",
        "only 2 contacts is warm",
        "a visit to the most neglected contact",
    ):
        assert part in told


def test_a_reader_by_himself_sees_his_own_line_first():
    told = painted(week(reader_id=8))["text"]
    assert "You: 0 visits, of 2.5 planned" in told
    assert "Dana" not in told
    manager = painted(week(managed=True, reader_id=8))
    table: Any = next(b for b in manager["blocks"] if b["type"] == "data_table")
    assert [row[0]["text"] for row in table["rows"]] == ["Member", "Bo", "Dana Rossi"]
    assert "You" not in painted(week())["text"]


def test_promises_escalations_and_what_came_later_have_a_line_each():
    full = figures(
        promises=Promises(3, 1),
        escalated=2,
        escalations=(*figures().neglected, Neglected(2, "Bo", "Acme", "", 9, 60, "", met=False)),
        first_met=("Ida Kowalski, Acme",),
        came=3,
        went=1,
        since=Since(2, 1, 1),
        thin=1,
    )
    told = painted(week(full, managed=True))["text"]
    for part in (
        "; 25% named nobody, or left no note, voice or next step",
        "The list changed: 3 came, 1 went.",
        "2 contacts were in three reminders or more without an answer",
        "• Bo, Acme: never met, added 9 days ago",
        "Promises: 3 kept, 1 past its day",
        "1 person met for the first time because of an incident: Ida Kowalski, Acme",
        "40 of 500 without a phone number (8%), 3 customers where nobody is on record who decides",
        "Since the digest before: 2 visits logged later, 1 visit taken back, 1 contact merged",
    ):
        assert part in told
    weeks = tuple(replace(one, changed=n == 5) for n, one in enumerate(full.weeks))
    told = painted(week(replace(full, weeks=weeks)))["text"]
    assert "Cadences were changed in 1 of these weeks" in told
    assert "21 Sep† 45%" in told


def test_this_weeks_five_say_that_support_is_a_model():
    person = contact(1)
    for alert, is_told in ((Alert(Kind.SUPPORT_FELL, before=0.62, now=0.43), True),
                           (Alert(Kind.BLIND), False)):  # fmt: skip
        visit = Joint(1, None, None, Line(7, "Acme", (alert,)))
        message = five.paint(five.Plan(week(), [visit], {1: person}, {}))
        check_blocks(message["blocks"])
        assert ("Support is a model" in message["text"]) is is_told
        assert ("account.why" in str(message["blocks"])) is is_told


def test_every_alert_has_its_reason_in_words():
    text = painted(week())["text"]
    for reason in (
        "support fell from 62% to 43%",
        "blind",
        "a false eye: Marta Olsen, Ida Kowalski; both sit in one department and both hang on one",
        "one-eyed",
        "only one of us has visited in 90 days",
        "no manager of ours",
        "silent",
        "at least half of the visits in 90 days go to",
    ):
        assert reason in text
    assert "2 more accounts with news" in text
    assert "3 accounts as in the weeks before" in text


def test_what_a_fallen_support_is_made_of_is_one_press_away():
    buttons = [block["accessory"] for block in painted(week())["blocks"] if block.get("accessory")]
    assert [(one["text"]["text"], one["value"]) for one in buttons] == [
        ("How this is computed", "1")
    ]
    calm = figures(told=Told((Line(1, "Acme", (Alert(Kind.BLIND),)),), 0, 0))
    assert not [block for block in painted(week(calm))["blocks"] if block.get("accessory")]


def test_it_says_honestly_what_the_targets_hold():
    assert (
        "500 votes; the team's targets hold about 112." in painted(week(figures(holds=112)))["text"]
    )
    for enough in (0, 500):
        assert "targets hold" not in painted(week(figures(holds=enough)))["text"]


def test_the_gap_of_customers_without_a_contract_is_named():
    assert "With a contract 62% of 16 · without 17% of 12" in painted(week())["text"]
    assert "hear less of us" in painted(week())["text"]
    fair = figures(no_contract=Coverage(12, 0, 0, 0))
    assert "hear less of us" not in painted(week(fair))["text"]


@pytest.mark.parametrize(
    ("coverage", "sentence"),
    [
        (Coverage(), "No contacts yet"),
        (Coverage(5), "Keep it so"),
        (Coverage(5, unmet=3), "get to know some of the 3 people never met"),
    ],
)
def test_an_empty_or_a_good_week_is_said_kindly(coverage, sentence):
    quiet = Figures(week=MONDAY, on=TODAY, coverage=coverage)
    message = painted(week(quiet, contacts={}, members={}, waiting=()))
    assert sentence in message["text"]


def test_asked_again_it_says_what_has_changed_since():
    assert "still the same" in painted(week(now=figures().coverage))["text"]
    changed = painted(week(now=Coverage(30, 3, 7, 460)))["text"]
    assert "Since then, by Mon 16 Nov: 33 tended, 7 neglected, 460 never met" in changed
    later = painted(week(now=Coverage(30, 3, 7, 460), since=Since(1)))["text"]
    assert "460 never met; 1 visit logged later" in later


def test_the_running_week_and_one_counted_anew_say_so():
    assert "the week so far" in painted(week(running=True, kept=False))["text"]
    assert "counted anew" in painted(week(kept=False))["text"]


def test_no_name_rings_and_no_length_breaks_it():
    nasty = figures(
        won=300,
        cold=300,
        recovered=(NASTY,) * 10,
        lost=(NASTY,) * 10,
        escalated=99,
        escalations=tuple(Neglected(n, NASTY, NASTY, NASTY, 900, 30, NASTY) for n in range(5)),
        first_met=(NASTY,) * 10,
        came=5,
        since=Since(1, 2, 3),
        promises=Promises(1, 2),
        neglected=tuple(Neglected(n, NASTY, NASTY, NASTY, 900, 30, NASTY) for n in range(10)),
        told=Told(tuple(Line(n, NASTY, EVERY_ALERT) for n in range(5))),
        members=tuple(MemberWeek(n, NASTY, n, 5) for n in range(300)),
    )
    contacts, members = {1: NASTY, 2: NASTY}, {7: NASTY}
    voices = [Waiting(n, NASTY, NASTY * 20) for n in range(300)]
    message = painted(
        views.Week(
            3,
            NASTY,
            TODAY,
            nasty,
            contacts,
            members,
            managed=True,
            waiting=voices,
        )
    )
    assert "<!channel>" not in message["text"]
    for block in message["blocks"]:
        if block["type"] == "section":
            assert "<!channel>" not in block["text"]["text"]


def test_buttons_name_the_week():
    assert views.named(week().value) == (3, MONDAY)


def test_of_a_long_name_and_a_long_customer_both_ends_are_told():
    person, place = "Otto von " + "Hohen" * 14 + "stein", "Wilhelmina " + "Maschinen" * 9 + "bau"
    lost = (f"{person}, {place}", "Li Wei, Acme", "Zhang San")
    text = painted(week(figures(cold=3, lost=lost)))["text"]
    for end in ("Otto von ", "stein, Wilhelmina ", "bau; Li Wei, Acme; Zhang San"):
        assert end in text


def lines(n, name="Member"):
    return [
        board.MemberLine(MemberWeek(i, f"{name} {i}", i, 5.0), Coverage(i, 1, 2, 3), 56)
        for i in range(n)
    ]


def accounts(n, name="Account"):
    return [
        board.AccountLine(i, f"{name} {i}", [True, False, None][i % 3], Coverage(1, 1, i, 2), 0.46)
        for i in range(n)
    ]


def whole(people, customers, name="Europe", **more):
    levels = {level: Coverage(n, 1, 2, 3) for n, level in enumerate(Level)}
    contracts = {True: Coverage(3), False: Coverage(1, 0, 4), None: Coverage(1)}
    return board.Board(3, name, TODAY, people, customers, levels, contracts, **more)


@pytest.mark.parametrize(
    ("which", "names"),
    [
        ("all", ["Account 5", "Account 4", "Account 3", "Account 2", "Account 1", "Account 0"]),
        ("signed", ["Account 3", "Account 0"]),
        ("unsigned", ["Account 4", "Account 1"]),
        ("neglected", ["Account 5", "Account 4", "Account 3", "Account 2", "Account 1"]),
        ("unowned", ["Account 6"]),
    ],
)
def test_a_board_shows_the_accounts_that_were_chosen(which, names):
    nobodys = board.AccountLine(6, "Account 6", None, Coverage(1), None, owned=False)
    some = accounts(6) + ([nobodys] if which == "unowned" else [])
    message = board.paint(whole(lines(1), some, which=board.Which(which)))
    check_blocks(message["blocks"])
    table: Any = next(b for b in message["blocks"] if str(b.get("caption")).startswith("Accounts"))
    assert [row[0]["text"] for row in table["rows"][1:]] == names
    assert board.chosen(f"3:{which}") == (3, which)


def test_a_choice_that_no_account_is_among_is_answered():
    message = board.paint(whole(lines(1), accounts(2), which=board.Which.UNOWNED))
    for said in (message["text"], str(message["blocks"]), str(message["fallbacks"])):
        assert "There are no accounts nobody answers for." in said
    assert "There are no" not in board.paint(whole(lines(1), []))["text"]


def test_where_support_would_be_nothing_or_all_there_is_the_way_to_go():
    told = [(0.0, 133), (0.999, 0), (0.13, 2), (None, 1), (0.001, 0), (0.998, 2)]
    some = [
        board.AccountLine(n, f"Account {n}", None, Coverage(9), support, missing=missing)
        for n, (support, missing) in enumerate(told)
    ]
    message = board.paint(whole(lines(1), some))
    table: Any = next(b for b in message["blocks"] if str(b.get("caption")).startswith("Accounts"))
    shown = [row[-1]["text"] for row in table["rows"][1:]]
    assert shown == ["133 to go", "nearly certain", "13%", "–", "hardly any", "nearly certain"]


def test_a_board_has_levels_and_contracts_side_by_side():
    message = board.paint(whole(lines(1), accounts(1)))
    table: Any = next(b for b in message["blocks"] if str(b.get("caption")).startswith("Votes by"))
    rows = {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in table["rows"]}
    assert rows["with a contract"] == ["3", "3", "0", "0", "100%"]
    assert rows["without a contract"] == ["5", "1", "4", "0", "20%"]
    assert rows["key"] == ["7", "2", "2", "3", "29%"]


@pytest.mark.parametrize("size", [0, 1, 300])
@pytest.mark.parametrize("name", ["Plain", NASTY])
def test_a_board_of_any_size(size, name):
    unkept = Coverage(size)
    message = board.paint(whole(lines(size, name), accounts(size, name), name, unkept=unkept))
    for blocks in (message["blocks"], *message["fallbacks"]):
        check_blocks(blocks)
    assert message["text"]
    assert len(message["text"]) <= 40_000


def test_a_board_of_many_accounts_says_where_the_others_are():
    said = "The first 100 of 130; `account NAME` opens the card of any other."
    message = board.paint(whole(lines(1), accounts(130)))
    assert message["text"].endswith(said)
    assert said in str(message["blocks"])
    assert "opens the card" not in board.paint(whole(lines(1), accounts(100)))["text"]


def test_a_board_begins_with_who_needs_it_most():
    message = board.paint(whole(lines(3), accounts(9)))
    table: Any = next(b for b in message["blocks"] if str(b.get("caption")).startswith("Accounts"))
    assert [row[0]["text"] for row in table["rows"][:3]] == ["Account", "Account 8", "Account 7"]
    assert "Account 8: 2 tended, 8 neglected, 2 never met" in message["text"]


@pytest.mark.parametrize("everyone", [True, False])
def test_without_a_reader_an_admin_is_asked_for_a_channel(everyone):
    message = views.nowhere_to_go(NASTY, everyone=everyone)
    check_blocks(message["blocks"])
    assert ("Choose a channel" in everything(message)) is everyone
    assert "<!channel>" not in message["text"]


def test_refusals_are_messages_too():
    for message in (
        views.in_no_team([NASTY] * 50),
        views.not_yours(NASTY),
        views.no_such_team(NASTY, [NASTY] * 50),
        views.no_such_week(),
    ):
        check_blocks(message["blocks"])
        assert "<!channel>" not in message["text"]
