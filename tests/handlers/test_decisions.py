"""What a figure of support is made of, and how an account decides."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import cards, decisions, lists
from tests.conftest import TEAM
from tests.upkeep.people import contact
from upkeep.accounts import MAJORITY, Account, Quorum, Rule
from upkeep.members import Role
from upkeep.visits import Channel, NewVisit
from views import decisions as views

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture
def acme(store):
    """Alice's account of four contacts: met today, on the due date, and two never."""
    with store.transaction(TEAM) as tx:
        alice = tx.members.ensure("UALICE", name="Alice")
        one = tx.accounts.upsert("Acme", owner_id=alice.id)[0]
        people = [
            tx.contacts.add(one.id, name, added_on=date(2026, 1, 1))
            for name in ("Li Wei", "Marta Olsen", "Eva Berg", "Jo Lang")
        ]
        for person, on in ((people[0], TODAY), (people[1], date(2026, 9, 25))):
            visit = NewVisit(one.id, on, Channel.IN_PERSON, (person.id,), (alice.id,))
            tx.visits.add(visit, alice.id, NOW, f"visit of {person.id}")
        return one


@pytest.fixture
def ask(store, acme):
    """Presses a button of the account, and gives the page that opens."""

    def press(listener, slack_id="UALICE", page=None, **more):
        client = Mock()
        with store.transaction(TEAM) as tx:
            caller = tx.members.ensure(slack_id)
        body = {"trigger_id": "1", "view": {"id": "V1"}}
        if listener is not decisions.ask_rule:
            more = {"caller": caller, "clock": FixedClock(NOW)}
        value = str(acme.id) if page is None else f"{acme.id}:{page}"
        listener(
            ack=Mock(), action={"value": value}, body=body, client=client, store=store,
            team_id=TEAM, **more,
        )  # fmt: skip
        return (client.views_open.call_args or client.views_update.call_args).kwargs["view"]

    return press


def said(view):
    return "\n".join(one["text"]["text"] for one in view["blocks"] if one["type"] == "section")


def sent(acme, quorum="two_thirds", decider="0", influence="40"):
    values = {
        "quorum": {"quorum": {"selected_option": {"value": quorum}}},
        "decider": {"decider": {"selected_option": {"value": decider}}},
        "influence": {"influence": {"value": influence}},
    }
    return {"private_metadata": str(acme.id), "state": {"values": values}}


def decide(store, view, slack_id="UALICE"):
    ack = Mock()
    with store.transaction(TEAM) as tx:
        caller = tx.members.ensure(slack_id)
    decisions.decide(
        ack=ack, view=view, caller=caller, store=store, clock=FixedClock(NOW), team_id=TEAM
    )
    return ack.call_args.kwargs["view"]


def rule(store, acme):
    with store.reading(TEAM) as tx:
        return tx.accounts.get(acme.id).rule


def test_each_input_of_the_model_is_one_press_away(ask):
    told = said(ask(decisions.why))
    assert "This is a model, not a forecast" in told
    assert "*More than half:* 2 of 4 votes warm, 3 needed, 1 to go." in told
    assert "where the yes-votes carry it: Eva Berg." in told
    assert "*Li Wei* · warmth 100% · met today, planned every 60 days" in told
    assert "*Marta Olsen* · warmth 50% · 60 days without a visit, planned every 60 days" in told
    assert "*Eva Berg* · warmth 0% · never met" in told


def test_who_answers_for_the_account_says_how_it_decides_and_the_figures_follow(store, acme, ask):
    form = ask(decisions.ask_rule)
    assert form["callback_id"] == views.DECIDE
    decider = form["blocks"][2]["element"]["options"][2]
    assert decider["text"]["text"] == "Jo Lang"
    page = decide(store, sent(acme, decider=decider["value"]))
    kept = rule(store, acme)
    assert (kept.quorum, kept.influence) == (Quorum.TWO_THIRDS, 0.4)
    assert "*Two thirds:* 2 of 4 votes warm, 3 needed, 1 to go." in said(page)
    assert "In 40% of the cases Jo Lang decides alone." in said(page)
    assert "decides alone at times" in said(page)


