"""Handing over: proposed, changed, confirmed once; when somebody leaves; and only rehearsed."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import answers, cards, handover, inheriting, owed, people
from handlers.inheriting import moving, returning
from tests.conftest import TEAM
from upkeep.deliveries import Terms
from upkeep.errors import Refusal
from upkeep.handover import State
from upkeep.members import Role
from upkeep.visits import Channel, FollowUp, NewVisit, Voice, VoiceKind
from views import handover as views
from views.pieces import Json

#: A Tuesday.
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CLOCK = FixedClock(NOW)


class World:
    """Wang owns Acme and keeps Nord's Eva; Dana knows Li Wei of Acme; Eve knows nobody."""

    def __init__(self, store):
        self.store = store
        with store.transaction(TEAM) as tx:
            self.wang = tx.members.ensure("UWANG", name="Wang")
            self.dana = tx.members.ensure("UDANA", name="Dana")
            self.eve = tx.members.ensure("UEVE", name="Eve")
            anna = tx.members.ensure("UANNA", name="Anna")
            self.anna = tx.members.change(anna.id, role=Role.MANAGER)
            self.acme = tx.accounts.upsert("Acme", owner_id=self.wang.id)[0]
            self.nord = tx.accounts.upsert("Nord", owner_id=self.eve.id)[0]
            self.li, self.marta, self.zhang = (
                tx.contacts.add(self.acme.id, name, added_on=TODAY)
                for name in ("Li Wei", "Marta", "张三")
            )
            self.eva = tx.contacts.add(self.nord.id, "Eva", added_on=TODAY, owner_id=self.wang.id)
            promise = FollowUp("send SLA", TODAY + timedelta(days=3))
            said = (Voice(VoiceKind.NEED, "spares"),)
            for number, (who, contact) in enumerate(
                ((self.dana, self.li), (self.wang, self.marta), (self.wang, self.zhang))
            ):
                visit = NewVisit(
                    self.acme.id, TODAY - timedelta(days=number), Channel.CALL, (contact.id,),
                    (who.id,), follow_ups=(promise,) if number == 1 else (), voices=said,
                )  # fmt: skip
                tx.visits.add(visit, who.id, NOW, f"v{number}")

    def types(self, words, by=None, trigger="1"):
        ack = Mock()
        command: Json = {
            "text": f"handover {words}", "command": "/votes", "trigger_id": trigger
        }  # fmt: skip
        handover.said(ack, command, Mock(), by or self.anna, self.store, CLOCK, TEAM)
        return ack.call_args.kwargs["text"]

    def presses(self, listener, by=None, **action):
        listener(Mock(), action, {"container": {}}, **self.extra(listener), caller=by or self.anna,
                 store=self.store, clock=CLOCK, team_id=TEAM)  # fmt: skip

    @staticmethod
    def extra(listener):
        return {"client": Mock()} if listener is handover.changed else {}

    def slack_says(self, *, deleted, who="UWANG"):
        user = {"id": who, "real_name": who[1:].title(), "profile": {}, "deleted": deleted}
        people.changed({"user": user}, self.store, TEAM, CLOCK)

    def keepers(self):
        with self.store.reading(TEAM) as tx:
            return {one.name: one.keeper_id for one in tx.contacts.all()}

    def text(self, kind, to):
        with self.store.reading(TEAM) as tx:
            last = tx.deliveries.last(kind, to)
        return last.payload["text"] if last else ""

    def owed(self):
        with self.store.reading(TEAM) as tx:
            return sum(tx.deliveries.waiting().values())


@pytest.fixture
def world(store):
    return World(store)


@pytest.fixture
def told(monkeypatch):
    seen = []
    monkeypatch.setattr(answers, "say", lambda _body, message: seen.append(message["text"]))
    return seen


def test_nothing_moves_before_it_is_confirmed_and_then_once(world):
    seen = world.types("<@UWANG|wang> <@UEVE|eve>")
    assert seen.startswith("Hand over from Wang?\n4 contacts, 2 accounts, 1 open promise.")
    assert "Acme: → Eve (3 contacts)" in seen
    assert set(world.keepers().values()) == {world.wang.id}
    for _ in range(2):
        world.presses(handover.confirmed, value="1:0")
        assert set(world.keepers().values()) == {world.eve.id}
    with world.store.reading(TEAM) as tx:
        assert tx.accounts.get(world.acme.id).owner_id == world.eve.id
        assert tx.contacts.get(world.li.id).owner_id is None, "he has it by the account"
        assert [one.text for one in tx.follow_ups.open_of_member(world.eve.id)] == ["send SLA"]
        assert tx.handovers.get(1).state is State.DONE
        assert tx.deliveries.waiting() == {"pending": 2}, "one brief, and a word to Wang"
    brief = world.text(inheriting.BRIEF, "UEVE")
    for part in ("from Wang", "People: ", "Li Wei", "Still open: “spares”", "Promised: “send SLA”"):
        assert part in brief
    assert "together with" in brief


