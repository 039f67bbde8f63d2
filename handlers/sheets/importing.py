"""An import: a file becomes pages, each page is kept in one short transaction, and can be undone.

Nobody who logs a visit meanwhile waits for more than one page. An import that is broken off goes on
where it was, whoever comes next: a page is kept wholly or not at all, and never twice.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice

from handlers.sheets.arriving import Outcome, Page
from handlers.sheets.book import Book
from handlers.sheets.pages import (
    NOTHING,
    Tally,
    Told,
    opened,
    paged,
    records,
    remembered,
    report,
    with_newcomers,
)
from handlers.sheets.pages import told_of as figures
from handlers.sheets.taking import read
from handlers.sheets.twins import Twins
from handlers.sheets.writing import write
from storage import Change, Import, Store, Tx
from storage import imports as states
from upkeep import doubles
from upkeep.errors import Refusal
from upkeep.sheets import Bad, Kind, Report

Watch = Callable[[Import], object]
#: Pages that are laid down in one transaction.
STACK = 10
#: Somebody who waits for SQLite looks again every tenth of a second.
BREATH = 0.12
#: For how long an import can be taken back.
KEPT = timedelta(days=30)
#: A file that was not laid down by then was broken off.
LAID = timedelta(hours=1)


def unwatched(one: Import) -> None:
    """Nobody looks how far an import is."""


def rehearse(
    store: Store,
    team_id: str,
    content: bytes,
    now: datetime,
    told: Told = NOTHING,
    account: str = "",
) -> Report:
    """Tell what a file's lines would do; nothing is written.

    `account` is the customer of lines that name none.

    Raises:
        Refusal: the file is no list that is known.
    """
    _, plan, rows = opened(content, told, account)
    bad: list[Bad] = []
    tally, book, twins = Tally(), Book(rehearsing=True), Twins()
    for page in paged(plan, rows, bad, account):
        lines = records(plan.kind, page, bad)
        with store.reading(team_id) as tx:
            tally.add(read(Page(tx, now, book, twins, lines)), bad)
        bad.clear()
    done = figures(plan.kind, tally, plan.unused, rehearsal=True)
    with store.reading(team_id) as tx:
        return with_newcomers(done, newcomers(tx, plan.kind, book))


def newcomers(tx: Tx, of: Kind, book: Book) -> dict[str, object]:
    """Who would come with a list that is not about them: by a slip, or another name, perhaps."""
    new = book.customers()
    return {
        "strangers": [] if of is Kind.MEMBERS else book.strangers(),
        "customers": 0 if of is Kind.ACCOUNTS else len(new),
        "houses": doubles.customers(new, tx.accounts.all()) if new else [],
    }


def keep(
    store: Store,
    team_id: str,
    content: bytes,
    now: datetime,
    *,
    name: str = "",
    told: Told = NOTHING,
    account: str = "",
    breathe: Callable[[float], None] = time.sleep,
    watch: Watch = unwatched,
) -> Report:
    """Keep what a file says, to the end; `watch` sees the import after each page.

    `account` is the customer of lines that name none.

    Raises:
        Refusal: the file is no list that is known.
    """
    with store.transaction(team_id) as tx:
        one = tx.imports.open(name, states.COMING, None, now, source={"account": account})
    try:
        lay_down(store, team_id, content, one.id, state=states.WORKING, told=told)
    except Refusal:
        drop(store, team_id, one.id)
        raise
    return report(finish(store, team_id, one.id, breathe=breathe, watch=watch))


def lay_down(
    store: Store, team_id: str, content: bytes, import_id: int, *, state: str, told: Told = NOTHING
) -> Import:
    """Lay a file down as the pages of an import, which then has a new state.

    Raises:
        Refusal: the file is no list that is known.
    """
    with store.reading(team_id) as tx:
        one = tx.imports.get(import_id)
    account = str(one.source.get("account", ""))
    headings, plan, rows = opened(content, told, account)
    with store.transaction(team_id) as tx:
        tx.imports.forget_pages([import_id, *tx.imports.older(one.at - KEPT)])
    bad: list[Bad] = []
    pages = paged(plan, rows, bad, account)
    lines = number = 0
    while stack := list(islice(pages, STACK)):
        with store.transaction(team_id) as tx:
            tx.imports.put(import_id, enumerate(stack, number))
        number += len(stack)
        lines += sum(map(len, stack))
    tally = Tally()
    tally.add(Outcome(), bad)
    with store.transaction(team_id) as tx:
        return tx.imports.change(
            import_id,
            kind=plan.kind.value,
            state=state,
            lines=lines + len(bad),
            told=dict(told),
            headings=headings,
            unused=list(plan.unused),
            source={**tx.imports.get(import_id).source, "laid": tally.fields()},
            **tally.fields(),
        )


def drop(store: Store, team_id: str, import_id: int) -> Import:
    """Nothing of an import is wanted any more."""
    with store.transaction(team_id) as tx:
        tx.imports.forget_pages([import_id])
        return tx.imports.change(import_id, state=states.DROPPED)


def finish(
    store: Store,
    team_id: str,
    import_id: int,
    *,
    breathe: Callable[[float], None] = time.sleep,
    watch: Watch = unwatched,
) -> Import:
    """Keep, or take back, page after page of an import to its end, and let others in between."""
    twins = Twins()
    while (one := step(store, team_id, import_id, twins)).state in states.UNFINISHED:
        watch(one)
        rest(store, breathe)
    return one


def rest(store: Store, breathe: Callable[[float], None] = time.sleep) -> None:
    """Let somebody who waits for SQLite have his turn; PostgreSQL gives turns by itself."""
    if store.dialect == "sqlite":
        breathe(BREATH)


def finish_all(store: Store, team_id: str, now: datetime) -> list[Import]:
    """Go on with what was broken off; what nobody can go on with is dropped."""
    with store.reading(team_id) as tx:
        unfinished = tx.imports.in_state(*states.UNFINISHED)
        coming = tx.imports.in_state(states.COMING)
    for one in coming:
        if "url" not in one.source and one.at < now - LAID:
            drop(store, team_id, one.id)
    return [finish(store, team_id, one.id) for one in reversed(unfinished)]


def undo(store: Store, team_id: str, import_id: int) -> Import:
    """Take an import back, all that nobody has touched since.

    Raises:
        Refusal: `import.not_done`: it is not done, or was taken back already; `import.old`.
    """
    begin_undo(store, team_id, import_id)
    return finish(store, team_id, import_id)


def begin_undo(store: Store, team_id: str, import_id: int) -> Import:
    """From now on an import is being taken back.

    Raises:
        Refusal: `import.not_done`, `import.old`.
    """
    with store.transaction(team_id) as tx:
        one = tx.imports.get(import_id)
        if one.state != states.DONE:
            raise Refusal("import.not_done", name=one.name)
        changed = any(one.counts.get(kind) for kind in (Change.CREATED, Change.UPDATED))
        if changed and not tx.imports.pages(import_id):
            raise Refusal("import.old", days=KEPT.days)
        return tx.imports.change(import_id, state=states.UNDOING)


def step(store: Store, team_id: str, import_id: int, twins: Twins | None = None) -> Import:
    """Keep the next page of an import, or take back the last; all of it in one transaction."""
    with store.transaction(team_id) as tx:
        one = tx.imports.get(import_id)
        if one.state == states.WORKING:
            return _keep_page(tx, one, twins or Twins())
        if one.state == states.UNDOING:
            return _undo_page(tx, one)
        return one


def _keep_page(tx: Tx, one: Import, twins: Twins) -> Import:
    page = tx.imports.next_page(one.id)
    if page is None:
        tx.audit.note(one.by, "import", "import", one.id, {"name": one.name}, one.at)
        return tx.imports.change(one.id, state=states.DONE)
    number, said = page
    bad: list[Bad] = []
    arrived = Page(tx, one.at, Book(), twins, records(Kind(one.kind), said, bad))
    tally = remembered(one)
    tally.add(read(arrived), bad)
    write(arrived)
    tx.imports.kept(one.id, number, tx.traces.written)
    return tx.imports.change(one.id, **tally.fields())


def _undo_page(tx: Tx, one: Import) -> Import:
    page = tx.imports.last_traces(one.id)
    if page is None:
        tx.audit.note(one.by, "undo", "import", one.id, {"name": one.name}, one.at)
        tx.imports.forget_pages([one.id])
        return tx.imports.change(one.id, state=states.UNDONE)
    number, traces = page
    left = [[each.noun, each.name, each.used] for each in tx.traces.undo(traces)]
    tx.imports.forget_page(one.id, number)
    return tx.imports.change(one.id, left=[*one.left, *left])
