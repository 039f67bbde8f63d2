"""A company of three teams, and the books that a test keeps of what happens in it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sandbox.workspace import Channel, User

BERLIN, SHANGHAI = "Europe/Berlin", "Asia/Shanghai"
#: A Tuesday; the week it is in is the first of a quarter, and the 26th ends the next one.
START = datetime(2026, 10, 6, 6, 30, tzinfo=UTC)
FIRST, A_WEEK = date(2026, 10, 5), timedelta(weeks=1)
CADENCE = {"general": 60, "key": 30, "executive": 45}
#: Children, and whom each sums up besides.
TEAMS = {"Brightwell": ("Europe", "Asia", "Service"), "Europe": (), "Asia": (), "Service": ()}
#: Handle, name, team, role, function, zone.
PEOPLE = (
    ("anna", "Anna Keller", "Brightwell", "admin", "executive", BERLIN),
    ("hanna", "Hanna Vogt", "Brightwell", "manager", "executive", BERLIN),
    ("mona", "Mona Lindt", "Europe", "manager", "sales", BERLIN),
    ("alice", "Alice Meyer", "Europe", "rep", "sales", BERLIN),
    ("dana", "Dana Rossi", "Europe", "rep", "sales", BERLIN),
    ("ming", "Ming Zhao", "Asia", "manager", "sales", SHANGHAI),
    ("wang", "Wang Fang", "Asia", "rep", "sales", SHANGHAI),
    ("lin", "Lin Tao", "Asia", "rep", "sales", SHANGHAI),
    ("sven", "Sven Holm", "Service", "manager", "service", BERLIN),
    ("tom", "Tom Becker", "Service", "rep", "service", BERLIN),
)
TEAM_OF = {handle: team for handle, _name, team, *_rest in PEOPLE}
NAME_OF = {handle: name for handle, name, *_rest in PEOPLE}
OWNERS = {"Acme": "alice", "Nordwerk": "dana", "Huahong": "wang", "Chiplink": "lin",
          "Orbital": "tom"}  # fmt: skip
#: Each customer's people: name, level, and the weeks after which it is met again; 0: never.
PEOPLE_THERE: dict[str, tuple[tuple[str, str, int], ...]] = {
    "Acme": (("Li Wei", "general", 6), ("Marta Olsen", "key", 5),
             ("Peter Quist", "general", 13), ("Ruth Abel", "general", 0)),
    "Nordwerk": (("Eva Berg", "key", 3), ("Jonas Friis", "general", 11),
                 ("Olga Petrova", "executive", 8), ("Ulla Brandt", "executive", 0)),
    "Huahong": (("Zhang San", "general", 7), ("Mei Xu", "key", 4),
                ("Guo Qiang", "executive", 9), ("Sun Yue", "general", 0)),
    "Chiplink": (("Ito Kenji", "general", 10), ("Sato Yuki", "key", 6)),
    "Orbital": (("Nina Falk", "general", 9), ("Karl Ebert", "general", 15),
                ("Greta Holz", "key", 5)),
}  # fmt: skip


@dataclass
class Customer:
    """A contact in the test's own books."""

    name: str
    account: str
    level: str
    keeper: str
    last: date | None

    def standing(self, on: date) -> str:
        """As the product's words have it, counted anew."""
        if self.last is None:
            return "unmet"
        return "neglected" if (on - self.last).days > CADENCE[self.level] else "covered"


