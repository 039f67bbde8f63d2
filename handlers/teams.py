"""What conversations have in common: whom a team is, who manages it, and how it stands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from storage import Tx
from storage.teams import EVERYONE
from upkeep import calendar, ledger, schedules
from upkeep.alerts import Alert
from upkeep.cadence import Coverage
from upkeep.figures import Figures
from upkeep.ledger import Entry
from upkeep.members import Member, Reader, Role, Team
from upkeep.policy import Policy
from upkeep.visits import Visit
from views import lines
from views.digests import Week

A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a team is, and whose votes it answers for.

    Attributes:
        members: those who are with us today, by name one line each.
        keepers: all whose contacts count, also those who have left us; None: everybody's, and the
            contacts that nobody answers for.
    """

    members: list[Member]
    keepers: list[int] | None

    def own(self, entries: Iterable[Entry]) -> list[Entry]:
        """Those of some contacts that the team answers for."""
        if self.keepers is None:
            return list(entries)
        ours = frozenset(self.keepers)
        return [one for one in entries if one.keeper_id in ours]


def all_of(tx: Tx) -> list[Team]:
    """The teams that have a digest; everybody's is only read here, never made."""
    found = tx.teams.all()
    if tx.teams.is_everyone_told(found):
        found.append(tx.teams.by_name(EVERYONE) or Team(0, EVERYONE))
    return found


def next_digest(tx: Tx, team: Team, policy: Policy, now: datetime) -> datetime:
    """When a team's digest comes next, once its days, its hour or its zone are others.

    A week that was posted is not posted again; one that was to be told in these days is told at
    once, where its new hour has passed.
    """
    zone = schedules.zone_of(team, policy)
    monday = _monday(now, zone)
    waits = tx.teams.next_digest(team.id) if team.id else None
    at = schedules.next_digest(team, policy, now)
    if waits and _monday(waits, zone) <= monday and not tx.digests.get(team.id, monday - A_WEEK):
        begins = calendar.instant(monday, time(), zone) - schedules.SECOND
        at = max(now, schedules.next_digest(team, policy, begins))
    posted = tx.digests.get(team.id, _monday(at, zone) - A_WEEK)
    return schedules.next_digest(team, policy, at) if posted else at


def _monday(at: datetime, zone: str) -> date:
    return calendar.week_of(calendar.local_day(at, zone))


def is_everybody(tx: Tx, team: Team) -> bool:
    """Whether a team stands for the whole workspace."""
    return _stands_for_all(team, tx.teams.all())


def _stands_for_all(team: Team, every: Collection[Team]) -> bool:
    return team.name == EVERYONE or not every


def reach(tx: Tx, team: Team) -> Reach:
    """What a team answers for today, together with all teams below it."""
    every = tx.teams.all()
    if _stands_for_all(team, every):
        return Reach(tx.members.of_customers(), None)
    found = tx.members.of_teams(_below(every, {team.id}), active=False)
    return Reach([one for one in found if one.active], [one.id for one in found])


def _below(every: Iterable[Team], found: set[int]) -> list[int]:
    """Some teams and all teams below them."""
    while below := {one.id for one in every if one.parent_id in found} - found:
        found = found | below
    return sorted(found)


def reader(tx: Tx, member: Member) -> Reader:
    """Which of customers' words and of notes a member may read.

    His own; who manages teams, all of theirs and of those below; admins all there are, and while
    no teams are set managers, too.
    """
    manages_all = member.role is Role.MANAGER and not tx.teams.all()
    if manages_all or is_admin(tx, member):
        return Reader(member.id, None)
    led = tx.members.teams_led(member.id)
    theirs = tx.members.of_teams(_below(tx.teams.all(), led), active=False) if led else []
    return Reader(member.id, frozenset((member.id, *(one.id for one in theirs))))


def hearer(tx: Tx, member: Member, on: date) -> Reader:
    """Whose customers' words a member may read on a day: also those of whom he stands in for."""
    may = reader(tx, member)
    if may.whom is None:
        return may
    return replace(may, whom=may.whom.union(tx.members.stood_in_for(member.id, on)))


def may_read(tx: Tx, member: Member, voice_id: int, on: date) -> bool:
    """Whether a member may read a voice, and so answer it or ask somebody to."""
    return tx.voices.concerns(voice_id, hearer(tx, member, on))


def readable(made: Iterable[Visit], may: Reader) -> list[Visit]:
    """Visits as their reader may see them: without notes of those where nobody of his was."""
    return [
        one
        if may.reads((one.recorded_by, *one.member_ids))
        else replace(one, note="", permalink="")
        for one in made
    ]


def managers_of(tx: Tx, team: Team) -> list[Member]:
    """Who manages a team itself; all teams together, only admins do."""
    if tx.teams.all() and is_everybody(tx, team):
        return []
    if is_everybody(tx, team):
        return [one for one in tx.members.all() if one.role is Role.MANAGER]
    return tx.members.managers_of(team.id)


def readers_of(tx: Tx, team: Team) -> list[Member]:
    """Who manages a team and is in Slack; where nobody is, those of the next team up."""
    found = [one for one in managers_of(tx, team) if one.slack_id]
    if found or team.parent_id is None:
        return found
    return readers_of(tx, tx.teams.get(team.parent_id))


def manages(tx: Tx, caller: Member, team: Team) -> bool:
    """Whether lines per member may be shown: to admins, and to who manages this team or above."""
    if is_admin(tx, caller):
        return True
    if caller.id in {one.id for one in managers_of(tx, team)}:
        return True
    return team.parent_id is not None and manages(tx, caller, tx.teams.get(team.parent_id))


def told(tx: Tx, team: Team, alerts: Sequence[Alert], on: date, *, managed: bool) -> Week:
    """A week that knows the names some alerts speak of, and nothing else yet."""
    hands = tx.members.many([alert.member_id for alert in alerts if alert.member_id])
    return Week(
        team_id=team.id,
        team=team.name,
        on=on,
        figures=Figures(calendar.week_of(on), on, Coverage()),
        contacts=tx.contacts.names_under(one for alert in alerts for one in alert.contact_ids),
        members={one.id: lines.called(one) for one in hands.values()},
        managed=managed,
    )


def of_manager(tx: Tx, reader: Member, on: date) -> list[Week]:
    """How the teams that a member manages stand now, with the alerts of their last digests."""
    found = []
    for team in all_of(tx):
        if not any(one.id == reader.id for one in managers_of(tx, team)):
            continue
        kept = next(iter(tx.digests.history(team.id, 1)), None)
        last = Figures.from_json(kept.figures) if kept else None
        alerts = [one for line in last.told.lines for one in line.alerts] if last else []
        week = told(tx, team, alerts, on, managed=True)
        now = ledger.coverage(tx.ledger.kept_by(reach(tx, team).keepers, on))
        last = last or week.figures
        contacts = {**week.contacts, **last.people}
        found.append(replace(week, figures=last, contacts=contacts, now=now))
    return found


def is_admin(tx: Tx, member: Member) -> bool:
    """Whether somebody is an admin here, in Slack or by the file's list."""
    return member.role is Role.ADMIN or member.slack_id in tx.policy.admins
