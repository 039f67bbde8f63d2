"""One meeting told by two, hints while the form is filled in, and who does what was promised."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from slack_sdk.errors import SlackApiError

from handlers import lists
from handlers.visits import after, doors, newcomers
from handlers.visits.keeping import as_new
from tests.conftest import TEAM
from tests.handlers.test_visits import NOW, TODAY, seen, world  # noqa: F401 — fixtures
from tests.views.test_visits import state
from upkeep.errors import Refusal
from upkeep.visits import Channel
from views import drafts, visits
from views.pieces import actions

MINE = "met Li Wei @Acme with <@UDANA>: spares are short #need. next: call back by Friday"
HERS = "visited Li Wei and 张三 @Acme over lunch: the audit went well #praise"


def blocks_of(message, action_id):
    return [
        element
        for block in message["blocks"]
        for element in block.get("elements", ())
        if element.get("action_id") == action_id
    ]


@pytest.fixture
def told_twice(world):  # noqa: F811 — the fixture
    """Dana's visit, and Alice's answer to hers of the same meeting."""
    world.types(HERS, trigger="dana", caller=world.dana)
    return world.types(MINE, trigger="alice")


def test_two_who_logged_one_meeting_are_offered_to_join(world, told_twice):  # noqa: F811
    assert "Dana Rossi logged this meeting, too: " in str(told_twice["blocks"])
    world.presses(after.joined, told_twice, visits.JOIN)
    world.presses(after.joined, told_twice, visits.JOIN)
    [visit] = world.visits()
    assert visit.recorded_by == world.dana.id
    assert visit.contact_names == ("Li Wei", "张三")
    assert visit.member_ids == (world.dana.id, world.alice.id)
    assert visit.note == "the audit went well\nspares are short."
    assert [one.kind for one in visit.voices] == ["praise", "need"]
    assert [one.owner_id for one in visit.follow_ups] == [world.alice.id]
    assert world.seen[-1][1]["text"].startswith("*Logged:* Li Wei and 张三, Acme")


def test_what_both_wrote_in_the_same_words_was_said_once(world):  # noqa: F811
    text = "met Li Wei @Acme: spares are short #need. next: <@UDANA> calls back by Friday"
    world.types(text, trigger="dana", caller=world.dana)
    answer = world.types(f"with <@UDANA> {text}", trigger="alice")
    world.presses(after.joined, answer, visits.JOIN)
    [visit] = world.visits()
    assert [one.text for one in visit.voices] == ["spares are short"]
    assert len(visit.follow_ups) == 1


def clocks(world):  # noqa: F811
    with world.store.reading(TEAM) as tx:
        assert tx.contacts.differences() == []
        return {one.name: (one.last_touch_on, one.last_seen_on) for one in tx.contacts.all()}


def test_what_was_joined_is_two_again_by_undo_each_as_it_was(world, told_twice):  # noqa: F811
    before, stood = world.visits(), clocks(world)
    world.presses(after.joined, told_twice, visits.JOIN)
    assert clocks(world) == stood
    joint = world.seen[-1][1]
    for _ in range(2):
        world.presses(after.parted, joint, visits.PART)
    assert world.visits() == before
    assert clocks(world) == stood
    assert blocks_of(world.seen[-1][1], visits.JOIN), "it can be joined once more"


@pytest.mark.parametrize("edited", [False, True])
def test_who_takes_a_joint_visit_back_takes_no_colleagues_along(world, told_twice, edited):  # noqa: F811
    hers, mine = sorted(world.visits(), key=lambda one: one.id)
    world.presses(after.joined, told_twice, visits.JOIN)
    if edited:
        with world.store.transaction(TEAM) as tx:
            tx.visits.change(hers.id, replace(as_new(tx.visits.get(hers.id)), note="else"))
    receipt = {"blocks": [actions(visits.undo_button(hers.id, alone=True))]}
    for _ in range(2):
        world.presses(after.undone, receipt, visits.UNDO, caller=world.dana)
    assert world.visits() == [mine], "as she logged it"
    assert clocks(world)["Li Wei"] == (TODAY, TODAY)
    world.presses(after.redone, world.seen[-1][1], visits.REDO, caller=world.dana)
    assert mine in world.visits()
    assert edited or hers in world.visits()


def test_what_was_joined_and_edited_is_two_again_with_what_was_edited(world, told_twice):  # noqa: F811
    mine = next(one for one in world.visits() if one.recorded_by == world.alice.id)
    world.presses(after.joined, told_twice, visits.JOIN)
    receipt = world.seen[-1][1]
    option = {"selected_option": {"value": "1:video"}}
    world.presses(after.channel_chosen, receipt, visits.CHANNEL, action=option, caller=world.dana)
    world.presses(after.parted, receipt, visits.PART)
    hers, again = sorted(world.visits(), key=lambda one: one.id)
    assert again == mine
    assert (hers.channel, hers.note) == (Channel.VIDEO, "the audit went well")
    assert (hers.contact_names, hers.member_ids) == (("Li Wei", "张三"), (world.dana.id,))
    assert [one.kind for one in hers.voices] == ["praise"]


def test_who_met_in_person_is_not_only_called_by_joining(world):  # noqa: F811
    world.types("wrote to Li Wei @Acme by message", trigger="dana", caller=world.dana)
    answer = world.types("met Li Wei @Acme for lunch with <@UDANA>", trigger="alice")
    stood = clocks(world)
    world.presses(after.joined, answer, visits.JOIN)
    [visit] = world.visits()
    assert visit.channel is Channel.MEAL
    assert clocks(world) == stood


def test_nobody_is_offered_a_meeting_that_was_another(world):  # noqa: F811
    world.types(HERS, trigger="dana", caller=world.dana)
    for text in (
        "met Li Wei @Acme",  # neither speaks of the other
        "met Li Wei @Acme yesterday with <@UDANA>",  # another day
        "met John Smith @Acme with <@UDANA>",  # somebody else
        "tried to reach Li Wei @Acme with <@UDANA>, no answer",
    ):
        answer = world.types(text, trigger=text)
        assert not blocks_of(answer, visits.JOIN), text


def test_a_meeting_that_was_changed_meanwhile_is_not_joined(world, told_twice):  # noqa: F811
    hers = next(one for one in world.visits() if one.recorded_by == world.dana.id)
    with world.store.transaction(TEAM) as tx:
        tx.visits.undo(hers.id, world.dana.id, NOW)
    with pytest.raises(Refusal, match=r"visit\.apart"):
        world.presses(after.joined, told_twice, visits.JOIN)
    assert [one.recorded_by for one in world.visits()] == [world.alice.id]


def chosen(world, contacts, on=TODAY):  # noqa: F811
    """The form as Slack shows it after some contacts were chosen in it, and what it becomes."""
    world.call(doors.by_command, command={"trigger_id": "t", "response_url": "https://x"})
    view = world.opened() | {"hash": "h"}
    options = [{"value": str(one.id)} for one in contacts]
    told = state(view, contacts={"selected_options": options}, date={"selected_date": str(on)})
    world.call(doors.hinted, body={"view": told})
    return world.client.views_update.call_args.kwargs


def test_the_form_says_what_was_logged_that_day_already(world):  # noqa: F811
    world.types("met Li Wei @Acme over lunch", caller=world.dana)
    sent = chosen(world, [world.contact("Li Wei")])
    assert sent["hash"] == "h"
    assert "Already logged that day: Tue 24 Nov · Li Wei, Acme · meal" in str(
        sent["view"]["blocks"]
    )
    for contact, on in (("Li Wei", TODAY - timedelta(days=1)), ("张三", TODAY)):
        blocks = chosen(world, [world.contact(contact)], on)["view"]["blocks"]
        assert "Already logged" not in str(blocks)


ALREADY = "Already logged that day: Tue 24 Nov · Li Wei, Acme · meal"


def test_an_edit_and_a_draft_say_it_at_once(world):  # noqa: F811
    world.types("met Li Wei @Acme over lunch", caller=world.dana)
    mine = world.types("met Li Wei @Acme by phone", trigger="2")
    world.presses(doors.by_edit, mine, visits.EDIT)
    hint = str(world.opened()["blocks"])
    assert ALREADY in hint
    assert "Li Wei, Acme · call" not in hint, "not the visit itself"
    asked = world.types("met Li Wei and Zoe Winter @Acme today", trigger="3")
    world.presses(doors.by_draft, asked, drafts.FORM)
    hint = str(world.opened()["blocks"])
    assert "Already logged that day" in hint
    assert "Li Wei, Acme · meal" in hint


def test_it_is_said_still_once_somebody_new_was_added(world):  # noqa: F811
    world.types("met Li Wei @Acme over lunch", caller=world.dana)
    world.call(doors.by_command, command={"trigger_id": "t", "response_url": "https://x"})
    options = [{"value": str(world.contact("Li Wei").id)}]
    form = state(world.opened() | {"id": "V1"}, contacts={"selected_options": options})
    body = {"view": form, "trigger_id": "t"}
    world.call(newcomers.pushed, action={"value": "0"}, body=body)
    page = world.client.views_push.call_args.kwargs["view"] | {"id": "V2"}
    typed = {"name": {"value": "Zoe Winter"}}
    world.call(newcomers.added, view=state(page, **typed))
    assert ALREADY in str(world.client.views_update.call_args.kwargs["view"]["blocks"])


@pytest.mark.parametrize(
    "failure", [SlackApiError("no", {"error": "hash_conflict"}), TimeoutError("too late")]
)
def test_a_form_that_moved_on_needs_no_hint_and_none_is_waited_for(world, failure):  # noqa: F811
    world.client.views_update.side_effect = failure
    chosen(world, [world.contact("Li Wei")])


def test_who_does_what_was_promised_is_chosen_in_the_form(world):  # noqa: F811
    world.call(doors.by_command, command={"trigger_id": "t", "response_url": "https://x"})
    option = {"value": str(world.contact("Li Wei").id)}
    world.sends(
        world.opened(),
        contacts={"selected_options": [option]},
        promise={"value": "send the offer"},
        due={"selected_date": "2026-12-01"},
        owner={"selected_user": "UDANA"},
    )
    [visit] = world.visits()
    [promise] = visit.follow_ups
    assert (promise.owner_id, promise.due_on) == (world.dana.id, date(2026, 12, 1))
    world.call(doors.by_edit, action={"value": str(visit.id)}, body={"trigger_id": "t"})
    assert "'initial_user': 'UDANA'" in str(world.opened()["blocks"])


def test_the_receipt_says_who_of_ours_promised_what(world):  # noqa: F811
    promised = "next: <@UDANA> sends the SLA by Fri; next: call back"
    answer = world.types(f"met Li Wei @Acme: tea. {promised}")
    assert (
        "Promised by Dana Rossi: “sends the SLA” (Fri 27 Nov)\nPromised: “call back”"
        in (answer["text"])
    )


def test_an_unfinished_log_leaves_home_after_a_week(world):  # noqa: F811
    world.types("met John Smith yesterday: the audit")
    with world.store.reading(TEAM) as tx:
        for days, waiting in ((7, 1), (9, 0)):
            page = lists.home(tx, world.alice, TODAY + timedelta(days=days), 0)
            assert len(page.drafts) == waiting


@pytest.mark.parametrize("edited", [False, True])
def test_who_takes_back_what_he_joined_leaves_the_colleagues_visit(world, told_twice, edited):  # noqa: F811
    hers = next(one for one in world.visits() if one.recorded_by == world.dana.id)
    world.presses(after.joined, told_twice, visits.JOIN)
    if edited:  # it is put right, and taken back after all
        hers = replace(hers, channel=Channel.SITE_TOUR)
        option = {"selected_option": {"value": f"{hers.id}:site_tour"}}
        receipt = world.seen[-1][1]
        world.presses(after.channel_chosen, receipt, visits.CHANNEL, action=option)
    listed = {"blocks": visits.line(world.visits()[0], TODAY)}  # Alice's list has the joint one
    for _ in range(2):
        world.presses(after.undone, listed, visits.UNDO)
        assert world.visits() == [hers], "as she logged it"
        assert "spares are short" in world.seen[-1][1]["text"]
    assert clocks(world)["Li Wei"] == (TODAY, TODAY)
    world.presses(after.redone, world.seen[-1][1], visits.REDO)
    assert sorted(one.recorded_by for one in world.visits()) == [world.alice.id, world.dana.id]
