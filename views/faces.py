"""The quiet word to two of ours who are about the same person apart."""

from datetime import date

from upkeep.accounts import Contact
from upkeep.threads import Step
from views import dates, lines
from views.language import N_, _
from views.pieces import Message, section

#: By whether one's own step is planned, and the colleague's.
_WORDS = {
    (False, False): N_(
        "One face: you met {who} ({mine}), and so did {colleague} ({theirs}), each without the"
        " other. A word between you, and the next visit may be one."
    ),
    (False, True): N_(
        "One face: you met {who} ({mine}), and {colleague} has promised something there"
        " ({theirs}), each without the other. A word between you, and the next visit may be one."
    ),
    (True, False): N_(
        "One face: you have promised something to {who} ({mine}), and {colleague} was there"
        " ({theirs}), each without the other. A word between you, and the next visit may be one."
    ),
    (True, True): N_(
        "One face: you have promised something to {who} ({mine}), and so has {colleague}"
        " ({theirs}), each without the other. A word between you, and the next visit may be one."
    ),
}


def word(contact: Contact, colleague: str, mine: Step, theirs: Step, on: date) -> Message:
    """Both met the same person, or are to, each alone: perhaps the next visit is one."""
    text = _(_WORDS[mine.planned, theirs.planned]).format(
        who=lines.who(contact, bold=False),
        colleague=lines.short(colleague),
        mine=dates.day(mine.on, on),
        theirs=dates.day(theirs.on, on),
    )
    return {"text": text, "blocks": [section(text)]}


def taken_back(contact: Contact, colleague: str, *, undone: bool) -> Message:
    """What a word turns into when the visit it was about has been undone, or is another by now."""
    told = (
        _("Taken back: of {who}, you and {colleague}, one visit has been undone.")
        if undone
        else _("Taken back: of {who}, you and {colleague}, one visit has been changed.")
    )
    text = told.format(who=lines.who(contact, bold=False), colleague=lines.short(colleague))
    return {"text": text, "blocks": [section(text)]}
