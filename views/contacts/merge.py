"""Merging two records of one person: which other one, what will become of them, and what became."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from upkeep.accounts import Contact
from upkeep.errors import Refusal
from upkeep.merging import FILLED
from views import dates, failures, fields, inputs, lines, pieces
from views.contacts import undo_merge
from views.language import _, ngettext
from views.pieces import Json, Message

CHOSEN = "contact.merge_chosen"
CONFIRMED = "contact.merge_confirmed"
OTHER = "contact.other"
SWAP = "contact.merge_swap"
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the record, its visits, the open voices, and who looks after it."""

    contact: Contact
    visits: int
    voices: int
    owner: str


def choose(contact: Contact, metadata: str) -> Json:
    """Which other record is the same person?"""
    other = inputs.external_select(OTHER, placeholder=_("Type a name"))
    return pieces.modal(
        _("Merge"),
        [
            pieces.section(_("Stays on the list: {who}").format(who=lines.who(contact))),
            inputs.field(
                _("The same person"),
                other,
                _OTHER,
                hint=_(
                    "Its visits, voices and reminders go over. You see it all before it is done."
                ),
            ),
        ],
        callback_id=CHOSEN,
        submit=_("Preview"),
        close=_("Cancel"),
        metadata=metadata,
    )


def chosen(view: Json) -> int | None:
    """The other record that was chosen."""
    value = fields.chosen(fields.values(view), _OTHER)
    return int(value) if value else None


def choose_error(text: str) -> dict[str, str]:
    """Why that one cannot be merged."""
    return {_OTHER: text}


def preview(
    kept: Side,
    other: Side,
    result: Contact,
    together: int,
    level: tuple[str, str],
    metadata: str,
    hindrance: str = "",
) -> Json:
    """What the merge will make of the two.

    `together`: visits in which both stand. `hindrance`: whose the other is, where it may not go.
    """
    visits = kept.visits + other.visits - together
    blocks = [
        pieces.section(
            _("{other} goes into {kept}.").format(
                other=lines.who(other.contact), kept=lines.who(kept.contact)
            )
        ),
        *_moving(kept, other),
        pieces.section("\n".join(_rows(kept, other, result, level))),
        pieces.context(
            ngettext("{n} visit in all", "{n} visits in all", visits),
            ngettext("{n} open voice", "{n} open voices", kept.voices + other.voices),
            _("It can be undone until the end of tomorrow."),
        ),
        pieces.actions(pieces.button(_("Keep the other one instead"), SWAP)),
    ]
    if hindrance:
        why = failures.sentence(Refusal("merge.others", name=lines.short(hindrance)))
        blocks.insert(0, pieces.section(f"*{why}*"))
    return pieces.modal(
        _("Merge"),
        blocks,
        callback_id=CONFIRMED,
        submit="" if hindrance else _("Merge"),
        close=_("Cancel"),
        metadata=metadata,
    )


def _moving(kept: Side, other: Side) -> Iterator[Json]:
    one, two = kept.contact.account, other.contact.account
    if one.id != two.id:
        yield pieces.context(
            _(
                "At different accounts: past visits to {other} stay there, the person is at {kept}."
            ).format(other=lines.short(two.name), kept=lines.short(one.name))
        )


def _rows(kept: Side, other: Side, result: Contact, level: tuple[str, str]) -> Iterator[str]:
    """Each field with what it will be, and what is not kept of it."""
    labels = {
        "title": _("Title"),
        "department": _("Department"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "pronunciation": _("Say it"),
    }
    yield f"*{_('Name')}*  {lines.short(result.name)}"
    yield f"*{_('Also called')}*  {', '.join(map(lines.short, result.aliases)) or '–'}"
    for name in FILLED:
        value, lost = getattr(result, name), getattr(other.contact, name)
        if value:
            yield _row(labels[name], value, lost if lost != value else "")
    yield _row(_("Level"), level[0], level[1] if level[1] != level[0] else "")
    weights = (kept.contact.weight, other.contact.weight)
    yield _row(_("Weight"), str(result.weight), str(min(weights)) if len(set(weights)) > 1 else "")
    nobody = _("nobody yet")
    lost = (other.owner or nobody) if other.owner != kept.owner else ""
    yield _row(_("Owner"), kept.owner or nobody, lost)


def _row(label: str, value: str, lost: str) -> str:
    said = f"*{label}*  {lines.short(value)}"
    gone = _("not kept: {value}").format(value=f"~{lines.short(lost)}~")
    return f"{said}   _{gone}_" if lost else said


def merged(kept: Contact, other_name: str, merge_id: int, card: Message) -> Message:
    """It was done: the card as it is now, with the way back."""
    done = _("{other} is {kept} now.").format(
        other=lines.short(other_name), kept=lines.who(kept, bold=False)
    )
    way_back = pieces.section(f"✓ {done}", accessory=undo_merge(merge_id))
    return {
        "text": lines.fallback([done, card["text"]]),
        "blocks": [way_back, pieces.divider(), *card["blocks"]],
    }


def unmerged(one: Contact, other: Contact, on: date) -> Message:
    """Two again."""
    text = _("Two again, as they were on {day}: {one}, and {other}.").format(
        day=dates.day(on, on), one=lines.who(one), other=lines.who(other)
    )
    return {"text": text, "blocks": [pieces.section(text)]}
