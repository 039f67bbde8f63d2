"""Headings: how other programs and languages call our columns.

Taken from what the programs export: Google Contacts (the format up to 2023 and the one since),
Outlook, HubSpot and Salesforce, each in English, and what stands over lists in Chinese.
"""

import re
import unicodedata
from collections.abc import Container, Mapping
from types import MappingProxyType

from upkeep import names
from upkeep.sheets.lines import Kind

#: What a name may be put together from.
PARTS = ("given_name", "middle_name", "family_name")

_OWNER = "contact owner email; account owner email; owner.email; 负责人邮箱; 负责人邮件"
_ACCOUNT = (
    "company; company name; account name; organization name; organization 1 - name; organization;"
    " organisation; associated company (primary); primary associated company; associated company;"
    " account.name; employer; customer; 公司;"
    " 公司名称; 单位; 单位名称; 工作单位; 客户; 客户名称; 企业; 企业名称; 组织"
)
_CONTACT_WORDS = {
    "name": "full name; display name; contact name; contact; 姓名; 名称; 联系人; 联系人姓名; 全名",
    "given_name": "first name; given name; firstname; 名; 名字",
    "middle_name": "middle name; additional name; 中间名",
    "family_name": "last name; family name; surname; lastname; 姓; 姓氏",
    "account": _ACCOUNT,
    "title": (
        "job title; jobtitle; organization title; organization 1 - title; position; 职位; 职务;"
        " 头衔; 岗位; title"
    ),
    "department": (
        "organization department; organization 1 - department; division; 部门; 所属部门; 科室"
    ),
    "phone": (
        "mobile phone; mobile; mobilephone; mobile phone number; mobile number; phone 1 - value;"
        " phone number; business phone; work phone; company main phone; telephone; tel;"
        " phone 2 - value; phone 3 - value; phone 4 - value; primary phone; home phone;"
        " other phone; 电话; 手机; 手机号; 手机号码; 联系电话; 电话号码; 移动电话; 办公电话;"
        " 商务电话; 座机; 住宅电话"
    ),
    "email": (
        "e-mail; email address; e-mail address; e-mail 1 - value; work email; e-mail 2 - value;"
        " e-mail 2 address; e-mail 3 address; 邮箱; 电子邮箱; 电子邮件; 邮件; 邮箱地址;"
        " 电子邮件地址"
    ),
    "aliases": "alias; nickname; nick name; also known as; 别名; 昵称; 英文名; 曾用名",
    "owner_email": _OWNER,
    "pronunciation": "yomi name; phonetic name; how to say; 拼音; 读音",
    "level": "级别; 层级; 重要程度",
    "weight": "权重",
    "cadence": "周期; 拜访周期",
    "last_visit": "last visited; last met; 上次拜访; 最近拜访; 上次拜访日期; 最后拜访",
    "last_channel": "上次方式",
}
#: For each kind and column what it may be called beside its own name, the best first.
_WORDS: Mapping[Kind, Mapping[str, str]] = {
    Kind.CONTACTS: _CONTACT_WORDS,
    Kind.ACCOUNTS: {
        "account": _ACCOUNT,
        "aliases": "alias; short name; 别名; 简称",
        "contract": "has contract; 合同; 有无合同; 是否签约",
        "owner_email": _OWNER,
        "cadence": "周期; 拜访周期",
    },
    Kind.VISITS: {
        "date": "visit date; visited on; 日期; 拜访日期; 拜访时间",
        "contact": "contacts; name; contact name; full name; 联系人; 客户联系人; 姓名; 拜访对象",
        "account": _ACCOUNT,
        "member_email": (
            "member; members; visited by; owner; 拜访人; 拜访人邮箱; 成员; 成员邮箱; 同事邮箱"
        ),
        "channel": "type; 方式; 拜访方式; 渠道",
        "note": "notes; comments; description; 备注; 记录; 拜访记录; 内容; 纪要",
    },
    Kind.MEMBERS: {
        "email": "邮箱",
        "name": "姓名",
        "team": "团队",
        "role": "角色",
        "function": "职能",
        "manager": "经理; 上级",
    },
    Kind.TEAMS: {"team": "团队", "parent": "上级团队", "channel": "频道", "zone": "时区"},
}


#: A column of Google Contacts, and the one that says what kind of number it holds.
_LABELLED = re.compile(r"^(phone_\d+_)value$")
_LABELS = ("label", "type")
#: Such cells of HubSpot's hold several, the first of which is the main one.
SEVERAL = frozenset(("associated_company",))
#: Outlook lists have this column; the “Account” beside it is no customer.
_OUTLOOK = "organizational_id_number"


def labels(words: list[str]) -> dict[int, int]:
    """Of places where a number stands, where it is said of which kind."""
    there = {called: at for at, called in enumerate(words)}
    return {
        at: there[said]
        for called, at in there.items()
        for label in _LABELS
        if (said := _LABELLED.sub(rf"\1{label}", called)) != called and said in there
    }


def word(heading: str) -> str:
    """A heading as it is compared: without case, width, gaps, and marks of need and of order."""
    folded = unicodedata.normalize("NFKC", heading).casefold().strip("\ufeff *:↑↓\t\r\n")
    return re.sub(r"[\s_-]+", "_", folded)


#: For each kind each known word with its column, and how good a source of it that is; 0 is ours.
KNOWN: Mapping[Kind, Mapping[str, tuple[str, int]]] = MappingProxyType(
    {
        kind: {
            word(called): (column, rank)
            for column, words in columns.items()
            for rank, called in enumerate(words.split(";"), 1)
        }
        for kind, columns in _WORDS.items()
    }
)


def places(
    kind: Kind, own: Container[str], words: list[str], fixed: Mapping[int, str]
) -> dict[str, tuple[int, ...]]:
    """Where each of a kind's columns is read from, the best source first.

    Args:
        kind: what the sheet may be about.
        own: the kind's columns.
        words: the headings as they are compared.
        fixed: places of which somebody has said which column they are.
    """
    known = KNOWN.get(kind, {})
    found: dict[str, list[tuple[int, int]]] = {}
    for at, called in enumerate(words):
        column, rank = known.get(called, ("", 0))
        if at in fixed:
            column, rank = fixed[at], -1
        elif not column and called in own:
            column, rank = called, 0
        if column in own or (kind is Kind.CONTACTS and column in PARTS):
            found.setdefault(column, []).append((rank, at))
    if len(titles := found.get("title", [])) > 1:
        # Beside a job title, Outlook's plain “Title” is Mr or Dr.
        found["title"] = [(rank, at) for rank, at in titles if words[at] != "title"]
    if len(accounts := found.get("account", [])) > 1 and _OUTLOOK in words:
        found["account"] = [(rank, at) for rank, at in accounts if words[at] != "account"]
    return {column: tuple(at for _, at in sorted(some)) for column, some in found.items()}


def found(places: Mapping[str, object]) -> set[str]:
    """The columns that are there; a name is there also in parts."""
    parts = {"given_name", "family_name"} & places.keys()
    return {*places.keys() - set(PARTS), *(("name",) if parts else ())}


def joined(said: dict[str, str]) -> dict[str, str]:
    """A line with its name put together from its parts, where it has none of its own."""
    parts = [said.pop(part, "") for part in PARTS]
    if "name" not in said and any(parts):
        said["name"] = names.together(*parts)
    return said
