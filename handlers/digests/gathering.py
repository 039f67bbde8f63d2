"""Gathering a team's week from what is stored, for the rules to count."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import chain

from handlers import teams
from handlers.teams import Reach
from storage import DigestRow, Tx
from upkeep import alerts, cadence, calendar, digests, ledger, trend
from upkeep.accounts import Account, Level
from upkeep.alerts import Facts
from upkeep.cadence import Coverage
from upkeep.digests import Book
from upkeep.figures import Figures, Since, Waiting
from upkeep.ledger import Entry
from upkeep.members import Member, Team
from upkeep.nudges import ESCALATED
from upkeep.threads import Trace
from upkeep.trend import Point
from upkeep.visits import AT_A_DISTANCE
from views.digests import Week

A_WEEK = timedelta(days=7)
#: So many contacts have the weeks before their first digest counted; of more, the chart begins
#: with it.
CHARTED = 3000
#: Voices told in words.
WORDS = 3


@dataclass(frozen=True, slots=True)
class Before:
    """What a team's week is compared with: the week before, and when that was closed.

    Attributes:
        since: what became known of the digest that was told last, where that is an earlier one.
    """

    figures: Figures | None = None
    closed_at: datetime | None = None
    since: Since = field(default_factory=Since)


def figures(tx: Tx, team: Team, week: date, on: date, before: Before | None = None) -> Figures:
    """A team's week counted as of a day: its last, or today while it runs.

    Without a digest of the week before, that week is counted as well, to have something to
    compare with.
    """
    ours = teams.reach(tx, team)
    before = before or _before(tx, team, ours, week)
    accounts, people = around(tx, ours, on)
    entries = ours.own(people)
    weeks = before.figures.weeks if before.figures else ()
    if before.closed_at is None:
        weeks = _course(tx, ours, entries, week - timedelta(days=1), on)
    there = _theirs(ours, accounts, entries)
    book = Book(
        week=week,
        on=on,
        members=ours.members,
        entries=entries,
        presences=tx.ledger.presences(ours.keepers, week, on),
        heard=tx.voices.told(there, week, on),
        waiting=_waiting(tx, there, on),
        promises=tx.follow_ups.told(ours.keepers, week, on),
        facts=facts(tx, accounts, people, on, before.figures),
        seniors=tx.members.seniors(),
        before=before.figures,
        weeks=weeks,
        orphans=tx.contacts.orphan_count(on) if ours.keepers is None or not team.parent_id else 0,
        escalated=[
            *tx.nudges.escalated(ours.keepers, ESCALATED, on),
            *tx.contacts.unattended(ours.keepers, on),
        ],
        first_met=_first_met(tx, there, week, on),
        since=before.since or since(tx, ours, before.closed_at, week - timedelta(days=1)),
        recadenced=before.closed_at is not None and tx.settings.recadenced(before.closed_at),
    )
    told = _counted(tx, book)
    named = (who for line in told.told.lines for one in line.alerts for who in one.contact_ids)
    return replace(told, people=tx.contacts.names_under(named))


def _first_met(tx: Tx, there: Collection[int] | None, week: date, on: date) -> list[str]:
    """Who was met for the first time ever in a week, because an incident opened the door."""
    people = tx.contacts.many(tx.incidents.met_first(there, week, on))
    return [f"{one.name}, {one.account.name}" for one in people]


def _counted(tx: Tx, book: Book) -> Figures:
    """The figures of a book, with the names that they tell."""
    found = digests.sides(book)
    people = {one.id: one for one in tx.contacts.many(found.named)}
    names = {one.id: one.name for one in book.members}
    if gone := sorted(found.keepers - names.keys()):
        names |= {one.id: one.name for one in tx.members.many(gone).values()}
    return digests.figures(book, found, people, tx.policy, names)


def _before(tx: Tx, team: Team, ours: Reach, week: date) -> Before:
    """The digest of the week before; where none was kept, its standings counted anew."""
    kept = tx.digests.get(team.id, week - A_WEEK)
    if kept is not None:
        return Before(Figures.from_json(kept.figures), kept.closed_at)
    on = week - timedelta(days=1)
    book = Book(
        week=week - A_WEEK,
        on=on,
        members=(),
        entries=tx.ledger.kept_by(ours.keepers, on),
    )
    return Before(_counted(tx, book))


def _course(
    tx: Tx, ours: Reach, entries: Sequence[Entry], on: date, later: date
) -> tuple[Point, ...]:
    """The weeks up to a day before a team's first digest, from its visits, for a later list."""
    if not 0 < len(entries) <= CHARTED:
        return ()
    entries = [one._replace(added=one.added - (later - on).days) for one in entries]
    touched: dict[int, list[date]] = defaultdict(list)
    seen: dict[int, list[date]] = defaultdict(list)
    for contact_id, day, channel, attempt, _there in tx.visits.touches(one.id for one in entries):
        if cadence.counts(channel, attempt=attempt, policy=tx.policy):
            touched[contact_id].append(day)
            if channel not in AT_A_DISTANCE:
                seen[contact_id].append(day)
    first = calendar.week_of(on) - A_WEEK * (trend.KEPT - 1)
    return trend.course(entries, touched, tx.ledger.days(ours.keepers, first, on), on, seen)


def around(tx: Tx, ours: Reach, on: date) -> tuple[list[Account], list[Entry]]:
    """The accounts that a team answers for; everybody there, and whom else it answers for."""
    accounts = tx.accounts.owned(ours.keepers)
    return accounts, tx.ledger.about(ours.keepers, [one.id for one in accounts], on)


