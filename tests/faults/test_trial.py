"""Nothing is lost and nothing seen twice, whatever crashes: the short form of `make faults`."""

import pytest

from tests.faults import trial

pytestmark = pytest.mark.faults


def test_nothing_is_lost_and_nothing_seen_twice(any_url):
    tally = trial.run(any_url, 150, strokes=5, longest=100)
    print(tally)
    assert (tally.lost, tally.twice, tally.logged_twice) == (0, 0, 0), (tally, tally.states)
    assert tally.states["sent"] >= 150
    assert tally.struck.total() > 0
