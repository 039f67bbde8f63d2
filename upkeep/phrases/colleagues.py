"""Ours whom a sentence names: by a mention, or by a name behind an `@`."""

import re
from collections.abc import Iterable, Sequence

from upkeep import names
from upkeep.members import Member


def named(
    mentions: Iterable[str], called: Iterable[str], members: Sequence[Member]
) -> tuple[list[str], list[str]]:
    """Slack ids of colleagues mentioned or called by name, and names that are nobody of ours."""
    known = {name: slack_id(name, members) for name in called}
    present = [*mentions, *(found for found in known.values() if found)]
    return present, [name for name, found in known.items() if found is None]


def slack_id(text: str, members: Sequence[Member]) -> str | None:
    """The Slack id of the one member called so."""
    wanted = names.fold(re.sub(r"[._]", " ", text))
    same = [m for m in members if m.active and {wanted, wanted.replace(" ", "")} & _handle(m)]
    return same[0].slack_id if len(same) == 1 else None


def _handle(member: Member) -> set[str]:
    folded = names.fold(member.name)
    mail = (member.email or "").partition("@")[0]
    return {folded, folded.replace(" ", ""), names.fold(mail), *folded.split()[:1]} - {""}
