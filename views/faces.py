"""The quiet word to two of ours who met the same person apart."""

from datetime import date

from upkeep.accounts import Contact
from views import dates, lines
from views.language import _
from views.pieces import Message, section


def word(contact: Contact, colleague: str, mine: date, theirs: date, on: date) -> Message:
    """Both met the same person, each alone: perhaps the next visit is one."""
    text = _(
        "One face: you met {who} ({mine}), and so did {colleague} ({theirs}), each without the"
        " other. A word between you, and the next visit may be one."
    ).format(
        who=lines.who(contact, bold=False),
        colleague=lines.short(colleague),
        mine=dates.day(mine, on),
        theirs=dates.day(theirs, on),
    )
    return {"text": text, "blocks": [section(text)]}
