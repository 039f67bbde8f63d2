"""What stands beside who was met and names nobody is part of the story, and no question."""

import csv
from pathlib import Path

import pytest

from tests.upkeep.customers import read
from tests.upkeep.test_phrases_traps import stored
from upkeep import lexicon
from upkeep.phrases.story import is_story

TOM, ANNA, LI = PEOPLE = stored(["Tom Baker@3", "Anna Schmidt@3", "李伟@2"])
LISTS = sorted((Path(__file__).parents[1] / "handlers/blind").rglob("contacts.csv"))


@pytest.mark.parametrize(
    ("typed", "met", "note"),
    [
        ("Tom Baker yesterday, detector calibration", TOM, "detector calibration"),
        ("toured the terminal with Tom Baker yesterday", TOM, ""),
        ("Tom Baker, audit prep", TOM, "audit prep"),
        ("Tom Baker yesterday, chiller leak", TOM, "chiller leak"),  # rare words, but two
        ("Tom Baker yesterday, CMP pad rev 4", TOM, "CMP pad rev 4"),
        ("Tom Baker yesterday, borescope polish", TOM, "borescope polish"),  # no Mr Borescope
        ("Tom Baker yesterday, workshop on CMP endpoints", TOM, "CMP endpoints"),
        ("Tom Baker, lunch, lease vs buy", TOM, "lease vs buy"),
        ("昨天加班见了李伟", LI, ""),
        ("昨天去见李伟，巡检", LI, "巡检"),
    ],
)
def test_ordinary_words_beside_who_was_met_are_no_question(typed, met, note):
    found = read(typed, contacts=PEOPLE)
    assert found.contacts == (met,)
    assert found.unclear == ()
    assert found.note == note


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Tom Baker yesterday, Percival Snood", "Percival Snood"),  # may be somebody
        ("Tom Baker and terminal", "terminal"),  # stands where a name stands
        ("Tom Baker, the detector engineer", "detector engineer"),  # says who
        ("lunch Min, Tom Baker", "Min"),
        ("Tom Baker yesterday, Borescope polish", "Borescope polish"),  # may be a customer
        ("tom baker yesterday, borescope polish", "borescope polish"),  # nobody has capitals
        ("Tom Baker yesterday, snood", "snood"),
        ("lunch with Tom Baker, sales call on Percival Snood", "Percival Snood"),
        ("小陈，昨天拜访李伟", "小陈"),
        ("met the detector engineer", "detector engineer"),
        ("met memo today", "memo"),  # stands where a name stands
    ],
)
def test_what_may_name_somebody_is_asked_about(typed, asked):
    found = read(typed, contacts=PEOPLE)
    assert [one.text for one in found.unclear] == [asked]


@pytest.mark.parametrize(
    "typed",
    [
        "great meeting today, customer very happy",
        "spent today at the show, nothing special",
        "had a really productive call this morning",
        "detector calibration",
    ],
)
def test_words_about_nobody_say_that_nobody_is_named(typed):
    found = read(typed, contacts=PEOPLE)
    assert found.error is not None
    assert (found.error.code, found.unclear) == ("contact.none", ())


def test_nobody_in_any_of_our_lists_is_called_by_ordinary_words():
    listed = (one.read_text(encoding="utf-8").splitlines() for one in LISTS)
    called = {row["name"] for lines in listed for row in csv.DictReader(lines)}
    assert len(called) > 400
    assert {name for name in called if is_story(name)} == set()


def test_a_word_that_people_are_called_by_is_not_ordinary():
    assert [
        word for word in ("chase", "rusty", "grant", "snood") if lexicon.is_ordinary(word)
    ] == []
    assert lexicon.is_ordinary("terminal")
