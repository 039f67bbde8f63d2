"""A week counted from visits and contacts by plain SQL, written from the words of the product.

Nothing here is shared with what makes a digest: neither its queries nor the clocks kept beside the
contacts. Every count is of what was recorded and not undone by an instant.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Date, DateTime, bindparam, text

from tests.recount.expected import targets
from tests.recount.known import Known

#: A visit that stands at the closing instant and touches those it met.
TOUCHES = """
    v.workspace_id = :workspace AND v.recorded_at <= :closed
    AND (v.undone_at IS NULL OR v.undone_at > :closed)
    AND NOT v.attempt AND v.channel <> 'message'
"""
#: The teams a digest speaks of: itself and all below it. The one of everybody has all members, and
#: the contacts that nobody answers for.
MEMBERS = """
    below(id) AS (
        SELECT id FROM teams WHERE id = :team
        UNION ALL
        SELECT teams.id FROM teams JOIN below ON teams.parent_id = below.id
    ),
    ours(id) AS (
        SELECT m.id FROM members m
        WHERE m.workspace_id = :workspace AND (
            m.team_id IN (SELECT id FROM below)
            OR (SELECT name FROM teams WHERE id = :team) = 'Everyone'
        )
    ),
    theirs(id) AS (
        SELECT id FROM accounts
        WHERE workspace_id = :workspace AND owner_id IN (SELECT id FROM ours)
        UNION
        SELECT a.id FROM contacts c JOIN accounts a ON a.id = c.account_id
        WHERE a.workspace_id = :workspace AND (c.left_on IS NULL OR c.left_on > :on)
        AND c.merged_into_id IS NULL AND COALESCE(c.owner_id, a.owner_id) IN (SELECT id FROM ours)
        UNION
        SELECT id FROM accounts
        WHERE workspace_id = :workspace
        AND (SELECT name FROM teams WHERE id = :team) = 'Everyone'
    )
"""
CONTACTS = """
    WITH RECURSIVE {members}
    SELECT c.id, c.phone, a.contract
    FROM contacts c JOIN accounts a ON a.id = c.account_id
    WHERE c.workspace_id = :workspace AND (c.left_on IS NULL OR c.left_on > :on)
    AND c.merged_into_id IS NULL AND (
        COALESCE(c.owner_id, a.owner_id) IN (SELECT id FROM ours)
        OR (COALESCE(c.owner_id, a.owner_id) IS NULL
            AND (SELECT name FROM teams WHERE id = :team) = 'Everyone')
    )
"""
OURS = "WITH RECURSIVE {members} SELECT id FROM ours"
THEIRS = "WITH RECURSIVE {members} SELECT id FROM theirs"
#: Whom nobody answers for stands in the digest of the team above all others.
TOP = "SELECT parent_id IS NULL FROM teams WHERE id = :team"
#: The accounts that the team answers for: its own, nobody's where it keeps a contact, or all.
ANSWERED = """
    WITH RECURSIVE {members}
    SELECT a.id FROM accounts a WHERE a.workspace_id = :workspace AND (
        a.owner_id IN (SELECT id FROM ours)
        OR (a.owner_id IS NULL AND a.id IN (SELECT id FROM theirs))
        OR (SELECT name FROM teams WHERE id = :team) = 'Everyone'
    )
"""
VISITS = """
    WITH RECURSIVE {members}
    SELECT vm.member_id, v.id,
        NOT EXISTS (SELECT 1 FROM visit_contacts vc WHERE vc.visit_id = v.id)
        OR (v.note = ''
            AND NOT EXISTS (SELECT 1 FROM voices WHERE voices.visit_id = v.id)
            AND NOT EXISTS (SELECT 1 FROM follow_ups WHERE follow_ups.visit_id = v.id))
        , (SELECT m.active FROM members m WHERE m.id = vm.member_id)
    FROM visits v JOIN visit_members vm ON vm.visit_id = v.id
    WHERE {touches} AND v."on" BETWEEN :week AND :on AND vm.member_id IN (SELECT id FROM ours)
"""
VOICES = """
    WITH RECURSIVE {members}
    SELECT vo.kind, vo.said_on >= :week, vo.said_on,
        vo.answered_on IS NULL OR vo.answered_on > :on
    FROM voices vo JOIN visits v ON v.id = vo.visit_id
    WHERE v.undone_at IS NULL AND vo.said_on <= :on AND vo.account_id IN (SELECT id FROM theirs)
"""
PROMISES = """
    WITH RECURSIVE {members}
    SELECT COALESCE(SUM(CASE WHEN f.done_on BETWEEN :week AND :on THEN 1 ELSE 0 END), 0),
        COALESCE(SUM(CASE WHEN f.due_on < :on AND (f.done_on IS NULL OR f.done_on > :on)
            THEN 1 ELSE 0 END), 0)
    FROM follow_ups f JOIN visits v ON v.id = f.visit_id
    WHERE v.undone_at IS NULL AND f.owner_id IN (SELECT id FROM ours)
"""
SINCE = """
    WITH RECURSIVE {members}
    SELECT COALESCE(SUM(CASE WHEN v.recorded_at > :closed AND v.undone_at IS NULL
            THEN 1 ELSE 0 END), 0),
        COALESCE(SUM(CASE WHEN v.recorded_at <= :closed AND v.undone_at > :closed
            THEN 1 ELSE 0 END), 0)
    FROM visits v WHERE v."on" <= :on AND v.workspace_id = :workspace AND EXISTS (
        SELECT 1 FROM visit_members p
        WHERE p.visit_id = v.id AND p.member_id IN (SELECT id FROM ours)
    )
    AND NOT v.attempt AND v.channel <> 'message'
