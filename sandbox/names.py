"""The demo company's cast: teams, people, accounts with their stories, and names for contacts."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Team:
    """A team, its manager's handle, and where it lives."""

    name: str
    channel: str
    zone: str
    country: str
    manager: str


EUROPE = Team("Europe", "#team-europe", "Europe/Berlin", "DE", "anna")
AMERICAS = Team("Americas", "#team-americas", "America/New_York", "US", "marcus")
CHINA = Team("China", "#team-china", "Asia/Shanghai", "CN", "wangmin")
TEAMS = (EUROPE, AMERICAS, CHINA)


@dataclass(frozen=True)
class Person:
    """A member of the demo company."""

    handle: str
    name: str
    team: Team
    function: str
    role: str
    color: str


PEOPLE = (
    Person("anna", "Anna Keller", EUROPE, "sales", "admin", "#2f6f73"),
    Person("alice", "Alice Meyer", EUROPE, "sales", "rep", "#b3541e"),
    Person("ben", "Ben Novak", EUROPE, "service", "rep", "#4a5899"),
    Person("dana", "Dana Rossi", EUROPE, "R&D", "rep", "#8a3b6b"),
    Person("marcus", "Marcus Hill", AMERICAS, "sales", "manager", "#36648b"),
    Person("carol", "Carol Diaz", AMERICAS, "sales", "rep", "#a23b3b"),
    Person("ethan", "Ethan Brooks", AMERICAS, "sales", "rep", "#4f7942"),
    Person("grace", "Grace Kim", AMERICAS, "delivery", "rep", "#7a5c99"),
    Person("wangmin", "王敏 Wang Min", CHINA, "sales", "manager", "#8b5a2b"),
    Person("lina", "李娜 Li Na", CHINA, "sales", "rep", "#27788a"),
    Person("zhoutao", "周涛 Zhou Tao", CHINA, "service", "rep", "#5b7a2a"),
    Person("chenyu", "陈宇 Chen Yu", CHINA, "R&D", "rep", "#99474f"),
)

#: Titles in the order in which an account's seats are filled: title, department, level.
SEATS = (
    ("Operations engineer", "Operations", "general"),
    ("Head of purchasing", "Purchasing", "key"),
    ("Maintenance technician", "Maintenance", "general"),
    ("Process engineer", "Engineering", "general"),
    ("Plant manager", "Operations", "key"),
    ("Buyer", "Purchasing", "general"),
    ("Quality engineer", "Quality", "general"),
    ("Chief operating officer", "Management", "executive"),
    ("Shift supervisor", "Operations", "general"),
    ("Controller", "Finance", "general"),
    ("Head of engineering", "Engineering", "key"),
    ("Warehouse clerk", "Logistics", "general"),
    ("Vacuum specialist", "Engineering", "general"),
    ("Safety officer", "Quality", "general"),
    ("Planner", "Logistics", "general"),
    ("Equipment engineer", "Maintenance", "general"),
    ("Accountant", "Finance", "general"),
)

USUAL = (("in_person", 6.0), ("call", 2.0), ("video", 1.0), ("meal", 1.0), ("site_tour", 0.6))


@dataclass(frozen=True)
class AccountStory:
    """An account, and how its sixteen weeks went.

    Attributes:
        met_share: share of its contacts anybody has ever met.
        quiet_since: weeks ago after which nobody came any more; 0: somebody still does.
        back_since: weeks ago since which visits have started again; 0: they never stopped.
        key_until: key and executive people past the first were last met so many weeks ago.
    """

    name: str
    owner: str
    visitors: tuple[str, ...]
    size: int
    contract: bool = True
    aliases: tuple[str, ...] = ()
    chinese: bool = False
    met_share: float = 0.85
    visits_a_week: float = 1.2
    quiet_since: int = 0
    back_since: int = 0
    key_until: int = 0
    reachable: float = 0.8
    channels: tuple[tuple[str, float], ...] = USUAL
    cast: tuple[str, ...] = field(default=())
    domain: str = ""
    dial: str = "+49 30"

    def active(self, weeks_ago: int) -> bool:
        """Whether anybody came in that week."""
        if self.back_since and weeks_ago < self.back_since:
            return True
        return weeks_ago >= self.quiet_since

    def sees_key(self, position: int, weeks_ago: int) -> bool:
        """Whether the key person in that seat was still met in that week."""
        return position == KEY_SEAT or weeks_ago >= self.key_until

    def seat(self, position: int) -> tuple[str, str, str]:
        """Title, department and level of the contact in that seat."""
        return SEATS[position % len(SEATS)]

    def phone(self, chance: random.Random) -> str:
        """A number nobody has."""
        return f"{self.dial} 555 {chance.randrange(10_000):04d}"


