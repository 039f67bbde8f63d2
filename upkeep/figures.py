"""A team's week as it is told and kept: its figures, and the names they speak of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from pydantic import TypeAdapter

from upkeep import regime
from upkeep.alerts import Told
from upkeep.cadence import Coverage
from upkeep.regime import MemberWeek
from upkeep.trend import Point
from upkeep.visits import VoiceKind

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
        in_person: both are of meeting in person, which is what has waited too long.
        met: somebody has met it ever.
    """

    contact_id: int
    name: str
    account: str
    about: str
    days: int
    cadence: int
    keeper: str
    in_person: bool = False
    met: bool = True


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
class Waiting:
    """What a customer said and nobody has answered, as a digest tells it; `who`: and where."""

    voice_id: int
    who: str
    said: str


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
        return self != Since()


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
        holds: contacts that the members' targets can keep, about; 0: nothing is planned.
        visits: counted visits of the week, each once however many of the team were there.
        thin: of the visits, those that met nobody by name or left no note, voice or promise.
        won: contacts neglected at the digest before and covered now; the first of them are
            `recovered`, by name.
        cold: contacts covered at the digest before and neglected now; the first are `lost`.
        neglected: the most overdue ones.
        told: accounts in danger.
        people: the names of the contacts that are told of there, by their ids.
        waiting: the voices still open that were heard first: in words, for who may read them.
        told_lately: what the digests of the weeks before told, as long as it counts as told.
        orphans: contacts nobody answers for.
        without_phone: active contacts whose number is not known.
        undecided: accounts with contacts, of whom none is a key contact or an executive.
        escalated: contacts of whom three reminders or more came and went without an answer, or
            whose owner is not there; the worst of them are `escalations`.
        first_met: who was met for the first time because of an incident, by name.
        since: what became known of the week before after its digest.
        weeks: up to thirteen, this one last: a chart shows twelve.
        covered_ids, neglected_ids, unmet_ids: the contacts behind the coverage.
        support: of each account with votes enough, by its id.
        fell: of those whose support fell and who found no place in the digest, what it was before.
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
    holds: int = 0
    visits: int = 0
    thin: int = 0
    won: int = 0
    cold: int = 0
    recovered: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    neglected: tuple[Neglected, ...] = ()
    told: Told = field(default_factory=Told)
    people: Mapping[int, str] = field(default_factory=dict)
    waiting: tuple[Waiting, ...] = ()
    told_lately: Mapping[date, Told] = field(default_factory=dict)
    heard: Heard = field(default_factory=Heard)
    promises: Promises = field(default_factory=Promises)
    orphans: int = 0
    without_phone: int = 0
    undecided: int = 0
    escalated: int = 0
    escalations: tuple[Neglected, ...] = ()
    first_met: tuple[str, ...] = ()
    since: Since = field(default_factory=Since)
    weeks: tuple[Point, ...] = ()
    covered_ids: tuple[int, ...] = ()
    neglected_ids: tuple[int, ...] = ()
    unmet_ids: tuple[int, ...] = ()
    support: Mapping[int, float] = field(default_factory=dict)
    fell: Mapping[int, float] = field(default_factory=dict)

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


@cache
def _adapter() -> TypeAdapter[Figures]:
    return TypeAdapter(Figures)
