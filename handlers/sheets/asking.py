"""Bringing in a list by Slack: a form, a preview, a confirmation, and the way back.

What takes long is owed as a row: `work` reads files and keeps pages, one process after another.
"""

import logging
import urllib.request
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.callers import Clock
from handlers.sheets import files, importing
from handlers.sheets.arriving import Page
from handlers.sheets.book import Book
from handlers.sheets.pages import headings, records, remembered, report
from handlers.sheets.taking import read
from handlers.sheets.twins import Twins
from handlers.words import Commands, says
from storage import Import, Store, Tx
from storage import imports as states
from upkeep import sheets
from upkeep.errors import Refusal
from upkeep.members import Member, Role
from upkeep.sheets import Bad, Kind, Left
from views import failures, language
from views import imports as views
from views.pieces import Json, Message

log = logging.getLogger(__name__)

#: The delivery that tells of an import, and the one that paints it anew.
TOLD, PAINTED = "import", "import.paint"
#: Lists about our own people.
OURS = frozenset((Kind.MEMBERS, Kind.TEAMS))
#: Pages between two paintings of how far it has come.
EACH = 4
#: Seconds in which Slack hands out a file.
PATIENCE = 20
#: As soon as the post room gets to it, whatever the business day.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
READS = "files:read"


def is_admin(tx: Tx, member: Member) -> bool:
    """Whether somebody is an admin here, in Slack or by the file's list."""
    return member.role is Role.ADMIN or member.slack_id in tx.policy.admins


def may_import(tx: Tx, member: Member, kind: str = "") -> bool:
    """Admins may, and managers all but lists of our own people."""
    return is_admin(tx, member) or (member.may_manage() and kind not in OURS)


def granted(client: WebClient, scope: str) -> bool:
    """Whether the app was given a scope; Slack tells them with every answer."""
    told = str(client.auth_test().headers.get("x-oauth-scopes", ""))
    return scope in told.replace(" ", "").split(",")


def asked(
    ack: Ack, body: Json, client: WebClient, caller: Member, store: Store, team_id: str
) -> None:
    """By the command: open the form, or say kindly who may and what is missing."""
    if why := _hindrance(client, caller, store, team_id):
        ack(**why)
    else:
        client.views_open(trigger_id=str(body["trigger_id"]), view=views.form())
        ack()


def pressed(
    ack: Ack, body: Json, client: WebClient, caller: Member, store: Store, team_id: str
) -> None:
    """By a button: the same, but what is missing needs a page of its own."""
    why = _hindrance(client, caller, store, team_id)
    view = views.hindered(why) if why else views.form()
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)
    ack()


def _hindrance(client: WebClient, caller: Member, store: Store, team_id: str) -> Message | None:
    with store.reading(team_id) as tx:
        if not may_import(tx, caller):
            return views.only_managers()
    return None if granted(client, READS) else views.scope_missing(READS, "everyvote import FILE")


def sent(ack: Ack, view: Json, caller: Member, store: Store, team_id: str, clock: Clock) -> None:
    """The form was sent: its file is owed to be read. The same file twice is one import."""
    file = views.file(view)
    assert file is not None
    name = str(file["name"])
    with store.transaction(team_id) as tx:
        if may_import(tx, caller) and tx.imports.of_source("file", str(file["id"])) is None:
            source = {"file": file["id"], "url": file["url_private_download"]}
            tx.imports.open(name, states.COMING, caller.id, clock.now(), source=source)
    ack(response_action="update", view=views.reading(name))


def kept(ack: Ack, action: Json, caller: Member, store: Store, team_id: str) -> None:
    """The preview was seen and confirmed."""
    _move(store, team_id, caller, int(str(action["value"])), states.SHOWN, states.WORKING)
    ack()


def dropped(ack: Ack, action: Json, caller: Member, store: Store, team_id: str) -> None:
    """The preview was seen, and nothing of it is wanted."""
    _move(store, team_id, caller, int(str(action["value"])), states.SHOWN, states.DROPPED)
    ack()


def undone(ack: Ack, action: Json, caller: Member, store: Store, team_id: str) -> None:
    """An import is to be taken back."""
    number = int(str(action["value"]))
    with store.reading(team_id) as tx:
        may = may_import(tx, caller, tx.imports.get(number).kind)
    if may:
        importing.begin_undo(store, team_id, number)
    ack()


