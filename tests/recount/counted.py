"""A week counted from visits and contacts by plain SQL, written from the words of the product.

Nothing here is shared with what makes a digest: neither its queries nor the clocks kept beside the
contacts. Every count is of what was recorded and not undone by an instant.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Date, DateTime, bindparam, text

#: Days from one date to another, as each database says it.
DAYS = {
    "sqlite": "CAST(julianday({to}) - julianday({since}) AS INTEGER)",
    "postgresql": "({to} - {since})",
}
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
    WITH RECURSIVE {members},
    touched(contact_id, last_on) AS (
        SELECT vc.contact_id, MAX(v."on")
        FROM visits v JOIN visit_contacts vc ON vc.visit_id = v.id
        WHERE {touches} AND v."on" <= :on
        GROUP BY vc.contact_id
    ),
    kept AS (
        SELECT c.id, c.phone, touched.last_on, a.contract,
            COALESCE(c.cadence, a.cadence,
                CASE c.level WHEN 'key' THEN 30 WHEN 'executive' THEN 45 ELSE 60 END) AS cadence
        FROM contacts c
        JOIN accounts a ON a.id = c.account_id
        LEFT JOIN touched ON touched.contact_id = c.id
        WHERE c.workspace_id = :workspace AND (c.left_on IS NULL OR c.left_on > :on)
        AND c.merged_into_id IS NULL AND (
            COALESCE(c.owner_id, a.owner_id) IN (SELECT id FROM ours)
            OR (COALESCE(c.owner_id, a.owner_id) IS NULL
                AND (SELECT name FROM teams WHERE id = :team) = 'Everyone')
        )
    )
    SELECT id, phone, contract, CASE
        WHEN last_on IS NULL THEN 'unmet'
        WHEN {days} > cadence THEN 'neglected'
        WHEN {days} * 5 >= cadence * 4 THEN 'due_soon'
        ELSE 'tended'
    END FROM kept
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
        visits: the counted visits of each member with us who made any.
        together: counted visits, each once.
        thin: of these, the ones that met nobody by name or left nothing.
        heard: voices of the week by kind.
        still_open: voices nobody has answered, and the day of the oldest.
        promises: kept in the week, and past their day.
    """

    standings: Mapping[int, str]
    signed: frozenset[int]
    unsigned: frozenset[int]
    without_phone: int
    visits: Mapping[int, int]
    together: int
    thin: int
    heard: Mapping[str, int]
    still_open: tuple[int, str | None]
    promises: tuple[int, int]

    def at(self, *standings: str) -> set[int]:
        """The contacts that stand there."""
        return {one for one, at in self.standings.items() if at in standings}


def count(
    connection: Connection, workspace: int, team: int, week: date, on: date, closed: datetime
) -> Count:
    """A team's week, as it was known at its closing instant."""
    said = {
        "workspace": workspace,
        "team": team,
        "week": week,
        "on": on,
        "closed": closed,
    }
    contacts = _rows(connection, CONTACTS, said)
    visits = _rows(connection, VISITS, said)
    voices = _rows(connection, VOICES, said)
    waiting = [str(row[2]) for row in voices if row[3]]
    [(kept, overdue)] = _rows(connection, PROMISES, said)
    made: dict[int, set[int]] = {}
    for member, visit, _thin, active in visits:
        if active:
            made.setdefault(member, set()).add(visit)
    return Count(
        standings={row[0]: row[3] for row in contacts},
        signed=frozenset(row[0] for row in contacts if row[2] is not None and row[2]),
        unsigned=frozenset(row[0] for row in contacts if row[2] is not None and not row[2]),
        without_phone=sum(row[1] == "" for row in contacts),
        visits={member: len(ids) for member, ids in made.items()},
        together=len({row[1] for row in visits}),
        thin=len({row[1] for row in visits if row[2]}),
        heard=Counter(row[0] for row in voices if row[1]),
        still_open=(len(waiting), min(waiting, default=None)),
        promises=(kept, overdue),
    )


def since(
    connection: Connection, workspace: int, team: int, on: date, closed: datetime
) -> tuple[int, int, int]:
    """Visits of a time that were logged after a digest was closed, and taken back; and merges."""
    said = {"workspace": workspace, "team": team, "on": on, "closed": closed}
    [(late, undone)] = _rows(connection, SINCE, said)
    [(merged,)] = _rows(connection, MERGED, said)
    return late, undone, merged


def _rows(connection: Connection, asked: str, said: Mapping[str, object]) -> list:
    days = DAYS[connection.dialect.name].format(to=":on", since="last_on")
    whole = asked.format(members=MEMBERS, touches=TOUCHES, days=days)
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
