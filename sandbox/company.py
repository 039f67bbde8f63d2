"""The demo company: who works there, whom they look after, and sixteen weeks of what happened.

Everything comes from one fixed seed and one fixed day, so that what a newcomer sees is what the
documentation shows. It leaves this room as CSV sheets, taken in by `everyvote import` like any
company's own.
"""

import csv
import io
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from sandbox.names import ACCOUNTS, HEARD, NOTES, PEOPLE, TEAMS, AccountStory, Person, contact_names
from sandbox.workspace import Channel, User

SEED = 20261112
#: A Thursday, mid-morning in Berlin, late afternoon in Shanghai, before breakfast in New York.
START = datetime(2026, 11, 12, 8, 40, tzinfo=UTC)
WEEKS = 16
DOMAIN = "brightwell.example"
NAME = "Brightwell Pumps"


@dataclass(frozen=True)
class Contact:
    """A person at a customer, as the sheet says it."""

    name: str
    account: str
    title: str
    level: str
    department: str
    phone: str
    email: str
    aliases: str
    owner_email: str


@dataclass(frozen=True)
class Visit:
    """One line of the past."""

    on: date
    contacts: tuple[str, ...]
    account: str
    channel: str
    by: str
    note: str


@dataclass(frozen=True)
class Company:
    """The workspace's people and channels, and the sheets that fill the bot."""

    users: tuple[User, ...]
    channels: tuple[Channel, ...]
    contacts: tuple[Contact, ...]
    visits: tuple[Visit, ...]
    start: datetime = START
    name: str = NAME

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """File name to CSV text, in the order in which they are to be imported."""
        return {
            "teams.csv": _csv(
                ("team", "parent", "channel", "zone"),
                ((team.name, "", team.channel, team.zone) for team in TEAMS),
            ),
            "members.csv": _csv(
                ("email", "name", "team", "role", "function", "manager", "zone", "country"),
                (
                    (
                        _email(one.handle),
                        one.name,
                        one.team.name,
                        one.role,
                        one.function,
                        _email(one.team.manager) if one.handle != one.team.manager else "",
                        one.team.zone,
                        one.team.country,
                    )
                    for one in PEOPLE
                ),
            ),
            "accounts.csv": _csv(
                ("account", "aliases", "contract", "owner_email"),
                (
                    (a.name, ";".join(a.aliases), "yes" if a.contract else "no", _email(a.owner))
                    for a in ACCOUNTS
                ),
            ),
            "contacts.csv": _csv(
                tuple(Contact.__dataclass_fields__),
                (tuple(vars(one).values()) for one in self.contacts),
            ),
            "visits.csv": _csv(
                ("date", "contact", "account", "channel", "member email", "note"),
                (
                    (v.on.isoformat(), ";".join(v.contacts), v.account, v.channel, v.by, v.note)
                    for v in self.visits
                ),
            ),
        }


def build(seed: int = SEED) -> Company:
    """The company, always the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 — a story, not a secret
    contacts = tuple(one for story in ACCOUNTS for one in _contacts(story, chance))
    visits = tuple(
        sorted(
            (
                visit
                for story in ACCOUNTS
                for visit in _visits(
                    story, [one for one in contacts if one.account == story.name], chance
                )
            ),
            key=lambda visit: (visit.on, visit.account, visit.contacts),
        )
    )
    users = tuple(_user(number, one) for number, one in enumerate(PEOPLE, start=1))
    everyone = tuple(one.id for one in users)
    channels = (
        Channel(id="C0GENERAL1", name="general", members=everyone),
        *(
            Channel(
                id=f"C0TEAM000{number}",
                name=team.channel.removeprefix("#"),
                members=tuple(
                    user.id for user, one in zip(users, PEOPLE, strict=True) if one.team is team
                ),
            )
            for number, team in enumerate(TEAMS, start=1)
        ),
    )
    return Company(users=users, channels=channels, contacts=contacts, visits=visits)


def _user(number: int, one: Person) -> User:
    return User(
        id=f"U0{one.handle.upper():0<7.7}{number:02d}",
        name=one.handle,
        real_name=one.name,
        email=_email(one.handle),
        tz=one.team.zone,
        is_admin=one.role == "admin",
        is_owner=one.role == "admin",
        color=one.color,
    )


def _contacts(story: AccountStory, chance: random.Random) -> Iterable[Contact]:
    for position, person in enumerate(contact_names(story, chance)):
        title, department, level = story.seat(position)
        mailbox = person.latin.lower().replace(" ", ".")
        yield Contact(
            name=person.name,
            account=story.name,
            title=title,
            level=level,
            department=department,
            phone=story.phone(chance) if chance.random() < story.reachable else "",
            email=f"{mailbox}@{story.domain}",
            aliases=";".join(person.aliases),
            owner_email="",
        )


def _visits(
    story: AccountStory, contacts: Sequence[Contact], chance: random.Random
) -> Iterable[Visit]:
    """An account's past: whom of its contacts was met in which week, as its story goes."""
    today = START.date()
    monday = today - timedelta(days=today.weekday())
    known = contacts[: max(1, round(len(contacts) * story.met_share))]
    heard = list(HEARD)
    for back in range(WEEKS, -1, -1):
        if not story.active(back):
            continue
        for _ in range(_times(story.visits_a_week, chance)):
            on = monday - timedelta(weeks=back) + timedelta(days=chance.randrange(5))
            if on >= today:
                continue
            guests = _guests(story, known, back, chance)
            yield Visit(
                on=on,
                contacts=tuple(one.name for one in guests),
                account=story.name,
                channel=chance.choices(*zip(*story.channels, strict=True))[0],
                by=_email(chance.choice(story.visitors)),
                note=_note(chance, heard),
            )


#: Shares of visits in which a customer said something, and of those with any note at all.
SPOKE, NOTED = 0.12, 0.7


def _note(chance: random.Random, heard: list[str]) -> str:
    """What was noted; `heard` is what this customer may still say, for nobody says it twice."""
    drawn = chance.random()
    if drawn < SPOKE and heard:
        return heard.pop(chance.randrange(len(heard)))
    return chance.choice(NOTES) if drawn < NOTED else ""


def _guests(
    story: AccountStory, known: Sequence[Contact], back: int, chance: random.Random
) -> Sequence[Contact]:
    """Who was met: usually one, sometimes two or three; key people stay away when told so."""
    present = [
        one
        for position, one in enumerate(known)
        if one.level == "general" or story.sees_key(position, back)
    ] or list(known)
    size = min(len(present), chance.choices((1, 2, 3), weights=(5, 3, 1))[0])
    return sorted(chance.sample(present, size), key=lambda one: one.name)


def _times(average: float, chance: random.Random) -> int:
    whole = int(average)
    return whole + (chance.random() < average - whole)


def _email(handle: str) -> str:
    return f"{handle}@{DOMAIN}"


def _csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue()
