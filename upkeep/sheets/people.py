r"""Whom a cell names: `Li Wei`, of two `Li Wei (2)`, and `Li Wei @Beta` who is there by now.

What would be misread in a name has a backslash before it: `\;`, `\@`.
"""

import re
from collections.abc import Iterable

from upkeep.sheets import cells
from upkeep.sheets.lines import Who

#: A name, and the customer where somebody of that name is.
_ELSEWHERE = re.compile(r"(.*\S)\s+[@＠]\s*(\S.*)", re.DOTALL)
_MISREAD = re.compile(r"[;；\\@＠]")


def who(cell: str) -> Who:
    """Somebody at the customer that the line is about, or at another one."""
    found = _ELSEWHERE.fullmatch(cell)
    if found is None:
        return Who(cells.plain(cell))
    return Who(cells.plain(found[1]), cells.plain(found[2]))


def met(cell: str) -> tuple[Who, ...]:
    """Those who were met, separated by semicolons, or nobody in particular."""
    return cells.some(cell, tuple(dict.fromkeys(map(who, cells.parts(cell)))))


def named(one: Who) -> str:
    """Somebody in a cell; `who` gives back who it was."""
    name, *at = (_MISREAD.sub(r"\\\g<0>", part) for part in (one.name, one.account) if part)
    return " @".join((name, *at))


def listed(those: Iterable[Who]) -> str:
    """Several in one cell, or nobody; `met` gives back who they were."""
    return cells.unlike_nobody("; ".join(map(named, those))) or cells.NOBODY
