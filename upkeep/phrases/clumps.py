"""Running Chinese, which has no spaces: cut into known names, accounts and small words."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from upkeep import names
from upkeep.accounts import Account, Contact
from upkeep.phrases import firms

#: Small words around names. 来 and 同 are none of them: they end names (王福来, 王大同).
_PARTICLES = frozenset("和跟与及的了在去到给请找")
#: Those that may follow a name at the end of a clump.
_AFTER = frozenset("了的")
#: Those that join people.
_JOINING = frozenset("和跟与及")
#: Those by which one did something to another: 李伟请王芳吃饭.
_DOING = frozenset("去给请找")
_MOST = 40  # hanzi; a longer stretch is a story


class Cut(NamedTuple):
    """A clump of hanzi, cut up.

    Attributes:
        names: known names in it.
        accounts: the accounts its accounts may mean, one entry each.
        rest: stretches nobody is known by.
    """

    names: tuple[str, ...]
    accounts: tuple[tuple[int, ...], ...]
    rest: tuple[str, ...]


def cut(clump: str, candidates: Iterable[Contact], accounts: Sequence[Account]) -> Cut:
    """The cut that covers the whole clump with the fewest pieces, else what stays unknown.

    A name is only known when what stands around it is known, too: 李伟 is not found in 李伟明.
    """
    clump = names.fold(clump).replace(" ", "")[:_MOST]
    known = {run for c in candidates for name in c.called for run in names.forms(name).hanzi}
    simple = names.simpler(clump)
    spans = {(s, e): ids for s, e, ids in firms.named(simple, accounts)}
    best: list[tuple[int, tuple[int, ...]] | None] = [(0, ())] + [None] * len(clump)
    for end in range(1, len(clump) + 1):
        for begin in range(max(0, end - 24), end):
            before = best[begin]
            if before is None:
                continue
            cost = _cost(clump[begin:end], (begin, end), known, spans)
            if cost and (best[end] is None or before[0] + cost < best[end][0]):  # type: ignore[index]  # narrowed just before
                best[end] = (before[0] + cost, (*before[1], end))
    whole = best[-1]
    clean = whole and not _dangling(clump, whole[1], known) and not _did(clump, whole[1], known)
    if whole and clean:
        return _sorted(clump, whole[1], known, spans)
    return _sorted(clump, _loosely(clump, spans), known, spans)


def _dangling(clump: str, ends: tuple[int, ...], known: set[str]) -> bool:
    """Whether a name is followed at the end by what may belong to it: 李伟和, 王福给."""
    third, second, last = (0, 0, *ends)[-3:]
    return clump[second:last] in _PARTICLES - _AFTER and clump[third:second] in known


def _did(clump: str, ends: tuple[int, ...], known: set[str]) -> bool:
    """Whether one who is named did something to another: 李伟请王芳, 李伟去找王芳."""
    pieces = [clump[begin:end] for begin, end in pairwise((0, *ends))]
    called = [at for at, piece in enumerate(pieces) if piece in known]
    return any(_DOING & set(pieces[one:other]) for one, other in pairwise(called))


def _cost(
    piece: str,
    span: tuple[int, int],
    known: set[str],
    spans: dict[tuple[int, int], tuple[int, ...]],
) -> int:
    """What a piece costs; 0: it is nothing known. Names are worth more than small words."""
    if piece in known or span in spans:
        return 10
    return 11 if piece in _PARTICLES else 0


def _loosely(clump: str, spans: dict[tuple[int, int], tuple[int, ...]]) -> tuple[int, ...]:
    """Ends of stretches when not all is known: cut only where people and accounts are joined.

    Never behind a name with 的: 王芳的同事 is not 王芳.
    """
    ends: list[int] = []
    starts = dict(spans.keys())
    at = 0
    while at < len(clump):
        if at in starts:
            at = starts[at]
        elif clump[at] in _PARTICLES:
            at += 1
        else:
            at += 1
            while at < len(clump) and clump[at] not in _JOINING and at not in starts:
                at += 1
        ends.append(at)
    return tuple(ends)


def _sorted(
    clump: str,
    ends: tuple[int, ...],
    known: set[str],
    spans: dict[tuple[int, int], tuple[int, ...]],
) -> Cut:
    found: list[str] = []
    said: list[tuple[int, ...]] = []
    rest: list[str] = []
    begin = 0
    for end in ends:
        piece = clump[begin:end]
        if piece in known:
            found.append(piece)
        elif (begin, end) in spans:
            said.append(spans[begin, end])
        elif piece not in _PARTICLES:
            rest.append(piece)
        begin = end
    return Cut(tuple(found), tuple(said), tuple(rest))
