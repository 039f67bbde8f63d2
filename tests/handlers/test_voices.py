"""What customers said: listed, filtered, given to a colleague, answered, and opened again."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import answerers, answers, inheriting, voices
from handlers.visits.keeping import Desk, as_new
from storage import tables
from tests.conftest import TEAM
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.visits import Channel, NewVisit, Voice, VoiceKind
from upkeep.voices import Which
from views import voices as views
from views.pieces import Json
from views.voices import Asked

#: A Tuesday.
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CLOCK, LATER = FixedClock(NOW), FixedClock(NOW + timedelta(minutes=1))
SAID = (Voice(VoiceKind.NEED, "spares on site"), Voice(VoiceKind.COMPLAINT, "RMA is slow"))


class World:
    """Alice heard two things at Acme; Dana was not there, Anna manages."""

    def __init__(self, store):
        self.store = store
        with store.transaction(TEAM) as tx:
            self.alice = tx.members.ensure("UALICE", name="Alice")
            self.dana = tx.members.ensure("UDANA", name="Dana")
            anna = tx.members.ensure("UANNA", name="Anna")
            self.anna = tx.members.change(anna.id, role=Role.MANAGER)
            acme = tx.accounts.upsert("Acme", owner_id=self.alice.id)[0]
            li = tx.contacts.add(acme.id, "Li Wei", added_on=TODAY)
            visit = NewVisit(acme.id, TODAY, Channel.CALL, (li.id,), (self.alice.id,), voices=SAID)
            kept, _ = tx.visits.add(visit, self.alice.id, NOW, "v")
            self.need, self.complaint = kept.voices

    def types(self, text, by=None):
        ack = Mock()
        command: Json = {"text": f"voices {text}", "command": "/votes"}
        voices.listed(ack, command, by or self.alice, self.store, CLOCK, TEAM)
        return ack.call_args.kwargs["text"]

    def form(self, values, asked=None):
        kept = {"voice": self.need.id, "asked": asked.value() if asked else "", "origin": {}}
        return {"state": {"values": values}, "private_metadata": json.dumps(kept)}

    def answers(self, words, day=TODAY, by=None, asked=None):
        values = {
            "text": {"text": {"value": words}},
            "day": {"day": {"selected_date": day.isoformat() if day else None}},
        }
        ack = Mock()
        view = self.form(values, asked)
        voices.answered(ack, view, by or self.alice, self.store, CLOCK, TEAM)
        return ack.call_args.kwargs

    def assigns(self, slack_id, by=None):
        ack = Mock()
        view = self.form({"to": {"to": {"selected_user": slack_id}}})
        client = Mock()
        client.users_info.return_value = {"user": {"profile": {}, "deleted": True}}
        voices.assigned(ack, view, client, by or self.alice, self.store, CLOCK, TEAM)
        return ack.call_args.kwargs

    def voice(self):
        with self.store.reading(TEAM) as tx:
            return tx.voices.get(self.need.id)


@pytest.fixture
def world(store):
    return World(store)


@pytest.fixture
def told(monkeypatch):
    seen = []
    for way in ("say", "replace"):
        monkeypatch.setattr(
            answers, way, lambda _body, message, way=way: seen.append((way, message["text"]))
        )
    return seen


def test_the_list_shows_what_is_open_to_those_it_concerns(world):
    seen = world.types("")
    assert seen.startswith("Still open: 2\n*Need* · “spares on site”\nLi Wei, Acme · Tue 24 Nov")
    assert world.types("", world.anna).startswith("Still open: 2")
    assert "spares" not in world.types("", world.dana)
    assert world.types("", world.dana).startswith("Still open: 0\nNothing is waiting")
    assert world.types("acme").startswith("Acme · All: 2")
    assert world.types("mine") == "Mine to answer: 0\nNobody has asked you to answer anything."
    assert world.types("zzzz") == "No customer goes by “zzzz”."


def test_the_list_is_asked_for_by_kind_and_by_week(world):
    for words in ("complaint", "Complaints", "#complaint"):
        seen = world.types(words)
        assert seen.startswith("Still open: 1\n*Complaint* · “RMA is slow”")
    assert world.types("this week") == world.types("week") == world.types("这周")
    assert "week of Mon 16 Nov" in world.types("last week")
    with world.store.transaction(TEAM) as tx:
        tx.accounts.upsert("Needs")
    assert world.types("needs").startswith("Needs · All: 0"), "a customer is called so"


def test_an_answer_is_stored_told_and_traced_and_can_be_taken_back(world, told):
    assert world.answers("in January", asked=Asked()) == {}
    one = world.voice()
    assert (one.answered_on, one.answer, one.answered_by) == (TODAY, "in January", world.alice.id)
    assert told[-1][0] == "replace"
    assert "spares" not in told[-1][1]
    seen = world.types("answered")
    assert "answered Tue 24 Nov by Alice: “in January”" in seen
    with world.store.reading(TEAM) as tx:
        assert tx.audit.of("voice", one.id)[0].act == "answer"
    value = f"{views.TO_REOPEN}:{one.id}:{Asked().value()}"
    action: Json = {"selected_option": {"value": value}}
    for _ in range(2):
        voices.chosen(Mock(), action, {}, Mock(), world.alice, world.store, CLOCK, TEAM)
        assert world.voice().answered_on is None
    assert "spares on site" in told[-1][1]


@pytest.mark.parametrize("day", [None, date(2026, 11, 25), date(2026, 11, 23)])
def test_nothing_was_answered_on_a_day_to_come_or_before_it_was_said(world, day):
    assert world.answers("soon", day)["response_action"] == "errors"
    assert world.voice().answered_on is None


def test_once_the_last_of_a_page_is_answered_the_page_before_is_shown(world, told):
    more = tuple(Voice(VoiceKind.IDEA, f"idea {n}") for n in range(views.PER_PAGE - 2))
    with world.store.transaction(TEAM) as tx:
        visit = NewVisit(
            world.need.account_id, TODAY, Channel.CALL, (), (world.alice.id,), voices=more
        )
        tx.visits.add(visit, world.alice.id, NOW, "more")
    world.answers("done", asked=Asked(start=views.PER_PAGE))
    assert told[-1][1].startswith(f"Still open: {views.PER_PAGE - 1}\n*Complaint*")


def test_who_it_does_not_concern_can_neither_read_nor_answer(world, told):
    client = Mock()
    body: Json = {"trigger_id": "1"}
    action: Json = {"value": str(world.need.id)}
    voices.to_answer(Mock(), action, body, client, world.dana, world.store, CLOCK, TEAM)
    client.views_open.assert_not_called()
    world.answers("done", by=world.dana)
    assert world.voice().answered_on is None
    assert {text for _, text in told} == {views.not_yours()["text"]}


def test_a_colleague_is_asked_once_and_may_then_answer(world, told):
    assert world.assigns("UDANA") == {}
    world.assigns("UDANA")
    with world.store.reading(TEAM) as tx:
        owed = tx.deliveries.last(answerers.ASK, "UDANA")
        assert tx.deliveries.waiting() == {"pending": 1}
    assert owed.payload["text"].startswith("Alice asks you to answer a customer:")
    assert "spares on site" in world.types("mine", world.dana)
    world.answers("in January", by=world.dana)
    assert world.voice().answered_by == world.dana.id


def test_of_two_who_answer_at_once_the_second_is_told_and_the_first_stands(world):
    for _ in range(2):  # Slack may deliver a form twice
        assert world.answers("in January") == {}
    with pytest.raises(Refusal, match=r"voice\.answered"):
        world.answers("never", by=world.anna)
    with pytest.raises(Refusal, match=r"voice\.answered"):
        world.assigns("UDANA")
    assert (world.voice().answer, world.voice().answered_by) == ("in January", world.alice.id)


def test_an_old_button_shows_what_was_answered_and_asks_nothing(world, told):
    world.answers("in January")
    client = Mock()
    action: Json = {"value": str(world.need.id)}
    voices.to_answer(Mock(), action, {}, client, world.anna, world.store, CLOCK, TEAM)
    client.views_open.assert_not_called()
    assert "answered Tue 24 Nov by Alice: “in January”" in told[-1][1]


def asking(world, slack_id):
    """The message that asks somebody to answer."""
    with world.store.reading(TEAM) as tx:
        found = tx.deliveries.last(answerers.ASK, slack_id)
        again = found and tx.deliveries.of_period("repaint", slack_id, str(found.id))
    return (again or found).payload if found else None


def arrives(world, slack_id):
    with world.store.transaction(TEAM) as tx:
        sent = tx.deliveries.row(tables.Delivery, tx.deliveries.last(answerers.ASK, slack_id).id)
        sent.state, sent.channel, sent.ts = "sent", "D1", "1.1"


def test_nobody_is_asked_for_what_is_answered_or_anothers_before_he_reads_it(world):
    world.assigns("UDANA")
    world.assigns("UANNA")
    assert asking(world, "UDANA") is None, "it is Anna's by now"
    world.answers("in January")
    assert asking(world, "UANNA") is None


@pytest.mark.usefixtures("told")
def test_a_message_that_asks_shows_what_became_of_it(world):
    world.assigns("UDANA")
    arrives(world, "UDANA")
    world.assigns("UANNA")
    assert "Anna is to answer" in asking(world, "UDANA")["text"]
    assert "voice.answer" not in str(asking(world, "UDANA")["blocks"])
    arrives(world, "UANNA")
    world.answers("in January", by=world.anna)
    for who in ("UDANA", "UANNA"):
        assert "answered Tue 24 Nov by Anna: “in January”" in asking(world, who)["text"]
    value = f"{views.TO_REOPEN}:{world.need.id}:{Asked().value()}"
    action: Json = {"selected_option": {"value": value}}
    voices.chosen(Mock(), action, {}, Mock(), world.alice, world.store, CLOCK, TEAM)
    assert asking(world, "UANNA")["text"].startswith("Alice asks you to answer a customer:")
    assert "voice.answer" in str(asking(world, "UANNA")["blocks"])


@pytest.mark.usefixtures("told")
def test_what_an_edit_takes_away_is_asked_of_nobody(world):
    world.assigns("UDANA")
    for kept, asked in (((world.need,), True), ((world.complaint,), False)):
        with world.store.transaction(TEAM) as tx:
            desk = Desk(tx, world.alice, CLOCK)
            visit = replace(as_new(tx.visits.get(world.need.visit_id)), voices=kept)
            desk.change(world.need.visit_id, visit)
        assert bool(asking(world, "UDANA")) is asked


@pytest.mark.usefixtures("told")
def test_what_was_said_in_a_visit_that_was_undone_is_gone_for_who_was_asked(world):
    world.assigns("UDANA")
    assert asking(world, "UDANA")
    with world.store.transaction(TEAM) as tx:
        Desk(tx, world.alice, CLOCK).undo(world.need.visit_id)
    assert asking(world, "UDANA") is None, "it had not gone out"
    action: Json = {"value": str(world.need.id)}
    with pytest.raises(Refusal, match="gone"):
        voices.to_answer(Mock(), action, {}, Mock(), world.dana, world.store, CLOCK, TEAM)
    for sent in (world.answers, lambda _: world.assigns("UANNA")):
        with pytest.raises(Refusal, match="gone"):
            sent("in January")
    for _ in range(2):
        with world.store.transaction(TEAM) as tx:
            Desk(tx, world.alice, LATER).redo(world.need.visit_id)
        assert asking(world, "UDANA")["text"].startswith("Alice asks you"), "it stands again"
    with world.store.reading(TEAM) as tx:
        assert tx.deliveries.waiting() == {"pending": 1, "cancelled": 1}


def test_who_has_left_cannot_be_asked(world):
    assert world.assigns("UGONE")["response_action"] == "errors"


def test_a_week_is_told_in_numbers_and_in_words_to_those_who_may_read_them(world, told):
    value = f"0:{TODAY.replace(day=23).isoformat()}"
    for reader in (world.dana, world.anna):
        voices.taught(Mock(), {"value": value}, {}, reader, world.store, CLOCK, TEAM)
    (_, numbers), (_, words) = told
    assert "Acme: Need 1, Complaint 1" in numbers
    assert "spares" not in numbers
    assert "The words of 2 voices" in numbers
    assert "“spares on site”" in words
    assert world.types("week").startswith("What customers taught us, week of Mon 23 Nov")


def test_a_week_tells_what_somebody_said_who_has_left_since(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.alice.id, team_id=tx.teams.upsert("Europe")[0].id)
        nord = tx.accounts.upsert("Nord")[0]
        eva = tx.contacts.add(nord.id, "Eva", added_on=TODAY, owner_id=world.alice.id)
        visit = NewVisit(nord.id, TODAY, Channel.CALL, (eva.id,), (world.alice.id,), voices=SAID)
        tx.visits.add(visit, world.alice.id, NOW, "nord")
        alice = tx.members.get(world.alice.id)
    assert "Nord: Need 1, Complaint 1" in world.types("this week", alice)
    with world.store.transaction(TEAM) as tx:
        tx.contacts.leave(eva.id, TODAY + timedelta(days=6))
    later = FixedClock(NOW + timedelta(days=7))
    ack = Mock()
    command: Json = {"text": "voices last week", "command": "/votes"}
    voices.listed(ack, command, alice, world.store, later, TEAM)
    seen = ack.call_args.kwargs["text"]
    assert "Nord: Need 1, Complaint 1" in seen


def test_the_week_of_everybody_is_that_of_all_teams(world, told):
    with world.store.transaction(TEAM) as tx:
        tx.teams.upsert("Europe")
        everyone = tx.teams.everyone().id
    value = f"{everyone}:{TODAY.replace(day=23).isoformat()}"
    voices.taught(Mock(), {"value": value}, {}, world.anna, world.store, CLOCK, TEAM)
    assert "Acme: Need 1, Complaint 1" in told[-1][1]


def test_filters_and_pages_travel_with_their_list():
    for asked in (Asked(), Asked(Which.ALL, VoiceKind.IDEA, 12, 40)):
        assert Asked.read(asked.value()) == asked


def reopens(world):
    value = f"{views.TO_REOPEN}:{world.need.id}:{Asked().value()}"
    action: Json = {"selected_option": {"value": value}}
    voices.chosen(Mock(), action, {}, Mock(), world.alice, world.store, CLOCK, TEAM)


def morning(world):
    """This morning's message to Alice, as it stands."""
    with world.store.reading(TEAM) as tx:
        return str(tx.deliveries.last("reminder", "UALICE").payload)


