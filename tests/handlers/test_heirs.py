"""Handing over while people leave: what was asked for moves, and to nobody who has gone."""

from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import Mock

import pytest

from handlers import answers, handover, inheriting, owed, promises
from handlers.contacts import merging
from handlers.inheriting import proposing
from handlers.nudges import deeds, presses
from handlers.nudges.deeds import Doing
from handlers.visits.keeping import Desk
from tests.conftest import TEAM
from tests.handlers.test_handover import CLOCK, NOW, TODAY, World
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.visits import Channel, FollowUp, NewVisit


@pytest.fixture
def world(store):
    return World(store)


def test_a_part_of_what_somebody_left_behind_is_handed_over_without_the_rest(world):
    world.slack_says(deleted=True)
    world.types("<@UWANG> <@UEVE> Nord")
    with world.store.transaction(TEAM) as tx:
        tx.contacts.add(world.nord.id, "Late", added_on=TODAY, owner_id=world.wang.id)
    world.presses(handover.confirmed, value="2:0")
    assert world.keepers() == {
        "Eva": world.eve.id, "Late": world.eve.id,
        "Li Wei": world.wang.id, "Marta": world.wang.id, "张三": world.wang.id,
    }  # fmt: skip
    world.presses(handover.confirmed, value="1:0")
    assert world.wang.id not in world.keepers().values(), "the proposal of all is still there"


def test_nothing_goes_to_who_has_left_since_it_was_proposed(world):
    world.types("<@UWANG> <@UEVE>")
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.eve.id, active=False)
    with pytest.raises(Refusal, match=r"heir_left.*Eve"):
        world.presses(handover.confirmed, value="1:0")
    assert set(world.keepers().values()) == {world.wang.id}
    with world.store.reading(TEAM) as tx:
        seen = inheriting.paint(tx, tx.handovers.get(1), TODAY)["text"]
    assert "Acme: → Eve (has left) (3 contacts)" in seen
    for account in (world.acme, world.nord):
        block = f"handover-1-{account.id}"
        world.presses(handover.changed, block_id=block, selected_user="UDANA")
    world.presses(handover.confirmed, value="1:0")
    assert set(world.keepers().values()) == {world.dana.id}


@pytest.mark.parametrize(
    "words",
    ["<@UWANG> to <@UEVE>", "from <@UWANG> → <@UEVE> all", "<@UWANG> <@UEVE> Acme and Nord"],
)
def test_it_may_be_said_with_the_little_words(world, words):
    seen = world.types(words)
    assert "4 contacts, 2 accounts" in seen
    assert "Acme: → Eve (3 contacts)" in seen


def test_a_third_person_is_not_left_out_without_a_word(world):
    assert world.types("<@UWANG> <@UEVE> <@UDANA>").startswith("Who hands over to whom?")


def test_a_customer_called_like_a_little_word_is_meant_first(world):
    with world.store.transaction(TEAM) as tx:
        tx.accounts.upsert("To All", owner_id=world.wang.id)
    seen = world.types("<@UWANG> <@UEVE> to all")
    assert "To All: → Eve" in seen
    assert "0 contacts, 1 account" in seen


def merged(world):
    """Li Wei was on the list twice: what Eve has found is the same person."""
    with world.store.transaction(TEAM) as tx:
        twin = tx.contacts.add(world.acme.id, "Wei Li", added_on=TODAY, owner_id=world.eve.id)
        tx.merges.merge(twin.id, world.li.id, world.anna.id, NOW, TODAY)


def painted(world, handover_id=1):
    with world.store.reading(TEAM) as tx:
        return inheriting.paint(tx, tx.handovers.get(handover_id), TODAY)["text"]


def test_who_is_merged_while_a_proposal_waits_goes_with_who_it_is_now(world):
    world.types("<@UWANG> <@UDANA>")
    merged(world)
    assert "Acme: → Dana (2 contacts)" in painted(world), "who it is now is Eve's"
    block = f"handover-1-{world.acme.id}"
    world.presses(handover.changed, block_id=block, selected_user="UANNA")
    assert "Acme: → Anna (2 contacts)" in painted(world)
    world.presses(handover.confirmed, value="1:0")
    assert world.keepers() == {
        "Wei Li": world.eve.id, "Marta": world.anna.id, "张三": world.anna.id, "Eva": world.dana.id
    }  # fmt: skip


