"""Nothing is lost and nothing seen twice, whatever crashes: the short form of `make faults`."""

import pytest

from tests.faults import trial

pytestmark = pytest.mark.faults


def test_nothing_is_lost_and_nothing_seen_twice(any_url):
    tally = trial.run(any_url, 100, strokes=4, longest=100)
    print(tally)
    assert (tally.lost, tally.twice, tally.logged_twice) == (0, 0, 0), (tally, tally.states)
    assert tally.states["sent"] >= 100
    assert tally.struck.total() > 0


def test_without_the_history_nothing_is_seen_twice_and_what_is_undecided_is_said(any_url):
    tally = trial.run(any_url, 60, strokes=3, longest=100, history=False)
    print(tally)
    assert (tally.lost, tally.twice, tally.logged_twice) == (0, 0, 0), (tally, tally.states)
    assert tally.undecided, "with so many faults some answer is never known"
