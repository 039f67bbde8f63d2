"""How a team's week is counted: where everybody stands, and what a digest says of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import nsmallest

from upkeep import alerts, regime
from upkeep.accounts import Contact
from upkeep.alerts import OLD, Facts, Told
from upkeep.cadence import Coverage, Standing
from upkeep.figures import Figures, Heard, Neglected, Promises, Since, Waiting
from upkeep.ledger import Entry
from upkeep.members import Member
from upkeep.policy import Policy
from upkeep.regime import Presence
from upkeep.trend import KEPT, Point

#: Votes that are kept by name, of each kind.
NAMED = 10
#: Contacts nobody has answered for in their reminders that are kept by name.
ESCALATED = 5


@dataclass(frozen=True, slots=True)
class Book:
    """What is known of a team's week when its digest is closed.

    Attributes:
        week: its Monday.
        on: the day the standings are counted for.
        members: of the team.
        entries: the active contacts that the team answers for.
        presences: its members' at the counted visits of the week.
        waiting: what has waited longest for an answer.
        facts: of the accounts that the members answer for.
        seniors: our managers and executives.
        before: the team's figures of the week before.
        weeks: the chart up to the week before.
        orphans: contacts nobody answers for.
        escalated: contacts whose reminders nobody answers, or gets, by id.
        first_met: names of those met for the first time because of an incident.
        since: what became known of the week before after its digest.
        recadenced: a cadence was changed since then.
    """

    week: date
    on: date
    members: Sequence[Member]
    entries: Sequence[Entry]
    presences: Sequence[Presence] = ()
    heard: Heard = field(default_factory=Heard)
    waiting: Sequence[Waiting] = ()
    promises: Promises = field(default_factory=Promises)
    facts: Sequence[Facts] = ()
    seniors: Collection[int] = frozenset()
    before: Figures | None = None
    weeks: Sequence[Point] = ()
    orphans: int = 0
    escalated: Collection[int] = ()
    first_met: Sequence[str] = ()
    since: Since = field(default_factory=Since)
    recadenced: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """Where each contact stands, and which crossed over since the digest before.

    Attributes:
        at: all of them by their standing.
        recovered, lost: neglected before and covered now, and the reverse.
        longest: the most overdue neglected ones, the worst first.
        escalated: those whose reminders nobody answers, the worst first.
    """

    at: Mapping[Standing, Sequence[Entry]]
    recovered: Sequence[Entry]
    lost: Sequence[Entry]
    longest: Sequence[Entry]
    escalated: Sequence[Entry]

    @property
    def covered(self) -> list[Entry]:
        """Those in touch: tended and due soon."""
        return [*self.at[Standing.TENDED], *self.at[Standing.DUE_SOON]]

    @property
    def named(self) -> list[int]:
        """The contacts that a digest has to know the names of."""
        some = (
            *self.recovered[:NAMED],
            *self.lost[:NAMED],
            *self.longest,
            *self.escalated[:ESCALATED],
        )
        return [one.id for one in some]

    @property
    def keepers(self) -> set[int]:
        """Who answers for those who are named with whose they are."""
        some = (*self.longest, *self.escalated[:ESCALATED])
        return {one.keeper_id for one in some if one.keeper_id is not None}


def sides(book: Book) -> Sides:
    """Where everybody stands."""
    at: dict[Standing, list[Entry]] = {standing: [] for standing in Standing}
    for one in book.entries:
        at[one.standing].append(one)
    cold = frozenset(book.before.neglected_ids if book.before else ())
    warm = frozenset(book.before.covered_ids if book.before else ())
    covered = (*at[Standing.TENDED], *at[Standing.DUE_SOON])
    neglected, waiting = at[Standing.NEGLECTED], frozenset(book.escalated)
    return Sides(
        at=at,
        recovered=[one for one in covered if one.id in cold],
        lost=[one for one in neglected if one.id in warm],
        longest=nsmallest(NAMED, neglected, _by_need),
        escalated=sorted((one for one in book.entries if one.id in waiting), key=_by_need),
    )


def _by_need(one: Entry) -> tuple[float, int]:
    """The most overdue first."""
    return -one.overdue, one.id


def figures(
    book: Book,
    found: Sides,
    people: Mapping[int, Contact],
    policy: Policy,
    names: Mapping[int, str],
) -> Figures:
    """A team's week, counted.

    Args:
        book: what is known.
        found: where everybody stands, by `sides` of the same book.
        people: at least those of `found.named`, by their ids.
        policy: the thresholds in force.
        names: of `found.keepers`, also of those who have left, by their ids.
    """
    coverage = Coverage(**{standing.value: len(some) for standing, some in found.at.items()})
    contracts = _contracts(found)
    ids = {standing: tuple(one.id for one in some) for standing, some in found.at.items()}
    dangers = (alerts.line(one, book.on, book.seniors) for one in book.facts)
    lines = [one for one in dangers if one is not None]
    lately = _lately(book)
    told = alerts.choose(lines, lately, book.week)
    met = {one.visit_id: one.thin for one in book.presences}
    before = book.before.listed if book.before and book.before.coverage.active else None
    listed = frozenset(one.id for one in book.entries)
    return Figures(
        week=book.week,
        on=book.on,
        coverage=coverage,
        change=_change(coverage, book.before),
        came=len(listed - before) if before is not None else 0,
        went=len(before - listed) if before is not None else 0,
        contract=contracts[True],
        no_contract=contracts[False],
        members=regime.member_weeks(book.members, book.week, book.presences, policy),
        holds=regime.capacity(sum(regime.target_of(one, policy) for one in book.members), policy),
        visits=len(met),
        thin=sum(met.values()),
        won=len(found.recovered),
        cold=len(found.lost),
        recovered=_names(found.recovered[:NAMED], people),
        lost=_names(found.lost[:NAMED], people),
        neglected=_waiting(found.longest, people, names),
        told=told,
        told_lately=lately,
        heard=book.heard,
        waiting=tuple(book.waiting),
        promises=book.promises,
        orphans=book.orphans,
        without_phone=sum(not one.phone for one in book.entries),
        undecided=sum(bool(one.votes) and not one.faces for one in book.facts),
        escalated=len(found.escalated),
        escalations=_waiting(found.escalated[:ESCALATED], people, names),
        first_met=tuple(book.first_met),
        since=book.since,
        weeks=(
            *book.weeks[-(KEPT - 1) :],
            Point(book.week, coverage.share, len(met), changed=book.recadenced),
        ),
        covered_ids=(*ids[Standing.TENDED], *ids[Standing.DUE_SOON]),
        neglected_ids=ids[Standing.NEGLECTED],
        unmet_ids=ids[Standing.UNMET],
        support={one.account.id: one.support for one in book.facts if one.support is not None},
        fell=alerts.fell(one for one in lines if one not in told.lines),
    )


def untold(kept: Figures) -> Figures:
    """A week that is kept and told to nobody, for the next one: its dangers are news still."""
    return replace(kept, told=Told(), fell={**kept.fell, **alerts.fell(kept.told.lines)})


def held_to(kept: Figures, told: Figures, since: Iterable[Figures]) -> Figures:
    """A week with the votes as they stood in the digest that was told last.

    Who crosses over between the two is told by the next one. Where cadences were changed in a week
    since, that is none of anybody's doing, and the votes are those of that week.
    """
    last = [told, *(one for one in since if one.weeks[-1].changed)][-1]
    return replace(
        kept,
        covered_ids=last.covered_ids,
        neglected_ids=last.neglected_ids,
        unmet_ids=last.unmet_ids,
    )


def _contracts(found: Sides) -> dict[bool | None, Coverage]:
    """Coverage with a contract and without one."""
    counts = {
        standing.value: Counter(one.contract for one in some) for standing, some in found.at.items()
    }
    return {
        contract: Coverage(**{standing: count[contract] for standing, count in counts.items()})
        for contract in (True, False)
    }


def _change(coverage: Coverage, before: Figures | None) -> float | None:
    if before is None or coverage.share is None or before.coverage.share is None:
        return None
    return coverage.share - before.coverage.share


def _lately(book: Book) -> dict[date, Told]:
    """What was told in the weeks before, as long as it counts as told."""
    if book.before is None:
        return {}
    told = {**book.before.told_lately, book.before.week: book.before.told}
    return {week: one for week, one in told.items() if book.week - OLD < week < book.week}


def _names(entries: Iterable[Entry], people: Mapping[int, Contact]) -> tuple[str, ...]:
    """The names of some contacts, with their accounts."""
    return tuple(f"{people[one.id].name}, {people[one.id].account.name}" for one in entries)


def _waiting(
    entries: Iterable[Entry], people: Mapping[int, Contact], names: Mapping[int, str]
) -> tuple[Neglected, ...]:
    """Some contacts as a digest names them."""
    return tuple(
        Neglected(
            contact_id=one.id,
            name=people[one.id].name,
            account=people[one.id].account.name,
            about=one.department or people[one.id].title,
            days=one.added if days is None else days,
            cadence=cadence,
            keeper=names.get(one.keeper_id or 0, ""),
            in_person=one.is_unseen,
            met=days is not None,
        )
        for one in entries
        for days, cadence in (one.ran,)
    )