@pytest.fixture
def named(world):
    """Li Wei, as Alice was reminded of him this morning; the message is still to go out."""
    with world.store.transaction(TEAM) as tx:
        [li] = tx.contacts.all()
        sent = tx.deliveries.owe(
            "reminder", "UALICE", TODAY.isoformat(), "chat.postMessage", {"blocks": []}, NOW
        )
        tx.nudges.add(li.id, world.alice.id, TODAY, sent.id)
        return li


@pytest.mark.usefixtures("told", "named")
def test_what_is_open_again_is_in_this_mornings_message_again(world):
    world.answers("in January")
    assert "spares on site" not in morning(world)
    reopens(world)
    assert "spares on site" in morning(world)


@pytest.mark.usefixtures("told")
def test_what_was_said_in_the_room_is_answered_in_this_mornings_message(world, named):
    with world.store.transaction(TEAM) as tx:
        for one in (world.need, world.complaint):
            tx.voices.answer(one.id, TODAY)
        bo = tx.contacts.add(named.account.id, "Bo", added_on=TODAY)
        heard = (Voice(VoiceKind.WORRY, "is the road open"),)
        both, ours = (named.id, bo.id), (world.alice.id,)
        room = NewVisit(named.account.id, TODAY, Channel.CALL, both, ours, voices=heard)
        (world.need,) = tx.visits.add(room, world.alice.id, NOW, "room")[0].voices
    for change, there in ((reopens, True), (lambda _: world.answers("it is"), False)):
        change(world)
        assert ("is the road open" in morning(world)) is there


