"""Whatever lists come in and are taken back between visits and merges, clocks equal a recount."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import chain, count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers import recounts, sheets
from tests import trials
from upkeep.errors import Refusal
from upkeep.visits import Channel, NewVisit

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)
NAMES = ("Li Wei", "张三")
FIRMS = ("Acme", "Nordwerk")
OWNERS = ("", "dana@us.example", "ben@us.example")
TEAMS = count()


class Desk:
    """A workspace of its own in which lists come in and go, between all that people do."""

    def __init__(self, store) -> None:
        self.store, self.team = store, f"LIST{next(TEAMS)}"
        self.lists: list[int] = []
        self.visits: list[int] = []
        self.merges: list[int] = []
        with store.transaction(self.team) as tx:
            self.member = tx.members.ensure("U0ALICE").id
        # A first sweep counts everything anew, and would mend what is looked for here.
        recounts.tick(store, self.team)

    def bring(self, rows) -> None:
        lines = ["name,account,owner_email,level,cadence,last_visit,last_channel"]
        lines += [
            f"{NAMES[who]},{FIRMS[firm]},{OWNERS[owner]},{level},{cadence or ''},"
            f"{TODAY - timedelta(days=ago) if ago else ''},{channel if ago else ''}"
            for who, firm, owner, level, cadence, ago, channel in rows
        ]
        sheets.keep(self.store, self.team, "\n".join(lines).encode(), NOW)
        with self.store.reading(self.team) as tx:
            self.lists = [one.id for one in tx.imports.newest(99)][::-1]

    def take_back(self, which) -> None:
        if self.lists:
            with suppress(Refusal):  # it is taken back already
                sheets.undo(self.store, self.team, self.lists[which % len(self.lists)])

    def log(self, who, ago, channel) -> None:
        with self.store.transaction(self.team) as tx:
            if not (people := tx.contacts.all()):
                return
            met = people[who % len(people)]
            on = TODAY - timedelta(days=ago)
            visit = NewVisit(met.account.id, on, channel, (met.id,), (self.member,))
            request = f"v{len(self.visits)}"
            self.visits.append(tx.visits.add(visit, self.member, NOW, request)[0].id)

    def undo(self, which) -> None:
        if self.visits:
            with self.store.transaction(self.team) as tx:
                tx.visits.undo(self.visits[which % len(self.visits)], self.member, NOW)

    def merge(self, one, other) -> None:
        with suppress(Refusal), self.store.transaction(self.team) as tx:
            people = tx.contacts.all() or [None]
            kept, gone = people[one % len(people)], people[other % len(people)]
            if kept is not gone:
                made = tx.merges.merge(kept.id, gone.id, self.member, NOW, TODAY)
                self.merges.append(made.id)

    def unmerge(self) -> None:
        if self.merges:
            with suppress(Refusal), self.store.transaction(self.team) as tx:
                tx.merges.undo(self.merges.pop(), NOW)

    def policy(self, days) -> None:
        with self.store.transaction(self.team) as tx:
            tx.settings.change("cadence.general", days, self.member, NOW)
        recounts.tick(self.store, self.team)


some = st.integers(0, 5)
channel = st.sampled_from([Channel.IN_PERSON, Channel.CALL, Channel.MESSAGE])
#: Most cells are empty: lists that change little collide most with what people do.
row = st.tuples(
    st.integers(0, len(NAMES) - 1),
    st.integers(0, len(FIRMS) - 1),
    st.sampled_from([0, 0, 1, 2]),
    st.sampled_from(["", "", "key"]),
    st.sampled_from([0, 0, 7, 90]),
    st.sampled_from([0, 0, 3, 40]),
    channel,
)
bring = st.tuples(st.just("bring"), st.lists(row, min_size=1, max_size=3))
act = st.one_of(
    st.tuples(st.just("log"), some, st.integers(0, 40), channel),
    st.tuples(st.just("undo"), some),
    st.tuples(st.just("merge"), some, some),
    st.tuples(st.just("unmerge")),
    st.tuples(st.just("policy"), st.integers(5, 90)),
)
take_back = st.tuples(st.just("take_back"), some)
rounds = st.lists(st.tuples(bring, act, take_back), min_size=1, max_size=4)


@settings(
    max_examples=trials.times(7),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rounds=rounds)
def test_clocks_equal_a_recount_whatever_lists_come_and_go(any_store, rounds):
    desk = Desk(any_store)
    for name, *what in chain.from_iterable(rounds):
        getattr(desk, name)(*what)
        assert list(recounts.compare(any_store, desk.team)) == [], name
