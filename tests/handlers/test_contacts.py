"""Who is on the list: added once, warned of doubles, changed, moved, merged, and undone."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import answers, cards, owed, sheets
from handlers.contacts import accounts, adding, editing, keeping, merging
from handlers.nudges import presses
from handlers.visits import after
from tests.conftest import TEAM
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.visits import Channel, NewVisit, Voice, VoiceKind
from views.contacts import form
from views.pieces import Message

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store, monkeypatch):
    """Alice's account Acme with Li Wei, met by her and full of words; and Dana."""
    return World(store, monkeypatch)


class World:
    def __init__(self, store, monkeypatch):
        self.store, self.now = store, NOW
        self.told: list[Message] = []
        self.opened: list[Any] = []

        def tell(_, message):
            self.told.append(message)
            return True

        for way in ("say", "replace"):
            monkeypatch.setattr(answers, way, tell)
        with store.transaction(TEAM) as tx:
            self.alice = tx.members.ensure("UALICE", name="Alice")
            self.dana = tx.members.ensure("UDANA", name="Dana")
            self.acme = tx.accounts.upsert("Acme", owner_id=self.alice.id)[0]
            self.li = tx.contacts.add(
                self.acme.id, "Li Wei", added_on=TODAY, phone="+49 30 1234567"
            )
            visit = NewVisit(
                self.acme.id, TODAY, Channel.MEAL, (self.li.id,), (self.alice.id,), "RMA is slow",
                voices=(Voice(VoiceKind.NEED, "spares"),),
            )  # fmt: skip
            tx.visits.add(visit, self.alice.id, NOW, "r1")

    def does(self, listener, who=None, **asked):
        """Calls a listener with what it asks for; how it was acknowledged."""
        ack, client = Mock(), Mock()
        known = {
            "ack": ack, "client": client, "caller": who or self.alice, "store": self.store,
            "clock": FixedClock(self.now), "team_id": TEAM,
            "body": {"trigger_id": "T", "response_url": "u"}, **asked,
        }  # fmt: skip
        names = listener.__code__.co_varnames[: listener.__code__.co_argcount]
        listener(**{name: known[name] for name in names})
        self.opened += [one.kwargs["view"] for one in client.views_open.call_args_list]
        return ack.call_args.kwargs

    def types(self, line, trigger="T1"):
        command = {"command": "/votes", "text": f"add {line}", "trigger_id": trigger}
        return self.does(adding.typed, command=command)

    def presses(self, listener, value, who=None):
        return self.does(listener, who, action={"value": str(value)})

    def people(self):
        with self.store.reading(TEAM) as tx:
            return [one.name for one in tx.contacts.of_account(self.acme.id)]

    def contact(self, name="Li Wei"):
        with self.store.reading(TEAM) as tx:
            return tx.contacts.named(self.acme.id, name)[0]

    def li_wei(self):
        with self.store.reading(TEAM) as tx:
            return tx.contacts.get(self.li.id)

    def card(self, who, on=TODAY):
        with self.store.reading(TEAM) as tx:
            return cards.contact(tx, self.li.id, who, on)


def sent(view, **typed):
    """A form as it comes back: what stood in it, with some fields typed over."""
    values = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        one, name = block["element"], block["block_id"]
        keys = {
            "plain_text_input": ("value", "initial_value"),
            "users_select": ("selected_user", "initial_user"),
        }.get(one["type"], ("selected_option", "initial_option"))
        value = typed.get(name, one.get(keys[1]))
        option = keys[0] == "selected_option" and isinstance(value, str)
        values[name] = {one["action_id"]: {keys[0]: {"value": value} if option else value}}
    metadata = view["private_metadata"]
    return {"id": "V1", "private_metadata": metadata, "state": {"values": values}}


