"""Accounts in danger: what is found wrong with each, and how much of it is worth a line this week.

At most one line per account, the worst first, five in a digest, and only what was not told in the
last four weeks; the rest is a count.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from upkeep import decision, eyes, ledger, threads
from upkeep.accounts import Account, Level
from upkeep.decision import Vote
from upkeep.eyes import Face, Flaw, Life
from upkeep.ledger import Entry
from upkeep.threads import Meeting

#: Lines in one digest.
TOLD = 5
#: After so long an alert that still holds is told again.
OLD = timedelta(weeks=4)
#: Support below which an account would decide against us.
EVEN = 0.5
#: A support is exact to so many digits, whatever its votes.
DIGITS = 12


class Kind(StrEnum):
    """What is wrong with an account, the worst first."""

    SUPPORT_FELL = "support_fell"
    BLIND = "blind"
    FALSE_EYE = "false_eye"
    ONE_EYED = "one_eyed"
    SINGLE_THREADED = "single_threaded"
    SHIELDED = "shielded"
    SILENT = "silent"
    FLOOD = "flood"


WORST_FIRST = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing wrong with an account, with what a sentence about it names.

    Attributes:
        contact_ids: the pair of a false eye, the one eye, the silent ones, the flooded one.
        member_id: who holds the single thread.
        flaws: why the pair is a false eye.
        before, now: support at the last digest and now, where it fell.
    """

    kind: Kind
    contact_ids: tuple[int, ...] = ()
    member_id: int | None = None
    flaws: tuple[Flaw, ...] = ()
    before: float | None = None
    now: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """All that is wrong with one account, the worst first."""

    account_id: int
    account: str
    alerts: tuple[Alert, ...]

    @property
    def worst(self) -> Kind:
        """What the line begins with."""
        return self.alerts[0].kind


