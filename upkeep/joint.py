"""This week's five: joint visits that would help most, who with whom, and why."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from upkeep import decision
from upkeep.accounts import Level
from upkeep.alerts import Facts, Kind, Line
from upkeep.members import Member

#: As many as a team can plan in one meeting.
FIVE = 5
#: What is wrong only because nobody senior of ours goes there.
SENIOR = frozenset({Kind.SHIELDED, Kind.SUPPORT_FELL, Kind.BLIND})
#: What is wrong because too few of those who decide are close to us.
EYES = frozenset({Kind.BLIND, Kind.FALSE_EYE, Kind.ONE_EYED})


@dataclass(frozen=True, slots=True)
class Joint:
    """A visit of two of ours to one of theirs.

    Attributes:
        contact_id: whom to meet: whose vote would change most, of those whom the danger is about.
        host_id: who knows the account; None: nobody who is there.
        guest_id: who goes along; None: nobody else is there.
        line: what is wrong with the account, which is why.
    """

    contact_id: int
    host_id: int | None
    guest_id: int | None
    line: Line


def five(
    lines: Iterable[Line],
    facts: Mapping[int, Facts],
    members: Sequence[Member],
    seniors: Collection[int],
    made: Mapping[int, int],
) -> list[Joint]:
    """At most five joint visits, in the order of the lines; each colleague goes along in turn.

    Args:
        lines: accounts in danger, the worst first.
        facts: what is known of them, by account.
        members: of the team, and who manages it: those who are there.
        seniors: our managers and executives.
        made: visits of each member this week: who has made fewest goes along first.
    """
    busy = Counter(made)
    found = []
    for line in lines:
        account = facts[line.account_id]
        whom = _whom(account, line)
        if whom is None:
            continue
        host = _host(account, line, {one.id for one in members})
        guest = _guest(line, host, members, seniors, busy)
        if guest is not None:
            busy[guest] += 1
        found.append(Joint(whom, host, guest, line))
        if len(found) == FIVE:
            break
    return found


def _whom(account: Facts, line: Line) -> int | None:
    """The contact whose vote would change most by a visit; the coldest, where none swings.

    It is one of those whom the worst danger is about: a visit to anybody else leaves it as it is.
    """
    swings, wanted = decision.swings(account.votes, account.account.rule), _wanted(account, line)
    ranked = sorted(
        account.votes,
        key=lambda one: (one.id not in wanted, -swings[one.id], one.warmth, one.id),
    )
    return ranked[0].id if ranked else None


def _wanted(account: Facts, line: Line) -> Collection[int]:
    """Whom the worst danger is about: who decides and is no eye yet, or who fell silent."""
    worst = line.alerts[0]
    if worst.kind in EYES:
        seniors = {one.id for one in account.votes if one.level is not Level.GENERAL}
        return seniors - set(worst.contact_ids if worst.kind is Kind.ONE_EYED else ())
    return worst.contact_ids if worst.kind is Kind.SILENT else ()


def _host(account: Facts, line: Line, there: Collection[int]) -> int | None:
    """Who knows the account and is there: its owner, else who holds the only thread."""
    known = (account.account.owner_id, *(alert.member_id for alert in line.alerts))
    return next((one for one in known if one in there), None)


def _guest(
    line: Line,
    host: int | None,
    members: Sequence[Member],
    seniors: Collection[int],
    busy: Counter[int],
) -> int | None:
    """Who goes along: somebody senior where that is what is missing, and who is least busy."""
    wanted = any(alert.kind in SENIOR for alert in line.alerts)
    ranked = sorted(
        (one for one in members if one.id != host),
        key=lambda one: (wanted and one.id not in seniors, busy[one.id], one.id),
    )
    return ranked[0].id if ranked else None
