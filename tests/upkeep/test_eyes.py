"""Two eyes: what makes an account live, and why a second eye may be false."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upkeep.accounts import Level
from upkeep.eyes import Eyes, Face, Flaw, Life, eyes

KEY, EXECUTIVE, GENERAL = Level.KEY, Level.EXECUTIVE, Level.GENERAL
ANN, BEN = frozenset({1}), frozenset({2})


def face(number, department="", members=ANN, warmth=0.9, level=KEY):
    return Face(number, level, warmth, department, members)


@pytest.mark.parametrize(
    ("faces", "expected"),
    [
        ([], Eyes(Life.UNKNOWN)),
        ([face(1, level=GENERAL), face(2, level=GENERAL)], Eyes(Life.UNKNOWN)),
        ([face(1, warmth=0.49), face(2, level=GENERAL)], Eyes(Life.BLIND)),
        ([face(1, warmth=0.5), face(2, warmth=0.0)], Eyes(Life.ONE_EYED, (1,))),
        ([face(1, "Ops", ANN), face(2, "Buying", BEN)], Eyes(Life.ALIVE, (1, 2))),
        ([face(1, "Ops", ANN), face(2, "Buying", ANN | BEN)], Eyes(Life.ALIVE, (1, 2))),
        ([face(1, "", ANN), face(2, "", BEN)], Eyes(Life.ALIVE, (1, 2))),
        ([face(1, "Ops", frozenset()), face(2, "", frozenset())], Eyes(Life.ALIVE, (1, 2))),
        ([face(1, level=EXECUTIVE), face(2, "Ops", BEN)], Eyes(Life.ALIVE, (1, 2))),
        (
            [face(1, "Ops", ANN), face(2, " OPS ", BEN)],
            Eyes(Life.FALSE_EYE, (1, 2), (Flaw.SAME_DEPARTMENT,)),
        ),
        (
            [face(1, "Ops", ANN), face(2, "Buying", ANN)],
            Eyes(Life.FALSE_EYE, (1, 2), (Flaw.SAME_MEMBER,)),
        ),
        (
            [face(1, "Ops", ANN), face(2, "Ops", ANN, warmth=1.0)],
            Eyes(Life.FALSE_EYE, (2, 1), (Flaw.SAME_DEPARTMENT, Flaw.SAME_MEMBER)),
        ),
        (
            [face(1, "Ops", ANN), face(2, "Ops", BEN), face(3, "Buying", ANN, warmth=0.6)],
            Eyes(Life.ALIVE, (2, 3)),
        ),
    ],
)
def test_an_account_lives_by_two_eyes_of_two_of_us(faces, expected):
    assert eyes(faces) == expected
    assert eyes(faces[::-1]) == expected


some = st.builds(
    Face,
    contact_id=st.integers(1, 99),
    level=st.sampled_from(Level),
    warmth=st.sampled_from([0.0, 0.49, 0.5, 1.0]),
    department=st.sampled_from(["", "Ops", "Buying"]),
    member_ids=st.sampled_from([ANN, BEN, ANN | BEN]),
)


@given(st.lists(some, max_size=6, unique_by=lambda one: one.contact_id))
def test_the_answer_is_the_sentence_of_the_rule(faces):
    warm = [one for one in faces if one.level != GENERAL and one.warmth >= 0.5]
    lives = any(
        (a.department != b.department or not a.department) and len(a.member_ids | b.member_ids) > 1
        for a, b in combinations(warm, 2)
    )
    assert (eyes(faces).life is Life.ALIVE) == lives
