"""The grammar of days: each pattern, English and Chinese, with the day it means."""

# ruff: noqa: PLR2004 — the numbers count letters, words and months, and say so where they stand

import re
from collections.abc import Callable
from datetime import date

from dateutil.relativedelta import relativedelta

from upkeep.phrases.reckoning import ORDINALS, Reader, number
from upkeep.phrases.reckoning import month as month_of
from upkeep.phrases.reckoning import weekday as weekday_of
from upkeep.phrases.reckoning import year as year_of

RANGE = "date_range"
UNCLEAR = "date_unclear"

_DAY = (
    r"(?:monday|mon|tuesday|tues|tue|wednesday|weds|wed|thursday|thurs|thur|thu|friday|fri"
    r"|saturday|sat|sunday|sun)\b\.?"
)
#: A month's name.
MONTH = (
    r"(?:january|jan|february|feb|march|mar|april|apr|may|june|jun|july|jul|august|aug"
    r"|september|sept|sep|october|oct|november|nov|december|dec)\b\.?"
)
#: A surname, and a day behind it: `Liang Jun 5/12`.
_CALLED = r"(?<=[a-z] )(?<!\bin )(?<!\bon )(?:jan|apr|april|may|jun|june|august)\s+\d{1,2}/"
_TO = r"(?:\s*(?:[-–—~/&,]|,?\s(?:to|till|until|through|thru|and|or)\s)\s*)"
_N = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_C = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_C7 = r"[一二三四五六日天1-7]"
_ON = r"(?:\b(?:on|at)\s+(?:the\s+)?)?"
_PART = r"(?:\s*(?:morning|afternoon|evening|night|noon|midday|lunchtime|arvo|[ap]m)\b)?"
#: Dinner is no evening: 昨天晚饭.
_MEAL = r"(?![饭餐宴](?!局))"
_CPART = rf"(?:的?(?:早上|早晨|上午|中午|下午|傍晚|晚上|夜里|一早|早{_MEAL}|晚{_MEAL}))?"
_END = r"(?!['a-z0-9])"

_UNITS = {"day": "days", "month": "months", "year": "years"}
_UNITS |= {"天": "days", "日": "days", "月": "months", "年": "years"}

Read = Callable[[Reader, re.Match[str]], date | str | None]
#: In the order they are tried: the first to match a stretch of text has it.
RULES: list[tuple[re.Pattern[str], Read]] = []


def _rule(*patterns: str) -> Callable[[Read], Read]:
    def keep(read: Read) -> Read:
        RULES.extend((re.compile(pattern, re.ASCII), read) for pattern in patterns)
        return read

    return keep


@_rule(
    rf"\b(?:the )?end of (?P<month>{MONTH})(?!\s*\d)",
    rf"(?<![\d一二三四五六七八九十])(?P<month>{_C})月(?:底|末)",
)
def _end_of_a_month(r: Reader, m: re.Match[str]) -> date | str:
    if not r.forward:
        return UNCLEAR
    first = r.bare(month_of(m["month"]), 1)
    this_one = r.today.replace(day=1).month == month_of(m["month"])
    return (r.today if this_one else first) + relativedelta(day=31)


