"""How a promise made in a visit looks, with the buttons that settle it."""

from datetime import date

from upkeep.visits import FollowUp
from views import dates, lines
from views.language import _
from views.pieces import Json, Message, button, section

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


def named(blocks: object) -> list[int]:
    """The promises that painted blocks name, in their order."""
    assert isinstance(blocks, list)
    buttons = (block.get("accessory") or {} for block in blocks)
    return [int(one["value"]) for one in buttons if one.get("action_id") in {DONE, REOPEN}]


def settled(promise: FollowUp, account: str, on: date) -> Message:
    """A promise that was just ticked off or opened again."""
    state = _("Kept") if promise.done_on else _("Open again")
    text = f"{state}: {line(promise, account, on)}"
    return {"text": text, "blocks": [block(promise, account, on)]}


def refused(owner: str) -> Message:
    """An answer to who may not tick a promise off."""
    text = _("This promise is {owner}'s to tick off.").format(owner=lines.short(owner))
    return {"text": text, "blocks": [section(text)]}