def test_what_he_has_put_off_is_not_put_off_for_the_new_owner_until_it_goes_back(world):
    until = TODAY + timedelta(days=300)
    with world.store.transaction(TEAM) as tx:
        for one in (world.li, world.eva):
            tx.contacts.snooze(one.id, until)
    world.types("<@UWANG> <@UEVE>")
    for listener, put_off in ((handover.confirmed, None), (handover.undone, until)):
        world.presses(listener, value="1:0")
        with world.store.reading(TEAM) as tx:
            found = {tx.contacts.get(one.id).snoozed_until for one in (world.li, world.eva)}
            there = {one.name for one in tx.contacts.of_keeper(world.wang.id)}
            assert tx.contacts.differences() == []
        assert found == {put_off}
    assert there >= {"Li Wei", "Eva"}, "they are on his list again, and not only by name"


def test_the_morning_of_who_gave_says_so_and_asks_again_when_it_is_taken_back(world):
    with world.store.transaction(TEAM) as tx:
        message = tx.deliveries.owe(
            owed.REMINDER, "UWANG", TODAY.isoformat(), "chat.postMessage", {"blocks": []}, NOW
        )
        for place, one in enumerate((world.eva, world.marta)):
            tx.nudges.add(one.id, world.wang.id, TODAY, message.id, place)
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    seen = world.text(owed.REMINDER, "UWANG")
    assert "✓ Eva, Nord: handed over to Eve" in seen
    assert "✓ Marta, Acme: handed over to Eve" in seen, "that went over with its account"
    world.presses(handover.undone, value="1:0")
    seen = world.text(owed.REMINDER, "UWANG")
    assert seen.startswith("2 people to stay close to today")
    assert "✓" not in seen


def test_what_he_is_asked_to_answer_at_others_accounts_goes_over_with_a_brief(world):
    with world.store.transaction(TEAM) as tx:
        lone = tx.accounts.upsert("Lone", owner_id=world.anna.id)[0]
        ann = tx.contacts.add(lone.id, "Ann", added_on=TODAY)
        visit = NewVisit(lone.id, TODAY, Channel.CALL, (ann.id,), (world.anna.id,), "",
                         voices=(Voice(VoiceKind.WORRY, "prices rise"),))  # fmt: skip
        [said] = tx.visits.add(visit, world.anna.id, NOW, "lone")[0].voices
        tx.voices.assign(said.id, world.wang.id)
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    with world.store.reading(TEAM) as tx:
        assert tx.voices.get(said.id).assignee_id == world.eve.id
        assert tx.accounts.get(lone.id).owner_id == world.anna.id
        assert tx.contacts.get(ann.id).keeper_id == world.anna.id
    brief = world.text(inheriting.BRIEF, "UEVE")
    assert "there is yours.\n• Tue 24 Nov · Ann · call\n• Still open: “prices rise”" in brief
    world.presses(handover.undone, value="1:0")
    with world.store.reading(TEAM) as tx:
        assert tx.voices.get(said.id).assignee_id == world.wang.id


def test_a_part_of_it_is_handed_over_by_naming_accounts(world):
    assert "2 accounts" not in world.types("<@UWANG> <@UEVE> Nord")
    world.presses(handover.confirmed, value="1:0")
    kept = world.keepers()
    assert (kept["Eva"], kept["Marta"]) == (world.eve.id, world.wang.id)
    assert "Nothing at “Zzz” is in these hands." in world.types("<@UWANG> <@UEVE> Zzz", trigger="2")


@pytest.mark.parametrize(("who", "may"), [("wang", True), ("anna", True), ("dana", False)])
def test_only_the_owner_and_managers_hand_over(world, who, may):
    seen = world.types("<@UWANG> <@UEVE>", by=getattr(world, who))
    assert seen.startswith("Hand over from Wang?") is may
    assert may or seen.startswith("Only Wang, a manager")


