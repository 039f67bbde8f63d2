"""What is said of one contact in a line or three: the same words on list, reminder, card and Home.

Plain text lines are mrkdwn with every typed value escaped and cut.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from upkeep.accounts import Contact
from upkeep.cadence import Clock
from upkeep.members import Member
from upkeep.visits import FollowUp, Visit, Voice, VoiceKind
from views import dates
from views.language import _, ngettext
from views.pieces import cut, escaped, squeezed

NAME = 60
#: A customer that was named in the line before.
AGAIN = 28
WORDS = 120
#: As much as Slack takes in a paragraph, and of typed words what is that much at most once escaped.
PARAGRAPH, TYPED = 3000, 590
#: A share that would round to this or less, or to as near to certainty, is told as the way to go.
HARDLY = 0.005
#: From here on a number of visits is told without fractions.
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Tally:
    """How an account would decide, in plain numbers.

    Attributes:
        warm, total, needed: votes; their weights where `weighted`.
        support: the probability of a yes; None: under three votes, no figure is given.
    """

    warm: int
    total: int
    needed: int
    support: float | None = None
    weighted: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One contact with what is worth knowing before a visit, on a reader's local day.

    Attributes:
        clock: what runs for the contact.
        lifted: the account's support after a visit; None: no figure is given.
        absent: name of the owner, where the reader stands in for him; else empty.
        incident: what happened at the account, while that opens doors; empty: nothing.
        turn: its turn has come, and more pressing ones were left for another day.
    """

    contact: Contact
    on: date
    clock: Clock
    tally: Tally
    lifted: float | None = None
    last: Visit | None = None
    voices: tuple[Voice, ...] = ()
    promises: tuple[FollowUp, ...] = ()
    incident: str = ""
    absent: str = ""
    turn: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """A follow-up with the name of the account it was made to."""

    follow_up: FollowUp
    account: str


def short(text: str, limit: int = NAME) -> str:
    """A typed name on one line, without force; of a long one both ends."""
    return escaped(squeezed(" ".join(text.split()), limit))


def words(text: str, limit: int = WORDS) -> str:
    """Typed words on one line, without force; of many the first."""
    return escaped(cut(" ".join(text.split()), limit))


def called(member: Member) -> str:
    """A member's name as it was given; not for mrkdwn yet."""
    return member.name if member.active else _("{name} (has left)").format(name=member.name)


def who(contact: Contact, *, bold: bool = True) -> str:
    """Who it is: name, title, account."""
    name = short(contact.name)
    parts = [f"*{name}*" if bold else name, short(contact.title), short(contact.account.name)]
    return ", ".join(filter(None, parts))


def how_long(item: Item) -> str:
    """How long there was no visit, and against what."""
    plan = ngettext("planned every day", "planned every {n} days", item.clock.days)
    days = max(item.clock.ran(item.on), 0)
    if item.contact.last_touch_on is None:
        return _("never met, added {since}").format(since=dates.ago(days))
    if item.clock.in_person:
        unseen = ngettext(
            "{n} day without meeting in person", "{n} days without meeting in person", days
        )
        return f"{unseen}, {plan}"
    if days == 0:
        return f"{_('met today')}, {plan}"
    return f"{ngettext('{n} day without a visit', '{n} days without a visit', days)}, {plan}"


def why(item: Item) -> str:
    """What a visit would do for the account's decision; empty where there is nothing to say."""
    account, tally = short(item.contact.account.name, AGAIN), item.tally
    before, after = tally.support, item.lifted
    if before is None or after is None or tally.total == 0:
        return ""
    if lifts(before, after):
        return _("a visit would lift {account} from {before} to {after}").format(
            account=account, before=percent(before), after=percent(after)
        )
    return f"{account}: {votes(tally)}"


