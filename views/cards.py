"""All that is known of one contact or one account, on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from upkeep.accounts import Account, Contact, Level
from upkeep.cadence import Coverage, Standing
from upkeep.incidents import Incident
from upkeep.visits import FollowUp, Visit, Voice, VoiceKind
from views import dates, decisions, incidents, lines, nudges, promises, visits
from views import voices as said
from views.language import _, ngettext
from views.pieces import Json, Message, actions, context, divider, header, section


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What an account's card tells.

    Attributes:
        tally: how the account would decide; its support None under three contacts.
        without_strongest: the support if the most senior vote went against us.
        nearest: the contact whose visit would help most, with the support after it.
        incidents: faults there that still open doors.
        visitors: names of our people with their visits of the last 90 days, most first.
    """

    account: Account
    owner: str
    coverage: Coverage
    tally: lines.Tally
    without_strongest: float | None = None
    nearest: Contact | None = None
    lifted: float | None = None
    visitors: Sequence[tuple[str, int]] = ()
    visits: Sequence[Visit] = ()
    voices: Sequence[Voice] = ()
    promises: Sequence[FollowUp] = ()
    incidents: Sequence[Incident] = ()


def level(value: Level) -> str:
    """A level in words."""
    return {
        Level.GENERAL: _("general"),
        Level.KEY: _("key"),
        Level.EXECUTIVE: _("executive"),
    }[value]


def standing(value: Standing) -> str:
    """A standing in words."""
    return {
        Standing.TENDED: _("tended"),
        Standing.DUE_SOON: _("due soon"),
        Standing.NEGLECTED: _("neglected"),
        Standing.UNMET: _("not met yet"),
    }[value]


def voice_kind(value: VoiceKind) -> str:
    """What a voice was, in words."""
    return {
        VoiceKind.NEED: _("need"),
        VoiceKind.WORRY: _("worry"),
        VoiceKind.COMPLAINT: _("complaint"),
        VoiceKind.IDEA: _("idea"),
        VoiceKind.PRAISE: _("praise"),
    }[value]


def contact(
    item: lines.Item, stands: Standing, owner: str, made: Sequence[Visit], *, mine: bool
) -> Message:
    """The card of one person. `mine`: the reader may act on it."""
    one = item.contact
    facts = [
        (_("Account"), lines.short(one.account.name)),
        (_("Title"), lines.short(one.title)),
        (_("Department"), lines.short(one.department)),
        (_("Level"), level(one.level)),
        (_("Phone"), lines.short(one.phone)),
        (_("E-mail"), lines.short(one.email)),
        (_("Say it"), lines.short(one.pronunciation)),
        (_("Owner"), lines.short(owner) or _("nobody yet")),
    ]
    known = [(label, value) for label, value in facts if value]
    state = _state(item, stands)
    blocks = [
        header(one.name),
        section(
            state,
            fields=[f"*{label}*\n{value}" for label, value in known],
            accessory=decisions.why_of(item),
        ),
        actions(*(nudges.buttons(one) if mine else [visits.log_button(one.id)])),
        *_history(item.voices, item.promises, made, one.account.name, item.on),
    ]
    told = [lines.short(one.name), state, *(f"{label}: {value}" for label, value in known)]
    told += _history_told(item.voices, item.promises, made, one.account.name, item.on)
    return {"text": lines.fallback(told), "blocks": blocks}


def _state(item: lines.Item, stands: Standing) -> str:
    if item.contact.left_on:
        day = dates.day(item.contact.left_on, item.on)
        return _("Has left the company ({day}); kept in the history.").format(day=day)
    parts = [standing(stands).capitalize(), lines.how_long(item)]
    if item.contact.snoozed_until and item.contact.snoozed_until > item.on:
        until = dates.day(item.contact.snoozed_until, item.on)
        parts.append(_("snoozed until {day}").format(day=until))
    return " · ".join([*parts, *filter(None, [lines.why(item)])])


