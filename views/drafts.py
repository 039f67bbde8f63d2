"""Unfinished logs: what is asked back when a sentence is not clear, everything at once."""

from datetime import date

from upkeep.errors import Refusal
from upkeep.phrases import Understood
from views import dates, failures, lines
from views.language import _, ngettext
from views.pieces import (
    Json,
    Message,
    actions,
    button,
    context,
    cut,
    escaped,
    option,
    section,
    static_select,
)

CHOICE = "visit.choice"
SETTLE = "visit.settle"
DISCARD = "visit.discard"
FORM = "visit.form_from_draft"

#: What may be chosen for a name beside the candidates.
NEW, SKIP = "new", "skip"
_WHO = "who-"


def ask(draft_id: int, said: Understood, on: date) -> Message:
    """One answer that settles everything unclear: selects, the form, or nothing of it."""
    told = [_("I kept what you wrote: {text}").format(text=lines.quoted(said.source))]
    blocks: list[Json] = [section(told[0])]
    for number, one in enumerate(said.unclear):
        question = _who(one.text, len(one.candidates))
        choices = [
            option(
                cut(f"{who.name}, {who.account.name}", 75),
                str(who.id),
                _last_met(who.last_touch_on, on, who.title),
            )
            for who in one.candidates
        ]
        if said.account is not None:
            choices.append(option(cut(_("Add “{name}” as new").format(name=one.text), 75), NEW))
        if len(said.unclear) + len(said.contacts) > 1:
            choices.append(option(_("Leave out"), SKIP))
        menu = static_select(CHOICE, choices, placeholder=_("Choose")) if choices else None
        blocks.append(section(question, accessory=menu, block_id=f"{_WHO}{number}"))
        told.append(question + "".join(f"\n• {one['text']['text']}" for one in choices))  # type: ignore[index]  # plain_text
    if said.error is not None:
        told.append(escaped(failures.sentence(said.error)))
        blocks.append(section(told[-1]))
    if said.account_text:
        told.append(_unknown_account(said.account_text))
        blocks.append(section(told[-1]))
    blocks.append(context(understood(said, on)))
    can_settle = bool(said.unclear) and said.error is None and not said.account_text
    settle = [button(_("Save"), SETTLE, str(draft_id), style="primary")] if can_settle else []
    blocks.append(buttons(draft_id, *settle))
    return {"text": cut("\n".join(told), 3900), "blocks": blocks}


def buttons(draft_id: int, *first: Json) -> Json:
    """What can be done with an unfinished log."""
    return actions(
        *first,
        button(_("Open the form"), FORM, str(draft_id)),
        button(_("Discard"), DISCARD, str(draft_id)),
    )


def _who(text: str, candidates: int) -> str:
    name = lines.quoted(text)
    if not candidates:
        return _("I know nobody called {name}.").format(name=name)
    return ngettext(
        "Do you mean this person by {{name}}?", "Who of {n} do you mean by {{name}}?", candidates
    ).format(name=name)


def _last_met(day: date | None, on: date, title: str) -> str:
    met = _("last met {day}").format(day=dates.day(day, on)) if day else _("never met")
    return cut(", ".join(filter(None, (title, met))), 75)


def _unknown_account(text: str) -> str:
    return _("I know no customer called {name}. The form can take a new one.").format(
        name=lines.quoted(text)
    )


def understood(said: Understood, on: date) -> str:
    """What is clear already."""
    parts = [lines.short(one.name) for one in said.contacts]
    if said.account is not None:
        parts.append(lines.short(said.account.name))
    if said.on is not None:
        parts.append(dates.day(said.on, on))
    if said.note:
        parts.append(lines.short(said.note))
    return _("Understood so far: {parts}").format(parts=" · ".join(parts) or _("nothing yet"))


def choices(state: Json) -> dict[int, str]:
    """What was chosen for each unclear name, by its number, from a message's state."""
    values = state.get("values", {})
    assert isinstance(values, dict)
    chosen = {}
    for block_id, elements in values.items():
        option_ = elements.get(CHOICE, {}).get("selected_option")
        if block_id.startswith(_WHO) and option_:
            chosen[int(block_id.removeprefix(_WHO))] = str(option_["value"])
    return chosen


def choose_first() -> Message:
    """Save was pressed before every name was chosen."""
    return _told(_("Choose somebody for each name first; everything else is kept."))


def several_accounts() -> Message:
    """The names chosen are at different customers."""
    return _told(failures.sentence(Refusal("account.several")))


def nobody_left() -> Message:
    """Every name was left out."""
    return _told(failures.sentence(Refusal("contact.none")))


def discarded() -> Message:
    """An unfinished log was thrown away."""
    return _told(_("Discarded. Nothing was logged."))


def finished() -> Message:
    """An unfinished log that is not there any more."""
    return _told(_("This one is finished already, or older than a week."))


def _told(text: str) -> Message:
    return {"text": text, "blocks": [section(text)]}
