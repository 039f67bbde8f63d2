"""Unfinished logs: what is asked back when a sentence is not clear, everything at once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from types import MappingProxyType
from zlib import crc32

from upkeep.accounts import Account, Contact
from upkeep.errors import Refusal
from upkeep.phrases import Unclear, Understood
from upkeep.phrases.reading import PLANNED
from upkeep.phrases.settling import NOBODY
from upkeep.phrases.when import OLD
from views import dates, failures, fields, inputs, lines, pieces
from views.language import _, ngettext
from views.pieces import Json, Message, actions, button, context, cut, escaped, option, section
from views.visits import NAMED, channel_name, named, voice_name
from views.visits.form import CONTACTS, contact_option

CHOICE = "draft.choice"
DAY = "draft.day"
NEWCOMER = "draft.newcomer"
SETTLE = "draft.settle"
DISCARD = "draft.discard"
FORM = "draft.form"

#: What may be chosen for a name beside the candidates.
NEW, SKIP = "new", "skip"
#: So many names are asked about by a menu each; of more, the form takes all.
MOST = 20
#: Somebody, a channel, a group, or a link; with what is read there, where Slack tells it.
_MARKUP = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")
NOBODY_GONE: Mapping[str, Contact] = MappingProxyType({})
_WHO, _DAY, _NOBODY = "who-", "day", "nobody"


@dataclass(frozen=True, slots=True)
class Picked:
    """What was chosen in the answer that asks back.

    Attributes:
        who: for each unclear name by its number: a contact's id, `NEW` or `SKIP`.
        on: the day, where none could be read.
        contact_ids: whom, where nobody was named.
    """

    who: Mapping[int, str] = field(default_factory=dict)
    on: date | None = None
    contact_ids: tuple[int, ...] = ()


def typed(text: str) -> str:
    """A sentence as its writer saw it: Slack sends signs as entities, and mentions as ids."""

    def seen(found: re.Match[str]) -> str:
        sign, address, label = found.groups()
        if sign == "!":
            return label or f"@{address}"
        return sign + (label or address)

    return unescape(_MARKUP.sub(seen, text))


def ask(
    draft_id: int, said: Understood, on: date, gone: Mapping[str, Contact] = NOBODY_GONE
) -> Message:
    """One answer that settles everything unclear: menus, a new contact, the form, or nothing.

    `gone`: who has left, by the name as it was typed, where nobody else has it.
    """
    kept = _("I kept what you wrote: {text}").format(text=lines.quoted(typed(said.source)))
    told, blocks = [kept], [section(kept)]
    if len(said.unclear) > MOST:
        told.append(_many(said.unclear))
        blocks.append(section(told[-1]))
    for number, one in enumerate(said.unclear if len(said.unclear) <= MOST else ()):
        question = _who(one, gone.get(one.text))
        menu = _menu(f"{draft_id}:{number}:{mark(said)}", one, alone=_is_alone(said))
        blocks.append(section(question, accessory=menu, block_id=f"{_WHO}{number}"))
        told += [question, *(f"• {lines.who(who, bold=False)}" for who in one.candidates)]
    for question, element, block_id in _others(said):
        blocks.append(section(question, accessory=element, block_id=block_id))
        told.append(question)
    so_far = _understood(said, on)
    told.append(so_far)
    blocks += [context(so_far), buttons(draft_id, *_save(draft_id, said))]
    return {"text": cut("\n".join(told), 3900), "blocks": blocks}


def _many(unclear: Sequence[Unclear]) -> str:
    """More names than there is room for menus."""
    names = ", ".join(lines.quoted(one.text, lines.NAME) for one in unclear)
    asked = ngettext(
        "I am not sure of {n} name, which the form takes: {{names}}",
        "I am not sure of {n} names, which the form takes all: {{names}}",
        len(unclear),
    )
    return asked.format(names=names)


def buttons(draft_id: int, *first: Json) -> Json:
    """What can be done with an unfinished log."""
    return actions(
        *first,
        button(_("Open the form"), FORM, str(draft_id)),
        button(_("Discard"), DISCARD, str(draft_id)),
    )


def mark(said: Understood) -> str:
    """What tells the names that are asked about from others: answers to them go by number."""
    return f"{crc32('|'.join(one.text for one in said.unclear).encode()):x}"


def _save(draft_id: int, said: Understood) -> list[Json]:
    """The button that settles it, where choosing above is all that is missing."""
    only_new = _is_alone(said) and not said.unclear[0].candidates if said.unclear else False
    stuck = said.error is not None and not (_asks_day(said.error) or _asks_whom(said.error))
    if only_new or stuck or len(said.unclear) > MOST:
        return []
    return [button(_("Save"), SETTLE, f"{draft_id}:{mark(said)}", style="primary")]


def _is_alone(said: Understood) -> bool:
    return len(said.unclear) + len(said.contacts) == 1


def _who(one: Unclear, gone: Contact | None) -> str:
    name = lines.quoted(one.text)
    if gone is not None:
        return _(
            "{name} has left: {who}. Where that is wrong, press *Came back* on the card, then open"
            " the form here."
        ).format(name=name, who=lines.who(gone, bold=False))
    if not one.candidates:
        return _("I know nobody called {name}.").format(name=name)
    question = ngettext(
        "Do you mean this person by {{name}}?",
        "Who of {n} do you mean by {{name}}?",
        len(one.candidates) + one.more,
    ).format(name=name)
    if not one.more:
        return question
    others = ngettext(
        "{n} other is found in the form.", "{n} others are found in the form.", one.more
    )
    return f"{question} {others}"


def _menu(value: str, one: Unclear, *, alone: bool) -> Json:
    """The candidates, and what else a name may be; without any, the way to add one, by `value`."""
    add = _("Add as a new contact")
    if alone and not one.candidates:
        return button(add, NEWCOMER, value)
    choices = [contact_option(who) for who in one.candidates]
    choices.append(option(add, NEW, one.text))
    if not alone:
        choices.append(option(_("Leave out"), SKIP))
    return inputs.static_select(CHOICE, choices, placeholder=_("Choose"))


def settling(action: Json) -> tuple[int, str]:
    """The draft that shall be saved, and the mark of the names that were asked about."""
    draft_id, _colon, asked = str(action["value"]).partition(":")
    return int(draft_id), asked


def pressed(action: Json) -> tuple[int, int, str]:
    """The draft, the number of the name that shall be added as a new contact, and the mark."""
    draft_id, number, asked, *_rest = f"{action['value']}::".split(":")
    return int(draft_id), int(number), asked


def _others(said: Understood) -> Iterator[tuple[str, Json | None, str | None]]:
    """What is unclear beside the names: a sentence, and where it can be answered at once, how."""
    if said.error is not None:
        sentence = escaped(failures.sentence(said.error))
        if _asks_day(said.error):
            shown = day(Picked(), said)
            yield sentence, inputs.date_picker(DAY, shown.isoformat() if shown else None), _DAY
        elif _asks_whom(said.error):
            sentence = _which(said.which) if said.which else sentence
            whom = inputs.external_select(CONTACTS, many=True, placeholder=_("Whom did you meet?"))
            yield sentence, whom, _NOBODY
        else:
            yield sentence, None, None
    if said.account_text:
        unknown = _("I know no customer called {name} yet.")
        yield unknown.format(name=lines.quoted(said.account_text)), None, None


def _which(accounts: Sequence[Account]) -> str:
    return _(
        "Several customers go by that: {names}. Choose whom you met, or one in the form."
    ).format(names=named([one.name for one in accounts]))


def _asks_day(error: Refusal) -> bool:
    return error.code.startswith("date.") or error.code == PLANNED


def _asks_whom(error: Refusal) -> bool:
    return error.code == NOBODY


def _understood(said: Understood, on: date) -> str:
    """What is clear already."""
    parts = [lines.short(one.name) for one in said.contacts]
    if said.account is not None:
        parts.append(lines.short(said.account.name))
    if said.on is not None:
        parts.append(dates.day(said.on, on))
    if said.channel is not None:
        parts.append(channel_name(said.channel))
    if said.attempt:
        parts.append(_("nobody reached"))
    if said.mentions:
        names = ", ".join(map(pieces.mention, said.mentions[:NAMED]))
        parts.append(_("with {names}").format(names=names))
    if said.note:
        parts.append(lines.words(said.note, lines.NAME))
    parts += dict.fromkeys(voice_name(one.kind) for one in said.voices)
    if said.follow_ups:
        first = lines.quoted(said.follow_ups[0].text, lines.NAME)
        parts.append(_("Promised: {what}").format(what=first))
    return _("Understood so far: {parts}").format(parts=" · ".join(parts) or _("nothing yet"))


def picked(body: Json) -> Picked:
    """What stands in the menus of an answer that asks back."""
    found = fields.values(body)
    who = {
        int(block.removeprefix(_WHO)): choice
        for block in found
        if block.startswith(_WHO) and (choice := fields.chosen(found, block))
    }
    ids = tuple(map(int, fields.all_chosen(found, _NOBODY)))
    return Picked(who, fields.day(found, _DAY), ids)


def restored(who: Mapping[str, str], on: str | None) -> Picked:
    """What was chosen, back from a page's metadata."""
    chosen = {int(number): value for number, value in who.items()}
    return Picked(chosen, date.fromisoformat(on) if on else None)