def _theirs(
    ours: Reach, accounts: Iterable[Account], entries: Iterable[Entry]
) -> Collection[int] | None:
    """The accounts that a team answers for, or has somebody at; None: all there are."""
    if ours.keepers is None:
        return None
    return {one.id for one in accounts} | {one.account_id for one in entries}


def facts(
    tx: Tx, accounts: Sequence[Account], people: Iterable[Entry], on: date, before: Figures | None
) -> list[Facts]:
    """What is known of each of some accounts, fetched for all of them at once.

    Args:
        tx: the transaction.
        accounts: which ones.
        people: at least the active contacts there.
        on: the day asked about.
        before: what the digest before said.
    """
    there: dict[int, list[Entry]] = {one.id: [] for one in accounts}
    for one in people:
        if one.account_id in there:
            there[one.account_id].append(one)
    visits = _visits(tx, there, on)
    said: dict[int, list[date]] = defaultdict(list)
    for contact_id, day in tx.voices.said(there, on):
        said[contact_id].append(day)
    support = {**before.support, **before.fell} if before else {}
    return [
        alerts.facts(
            account, there[account.id], visits[account.id], said, on, support.get(account.id)
        )
        for account in accounts
    ]


def _visits(tx: Tx, there: Mapping[int, Sequence[Entry]], on: date) -> dict[int, list[Trace]]:
    """The counted visits to each account, and to its seniors when they were somewhere else."""
    everybody = chain.from_iterable(there.values())
    senior = [one for one in everybody if one.level is not Level.GENERAL]
    first = on - alerts.look_back(senior)
    found: dict[int, list[Trace]] = defaultdict(list)
    for made in tx.ledger.traces(there, first, on):
        found[made.account_id].append(made)
    seniors = {one.id: one.account_id for one in senior}
    for made in tx.ledger.traces_elsewhere(seniors, first, on):
        for account_id in {seniors[one] for one in made.contact_ids if one in seniors}:
            if account_id != made.account_id:
                found[account_id].append(made)
    return found


def since(tx: Tx, ours: Reach, closed_at: datetime | None, last: date) -> Since:
    """What became known of the time up to a day after an instant."""
    if closed_at is None:
        return Since()
    late, undone = tx.ledger.came_late(ours.keepers, closed_at, last)
    return Since(late, undone, tx.merges.count_since(ours.keepers, closed_at))


def closed(tx: Tx, team: Team, weeks: Sequence[date], now: datetime) -> list[Figures]:
    """Past weeks of a team, one after another, as they are to be kept at an instant.

    Only the last is told to anybody, held to the digest that was told before them.
    """
    found: list[Figures] = []
    for week in weeks:
        before = Before(digests.untold(found[-1]), now) if found else None
        if before is not None and week == weeks[-1]:
            told = _before(tx, team, teams.reach(tx, team), weeks[0]).figures or found[0]
            held = digests.held_to(digests.untold(found[-1]), told, found)
            before = Before(held, now, found[0].since)
        found.append(figures(tx, team, week, week + timedelta(days=6), before))
    return found


def coverage(tx: Tx, ours: Reach, on: date) -> Coverage:
    """Where the team's contacts stand at this moment."""
    return ledger.coverage(tx.ledger.kept_by(ours.keepers, on))


def page(
    tx: Tx,
    team: Team,
    told: Figures,
    today: date,
    *,
    reader: Member | None,
    kept: DigestRow | None = None,
    asked: bool = False,
) -> Week:
    """A week as its reader may see it.

    Args:
        tx: the transaction.
        team: whose week.
        told: its figures.
        today: the reader's local day.
        reader: who reads it by himself; None: a channel does.
        kept: the stored digest, where the figures are from one.
        asked: somebody asks now, so that what has changed since then belongs to it.
    """
    ours = teams.reach(tx, team)
    managed = reader is not None and teams.manages(tx, reader, team)
    told_of = [alert for line in told.told.lines for alert in line.alerts]
    waiting = _readable(tx, told.waiting, reader) if reader and managed else []
    week = teams.told(tx, team, told_of, today, managed=managed)
    return replace(
        week,
        figures=told,
        contacts={**week.contacts, **told.people},
        running=told.week == calendar.week_of(today),
        kept=kept is not None,
        now=coverage(tx, ours, today) if kept and asked else None,
        since=since(tx, ours, kept.closed_at, told.on) if kept and asked else Since(),
        named=reader is not None or tx.policy.digest_names,
        reader_id=reader.id if reader else None,
        waiting=waiting,
    )


def _waiting(tx: Tx, there: Collection[int] | None, on: date) -> list[Waiting]:
    """What has waited longest for an answer, with who said it and where: no name, the account."""
    said = tx.voices.waiting(there, on, WORDS)
    accounts = tx.accounts.many([one.account_id for one in said])
    people = {one.id: one.name for one in tx.contacts.many(one.contact_id or 0 for one in said)}
    return [
        Waiting(
            one.id,
            ", ".join(
                filter(None, (people.get(one.contact_id or 0), accounts[one.account_id].name))
            ),
            one.text,
        )
        for one in said
    ]


def _readable(tx: Tx, waiting: Sequence[Waiting], reader: Member) -> list[Waiting]:
    """Those of them that their reader may read today."""
    ids = [one.voice_id for one in waiting]
    may = tx.voices.readable(ids, teams.reader(tx, reader)) if ids else set()
    return [one for one in waiting if one.voice_id in may]
