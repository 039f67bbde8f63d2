"""Logging visits: each door, asked back, edited, undone; and nothing twice, nothing lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FixedClock
from handlers import answers, cards
from handlers.visits import after, doors, form, newcomers, questions, sentence
from handlers.visits.keeping import RECEIPT, as_new
from tests.conftest import TEAM
from tests.views.test_visits import state
from upkeep.accounts import Level
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.visits import Channel, FollowUp, Voice, VoiceKind
from views import drafts, visits
from views.visits import form as forms

#: A Tuesday; 10:02 in Berlin.
NOW = datetime(2026, 11, 24, 9, 2, tzinfo=UTC)
TODAY = date(2026, 11, 24)
BERLIN = "Europe/Berlin"
SAID = "met Li Wei and 张三 @Acme yesterday over lunch with <@UDANA>: RMA is slow #complaint"


class World:
    """Alice keeps Acme; Dana is her colleague, Anna manages; and what each of them is shown."""

    def __init__(self, store, seen):
        self.store, self.clock, self.seen = store, FixedClock(NOW), seen
        self.client, self.presses_made = Mock(), 0
        with store.transaction(TEAM) as tx:
            self.alice = tx.members.ensure("UALICE", name="Alice", zone=BERLIN)
            self.dana = tx.members.ensure("UDANA", name="Dana Rossi", zone=BERLIN)
            anna = tx.members.ensure("UANNA", name="Anna", zone=BERLIN)
            self.anna = tx.members.change(anna.id, role=Role.MANAGER)
            self.acme = tx.accounts.upsert("Acme", owner_id=self.alice.id)[0]
            self.nord = tx.accounts.upsert("Nordwerk", owner_id=self.dana.id)[0]
            for name in ("Li Wei", "张三", "John Smith"):
                tx.contacts.add(self.acme.id, name, added_on=date(2026, 1, 1))
            tx.contacts.add(self.nord.id, "John Smith", added_on=date(2026, 1, 1))

    def call(self, listener, **more) -> Any:
        """Call a listener with what it asks for; what it acknowledges with."""
        ack = Mock()
        given = {
            "ack": ack,
            "client": self.client,
            "caller": self.alice,
            "store": self.store,
            "clock": self.clock,
            "team_id": TEAM,
        } | more
        wanted = listener.__code__.co_varnames[: listener.__code__.co_argcount]
        listener(**{key: value for key, value in given.items() if key in wanted})
        ack.assert_called_once()
        return ack.call_args.kwargs

    def types(self, text, trigger="1", **more):
        command = {"text": text, "trigger_id": trigger, "response_url": "https://x"}
        return self.call(sentence.typed, command=command, **more)

    def presses(self, listener, message, action_id, *, chosen=None, ephemeral=True, **more):
        """Press a button of a message, with some of its menus set."""
        self.presses_made += 1
        blocks = message["blocks"]
        elements = [*(one.get("accessory") for one in blocks)]
        elements += [one for block in blocks for one in block.get("elements", ())]
        action = next(one for one in elements if one and one.get("action_id") == action_id)
        values = {}
        for block_id, told in (chosen or {}).items():
            block = next(one for one in blocks if one.get("block_id") == block_id)
            values[block_id] = {block["accessory"]["action_id"]: told}
        body = {
            "response_url": "https://x",
            "trigger_id": f"press{self.presses_made}",
            "container": {"type": "message", "is_ephemeral": ephemeral},
            "state": {"values": values},
        }
        self.call(listener, action=action | (more.pop("action", {})), body=body, **more)

    def opened(self, way="views_open"):
        """The view that was opened last, as Slack would know it."""
        view = getattr(self.client, way).call_args.kwargs["view"]
        return {**view, "id": f"V{self.presses_made}"}

    def sends(self, view, caller=None, **typed):
        return self.call(form.sent, view=state(view, **typed), caller=caller or self.alice)

    def visits(self):
        with self.store.reading(TEAM) as tx:
            return tx.visits.between(date(2000, 1, 1), date(2030, 1, 1))

    def contact(self, name, account=None):
        with self.store.reading(TEAM) as tx:
            return tx.contacts.named((account or self.acme).id, name)[0]

    def drafts(self):
        with self.store.reading(TEAM) as tx:
            return tx.drafts.of_member(self.alice.id)

    def clocks(self):
        with self.store.reading(TEAM) as tx:
            return [(one.id, one.last_touch_on, one.due_on) for one in tx.contacts.all()]


@pytest.fixture
def seen(monkeypatch):
    """What a person who pressed was shown, the newest last."""
    shown: list[tuple[str, Any]] = []

    def way(name):
        def show(body, message):
            if not body.get("response_url"):
                return False
            shown.append((name, message))
            return True

        return show

    for name in ("say", "replace"):
        monkeypatch.setattr(answers, name, way(name))
    return shown


@pytest.fixture
def world(store, seen):
    return World(store, seen)


# ---- one line


def test_a_clear_sentence_is_a_visit_at_once(world):
    answer = world.types(SAID)
    for said in (
        "*Logged:* Li Wei and 张三, Acme · Mon 23 Nov · meal · with Dana Rossi",
        "Complaint: “RMA is slow”",
        "Li Wei: met for the first time",
        "1 of your 3 due votes left",
    ):
        assert said in answer["text"]
    [visit] = world.visits()
    assert visit.contact_names == ("Li Wei", "张三")
    assert visit.member_ids == (world.alice.id, world.dana.id)
    assert (visit.on, visit.channel) == (date(2026, 11, 23), Channel.MEAL)
    assert visit.source == SAID
    assert world.contact("Li Wei").last_touch_on == visit.on


def test_the_same_delivery_twice_is_one_visit_and_one_answer(world):
    first, second = world.types(SAID, trigger="9"), world.types(SAID, trigger="9")
    assert first["text"].startswith("*Logged:*")
    assert second["text"].startswith("*Logged:*")
    assert len(world.visits()) == 1


def test_the_same_sentence_within_ten_minutes_is_asked_about(world):
    world.types(SAID, trigger="1")
    world.clock.at = NOW + timedelta(minutes=9)
    answer = world.types(f" {SAID} ", trigger="2")
    assert answer["text"].startswith("Already logged at 10:02: Mon 23 Nov · Li Wei and 张三")
    assert len(world.visits()) == 1
    world.presses(after.again, answer, visits.AGAIN)
    world.presses(after.again, answer, visits.AGAIN)
    assert len(world.visits()) == 2
    assert world.seen[-1][0] == "replace"
    assert world.drafts() == []


def test_the_same_sentence_later_or_by_another_is_another_visit(world):
    world.types(SAID, trigger="1")
    world.types(SAID, trigger="2", caller=world.dana)
    world.clock.at = NOW + timedelta(minutes=11)
    world.types(SAID, trigger="3")
    assert len(world.visits()) == 3


def test_a_message_is_read_as_of_its_day_and_its_permalink_kept(world, seen):
    world.client.chat_getPermalink.return_value = {"permalink": "https://slack/p1"}
    written = datetime.now(UTC) - timedelta(days=2)
    shortcut = {
        "trigger_id": "7",
        "message": {"text": "met Li Wei @Acme today", "ts": f"{written.timestamp():.6f}"},
        "channel": {"id": "C1"},
        "response_url": "https://x",
    }
    world.call(sentence.from_message, shortcut=shortcut)
    [visit] = world.visits()
    assert visit.permalink == "https://slack/p1"
    assert visit.on == (NOW - timedelta(days=2)).astimezone(ZoneInfo(BERLIN)).date()
    told = seen[-1][1]["text"]
    assert told.startswith("*Logged:* Li Wei")
    assert "<https://slack/p1|the message>" in told
    li = world.contact("Li Wei")
    with world.store.reading(TEAM) as tx:
        shown = [cards.contact(tx, li.id, who, TODAY)["text"] for who in (world.alice, world.dana)]
    assert ["<https://slack/p1|" in text for text in shown] == [True, False], "as the note is"


def test_a_message_is_one_visit_of_each_however_often_it_is_pressed(world, seen):
    world.client.chat_getPermalink.return_value = {"permalink": "https://slack/p1"}
    written = world.clock.wall() - timedelta(days=4)

    def presses(text, trigger, **more):
        shortcut = {
            "trigger_id": trigger,
            "message": {"text": text, "ts": f"{written.timestamp():.6f}"},
            "channel": {"id": "C1"},
            "response_url": "https://x",
        }
        world.call(sentence.from_message, shortcut=shortcut, **more)
        return seen[-1][1]

    for hours in (0, 1, 30):
        world.clock.at = NOW + timedelta(hours=hours)
        assert "Logged:" in presses("met Li Wei @Acme today", f"7{hours}")["text"]
    [visit] = world.visits()
    presses("met Li Wei @Acme today", "8", caller=world.dana)
    assert len(world.visits()) == 2, "who was there beside may say so, and join"
    with world.store.transaction(TEAM) as tx:
        tx.visits.undo(visit.id, world.alice.id, NOW)
    assert presses("met Li Wei @Acme today", "9")["text"].startswith("Undone: Fri 20 Nov")


# ---- asked back


def test_who_is_unclear_is_asked_and_the_rest_kept(world, seen):
    answer = world.types("met John Smith yesterday: planned the audit")
    assert "Who of 2 do you mean by “John Smith”?" in answer["text"]
    assert world.visits() == []
    assert [one.text for one in world.drafts()] == ["met John Smith yesterday: planned the audit"]
    world.presses(questions.settled, answer, drafts.SETTLE)
    assert "Choose somebody for each name first" in seen[-1][1]["text"]
    nord = world.contact("John Smith", world.nord)
    chosen = {"who-0": {"selected_option": {"value": str(nord.id)}}}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    [visit] = world.visits()
    assert (visit.account_name, visit.contact_ids) == ("Nordwerk", (nord.id,))
    assert (visit.on, visit.note) == (date(2026, 11, 23), "planned the audit")
    assert seen[-1][0] == "replace"
    assert world.drafts() == []


def test_a_double_click_on_save_is_one_visit_and_leaves_the_receipt(world, seen):
    answer = world.types("met John Smith yesterday")
    chosen = {"who-0": {"selected_option": {"value": str(world.contact("John Smith").id)}}}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    assert len(world.visits()) == 1
    assert seen[-1] == ("say", drafts.finished())


def test_an_unclear_sentence_typed_again_after_a_hiccup_is_one_question(world):
    first, again = (world.types("met John Smith yesterday", trigger=one) for one in "12")
    assert len(world.drafts()) == 1
    chosen = {"who-0": {"selected_option": {"value": str(world.contact("John Smith").id)}}}
    for answer in (first, again):
        world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    assert len(world.visits()) == 1


def test_an_answer_stays_right_when_the_list_changes_meanwhile(world, seen):
    answer = world.types("met John Smith yesterday")
    with world.store.transaction(TEAM) as tx:
        tx.contacts.leave(world.contact("John Smith", world.nord).id, TODAY)
    gone = str(world.contact("Li Wei").id)
    chosen = {"who-0": {"selected_option": {"value": gone}}}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    assert world.visits() == []
    assert seen[-1][0] == "replace"


def test_a_new_contact_who_is_known_by_now_is_not_added(world, seen):
    answer = world.types("met Li Wei and Bob Fletcher @Acme")
    with world.store.transaction(TEAM) as tx:
        tx.contacts.add(world.acme.id, "Bob Fletcher", added_on=TODAY)
    chosen = {"who-0": {"selected_option": {"value": drafts.NEW}}}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    assert world.visits() == []
    how, anew = seen[-1]
    assert (how, "Understood so far: Li Wei · Bob Fletcher" in anew["text"]) == ("replace", True)
    world.presses(questions.settled, anew, drafts.SETTLE)
    [visit] = world.visits()
    assert visit.contact_names == ("Li Wei", "Bob Fletcher")
    with world.store.reading(TEAM) as tx:
        assert len(tx.contacts.named(world.acme.id, "Bob Fletcher")) == 1


def test_add_pressed_for_who_is_known_by_now_asks_anew(world, seen):
    answer = world.types("met Bob Fletcher @Acme")
    with world.store.transaction(TEAM) as tx:
        tx.contacts.add(world.acme.id, "Bob Fletcher", added_on=TODAY)
    world.presses(questions.add_contact, answer, drafts.NEWCOMER)
    how, anew = seen[-1]
    assert (how, "Understood so far: Bob Fletcher" in anew["text"]) == ("replace", True)
    world.presses(questions.settled, anew, drafts.SETTLE)
    assert [one.contact_names for one in world.visits()] == [("Bob Fletcher",)]


def test_a_day_to_come_is_refused_and_another_one_taken(world, seen):
    answer = world.types("met Li Wei @Acme tomorrow: spares")
    assert "still to come" in answer["text"]
    later = {"day": {"selected_date": "2026-12-24"}}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=later)
    assert "still to come" in seen[-1][1]["text"]
    assert world.visits() == []
    monday = {"day": {"selected_date": "2026-11-23"}}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=monday)
    assert [one.on for one in world.visits()] == [date(2026, 11, 23)]


def test_somebody_new_is_added_from_the_question_and_the_visit_saved(world, seen):
    answer = world.types("met Bob Fletcher @Acme: wants spares #need")
    world.presses(questions.add_contact, answer, drafts.NEWCOMER)
    page = world.opened()
    world.call(newcomers.added, view=state(page, title={"value": "Buyer"}))
    [visit] = world.visits()
    assert visit.contact_names == ("Bob Fletcher",)
    bob = world.contact("Bob Fletcher")
    assert (bob.title, bob.level, bob.keeper_id) == ("Buyer", Level.GENERAL, world.alice.id)
    assert seen[-1][0] == "replace"
    assert "Bob Fletcher: met for the first time" in seen[-1][1]["text"]
    assert "left" not in seen[-1][1]["text"]  # nobody was due who is not any more
    assert world.drafts() == []


def test_somebody_new_at_a_new_customer_is_the_writers(world):
    answer = world.types("met Eva Novak @Zenith: wants spares")
    world.presses(questions.add_contact, answer, drafts.NEWCOMER)
    world.call(newcomers.added, view=state(world.opened()))
    [visit] = world.visits()
    assert (visit.account_name, visit.contact_names) == ("Zenith", ("Eva Novak",))
    with world.store.reading(TEAM) as tx:
        assert tx.accounts.get(visit.account_id).owner_id == world.alice.id


def test_a_new_name_beside_known_ones_is_chosen_in_the_same_answer(world):
    answer = world.types("met Li Wei and Bob Fletcher @Acme")
    chosen = {"who-0": {"selected_option": {"value": drafts.NEW}}}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    [visit] = world.visits()
    assert visit.contact_names == ("Li Wei", "Bob Fletcher")


def test_what_is_no_name_is_left_out(world):
    answer = world.types("met Li Wei and Bob Fletcher @Acme")
    chosen = {"who-0": {"selected_option": {"value": drafts.SKIP}}}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    assert [one.contact_names for one in world.visits()] == [("Li Wei",)]


def test_a_draft_is_finished_in_the_form_and_nothing_of_it_lost(world, seen):
    text = "met John Smith yesterday: audit #need. next: send plan by Fri; call <@UDANA>"
    answer = world.types(text)
    world.presses(doors.by_draft, answer, drafts.FORM)
    view = world.opened()
    nord = world.contact("John Smith", world.nord)
    world.sends(view, contacts={"selected_options": [forms.contact_option(nord)]})
    [visit] = world.visits()
    assert (visit.on, visit.source) == (date(2026, 11, 23), text)
    assert len(visit.voices) == 1
    assert len(visit.follow_ups) == 2
    assert visit.follow_ups[0].due_on == date(2026, 11, 27)
    assert world.drafts() == []
    chosen = {"selected_options": [forms.contact_option(nord)]}
    assert world.sends(view, contacts=chosen) == {}, "its answer was lost: it is told again"
    assert "John Smith, Nordwerk" in seen[-1][1]["text"]
    again = world.sends(view, contacts=chosen, note={"value": "another note"})
    assert again["response_action"] == "errors"
    assert len(world.visits()) == 1


def test_discarding_throws_away_the_draft_only(world, seen):
    answer = world.types("met John Smith: audit")
    world.presses(questions.discarded, answer, drafts.DISCARD)
    assert world.drafts() == []
    assert "audit" in seen[-1][1]["text"]
    assert world.visits() == []


def test_nobody_settles_or_opens_anothers_draft(world):
    answer = world.types("met John Smith: audit")
    chosen = {"who-0": {"selected_option": {"value": str(world.contact("John Smith").id)}}}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen, caller=world.dana)
    world.presses(questions.discarded, answer, drafts.DISCARD, caller=world.dana)
    assert world.visits() == []
    assert len(world.drafts()) == 1
    action: dict[str, object] = {"value": str(world.drafts()[0].id)}
    with pytest.raises(Refusal, match="finished"):
        doors.by_draft(
            Mock(), action, {"trigger_id": "1"}, world.client, world.dana, world.store,
            world.clock, TEAM,
        )  # fmt: skip


# ---- the form


def by_command(world):
    world.call(
        doors.by_command, command={"text": "", "trigger_id": "1", "response_url": "https://x"}
    )
    return world.opened()


def test_the_form_keeps_a_visit_once(world, seen):
    view = by_command(world)
    li = {"selected_options": [forms.contact_option(world.contact("Li Wei"))]}
    typed = {
        "contacts": li,
        "with": {"selected_users": ["UDANA"]},
        "note": {"value": "walked the line"},
        "voices": {"value": "#praise quick help"},
        "promise": {"value": "send photos"},
        "due": {"selected_date": "2026-11-27"},
    }
    assert world.sends(view, **typed) == {}
    assert world.sends(view, **typed) == {}
    [visit] = world.visits()
    assert visit.member_ids == (world.alice.id, world.dana.id)
    assert (visit.note, visit.on) == ("walked the line", TODAY)
    assert [one.text for one in visit.follow_ups] == ["send photos"]
    assert seen[-1][0] == "say"
    assert "walked the line" in seen[-1][1]["text"]


def test_the_forms_errors_stand_at_their_fields(world):
    view = by_command(world)
    everybody = [world.contact("John Smith"), world.contact("John Smith", world.nord)]
    both = {"selected_options": [forms.contact_option(one) for one in everybody]}
    nord = {"selected_option": forms.account_option(world.nord)}
    one = {"selected_options": [forms.contact_option(everybody[0])]}
    for typed, block, said in (
        ({}, "contacts-0", "at least one contact"),
        ({"contacts": both}, "contacts-0", "different customers"),
        ({"contacts": one, "date": {"selected_date": "2026-11-25"}}, "date", "happened"),
        ({"contacts": one, "account": nord}, "account", "Acme"),
    ):
        answer = world.sends(view, **typed)
        assert answer["response_action"] == "errors"
        assert said in answer["errors"][block]
    assert world.visits() == []


def test_an_account_alone_can_be_visited(world):
    view = by_command(world)
    world.sends(view, account={"selected_option": forms.account_option(world.acme)})
    [visit] = world.visits()
    assert (visit.account_name, visit.contact_ids) == ("Acme", ())


def test_a_form_without_a_reply_address_is_answered_by_a_message(world, seen):
    world.call(doors.by_shortcut, shortcut={"trigger_id": "1"})
    view = world.opened()
    li = {"selected_options": [forms.contact_option(world.contact("Li Wei"))]}
    world.sends(view, contacts=li)
    world.sends(view, contacts=li)
    assert seen == []
    with world.store.reading(TEAM) as tx:
        receipt = tx.deliveries.last(RECEIPT, "UALICE")
        assert sum(tx.deliveries.waiting().values()) == 1
    assert receipt is not None
    assert str(receipt.payload["text"]).startswith("*Logged:* Li Wei")


def test_a_button_beside_a_contact_fills_it_in(world):
    li = world.contact("Li Wei")
    body = {"trigger_id": "1", "response_url": "https://x"}
    world.call(doors.by_button, action={"value": str(li.id)}, body=body)
    assert forms.contact_ids(state(world.opened())) == (li.id,)
    world.call(doors.by_button, action={"value": "new"}, body=body)
    assert forms.contact_ids(state(world.opened())) == ()


def pushes(world, view, **typed):
    """“Add a new contact” in a form, with some fields filled in."""
    body = {"trigger_id": "2", "view": state(view, **typed)}
    world.call(newcomers.pushed, action={"value": "0"}, body=body)
    return world.opened("views_push")


def test_a_contact_is_added_from_the_form_and_chosen_in_it(world):
    view = by_command(world)
    li = forms.contact_option(world.contact("Li Wei"))
    acme = forms.account_option(world.acme)
    page = pushes(
        world, view, contacts={"selected_options": [li]}, account={"selected_option": acme}
    )
    world.call(newcomers.added, view=state(page, name={"value": "Bob  Fletcher"}))
    below = world.opened("views_update")
    bob = world.contact("Bob Fletcher")
    assert set(forms.contact_ids(state(below))) == {bob.id, world.contact("Li Wei").id}
    assert below["private_metadata"] == view["private_metadata"]
    old = {one["block_id"] for one in view["blocks"] if one["type"] == "input"}
    new = {one["block_id"] for one in below["blocks"] if one["type"] == "input"}
    assert old - new == {"contacts-0"}  # the other fields keep what was typed


def test_the_page_asks_for_the_name_that_nobody_has(world):
    answer = world.types("met John Smith and Bob Fletcher &amp; <@UDANA|dana>: audit")
    world.presses(doors.by_draft, answer, drafts.FORM)
    assert "met John Smith and Bob Fletcher & @dana" in str(world.opened()["blocks"][0]).replace(
        "&amp;", "&"
    )
    page = pushes(world, world.opened())
    assert page["blocks"][0]["element"]["initial_value"] == "Bob Fletcher"


def test_a_namesake_is_somebody_else_once_it_was_seen_that_there_is_one(world):
    with world.store.transaction(TEAM) as tx:
        tx.contacts.change(world.contact("Li Wei").id, level=Level.KEY, title="Engineer")
    page = pushes(world, by_command(world))
    typed = {"name": {"value": "li wei"}, "new_account": {"value": "ACME"}}
    warned = (
        page | world.call(newcomers.added, caller=world.dana, view=state(page, **typed))["view"]
    )
    assert "Already on the list?" in str(warned["blocks"])
    for _ in range(2):  # a double click is one person
        world.call(newcomers.added, caller=world.dana, view=state(warned, **typed))
    with world.store.reading(TEAM) as tx:
        known, new = sorted(tx.contacts.named(world.acme.id, "Li Wei"), key=lambda one: one.id)
        assert (known.level, known.title, known.keeper_id) == (
            Level.KEY, "Engineer", world.alice.id,
        )  # fmt: skip
        assert (new.level, new.title) == (Level.GENERAL, "")
        assert tx.accounts.get(world.acme.id).owner_id == world.alice.id


def test_a_new_contact_who_may_be_known_is_looked_at_before_it_is_added(world):
    with world.store.transaction(TEAM) as tx:
        tx.contacts.add(world.acme.id, "Li Wei", added_on=TODAY)
    answer = world.types("met Li Wei @Acme", trigger="1")
    chosen = {"who-0": {"selected_option": {"value": drafts.NEW}}}
    world.presses(questions.settled, answer, drafts.SETTLE, chosen=chosen)
    assert not world.visits()
    page = world.opened()
    warned = page | world.call(newcomers.added, view=state(page))["view"]
    assert "Already on the list?" in str(warned["blocks"])
    world.call(newcomers.added, view=state(warned))
    [visit] = world.visits()
    with world.store.reading(TEAM) as tx:
        newest = max(tx.contacts.named(world.acme.id, "Li Wei"), key=lambda one: one.id)
        assert len(tx.contacts.named(world.acme.id, "Li Wei")) == 3
    assert visit.contact_ids == (newest.id,)


def test_somebody_very_much_alike_is_added_only_when_sent_again(world):
    before = world.contact("Li Wei")
    page = pushes(world, by_command(world))
    acme = {"selected_option": forms.account_option(world.acme)}
    typed = {"name": {"value": "Wei Li"}, "account": acme}
    answer = world.call(newcomers.added, view=state(page, **typed))
    assert answer["response_action"] == "update"
    warned = page | answer["view"]
    assert "Already on the list?" in str(warned["blocks"])
    with world.store.reading(TEAM) as tx:
        assert not tx.contacts.named(world.acme.id, "Wei Li")
    assert world.call(newcomers.added, view=state(warned, **typed)) == {}
    assert world.contact("Wei Li").id != before.id


def test_suggestions_are_own_first_then_by_likeness(world):
    told = world.call(doors.suggest_contacts, payload={"value": ""})["options"]
    assert told[-1]["text"]["text"] == "John Smith, Nordwerk"
    told = world.call(doors.suggest_contacts, payload={"value": "zhangsan"})["options"]
    assert told[0]["text"]["text"] == "张三, Acme"
    for typed in ("smith @nord", "Nordwerk", "@nordwerk"):
        told = world.call(doors.suggest_contacts, payload={"value": typed})["options"]
        assert [one["text"]["text"] for one in told] == ["John Smith, Nordwerk"]
    told = world.call(doors.suggest_accounts, payload={"value": "nord"})["options"]
    assert [one["text"]["text"] for one in told] == ["Nordwerk"]
    assert len(world.call(doors.suggest_accounts, payload={"value": ""})["options"]) == 2


# ---- afterwards


def edits(world, answer, **more):
    world.presses(doors.by_edit, answer, visits.EDIT, **more)
    return world.opened()


def test_an_edit_keeps_what_the_form_does_not_show(world, seen):
    answer = world.types(f"{SAID}. next: send SLA draft by Fri; call <@UDANA>", trigger="1")
    [old] = world.visits()
    with world.store.transaction(TEAM) as tx:
        tx.voices.answer(old.voices[0].id, TODAY)
        tx.follow_ups.done(old.follow_ups[0].id, TODAY)
        ghost = tx.members.upsert("ghost@b.example")[0]
        there = as_new(tx.visits.get(old.id))
        tx.visits.change(old.id, replace(there, member_ids=(*there.member_ids, ghost.id)))
    view = edits(world, answer, caller=world.anna)
    note = {"value": "RMA is slow, line 3 as well"}
    ack = world.call(form.sent, view=state(view, note=note), caller=world.anna)
    assert ack == {}
    [new] = world.visits()
    assert new.note == "RMA is slow, line 3 as well"
    assert set(new.member_ids) == {world.alice.id, world.dana.id, ghost.id}
    assert (new.recorded_by, new.source) == (old.recorded_by, old.source)
    assert new.voices[0].answered_on == TODAY
    assert new.follow_ups[0].done_on == TODAY
    assert [one.text for one in new.follow_ups] == [one.text for one in old.follow_ups]
    assert seen[-1][0] == "replace"
    assert seen[-1][1]["text"].startswith("*Changed:* Li Wei and 张三")


def test_an_edit_loses_nothing_of_what_is_too_long_for_the_form(world):
    note = "spares " * 600 + "the end"
    words = "promise " * 50 + "and more"
    answer = world.types("met Li Wei @Acme yesterday: spares")
    [old] = world.visits()
    voices = tuple(Voice(VoiceKind.NEED, f"{n} {words}") for n in range(14))
    with world.store.transaction(TEAM) as tx:
        there = as_new(tx.visits.get(old.id))
        promise = FollowUp(words, TODAY, owner_id=world.alice.id)
        long = replace(there, note=note, voices=voices, follow_ups=(promise,))
        tx.visits.change(old.id, long)
    world.sends(edits(world, answer))
    [kept] = world.visits()
    assert (kept.note, kept.follow_ups[0].text) == (note, words)
    assert [one.text for one in kept.voices] == [one.text for one in voices]
    view = edits(world, answer)
    shown = next(one for one in view["blocks"] if one.get("block_id") == "note")
    world.sends(view, note={"value": "Two " + shown["element"]["initial_value"][7:]})
    assert world.visits()[0].note == "Two " + note[7:]
    world.sends(edits(world, answer), note={"value": "short now"})
    assert world.visits()[0].note == "short now"


def test_an_edit_moves_the_clocks_of_all_it_concerned(world):
    answer = world.types("met Li Wei @Acme yesterday")
    view = edits(world, answer)
    world.sends(view, contacts={"selected_options": [forms.contact_option(world.contact("张三"))]})
    assert world.contact("Li Wei").last_touch_on is None
    assert world.contact("张三").last_touch_on == date(2026, 11, 23)


def test_an_edit_after_a_move_leaves_the_visit_where_it_was(world):
    answer = world.types("met Li Wei @Acme yesterday")
    with world.store.transaction(TEAM) as tx:
        nordwerk = tx.accounts.by_name("Nordwerk")
        tx.contacts.change(world.contact("Li Wei").id, account_id=nordwerk.id)
    world.sends(edits(world, answer), note={"value": "the audit"})
    [visit] = world.visits()
    assert (visit.account_name, visit.note) == ("Acme", "the audit")


def test_undo_puts_every_clock_back_and_redo_forward(world, seen):
    before = world.clocks()
    answer = world.types(SAID)
    after_ = world.clocks()
    assert before != after_
    world.presses(after.undone, answer, visits.UNDO)
    world.presses(after.undone, answer, visits.UNDO)
    assert world.clocks() == before
    assert world.visits() == []
    assert seen[-1][0] == "replace"
    assert seen[-1][1]["text"].startswith("Undone: Mon 23 Nov")
    world.presses(after.redone, seen[-1][1], visits.REDO)
    assert world.clocks() == after_


def test_undo_in_a_list_leaves_the_list(world, seen):
    world.types(SAID)
    listed = {"blocks": visits.line(world.visits()[0], TODAY)}
    world.presses(after.undone, listed, visits.UNDO)
    assert seen[-1][0] == "say"


@pytest.mark.parametrize(
    ("passed", "late"), [(timedelta(hours=37, minutes=57), False), (timedelta(hours=38), True)]
)
def test_undo_is_there_until_the_next_day_ends(world, passed, late):
    answer = world.types(SAID)
    world.clock.at = NOW + passed
    if late:
        with pytest.raises(Refusal, match="late"):
            world.presses(after.undone, answer, visits.UNDO)
        world.presses(after.undone, answer, visits.UNDO, caller=world.anna)
    else:
        world.presses(after.undone, answer, visits.UNDO)
    assert world.visits() == []


def test_others_change_no_visit_but_managers_and_who_was_there(world):
    answer = world.types("met Li Wei @Acme")
    for listener, button in ((after.undone, visits.UNDO), (doors.by_edit, visits.EDIT)):
        with pytest.raises(Refusal, match="not_yours"):
            world.presses(listener, answer, button, caller=world.dana)
    world.presses(after.undone, answer, visits.UNDO, caller=world.anna)
    assert world.visits() == []


def test_an_undone_visit_is_not_edited(world):
    answer = world.types(SAID)
    view = edits(world, answer)
    world.presses(after.undone, answer, visits.UNDO)
    with pytest.raises(Refusal, match="undone"):
        edits(world, answer)
    told = world.sends(view, note={"value": "late"})
    assert "was undone" in str(told["errors"])


def test_another_channel_is_one_press(world, seen):
    answer = world.types("met Li Wei @Acme")
    [visit] = world.visits()
    option = {"selected_option": {"value": f"{visit.id}:message"}}
    world.presses(after.channel_chosen, answer, visits.CHANNEL, action=option)
    assert world.visits()[0].channel is Channel.MESSAGE
    assert world.contact("Li Wei").last_touch_on is None
    assert "resets no clock" in seen[-1][1]["text"]


def met(world, name="Li Wei", **more):
    message = {"blocks": [{"elements": [visits.met_button(world.contact(name).id)]}]}
    world.presses(after.met, message, visits.MET, **more)


def test_met_today_is_one_visit_however_often_it_is_pressed(world, seen):
    met(world, ephemeral=False)
    met(world, ephemeral=False)
    [visit] = world.visits()
    assert (visit.on, visit.channel) == (TODAY, Channel.IN_PERSON)
    assert seen[0][1]["text"].startswith("*Logged:* Li Wei, Acme · Tue 24 Nov")
    assert seen[1][1]["text"].startswith("Already logged: Tue 24 Nov · Li Wei")


@pytest.mark.parametrize("channel", [Channel.MESSAGE, Channel.CALL])
def test_met_today_is_more_than_a_call_or_a_message_of_that_day(world, seen, channel):
    answer = world.types("met Li Wei @Acme")
    [logged] = world.visits()
    option = {"selected_option": {"value": f"{logged.id}:{channel}"}}
    world.presses(after.channel_chosen, answer, visits.CHANNEL, action=option)
    for _ in range(2):
        met(world, ephemeral=False)
    assert {one.channel for one in world.visits()} == {channel, Channel.IN_PERSON}
    assert world.contact("Li Wei").last_seen_on == TODAY


def test_met_today_on_the_list_shows_the_list_that_is_left(world, seen):
    met(world)
    way, message = seen[-1]
    assert way == "replace"
    assert "*Logged:* Li Wei" in message["text"]
    assert "2 votes are due" in message["text"]


def test_met_today_after_an_undo_is_a_visit_again(world, seen):
    met(world, ephemeral=False)
    world.presses(after.undone, seen[-1][1], visits.UNDO)
    met(world, ephemeral=False)
    assert len(world.visits()) == 1


def test_a_failed_attempt_resets_no_clock(world):
    answer = world.types("tried to reach Li Wei @Acme, no answer")
    assert answer["text"].startswith("*Tried to reach:* Li Wei")
    assert world.contact("Li Wei").last_touch_on is None
    assert world.visits()[0].attempt