@pytest.mark.parametrize("at", ["Nordwerk", "A new firm"])
def test_who_is_reached_alike_is_warned_of_at_any_customer(world, at):
    """Somebody who has changed the company keeps his telephone."""
    with world.store.transaction(TEAM) as tx:
        tx.accounts.upsert("Nordwerk")
    world.does(adding.typed, command={"text": "add", "trigger_id": "T"})
    typed = {"name": "Bob", "new_account": at, "phone": "030 / 123 45 67"}
    page = world.does(adding.sent, view=sent(world.opened[-1], **typed))["view"]
    assert "*Li Wei*, Acme · +49 30 1234567" in str(page["blocks"])
    world.does(adding.sent, view=sent(page))
    assert world.told[-1]["text"].startswith(f"Added: *Bob*, {at}.")


def test_a_clear_line_is_kept_at_once(world):
    told = world.types("Bo Chen, buyer @Acme +49 30 5550101 bo@acme.example key")
    assert told["text"].startswith("Added: *Bo Chen*, buyer, Acme.")
    one = world.contact("Bo Chen")
    assert (one.title, one.level, one.email) == ("buyer", "key", "bo@acme.example")
    assert one.keeper_id == world.alice.id
    with world.store.reading(TEAM) as tx:
        assert tx.audit.of("contact", one.id)[0].act == "add"


@pytest.mark.parametrize("by_form", [False, True])
def test_an_address_typed_in_capitals_is_the_one_that_lists_bring(world, by_form):
    if by_form:
        world.presses(editing.asked, world.li.id)
        world.does(adding.sent, view=sent(world.opened[-1], email="Wei@Acme.Example"))
    else:
        world.types("Bo Chen @Acme Wei@Acme.Example")
    text = b"name,account,email\nL. W.,Acme,wei@acme.example\n"
    [twin] = sheets.rehearse(world.store, TEAM, text, NOW).twins
    assert twin.like == ("Li Wei" if by_form else "Bo Chen")


def test_delivered_twice_it_is_one(world):
    for _ in range(2):
        world.types("Bo Chen @Acme", trigger="T7")
    assert world.people() == ["Bo Chen", "Li Wei"]


def test_a_likely_double_is_warned_of_and_added_anyway_once(world):
    told = world.types("Wei Li @Acme")
    assert "Already on the list?" in told["text"]
    assert world.people() == ["Li Wei"]
    draft = told["blocks"][-2]["elements"][0]["value"]
    for _ in range(2):
        world.presses(adding.anyway, draft)
    assert world.people() == ["Li Wei", "Wei Li"]
    assert world.told[-1]["text"].startswith("Added: *Wei Li*")


def test_a_first_name_alone_is_no_double(world):
    assert world.types("Wei @Acme")["text"].startswith("Added")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Bo Chen", "At which account?"),
        ("Bo Chen @Zenith", "I do not know the account “Zenith”"),
        ("@Acme", "Whom?"),
        ("Bo who runs the pump room @Acme", "not sure which part"),
    ],
)
def test_what_is_unclear_opens_the_form_and_waits(world, line, why):
    told = world.types(line)
    assert why in told["text"]
    assert world.opened[-1]["callback_id"] == form.FORM
    assert world.people() == ["Li Wei"]
    world.presses(adding.asked, told["blocks"][-1]["elements"][0]["value"])
    assert len(world.opened) == 2


def test_the_form_warns_once_and_keeps_what_is_sent_again(world):
    world.types("Wei Li")
    first = sent(world.opened[-1], account=str(world.acme.id))
    warned = world.does(adding.sent, view=first)
    assert warned["response_action"] == "update"
    assert "Already on the list?" in json.dumps(warned["view"])
    for _ in range(2):
        world.does(adding.sent, view=sent(warned["view"], account=str(world.acme.id)))
    assert world.people() == ["Li Wei", "Wei Li"]


@pytest.mark.parametrize("typed", ["acme", "ACME Semi"])
def test_an_account_typed_as_new_that_is_on_the_list_is_that_one(world, typed):
    with world.store.transaction(TEAM) as tx:
        tx.accounts.change(world.acme.id, aliases=("Acme Semi",))
    world.types("Wei Li")
    told = world.does(adding.sent, view=sent(world.opened[-1], new_account=typed))
    assert "Already on the list?" in json.dumps(told["view"])
    world.does(adding.sent, view=sent(told["view"]))
    assert world.people() == ["Li Wei", "Wei Li"]
    with world.store.reading(TEAM) as tx:
        assert [one.name for one in tx.accounts.all()] == ["Acme"]


