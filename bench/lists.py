"""A list on its way in: lines a second, the memory it takes, and what others wait meanwhile.

The import is a process of its own, as `everyvote import` is; visits are logged beside it, one
after another, each of which must be kept within the time that people wait for the database.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bench.figures import Line, p95, peak_memory
from bench.filling import NOW, TODAY, Filled, some_name
from handlers import sheets
from handlers.sheets.pages import PAGE
from storage import LOCAL, Store, StoreError, open_store, tables
from storage.accounts import key_lines
from upkeep import names
from upkeep.policy import Policy
from upkeep.visits import Channel, NewVisit

#: Seconds between two visits that others log.
PAUSE = 0.05
LAST_VISITS, NEW_ACCOUNTS = 2, 10


def measure(filled: Filled) -> Iterator[Line]:
    """An import beside bare INSERTs of as many rows, and the others' waits."""
    people = _people(filled.lines)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.csv"
        path.write_text(_sheet(filled, people), encoding="utf-8")
        asked = [sys.executable, "-m", "bench.lists", filled.url, str(path)]
        with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as coming:
            waits, refused = _others(filled, coming)
            said = coming.communicate()[0]
    seconds, megabytes = map(float, said.split())
    bare = _bare(filled, people)
    ours, floor = len(people) / seconds, len(people) / bare
    yield Line("import, lines a second", ours, "bare INSERTs", floor, "/s")
    yield Line("its peak memory", megabytes, unit="MB")
    yield Line("a visit logged meanwhile, median", sorted(waits)[len(waits) // 2])
    yield Line("a visit logged meanwhile, 19 of 20 within", p95(waits))
    yield Line("a visit logged meanwhile, longest", max(waits))
    yield Line("visits refused meanwhile", refused, f"of {len(waits)} logged", len(waits), "")


def _people(lines: int) -> list[str]:
    chance = random.Random(11)
    return [some_name(chance) for _ in range(lines)]


def _sheet(filled: Filled, people: list[str]) -> str:
    """All have a telephone, half of them a last visit; a tenth of the customers are new."""
    rows = ["name,account,title,phone,owner_email,last_visit"]
    for number, name in enumerate(people):
        firm = f"{'New' * (number % NEW_ACCOUNTS == 0)}Account {number % filled.accounts}"
        met = "" if number % LAST_VISITS else str(_day(number))
        phone, owner = f"+49 30 {number:07}", f"m{number % filled.members}@b.example"
        rows.append(f"{name},{firm},Engineer,{phone},{owner},{met}")
    return "\n".join(rows)


def _day(number: int) -> object:
    return TODAY - timedelta(days=number % 90)


def _others(filled: Filled, coming: "subprocess.Popen[str]") -> tuple[list[float], int]:
    """Log a visit again and again until the import is done; the waits, and how many failed."""
    waits: list[float] = []
    refused = number = 0
    while coming.poll() is None or not waits:
        time.sleep(PAUSE)
        number += 1
        begun = time.perf_counter()
        try:
            _log(filled.store, number, number % len(filled.people) + 1)
        except StoreError:
            refused += 1
        waits.append((time.perf_counter() - begun) * 1000)
    return waits, refused


def _log(store: Store, number: int, contact_id: int) -> None:
    with store.transaction(LOCAL) as tx:
        contact = tx.contacts.get(contact_id)
        visit = NewVisit(contact.account.id, TODAY, Channel.MEAL, (contact_id,), (1,))
        tx.visits.add(visit, 1, NOW, f"meanwhile:{number}")


def _bare(filled: Filled, people: list[str]) -> float:
    """Seconds that bare INSERTs of the same rows take, page by page."""
    rows = [
        {
            "account_id": number % filled.accounts + 1,
            "name": name,
            "folded": names.fold(name),
            "keys": key_lines(name),
            "title": "Engineer",
            "phone": f"+49 30 {number:07}",
            "owner_id": number % filled.members + 1,
            "keeper_id": number % filled.members + 1,
            "added_on": TODAY,
            "last_touch_on": _day(number),
            "due_on": TODAY,
            "aliases": (),
        }
        for number, name in enumerate(people)
    ]
    begun = time.perf_counter()
    for start in range(0, len(rows), PAGE):
        with filled.store.transaction(LOCAL) as tx:
            _insert(tx._scope.session, rows[start : start + PAGE], tx._scope.workspace_id, start)  # noqa: SLF001 — written in bulk
    return time.perf_counter() - begun


def _insert(session: Session, rows: list[dict[str, object]], workspace: int, start: int) -> None:
    of = {"workspace_id": workspace}
    ids = session.scalars(
        insert(tables.Contact).returning(tables.Contact.id), [of | one for one in rows]
    ).all()
    met = list(zip(ids, rows, strict=True))[::LAST_VISITS]
    visits = [
        of
        | {
            "account_id": row["account_id"],
            "on": row["last_touch_on"],
            "channel": Channel.IN_PERSON,
            "request": f"bare:{start}:{one}",
            "recorded_by": row["owner_id"],
            "recorded_at": NOW,
        }
        for one, row in met
    ]
    made = session.scalars(insert(tables.Visit).returning(tables.Visit.id), visits).all()
    parts = [
        of | {"visit_id": visit, "contact_id": one}
        for visit, (one, _) in zip(made, met, strict=True)
    ]
    session.execute(insert(tables.VisitContact), parts)


def main() -> None:
    """One import: the seconds it took, and the megabytes."""
    store = open_store(sys.argv[1], Policy())
    content = Path(sys.argv[2]).read_bytes()
    begun = time.perf_counter()
    sheets.keep(store, LOCAL, content, NOW, name="contacts.csv")
    print(time.perf_counter() - begun, peak_memory())


if __name__ == "__main__":
    main()
