"""The settings as an admin sees them, and back from the form to plain values."""

import json
from dataclasses import replace
from datetime import date, time

import pytest

from upkeep.accounts import Level
from upkeep.policy import CHANGEABLE, Policy, changed, plain
from upkeep.visits import Channel
from views import language
from views import settings as views
from views.settings import effect, form
from views.settings.elements import VALUE

TODAY = date(2026, 11, 24)
POLICY = Policy()


def inputs(view):
    return [block for block in view["blocks"] if block["type"] == "input"]


def sent(policy: Policy = POLICY, page: str = "", **typed: object):
    """The form as Slack hands it back, with some fields typed anew (dots as __)."""
    keys = {key.replace("__", ".") for key in typed}
    page = page or next(one for one in views.PAGES if keys <= {*views.keys(policy, one)})
    view = form.form(policy, {}, TODAY, page)
    values = {}
    for block in inputs(view):
        key, element = block["block_id"], block["element"]
        kind = element["type"]
        told = typed.get(key.replace(".", "__"), _initial(element))
        values[key] = {VALUE: {"type": kind, **_state(kind, told)}}
    return view | {"state": {"values": values}}


def _state(kind, told):
    """What Slack says of a field that holds something."""
    if kind == "multi_static_select":
        return {"selected_options": [{"value": one} for one in told]}
    field = {
        "number_input": "value",
        "plain_text_input": "value",
        "timepicker": "selected_time",
        "conversations_select": "selected_conversation",
        "users_select": "selected_user",
    }.get(kind)
    return {field: told} if field else {"selected_option": {"value": told}}


def _initial(element):
    option = element.get("initial_option")
    if element["type"] == "multi_static_select":
        return [one["value"] for one in element["initial_options"]]
    names = ("initial_value", "initial_time", "initial_conversation", "initial_user")
    return option["value"] if option else next((element[n] for n in names if n in element), None)


def test_every_changeable_value_has_a_field_and_says_where_it_comes_from():
    sources = {"cadence.general": form.Source("Dana", date(2026, 11, 3), 60)}
    view = form.form(POLICY, sources, TODAY)
    fields = {block["block_id"]: block for block in inputs(view)}
    assert sorted(key for _, keys in views.PAGES.values() for key in keys) == sorted(CHANGEABLE)
    assert "Dana" in fields["cadence.general"]["hint"]["text"]
    assert "60 days" in fields["cadence.general"]["hint"]["text"]
    assert fields["cadence.key"]["hint"]["text"] == "Default."


def test_what_counts_as_a_touch_is_chosen_and_one_channel_at_least_must():
    changes, errors = form.read(sent(counted=["in_person", "video"]), POLICY)
    assert (changes, errors) == ({"counted": "in_person video"}, {})
    assert changed(POLICY, changes).counted == {Channel.IN_PERSON, Channel.VIDEO}
    page = str(effect.confirm(POLICY, changes, effect.Effect())["blocks"])
    assert "→ in person, video" in page
    assert "counted anew" in page
    assert form.read(sent(counted=[]), POLICY) == ({}, {"counted": "Choose one at least."})


def test_each_function_has_its_own_reader_of_assessments():
    key = "assessments.executive"
    policy = replace(POLICY, assessments={"default": "", "Executive": "dana@b.example"})
    assert plain(policy, key) == "dana@b.example"
    assert views.label(key) == "Who gets the assessments of executive"
    changes, errors = form.read(sent(policy, assessments__executive="U2BOB"), policy)
    assert (changes, errors) == ({key: "U2BOB"}, {})
    assert changed(policy, changes).assessments["executive"] == "U2BOB"


@pytest.mark.parametrize(
    "functions",
    [["regional customer quality and reliability engineering"], [f"f{n}" for n in range(60)]],
)
def test_no_name_of_a_function_and_no_number_of_them_breaks_the_page(functions):
    policy = replace(POLICY, targets={"default": 5} | dict.fromkeys(functions, 2))
    page = form.form(policy, {}, TODAY, "targets")
    assert len(str(page["private_metadata"])) < 3000
    assert {"targets", "assessments.default"} <= {block["block_id"] for block in inputs(page)}
    assert form.read(sent(policy, page="targets"), policy) == ({}, {})


def test_a_function_rings_nobody():
    page = effect.confirm(POLICY, {"assessments.<!channel>": "U2BOB"}, effect.Effect())
    assert "<!channel>" not in str(page["blocks"])


def test_the_language_of_channels_is_one_that_is_spoken_here():
    assert language.known()["en"] == "English"
    assert form.read(sent(digest_language="en"), POLICY) == ({}, {})
    assert form.read(sent(digest_language="xx"), POLICY) == ({}, {})


