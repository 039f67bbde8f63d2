"""Settings: for admins only, seen before saved, in force at once."""

import json
from datetime import UTC, date, datetime, timedelta
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import settings
from tests.conftest import TEAM
from upkeep.accounts import Level
from upkeep.policy import Policy
from upkeep.visits import Channel, NewVisit
from views import digests
from views import settings as views
from views.digests import assessment
from views.settings import effect, form
from views.settings.elements import VALUE

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CLOCK = FixedClock(NOW)


@pytest.fixture
def admin(store):
    with store.transaction(TEAM) as tx:
        return tx.members.ensure("U1ANNA", name="Anna", is_slack_admin=True)


@pytest.fixture
def rep(store):
    with store.transaction(TEAM) as tx:
        return tx.members.ensure("U2BOB", name="Bob")


@pytest.fixture
def asks(store):
    """Call a listener as Bolt would, and hand back what it acked with."""

    def call(listener, caller, **more):
        ack = Mock()
        listener(ack=ack, caller=caller, store=store, team_id=TEAM, clock=CLOCK, **more)
        ack.assert_called_once()
        return ack.call_args.kwargs

    return call


def contact(store, name, keeper, days, level=Level.GENERAL):
    """A contact of a keeper, met so many days ago."""
    with store.transaction(TEAM) as tx:
        account = tx.accounts.upsert("Acme")[0]
        made = tx.contacts.add(
            account.id, name, added_on=date(2026, 1, 1), owner_id=keeper.id, level=level
        )
        met = NOW.date() - timedelta(days=days)
        visit = NewVisit(account.id, met, Channel.MEAL, (made.id,), (keeper.id,))
        tx.visits.add(visit, keeper.id, NOW, name)
    return made


def change(asks, caller, changes):
    with_changes = effect.confirm(Policy(), changes, effect.Effect())
    return asks(settings.save, caller, view=with_changes)


def test_the_form_opens_for_an_admin(asks, admin):
    client = Mock()
    asks(settings.asked, admin, body={"trigger_id": "1.2"}, client=client)
    view = client.views_open.call_args.kwargs["view"]
    assert view["callback_id"] == form.FORM


def test_others_are_refused_kindly_and_told_whom_to_ask(asks, admin, rep):
    client = Mock()
    told = asks(settings.asked, rep, body={"trigger_id": "1.2"}, client=client)
    client.views_open.assert_not_called()
    assert "<@U1ANNA>" in told["text"]
    asks(settings.pressed, rep, body={"trigger_id": "1.2"}, action={}, client=client)
    assert client.views_open.call_args.kwargs["view"].get("submit") is None


def test_who_the_file_names_is_an_admin(store, rep):
    with store.reading(TEAM) as tx:
        assert not settings.may_change(rep, tx.policy)
        assert settings.may_change(rep, Policy(admins=frozenset({"U2BOB"})))


def test_the_effect_counts_contacts_and_lists(store, asks, admin, rep):
    for name, days in (("A", 22), ("B", 60), ("C", 61), ("D", 21), ("E", 30)):
        contact(store, name, rep, days)
    contact(store, "Key", admin, 25, Level.KEY)
    view = form.form(Policy(), {}, NOW.date()) | {
        "state": {"values": {"cadence.general": {VALUE: {"type": "number_input", "value": "21"}}}}
    }
    told = asks(settings.check, admin, view=view)
    assert told["response_action"] == "update"
    text = json.dumps(told["view"], ensure_ascii=False)
    assert "3 more contacts become neglected" in text
    assert "1 person gets a longer list" in text


def test_a_longer_cadence_relieves(store, asks, admin, rep):
    contact(store, "A", rep, 61)
    contact(store, "B", rep, 91)
    with store.reading(TEAM) as tx:
        found = settings._effect(tx, {"cadence.general": 90}, NOW.date())
    assert found == effect.Effect(relieved=1, shorter=1)


def test_errors_stand_at_their_fields(asks, admin):
    view = form.form(Policy(), {}, NOW.date(), "reminders") | {
        "state": {"values": {"reminder_at": {VALUE: {"selected_time": "02:00"}}}}
    }
    told = asks(settings.check, admin, view=view)
    assert told["response_action"] == "errors"
    assert list(told["errors"]) == ["reminder_at"]


def test_a_form_sent_untouched_says_so(asks, admin):
    view = form.form(Policy(), {}, NOW.date()) | {"state": {"values": {}}}
    told = asks(settings.check, admin, view=view)
    assert "Nothing was changed" in json.dumps(told["view"])


def test_what_is_saved_is_in_force_and_on_record(store, asks, admin, rep):
    met = contact(store, "A", rep, 22)
    told = change(asks, admin, {"cadence.general": 21, "digest_channel": "C0SALES"})
    assert told["response_action"] == "update"
    with store.reading(TEAM) as tx:
        assert tx.policy.cadence[Level.GENERAL] == 21
        assert tx.policy.digest_channel == "C0SALES"
        assert tx.contacts.get(met.id).due_on == NOW.date() - timedelta(days=1)
        record = {one.key: (one.old, one.new, one.by) for one in tx.settings.history(9)}
        assert record["cadence.general"] == (60, 21, admin.id)
        sources = settings._sources(tx, "UTC")
        assert sources["cadence.general"] == form.Source("Anna", NOW.date(), 60)


