"""A team's week in figures: what a digest says, keeps, and is recounted against."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from pydantic import TypeAdapter

from upkeep import alerts, ledger, regime
from upkeep.accounts import Contact
from upkeep.alerts import OLD, Facts, Told
from upkeep.cadence import Coverage, Standing
from upkeep.ledger import Entry
from upkeep.members import Member
from upkeep.policy import Policy
from upkeep.regime import MemberWeek, Presence
from upkeep.trend import CHARTED, Point
from upkeep.visits import VoiceKind

#: Votes that are kept by name, of each kind.
NAMED = 10
#: Contacts nobody has answered for in their reminders that are kept by name.
ESCALATED = 5
#: Contacts without a contract from which their coverage is compared.
COMPARED = 5


@dataclass(frozen=True, slots=True)
class Neglected:
    """A vote that waits, as a digest names it.

    Attributes:
        about: what the person does there: the department, else the title; may be empty.
        days: since the last touch; since it was added, while never met.
        cadence: days it may go without one.
        keeper: who answers for it; empty: nobody.
    """

    contact_id: int
    name: str
    account: str
    about: str
    days: int
    cadence: int
    keeper: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What customers said.

    Attributes:
        kinds: voices of the week by kind.
        still_open: voices not answered, whenever they were heard.
        oldest: the day of the oldest of them.
    """

    kinds: Mapping[VoiceKind, int] = field(default_factory=dict)
    still_open: int = 0
    oldest: date | None = None


@dataclass(frozen=True, slots=True)
class Promises:
    """What we promised: kept in the week, and open past its day."""

    kept: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Since:
    """What became known of a week after its digest was closed.

    Attributes:
        late: visits logged later that were made by its last day.
        undone: visits that were taken back later.
        merged: contacts that turned out to be one person twice.
    """

    late: int = 0
    undone: int = 0
    merged: int = 0

    def __bool__(self) -> bool:
        return bool(self.late or self.undone or self.merged)


@dataclass(frozen=True, slots=True)
class Figures:
    """A team's week.

    Attributes:
        week: its Monday.
        on: the day the standings are counted for: the week's last, or today while it runs.
        coverage: of all active contacts that the team answers for.
        change: of the share of coverage since the digest before; None: there is nothing to compare.
        came, went: contacts that joined and left the list since then: no progress of anybody's.
        contract, no_contract: coverage at accounts with and without one; unknown ones are in
            neither.
        members: one line each.
        visits: counted visits of the week, each once however many of the team were there.
        thin: of the visits, those that met nobody by name or left no note, voice or promise.
        won: contacts neglected at the digest before and covered now; the first of them are
            `recovered`, by name.
        cold: contacts covered at the digest before and neglected now; the first are `lost`.
        neglected: the most overdue ones.
        told: accounts in danger.
        told_lately: what the digests of the weeks before told, as long as it counts as told.
        orphans: contacts nobody answers for.
        without_phone: active contacts whose number is not known.
        escalated: contacts of whom three reminders or more came and went without an answer; the
            worst of them are `escalations`.
        first_met: who was met for the first time because of an incident, by name.
        since: what became known of the week before after its digest.
        weeks: up to twelve, this one last.
        covered_ids, neglected_ids, unmet_ids: the contacts behind the coverage.
        support: of each account with votes enough, by its id.
    """

    week: date
    on: date
    coverage: Coverage
    change: float | None = None
    came: int = 0
    went: int = 0
    contract: Coverage = field(default_factory=Coverage)
    no_contract: Coverage = field(default_factory=Coverage)
    members: tuple[MemberWeek, ...] = ()
    visits: int = 0
    thin: int = 0
    won: int = 0
    cold: int = 0
    recovered: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    neglected: tuple[Neglected, ...] = ()
    told: Told = field(default_factory=Told)
    told_lately: Mapping[date, Told] = field(default_factory=dict)
    heard: Heard = field(default_factory=Heard)
    promises: Promises = field(default_factory=Promises)
    orphans: int = 0
    without_phone: int = 0
    escalated: int = 0
    escalations: tuple[Neglected, ...] = ()
    first_met: tuple[str, ...] = ()
    since: Since = field(default_factory=Since)
    weeks: tuple[Point, ...] = ()
    covered_ids: tuple[int, ...] = ()
    neglected_ids: tuple[int, ...] = ()
    unmet_ids: tuple[int, ...] = ()
    support: Mapping[int, float] = field(default_factory=dict)

    @property
    def target(self) -> float:
        """Visits expected of the members for the days they worked."""
        return sum(week.target for week in self.members)

    @property
    def attainment(self) -> float | None:
        """Capped visits over targets, 0 to 1; None where nothing is expected."""
        return regime.attainment(self.members)

    @property
    def contract_gap(self) -> bool:
        """Whether five contacts or more without a contract are covered worse than the others."""
        without, signed = self.no_contract, self.contract
        if without.active < COMPARED or without.share is None or signed.share is None:
            return False
        return without.share < signed.share

    @property
    def listed(self) -> frozenset[int]:
        """All active contacts that the team answered for."""
        return frozenset((*self.covered_ids, *self.neglected_ids, *self.unmet_ids))

    def as_json(self) -> dict[str, object]:
        """Plain values, to be stored."""
        plain: dict[str, object] = _adapter().dump_python(self, mode="json")
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, object]) -> "Figures":
        """Back from `as_json`; what an older version did not store yet has its default.

        Raises:
            ValueError: these are no figures.
        """
        return _adapter().validate_python(plain)


