"""One-sided contact: who of ours, whom of theirs, and who has fallen silent."""

import pytest

from tests.upkeep.people import POLICY, TODAY, ago, member, visit
from upkeep import regime, threads
from upkeep.members import Role
from upkeep.threads import Flood
from upkeep.visits import Channel

SENIORS = frozenset({8, 9})


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([], None),
        ([visit(ago(3))], None),
        ([visit(ago(3)), visit(ago(89))], 1),
        ([visit(ago(3)), visit(ago(90))], None),
        ([visit(ago(3)), visit(ago(5), members=[2])], None),
        ([visit(ago(3), members=[1, 2]), visit(ago(5))], None),
        ([visit(ago(3)), visit(ago(5)), visit(ago(6), members=[2], attempt=True)], 1),
        ([visit(ago(3)), visit(ago(5)), visit(ago(6), members=[2], channel=Channel.MESSAGE)], 1),
        ([visit(ago(3)), visit(ago(5), channel=Channel.MESSAGE)], None),
    ],
)
def test_single_threaded_are_two_or_more_visits_by_one_member_only(visits, expected):
    assert threads.single_threaded(regime.counted(visits, POLICY), TODAY) == expected


@pytest.mark.parametrize(
    ("visits", "owner_id", "seniors", "expected"),
    [
        ([visit(ago(3)), visit(ago(5))], 1, SENIORS, True),
        ([visit(ago(3)), visit(ago(5), members=[1, 9])], 1, SENIORS, False),
        ([visit(ago(3)), visit(ago(5)), visit(ago(91), members=[9])], 1, SENIORS, True),
        ([visit(ago(3))], 1, SENIORS, False),
        ([visit(ago(3)), visit(ago(5))], 8, SENIORS, False),
        ([visit(ago(3)), visit(ago(5))], None, SENIORS, False),
        ([visit(ago(3)), visit(ago(5))], 1, frozenset(), False),
    ],
)
def test_shielded_is_an_account_no_senior_of_ours_has_seen(visits, owner_id, seniors, expected):
    found = threads.shielded(visits, TODAY, owner_id=owner_id, seniors=seniors)
    assert found is expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (member(role=Role.REP), False),
        (member(role=Role.MANAGER), True),
        (member(role=Role.ADMIN), True),
        (member(function="Executive"), True),
    ],
)
def test_seniors_are_our_managers_and_executives(one, expected):
    assert threads.is_senior(one) is expected


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ([[1], [1], [1], [1]], None),
        ([[1], [1], [1], [2], [3]], Flood(1, 3, 5)),
        ([[1], [1], [1], [2], [3], [4]], Flood(1, 3, 6)),
        ([[1], [1], [2], [3], [4]], None),
        ([[1, 2], [1, 3], [1, 4]], Flood(1, 3, 6)),
    ],
)
def test_a_flood_is_half_or_more_of_five_touches_on_one_contact(contacts, expected):
    visits = [visit(ago(day), contacts=some) for day, some in enumerate(contacts)]
    assert threads.flood(visits, TODAY) == expected
    old = [visit(ago(day + 90), contacts=some) for day, some in enumerate(contacts)]
    assert threads.flood(old, TODAY) is None


@pytest.mark.parametrize(
    ("said", "touched", "expected"),
    [
        ([200, 250], [10], True),
        ([120, 239], [10], True),
        ([120, 240], [10], False),  # never two within two cadences
        ([200], [10], False),
        ([200, 250, 119], [10], False),  # still speaks
        ([200, 250], [120], False),  # not touched since
        ([200, 250], [], False),
        ([900, 901, 300], [10], True),
    ],
)
def test_silent_is_who_used_to_speak_and_was_met_without_a_word(said, touched, expected):
    found = threads.silent([ago(day) for day in said], [ago(day) for day in touched], 60, TODAY)
    assert found is expected