def namesake(world, account="Acme"):
    with world.store.transaction(TEAM) as tx:
        there = tx.accounts.upsert(account)[0]
        return tx.contacts.add(there.id, "Bo Chen", added_on=TODAY)


def test_who_is_renamed_like_somebody_there_is_asked_about_once(world):
    namesake(world)
    world.presses(editing.asked, world.li.id)
    typed = {"name": "Bo Chen", "title": "Head of ops"}
    told = world.does(adding.sent, view=sent(world.opened[-1], **typed))
    assert "Already on the list?" in json.dumps(told["view"])
    assert "Head of ops" in json.dumps(told["view"]), "nothing typed is lost"
    assert told["view"]["submit"]["text"] == "Save"
    assert world.li_wei().name == "Li Wei"
    world.does(adding.sent, view=sent(told["view"]))
    assert (world.li_wei().name, world.li_wei().title) == ("Bo Chen", "Head of ops")


def test_who_stays_as_he_is_called_is_nobodys_double(world):
    namesake(world)
    with world.store.transaction(TEAM) as tx:
        tx.contacts.change(world.li.id, name="Bo Chen")
    world.presses(editing.asked, world.li.id)
    assert "response_action" not in world.does(
        adding.sent, view=sent(world.opened[-1], title="Ops")
    )


def test_where_somebody_moves_to_a_namesake_is_asked_about_once(world):
    namesake(world, "Nordwerk")
    with world.store.transaction(TEAM) as tx:
        tx.contacts.change(world.li.id, name="Bo Chen")
    world.presses(editing.to_move, world.li.id)
    told = world.does(editing.moved, view=sent(world.opened[-1], new_account="Nordwerk"))
    assert "Already on the list?" in json.dumps(told["view"])
    assert "Nordwerk" in json.dumps(told["view"]), "nothing typed is lost"
    world.does(editing.moved, view=sent(told["view"]))
    assert world.li_wei().account.name == "Nordwerk"


def test_the_form_says_what_is_wrong(world):
    world.types("")
    told = world.does(adding.sent, view=sent(world.opened[-1], cadence="soon"))
    assert set(told["errors"]) == {"name", "account", "cadence"}


def morning(world):
    """What stands in the message in which Alice was asked about Li Wei."""
    with world.store.reading(TEAM) as tx:
        return tx.deliveries.last(owed.REMINDER, "UALICE").payload["text"]


@pytest.mark.parametrize(
    ("asks", "sends"), [(editing.asked, adding.sent), (accounts.asked, accounts.sent)]
)
def test_a_new_owner_ticks_off_the_line_of_the_old_one_until_it_is_his_again(world, asks, sends):
    with world.store.transaction(TEAM) as tx:
        message = tx.deliveries.owe(
            owed.REMINDER, "UALICE", TODAY.isoformat(), "chat.postMessage", {"blocks": []}, NOW
        )
        tx.nudges.add(world.li.id, world.alice.id, TODAY, message.id)
        tx.members.change(world.alice.id, role=Role.MANAGER)
        boss = tx.members.get(world.alice.id)
    about = world.li.id if asks is editing.asked else world.acme.id
    for owner, ticked in (("UDANA", True), ("UALICE", False)):
        world.presses(asks, about, who=boss)
        world.does(sends, who=boss, view=sent(world.opened[-1], owner=owner))
        assert ("✓ Li Wei, Acme: handed over to Dana" in morning(world)) is ticked


@pytest.mark.parametrize(
    ("asks", "sends"), [(editing.asked, adding.sent), (accounts.asked, accounts.sent)]
)
def test_what_the_old_owner_has_put_off_is_not_put_off_for_the_new_one(world, asks, sends):
    with world.store.transaction(TEAM) as tx:
        tx.contacts.snooze(world.li.id, date(2027, 6, 1))
        boss = tx.members.change(world.alice.id, role=Role.MANAGER)
    world.presses(asks, world.li.id if asks is editing.asked else world.acme.id, who=boss)
    world.does(sends, who=boss, view=sent(world.opened[-1], owner="UDANA"))
    assert world.contact().snoozed_until is None


