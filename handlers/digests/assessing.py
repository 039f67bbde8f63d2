"""The clock's part about targets: each one's own line, then the table for who reads it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeGuard

from handlers import owed
from handlers.callers import Clock, Moment
from handlers.uploads import UPLOAD
from storage import Store, Tx
from storage.teams import EVERYONE
from upkeep import assessments, calendar, regime, schedules
from upkeep.assessments import Line
from upkeep.figures import Figures
from upkeep.members import Member, Team
from upkeep.regime import MemberWeek
from views import language, lines
from views.digests import assessment, csv
from views.digests.assessment import Span

ASSESSMENT, OWN, UNREAD = "assessment", "assessment_own", "assessment_unread"
SHEET = "assessment_csv"
A_WEEK = timedelta(weeks=1)
#: Weeks of silence after which a quarter that has ended in them is still told.
MISSED = 12


def tick(store: Store, team_id: str, clock: Clock) -> None:
    """Owe what has come due since the last digest hour of the last zone of ours, and only once.

    So it tells all that the teams' digests told. A week before anybody was on the list is nobody's
    to answer for.
    """
    with store.reading(team_id) as tx:
        named = _named(tx)
        week = _closed_week(tx, clock.now()) if named else date.min
        due = any(_is_due(tx, function, who, week) for function, who in named.items())
        began = tx.contacts.first_added_on() if due else None
    if began is not None and calendar.week_of(began) <= week:
        with store.transaction(team_id) as tx:
            for function, who in _named(tx).items():
                if _is_due(tx, function, who, week):
                    _assess(tx, function, who, week, calendar.week_of(began), clock)


def _closed_week(tx: Tx, now: datetime) -> date:
    """The last week that was closed everywhere: in each team's zone, and in the workspace's."""
    return min(_closed_in(team, tx, now) for team in (Team(0, EVERYONE), *tx.teams.all()))


def _closed_in(team: Team, tx: Tx, now: datetime) -> date:
    at = now - A_WEEK - timedelta(days=1)
    while (later := schedules.next_closing(team, tx.policy, at)) <= now:
        at = later
    return calendar.week_of(calendar.local_day(at, schedules.zone_of(team, tx.policy))) - A_WEEK


def _named(tx: Tx) -> dict[str, str]:
    """Who is to read the assessment of each function that somebody of ours has, as it was said."""
    if not any(tx.policy.assessments.values()):
        return {}
    told = {one: assessments.recipient(one, tx.policy) for one in sorted(tx.members.functions())}
    return {function: who for function, who in told.items() if who}


def _known(tx: Tx, who: str) -> Member | None:
    return tx.members.by_slack(who) or tx.members.by_email(who)


def _is_reader(member: Member | None) -> TypeGuard[Member]:
    """Whether somebody who was chosen can be written to; Slack has told who it is."""
    return member is not None and member.active and bool(member.slack_id and member.name)


def _is_due(tx: Tx, function: str, who: str, week: date) -> bool:
    """Whether nobody has been told of a week: one chosen since then reads the next.

    Where nobody is there to read it, the admins are told of that, once.
    """
    reader, period = _known(tx, who), f"{function}:{week.isoformat()}"
    if not _is_reader(reader):
        told = (tx.deliveries.of_period(UNREAD, str(one.slack_id), who) for one in owed.admins(tx))
        return bool(_people(tx, function)) and not all(told)
    if tx.deliveries.of_period(ASSESSMENT, str(reader.slack_id), period) is not None:
        return False
    people = _people(tx, function)
    return bool(people) and not any(_is_told(tx, one, period, week) for one in people)


def _is_told(tx: Tx, member: Member, period: str, week: date) -> bool:
    """Whether somebody was told of a week, under this function or the one he had before."""
    to = member.slack_id or ""
    last = tx.deliveries.last(OWN, to)
    under_another = last is not None and f":{week.isoformat()}" in last.period
    return under_another or tx.deliveries.of_period(OWN, to, period) is not None


def _people(tx: Tx, function: str) -> list[Member]:
    return [one for one in tx.members.of_customers() if one.function.casefold() == function]


def _assess(tx: Tx, function: str, who: str, week: date, began: date, clock: Clock) -> None:
    """The week of a function, and the quarter that has ended, as far as it all had begun."""
    people, reader = _people(tx, function), _known(tx, who)
    if not _is_reader(reader):
        _tell_admins(tx, reader, who, clock)
        return
    _owe(tx, function, reader, people, Span(week, week), clock)
    last = _ended(tx, function, reader, week)
    if last is not None and began <= last:
        first = max(assessments.weeks_of_quarter(last)[0], began)
        quarter = assessments.quarter(last)[1]
        _owe(tx, function, reader, people, Span(first, last, quarter), clock)


def _ended(tx: Tx, function: str, reader: Member, week: date) -> date | None:
    """The last week of the quarter that has ended since the last week told, if one has.

    After a downtime that may be an earlier week than the one that is told now.
    """
    last = week if assessments.ends_quarter(week) else None
    for ago in range(1, MISSED):
        before = week - A_WEEK * ago
        period = f"{function}:{before.isoformat()}"
        if tx.deliveries.of_period(ASSESSMENT, str(reader.slack_id), period) is not None:
            return last
        if last is None and assessments.ends_quarter(before):
            last = before
    return week if assessments.ends_quarter(week) else None


def _tell_admins(tx: Tx, left: Member | None, who: str, clock: Clock) -> None:
    """Once: whoever was chosen to read assessments is not in Slack, or not any more."""
    name = lines.called(left) if left and left.slack_id and left.name else who
    for admin in owed.admins(tx):
        owed.message(
            tx,
            UNREAD,
            admin,
            period=who,
            paint=partial(assessment.unread, name),
            not_before=owed.by_day(tx, admin, clock),
        )


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
                paint=partial(
                    assessment.own, line, span, "" if member.id == reader.id else reader.name
                ),
                not_before=by_day[member.id],
            )
    latest = max(by_day.values())
    wait = max(latest - clock.wall(), timedelta())
    later = Moment(clock.now() + wait, clock.wall() + wait)
    at = max(latest, owed.by_day(tx, reader, later))
    _owe_table(tx, people[0].function, reader, told, span, period, at)


def _owe_table(
    tx: Tx,
    function: str,
    reader: Member,
    told: list[Line],
    span: Span,
    period: str,
    at: datetime,
) -> None:
    """The table of a function; with a sheet of it, where they are more than it has room for."""
    to = str(reader.slack_id)
    with language.speaking(reader.locale):
        payload: dict[str, object] = {"channel": to, **assessment.paint(function, span, told)}
        tx.deliveries.owe(ASSESSMENT, to, period, "chat.postMessage", payload, at)
        if assessment.beyond(told):
            payload = {
                "channel": to,
                "filename": f"assessment-{span.last.isoformat()}.csv",
                "title": assessment.title_of(function, span),
                "content": assessment.sheet(told),
                "refused": csv.no_scope(),
            }
            tx.deliveries.owe(SHEET, to, period, UPLOAD, payload, at)


def _weeks(tx: Tx, people: list[Member], span: Span) -> Iterable[MemberWeek]:
    """Each week of each one, with what was logged or undone since its digest.

    Its target is the one that the digest told, since absences are forgotten. In weeks whose digests
    name others, and not somebody who made no visit in them, he was not with us.
    """
    ids = [one.id for one in people]
    weeks = [span.first + A_WEEK * n for n in range((span.last - span.first) // A_WEEK + 1)]
    told = {week: _told(tx, week) if span.quarter else {} for week in weeks}
    ever = {one for named in told.values() for one in named}
    for week in weeks:
        made = tx.ledger.presences(ids, week, week + timedelta(days=6))
        for one in regime.member_weeks(people, week, made, tx.policy):
            elsewhere = told[week] and one.member_id in ever - told[week].keys()
            if one.visits or not elsewhere:
                yield replace(one, target=told[week].get(one.member_id, one).target)


def _told(tx: Tx, week: date) -> dict[int, MemberWeek]:
    """What the digests of a week told of each member."""
    found: dict[int, MemberWeek] = {}
    for kept in tx.digests.of_week(week):
        found |= {one.member_id: one for one in Figures.from_json(kept.figures).members}
    return found
