"""Gathering a team's week from what is stored, for the rules to count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import TypeVar

from storage import Tx
from storage.teams import EVERYONE
from upkeep import alerts, cadence, calendar, digests, trend
from upkeep.accounts import Account, Contact
from upkeep.alerts import Facts, Told
from upkeep.cadence import Coverage
from upkeep.digests import Book, Figures
from upkeep.members import Member, Role, Team
from upkeep.threads import is_senior
from upkeep.visits import Visit, Voice
from views.digests import Week

OfAccount = TypeVar("OfAccount", Visit, Voice)

#: Alerts look four cadences back; no level's default cadence is longer than this.
LOOK_BACK = timedelta(days=4 * 60)
A_WEEK = timedelta(days=7)
#: Digests before this one that decide what is news.
EARLIER = 4


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a team is, and whose votes it answers for; everybody's team is everybody.

    Attributes:
        contacts: active ones that its members keep; for everybody also the orphans.
        accounts: those its members own, with all their contacts, whoever keeps them.
    """

    members: list[Member]
    contacts: list[Contact]
    accounts: dict[int, Account]
    around: list[Contact]

    @property
    def account_ids(self) -> list[int]:
        """The accounts that any of the contacts is at."""
        return sorted({one.account.id for one in self.contacts} | self.accounts.keys())


def teams(tx: Tx) -> list[Team]:
    """The teams that have a digest; everybody's is only read here, never made."""
    return tx.teams.all() or [tx.teams.by_name(EVERYONE) or Team(0, EVERYONE)]


def members_of(tx: Tx, team: Team) -> list[Member]:
    """The members of a team and of all teams below it."""
    if not tx.teams.all():
        return tx.members.all()
    found = list(tx.members.of_team(team.id))
    for child in tx.teams.children(team.id):
        found += members_of(tx, child)
    return found


def managers_of(tx: Tx, team: Team) -> list[Member]:
    """Who manages a team itself."""
    if not tx.teams.all():
        return [one for one in tx.members.all() if one.role is Role.MANAGER]
    return tx.members.managers_of(team.id)


def reach(tx: Tx, team: Team) -> Reach:
    """What a team answers for today."""
    members = members_of(tx, team)
    if not tx.teams.all():
        contacts = tx.contacts.all()
        accounts = {one.account.id: one.account for one in contacts}
        return Reach(members, contacts, accounts, contacts)
    ids = {one.id for one in members}
    contacts = tx.contacts.of_keepers(sorted(ids))
    accounts = {one.id: one for one in tx.accounts.all() if one.owner_id in ids}
    return Reach(members, contacts, accounts, tx.contacts.of_accounts(sorted(accounts)))


def figures(tx: Tx, team: Team, week: date, on: date, *, compared: bool = True) -> Figures:
    """A team's week counted as of a day: its last, or today while it runs.

    Without a digest of the week before, that week is counted as well, to have something to
    compare with, unless `compared` is false.
    """
    ours = reach(tx, team)
    touched = _touched(tx, [*ours.contacts, *ours.around])
    visits = tx.visits.between(
        week - A_WEEK * (trend.CHARTED - 1), on, [one.id for one in ours.members]
    )
    earlier = [Figures.from_json(one.figures) for one in tx.digests.history(team.id, EARLIER, week)]
    if compared and not any(one.week == week - A_WEEK for one in earlier):
        before = figures(tx, team, week - A_WEEK, week - timedelta(days=1), compared=False)
        earlier.append(replace(before, told=Told()))
    return digests.figures(
        Book(
            week=week,
            on=on,
            members=ours.members,
            contacts=_as_of(ours.contacts, touched, on),
            visits=[one for one in visits if one.on >= week],
            voices=_voices(tx, ours.account_ids, week, on),
            facts=_facts(tx, ours.accounts, _as_of(ours.around, touched, on), on, earlier),
            seniors={one.id for one in tx.members.all() if is_senior(one)},
            earlier=earlier,
            weeks=trend.course(ours.contacts, touched, visits, tx.policy, on),
            orphans=0 if team.parent_id else len(tx.contacts.orphans()),
        ),
        tx.policy,
    )