def test_who_is_merged_after_it_stays_where_it_is_when_the_rest_goes_back(world):
    world.types("<@UWANG> <@UDANA>")
    world.presses(handover.confirmed, value="1:0")
    merged(world)
    assert painted(world).startswith("✓ Handed over from Wang: 4 contacts")
    world.presses(handover.undone, value="1:0")
    assert painted(world).startswith("Hand over from Wang?\nAnna took it back: 3 contacts")
    assert world.keepers()["Wei Li"] == world.eve.id


def test_what_was_handed_over_by_another_proposal_is_not_told_again(world):
    """Nobody gets a brief for what is somebody else's by now."""
    world.types("<@UWANG> <@UEVE>")
    world.types("<@UWANG> <@UDANA> Acme", trigger="2")
    world.types("<@UWANG> <@UDANA>", trigger="3")
    world.presses(handover.confirmed, value="2:0")
    world.presses(handover.confirmed, value="1:0")
    assert "Acme" not in world.text(inheriting.BRIEF, "UEVE").partition("\n")[0]
    assert "Li Wei" not in world.text(inheriting.BRIEF, "UEVE")
    before = world.owed()
    world.presses(handover.confirmed, value="3:0")
    assert painted(world, 3) == "There is nothing left to hand over from Wang."
    assert world.owed() == before
    assert world.keepers() == {
        "Li Wei": world.dana.id, "Marta": world.dana.id, "张三": world.dana.id,
        "Eva": world.eve.id,
    }  # fmt: skip


def test_who_has_moved_is_known_by_who_met_them_before_and_lost_with_them(world):
    """Xu, met by Eve, has moved from Third to Acme; Yu, met by Wang, the other way."""
    with world.store.transaction(TEAM) as tx:
        third = tx.accounts.upsert("Third")[0]
        xu = tx.contacts.add(third.id, "Xu", added_on=TODAY)
        yu = tx.contacts.add(world.acme.id, "Yu", added_on=TODAY)
        for account, contact, who in ((third, xu, world.eve), (world.acme, yu, world.wang)):
            visit = NewVisit(account.id, TODAY, Channel.CALL, (contact.id,), (who.id,))
            tx.visits.add(visit, who.id, NOW, contact.name)
        tx.contacts.change(xu.id, account_id=world.acme.id)
        tx.contacts.change(yu.id, account_id=third.id)
    seen = world.types("rehearse <@UWANG>")
    assert "3 votes that are warm would go cold." in seen
    assert "*Acme*: 2 of 4 warm votes: Marta and 张三" in seen
    assert "*Third*: the only warm vote: Yu" in seen
    assert "Acme: → Dana (3 contacts, knows them), Eve (1 contact, knows them)" in world.types(
        "<@UWANG>"
    )


def test_a_colleague_of_another_team_gets_whom_he_knows_and_not_all_the_rest(world):
    """Eve, of Asia, has nothing to do, and has met Eva; Dana's team is Wang's."""
    with world.store.transaction(TEAM) as tx:
        europe, asia = (tx.teams.upsert(name)[0] for name in ("Europe", "Asia"))
        for one in (world.wang, world.dana, world.anna):
            tx.members.change(one.id, team_id=europe.id)
        tx.members.change(world.eve.id, team_id=asia.id)
        visit = NewVisit(world.nord.id, TODAY, Channel.CALL, (world.eva.id,), (world.eve.id,))
        tx.visits.add(visit, world.eve.id, NOW, "eva")
        far = tx.accounts.upsert("Far", owner_id=world.wang.id)[0]
        for number in range(9):
            tx.contacts.add(far.id, f"Far {number}", added_on=TODAY)
    seen = world.types("<@UWANG>", by=world.wang)
    assert "Far: → Dana (9 contacts)" in seen
    assert "Nord: → Eve (1 contact, knows them)" in seen