def test_when_slack_says_that_somebody_left_the_manager_is_asked_once(world, told):
    world.slack_says(deleted=True)
    world.slack_says(deleted=True)
    seen = world.text(inheriting.PROPOSAL, "UANNA")
    assert seen.startswith("Wang has left: who takes over?\n4 contacts, 2 accounts")
    assert "Acme: → Dana (3 contacts, knows them)\nNord: → Eve (1 contact)" in seen, (
        "by whom they know, then by load"
    )
    assert world.owed() == 1
    with world.store.reading(TEAM) as tx:
        assert "Wang (has left)" in cards.contact(tx, world.li.id, world.anna, TODAY)["text"]
    world.presses(handover.confirmed, by=world.eve, value="1:0")
    assert told[-1].startswith("Only Wang, a manager")
    world.presses(handover.changed, block_id=f"handover-1-{world.acme.id}", selected_user="UEVE")
    assert "Acme: → Eve (3 contacts)" in world.text(inheriting.PROPOSAL, "UANNA")
    world.presses(handover.confirmed, value="1:0")
    world.presses(handover.confirmed, value="1:0")
    assert {one for name, one in world.keepers().items() if name != "Eva"} == {world.eve.id}
    assert "✓ Handed over from Wang: 4 contacts" in world.text(inheriting.PROPOSAL, "UANNA")
    assert world.wang.id not in world.keepers().values()
    world.slack_says(deleted=True)
    assert world.text(inheriting.PROPOSAL, "UANNA").startswith("✓")


def test_who_comes_back_before_it_was_confirmed_keeps_everything(world):
    world.slack_says(deleted=True)
    world.slack_says(deleted=False)
    assert world.text(inheriting.PROPOSAL, "UANNA") == "Nothing was handed over from Wang."
    world.presses(handover.confirmed, value="1:0")
    assert set(world.keepers().values()) == {world.wang.id}


def test_without_a_manager_there_the_admins_are_asked(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.anna.id, away_from=TODAY, away_until=TODAY)
        tx.members.ensure("UBOSS", name="Boss", is_slack_admin=True)
    world.slack_says(deleted=True)
    assert world.text(inheriting.PROPOSAL, "UANNA") == ""
    assert world.text(inheriting.PROPOSAL, "UBOSS").startswith("Wang has left")


def test_what_came_to_who_left_after_the_proposal_is_not_lost(world):
    world.slack_says(deleted=True)
    with world.store.transaction(TEAM) as tx:
        tx.contacts.add(world.acme.id, "Late", added_on=TODAY)
        tx.contacts.give([world.eva.id], world.dana.id)
    world.presses(handover.confirmed, value="1:0")
    kept = world.keepers()
    assert world.wang.id not in kept.values()
    assert kept["Eva"] == world.dana.id, "somebody gave it already"


def test_who_changes_a_line_stays_on_its_page(world, monkeypatch):
    seen = []
    monkeypatch.setattr(answers, "replace", lambda _body, message: seen.append(message))
    monkeypatch.setattr(views, "PER_PAGE", 1)
    world.types("<@UWANG> <@UEVE>")
    body: Json = {"container": {"is_ephemeral": True}}

    def presses(listener, **action):
        listener(Mock(), action, body, **world.extra(listener), caller=world.anna,
                 store=world.store, clock=CLOCK, team_id=TEAM)  # fmt: skip
        return seen[-1]

    second = presses(handover.turned, value="1:1")
    assert "Nord: → Eve" in second["text"]
    [line] = [one for one in second["blocks"] if "accessory" in one]
    after = presses(handover.changed, block_id=line["block_id"], selected_user="UDANA")
    assert "Nord: → Dana" in after["text"]
    assert "Acme" not in after["text"]


def test_it_is_left_as_it_is(world):
    world.slack_says(deleted=True)
    world.presses(handover.cancelled, value="1:0")
    world.presses(handover.confirmed, value="1:0")
    assert set(world.keepers().values()) == {world.wang.id}


def test_a_rehearsal_shows_what_would_go_cold_and_moves_nothing(world):
    seen = world.types("rehearse <@UWANG>")
    assert seen.startswith("If Wang left tomorrow\n4 contacts are in these hands.")
    assert "2 votes that are warm would go cold." in seen
    assert "Acme*: 2 of 3 warm votes: Marta and 张三" in seen
    assert "support" in seen
    assert set(world.keepers().values()) == {world.wang.id}
    assert world.owed() == 0
    assert world.types("rehearse <@UWANG>", by=world.dana).startswith("Only Wang")


@pytest.mark.parametrize("words", ["", "to Dana", "rehearse"])
def test_without_anybody_named_it_says_how_it_is_said(world, words):
    assert world.types(words).startswith("Who hands over to whom?")


def test_who_looks_after_nobody_has_nothing_to_hand_over(world):
    assert world.types("<@UDANA>") == "Dana looks after nobody."


