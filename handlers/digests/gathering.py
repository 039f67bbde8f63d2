"""Gathering a team's week from what is stored, for the rules to count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from storage import Tx
from upkeep import alerts, cadence, calendar, digests, trend
from upkeep.accounts import Contact
from upkeep.alerts import Facts, Told
from upkeep.digests import Book, Figures
from upkeep.members import Member, Role, Team
from upkeep.visits import Visit, Voice
from views.digests import Week

#: Alerts look four cadences back; no level's default cadence is longer than this.
LOOK_BACK = timedelta(days=4 * 60)
A_WEEK = timedelta(days=7)


def members_of(tx: Tx, team: Team) -> list[Member]:
    """The members of a team and of all teams below it; everybody's team is everybody."""
    if not tx.teams.all():
        return tx.members.all()
    found = list(tx.members.of_team(team.id))
    for child in tx.teams.children(team.id):
        found += members_of(tx, child)
    return found


def figures(tx: Tx, team: Team, week: date, on: date) -> Figures:
    """A team's week counted as of a day: its last, or today while it runs.

    A team's first digest is compared with the week before as a recount gives it.
    """
    earlier = [Figures.from_json(one.figures) for one in tx.digests.history(team.id, 4, week)]
    if not earlier:
        before = _count(tx, team, week - A_WEEK, week - timedelta(days=1), ())
        earlier = [replace(before, told=Told())]  # its alerts were never told to anybody
    return _count(tx, team, week, on, earlier)


def _count(tx: Tx, team: Team, week: date, on: date, earlier: Sequence[Figures]) -> Figures:
    members = members_of(tx, team)
    contacts = tx.contacts.of_keepers([one.id for one in members])
    touched = _touched(tx, contacts)
    then = [_as_of(one, touched.get(one.id, ()), on) for one in contacts]
    account_ids = sorted({one.account.id for one in contacts})
    charted = week - A_WEEK * (trend.CHARTED - 1)
    visits = tx.visits.between(charted, on, [one.id for one in members])
    return digests.figures(
        Book(
            week=week,
            on=on,
            members=members,
            contacts=then,
            visits=[one for one in visits if one.on >= week],
            voices=_voices(tx, account_ids, week, on),
            facts=_facts(tx, account_ids, then, on, earlier),
            seniors={one.id for one in tx.members.all() if _is_senior(one)},
            earlier=earlier,
            weeks=trend.course(contacts, touched, visits, tx.policy, on),
            orphans=len(tx.contacts.orphans()),
        ),
        tx.policy,
    )


def _is_senior(member: Member) -> bool:
    return member.role is not Role.REP or member.function.casefold() == "executive"


def _touched(tx: Tx, contacts: Iterable[Contact]) -> dict[int, list[date]]:
    """The days of each contact's counted touches."""
    found: dict[int, list[date]] = {}
    for contact_id, on, channel, attempt in tx.visits.touches(one.id for one in contacts):
        if cadence.counts(channel, attempt=attempt, policy=tx.policy):
            found.setdefault(contact_id, []).append(on)
    return found


def _as_of(contact: Contact, touched: Iterable[date], on: date) -> Contact:
    """A contact with the last touch it had by a day."""
    last = max((day for day in touched if day <= on), default=None)
    return replace(contact, last_touch_on=last)


def _voices(tx: Tx, account_ids: Sequence[int], week: date, on: date) -> list[Voice]:
    """What was said in the week, and what is open from before."""
    heard = tx.voices.heard(week, on, account_ids)
    still_open = [one for one in tx.voices.open_of_accounts(account_ids) if one.said_on]
    return list({one.id: one for one in (*heard, *still_open)}.values())


def _facts(
    tx: Tx,
    account_ids: Sequence[int],
    contacts: Sequence[Contact],
    on: date,
    earlier: Sequence[Figures],
) -> list[Facts]:
    """What is known of each account, fetched for all of them at once."""
    accounts = tx.accounts.many(account_ids)
    visits = _by_account(tx.visits.of_accounts_between(account_ids, on - LOOK_BACK, on))
    there: dict[int, list[Contact]] = {}
    for one in contacts:
        there.setdefault(one.account.id, []).append(one)
    said: dict[int, list[Voice]] = {}
    for voice in tx.voices.heard(on - LOOK_BACK, on, account_ids):
        said.setdefault(voice.account_id, []).append(voice)
    before = max(earlier, key=lambda one: one.week, default=None)
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


def _by_account(visits: Iterable[Visit]) -> Mapping[int, Sequence[Visit]]:
    found: dict[int, list[Visit]] = {}
    for one in visits:
        found.setdefault(one.account_id, []).append(one)
    return found


def closed(tx: Tx, team: Team, week: date, now: datetime) -> Figures:
    """A past week's figures as they were stored, counted and kept now where they were not."""
    kept = tx.digests.get(team.id, week)
    if kept is None:
        counted = figures(tx, team, week, week + timedelta(days=6))
        kept = tx.digests.add(team.id, week, now, counted.as_json())
    return Figures.from_json(kept.figures)


def page(
    tx: Tx, team: Team, told: Figures, today: date, *, managed: bool, running: bool = False
) -> Week:
    """A week as one reader may see it."""
    people = [one for line in told.told.lines for alert in line.alerts for one in alert.contact_ids]
    account_ids = {
        one.account.id for one in tx.contacts.many(told.covered_ids + told.neglected_ids)
    }
    return Week(
        team_id=team.id,
        team=team.name,
        on=today,
        figures=told,
        contacts={one.id: one.name for one in tx.contacts.many(people)},
        members={one.id: one.name for one in tx.members.all(active=False)},
        running=running,
        managed=managed,
        open_voices=tx.voices.open_of_accounts(sorted(account_ids)) if managed else (),
    )


def last_week(now: datetime, zone: str) -> date:
    """The Monday of the week before the one an instant falls in."""
    return calendar.week_of(calendar.local_day(now, zone)) - A_WEEK