"""
MERGED = """
    WITH RECURSIVE {members}
    SELECT COUNT(*) FROM merges g
    WHERE g.at > :closed AND g.undone_at IS NULL AND g.kept_id IN (
        SELECT c.id FROM contacts c JOIN accounts a ON a.id = c.account_id
        WHERE c.workspace_id = :workspace
        AND (COALESCE(c.owner_id, a.owner_id) IN (SELECT id FROM ours)
            OR (SELECT name FROM teams WHERE id = :team) = 'Everyone')
    )
"""


@dataclass(frozen=True)
class Count:
    """What a digest must say.

    Attributes:
        standings: where each active contact stands, by its id.
        signed, unsigned: those at accounts with a contract and without.
        without_phone: active contacts whose number is not known.
        undecided: accounts with somebody active, and nobody of them key or executive.
        visits: the counted visits of each member with us who made any.
        together: counted visits, each once.
        thin: of these, the ones that met nobody by name or left nothing.
        heard: voices of the week by kind.
        still_open: voices nobody has answered, and the day of the oldest.
        promises: kept in the week, and past their day.
        targets: visits expected of each member who has to do with customers.
        orphans: active contacts that nobody answers for.
        first_met: names of those met for the first time because of an incident.
        accounts: those that the team answers for.
    """

    standings: Mapping[int, str]
    signed: frozenset[int]
    unsigned: frozenset[int]
    without_phone: int
    undecided: int
    visits: Mapping[int, int]
    together: int
    thin: int
    heard: Mapping[str, int]
    still_open: tuple[int, str | None]
    promises: tuple[int, int]
    targets: Mapping[int, float]
    orphans: int
    first_met: frozenset[str]
    accounts: frozenset[int]

    def at(self, *standings: str) -> set[int]:
        """The contacts that stand there."""
        return {one for one, at in self.standings.items() if at in standings}


def count(known: Known, team: int, week: date) -> Count:
    """A team's week, as it was known at its closing instant."""
    said = {
        "workspace": known.workspace,
        "team": team,
        "week": week,
        "on": known.on,
        "closed": known.closed,
    }
    contacts, visits, voices, [(kept, overdue)], ours, theirs, answered = (
        _rows(known.connection, asked, said)
        for asked in (CONTACTS, VISITS, VOICES, PROMISES, OURS, THEIRS, ANSWERED)
    )
    waiting = [str(row[2]) for row in voices if row[3]]
    made: dict[int, set[int]] = {}
    for member, visit, _thin, active in visits:
        if active:
            made.setdefault(member, set()).add(visit)
    [(top,)] = _rows(known.connection, TOP, said)
    accounts = frozenset(row[0] for row in answered)
    return Count(
        standings={one: known.people[one].standing for one in (row[0] for row in contacts)},
        signed=frozenset(row[0] for row in contacts if row[2] is not None and row[2]),
        unsigned=frozenset(row[0] for row in contacts if row[2] is not None and not row[2]),
        without_phone=sum(row[1] == "" for row in contacts),
        undecided=len(accounts & _undecided(known)),
        visits={member: len(ids) for member, ids in made.items()},
        together=len({row[1] for row in visits}),
        thin=len({row[1] for row in visits if row[2]}),
        heard=Counter(row[0] for row in voices if row[1]),
        still_open=(len(waiting), min(waiting, default=None)),
        promises=(kept, overdue),
        targets=targets(known, {row[0] for row in ours}, week),
        orphans=sum(one.row.keeper_id is None for one in known.people.values()) if top else 0,
        first_met=frozenset(_first_met(known, {row[0] for row in theirs}, week)),
        accounts=accounts,
    )


def _undecided(known: Known) -> set[int]:
    """The accounts of which all levels that anybody there has are the general one."""
    levels: dict[int, set[str]] = {}
    for one in known.people.values():
        levels.setdefault(one.row.account_id, set()).add(one.row.level)
    return {account for account, found in levels.items() if found == {"general"}}


def _first_met(known: Known, theirs: Collection[int], week: date) -> Iterator[str]:
    """Who was met for the first time ever this week, where and while an incident opened doors.

    Whoever has moved meanwhile was met at the account where the visit was.
    """
    for one, who in known.names.items():
        visits = known.met.get(one, ())
        first = min((visit.on for visit in visits), default=date.min)
        places = {visit.account_id for visit in visits if visit.on == first}
        if first >= week and any(
            incident.account_id in places and incident.opened_on <= first <= incident.until
            for incident in known.incidents
            if incident.account_id in theirs
        ):
            yield who.name


def since(
    connection: Connection, workspace: int, team: int, on: date, closed: datetime
) -> tuple[int, int, int]:
    """Visits of a time that were logged after a digest was closed, and taken back; and merges."""
    said = {"workspace": workspace, "team": team, "on": on, "closed": closed}
    [(late, undone)] = _rows(connection, SINCE, said)
    [(merged,)] = _rows(connection, MERGED, said)
    return late, undone, merged


def _rows(connection: Connection, asked: str, said: Mapping[str, object]) -> list:
    whole = asked.format(members=MEMBERS, touches=TOUCHES)
    typed = [
        bindparam(name, type_=Date if name in ("week", "on") else DateTime(timezone=True))
        for name in ("week", "on", "closed")
        if f":{name}" in whole
    ]
    used = {name: value for name, value in said.items() if f":{name}" in whole}
    return list(connection.execute(text(whole).bindparams(*typed), used))


def sunday(week: date) -> date:
    """The last day of a week."""
    return week + timedelta(days=6)
