"""Handing over: the proposal with its changes, the brief to each new owner, and the rehearsal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from upkeep.handover import Brief, Loss, State
from views import dates, lines, visits
from views.language import _, ngettext
from views.pieces import (
    Json,
    Message,
    actions,
    button,
    context,
    divider,
    header,
    section,
    users_select,
)

CHANGE = "handover.change"
CONFIRM = "handover.confirm"
CANCEL = "handover.cancel"
SOONER = "handover.sooner"
LATER = "handover.later"
#: Accounts on one page of a proposal, in one brief, and in a rehearsal.
PER_PAGE, PER_BRIEF, REHEARSED = 15, 8, 20
#: People named of one account.
NAMED = 8
_BLOCK = "handover-"


@dataclass(frozen=True, slots=True)
class Share:
    """What is to go to whom at one account: members with their contacts, most first.

    Attributes:
        knows: of these members, those who have met somebody there.
        slack_id: who takes on most of it; None: not known in Slack.
    """

    account_id: int
    account: str
    to: tuple[tuple[str, int], ...]
    knows: frozenset[str] = frozenset()
    slack_id: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as it stands."""

    id: int
    giver: str
    state: State
    gone: bool
    shares: Sequence[Share]
    contacts: int
    promises: int
    settler: str = ""
    start: int = 0


def proposal(told: Proposal) -> Message:
    """Who takes on what; while it is not settled, with the ways to change it."""
    if told.state is not State.PROPOSED:
        return _settled(told)
    title = (
        _("{giver} has left: who takes over?") if told.gone else _("Hand over from {giver}?")
    ).format(giver=lines.short(told.giver))
    counts = [
        ngettext("{n} contact", "{n} contacts", told.contacts),
        ngettext("{n} account", "{n} accounts", len(told.shares)),
        ngettext("{n} open promise", "{n} open promises", told.promises),
    ]
    intro = _("{counts}. Nothing has moved yet; each line can be changed.").format(
        counts=", ".join(counts)
    )
    page = told.shares[told.start : told.start + PER_PAGE]
    blocks = [header(title), section(intro), *(_share(told.id, one) for one in page)]
    key = f"{told.id}:{told.start}"
    blocks.append(
        actions(
            button(_("Hand over"), CONFIRM, key, style="primary"),
            button(_("Leave as it is"), CANCEL, key),
            *_turns(told),
        )
    )
    if told.gone:
        blocks.append(context(_("Until then these contacts show as those of an absent owner.")))
    rows = [f"{lines.short(one.account)}: {_to(one)}" for one in page]
    return {"text": lines.fallback([title, intro, *rows]), "blocks": blocks}


def _share(handover_id: int, one: Share) -> Json:
    menu = users_select(
        CHANGE,
        initial=[one.slack_id] if one.slack_id else [],
        placeholder=_("Somebody else"),
    )
    return section(
        f"*{lines.short(one.account)}*\n{_to(one)}",
        accessory=menu,
        block_id=f"{_BLOCK}{handover_id}-{one.account_id}",
    )


def _to(one: Share) -> str:
    told = []
    for name, count in one.to[:NAMED]:
        said = f"{lines.short(name)} {count}" if count else lines.short(name)
        told.append(_("{who} (knows them)").format(who=said) if name in one.knows else said)
    return "→ " + ", ".join(told)


def _turns(told: Proposal) -> list[Json]:
    turns = []
    if told.start:
        turns.append(button(_("← Earlier"), SOONER, f"{told.id}:{told.start - PER_PAGE}"))
    if told.start + PER_PAGE < len(told.shares):
        turns.append(button(_("Later →"), LATER, f"{told.id}:{told.start + PER_PAGE}"))
    return turns


def _settled(told: Proposal) -> Message:
    if told.state is State.VOID:
        text = _("Nothing was handed over from {giver}.").format(giver=lines.short(told.giver))
        return {"text": text, "blocks": [section(text)]}
    if told.state is State.MOVING:
        text = ngettext(
            "Handing over from {{giver}}: {n} contact is on the way. You hear when it is done.",
            "Handing over from {{giver}}: {n} contacts are on the way. You hear when it is done.",
            told.contacts,
        ).format(giver=lines.short(told.giver))
        return {"text": text, "blocks": [section(text)]}
    title = _("✓ Handed over from {giver}: {contacts}").format(
        giver=lines.short(told.giver),
        contacts=ngettext("{n} contact", "{n} contacts", told.contacts),
    )
    if told.settler:
        title += ", " + _("confirmed by {who}").format(who=lines.short(told.settler))
    page = told.shares[:PER_PAGE]
    rows = [f"{lines.short(one.account)} {_to(one)}" for one in page]
    rest = len(told.shares) - len(page)
    rows += [ngettext("and {n} more account", "and {n} more accounts", rest)] if rest > 0 else []
    rows.append(_("Each new owner has a brief."))
    return {"text": lines.fallback([title, *rows]), "blocks": [section(title), *map(section, rows)]}


