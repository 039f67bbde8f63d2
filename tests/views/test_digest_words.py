"""A digest's words and figures agree with each other, in blocks and in words alone."""

import io
from csv import reader
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.upkeep.people import contact, member
from tests.views.test_digests import EVERY_ALERT, MONDAY, NASTY, everything, figures, painted, week
from upkeep import assessments
from upkeep.alerts import Alert, Kind, Line, Told
from upkeep.cadence import Coverage, Standing
from upkeep.figures import Heard, Neglected
from upkeep.regime import MemberWeek
from upkeep.trend import Point
from views.digests import assessment, csv


def test_points_are_what_the_shares_beside_them_differ_by():
    weeks = tuple(Point(MONDAY - timedelta(weeks=2 - n), (5 - n) / 18, 1) for n in range(3))
    told = painted(week(figures(coverage=Coverage(3, 0, 15), change=3 / 18 - 4 / 18, weeks=weeks)))
    assert "Coverage 17%, −5 points on the week before, −11 points in 2 weeks." in told["text"]
    assert "26 Oct 28%, 1 visit; 2 Nov 22%, 1 visit; 9 Nov 17%, 1 visit" in told["text"]


def test_those_far_beyond_their_cadence_come_first_and_are_not_called_the_longest():
    some = (
        Neglected(1, "Ada", "Acme", "", 127, 30, ""),
        Neglected(2, "Bo", "Acme", "", 219, 60, ""),
    )
    told = painted(week(figures(neglected=some)))["text"]
    assert "Most neglected\n• Ada, Acme: 127 days, planned every 30\n• Bo" in told
    assert "longest" not in told


def test_a_plainer_twin_has_all_weeks_and_all_members():
    message = painted(week(managed=True))
    for blocks in message["fallbacks"]:
        shown = everything({"blocks": blocks})
        assert "24 Aug" in shown
        assert "Dana Rossi" in shown


def test_the_words_alone_say_whose_visits_were_thin():
    told = painted(week(managed=True))["text"]
    assert "Dana Rossi: 4 visits of 5, 1 thin\n" in told + "\n"
    assert "Bo: 0 visits of 2.5\n" in told


def test_a_chart_over_the_turn_of_the_year_has_room_for_its_labels():
    weeks = tuple(Point(date(2026, 10, 12) + timedelta(weeks=n), 0.5, n) for n in range(12))
    message = painted(replace(week(figures(weeks=weeks)), on=date(2027, 1, 4)))
    chart: Any = next(b for b in message["blocks"] if b["type"] == "data_visualization")
    assert chart["chart"]["axis_config"]["categories"][:2] == ["12 Oct", "19 Oct"]


def test_who_has_no_target_reads_no_nought_of_nought():
    line = MemberWeek(8, "Bo", 1, 0.0, 1)
    told = painted(week(figures(members=(line,)), reader_id=8, managed=True))["text"]
    assert "You: 1 visit, none was expected" in told
    assert "Bo: 1 visit, none was expected, 1 thin" in told


def test_of_many_who_fell_silent_it_says_how_many_more():
    silent = figures(told=Told((Line(1, "Acme", (Alert(Kind.SILENT, (1, 2, 3, 4)),)),)))
    told = painted(week(silent, contacts={1: "Ada", 2: "Bo", 3: "Cy", 4: "Di"}))["text"]
    assert "silent, and used to speak: Ada, Bo and 2 more" in told


def test_what_they_taught_us_is_offered_where_they_taught_something():
    assert "What they taught us" in everything(painted(week()))
    for heard in (Heard(), Heard(still_open=2, oldest=MONDAY)):
        assert "What they taught us" not in everything(painted(week(figures(heard=heard))))


@pytest.mark.parametrize(("count", "said"), [(1, "A sheet of 1 vote is"), (2, "of 2 votes is")])
def test_a_sheet_is_announced_with_its_votes(count, said):
    assert said in csv.on_its_way(count)["text"]


def test_no_spreadsheet_runs_what_somebody_is_called():
    vote = csv.Vote(replace(contact(1), name="＝1+1", title="\n=1"), "-Bo", Standing.TENDED, 30)
    rows = list(
        reader(io.StringIO(csv.sheet([vote, replace(vote, keeper="'Bo")]).lstrip("\ufeff")))
    )
    assert [rows[1][at] for at in (1, 2, 4)] == ["'＝1+1", "'\n=1", "'-Bo"]
    assert rows[2][4] == "''Bo", "so that it can be told from a guarded one"


@pytest.mark.parametrize(
    ("target", "said"), [(7.5, "7.5"), (16 / 3, "5.33"), (104.5, "104"), (1250.0, "1250")]
)
def test_the_target_of_many_is_told_in_plain_digits(target, said):
    told = painted(week(figures(members=(MemberWeek(8, "Bo", 1, target),))))["text"]
    assert f"of the week's target of {said}" in told


@pytest.mark.parametrize(
    ("made", "visits", "said"),
    [
        ((10, 0), 10, "10 visits, 50% of the week's target of 10, counted for each one up to"),
        ((5, 5), 5, "5 visits, 100% of the week's target of 10, counted for each one up to"),
        ((3, 2), 5, "5 visits, 50% of the week's target of 10\n"),
    ],
)
def test_a_share_that_is_not_visits_over_target_says_how_it_is_counted(made, visits, said):
    lines = tuple(MemberWeek(n, f"Bo {n}", one, 5) for n, one in enumerate(made))
    assert said in painted(week(figures(members=lines, visits=visits)))["text"]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (0.62, 0.43, "Acme: support fell from 62% to 43%"),
        (0.503, 0.496, "Acme: support fell below one half"),
        (0.998, 0.4, "Acme: support fell below one half"),
        (0.6, 0.001, "Acme: support fell below one half"),
    ],
)
def test_a_fall_of_support_is_told_by_shares_where_these_can_be_told(before, now, said):
    fell = Alert(Kind.SUPPORT_FELL, before=before, now=now)
    assert said in painted(week(figures(told=Told((Line(1, "Acme", (fell,)),)))))["text"]


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        ((5, 5), "10 visits of 10, 100% of the target reached\n"),
        ((10, 0), "10 visits of 10, 50% of the target reached, each week counted up to its own\n"),
        ((7,), "7 visits of 5, 100% of the target reached\n"),
    ],
)
def test_an_assessment_says_that_a_good_week_hides_no_empty_one(weeks, said):
    bo = replace(member(8), name="Bo")
    line = assessments.line([MemberWeek(8, "Bo", one, 5) for one in weeks], bo)
    span = assessment.Span(MONDAY - timedelta(weeks=len(weeks) - 1), MONDAY)
    assert said in assessment.own(line, span, "Hana")["text"]


def test_five_accounts_in_every_danger_are_told_to_the_last_word():
    """Slack takes 3,000 letters in a paragraph; what is beyond was lost in the midst of a line."""
    risks = tuple(Line(n, f"{n} {NASTY}", EVERY_ALERT) for n in range(5))
    one = week(figures(told=Told(risks, 2, 3)), contacts={1: NASTY, 2: NASTY}, managed=True)
    for blocks in (painted(one)["blocks"], *painted(one)["fallbacks"]):
        shown = [block["text"]["text"] for block in blocks if block["type"] == "section"]
        assert "3 accounts as in the weeks before" in "\n".join(shown)
        assert not [text for text in shown if text.endswith("…")]
