"""The card of one person."""

from collections.abc import Sequence
from datetime import date

from upkeep.cadence import Standing
from upkeep.visits import Visit
from views import contacts, dates, decisions, lines, nudges, visits
from views.cards import history
from views.cards.words import level, standing
from views.language import _, ngettext
from views.pieces import Json, Message, actions, context, header, mrkdwn, section

#: Somebody of ours: name, how often there, when last.
Visitor = tuple[str, int, date]


def contact(
    item: lines.Item,
    stands: Standing,
    owner: str,
    made: Sequence[Visit],
    *,
    mine: bool,
    visitors: Sequence[Visitor] = (),
    change: tuple[str, date] | None = None,
    hidden: int = 0,
) -> Message:
    """The card of one person.

    Args:
        item: the contact, with the voices and promises this reader may read.
        stands: its standing.
        owner: the name of who looks after it; empty: nobody.
        made: its last visits, the newest first.
        mine: the reader may decide about it.
        visitors: who of ours has met it.
        change: who last changed what is written, and when.
        hidden: voices and promises that this reader may not read.
    """
    one = item.contact
    known = [(label, value) for label, value in _facts(item, owner) if value]
    state = _state(item, stands)
    why = None if one.left_on else decisions.why_of(item)
    model = [lines.model([item])] if why else []
    blocks = [
        header(one.name),
        section(state, accessory=why),
        *map(context, model),
        _columns(known),
        *_buttons(item, mine=mine),
        *_known_by(visitors, item.on),
        *history.blocks(item.voices, item.promises, made, one.account.name, item.on, hidden=hidden),
        *history.foot(change, item.on),
    ]
    told = [
        lines.short(one.name),
        state,
        *model,
        *(f"{label}: {value}" for label, value in known),
    ]
    told += history.told(item.voices, item.promises, made, one.account.name, item.on)
    return {"text": lines.fallback(told), "blocks": blocks}


def _facts(item: lines.Item, owner: str) -> list[tuple[str, str]]:
    """What is written of it, label and value; empty ones are not shown."""
    one = item.contact
    also = ", ".join(lines.short(name, 30) for name in one.aliases[:5])
    cadence = ngettext("every day", "every {n} days", item.clock.days)
    due = "" if one.left_on else dates.day(one.due_on, item.on)
    return [
        (_("Account"), lines.short(one.account.name)),
        (_("Title"), lines.short(one.title)),
        (_("Department"), lines.short(one.department)),
        (
            _("Level"),
            level(one.level) + (_(", weight {n}").format(n=one.weight) if one.weight > 1 else ""),
        ),
        (_("Phone"), lines.short(one.phone)),
        (_("E-mail"), lines.short(one.email)),
        (_("Say it"), lines.short(one.pronunciation)),
        (_("Also called"), also),
        (_("Owner"), lines.short(owner) or _("nobody yet")),
        (_("Due"), f"{due} ({cadence})" if due else ""),
    ]


def _columns(known: Sequence[tuple[str, str]]) -> Json:
    """Label and value in two columns; Slack takes ten of them."""
    return {
        "type": "section",
        "fields": [mrkdwn(f"*{label}*\n{value}", 2000) for label, value in known[:10]],
    }


def _buttons(item: lines.Item, *, mine: bool) -> list[Json]:
    """What this reader can do: about the next visit, and about what is written."""
    one = item.contact
    if one.left_on:
        back = [contacts.came_back(one)] if mine else []
        return [actions(*back, *contacts.keeping(one))]
    first = nudges.buttons(one) if mine else [visits.log_button(one.id)]
    if not mine:
        return [actions(*first, *contacts.keeping(one))]
    return [actions(*first), actions(*contacts.keeping(one))]


def _known_by(visitors: Sequence[Visitor], on: date) -> list[Json]:
    """Who of ours knows the person."""
    if not visitors:
        return []
    told = ", ".join(
        _("{name} ({times}, last {day})").format(
            name=lines.short(name),
            times=ngettext("once", "{n} times", times),
            day=dates.day(last, on),
        )
        for name, times, last in visitors[:6]
    )
    rest = len(visitors) - 6
    told += ngettext(" and {n} more", " and {n} more", rest) if rest > 0 else ""
    return [context(f"*{_('Known by')}*  {told}")]


def _state(item: lines.Item, stands: Standing) -> str:
    if item.contact.left_on:
        day = dates.day(item.contact.left_on, item.on)
        return _("Has left the company ({day}); kept in the history.").format(day=day)
    parts = [standing(stands).capitalize(), lines.how_long(item)]
    if item.contact.snoozed_until and item.contact.snoozed_until > item.on:
        until = dates.day(item.contact.snoozed_until, item.on)
        parts.append(_("snoozed until {day}").format(day=until))
    return " · ".join([*parts, *filter(None, [lines.why(item)])])
