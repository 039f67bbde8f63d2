"""A team's week in figures, and twelve weeks of it."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.upkeep.people import ACME, POLICY, contact, entries, member, touch, visit
from upkeep import alerts, calendar, regime, trend
from upkeep.accounts import Account, Level
from upkeep.cadence import Coverage, Standing, standing
from upkeep.digests import NAMED, Book, figures, sides, untold
from upkeep.figures import Figures, Heard, Neglected, Promises, Since
from upkeep.members import Team, is_everyone_told
from upkeep.policy import Policy
from upkeep.trend import Point
from upkeep.visits import Channel, VoiceKind

WEEK = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)
SIGNED = Account(2, "Signed", contract=True)
FREE = Account(3, "Free", contract=False)


def back(days: int) -> date:
    return SUNDAY - timedelta(days=days)


def counted(contacts=(), on=SUNDAY, visits=(), members=(), **facts) -> Figures:
    book = Book(
        calendar.week_of(on),
        on,
        members or [member(1), member(2)],
        entries(contacts, on),
        regime.presences(visits, POLICY),
        **facts,
    )
    names = {one.id: one.name for one in book.members}
    return figures(book, sides(book), {one.id: one for one in contacts}, POLICY, names)


def test_an_empty_week_has_empty_figures():
    found = counted()
    assert found.coverage == Coverage()
    assert (found.change, found.attainment, found.target, found.holds) == (None, 0, 10, 111)
    assert not found.contract_gap


def test_coverage_with_its_change_and_the_contacts_behind_it():
    people = [
        contact(1, touched=back(1)),
        contact(2, touched=back(61)),
        contact(3),
        contact(4, touched=back(1), left_on=back(1)),
    ]
    before = Figures(WEEK - timedelta(weeks=1), back(7), Coverage(tended=1, neglected=3))
    found = counted(people, before=before)
    assert found.coverage == Coverage(tended=1, neglected=1, unmet=1)
    assert found.change == pytest.approx(1 / 3 - 1 / 4)
    assert (found.covered_ids, found.neglected_ids, found.unmet_ids) == ((1,), (2,), (3,))


def test_votes_recovered_and_lost_since_the_digest_before():
    then = [contact(1, touched=back(68)), contact(2, touched=back(61)), contact(3)]
    last = WEEK - timedelta(days=1)
    before = counted(then, on=last)
    now = [touch(then[0], SUNDAY), then[1], touch(then[2], SUNDAY), contact(4, touched=back(99))]
    found = counted(now, before=before)
    assert (found.won, found.cold, found.came, found.went) == (1, 1, 1, 0)
    assert found.recovered == ("Contact 1, Acme",)
    assert found.lost == ("Contact 2, Acme",)


def test_support_that_fell_is_told_until_there_was_a_place_for_it():
    firms = [Account(n, f"Firm {n}", owner_id=1) for n in range(1, 8)]
    people = [
        contact(10 * one.id + n, touched=back(70), account=one) for one in firms for n in range(3)
    ]

    def week(before):
        known = {**before.support, **before.fell}
        told = [
            alerts.facts(
                one, entries([c for c in people if c.account is one]), [], {}, SUNDAY, known[one.id]
            )
            for one in firms
        ]
        return counted(people, before=before, facts=told)

    likely = {one.id: 0.6 for one in firms}
    warm = Figures(WEEK - timedelta(weeks=1), back(7), Coverage(), support=likely)
    first = week(warm)
    assert [one.account_id for one in first.told.lines] == [1, 2, 3, 4, 5]
    assert first.fell == {6: 0.6, 7: 0.6}
    again = replace(first, week=WEEK - timedelta(weeks=1))
    second = week(Figures.from_json(again.as_json()))
    assert [one.account_id for one in second.told.lines] == [6, 7]
    assert second.fell == {}
    unheard = week(untold(again))
    assert [one.account_id for one in unheard.told.lines] == [1, 2, 3, 4, 5]
    assert {alert.before for one in unheard.told.lines for alert in one.alerts} == {0.6}


def test_the_most_neglected_come_by_how_many_cadences_they_wait():
    people = [
        contact(1, touched=back(71), title="Buyer"),
        contact(2, touched=back(71), level=Level.KEY, department="Operations", title="Head"),
        contact(3, touched=back(71), account=replace(ACME, owner_id=7)),
        contact(4),
    ]
    found = counted(people).neglected
    assert found == (
        Neglected(2, "Contact 2", "Acme", "Operations", 71, 30, "Member 1"),
        Neglected(1, "Contact 1", "Acme", "Buyer", 71, 60, "Member 1"),
        Neglected(3, "Contact 3", "Acme", "", 71, 60, ""),
    )
    crowd = [contact(number, touched=back(99)) for number in range(1, 50)]
    assert [one.contact_id for one in counted(crowd).neglected] == list(range(1, NAMED + 1))


def test_visits_count_once_for_the_team_and_once_for_each_who_was_there():
    visits = [
        visit(WEEK, [1, 2], [1, 2], 1, note="spares"),
        visit(SUNDAY, [1], [2], 2),
        visit(SUNDAY, [1], [2], channel=Channel.MESSAGE),
    ]
    away = member(2, away_from=WEEK, away_until=WEEK)
    found = counted(visits=visits, members=[member(1), away])
    assert (found.visits, found.thin) == (2, 1)
    assert [(one.visits, one.target) for one in found.members] == [(1, 5), (2, 4)]
    assert found.attainment == pytest.approx(3 / 9)


def test_both_sides_of_the_contract_and_the_gap_between_them():
    signed = [contact(number, touched=back(1), account=SIGNED) for number in (1, 2)]
    free = [contact(number, account=FREE) for number in range(3, 8)]
    unknown = [contact(9, touched=back(1))]
    found = counted([*signed, *free, *unknown])
    assert found.contract == Coverage(tended=2)
    assert found.no_contract == Coverage(unmet=5)
    assert found.contract_gap
    assert not counted([*signed, *free[1:]]).contract_gap
    assert not counted(free).contract_gap
    assert not counted([*free, contact(1, account=SIGNED)]).contract_gap


def test_whose_reminders_nobody_answers_is_counted_and_the_worst_are_named():
    people = [contact(number, touched=back(60 + number)) for number in range(1, 9)]
    found = counted(people, escalated=[*range(1, 8), 99])
    assert found.escalated == 7
    assert [one.contact_id for one in found.escalations] == [7, 6, 5, 4, 3]
    [unmet] = counted([contact(1)], escalated=[1]).escalations
    assert not unmet.met


def test_the_chart_goes_on_from_week_to_week_and_marks_where_cadences_changed():
    weeks = [Point(WEEK - timedelta(weeks=n), 0.5, 1) for n in range(14, 0, -1)]
    found = counted([contact(1)], weeks=weeks, recadenced=True).weeks
    assert found == (*weeks[-12:], Point(WEEK, 0, 0, changed=True)), (
        "twelve, and what they are held to"
    )


def test_gaps_in_what_we_know_are_counted():
    people = [contact(1, phone="1"), contact(2)]
    known = [contact(3, level=Level.KEY)]
    facts = [
        alerts.facts(ACME, entries(some, SUNDAY), [], {}, SUNDAY) for some in (people, known, [])
    ]
    found = counted(people, orphans=4, facts=facts)
    assert (found.without_phone, found.orphans, found.undecided) == (1, 4, 1)


def test_accounts_in_danger_are_told_once_in_four_weeks():
    people = [contact(number, touched=back(31), level=Level.KEY) for number in (1, 2, 3)]
    facts = [alerts.facts(ACME, entries(people, SUNDAY), [], {}, SUNDAY)]
    found = counted(people, facts=facts)
    assert [one.worst for one in found.told.lines] == [alerts.Kind.BLIND]
    assert found.support == {1: pytest.approx(0.482, abs=0.001)}
    before = replace(found, week=WEEK - timedelta(weeks=1))
    again = counted(people, facts=facts, before=before)
    assert again.told == alerts.Told(unchanged=1)
    later = replace(again, week=WEEK - timedelta(weeks=1), told_lately={back(27): before.told})
    assert counted(people, facts=facts, before=later).told == alerts.Told(unchanged=1)
    old = replace(again, week=WEEK - timedelta(weeks=1), told_lately={back(34): before.told})
    assert len(counted(people, facts=facts, before=old).told.lines) == 1


def full() -> Figures:
    people = [
        contact(1, touched=back(71), level=Level.KEY, account=SIGNED),
        contact(2, touched=back(2), account=FREE),
        contact(3, account=FREE),
    ]
    before = Figures(
        WEEK - timedelta(weeks=1), back(7), Coverage(1, 1), covered_ids=(1,), neglected_ids=(2,)
    )
    lines = entries(people, SUNDAY)
    facts = alerts.facts(SIGNED, lines, [visit(back(2))], {}, SUNDAY, support_before=0.7)
    return counted(
        people,
        visits=[visit(WEEK)],
        heard=Heard({VoiceKind.IDEA: 1}, 2, WEEK),
        promises=Promises(1, 2),
        facts=[facts],
        before=before,
        since=Since(late=2),
        first_met=["Bo, Acme"],
        weeks=(Point(WEEK, 0.4, 7), Point(WEEK, None, 0)),
        orphans=1,
    )


def test_figures_are_kept_as_json_and_come_back_the_same():
    figures_of_all = full()
    kept = json.loads(json.dumps(figures_of_all.as_json(), allow_nan=False))
    assert Figures.from_json(kept) == figures_of_all


def test_figures_kept_by_an_older_version_still_come_back():
    kept = full().as_json()
    least = {name: kept[name] for name in ("week", "on", "coverage")}
    found = Figures.from_json(least)
    assert found == Figures(WEEK, SUNDAY, found.coverage)
    with pytest.raises(ValueError, match="coverage"):
        Figures.from_json({"week": "2026-11-16", "on": "2026-11-22"})


def test_the_course_of_twelve_weeks_and_the_one_before_is_told_with_todays_contacts():
    people = [contact(1, touched=back(1)), contact(2, added=back(3))]
    touched = {1: [back(1), back(70)]}
    visits = [visit(back(1)), visit(back(70)), visit(back(71)), visit(back(500))]
    days = [one.on for one in visits]
    points = trend.course(entries(people, SUNDAY), touched, days, SUNDAY)
    assert [one.week for one in points] == [WEEK - timedelta(weeks=n) for n in range(12, -1, -1)]
    assert [one.share for one in points] == [0, 0, *[0.5] * 9, 0, 0.5]
    assert [one.visits for one in points] == [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_the_course_begins_with_the_first_visit_of_one_of_ours():
    """Last visits that a list told are of nobody's making: coverage did not rise by them."""
    people, touched = entries([contact(1), contact(2)], SUNDAY), {1: [back(40)], 2: [back(20)]}
    assert trend.course(people, touched, [], SUNDAY) == ()
    points = trend.course(people, touched, [back(15)], SUNDAY)
    assert [(one.share, one.visits) for one in points] == [(1, 1), (1, 0), (1, 0)]


