"""Each rep's own morning, and what is pressed in it."""

import json
from datetime import UTC, date, datetime, time, timedelta
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FixedClock
from handlers import answers, nudges, owed, trouble
from handlers.nudges import deeds, presses
from handlers.visits import after
from storage import claims as box
from tests.conftest import TEAM
from upkeep.deliveries import Outcome, Result, Terms
from upkeep.members import Role
from upkeep.visits import Channel, FollowUp, NewVisit

#: Whatever is owed may be sent now.
AT_ONCE = Terms(channel_seconds=0, a_minute={}, at_once=99)
#: A Tuesday; 09:30 in Berlin.
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
BERLIN = "Europe/Berlin"


class World:
    """A small company: Alice keeps four contacts of Acme, Dana is her colleague, Anna manages."""

    def __init__(self, store):
        self.store, self.clock = store, FixedClock(NOW)
        with store.transaction(TEAM) as tx:
            self.alice = tx.members.ensure("UALICE", name="Alice", zone=BERLIN)
            self.dana = tx.members.ensure("UDANA", name="Dana", zone=BERLIN)
            anna = tx.members.ensure("UANNA", name="Anna", zone=BERLIN)
            self.anna = tx.members.change(anna.id, role=Role.MANAGER)
            self.acme = tx.accounts.upsert("Acme", owner_id=self.alice.id)[0]
            self.contacts = [
                tx.contacts.add(self.acme.id, name, added_on=date(2026, 1, 1))
                for name in ("Li Wei", "Marta Olsen", "张三", "Eva Berg")
            ]
        for who in (self.dana, self.anna):
            self.sleeps(who)

    def sleeps(self, member):
        with self.store.transaction(TEAM) as tx:
            tx.members.set_next_reminder(member.id, datetime(2030, 1, 1, tzinfo=UTC))

    def tick(self, now=None):
        self.clock.at = now or self.clock.at
        nudges.tick(self.store, TEAM, self.clock.at)

    def owed(self, kind=owed.REMINDER, to="UALICE"):
        with self.store.reading(TEAM) as tx:
            return tx.deliveries.last(kind, to)

    def text(self):
        return self.owed().payload["text"]

    def deliver(self):
        """All that is owed arrives, as the post room would see to it."""
        now = datetime.now(UTC)
        while claims := self.store.claim(now, AT_ONCE, limit=99):
            self.store.record([box.sent(one, "D1", f"17.{one.id}", now) for one in claims])

    def met(self, name, on=TODAY, **more):
        contact = self.find(name)
        visit = NewVisit(
            self.acme.id, on, more.pop("channel", Channel.IN_PERSON), (contact.id,),
            (self.alice.id,), **more,
        )  # fmt: skip
        with self.store.transaction(TEAM) as tx:
            kept, _ = tx.visits.add(visit, self.alice.id, self.clock.at, f"{name}{on}")
            owed.after_visit(tx, kept, self.clock)
        return kept

    def find(self, name):
        with self.store.reading(TEAM) as tx:
            return tx.contacts.get(next(one.id for one in self.contacts if one.name == name))

    def presses(self, listener, value="", *, by=None, option=None, container=None, **more):
        action = {"value": value} if option is None else {"selected_option": {"value": option}}
        body = {"trigger_id": "1", "container": container or {"type": "message"}}
        listener(
            ack=Mock(), action=action, body=body, caller=by or self.alice, store=self.store,
            clock=self.clock, team_id=TEAM, **more,
        )  # fmt: skip


@pytest.fixture
def world(store):
    return World(store)


def there(sent):
    """Where a press in a message says that it was."""
    return {"type": "message", "channel_id": sent.channel, "message_ts": sent.ts}


@pytest.fixture
def told(monkeypatch):
    """What a person who pressed was told, and in which way."""
    seen = []
    for way in ("say", "replace"):
        monkeypatch.setattr(
            answers, way, lambda _body, message, way=way: seen.append((way, message["text"]))
        )
    return seen


def test_a_morning_names_who_is_due(world):
    world.tick()
    assert world.text().startswith("4 people to stay close to today\nLi Wei, Acme\nnever met")
    assert world.owed().payload["channel"] == "UALICE"


