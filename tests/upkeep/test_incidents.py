"""A fault opens doors: whom it makes reachable, who goes to whom, and what came of it."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from upkeep import incidents
from upkeep.accounts import Account, Contact, Level
from upkeep.incidents import Incident, Topic, Touch
from upkeep.policy import Policy
from upkeep.visits import Channel, FollowUp, Visit, Voice, VoiceKind

ON = date(2026, 11, 24)
ACME = Account(1, "Acme")
POLICY = Policy()
DOWN = Incident(1, 1, "line 3 is down", 1, ON, ON + timedelta(days=13))


def contact(n, level=Level.GENERAL, days_ago=None, **more):
    last = ON - timedelta(days=days_ago) if days_ago is not None else None
    return Contact(n, ACME, f"P{n}", date(2026, 1, 1), ON, level=level, last_touch_on=last, **more)


def visit(on, *contact_ids, **more):
    at = datetime(2026, 11, 24, tzinfo=UTC)
    names = tuple(f"P{one}" for one in contact_ids)
    return Visit(1, 1, "Acme", on, Channel.CALL, contact_ids, names, (1,), 1, at, **more)


def test_the_usual_level_is_where_most_touches_go_the_lower_of_two():
    assert incidents.usual_level([]) is Level.GENERAL
    assert incidents.usual_level([Level.KEY, Level.KEY, Level.GENERAL]) is Level.KEY
    assert incidents.usual_level([Level.KEY, Level.GENERAL]) is Level.GENERAL


def test_those_above_the_usual_level_are_reachable_the_cold_and_senior_ones_first():
    there = [
        contact(1),
        contact(2, Level.KEY, days_ago=5),
        contact(3, Level.KEY),
        contact(4, Level.EXECUTIVE, days_ago=400),
        contact(5, Level.EXECUTIVE, left_on=date(2026, 1, 2)),
    ]
    found = incidents.reachable(there, Level.GENERAL, POLICY, ON)
    assert [one.id for one in found] == [4, 3, 2]
    assert [one.id for one in incidents.reachable(there, Level.KEY, POLICY, ON)] == [4]
    assert incidents.reachable(there, Level.EXECUTIVE, POLICY, ON) == []


def test_who_falls_due_today_is_not_out_of_touch_and_is_suggested_behind_those_who_are():
    there = [contact(1, Level.EXECUTIVE, days_ago=45), contact(2, Level.KEY, days_ago=31)]
    found = incidents.reachable(there, Level.GENERAL, POLICY, ON)
    assert [one.id for one in found] == [2, 1]


def test_each_visitor_has_one_person_and_one_thing_to_ask():
    there = [contact(1), contact(2, Level.KEY), contact(3, Level.EXECUTIVE)]
    voices = {3: [Voice(VoiceKind.PRAISE, "nice"), Voice(VoiceKind.WORRY, "spares")]}
    promises = {2: [FollowUp("send SLA")]}
    sent = incidents.errands(DOWN, there, [7, 8, 9, 7], Level.GENERAL, POLICY, voices, promises)
    assert [(one.member_id, one.contact.id, one.topic, one.words) for one in sent] == [
        (7, 3, Topic.VOICE, "spares"),
        (8, 2, Topic.PROMISE, "send SLA"),
        (9, 1, Topic.SIGHT, ""),
    ]


LEVELS = st.sampled_from(list(Level))
THERE = st.lists(st.tuples(LEVELS, st.none() | st.integers(0, 400)), max_size=8)


@settings(max_examples=50)
@given(THERE, st.lists(st.integers(1, 9), max_size=12), LEVELS)
def test_nobody_is_met_by_two_and_nobody_goes_twice(there, visitors, usual):
    contacts = [contact(n, level, days) for n, (level, days) in enumerate(there)]
    sent = incidents.errands(DOWN, contacts, visitors, usual, POLICY, {}, {})
    assert len(sent) == min(len(contacts), len(set(visitors)))
    assert (
        len({one.contact.id for one in sent}) == len({one.member_id for one in sent}) == len(sent)
    )
    above = {one.id for one in incidents.reachable(contacts, usual, POLICY, ON)}
    assert {one.contact.id for one in sent[: len(above)]} <= above


def test_what_came_of_it_are_first_meetings_voices_and_votes_that_became_warm():
    there = [contact(1), contact(2), contact(3, days_ago=5)]
    day = ON + timedelta(days=2)
    touched = {
        1: [Touch(day)],
        2: [Touch(ON - timedelta(days=100)), Touch(day)],
        3: [Touch(ON - timedelta(days=5))],
    }
    heard = (Voice(VoiceKind.WORRY, "spares"),)
    made = [visit(day, 1, 2, voices=heard), visit(day, 3, attempt=True)]
    made.append(visit(ON - timedelta(days=1), 3))
    came = incidents.outcome(DOWN, there, touched, made, POLICY, DOWN.until)
    assert came.visits == 1
    assert [one.id for one in came.moved] == [1, 2]
    assert came.heard == {VoiceKind.WORRY: 1}
    assert came.before is not None
    assert came.after is not None
    assert came.before < came.after


def test_who_was_met_before_or_after_it_was_not_met_because_of_it():
    days = {1: [ON - timedelta(days=1), ON], 2: [DOWN.until + timedelta(days=1)], 3: [], 4: [ON]}
    touched = {one: [Touch(day) for day in theirs] for one, theirs in days.items()}
    assert incidents.first_met(touched, DOWN, date.max) == {4}
    assert incidents.first_met(touched, DOWN, date.max, since=ON + timedelta(days=1)) == set()


def test_who_was_met_first_somewhere_else_was_not_met_because_of_it():
    elsewhere, here = Touch(ON, here=False), Touch(ON)
    touched = {1: [elsewhere], 2: [elsewhere, here], 3: [elsewhere, Touch(ON + timedelta(days=1))]}
    assert incidents.first_met(touched, DOWN, date.max) == {2}


def test_a_vote_that_has_to_be_met_in_person_becomes_warm_by_that_alone():
    """Called each week, and not seen for long: one is called again, the other met."""
    policy = Policy(in_person={Level.GENERAL: 30, Level.KEY: 0, Level.EXECUTIVE: 0})
    day = ON + timedelta(days=2)
    called = [Touch(ON - timedelta(days=5), seen=False), Touch(day, seen=False)]
    touched = {1: called, 2: [*called, Touch(day)]}
    there = [
        contact(1, days_ago=-2),
        contact(2, days_ago=-2, last_seen_on=day),
    ]
    came = incidents.outcome(DOWN, there, touched, [], policy, DOWN.until)
    assert [one.id for one in came.moved] == [2]
    came = incidents.outcome(DOWN, there, touched, [], policy, ON)
    assert came.moved == ()