def settles(choice: Picked, said: Understood) -> bool:
    """Whether everything that was asked has an answer."""
    if set(choice.who) != set(range(len(said.unclear))):
        return False
    if said.error is None:
        return True
    if _asks_day(said.error):
        return day(choice, said) is not None
    return _asks_whom(said.error) and bool(choice.contact_ids)


def day(choice: Picked, said: Understood) -> date | None:
    """The day of the visit: as chosen, else as read, else the far one that was shown to be sure."""
    far = said.error.values.get("on") if said.error and said.error.code == OLD else None
    return choice.on or said.on or (far if isinstance(far, date) else None)


def fits(choice: Picked, said: Understood) -> bool:
    """Whether each choice is one that would be offered now: the list may have changed since."""
    for number, value in choice.who.items():
        if number >= len(said.unclear):
            return False
        offered = said.unclear[number].candidates
        if value not in {NEW, SKIP, *(str(one.id) for one in offered)}:
            return False
    return True


def choose_first(choice: Picked, said: Understood) -> Message:
    """Save was pressed before everything was chosen."""
    if len(choice.who) < len(said.unclear):
        return _told(_("Choose somebody for each name first; everything else is kept."))
    if said.error is not None and _asks_day(said.error):
        return _told(_("Choose the day first; everything else is kept."))
    return _told(_("Choose whom you met first; everything else is kept."))


def refused(why: Refusal) -> Message:
    """What was chosen cannot be saved; the question stays."""
    return _told(failures.sentence(why))


def discarded(text: str) -> Message:
    """An unfinished log was thrown away; what was typed can be copied from here."""
    told = _("Discarded, nothing was logged: “{words}”")
    first, *more = lines.whole(told.format(words=typed(text)))
    return {"text": cut("\n".join([first, *more]), 3900), "blocks": [*map(section, [first, *more])]}


def finished() -> Message:
    """An unfinished log that is not there any more."""
    return refused(Refusal("draft.finished"))


def _told(text: str) -> Message:
    return {"text": text, "blocks": [section(text)]}
