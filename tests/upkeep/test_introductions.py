"""Somebody new in one line, in any order, and whether he is on the list already."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upkeep import doubles, introductions
from upkeep.accounts import Account, Contact, Level

DAY = date(2026, 11, 24)
ACME, NORD, HUA = (
    Account(1, "Acme", ("Acme Semi",)),
    Account(2, "Nordwerk GmbH"),
    Account(3, "华虹"),
)
ACCOUNTS = (ACME, NORD, HUA)


def contact(n, name, **more):
    return Contact(n, ACME, name, added_on=DAY, due_on=DAY, **more)


THERE = [
    contact(1, "Li Wei", phone="+86 21 5555 0101", email="li.wei@acme.example"),
    contact(2, "张三"),
    contact(3, "John Smith", aliases=("Johnny Smith",), left_on=DAY),
    contact(4, "Sofia Dubois"),
    contact(5, "Zhang Wei"),
]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Li Wei, ops engineer @Acme +86 138 1234 5678",
         {"name": "Li Wei", "title": "ops engineer", "account_ids": (1,),
          "phone": "+86 138 1234 5678"}),
        ("@Acme Semi Li Wei, li@acme.example", {"name": "Li Wei", "email": "li@acme.example"}),
        ("Li Wei @nordwerk, buyer, key, dept Purchasing",
         {"account_ids": (2,), "level": Level.KEY, "department": "Purchasing", "title": "buyer"}),
        ("李伟，采购，@华虹 021-5555 0101 转 12",
         {"name": "李伟", "title": "采购", "account_ids": (3,),
          "phone": "021-5555 0101 转 12"}),
        ("Eva Berg, head of purchasing at Acme #executive",
         {"name": "Eva Berg", "title": "head of purchasing", "level": Level.EXECUTIVE,
          "account_ids": (1,)}),
        ("Bo Chen <mailto:bo@x.example|bo@x.example> <tel:+4930555|+49 30 5550101> @Acme",
         {"name": "Bo Chen", "email": "bo@x.example", "phone": "+49 30 5550101",
          "account_ids": (1,)}),
        ("李雷@华虹，采购经理，电话13800000000，邮箱lilei@hua.example",
         {"name": "李雷", "title": "采购经理", "phone": "13800000000",
          "email": "lilei@hua.example"}),
        ("Bo Chen, buyer @Acme tel: +49 30 5550101 E-mail: bo@acme.example",
         {"name": "Bo Chen", "title": "buyer", "phone": "+49 30 5550101",
          "email": "bo@acme.example"}),
        ("Bo Chen – head of mobile, exec @Acme, phone +49 30 5550101",
         {"name": "Bo Chen", "title": "head of mobile", "level": Level.EXECUTIVE,
          "phone": "+49 30 5550101"}),
        ("Anna-Lena Mail, @Acme key",
         {"name": "Anna-Lena Mail", "title": "", "level": Level.KEY}),
        ("jörg@müller.example Jörg Telmann @Acme",
         {"name": "Jörg Telmann", "email": "jörg@müller.example"}),
        ("Bo Chen @Zenith Tools", {"account": "Zenith Tools", "account_ids": ()}),
        ("Bo Chen, VP Sales @Acme", {"title": "VP Sales", "level": Level.GENERAL}),
        ("Bob Fletcher @Acme Inc., buyer", {"account_ids": (1,), "title": "buyer"}),
        ("Bob Fletcher at Nordwerk A.G.", {"name": "Bob Fletcher", "account_ids": (2,)}),
        ("李雷 @华虹有限公司", {"name": "李雷", "account_ids": (3,)}),
        ("Ann Lee\nCFO\nAcme\n+49 30 5555555\nann@acme.example",
         {"name": "Ann Lee", "title": "CFO", "account_ids": (1,), "email": "ann@acme.example"}),
        ("Acme, buyer", {"name": "Acme", "title": "buyer", "account_ids": ()}),
        ("Ann Lee (CFO) @Acme", {"name": "Ann Lee", "title": "CFO"}),
        ("Li Wei (李伟) @Acme", {"name": "Li Wei (李伟)", "title": ""}),
        ("Robert Hill (Bob) @Acme", {"name": "Robert Hill (Bob)", "title": ""}),
        ("李雷（采购）@华虹", {"name": "李雷", "title": "采购"}),
        ("李雷 采购经理 @华虹 13800000000", {"name": "李雷", "title": "采购经理"}),
        ("王 小明 @华虹", {"name": "王 小明", "title": ""}),
        ("欧阳 娜娜 @华虹", {"name": "欧阳 娜娜", "title": ""}),
        ("", {"name": ""}),
    ],
)  # fmt: skip
def test_a_line_is_taken_apart(text, said):
    found = introductions.read(text, ACCOUNTS)
    assert {key: getattr(found, key) for key in said} == said


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("Bo Chen @Acme", True),
        ("Bo Chen", False),
        ("@Acme", False),
        ("Bo Chen @Zenith", False),
        ("Bo Chen who runs the pump room @Acme", False),
        (f"Bo Chen, {'head of ' * 30} @Acme", False),
        ("王小明、李雷 @华虹", False),
        ("@华虹，王小明、李雷", False),
        ("李雷 @华虹，采购、工程师", True),
        ("Bo and Li @Acme", False),
        ("Anders Andrews @Acme", True),
        ("Lee, Ann @Acme", False),
        ("Ann Lee, Baker @Acme", True),
    ],
)
def test_what_is_not_clear_is_asked(text, clear):
    assert introductions.read(text, ACCOUNTS).clear is clear


@given(st.text(max_size=80))
@settings(max_examples=60)
def test_no_line_raises(text):
    introductions.read(text, ACCOUNTS)


@pytest.mark.parametrize(
    ("name", "phone", "email", "found"),
    [
        ("Li Wei", "", "", [1]),
        ("wei li", "", "", [1]),
        ("李伟", "", "", [1]),
        ("Zhang San", "", "", [2]),
        ("Jon Smith", "", "", [3]),
        ("Sophia Dubois", "", "", [4]),
        ("Zhang Lei", "", "", []),
        ("Somebody Else", "0086 21 55550101", "", [1]),
        ("Somebody Else", "", "LI.WEI@acme.example", [1]),
        ("Jon Smith", "0086 21 55550101", "", [1, 3]),
        ("Li", "", "", []),
        ("John", "", "", []),
        ("Smith", "", "", []),
        ("John Schmidt", "", "", []),
        ("张", "", "", []),
    ],
)
def test_who_is_there_already(name, phone, email, found):
    assert [one.id for one in doubles.likely(name, phone, email, THERE)] == found


@pytest.mark.parametrize(("many", "found"), [(2, [1, 2]), (3, [])])
def test_a_switchboard_and_a_common_address_make_nobody_likely(many, found):
    number, address = "+49 30 5555000", "info@acme.example"
    there = [
        contact(n, name, phone=number, email=address)
        for n, name in enumerate(("Ann Lee", "Bob Hill", "Cy Moss")[:many], 1)
    ]
    for phone, email in ((number, ""), ("", address)):
        assert [one.id for one in doubles.likely("Eva Berg", phone, email, there)] == found
        [first, *_] = doubles.likely("Bob Hill", phone, email, there)
        assert first.name in {"Ann Lee", "Bob Hill"}
