"""A team's week in figures: what a digest says, keeps, and is recounted against."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from pydantic import TypeAdapter

from upkeep import alerts, cadence, decision, regime
from upkeep.accounts import Contact
from upkeep.alerts import Facts, Told
from upkeep.cadence import Coverage, Standing
from upkeep.members import Member
from upkeep.policy import Policy
from upkeep.regime import MemberWeek
from upkeep.trend import Point
from upkeep.visits import Visit, Voice, VoiceKind

#: Neglected votes that are kept by name.
NAMED = 10
#: Contacts without a contract from which their coverage is compared.
COMPARED = 5


@dataclass(frozen=True, slots=True)
class Neglected:
    """A neglected vote as a digest names it.

    Attributes:
        about: what the person does there: the department, else the title; may be empty.
        days: since the last touch.
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
class Figures:
    """A team's week.

    Attributes:
        week: its Monday.
        on: the day the standings are counted for: the week's last, or today while it runs.
        coverage: of all active contacts that the team answers for.
        change: of the share of coverage since the digest before; None: there is nothing to compare.
        contract, no_contract: coverage at accounts with and without one; unknown ones are in
            neither.
        members: one line each.
        visits: counted visits of the week, each once however many of the team were there.
        thin: of the visits, those that left no note, voice or promise.
        recovered: names of contacts neglected at the digest before and covered now.
        lost: names of contacts covered at the digest before and neglected now.
        neglected: the most overdue ones.
        told: accounts in danger.
        heard: voices of the week by kind.
        still_open: voices not answered, whenever they were heard.
        oldest_open: the day of the oldest of them.
        orphans: contacts nobody answers for.
        without_phone: active contacts whose number is not known.
        weeks: up to twelve, this one last.
        covered_ids, neglected_ids: the contacts behind the coverage; the others were never met.
        support: of each account with votes enough, by its id.
    """

    week: date
    on: date
    coverage: Coverage
    change: float | None = None
    contract: Coverage = field(default_factory=Coverage)
    no_contract: Coverage = field(default_factory=Coverage)
    members: tuple[MemberWeek, ...] = ()
    visits: int = 0
    thin: int = 0
    recovered: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    neglected: tuple[Neglected, ...] = ()
    told: Told = field(default_factory=Told)
    heard: Mapping[VoiceKind, int] = field(default_factory=dict)
    still_open: int = 0
    oldest_open: date | None = None
    orphans: int = 0
    without_phone: int = 0
    weeks: tuple[Point, ...] = ()
    covered_ids: tuple[int, ...] = ()
    neglected_ids: tuple[int, ...] = ()
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
        contacts: active ones that the members answer for.
        visits: the team's of the week.
        voices: heard in the week, or open.
        facts: of the accounts that the members answer for.
        seniors: our managers and executives.
        earlier: the team's digests of the weeks before.
        weeks: the chart, see `trend.course`.
        orphans: contacts nobody answers for.
    """

    week: date
    on: date
    members: Sequence[Member]
    contacts: Sequence[Contact]
    visits: Sequence[Visit] = ()
    voices: Sequence[Voice] = ()
    facts: Sequence[Facts] = ()
    seniors: Collection[int] = frozenset()
    earlier: Sequence[Figures] = ()
    weeks: tuple[Point, ...] = ()
    orphans: int = 0


def figures(book: Book, policy: Policy) -> Figures:
    """A team's week, counted."""
    active = [one for one in book.contacts if cadence.is_active(one, book.on)]
    at = {one.id: cadence.standing(one, policy, book.on) for one in active}
    neglected = [one for one in active if at[one.id] is Standing.NEGLECTED]
    covered = [one for one in active if at[one.id] in (Standing.TENDED, Standing.DUE_SOON)]
    before = max(book.earlier, key=lambda one: one.week, default=None)
    coverage = cadence.coverage(active, policy, book.on)
    lines = (alerts.line(one, policy, book.on, book.seniors) for one in book.facts)
    made = regime.counted(book.visits, policy)
    still_open = [one for one in book.voices if one.answered_on is None]
    return Figures(
        week=book.week,
        on=book.on,
        coverage=coverage,
        change=_change(coverage, before),
        contract=_at(active, policy, book.on, contract=True),
        no_contract=_at(active, policy, book.on, contract=False),
        members=tuple(
            regime.member_week(one, book.week, book.visits, policy) for one in book.members
        ),
        visits=len(made),
        thin=sum(map(regime.is_thin, made)),
        recovered=_names(covered, before.neglected_ids if before else ()),
        lost=_names(neglected, before.covered_ids if before else ()),
        neglected=_most_neglected(neglected, book, policy),
        told=alerts.choose(
            [line for line in lines if line is not None],
            {one.week: one.told for one in book.earlier},
            book.week,
        ),
        heard=Counter(
            one.kind for one in book.voices if one.said_on and book.week <= one.said_on <= book.on
        ),
        still_open=len(still_open),
        oldest_open=min((one.said_on for one in still_open if one.said_on), default=None),
        orphans=book.orphans,
        without_phone=sum(not one.phone for one in active),
        weeks=book.weeks,
        covered_ids=tuple(one.id for one in covered),
        neglected_ids=tuple(one.id for one in neglected),
        support={
            one.account.id: decision.support(one.votes)
            for one in book.facts
            if len(one.votes) >= decision.FEW
        },
    )


def _change(coverage: Coverage, before: Figures | None) -> float | None:
    if before is None or coverage.share is None or before.coverage.share is None:
        return None
    return coverage.share - before.coverage.share


def _at(contacts: Iterable[Contact], policy: Policy, on: date, *, contract: bool) -> Coverage:
    there = (one for one in contacts if one.account.contract is contract)
    return cadence.coverage(there, policy, on)


def _names(contacts: Iterable[Contact], ids: Iterable[int]) -> tuple[str, ...]:
    """The names of those contacts whose ids are given, with their accounts."""
    wanted = set(ids)
    return tuple(f"{one.name}, {one.account.name}" for one in contacts if one.id in wanted)


def _most_neglected(
    neglected: Iterable[Contact], book: Book, policy: Policy
) -> tuple[Neglected, ...]:
    """The most overdue of the neglected contacts."""
    keepers = {one.id: one.name for one in book.members}
    ranked = sorted(
        neglected, key=lambda one: (-cadence.overdue_ratio(one, policy, book.on), one.id)
    )
    return tuple(
        Neglected(
            contact_id=one.id,
            name=one.name,
            account=one.account.name,
            about=one.department or one.title,
            days=(book.on - (one.last_touch_on or one.added_on)).days,
            cadence=cadence.cadence_of(one, policy),
            keeper=keepers.get(one.keeper_id or 0, ""),
        )
        for one in ranked[:NAMED]
    )


@cache
def _adapter() -> TypeAdapter[Figures]:
    return TypeAdapter(Figures)
