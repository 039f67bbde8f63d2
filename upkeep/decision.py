"""How an account would decide: the chance of a yes, and what one more visit would change.

Each active contact votes for us with probability equal to its warmth, independently of the others,
with its weight. That is the voting model of group choice in J.-M. Choffray and G. L. Lilien,
*Market Planning for New Industrial Products* (Wiley, 1980); a decider with a share of influence
mixes in their weighted probability model. The number of yes-votes has a Poisson-binomial
distribution, computed exactly, vote by vote: R. E. Barlow and K. D. Heidtmann, "Computing
k-out-of-n System Reliability", IEEE Transactions on Reliability R-33 (1984). It is a model, and
screens say so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby, zip_longest
from operator import attrgetter
from typing import NamedTuple

from upkeep import cadence
from upkeep.accounts import MAJORITY, Contact, Level, Rule
from upkeep.policy import Policy

#: Warmth from which a vote counts as warm: not neglected.
WARM = 0.5
#: An account with fewer votes is given no figure, and no visit to it swings anything.
FEW = 3


class Vote(NamedTuple):
    """One active contact in the account's decision.

    Attributes:
        weight: 1 to 9, never 0.
        warmth: probability of a yes, 0 to 1.
    """

    id: int
    weight: int
    warmth: float
    level: Level = Level.GENERAL

    @property
    def is_warm(self) -> bool:
        """Whether the contact is in touch with us: met, and not neglected."""
        return self.warmth >= WARM


def votes_of(contacts: Iterable[Contact], policy: Policy, on: date) -> list[Vote]:
    """The votes of an account's active contacts on a day."""
    return [
        Vote(one.id, one.weight, cadence.warmth(one, policy, on), one.level)
        for one in contacts
        if cadence.is_active(one, on)
    ]


@dataclass(frozen=True, slots=True)
class Tide:
    """How far an account's warm votes are from its rule, in weights.

    Attributes:
        missing: warm weight still needed; 0: reached.
        nearest: contacts whose warmth would give it, the warmest first.
    """

    warm: int
    total: int
    needed: int
    missing: int
    nearest: tuple[int, ...]


def support(votes: Sequence[Vote], rule: Rule = MAJORITY) -> float:
    """The exact probability of a yes; 0 where nobody votes."""
    if not votes:
        return 0.0
    together = min(_at_least(rule.needed(_weight(votes)), votes), 1.0)
    decider = _decider(votes, rule)
    if decider is None:
        return together
    return rule.influence * decider.warmth + (1 - rule.influence) * together


def swing(votes: Sequence[Vote], contact_id: int, rule: Rule = MAJORITY) -> float:
    """Support with that contact just touched, minus support now; 0 under three votes."""
    return swings(votes, rule).get(contact_id, 0.0)


def swings(votes: Sequence[Vote], rule: Rule = MAJORITY) -> dict[int, float]:
    """The swing of each contact, from one distribution: 0 to 1, all 0 under three votes.

    A touch lifts a vote's probability by what it lacks to 1; what that is worth is the probability
    that the others alone fall short of the rule by less than the vote's weight.
    """
    if len(votes) < FEW:
        return dict.fromkeys((vote.id for vote in votes), 0.0)
    needed = rule.needed(_weight(votes))
    distribution = _distribution(_ranked(votes))
    at_most = list(accumulate(distribution))
    at_least = list(accumulate(reversed(distribution)))[::-1]
    decider = _decider(votes, rule)
    lifted = {
        vote.id: (1 - vote.warmth) * _pivotal(vote, needed, at_most, at_least) for vote in votes
    }
    if decider is None:
        return lifted
    shared = {contact: (1 - rule.influence) * lift for contact, lift in lifted.items()}
    shared[decider.id] += rule.influence * (1 - decider.warmth)
    return shared


def strongest(votes: Iterable[Vote]) -> Vote:
    """The highest weight, then level, then warmth, then the one known first.

    Raises:
        ValueError: there are no votes.
    """
    levels = list(Level)
    return max(votes, key=lambda one: (one.weight, levels.index(one.level), one.warmth, -one.id))


def without_strongest(votes: Sequence[Vote], rule: Rule = MAJORITY) -> float:
    """Support with the strongest vote a no: "even if the most senior vote goes against us"."""
    if not votes:
        return 0.0
    against = strongest(votes)
    return support([one._replace(warmth=0.0) if one is against else one for one in votes], rule)


