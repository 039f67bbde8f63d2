"""Support and swing, against every way the votes can fall and against exact fractions."""

import random
from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.upkeep.people import POLICY, TODAY, ago, contact
from upkeep import decision
from upkeep.accounts import MAJORITY, Level, Quorum, Rule
from upkeep.decision import Vote

warmths = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.5, 1.0]))
rules = st.builds(Rule, st.sampled_from(Quorum))
small = st.lists(st.tuples(st.integers(1, 9), warmths), min_size=1, max_size=8).map(
    lambda facts: [Vote(number, weight, warmth) for number, (weight, warmth) in enumerate(facts)]
)


def by_counting(votes: list[Vote], rule: Rule) -> float:
    """The same by looking at every outcome."""
    needed, chance = rule.needed(sum(one.weight for one in votes)), 0.0
    for answers in product((False, True), repeat=len(votes)):
        said = list(zip(votes, answers, strict=True))
        if sum(one.weight for one, yes in said if yes) >= needed:
            outcome = 1.0
            for one, yes in said:
                outcome *= one.warmth if yes else 1 - one.warmth
            chance += outcome
    return chance


def in_fractions(votes: list[Vote], rule: Rule) -> Fraction:
    """The same in exact fractions, by recursion from the last vote and the weight still needed."""
    needed = rule.needed(sum(one.weight for one in votes))
    chances = {0: Fraction(1)}  # weight still needed -> chance of a yes, for no votes left
    for one in votes:
        yes = Fraction(one.warmth)
        reach = range(1, needed + 1)
        chances = {
            need: yes * _of(chances, need - one.weight) + (1 - yes) * _of(chances, need)
            for need in reach
        }
    return _of(chances, needed)


def _of(chances: dict[int, Fraction], need: int) -> Fraction:
    return Fraction(1) if need <= 0 else chances.get(need, Fraction(0))


def touched(votes: list[Vote], number: int) -> list[Vote]:
    return [one._replace(warmth=1.0) if one.id == number else one for one in votes]


@given(small, rules)
def test_support_is_the_chance_counted_over_all_outcomes(votes, rule):
    assert decision.support(votes, rule) == pytest.approx(by_counting(votes, rule), abs=1e-12)


@given(small, rules)
def test_swing_is_support_just_touched_minus_support_now(votes, rule):
    now, found = by_counting(votes, rule), decision.swings(votes, rule)
    for one in votes:
        lift = by_counting(touched(votes, one.id), rule) - now if len(votes) >= 3 else 0
        assert found[one.id] == pytest.approx(lift, abs=1e-12)
        assert decision.swing(votes, one.id, rule) == found[one.id]


@pytest.mark.parametrize("kind", ["even", "mixed", "near half", "met and unmet"])
def test_a_large_account_agrees_with_exact_fractions(kind):
    chance = random.Random(f"{kind}: the same every time")
    draw = {
        "even": lambda: (1, chance.random()),
        "mixed": lambda: (chance.randint(1, 9), chance.random()),
        "near half": lambda: (chance.choice((8, 9)), 0.5 + chance.uniform(-1e-9, 1e-9)),
        "met and unmet": lambda: (chance.randint(1, 9), chance.choice((0.0, 0.5, 1.0))),
    }[kind]
    votes = [Vote(number, *draw()) for number in range(60)]
    exact, found = in_fractions(votes, MAJORITY), decision.swings(votes)
    assert decision.support(votes) == pytest.approx(float(exact), abs=1e-12)
    for one in votes[::12]:
        lift = in_fractions(touched(votes, one.id), MAJORITY) - exact
        assert found[one.id] == pytest.approx(float(lift), abs=1e-11)


