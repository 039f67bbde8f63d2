"""What became of an import, in figures."""

from dataclasses import dataclass

from upkeep.sheets.lines import Kind
from upkeep.sheets.reading import Bad, Twin


@dataclass(frozen=True, slots=True)
class Left:
    """Something an undone import leaves as it is: since changed, or since in use."""

    noun: str
    name: str
    used: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or in a rehearsal would do.

    Attributes:
        bad: the lines that were not kept, in the order of the file.
        unknown: headings nobody reads.
        rehearsal: nothing was kept.
        twins: new contacts that are likely known ones.
        bad_count, twin_count: how many there are, should not all be named here.
        strangers: addresses under which nobody of ours is known yet, in a rehearsal.
        customers: how many new ones come with their people, in a rehearsal.
        houses: names of new customers that are likely another's, each with the one that is there.
    """

    kind: Kind
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    bad: tuple[Bad, ...] = ()
    unknown: tuple[str, ...] = ()
    rehearsal: bool = False
    twins: tuple[Twin, ...] = ()
    bad_count: int = 0
    twin_count: int = 0
    strangers: tuple[str, ...] = ()
    customers: int = 0
    houses: tuple[tuple[str, str], ...] = ()
