"""The company at work for two quarters: what happens in the weeks of their number."""

from datetime import date, timedelta

from sandbox.driver import Sandbox
from tests.journeys import readers
from tests.journeys.books import BERLIN, PEOPLE_THERE, TEAM_OF, Books

#: How a visit of each third kind is put, and whether it counts.
WAYS = (("met", True), ("had lunch with", True), ("called", True), ("texted", False))
LIN_IS_AWAY = (16, 17)


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
        """What was said comes back; one promise is kept, one is put off, the third forgotten."""
        readers.a_promise_came_on_its_day(self)
        readers.what_customers_taught_us_is_read(self)
        readers.an_open_voice_is_on_its_card(self)
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
        self.hands["dana"].opens("dm")
        self.hands["dana"].sees("Meet Ulla Brandt")
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

    def week_11(self) -> None:
        """Alice hands one contact over, by the button on the card; and Mona asks for an answer."""
        alice, dana, mona = (self.hands[one] for one in ("alice", "dana", "mona"))
        alice.types("/votes contact Jonas Friis", in_="dm")
        alice.presses("Hand over", near="Jonas Friis")
        alice.fills({"New owner": "dana"})
        alice.submits()
        self.books.people["Jonas Friis"].keeper = "dana"
        dana.opens("dm")
        dana.sees("Alice Meyer asks you to look after Jonas Friis")
        mona.types("/votes voices need", in_="dm")
        mona.presses("Ask a colleague to answer …", near="wants cranes")
        mona.fills({"Colleague": "dana"})
        mona.submits()
        dana.sees("Mona Lindt asks you to answer a customer")

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
        """... and that is taken back when the digest has told it; asked again, it says so."""
        self.takes_back("alice", "Ruth Abel", "meant Ruth Ebel")
        readers.the_digest_is_asked_again(self, "1 visit taken back")

    def week_16(self) -> None:
        """Lin is away for two weeks, and Ming stands in."""
        last = self.today + timedelta(days=12)
        self.hands["lin"].types(f"/votes away until {last:%d %b} with @ming", in_="dm")
        self.hands["lin"].sees("You are away")
        self.hands["ming"].opens("dm")
        self.hands["ming"].sees("Lin Tao is away until")
        self.reminded = self._told("lin", "stay close")

    def week_18(self) -> None:
        """Nobody has reminded Lin meanwhile."""
        assert self._told("lin", "stay close") - self.reminded <= 1, "only today's"

    def week_19(self) -> None:
        """Mona's Home tells of her team as it stands."""
        readers.the_home_tells_of_a_team(self)

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
