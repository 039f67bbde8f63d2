"""One's own reminders: what may be wished for, and what comes of it."""

from datetime import date, time, timedelta
from unittest.mock import Mock

import pytest

from handlers import owed, promises
from handlers.nudges import own
from tests.conftest import TEAM
from tests.handlers.test_nudges import NOW, TODAY, World, refused, too_late
from upkeep.visits import FollowUp


@pytest.fixture
def world(store):
    return World(store)


def me(world):
    with world.store.reading(TEAM) as tx:
        return tx.members.get(world.alice.id)


def opened(world):
    client = Mock()
    own.ask(
        ack=Mock(), body={"trigger_id": "1"}, client=client, caller=me(world), store=world.store,
        clock=world.clock, team_id=TEAM,
    )  # fmt: skip
    return client.views_open.call_args.kwargs["view"]


def sends(world, at="09:00", on="every workday", quiet=None):
    ack = Mock()
    values = {
        "at": {"at": {"selected_time": at}},
        "on": {"on": {"value": on}},
        "quiet": {"quiet": {"selected_date": quiet}},
    }
    own.keep(
        ack=ack, view={"state": {"values": values}}, caller=me(world), store=world.store,
        clock=world.clock, team_id=TEAM,
    )  # fmt: skip
    return ack.call_args.kwargs


def said(page):
    return page["blocks"][0]["text"]["text"]


def test_the_form_shows_what_is_in_force_and_what_comes_next(world):
    form = opened(world)
    assert said(form) == (
        "You are reminded next on Wed 25 Nov at 09:00, if there is something to say."
        " Your time zone is Europe/Berlin; Slack tells it, wherever you are."
    )
    assert form["blocks"][1]["element"]["initial_time"] == "09:00"
    assert form["blocks"][2]["element"]["initial_value"] == "every workday"
    assert "Everybody's: every workday, 09:00." in str(form["blocks"][-1])


def test_own_hour_and_days_win_and_what_is_usual_is_no_wish(world):
    page = sends(world, "14:15", "Mon, Thu")["view"]
    assert "next on Thu 26 Nov at 14:15" in said(page)
    kept = me(world)
    assert (kept.reminder_at, kept.reminder_on) == (time(14, 15), "FREQ=WEEKLY;BYDAY=MO,TH")
    assert opened(world)["blocks"][2]["element"]["initial_value"] == "Monday, Thursday"
    world.tick(NOW + timedelta(days=1, hours=6))
    assert world.owed() is None
    world.tick(NOW + timedelta(days=2, hours=4, minutes=45))
    assert world.owed().period == "2026-11-26"
    sends(world)
    kept = me(world)
    assert (kept.reminder_at, kept.reminder_on) == (None, None)


def test_an_hour_that_has_passed_today_comes_at_once_and_once(any_store):
    world = World(any_store)
    before = NOW - timedelta(hours=1)  # 08:30
    world.tick(before)
    assert world.owed() is None
    for minutes, at in ((1, "08:00"), (2, "08:15"), (40, "09:30"), (70, "09:35")):
        sends(world, at=at)
        world.tick(before + timedelta(minutes=minutes))
        assert world.owed().period == "2026-11-24"
        world.deliver()
    with world.store.reading(TEAM) as tx:
        assert tx.deliveries.waiting() == {"sent": 1}
        assert tx.members.next_reminder(world.alice.id) == NOW + timedelta(days=1, minutes=5)


def chooses(world, rhythm):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.alice.id, reminder_on=rhythm)


