"""What is wrong with each account, counted from plain rows by brute force."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from tests.recount.known import Known, Meeting, Person

#: What may be wrong, the worst first.
KINDS = (
    "support_fell", "blind", "false_eye", "one_eyed", "single_threaded", "shielded", "silent",
    "flood",
)  # fmt: skip
#: Days that threads are looked for in, the last one included.
LATELY = 90
DECIDES = {
    "majority": lambda yes, whole: 2 * yes > whole,
    "two_thirds": lambda yes, whole: 3 * yes >= 2 * whole,
    "unanimity": lambda yes, whole: yes == whole,
}


@dataclass(frozen=True)
class Danger:
    """One thing wrong, with what a line about it has to name.

    Attributes:
        among: the contacts it may name.
        named: how many of them it does.
        member: who made all visits.
        flaws: why each pair of warm ones is no two eyes.
        fell: support at the last digest and now.
    """

    among: frozenset[int] = frozenset()
    named: int = 0
    member: int | None = None
    flaws: Mapping[frozenset[int], frozenset[str]] | None = None
    fell: tuple[float | None, float | None] = (None, None)


def support(known: Known, account: int) -> float | None:
    """The chance that the votes decide for us, from each way in which they may fall."""
    row, votes = known.accounts[account], _votes(known, account)
    if len(votes) < 3:
        return None
    ways: list[tuple[int, float]] = [(0, 1.0)]
    for one in votes:
        yes = [(weight + one.row.weight, chance * one.warmth) for weight, chance in ways]
        ways = yes + [(weight, chance * (1 - one.warmth)) for weight, chance in ways]
    whole = sum(one.row.weight for one in votes)
    together = sum(chance for weight, chance in ways if DECIDES[row.quorum](weight, whole))
    for one in votes:
        if one.row.id == row.decider_id:
            alone: float = row.influence / 100
            return alone * one.warmth + (1 - alone) * together
    return together


def dangers(known: Known, account: int, before: float | None) -> dict[str, Danger]:
    """All that is wrong with an account, by its kind; `before`: its support at the last digest."""
    found: dict[str, Danger] = {}
    now = support(known, account)
    # Adding up loses the last digits of a half.
    if before is not None and now is not None and before > 0.5 - 1e-9 > now:
        found["support_fell"] = Danger(fell=(before, now))
    found |= _eyes(known, _votes(known, account))
    visits = [
        one for one in known.visits if one.account_id == account and known.back(LATELY - 1, one.on)
    ]
    found |= _threads(known, account, visits)
    silent = frozenset(one.row.id for one in _votes(known, account) if _is_silent(known, one))
    if silent:
        found["silent"] = Danger(silent, len(silent))
    touches = Counter(contact for visit in visits for contact in visit.contacts)
    most = frozenset(one for one, times in touches.items() if 2 * times >= touches.total())
    if touches.total() >= 5 and most:
        found["flood"] = Danger(most, 1)
    return found


def _votes(known: Known, account: int) -> list[Person]:
    return [one for one in known.people.values() if one.row.account_id == account]


def _eyes(known: Known, votes: Collection[Person]) -> dict[str, Danger]:
    """Two warm ones who decide, of two departments, who do not hang on one and the same of us."""
    senior = [one for one in votes if one.row.level in ("key", "executive")]
    warm = [one for one in senior if one.warm]
    if not senior:
        return {}
    if not warm:
        return {"blind": Danger()}
    if len(warm) == 1:
        return {"one_eyed": Danger(frozenset({warm[0].row.id}), 1)}
    flaws = {frozenset({a.row.id, b.row.id}): _flaws(known, a, b) for a, b in combinations(warm, 2)}
    if not all(flaws.values()):
        return {}
    # The two warmest stand for all pairs; of equally warm ones any.
    second = sorted((one.warmth for one in warm), reverse=True)[1]
    among = frozenset(one.row.id for one in warm if one.warmth >= second)
    return {"false_eye": Danger(among, 2, flaws=flaws)}


def _flaws(known: Known, one: Person, other: Person) -> frozenset[str]:
    departments = {one.row.department, other.row.department}
    keep = [
        frozenset().union(
            *(visit.members for visit in known.met[who.row.id] if known.back(who.cadence, visit.on))
        )
        for who in (one, other)
    ]
    return frozenset(
        (["same_department"] if len(departments) == 1 and departments != {""} else [])
        + (["same_member"] if keep[0] == keep[1] and len(keep[0]) == 1 else [])
    )


def _threads(known: Known, account: int, visits: list[Meeting]) -> dict[str, Danger]:
    """One of ours alone, or nobody above the owner, at two visits or more."""
    if len(visits) < 2:
        return {}
    found = {}
    went = frozenset().union(*(one.members for one in visits))
    if len(went) == 1:
        found["single_threaded"] = Danger(member=min(went))
    above = {
        one.id
        for one in known.members.values()
        if one.active and (one.role in ("manager", "admin") or one.function == "executive")
    }
    owner = known.accounts[account].owner_id
    if above and owner is not None and owner not in above and not went & above:
        found["shielded"] = Danger()
    return found


def _is_silent(known: Known, one: Person) -> bool:
    """Two voices in some two cadences earlier on, none in the last two, yet touched in them."""
    ago = sorted((known.on - day).days for day in known.said.get(one.row.id, ()))
    met = [(known.on - visit.on).days for visit in known.met.get(one.row.id, ())]
    stretch = 2 * one.cadence
    spoke = any(later - sooner < stretch for sooner, later in pairwise(ago))
    return spoke and ago[0] >= stretch and any(days < stretch for days in met)
