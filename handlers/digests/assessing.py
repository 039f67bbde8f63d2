"""The clock's part about targets: each one's own line, then the table for who reads it."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers import owed
from handlers.callers import Clock, Moment
from storage import Store, Tx
from upkeep import assessments, calendar, regime, schedules
from upkeep.figures import Figures
from upkeep.members import Member
from upkeep.regime import MemberWeek
from views import language
from views.digests import assessment
from views.digests.assessment import Span

log = logging.getLogger(__name__)

ASSESSMENT, OWN = "assessment", "assessment_own"
A_WEEK = timedelta(weeks=1)


def tick(store: Store, team_id: str, clock: Clock) -> None:
    """Owe what has come due since the last digest hour of the workspace's zone, and only once.

    A week before anybody was on the list is nobody's to answer for.
    """
    with store.reading(team_id) as tx:
        readers = _readers(tx)
        week = _closed_week(tx, clock.now()) if readers else date.min
        due = any(_is_due(tx, function, reader, week) for function, reader in readers.items())
        began = tx.contacts.first_added_on() if due else None
    if began is not None and calendar.week_of(began) <= week:
        with store.transaction(team_id) as tx:
            for function, reader in _readers(tx).items():
                if _is_due(tx, function, reader, week):
                    _assess(tx, function, reader, week, calendar.week_of(began), clock)


def _closed_week(tx: Tx, now: datetime) -> date:
    """The last week that was closed in the workspace's zone."""
    at = now - A_WEEK - timedelta(days=1)
    while (later := schedules.next_closing(tx.policy, at)) <= now:
        at = later
    return calendar.week_of(calendar.local_day(at, tx.policy.zone)) - A_WEEK


def _readers(tx: Tx) -> dict[str, Member]:
    """Who reads the assessment of each function that somebody of ours has."""
    found = {}
    if not any(tx.policy.assessments.values()):
        return {}
    for function in sorted(tx.members.functions()):
        named = assessments.recipient(function, tx.policy)
        reader = tx.members.by_slack(named) or tx.members.by_email(named) if named else None
        if reader is not None and reader.slack_id and reader.active:
            found[function] = reader
        elif named:
            log.warning("nobody in Slack is %s, who reads the assessment of %s", named, function)
    return found


def _is_due(tx: Tx, function: str, reader: Member, week: date) -> bool:
    """Whether nobody has been told of a week: one chosen since then reads the next."""
    period = f"{function}:{week.isoformat()}"
    if tx.deliveries.of_period(ASSESSMENT, str(reader.slack_id), period) is not None:
        return False
    told = (
        tx.deliveries.of_period(OWN, one.slack_id, period)
        for one in _people(tx, function)
        if one.slack_id
    )
    return not any(told)


def _people(tx: Tx, function: str) -> list[Member]:
    return [one for one in tx.members.of_customers() if one.function.casefold() == function]


def _assess(tx: Tx, function: str, reader: Member, week: date, began: date, clock: Clock) -> None:
    """The week of a function, and its quarter where that has ended with it, since it all began."""
    people = _people(tx, function)
    if not people:
        return
    _owe(tx, function, reader, people, Span(week, week), clock)
    if assessments.ends_quarter(week):
        first = max(assessments.weeks_of_quarter(week)[0], began)
        quarter = assessments.quarter(week)[1]
        _owe(tx, function, reader, people, Span(first, week, quarter), clock)


def _owe(
    tx: Tx, function: str, reader: Member, people: list[Member], span: Span, clock: Clock
) -> None:
    """Each one's own line first, by day where he is; then the table, once all have theirs."""
    by_day = {one.id: owed.by_day(tx, one, clock) for one in people}
    weeks = list(_weeks(tx, people, span))
    told = [assessments.line(weeks, one) for one in people]
    period = f"{function}:{span.last.isoformat()}" + (f":Q{span.quarter}" if span.quarter else "")
    for member, line in zip(people, told, strict=True):
        if member.slack_id:
            owed.message(
                tx,
                OWN,
                member,
                period=period,
                paint=lambda line=line: assessment.own(line, span, reader.name),  # type: ignore[misc]  # bound now
                not_before=by_day[member.id],
            )
    with language.speaking(reader.locale):
        painted = assessment.paint(people[0].function, span, told)
    payload: dict[str, object] = {"channel": reader.slack_id, **painted}
    latest = max(by_day.values())
    wait = max(latest - clock.wall(), timedelta())
    later = Moment(clock.now() + wait, clock.wall() + wait)
    key, at = (ASSESSMENT, str(reader.slack_id), period), owed.by_day(tx, reader, later)
    tx.deliveries.owe(*key, "chat.postMessage", payload, max(latest, at))


def _weeks(tx: Tx, people: list[Member], span: Span) -> Iterable[MemberWeek]:
    """Each week of each one, with what was logged or undone since its digest.

    Its target is the one that the digest told, since absences are forgotten.
    """
    ids = [one.id for one in people]
    week = span.first
    while week <= span.last:
        told = _told(tx, week) if span.quarter else {}
        made = tx.ledger.presences(ids, week, week + timedelta(days=6))
        for one in regime.member_weeks(people, week, made, tx.policy):
            kept = told.get(one.member_id, one)
            yield replace(one, target=kept.target)
        week += A_WEEK


def _told(tx: Tx, week: date) -> dict[int, MemberWeek]:
    """What the digests of a week told of each member."""
    found: dict[int, MemberWeek] = {}
    for kept in tx.digests.of_week(week):
        found |= {one.member_id: one for one in Figures.from_json(kept.figures).members}
    return found