@pytest.mark.usefixtures("told")
def test_what_is_open_again_is_not_left_to_who_has_gone(world):
    world.assigns("UDANA")
    world.answers("in January", by=world.dana)
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.dana.id, active=False)
    reopens(world)
    assert world.voice().assignee_id is None
    assert "is to answer" not in world.types("")


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("read", [False, True])
def test_who_gives_an_account_away_is_asked_for_an_answer_no_more(world, read):
    """Anna gives all that is Dana's to Alice, and takes it back."""
    world.assigns("UDANA")
    if read:
        arrives(world, "UDANA")
    with world.store.transaction(TEAM) as tx:
        one = inheriting.propose(tx, world.dana, world.anna, CLOCK, request="1", to=world.alice)
        assert one is not None
        done = inheriting.confirm(tx, one, world.anna, CLOCK)
    assert world.voice().assignee_id == world.alice.id
    assert not read or "Alice is to answer" in asking(world, "UDANA")["text"]
    assert read or asking(world, "UDANA") is None, "it had not gone out"
    with world.store.transaction(TEAM) as tx:
        inheriting.take_back(tx, done, world.anna, LATER)
    assert world.voice().assignee_id == world.dana.id
    assert asking(world, "UDANA")["text"].startswith("Alice asks you to answer")
    with world.store.reading(TEAM) as tx:
        assert tx.deliveries.waiting().get("pending") == 1, "a first message, or what it says now"