def test_an_edit_is_audited_and_shown(world):
    world.presses(editing.asked, world.li.id)
    world.does(
        adding.sent, view=sent(world.opened[-1], title="Head of ops", weight="3", owner="UDANA")
    )
    one = world.contact()
    assert (one.title, one.weight, one.owner_id) == ("Head of ops", 3, world.dana.id)
    assert one.last_touch_on == TODAY
    with world.store.reading(TEAM) as tx:
        said = tx.audit.of("contact", one.id)[0]
    assert (said.act, said.detail["title"]) == ("change", ["", "Head of ops"])
    assert "Last changed by Alice" in json.dumps(world.card(world.alice)["blocks"])


def test_others_edit_what_is_written_but_not_who_answers(world):
    world.presses(editing.asked, world.li.id, who=world.dana)
    assert "owner" not in [block.get("block_id") for block in world.opened[-1]["blocks"]]
    world.does(adding.sent, world.dana, view=sent(world.opened[-1], phone="1 2 3"))
    one = world.contact()
    assert (one.phone, one.keeper_id) == ("1 2 3", world.alice.id)


def test_moved_it_keeps_its_history(world):
    world.presses(editing.to_move, world.li.id)
    world.does(editing.moved, view=sent(world.opened[-1], new_account="Nordwerk"))
    with world.store.reading(TEAM) as tx:
        one = tx.contacts.get(world.li.id)
        assert one.account.name == "Nordwerk"
        assert [visit.account_name for visit in tx.visits.of_contact(one.id, 5)] == ["Acme"]
    assert "Moved from Acme to Nordwerk" in world.told[-1]["text"]
    assert "errors" in world.does(editing.moved, view=sent(world.opened[-1]))


def merge(world):
    """Wei Li goes into Li Wei; the message that tells it."""
    with world.store.transaction(TEAM) as tx:
        other = tx.contacts.add(world.acme.id, "Wei Li", added_on=TODAY, title="Ops", weight=4)
    world.presses(merging.asked, world.li.id)
    page = world.does(merging.chosen, view=sent(world.opened[-1], other=str(other.id)))["view"]
    for _ in range(2):
        world.does(merging.confirmed, view=sent(page))
    return other, page, world.told[-1]


def test_a_merge_is_seen_before_and_can_be_undone(world):
    other, page, told = merge(world)
    assert "*Weight*  4   _not kept: ~1~_" in json.dumps(page, ensure_ascii=False)
    assert "*Also called*  Wei Li" in json.dumps(page)
    assert world.people() == ["Li Wei"]
    assert cards_of(world, other.id).startswith("Li Wei")
    world.presses(merging.undone, told["blocks"][0]["accessory"]["value"])
    assert world.people() == ["Li Wei", "Wei Li"]
    assert "Two again" in world.told[-1]["text"]


def cards_of(world, contact_id):
    with world.store.reading(TEAM) as tx:
        return cards.contact(tx, contact_id, world.alice, TODAY)["text"]


def test_a_merge_is_undone_by_who_did_it_and_in_time(world):
    _, _, told = merge(world)
    value = told["blocks"][0]["accessory"]["value"]
    with pytest.raises(Refusal, match=r"merge\.not_yours"):
        world.presses(merging.undone, value, who=world.dana)
    world.now = NOW + timedelta(days=2)
    with pytest.raises(Refusal, match=r"merge\.late"):
        world.presses(merging.undone, value)


def test_nobody_is_merged_with_himself(world):
    world.presses(merging.asked, world.li.id)
    told = world.does(merging.chosen, view=sent(world.opened[-1], other=str(world.li.id)))
    assert "same record" in told["errors"]["other"]
    assert "errors" in world.does(merging.chosen, view=sent(world.opened[-1]))


