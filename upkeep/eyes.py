"""Two eyes: whether an account lives by more than one senior contact of more than one of us.

As a group of stones on a Go board needs two eyes to live, an account is alive iff some pair of warm
key-or-executive contacts sits in different (or unknown) departments and does not hang on the same
single member of ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from upkeep.accounts import Level
from upkeep.decision import WARM


class Life(StrEnum):
    """What an account's senior contacts amount to."""

    ALIVE = "alive"
    FALSE_EYE = "false_eye"  # two or more warm ones, and every pair fails the test
    ONE_EYED = "one_eyed"
    BLIND = "blind"  # none of them is warm
    UNKNOWN = "unknown"  # no key contact on record: a gap in what we know, not a danger


class Flaw(StrEnum):
    """Why a pair of warm contacts is one eye only."""

    SAME_DEPARTMENT = "same_department"
    SAME_MEMBER = "same_member"


@dataclass(frozen=True, slots=True)
class Face:
    """An active contact as the test sees it.

    Attributes:
        warmth: 0 to 1.
        department: empty: unknown.
        member_ids: those of ours whose touches keep it warm, one cadence back; empty: unknown.
    """

    contact_id: int
    level: Level
    warmth: float
    department: str = ""
    member_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Eyes:
    """The answer, with the contacts it rests on.

    Attributes:
        contact_ids: the pair that lives or fails, or the one eye; the warmest.
        flaws: why the pair fails; empty unless it is a false eye.
    """

    life: Life
    contact_ids: tuple[int, ...] = ()
    flaws: tuple[Flaw, ...] = ()


def eyes(faces: Iterable[Face]) -> Eyes:
    """Whether an account is alive, by its contacts."""
    senior = [face for face in faces if face.level is not Level.GENERAL]
    if not senior:
        return Eyes(Life.UNKNOWN)
    warm = sorted(
        (face for face in senior if face.warmth >= WARM),
        key=lambda face: (-face.warmth, face.contact_id),
    )
    ids = tuple(face.contact_id for face in warm[:2])
    pairs = list(combinations(warm, 2))
    if not pairs:
        return Eyes(Life.ONE_EYED if warm else Life.BLIND, ids)
    for one, other in pairs:
        if not _flaws(one, other):
            return Eyes(Life.ALIVE, (one.contact_id, other.contact_id))
    return Eyes(Life.FALSE_EYE, ids, _flaws(*pairs[0]))


def _flaws(one: Face, other: Face) -> tuple[Flaw, ...]:
    """What makes two warm contacts count as one; nothing where either is unknown."""
    flaws = {
        Flaw.SAME_DEPARTMENT: bool(_key(one.department))
        and _key(one.department) == _key(other.department),
        Flaw.SAME_MEMBER: len(one.member_ids) == 1 and one.member_ids == other.member_ids,
    }
    return tuple(flaw for flaw, holds in flaws.items() if holds)


def _key(department: str) -> str:
    return " ".join(department.casefold().split())