def test_saving_moves_what_is_set_for_later(store, asks, admin, rep):
    with store.transaction(TEAM) as tx:
        team = tx.teams.upsert("North", zone="Europe/Berlin")[0]
        tx.teams.set_next_digest(team.id, NOW + timedelta(days=6))
        tx.members.set_next_reminder(rep.id, NOW + timedelta(days=1))
    change(
        asks,
        admin,
        {"reminder_at": "10:00", "digest_on": "FREQ=WEEKLY;BYDAY=TU", "digest_at": "15:00"},
    )
    with store.reading(TEAM) as tx:
        assert tx.members.next_reminder(rep.id) == datetime(2026, 11, 24, 10, tzinfo=UTC)
        assert tx.teams.next_digest(team.id) == datetime(2026, 11, 24, 14, tzinfo=UTC)


def test_an_hour_that_has_passed_today_is_looked_at_at_once(any_store):
    with any_store.transaction(TEAM) as tx:
        admin = tx.members.ensure("U1ANNA", name="Anna", is_slack_admin=True)
        there = tx.members.ensure("U2BOB", name="Bob")
        at_night = tx.members.ensure("U3MERE", name="Mere", zone="Pacific/Auckland")
    view = effect.confirm(Policy(), {"reminder_at": "08:00"}, effect.Effect())
    settings.save(Mock(), view, admin, any_store, TEAM, FixedClock(NOW.replace(hour=8, minute=30)))
    with any_store.reading(TEAM) as tx:
        assert tx.members.next_reminder(there.id) == NOW.replace(hour=8, minute=30)
        assert tx.members.next_reminder(at_night.id) == datetime(2026, 11, 24, 19, tzinfo=UTC)


def test_a_week_that_was_posted_is_not_announced_again(store, asks, admin):
    with store.transaction(TEAM) as tx:
        team = tx.teams.upsert("North")[0]
        tx.digests.add(team.id, date(2026, 11, 16), NOW, {})
    change(asks, admin, {"digest_on": "FREQ=WEEKLY;BYDAY=TU"})
    with store.reading(TEAM) as tx:
        assert tx.teams.next_digest(team.id) == datetime(2026, 12, 1, 10, tzinfo=UTC)
        told = settings._said_next_digest(tx, {"digest_at": "10:30"}, NOW)
    assert told == "Tue 1 Dec 10:30"


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"digest_at": "09:00"}, datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        ({"digest_at": "09:45"}, datetime(2026, 11, 23, 9, 45, tzinfo=UTC)),
        ({"digest_on": "FREQ=WEEKLY;BYDAY=FR"}, datetime(2026, 11, 27, 10, tzinfo=UTC)),
        ({"digest_on": "FREQ=MONTHLY;BYMONTHDAY=1"}, datetime(2026, 12, 1, 10, tzinfo=UTC)),
    ],
)
def test_a_digest_that_was_still_to_come_today_is_not_passed_over(store, admin, changed, at):
    """At half past nine on a Monday, where it was to come at ten."""
    half_past_nine = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    with store.transaction(TEAM) as tx:
        team = tx.teams.upsert("North")[0]
        tx.teams.set_next_digest(team.id, half_past_nine.replace(hour=10, minute=0))
    view = effect.confirm(Policy(), changed, effect.Effect())
    settings.save(Mock(), view, admin, store, TEAM, FixedClock(half_past_nine))
    with store.reading(TEAM) as tx:
        assert tx.teams.next_digest(team.id) == at


def test_the_digest_of_everyone_moves_too(store, asks, admin):
    with store.transaction(TEAM) as tx:
        everyone = tx.teams.everyone()
    change(asks, admin, {"digest_at": "16:30"})
    with store.reading(TEAM) as tx:
        assert tx.teams.next_digest(everyone.id) == datetime(2026, 11, 30, 16, 30, tzinfo=UTC)


def test_who_is_no_admin_any_more_cannot_save(store, asks, rep):
    told = change(asks, rep, {"cadence.general": 21})
    assert "only admins" in json.dumps(told["view"])
    with store.reading(TEAM) as tx:
        assert tx.policy.cadence[Level.GENERAL] == 60


def test_a_button_leads_to_the_same_form(asks, admin):
    client = Mock()
    asks(settings.pressed, admin, body={"trigger_id": "1.2"}, action={}, client=client)
    assert client.views_open.call_args.kwargs["view"]["callback_id"] == form.FORM
    assert views.OPEN == "settings.open"


def test_another_page_is_turned_to(asks, admin, rep):
    client = Mock()
    for caller in (admin, rep):
        asks(
            settings.turned,
            caller,
            action={"selected_option": {"value": "targets"}},
            body={"view": {"id": "V1"}},
            client=client,
        )
    pages = [json.dumps(one.kwargs["view"]) for one in client.views_update.call_args_list]
    assert ["default 5, executive 2" in one for one in pages] == [True, False]


def test_what_no_longer_counts_has_touched_nobody(asks, admin, store):
    lunched = contact(store, "Li Wei", admin, days=3)
    counted = " ".join(one for one in Channel if one is not Channel.MEAL)
    change(asks, admin, {"counted": counted})
    with store.reading(TEAM) as tx:
        assert tx.contacts.get(lunched.id).last_touch_on is None
    change(asks, admin, {"counted": " ".join(Channel)})
    with store.reading(TEAM) as tx:
        assert tx.contacts.get(lunched.id).last_touch_on == NOW.date() - timedelta(days=3)


@pytest.mark.parametrize(
    ("message", "label"),
    [
        (digests.nowhere_to_go("Everyone", everyone=True), "Channel of everybody's digest"),
        (assessment.unread("Hana"), "Who gets the assessments"),
    ],
)
def test_a_button_opens_the_page_that_it_speaks_of(asks, admin, message, label):
    [button] = message["blocks"][-1]["elements"]
    client = Mock()
    asks(settings.pressed, admin, body={"trigger_id": "1.2"}, action=button, client=client)
    assert label in str(client.views_open.call_args.kwargs["view"])
