"""The roll call: the first message about a new list, its form, and what was answered."""

from collections.abc import Sequence
from itertools import groupby

from upkeep.accounts import Contact
from views import fields, lines
from views.inputs import field
from views.inputs import multi_select as menu
from views.language import _, ngettext
from views.pieces import Json, Message, actions, button, context, modal, option, section

ASK = "roll.ask"
ANSWER = "roll.answer"
WEEK, MONTH = "week", "month"
#: Contacts in one form: what Slack takes in a view is limited in bytes, too.
SHOWN = 400
#: Choices in one group of a menu.
GROUP = 100


def message(unmet: int) -> Message:
    """The question whom of so many one has met lately."""
    question = _("Whom of these have you met lately?")
    new = ngettext(
        "{n} contact is new on your list, and I do not know yet when you last met.",
        "{n} contacts are new on your list, and I do not know yet when you last met them.",
        unmet,
    )
    promise = _("No hurry with the others: I bring up a few of them at a time.")
    return {
        "text": f"{question}\n{new}",
        "blocks": [
            section(f"*{question}*\n{new}"),
            actions(button(_("Choose"), ASK, "1", style="primary")),
            context(promise),
        ],
    }


def form(unmet: Sequence[Contact]) -> Json:
    """The two questions: this week, and this month."""
    shown = sorted(unmet[:SHOWN], key=lambda one: (one.account.name, one.account.id, one.name))
    groups = [
        (account[0], [option(lines.short(one.name), str(one.id)) for one in some])
        for account, people in groupby(shown, key=lambda one: (one.account.name, one.account.id))
        for some in _by_hundreds(list(people))
    ]
    asked = [
        field(_("In the last seven days"), menu(WEEK, groups), WEEK, optional=True),
        field(_("In the last month"), menu(MONTH, groups), MONTH, optional=True),
    ]
    rest = len(unmet) - len(shown)
    if rest > 0:
        asked.append(
            context(
                ngettext(
                    "{n} more is on your list; it comes up on another day.",
                    "{n} more are on your list; they come up on other days.",
                    rest,
                )
            )
        )
    return modal(
        _("Whom have you met?"), asked, callback_id=ANSWER, submit=_("Save"), close=_("Cancel")
    )


def _by_hundreds(people: list[Contact]) -> list[list[Contact]]:
    return [people[start : start + GROUP] for start in range(0, len(people), GROUP)]


def chosen(view: Json) -> dict[str, tuple[int, ...]]:
    """The contacts chosen for each question; who is in both was met this week."""
    found = fields.values(view)
    week = tuple(map(int, fields.all_chosen(found, WEEK)))
    month = tuple(one for one in map(int, fields.all_chosen(found, MONTH)) if one not in week)
    return {WEEK: week, MONTH: month}


def answered(met: int, unmet: int) -> Message:
    """What was answered, and what comes of the others."""
    thanks = ngettext("Thank you: {n} of them you know.", "Thank you: {n} of them you know.", met)
    rest = (
        ngettext(
            "The other one comes up on one of the next mornings.",
            "The other {n} come up a few at a time.",
            unmet,
        )
        if unmet
        else _("Nobody is left to ask about.")
    )
    text = f"{thanks} {rest}"
    blocks = [section(text)]
    if unmet:
        blocks.append(actions(button(_("Choose more"), ASK, "1")))
    return {"text": text, "blocks": blocks}