def test_a_morning_comes_once(world):
    world.tick()
    first = world.owed().id
    with world.store.transaction(TEAM) as tx:
        assert tx.members.next_reminder(world.alice.id) == NOW + timedelta(hours=23, minutes=30)
        tx.members.set_next_reminder(world.alice.id, None)
    world.tick(NOW + timedelta(minutes=5))
    assert world.owed().id == first


@pytest.mark.parametrize(
    ("quiet", "told"),
    [
        ((20, 10), ["10:00", "10:00"]),
        ((7, 20), ["17:00", "17:00"]),  # over when it is evening
        ((8, 7), ["17:00", "17:00"]),  # but for an hour before the reminder's own
        ((0, 24), ["17:00", "17:00"]),
        ((17, 9), ["09:00", "09:00"]),
    ],
)
def test_quiet_hours_in_slack_hold_a_reminder_back_and_never_for_a_whole_day(world, quiet, told):
    """Quiet from one local hour to another; the clock goes by the hour."""
    begins, ends = quiet

    def over(members):
        local = world.clock.at.astimezone(ZoneInfo(BERLIN))
        hours = (ends - local.hour) % 24 or 24
        is_quiet = hours <= ((ends - begins) % 24 or 24)
        until = local.replace(minute=0) + timedelta(hours=hours)
        return {one.id: until.astimezone(UTC) for one in members} if is_quiet else {}

    arrived: list[tuple[str, str]] = []
    for hours in range(24 * 7):
        world.clock.at = NOW - timedelta(minutes=90) + timedelta(hours=hours)
        nudges.tick(world.store, TEAM, world.clock.at, over)
        if world.owed() and (not arrived or world.owed().period != arrived[-1][0]):
            local = world.clock.at.astimezone(ZoneInfo(BERLIN))
            arrived.append((world.owed().period, f"{local:%H:%M}"))
    assert arrived == list(zip(["2026-11-24", "2026-11-30"], told, strict=True))


def test_those_who_were_named_rest_three_work_days(world):
    world.tick()
    for days in (1, 2, 3, 4, 5):
        world.tick(NOW + timedelta(days=days))
        assert world.owed().period == TODAY.isoformat(), days
    world.tick(NOW + timedelta(days=6))  # Wed, Thu, Fri have passed, and a weekend
    assert world.owed().period == "2026-11-30"


def test_at_most_the_limit_and_the_rest_on_other_days(world):
    with world.store.transaction(TEAM) as tx:
        tx.settings.change("reminder_limit", 3, world.anna.id, NOW)
    world.tick()
    assert "1 more is due; it comes up on another day." in world.text()
    world.tick(NOW + timedelta(days=1))
    assert world.owed().period == "2026-11-25"
    assert "Eva Berg" in world.text()


def test_whose_turn_has_come_before_more_pressing_ones_is_said_and_said_again(world):
    with world.store.transaction(TEAM) as tx:
        tx.settings.change("reminder_limit", 1, world.anna.id, NOW)
        for one in world.contacts[1:]:
            tx.contacts.change(one.id, cadence=7)
            tx.nudges.add(one.id, world.alice.id, TODAY - timedelta(days=14), None)
    world.tick()
    phrase = "Li Wei, Acme\nnever met, added 46 weeks ago · their turn has come"
    assert phrase in world.text()
    with world.store.transaction(TEAM) as tx:
        owed.repaint(tx, world.owed().id, world.clock)
    assert phrase in world.text()


def test_nobody_due_means_no_message(world):
    for one in world.contacts:
        world.met(one.name)
    world.tick()
    assert world.owed() is None


def test_the_snoozed_are_left_in_peace(world):
    with world.store.transaction(TEAM) as tx:
        tx.contacts.snooze(world.contacts[0].id, TODAY + timedelta(days=1))
    world.tick()
    assert "Li Wei" not in world.text()


@pytest.mark.parametrize(
    ("what", "now"),
    [
        ("before the hour", datetime(2026, 11, 24, 7, 59, tzinfo=UTC)),
        ("in the evening", datetime(2026, 11, 24, 17, 0, tzinfo=UTC)),
        ("at night", datetime(2026, 11, 24, 2, 0, tzinfo=UTC)),
        ("on a Saturday", datetime(2026, 11, 28, 8, 30, tzinfo=UTC)),
    ],
)
def test_nobody_is_reminded(world, what, now):
    world.tick(now)
    assert world.owed() is None, what
    while not world.owed():
        with world.store.reading(TEAM) as tx:
            following = tx.members.next_reminder(world.alice.id)
        assert following <= now + timedelta(days=3)
        world.tick(following)


