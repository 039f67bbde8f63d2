"""What was said: notes, voices and promises."""

from datetime import date

import pytest

from tests.upkeep.customers import read


def voices(text):
    return [(v.kind.value, v.text) for v in read(text).voices]


def promises(text):
    return [(f.text, f.due_on and f.due_on.isoformat()) for f in read(text).follow_ups]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("met Tom Baker", ""),
        ("met Tom Baker: price is ok", "price is ok"),
        ("met Tom Baker - price is ok", "price is ok"),
        ("met Tom Baker — price is ok", "price is ok"),
        ("met Tom Baker\nprice is ok\nnew line", "price is ok\nnew line"),
        ("met Tom Baker, he said call Bob Friday", "he said call Bob Friday"),
        ("met Tom Baker about the order of 12 Nov", "about the order of 12 Nov"),
        ("met Tom Baker to discuss RMA & spares", "to discuss RMA & spares"),
        ("met Tom Baker to discuss RMA &amp; spares", "to discuss RMA & spares"),
        ("met Tom Baker: <@UROB> will send <https://a.example|the offer>",
         "<@UROB> will send the offer"),
        ("met Tom Baker: RMA is slow #complaint; wants spares #need.",
         "RMA is slow; wants spares."),
        ("met Tom Baker: ok. next: send offer", "ok."),
        ("met Tom Baker: OK, Ｗｉｄｅ Ünïcode", "OK, Ｗｉｄｅ Ünïcode"),
        ("met Tom Baker, spares ok #praise @Globex yesterday", "spares ok"),
        ("Tom Baker showed the new mill, all fine", "showed the new mill, all fine"),
        ("emailed Tom Baker (Globex) the offer", "the offer"),
        ("met Tom Baker, gave him the offer", "gave him the offer"),
        ("idea: Tom Baker wants kanban", "wants kanban"),
        ("微信给李伟发了手册", "发了手册"),
        ("拜访王芳，聊了备件", "备件"),
        ("拜访王芳：备件慢", "备件慢"),
        ("王芳说备件慢", "说备件慢"),
        ("met Tom Baker: #random stuff", "#random stuff"),
    ],
)  # fmt: skip
def test_the_note_is_what_was_typed_behind_the_parts(text, note):
    assert read(text).note == note


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("met Tom Baker", []),
        ("met Tom Baker: he needs spares and worries", []),
        ("met Tom Baker: RMA slow #complaint; wants spares #need",
         [("complaint", "RMA slow"), ("need", "wants spares")]),
        ("met Tom Baker: RMA slow #COMPLAINT. Price ok #praise",
         [("complaint", "RMA slow"), ("praise", "Price ok")]),
        ("met Tom Baker: wants A #need, fears B #worry, loves C #praise",
         [("need", "wants A"), ("worry", "fears B"), ("praise", "loves C")]),
        ("met Tom Baker: price #need #worry", [("need", "price"), ("worry", "price")]),
        ("met Tom Baker #praise great service", [("praise", "great service")]),
        ("met Tom Baker, #need spares, #complaint RMA",
         [("need", "spares"), ("complaint", "RMA")]),
        ("met Tom Baker yesterday #praise", [("praise", "met Tom Baker yesterday")]),
        ("met Tom Baker: great product#praise", [("praise", "great product")]),
        ("met Tom Baker: ＃ｉｄｅａ dark mode", [("idea", "dark mode")]),
        ("met Tom Baker: #needle #needy", []),
        ("拜访王芳，备件太慢 #投诉，想降价 #需求",
         [("complaint", "备件太慢"), ("need", "想降价")]),
        ("拜访王芳：交期 #担心；本地库存 #建议；服务好 #表扬",
         [("worry", "交期"), ("idea", "本地库存"), ("praise", "服务好")]),
    ],
)  # fmt: skip
def test_voices_are_tags_with_the_sentence_they_stand_in(text, heard):
    assert voices(text) == heard


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("met Tom Baker next: send offer", [("send offer", None)]),
        ("met Tom Baker next: send offer by Fri", [("send offer", "2025-11-21")]),
        ("met Tom Baker NEXT: send offer by Wed", [("send offer", "2025-11-26")]),
        ("met Tom Baker todo: send offer tomorrow", [("send offer", "2025-11-20")]),
        ("met Tom Baker follow up: call on 12/1", [("call", "2025-12-01")]),
        ("met Tom Baker follow-up: call in two weeks", [("call", "2025-12-03")]),
        ("met Tom Baker. Next steps: send offer by Friday. He likes golf",
         [("send offer", "2025-11-21")]),
        ("met Tom Baker next: a; b by Mon; c",
         [("a", None), ("b", "2025-11-24"), ("c", None)]),
        ("met Tom Baker. todo: a. todo: b", [("a", None), ("b", None)]),
        ("met Tom Baker next: send offer by end of month", [("send offer", "2025-11-30")]),
        ("met Tom Baker next: send offer by 2 Feb", [("send offer", "2026-02-02")]),
        ("next: send SLA by Fri. met Tom Baker", [("send SLA", "2025-11-21")]),
        ("拜访王芳 下一步：周五前发方案", [("发方案", "2025-11-21")]),
        ("拜访王芳 下一步：下周三前报价", [("报价", "2025-11-26")]),
        ("拜访王芳，下一步：三天内回复", [("回复", "2025-11-22")]),
        ("拜访王芳，待办：11月30日前回复；寄样品", [("回复", "2025-11-30"), ("寄样品", None)]),
        ("拜访王芳 待办：月底前回复 下一步：明天打电话",
         [("回复", "2025-11-30"), ("打电话", "2025-11-20")]),
        ("met Tom Baker: I will send an offer by Friday", []),
    ],
)  # fmt: skip
def test_promises_are_read_forward(text, promised):
    assert promises(text) == promised


def test_a_promise_of_a_colleague_is_the_colleagues():
    understood = read("met Tom Baker next: <@UROB> to send offer by Mon")
    (promise,) = understood.follow_ups
    assert (promise.text, promise.owner) == ("send offer", "UROB")
    assert promise.due_on == date(2025, 11, 24)
    assert understood.mentions == ()


@pytest.mark.parametrize(
    ("text", "with_whom"),
    [
        ("met Tom Baker with <@UDANA>", ("UDANA",)),
        ("met Tom Baker with <@UDANA|dana> and <@UROB>", ("UDANA", "UROB")),
        ("<@urob> and I met Tom Baker", ("UROB",)),
        ("met Tom Baker with @dana", ("UDANA",)),
        ("met Tom Baker with @amir @Globex", ("UAMIR",)),
        ("和@dana拜访了王芳", ("UDANA",)),
        ("昨天陪王芳吃饭 @dana也在", ("UDANA",)),
        ("昨天见了王芳，谈了价格，@dana和@rob都在", ("UDANA", "UROB")),
        ("昨天见了王芳；@dana一起", ("UDANA",)),
        ("met Tom Baker w @dana @Globex", ("UDANA",)),
        ("met Tom Baker: <@UROB> will call", ()),
        ("met Tom Baker <!here>", ()),
    ],
)
def test_colleagues_are_mentioned_before_the_note(text, with_whom):
    understood = read(text)
    assert understood.mentions == with_whom
    assert not understood.unclear


def test_what_only_looks_like_markup_is_text():
    understood = read("met Tom Baker: 5 < 6 && <b>", escaped=False)
    assert understood.note == "5 < 6 && <b>"
    assert read("met Tom Baker: &lt;!channel&gt;").note == "<!channel>"
