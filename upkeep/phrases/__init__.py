"""Reading a visit from a sentence: `split` it, look up who is named, `settle` who was meant."""

from upkeep.phrases.notes import Promise
from upkeep.phrases.notes import alone as note
from upkeep.phrases.reading import Heard, split
from upkeep.phrases.settling import settle
from upkeep.phrases.understood import Unclear, Understood

__all__ = ["Heard", "Promise", "Unclear", "Understood", "note", "settle", "split"]