def test_nobody_is_reminded_while_away(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.alice.id, away_from=TODAY, away_until=TODAY + timedelta(days=1))
    world.tick()
    world.tick(NOW + timedelta(days=1))
    assert world.owed() is None
    world.tick(NOW + timedelta(days=2))
    assert world.owed().period == "2026-11-26"


def test_after_a_week_of_silence_there_is_one_reminder(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.set_next_reminder(world.alice.id, NOW - timedelta(days=7))
    world.tick()
    with world.store.reading(TEAM) as tx:
        assert tx.deliveries.waiting() == {"pending": 1}


@pytest.mark.parametrize(
    ("zone", "first_day"),
    [
        ("Europe/Berlin", date(2026, 3, 27)),  # to summer time on Sun 29 March
        ("Europe/Berlin", date(2026, 10, 23)),
        ("America/New_York", date(2026, 3, 6)),
        ("Asia/Kolkata", date(2026, 3, 6)),
        ("Pacific/Apia", date(2026, 3, 6)),
        ("America/Santiago", date(2026, 9, 4)),  # midnight is skipped on Sun 6 Sep
    ],
)
def test_each_work_day_has_one_morning_in_every_zone(world, zone, first_day):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.alice.id, zone=zone, work_days=frozenset(range(7)))
    mornings = []
    now = datetime.combine(first_day, time(), UTC) - timedelta(days=1)
    for _ in range(6):
        world.tick(now)
        with world.store.reading(TEAM) as tx:
            now = tx.members.next_reminder(world.alice.id)
        mornings.append(now.astimezone(ZoneInfo(zone)))
    assert {one.time() for one in mornings} == {time(9)}
    days = [one.date() for one in mornings]
    assert days == [days[0] + timedelta(days=ahead) for ahead in range(6)]


def test_promises_come_up_on_their_day_once(world):
    promise = FollowUp("send SLA draft", TODAY)
    world.met("Li Wei", date(2026, 11, 20), follow_ups=(promise,))
    for one in world.contacts[1:]:
        world.met(one.name, date(2026, 11, 20))
    world.tick()
    assert world.text().startswith("A promise is due\nPromised by today\nsend SLA draft")
    world.tick(NOW + timedelta(days=1))
    assert world.owed().period == TODAY.isoformat()


def test_a_visit_ticks_off_the_morning_and_its_undo_opens_it_again(world):
    world.tick()
    world.deliver()
    visit = world.met("Li Wei")
    painted = world.owed(owed.REPAINT)
    assert painted.method == "chat.update"
    assert painted.payload["channel"] == "D1"
    assert painted.payload["text"].startswith("3 people to stay close to today\n✓ Li Wei, Acme")
    with world.store.transaction(TEAM) as tx:
        undone = tx.visits.undo(visit.id, world.alice.id, NOW)
        owed.after_undo(tx, undone, world.clock)
    assert world.owed(owed.REPAINT).payload["text"].startswith("4 people to stay close to")


def test_a_message_is_no_answer_to_a_nudge(world):
    world.tick()
    world.deliver()
    world.met("Li Wei", channel=Channel.MESSAGE)
    assert "✓" not in world.owed(owed.REPAINT).payload["text"]


def test_a_visit_logged_too_late_to_help_is_no_answer(world):
    world.tick()
    world.deliver()
    world.met("Li Wei", date(2026, 3, 1))
    assert "✓" not in world.owed(owed.REPAINT).payload["text"]


def test_a_second_replica_finds_nothing_left_to_do(world, monkeypatch):
    with world.store.reading(TEAM) as tx:
        due = tx.members.reminder_due(NOW, 9)
    world.tick()
    monkeypatch.setattr("storage.members.Members.reminder_due", lambda *_: due)
    world.tick()
    with world.store.reading(TEAM) as tx:
        assert tx.deliveries.waiting() == {"pending": 1}
        assert len(tx.nudges.of_message(world.owed().id)) == 4


