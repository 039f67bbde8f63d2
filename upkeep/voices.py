"""Voices: which of them are asked for, and what customers taught us in a week, in numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from upkeep.visits import Voice, VoiceKind


class Which(StrEnum):
    """Which voices of a list are wanted."""

    OPEN = "open"
    MINE = "mine"
    ANSWERED = "answered"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Taught:
    """What was said at one account, in numbers that may be shown to everybody."""

    account_id: int
    kinds: Mapping[VoiceKind, int]

    @property
    def total(self) -> int:
        """All that was said there."""
        return sum(self.kinds.values())


def taught(voices: Iterable[Voice]) -> list[Taught]:
    """Voices counted by account and kind, the account that said most first."""
    found: dict[int, Counter[VoiceKind]] = {}
    for one in voices:
        found.setdefault(one.account_id, Counter())[one.kind] += 1
    counted = [Taught(account_id, kinds) for account_id, kinds in found.items()]
    return sorted(counted, key=lambda one: (-one.total, one.account_id))


def by_kind(voices: Iterable[Voice]) -> Counter[VoiceKind]:
    """Voices counted by kind."""
    return Counter(one.kind for one in voices)
