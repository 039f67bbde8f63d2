"""What finding and keeping due dates costs, with ten visits for each contact."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import event, text

from bench.figures import Line, p95, peak_memory, timed, worked
from bench.filling import NOW, TODAY, Filled, bulk
from bot.run import settle
from handlers import digests, incidents, lists, nudges, people, recounts
from storage import LOCAL, Store, open_store, tables
from upkeep import policy as policies
from upkeep.deliveries import A_MINUTE, POST
from upkeep.policy import Policy
from upkeep.visits import Channel, NewVisit

VISITS = 10
#: Reminders owed to find out what one costs.
SOME = 20
FILLED = ("visits", "visit_contacts", "visit_members", "voices", "follow_ups", "contacts")
SERIES = " UNION ALL ".join(f"SELECT {number} AS k" for number in range(VISITS))


def measure(filled: Filled) -> Iterator[Line]:
    """Each act beside the least it could cost."""
    fill_visits(filled)
    yield _act(filled, "/votes", _list(filled.store), 20)
    yield _act(filled, "a tick with nothing due", _idle(filled.store), 20)
    yield _remind(filled)
    yield from _policy(filled)
    yield _recount(filled)
    yield Line("peak memory of a process that does all this", _fresh(filled.url), unit="MB")


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


def _bare(filled: Filled, act: Callable[[], object]) -> Callable[[], None]:
    """The least an act could cost: its own statements, said to the driver and to nobody else."""
    said: list[tuple[str, Any]] = []

    def note(_c: object, _u: object, statement: str, values: object, *_: object) -> None:
        said.append((statement, values))

    engine = filled.store._engine  # noqa: SLF001 — the floor is the bare driver
    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    asked = [(statement, values) for statement, values in said if statement.startswith("SELECT")]

    def bare() -> None:
        connection = engine.raw_connection()
        cursor = connection.cursor()
        for statement, values in asked:
            cursor.execute(statement, values)
            cursor.fetchall()
        cursor.close()
        connection.rollback()
        connection.close()

    return bare


def _act(filled: Filled, what: str, act: Callable[[], object], runs: int) -> Line:
    bare = _bare(filled, act)
    floor = timed(bare, runs)
    return Line(what, timed(act, runs), "its statements, bare", floor, cpu=worked(act, runs))


def _list(store: Store) -> Callable[[], object]:
    """`/votes`: a member's list."""
    with store.reading(LOCAL) as tx:
        member = tx.members.get(3)

    def act() -> None:
        with store.reading(LOCAL) as tx:
            lists.mine(tx, member, TODAY)

    return act


def _idle(store: Store) -> Callable[[], object]:
    """A minute in which nothing is due."""

    def act() -> None:
        people.tick(store, None, LOCAL, NOW)  # type: ignore[arg-type]  # nobody is asked about
        nudges.tick(store, LOCAL, NOW)
        digests.tick(store, LOCAL, NOW)
        incidents.tick(store, LOCAL, NOW)

    act()
    return act


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
    begun, worked_by = time.perf_counter(), time.thread_time()
    recounts.tick(filled.store, LOCAL)
    spent, cpu = time.perf_counter() - begun, time.thread_time() - worked_by
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
    what = "all due dates after a change of policy"
    yield Line(what, spent, "one bare UPDATE", floor, "s", cpu)
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
    begun, worked_by = time.perf_counter(), time.thread_time()
    wrong = sum(1 for _ in recounts.compare(filled.store, LOCAL))
    spent, cpu = time.perf_counter() - begun, time.thread_time() - worked_by
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
    return Line("hold every clock to its visits", spent, "one bare GROUP BY", floor, "s", cpu)


def _fresh(url: str) -> float:
    """The megabytes that a new process takes at most for a list, a tick, a policy and a recount."""
    asked = [sys.executable, "-m", "bench.cost", url]
    return float(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """All of it once, and what it took."""
    settle()
    store = open_store(sys.argv[1], Policy())
    for act in (_list(store), _idle(store)):
        act()
    with store.transaction(LOCAL) as tx:
        tx.settings.change("cadence.general", 60, 1, NOW)
    recounts.tick(store, LOCAL)
    assert not any(recounts.compare(store, LOCAL))
    print(peak_memory())


if __name__ == "__main__":
    main()
