"""A fault opens doors: whom it makes reachable, who goes to whom, and what came of it.

While a fault is being put right people are met who are otherwise out of reach, so for some days
contacts above the usual level are suggested, each of ours with one of them and one thing to ask.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from upkeep import cadence, decision
from upkeep.accounts import Contact, Level
from upkeep.policy import Policy
from upkeep.visits import FollowUp, Visit, Voice, VoiceKind

#: From the lowest up.
LEVELS = tuple(Level)
#: How far back it is looked whom we usually meet, and who of ours goes there.
LATELY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Incident:
    """A fault at an account, and the days in which it opens doors.

    Attributes:
        opened_on: of its writer's local days the first, and `until` the last.
        report_at: aware UTC instant at which what came of it is told; None: it was.
    """

    id: int
    account_id: int
    text: str
    opened_by: int
    opened_on: date
    until: date
    report_at: datetime | None = None

    def covers(self, on: date) -> bool:
        """Whether a day is one of those."""
        return self.opened_on <= on <= self.until


class Touch(NamedTuple):
    """A counted touch of a contact.

    Attributes:
        here: at the incident's account, wherever the contact is by now.
        seen: in person.
    """

    on: date
    here: bool = True
    seen: bool = True


class Topic(StrEnum):
    """What one may ask about."""

    VOICE = "voice"  # what the person said, and nobody has answered
    PROMISE = "promise"  # what we promised, and have not kept
    COURSE = "course"  # what the house needs to see put right: executives
    COST = "cost"  # what it costs the person's own work: key people
    SIGHT = "sight"  # what was seen first, and where: everybody else


_BY_LEVEL = MappingProxyType(
    {Level.EXECUTIVE: Topic.COURSE, Level.KEY: Topic.COST, Level.GENERAL: Topic.SIGHT}
)


@dataclass(frozen=True, slots=True)
class Errand:
    """One of ours, one person to meet, and one thing to ask; `words` are a voice's or promise's."""

    member_id: int
    contact: Contact
    topic: Topic
    words: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an incident.

    Attributes:
        visits: counted ones, in its days.
        first: people met for the first time ever.
        moved: cold or never met the day before it, and warm at its end.
        heard: voices by kind.
        before, after: the account's support; None: too few votes for a figure.
    """

    visits: int
    first: tuple[Contact, ...] = ()
    moved: tuple[Contact, ...] = ()
    heard: Mapping[VoiceKind, int] | None = None
    before: float | None = None
    after: float | None = None


def usual_level(touched: Iterable[Level]) -> Level:
    """The level most touches went to, the lower of two; nobody was met: the lowest."""
    counted = Counter(touched)
    return max(LEVELS, key=lambda one: (counted[one], -LEVELS.index(one)))


def reachable(contacts: Iterable[Contact], usual: Level, policy: Policy, on: date) -> list[Contact]:
    """Active contacts above the usual level, those out of touch first, the senior ones before."""
    above = LEVELS[LEVELS.index(usual) + 1 :]
    there = (one for one in contacts if one.level in above and cadence.is_active(one, on))
    return sorted(there, key=lambda one: _order(one, policy, on))


def _order(contact: Contact, policy: Policy, on: date) -> tuple[bool, int, float, int]:
    warmth = cadence.warmth(contact, policy, on)
    warm = warmth >= decision.WARM
    return warm, -LEVELS.index(contact.level), warmth, contact.id


def errands(
    incident: Incident,
    contacts: Sequence[Contact],
    visitors: Sequence[int],
    usual: Level,
    policy: Policy,
    voices: Mapping[int, Sequence[Voice]],
    promises: Mapping[int, Sequence[FollowUp]],
) -> list[Errand]:
    """One errand for each visitor, as long as there are people to meet; nobody is met by two.

    The reachable ones come first, then everybody else, the coldest before.
    """
    on = incident.opened_on
    senior = reachable(contacts, usual, policy, on)
    active = [one for one in contacts if cadence.is_active(one, on) and one not in senior]
    others = sorted(active, key=lambda one: _order(one, policy, on))
    return [
        Errand(member_id, contact, *_ask(contact, voices, promises))
        for member_id, contact in zip(dict.fromkeys(visitors), [*senior, *others], strict=False)
    ]


