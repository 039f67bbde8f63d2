"""What to look contacts up for: names, parts of names, and what runs may hold."""

# ruff: noqa: PLR2004 — the numbers count letters and words, and say so where they stand

import re
from collections.abc import Iterator, Sequence

from upkeep import names
from upkeep.accounts import Account
from upkeep.phrases import firms
from upkeep.phrases.runs import Run, apart
from upkeep.phrases.surnames import SURNAMES

_LETTERS = re.compile(r"[^\W\d_\u3400-\u9fff][^\W\d_\u3400-\u9fff.' -]+")
_WHOSE = re.compile(r"['’＇]s\s", re.IGNORECASE)
_JOINED_BY = re.compile("[和跟与與及]")


def queries(runs: tuple[Run, ...], present: Sequence[Account]) -> Iterator[str]:
    """What to look contacts up for: each run, and who may be called by its one word and more."""
    for run in runs:
        yield run.text
        folded = names.fold(run.text)
        if not names.has_hanzi(folded):  # Doug Hill of `Doug Hill Acme`
            for start, end, _ in firms.named(folded, present):
                yield (folded[:start] + " " + folded[end:]).strip()
        yield apart(run.text)[0]
        if names.has_hanzi(run.text):
            yield from _LETTERS.findall(run.text)  # Priya of 卡维里Priya
        if " " not in names.fold(run.text):
            yield run.text + names.AND_MORE  # Bob may be a nickname, and others' first name


def pieces(runs: tuple[Run, ...], present: Sequence[Account]) -> Iterator[str]:
    """Names that a run may hold: with the word beside it, without an account, in hanzi."""
    for said in (text for run in runs for text in (run.text, *(one.text for one in run.longer))):
        yield said
        yield _WHOSE.split(said)[0]  # `Ann Lee's deputy Bob Hill`
        folded = names.fold(said)
        for start, end, _ in firms.named(names.simpler(folded), present):
            yield (folded[:start] + " " + folded[end:]).strip()
        for piece in folded.split():
            if names.has_hanzi(piece):
                yield from _clumps(piece)
        yield from _stretches(folded.split()[:12])


def _stretches(said: list[str]) -> Iterator[str]:
    """Two and three words of a longer run, which may be a full name among others."""
    sizes = (size for size in (2, 3) if size < len(said))
    yield from (" ".join(said[at : at + n]) for n in sizes for at in range(len(said) - n + 1))


def _clumps(hanzi: str) -> Iterator[str]:
    """Stretches of running Chinese that may be names: those that begin with a surname first."""
    hanzi = hanzi[:24]
    those = [
        hanzi[at : at + size]
        for at in range(len(hanzi))
        for size in (3, 2, 4)
        if at + size <= len(hanzi)
    ]
    yield from (p for p in those if p[0] in SURNAMES)
    yield from _JOINED_BY.split(hanzi)
    if len(hanzi) <= 6:
        yield from those