def test_nothing_is_proposed_for_who_is_away(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.dana.id, away_from=TODAY, away_until=TODAY)
        there = {one.member_id for one in proposing.heirs(tx, world.wang, [], TODAY)}
    assert world.eve.id in there
    assert world.dana.id not in there
    assert world.wang.id not in there


def test_where_the_manager_leaves_too_who_is_above_then_is_asked(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.ensure("UBOSS", name="Boss", is_slack_admin=True)
    world.slack_says(deleted=True)
    for _ in range(2):
        world.slack_says(deleted=True, who="UANNA")
        assert world.text(inheriting.PROPOSAL, "UBOSS").startswith("Wang has left: who takes over?")
        assert world.owed() == 2, "one to Anna, and one to Boss"
    with world.store.reading(TEAM) as tx:
        boss = tx.members.by_slack("UBOSS")
    world.presses(handover.confirmed, by=boss, value="1:0")
    assert world.wang.id not in world.keepers().values()
    assert world.text(inheriting.PROPOSAL, "UBOSS").startswith("✓ Handed over from Wang")


def test_where_another_manager_has_the_proposal_nobody_else_is_asked(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.ensure("UBOSS", name="Boss", is_slack_admin=True)
        tx.members.change(tx.members.ensure("UMIA", name="Mia").id, role=Role.MANAGER)
    world.slack_says(deleted=True)
    world.slack_says(deleted=True, who="UANNA")
    assert world.text(inheriting.PROPOSAL, "UBOSS") == ""
    assert world.text(inheriting.PROPOSAL, "UMIA").startswith("Wang has left")


def test_while_nobody_is_left_to_ask_it_waits(world):
    world.slack_says(deleted=True)
    world.slack_says(deleted=True, who="UANNA")
    with world.store.transaction(TEAM) as tx:
        tx.members.ensure("UBOSS", name="Boss", is_slack_admin=True)
    inheriting.work(world.store, TEAM, CLOCK)
    assert world.text(inheriting.PROPOSAL, "UBOSS").startswith("Wang has left: who takes over?")


def test_the_home_of_who_has_left_is_painted_no_more(world):
    """Slack takes nothing for it, and the admins' Home would count a failure."""
    with world.store.transaction(TEAM) as tx:
        for one in (world.wang, world.dana):
            owed.publish(tx, one, CLOCK)
        tx.deliveries.withdraw(owed.HOME, owed.HOME)
    world.slack_says(deleted=True)
    world.presses(handover.confirmed, value="1:0")
    with world.store.reading(TEAM) as tx:
        homes = {
            who: tx.deliveries.of_period(owed.HOME, who, owed.HOME) for who in ("UWANG", "UDANA")
        }
    assert homes["UDANA"].state == "pending", "who takes over sees it"
    assert homes["UWANG"].state == "cancelled"


def test_where_only_a_voice_or_a_promise_goes_over_it_says_so(world):
    """Acme is Wang's; Eve has one voice to answer there, and Nord is hers."""
    with world.store.transaction(TEAM) as tx:
        [first, *_] = tx.voices.open_of_accounts([world.acme.id])
        tx.voices.assign(first.id, world.eve.id)
    seen = world.types("<@UEVE> <@UDANA>")
    assert "Acme: → Dana (only what is promised or to be answered there)" in seen
    assert "Nord: → Dana" in seen.splitlines()
    world.presses(handover.confirmed, value="1:0")
    with world.store.reading(TEAM) as tx:
        done = inheriting.paint(tx, tx.handovers.get(1), TODAY)["text"]
        assert tx.accounts.get(world.acme.id).owner_id == world.wang.id
    assert "Acme → Dana (only what is promised or to be answered there)" in done
    assert "Nord → Dana" in done.splitlines()
    acme, nord = world.text(inheriting.BRIEF, "UDANA").split("\nNord\n")
    assert "• Only what is promised or to be answered there is yours." in acme
    assert acme.count("Still open") == 1, "the others are not Dana's"
    assert "Promised" not in acme, "that is Wang's"
    assert "is yours" not in nord


@pytest.mark.parametrize("back", ["it is back there", "it was somebody else after all"])
def test_who_comes_back_after_its_owner_has_left_is_in_no_empty_hands(world, back, monkeypatch):
    """What was on no list when the owner's contacts went over came back to who is not here."""
    with world.store.transaction(TEAM) as tx:
        wang_s = world.eva.id
        if back == "it is back there":
            tx.contacts.leave(wang_s, TODAY)
        else:
            kept = tx.contacts.add(world.nord.id, "Eva B", added_on=TODAY)
            merge = tx.merges.merge(kept.id, wang_s, world.anna.id, NOW, TODAY)
    world.slack_says(deleted=True)
    world.presses(handover.confirmed, value="1:0")
    assert world.wang.id not in world.keepers().values()
    if back == "it is back there":
        with world.store.transaction(TEAM) as tx:
            deeds.come_back().do(Doing(tx, world.anna, tx.contacts.get(wang_s), CLOCK))
    else:
        monkeypatch.setattr(answers, "replace", lambda _body, _message: None)
        world.presses(merging.undone, value=str(merge.id))
    assert world.keepers()["Eva"] == world.eve.id, "who answers for the customer"


def test_who_comes_back_before_that_is_in_the_proposal(world):
    with world.store.transaction(TEAM) as tx:
        tx.contacts.leave(world.eva.id, TODAY)
    world.slack_says(deleted=True)
    with world.store.transaction(TEAM) as tx:
        deeds.come_back().do(Doing(tx, world.anna, tx.contacts.get(world.eva.id), CLOCK))
    assert world.keepers()["Eva"] == world.wang.id
    world.presses(handover.confirmed, value="1:0")
    assert world.keepers()["Eva"] not in {world.wang.id, None}


def test_who_would_not_be_met_in_person_any_more_is_in_the_rehearsal(world):
    """Dana calls Li Wei; only Wang has a meal with him."""
    with world.store.transaction(TEAM) as tx:
        tx.settings.change("in_person.general", 30, world.anna.id, NOW)
        tx.contacts.change(world.li.id, added_on=date(2026, 1, 1))
        meal = NewVisit(world.acme.id, TODAY, Channel.MEAL, (world.li.id,), (world.wang.id,))
        tx.visits.add(meal, world.wang.id, NOW, "meal")
    assert "3 of 3 warm votes" in world.types("rehearse <@UWANG>")
    with world.store.transaction(TEAM) as tx:
        tx.visits.add(replace(meal, member_ids=(world.dana.id,)), world.dana.id, NOW, "another")
    assert "2 of 3 warm votes" in world.types("rehearse <@UWANG>")


def test_a_proposal_tells_what_would_go_over_now(world):
    """Eve has left, who had Wang's contacts: what he has back is not hers to be handed over."""
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    world.slack_says(deleted=True, who="UEVE")
    assert "4 contacts, 2 accounts, 1 open" in world.text(inheriting.PROPOSAL, "UANNA")
    world.presses(handover.undone, value="1:0")
    seen = world.text(inheriting.PROPOSAL, "UANNA")
    assert "\n0 contacts, 1 account. Nothing has moved yet" in seen
    assert "Acme" not in seen


def test_a_proposal_follows_what_is_given_away_or_comes_meanwhile(world):
    world.slack_says(deleted=True)
    with world.store.reading(TEAM) as tx:
        eva = tx.contacts.get(world.eva.id)
    with world.store.transaction(TEAM) as tx:
        tx.contacts.add(world.acme.id, "Late", added_on=TODAY)
        deeds.give(world.dana).do(Doing(tx, world.anna, eva, CLOCK))
    seen = world.text(inheriting.PROPOSAL, "UANNA")
    assert "\n4 contacts, 1 account, 1 open promise." in seen
    assert "Acme: → Dana (4 contacts, knows them)" in seen
    assert "Nord" not in seen
    with world.store.transaction(TEAM) as tx:
        deeds.give_back(world.wang.id, world.dana.id).do(Doing(tx, world.anna, eva, CLOCK))
    assert "\n5 contacts, 2 accounts" in world.text(inheriting.PROPOSAL, "UANNA")
    world.presses(handover.confirmed, value="1:0")
    assert "✓ Handed over from Wang: 5 contacts" in world.text(inheriting.PROPOSAL, "UANNA")


def test_a_promise_that_stands_again_after_its_owner_has_left_goes_over_with_the_rest(world):
    with world.store.transaction(TEAM) as tx:
        lone = tx.accounts.upsert("Lone", owner_id=world.anna.id)[0]
        ann = tx.contacts.add(lone.id, "Ann", added_on=TODAY)
        said = (FollowUp("the drawings", TODAY),)
        visit = NewVisit(lone.id, TODAY, Channel.CALL, (ann.id,), (world.wang.id,), follow_ups=said)
        made, _ = tx.visits.add(visit, world.wang.id, NOW, "lone")
        tx.visits.undo(made.id, world.wang.id, NOW)
    world.slack_says(deleted=True)
    with world.store.transaction(TEAM) as tx:
        tx.visits.redo(made.id)
    world.presses(handover.confirmed, value="1:0")
    with world.store.reading(TEAM) as tx:
        assert tx.follow_ups.open_of_member(world.wang.id) == []


def test_who_came_to_the_list_since_goes_with_his_account_and_is_counted(world):
    world.types("<@UWANG> <@UEVE>")
    with world.store.transaction(TEAM) as tx:
        tx.contacts.add(world.acme.id, "Late", added_on=TODAY)
        tx.contacts.add(world.acme.id, "Own", added_on=TODAY, owner_id=world.wang.id)
    assert "\n5 contacts, 2 accounts" in painted(world)
    world.presses(handover.confirmed, value="1:0")
    assert "5 contacts" in painted(world)
    assert world.keepers()["Late"] == world.eve.id
    assert world.keepers()["Own"] == world.wang.id, "that was given to him himself"
    assert "Late" in world.text(inheriting.BRIEF, "UEVE")


def test_what_is_left_with_its_owner_is_as_it_was(world):
    until = TODAY + timedelta(days=99)
    with world.store.transaction(TEAM) as tx:
        tx.contacts.snooze(world.eva.id, until)
    world.types("<@UWANG> <@UEVE>")
    stays = f"handover-1-{world.nord.id}"
    world.presses(handover.changed, block_id=stays, selected_user="UWANG")
    assert "\n3 contacts, 2 accounts" in painted(world)
    world.presses(handover.confirmed, value="1:0")
    assert painted(world).startswith("✓ Handed over from Wang: 3 contacts")
    with world.store.reading(TEAM) as tx:
        assert tx.contacts.get(world.eva.id).snoozed_until == until
        assert tx.audit.of("contact", world.eva.id) == []
    world.presses(handover.undone, value="1:0")
    assert "Anna took it back: 3 contacts" in painted(world)


def test_where_all_is_left_with_its_owner_nothing_is_handed_over(world):
    world.types("<@UWANG> <@UEVE>")
    for account in (world.acme, world.nord):
        block = f"handover-1-{account.id}"
        world.presses(handover.changed, block_id=block, selected_user="UWANG")
    world.presses(handover.confirmed, value="1:0")
    assert painted(world) == "Nothing was handed over from Wang."


def test_what_was_left_as_it_is_can_be_proposed_again(world):
    """Who has left cannot be named in Slack any more, so that there is no other way back."""
    world.slack_says(deleted=True)
    world.presses(handover.cancelled, value="1:0")
    for _ in range(2):
        with world.store.reading(TEAM) as tx:
            blocks = tx.deliveries.last(inheriting.PROPOSAL, "UANNA").payload["blocks"]
        world.presses(handover.anew, value=blocks[-1]["elements"][0]["value"])
        assert world.text(inheriting.PROPOSAL, "UANNA").startswith("Wang has left: who takes over?")
        world.presses(handover.cancelled, value="1:0")
    world.presses(handover.anew, by=world.eve, value="1:0")
    assert world.text(inheriting.PROPOSAL, "UANNA") == "Nothing was handed over from Wang."
    world.presses(handover.anew, value="1:0")
    world.presses(handover.confirmed, value="1:0")
    assert world.wang.id not in world.keepers().values()
    world.presses(handover.anew, value="1:0")
    assert world.text(inheriting.PROPOSAL, "UANNA").startswith("✓")


def test_where_nothing_is_left_to_hand_over_it_is_not_proposed_again(world):
    world.slack_says(deleted=True)
    world.types("<@UWANG> <@UEVE>", trigger="2")
    world.presses(handover.confirmed, value="2:0")
    world.presses(handover.confirmed, value="1:0")
    assert (
        world.text(inheriting.PROPOSAL, "UANNA") == "There is nothing left to hand over from Wang."
    )
    with world.store.reading(TEAM) as tx:
        assert len(tx.deliveries.last(inheriting.PROPOSAL, "UANNA").payload["blocks"]) == 1


def test_what_has_gone_over_meanwhile_is_not_proposed_again(world):
    """The answer with the button stands there, whatever was done elsewhere."""
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.cancelled, value="1:0")
    world.types("<@UWANG> <@UEVE>", trigger="2")
    world.presses(handover.confirmed, value="2:0")
    world.presses(handover.anew, value="1:0")
    assert painted(world) == "There is nothing left to hand over from Wang."


def test_where_an_heir_leaves_too_others_are_proposed(world):
    """Dana, who knows Acme, was to have it; what Anna has chosen herself stays so."""
    world.slack_says(deleted=True)
    world.presses(
        handover.changed, block_id=f"handover-1-{world.nord.id}", selected_user="UANNA"
    )  # fmt: skip
    world.slack_says(deleted=True, who="UDANA")
    seen = world.text(inheriting.PROPOSAL, "UANNA")
    assert "Acme: → Eve (3 contacts)\nNord: → Anna (1 contact)" in seen
    world.presses(handover.confirmed, value="1:0")
    assert {world.keepers()[one] for one in ("Li Wei", "Marta", "张三")} == {world.eve.id}


def test_while_nobody_else_is_there_who_has_left_stays_in_the_proposal(world):
    world.slack_says(deleted=True)
    world.slack_says(deleted=True, who="UEVE")
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.anna.id, away_from=TODAY, away_until=TODAY)
    world.slack_says(deleted=True, who="UDANA")
    with world.store.reading(TEAM) as tx:
        first = tx.deliveries.of_period(inheriting.PROPOSAL, "UANNA", "1").payload["text"]
    assert "Acme: → Dana (has left) (3 contacts" in first