@dataclass(frozen=True, slots=True)
class Told:
    """What a digest says of the accounts in danger.

    Attributes:
        lines: the accounts told, the worst first.
        waiting: accounts with news that found no place: they come next week.
        unchanged: accounts whose alerts were all told in the last four weeks.
    """

    lines: tuple[Line, ...] = ()
    waiting: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one account on a day.

    Attributes:
        votes: of its active contacts.
        faces: of those who decide.
        visits: at least those of the last 90 days.
        silent: contacts who used to speak and do not, though visited.
        support: how likely it would decide for us; None: too few votes for a figure.
        support_before: at the last digest; None: unknown.
    """

    account: Account
    votes: Sequence[Vote]
    faces: Sequence[Face]
    visits: Sequence[Meeting]
    silent: tuple[int, ...] = ()
    support: float | None = None
    support_before: float | None = None


def facts(
    account: Account,
    entries: Sequence[Entry],
    visits: Sequence[Meeting],
    said: Mapping[int, Sequence[date]],
    on: date,
    support_before: float | None = None,
) -> Facts:
    """What is known of an account, from its contacts and what happened with them.

    Args:
        account: which one.
        entries: all of its active contacts.
        visits: counted ones to it and with those contacts, wherever they were, by the day asked
            about, as far back as `look_back`.
        said: when each contact spoke, by its id.
        on: the day asked about.
        support_before: at the last digest; None: unknown.
    """
    senior = {one.id: one for one in entries if one.level is not Level.GENERAL}
    met: dict[int, set[int]] = {contact_id: set() for contact_id in senior}
    for visit in visits:
        for contact_id in met.keys() & set(visit.contact_ids):
            if visit.on >= on - timedelta(days=senior[contact_id].cadence):
                met[contact_id].update(visit.member_ids)
    votes = ledger.votes(entries)
    return Facts(
        account=account,
        votes=votes,
        faces=[
            Face(one.id, one.level, one.warmth, one.department, frozenset(met[one.id]))
            for one in senior.values()
        ],
        visits=[one for one in visits if one.account_id == account.id],
        silent=tuple(one.id for one in entries if one.id in said and _silent(one, said, on)),
        support=decision.support(votes, account.rule) if len(votes) >= decision.FEW else None,
        support_before=support_before,
    )


def look_back(entries: Iterable[Entry]) -> timedelta:
    """How far back visits say something of some contacts' accounts: a senior's cadence at least."""
    senior = (one.cadence for one in entries if one.level is not Level.GENERAL)
    return max(threads.LOOKED_AT, timedelta(days=max(senior, default=0)))


def _silent(one: Entry, said: Mapping[int, Sequence[date]], on: date) -> bool:
    touched = () if one.days is None else (on - timedelta(days=one.days),)
    return threads.silent(said[one.id], touched, one.cadence, on)


def line(facts: Facts, on: date, seniors: Collection[int]) -> Line | None:
    """All that is wrong with an account on a day; None: nothing.

    Args:
        facts: what is known of it.
        on: the last day of the digest's week.
        seniors: our managers and executives.
    """
    found = sorted(
        (*_votes(facts), *_eyes(facts), *_threads(facts, on, seniors)),
        key=lambda alert: WORST_FIRST[alert.kind],
    )
    return Line(facts.account.id, facts.account.name, tuple(found)) if found else None


def badness(line: Line) -> tuple[int, int, int]:
    """What places one account in danger before another: the worst first."""
    return (WORST_FIRST[line.worst], -len(line.alerts), line.account_id)


def choose(lines: Iterable[Line], earlier: Mapping[date, Told], week: date) -> Told:
    """What to tell of all lines found.

    Args:
        lines: one per account in danger.
        earlier: what the digests before told, by their weeks.
        week: the digest's own week (its Monday).
    """
    known = {
        (one.account_id, alert.kind)
        for monday, told in earlier.items()
        if week - OLD < monday < week
        for one in told.lines
        for alert in one.alerts
    }
    ranked = sorted(lines, key=badness)
    news = [
        one
        for one in ranked
        if any((one.account_id, alert.kind) not in known for alert in one.alerts)
    ]
    return Told(tuple(news[:TOLD]), len(news[TOLD:]), len(ranked) - len(news))


def fell(lines: Iterable[Line]) -> dict[int, float]:
    """What the support of accounts was before it fell, by their ids: told until it is heard."""
    return {
        one.account_id: alert.before
        for one in lines
        for alert in one.alerts
        if alert.before is not None
    }


def _votes(facts: Facts) -> Iterable[Alert]:
    """A decision that was likely ours at the last digest and is no longer."""
    if facts.support is None or facts.support_before is None:
        return
    if _is_lost(facts.support) and not _is_lost(facts.support_before):
        yield Alert(Kind.SUPPORT_FELL, before=facts.support_before, now=facts.support)


def _is_lost(support: float) -> bool:
    """Whether it is below one half by more than what adding up loses."""
    return round(support, DIGITS) < EVEN


def _eyes(facts: Facts) -> Iterable[Alert]:
    found = eyes.eyes(facts.faces)
    if found.life not in (Life.ALIVE, Life.UNKNOWN):
        yield Alert(Kind(found.life.value), contact_ids=found.contact_ids, flaws=found.flaws)


def _threads(facts: Facts, on: date, seniors: Collection[int]) -> Iterable[Alert]:
    """What the visits of the last 90 days say, and the voices that are missing."""
    visits, owner_id = facts.visits, facts.account.owner_id
    if (member_id := threads.single_threaded(visits, on)) is not None:
        yield Alert(Kind.SINGLE_THREADED, member_id=member_id)
    if threads.shielded(visits, on, owner_id=owner_id, seniors=seniors):
        yield Alert(Kind.SHIELDED)
    if facts.silent:
        yield Alert(Kind.SILENT, contact_ids=facts.silent)
    if (flood := threads.flood(visits, on)) is not None:
        yield Alert(Kind.FLOOD, contact_ids=(flood.contact_id,))
