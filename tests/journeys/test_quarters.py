"""Two quarters of a company of three teams, lived through; the test keeps books of its own."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from sandbox.driver import Person, Sandbox
from tests.journeys import readers
from tests.journeys.books import (
    A_WEEK,
    BERLIN,
    FIRST,
    NAME_OF,
    PEOPLE_THERE,
    TEAM_OF,
    TEAMS,
    Books,
    Brightwell,
    people,
    sheets,
)  # fmt: skip
from tests.journeys.conftest import Bot, manifest

WEEKS = 26
MANAGERS = {"hanna": "Brightwell", "mona": "Europe", "ming": "Asia", "sven": "Service"}
#: How a visit of each third kind is put, and whether it counts.
WAYS = (("met", True), ("had lunch with", True), ("called", True), ("texted", False))
LIN_IS_AWAY = (16, 17)


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


class Company:
    """The company at work: whatever is done is written down in the books as well."""

    def __init__(self, workspace: Sandbox, books: Books) -> None:
        self.workspace, self.books = workspace, books
        self.hands = {handle: workspace.person(handle) for handle in TEAM_OF}
        #: The last visit of which something was said: its day, who was there, and the one before.
        self.logged: dict[str, tuple[date, frozenset[str], date | None]] = {}

    @property
    def today(self) -> date:
        return self.workspace.clock.now.date()

    @property
    def monday(self) -> date:
        """Of this week: the weeks before it are closed."""
        return self.today - timedelta(days=self.today.weekday())

    def visits(self, who: str, whom: str, *, way: int = 0, ago: int = 0, with_: str = "",
               said: str = "spares") -> None:  # fmt: skip
        """Log a visit, and write it down."""
        one, (words, counts) = self.books.people[whom], WAYS[way]
        day = self.today - timedelta(days=ago)
        when = f"on {day:%d %b}" if ago else "today"
        along = f" with @{with_}" if with_ else ""
        line = f"/visit {words} {whom} @{one.account} {when}{along}: {said}"
        answer = self.hands[who].types(line, in_="dm").all_text
        assert whom in answer, (line, answer)
        assert "Undo" in answer, (line, answer)
        if counts:
            there = frozenset(filter(None, (who, with_)))
            self.books.visits.append((day, there))
            before, one.last = one.last, max(day, one.last or day)
            if day < self.monday:
                self.books.late.update(self.books.at(there))
            self.logged[said] = day, there, before

    def takes_back(self, who: str, whom: str, said: str) -> None:
        """Undo a visit of which that was said, and write it down."""
        hand = self.hands[who]
        hand.types("/votes recent", in_="dm")
        hand.presses("Undo", near=said)
        hand.sees("Undone")
        day, there, self.books.people[whom].last = self.logged[said]
        self.books.visits.remove((day, there))
        if day < self.monday:
            self.books.undone.update(self.books.at(there))

    def rounds(self, week: int) -> None:
        """Everybody is met again after so many weeks as it takes, each way in turn."""
        for at, those in enumerate(PEOPLE_THERE.values()):
            for name, _level, every in those:
                keeper = self.books.people[name].keeper
                who = "ming" if keeper == "lin" and week in LIN_IS_AWAY else keeper
                if every and week % every == at % every:
                    self.visits(who, name, way=week // every % 4, ago=3 * (week % 5 == 1))

    def gives(self, *accounts: str, to: str) -> None:
        """Customers have somebody else who looks after them."""
        for one in self.books.people.values():
            one.keeper = to if one.account in accounts else one.keeper

    # What happens in the weeks of their number

    def week_1(self) -> None:
        """Two customers speak, and are promised something; so is a third."""
        friday = self.today + timedelta(days=4)
        for who, whom, words, promise in (
            ("alice", "Li Wei", "spares come late #complaint", "send the SLA"),
            ("dana", "Eva Berg", "wants cranes #need", "send photos"),
            ("tom", "Nina Falk", "", "send the manual"),
        ):
            self.visits(who, whom, said=f"{words}. next: {promise} by Fri")
            self.books.promises[promise] = who, friday, None
            if words:
                self.books.voices[words] = self.today, who
                self.books.unanswered.add(words)

    def week_2(self) -> None:
        """One promise is kept, one is put off; the third is forgotten."""
        alice, tom = self.hands["alice"], self.hands["tom"]
        alice.types("/votes promises", in_="dm")
        alice.presses("Done", near="send the SLA")
        self._keeps("send the SLA")
        tom.types("/votes promises", in_="dm")
        day = self.today + timedelta(days=11)
        tom.chooses("Move to another day", day.isoformat(), near="send the manual")
        self.books.promises["send the manual"] = "tom", day, None

    def week_3(self) -> None:
        """Nordwerk has a fault; and the complaint is answered."""
        said = self.hands["dana"].types("/votes incident Nordwerk: line 3 is down", in_="dm")
        assert "Ulla Brandt" in said.all_text, said.all_text
        self._answers("spares come late", "from January on site")

    def week_4(self) -> None:
        """The door that the fault has opened is used, and what was put off is kept."""
        self.visits("dana", "Ulla Brandt", said="what it costs them")
        self.books.first_met.append((self.today, "Ulla Brandt, Nordwerk", "dana"))
        tom = self.hands["tom"]
        tom.types("/votes promises", in_="dm")
        tom.presses("Done", near="send the manual")
        self._keeps("send the manual")

    def week_5(self) -> None:
        """The incident has closed by itself, and the complaint is opened again."""
        for reader in ("dana", "mona"):
            self.hands[reader].opens("dm")
            self.hands[reader].sees("What came of the incident at Nordwerk")
            self.hands[reader].sees("met for the first time: Ulla Brandt")
        mona = self.hands["mona"]
        mona.types("/votes voices answered", in_="dm")
        mona.presses("Open again", near="spares come late")
        self.books.unanswered.add("spares come late #complaint")

    def week_6(self) -> None:
        """Mona reads the board, plans, and takes the votes along; Ming asks what if Wang left."""
        readers.the_board_is_read(self)
        readers.this_weeks_five_are_planned(self)
        readers.the_votes_come_as_a_sheet(self)
        readers.a_farewell_is_rehearsed(self)

    def week_7(self) -> None:
        """The complaint is answered for good."""
        self._answers("spares come late", "they came")

    def week_8(self) -> None:
        """Dana hands Nordwerk over to Alice: the promise that nobody kept goes along."""
        mona = self.hands["mona"]
        mona.types("/votes handover @dana @alice Nordwerk", in_="dm")
        mona.presses("Hand over", near="Leave as it is")
        self.gives("Nordwerk", to="alice")
        self.books.voices["wants cranes #need"] = (
            self.books.voices["wants cranes #need"][0],
            "alice",
        )
        self.books.promises["send photos"] = ("alice", *self.books.promises["send photos"][1:])
        self._is_briefed("alice", "send photos")

    def week_9(self) -> None:
        """Two of one team go along together, and two of two teams; each visit is one."""
        self.visits("alice", "Peter Quist", with_="mona", said="the roadmap")
        self.visits("tom", "Karl Ebert", with_="dana", said="the crane")

    def week_10(self) -> None:
        """What was logged by mistake is taken back at once, and counts nowhere."""
        self.visits("dana", "Jonas Friis", said="wrong Jonas")
        self.takes_back("dana", "Jonas Friis", "wrong Jonas")

    def week_12(self) -> None:
        """Wang leaves: Ming confirms who takes over."""
        ming = self.hands["ming"]
        self.workspace.change_user("wang", deleted=True)
        ming.opens("dm")
        ming.sees("Wang Fang has left: who takes over?")
        ming.presses("Hand over", near="Leave as it is")
        ming.sees("✓ Handed over from Wang Fang: 4 contacts")
        self.gives("Huahong", to="lin")
        self._is_briefed("lin", "Zhang San")

    def week_14(self) -> None:
        """On Sunday somebody who was never met is logged, by the wrong name ..."""
        self.workspace.clock.until("sunday 18:00", zone=BERLIN)
        self.visits("alice", "Ruth Abel", with_="tom", said="meant Ruth Ebel")

    def week_15(self) -> None:
        """... and that is taken back when the digest has told it."""
        self.takes_back("alice", "Ruth Abel", "meant Ruth Ebel")

    def week_16(self) -> None:
        """Lin is away for two weeks, and Ming stands in."""
        last = self.today + timedelta(days=12)
        self.hands["lin"].types(f"/votes away until {last:%d %b} with @ming", in_="dm")
        self.hands["lin"].sees("You are away")
        self.reminded = self._told("lin", "stay close")

    def week_18(self) -> None:
        """Nobody has reminded Lin meanwhile."""
        assert self._told("lin", "stay close") - self.reminded <= 1, "only today's"

    def week_20(self) -> None:
        """Two of ours meet the same person apart, and both get a word."""
        self.visits("tom", "Nina Falk")
        self.visits("sven", "Nina Falk", way=2)
        for one, other in (("tom", "Sven Holm"), ("sven", "Tom Becker")):
            self.hands[one].opens("dm")
            self.hands[one].sees("One face: you met Nina Falk")
            self.hands[one].sees(other)

    def week_21(self) -> None:
        """Mona looks up a week of the quarter before."""
        readers.a_past_week_is_shown_as_it_was(self)

    def _keeps(self, promise: str) -> None:
        who, due, _kept = self.books.promises[promise]
        self.books.promises[promise] = who, due, self.today

    def _answers(self, words: str, told: str) -> None:
        mona = self.hands["mona"]
        mona.types("/votes voices", in_="dm")
        mona.presses("Answered …", near=words)
        mona.fills({"What they were told": told})
        mona.submits()
        self.books.unanswered -= {one for one in self.books.unanswered if words in one}

    def _is_briefed(self, who: str, about: str) -> None:
        self.hands[who].opens("dm")
        self.hands[who].sees("You look after these now")
        self.hands[who].sees(about)

    def _told(self, who: str, words: str) -> int:
        """How many messages of her own say so."""
        self.hands[who].opens("dm")
        return sum(words in one.text for one in self.hands[who].messages())


@pytest.mark.timeout(600)
def test_two_quarters_of_a_company(workspace, bot, tmp_path):
    books = Books(people())
    bot.imports(**sheets(books))
    with bot.running(lambda: workspace.connected):
        company = Company(workspace, books)
        for week in range(WEEKS):
            workspace.clock.until("monday 10:01", zone=BERLIN)
            books.close(FIRST + week * A_WEEK)
            getattr(company, f"week_{week}", lambda: None)()
            company.rounds(week)
        workspace.clock.pass_(hours=26)  # it is morning in Shanghai, and then in Berlin
        each_digest_was_posted_once(company)
        targets_were_assessed(company)
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
