"""Assessments: whole weeks added up, each capped, and who reads them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.upkeep.people import POLICY, member
from upkeep import assessments
from upkeep.assessments import Line
from upkeep.regime import MemberWeek


def test_a_persons_weeks_are_added_up_and_a_good_one_hides_no_empty_one():
    weeks = [
        MemberWeek(1, "Member 1", 9, 5, 2),
        MemberWeek(2, "Member 2", 5, 5),
        MemberWeek(1, "Member 1", 0, 5),
    ]
    assert assessments.line(weeks, member(1)) == Line(1, "Member 1", 9, 10, 2, 0.5)
    assert assessments.line(weeks, member(3)) == Line(3, "Member 3", 0, 0, 0, None)


@pytest.mark.parametrize(
    ("function", "reader"),
    [("Sales", "U1"), ("R&D", "hr@b.example"), ("service", "")],
)
def test_each_function_has_its_reader(function, reader):
    policy = replace(POLICY, assessments={"sales": "U1", "r&d": "hr@b.example", "default": ""})
    assert assessments.recipient(function, policy) == reader
    default = replace(POLICY, assessments={"default": "U9", "sales": ""})
    assert assessments.recipient(function, default) == "U9"


def test_a_week_counts_for_the_quarter_of_its_monday():
    last = date(2026, 9, 28)
    assert assessments.quarter(last) == (2026, 3)
    assert assessments.ends_quarter(last)
    assert not assessments.ends_quarter(last - timedelta(weeks=1))
    weeks = assessments.weeks_of_quarter(last)
    assert (weeks[0], len(weeks)) == (date(2026, 7, 6), 13)
    year = [date(2026, 1, 5) + timedelta(weeks=n) for n in range(52)]
    assert sum(map(assessments.ends_quarter, year)) == 4
