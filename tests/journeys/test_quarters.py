"""Two quarters of a company of three teams, lived through; the test keeps books of its own."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from sandbox.driver import Person, Sandbox
from tests.journeys.books import (
    A_WEEK,
    BERLIN,
    FIRST,
    NAME_OF,
    TEAMS,
    Books,
    Brightwell,
    people,
    sheets,
)  # fmt: skip
from tests.journeys.conftest import Bot, manifest
from tests.journeys.quarters import Company

WEEKS = 26
MANAGERS = {"hanna": "Brightwell", "mona": "Europe", "ming": "Asia", "sven": "Service"}


@pytest.fixture
def workspace() -> Iterator[Sandbox]:
    with Sandbox(company=Brightwell(), manifest=manifest()) as local:
        yield local


@pytest.fixture
def bot(workspace, tmp_path, database_url) -> Bot:
    (tmp_path / "config.yaml").write_text(
        "assessments: {default: hanna@b.example}\n"
        "holidays: {public: false}\n"
        "reminders: {days: 'mon, thu'}\n"
        "engine: {channel_seconds: 0, posts_a_minute: 0}\n"
    )
    variables = workspace.environment() | {
        "EVERYVOTE_DATABASE_URL": database_url,
        "EVERYVOTE_CONFIG": str(tmp_path / "config.yaml"),
    }
    return Bot(variables, tmp_path)


@pytest.mark.timeout(600)
def test_two_quarters_of_a_company(workspace, bot, tmp_path):
    books = Books(people())
    bot.imports(**sheets(books))
    with bot.running(lambda: workspace.caught_up):
        company = Company(workspace, books)
        for week in range(WEEKS):
            workspace.clock.until("monday 10:01", zone=BERLIN)
            books.close(FIRST + week * A_WEEK)
            getattr(company, f"week_{week}", lambda: None)()
            company.rounds(week)
        workspace.clock.pass_(hours=26)  # it is morning in Shanghai, and then in Berlin
        each_digest_was_posted_once(company)
        targets_were_assessed(company)
        assessments_say_what_was_logged(company)
        channels_hear_no_line_of_a_member(company)
    with sqlite3.connect(tmp_path / "everyvote.db") as database:
        the_digests_say_what_the_books_say(books, figures(database))
        no_visit_is_lost_and_none_is_told_twice(books, figures(database))
        nobody_is_orphaned(books, database)
        nothing_has_failed(database)


def each_digest_was_posted_once(company: Company) -> None:
    """In each team's channel, and by itself to who manages the team."""
    weeks = [FIRST + week * A_WEEK for week in range(WEEKS)]
    for team in TEAMS:
        anna = company.hands["anna"]
        anna.opens(f"#team-{team.lower()}")
        assert titles(anna, team) == [title(team, week) for week in weeks]
    for handle, team in MANAGERS.items():
        company.hands[handle].opens("dm")
        assert titles(company.hands[handle], team) == [title(team, week) for week in weeks]


def titles(reader: Person, team: str) -> list[str]:
    """The first lines of the digests of a team where a reader is."""
    firsts = (one.text.partition("\n")[0] for one in reader.messages())
    return [one for one in firsts if one.startswith(f"{team}: ")]


def title(team: str, week: date) -> str:
    """As it is read on the Monday after."""
    on = week + A_WEEK
    first, last = (
        f"{one:%a} {one.day} {one:%b}" + (f" {one.year}" if one.year != on.year else "")
        for one in (week, week + timedelta(days=6))
    )
    return f"{team}: {first} – {last}"


def targets_were_assessed(company: Company) -> None:
    """Each week and each quarter, each function's table to Hanna and each one's line to himself."""
    told: Counter[str] = Counter()
    company.hands["hanna"].opens("dm")
    for one in company.hands["hanna"].messages():
        if one.text.startswith("Assessment of "):
            told[one.text.partition("\n")[0]] += 1
    assert set(told.values()) == {1}, told
    for function in ("sales", "service", "executive"):
        ours = [one for one in told if one.startswith(f"Assessment of {function}: ")]
        quarters = [one.partition(": ")[2] for one in ours if ": quarter" in one]
        assert quarters == ["quarter 4 of 2026", "quarter 1 of 2027"]
        assert len(ours) == WEEKS + len(quarters)


