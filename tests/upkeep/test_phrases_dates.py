"""Days in sentences. Today is Wednesday 19 November 2025."""

from datetime import date

import pytest
from babel import Locale

from upkeep.phrases import dates, days, text

TODAY = date(2025, 11, 19)

PAST = """
today 11-19
this morning 11-19
this am 11-19
今朝 11-19
尋晚 11-18
约了周五见面，他没来 11-14
tonight 11-19
earlier today 11-19
20 minutes ago 11-19
yesterday 11-18
yest 11-18
ystdy 11-18
Liang Jun 5/12 2025-05-12
on New Year's Eve 2024-12-31
on Christmas, 2024-12-25
平安夜 2024-12-24
元旦 01-01
YESTERDAY AFTERNOON 11-18
last night 11-18
the day before yesterday 11-17
3 days ago 11-16
three days ago 11-16
a week ago 11-12
two weeks ago 11-05
2 months ago 09-19
fortnight ago 11-05
a fortnight ago 11-05
Friday last 11-14
Mon 11-17
on Monday 11-17
Tues 11-18
Wed 11-12
last Wed 11-12
last Tue 11-18
this Mon 11-17
this Wed 11-19
this past Friday 11-14
Tuesday last week 11-11
last week Tuesday 11-11
Fri of last week 11-14
Friday morning 11-14
12 Nov 11-12
12th of November 11-12
12. November 11-12
Nov 12 11-12
November 12th 11-12
Nov 12, 2025 11-12
12 Nov 2025 11-12
12-Nov-25 11-12
19 Nov 11-19
Monday, 10 Nov 11-10
2025-11-12 11-12
2025/11/12 11-12
20251112 11-12
11/12 11-12
11/12/2025 11-12
11/12/25 11-12
13/11 11-13
12.11. 11-12
12.11.2025 11-12
the 12th 11-12
on the 5th 11-05
12 Nov at 3pm 11-12
yesterday at 15:30 11-18
昨天 11-18
昨天下午三点 11-18
昨晚 11-18
前天 11-17
前天下午 11-17
大前天 11-16
今天 11-19
今早 11-19
刚才 11-19
三天前 11-16
3天前 11-16
两周前 11-05
一个月前 10-19
周一 11-17
周三 11-12
星期二 11-18
礼拜天 11-16
週一 11-17
上周三 11-12
上星期五 11-14
上上周三 11-05
本周二 11-18
这周三 11-19
11月12日 11-12
11月12号 11-12
十一月十二日 11-12
2025年11月12日 11-12
二零二五年十一月十二日 11-12
二〇二五年11月12日 11-12
今年11月12日 11-12
12号 11-12
上个月12号 10-12
１１月１２日 11-12
"""

ASKED = {
    days.RANGE: (
        "last week, this week, last month, Mon-Wed, Mon to Wed, Monday and Tuesday, Mon/Tue, "
        "10-12 Nov, "
        "Nov 10-12, from 10 to 12 Nov, 10 and 12 Nov, the last two days, on the weekend, last "
        "weekend, "
        "yesterday and today, 上周, 上个月, 周一到周三, 11月10日-12日, 11月10日到12日, 周末, "
        "最近三天, 11月10日至12日, 11月10日-12月2日, Jun 5/12"
    ),
    days.UNCLEAR: (
        "31 Feb, 30/2, 32 Nov, a few days ago, a couple of days ago, the other day, recently, "
        "in October, "
        "in 2024, two Tuesdays ago, the Tuesday before last, a week ago Tuesday, 3 weeks ago "
        "Tuesday, "
        "every Monday, before Friday, since Monday, by Friday, after Friday, last last week, "
        "11-12, "
        "Friday's, 几天前, 前几天, 2月30日, 每周三, 10月底, 十月"
    ),
}

FUTURE = (
    "tomorrow, day after tomorrow, next Mon, this Fri, in 3 days, 25 Nov 2025, 明天, 后天, "
    "大后天, 下周三, 下周, 约了周五见面, 约好12月3日吃饭, 听日"
)

NEVER = (
    "met Li Wei, price is 11.50, 24/7 support, 3号线, 1/2 of it, April Jones, May Chen, June, "
    "Jan Novak, "
    "version 2.0, room 12, 100 units, 5 people, +86 138 1234 5678, Q, sunny, monster, wedding, "
    "satisfied, "
    "三号井道, 二号电梯, on Christmas orders, until Q4, 元旦前, 圣诞礼物, "
    "听日本客户说, 李伟, 王明, 两个人, 月饼, 每天, 天气, 日本"
)