@pytest.mark.parametrize("n", [3, 50, 201])
def test_equal_votes_follow_the_binomial_law(n):
    votes = [Vote(number, 1, 0.25) for number in range(n)]
    known = sum(comb(n, k) * 3 ** (n - k) for k in range(n // 2 + 1, n + 1)) / 4**n
    assert decision.support(votes) == pytest.approx(known, rel=1e-12)


@given(small, st.randoms())
def test_the_order_of_the_votes_changes_nothing_at_all(votes, chance):
    shuffled = chance.sample(votes, len(votes))
    assert decision.support(shuffled) == decision.support(votes)
    assert decision.swings(shuffled) == decision.swings(votes)


def test_two_votes_have_support_but_no_swing_and_nobody_has_none():
    votes = [Vote(1, 1, 0.5), Vote(2, 1, 0.5)]
    assert decision.support(votes) == 0.25
    assert decision.swings(votes) == {1: 0, 2: 0}
    assert decision.support([]) == decision.without_strongest([]) == 0


@pytest.mark.parametrize(
    ("quorum", "total", "needed"),
    [
        (Quorum.MAJORITY, 17, 9),
        (Quorum.MAJORITY, 4, 3),
        (Quorum.TWO_THIRDS, 9, 6),
        (Quorum.TWO_THIRDS, 10, 7),
        (Quorum.TWO_THIRDS, 11, 8),
        (Quorum.UNANIMITY, 5, 5),
    ],
)
def test_what_a_rule_needs(quorum, total, needed):
    assert Rule(quorum).needed(total) == needed


def test_a_decider_decides_alone_as_often_as_the_influence_says():
    votes = [Vote(number, 1, 0.5) for number in (1, 2, 3)]
    votes[0] = votes[0]._replace(warmth=1.0)
    rule = Rule(decider_id=1, influence=0.4)
    assert decision.support(votes, rule) == pytest.approx(0.4 * 1.0 + 0.6 * 0.75)
    assert decision.support(votes, Rule(decider_id=9)) == decision.support(votes)


@given(st.lists(warmths, min_size=3, max_size=7), st.floats(0.01, 0.99))
def test_the_swing_of_a_decider_counts_both_ways_of_deciding(warm, influence):
    votes = [Vote(number, 1, one) for number, one in enumerate(warm)]
    rule = Rule(decider_id=0, influence=influence)
    for one in votes:
        lift = decision.support(touched(votes, one.id), rule) - decision.support(votes, rule)
        assert decision.swing(votes, one.id, rule) == pytest.approx(lift, abs=1e-12)


def test_the_strongest_vote_is_by_weight_then_level_then_warmth_then_the_one_known_first():
    base = Vote(5, 2, 0.5, Level.KEY)
    rivals = [
        (base._replace(id=6, weight=3, level=Level.GENERAL, warmth=0.0), 6),
        (base._replace(id=6, level=Level.EXECUTIVE, warmth=0.0), 6),
        (base._replace(id=6, warmth=0.6), 6),
        (base._replace(id=6), 5),
        (base._replace(id=6, level=Level.GENERAL, warmth=1.0), 5),
    ]
    for rival, expected in rivals:
        assert decision.strongest([base, rival]).id == expected
        assert decision.strongest([rival, base]).id == expected


def test_without_the_strongest_vote_its_weight_still_stands_in_the_way():
    votes = [Vote(1, 3, 1.0), Vote(2, 1, 1.0), Vote(3, 1, 1.0)]
    assert decision.support(votes) == 1
    assert decision.without_strongest(votes) == 0
    even = [Vote(1, 1, 0.9, Level.EXECUTIVE), Vote(2, 1, 0.8), Vote(3, 1, 0.5)]
    assert decision.without_strongest(even) == pytest.approx(0.4)


def test_the_tide_point_is_what_is_missing_and_who_is_nearest_to_giving_it():
    votes = [
        Vote(1, 1, 0.9),
        Vote(2, 2, 0.5),
        Vote(3, 3, 0.0),
        Vote(4, 1, 0.4),
        Vote(5, 2, 0.3),
        Vote(6, 1, 0.1),
    ]
    assert decision.tide(votes) == decision.Tide(3, 10, 6, 3, (4, 5))
    assert decision.tide(votes[:2]) == decision.Tide(3, 3, 2, 0, ())


@given(small, rules)
def test_the_nearest_are_just_enough(votes, rule):
    tide = decision.tide(votes, rule)
    given_by = {one.id: one.weight for one in votes}
    gains = [given_by[one] for one in tide.nearest]
    assert sum(gains) >= tide.missing
    assert not gains or sum(gains[:-1]) < tide.missing


def test_votes_are_those_of_the_active_contacts_with_their_warmth():
    people = [contact(1, touched=ago(60), weight=3), contact(2, left_on=ago(1)), contact(3)]
    assert decision.votes_of(people, POLICY, TODAY) == [Vote(1, 3, 0.5), Vote(3, 1, 0.0)]
