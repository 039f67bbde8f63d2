"""Weeks as people call them: by a number, a day, or last week."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upkeep.phrases import weeks

#: A Tuesday in the second week of its year; the year before had 53.
TODAY = date(2027, 1, 12)


@pytest.mark.parametrize(
    ("text", "team", "monday"),
    [
        ("", "", "2027-01-11"),
        ("Europe", "Europe", "2027-01-11"),
        ("this week", "", "2027-01-11"),
        ("Europe last week", "Europe", "2027-01-04"),
        ("last", "", "2027-01-04"),
        ("欧洲 上周", "欧洲", "2027-01-04"),
        ("next week", "", "2027-01-18"),
        ("Europe 2026-11-11", "Europe", "2026-11-09"),
        ("Europe 2026-W53", "Europe", "2026-12-28"),
        ("2026w53", "", "2026-12-28"),
        ("week 53", "", "2026-12-28"),
        ("Europe week 46 2026", "Europe", "2026-11-09"),
        ("w1", "", "2027-01-04"),
        ("KW 46", "", "2026-11-09"),
        ("欧洲 第46周", "欧洲", "2026-11-09"),
        ("9 Nov", "", "2026-11-09"),
        ("Europe Nov 11", "Europe", "2026-11-09"),
        ("Europe 12.11.2026", "Europe", "2026-11-09"),
        ("Mon 9 Nov", "", "2026-11-09"),
        ("欧洲 11月12日", "欧洲", "2026-11-09"),
        ("R&D South two weeks ago", "R&D South", "2026-12-28"),
        ("Europe yesterday", "Europe", "2027-01-11"),
        ("Unit W2 week 52", "Unit W2", "2026-12-21"),
        ("Europe, previous week", "Europe", "2027-01-04"),
        ("Europe week of 9 Nov", "Europe", "2026-11-09"),
        ("the week of Nov 9", "", "2026-11-09"),
        ("week 46, 2026", "", "2026-11-09"),
    ],
)
def test_a_week_is_said_in_many_ways(text, team, monday):
    name, said = weeks.split(text)
    assert name == team
    assert weeks.monday(said, TODAY, "en-GB") == date.fromisoformat(monday)


def test_a_day_in_digits_is_read_as_its_reader_writes_them():
    name, said = weeks.split("Europe 11/12")
    assert name == "Europe"
    assert weeks.monday(said, TODAY, "en-US") == date(2026, 11, 9)
    assert weeks.monday(said, TODAY, "en-GB") == date(2026, 12, 7)


@pytest.mark.parametrize("said", ["2026-13-40", "2025-W53", "week 60", "week 0", "30 Feb"])
def test_no_week_is_made_of_what_is_none(said):
    name, week = weeks.split(said)
    assert not name
    assert weeks.monday(week, TODAY, "en-GB") is None


@pytest.mark.parametrize("name", ["Atlantis", "Mid & Co", "Weekend service", "R2 D2", "Team 7"])
def test_a_name_is_no_week(name):
    assert weeks.split(name) == (name, "")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("46", ("", "week 46")),
        ("Europe 46", ("Europe", "week 46")),
        ("Team 7", ("Team", "week 7")),
        ("Europe Nov 9", ("Europe", "Nov 9")),
        ("R2 D2", ("R2 D2", "")),
        ("Plant 2025", ("Plant 2025", "")),
        ("", ("", "")),
    ],
)
def test_a_number_alone_is_a_week_where_no_team_is_called_so(text, last):
    first, *_others = readings = list(weeks.readings(text))
    assert first == (text, "")
    assert readings[-1] == last


@given(
    st.lists(st.sampled_from([*"周第-/. 9", "week", "W", "last", "46", "2026", "Nov", "Mon", "ago"])
             | st.text(max_size=9), max_size=7).map("".join),
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
)  # fmt: skip
def test_whatever_is_said_is_a_monday_or_none(text, today):
    for _name, said in weeks.readings(text):
        week = weeks.monday(said, today, "en-US")
        assert week is None or week.weekday() == 0