def pressed(action: Json) -> tuple[int, int]:
    """The handover a button is about, and the page it stands on."""
    handover_id, _colon, start = str(action["value"]).partition(":")
    return int(handover_id), max(int(start), 0)


def changed(action: Json) -> tuple[int, int, str]:
    """The handover, the account, and the Slack id of who shall take it on."""
    handover_id, _dash, account_id = str(action["block_id"]).removeprefix(_BLOCK).partition("-")
    return int(handover_id), int(account_id), str(action["selected_user"])


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
        first = one.three_way or one.contacts[0]
        blocks.append(actions(visits.log_button(first.id)))
    return {"text": lines.fallback(text), "blocks": blocks}


def _rows(one: Brief, names: Mapping[int, str], on: date) -> list[str]:
    people = [
        ", ".join(filter(None, (lines.short(each.name), lines.short(each.title))))
        for each in one.contacts[:NAMED]
    ]
    rest = len(one.contacts) - NAMED
    people += [ngettext("{n} more", "{n} more", rest)] if rest > 0 else []
    rows = [_("People: {names}").format(names="; ".join(people))]
    rows += [visits.summary(visit, on) for visit in one.visits]
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


def rehearsal(name: str, lost: Sequence[Loss], kept: int) -> Message:
    """What would be lost if somebody left tomorrow; nothing is moved."""
    title = _("If {name} left tomorrow").format(name=lines.short(name))
    cold = sum(len(one.cold) for one in lost)
    intro = [
        ngettext("{n} contact is in these hands.", "{n} contacts are in these hands.", kept),
        ngettext(
            "{n} vote that is warm would go cold.", "{n} votes that are warm would go cold.", cold
        ),
    ]
    rows = [_loss(one) for one in lost[:REHEARSED]]
    rest = len(lost) - REHEARSED
    rows += [ngettext("and {n} more account", "and {n} more accounts", rest)] if rest > 0 else []
    tail = _("A rehearsal: nothing was moved. Support is a model.")
    blocks = [header(title), section(" ".join(intro)), *map(section, rows), context(tail)]
    return {"text": lines.fallback([title, *intro, *rows, tail]), "blocks": blocks}


def _loss(one: Loss) -> str:
    said = _("*{account}*: {cold} of {warm} warm votes: {names}").format(
        account=lines.short(one.account),
        cold=len(one.cold),
        warm=one.warm,
        names=visits.named([each.name for each in one.cold][:NAMED]),
    )
    if one.before is None or one.after is None or share(one.before) == share(one.after):
        return said
    moved = _("support {before} → {after}")
    return f"{said}\n{moved.format(before=share(one.before), after=share(one.after))}"


def share(value: float) -> str:
    """A support in per cent; what would round to nothing or to all is told as that."""
    if value < lines.HARDLY:
        return _("hardly any")
    return lines.percent(value) if lines.tellable(value) else _("nearly certain")


def ask(command: str) -> Message:
    """How it is said."""
    text = _(
        "Who hands over to whom? `{command} handover @from @to` or with accounts after it; "
        "`{command} handover @from` proposes a split; "
        "`{command} handover rehearse @from` only shows what would be lost."
    ).format(command=command)
    return _only(text)


def no_account(words: str) -> Message:
    """A customer that was named is not known, or not in these hands."""
    return _only(_("Nothing at “{name}” is in these hands.").format(name=lines.short(words)))


def nothing(giver: str) -> Message:
    """There is nothing to hand over."""
    return _only(_("{giver} looks after nobody.").format(giver=lines.short(giver)))


def not_yours(giver: str) -> Message:
    """An answer to who may not hand over."""
    return _only(
        _("Only {giver}, a manager of either, or an admin can hand this over.").format(
            giver=lines.short(giver)
        )
    )


def nobody() -> Message:
    """There is nobody who could take it on."""
    return _only(_("Nobody is there to take this on: name somebody, or bring in a colleague."))


def not_there() -> Message:
    """That colleague cannot take anything on."""
    return _only(_("Choose a colleague who is at work here: no bots, nobody who has left."))


def _only(text: str) -> Message:
    return {"text": text, "blocks": [section(text)]}
