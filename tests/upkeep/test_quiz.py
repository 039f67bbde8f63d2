"""Whose number is this? One answer among four, and everybody once before anybody twice."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from upkeep import quiz
from upkeep.accounts import Account, Contact

ON = date(2026, 11, 24)
ACME = Account(1, "Acme")


def contact(n, phone, name=None):
    return Contact(n, ACME, name or f"P{n}", ON, ON, phone=phone)


def people(count):
    return [contact(n, f"+49 30 555 01{n:02}") for n in range(count)]


def test_only_numbers_that_are_one_persons_are_asked_about():
    shared = [contact(7, "+49 30 555 0199"), contact(8, "+49 (30) 5550199"), contact(9, "")]
    twin = contact(6, "+49 30 555 0177", name="p0")
    assert len(quiz.askable([*people(3), *shared, twin])) == 3
    assert quiz.question(people(3), 1, 0) is None


@settings(max_examples=40)
@given(st.integers(4, 12), st.integers(0, 9999))
def test_a_round_asks_everybody_once_before_anybody_twice(count, number):
    there = people(count)
    asked = [quiz.question(there, number, place) for place in range(count)]
    assert asked == [quiz.question(there, number, place) for place in range(count)]
    assert {one.answer.id for one in asked if one} == {one.id for one in there}
    for one in asked:
        assert one is not None
        assert one.answer in one.choices
        assert len({each.id for each in one.choices}) == quiz.CHOICES
