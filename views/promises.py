"""How a promise made in a visit looks, with the buttons that settle it."""

from datetime import date

from upkeep.visits import FollowUp
from views import dates, lines
from views.language import _
from views.pieces import Json, button, section

DONE = "promise.done"
REOPEN = "promise.reopen"


def line(promise: FollowUp, account: str, on: date) -> str:
    """A promise on one line: what, to whom, by when."""
    parts = [lines.short(promise.text, lines.WORDS), lines.short(account)]
    if promise.due_on:
        parts.append(_("due {day}").format(day=dates.day(promise.due_on, on)))
    return " · ".join(filter(None, parts))


def block(promise: FollowUp, account: str, on: date) -> Json:
    """A promise with its button; a kept one can be opened again."""
    if promise.done_on:
        undo = button(_("Not done"), REOPEN, str(promise.id), label=_("Open this promise again"))
        return section(f"✓ {line(promise, account, on)}", accessory=undo)
    done = button(_("Done"), DONE, str(promise.id), label=_("Mark this promise as kept"))
    return section(line(promise, account, on), accessory=done)
