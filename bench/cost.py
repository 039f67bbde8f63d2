"""What finding and keeping due dates costs, with ten visits for each contact."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

from sqlalchemy import text

from bench.figures import Line, p95, timed
from bench.filling import NOW, TODAY, Filled, bulk
from handlers import digests, lists, nudges, people, recounts
from storage import LOCAL, tables
from upkeep import policy as policies
from upkeep.deliveries import A_MINUTE, POST
from upkeep.visits import Channel, NewVisit

VISITS = 10
#: Reminders owed to find out what one costs.
SOME = 20
FILLED = ("visits", "visit_contacts", "visit_members", "voices", "follow_ups", "contacts")
SERIES = " UNION ALL ".join(f"SELECT {number} AS k" for number in range(VISITS))


def measure(filled: Filled) -> Iterator[Line]:
    """Each act beside the least it could cost."""
    fill_visits(filled)
    yield _list(filled)
    yield _idle(filled)
    yield _remind(filled)
    yield from _policy(filled)
    yield _recount(filled)


def fill_visits(filled: Filled) -> None:
    """Ten visits a contact, the last on its last touch; members in Slack, their next hour set.

    After one visit of ten something was said, after one of twenty something promised; half of it is
    open still.
    """
    sqlite = filled.store.dialect == "sqlite"
    day = (
        "date(c.last_touch_on, '-' || (k * 7) || ' days')" if sqlite else "c.last_touch_on - k * 7"
    )
    steps = (
        (
            'INSERT INTO visits (id, workspace_id, account_id, "on", channel, note, attempt,'
            " source, permalink, request, recorded_by, recorded_at)"
            f" SELECT (c.id - 1) * {VISITS} + k + 1, 1, c.account_id, {day}, 'in_person', '',"
            f" false, '', '', 'b' || (10000000000 + c.id * {VISITS} + k), c.keeper_id, :now"
            f" FROM (SELECT * FROM contacts ORDER BY id) c CROSS JOIN ({SERIES}) series"
        ),
        (
            "INSERT INTO visit_contacts (workspace_id, visit_id, contact_id)"
            f" SELECT 1, v.id, (v.id - 1) / {VISITS} + 1 FROM visits v ORDER BY v.id"
        ),
        (
            "INSERT INTO visit_members (workspace_id, visit_id, member_id)"
            " SELECT 1, v.id, v.recorded_by FROM visits v ORDER BY v.id"
        ),
        (
            "INSERT INTO voices (workspace_id, visit_id, account_id, contact_id, kind, text,"
            " said_on, answered_on, answer)"
            f" SELECT 1, v.id, v.account_id, (v.id - 1) / {VISITS} + 1, 'need', 'spares', v.\"on\","
            f" CASE WHEN v.id / {VISITS} % 2 = 0 THEN v.\"on\" END, ''"
            f" FROM visits v WHERE v.id % {VISITS} = 1"
        ),
        (
            "INSERT INTO follow_ups (workspace_id, visit_id, account_id, text, owner_id, due_on,"
            " done_on)"
            " SELECT 1, v.id, v.account_id, 'send the offer', v.recorded_by, v.\"on\","
            f' CASE WHEN v.id / {VISITS} % 4 = 0 THEN v."on" END'
            f" FROM visits v WHERE v.id % {2 * VISITS} = 1"
        ),
        "UPDATE contacts SET last_seen_on = last_touch_on",
        "UPDATE members SET slack_id = 'U' || id, next_reminder_at = :later",
    )
    values = {"now": NOW, "later": NOW + timedelta(days=1)}
    with bulk(filled.url, FILLED) as connection:
        for step in steps:
            named = {name: at for name, at in values.items() if f":{name}" in step}
            connection.execute(text(step), named)
        if not sqlite:
            ids = "SELECT setval(pg_get_serial_sequence('visits', 'id'), max(id)) FROM visits"
            connection.execute(text(ids))
    with filled.store.transaction(LOCAL) as tx:
        cadences, counted = policies.clock_words(tx.policy)
        tx._scope.session.add(tables.Sweep(cadences=cadences, counted=counted))  # noqa: SLF001 — as filled


def _floor(filled: Filled, statement: str) -> Callable[[], None]:
    def act() -> None:
        with filled.store._reading.connect() as connection:  # noqa: SLF001 — the floor is the bare engine
            connection.execute(text(statement), {"today": TODAY}).all()

    return act


def _list(filled: Filled) -> Line:
    """`/votes`: a member's list."""
    with filled.store.reading(LOCAL) as tx:
        member = tx.members.get(3)

    def ours() -> None:
        with filled.store.reading(LOCAL) as tx:
            lists.mine(tx, member, TODAY)

    bare = _floor(
        filled,
        "SELECT * FROM contacts JOIN accounts ON accounts.id = contacts.account_id"
        " WHERE contacts.workspace_id = 1 AND keeper_id = 3 AND due_on <= :today ORDER BY due_on",
    )
    return Line("/votes", timed(ours, 10), "all that is due, bare", timed(bare, 10))


