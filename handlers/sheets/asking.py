"""Bringing in a list by Slack: a form, a preview, a confirmation, and the way back.

What takes long is owed as a row, and done by `working`.
"""

from collections.abc import Mapping

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.callers import Clock
from handlers.sheets import importing
from handlers.sheets.painting import paint
from handlers.sheets.rights import granted, may_import
from handlers.words import Commands, says
from storage import Store
from storage import imports as states
from upkeep import sheets
from upkeep.errors import Refusal
from upkeep.members import Member
from upkeep.sheets import Kind
from views import imports as views
from views.pieces import Json, Message

READS = "files:read"
#: What a list whose headings nobody knows may be about.
OF_CUSTOMERS = (Kind.CONTACTS, Kind.VISITS, Kind.ACCOUNTS)


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
        known_so = {key: column for key, column in told.items() if column}
        plan = sheets.layout(one.headings, known_so, str(one.source.get("account", "")))
        for column, places in plan.columns.items():
            told |= {one.headings[at]: column for at in places}
    known = sheets.columns(*([Kind(one.kind)] if one.kind else OF_CUSTOMERS))
    view = views.columns(one.id, one.headings, told, known, account)
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)
    ack()


def matched(ack: Ack, view: Json, caller: Member, store: Store, team_id: str) -> None:
    """The columns were chosen: the file is read anew by them.

    Raises:
        Refusal: `import.settled`: it is being read, or was confirmed or discarded meanwhile.
    """
    number, chosen, account_id = views.told(view)
    with store.transaction(team_id) as tx:
        one = tx.imports.get(number)
        account = tx.accounts.get(account_id).name if account_id else ""
        named = [heading for heading in one.headings if heading.strip()]
        told = {named[at]: column for at, column in chosen.items() if at < len(named)}
        if one.state != states.SHOWN or not may_import(tx, caller, one.kind):
            raise Refusal("import.settled", name=one.name)
        source = {**one.source, "account": account}
        paint(tx, tx.imports.change(number, state=states.COMING, told=told, source=source))
    ack(response_action="update", view=views.reading(one.name))


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
