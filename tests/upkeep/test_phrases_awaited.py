"""Who left, is one of ours, is awaited, or was to be met before another was, is asked about."""

import pytest

from tests.upkeep.customers import TODAY, read
from upkeep import phrases
from upkeep.accounts import Account, Contact

#: Nobody of whom no more is told was met.
UNMET = """
Tom Baker has left Globex
Tom Baker @Globex has left
Tom Baker from Globex quit
Globex's Tom Baker is leaving
Tom Baker moved to Acme
Tom Baker @Globex got married
Tom Baker @Globex has a new number
Tom Baker @Globex will call back
Tom Baker is the buyer @Globex
Tom Baker reports to Ann Lee
waiting for a call from Tom Baker @Globex
expecting a call from Tom Baker
call from Tom Baker @Globex expected
lunch with Tom Baker @Globex, time tbd
meeting with Tom Baker @Globex to be scheduled
looking forward to meeting Tom Baker @Globex
Tom Baker spoke at the expo
Tom Baker @Globex gave a talk at the expo
never met Tom Baker
感谢华虹的王芳
抄送华虹的王芳
华虹的王芳已经离职
华虹的王芳离职了
华虹王芳被裁了
王芳下个月退休 @华虹
华虹的王芳升职了
想见华虹的王芳
很想拜访王芳
想约华虹的王芳吃饭
等华虹的王芳回电话
还在等王芳的电话
今天等华虹的王芳回复
约了华虹的王芳，还没定时间
约了华虹的周一鸣，时间待定
和华虹的王芳约了时间
邀请华虹的王芳
还没见过华虹的王芳
有机会见王芳
华虹的王芳在展会上发言
听说华虹的王芳今天来了
""".strip().splitlines()


#: The same in Chinese: of later today, asked, planned, seen, heard of, written to, others' or past.
UNMET_HAN = """
今晚和王芳吃饭
今晚跟华虹的王芳喝茶
今天晚上见王芳
待会儿见王芳 @华虹
等下见华虹的王芳
下午见王芳
同行拜访了王芳，今晚和王芳吃饭
何时见到王芳
几时見王芳
是否见到王芳
啥时候见王芳
见王芳了没
渴望见到王芳
有意拜访华虹的王芳
考虑去见华虹的王芳
建议拜访王芳
可以去拜访王芳
設法見到王芳
預定拜訪王芳
諗住見华虹的王芳
冇見過王芳
唔使見华虹的王芳
若能见到王芳
很难见到王芳
以为见到了王芳
谎称见了王芳
看见王芳在打电话
看到王芳走了 @华虹
远远看到华虹的王芳
在群里看到华虹的王芳
认识华虹的王芳
业务拜访了王芳
徒弟去见了王芳
客户见了王芳
<@UDANA> 昨天拜访了王芳
<@UDANA> 和王芳吃饭
@dana 见了王芳
李伟和王芳吃饭
李伟跟王芳开会 @华虹
李伟同王芳食飯
李伟接待了王芳
李伟打电话给王芳
王芳说价格太贵
王芳很忙
王芳没参会
据了解，华虹的王芳很满意
前台让我找王芳
给王芳寄了样品
给华虹的王芳发了报价
把资料转给华虹的王芳
收到华虹的王芳的邮件
王芳电话多少
王芳换电话了
曾国强在度假
曾国强是谁
跟曾国强是老朋友
见到曾国强就问
Tom Baker放咗假 @Globex
見了Tom Baker的助理 @Globex
以前见过王芳
约到王芳了
miss了王芳
跟王芳的call取消
""".strip().splitlines()


@pytest.mark.parametrize("typed", UNMET_HAN)
def test_whom_chinese_only_speaks_of_was_not_met(typed):
    for said in (typed, typed.upper()):
        understood = read(said)
        assert understood.unclear or understood.error, said


