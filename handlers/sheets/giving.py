"""Taking lists along by Slack: what one may see, as files in one's own messages.

Making them takes long, so it is owed as a row, and done beside the lists that come in.
"""

import logging
import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers import answers, teams
from handlers.callers import Clock
from handlers.sheets import leaving
from handlers.sheets.leaving import EVERYTHING, Reach
from handlers.sheets.painting import AT_ONCE, TOLD
from handlers.sheets.rights import granted, is_admin
from handlers.words import Commands, says
from storage import Import, Store, Tx
from storage import imports as states
from upkeep import calendar
from upkeep.members import Member
from views import imports as views
from views import language
from views.pieces import Json

log = logging.getLogger(__name__)

WRITES = "files:write"
#: What is opened most is sent by itself; all of it is in the archive.
APART = ("contacts.xlsx", "contacts.vcf", "visits.xlsx", "follow_ups.xlsx")
ARCHIVE = "everyvote.zip"


def reach(tx: Tx, member: Member) -> Reach:
    """All for admins; for managers what their teams' members answer for; for others their own."""
    if is_admin(tx, member):
        return EVERYTHING
    own = teams.reader(tx, member).whom
    if own is None:
        own = frozenset(one.id for one in tx.members.all(active=False))
    return Reach(own, own)


def offered(ack: Ack, client: WebClient) -> None:
    """By the command: what there is, and the button that sends it."""
    if granted(client, WRITES):
        ack(**views.offer())
    else:
        ack(**views.scope_missing(WRITES, "everyvote export DIR"))


def given(ack: Ack, body: Json, caller: Member, store: Store, team_id: str, clock: Clock) -> None:
    """The button was pressed: the files are owed. A second press within the minute is the same."""
    key = f"{caller.id}:{clock.wall():%Y-%m-%dT%H:%M}"
    with store.transaction(team_id) as tx:
        if tx.imports.of_source("given", key) is None:
            now = clock.now()
            tx.imports.open("", states.LEAVING, caller.id, now, source={"given": key})
    answers.replace(body, views.giving())
    ack()


def give(store: Store, client: WebClient, team_id: str) -> None:
    """Make and send the files that are owed."""
    with store.reading(team_id) as tx:
        owed = tx.imports.in_state(states.LEAVING)
    for one in reversed(owed):
        try:
            _give(store, client, team_id, one)
        except SlackApiError as why:
            _refuse(store, team_id, one, str(why.response.get("error")))
        except OSError as why:
            log.warning("files could not be sent, and will be in a minute: %s", why)


def _give(store: Store, client: WebClient, team_id: str, one: Import) -> None:
    with store.reading(team_id) as tx:
        assert one.by is not None
        reader = tx.members.get(one.by)
        may = reach(tx, reader)
    assert reader.slack_id is not None
    opened = client.conversations_open(users=reader.slack_id)["channel"]
    assert isinstance(opened, dict)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        every = leaving.save(store, team_id, folder, calendar.local_day(one.at, reader.zone), may)
        with ZipFile(folder / ARCHIVE, "w", ZIP_DEFLATED) as archive:
            for path in every:
                archive.write(path, path.name)
        with language.speaking(reader.locale):
            client.files_upload_v2(
                channel=str(opened["id"]),
                initial_comment=views.here(),
                file_uploads=[
                    {"file": str(folder / name), "filename": name, "title": name}
                    for name in (*APART, ARCHIVE)
                ],
            )
    with store.transaction(team_id) as tx:
        tx.imports.change(one.id, state=states.GIVEN)
        tx.audit.note(one.by, "export", "import", one.id, {}, one.at)


def _refuse(store: Store, team_id: str, one: Import, why: str) -> None:
    """Slack does not take the files: say so."""
    with store.transaction(team_id) as tx:
        tx.imports.change(one.id, state=states.DROPPED)
        reader = tx.members.get(one.by) if one.by is not None else None
        assert reader is not None
        assert reader.slack_id is not None
        with language.speaking(reader.locale):
            payload: dict[str, object] = {"channel": reader.slack_id, **views.not_given(why)}
        key = (TOLD, reader.slack_id, f"{one.id}:refused")
        tx.deliveries.owe(*key, "chat.postMessage", payload, AT_ONCE)


def register(app: App, commands: Commands) -> None:
    """`/votes export`, and the button of its answer."""
    app.command(commands.votes, matchers=[says("export")])(offered)
    app.action(views.GIVE)(given)