# What is neither clear nor a single day comes first, so that no part of it is taken for a day.
@_rule(
    r"\b(?:a|the last|the past|last|past|these|those)?\s*(?:few|several|some|couple of)\s+"
    r"(?:days|weeks|months|years)\s*(?:ago|back)?" + _END,
    r"前[两三几][天周]|(?:前|过去|这|最近|近)(?:几|些)(?:天|周|个星期|个月)|几(?:天|周|个星期"
    r"|个月)(?:以?前)",
    r"\b(?:(?:the )?other day|recently|lately|on (?:halloween|easter|diwali|thanksgiving))" + _END,
    r"\bin (?:kw|cw|calendar week) ?\d{1,2}" + _END,
    r"(?:春节|元宵|清明|端午|中秋|国庆|重阳)节?(?:期间|当天|那天)?(?=[见碰去]|拜访)"
    r"|(?:周|星期|礼拜)[一二三四五六日天][以之][前后](?=[见碰去]|拜访)",
    r"最近(?=见|拜访)|大{2,}前[天日]|[二两三四五六七八九][三四五六七八九](?:天|周|个星期|个月|年)以?前",
    r"(?:[去前今明]|20\d\d)年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|初|中|底)?(?![\d一二三四五六七八九十])",
    rf"\b(?:in|during|early|late|mid|sometime|back in)[\s-](?:{MONTH}|20\d\d\b)(?!\s*\d)",
    r"(?:(?<![\d一二三四五六七八九十])(?:[1-9]|1[0-2]|[一二三四五六七八九]|十[一二]?)月)(?:初"
    r"|中|底|份)",
    rf"\b(?:the )?(?:last )?{_DAY} (?:before last|week|(?:an?|one|two|three|\d+) weeks? (?:ago"
    rf"|back)){_END}",
    rf"\b(?:an?|one|two|three|\d+) weeks? (?:ago|back|before)? ?(?:on |last |from )?{_DAY}{_END}",
    rf"\b(?:two|three|\d+) {_DAY[:-5]}s? ago{_END}",
    rf"\b(?:the )?(?:week|month|day|year) before (?:last|that){_END}|\blast last \w+",
    r"每(?:个)?(?:周|星期|礼拜)[一二三四五六日天]|(?:前|另|后)一?个(?:周|星期"
    r"|礼拜)[一二三四五六日天]",
)
def _vague(_r: Reader, _m: re.Match[str]) -> str:
    return UNCLEAR


@_rule(
    rf"\b(?:since|from|until|till|before|after|by|every|each|not|except|around) (?:the |last |this "
    rf"|next )?{_DAY}{_END}",
)
def _bounded(r: Reader, _m: re.Match[str]) -> str | None:
    return None if r.forward else UNCLEAR


@_rule(
    r"\ball (?:week|month|year)(?: long)?" + _END,
    rf"\b(?:the )?(?:last|past)\s+{_N}\s+(?:days|weeks|months)" + _END,
    rf"(?:过去|最近|近){_C}(?:天|周|个星期|个月)",
    rf"\b{_DAY}\s*[-–—~/]\s*{_DAY}{_END}",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?{_TO}\d{{1,2}}(?:st|nd|rd|th)?\s*(?:of\s+)?{MONTH}(?!\w)",
    rf"(?!{_CALLED}\d)\b{MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?{_TO}\d{{1,2}}(?:st|nd|rd|th)?(?![\w:-])",
    r"(?<![\d/.\w-])\d{1,2}/\d{1,2}\s*(?:[-–—~至到]|to|until)\s*\d{1,2}(?:/\d{1,2})?(?![\d/\w%-])",
    r"(?<![\d/.\w-])\d{1,2}\.(?:\d{1,2}\.?)?\s*[-–—~至到]\s*\d{1,2}\.\d{1,2}(?!\.?\d|\w)",
    rf"{_C}月{_C}[日号]?\s*(?:[-–—~至到]{{1,2}})\s*(?:{_C}月)?{_C}[日号]",
)
def _stretch(_r: Reader, _m: re.Match[str]) -> str:
    return RANGE


@_rule(rf"\b(?:the )?day before yesterday{_PART}{_END}", rf"(?<!大)前[天日晚]{_CPART}")
def _two_days_ago(r: Reader, _m: re.Match[str]) -> date:
    return r.shifted(-2)


@_rule(rf"大前[天日]{_CPART}")
def _three_days_ago(r: Reader, _m: re.Match[str]) -> date:
    return r.shifted(-3)


@_rule(
    rf"\b(?:yesterday|yest|yday|y'day|ystd|ystdy|ytd|yester|yestrday|yesteday|ysterday)(?:'s)?{_PART}{_END}",
    rf"\blast (?:night|evening)(?:'s)?{_END}",
    rf"(?:昨(?:[天日]|儿个?)|[寻㖊琴]日){_CPART}|昨[晚夜早]{_MEAL}|(?<![提钢口搜追])[寻琴]晚(?![会宴])",
    r"(?<![\u3400-\u9fff])昨(?=\s*(?:[去来在见拜访和跟与同]|$|[^\u3400-\u9fff\s])|\s)",
)
def _yesterday(r: Reader, _m: re.Match[str]) -> date:
    return r.shifted(-1)