def assessments_say_what_was_logged(company: Company) -> None:
    """Of each one of ours, week by week and in each quarter."""
    handles = {name: handle for handle, name in NAME_OF.items()}
    weeks = [FIRST + week * A_WEEK for week in range(WEEKS)]
    spans = {"quarter 4 of 2026": weeks[:13], "quarter 1 of 2027": weeks[13:]}
    spans |= {title("", week).removeprefix(": "): [week] for week in weeks}
    told: Counter[str] = Counter()
    for one in company.hands["hanna"].messages():
        head, _, rows = one.text.partition("\n")
        if not head.startswith("Assessment of "):
            continue
        span = spans[head.partition(": ")[2]]
        made = [who for day, who in company.books.visits if span[0] <= day < span[-1] + A_WEEK]
        for name, visits in re.findall(r"^(.+?): (\d+) visits?\b", rows, re.MULTILINE):
            assert int(visits) == sum(handles[name] in who for who in made), (head, name)
            told[name] += 1
    assert set(told) == set(NAME_OF.values())
    assert told["Dana Rossi"] == WEEKS + len(("Q4", "Q1"))
    assert told["Wang Fang"] == 12, "until she left"


def channels_hear_no_line_of_a_member(company: Company) -> None:
    """Each team's digests name those of theirs, and none of ours."""
    anna, ours = company.hands["anna"], set(NAME_OF.values())
    for team in TEAMS:
        anna.opens(f"#team-{team.lower()}")
        read = "\n".join(one.all_text for one in anna.messages())
        assert "Most neglected" in read
        assert not {one for one in ours if one in read}, team


def the_digests_say_what_the_books_say(books: Books, kept: dict) -> None:
    """To the contact, each team and week; and a digest follows from the one before."""
    assert kept.keys() == books.weeks.keys()
    for key, told in books.weeks.items():
        assert {one: kept[key][one] for one in told} == told, key


def no_visit_is_lost_and_none_is_told_twice(books: Books, kept: dict) -> None:
    """What the digests of the whole company tell, in time and later, is what was logged."""
    told = [one for (team, _week), one in kept.items() if team == "Brightwell"]
    ends = FIRST + WEEKS * A_WEEK
    logged = [day for day, _who in books.visits if day < ends]
    pending = books.late["Brightwell"]
    stands = sum(one["visits"] + one["late"] - one["undone"] for one in told)
    assert stands + pending == len(logged) > WEEKS


def nobody_is_orphaned(books: Books, database: sqlite3.Connection) -> None:
    """Everybody has who looks after them, and it is who the books say."""
    rows = database.execute(
        "SELECT c.name, m.name, m.active FROM contacts c JOIN accounts a ON a.id = c.account_id"
        " LEFT JOIN members m ON m.id = coalesce(c.owner_id, a.owner_id)"
    ).fetchall()
    assert {(name, keeper) for name, keeper, active in rows if active} == {
        (one.name, NAME_OF[one.keeper]) for one in books.people.values()
    }


def nothing_has_failed(database: sqlite3.Connection) -> None:
    """Every message has arrived."""
    states = dict(database.execute("SELECT state, count(*) FROM deliveries GROUP BY state"))
    assert set(states) <= {"sent", "cancelled"}, states


def figures(database: sqlite3.Connection) -> dict[tuple[str, date], dict[str, Any]]:
    """What the kept digests say, in the books' words."""
    names = dict(database.execute("SELECT id, name FROM contacts"))
    rows = database.execute(
        "SELECT t.name, d.week, d.figures FROM digests d JOIN teams t ON t.id = d.team_id"
    ).fetchall()
    found = {}
    for team, week, plain in rows:
        told = json.loads(plain)
        found[team, date.fromisoformat(week)] = {
            **{side: sorted(names[one] for one in told[f"{side}_ids"])
               for side in ("covered", "neglected", "unmet")},
            "visits": told["visits"], "won": told["won"], "cold": told["cold"],
            "late": told["since"]["late"], "undone": told["since"]["undone"],
            "heard": sum(told["heard"]["kinds"].values()),
            "open": told["heard"]["still_open"], "kept": told["promises"]["kept"],
            "overdue": told["promises"]["overdue"], "first met": told["first_met"],
        }  # fmt: skip
    return found