def test_the_course_knows_when_somebody_was_met_in_person_at_last():
    """Called each week; met 40 days ago, when that had been due for long, and now again."""
    policy = Policy(in_person={Level.GENERAL: 30, Level.KEY: 0, Level.EXECUTIVE: 0})
    seen, calls = [back(40), back(1)], [back(7 * n + 2) for n in range(12)]
    who = contact(1, touched=back(1), last_seen_on=back(1), added=back(100), policy=policy)
    there = entries([who], SUNDAY, policy)
    points = trend.course(there, {1: [*calls, *seen]}, calls, SUNDAY, {1: seen})
    assert [one.share for one in points] == [*[1] * 2, *[0] * 4, *[1] * 4, 0, 1]
    points = trend.course(there, {1: calls}, calls, SUNDAY)
    assert [one.share for one in points] == [*[1] * 2, *[0] * 10], "added, and never met in person"


def test_a_week_that_is_over_ended_on_its_sunday():
    points = trend.course(entries([contact(1)], SUNDAY), {1: [WEEK]}, [back(14)], SUNDAY)
    assert [one.share for one in points[-2:]] == [0, 1], "a Monday's touch is of its own week"


def test_a_week_that_is_not_over_ends_today():
    friday = SUNDAY - timedelta(days=2)
    points = trend.course(entries([contact(1)], friday), {1: [SUNDAY]}, [back(14), SUNDAY], friday)
    assert points[-1] == Point(WEEK, 0, 0)


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(0, 300)), st.sampled_from(Level), st.integers(0, 9)
        ),
        max_size=30,
    )
)
def test_the_figures_equal_a_recount_to_the_contact(facts):
    people = [
        contact(
            number,
            touched=None if days is None else back(days),
            level=level,
            account=(SIGNED, FREE, ACME)[number % 3],
            left_on=back(0) if left == 0 else None,
        )
        for number, (days, level, left) in enumerate(facts)
    ]
    found = counted(people)
    here = {one.id: standing(one, POLICY, SUNDAY) for one in people if one.left_on is None}
    assert set(found.neglected_ids) == {n for n, at in here.items() if at is Standing.NEGLECTED}
    assert found.coverage.active == len(here)
    assert found.coverage.covered == len(found.covered_ids)
    assert found.coverage.neglected == len(found.neglected_ids)
    assert not set(found.covered_ids) & set(found.neglected_ids)


TOP, OTHER, BELOW = Team(1, "World"), Team(2, "Labs"), Team(3, "Europe", parent_id=1)


@pytest.mark.parametrize(
    ("teams", "channel", "expected"),
    [
        ([], "", True),
        ([TOP, BELOW], "C1", False),
        ([TOP, OTHER], "", False),
        ([TOP, OTHER], "C1", True),
    ],
)
def test_everybody_has_a_digest_while_no_team_or_where_several_tell_of_all(
    teams, channel, expected
):
    assert is_everyone_told(teams, channel) is expected
