"""The card of one customer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from upkeep.accounts import Account, Contact
from upkeep.cadence import Coverage, Standing
from upkeep.eyes import Eyes, Flaw, Life
from upkeep.incidents import Incident
from upkeep.visits import FollowUp, Visit, Voice
from views import contacts, dates, decisions, incidents, lines
from views.cards import history
from views.cards.words import standing
from views.language import N_, _, ngettext
from views.pieces import Json, Message, actions, button, context, divider, header, section
from views.votes import CARD

EARLIER = "account.page_before"
LATER = "account.page_after"
#: Contacts on one page of a card.
PER_PAGE = 8
#: A contact with its standing.
Row = tuple[Contact, Standing]

_FLAWS = MappingProxyType(
    {
        Flaw.SAME_DEPARTMENT: N_("both sit in one department"),
        Flaw.SAME_MEMBER: N_("both hang on one of us"),
    }
)


BOARD = "board.open"


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What an account's card tells.

    Attributes:
        tally: how the account would decide; its support None under three contacts.
        nearing: names of those whose warmth would give what is missing, the warmest first.
        without_strongest: the support if the strongest vote went against us.
        nearest: the contact whose visit would help most, with the support after it.
        incidents: faults there that still open doors.
        visitors: names of our people with their visits of the last 90 days, most first.
        eyes: whether the account is alive, with the names of those it rests on.
        rows: a page of its contacts, from the one at place `first` on, of `total`.
        change: who last changed what is written, and when.
        hidden: voices and promises that this reader may not read.
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
    eyes: tuple[Eyes, tuple[str, ...]] | None = None
    rows: Sequence[Row] = ()
    first: int = 0
    total: int = 0
    change: tuple[str, date] | None = None
    hidden: int = 0
    nearing: Sequence[str] = ()


def board_button(account_id: int, name: str) -> Json:
    """The way to a customer's vote board."""
    label = _("Vote board of {account}").format(account=name)
    return button(_("Vote board"), BOARD, str(account_id), label=label)


def account(facts: AccountFacts, on: date) -> Message:
    """The card of one customer: how it would decide, who goes there, what is open."""
    sentences = _decision(facts)
    rows = [
        (_("Contract"), _contract(facts.account)),
        (_("Owner"), lines.short(facts.owner) or _("nobody yet")),
        (_("Votes"), _counts(facts.coverage)),
        (_("Visitors, last 90 days"), _visitors(facts.visitors)),
        (_("Also called"), ", ".join(lines.short(one, 30) for one in facts.account.aliases[:8])),
    ]
    rows = [(label, value) for label, value in rows if value]
    name = facts.account.name
    blocks = [
        header(name),
        section("\n".join(sentences), fields=[f"*{label}*\n{value}" for label, value in rows]),
        actions(
            board_button(facts.account.id, name),
            decisions.why_button(facts.account.id, name),
            contacts.edit_account(facts.account),
        ),
        *(incidents.on_card(one, on) for one in facts.incidents[:3]),
        *_contacts(facts, on),
        *history.blocks(facts.voices, facts.promises, facts.visits, name, on, hidden=facts.hidden),
        context(_("Support is a model: each contact votes for us as warm as the last visit is.")),
        *history.foot(facts.change, on),
    ]
    told = [lines.short(name), *sentences, *(f"{label}: {value}" for label, value in rows)]
    told += [incidents.line(incidents.Told(one, name), on) for one in facts.incidents[:3]]
    told += [_row(one, on, bold=False) for one in facts.rows]
    told += history.told(facts.voices, facts.promises, facts.visits, name, on)
    return {"text": lines.fallback(told), "blocks": blocks}


def _contacts(facts: AccountFacts, on: date) -> Iterator[Json]:
    """A page of the contacts, those most in need first."""
    if not facts.rows:
        return
    last = facts.first + len(facts.rows)
    yield divider()
    if facts.total > len(facts.rows):
        count = _("{first} to {last} of {total}, most in need first").format(
            first=facts.first + 1, last=last, total=facts.total
        )
        yield section(f"*{_('Contacts')}*  {count}")
    else:
        yield section(f"*{_('Contacts')}*")
    for row in facts.rows:
        one = row[0]
        label = _("Card of {name}").format(name=one.name)
        yield section(_row(row, on), accessory=button(_("Card"), CARD, str(one.id), label=label))
    turns = []
    page = facts.first // PER_PAGE
    if page:
        turns.append(button(_("Previous"), EARLIER, f"{facts.account.id}:{page - 1}"))
    if last < facts.total:
        turns.append(button(_("Next"), LATER, f"{facts.account.id}:{page + 1}"))
    if turns:
        yield actions(*turns)


def _row(row: Row, on: date, *, bold: bool = True) -> str:
    """A contact of the account on one line: who, how it stands, since when."""
    one, stands = row
    name = lines.short(one.name)
    who = ", ".join(filter(None, (f"*{name}*" if bold else name, lines.short(one.title))))
    met = (
        _("last visit {day}").format(day=dates.day(one.last_touch_on, on))
        if one.last_touch_on
        else ""
    )
    return " · ".join(filter(None, (who, standing(stands), met)))


def _eyes(facts: AccountFacts) -> str:
    """Whether the account is alive, in a sentence; empty where it is not told."""
    if facts.eyes is None:
        return ""
    found, names = facts.eyes
    people = _(" and ").join(map(lines.short, names))
    flaws = ", ".join(_(_FLAWS[one]) for one in found.flaws)
    return {
        Life.ALIVE: _("Two eyes: {people}."),
        Life.FALSE_EYE: _("A false eye: {people}; {flaws}."),
        Life.ONE_EYED: _("One-eyed: of those who decide only {people} is warm."),
        Life.BLIND: _("Blind: of those who decide nobody is warm."),
        Life.UNKNOWN: _("No key contact on record: who decides there?"),
    }[found.life].format(people=people, flaws=flaws)


def _decision(facts: AccountFacts) -> list[str]:
    if not facts.coverage.active:
        return [_("No contacts on record yet.")]
    said = [lines.votes(facts.tally)[:1].upper() + lines.votes(facts.tally)[1:] + "."]
    if facts.tally.support is not None and lines.tellable(facts.tally.support):
        said.append(_("Support {share}.").format(share=lines.percent(facts.tally.support)))
        if facts.without_strongest is not None and lines.tellable(facts.without_strongest):
            said.append(
                _("Even if the strongest vote goes against us: {share}.").format(
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
    said.append(decisions.tide(facts.nearing))
    return list(filter(None, (" ".join(filter(None, said)), _eyes(facts))))


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
    named = ", ".join(
        ngettext("{{name}} ({n} visit)", "{{name}} ({n} visits)", n).format(name=lines.short(name))
        for name, n in visitors[:8]
    )
    rest = len(visitors) - 8
    return named + (ngettext(" and {n} more", " and {n} more", rest) if rest > 0 else "")
