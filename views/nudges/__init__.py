"""The daily reminder: who to stay close to today, and what has been done about it since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from upkeep.accounts import Contact
from upkeep.regime import OwnWeek
from upkeep.visits import Visit
from views import dates, decisions, lines, promises, visits
from views.language import _, ngettext
from views.lines import Item, Promise
from views.pieces import (
    Confirm,
    Json,
    Message,
    actions,
    button,
    context,
    cut,
    divider,
    header,
    option,
    overflow,
    section,
)

SNOOZE = "nudge.snooze"
SNOOZE_UNTIL = "nudge.snooze_until"
GIVE = "nudge.give"
GIVE_TO = "nudge.give_to"
LEFT = "nudge.left"
TAKE_BACK = "nudge.take_back"

#: The choices of Snooze: days, or a date that is asked for.
DAYS = {"3": timedelta(days=3), "7": timedelta(days=7), "30": timedelta(days=30)}
UNTIL = "until"


class Act(StrEnum):
    """What became of a nudge; also the first word of the value that takes it back."""

    MET = "met"
    SNOOZED = "snoozed"
    GIVEN = "given"
    LEFT = "left"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Answer:
    """How a nudge was answered, and the way back.

    Attributes:
        day: of the visit, or the first day on which the contact may come up again.
        to: the new owner's name.
        back: the value of the button that takes it back; empty: there is none.
    """

    act: Act
    day: date
    to: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class Nudge:
    """One contact of the reminder; `answer` None: still open."""

    item: Item
    answer: Answer | None = None


def reminder(
    nudges: Sequence[Nudge],
    due: Sequence[Promise],
    on: date,
    *,
    more: int = 0,
    week: OwnWeek | None = None,
) -> Message:
    """The private message of one morning, as it stands now.

    Args:
        nudges: the contacts it names.
        due: promises for today.
        on: the reader's local day.
        more: contacts due beyond those named.
        week: the reader's own line, on the eve of a digest.
    """
    title = _title(nudges, due, week, on)
    text = [title, *(_told(one) for one in nudges)]
    blocks = [header(title)]
    for at, nudge in enumerate(nudges):
        blocks += ([divider()] if at else []) + _blocks(nudge)
    if due:
        told, painted = promises.part(due, on)
        text += told
        blocks += painted
    if week:
        line = own_line(week, titled=not nudges and not due)
        blocks += [*([divider()] if nudges or due else []), section(line), _anything()]
        text.append(line.replace("*", ""))
    tail = _tail(nudges, more)
    return {
        "text": lines.fallback([*text, *tail]),
        "blocks": [*blocks, context(*tail)] if tail else blocks,
    }


def _tail(nudges: Sequence[Nudge], more: int) -> list[str]:
    """What stands in small type under a reminder."""
    others = ngettext(
        "{n} more is due; it comes up on another day.",
        "{n} more are due; they come up on other days.",
        more,
    )
    model = lines.model(nudge.item for nudge in nudges if nudge.answer is None)
    return list(filter(None, (others if nudges and more > 0 else "", model)))


def own_line(week: OwnWeek, *, titled: bool) -> str:
    """How a member's week stands before it is summed up: for his own eyes.

    `titled`: it stands alone, under a title that says what it is.
    """
    visits, target = week.line.visits, week.line.target
    made = ngettext("{n} visit", "{n} visits", visits)
    aimed = _(" of {target}").format(target=f"{target:.3g}") if target else ""
    line = _("{made}{aimed}. Anything to log before it is summed up?").format(
        made=made, aimed=aimed
    )
    return line if titled else f"*{_which(week)}:* {line}"


def _which(week: OwnWeek) -> str:
    return _("Your last week") if week.over else _("Your week so far")


def _anything() -> Json:
    return actions(visits.log_button())


def _title(nudges: Sequence[Nudge], due: Sequence[Promise], week: OwnWeek | None, on: date) -> str:
    """What there is still to do; of promises those that are neither kept nor put off by now."""
    left = sum(nudge.answer is None for nudge in nudges)
    promised = sum(promises.is_due(one.follow_up, on) for one in due)
    if left:
        return ngettext(
            "One person to stay close to today", "{n} people to stay close to today", left
        )
    if promised:
        return ngettext("A promise is due", "{n} promises are due", promised)
    if week and not nudges and not due:
        return _which(week)
    return _("All done for today. Thank you.")


def _told(nudge: Nudge) -> str:
    if nudge.answer is None:
        return lines.three(nudge.item, bold=False)
    return said(nudge.item.contact, nudge.answer, nudge.item.on, bold=False)


def _blocks(nudge: Nudge) -> list[Json]:
    item = nudge.item
    if nudge.answer is None:
        return asked(item)
    return [answered(item.contact, nudge.answer, item.on)]


def asked(item: Item) -> list[Json]:
    """A contact in need, why, and all that can be done about it."""
    told = section(lines.three(item), accessory=decisions.why_of(item))
    return [told, actions(*buttons(item.contact))]


def buttons(contact: Contact) -> list[Json]:
    """All that can be done about a contact."""
    key, name = str(contact.id), contact.name
    return [
        visits.log_button(contact.id),
        visits.met_button(contact.id),
        button(_("Hand over"), GIVE, key, label=_("Hand over {name}").format(name=name)),
        button(
            _("Left the company"),
            LEFT,
            key,
            confirm=_leaving(contact),
            label=_("{name} has left the company").format(name=name),
        ),
        snooze_menu(contact),
    ]


def snooze_menu(contact: Contact) -> Json:
    """The four choices of Snooze."""
    return overflow(
        SNOOZE,
        [
            option(_("Snooze 3 days"), f"3:{contact.id}"),
            option(_("Snooze 1 week"), f"7:{contact.id}"),
            option(_("Snooze 1 month"), f"30:{contact.id}"),
            option(_("Snooze until …"), f"{UNTIL}:{contact.id}"),
        ],
    )


def _leaving(contact: Contact) -> Confirm:
    return {
        "title": _("Left the company?"),
        "text": _(
            "{name} no longer counts as a vote. The visits stay, and you can undo it."
        ).format(name=cut(contact.name, lines.NAME)),
        "yes": _("Has left"),
        "no": _("Cancel"),
    }


def said(contact: Contact, answer: Answer, on: date, *, bold: bool = True) -> str:
    """What was done about a contact, in one line."""
    name = lines.who(contact, bold=bold)
    day = dates.day(answer.day, on)
    match answer.act:
        case Act.MET:
            outcome = _("visited {day}").format(day=day)
        case Act.SNOOZED:
            outcome = _("snoozed until {day}").format(day=day)
        case Act.GIVEN:
            outcome = _("handed over to {to}").format(to=lines.short(answer.to))
        case Act.LEFT:
            outcome = _("has left the company")
        case Act.BACK:
            outcome = _("back on the list")
    return f"✓ {name}: {outcome}"


def answered(contact: Contact, answer: Answer, on: date) -> Json:
    """What was done about a contact, with the way back where there is one."""
    return section(said(contact, answer, on), accessory=take_back(answer, contact))


def take_back(answer: Answer, contact: Contact) -> Json | None:
    """The button that takes an act back."""
    if not answer.back:
        return None
    label = _("Undo: {name}").format(name=contact.name)
    if answer.act is Act.MET:
        return button(visits.UNDO_LABEL(), visits.UNDO, answer.back, label=label)
    return button(visits.UNDO_LABEL(), TAKE_BACK, answer.back, label=label)


def refused(contact: Contact, keeper: str) -> Message:
    """An answer to who may not act on a contact: whose it is, and what can be done."""
    text = (
        _("{who} is looked after by {keeper}: ask them, or a manager.").format(
            who=lines.who(contact), keeper=lines.short(keeper)
        )
        if keeper
        else _("{who} has no owner yet: a manager can give it to somebody.").format(
            who=lines.who(contact)
        )
    )
    return {"text": text, "blocks": [section(text)]}


def done(contact: Contact, answer: Answer, on: date) -> Message:
    """What was just done about a contact, with the way back."""
    text = said(contact, answer, on, bold=False)
    return {"text": text, "blocks": [answered(contact, answer, on)]}


def brief(item: Item, giver: str, made: Sequence[Visit]) -> Message:
    """What a new owner is told: who it is, the last visits, what is open."""
    intro = _("{giver} asks you to look after {who}.").format(
        giver=lines.short(giver), who=lines.who(item.contact)
    )
    told = [lines.how_long(item).capitalize()]
    told += [visits.summary(visit, item.on) for visit in made[:3]]
    told += [_("Still open: {said}").format(said=lines.quoted(one.text)) for one in item.voices[:3]]
    told += [_("Promised: {what}").format(what=lines.quoted(one.text)) for one in item.promises[:3]]
    body = "\n".join(f"• {one}" for one in told)
    return {
        "text": f"{intro}\n{body}",
        "blocks": [section(intro), section(body), actions(visits.log_button(item.contact.id))],
    }


def handed_on(contact: Contact, by: str, to: str) -> Message:
    """To whose contact it was, when somebody else has handed it over."""
    text = _("{by} has handed {who} over to {to}. Your visits go on counting as yours.").format(
        by=lines.short(by), to=lines.short(to), who=lines.who(contact, bold=False)
    )
    return {"text": text, "blocks": [section(text)]}


def yours_again(contact: Contact, by: str) -> Message:
    """To the same, when it was taken back."""
    text = _("{by} took it back: you look after {who} again.").format(
        by=lines.short(by), who=lines.who(contact, bold=False)
    )
    return {"text": text, "blocks": [section(text)]}


def not_yours_now(contact: Contact, by: str, keeper: str) -> Message:
    """To who had a contact taken on: somebody else, or nobody, looks after it again."""
    text = (
        _("{by} took it back: {keeper} looks after {who} again, not you.")
        if keeper
        else _("{by} took it back: you do not look after {who} any more.")
    ).format(by=lines.short(by), keeper=lines.short(keeper), who=lines.who(contact, bold=False))
    return {"text": text, "blocks": [section(text)]}