def _idle(filled: Filled) -> Line:
    """A minute in which nothing is due."""
    store = filled.store

    def ours() -> None:
        people.tick(store, None, LOCAL, NOW)  # type: ignore[arg-type]  # nobody is asked about
        nudges.tick(store, LOCAL, NOW)
        digests.tick(store, LOCAL, NOW)

    bare = _floor(filled, "SELECT * FROM members WHERE next_reminder_at <= :today LIMIT 500")
    ours()
    return Line("a tick with nothing due", timed(ours), "one bare SELECT", timed(bare))


def _remind(filled: Filled) -> Line:
    """One of many reminders; what Slack takes for itself is the baseline."""
    with filled.store.transaction(LOCAL) as tx:
        for number in range(1, SOME + 1):
            tx.members.set_next_reminder(number, NOW - timedelta(hours=1))
    begun = time.perf_counter()
    nudges.tick(filled.store, LOCAL, NOW)
    spent = (time.perf_counter() - begun) * 1000 / SOME
    return Line("owe one reminder", spent, "Slack's budget for one", 60_000 / A_MINUTE[POST])


def _policy(filled: Filled) -> Iterator[Line]:
    """Every due date follows a new cadence, while visits are being logged."""
    idle, number = _logging(filled, count()), count(1_000_000)
    calm = [idle() for _ in range(20)]
    with filled.store.transaction(LOCAL) as tx:
        tx.settings.change("cadence.general", 45, 1, NOW)
    waited: list[float] = []
    over = threading.Event()

    def log() -> None:
        act = _logging(filled, number)
        while not over.wait(0.05):
            waited.append(act())

    busy = threading.Thread(target=log)
    busy.start()
    begun = time.perf_counter()
    recounts.tick(filled.store, LOCAL)
    spent = time.perf_counter() - begun
    over.set()
    busy.join()
    with filled.store._engine.connect() as connection:  # noqa: SLF001 — the floor is the bare engine
        if filled.store.dialect == "postgresql":
            connection.exec_driver_sql("SET statement_timeout = 0")
        begun = time.perf_counter()
        day = "date(due_on, '+1 days')" if filled.store.dialect == "sqlite" else "due_on + 1"
        connection.execute(text(f"UPDATE contacts SET due_on = {day}"))
        floor = time.perf_counter() - begun
        connection.rollback()
    yield Line("all due dates after a change of policy", spent, "one bare UPDATE", floor, unit="s")
    most = p95(waited) if len(waited) > 1 else max(waited, default=0)
    yield Line("log a visit meanwhile, p95", most, "while nothing else goes on", p95(calm))


def _logging(filled: Filled, number: Iterator[int]) -> Callable[[], float]:
    def act() -> float:
        visit = NewVisit(1, TODAY, Channel.MEAL, (1,), (1,), "note")
        begun = time.perf_counter()
        with filled.store.transaction(LOCAL) as tx:
            tx.visits.add(visit, 1, NOW, f"cost{next(number)}")
        return (time.perf_counter() - begun) * 1000

    return act


def _recount(filled: Filled) -> Line:
    """Every clock held to its visits."""
    begun = time.perf_counter()
    wrong = sum(1 for _ in recounts.compare(filled.store, LOCAL))
    spent = time.perf_counter() - begun
    assert not wrong, f"{wrong} clocks are wrong"
    last = (
        'SELECT contact_id, max(v."on") FROM visit_contacts JOIN visits v ON v.id = visit_id'
        " GROUP BY contact_id"
    )
    with filled.store._engine.connect() as connection:  # noqa: SLF001 — the floor is the bare engine
        if filled.store.dialect == "postgresql":
            connection.exec_driver_sql("SET statement_timeout = 0")
        begun = time.perf_counter()
        for _row in connection.execution_options(yield_per=1000).execute(text(last)):
            pass
        floor = time.perf_counter() - begun
    return Line("hold every clock to its visits", spent, "one bare GROUP BY", floor, unit="s")
