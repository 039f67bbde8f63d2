"""Rhythms of days, typed by people."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from upkeep import rhythms
from upkeep.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("every workday", "FREQ=DAILY"),
        (" Every  Day ", "FREQ=DAILY"),
        ("Mon, Wed, Fri", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("Fridays and Mondays", "FREQ=WEEKLY;BYDAY=MO,FR"),
        ("MO,TU", "FREQ=WEEKLY;BYDAY=MO,TU"),
        ("first workday of the month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
        ("RRULE:freq=weekly;interval=2;byday=tu", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("Freq=weekly; byday=mo, th", "FREQ=WEEKLY;BYDAY=MO,TH"),
    ],
)
def test_what_people_type_is_a_rhythm(typed, expected):
    assert rhythms.read(typed) == expected
    assert rhythms.read(expected) == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "rhythm.unclear"),
        ("sometimes", "rhythm.unclear"),
        ("mon and then", "rhythm.unclear"),
        ("m", "rhythm.unclear"),
        ("FREQ=WEEKLY;BYDAY=XX", "rhythm.unclear"),
        ("FREQ=MONTHLY;BYMONTH=many", "rhythm.unclear"),
        ("FREQ=DAILY;INTERVAL=0", "rhythm.unclear"),
        ("FREQ=MONTHLY;BYMONTHDAY=１", "rhythm.unclear"),
        ("FREQ=WEEKLY;BYDAY=MO\nRDATE:20260101", "rhythm.unclear"),
        ("FREQ=WEEKLY;BYDAY=MO\nRRULE:FREQ=MINUTELY", "rhythm.unclear"),
        ("FREQ=HOURLY", "rhythm.part"),
        ("FREQ=DAILY;BYHOUR=9", "rhythm.part"),
        ("FREQ=DAILY;COUNT=3", "rhythm.part"),
        ("FREQ=WEEKLY;UNTIL=20261231", "rhythm.part"),
        ("FREQ=DAILY;BYMONTHDAY=31", "rhythm.part"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "rhythm.empty"),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "rhythm.empty"),
    ],
)
def test_what_is_none_is_refused(typed, code):
    with pytest.raises(Refusal) as refused:
        rhythms.read(typed)
    assert refused.value.code == code


@given(st.text(max_size=40))
@example("ms")
@example("ß")
def test_nothing_typed_ever_breaks(text):
    try:
        rhythm = rhythms.read(text)
    except Refusal:
        return
    assert rhythms.days(rhythm, 2026)


@settings(max_examples=50)
@given(st.frozensets(st.integers(0, 6), min_size=1), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_weekdays_come_every_week_whatever_the_year(on, day):
    rhythm = rhythms.weekly(on)
    assert rhythms.weekdays(rhythm) == on
    week = [day + timedelta(days=ahead) for ahead in range(1, 8)]
    assert list(islice(rhythms.after(rhythm, day), len(on))) == [
        d for d in week if d.weekday() in on
    ]


def test_every_second_week_means_the_same_weeks_across_a_new_year():
    found = list(islice(rhythms.after("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", date(2026, 12, 1)), 4))
    assert [(later - one).days for one, later in pairwise(found)] == [14] * 3


def test_another_rhythm_has_no_weekdays():
    assert rhythms.weekdays("FREQ=MONTHLY;BYMONTHDAY=1") is None


def test_days_off_are_read_as_they_are_told():
    text = "2026-12-24, 2026-12-28 to 2027-01-01"
    days = rhythms.days_off(text)
    assert len(days) == 6
    assert rhythms.spans(days) == text
    assert rhythms.days_off("") == frozenset()


@pytest.mark.parametrize(
    "typed", ["christmas", "2026-02-30", "2026-12-24 to", "2027-01-01 to 2026-01-01"]
)
def test_days_off_that_are_none_are_refused(typed):
    with pytest.raises(Refusal) as refused:
        rhythms.days_off(typed)
    assert refused.value.code == "days.unclear"


@pytest.mark.parametrize("text", ["Mon, Wed", "every workday", "FREQ=MONTHLY;BYMONTHDAY=1,3"])
def test_what_tells_of_weeks_comes_once_a_week_at_most(text):
    with pytest.raises(Refusal) as refused:
        rhythms.of_weeks(text)
    assert refused.value.code == "rhythm.often"
    assert rhythms.of_weeks("tue") == rhythms.weekly({1})
    assert rhythms.each_week(rhythms.of_weeks("tue"))
    assert not rhythms.each_week(rhythms.of_weeks("first workday of the month"))
