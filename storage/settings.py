"""Settings: the thresholds changed in Slack, each with who, when, from what and to what."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage import tables
from storage.contacts import Contacts
from storage.noun import Noun
from upkeep import policy as policies


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """One change of one threshold."""

    key: str
    old: str | int
    new: str | int
    by: int
    at: datetime


class Settings(Noun):
    """The questions and changes of the policy."""

    def change(self, key: str, value: str | int, by: int, at: datetime) -> PolicyChange | None:
        """Put a threshold in force; None where it was so already.

        Due dates follow a cadence: at once, or where there are many contacts a sweep at a time.

        Raises:
            KeyError: no such threshold may be changed in Slack.
        """
        old = policies.plain(self.scope.policy, key)
        if old == value:
            return None
        self.session.add(tables.PolicyChange(key=key, old=old, new=value, by=by, at=at))
        self.session.flush()
        self.scope.forget_policy()
        if policies.moves_clocks(key):
            Contacts(self.scope).sweep()
        return PolicyChange(key, old, value, by, at)

    def current(self) -> dict[str, object]:
        """The stored values that win over the file's, by key."""
        rows = self.session.scalars(select(tables.PolicyChange).order_by(tables.PolicyChange.id))
        return {row.key: row.new for row in rows}

    def recadenced(self, since: datetime) -> bool:
        """Whether a cadence, or what counts as a touch, was changed after an instant."""
        key = tables.PolicyChange.key
        changed = select(key).where(tables.PolicyChange.at > since).distinct()
        return any(map(policies.moves_clocks, self.session.scalars(changed)))

    def history(self, limit: int) -> list[PolicyChange]:
        """The last changes, the newest first."""
        rows = self.session.scalars(
            select(tables.PolicyChange).order_by(tables.PolicyChange.id.desc()).limit(limit)
        )
        return [
            PolicyChange(row.key, row.old, row.new, row.by, row.at)  # type: ignore[arg-type]  # JSON
            for row in rows
        ]
