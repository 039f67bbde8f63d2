"""What stands beside who was met and names nobody is part of the story, and no question."""

import csv
from pathlib import Path

import pytest

from tests.upkeep.customers import read
from tests.upkeep.test_phrases_traps import stored
from upkeep import lexicon
from upkeep.names import simpler
from upkeep.phrases import trades
from upkeep.phrases.story import is_story

TOM, ANNA, LI = PEOPLE = stored(["Tom Baker@3", "Anna Schmidt@3", "李伟@2"])
LISTS = sorted((Path(__file__).parents[1] / "handlers/blind").rglob("contacts.csv"))


@pytest.mark.parametrize(
    ("typed", "met", "note"),
    [
        ("Tom Baker yesterday, detector calibration", TOM, "detector calibration"),
        ("toured the terminal with Tom Baker yesterday", TOM, ""),
        ("Tom Baker, audit prep", TOM, "audit prep"),
        ("Tom Baker yesterday, cleanroom audit", TOM, "cleanroom audit"),
        ("called Tom Baker to wish him a happy new year", TOM, "to wish him a happy new year"),
        ("Tom Baker lunch yesterday: six visitors, all happy", TOM, "six visitors, all happy"),
        ("Tom Baker yesterday, chiller leak", TOM, "chiller leak"),  # rare words, but two
        ("Tom Baker yesterday, CMP pad rev 4", TOM, "CMP pad rev 4"),
        ("Tom Baker yesterday, workshop on CMP endpoints", TOM, "CMP endpoints"),
        ("Tom Baker, lunch, lease vs buy", TOM, "lease vs buy"),
        ("Tom Baker @Globex today, torque sensor", TOM, "torque sensor"),  # nobody who torques
        ("Tom Baker today, rectifier", TOM, "rectifier"),  # too rare for a list of ordinary words
        ("Tom Baker yesterday, bearing kit arrived", TOM, "bearing kit arrived"),
        ("Tom Baker yesterday, abt fleet sensors", TOM, "abt fleet sensors"),
        ("昨天加班见了李伟", LI, ""),
        ("和李伟过了一遍交付计划", LI, ""),
        ("李伟 昨天 冷却水流量不足 要加一台泵", LI, "冷却水流量不足 要加一台泵"),
        ("昨天去见李伟，巡检", LI, "巡检"),
        ("李伟 昨天 除颤仪电池", LI, "除颤仪电池"),
        ("李伟 昨天 PLC程序备份", LI, "PLC程序备份"),
        ("李伟 昨天 8D报告", LI, "8D报告"),
        ("李伟 昨天 薄膜厚度不均", LI, "薄膜厚度不均"),
        ("李伟 昨天 微信 新年问候", LI, ""),
        ("Tom Baker @Globex yesterday (CMP)", TOM, ""),
        ("李伟 昨天 高温炉安装", LI, "高温炉安装"),
        ("李伟 昨天 包装线提速", LI, "包装线提速"),
        ("李伟 昨天 招标文件", LI, "招标文件"),
        ("李伟 昨天 應收帳款", LI, "應收帳款"),
        ("李伟 年终回访", LI, ""),
        ("李伟 管路清洗 昨天", LI, ""),
        ("跑了三家客户，昨天见了李伟", LI, "跑了三家"),
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
        ("Tom Baker yesterday, borescope polish", "borescope polish"),  # may be a customer
        ("Tom Baker, call. Snood joined", "Snood"),
        ("Tom Baker yesterday (CMP)", "CMP"),  # may be an unknown customer
        ("Tom Baker @Globex yesterday (Snood)", "Snood"),
        ("Tom Baker yesterday, Kit arrived", "Kit arrived"),
        ("李伟 昨天 Kevin说明", "Kevin"),
        ("李伟 昨天 要加王工", "要加王工"),
        ("李伟 昨天 8D王工", "8d王工"),
        ("met Back at Globex", "Back"),
        ("met night shift at Globex", "night shift"),
        ("met his boss at Globex", "boss"),
        ("met Tom Sushi @Globex", "Tom Sushi"),
        ("Tom Baker yesterday, snood", "snood"),
        ("lunch with Tom Baker, sales call on Percival Snood", "Percival Snood"),
        ("小陈，昨天拜访李伟", "小陈"),
        ("李伟 昨天 方向东", "方向东"),  # as long as a name, and begins as one
        ("李伟 昨天 陪同方向东", "方向东"),
        ("李伟 昨天 温文静安装", "温文静安装"),
        ("李伟 昨天 高峰", "高峰"),
        ("李伟 昨天 设备王工", "设备王工"),
        ("李伟 昨天 新来的关务小陈", "新来的关务小陈"),
        ("李伟 昨天 护士", "护士"),
        ("今天见了志强", "志强"),
        ("今天见了新来的采购", "新来的采购"),
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
        "今天开了一天会，没什么特别的",
        "今天出去跑客户，挺顺利",
        "昨天整理報價單",
        "今天写了一天报告",
        "great meeting today, customer very happy",
        "spent today at the show, nothing special",
        "had a really productive call this morning",
        "detector calibration",
        "nice weather today",
        "had a long day on the road, lots of traffic",  # Long and Day are names, too
        "今天路上堵车，什么都没干成",
    ],
)
def test_words_about_nobody_say_that_nobody_is_named(typed):
    found = read(typed, contacts=PEOPLE)
    assert found.error is not None
    assert (found.error.code, found.unclear) == ("contact.none", ())


def test_words_of_trades_have_two_signs_and_are_simple():
    assert {word for word in trades.WORDS if len(word) != 2 or simpler(word) != word} == set()


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