def test_what_goes_back_to_who_has_left_since_is_proposed_to_who_is_above(world):
    """Anna read of it in an answer that only she saw, and that is gone."""
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    world.slack_says(deleted=True)
    assert world.text(inheriting.PROPOSAL, "UANNA") == ""
    world.presses(handover.undone, value="1:0")
    assert set(world.keepers().values()) == {world.wang.id}
    for _ in range(2):
        inheriting.work(world.store, TEAM, CLOCK)
    seen = world.text(inheriting.PROPOSAL, "UANNA")
    assert seen.startswith("Wang has left: who takes over?\n4 contacts, 2 accounts")


def opens_again(world, what):
    """What Wang had promised, or was to answer, and was done is to be done after all."""
    clock, nobody = CLOCK, Mock()
    if what == "a promise":
        promises.opened_again(nobody, {"value": "1"}, {}, world.anna, world.store, clock, TEAM)
    else:
        with world.store.transaction(TEAM) as tx:
            Desk(tx, world.anna, clock).redo(2)


@pytest.mark.parametrize("what", ["a promise", "a visit"])
@pytest.mark.parametrize("owned", [True, False])
def test_what_is_open_again_is_in_no_empty_hands(world, what, owned, monkeypatch):
    monkeypatch.setattr(answers, "say", lambda _body, _message: True)
    monkeypatch.setattr(answers, "replace", lambda _body, _message: True)
    with world.store.transaction(TEAM) as tx:
        tx.voices.assign(2, world.wang.id)
        if what == "a visit":
            tx.visits.undo(2, world.wang.id, NOW)
        else:
            tx.follow_ups.done(1, TODAY)
            tx.voices.answer(2, TODAY, "soon", world.wang.id)
    world.slack_says(deleted=True)
    world.presses(handover.confirmed, value="1:0")
    with world.store.transaction(TEAM) as tx:
        tx.accounts.change(world.acme.id, owner_id=world.eve.id if owned else None)
    opens_again(world, what)
    to = world.eve if owned else world.anna
    with world.store.reading(TEAM) as tx:
        assert tx.follow_ups.get(1).owner_id == to.id
        if what == "a visit":
            assert tx.voices.get(2).assignee_id == to.id