KEY_SEAT = 1

ACCOUNTS = (
    AccountStory(
        "Acme", "alice", ("alice", "alice", "dana"), 17, aliases=("Acme Semiconductor",),
        met_share=1.0, visits_a_week=1.9, cast=("Li Wei", "Marta Olsen", "张三 Zhang San"),
        domain="acme.example",
    ),
    AccountStory(
        "Nordwerk", "ben", ("ben",), 13, visits_a_week=1.6, domain="nordwerk.example",
    ),
    AccountStory(
        "Helvetia Optics", "alice", ("alice", "anna", "dana"), 12, aliases=("Helvetia",),
        quiet_since=12, back_since=3, visits_a_week=2.4, domain="helvetia-optics.example",
    ),
    AccountStory(
        "Alpine Foundry", "dana", ("dana", "ben", "anna"), 12, contract=False, met_share=0.6,
        visits_a_week=1.1, domain="alpine-foundry.example",
    ),
    AccountStory(
        "Baltic Wafers", "alice", ("alice",), 13, contract=False, aliases=("Baltic",),
        quiet_since=11, visits_a_week=2.0, domain="baltic-wafers.example",
    ),
    AccountStory(
        "Cascade Chips", "carol", ("carol", "grace", "marcus"), 14, aliases=("Cascade",),
        key_until=9, visits_a_week=1.6, domain="cascade-chips.example", dial="+1 206",
    ),
    AccountStory(
        "Lone Star Photonics", "ethan", ("ethan", "grace", "marcus"), 12, aliases=("Lone Star",),
        domain="lonestar.example", dial="+1 512",
    ),
    AccountStory(
        "Great Lakes Power", "carol", ("carol", "ethan"), 13, contract=False, met_share=0.5,
        visits_a_week=0.7, domain="greatlakes.example", dial="+1 312",
    ),
    AccountStory(
        "Redwood Memory", "ethan", ("ethan", "carol", "marcus"), 12, aliases=("Redwood",),
        visits_a_week=1.8, domain="redwood.example", dial="+1 415",
    ),
    AccountStory(
        "Maple Sensors", "grace", ("grace", "ethan"), 12, contract=False, met_share=0.7,
        visits_a_week=0.9, domain="maple-sensors.example", dial="+1 604",
    ),
    AccountStory(
        "清河微电子", "lina", ("lina", "zhoutao", "wangmin"), 14,
        aliases=("清河", "Qinghe", "Qinghe Microelectronics"), chinese=True, visits_a_week=1.8,
        cast=("李伟", "王芳", "张伟"), domain="qinghe.example", dial="+86 21",
    ),
    AccountStory(
        "东湖光电", "zhoutao", ("zhoutao", "chenyu", "wangmin"), 13,
        aliases=("东湖", "Donghu", "Donghu Optics"), chinese=True, visits_a_week=1.3,
        domain="donghu.example", dial="+86 27",
    ),
    AccountStory(
        "南屏电力", "lina", ("lina", "chenyu"), 12, contract=False,
        aliases=("南屏", "Nanping", "Nanping Power"), chinese=True, met_share=0.6,
        visits_a_week=0.8, domain="nanping.example", dial="+86 20",
    ),
    AccountStory(
        "北辰材料", "chenyu", ("chenyu", "lina", "wangmin"), 12,
        aliases=("北辰", "Beichen", "Beichen Materials"), chinese=True, visits_a_week=1.2,
        domain="beichen.example", dial="+86 10",
    ),
)  # fmt: skip

