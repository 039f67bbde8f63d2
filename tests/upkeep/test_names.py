"""How names may be typed."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upkeep import names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zhangsan", "张三"),
        ("Zhang San", "张三"),
        ("san zhang", "张三"),
        ("zhāng sān", "张三"),
        ("zhang1 san1", "张三"),
        ("ZHANG SAN", "张三"),
        ("张 三", "张三"),
        ("張三", "張三"),
        ("zeng guofan", "曾国藩"),
        ("shan wei", "单伟"),
        ("xie zhen", "解珍"),
        ("qiu ying", "仇英"),
        ("ou ming", "区明"),
        ("zha lei", "查蕾"),
        ("piao shu", "朴树"),
        ("yuchi gong", "尉迟恭"),
        ("yu chi gong", "尉迟恭"),
        ("moqi xin", "万俟信"),
        ("zhuge liang", "诸葛亮"),
        ("liang zhuge", "诸葛亮"),
        ("lv bu", "吕布"),
        ("lu bu", "吕布"),
        ("lyu bu", "吕布"),
        ("Lü Bu", "吕布"),
        ("Miller, Robert", "Robert (Bob) Miller"),
        ("robert miller", "Dr. Robert Miller"),
        ("sean obrien", "Seán O’Brien"),
        ("ＪＯＨＮ　Ｓｍｉｔｈ", "John Smith"),
        ("muller", "Müller"),
        ("李伟", "李伟 (Kevin)"),
        ("li wei", "李伟 Kevin"),
    ],
)
def test_a_full_name_is_the_same_however_it_is_typed(typed, name):
    assert names.likeness(typed, [name]) == 100
    assert names.asked(typed) & names.keys(name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("李薇", "李伟"),
        ("Zhou Shan", "张三"),
        ("Jon Smith", "John Smith"),
        ("Li", "李伟"),
        ("", ""),
    ],
)
def test_another_name_is_never_the_same(typed, name):
    assert names.likeness(typed, [name]) < 100
    assert not names.asked(typed) & names.forms(name).full


def test_a_word_and_more_asks_for_longer_names():
    (before, behind) = sorted(names.asked("Bob" + names.AND_MORE), reverse=True)
    assert before in "bob porter"
    assert behind in "alan bob"
    assert names.likeness("Bob" + names.AND_MORE, ["Bob Porter"]) == 90


def test_keys_hold_the_initials():
    assert {"zs", "ycg"} <= names.keys("张三", "尉迟恭")
    assert "js" in names.keys("John Smith")


def test_likeness_ranks_the_same_before_a_typing_error_before_a_part_before_anything():
    same, typo, part, other = (
        names.likeness(typed, ["Priya Raman", "PR"])
        for typed in ("priya raman", "priya ramna", "priya", "george")
    )
    assert same == 100
    assert 100 > typo >= part > 60 > other


@given(st.text())
def test_folding_is_settled_and_knows_no_case(text):
    folded = names.fold(text)
    assert names.fold(folded) == folded
    assert names.fold(text.upper()) == folded == names.fold(text.lower())


@given(st.text(), st.lists(st.text(), max_size=3))
def test_no_name_raises(typed, stored):
    assert names.keys(*stored) == names.keys(*reversed(stored))
    assert 0 <= names.likeness(typed, stored) <= 100


def test_the_dictionary_of_hanzi_is_loaded_with_the_first_hanzi():
    script = (
        "import sys; from upkeep import names; names.keys('John Smith');"
        "assert 'pypinyin' not in sys.modules; names.keys('张三');"
        "assert 'pypinyin' in sys.modules; assert 'pypinyin.phrases_dict' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