def test_a_form_sent_untouched_changes_nothing():
    for page in views.PAGES:
        assert form.read(sent(page=page), POLICY) == ({}, {})


def test_only_what_was_typed_anew_is_a_change():
    view = sent(digest_on="Fri", digest_at="16:30", digest_channel="C0SALES")
    changes, errors = form.read(view, POLICY)
    assert not errors
    assert changes == {
        "digest_on": "FREQ=WEEKLY;BYDAY=FR",
        "digest_at": "16:30",
        "digest_channel": "C0SALES",
    }


def test_another_admins_change_meanwhile_is_not_undone():
    view = sent(cadence__general="21")
    changed_since = Policy(cadence={**POLICY.cadence, Level.KEY: 7})
    assert form.read(view, changed_since) == ({"cadence.general": 21}, {})


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("cadence__general", "0"),
        ("cadence__key", "3651"),
        ("cadence__executive", "soon"),
        ("cadence__general", None),
        ("reminder_limit", "11"),
        ("reminder_at", "23:30"),
        ("reminder_at", "03:00"),
        ("reminder_at", None),
        ("digest_at", "25:00"),
        ("morning", "09:30"),
        ("evening", "08:00"),
        ("work_days", "first workday of the month"),
        ("targets", "sales 5"),
        ("targets", "default many"),
        ("targets", "default 51"),
        ("away_emoji", "palm tree!"),
        ("rest_days", "61"),
        ("incident_days", "0"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(field, typed):
    changes, errors = form.read(sent(**{field: typed}), POLICY)
    assert not changes
    assert list(errors) == [field.replace("__", ".")]


def test_a_channel_known_by_name_only_stays_when_nothing_is_chosen():
    named = Policy(digest_channel="sales")
    assert form.read(sent(named, "digests"), named) == ({}, {})
    view = form.form(named, {}, TODAY, "digests")
    assert "#sales" in json.dumps(view)


def test_a_chosen_channel_can_be_taken_back():
    chosen = Policy(digest_channel="C0SALES")
    view = sent(chosen, digest_channel=None)
    assert form.read(view, chosen) == ({"digest_channel": ""}, {})


def test_the_effect_is_told_before_saving():
    changes: dict[str, str | int] = {"cadence.general": 21, "reminder_limit": 1}
    changes["digest_on"] = "FREQ=WEEKLY;BYDAY=FR"
    view = effect.confirm(POLICY, changes, effect.Effect(118, 0, 9, 0), "Fri 27 Nov 10:00")
    text = json.dumps(view, ensure_ascii=False)
    for sentence in (
        "60 days → 21 days",
        "118 more contacts become neglected.",
        "9 people get longer lists.",
        "A reminder names at most 1 contact.",
        "Monday → Friday",
        "Fri 27 Nov 10:00",
    ):
        assert sentence in text
    assert effect.confirmed(view) == changes


def test_a_change_without_effect_on_lists_says_so():
    view = effect.confirm(POLICY, {"cadence.key": 31}, effect.Effect())
    assert "Nobody's list changes today." in json.dumps(view)


def test_a_forged_confirmation_cannot_name_other_keys():
    view = effect.confirm(POLICY, {}, effect.Effect()) | {
        "private_metadata": json.dumps({"admins": "U1", "cadence.key": 3})
    }
    assert effect.confirmed(view) == {"cadence.key": 3}


def test_a_refusal_is_polite_and_names_whom_to_ask():
    message = views.refused(["U1", "U2"])
    assert "only admins" in message["text"]
    assert "<@U1>, <@U2>" in message["text"]
    assert views.refused([])["blocks"]


def test_days_hours_emoji_and_targets_come_back_as_the_rules_know_them():
    days = sent(work_days="Mon, Tue", away_emoji=":Palm_Tree: :x:")
    hours = sent(reminder_at="05:30", morning="05:00", evening="21:00", rest_days="0")
    targets = sent(targets="R&D 3\nDefault: 4")
    found: dict[str, str | int] = {}
    for view in (days, hours, targets):
        changes, errors = form.read(view, POLICY)
        assert not errors
        found |= changes
    policy = changed(POLICY, found)
    assert policy.work_days == frozenset({0, 1})
    assert policy.away_emoji == frozenset({"palm_tree", "x"})
    assert (policy.morning, policy.reminder_at, policy.rest_days) == (time(5), time(5, 30), 0)
    assert policy.targets == {"r&d": 3, "default": 4}
    assert {key: plain(policy, key) for key in found} == found
