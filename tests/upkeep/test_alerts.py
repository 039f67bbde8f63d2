"""Accounts in danger: what is found, and that it never floods."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.upkeep.people import ACME, TODAY, ago, contact, entries, visit
from upkeep import alerts
from upkeep.accounts import Level
from upkeep.alerts import Alert, Facts, Kind, Line, Told
from upkeep.eyes import Flaw

SENIORS = frozenset({9})
WEEK = date(2026, 11, 16)
YESTERDAY = ago(1)


def found(contacts, visits=(), said=None, **rest) -> list[Alert]:
    facts = alerts.facts(ACME, entries(contacts), visits, said or {}, TODAY, **rest)
    line = alerts.line(facts, TODAY, SENIORS)
    return list(line.alerts) if line else []


def senior(number: int, touched=YESTERDAY, department: str = "", **facts):
    return contact(number, touched=touched, level=Level.KEY, department=department, **facts)


def test_nothing_is_said_of_an_account_that_is_well():
    visits = [visit(ago(1), [1], [1]), visit(ago(1), [2], [9])]
    assert found([senior(1, department="Ops"), senior(2, department="Buying")], visits) == []


def test_a_second_eye_that_hangs_on_the_same_member_is_false_and_so_is_the_single_thread():
    visits = [visit(ago(1), [1], [2]), visit(ago(1), [2], [2])]
    assert found([senior(1), senior(2)], visits) == [
        Alert(Kind.FALSE_EYE, (1, 2), flaws=(Flaw.SAME_MEMBER,)),
        Alert(Kind.SINGLE_THREADED, member_id=2),
        Alert(Kind.SHIELDED),
    ]


def test_who_met_a_contact_longer_than_its_cadence_ago_does_not_hold_it_today():
    visits = [visit(ago(1), [1, 2], [1]), visit(ago(31), [2], [9])]
    kinds = [one.kind for one in found([senior(1), senior(2)], visits)]
    assert kinds == [Kind.FALSE_EYE]
    visits[1] = visit(ago(30), [2], [9])
    assert found([senior(1), senior(2)], visits) == []


def test_a_long_cadence_of_a_senior_is_looked_back_over_to_see_who_holds_him():
    general = contact(1, cadence=400)
    assert alerts.look_back(entries([general, senior(2, cadence=30)])) == timedelta(days=90)
    slow = [general, senior(2, cadence=30), senior(3, cadence=120)]
    assert alerts.look_back(entries(slow)) == timedelta(days=120)


def test_who_met_a_contact_at_another_customer_keeps_it_warm_and_is_no_thread_to_this_one():
    visits = [visit(ago(1), [1], [2]), visit(ago(1), [2], [2])]
    visits.append(replace(visit(ago(2), [2], [9]), account_id=7))
    assert [one.kind for one in found([senior(1), senior(2)], visits)] == [
        Kind.SINGLE_THREADED,
        Kind.SHIELDED,
    ]


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ([contact(1, touched=ago(1))], []),
        ([senior(1), senior(2, ago(31))], [Alert(Kind.ONE_EYED, (1,))]),
        ([senior(1, ago(31))], [Alert(Kind.BLIND)]),
        ([senior(1), senior(2, left_on=ago(1))], [Alert(Kind.ONE_EYED, (1,))]),
    ],
)
def test_eyes_are_those_of_active_senior_contacts(contacts, expected):
    assert found(contacts) == expected


def test_support_that_fell_below_one_half_is_told_with_both_figures():
    people = [contact(number, touched=ago(70)) for number in (1, 2, 3)]
    warm = 2 ** (-70 / 60)
    (alert,) = found(people, support_before=0.6)
    assert alert.kind is Kind.SUPPORT_FELL
    assert alert.before == 0.6
    assert alert.now == pytest.approx(warm**2 * (3 - 2 * warm))  # two or three of three
    assert found(people, support_before=0.49) == found(people) == []
    assert found(people[:2], support_before=0.6) == []


@pytest.mark.parametrize(("before", "now"), [(0.6, 0.5 - 1e-16), (0.5 - 1e-16, 0.5)])
def test_one_half_is_no_less_than_one_half_however_it_was_added_up(before, now):
    facts = Facts(ACME, [], [], [], support=now, support_before=before)
    assert alerts.line(facts, TODAY, SENIORS) is None


def test_who_used_to_speak_and_does_not_though_visited_is_silent():
    visits = [visit(ago(20), [1, 2], [1, 9])]
    said = {1: [ago(201), ago(200)], 2: [ago(200)]}
    people = [contact(number, touched=ago(20)) for number in (1, 2)]
    assert found(people, visits, said) == [Alert(Kind.SILENT, (1,))]
    cold = [contact(number, touched=ago(130)) for number in (1, 2)]
    assert found(cold, [], said) == []


def test_a_flood_names_its_contact():
    visits = [visit(ago(day), [2], [1, 9]) for day in range(5)]
    people = [contact(number, touched=ago(1)) for number in (1, 2)]
    assert found(people, visits) == [Alert(Kind.FLOOD, (2,))]


def line(account_id: int, *kinds: Kind) -> Line:
    return Line(account_id, f"Account {account_id}", tuple(map(Alert, kinds)))


def test_the_worst_account_comes_first_and_five_are_told():
    lines = [line(number, Kind.SHIELDED) for number in range(1, 6)]
    worst = [line(7, Kind.BLIND), line(8, Kind.BLIND, Kind.SHIELDED)]
    told = alerts.choose(lines + worst, {}, WEEK)
    assert [one.account_id for one in told.lines] == [8, 7, 1, 2, 3]
    assert (told.waiting, told.unchanged) == (2, 0)


@pytest.mark.parametrize(("weeks", "again"), [(1, False), (3, False), (4, True), (5, True)])
def test_what_was_told_is_told_again_after_four_weeks(weeks, again):
    before = {WEEK - timedelta(weeks=weeks): Told((line(1, Kind.BLIND),))}
    told = alerts.choose([line(1, Kind.BLIND)], before, WEEK)
    assert (len(told.lines), told.unchanged) == ((1, 0) if again else (0, 1))


def test_a_new_reason_is_news_and_one_reason_less_is_not():
    before = {WEEK - timedelta(weeks=1): Told((line(1, Kind.ONE_EYED, Kind.SHIELDED),))}
    assert alerts.choose([line(1, Kind.SHIELDED)], before, WEEK).unchanged == 1
    worse = line(1, Kind.BLIND, Kind.SHIELDED)
    assert alerts.choose([worse], before, WEEK).lines == (worse,)


some = st.dictionaries(st.integers(1, 30), st.sets(st.sampled_from(Kind), min_size=1), max_size=30)


@given(st.lists(some, min_size=1, max_size=12))
def test_alerts_never_flood_and_none_is_lost(weeks):
    """Week after week: five lines, one per account, nothing twice in four weeks, all counted."""
    earlier: dict[date, Told] = {}
    for number, wrong in enumerate(weeks):
        week = WEEK + timedelta(weeks=number)
        lines = [line(one, *sorted(kinds, key=list(Kind).index)) for one, kinds in wrong.items()]
        told = alerts.choose(lines, earlier, week)
        assert len(told.lines) <= 5
        assert len({one.account_id for one in told.lines}) == len(told.lines)
        assert len(told.lines) + told.waiting + told.unchanged == len(lines)
        lately = [one for monday, one in earlier.items() if (week - monday).days < 28]
        known = {(a.account_id, b.kind) for one in lately for a in one.lines for b in a.alerts}
        for one in told.lines:
            assert {(one.account_id, alert.kind) for alert in one.alerts} - known
        assert not told.waiting or len(told.lines) == 5
        earlier[week] = told


def test_an_alert_that_lasts_is_told_within_so_many_weeks_as_there_are_fives():
    lines = [line(number, Kind.SHIELDED) for number in range(15)]
    earlier: dict[date, Told] = {}
    for number in range(3):
        week = WEEK + timedelta(weeks=number)
        earlier[week] = alerts.choose(lines, earlier, week)
    assert {one.account_id for told in earlier.values() for one in told.lines} == set(range(15))
    assert replace(earlier[week], lines=()) == Told(unchanged=10)
