"""The votes of a team, and other tables, as sheets to be opened elsewhere."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from upkeep.accounts import Contact
from upkeep.cadence import Standing
from upkeep.sheets import cells
from views import cards, dates
from views.language import _, ngettext
from views.pieces import Message, section, squeezed

EXPORTED = "digest_csv"


@dataclass(frozen=True, slots=True)
class Vote:
    """A contact as the sheet tells it."""

    contact: Contact
    keeper: str
    standing: Standing
    cadence: int


def sheet(votes: Sequence[Vote]) -> str:
    """The sheet of some votes."""
    heading = (
        _("Account"), _("Contact"), _("Title"), _("Level"), _("Owner"), _("Standing"),
        _("Last visit"), _("Due"), _("Cadence"), _("Weight"), _("Phone"),
    )  # fmt: skip
    return written(heading, map(_row, votes))


def _row(one: Vote) -> tuple[object, ...]:
    contact = one.contact
    return (
        contact.account.name, contact.name, contact.title, cards.level(contact.level),
        one.keeper, cards.standing(one.standing), _day(contact.last_touch_on),
        _day(contact.due_on), one.cadence, contact.weight, contact.phone,
    )  # fmt: skip


def written(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A sheet, with a mark at its beginning that tells spreadsheets how it is written."""
    told = io.StringIO()
    writer = csv.writer(told, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([cells.guarded(str(cell)) for cell in row] for row in rows)
    return "\ufeff" + told.getvalue()


def title(whose: str, on: date) -> str:
    """What the file is called in Slack."""
    return _("Votes of {whose}, {day}").format(whose=squeezed(whose, 60), day=dates.day(on, on))


def _day(one: date | None) -> str:
    return one.isoformat() if one else ""


def on_its_way(count: int) -> Message:
    """The sheet is being sent, if anything is in it."""
    if not count:
        nothing = _("There are no votes of yours to send.")
        return {"text": nothing, "blocks": [section(nothing)]}
    text = ngettext(
        "A sheet of {n} vote is on its way to your private messages with me.",
        "A sheet of {n} votes is on its way to your private messages with me.",
        count,
    )
    return {"text": text, "blocks": [section(text)]}


def no_scope() -> str:
    """The sheet cannot be sent: what is missing, and who can help."""
    return _(
        "The sheet could not be sent: this app may not upload files. An admin can add the scope "
        "`files:write` to the app in Slack and install it again."
    )