def _move(store: Store, team_id: str, caller: Member, number: int, before: str, after: str) -> None:
    """Say what becomes of an import; a second press changes nothing."""
    with store.transaction(team_id) as tx:
        one = tx.imports.get(number)
        if (
            one.state == before
            and (one.kind or after == states.DROPPED)
            and may_import(tx, caller, one.kind)
        ):
            laid = one.source.get("laid", {})
            assert isinstance(laid, Mapping)
            one = tx.imports.change(number, state=after, **laid)
            paint(tx, one)
            if after == states.DROPPED:
                tx.imports.forget_pages([number])


def match(
    ack: Ack, action: Json, body: Json, client: WebClient, store: Store, team_id: str
) -> None:
    """Open the form in which each heading is given a column."""
    with store.reading(team_id) as tx:
        one = tx.imports.get(int(str(action["value"])))
        account = tx.accounts.by_name(str(one.source.get("account", "")))
    told = {heading: str(one.told.get(heading, "")) for heading in one.headings}
    if one.kind:
        plan = sheets.layout(one.headings, {key: column for key, column in told.items() if column})
        for column, places in plan.columns.items():
            told |= {one.headings[at]: column for at in places}
    known = sheets.columns(Kind(one.kind or "contacts"))
    view = views.columns(one.id, one.headings, told, known, account)
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)
    ack()


def matched(ack: Ack, view: Json, caller: Member, store: Store, team_id: str) -> None:
    """The columns were chosen: the file is read anew by them."""
    number, chosen, account_id = views.told(view)
    with store.transaction(team_id) as tx:
        one = tx.imports.get(number)
        account = tx.accounts.get(account_id).name if account_id else ""
        named = [heading for heading in one.headings if heading.strip()]
        told = {named[at]: column for at, column in chosen.items() if at < len(named)}
        if one.state == states.SHOWN and may_import(tx, caller, one.kind):
            source = {**one.source, "account": account}
            tx.imports.change(number, state=states.COMING, told=told, source=source)
    ack(response_action="update", view=views.reading(one.name))


def paint(tx: Tx, one: Import) -> None:
    """Tell how far an import has come, in the one message that is about it."""
    reader = tx.members.get(one.by) if one.by is not None else None
    if reader is None or reader.slack_id is None:
        return
    with language.speaking(reader.locale):
        message = _message(tx, one)
    told = tx.deliveries.of_period(TOLD, reader.slack_id, str(one.id))
    payload: dict[str, object] = {"channel": reader.slack_id, **message}
    if told is None:
        key = (TOLD, reader.slack_id, str(one.id))
        tx.deliveries.owe(*key, "chat.postMessage", payload, AT_ONCE)
    elif told.channel is None or told.ts is None:
        tx.deliveries.repaint(told.id, payload)
    else:
        payload = {"channel": told.channel, "ts": told.ts, **message}
        key = (PAINTED, reader.slack_id, str(one.id))
        tx.deliveries.owe_latest(*key, "chat.update", payload, AT_ONCE)


def _message(tx: Tx, one: Import) -> Message:
    match one.state:
        case states.SHOWN if not one.kind:
            why = Refusal("sheet.headings", found=", ".join(filter(None, one.headings)))
            return views.puzzled(one.id, one.name, failures.sentence(why))
        case states.SHOWN:
            return views.shown(one.id, one.name, one.lines, report(one))
        case states.WORKING | states.UNDOING:
            pages, kept = tx.imports.pages(one.id), tx.imports.kept_pages(one.id)
            done = one.lines * kept // max(pages, 1)
            undoing = one.state == states.UNDOING
            return views.working(one.name, done, one.lines, undoing=undoing)
        case states.DONE:
            return views.done(one.id, one.name, report(one))
        case states.UNDONE:
            return views.undone(one.name, [Left(*each) for each in one.left])
        case _:
            return views.dropped(one.name)


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
                return tally.fields()
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


def register(app: App, commands: Commands) -> None:
    """`/votes import`, its form, and the buttons of its message."""
    app.command(commands.votes, matchers=[says("import")])(asked)
    app.action(views.OPEN)(pressed)
    app.view(views.FORM)(sent)
    app.view(views.COLUMNS)(matched)
    app.action(views.KEEP)(kept)
    app.action(views.DROP)(dropped)
    app.action(views.UNDO)(undone)
    app.action(views.MATCH)(match)