def votes(tally: Tally) -> str:
    """The warm votes of an account, and the way to go: "7 of 17 votes warm, 9 needed"."""
    sentence = (
        _("warm weight {warm} of {total}, {needed} needed")
        if tally.weighted
        else ngettext(
            "{{warm}} of {n} vote warm, {{needed}} needed",
            "{{warm}} of {n} votes warm, {{needed}} needed",
            tally.total,
        )
    ).format(warm=tally.warm, total=tally.total, needed=tally.needed)
    missing = tally.needed - tally.warm
    untellable = tally.support is not None and not tellable(tally.support)
    if missing > 0 and untellable:
        sentence += _(", {missing} to go").format(missing=missing)
    return sentence


def lifts(before: float, after: float) -> bool:
    """Whether a visit changes the support by a figure that can be told."""
    return tellable(before) and tellable(after) and round(after * 100) > round(before * 100)


def tellable(share: float) -> bool:
    """Whether a share can be given in per cent: it rounds neither to 0 nor to 100."""
    return HARDLY <= share < 1 - HARDLY


def percent(share: float) -> str:
    """A share in whole per cent."""
    return f"{share * 100:.0f}%"


def amount(value: float) -> str:
    """A number of visits that need not be whole: to three digits, and whole from a hundred on."""
    return f"{value:.3g}" if value < WHOLE else f"{value:.0f}"


def pick_up(item: Item) -> str:
    """What to take up from last time: what is open first, then what was noted; may be empty."""
    if item.incident:
        return _("Something happened there, ask about it: {text}").format(
            text=quoted(item.incident)
        )
    waiting = [voice for voice in item.voices if voice.kind is not VoiceKind.PRAISE]
    if waiting:
        return _("Still open: {said}").format(said=quoted(waiting[0].text))
    if item.promises:
        promise = item.promises[0]
        due = f" ({dates.day(promise.due_on, item.on)})" if promise.due_on else ""
        return _("Promised: {what}").format(what=quoted(promise.text)) + due
    if item.last and item.last.note:
        return _("Last time: {note}").format(note=quoted(item.last.note))
    return ""


def model(items: Iterable[Item]) -> str:
    """What a figure of support is, where one of these is told; else empty."""
    told = (one.tally.support is not None and one.lifted is not None for one in items)
    return is_model() if any(told) else ""


def is_model() -> str:
    """What stands under lines of which some tell a figure of support."""
    return _("Support is a model; “Why?” shows what it is made of.")


def capacity(total: int, holds: int | None) -> str:
    """How many votes are more than a weekly target can keep; empty where it can keep them all."""
    if holds is None or total <= holds:
        return ""
    return ngettext(
        "{n} vote; your target holds about {{holds}}.",
        "{n} votes; your target holds about {{holds}}.",
        total,
    ).format(holds=holds)


def fallback(told: Iterable[str]) -> str:
    """A message's whole text, for notifications and screen readers, within what Slack updates."""
    return cut("\n".join(told), 3900)


def quoted(text: str, limit: int = WORDS) -> str:
    """Somebody's own words."""
    return _("“{words}”").format(words=words(text, limit))


def paragraphs(told: Iterable[str]) -> list[str]:
    """Lines of mrkdwn in as few paragraphs as Slack takes without cutting them."""
    found: list[str] = []
    for line in told:
        if found and len(found[-1]) + 1 + len(line) <= PARAGRAPH:
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return found


def whole(text: str) -> list[str]:
    """Typed words with all their lines, without force, in paragraphs: none of them is lost."""
    return paragraphs(
        escaped(part)
        for line in text.splitlines()
        for part in wrap(line, TYPED, drop_whitespace=False) or [""]
    )


def three(item: Item, *, bold: bool = True) -> str:
    """A contact in at most three lines: who; how long and why; what to pick up."""
    turn = _("their turn has come") if item.turn else ""
    reason = " · ".join(filter(None, (how_long(item), turn, why(item))))
    first = who(item.contact, bold=bold)
    if item.absent:
        first = _("{who} · for {owner}").format(who=first, owner=short(item.absent))
    return "\n".join(filter(None, (first, reason, pick_up(item))))
