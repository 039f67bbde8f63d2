"""A fault at a customer: what it opens, who goes to whom, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from upkeep.accounts import Contact
from upkeep.incidents import Errand, Incident, Outcome, Topic
from upkeep.visits import VoiceKind
from views import dates, decisions, failures, lines, visits, voices
from views.language import _, ngettext
from views.pieces import Json, Message, actions, button, context, header, section

CLOSE = "incident.close"
#: Errands and people told one by one, and errands in one block of text.
SHOWN, TOGETHER = 30, 5
#: People within reach, by name: as many as are read.
NAMED = 8


@dataclass(frozen=True, slots=True)
class Told:
    """An incident with the names it takes to tell it."""

    incident: Incident
    account: str
    opener: str = ""


def line(told: Told, on: date) -> str:
    """An incident on one line."""
    return _("Incident at {account}: {text}, doors are open until {day}").format(
        account=lines.short(told.account),
        text=lines.quoted(told.incident.text),
        day=dates.day(told.incident.until, on),
    )


def on_card(one: Incident, on: date) -> Json:
    """An incident on its account's card."""
    text = _("*Incident* {text}: doors are open until {day}").format(
        text=lines.quoted(one.text), day=dates.day(one.until, on)
    )
    return section(text, accessory=close_button(one))


def close_button(one: Incident) -> Json:
    """The button that ends an incident before its last day."""
    return button(
        _("Close early"),
        CLOSE,
        str(one.id),
        confirm={
            "title": _("Close this incident?"),
            "text": _("What came of it is told now, and nobody is sent there because of it."),
            "yes": _("Close"),
            "no": _("Cancel"),
        },
    )


def opened(
    told: Told,
    errands: Sequence[tuple[str, Errand]],
    others: Sequence[Contact],
    on: date,
    idle: Sequence[str] = (),
) -> Message:
    """What an incident opens: one person and one question for each of ours.

    `others`: who is within reach now, and nobody's errand yet; `idle`: those of ours who go there,
    and for whom nobody is left to meet.
    """
    title = line(told, on)
    rows = [
        _("{member}: meet {who}. {ask}").format(
            member=lines.short(member), who=_person(one.contact, on), ask=ask(one)
        )
        for member, one in errands[:SHOWN]
    ]
    if not rows:
        rows = [_("Nobody is on record there yet: `/votes find` and a first visit will change it.")]
    rows += _more(len(errands) - SHOWN)
    tail = _("What came of it is told after {day}.").format(day=dates.day(told.incident.until, on))
    if errands:
        apart = ngettext("It was told privately.", "Each of them was told privately.", len(errands))
        tail = f"{apart} {tail}"
    bullets = [f"• {one}" for one in rows]
    blocks = [section(f"*{title}*")]
    blocks += [
        section("\n".join(bullets[start : start + TOGETHER]))
        for start in range(0, len(bullets), TOGETHER)
    ]
    if others:
        rows.append(_reachable(others))
        blocks.append(section(rows[-1]))
    left = [_idle(idle)] if idle and errands else []
    blocks += [context(tail), *map(section, left), actions(close_button(told.incident))]
    return {"text": lines.fallback([title, *rows, tail, *left]), "blocks": blocks}


def _more(rest: int) -> list[str]:
    """How many find no room; nothing where all do."""
    return [ngettext("and {n} more", "and {n} more", rest)] if rest > 0 else []


def _reachable(others: Sequence[Contact]) -> str:
    """Who else may be met now, who is out of reach at other times."""
    told = [_called(each, 40) for each in others[:NAMED]]
    told += _more(len(others) - NAMED)
    return _("Within reach now, too: {people}.").format(people="; ".join(told))


def _idle(names: Sequence[str]) -> str:
    """Who of ours goes there and has nobody to meet alone: more of us than people on record."""
    return _(
        "Nobody on record there is left for {names}: take them along, or add whom else they know."
    ).format(names=visits.named(names))


def errand(told: Told, one: Errand, on: date) -> Message:
    """The message to one of ours: whom to meet, and what to ask."""
    title = line(told, on)
    meet = _("Meet {who}.").format(who=_person(one.contact, on))
    return {
        "text": "\n".join((title, meet, ask(one))),
        "blocks": [
            section(title),
            section(f"*{meet}*\n{ask(one)}"),
            actions(visits.log_button(one.contact.id), visits.met_button(one.contact.id)),
        ],
    }