#: However it was told.
MET_HAN = """
今晚和王芳吃了饭
今晚和王芳吃饭，聊了备件
下午见了王芳
下午见王芳，聊备件
昨天下午见王芳
我和王芳吃饭
今天和王芳、李伟吃饭
见了王芳和李伟
王芳和李伟来访
王芳、李伟，吃饭
终于见到王芳
例行拜访王芳
专门去见了华虹的王芳
私下见了王芳
借培训见了王芳
忙完去见了王芳
在咖啡厅见了王芳
如愿见到王芳
已经拜访了王芳
见咗王芳
同华虹的王芳食咗飯
看到王芳了，聊了几句
在车间看到王芳，说了几句
给王芳送了样品，聊了聊
帮华虹的王芳修机器
和华虹的曾国强握了手
曾国强来公司了
<@UDANA> 和我见了王芳
见了王芳，<@UDANA> 也在
王芳说交期太长，见面聊的
王芳：交期太长
王芳今天说交期太长
王芳说交期太长 #投诉
抢修 华虹的王芳
""".strip().splitlines()


@pytest.mark.parametrize("typed", MET_HAN)
def test_whom_chinese_tells_of_as_met_was_met(typed):
    understood = read(typed)
    assert {one.name for one in understood.contacts} & {"王芳", "曾国强"}
    assert not understood.unclear
    assert understood.error is None


@pytest.mark.parametrize("typed", UNMET)
def test_who_left_or_is_awaited_was_not_met(typed):
    for said in (typed, typed.upper()):
        understood = read(said)
        assert understood.unclear or understood.error, said


#: What was told, who was met, and about whom is asked.
BESIDE = [
    ("our Tom Baker and I met Anna Schmidt @Globex", ["Anna Schmidt"], ["Tom Baker"]),
    ("our engineer Tom Baker and I met Anna Schmidt @Globex", ["Anna Schmidt"], ["Tom Baker"]),
    ("met Anna Schmidt @Globex with our Tom Baker", ["Anna Schmidt"], ["Tom Baker"]),
    ("Tom Baker and I met Anna Schmidt @Globex", ["Anna Schmidt"], ["Tom Baker"]),
    ("met Anna Schmidt with my colleague Tom Baker @Globex", ["Anna Schmidt"], ["Tom Baker"]),
    ("Tom Baker (ours) and I met Anna Schmidt @Globex", ["Anna Schmidt"], ["Tom Baker"]),
    ("Tom Baker spoke at the expo, I met Anna Schmidt @Globex", ["Anna Schmidt"], ["Tom Baker"]),
    ("Tom Baker won an award. I met Anna Schmidt @Globex", ["Anna Schmidt"], ["Tom Baker"]),
    ("asked for Tom Baker @Globex, met Anna Schmidt", ["Anna Schmidt"], ["Tom Baker"]),
    ("我们公司的王芳和我见了华虹的李伟", ["李伟"], ["王芳"]),
    ("我和王芳拜访了华虹的李伟", ["李伟"], ["王芳"]),
    ("见了华虹的李伟，我们的王芳也在", ["李伟"], ["王芳"]),
    ("本来约了华虹的王芳，结果见了李伟", ["李伟"], ["王芳"]),
    ("原来约了华虹的周一鸣，后来见了李伟", ["李伟"], ["周一鸣"]),
    ("去拜访华虹的王芳，却见到了李伟", ["李伟"], ["王芳"]),
    ("王芳在展会上演讲，我见了华虹的李伟", ["李伟"], ["王芳"]),
    ("在王芳的会议室见了华虹的李伟", ["李伟"], ["王芳"]),
    # whoever is told by somebody else
    ("见了华虹王芳的同事李伟", ["李伟"], []),
    ("见了接替王芳的李伟", ["李伟"], []),
    ("王芳离职了，今天见了接替她的李伟 @华虹", ["李伟"], ["王芳"]),
    ("met Tom Baker's deputy Anna Schmidt @Globex", ["Anna Schmidt"], []),
    ("met Tom Baker's deputy Priya Raman", [], ["Tom Baker's deputy Priya Raman"]),
    ("见了陈静的同事李伟", [], ["陈静的同事李伟"]),
    ("见了华虹的王芳、周一鸣和李伟", ["王芳", "周一鸣", "李伟"], []),
    ("met Tom Baker @Globex at Victoria station", ["Tom Baker"], []),
    ("It was a joy to meet Tom Baker @Globex", ["Tom Baker"], []),
    # and those who were met, whatever else is said
    ("met our friend Tom Baker and Anna Schmidt @Globex", ["Tom Baker", "Anna Schmidt"], []),
    ("Tom Baker came by and we met Anna Schmidt @Globex", ["Tom Baker", "Anna Schmidt"], []),
    ("went to see Tom Baker @Globex, then met Anna Schmidt", ["Tom Baker", "Anna Schmidt"], []),
    ("Tom Baker @Globex joined us for lunch", ["Tom Baker"], []),
    ("met Tom Baker @Globex, who has left Acme", ["Tom Baker"], []),
    ("我和王芳、李伟一起吃饭 @华虹", ["王芳", "李伟"], []),
    ("和设备工程师李伟、采购经理王芳开会 @华虹", ["李伟", "王芳"], []),
    ("去拜访华虹的王芳，后来又碰到李伟", ["王芳", "李伟"], []),
    ("王芳来我们公司参观，我们和李伟一起接待 @华虹", ["王芳", "李伟"], []),
    ("在王芳的陪同下见了华虹的李伟", ["王芳", "李伟"], []),
]