def test_a_reminder_that_waits_goes_out_as_it_should_look_by_now(world):
    world.tick()
    world.met("Li Wei")
    assert world.text().startswith("3 people to stay close to today\n✓ Li Wei")
    assert world.owed(owed.REPAINT) is None


def test_snooze_rests_a_contact_and_can_be_undone(world, told):
    world.tick()
    world.deliver()
    key, place = world.contacts[0].id, there(world.owed())
    for _ in range(2):  # a second press says the same again
        world.presses(presses.snoozed, option=f"7:{key}", client=Mock(), container=place)
        assert world.find("Li Wei").snoozed_until == date(2026, 12, 1)
        assert "✓ Li Wei, Acme: snoozed until Tue 1 Dec" in world.owed("repaint").payload["text"]
    assert told == [], "the message itself says it"
    world.presses(presses.taken_back, f"snoozed:{key}")
    assert world.find("Li Wei").snoozed_until is None
    assert "✓" not in world.owed(owed.REPAINT).payload["text"]


@pytest.mark.parametrize(
    ("listener", "done"),
    [
        (presses.snoozed, "✓ Li Wei, Acme: snoozed until"),
        (presses.left, "✓ Li Wei, Acme: has left the company"),
        (after.met, "✓ Li Wei, Acme: visited Mon 14 Dec"),
    ],
)
def test_what_is_pressed_in_an_old_message_is_shown_there_too(world, told, listener, done):
    world.tick()
    world.deliver()
    old, key = world.owed(), world.contacts[0].id
    world.clock.at = NOW + timedelta(days=20)
    place = there(old)
    option = {"option": f"7:{key}", "client": Mock()} if listener is presses.snoozed else {}
    world.presses(listener, str(key), container=place, **option)
    painted = world.owed(owed.REPAINT)
    assert painted.payload["ts"] == old.ts
    assert done in painted.payload["text"]
    undo = {"type": "plain_text", "text": "Undo", "emoji": False}
    shown = (
        one
        for block in painted.payload["blocks"]
        for one in (block.get("accessory", {}), *block.get("elements", ()))
    )
    takes_back = after.undone if listener is after.met else presses.taken_back
    [value] = [one["value"] for one in shown if one.get("text") == undo]
    world.presses(takes_back, value, container=place)
    assert "✓" not in world.owed(owed.REPAINT).payload["text"]


def test_in_a_message_that_is_not_known_to_have_arrived_a_press_is_answered_beside(world, told):
    world.tick()
    [claim] = world.store.claim(datetime.now(UTC), AT_ONCE, limit=9)
    world.store.record([box.later(claim, datetime.now(UTC), datetime.now(UTC))])
    place = {"type": "message", "channel_id": "D1", "message_ts": "17.1"}
    option = f"3:{world.contacts[0].id}"
    world.presses(presses.snoozed, option=option, client=Mock(), container=place)
    assert told == [("say", "✓ Li Wei, Acme: snoozed until Fri 27 Nov")]


def test_on_the_list_the_list_comes_back(world, told):
    ephemeral = {"type": "message", "is_ephemeral": True}
    key = world.contacts[0].id
    world.presses(presses.snoozed, option=f"3:{key}", client=Mock(), container=ephemeral)
    [(way, text)] = told
    assert way == "replace"
    assert text.startswith("✓ Li Wei, Acme: snoozed until Fri 27 Nov\n3 votes are due")


def form(client):
    return client.views_open.call_args.kwargs["view"]


def sent(view, block, **value):
    return view | {"state": {"values": {block: {block: value}}}}


@pytest.mark.parametrize(
    ("day", "error"),
    [("2026-12-24", False), ("2026-11-24", True), ("2020-01-01", True), (None, True)],
)
def test_snooze_until_a_date(world, day, error):
    client, ack, key = Mock(), Mock(), world.contacts[0].id
    world.presses(presses.snoozed, option=f"until:{key}", client=client)
    presses.snoozed_until(
        ack=ack, view=sent(form(client), "day", selected_date=day), caller=world.alice,
        store=world.store, clock=world.clock, team_id=TEAM,
    )  # fmt: skip
    assert (world.find("Li Wei").snoozed_until is None) is error
    assert ("errors" in str(ack.call_args)) is error


