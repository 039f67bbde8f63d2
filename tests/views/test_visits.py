"""Visits: the receipt, the questions, the form, and what comes back from them."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.views.conftest import NASTY
from upkeep.accounts import Account, Contact, Level
from upkeep.cadence import Standing
from upkeep.errors import Refusal
from upkeep.phrases import Promise, Unclear, Understood
from upkeep.policy import Policy
from upkeep.visits import Channel, FollowUp, Visit, Voice, VoiceKind
from views import dates, drafts, failures, visits
from views.drafts import Picked
from views.visits import form, newcomer, receipt
from views.visits.form import Filled

ON = date(2026, 11, 24)
ACME = Account(1, "Acme")
POLICY = Policy()
FAR = date(2025, 3, 4)


def contact(n=1, name="Li Wei", met=ON, **more):
    facts: dict[str, Any] = {"added_on": date(2026, 1, 1), "last_touch_on": met} | more
    due = (met or date(2026, 1, 1)) + timedelta(days=60 if met else 0)
    return Contact(n, facts.pop("account", ACME), name, due_on=due, **facts)


def visit(**more):
    facts: dict[str, Any] = {
        "account_name": "Acme",
        "on": ON,
        "channel": Channel.MEAL,
        "contact_ids": (1, 2),
        "contact_names": ("Li Wei", "张三"),
        "member_ids": (1,),
        "recorded_by": 1,
        "recorded_at": datetime(2026, 11, 24, 9, 2, tzinfo=UTC),
        "note": "RMA is slow",
    }
    return Visit(7, 1, **facts | more)


def last(message) -> Any:
    """The buttons below a message."""
    return message["blocks"][-1]["elements"]


def effect(*contacts, **more):
    return receipt.Effect(contacts=contacts or (contact(), contact(2, "张三")), **more)


def action_ids(blocks):
    return set(re.findall(r"'action_id': '([a-z_.]+)'", str(blocks)))


# ---- days


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (ON, "Tue 24 Nov"),
        (date(2026, 1, 1), "Thu 1 Jan"),
        (date(2025, 11, 24), "Mon 24 Nov 2025"),
        (date(2027, 1, 2), "Sat 2 Jan 2027"),
    ],
)
def test_a_day_is_said_with_its_weekday_and_the_year_where_it_is_another(day, said):
    assert dates.day(day, ON) == said


def test_how_long_ago():
    assert [dates.ago(n) for n in (0, 1, 2, 14, 15, 70)] == [
        "today", "yesterday", "2 days ago", "14 days ago", "2 weeks ago", "10 weeks ago",
    ]  # fmt: skip


# ---- refusals


def test_every_refusal_that_is_raised_has_a_sentence_of_its_own():
    root = Path(__file__).parents[2]
    code = "\n".join(
        file.read_text()
        for room in ("upkeep", "storage", "handlers", "views")
        for file in (root / room).rglob("*.py")
    )
    raised = set(re.findall(r'Refusal\(\s*"([a-z_.]+)"', code))
    raised |= set(
        re.findall(r'^[A-Z_]+ = "((?:date|visit|contact|account)\.[a-z]+)"$', code, re.MULTILINE)
    )
    raised -= {"visit." + one for one in "log met edit undo redo again channel".split()}
    raised -= {"visit.account", "visit.contacts", "account.card", "contact.card"}
    values: dict[str, Any] = {
        "account": "Acme",
        "found": "x",
        "value": "x",
        "column": "x",
        "most": 3,
        "least": 1,
    }
    values |= {
        "heading": "x",
        "name": "x",
        "days": 7,
        "headings": 1,
        "cells": 2,
        "team": "x",
        "on": ON,
        "noun": "visit",
        "id": 1,
    }
    assert {"gone", "date.old", "visit.planned", "contact.none"} <= raised
    for one in raised:
        said = failures.sentence(Refusal(one, **values))
        assert said
        assert "{" not in said, said


def test_a_failure_tells_its_number(painted_view):
    assert "ab12cd" in failures.broken("ab12cd")
    painted_view(failures.page(failures.broken("ab12cd") + NASTY))


# ---- the receipt


def test_a_receipt_tells_all_that_was_understood(painted):
    one = visit(
        voices=(Voice(VoiceKind.COMPLAINT, "RMA is slow"),),
        follow_ups=(FollowUp("send SLA draft", date(2026, 11, 27)),),
        note="RMA is slow; line 3 is down",
        on=ON - timedelta(days=1),
    )
    before = {1: Standing.NEGLECTED, 2: Standing.UNMET}
    message = receipt.saved(
        one, effect(before=before, colleagues=("Dana Rossi",), due_before=5, due_now=4), POLICY, ON
    )
    text = painted(message)
    for said in (
        "*Logged:* Li Wei and 张三, Acme · Mon 23 Nov · meal · with Dana Rossi",
        "Complaint: “RMA is slow”",
        "Promised: “send SLA draft” (Fri 27 Nov)",
        "Note: RMA is slow; line 3 is down",
        "Li Wei: tended again until Sat 23 Jan 2027",
        "张三: met for the first time, tended until Sat 23 Jan 2027",
        "4 of your 5 due votes left",
    ):
        assert said in text
    assert action_ids(message["blocks"]) == {visits.CHANNEL, visits.EDIT, visits.UNDO}


@pytest.mark.parametrize(
    ("note", "shown"),
    [("RMA is slow.", False), ("RMA is slow; wants spares", False), ("RMA is slow, again", True)],
)
def test_a_note_is_told_only_where_it_says_more_than_the_voices(painted, note, shown):
    voices = (Voice(VoiceKind.COMPLAINT, "RMA is slow"), Voice(VoiceKind.NEED, "wants spares"))
    text = painted(receipt.saved(visit(voices=voices, note=note), effect(), POLICY, ON))
    assert ("Note:" in text) is shown


def test_the_last_due_vote_is_a_reason_to_be_glad(painted):
    assert "nobody else is due" in painted(
        receipt.saved(visit(), effect(due_before=1, due_now=0), POLICY, ON)
    )


def test_a_visit_of_long_ago_leaves_the_contact_due(painted):
    old = contact(met=ON - timedelta(days=100))
    text = painted(receipt.saved(visit(on=old.last_touch_on), effect(old), POLICY, ON))
    assert "Li Wei: still due, since Thu 15 Oct" in text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"attempt": True}, "An attempt is on record; it resets no clock."),
        ({"channel": Channel.MESSAGE}, "A message is on record; it resets no clock."),
        ({"contact_ids": (), "contact_names": ()}, "for nobody's vote"),
        ({"note": ""}, "nothing noted yet"),
    ],
)
def test_what_resets_no_clock_says_so(painted, changed, said):
    assert said in painted(receipt.saved(visit(**changed), effect(), POLICY, ON))


def test_a_receipt_of_many_and_nasty_names_stays_within_limits(painted):
    many = tuple(contact(n, NASTY) for n in range(300))
    one = visit(
        contact_ids=tuple(range(300)),
        contact_names=(NASTY,) * 300,
        account_name=NASTY,
        note=NASTY * 14,
        voices=tuple(Voice(VoiceKind.NEED, NASTY) for _ in range(40)),
        follow_ups=(FollowUp(NASTY, ON),) * 40,
    )
    text = painted(receipt.saved(one, effect(*many, colleagues=(NASTY,) * 50), POLICY, ON))
    assert "288 others" in text
    for message in (
        receipt.undone(one, ON),
        receipt.already(one, "10:02", ON),
        receipt.met_already(one, ON),
    ):
        painted(message)
    painted({"text": visits.summary(one, ON), "blocks": visits.line(one, ON)})


def test_a_receipt_of_many_voices_tells_promises_and_note_too(painted):
    one = visit(
        voices=tuple(Voice(VoiceKind.NEED, f"spares & tools {n} " + "x" * 100) for n in range(30)),
        follow_ups=(FollowUp("send the list", ON),),
        note="they liked the cake",
    )
    text = painted({**receipt.saved(one, effect(), POLICY, ON), "text": " "})
    for part in ("spares &amp; tools 19 x", "10 more", "send the list", "they liked the cake"):
        assert part in text


def test_a_receipt_may_give_way_and_a_list_may_not():
    assert "RMA is slow\nThe clocks" in receipt.undone(visit(note="RMA is slow"), ON)["text"]
    assert "RMA is slow.\nThe clocks" in receipt.undone(visit(note="RMA is slow."), ON)["text"]
    alone = last(receipt.undone(visit(), ON))[0]
    assert visits.pressed(alone) == (7, True)
    listed = last({"blocks": visits.line(visit(), ON)})[0]
    assert visits.pressed(listed) == (7, False)


def test_another_channel_comes_back_with_its_visit():
    menu = last(receipt.saved(visit(), effect(), POLICY, ON))[0]
    assert menu["initial_option"]["text"]["text"] == "meal"
    told = receipt.channel_chosen({"selected_option": menu["options"][2]})
    assert told == (7, Channel.COMPANY_TOUR)


# ---- questions


def said(**more) -> Understood:
    facts: dict[str, Any] = {"on": ON, "account": ACME, "note": "wants spares"}
    return Understood("met Li Wie @Acme: wants spares", **facts | more)


LI = (contact(), contact(2, "Li Wen", title="Buyer"))


def pressed(blocks, chosen):
    """A press on a message with some menus set, as Slack sends it."""
    values = {}
    for block in blocks:
        element = block.get("accessory") or {}
        if "action_id" in element and block.get("block_id") in chosen:
            state = chosen[block["block_id"]]
            values[block["block_id"]] = {element["action_id"]: state}
    return {"state": {"values": values}}


def test_everything_unclear_is_asked_in_one_answer(painted):
    unclear = (Unclear("Li Wie", LI), Unclear("Bob", ()))
    message = drafts.ask(3, said(unclear=unclear), ON)
    text = painted(message)
    for part in ("Who of 2 do you mean by “Li Wie”?", "I know nobody called “Bob”.",
                 "I kept what you wrote: “met Li Wie", "Li Wen, Buyer, Acme", "wants spares",
                 "Add as a new contact", "Leave out"):  # fmt: skip
        assert part in text
    assert {drafts.SETTLE, drafts.FORM, drafts.DISCARD} <= action_ids(message["blocks"])


def test_what_is_understood_already_is_told_beside_the_questions(painted):
    asked = said(
        unclear=(Unclear("Bob", ()), Unclear("Ann", ())),
        channel=Channel.MEAL,
        mentions=("UDANA", "UWEI"),
        voices=(Voice(VoiceKind.NEED, "spares"), Voice(VoiceKind.PRAISE, "help")),
        follow_ups=(Promise("call back", FAR),),
        attempt=True,
    )
    text = painted(drafts.ask(3, asked, ON))
    for part in ("· meal ·", "nobody reached", "with <@UDANA>, <@UWEI>", "wants spares",
                 "Need · Praise", "Promised: “call back”"):  # fmt: skip
        assert part in text


def test_who_is_not_offered_is_counted_and_found_in_the_form(painted):
    text = painted(drafts.ask(3, said(unclear=(Unclear("Li", LI, more=7),)), ON))
    assert "Who of 9 do you mean by “Li”? 7 others are found in the form." in text


def test_one_stranger_is_added_by_one_press(painted):
    message = drafts.ask(3, said(unclear=(Unclear("Bob", ()),)), ON)
    painted(message)
    assert drafts.SETTLE not in action_ids(message["blocks"])
    add: Any = next(one["accessory"] for one in message["blocks"] if "accessory" in one)
    assert drafts.pressed(add)[:2] == (3, 0)


def test_answers_come_back_and_must_be_complete():
    asked = said(unclear=(Unclear("Li Wie", LI), Unclear("Bob", ())))
    blocks = drafts.ask(3, asked, ON)["blocks"]
    one = {"selected_option": {"value": "2"}}
    half = drafts.picked(pressed(blocks, {"who-0": one}))
    assert half == Picked({0: "2"})
    assert not drafts.settles(half, asked)
    whole = drafts.picked(
        pressed(blocks, {"who-0": one, "who-1": {"selected_option": {"value": drafts.SKIP}}})
    )
    assert drafts.settles(whole, asked)
    assert drafts.fits(whole, asked)


def test_an_answer_to_a_question_that_has_changed_is_not_taken():
    now = said(unclear=(Unclear("Bob", (contact(9, "Bob Ray"),)),))
    assert not drafts.fits(Picked({0: "2"}), now)
    assert not drafts.fits(Picked({0: "9", 1: drafts.NEW}), now)
    assert drafts.fits(Picked({0: "9"}), now)


@pytest.mark.parametrize("code", ["date.future", "date.range", "date.unclear", "visit.planned"])
def test_a_day_that_cannot_be_is_chosen_beside_its_reason(painted, code):
    asked = said(contacts=LI[:1], on=None, error=Refusal(code))
    message = drafts.ask(3, asked, ON)
    painted(message)
    assert {drafts.DAY, drafts.SETTLE} <= action_ids(message["blocks"])
    assert not drafts.settles(Picked(), asked)
    day = drafts.picked(pressed(message["blocks"], {"day": {"selected_date": "2026-11-20"}}))
    assert drafts.settles(day, asked)
    assert drafts.day(day, asked) == date(2026, 11, 20)


def test_a_day_of_long_ago_needs_no_second_choice():
    asked = said(contacts=LI[:1], on=None, error=Refusal("date.old", on=FAR))
    assert "2025-03-04" in str(drafts.ask(3, asked, ON)["blocks"])
    assert drafts.settles(Picked(), asked)
    assert drafts.day(Picked(), asked) == FAR


def test_nobody_named_is_chosen_from_all(painted):
    asked = said(error=Refusal("contact.none"))
    blocks = drafts.ask(3, asked, ON)["blocks"]
    painted(drafts.ask(3, asked, ON))
    options = {"selected_options": [{"value": "4"}, {"value": "5"}]}
    chosen = drafts.picked(pressed(blocks, {"nobody": options}))
    assert chosen.contact_ids == (4, 5)
    assert drafts.settles(chosen, asked)


def test_several_customers_need_the_form(painted):
    message = drafts.ask(3, said(contacts=LI, error=Refusal("account.several")), ON)
    painted(message)
    assert drafts.SETTLE not in action_ids(message["blocks"])


def test_more_names_than_menus_have_room_for_are_told_and_left_to_the_form(painted):
    unclear = tuple(Unclear(f"Guest {n}") for n in range(60))
    message = drafts.ask(3, said(unclear=unclear), ON)
    assert "I am not sure of 60 names, which the form takes all: “Guest 0”, " in painted(message)
    assert "“Guest 59”" in painted(message)
    assert action_ids(message["blocks"]) == {drafts.FORM, drafts.DISCARD}


def test_namesakes_in_a_menu_are_told_apart_by_what_there_is():
    two = (contact(1, title="Buyer"), contact(2, email="li@acme.example"), contact(3, phone="+49"))
    message: Any = drafts.ask(3, said(unclear=(Unclear("Li Wei", two),)), ON)
    options = message["blocks"][1]["accessory"]["options"][:3]
    assert options == [form.contact_option(one) for one in two]
    told = [one["description"]["text"] for one in options]
    assert told == ["Buyer", "li@acme.example", "+49"]


def test_what_is_discarded_is_given_back_whole(painted):
    typed = "met Li &amp; Wei:\n" + "spares " * 700 + "and <@U1|dana> nods"
    given: Any = drafts.discarded(typed)
    painted(given)
    back = "".join(one["text"]["text"] for one in given["blocks"])
    assert back.count("spares") == 700
    assert "met Li &amp; Wei:\n" in back
    assert back.endswith("and @dana nods”")


def test_a_sentence_is_shown_as_its_writer_saw_it():
    sent = (
        "R&amp;D &lt;b&gt; <@U1|dana> <@U2> <#C1|general> <!here> <!subteam^S1|@sales>"
        " <https://a.example/?b=1&amp;c=2|a.example> <https://b.example>"
    )
    seen = "R&D <b> @dana @U2 #general @here @sales a.example https://b.example"
    assert drafts.typed(sent) == seen


def test_the_form_shows_a_sentence_that_was_not_clear_to_its_end(painted_view):
    wrote = "met " + "spares " * 100 + "with Quux"
    assert "with Quux”" in painted_view(form.form(Filled(wrote=wrote), ""))


def test_a_question_with_nasty_names_stays_within_limits(painted):
    strange = [contact(n, NASTY, title=NASTY, account=Account(2, NASTY)) for n in range(5)]
    unclear = tuple(Unclear(NASTY, tuple(strange)) for _ in range(20))
    asked = replace(
        said(unclear=unclear, account_text=NASTY, note=NASTY, contacts=tuple(strange)),
        source=NASTY * 10,
    )
    painted(drafts.ask(3, asked, ON))
    painted(drafts.ask(3, Understood("", error=Refusal("contact.none")), ON))


# ---- the form


def state(view, **typed):
    """A form as Slack sends it back: what it was filled with, and some fields set anew."""
    values = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element, key = block["element"], block["block_id"]
        told = {
            "value": element.get("initial_value"),
            "selected_date": element.get("initial_date"),
            "selected_option": element.get("initial_option"),
            "selected_options": element.get("initial_options", []),
            "selected_users": element.get("initial_users", []),
            "selected_user": element.get("initial_user"),
        }
        values[key] = {element["action_id"]: told | typed.get(key.partition("-")[0], {})}
    return view | {"state": {"values": values}}


FULL = Filled(
    contacts=LI,
    account=ACME,
    on=ON,
    channel=Channel.MEAL,
    slack_ids=("U0DANA",),
    note="RMA is slow",
    voices=(Voice(VoiceKind.NEED, "spares"), Voice(VoiceKind.PRAISE, "quick\nhelp")),
    promise=FollowUp("send SLA draft", date(2026, 11, 27)),
    more=(FollowUp("call Bob"),),
    attempt=True,
    wrote="met Li Wie",
)


def test_the_form_gives_back_what_it_was_filled_with(painted_view):
    view = form.form(FULL, "{}", edit=True)
    text = painted_view(view)
    assert "call Bob" in text
    assert "met Li Wie" in text
    told = form.sent(state(view))
    assert told.errors == {}
    assert told.contact_ids == (1, 2)
    assert told.account_id is None
    assert (told.on, told.channel, told.attempt) == (ON, Channel.MEAL, True)
    assert (told.slack_ids, told.note) == (("U0DANA",), "RMA is slow")
    assert [one.text for one in told.voices] == ["spares", "quick help"]
    assert told.promise == FULL.promise


def test_an_empty_form_is_a_form(painted_view):
    painted_view(form.form(Filled(), "{}"))
    told = form.sent(state(form.form(Filled(), "{}")))
    assert set(told.errors) == {"date"}


def test_a_form_of_many_and_nasty_names_stays_within_limits(painted_view):
    many = tuple(contact(n, NASTY, title=NASTY) for n in range(300))
    filled = replace(
        FULL,
        contacts=many,
        note=NASTY * 20,
        voices=tuple(Voice(VoiceKind.NEED, NASTY) for _ in range(40)),
        promise=FollowUp(NASTY * 3),
        more=tuple(FollowUp(NASTY) for _ in range(40)),
        wrote=NASTY * 20,
    )
    painted_view(form.form(filled, "{}", turn=3))
    painted_view(form.form(Filled(account=Account(3, NASTY)), "{}"))
    painted_view(newcomer.page("{}", name=NASTY * 3, account=Account(3, NASTY)))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"date": {"selected_date": None}}, "date"),
        ({"voices": {"value": "spares are late"}}, "voices"),
        ({"voices": {"value": "#need spares\n#wish more"}}, "voices"),
        ({"voices": {"value": "#need"}}, "voices"),
        ({"voices": {"value": "spares #need #idea"}}, "voices"),
        ({"promise": {"value": ""}}, "promise"),
        ({"due": {"selected_date": "2026-11-01"}}, "due"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(typed, field):
    told = form.sent(state(form.form(FULL, "{}"), **typed))
    assert set(told.errors) == {field}
    assert told.errors[field]


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("#need spares", VoiceKind.NEED, "spares"),
        ("spares are late #complaint", VoiceKind.COMPLAINT, "spares are late"),
        ("#需求要备件", VoiceKind.NEED, "要备件"),
        ("＃需求 要备件", VoiceKind.NEED, "要备件"),
        ("#Idea: a shelf", VoiceKind.IDEA, "a shelf"),
    ],
)
def test_a_voice_has_its_tag_anywhere(line, kind, words):
    told = form.sent(state(form.form(FULL, "{}"), voices={"value": line}))
    assert told.voices == (Voice(kind, words),)


@pytest.mark.parametrize(
    "line", ["#complaint too slow #need: spares", "too slow #complaint; spares #need"]
)
def test_several_voices_in_a_line_are_each_heard(line):
    told = form.sent(state(form.form(FULL, "{}"), voices={"value": line}))
    assert told.voices == (Voice(VoiceKind.COMPLAINT, "too slow"), Voice(VoiceKind.NEED, "spares"))


def test_short_words_of_one_kind_are_not_much_alike():
    before = (Voice(VoiceKind.NEED, "spares", id=1), Voice(VoiceKind.WORRY, "the deadline", id=2))
    typed = (Voice(VoiceKind.NEED, "time"), Voice(VoiceKind.NEED, "the deadline"))
    assert [one.id for one in form.whole_voices(typed, before)] == [0, 2]


def test_a_refusal_stands_at_the_field_it_is_about():
    view = state(form.form(FULL, "{}", turn=2))
    assert set(form.errors(Refusal("account.several"), view)) == {"contacts-2"}
    assert set(form.errors(Refusal("date.future"), view)) == {"date"}
    assert set(form.errors(Refusal("form.elsewhere", account="Acme"), view)) == {"account"}


def test_a_new_contact_needs_a_name_and_one_account(painted_view):
    page = newcomer.page("{}", name="Bob", new_account="Newco")
    painted_view(page)
    told = newcomer.read(state(page))
    assert (told.name, told.account, told.level, told.errors) == ("Bob", "Newco", Level.GENERAL, {})
    nothing = newcomer.read(state(page, name={"value": " "}, new_account={"value": ""}))
    assert set(nothing.errors) == {"name", "account"}
    both = newcomer.read(state(page, account={"selected_option": {"value": "1"}}))
    assert set(both.errors) == {"new_account"}


def test_buttons_name_what_they_are_about():
    assert visits.log_button(3)["value"] == "3"
    assert visits.log_button()["value"] == "new"
    assert visits.met_button(3)["action_id"] == visits.MET
