"""What is on record of a company at a digest's closing instant: plain rows, and the clocks on them.

Written from the words of the product; nothing here is shared with what makes a digest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Boolean, Connection, Date, DateTime, Row, String, bindparam, text

from storage.columns import Document

DEFAULTS = {"general": 60, "key": 30, "executive": 45}
APART = {"video", "call"}
STANDS = """
    v.workspace_id = :workspace AND v.recorded_at <= :closed
    AND (v.undone_at IS NULL OR v.undone_at > :closed)
"""
CHANGES = "SELECT key, new FROM policy_changes WHERE workspace_id = :workspace ORDER BY id"
ACTIVE = """
    SELECT c.id, c.name, c.account_id, c.level, c.department, c.weight, c.added_on, c.phone,
        a.contract, COALESCE(c.cadence, a.cadence) AS cadence,
        COALESCE(c.owner_id, a.owner_id) AS keeper_id
    FROM contacts c JOIN accounts a ON a.id = c.account_id
    WHERE c.workspace_id = :workspace AND c.merged_into_id IS NULL
    AND (c.left_on IS NULL OR c.left_on > :on)
"""
ACCOUNTS = """
    SELECT id, owner_id, quorum, decider_id, influence FROM accounts
    WHERE workspace_id = :workspace
"""
VISITS = f"""
    SELECT v.id, v.account_id, v."on", v.channel FROM visits v
    WHERE {STANDS} AND v."on" <= :on AND NOT v.attempt AND v.channel <> 'message'
"""
MET = "SELECT visit_id, contact_id FROM visit_contacts WHERE workspace_id = :workspace"
WENT = "SELECT visit_id, member_id FROM visit_members WHERE workspace_id = :workspace"
#: What nobody is named for was said by all who were there.
SAID = f"""
    SELECT COALESCE(o.contact_id, m.contact_id) AS contact_id, o.said_on
    FROM voices o JOIN visits v ON v.id = o.visit_id
    LEFT JOIN visit_contacts m ON m.visit_id = v.id AND o.contact_id IS NULL
    WHERE {STANDS} AND o.said_on <= :on
"""
NAMES = """
    SELECT id, name, account_id FROM contacts
    WHERE workspace_id = :workspace AND merged_into_id IS NULL
"""
MEMBERS = """
    SELECT id, role, function, team_id, weekly_target, work_days, country, away_from, away_until,
        active
    FROM members WHERE workspace_id = :workspace
"""
INCIDENTS = """
    SELECT account_id, opened_on, until FROM incidents WHERE workspace_id = :workspace
"""


@dataclass(frozen=True)
class Meeting:
    """A counted visit: who was met by whom, and whether in the flesh."""

    id: int
    account_id: int
    on: date
    seen: bool
    contacts: frozenset[int]
    members: frozenset[int]


@dataclass(frozen=True)
class Person:
    """An active contact: `days` of `limit` ran on the clock that falls due first; None: unmet."""

    row: Row
    cadence: int
    days: int | None
    limit: int

    @property
    def warmth(self) -> float:
        """The chance of a yes."""
        return 0.0 if self.days is None else 2 ** (-self.days / self.limit)

    @property
    def warm(self) -> bool:
        """Whether it is not below one half."""
        return self.days is not None and self.days <= self.limit

    @property
    def standing(self) -> str:
        """In the product's words."""
        if self.days is None:
            return "unmet"
        if self.days > self.limit:
            return "neglected"
        return "due_soon" if self.days * 5 >= self.limit * 4 else "tended"


@dataclass(frozen=True)
class Known:
    """All of it, by a closing instant."""

    connection: Connection
    workspace: int
    on: date
    closed: datetime

    def rows(self, asked: str, **types: Any) -> list[Row]:
        """The rows of a query; `types` are of columns that the databases keep differently."""
        said: Mapping[str, object] = {
            "workspace": self.workspace,
            "on": self.on,
            "closed": self.closed,
        }
        used = {name: value for name, value in said.items() if f":{name}" in asked}
        whole = text(asked)
        if "on" in used:
            whole = whole.bindparams(bindparam("on", type_=Date))
        if "closed" in used:
            whole = whole.bindparams(bindparam("closed", type_=DateTime(timezone=True)))
        return list(self.connection.execute(whole.columns(**types), used))

    @cached_property
    def policy(self) -> Mapping[str, Any]:
        """What was changed of the thresholds, the newest of each."""
        return {row.key: row.new for row in self.rows(CHANGES, key=String, new=Document)}

    @cached_property
    def accounts(self) -> Mapping[int, Row]:
        """By id."""
        return {row.id: row for row in self.rows(ACCOUNTS)}

    @cached_property
    def members(self) -> Mapping[int, Row]:
        """By id, whoever is still here."""
        types = {"away_from": Date, "away_until": Date, "active": Boolean}
        return {row.id: row for row in self.rows(MEMBERS, **types)}

    @cached_property
    def visits(self) -> list[Meeting]:
        """The counted ones that stand."""
        met: dict[int, set[int]] = {}
        went: dict[int, set[int]] = {}
        for row in self.rows(MET):
            met.setdefault(row.visit_id, set()).add(row.contact_id)
        for row in self.rows(WENT):
            went.setdefault(row.visit_id, set()).add(row.member_id)
        return [
            Meeting(
                row.id, row.account_id, row.on, row.channel not in APART,
                frozenset(met.get(row.id, ())), frozenset(went.get(row.id, ())),
            )
            for row in self.rows(VISITS, on=Date)
        ]  # fmt: skip

    @cached_property
    def met(self) -> Mapping[int, list[Meeting]]:
        """The touches of each contact."""
        found: dict[int, list[Meeting]] = {}
        for visit in self.visits:
            for contact in visit.contacts:
                found.setdefault(contact, []).append(visit)
        return found

    @cached_property
    def said(self) -> Mapping[int, list[date]]:
        """The days on which each contact said something."""
        found: dict[int, list[date]] = {}
        for row in self.rows(SAID, said_on=Date):
            found.setdefault(row.contact_id, []).append(row.said_on)
        return found

    @cached_property
    def incidents(self) -> list[Row]:
        """All of them."""
        return self.rows(INCIDENTS, opened_on=Date, until=Date)

    @cached_property
    def people(self) -> Mapping[int, Person]:
        """The active contacts by id."""
        return {row.id: self._person(row) for row in self.rows(ACTIVE, added_on=Date)}

    @cached_property
    def names(self) -> Mapping[int, Row]:
        """Of all who ever were on the list, with the account that each is at."""
        return {row.id: row for row in self.rows(NAMES)}

    def back(self, days: int, day: date) -> bool:
        """Whether a day lies in the last so many."""
        return self.on - timedelta(days=days) <= day <= self.on

    def _person(self, row: Row) -> Person:
        """Of two clocks, any touch and being met in the flesh, the one that falls due first."""
        cadence = row.cadence or self.policy.get(f"cadence.{row.level}", DEFAULTS[row.level])
        touched = [visit.on for visit in self.met.get(row.id, ())]
        if not touched:
            return Person(row, cadence, None, cadence)
        clocks = [(max(touched), cadence)]
        if flesh := self.policy.get(f"in_person.{row.level}", 0):
            seen = [visit.on for visit in self.met[row.id] if visit.seen]
            clocks.append((max(seen, default=row.added_on), flesh))
        since, limit = min(clocks, key=lambda one: one[0] + timedelta(days=one[1]))
        return Person(row, cadence, (self.on - since).days, limit)