@pytest.mark.parametrize(("typed", "met", "asked"), BESIDE)
def test_who_is_ours_or_was_to_be_met_is_asked_beside_who_was(typed, met, asked):
    for said in (typed, typed.upper()):
        understood = read(said)
        assert [one.name for one in understood.contacts] == met, said
        named = [one.text.upper() for one in understood.unclear]
        assert len(named) == len(asked), said
        assert all(one.upper() in text for one, text in zip(asked, named, strict=True)), said


@pytest.mark.parametrize(
    "typed", ["想见王芳，没见到 @华虹", "王芳离职了，没见到 @华虹", "本想去见王芳"]
)
def test_who_was_tried_was_tried(typed):
    understood = read(typed)
    assert ([one.name for one in understood.contacts], understood.unclear) == (["王芳"], ())
    assert understood.attempt


AIRPORT = Account(1, "白云机场", ("白云",))


@pytest.mark.parametrize(
    "typed",
    [
        "lunch with 白云飞",
        "call with 白云飞 yesterday",
        "拜访了白云飞",
        "@白云飞 吃饭",
        "见了白云飞",
    ],
)
def test_a_customers_name_may_begin_somebodys(typed):
    flier = Contact(1, AIRPORT, "白云飞", TODAY, TODAY)
    for known, met in (([flier], ["白云飞"]), ([], [])):
        heard = phrases.split(typed, today=TODAY, accounts=[AIRPORT])
        understood = phrases.settle(heard, known, [AIRPORT])
        assert [one.name for one in understood.contacts] == met
        assert bool(understood.unclear) is not bool(met)


POWER = Account(1, "明天能源", ("明能",))
SUMMIT = Account(2, "Summit Grid", ("Summit",))
CALLED = [
    Contact(n, account, name, TODAY, TODAY)
    for n, (account, name) in enumerate(
        ((POWER, "刘阳"), (POWER, "周末"), (SUMMIT, "Chris Hope")), 1
    )
]


@pytest.mark.parametrize(
    ("typed", "met", "on"),
    [
        ("见了明天能源的刘阳", ["刘阳"], "2025-11-19"),
        ("昨天和明天能源的刘阳吃饭", ["刘阳"], "2025-11-18"),
        ("明天见明天能源的刘阳", ["刘阳"], None),
        ("昨天拜访了明能的周末，聊了排班", ["周末"], "2025-11-18"),
        ("昨天拜访了明能的刘阳和周末", ["刘阳", "周末"], "2025-11-18"),
        ("周末和明能的刘阳吃饭", ["刘阳"], None),
        ("见了明能的刘阳，周末再联系", ["刘阳"], "2025-11-19"),
        ("见了明能的刘阳，合同1月15日到期", ["刘阳"], "2025-11-19"),
        ("met Chris Hope @Summit on Nov 7", ["Chris Hope"], "2025-11-07"),
        ("met Chris Hope, audit is due on 7 Nov", ["Chris Hope"], "2025-11-19"),
    ],
)
def test_words_of_days_in_names_and_of_what_falls_due_are_no_days(typed, met, on):
    heard = phrases.split(typed, today=TODAY, accounts=[POWER, SUMMIT])
    understood = phrases.settle(heard, CALLED, [POWER, SUMMIT])
    assert [one.name for one in understood.contacts] == met
    assert (str(understood.on) if understood.on else None) == on