def test_the_choices_to_merge_with_are_those_most_alike(world):
    for name in ("Eva Berg", "Li Wey", "Marta Olsen"):
        world.types(f"{name} @Acme #general", trigger=name)
    with world.store.transaction(TEAM) as tx:
        tx.contacts.add(world.acme.id, "Li Wey", added_on=TODAY)
    view = {"private_metadata": json.dumps({"kept": world.li.id})}
    told = world.does(merging.suggest, payload={"value": ""}, body={"view": view})
    names = [one["text"]["text"] for one in told["options"]]
    assert names[0].startswith("Li Wey")
    assert not any(name.startswith("Li Wei") for name in names)


def test_an_account_is_edited_and_its_clocks_follow(world):
    world.presses(accounts.asked, world.acme.id)
    world.does(
        accounts.sent, view=sent(world.opened[-1], name="Acme Ltd", contract="yes", cadence="7")
    )
    one = world.contact()
    assert (one.account.name, one.account.contract) == ("Acme Ltd", True)
    assert one.due_on == TODAY + timedelta(days=7)
    with world.store.transaction(TEAM) as tx:
        tx.accounts.upsert("Nordwerk")
        assert tx.accounts.by_name("acme ltd").id == world.acme.id
    told = world.does(accounts.sent, view=sent(world.opened[-1], name="nordwerk", cadence="x"))
    assert set(told["errors"]) == {"cadence"}
    told = world.does(accounts.sent, view=sent(world.opened[-1], name="nordwerk"))
    assert "Nordwerk" in told["errors"]["name"] or "nordwerk" in told["errors"]["name"]


def test_others_edit_an_account_but_not_who_answers_for_it(world):
    world.does(accounts.asked, world.dana, action={"value": str(world.acme.id)})
    page = world.opened[-1]
    assert "users_select" not in str(page), "it is not hers to say"
    view = sent(page, contract="yes")
    view["state"]["values"]["owner"] = {"owner": {"selected_user": "UDANA"}}
    world.does(accounts.sent, world.dana, view=view)
    assert (world.contact().account.contract, world.contact().keeper_id) == (True, world.alice.id)
    with world.store.transaction(TEAM) as tx:
        tx.accounts.change(world.acme.id, owner_id=None)
    world.does(accounts.asked, world.dana, action={"value": str(world.acme.id)})
    world.does(accounts.sent, world.dana, view=sent(world.opened[-1], owner="UDANA"))
    assert world.contact().keeper_id == world.dana.id, "nobody's is anybody's to take on"


def test_a_cadence_as_long_as_lists_bring_is_kept_by_an_edit(world):
    with world.store.transaction(TEAM) as tx:
        tx.contacts.change(world.li.id, cadence=1200)
        tx.accounts.change(world.acme.id, cadence=1100)
    world.presses(editing.asked, world.li.id)
    world.does(adding.sent, view=sent(world.opened[-1], title="Buyer"))
    world.presses(accounts.asked, world.acme.id)
    world.does(accounts.sent, view=sent(world.opened[-1], contract="yes"))
    one = world.li_wei()
    assert (one.title, one.cadence) == ("Buyer", 1200)
    assert (one.account.contract, one.account.cadence) == (True, 1100)


def test_other_names_are_taken_apart_and_one_too_long_is_told_at_its_field(world):
    world.presses(editing.asked, world.li.id)
    told = world.does(adding.sent, view=sent(world.opened[-1], aliases="x" * 201))
    assert "longer than 200 characters" in told["errors"]["aliases"]
    world.does(adding.sent, view=sent(world.opened[-1], aliases="老李、李工，Lee"))
    assert world.li_wei().aliases == ("老李", "李工", "Lee")
    world.presses(accounts.asked, world.acme.id)
    told = world.does(accounts.sent, view=sent(world.opened[-1], aliases="x" * 201))
    assert "longer than 200 characters" in told["errors"]["aliases"]
    world.does(accounts.sent, view=sent(world.opened[-1], aliases="Acme, Inc., ACM"))
    assert world.li_wei().account.aliases == ("Acme, Inc.", "ACM")