def test_who_has_left_takes_nothing_on(world, told):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.eve.id, active=False)
    assert world.types("<@UWANG> <@UEVE>").startswith("Choose a colleague")
    world.slack_says(deleted=True)
    world.presses(handover.changed, block_id=f"handover-1-{world.acme.id}", selected_user="UEVE")
    assert told[-1].startswith("Choose a colleague")


def test_while_nobody_is_above_the_proposal_waits_and_comes_once(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.anna.id, active=False)
    world.slack_says(deleted=True)
    inheriting.work(world.store, TEAM, CLOCK)
    assert world.owed() == 0
    with world.store.transaction(TEAM) as tx:
        tx.members.ensure("UBOSS", name="Boss", is_slack_admin=True)
    for _ in range(2):
        inheriting.work(world.store, TEAM, CLOCK)
        assert world.owed() == 1
    assert world.text(inheriting.PROPOSAL, "UBOSS").startswith("Wang has left: who takes over?")


def test_while_nobody_can_take_it_on_the_proposal_waits_too(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.anna.id, away_from=TODAY, away_until=TODAY)
        for one in (world.dana, world.eve):
            tx.members.change(one.id, active=False)
    world.slack_says(deleted=True)
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.anna.id, away_from=None, away_until=None)
    inheriting.work(world.store, TEAM, CLOCK)
    assert "Acme: → Anna (3 contacts)" in world.text(inheriting.PROPOSAL, "UANNA")


def test_who_comes_back_before_anybody_was_asked_keeps_everything(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.anna.id, active=False)
    world.slack_says(deleted=True)
    world.slack_says(deleted=False)
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.anna.id, active=True)
    inheriting.work(world.store, TEAM, CLOCK)
    assert world.owed() == 0


@pytest.fixture
def much(monkeypatch):
    """Four contacts are too many for one answer, and each account takes a turn of its own."""
    monkeypatch.setattr(moving, "AT_ONCE", 3)
    monkeypatch.setattr(moving, "TURN", 1)


@pytest.mark.usefixtures("much")
def test_what_is_much_goes_over_turn_by_turn_and_its_message_follows(world):
    with world.store.transaction(TEAM) as tx:
        waiting = tx.handovers.propose(world.wang.id, None, NOW, "left")
        tx.members.change(world.wang.id, active=False)
        inheriting.offer(tx, waiting, CLOCK)
    for _ in range(2):
        world.presses(handover.confirmed, value="1:0")
        assert "4 contacts are on the way" in world.text(inheriting.PROPOSAL, "UANNA")
        assert set(world.keepers().values()) == {world.wang.id}
    turns = iter((False, True))
    inheriting.work(world.store, TEAM, CLOCK, lambda: next(turns))
    assert set(world.keepers().values()) == {world.wang.id, world.dana.id}, "stopped on the way"
    for _ in range(2):
        inheriting.work(world.store, TEAM, CLOCK)
        seen = world.text(inheriting.PROPOSAL, "UANNA")
        assert seen.startswith("✓ Handed over from Wang: 4 contacts, confirmed by Anna")
    assert world.wang.id not in world.keepers().values()
    assert world.owed() == 3, "the proposal, and a brief to each of two"


@pytest.mark.usefixtures("much")
def test_who_confirmed_much_hears_when_it_is_done(world):
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    inheriting.work(world.store, TEAM, CLOCK)
    assert world.text(inheriting.PROPOSAL, "UANNA").startswith("✓ Handed over from Wang")


@pytest.mark.usefixtures("much")
def test_the_message_about_much_follows_what_is_pressed_in_it(world):
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    inheriting.work(world.store, TEAM, CLOCK)
    world.presses(handover.undone, value="1:0")
    assert world.text(inheriting.PROPOSAL, "UANNA").startswith("Hand over from Wang?\nAnna took it")
    world.presses(
        handover.changed, block_id=f"handover-1-{world.acme.id}", selected_user="UDANA"
    )  # fmt: skip
    assert "Acme: → Dana (3 contacts" in world.text(inheriting.PROPOSAL, "UANNA")
    world.presses(handover.cancelled, value="1:0")
    assert world.text(inheriting.PROPOSAL, "UANNA") == "Nothing was handed over from Wang."


