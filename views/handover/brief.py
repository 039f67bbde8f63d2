"""What a new owner must know of whom he takes on."""

from collections.abc import Mapping, Sequence
from datetime import date

from upkeep.handover import Brief
from views import dates, lines, visits
from views.handover import NAMED
from views.language import _, ngettext
from views.pieces import Message, actions, divider, header, section

#: Accounts in one message.
PER_BRIEF = 8


def briefs(giver: str, told: Sequence[Brief], names: Mapping[int, str], on: date) -> list[Message]:
    """What a new owner must know, in as many messages as it takes."""
    pages = [told[start : start + PER_BRIEF] for start in range(0, len(told), PER_BRIEF)]
    return [_brief(giver, page, names, on) for page in pages]


def _brief(giver: str, told: Sequence[Brief], names: Mapping[int, str], on: date) -> Message:
    title = _("You look after these now, from {giver}").format(giver=lines.short(giver))
    blocks = [header(title)]
    text = [title]
    for one in told:
        rows = "\n".join(f"• {row}" for row in _rows(one, names, on))
        blocks += [divider(), section(f"*{lines.short(one.account)}*\n{rows}")]
        text += [lines.short(one.account), rows]
        if first := one.three_way or next(iter(one.contacts), None):
            blocks.append(actions(visits.log_button(first.id)))
    return {"text": lines.fallback(text), "blocks": blocks}


def _rows(one: Brief, names: Mapping[int, str], on: date) -> list[str]:
    people = [
        ", ".join(filter(None, (lines.short(each.name), lines.short(each.title))))
        for each in one.contacts[:NAMED]
    ]
    rest = len(one.contacts) - NAMED
    people += [ngettext("{n} more", "{n} more", rest)] if rest > 0 else []
    rows = [_("People: {names}").format(names="; ".join(people))] if people else []
    rows += [_("Only what is promised or to be answered there is yours.")] if one.bare else []
    rows += [visits.summary(visit, on, at_home=True) for visit in one.visits]
    rows += [
        _("Still open: {said}").format(said=lines.quoted(each.text)) for each in one.voices[:3]
    ]
    for promise in one.promises[:3]:
        due = f" ({dates.day(promise.due_on, on)})" if promise.due_on else ""
        rows.append(_("Promised: {what}").format(what=lines.quoted(promise.text)) + due)
    if one.three_way and one.guide_id:
        rows.append(
            _("Suggested: visit {who} together with {guide}, who knows them.").format(
                who=lines.short(one.three_way.name), guide=lines.short(names[one.guide_id])
            )
        )
    return rows
