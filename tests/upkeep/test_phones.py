"""Phone numbers are one where they reach one telephone, however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upkeep import phones


@pytest.mark.parametrize(
    ("a", "b", "region"),
    [
        ("+86 138 1234 5678", "13812345678", "CN"),
        ("+86 138-1234-5678", "0086 138 1234 5678", "CN"),
        ("＋８６ １３８ １２３４ ５６７８", "+8613812345678", None),
        ("+86 138 1234 5678", "138 1234 5678", None),
        ("+44 (0)20 7946 0958", "020 7946 0958", "GB"),
        ("(212) 555-2368", "+1 212 555 2368", "us"),
        ("021 5555 0000 转 12", "+86 21 5555 0000 ext. 12", "CN"),
    ],
)
def test_one_telephone(a, b, region):
    assert phones.same(a, b, region)
    assert phones.same(b, a, region)


@pytest.mark.parametrize(
    ("a", "b", "region"),
    [
        ("+86 138 1234 5678", "+86 138 1234 5679", None),
        ("021 5555 0000 ext 12", "021 5555 0000 ext 15", "CN"),
        ("+1 212 555 2368", "+44 212 555 2368", None),
        ("", "", "CN"),
        ("ask reception", "ask reception", "CN"),
        ("", "13812345678", "CN"),
    ],
)
def test_two_telephones(a, b, region):
    assert not phones.same(a, b, region)


def test_a_key_says_the_country_where_it_is_known():
    assert phones.key("138 1234 5678", "CN") == "+8613812345678"
    assert phones.key("138 1234 5678") == "13812345678"
    assert phones.key("+86 21 5555 0000 x12") == "+862155550000x12"
    assert phones.key("ask reception", "CN") == ""


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("030 555-0101", "+49 30 5550101"),
        ("+49 30 5550101", "030/5550101"),
        ("0049 30 5550101", "030 5550101"),
        ("5550101", "+49 30 5550101"),
        ("１３８ １２３４ ５６７８", "+86 138 1234 5678"),
        ("+49 30 5550101", "+49 30 5550101 ext. 12"),
        ("021 5555 0000 转 12", "+86 21 5555 0000"),
    ],
)
def test_a_number_is_looked_for_by_its_end(typed, stored):
    assert phones.is_number(typed)
    assert phones.ending(typed) == phones.ending(stored)
    assert phones.reaches(typed, stored)


def test_an_end_that_two_numbers_share_does_not_make_them_one():
    assert phones.ending("+49 89 5550101") == phones.ending("+49 30 5550101")
    assert not phones.reaches("+49 89 5550101", "+49 30 5550101")


@pytest.mark.parametrize("text", ["Li Wei", "1688 Corp", "2026", "", "zs", "a1234567", "#"])
def test_what_is_no_number(text):
    assert not phones.is_number(text)


@given(st.text(max_size=40), st.sampled_from([None, "CN", "GB", "XX"]))
def test_no_text_raises(text, region):
    assert phones.same(text, text, region) is bool(phones.key(text, region))