def give(world, to="UDANA", by=None):
    client, ack = Mock(), Mock()
    world.presses(presses.give, str(world.contacts[0].id), client=client, by=by)
    presses.given(
        ack=ack, view=sent(form(client), "to", selected_user=to), client=client,
        caller=by or world.alice, store=world.store, clock=world.clock, team_id=TEAM,
    )  # fmt: skip
    return ack


def test_hand_over_moves_the_contact_with_a_brief_and_can_be_undone(world):
    world.met("Li Wei", note="RMA is slow")
    give(world)
    assert world.find("Li Wei").keeper_id == world.dana.id
    brief = world.owed(owed.BRIEF, "UDANA").payload["text"]
    assert brief.startswith("Alice asks you to look after *Li Wei*, Acme.")
    assert "RMA is slow" in brief
    back = f"given:{world.contacts[0].id}:{world.alice.id}:{world.dana.id}"
    world.presses(presses.taken_back, back)
    assert world.find("Li Wei").keeper_id == world.alice.id
    assert world.find("Li Wei").owner_id is None, "as before: by the account"


def test_what_one_has_put_off_is_not_put_off_for_who_takes_it_on(world):
    with world.store.transaction(TEAM) as tx:
        tx.contacts.snooze(world.contacts[0].id, TODAY + timedelta(days=300))
    give(world)
    assert world.find("Li Wei").snoozed_until is None
    with world.store.reading(TEAM) as tx:
        assert tx.contacts.due_count(world.dana.id, TODAY) == 1
    back = f"given:{world.contacts[0].id}:{world.alice.id}:{world.dana.id}"
    world.presses(presses.taken_back, back)
    assert world.find("Li Wei").snoozed_until == TODAY + timedelta(days=300)


def test_a_brief_comes_by_day_and_not_at_all_once_it_was_taken_back(world):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.dana.id, zone="America/Los_Angeles")  # half past midnight there
    before = world.clock.wall()
    give(world)
    brief = world.owed(owed.BRIEF, "UDANA")
    assert brief.not_before - before >= timedelta(hours=5)
    back = f"given:{world.contacts[0].id}:{world.alice.id}:{world.dana.id}"
    world.presses(presses.taken_back, back)
    with world.store.reading(TEAM) as tx:
        assert tx.deliveries.get(brief.id).state == "cancelled"


def test_who_has_read_a_brief_hears_that_it_was_taken_back(world):
    give(world)
    world.deliver()
    back = f"given:{world.contacts[0].id}:{world.alice.id}:{world.dana.id}"
    for _ in range(2):
        world.presses(presses.taken_back, back)
        world.clock.at += timedelta(minutes=1)
    with world.store.reading(TEAM) as tx:
        assert tx.deliveries.waiting()["pending"] == 1
    told = world.owed(owed.BRIEF, "UDANA").payload["text"]
    assert told == "Alice took it back: Alice looks after Li Wei, Acme again, not you."


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("UALICE", "with that colleague already"),
        ("UDANA", "nobody who has left"),
        (None, "nobody who has left"),
    ],
)
def test_a_hand_over_to_the_owner_himself_or_to_nobody_here_is_refused_at_the_field(
    world, to, said
):
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.dana.id, active=False)
    assert said in str(give(world, to=to).call_args)
    assert world.find("Li Wei").keeper_id == world.alice.id


def test_a_contact_that_was_handed_on_since_is_not_pulled_back(world, told):
    give(world)
    give(world, to="UANNA", by=world.dana)
    world.presses(
        presses.taken_back, f"given:{world.contacts[0].id}:{world.alice.id}:{world.dana.id}"
    )
    assert world.find("Li Wei").keeper_id == world.anna.id
    refused = "*Li Wei*, Acme is looked after by Anna: ask them, or a manager."
    assert told[-1] == ("say", refused)


def test_who_left_counts_no_more_and_may_come_back(world):
    world.tick()
    world.deliver()
    key = world.contacts[0].id
    world.presses(presses.left, str(key))
    assert world.find("Li Wei").left_on == TODAY
    assert "has left the company" in world.owed(owed.REPAINT).payload["text"]
    world.presses(presses.taken_back, f"left:{key}")
    assert world.find("Li Wei").left_on is None


