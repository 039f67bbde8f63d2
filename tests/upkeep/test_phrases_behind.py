"""Whom one met and when may be told in a note that no mark begins: then it is asked."""

import pytest

from tests.upkeep.customers import TODAY, read
from tests.upkeep.test_phrases_traps import stored

TOM, ANNA, WANG, LI = PEOPLE = stored(["Tom Baker@3", "Anna Schmidt@3", "王芳@2", "李伟@2"])


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("went for Tom Baker, got Anna Schmidt", [ANNA]),
        ("phoned Tom Baker, got Anna Schmidt instead and we talked lead times", [ANNA]),
        ("Tom Baker introduced me to Anna Schmidt over lunch", [ANNA]),
        ("Tom Baker came on behalf of Anna Schmidt", [ANNA]),
        ("went for Tom Baker, got Anna instead", [ANNA]),
        ("lunch with Tom Baker, Anna joined us", [ANNA]),
        ("met Tom Baker about spares. Also met Anna Schmidt", [ANNA]),
        ("昨天见了王芳，聊了交期，还见了李伟", [LI]),
        ("昨天约王芳吃饭，他没来，李伟来了", [LI]),
        ("昨天王芳没来，由李伟代她参加", [LI]),
        ("昨天拜访王芳，顺便看了看李伟", [LI]),
        ("昨天王芳没空，李伟也不在，白跑一趟", [LI]),
        # what was talked about, said, planned, or says that he was not met
        ("met Tom Baker, talked about Anna Schmidt", []),
        ("met Tom Baker, he told me Anna Schmidt is leaving", []),
        ("met Tom Baker, next time Anna Schmidt joins", []),
        ("met Tom Baker yesterday, Anna Schmidt joins us next time", []),
        ("met Tom Baker (not Anna Schmidt) on Monday", []),
        ("met Tom Baker, Anna Schmidt to chase up the drawings", []),
        ("昨天见了王芳，聊了李伟的事", []),
        ("昨天见了王芳，她答应下次介绍我认识李伟", []),
        ("昨天见了王芳，李伟缺席", []),
        ("met Tom Baker, Anna wants spares", []),
        ("met Tom Baker, sent the offer to Anna", []),
        # and what a mark begins
        ("met Tom Baker: got Anna Schmidt a new badge", []),
        ("met Tom Baker - got Anna Schmidt a new badge", []),
    ],
)
def test_who_is_named_behind_the_parts_is_asked_about(typed, asked):
    understood = read(typed, contacts=PEOPLE)
    assert [one.candidates for one in understood.unclear] == [(one,) for one in asked]
    assert len(understood.contacts) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "Tom Baker took Anna's place at yesterday's lunch",
        "Tom Baker wasn't in a good mood when we met on Friday",
        "met Tom Baker, not Anna Schmidt, on Monday",
        "Tom Baker missed my call yesterday but called back today",
        "meeting of Monday with Tom Baker took place yesterday instead",
        "跟王芳聊了一下客诉，礼拜五",
        "met Tom Baker about spares, call on Friday",
        "dropped by, Tom Baker wasn't in on Monday",
    ],
)
def test_a_day_behind_the_parts_is_asked_about(typed):
    understood = read(typed, contacts=PEOPLE)
    assert understood.on is None
    assert understood.error is not None
    assert understood.error.code == "date.unclear"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("跟王芳确认图面，11/17", 17),
        ("王芳说备件很急 #需求，上周五电话", 14),
        ("Tom Baker kept me waiting, 11/17", 17),
        ("上午去拜访王芳，她不在，11/17", 17),
        ("met Tom Baker yesterday, spares come on Friday", 18),
        ("met Tom Baker, Anna Schmidt joins us Thursday", 19),
        ("met Tom Baker, will try again Thursday", 19),
        ("met Tom Baker, she said the pump failed on Friday", 19),
        ("met Tom Baker: the pump failed on Friday", 19),
    ],
)
def test_a_day_that_is_clear_is_not_asked_about(typed, day):
    understood = read(typed, contacts=PEOPLE)
    assert understood.on == TODAY.replace(day=day)


@pytest.mark.parametrize(
    ("typed", "met", "asked"),
    [
        ("thanks to Tom Baker I met Anna Schmidt on Friday", ["Anna Schmidt"], "Tom Baker"),
        ("met Anna Schmidt through Tom Baker", ["Anna Schmidt"], "Tom Baker"),
        ("昨天成功见到了王芳", ["王芳"], "成功"),
        ("昨天和成功见了王芳", ["王芳", "成功"], ""),
    ],
)
def test_who_only_stood_between_is_asked_about(typed, met, asked):
    people = stored(["Tom Baker@3", "Anna Schmidt@3", "王芳@2", "成功@2"])
    understood = read(typed, contacts=people)
    assert {one.name for one in understood.contacts} == set(met)
    assert [one.text for one in understood.unclear] == ([asked] if asked else [])


@pytest.mark.parametrize(
    ("typed", "met", "asked"),
    [
        ("Tom Baker was out, lunch with the boss of Globex", [], ["Tom Baker"]),
        ("Tom Baker told me to call, met Annie at Globex", [], ["Tom Baker"]),
        ("王芳没来，跟华虹的厂长吃晚饭", [], ["王芳"]),
        ("met Tom Baker, Anna Schmidt sends regards", [TOM], []),
        ("拜访了王芳，李伟介绍的", [WANG], []),
        ("met Tom Baker. He asked us to call Bob", [TOM], []),
        ("called Tom Baker, no answer, called again", [TOM], []),
    ],
)
def test_who_was_not_met_is_doubted_where_another_was(typed, met, asked):
    understood = read(typed, contacts=PEOPLE)
    assert list(understood.contacts) == met
    assert [one.text for one in understood.unclear] == asked


def test_who_was_missed_is_not_among_those_we_met():
    understood = read("couldn't see Tom Baker but <@UDANA> and I met Anna Schmidt", contacts=PEOPLE)
    assert understood.contacts == (ANNA,)
    assert [one.text for one in understood.unclear] == ["Tom Baker"]
    assert not understood.attempt


def test_instead_of_somebody_is_at_no_customer():
    understood = read("instead of Tom Baker met Anna Schmidt @Globex", contacts=PEOPLE)
    assert understood.contacts == (ANNA,)
    assert [one.text for one in understood.unclear] == ["Tom Baker"]


def test_a_place_ends_with_its_sentence():
    understood = read("Tom Baker, a chat in the canteen. Also met Anna Schmidt", contacts=PEOPLE)
    assert understood.contacts == (TOM, ANNA)


def test_names_that_are_more_often_words_are_found_with_a_surname_only():
    people = stored(["Tom Baker@3", "Will Hunter@3"])
    assert not read("met Tom Baker, will grant him a discount", contacts=people).unclear
    (asked,) = read("met Tom Baker, got Will Hunter instead", contacts=people).unclear
    assert asked.candidates == people[1:]


def test_what_is_said_of_another_in_an_aside_is_note():
    understood = read(
        "met Tom Baker on Friday. Anna Schmidt (her boss) has to sign", contacts=PEOPLE
    )
    assert understood.contacts == (TOM,)
    assert not understood.unclear
