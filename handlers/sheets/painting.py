"""The one message that is about an import: what it would do, how far it has come, what it did."""

from datetime import UTC, datetime

from handlers.sheets.pages import report, with_newcomers
from storage import Import, Tx
from storage import imports as states
from upkeep.errors import Refusal
from upkeep.sheets import Left
from views import failures, language
from views import imports as views
from views.pieces import Message

#: The delivery that tells of an import, and the one that paints it anew.
TOLD, PAINTED = "import", "import.paint"
#: As soon as the post room gets to it, whatever the business day.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)


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


def _message(tx: Tx, one: Import) -> Message:  # noqa: PLR0911 — one for each state
    match one.state:
        case states.COMING:
            return views.read_anew(one.name)
        case states.SHOWN if not one.kind:
            why = Refusal("sheet.headings", found=", ".join(filter(None, one.headings)))
            return views.puzzled(one.id, one.name, failures.sentence(why))
        case states.SHOWN:
            said = with_newcomers(report(one), one.source)
            return views.shown(one.id, one.name, one.lines, said)
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