@_rule(
    rf"\b(?:earlier )?today(?:'s)?{_PART}{_END}",
    rf"\bthis (?:[ap]m|morning|afternoon|arvo|evening|noon|lunchtime){_END}",
    rf"\b(?:tonight|just now|right now|a moment ago|eod|end of (?:the )?day){_END}",
    rf"\b(?:an?|one|two|three|few|\d\d?) (?:hours?|minutes?|mins?) ago{_END}",
    rf"今(?:[天日]|儿个?){_CPART}|今[晚早]{_MEAL}|今朝|刚才|刚刚",
)
def _today(r: Reader, _m: re.Match[str]) -> date:
    return r.today


@_rule(
    rf"\b(?:the )?day after tomorrow{_PART}{_END}",
    rf"大?后[天日]{_CPART}",
)
def _in_two_days(r: Reader, m: re.Match[str]) -> date:
    return r.shifted(3 if m[0].startswith("大") else 2)


@_rule(
    rf"\b(?:tomorrow|tmrw|tmr|tmw|tomorow|tommorow|tommorrow){_PART}{_END}",
    rf"(?:明[天日]|听日(?!本)){_CPART}|明[晚早]",
)
def _tomorrow(r: Reader, _m: re.Match[str]) -> date:
    return r.shifted(1)


@_rule(
    rf"\b(?P<n>{_N}|a couple of|couple of)\s+(?P<unit>day|week|fortnight|month"
    rf"|year)s?\s+(?P<way>ago|back|from now|later){_END}",
    rf"(?<![\w-])(?<!other )(?P<n>)(?P<unit>fortnight) (?P<way>ago|back){_END}",
    rf"\b(?P<way>in|within)\s+(?P<n>{_N})\s+(?P<unit>day|week|fortnight|month"
    rf"|year)s?(?: time)?{_END}",
    rf"(?<![\d月])(?P<n>{_C})个?(?P<unit>天|日|周|星期|礼拜|月|年)(?:以|之)?(?P<way>前|后|内)",
)
def _away(r: Reader, m: re.Match[str]) -> date | str:
    if "couple" in m["n"]:
        return UNCLEAR
    if r.forward and (m["unit"], m["way"]) == ("日", "前"):
        return r.day_of_month(number(m["n"]))  # before the 20th
    unit = _UNITS.get(m["unit"], "weeks")
    back = m["way"] in ("ago", "back", "前")
    if back and r.forward and m["way"] == "前":
        back = False  # 三天前 as a due date: within three days
    count = number(m["n"] or "a") * (-1 if back else 1) * (2 if m["unit"] == "fortnight" else 1)
    return r.today + relativedelta(**{unit: count})  # type: ignore[arg-type]  # the four units


@_rule(
    rf"\b(?:the )?(?P<which>last|this|next) week(?:'s)?\s*(?:on )?(?P<day>{_DAY}){_PART}{_END}",
    rf"{_ON}(?P<day>{_DAY}){_PART} (?:of )?(?P<which>last|this|next) week{_END}",
    rf"(?<!不)(?P<which>上上|上|这|本|下下|下)(?:一)?个?(?:周|星期|礼拜)(?P<day>{_C7})(?![天周个])"
    rf"{_CPART}",
)
def _of_a_week(r: Reader, m: re.Match[str]) -> date:
    weeks = {"last": -1, "上": -1, "上上": -2, "next": 1, "下": 1, "下下": 2}.get(m["which"], 0)
    return r.week(weeks, weekday_of(m["day"]))


