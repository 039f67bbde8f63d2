"""Cadence, due date, standing, warmth and coverage: one definition each."""

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.upkeep.people import POLICY, TODAY, ago, contact, entries
from upkeep import cadence
from upkeep.accounts import Account, Level
from upkeep.cadence import Coverage, Standing
from upkeep.policy import Policy
from upkeep.visits import Channel

STRICT = Account(2, "Strict", cadence=20)


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({}, 60),
        ({"level": Level.KEY}, 30),
        ({"level": Level.EXECUTIVE}, 45),
        ({"level": Level.KEY, "account": STRICT}, 20),
        ({"level": Level.KEY, "account": STRICT, "cadence": 90}, 90),
    ],
)
def test_the_nearest_cadence_wins(facts, days):
    assert cadence.cadence_of(contact(**facts), POLICY) == days


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_but_a_message_is_a_touch_and_an_attempt_never_is(channel):
    assert cadence.counts(channel, attempt=False, policy=POLICY) == (channel != Channel.MESSAGE)
    assert not cadence.counts(channel, attempt=True, policy=POLICY)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, Standing.TENDED),
        (0, Standing.TENDED),
        (47, Standing.TENDED),
        (48, Standing.DUE_SOON),
        (60, Standing.DUE_SOON),
        (61, Standing.NEGLECTED),
    ],
)
def test_due_soon_begins_at_four_fifths_and_neglect_after_the_due_date(days, expected):
    assert cadence.standing(contact(touched=ago(days)), POLICY, TODAY) is expected


def test_four_fifths_of_an_odd_cadence_are_passed_not_rounded():
    short = Policy(cadence=MappingProxyType(dict.fromkeys(Level, 7)))
    found = [cadence.standing(contact(touched=ago(days)), short, TODAY) for days in (5, 6, 7, 8)]
    assert found == [Standing.TENDED, Standing.DUE_SOON, Standing.DUE_SOON, Standing.NEGLECTED]


def test_a_contact_never_touched_is_unmet_however_long_and_due_from_its_first_day():
    new = contact(added=ago(900))
    assert cadence.standing(new, POLICY, TODAY) is Standing.UNMET
    assert new.due_on == new.added_on
    assert cadence.warmth(new, POLICY, TODAY) == 0
    assert cadence.overdue_ratio(new, POLICY, TODAY) == 15


days = st.integers(min_value=-400, max_value=4000)
cadences = st.integers(min_value=1, max_value=1000)


@given(days, cadences)
def test_neglected_below_half_warmth_and_past_the_due_date_are_one_statement(age, own):
    one = contact(touched=ago(age), cadence=own)
    neglected = cadence.standing(one, POLICY, TODAY) is Standing.NEGLECTED
    assert neglected == (cadence.warmth(one, POLICY, TODAY) < 0.5)
    assert neglected == (one.due_on < TODAY)
    assert neglected == (cadence.overdue_ratio(one, POLICY, TODAY) > 1)


def test_warmth_is_one_on_the_day_and_one_half_on_the_due_date():
    assert cadence.warmth(contact(touched=TODAY), POLICY, TODAY) == 1
    assert cadence.warmth(contact(touched=ago(60)), POLICY, TODAY) == 0.5
    assert cadence.warmth(contact(touched=ago(120)), POLICY, TODAY) == 0.25


def test_coverage_counts_active_contacts_and_shows_the_unmet_apart():
    people = [
        contact(1, touched=ago(1)),
        contact(2, touched=ago(50)),
        contact(3, touched=ago(61)),
        contact(4),
        contact(5, touched=ago(1), left_on=TODAY),
        contact(6, touched=ago(1), left_on=TODAY + timedelta(days=1)),
    ]
    found = cadence.coverage(people, POLICY, TODAY)
    assert found == Coverage(tended=2, due_soon=1, neglected=1, unmet=1)
    assert (found.active, found.covered, found.share) == (5, 3, 0.6)


def test_a_team_with_nobody_has_no_share():
    assert cadence.coverage([], POLICY, TODAY).share is None


@given(st.lists(st.tuples(days, cadences, st.booleans())), st.integers(0, 10))
def test_coverage_of_parts_adds_up_to_the_coverage_of_the_whole(facts, cut):
    people = [
        contact(number, touched=ago(age) if met else None, cadence=own)
        for number, (age, own, met) in enumerate(facts)
    ]
    parts = [cadence.coverage(some, POLICY, TODAY) for some in (people[:cut], people[cut:])]
    assert parts[0] + parts[1] == cadence.coverage(people, POLICY, TODAY)


def test_a_leap_day_is_a_day():
    key = contact(level=Level.KEY, touched=date(2028, 2, 1))
    assert cadence.due_on(key, POLICY) == date(2028, 3, 2)
    assert cadence.due_on(contact(added=date(2028, 2, 29)), POLICY) == date(2028, 2, 29)


IN_PERSON = Policy(in_person=MappingProxyType({**dict.fromkeys(Level, 0), Level.GENERAL: 90}))


def test_who_was_never_met_is_unmet_in_the_ledger_whatever_must_be_in_person():
    [line] = entries([contact(added=ago(30))], policy=IN_PERSON)
    assert (line.standing, line.warmth, line.overdue) == (Standing.UNMET, 0, 0.5)


@pytest.mark.parametrize(
    ("seen", "touched", "due", "expected"),
    [
        (ago(80), ago(10), ago(-10), Standing.DUE_SOON),  # 90 days in person end before 60 of any
        (ago(91), ago(10), ago(1), Standing.NEGLECTED),
        (ago(10), ago(10), ago(-50), Standing.TENDED),
        (
            None,
            ago(10),
            date(2026, 1, 5) + timedelta(days=90),
            Standing.NEGLECTED,
        ),  # from being added
        (None, None, date(2026, 1, 5), Standing.UNMET),
    ],
)
def test_the_clock_that_falls_due_first_rules_all_figures(seen, touched, due, expected):
    one = replace(contact(touched=touched), last_seen_on=seen)
    assert cadence.due_on(one, IN_PERSON) == due
    assert cadence.standing(one, IN_PERSON, TODAY) is expected
    neglected = expected in {Standing.NEGLECTED, Standing.UNMET}
    assert (cadence.warmth(one, IN_PERSON, TODAY) < 0.5) == neglected
    assert (cadence.overdue_ratio(one, IN_PERSON, TODAY) > 1) == neglected


def test_the_second_clock_is_of_the_level_whatever_the_contacts_own_cadence():
    one = replace(contact(touched=ago(100), cadence=400), last_seen_on=ago(100))
    assert cadence.standing(one, POLICY, TODAY) is Standing.TENDED
    assert cadence.standing(one, IN_PERSON, TODAY) is Standing.NEGLECTED
    key = replace(one, level=Level.KEY)
    assert cadence.standing(key, IN_PERSON, TODAY) is Standing.TENDED