def tide(votes: Sequence[Vote], rule: Rule = MAJORITY) -> Tide:
    """The warm weight still missing to the rule, and the contacts nearest to giving it."""
    total = _weight(votes)
    warm = _weight(one for one in votes if one.is_warm)
    needed = rule.needed(total)
    missing = max(needed - warm, 0)
    cold = sorted(
        (one for one in votes if not one.is_warm),
        key=lambda one: (-one.warmth, -one.weight, one.id),
    )
    before = accumulate((one.weight for one in cold), initial=0)
    nearest = tuple(one.id for one, given in zip(cold, before, strict=False) if given < missing)
    return Tide(warm, total, needed, missing, nearest)


def _weight(votes: Iterable[Vote]) -> int:
    return sum(one.weight for one in votes)


def _decider(votes: Iterable[Vote], rule: Rule) -> Vote | None:
    """Who decides alone at times; None also once that contact has left."""
    return next((one for one in votes if one.id == rule.decider_id), None)


def _at_least(needed: int, votes: Sequence[Vote]) -> float:
    """The probability of a yes-weight: of two halves, whose distributions cost half as much."""
    ranked = _ranked(votes)
    one, other = (_distribution(half) for half in (ranked[::2], ranked[1::2]))
    tail = [*accumulate(reversed(other))][::-1]
    return sum(
        chance * (tail[max(needed - weight, 0)])
        for weight, chance in enumerate(one)
        if needed - weight < len(tail)
    )


def _ranked(votes: Iterable[Vote]) -> list[Vote]:
    """Those of one weight together, whatever order they came in, so that all add up alike."""
    return sorted(votes, key=attrgetter("weight", "warmth"))


def _distribution(ranked: Iterable[Vote]) -> list[float]:
    """The probability of each yes-weight from 0 to the whole weight."""
    found = [1.0]
    # Votes of one weight are counted first, then spread over it: short lists instead of long ones.
    for weight, alike in groupby(ranked, key=attrgetter("weight")):
        counts = _counted([one.warmth for one in alike])
        found = counts if weight == 1 and found == [1.0] else _spread(found, counts, weight)
    return found


def _counted(warmths: Sequence[float]) -> list[float]:
    """The probability of each number of yes-votes, counted two votes at a time."""
    counts = [1.0]
    for one, other in zip_longest(warmths[::2], warmths[1::2], fillvalue=0.0):
        both, none = one * other, (1 - one) * (1 - other)
        either = one * (1 - other) + other * (1 - one)
        shifted = zip([*counts, 0.0, 0.0], [0.0, *counts, 0.0], [0.0, 0.0, *counts], strict=True)
        counts = [none * same + either * fewer + both * least for same, fewer, least in shifted]
    return counts[: len(warmths) + 1]


def _spread(found: Sequence[float], counts: Sequence[float], weight: int) -> list[float]:
    """The distribution of a yes-weight and so many further votes of one weight together."""
    width = len(found)
    both = [0.0] * (width + weight * (len(counts) - 1))
    for count, chance in enumerate(counts):
        if chance:
            at = slice(count * weight, count * weight + width)
            both[at] = [a + chance * b for a, b in zip(both[at], found, strict=True)]
    return both


def _pivotal(vote: Vote, needed: int, at_most: Sequence[float], at_least: Sequence[float]) -> float:
    """The probability that the others' yes-weight lacks at least 1 and at most the vote's weight.

    The vote is divided out of the cumulated distribution: with it, P(sum <= k) is
    no * others(k) + yes * others(k - weight), so the others follow one from another in steps of the
    weight. Starting at the end where the vote's likelier answer divides keeps errors from growing.
    """
    yes, no, weight = vote.warmth, 1 - vote.warmth, vote.weight
    others = previous = 0.0
    if yes <= no:
        for k in range((needed - 1) % weight, needed, weight):
            previous, others = others, (at_most[k] - yes * others) / no
    else:
        top = len(at_least) - 1
        for k in range(top - (top - needed) % weight, needed - 1, -weight):
            previous, others = others, (at_least[k] - no * others) / yes
    return min(max(others - previous, 0.0), 1.0)