@_rule(
    rf"{_ON}\b(?:the )?(?P<which>last|this past|past|previous|this|next|coming|this coming)\s+"
    rf"(?P<day>{_DAY}){_PART}{_END}",
    rf"{_ON}\b(?P<day>{_DAY}) (?P<which>last)(?=\s*(?:$|[^\w\s'-]|(?:at|with|over|by|for)\b))",
)
def _this_or_that_weekday(r: Reader, m: re.Match[str]) -> date:
    weekday = weekday_of(m["day"])
    if m["which"] == "this":
        return r.week(0, weekday)
    if m["which"] == "next":
        return r.week(1, weekday)
    if "coming" in m["which"]:
        return Reader(r.today, r.month_first, forward=True).weekday(weekday)
    return Reader(r.today, r.month_first, forward=False).weekday(weekday)


@_rule(
    rf"{_ON}\b(?<!/)(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+of)?(?:\s*|[/-])(?P<month>{MONTH})"
    rf"(?:[\s,/-]*(?P<year>20\d\d|'\d\d|(?<=-)\d\d)(?!\w|:\d))?(?!\w)",
    rf"{_ON}\b(?P<day>{'|'.join(ORDINALS)}) of (?P<month>{MONTH})(?P<year>)(?!\w)",
    rf"{_ON}(?!{_CALLED}\d)\b(?P<month>{MONTH})(?:\s+the)?[\s-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?!\s*(?:days?|weeks?|months?|years?|people|of)\b)(?:[\s,]+(?P<year>20\d\d|'\d\d)(?!\w|:\d))?"
    rf"(?!\w|:\d)",
    rf"(?P<year>20\d\d|[二][〇零一二三四五六七八九]{{3}}|今|去|前"
    rf"|明)年(?P<month>{_C})月(?P<day>{_C})"
    rf"[日号]?{_CPART}",
    rf"(?P<month>{_C})月(?P<day>{_C})[日号]?(?P<year>)(?![个天月年])" + _CPART,
    r"(?<![\d/.-])(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d/-])",
    r"(?<![\d/.-])(?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?![\d/-])",
)
def _absolute(r: Reader, m: re.Match[str]) -> date | str:
    try:
        return _dated(r, m["year"] or "", month_of(m["month"]), number(m["day"]))
    except ValueError:
        return UNCLEAR


def _dated(r: Reader, year: str, month: int, day: int) -> date:
    if not year:
        return r.bare(month, day)
    spoken = {"今": 0, "去": -1, "前": -2, "明": 1}
    if year in spoken:
        return date(r.today.year + spoken[year], month, day)
    return date(year_of(year.lstrip("'")), month, day)


@_rule(
    r"\bon new year(?:'?s(?: day|(?P<eve> eve))|'?s?(?=\s*,))" + _END,
    r"\bon (?P<christmas>christmas|xmas)(?: day|(?P<eve> eve)|(?=\s*,))" + _END,
    r"(?P<christmas>圣诞|(?P<eve>平安夜)|元旦)(?:节?(?:当天|那天|当晚)|节)?"
    r"(?!节|前|后|过|假|快乐|期间|问候|祝|礼|贺|月|树|卡|放)",
)
def _feast(r: Reader, m: re.Match[str]) -> date:
    """Those that are on the same day each year."""
    if m.groupdict().get("christmas") in (None, "元旦"):
        return r.bare(12, 31) if m["eve"] else r.bare(1, 1)
    return r.bare(12, 24 if m["eve"] else 25)


@_rule(
    r"(?<![\d/.\w-])(?P<one>\d{1,2})/(?P<two>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?(?![\d/\w%]|-\d)"
    r"(?!\s*of\b)",
    r"(?<![\d/.\w-])(?P<one>\d{1,2})\.(?P<two>\d{1,2})\.(?P<year>20\d\d|\d\d)?(?![\d\w])",
    r"(?<![\d/.\w-])(?P<one>\d{1,2})-(?P<two>\d{1,2})-(?P<year>20\d\d)(?![\d\w-])",
    r"^\s*(?P<one>\d{1,2})\.(?P<two>1[3-9]|2\d|3[01])(?P<year>)(?=\s)",  # 8.24 leads
)
def _numeric(r: Reader, m: re.Match[str]) -> date | str | None:
    one, two = int(m["one"]), int(m["two"])
    if (one, two) == (24, 7) or max(one, two) > 31 or min(one, two) == 0:
        return None
    month_first = r.month_first and "." not in m[0]
    if (month_first and one > 12) or (not month_first and two > 12):
        month_first = not month_first
    month, day = (one, two) if month_first else (two, one)
    try:
        return _dated(r, m["year"] or "", month, day)
    except ValueError:
        return UNCLEAR