def test_a_proposal_says_who_of_the_heirs_is_away(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.eve.id, away_from=TODAY, away_until=TODAY)
    assert "Acme: → Eve (3 contacts, away now)" in world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    assert "Acme → Eve (3 contacts)" in painted(world)


def test_a_rehearsal_knows_visits_as_far_back_as_they_keep_somebody_warm(world):
    """Eva is met every second year; Dana was there 500 days ago, and Wang of late."""
    long_ago = TODAY - timedelta(days=500)
    with world.store.transaction(TEAM) as tx:
        tx.contacts.change(world.eva.id, cadence=700, added_on=long_ago)
        for on, who in ((long_ago, world.wang), (TODAY, world.wang)):
            visit = NewVisit(world.nord.id, on, Channel.CALL, (world.eva.id,), (who.id,))
            tx.visits.add(visit, who.id, NOW, f"eva {on}")
    assert "*Nord*: the only warm vote: Eva" in world.types("rehearse <@UWANG>")
    with world.store.transaction(TEAM) as tx:
        visit = replace(visit, on=long_ago, member_ids=(world.dana.id,))
        tx.visits.add(visit, world.dana.id, NOW, "dana")
    assert "Nord" not in world.types("rehearse <@UWANG>")


def test_of_each_contact_it_is_known_once_that_it_came_back(world):
    """Also where it went over with its account, or had been put off besides."""
    with world.store.transaction(TEAM) as tx:
        tx.contacts.snooze(world.eva.id, TODAY + timedelta(days=9))
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    with world.store.transaction(TEAM) as tx:
        tx.contacts.give([world.li.id], world.dana.id)
    world.presses(handover.undone, value="1:0")
    with world.store.reading(TEAM) as tx:
        acts = {
            one.name: [each.act for each in tx.audit.of("contact", one.id)]
            for one in (world.eva, world.marta, world.li)
        }
    back = ["give back", "give"]
    assert acts == {"Eva": back, "Marta": back, "Li Wei": ["give"]}


def test_what_a_new_owner_has_put_off_is_not_put_off_for_whose_it_is_again(world):
    """Eve puts all off; Eva and Li Wei had been put off by Wang, Marta had not."""
    until = TODAY + timedelta(days=9)
    with world.store.transaction(TEAM) as tx:
        for one in (world.eva, world.li):
            tx.contacts.snooze(one.id, until)
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    for one in (world.eva, world.marta):
        press = presses.Press(world.store, TEAM, world.eve, CLOCK, {})
        press.does(one.id, deeds.snooze(TODAY + timedelta(days=200)))
    world.presses(handover.undone, value="1:0")
    with world.store.reading(TEAM) as tx:
        put_off = {one.name: one.snoozed_until for one in tx.contacts.of_keeper(world.wang.id)}
    assert put_off == {"Eva": None, "Li Wei": until, "Marta": None, "张三": None}
    assert "Changed since" not in painted(world)