def test_figures_of_list_card_and_model_follow_the_rule(store, acme):
    with store.transaction(TEAM) as tx:
        people = tx.contacts.of_account(acme.id)
        for one in people[:2]:
            visit = NewVisit(acme.id, date(2026, 10, 1), Channel.CALL, (one.id,), (1,))
            tx.visits.add(visit, 1, NOW, f"call of {one.id}")
        before = lists.Decisions(tx, TODAY).support(acme.id)
        tx.accounts.decide(acme.id, Rule(Quorum.UNANIMITY))
        after = lists.Decisions(tx, TODAY)
        assert (before or 0) > (after.support(acme.id) or 0) > 0
        assert after.tally(acme.id).needed == 4
        card = cards.account(tx, acme.id, tx.members.get(1), TODAY)
    assert "4 needed" in card["text"]
    assert "where the yes-votes carry it: Eva Berg, Jo Lang, Marta Olsen." not in card["text"]


def test_who_has_left_where_it_is_tomorrow_already_is_a_vote_until_then(store, acme, ask):
    """In New York it is Tuesday still when somebody in Shanghai says on Wednesday who has left."""
    with store.transaction(TEAM) as tx:
        for gone in tx.contacts.of_account(acme.id)[:3]:
            tx.contacts.leave(gone.id, TODAY + timedelta(days=1))
        assert "Nearest" in str(cards.account(tx, acme.id, tx.members.ensure("UALICE"), TODAY))
    assert gone.name in said(ask(decisions.why))


def test_others_may_look_and_not_change(store, acme, ask):
    assert all("accessory" not in one for one in ask(decisions.why, "UDANA")["blocks"])
    decide(store, sent(acme), "UDANA")
    assert rule(store, acme) == MAJORITY
    with store.transaction(TEAM) as tx:
        tx.members.change(tx.members.ensure("UDANA").id, role=Role.MANAGER)
    decide(store, sent(acme), "UDANA")
    assert rule(store, acme).quorum is Quorum.TWO_THIRDS


def test_a_merged_decider_goes_on_deciding(store, acme):
    with store.transaction(TEAM) as tx:
        one, other = tx.contacts.of_account(acme.id)[:2]
        tx.accounts.decide(acme.id, Rule(decider_id=other.id))
        merged = tx.merges.merge(one.id, other.id, None, NOW, TODAY)
        assert tx.accounts.get(acme.id).rule.decider_id == one.id
        tx.merges.undo(merged.id, NOW)
        assert tx.accounts.get(acme.id).rule.decider_id == other.id


def test_who_decides_at_a_large_account_stays_who_decides():
    account = Account(1, "Acme", rule=Rule(decider_id=150, influence=0.3))
    people = [contact(number, account=account) for number in range(1, 151)]
    page: Any = views.rule_form(account, people)
    menu = next(
        e for b in page["blocks"] if (e := b.get("element", {})).get("action_id") == "decider"
    )
    assert menu["initial_option"]["value"] == "150"
    assert len(menu["options"]) == 100


def test_all_votes_of_a_long_account_are_told_page_by_page(store, acme, ask):
    with store.transaction(TEAM) as tx:
        for number in range(226):
            tx.contacts.add(acme.id, f"Person {number:03} {'x' * 200}", added_on=TODAY)
    first = ask(decisions.why)
    last = ask(decisions.turned, page=1)
    beyond = ask(decisions.turned, page=7)
    for page, votes, way in (
        (first, 200, views.ON),
        (last, 30, views.TURN),
        (beyond, 30, views.TURN),
    ):
        told = said(page)
        assert told.count("· warmth ") == votes
        turns = [
            e["action_id"]
            for b in page["blocks"]
            for e in b.get("elements", ())
            if "action_id" in e
        ]
        assert turns == [way]
        assert f"Page {1 if way == views.ON else 2} of 2: 230 votes" in str(page["blocks"])
        assert all(len(one["text"]["text"]) <= 3000 for one in page["blocks"] if "text" in one)
