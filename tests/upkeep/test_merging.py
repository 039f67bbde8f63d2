"""Two records of one person become one."""

import pytest

from tests.upkeep.people import ago, contact
from upkeep import merging


@pytest.mark.parametrize(
    ("kept", "other", "expected"),
    [
        (None, None, None),
        (ago(9), None, None),
        (None, ago(9), None),
        (ago(9), ago(2), ago(2)),
        (ago(2), ago(9), ago(2)),
    ],
)
def test_who_was_there_twice_has_left_only_when_both_have_and_on_the_later_day(
    kept, other, expected
):
    one = merging.merged(contact(1, left_on=kept), contact(2, left_on=other))
    assert one.left_on == expected