AHEAD = """
by Fri 11-21
Wed 11-26
this Fri 11-21
next Fri 11-28
tomorrow 11-20
by tomorrow 11-20
in 2 weeks 12-03
within 3 days 11-22
20 Nov 11-20
by 2 Feb 2026-02-02
12/1 12-01
end of month 11-30
EOW 11-21
end of the week 11-21
next week 11-28
today 11-19
周五前 11-21
下周三前 11-26
下周 11-28
3天内 11-22
三天内 11-22
明天 11-20
月底前 11-30
11月20日前 11-20
20日前 11-20
12月1号 12-01
"""


def rows(table):
    for row in table.strip().splitlines():
        phrase, _, day = row.rpartition(" ")
        yield phrase, date.fromisoformat(day if len(day) > 5 else f"2025-{day}")


def found(phrase, *, locale="en-US", forward=False):
    plain = text.line(phrase, escaped=False).plain
    return [
        f
        for f in dates.find(plain, today=TODAY, locale=locale, forward=forward)
        if f.day or f.problem
    ]


@pytest.mark.parametrize(("phrase", "day"), list(rows(PAST)))
def test_a_day_is_read_backward(phrase, day):
    for said in (phrase, f"met li wei {phrase}", f"{phrase} 拜访李伟", f"李伟{phrase}"):
        read = found(said)
        assert read, said
        exact = {f.day for f in read if not f.weekday} or {f.day for f in read}
        assert exact == {day}, said
        assert not any(f.problem for f in read)


@pytest.mark.parametrize(
    ("phrase", "problem"), [(p, kind) for kind, ps in ASKED.items() for p in ps.split(", ")]
)
def test_what_is_no_single_day_is_asked_about(phrase, problem):
    read = found(phrase)
    assert problem in {f.problem for f in read}


@pytest.mark.parametrize("phrase", FUTURE.split(", "))
def test_a_day_to_come_is_read_as_such(phrase):
    assert [f.day > TODAY for f in found(phrase)] == [True]


@pytest.mark.parametrize("phrase", NEVER.split(", "))
def test_nothing_is_taken_for_a_day_that_is_none(phrase):
    assert found(phrase) == []


@pytest.mark.parametrize(("phrase", "day"), list(rows(AHEAD)))
def test_a_day_is_read_forward(phrase, day):
    assert {f.day for f in found(phrase, forward=True)} == {day}


@pytest.mark.parametrize(
    ("locale", "phrase", "day"),
    [
        ("en-US", "11/12", date(2025, 11, 12)),
        ("zh-CN", "11/12", date(2025, 11, 12)),
        ("zh-HK", "11/10", date(2025, 10, 11)),
        ("ja-JP", "11/12", date(2025, 11, 12)),
        ("en-GB", "11/12", date(2024, 12, 11)),
        ("de-DE", "11/12", date(2024, 12, 11)),
        ("fr-FR", "5/11", date(2025, 11, 5)),
        ("en-US", "5/11", date(2025, 5, 11)),
        ("de-DE", "5.11.", date(2025, 11, 5)),
        ("en-GB", "5-11-2025", date(2025, 11, 5)),
        ("en-GB", "11/13", date(2025, 11, 13)),  # there is no 13th month
    ],
)
def test_the_order_of_day_and_month_is_the_speakers(locale, phrase, day):
    assert found(phrase, locale=locale)[0].day == day


#: Those that Slack has, and where else the language is spoken with another order.
LOCALES = """
    cs-CZ da-DK de-DE en-AU en-GB en-IE en-IN en-PH en-SG en-US es-ES es-MX fi-FI fr-FR hu-HU id-ID
    it-IT ja-JP ko-KR nb-NO nl-NL pl-PL pt-BR ru-RU sv-SE tr-TR uk-UA vi-VN zh-CN zh-HK zh-MO zh-TW
"""


@pytest.mark.parametrize("locale", LOCALES.split())
def test_the_order_is_that_of_the_common_locale_data(locale):
    short = Locale.parse(locale, sep="-").datetime_skeletons["Md"].pattern
    assert dates.month_first(locale) == (short.find("M") < short.find("d"))


def test_a_bare_day_is_the_latest_one_also_in_leap_years():
    assert dates.find("29 feb", today=date(2025, 3, 1), locale="en-US")[0].day == date(2024, 2, 29)
    assert dates.find("the 31st", today=date(2025, 3, 1), locale="en-US")[0].day == date(
        2025, 1, 31
    )
    assert dates.find("25 dec", today=date(2025, 1, 2), locale="en-US")[0].day == date(2024, 12, 25)


def test_the_first_and_last_days_of_the_calendar_raise_nothing():
    for today in (date.min, date.max):
        for phrase in (*FUTURE.split(", "), *(p for p, _ in rows(PAST)), "999 years ago"):
            dates.find(phrase, today=today, locale="en-US")
            dates.find(phrase, today=today, locale="en-US", forward=True)