def _touched(tx: Tx, contacts: Iterable[Contact]) -> dict[int, list[date]]:
    """The days of each contact's counted touches."""
    found: dict[int, list[date]] = {}
    for contact_id, on, channel, attempt in tx.visits.touches({one.id for one in contacts}):
        if cadence.counts(channel, attempt=attempt, policy=tx.policy):
            found.setdefault(contact_id, []).append(on)
    return found


def _as_of(
    contacts: Iterable[Contact], touched: Mapping[int, Iterable[date]], on: date
) -> list[Contact]:
    """Contacts with the last touch each had by a day."""
    return [
        replace(
            one,
            last_touch_on=max((day for day in touched.get(one.id, ()) if day <= on), default=None),
        )
        for one in contacts
    ]


def _voices(tx: Tx, account_ids: Sequence[int], week: date, on: date) -> list[Voice]:
    """What was said in the week, and what is open from before."""
    heard = tx.voices.heard(week, on, account_ids)
    still_open = [
        one
        for one in tx.voices.open_of_accounts(account_ids)
        if one.said_on is not None and one.said_on <= on
    ]
    return list({one.id: one for one in (*heard, *still_open)}.values())


def _facts(
    tx: Tx,
    accounts: Mapping[int, Account],
    contacts: Iterable[Contact],
    on: date,
    earlier: Sequence[Figures],
) -> list[Facts]:
    """What is known of each account, fetched for all of them at once."""
    ids = sorted(accounts)
    visits = _by_account(tx.visits.of_accounts_between(ids, on - LOOK_BACK, on))
    said = _by_account(tx.voices.heard(on - LOOK_BACK, on, ids))
    there: dict[int, list[Contact]] = {}
    for one in contacts:
        there.setdefault(one.account.id, []).append(one)
    before = max(earlier, key=attrgetter("week"), default=None)
    return [
        alerts.facts(
            account,
            there.get(account.id, ()),
            visits.get(account.id, ()),
            said.get(account.id, ()),
            tx.policy,
            on,
            before.support.get(account.id) if before else None,
        )
        for account in accounts.values()
    ]


def _by_account(some: Iterable[OfAccount]) -> dict[int, list[OfAccount]]:
    found: dict[int, list[OfAccount]] = {}
    for one in some:
        found.setdefault(one.account_id, []).append(one)
    return found


def closed(tx: Tx, team: Team, week: date, now: datetime) -> Figures:
    """A past week's figures as they were stored, counted and kept now where they were not."""
    kept = tx.digests.get(team.id, week)
    if kept is None:
        counted = figures(tx, team, week, week + timedelta(days=6))
        kept = tx.digests.add(team.id, week, now, counted.as_json())
    return Figures.from_json(kept.figures)


def coverage(tx: Tx, team: Team, on: date) -> Coverage:
    """Where the team's contacts stand at this moment."""
    return cadence.coverage(reach(tx, team).contacts, tx.policy, on)


def page(
    tx: Tx,
    team: Team,
    told: Figures,
    today: date,
    *,
    managed: bool,
    kept: bool = True,
    now: Coverage | None = None,
) -> Week:
    """A week as one reader may see it."""
    people = [one for line in told.told.lines for alert in line.alerts for one in alert.contact_ids]
    ours = [one for line in told.told.lines for alert in line.alerts if (one := alert.member_id)]
    still_open = tx.voices.open_of_accounts(reach(tx, team).account_ids) if managed else []
    return Week(
        team_id=team.id,
        team=team.name,
        on=today,
        figures=told,
        contacts={one.id: one.name for one in tx.contacts.many(people)},
        members={one.id: one.name for one in tx.members.many(ours).values()},
        running=told.week == calendar.week_of(today),
        kept=kept,
        now=now,
        managed=managed,
        open_voices=still_open,
    )