def _ask(
    contact: Contact,
    voices: Mapping[int, Sequence[Voice]],
    promises: Mapping[int, Sequence[FollowUp]],
) -> tuple[Topic, str]:
    said = [one for one in voices.get(contact.id, ()) if one.kind is not VoiceKind.PRAISE]
    if said:
        return Topic.VOICE, said[0].text
    if promised := promises.get(contact.id, ()):
        return Topic.PROMISE, promised[0].text
    return _BY_LEVEL[contact.level], ""


def wordless(errand: Errand) -> Errand:
    """The same errand with a question that repeats nobody's words."""
    return replace(errand, topic=_BY_LEVEL[errand.contact.level], words="")


def outcome(
    incident: Incident,
    contacts: Sequence[Contact],
    touched: Mapping[int, Sequence[Touch]],
    visits: Iterable[Visit],
    policy: Policy,
    on: date,
    first: Sequence[Contact] = (),
) -> Outcome:
    """What came of an incident by a day: its last, or the one on which it was closed.

    Args:
        incident: the incident.
        contacts: the account's.
        touched: at least their counted touches.
        visits: to the account, in these days or more.
        policy: the thresholds in force.
        on: the day.
        first: whom `first_met` found, wherever they are by now.
    """
    made = [one for one in visits if incident.opened_on <= one.on <= on]
    counted = [
        one for one in made if cadence.counts(one.channel, attempt=one.attempt, policy=policy)
    ]
    eve = incident.opened_on - timedelta(days=1)
    before, after = _as_of(contacts, touched, eve), _as_of(contacts, touched, on)
    was = {one.id: one.warmth for one in decision.votes_of(before, policy, eve)}
    warm = {one.id for one in decision.votes_of(after, policy, on) if one.is_warm}
    met = {
        one
        for one, touches in touched.items()
        if any(each.here and incident.opened_on <= each.on <= on for each in touches)
    }
    return Outcome(
        visits=len(counted),
        first=tuple(first),
        moved=tuple(
            one for one in contacts if one.id in warm & met and was.get(one.id, 0.0) < decision.WARM
        ),
        heard=Counter(said.kind for one in made for said in one.voices),
        before=_support(before, policy, eve),
        after=_support(after, policy, on),
    )


def first_met(
    touched: Mapping[int, Sequence[Touch]], incident: Incident, on: date, since: date = date.min
) -> set[int]:
    """Who was met for the first time ever at its account in an incident's days, up to a day."""
    first = {one: min(each.on for each in touches) for one, touches in touched.items() if touches}
    return {
        one
        for one, day in first.items()
        if incident.covers(day)
        and since <= day <= on
        and any(each.here for each in touched[one] if each.on == day)
    }


def _as_of(
    contacts: Sequence[Contact], touched: Mapping[int, Sequence[Touch]], on: date
) -> list[Contact]:
    """Contacts with the last touch, and the last in person, that each had by a day."""
    by_then = {
        one.id: [each for each in touched.get(one.id, ()) if each.on <= on] for one in contacts
    }
    return [
        replace(
            one,
            last_touch_on=_last(by_then[one.id]),
            last_seen_on=_last(each for each in by_then[one.id] if each.seen),
        )
        for one in contacts
    ]


def _last(touches: Iterable[Touch]) -> date | None:
    return max((one.on for one in touches), default=None)


def _support(contacts: Sequence[Contact], policy: Policy, on: date) -> float | None:
    votes = decision.votes_of(contacts, policy, on)
    if len(votes) < decision.FEW:
        return None
    return decision.support(votes, contacts[0].account.rule)