@dataclass(frozen=True, slots=True)
class Book:
    """What is known of a team's week when its digest is closed.

    Attributes:
        week: its Monday.
        on: the day the standings are counted for.
        members: of the team.
        entries: the active contacts that the team answers for.
        presences: its members' at the counted visits of the week.
        facts: of the accounts that the members answer for.
        seniors: our managers and executives.
        before: the team's figures of the week before.
        weeks: the chart up to the week before.
        orphans: contacts nobody answers for.
        escalated: contacts whose reminders nobody answers, by id.
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
        longest=_worst(neglected)[:NAMED],
        escalated=_worst(one for one in book.entries if one.id in waiting),
    )


def _worst(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda one: (-one.overdue, one.id))


def figures(book: Book, found: Sides, people: Mapping[int, Contact], policy: Policy) -> Figures:
    """A team's week, counted.

    Args:
        book: what is known.
        found: where everybody stands, by `sides` of the same book.
        people: at least those of `found.named`, by their ids.
        policy: the thresholds in force.
    """
    coverage = Coverage(**{standing.value: len(some) for standing, some in found.at.items()})
    contracts = ledger.by_contract(book.entries)
    ids = {standing: tuple(one.id for one in some) for standing, some in found.at.items()}
    lines = (alerts.line(one, policy, book.on, book.seniors) for one in book.facts)
    lately = _lately(book)
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
        visits=len(met),
        thin=sum(met.values()),
        won=len(found.recovered),
        cold=len(found.lost),
        recovered=_names(found.recovered[:NAMED], people),
        lost=_names(found.lost[:NAMED], people),
        neglected=_waiting(found.longest, people, book),
        told=alerts.choose([one for one in lines if one is not None], lately, book.week),
        told_lately=lately,
        heard=book.heard,
        promises=book.promises,
        orphans=book.orphans,
        without_phone=sum(not one.phone for one in book.entries),
        escalated=len(found.escalated),
        escalations=_waiting(found.escalated[:ESCALATED], people, book),
        first_met=tuple(book.first_met),
        since=book.since,
        weeks=(
            *book.weeks[-(CHARTED - 1) :],
            Point(book.week, coverage.share, len(met), changed=book.recadenced),
        ),
        covered_ids=(*ids[Standing.TENDED], *ids[Standing.DUE_SOON]),
        neglected_ids=ids[Standing.NEGLECTED],
        unmet_ids=ids[Standing.UNMET],
        support={one.account.id: one.support for one in book.facts if one.support is not None},
    )


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
    entries: Iterable[Entry], people: Mapping[int, Contact], book: Book
) -> tuple[Neglected, ...]:
    """Some contacts as a digest names them."""
    keepers = {one.id: one.name for one in book.members}
    return tuple(
        Neglected(
            contact_id=one.id,
            name=people[one.id].name,
            account=people[one.id].account.name,
            about=one.department or people[one.id].title,
            days=one.added if one.days is None else one.days,
            cadence=one.cadence,
            keeper=keepers.get(one.keeper_id or 0, ""),
        )
        for one in entries
    )


@cache
def _adapter() -> TypeAdapter[Figures]:
    return TypeAdapter(Figures)