@_rule(
    rf"\b(?:on\s+)?the\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th){_END}",
    rf"\bon\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th){_END}",
    rf"(?P<which>上个?月|这个?月|本月|下个?月)(?P<day>{_C})[日号]{_CPART}",
    rf"(?<![\d月一二三四五六七八九十第])(?P<day>{_C})[号日](?![楼线机位院店厂房车间库门井梯炉泵罐塔仓柜站区坑窑轿阀窗]|电[梯机炉柜池]|冷[库机]|反应|空压|生产)"
    rf"(?!志|记|常|本){_CPART}",
)
def _day_of_month(r: Reader, m: re.Match[str]) -> date | str:
    which = m.groupdict().get("which") or ""
    try:
        if not which:
            return r.day_of_month(number(m["day"]))
        months = {"上": -1, "下": 1}.get(which[0], 0)
        first = r.today.replace(day=1) + relativedelta(months=months)
        return first.replace(day=number(m["day"]))
    except ValueError:
        return UNCLEAR


@_rule(
    rf"{_ON}(?<![\w'-])(?P<day>{_DAY}){_PART}{_END}",
    rf"(?<![两每几个一二三四五六七八九十半\d单双])(?:周|星期"
    rf"|礼拜)(?P<day>[一二三四五六日天])(?![天周个次]|(?<=周一)[鸣航凡帆][和跟与及、])"
    rf"{_CPART}",
)
def bare_weekday(r: Reader, m: re.Match[str]) -> date:
    """A weekday and nothing else: it may stand beside its date, or be a name."""
    return r.weekday(weekday_of(m["day"]))


@_rule(
    rf"\b(?:the )?(?:(?:end|middle|beginning|start) of (?:the |this |last |next )?"
    rf"(?:week|month|year)|eow|eom){_END}",
    rf"\b(?:the )?(?P<which>last|this|next|past|previous|coming) (?P<unit>weekend|week|month"
    rf"|quarter|year|spring|summer|autumn|fall|winter){_END}",
    r"(?<!不)(?P<which>上上|上|这|本|下下|下)(?:一)?个?(?P<unit>周末|周|星期|礼拜|月|季度)(?:初|中|底"
    r"|内|末)?",
    r"(?<!每)(?:周末|月初|月中|月底|年初|年底|年中)|(?P<which>前|去|今|明)年(?P<unit>)",
    # Q4 volumes are no day, and what one talked about
    r"\b(?:in|during) q[1-4]\b"
    r"|(?<!until )(?<!till )(?<!by )(?<!before )(?<!from )(?<!for )\bq[1-4]\b"
    rf"(?! [a-z]{{3}})|\b(?:at|over|on) the weekend{_END}",
)
def _stretch_of_calendar(r: Reader, m: re.Match[str]) -> date | str:
    if not r.forward:
        future = m.groupdict().get("which") in ("next", "coming", "下", "下下", "明")
        return r.week(1, 0) if future else RANGE
    said = m[0]
    next_one = said.startswith(("next", "下", "the next"))
    if "月" in said or "month" in said or said == "eom":
        first = r.today.replace(day=1) + relativedelta(months=1 if next_one else 0)
        at_end = any(mark in said for mark in ("底", "末", "end", "eom", "内", "this"))
        return first + relativedelta(day=31) if at_end else UNCLEAR
    if "周" in said or "week" in said or said == "eow" or "星期" in said or "礼拜" in said:
        return r.week(1 if next_one else 0, 4)
    return UNCLEAR