@dataclass
class Books:
    """What the test itself knows.

    Attributes:
        visits: the day of each that counts, and who of ours was there.
        late: how many came after the digest of their week, by team.
        undone: how many were taken back after it.
        voices: the day each was said, and who looks after the customer.
        unanswered: of the voices, those still open.
        promises: the owner, the day each is due, and the day it was kept.
        weeks: what the digest of each team's week must say.
    """

    people: dict[str, Customer]
    visits: list[tuple[date, frozenset[str]]] = field(default_factory=list)
    late: Counter[str] = field(default_factory=Counter)
    undone: Counter[str] = field(default_factory=Counter)
    voices: dict[str, tuple[date, str]] = field(default_factory=dict)
    unanswered: set[str] = field(default_factory=set)
    promises: dict[str, tuple[str, date, date | None]] = field(default_factory=dict)
    first_met: list[tuple[date, str, str]] = field(default_factory=list)
    weeks: dict[tuple[str, date], dict[str, Any]] = field(default_factory=dict)

    def of(self, team: str) -> frozenset[str]:
        """The handles of a team with those below it."""
        ours = {team, *TEAMS[team]}
        return frozenset(one for one, its in TEAM_OF.items() if its in ours)

    def at(self, there: frozenset[str]) -> list[str]:
        """The teams of some of ours, with those above."""
        return [team for team in TEAMS if there & self.of(team)]

    def close(self, week: date) -> None:
        """Count each team's week by its last day, before anything later is written down."""
        on = week + timedelta(days=6)
        for team in TEAMS:
            ours = self.of(team)
            sides: dict[str, set[str]] = {"covered": set(), "neglected": set(), "unmet": set()}
            for one in self.people.values():
                if one.keeper in ours:
                    sides[one.standing(on)].add(one.name)
            before = self.weeks.get((team, week - A_WEEK))
            said = {words for words, (_, who) in self.voices.items() if who in ours}
            due = [(day, kept) for who, day, kept in self.promises.values() if who in ours]
            self.weeks[team, week] = {
                **{side: sorted(names) for side, names in sides.items()},
                "visits": sum(week <= day <= on and bool(who & ours) for day, who in self.visits),
                "late": self.late.pop(team, 0),
                "undone": self.undone.pop(team, 0),
                "heard": sum(week <= self.voices[one][0] <= on for one in said),
                "open": len(said & self.unanswered),
                "kept": sum(week <= kept <= on for _, kept in due if kept),
                "overdue": sum(day < on and not kept for day, kept in due),
                "first met": [
                    name for day, name, who in self.first_met if week <= day <= on and who in ours
                ],
            } | ({
                "won": len(sides["covered"] & set(before["neglected"])),
                "cold": len(sides["neglected"] & set(before["covered"])),
            } if before else {})  # fmt: skip


def people() -> dict[str, Customer]:
    """Everybody at the start: some met a while ago, some lately, some never."""
    found = {}
    for account, those in PEOPLE_THERE.items():
        for at, (name, level, every) in enumerate(those):
            last = date(2026, 9, 28) - timedelta(days=17 * at) if every else None
            found[name] = Customer(name, account, level, OWNERS[account], last)
    return found


def sheets(books: Books) -> dict[str, str]:
    """The company as lists."""
    teams = [f"{one},{'Brightwell' if one != 'Brightwell' else ''},#team-{one.lower()},"
             f"{SHANGHAI if one == 'Asia' else BERLIN}" for one in TEAMS]  # fmt: skip
    members = [f"{handle}@b.example,{team},{role},{function},"
               for handle, _name, team, role, function, _zone in PEOPLE]  # fmt: skip
    accounts = [f"{name},{'yes' if at % 2 else 'no'},{owner}@b.example"
                for at, (name, owner) in enumerate(OWNERS.items())]  # fmt: skip
    contacts = [f"{one.name},{one.account},{one.level},{one.last or ''}"
                for one in books.people.values()]  # fmt: skip
    heads = {
        "teams": "team,parent,channel,zone",
        "members": "email,team,role,function,manager",
        "accounts": "account,contract,owner_email",
        "contacts": "name,account,level,last_visit",
    }
    rows = {"teams": teams, "members": members, "accounts": accounts, "contacts": contacts}
    return {name: "\n".join([heads[name], *rows[name], ""]) for name in heads}


USERS = tuple(
    User(f"U0{handle.upper():0<8}", handle, name, f"{handle}@b.example", zone,
         is_admin=role == "admin")
    for handle, name, _team, role, _function, zone in PEOPLE
)  # fmt: skip
EVERYBODY = tuple(one.id for one in USERS)


class Brightwell:
    """The company's workspace."""

    users = USERS
    channels = tuple(
        Channel(f"C0{team.upper():0<10}"[:10], f"team-{team.lower()}",
                members=EVERYBODY)
        for team in TEAMS
    )  # fmt: skip
    start, name = START, "Brightwell"