def everything(world):
    """Who has what, and how each clock stands."""
    with world.store.reading(TEAM) as tx:
        contacts = [
            (one.name, one.owner_id, one.keeper_id, one.due_on, one.last_touch_on)
            for one in tx.contacts.all()
        ]
        accounts = [(one.name, one.owner_id) for one in tx.accounts.all()]
        promises = [
            (one.text, one.owner_id) for one in tx.follow_ups.open_of_account(world.acme.id)
        ]
        voices = [(one.id, one.assignee_id) for one in tx.voices.open_of_accounts([world.acme.id])]
        assert tx.contacts.differences() == []
    return contacts, accounts, promises, voices


def assigned(world):
    with world.store.transaction(TEAM) as tx:
        voice = tx.voices.open_of_accounts([world.acme.id])[0]
        tx.voices.assign(voice.id, world.wang.id)
        tx.contacts.give([world.zhang.id], world.wang.id)


def test_a_handover_is_taken_back_exactly_and_can_be_confirmed_again(world):
    assigned(world)
    before = everything(world)
    world.slack_says(deleted=True)
    for _ in range(2):
        world.presses(handover.confirmed, value="1:0")
        assert everything(world) != before
        for _ in range(2):
            world.presses(handover.undone, value="1:0")
            assert everything(world) == before
            seen = world.text(inheriting.PROPOSAL, "UANNA")
            assert seen.startswith("Wang has left: who takes over?\nAnna took it back: 4 contacts")
    assert world.text(inheriting.BACK, "UDANA") == "", "her brief had not gone out"


def test_what_happened_since_a_handover_stays(world):
    before = everything(world)
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    world.store.claim(NOW, Terms(a_minute={}, channel_seconds=0, at_once=9), limit=9)
    with world.store.transaction(TEAM) as tx:
        met = NewVisit(world.nord.id, TODAY, Channel.MEAL, (world.eva.id,), (world.eve.id,))
        tx.visits.add(met, world.eve.id, NOW, "since")
        tx.contacts.give([world.li.id], world.dana.id)
        (promise,) = tx.follow_ups.open_of_member(world.eve.id)
        tx.follow_ups.done(promise.id, TODAY)
    world.presses(handover.undone, value="1:0")
    kept = world.keepers()
    assert {kept[name] for name in ("Eva", "Marta", "张三")} == {world.wang.id}
    assert kept["Li Wei"] == world.dana.id
    with world.store.reading(TEAM) as tx:
        assert tx.contacts.get(world.eva.id).last_touch_on == TODAY
        assert tx.contacts.get(world.eva.id).due_on == TODAY + timedelta(days=60)
    assert everything(world)[1] == before[1]
    assert world.text(inheriting.BACK, "UEVE").startswith("Anna took it back: Wang looks after")
    assert world.text(moving.GIVEN, "UWANG") == (
        "Anna has handed over 4 contacts of yours, to Eve. Your visits go on counting as yours."
    )
    assert world.text(inheriting.BACK, "UWANG").startswith("Anna took it back: you look after")


def test_who_hands_over_himself_is_told_nothing_new(world):
    world.types("<@UWANG> <@UEVE>", by=world.wang)
    world.presses(handover.confirmed, by=world.wang, value="1:0")
    assert world.text(moving.GIVEN, "UWANG") == ""


def test_a_handover_is_taken_back_until_the_end_of_the_next_day(world):
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    for days, late in ((2, True), (1, False)):
        clock = FixedClock(NOW + timedelta(days=days))
        with world.store.transaction(TEAM) as tx:
            done = tx.handovers.get(1)
            if late:
                with pytest.raises(Refusal, match="late"):
                    inheriting.take_back(tx, done, world.anna, clock)
            else:
                inheriting.take_back(tx, done, world.anna, clock)
    assert set(world.keepers().values()) == {world.wang.id}


def test_who_took_something_on_cannot_give_it_back_by_undoing(world, told):
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    world.presses(handover.undone, by=world.eve, value="1:0")
    assert told[-1].startswith("Only Wang, a manager")
    assert set(world.keepers().values()) == {world.eve.id}


@pytest.mark.usefixtures("much")
def test_what_is_much_goes_back_turn_by_turn(world, monkeypatch):
    monkeypatch.setattr(returning, "AT_ONCE", 1)
    assigned(world)
    before = everything(world)
    world.types("<@UWANG> <@UEVE>")
    world.presses(handover.confirmed, value="1:0")
    inheriting.work(world.store, TEAM, CLOCK)
    world.presses(handover.undone, value="1:0")
    turns = iter((False, True))
    inheriting.work(world.store, TEAM, CLOCK, lambda: next(turns))
    assert everything(world) != before
    inheriting.work(world.store, TEAM, CLOCK)
    assert everything(world) == before
    assert world.text(inheriting.PROPOSAL, "UANNA").startswith("Hand over from Wang?")