def test_a_promise_comes_on_its_day_whatever_days_are_chosen(store):
    world = World(store)
    wednesday, saturday = date(2026, 11, 25), date(2026, 11, 28)
    promised = FollowUp("send SLA draft", wednesday), FollowUp("call back", saturday)
    world.met("Li Wei", follow_ups=promised)
    chooses(world, "FREQ=WEEKLY;BYDAY=TU,TH")
    told = {}
    for hours in range(24 * 8):  # the day through, from Tuesday on
        world.tick(NOW + timedelta(hours=hours))
        told[world.owed().period] = world.text().splitlines()
        world.deliver()
    assert list(told) == ["2026-11-24", "2026-11-25", "2026-11-30", "2026-12-01"]
    assert told["2026-11-25"] == [
        "A promise is due",
        "Promised by today",
        "send SLA draft · Acme · due Wed 25 Nov",
    ]
    assert told["2026-11-30"] == [
        "A promise is due",
        "Promised by today",
        "call back · Acme · due Sat 28 Nov, 2 days ago",
    ]


@pytest.mark.parametrize("pressed", [True, False])
def test_a_promise_is_ticked_off_in_the_message_that_names_it(world, pressed):
    """However many came since, and wherever it is done."""
    world.met("Li Wei", follow_ups=(FollowUp("send SLA draft", TODAY),))
    named = []
    for days in (0, 6):
        world.tick(NOW + timedelta(days=days))
        world.deliver()
        named.append(world.owed())
    first, second = named
    assert first.id != second.id
    with world.store.reading(TEAM) as tx:
        [promise] = tx.follow_ups.open_of_member(world.alice.id)
    place = {"type": "message", "channel_id": first.channel, "message_ts": first.ts}
    world.presses(promises.kept, str(promise.id), container=place if pressed else None)
    with world.store.reading(TEAM) as tx:
        painted = tx.deliveries.of_period(owed.REPAINT, "UALICE", str(first.id))
    assert "✓ send SLA draft" in str(painted.payload["blocks"])


def test_a_promise_alone_does_not_stand_for_the_roll_call_of_a_new_list(world):
    world.met("Li Wei", follow_ups=(FollowUp("send SLA draft", TODAY),))
    with world.store.transaction(TEAM) as tx:
        for number in range(6):
            tx.contacts.add(world.acme.id, f"Person {number}", added_on=TODAY)
    chooses(world, "FREQ=WEEKLY;BYDAY=TH")
    world.tick()
    assert world.text().startswith("A promise is due")
    world.tick(NOW + timedelta(days=2))
    assert world.owed(owed.ROLL).period == "2026-11-26"


@pytest.mark.parametrize("lost", [too_late, refused])
def test_what_did_not_arrive_on_its_day_of_the_month_comes_on_the_next_workday(world, lost):
    chooses(world, "FREQ=MONTHLY;BYMONTHDAY=24")
    told = []
    for days in range(10):
        world.tick(NOW + timedelta(days=days))
        if world.owed() and world.owed().period not in told:
            told.append(world.owed().period)
            if len(told) == 1:
                lost(world)
            world.deliver()
    assert told == ["2026-11-24", "2026-11-25"]


def test_a_quiet_period_is_quiet_until_its_end(world):
    assert "next on Mon 7 Dec" in said(sends(world, quiet="2026-12-07")["view"])
    for days in range(14):
        world.tick(NOW + timedelta(days=days))
        assert (world.owed() is None) == (days < 13)
    assert me(world).quiet_until == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"at": "05:00"}, "at", "Nobody is reminded at night"),
        ({"at": "18:00"}, "at", "from 06:00 to before 18:00"),
        ({"on": "now and then"}, "on", "“now and then” is no rhythm I know"),
        ({"on": "FREQ=HOURLY"}, "on", "HOURLY cannot be part of it"),
        ({"quiet": "2026-11-24"}, "quiet", "Choose a day after Tue 24 Nov"),
        ({"quiet": "2029-01-01"}, "quiet", "within a year"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(world, typed, field, says):
    answer = sends(world, **typed)
    assert answer["response_action"] == "errors"
    assert says in answer["errors"][field]
    assert me(world).reminder_at is None


def test_a_rhythm_that_never_meets_ones_work_days_says_so(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.alice.id, work_days=frozenset())
    assert "No reminder is planned" in said(opened(world))