@pytest.mark.parametrize("new", ["Acme Inc.", "acm, GmbH"])
def test_a_customer_typed_as_new_is_not_doubled_by_its_legal_form(world, new):
    with world.store.transaction(TEAM) as tx:
        tx.accounts.change(world.acme.id, aliases=("ACM",))
        other = tx.contacts.add(tx.accounts.upsert("Nordwerk")[0].id, "Bo Chen", added_on=TODAY)
    world.does(adding.typed, command={"text": "add", "trigger_id": "T"})
    told = world.does(adding.sent, view=sent(world.opened[-1], name="Ann Lee", new_account=new))
    assert told["errors"]["new_account"].startswith("Acme is on the list: choose it above.")
    world.presses(editing.to_move, other.id)
    told = world.does(editing.moved, view=sent(world.opened[-1], account=None, new_account=new))
    assert told["errors"]["new_account"].startswith("Acme is on the list")
    apart = sent(world.opened[-1], account=None, new_account="Acme Inc. Boston")
    world.does(editing.moved, view=apart)
    with world.store.reading(TEAM) as tx:
        assert tx.contacts.get(other.id).account.name == "Acme Inc. Boston"


@pytest.mark.parametrize("at", [{"account": "1"}, {"account": None, "new_account": "ACME"}])
def test_nobody_is_moved_to_where_he_is(world, at):
    world.presses(editing.to_move, world.li.id)
    told = world.does(editing.moved, view=sent(world.opened[-1], **at))
    assert list(told["errors"].values()) == [
        "That is where they are already. Choose another account."
    ]
    assert world.told == []


def of_danas(world):
    """Wei Li at Dana's Nordwerk, and what was noted of a meeting with him."""
    with world.store.transaction(TEAM) as tx:
        nord = tx.accounts.upsert("Nordwerk", owner_id=world.dana.id)[0]
        wei = tx.contacts.add(nord.id, "Wei Li", added_on=TODAY)
        visit = NewVisit(
            nord.id, TODAY, Channel.MEAL, (wei.id,), (world.dana.id,), "for Dana alone"
        )
        tx.visits.add(visit, world.dana.id, NOW, "r9")
    return wei


def test_nobody_merges_away_whom_a_colleague_looks_after(world):
    """The visits would go along, to be read by whoever keeps the one that stays."""
    wei = of_danas(world)
    world.presses(merging.asked, world.li.id)
    page = world.does(merging.chosen, view=sent(world.opened[-1], other=str(wei.id)))["view"]
    assert "Dana looks after the one that would go" in str(page["blocks"][0])
    assert "submit" not in page
    with pytest.raises(Refusal, match=r"merge\.others"):
        world.does(merging.confirmed, view=sent(page))
    assert "for Dana alone" not in str(world.card(world.alice))
    with world.store.transaction(TEAM) as tx:
        boss = tx.members.ensure("UBOSS", name="Bo", role=Role.MANAGER)
    for who in (world.dana, boss):
        page = world.does(merging.chosen, who, view=sent(world.opened[-1], other=str(wei.id)))[
            "view"
        ]
        assert page["submit"]["text"] == "Merge"
    world.does(merging.confirmed, world.dana, view=sent(page))
    assert "for Dana alone" in str(world.card(world.alice)), "she has given it"


def test_ones_own_goes_into_a_colleagues(world):
    wei = of_danas(world)
    with world.store.reading(TEAM) as tx:
        view = {"private_metadata": json.dumps({"kept": wei.id, "origin": {}})}
        assert tx.contacts.get(wei.id).keeper_id == world.dana.id
    typed = {"state": {"values": {"other": {"o": {"selected_option": {"value": world.li.id}}}}}}
    page = world.does(merging.chosen, view=view | typed)["view"]
    assert page["submit"]["text"] == "Merge"


