"""Targets and what was made of them: a good week does not hide an empty one."""

from datetime import date, datetime, time, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.upkeep.people import POLICY, TODAY, ago, member, visit
from upkeep import regime
from upkeep.accounts import Level
from upkeep.policy import Policy
from upkeep.regime import MemberWeek
from upkeep.visits import Channel, FollowUp, Voice, VoiceKind

WEEK = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("facts", "target"),
    [
        ({}, 5),
        ({"function": "R&D"}, 5),
        ({"function": "Executive"}, 2),
        ({"function": "executive", "weekly_target": 3}, 3),
        ({"weekly_target": 0}, 0),
    ],
)
def test_the_own_target_wins_over_the_functions(facts, target):
    assert regime.target_of(member(**facts), POLICY) == target


@pytest.mark.parametrize(
    ("facts", "holidays", "target"),
    [
        ({}, (), 5),
        ({}, [date(2026, 11, 18)], 4),
        ({"away_from": date(2026, 11, 17), "away_until": date(2026, 11, 30)}, (), 1),
        ({"away_until": date(2026, 11, 30)}, (), 0),
        ({"work_days": frozenset({0, 1, 2})}, (), 3),
        ({"work_days": frozenset({5, 6})}, [date(2026, 11, 18)], 2),
        ({"weekly_target": 2, "work_days": frozenset({0, 1, 2})}, (), 1.2),
    ],
)
def test_the_weeks_target_is_for_the_days_worked(facts, holidays, target):
    policy = Policy(days_off=frozenset(holidays))
    assert regime.week_target(member(**facts), WEEK, policy) == pytest.approx(target)


def test_a_public_holiday_of_the_members_country_is_not_worked_on():
    christmas = date(2026, 12, 21)  # a Monday; the 25th and 26th are German holidays
    assert regime.week_target(member(country="DE"), christmas, POLICY) == 4
    assert regime.week_target(member(), christmas, POLICY) == 5
    assert regime.week_target(member(), christmas, Policy(country="DE")) == 4
    assert regime.week_target(member(country="DE"), christmas, Policy(public_holidays=False)) == 5


def test_a_visit_counts_once_for_each_of_us_and_only_if_it_stands():
    visits = [
        visit(WEEK, contacts=[1, 2, 3], members=[1, 2]),
        visit(date(2026, 11, 22), note="spoke of spares"),
        visit(date(2026, 11, 23)),
        visit(date(2026, 11, 15)),
        visit(WEEK, channel=Channel.MESSAGE),
        visit(WEEK, attempt=True),
        visit(WEEK, undone_at=datetime.combine(TODAY, time())),
    ]
    week = [one for one in visits if WEEK <= one.on < WEEK + timedelta(weeks=1)]
    there = regime.presences(week, POLICY)
    weeks = regime.member_weeks([member(n) for n in (1, 2, 3)], WEEK, there, POLICY)
    assert [(week.visits, week.thin) for week in weeks] == [(2, 1), (1, 1), (0, 0)]


def test_a_good_week_does_not_hide_an_empty_one():
    weeks = [MemberWeek(1, "A", 10, 5), MemberWeek(1, "A", 0, 5)]
    assert regime.attainment(weeks) == 0.5


def test_weeks_without_a_target_are_left_out():
    away = MemberWeek(1, "A", 4, 0)
    assert regime.attainment([away, MemberWeek(2, "B", 3, 4)]) == 0.75
    assert regime.attainment([away]) is None


weeks = st.lists(
    st.builds(
        MemberWeek,
        member_id=st.integers(1, 3),
        name=st.just("A"),
        visits=st.integers(0, 20),
        target=st.sampled_from([0, 1, 2.4, 5]),
    )
)


@given(weeks)
def test_attainment_lies_between_nothing_and_all_and_no_visit_lowers_it(some):
    found = regime.attainment(some)
    if found is not None:
        more = [MemberWeek(1, "A", week.visits + 1, week.target) for week in some]
        assert 0 <= found <= (regime.attainment(more) or 0) <= 1


def test_five_visits_a_week_hold_about_fifty_six_contacts():
    assert regime.capacity(5, POLICY) == 56
    monthly = Policy(cadence=MappingProxyType({**POLICY.cadence, Level.GENERAL: 30}))
    assert regime.capacity(5, monthly) == 28


@pytest.mark.parametrize(
    ("facts", "thin"),
    [
        ({}, True),
        ({"note": "slow", "contacts": ()}, True),
        ({"note": " \n"}, True),
        ({"note": "slow"}, False),
        ({"voices": (Voice(VoiceKind.NEED, "spares"),)}, False),
        ({"follow_ups": (FollowUp("send the draft"),)}, False),
    ],
)
def test_a_thin_visit_left_nothing_behind(facts, thin):
    assert regime.is_thin(visit(ago(1), **facts)) is thin


def test_a_contact_that_is_neglected_for_more_than_a_week_is_a_slip_of_its_keeper():
    assert regime.keeps_cadence(ago(7), TODAY)
    assert not regime.keeps_cadence(ago(8), TODAY)
    assert not regime.keeps_cadence(None, TODAY), "nobody was met yet"


def test_four_weeks_without_a_slip_make_a_keeper_steady():
    assert regime.is_steady(member(steady_since=ago(28)), TODAY)
    assert not regime.is_steady(member(steady_since=ago(27)), TODAY)
    assert not regime.is_steady(member(), TODAY)