GIVEN = (
    "John Maria Peter Sofia Lukas Emma Jonas Nina Felix Clara Oskar Ida Tom Greta Paul Elena Max"
    " Julia Erik Laura Simon Eva Karl Hanna Samuel Ruth Victor Zoe Martin Rosa Daniel Ingrid"
).split()
FAMILY = (
    "Smith Weber Larsen Moreau Novotny Costa Haddad Berg Fischer Janssen Romano Walsh Schmidt"
    " Dubois Lind Petrov Horvat Silva Murphy Baker Nguyen Osei Tanaka Cohen Ferrari Kowalski"
).split()
#: Family and given names with the pinyin by which colleagues abroad know them.
FAMILY_ZH = {
    "李": "Li", "王": "Wang", "张": "Zhang", "刘": "Liu", "陈": "Chen", "杨": "Yang", "赵": "Zhao",
    "黄": "Huang", "周": "Zhou", "吴": "Wu", "徐": "Xu", "孙": "Sun", "胡": "Hu", "曾": "Zeng",
}  # fmt: skip
GIVEN_ZH = {
    "洁": "Jie", "敏": "Min", "静": "Jing", "强": "Qiang", "磊": "Lei", "军": "Jun", "洋": "Yang",
    "艳": "Yan", "勇": "Yong", "娟": "Juan", "涛": "Tao", "明": "Ming", "超": "Chao",
    "秀英": "Xiuying", "建国": "Jianguo", "晓东": "Xiaodong", "丽娟": "Lijuan",
    "志强": "Zhiqiang", "雪梅": "Xuemei",
}  # fmt: skip


@dataclass(frozen=True)
class Name:
    """A contact's name as written, in Latin letters, and other names for it."""

    name: str
    latin: str
    aliases: tuple[str, ...] = ()


#: The cast whose Latin spelling no rule would find.
LATIN = {"张三 Zhang San": "Zhang San", "李伟": "Li Wei", "王芳": "Wang Fang", "张伟": "Zhang Wei"}


def contact_names(story: AccountStory, chance: random.Random) -> Iterable[Name]:
    """Names for an account's contacts: its cast first, then others, none twice in one account."""
    taken = set()
    for name in story.cast:
        latin = LATIN.get(name, name)
        hanzi = name.removesuffix(latin).strip()
        taken.add(latin)
        yield Name(hanzi or name, latin, (latin,) if hanzi else ())
    while len(taken) < story.size:
        one = _chinese(chance) if story.chinese else _western(chance)
        if one.latin not in taken:
            taken.add(one.latin)
            yield one


def _western(chance: random.Random) -> Name:
    name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
    return Name(name, name)


def _chinese(chance: random.Random) -> Name:
    family, given = chance.choice(list(FAMILY_ZH)), chance.choice(list(GIVEN_ZH))
    latin = f"{FAMILY_ZH[family]} {GIVEN_ZH[given]}"
    return Name(family + given, latin, (latin,) if chance.random() < WITH_PINYIN else ())


#: Share of Chinese contacts whose pinyin stands in the sheet too.
WITH_PINYIN = 0.3

NOTES = (
    "walked the pump room, two seals to watch",
    "planned the spring shutdown together",
    "introduced the new service contact",
    "went through the open orders",
    "talked about training for the new operators",
    "looked at the leak rates of the last quarter",
    "agreed on the dates for the overhaul",
    "showed the new monitoring screens",
)
#: What customers said; each is a voice.
HEARD = (
    "wants shorter lead times for seals #need",
    "worried about spare parts over new year #worry",
    "the last repair took too long #complaint",
    "would like a vibration sensor in the cover #idea",
    "very happy with the night shift support #praise",
)
