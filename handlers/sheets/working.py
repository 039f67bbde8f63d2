"""What is owed about lists in Slack: files are read, pages kept, one process after another."""

import logging
import urllib.request
from collections.abc import Callable

from slack_sdk import WebClient

from handlers.sheets import files, importing
from handlers.sheets.arriving import Page
from handlers.sheets.book import Book
from handlers.sheets.pages import headings, records, remembered
from handlers.sheets.painting import AT_ONCE, TOLD, paint
from handlers.sheets.rights import may_import
from handlers.sheets.taking import read
from handlers.sheets.twins import Twins
from storage import Import, Store
from storage import imports as states
from upkeep.errors import Refusal
from upkeep.sheets import Bad, Kind
from views import failures, language
from views import imports as views

log = logging.getLogger(__name__)

#: Pages between two paintings of how far it has come.
EACH = 4
#: Seconds in which Slack hands out a file.
PATIENCE = 20


def work(
    store: Store, client: WebClient, team_id: str, stop: Callable[[], bool] = lambda: False
) -> None:
    """Read what was sent, and go on with what is under way, until nothing of it is left.

    `stop` is asked after each page: what is left then is done by whoever comes next.
    """
    with store.reading(team_id) as tx:
        coming = [one for one in tx.imports.in_state(states.COMING) if "url" in one.source]
        unfinished = tx.imports.in_state(*states.UNFINISHED)
    for one in reversed(coming):
        _read(store, client, team_id, one)
    for one in reversed(unfinished):
        _go_on(store, team_id, one, stop)


def _go_on(store: Store, team_id: str, one: Import, stop: Callable[[], bool]) -> None:
    """Keep or take back page after page, and tell now and then how far it has come."""
    twins, steps = Twins(), 0
    while one.state in states.UNFINISHED and not stop():
        one = importing.step(store, team_id, one.id, twins)
        steps += 1
        if steps % EACH == 0 or one.state not in states.UNFINISHED:
            with store.transaction(team_id) as tx:
                paint(tx, tx.imports.get(one.id))
        importing.rest(store)


def _read(store: Store, client: WebClient, team_id: str, one: Import) -> None:
    """Lay a file that was sent down as pages, rehearse them, and tell what they would do."""
    try:
        content = _fetched(client, str(one.source["url"]))
        told = {str(heading): str(column) for heading, column in one.told.items()}
        laid = importing.lay_down(store, team_id, content, one.id, state=states.COMING, told=told)
        _check(store, team_id, laid)
        tally = _rehearsed(store, team_id, laid)
    except OSError as why:
        log.warning("the list %s could not be fetched: %r", one.id, why)
        _refuse(store, team_id, one, Refusal("file.gone"))
        return
    except Refusal as why:
        if why.code == "sheet.headings":
            _ask(store, team_id, one, headings(content))
        else:
            _refuse(store, team_id, one, why)
        return
    with store.transaction(team_id) as tx:
        paint(tx, tx.imports.change(one.id, state=states.SHOWN, **tally))


def _check(store: Store, team_id: str, one: Import) -> None:
    """Refuse a list that its sender may not bring in."""
    with store.reading(team_id) as tx:
        assert one.by is not None
        if not may_import(tx, tx.members.get(one.by), one.kind):
            raise Refusal("import.ours", name=one.name)


def _ask(store: Store, team_id: str, one: Import, named: list[str]) -> None:
    """Nobody knows these headings but, perhaps, who has sent them."""
    with store.transaction(team_id) as tx:
        paint(tx, tx.imports.change(one.id, state=states.SHOWN, kind="", headings=named))


def _refuse(store: Store, team_id: str, one: Import, why: Refusal) -> None:
    importing.drop(store, team_id, one.id)
    with store.transaction(team_id) as tx:
        reader = tx.members.get(one.by) if one.by is not None else None
        assert reader is not None
        assert reader.slack_id is not None
        if tx.deliveries.of_period(TOLD, reader.slack_id, str(one.id)) is not None:
            paint(tx, tx.imports.get(one.id))  # it was read before, and told of
        with language.speaking(reader.locale):
            message = views.refused(one.name, failures.sentence(why))
        payload: dict[str, object] = {"channel": reader.slack_id, **message}
        key = (TOLD, reader.slack_id, f"{one.id}:refused")
        tx.deliveries.owe(*key, "chat.postMessage", payload, AT_ONCE)


def _rehearsed(store: Store, team_id: str, one: Import) -> dict[str, object]:
    """What the pages of an import would do, as it remembers it."""
    tally, book, twins, number = remembered(one), Book(rehearsing=True), Twins(), -1
    while True:
        with store.reading(team_id) as tx:
            page = tx.imports.page(one.id, number)
            if page is None:
                new = importing.newcomers(tx, Kind(one.kind), book)
                return {**tally.fields(), "source": {**one.source, **new}}
            number, said = page
            bad: list[Bad] = []
            lines = records(Kind(one.kind), said, bad)
            tally.add(read(Page(tx, one.at, book, twins, lines)), bad)


def _fetched(client: WebClient, url: str) -> bytes:
    """A file that somebody gave us, as Slack keeps it.

    Raises:
        OSError: Slack does not hand it out.
        Refusal: `file.large`.
    """
    asking = urllib.request.Request(url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 — Slack's own address
    with urllib.request.urlopen(asking, timeout=PATIENCE) as answer:  # noqa: S310 — the same
        content: bytes = answer.read(files.MOST_BYTES + 1)
    return content