def test_an_edit_leaves_what_somebody_else_has_changed_meanwhile(world):
    """Another phone, and another customer: the form still held the ones before."""
    with world.store.transaction(TEAM) as tx:
        nord = tx.accounts.upsert("Nordwerk")[0]
    world.presses(editing.asked, world.li.id)
    page = world.opened[-1]
    with world.store.transaction(TEAM) as tx:
        tx.contacts.change(
            world.li.id, phone="030 9", account_id=nord.id, owner_id=world.dana.id, title="Clerk"
        )
    world.does(adding.sent, world.dana, view=sent(page, title="Buyer", aliases="Lee"))
    one = world.li_wei()
    assert (one.title, one.aliases) == ("Buyer", ("Lee",))
    assert (one.phone, one.account.name, one.owner_id) == ("030 9", "Nordwerk", world.dana.id)


def test_an_edit_of_an_account_leaves_what_somebody_else_has_changed_meanwhile(world):
    """Another name and contract: the form still held the ones before."""
    world.presses(accounts.asked, world.acme.id)
    page = world.opened[-1]
    with world.store.transaction(TEAM) as tx:
        tx.accounts.change(world.acme.id, name="Acme Ltd", contract=False)
    world.does(accounts.sent, view=sent(page, cadence="7"))
    account = world.contact().account
    assert (account.name, account.contract, account.cadence) == ("Acme Ltd", False, 7)


ALIASES = ("Acme, Inc.", "A; B", "-", "ACM")


def test_an_edit_of_something_else_leaves_other_names_as_they_are(world):
    with world.store.transaction(TEAM) as tx:
        tx.accounts.change(world.acme.id, aliases=ALIASES[:1])
        tx.contacts.change(world.li.id, aliases=ALIASES)
    world.presses(editing.asked, world.li.id)
    world.does(adding.sent, view=sent(world.opened[-1], title="Buyer"))
    assert (world.li_wei().title, world.li_wei().aliases) == ("Buyer", ALIASES)
    world.presses(accounts.asked, world.acme.id)
    world.does(accounts.sent, view=sent(world.opened[-1], contract="yes"))
    with world.store.reading(TEAM) as tx:
        assert tx.accounts.get(world.acme.id).aliases == ALIASES[:1]
    world.presses(accounts.asked, world.acme.id)
    world.does(accounts.sent, view=sent(world.opened[-1], aliases="Acme Semi， ACM, ACM"))
    with world.store.reading(TEAM) as tx:
        assert tx.accounts.get(world.acme.id).aliases == ("Acme Semi", "ACM")


def test_what_is_no_address_is_told_at_its_field(world):
    world.presses(editing.asked, world.li.id)
    told = world.does(adding.sent, view=sent(world.opened[-1], email="not an address"))
    assert set(told["errors"]) == {"email"}
    assert world.li_wei().email == ""


def test_customers_words_are_for_who_has_a_part_in_them(world):
    own, other = world.card(world.alice)["text"], world.card(world.dana)
    assert "RMA is slow" in own
    assert "spares" in own
    assert "RMA is slow" not in json.dumps(other)
    assert "spares" not in json.dumps(other)
    assert "1 open voice or promise" in json.dumps(other)
    assert "Alice (once, last Tue 24 Nov)" in json.dumps(other)


def test_the_forms_are_told_where_they_were_opened(world, monkeypatch):
    monkeypatch.setattr(answers, "say", lambda *_: False)
    world.presses(editing.asked, world.li.id)
    world.does(adding.sent, view=sent(world.opened[-1], title="Buyer"))
    with world.store.reading(TEAM) as tx:
        told = tx.deliveries.of_period(keeping.ANSWER, "UALICE", "V1")
    assert told is not None


def test_a_button_on_who_was_merged_acts_on_the_kept_one(world):
    other, _, _ = merge(world)
    press = {"action": {"value": str(other.id)}, "body": {"trigger_id": "T9", "container": {}}}
    world.now = NOW + timedelta(days=3)
    world.does(after.met, **press)
    assert world.contact().last_touch_on == TODAY + timedelta(days=3)
    world.does(presses.left, **press)
    assert world.people() == []
    with world.store.reading(TEAM) as tx:
        assert tx.visits.of_contact(world.li.id, 1)[0].on == world.now.date()
