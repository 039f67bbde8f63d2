"""Whom a reminder names: in which order, when again, and that nobody waits for ever."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.upkeep.people import POLICY, TODAY, ago, contact, seconds, touch
from upkeep import cadence, calendar, decision, nudges, regime
from upkeep.accounts import Account, Contact, Level
from upkeep.nudges import Candidate
from upkeep.policy import Policy


def works(day: date) -> bool:
    return day.weekday() in POLICY.work_days


def ids(found: list[nudges.Nudge] | list[Candidate]) -> list[int]:
    return [one.contact.id for one in found]


@given(st.lists(st.tuples(st.integers(0, 900), st.floats(0, 1), st.booleans()), max_size=30))
def test_the_rank_is_overdue_ratio_plus_swing_and_nothing_else(facts):
    people = [
        Candidate(contact(number, touched=ago(days)), swing, ago(9) if named else None)
        for number, (days, swing, named) in enumerate(facts)
    ]
    scores = {
        one.contact.id: cadence.overdue_ratio(one.contact, POLICY, TODAY) + one.swing
        for one in people
    }
    expected = sorted(scores, key=lambda number: (-scores[number], number))
    assert ids(nudges.rank(people, POLICY, TODAY)) == expected
    assert ids(nudges.rank(people[::-1], POLICY, TODAY)) == expected


def test_no_level_outranks_another_that_is_as_overdue():
    people = [
        Candidate(contact(1, touched=ago(120))),
        Candidate(contact(2, touched=ago(60), level=Level.KEY)),
        Candidate(contact(3, touched=ago(90), level=Level.EXECUTIVE)),
    ]
    assert ids(nudges.rank(people, POLICY, TODAY)) == [1, 2, 3]


def test_who_goes_before_more_pressing_ones_has_his_turn():
    pressing = Candidate(contact(1, touched=ago(100), cadence=7), named_on=ago(6), unanswered=1)
    patient = Candidate(contact(2, touched=ago(180)))

    def turns(limit):
        found = nudges.choose([pressing, patient], Policy(reminder_limit=limit), TODAY, works=works)
        return [(one.contact.id, one.turn) for one in found]

    assert turns(1) == [(2, True)]
    assert turns(2) == [(1, False), (2, False)], "nobody was left for another day"


def test_who_has_waited_for_three_cadences_is_served_in_its_turn_and_not_a_day_before():
    pressing = Candidate(contact(1, touched=ago(20), cadence=7), swing=1.0)

    def first(waited: int) -> list[int]:
        people = [pressing, Candidate(contact(2, touched=ago(waited)))]
        return ids(nudges.choose(people, Policy(reminder_limit=1), TODAY, works=works))

    assert first(179) == [1]
    assert first(180) == [2]


def may(candidate: Candidate, on: date = TODAY, off: frozenset[date] = frozenset()) -> bool:
    at_work = lambda day: works(day) and day not in off  # noqa: E731 — said in one line
    return nudges.why_not(candidate, POLICY, on, works=at_work) is None


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (contact(touched=ago(59)), False),
        (contact(touched=ago(60)), True),
        (contact(added=TODAY), True),
        (contact(added=TODAY + timedelta(days=1)), False),
        (contact(touched=ago(99), snoozed_until=TODAY + timedelta(days=1)), False),
        (contact(touched=ago(99), snoozed_until=TODAY), True),
        (contact(touched=ago(99), left_on=TODAY), False),
    ],
)
def test_only_who_is_active_due_and_not_snoozed_is_named(one, expected):
    assert may(Candidate(one)) is expected


def test_after_a_nudge_a_contact_rests_for_three_work_days_and_days_away_do_not_count():
    thursday = date(2026, 11, 19)
    named = Candidate(contact(touched=ago(99)), named_on=thursday, unanswered=1)
    back = [may(named, thursday + timedelta(days=ahead)) for ahead in range(7)]
    assert back == [False] * 6 + [True]  # Fri, Mon, Tue are rest; Wednesday is not
    wednesday = thursday + timedelta(days=6)
    away = frozenset({date(2026, 11, 23)})
    assert not may(named, wednesday, away)
    assert may(named, wednesday + timedelta(days=1), away)


def test_after_three_unanswered_nudges_a_contact_is_escalated_and_named_once_per_cadence():
    def named(days: int, unanswered: int) -> Candidate:
        return Candidate(contact(touched=ago(300)), named_on=ago(days), unanswered=unanswered)

    assert may(named(7, unanswered=2))
    assert not may(named(59, unanswered=3))
    assert may(named(60, unanswered=3))
    assert [named(7, unanswered=count).is_escalated for count in (2, 3)] == [False, True]


def spoken(keeper: str, *, faded: bool, people: int = 40, days: int = 140) -> tuple[int, int]:
    """Messages to a keeper in so many days, and by how many days somebody was overdue at most.

    He goes two days after a contact is due, by himself; or the work day after he is told.
    """
    crowd = {number: contact(number, touched=ago(20 + number)) for number in range(people)}
    told: dict[int, date] = {}
    messages = latest = 0
    for on in (TODAY + timedelta(days=ahead) for ahead in range(days)):
        latest = max(latest, *((on - one.due_on).days for one in crowd.values()))
        if keeper == "by himself":
            going = [one.id for one in crowd.values() if (on - one.due_on).days >= 2]
        else:
            going = [number for number, day in told.items() if day < on and works(on)]
        for number in going:
            crowd[number] = touch(crowd[number], on)
            told.pop(number, None)
        if works(on):
            waiting = [Candidate(one, named_on=told.get(one.id)) for one in crowd.values()]
            named = nudges.choose(waiting, POLICY, on, works=works, faded=faded)
            told |= {one.contact.id: on for one in named}
            messages += bool(named)
    return messages, latest


@pytest.mark.parametrize(("keeper", "most"), [("by himself", 0.0), ("when told", 0.5)])
def test_who_keeps_his_cadence_gets_fewer_messages_and_does_not_slip_for_it(keeper, most):
    before, faded = spoken(keeper, faded=False), spoken(keeper, faded=True)
    assert before[0] > 50
    assert faded[0] <= most * before[0]
    assert faded[1] <= regime.SLIP.days


def test_nobody_who_was_never_named_is_escalated():
    assert not Candidate(contact(touched=ago(3000))).is_escalated


def test_everybody_is_asked_about_once_before_anybody_is_asked_about_again():
    asked = [
        Candidate(contact(number, touched=ago(100)), 0.9, ago(10), unanswered=1)
        for number in range(1, 5)
    ]
    fresh = [Candidate(contact(number, touched=ago(70))) for number in range(5, 8)]
    two = Policy(reminder_limit=2)
    assert ids(nudges.choose(asked + fresh, two, TODAY, works=works)) == [5, 6]


def test_a_reminder_names_the_most_pressing_first():
    again = Candidate(contact(1, touched=ago(110)), 0.5, ago(10), unanswered=1)
    fresh = Candidate(contact(2, touched=ago(70)))
    assert ids(nudges.choose([fresh, again], POLICY, TODAY, works=works)) == [1, 2]


@dataclass
class Rep:
    """Somebody who gets a reminder each work day and answers it, or does not."""

    contacts: dict[int, Contact]
    limit: int
    policy: Policy = POLICY
    named_on: dict[int, date] = field(default_factory=dict)
    unanswered: Counter[int] = field(default_factory=Counter)
    escalated: set[int] = field(default_factory=set)

    def reminded(self, on: date, swings: dict[int, float]) -> list[int]:
        """The contacts named in the morning of a day."""
        if not works(on):
            return []
        people = [
            Candidate(
                one, swings.get(one.id, 0), self.named_on.get(one.id), self.unanswered[one.id]
            )
            for one in self.contacts.values()
        ]
        found = ids(nudges.choose(people, Policy(reminder_limit=self.limit), on, works=works))
        for number in found:
            self.named_on[number] = on
            self.unanswered[number] += 1
            if self.unanswered[number] >= nudges.ESCALATED:
                self.escalated.add(number)
        return found

    def meets(self, number: int, on: date) -> None:
        self.contacts[number] = touch(self.contacts[number], on)
        self.unanswered[number] = 0


people = st.tuples(
    st.sampled_from([1, 2, 7, 30, 60]),  # cadence
    st.booleans(),  # met before
    st.integers(0, 200),  # days since then
    st.sampled_from([0.0, 0.3, 1.0]),  # swing
    st.booleans(),  # visited as soon as it is named
)


@settings(max_examples=60, deadline=None)
@given(
    patient=st.integers(20, 60),
    others=st.lists(people, max_size=12),
    arriving=st.lists(people, max_size=3),
    every=st.integers(1, 5),
    limit=st.integers(1, 3),
    named_before=st.booleans(),
)
def test_nobody_waits_for_ever(patient, others, arriving, every, limit, named_before):
    """However few the places, however urgent the others, and though new ones keep coming.

    The one looked at is never visited, swings nothing and has the longest cadence; once it stands
    in line, after three cadences, only those go before it who were waiting when its own wait began.
    """
    start = TODAY
    rep = Rep({0: contact(0, touched=start - timedelta(days=patient), cadence=patient)}, limit)
    swings, visited = {0: 0.0}, {}

    def join(fact, on: date, added: date) -> None:
        number = len(swings)
        own, met, days, swing, answers = fact
        last = on - timedelta(days=days) if met else None
        rep.contacts[number] = contact(number, touched=last, added=added, cadence=own)
        swings[number], visited[number] = swing, answers

    for fact in others:
        join(fact, start, start - timedelta(days=fact[2]))
    if named_before:
        rep.named_on[0], rep.unanswered[0] = start, 1
    waits = {
        number: Candidate(one, named_on=rep.named_on.get(number)).waiting_since
        for number, one in rep.contacts.items()
    }
    since = waits.pop(0)
    ahead = sum(wait <= since for wait in waits.values())
    in_line = since + timedelta(days=nudges.PATIENCE * patient)
    bound = calendar.add_work_days(in_line, ahead + 1, works) + timedelta(days=1)
    on = start
    while 0 not in (named := rep.reminded(on, swings)):
        assert on <= bound, f"still waiting; {ahead} were ahead"
        for number in named:
            if visited[number]:
                rep.meets(number, on)
        on += timedelta(days=1)
        if arriving and on.toordinal() % every == 0:
            for fact in arriving:
                join(fact, on, on)


def test_by_rank_alone_a_contact_of_long_cadence_would_wait_for_ever():
    """What rounds and line are there for: thirty of short cadence, none visited, one place."""
    rep = Rep({number: contact(number, touched=ago(60), cadence=7) for number in range(1, 31)}, 1)
    rep.contacts[99] = contact(99, touched=ago(60), cadence=60)
    on, by_rank = TODAY, set()
    for _ in range(400):
        people = [Candidate(one) for one in rep.contacts.values()]
        by_rank.add(nudges.rank(people, POLICY, on)[0].contact.id)
        rep.reminded(on, {})
        on += timedelta(days=1)
    assert 99 not in by_rank
    assert 99 in rep.named_on


def test_three_hundred_imported_contacts_and_one_visit_a_work_day():
    """200 days: everybody is named, few go three times unanswered, and the list says what it is."""
    start = date(2026, 1, 5)
    accounts = [Account(number, f"Account {number}") for number in range(20)]
    levels = [Level.KEY, Level.EXECUTIVE, *[Level.GENERAL] * 8]
    rep = Rep(
        {
            number: contact(
                number, added=start, account=accounts[number % 20], level=levels[number // 20 % 10]
            )
            for number in range(300)
        },
        limit=5,
    )
    for day in range(200):
        on = start + timedelta(days=day)
        swings = {
            number: swing
            for account in accounts
            for number, swing in decision.swings(
                decision.votes_of(
                    (one for one in rep.contacts.values() if one.account is account), POLICY, on
                )
            ).items()
        }
        named = rep.reminded(on, swings)
        assert len(named) == (5 if works(on) else 0)
        if named:
            rep.meets(named[0], on)
        if day == 100:
            assert len(rep.named_on) == 300
    still = sum(count >= nudges.ESCALATED for count in rep.unanswered.values())
    assert len(rep.escalated) < 0.15 * 300
    assert still < 0.10 * 300
    covered = cadence.coverage(rep.contacts.values(), POLICY, on).covered
    held = regime.capacity(5, POLICY)  # where each of his visits met one contact and no more
    assert held == 56
    assert covered == pytest.approx(held / regime.CONTACTS_PER_VISIT, abs=3), "an honest figure"


def test_two_thousand_candidates_are_placed_in_a_moment():
    crowd = [Candidate(contact(number, touched=ago(61 + number % 300))) for number in range(2000)]
    assert seconds(lambda: nudges.choose(crowd, POLICY, TODAY, works=works), tries=3) < 0.2
