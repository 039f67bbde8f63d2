"""Teams: whom a digest is about, and when it comes round."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select

from storage import tables
from storage.noun import Change, Noun
from upkeep import names
from upkeep.members import Team, is_everyone_told

#: The team that is everybody's while no other has been set.
EVERYONE = "Everyone"


OWN = tuple(Team.__dataclass_fields__)


def is_everyone(name: str) -> bool:
    """Whether a name is that of everybody's team, which is above all others and not one of them."""
    return names.fold(name) == names.fold(EVERYONE)


def team(row: tables.Team) -> Team:
    """The team in a row."""
    return Team(*(getattr(row, name) for name in OWN))


class Teams(Noun):
    """The questions and changes of teams."""

    def get(self, team_id: int) -> Team:
        """The team with an id.

        Raises:
            Refusal: `gone`.
        """
        return team(self.row(tables.Team, team_id))

    def all(self) -> list[Team]:
        """The teams that were set up; none while everybody is one team."""
        return self._where(tables.Team.name != EVERYONE)

    def by_name(self, name: str) -> Team | None:
        """The team of that name, but for case, width and accents."""
        row = self._named(name)
        return None if row is None else team(row)

    def everyone(self) -> Team:
        """The team that is everybody's; made on first need."""
        found = self.by_name(EVERYONE)
        return found or self.upsert(EVERYONE)[0]

    def with_digest(self) -> list[Team]:
        """The teams that have a digest: those set up, and everybody's where there is one."""
        found = self.all()
        return [*found, self.everyone()] if self.is_everyone_told(found) else found

    def is_everyone_told(self, found: Sequence[Team]) -> bool:
        """Whether everybody has a digest beside those of some teams.

        Its channel is its own, as a list may give it one, or the policy's.
        """
        channel = self.scope.policy.digest_channel
        if found and not channel and (everyone := self.by_name(EVERYONE)):
            channel = everyone.channel or ""
        return is_everyone_told(found, channel)

    def upsert(
        self,
        name: str,
        parent_id: int | None = None,
        channel: str | None = None,
        zone: str | None = None,
    ) -> tuple[Team, Change]:
        """The team of a name, made where it is new; fields that are None stay as they are."""
        said = {"parent_id": parent_id, "channel": channel, "zone": zone}
        said = {key: value for key, value in said.items() if value is not None}
        row = self._named(name)
        if row is None:
            row = tables.Team(name=name, **said)
            self.session.add(row)
            self.session.flush()
            return team(row), Change.CREATED
        changed = self.change_row(row, dict(said))
        return team(row), Change.UPDATED if changed else Change.UNCHANGED

    def change(self, team_id: int, **fields: object) -> Team:
        """Write fields of a team.

        Raises:
            Refusal: `gone`.
        """
        row = self.row(tables.Team, team_id)
        self.change_row(row, fields)
        return team(row)

    def digest_due(self, now: datetime) -> list[Team]:
        """Teams whose digest's instant has come."""
        return self._where(tables.Team.next_digest_at <= now)

    def next_digest(self, team_id: int) -> datetime | None:
        """When a team's digest comes next; None: it was never set."""
        return self.row(tables.Team, team_id).next_digest_at

    def set_next_digest(self, team_id: int, at: datetime | None) -> None:
        """Say when a team's digest comes next."""
        self.change_row(self.row(tables.Team, team_id), {"next_digest_at": at})

    def _named(self, name: str) -> tables.Team | None:
        """Folded here: SQLite knows the case of English letters only, and teams are few."""
        folded = names.fold(name)
        rows = self.session.scalars(select(tables.Team).order_by(tables.Team.id))
        return next((row for row in rows if names.fold(row.name) == folded), None)

    def _where(self, *those: ColumnElement[bool]) -> list[Team]:
        asked = select(*(getattr(tables.Team, name) for name in OWN)).where(*those)
        return [Team(*row) for row in self.session.execute(asked.order_by(tables.Team.name))]