def _person(contact: Contact, on: date) -> str:
    """Who it is and when last met, without the customer, who is named above."""
    who = _called(contact, lines.NAME)
    if contact.last_touch_on is None:
        return _("{who} (never met)").format(who=who)
    since = dates.ago((on - contact.last_touch_on).days)
    return _("{who} (last met {since})").format(who=who, since=since)


def _called(contact: Contact, limit: int) -> str:
    return ", ".join(lines.short(one, limit) for one in (contact.name, contact.title) if one)


def ask(one: Errand) -> str:
    """The one thing to ask."""
    said = {
        Topic.VOICE: _("Ask how it stands with {words}."),
        Topic.PROMISE: _("Say how it stands with what we promised: {words}."),
        Topic.COURSE: _("Ask what their house needs to see before this is put right."),
        Topic.COST: _("Ask what this costs their own work, and what would help first."),
        Topic.SIGHT: _("Ask what they saw first, and where."),
    }[one.topic]
    return said.format(words=lines.quoted(one.words))


def listed(told: Sequence[Told], command: str, on: date) -> Message:
    """The open incidents, and how one is opened."""
    hint = _("`{command} incident ACCOUNT: what happened` opens one.").format(command=command)
    if not told:
        text = _("No incident opens doors at the moment.") + " " + hint
        return {"text": text, "blocks": [section(text)]}
    blocks = [section(line(one, on), accessory=close_button(one.incident)) for one in told[:SHOWN]]
    rows = [*(line(one, on) for one in told[:SHOWN]), *_more(len(told) - SHOWN)]
    blocks += [context(one) for one in rows[SHOWN:]]
    return {"text": lines.fallback([*rows, hint]), "blocks": [*blocks, context(hint)]}


def unclear(command: str, near: Sequence[str], words: str, typed: str = "") -> Message:
    """The customer was not understood, or nothing was said of it; `typed`: as Slack gave it."""
    example = _("`{command} incident ACCOUNT: what happened`").format(command=command)
    text = _("At which customer, and what happened? {example}").format(example=example)
    if near:
        names = ", ".join(lines.short(one) for one in near[:5])
        text += "\n" + _("Customers of a name like that: {names}").format(names=names)
    else:
        text += "\n" + _("I know no customer named at the beginning of {words}.").format(
            words=lines.quoted(words)
        )
    text = failures.with_typed(text, typed)
    return {"text": text, "blocks": [section(text)]}


def report(told: Told, came: Outcome, on: date, *, closed_early: bool = False) -> Message:
    """What came of an incident."""
    title = _("What came of the incident at {account}").format(account=lines.short(told.account))
    rows = [
        lines.quoted(told.incident.text),
        ngettext("{n} visit", "{n} visits", came.visits),
        _met(came),
        _moved(came),
        _heard(came.heard or {}),
    ]
    days = _("{first} to {last}").format(
        first=dates.day(told.incident.opened_on, on), last=dates.day(told.incident.until, on)
    )
    if closed_early:
        days += ", " + _("closed early")
    body = "\n".join(f"• {one}" for one in rows)
    models = [decisions.is_model(told.incident.account_id, told.account)] if _support(came) else []
    return {
        "text": lines.fallback([title, *rows, *(text for text, _button in models), days]),
        "blocks": [
            header(title),
            section(body),
            *(section(text, accessory=button) for text, button in models),
            context(days),
        ],
    }


def _met(came: Outcome) -> str:
    if not came.first:
        return _("nobody was met for the first time")
    return _("met for the first time: {names}").format(
        names=visits.named([one.name for one in came.first])
    )


def _moved(came: Outcome) -> str:
    said = ngettext("{n} vote became warm", "{n} votes became warm", len(came.moved))
    return ", ".join(filter(None, (said, _support(came))))


def _support(came: Outcome) -> str:
    """How the support moved; empty where no figure can be told."""
    before, after = came.before, came.after
    if before is None or after is None or not (lines.tellable(before) and lines.tellable(after)):
        return ""
    return _("support {before} before, {after} now").format(
        before=lines.percent(before), after=lines.percent(after)
    )


def _heard(heard: Mapping[VoiceKind, int]) -> str:
    if not sum(heard.values()):
        return _("no voices were written down")
    return _("voices: {counts}").format(counts=voices.counts(heard))


def closed_already() -> Message:
    """An incident whose days are over."""
    text = _("This incident is closed; what came of it was told.")
    return {"text": text, "blocks": [section(text)]}


def not_yours(opener: str) -> Message:
    """An answer to who may not close an incident."""
    text = _("Only {opener}, the owner of the account and managers can close this.").format(
        opener=lines.short(opener)
    )
    return {"text": text, "blocks": [section(text)]}
