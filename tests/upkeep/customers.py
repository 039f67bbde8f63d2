"""The small world in which sentences are read: few people, and many who are easily mistaken."""

from datetime import date

from upkeep import phrases
from upkeep.accounts import Account, Contact
from upkeep.members import Member

TODAY = date(2025, 11, 19)  # a Wednesday

_ACCOUNTS = {
    "Acme Corp": ("Acme",),
    "华虹半导体": ("华虹", "Hua Hong"),
    "Globex": (),
    "Initech Systems": ("Initech",),
    "AT&T": (),
    "Acme Steel": (),
    "O'Reilly Media": (),
    "中芯国际": ("SMIC", "中芯"),
}
_PEOPLE = """
Acme Corp: Li Wei, operator; 张三, ops engineer; Priya Raman, Buyer; John Smith, Engineer
Acme Corp: Jennifer Alvarez, CFO; Daniela Fischer; David Chen; David Miller; Robert Miller (Bob)
Acme Corp: Sun Wei; Thu Nguyen
华虹半导体: 李伟, 设备工程师; 王芳, 采购经理; 李和平; 曾国强, 厂长; 欧阳娜; 王志强; 周一鸣
Globex: John Smith; Maria Elena Gonzalez; Anna Schmidt; Tom Baker; 李薇
Initech Systems: Peter Gibbons; Okonkwo Chidi; Bob Porter
中芯国际: 李伟明; 陈静; 刘洋 (小刘)
"""

ACCOUNTS = tuple(
    Account(n, name, aliases) for n, (name, aliases) in enumerate(_ACCOUNTS.items(), 1)
)
MEMBERS = (
    Member(1, "Dana Wu", slack_id="UDANA"),
    Member(2, "Rob Lee", slack_id="UROB"),
    Member(3, "Amir Aziz", email="amir@example.com", slack_id="UAMIR"),
)


def _contact(number: int, account: Account, typed: str) -> Contact:
    name, _, title = typed.partition(", ")
    name, _, alias = name.rstrip(")").partition(" (")
    aliases = (alias,) if alias else ()
    return Contact(number, account, name, TODAY, TODAY, aliases=aliases, title=title)


CONTACTS = tuple(
    _contact(number, next(a for a in ACCOUNTS if a.name == account), typed)
    for number, (account, typed) in enumerate(
        (
            (row.partition(": ")[0], typed)
            for row in _PEOPLE.strip().splitlines()
            for typed in row.partition(": ")[2].split("; ")
        ),
        1,
    )
)


def read(text, *, today=TODAY, contacts=CONTACTS, **options):
    heard = phrases.split(text, today=today, accounts=ACCOUNTS, **options)
    return phrases.settle(heard, contacts, ACCOUNTS, there=contacts, member_id=1, members=MEMBERS)