def account(facts: AccountFacts, on: date) -> Message:
    """The card of one customer: how it would decide, who goes there, what is open."""
    sentences = _decision(facts)
    rows = [
        (_("Contract"), _contract(facts.account)),
        (_("Owner"), lines.short(facts.owner) or _("nobody yet")),
        (_("Votes"), _counts(facts.coverage)),
        (_("Visitors, last 90 days"), _visitors(facts.visitors)),
    ]
    name = facts.account.name
    blocks = [
        header(name),
        section("\n".join(sentences), fields=[f"*{label}*\n{value}" for label, value in rows]),
        actions(decisions.why_button(facts.account.id, name)),
        *(incidents.on_card(one, on) for one in facts.incidents[:3]),
        *_history(facts.voices, facts.promises, facts.visits, name, on),
        context(_("Support is a model: each contact votes for us as warm as the last visit is.")),
    ]
    told = [lines.short(name), *sentences, *(f"{label}: {value}" for label, value in rows)]
    told += [incidents.line(incidents.Told(one, name), on) for one in facts.incidents[:3]]
    told += _history_told(facts.voices, facts.promises, facts.visits, name, on)
    return {"text": lines.fallback(told), "blocks": blocks}


def _decision(facts: AccountFacts) -> list[str]:
    if not facts.coverage.active:
        return [_("No contacts on record yet.")]
    said = [lines.votes(facts.tally)[:1].upper() + lines.votes(facts.tally)[1:] + "."]
    if facts.tally.support is not None and lines.tellable(facts.tally.support):
        said.append(_("Support {share}.").format(share=lines.percent(facts.tally.support)))
        if facts.without_strongest is not None and lines.tellable(facts.without_strongest):
            said.append(
                _("Even if the most senior vote goes against us: {share}.").format(
                    share=lines.percent(facts.without_strongest)
                )
            )
    if (
        facts.nearest
        and facts.lifted is not None
        and facts.tally.support is not None
        and lines.lifts(facts.tally.support, facts.lifted)
    ):
        said.append(
            _("A visit to {name} lifts support from {before} to {after}.").format(
                name=lines.short(facts.nearest.name),
                before=lines.percent(facts.tally.support),
                after=lines.percent(facts.lifted),
            )
        )
    return [" ".join(said)]


def _contract(one: Account) -> str:
    return {True: _("yes"), False: _("no"), None: _("not known")}[one.contract]


def _counts(coverage: Coverage) -> str:
    return _("{tended} tended, {soon} due soon, {neglected} neglected, {unmet} never met").format(
        tended=coverage.tended,
        soon=coverage.due_soon,
        neglected=coverage.neglected,
        unmet=coverage.unmet,
    )


def _visitors(visitors: Sequence[tuple[str, int]]) -> str:
    if not visitors:
        return _("nobody")
    named = ", ".join(f"{lines.short(name)} ({n})" for name, n in visitors[:8])
    rest = len(visitors) - 8
    return named + (ngettext(" and {n} more", " and {n} more", rest) if rest > 0 else "")


def _history(
    voices: Sequence[Voice],
    due: Sequence[FollowUp],
    made: Sequence[Visit],
    account_name: str,
    on: date,
) -> list[Json]:
    blocks: list[Json] = []
    if voices:
        blocks += [divider(), section(f"*{_('Still open')}*")]
        blocks += [said.waiting(one, on) for one in voices[:5]]
    if due:
        blocks += [divider(), section(f"*{_('Promised')}*")]
        for one in due[:5]:
            blocks += promises.blocks(one, account_name, on)
    blocks.append(divider())
    if made:
        rows = "\n".join(visits.summary(one, on) for one in made[:5])
        blocks.append(section(f"*{_('Last visits')}*\n{rows}"))
    else:
        blocks.append(context(_("No visits on record yet.")))
    return blocks


def _history_told(
    voices: Sequence[Voice],
    due: Sequence[FollowUp],
    made: Sequence[Visit],
    account_name: str,
    on: date,
) -> list[str]:
    told = [_voice(one, on) for one in voices[:5]]
    told += [promises.line(one, account_name, on) for one in due[:5]]
    return told + [visits.summary(one, on) for one in made[:5]]


def _voice(one: Voice, on: date) -> str:
    said = f"{voice_kind(one.kind).capitalize()}: {lines.quoted(one.text)}"
    return said + (f" ({dates.day(one.said_on, on)})" if one.said_on else "")