def test_others_may_not_decide_about_my_contacts_but_managers_may(world, told):
    key = world.contacts[0].id
    world.presses(presses.left, str(key), by=world.dana)
    assert world.find("Li Wei").left_on is None
    assert told == [("say", "*Li Wei*, Acme is looked after by Alice: ask them, or a manager.")]
    world.presses(presses.left, str(key), by=world.anna)
    assert world.find("Li Wei").left_on == TODAY


def test_every_act_leaves_a_trace(world):
    key = world.contacts[0].id
    world.presses(presses.snoozed, option=f"3:{key}", client=Mock())
    world.presses(presses.left, str(key))
    with world.store.reading(TEAM) as tx:
        assert [one.act for one in tx.audit.of("contact", key)] == ["leave", "snooze"]


def test_a_form_remembers_where_it_was_opened_from(world, told):
    client = Mock()
    ephemeral = {"type": "message", "is_ephemeral": True}
    key = world.contacts[0].id
    world.presses(presses.snoozed, option=f"until:{key}", client=client, container=ephemeral)
    assert json.loads(form(client)["private_metadata"])["origin"]["container"] == ephemeral
    presses.snoozed_until(
        ack=Mock(), view=sent(form(client), "day", selected_date="2026-12-24"),
        caller=world.alice, store=world.store, clock=world.clock, team_id=TEAM,
    )  # fmt: skip
    assert told[0][0] == "replace"


def test_a_reminder_too_late_for_its_evening_is_folded_into_the_next(world):
    world.tick()
    named = world.text()
    too_late(world)
    assert world.owed() is None
    world.tick(NOW + timedelta(days=1))
    assert world.owed().period == "2026-11-25"
    assert world.text() == named.replace("24 Nov", "25 Nov")


def too_late(world):
    """Slack was away until the evening of the day: 18:00 in Berlin."""
    evening = datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert world.store.claim(datetime.now(UTC), AT_ONCE, limit=9, business=evening) == []


def refused(world):
    """Slack has taken the token back."""
    [claim] = world.store.claim(datetime.now(UTC), AT_ONCE, limit=9)
    never = Result(Outcome.REFUSED, reason="token_revoked")
    trouble.give_up(world.store, claim, never, world.clock)


@pytest.mark.parametrize("lost", [too_late, refused])
def test_what_a_reminder_did_not_tell_is_told_by_the_next(any_store, lost):
    world = World(any_store)
    world.met("Li Wei", follow_ups=(FollowUp("send SLA draft", TODAY),))
    world.tick()
    lost(world)
    world.tick(NOW + timedelta(days=1))
    assert world.owed().period == "2026-11-25"
    assert world.text().startswith("3 people to stay close to today")
    assert "send SLA draft" in world.text()
    world.deliver()
    world.tick(NOW + timedelta(days=2))
    assert world.owed().period == "2026-11-25", "told once"


def test_a_reminder_in_time_is_sent_before_the_evening(world):
    world.tick()
    before = datetime(2026, 11, 24, 16, 59, tzinfo=UTC)
    assert len(world.store.claim(datetime.now(UTC), AT_ONCE, limit=9, business=before)) == 1


def test_promises_go_along_with_a_contact_and_come_back(world, told):
    alone, both = FollowUp("send photos", TODAY), FollowUp("send SLA", TODAY)
    world.met("Li Wei", follow_ups=(alone,))
    li, marta = world.find("Li Wei").id, world.find("Marta Olsen").id
    visit = NewVisit(
        world.acme.id, TODAY, Channel.CALL, (li, marta), (world.alice.id,), follow_ups=(both,)
    )
    with world.store.transaction(TEAM) as tx:
        tx.visits.add(visit, world.alice.id, NOW, "both")

    def promised(member):
        with world.store.reading(TEAM) as tx:
            return {one.text for one in tx.follow_ups.open_of_member(member.id)}

    presses.Press(world.store, TEAM, world.alice, world.clock, {}).does(li, deeds.give(world.dana))
    assert (promised(world.dana), promised(world.alice)) == ({"send photos"}, {"send SLA"})
    world.presses(presses.taken_back, f"given:{li}:{world.alice.id}:{world.dana.id}")
    assert promised(world.alice) == {"send photos", "send SLA"}
