"""How a promise made in a visit looks, with the buttons that settle or move it; and the list."""

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from upkeep.visits import FollowUp
from views import dates, leaves, lines
from views.inputs import date_picker
from views.language import _, ngettext
from views.lines import Promise
from views.pieces import Json, Message, actions, button, divider, header, section

DONE = "promise.done"
REOPEN = "promise.reopen"
MOVE = "promise.move"
SOONER = "promise.sooner"
LATER = "promise.later"
#: Promises in one message; and so many in a reminder that each has room for its calendar.
SHOWN, FEW = 10, 5
_BLOCK, _LISTED = "promise-", "@"
_GAP = "\n\n"


def line(promise: FollowUp, account: str, on: date) -> str:
    """A promise on one line: what, to whom, by when."""
    parts = [lines.short(promise.text, lines.WORDS), lines.short(account)]
    if promise.due_on:
        late = (on - promise.due_on).days if promise.done_on is None else 0
        due = (
            ngettext("due {{day}}, {n} day ago", "due {{day}}, {n} days ago", late)
            if late > 0
            else _("due {day}")
        )
        parts.append(due.format(day=dates.day(promise.due_on, on)))
    return " · ".join(filter(None, parts))


def is_due(promise: FollowUp, on: date) -> bool:
    """Whether a promise is to be kept on a day, or was before."""
    return promise.done_on is None and (promise.due_on is None or promise.due_on <= on)


def blocks(
    promise: FollowUp, account: str, on: date, *, movable: bool = True, page: int | None = None
) -> list[Json]:
    """A promise with its buttons; a kept one can be opened again.

    `page`: of the list it is on, for its buttons to know the list again.
    """
    key = f"{_BLOCK}{promise.id}" + ("" if page is None else f"{_LISTED}{page}")
    if promise.done_on:
        undo = button(_("Not done"), REOPEN, str(promise.id), label=_("Open this promise again"))
        kept = f"✓ {line(promise, account, on)}"
        return [section(kept, accessory=undo, block_id=None if page is None else key)]
    done = button(_("Done"), DONE, str(promise.id), label=_("Mark this promise as kept"))
    if not movable:
        return [section(line(promise, account, on), accessory=done)]
    # A calendar with a day in it hides what it is for; the day is in the line above.
    later = date_picker(MOVE, placeholder=_("Move to another day"))
    return [
        section(line(promise, account, on)),
        actions(done, later, block_id=key),
    ]


def part(due: Sequence[Promise], on: date) -> tuple[list[str], list[Json]]:
    """The part of a morning's message that tells of promises: its lines, and its blocks."""
    heading = _("Promised by today")
    text, painted = [heading], [divider(), section(f"*{heading}*")]
    few = len(due) <= FEW
    for one in due[:SHOWN]:
        painted += blocks(one.follow_up, one.account, on, movable=few)
        kept = "✓ " if one.follow_up.done_on else ""
        text.append(kept + line(one.follow_up, one.account, on))
    return text, painted


def below(message: Message, due: Sequence[Promise], on: date) -> Message:
    """A message with promises below it as they stand now, in place of those painted before."""
    head = message["text"].partition(_GAP)[0]
    top = list(takewhile(lambda block: block["type"] != "divider", message["blocks"]))
    if not due:
        return {"text": head, "blocks": top}
    text, painted = part(due, on)
    return {"text": lines.fallback([head + _GAP + text[0], *text[1:]]), "blocks": top + painted}


def named(painted: object) -> list[int]:
    """The promises that painted blocks name, in their order."""
    assert isinstance(painted, list)
    elements = (
        one
        for block in painted
        for one in (block.get("accessory"), *block.get("elements", ()))
        if isinstance(one, dict)
    )
    return [int(one["value"]) for one in elements if one.get("action_id") in {DONE, REOPEN}]


def moved(action: Json) -> tuple[int, date]:
    """The promise a calendar stands beside, and the day that was chosen in it."""
    promise_id, _at, _page = str(action["block_id"]).removeprefix(_BLOCK).partition(_LISTED)
    return int(promise_id), date.fromisoformat(str(action["selected_date"]))


def listed(action: Json) -> int | None:
    """The page of the list that was pressed on; None: it was somewhere else."""
    page = str(action.get("block_id") or "").partition(_LISTED)[2]
    return int(page) if page.isdecimal() else None


def mine(due: Sequence[Promise], on: date, page: int = 0, kept: Promise | None = None) -> Message:
    """My open promises, those due first at the top; above them one that was just kept."""
    pages = leaves.count(len(due), SHOWN)
    page = min(page, pages - 1)
    title = ngettext("{n} open promise", "{n} open promises", len(due))
    late = sum(one.follow_up.due_on is not None and one.follow_up.due_on < on for one in due)
    if not due:
        title = _(
            "You have promised nothing that is still open. `next:` in a visit adds a promise."
        )
    elif late:
        title += ngettext(", {n} overdue", ", {n} overdue", late)
    painted = [header(title) if due else section(title)]
    shown = [*([kept] if kept else []), *due[page * SHOWN : (page + 1) * SHOWN]]
    for one in shown:
        painted += blocks(one.follow_up, one.account, on, page=page)
    told = ngettext("{n} promise", "{n} promises", len(due))
    painted += leaves.buttons(0, page, pages, told, SOONER, LATER)
    rows = [line(one.follow_up, one.account, on) for one in shown]
    return {"text": lines.fallback([title, *rows]), "blocks": painted}


def settled(promise: FollowUp, account: str, on: date) -> Message:
    """A promise that was just ticked off, opened again, or moved."""
    state = _("Kept") if promise.done_on else _("Open")
    text = f"{state}: {line(promise, account, on)}"
    return {"text": text, "blocks": blocks(promise, account, on)}


def refused(owner: str) -> Message:
    """An answer to who may not settle a promise."""
    text = _("This promise is {owner}'s to settle.").format(owner=lines.short(owner))
    return {"text": text, "blocks": [section(text)]}
