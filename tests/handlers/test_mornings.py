"""What a morning is made of: the roll call, the eve of a digest, fading, and a look ahead."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import Mock
from zoneinfo import ZoneInfoNotFoundError

import pytest

from handlers import owed, promises
from handlers.nudges import morning, preview, rolls
from tests.conftest import TEAM
from tests.handlers.test_nudges import NOW, TODAY, World, refused, too_late
from upkeep.nudges import WhyNot
from upkeep.schedules import Pause
from upkeep.visits import FollowUp
from views import promises as promises_views
from views import rolls as views

FRIDAY = NOW + timedelta(days=3)


@pytest.fixture
def world(store):
    return World(store)


def more_contacts(world, count):
    with world.store.transaction(TEAM) as tx:
        return [
            tx.contacts.add(world.acme.id, f"Person {n:02}", added_on=TODAY) for n in range(count)
        ]


def answers(world, **chosen):
    values = {
        block: {block: {"selected_options": [{"value": str(one)} for one in ids]}}
        for block, ids in chosen.items()
    }
    rolls.answer(
        ack=Mock(), view={"state": {"values": values}}, caller=world.alice, store=world.store,
        clock=world.clock, team_id=TEAM,
    )  # fmt: skip


def test_a_new_list_is_asked_about_in_one_go(world):
    people = more_contacts(world, 10)
    world.tick()
    assert world.owed() is None
    told = world.owed(owed.ROLL).payload["text"]
    assert told.startswith("Whom of these have you met lately?\n14 contacts are new on your list")
    world.deliver()
    for _ in range(2):  # a form sent twice is answered once
        answers(world, week=[people[0].id], month=[people[0].id, people[1].id])
    assert "2 of them you know. The other 12 come up" in world.owed(owed.REPAINT).payload["text"]
    with world.store.reading(TEAM) as tx:
        met = [tx.contacts.get(one.id).last_touch_on for one in people[:3]]
        assert met == [date(2026, 11, 17), date(2026, 10, 25), None]
        assert tx.visits.between(date(2026, 10, 1), TODAY, [world.alice.id]) == []
    world.tick(NOW + timedelta(days=1))
    assert world.owed().payload["text"].startswith("5 people to stay close to today")


def settles(world, listener, text):
    with world.store.reading(TEAM) as tx:
        [one] = [one for one in tx.follow_ups.due(world.alice.id, TODAY) if one.text == text]
    world.presses(listener, str(one.id))


def test_a_promise_comes_on_its_day_below_the_roll_call_and_is_settled_there(any_store):
    world = World(any_store)
    promised = FollowUp("send SLA draft", TODAY), FollowUp("call back", TODAY)
    world.met("Li Wei", follow_ups=promised)
    people = more_contacts(world, 6)
    foreseen = look(world).message["text"]
    world.tick()
    told = world.owed(owed.ROLL).payload["text"]
    assert told == foreseen
    assert told.splitlines()[0] == "Whom of these have you met lately?"
    assert told.splitlines()[-3:] == [
        "Promised by today",
        "send SLA draft · Acme · due Tue 24 Nov",
        "call back · Acme · due Tue 24 Nov",
    ]
    settles(world, promises.kept, "call back")
    assert len(promises_in(world.owed(owed.ROLL))) == 2, "before it has gone out, too"
    world.deliver()
    answers(world, week=[people[0].id])
    settles(world, promises.kept, "send SLA draft")
    painted = world.owed(owed.REPAINT)
    assert painted.payload["text"].startswith("Thank you: 1 of them you know.")
    assert "✓ send SLA draft" in str(painted.payload["blocks"])
    assert len(promises_in(painted)) == 2
    world.deliver()
    world.tick(NOW + timedelta(days=1))
    assert "SLA" not in world.owed().payload["text"], "told once"


def promises_in(sent):
    return promises_views.named(sent.payload["blocks"])


def test_the_roll_is_called_once_and_never_after_a_reminder(world):
    world.tick()
    more_contacts(world, 10)
    world.tick(NOW + timedelta(days=1))
    assert world.owed(owed.ROLL) is None


@pytest.mark.parametrize("lost", [too_late, refused])
@pytest.mark.parametrize("first", [owed.REMINDER, owed.ROLL])
def test_a_message_that_nobody_has_read_stands_for_no_roll_call(any_store, first, lost):
    world = World(any_store)
    if first == owed.ROLL:
        more_contacts(world, 10)
    world.tick()
    assert world.owed(first) is not None
    lost(world)
    if first == owed.REMINDER:
        more_contacts(world, 10)
    world.tick(NOW + timedelta(days=1))
    assert world.owed(owed.ROLL).period == "2026-11-25"


def test_the_roll_shows_who_was_never_met_by_account(world):
    more_contacts(world, 10)
    world.met("Li Wei")
    client = Mock()
    rolls.ask(
        ack=Mock(), body={"trigger_id": "1"}, client=client, caller=world.alice,
        store=world.store, team_id=TEAM,
    )  # fmt: skip
    view = client.views_open.call_args.kwargs["view"]
    [group] = view["blocks"][0]["element"]["option_groups"]
    assert group["label"]["text"] == "Acme"
    assert len(group["options"]) == 13


def test_nobody_answers_for_anothers_contacts(world):
    [mine] = more_contacts(world, 1)
    with world.store.transaction(TEAM) as tx:
        tx.contacts.give([mine.id], world.dana.id)
    answers(world, week=[mine.id])
    with world.store.reading(TEAM) as tx:
        assert tx.contacts.get(mine.id).last_touch_on is None


def digest_on_mondays(world):
    with world.store.transaction(TEAM) as tx:
        team, _ = tx.teams.upsert("North", zone="Europe/Berlin")
        world.alice = tx.members.change(world.alice.id, team_id=team.id)


@pytest.mark.parametrize(
    ("away", "eve"),
    [(None, FRIDAY), ((date(2026, 11, 27), date(2026, 11, 27)), NOW + timedelta(days=2))],
)
def test_on_the_last_workday_before_a_digest_each_sees_his_own_line(world, away, eve):
    digest_on_mondays(world)
    for one in world.contacts:
        world.met(one.name)
    if away:
        with world.store.transaction(TEAM) as tx:
            tx.members.change(world.alice.id, away_from=away[0], away_until=away[1])
    said = []
    for days in range(1, 6):
        now = NOW + timedelta(days=days)
        world.tick(now)
        if world.owed() and world.owed().period == now.date().isoformat():
            said.append((now, world.text()))
    target = "4" if away else "5"
    line = f"4 visits of {target}. Anything to log before it is summed up?"
    assert said == [(eve, f"Your week so far\n{line}")]


@pytest.mark.parametrize(
    ("rhythm", "eve"), [("FREQ=WEEKLY;BYDAY=TU", 0), ("FREQ=WEEKLY;BYDAY=FR", 3)]
)
def test_before_a_digest_in_midweek_the_own_line_is_of_the_week_that_it_tells(world, rhythm, eve):
    digest_on_mondays(world)
    with world.store.transaction(TEAM) as tx:
        tx.teams.change(world.alice.team_id, digest_on=rhythm)
    for one in world.contacts:
        world.met(one.name)  # in the week of NOW
    monday = NOW.date() - timedelta(days=NOW.weekday()) + timedelta(weeks=1)
    said = {}
    for days in range(5):
        day = monday + timedelta(days=days)
        world.tick(NOW + (day - NOW.date()))
        if world.owed() and world.owed().period == day.isoformat():
            said[days] = world.text()
    line = "4 visits of 5. Anything to log before it is summed up?"
    assert said == {eve: f"Your last week\n{line}"}


def test_who_keeps_his_cadence_for_four_weeks_hears_of_the_overdue_alone(world):
    digest = date(2026, 9, 25)  # 60 days before today
    for one in world.contacts:
        world.met(one.name, digest if one.name == "Li Wei" else TODAY)
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.alice.id, steady_since=TODAY - timedelta(days=27))
        assert preview.preview(tx, tx.members.get(world.alice.id), NOW).message
        tx.members.change(world.alice.id, steady_since=TODAY - timedelta(days=28))
        found = preview.preview(tx, tx.members.get(world.alice.id), NOW)
        assert found.message is None
        assert (world.find("Li Wei").name, WhyNot.FADED) in [
            (one.name, verdict) for one, verdict in found.verdicts
        ]
    for days in (0, 1, 2):
        world.tick(NOW + timedelta(days=days))
        assert world.owed() is None
    world.tick(NOW + timedelta(days=3))
    assert "Li Wei" in world.text()
    for days in range(4, 12):
        world.tick(NOW + timedelta(days=days))
    with world.store.reading(TEAM) as tx:
        assert tx.members.get(world.alice.id).steady_since is None, "a week is a slip"


def test_who_has_met_nobody_yet_keeps_no_cadence(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.set_next_reminder(world.dana.id, NOW)
    for days in range(42):
        world.tick(NOW + timedelta(days=days))
    later = NOW + timedelta(days=42)
    with world.store.transaction(TEAM) as tx:
        beta, _ = tx.accounts.upsert("Beta", owner_id=world.dana.id)
        tx.contacts.add(beta.id, "Ida Holm", added_on=later.date())
    world.tick(later)
    assert "Ida Holm" in world.owed(to="UDANA").payload["text"], "on the first day, not the fourth"


def look(world, at=NOW):
    with world.store.reading(TEAM) as tx:
        return preview.preview(tx, tx.members.get(world.alice.id), at)


def test_a_look_ahead_says_what_would_be_sent_and_writes_nothing(world):
    for name, days in (("Li Wei", 1), ("Marta Olsen", 90)):
        world.met(name, TODAY - timedelta(days=days))
    with world.store.transaction(TEAM) as tx:
        tx.settings.change("reminder_limit", 1, world.anna.id, NOW)
        tx.contacts.snooze(world.contacts[3].id, date(2026, 12, 24))
    found = look(world)
    verdicts = {one.name: verdict for one, verdict in found.verdicts}
    assert verdicts == {
        "张三": 1,
        "Marta Olsen": WhyNot.LIMIT,
        "Li Wei": WhyNot.TENDED,
        "Eva Berg": WhyNot.SNOOZED,
    }
    assert found.message["text"].startswith("One person to stay close to today\n张三")
    assert world.owed() is None
    world.tick()
    assert world.owed().payload["text"] == found.message["text"]
    assert look(world).pause is Pause.TOLD


@pytest.mark.parametrize(
    ("at", "pause"),
    [
        (datetime(2026, 11, 24, 5, tzinfo=UTC), Pause.EARLY),
        (datetime(2026, 11, 24, 18, tzinfo=UTC), Pause.LATE),
        (datetime(2026, 11, 28, 9, tzinfo=UTC), Pause.DAY_OFF),
    ],
)
def test_a_look_ahead_says_why_nothing_would_be_sent(world, at, pause):
    world.met("Li Wei", at.date())
    found = look(world, at)
    assert (found.pause, found.message) == (pause, None)
    assert {one.name: verdict for one, verdict in found.verdicts} == {
        "Li Wei": WhyNot.TENDED,
        **dict.fromkeys(("Marta Olsen", "张三", "Eva Berg"), WhyNot.PAUSED),
    }


def test_a_look_ahead_at_a_roll_call_says_that_it_comes_first(world):
    with world.store.transaction(TEAM) as tx:
        for n in range(30):
            tx.contacts.add(world.acme.id, f"New {n}", added_on=TODAY)
    found = look(world)
    assert found.message is not None
    assert {verdict for _, verdict in found.verdicts} == {WhyNot.ROLL}


def test_a_look_ahead_shows_whom_a_standin_would_be_sent(world):
    world.met("Li Wei", date(2026, 6, 1))
    world.met("Marta Olsen", TODAY)
    with world.store.transaction(TEAM) as tx:
        tx.members.change(
            world.alice.id, away_from=TODAY, away_until=TODAY, standin_id=world.dana.id
        )
        tx.members.set_next_reminder(world.dana.id, NOW)
    with world.store.reading(TEAM) as tx:
        found = preview.preview(tx, tx.members.get(world.dana.id), NOW)
    assert [(one.name, verdict) for one, verdict in found.verdicts] == [("Li Wei", 1)]


@pytest.mark.parametrize("batch", [500, 1])
def test_whoever_cannot_be_reminded_holds_up_nobody_and_is_tried_again(
    any_store, batch, monkeypatch, caplog
):
    world, real = World(any_store), morning.plan
    with any_store.transaction(TEAM) as tx:
        tx.members.set_next_reminder(world.dana.id, NOW)
        tx.contacts.add(world.acme.id, "Ida Holm", owner_id=world.dana.id, added_on=TODAY)

    def plan(tx, member, now):
        if member.id == world.alice.id:
            raise ZoneInfoNotFoundError("No time zone found with key Europe/Berlin")
        return real(tx, member, now)

    with monkeypatch.context() as broken:
        broken.setattr(morning, "plan", plan)
        broken.setattr(morning, "BATCH", batch)
        world.tick()
    assert "Ida Holm" in world.owed(to="UDANA").payload["text"]
    assert world.owed() is None
    [told] = caplog.records
    assert told.message == f"member {world.alice.id} could not be reminded"
    assert told.exc_info[0] is ZoneInfoNotFoundError
    world.tick(NOW + timedelta(minutes=1))
    assert world.owed().period == TODAY.isoformat()


def test_a_form_of_a_long_roll_stays_within_what_slack_takes(world):
    with world.store.reading(TEAM) as tx:
        [one] = tx.contacts.many([world.contacts[0].id])
    view = views.form([one] * 450)
    assert len(str(view)) < 250_000
    assert "50 more are on your list" in str(view["blocks"])
