"""Handing over: the proposal with its changes, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from upkeep.handover import State
from views import lines, visits
from views.inputs import users_select
from views.language import _, ngettext
from views.pieces import Confirm, Json, Message, actions, button, context, header, section

CHANGE = "handover.change"
CONFIRM = "handover.confirm"
CANCEL = "handover.cancel"
ANEW = "handover.anew"
UNDO = "handover.undo"
SOONER = "handover.sooner"
LATER = "handover.later"
#: Accounts on one page.
PER_PAGE = 15
#: People named of one account.
NAMED = 8
_BLOCK = "handover-"


@dataclass(frozen=True, slots=True)
class Share:
    """What is to go to whom at one account: members with their contacts, most first.

    Attributes:
        knows: of these members, those who have met somebody there.
        slack_id: who takes on most of it; None: not known in Slack.
        bare: neither a contact nor the account itself goes over: a promise, or a voice to answer.
        away: of these members, those who are not there now.
    """

    account_id: int
    account: str
    to: tuple[tuple[str, int], ...]
    knows: frozenset[str] = frozenset()
    slack_id: str | None = None
    bare: bool = False
    away: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as it stands.

    Attributes:
        gone: who hands over was deactivated in Slack.
        settler: who confirmed it, left it as it was, or took it back.
        stayed: what was changed since it was handed over, and did not come back with the rest.
    """

    id: int
    giver: str
    state: State
    gone: bool
    shares: Sequence[Share]
    contacts: int
    promises: int
    settler: str = ""
    stayed: Sequence[str] = ()
    start: int = 0


def proposal(told: Proposal) -> Message:
    """Who takes on what; while it is not settled, with the ways to change it."""
    if told.state is not State.PROPOSED:
        return _settled(told)
    title = (
        _("{giver} has left: who takes over?") if told.gone else _("Hand over from {giver}?")
    ).format(giver=lines.short(told.giver))
    intro = _intro(told)
    page = told.shares[told.start : told.start + PER_PAGE]
    blocks = [header(title), section(intro), *(_share(told, one) for one in page)]
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


def _intro(told: Proposal) -> str:
    parts = [
        ngettext("{n} contact", "{n} contacts", told.contacts),
        ngettext("{n} account", "{n} accounts", len(told.shares)),
    ]
    if told.promises:
        parts.append(ngettext("{n} open promise", "{n} open promises", told.promises))
    counts = ", ".join(parts)
    if not told.settler:
        said = _("{counts}. Nothing has moved yet; each line can be changed.")
        return said.format(counts=counts)
    said = _("{who} took it back: {counts}. Each line can be changed.")
    said = said.format(who=lines.short(told.settler), counts=counts)
    if not told.stayed:
        return said
    left = _("Changed since, and left so: {names}.").format(names=visits.named(told.stayed))
    return f"{said} {left}"


def _share(told: Proposal, one: Share) -> Json:
    menu = users_select(
        CHANGE,
        initial=[one.slack_id] if one.slack_id else [],
        placeholder=_("Somebody else"),
    )
    return section(
        f"*{lines.short(one.account)}*\n{_to(one)}",
        accessory=menu,
        block_id=f"{_BLOCK}{told.id}-{one.account_id}-{told.start}",
    )


def _to(one: Share) -> str:
    told = []
    for name, count in one.to[:NAMED]:
        facts = [ngettext("{n} contact", "{n} contacts", count)] if count else []
        facts += [_("knows them")] if name in one.knows else []
        facts += [_("away now")] if name in one.away else []
        facts += [_("only what is promised or to be answered there")] if one.bare else []
        told.append(lines.short(name) + (f" ({', '.join(facts)})" if facts else ""))
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
        return _void(told)
    if told.state in {State.MOVING, State.RETURNING}:
        text = _under_way(told).format(giver=lines.short(told.giver))
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
    blocks = [section(title), *map(section, rows), actions(_undo(told))]
    return {"text": lines.fallback([title, *rows]), "blocks": blocks}


def _void(told: Proposal) -> Message:
    """Nothing was handed over; where somebody left it as it was, with the way back."""
    if told.settler and not told.shares:
        text = _("There is nothing left to hand over from {giver}.")
    else:
        text = _("Nothing was handed over from {giver}.")
    blocks = [section(text.format(giver=lines.short(told.giver)))]
    if told.settler and told.shares:
        blocks.append(actions(button(_("Propose it again"), ANEW, f"{told.id}:0")))
    return {"text": text.format(giver=lines.short(told.giver)), "blocks": blocks}


def _under_way(told: Proposal) -> str:
    if told.state is State.RETURNING:
        return ngettext(
            "{n} contact is on the way back to {{giver}}. You hear when it is done.",
            "{n} contacts are on the way back to {{giver}}. You hear when it is done.",
            told.contacts,
        )
    return ngettext(
        "Handing over from {{giver}}: {n} contact is on the way. You hear when it is done.",
        "Handing over from {{giver}}: {n} contacts are on the way. You hear when it is done.",
        told.contacts,
    )


def _undo(told: Proposal) -> Json:
    question: Confirm = {
        "title": _("Take it all back?"),
        "text": _("{giver} looks after them again. Visits logged since stay as they are.").format(
            giver=told.giver
        ),
        "yes": _("Undo"),
        "no": _("Leave as it is"),
    }
    return button(_("Undo"), UNDO, f"{told.id}:0", confirm=question)


def given(by: str, contacts: int, heirs: Sequence[str]) -> Message:
    """To whose contacts they were, when somebody else has handed them over."""
    what = ngettext("{n} contact of yours", "{n} contacts of yours", contacts)
    text = _(
        "{by} has handed over {what}, to {heirs}. Your visits go on counting as yours."
    ).format(by=lines.short(by), what=what, heirs=", ".join(map(lines.short, heirs)))
    return {"text": text, "blocks": [section(text)]}


def yours_again(by: str) -> Message:
    """To the same, when it was taken back."""
    text = _("{by} took it back: you look after those contacts again.").format(by=lines.short(by))
    return {"text": text, "blocks": [section(text)]}


def taken_back(giver: str, by: str) -> Message:
    """To who had taken something on: it is not theirs any more."""
    text = _("{by} took it back: {giver} looks after those contacts again, not you.").format(
        by=lines.short(by), giver=lines.short(giver)
    )
    return {"text": text, "blocks": [section(text)]}


def pressed(action: Json) -> tuple[int, int]:
    """The handover a button is about, and the page it stands on."""
    handover_id, _colon, start = str(action["value"]).partition(":")
    return int(handover_id), max(int(start), 0)


def changed(action: Json) -> tuple[int, int, int, str]:
    """The handover, the account, the page it stands on, and the Slack id of who shall take it."""
    ids = [int(one) for one in str(action["block_id"]).removeprefix(_BLOCK).split("-")]
    handover_id, account_id, start = (*ids, 0)[:3]  # messages of old name no page
    return handover_id, account_id, start, str(action["selected_user"])


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
