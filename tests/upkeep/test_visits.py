"""One meeting that two of ours logged: what is kept of either."""

import pytest

from tests.upkeep.people import POLICY, ago, visit
from upkeep import visits


@pytest.mark.parametrize(
    ("mine", "hers", "kept"),
    [("https://slack/p1", "", "https://slack/p1"), ("", "https://slack/p2", "https://slack/p2")],
)
def test_a_meeting_told_twice_still_leads_to_the_message_it_was_logged_from(mine, hers, kept):
    one, other = (visit(ago(1), visit_id=n, permalink=p) for n, p in ((1, mine), (2, hers)))
    assert visits.joined(one, other, POLICY.counted).permalink == kept
