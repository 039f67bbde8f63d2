"""The clock's part: each team's digest is closed, kept and posted once, at its own hour."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from handlers import chain, owed, teams
from handlers.callers import Clock
from handlers.digests import gathering
from storage import DigestRow, Store, Tx
from upkeep import calendar, schedules
from upkeep.figures import Figures
from upkeep.members import Member, Team
from views import digests as views
from views import language
from views.digests import post
from views.pieces import Message

DIGEST, HOMELESS = "digest", "digest_homeless"
#: Weeks that are still counted after a long silence.
MISSED = 12


def tick(store: Store, team_id: str, clock: Clock) -> None:
    """Close and owe every digest whose hour has come, one after another."""
    now = clock.now()
    with store.reading(team_id) as tx:
        told = teams.all_of(tx)
        unset = [one for one in told if not one.id or tx.teams.next_digest(one.id) is None]
        due = tx.teams.digest_due(now)
    if unset:
        with store.transaction(team_id) as tx:
            for team in tx.teams.with_digest():
                if tx.teams.next_digest(team.id) is None:
                    tx.teams.set_next_digest(team.id, schedules.next_digest(team, tx.policy, now))
    for team in due:
        close(store, team_id, team, clock)


def close(store: Store, team_id: str, team: Team, clock: Clock) -> None:
    """Keep every week since the last one kept, and owe the newest that is due to its readers.

    They are counted while others write, and kept in a moment: who logs a visit waits for no digest.
    """
    now = clock.now()
    with store.reading(team_id) as tx:
        due = _due(tx, team, now)
        counted = gathering.closed(tx, team, due.weeks, now)
    with store.transaction(team_id) as tx:
        if _due(tx, team, now) != due:
            return  # another replica was first, or its hour was moved: the next tick looks again
        tx.teams.set_next_digest(team.id, due.then)
        kept = [tx.digests.add(team.id, one.week, now, one.as_json()) for one in counted]
        if kept:
            _owe_readers(tx, team, kept[-1], clock)
        _ask_about_teamless(tx, clock)


class _Due(NamedTuple):
    """The weeks of a team that are to be kept by now, and when it is due after them."""

    weeks: list[date]
    then: datetime | None


def _due(tx: Tx, team: Team, now: datetime) -> _Due:
    if team not in teams.all_of(tx):
        return _Due([], None)  # teams were set: nobody is "everyone" any more
    weeks = []
    at = tx.teams.next_digest(team.id)
    while at is not None and at <= now:
        day = calendar.local_day(at, schedules.zone_of(team, tx.policy))
        weeks.append(calendar.week_of(day) - gathering.A_WEEK)
        at = schedules.next_digest(team, tx.policy, at)
    return _Due(_unkept(tx, team, weeks), at)


def _unkept(tx: Tx, team: Team, due: list[date]) -> list[date]:
    """The weeks that are due, and before them those that no digest came for: rhythms skip some."""
    if not due:
        return []
    before = tx.digests.history(team.id, 1, before=due[0])
    first = before[0].week + gathering.A_WEEK if before else due[0]
    every = ((due[-1] - first) // gathering.A_WEEK) + 1
    return [due[-1] - gathering.A_WEEK * ago for ago in reversed(range(min(every, MISSED)))]


def _owe_readers(tx: Tx, team: Team, kept: DigestRow, clock: Clock) -> None:
    """To the team's channel and its managers; to nobody at all: the admins are asked for one."""
    told = Figures.from_json(kept.figures)
    today = clock.today(schedules.zone_of(team, tx.policy))
    channel = channel_of(tx, team)
    managers = _readers(tx, team, by_themselves=not channel)
    for recipient, reader in [
        *([(channel, None)] if channel else []),
        *((str(one.slack_id), one) for one in managers),
        *((str(one.slack_id), one) for one in _instead(tx, team, told, today)),
    ]:
        with language.speaking(reader.locale if reader else tx.policy.digest_language):
            week = gathering.page(tx, team, told, today, reader=reader, kept=kept)
            payload: dict[str, object] = {"channel": recipient, **post.paint(week)}
        period = f"{team.id}:{told.week.isoformat()}"
        at = owed.by_day(tx, reader, clock) if reader else owed.AT_ONCE
        tx.deliveries.owe(DIGEST, recipient, period, "chat.postMessage", payload, at)
    if not channel and not managers:
        _ask_admins(tx, team, clock)


def channel_of(tx: Tx, team: Team) -> str:
    """Where a team's digest goes; the policy's channel serves everybody's team."""
    return team.channel or (tx.policy.digest_channel if teams.is_everybody(tx, team) else "")


def _readers(tx: Tx, team: Team, *, by_themselves: bool) -> list[Member]:
    """The managers who read a digest: the team's own, beside a channel if the policy says so.

    Where there is no channel and no manager, those of the team above read it. Everybody's digest
    beside those of teams stays in its channel: its readers have their own.
    """
    if by_themselves:
        return teams.readers_of(tx, team)
    own = teams.managers_of(tx, team) if tx.policy.digest_managers else []
    return [one for one in own if one.slack_id]


def _instead(tx: Tx, team: Team, told: Figures, today: date) -> list[Member]:
    """Who learns of reminders that nobody answers while no manager of a team is there.

    Those of the next team up who are there; where there is none, the admins. Beside the digests of
    teams, everybody's has no managers to be away.
    """
    beside = tx.teams.all() and teams.is_everybody(tx, team)
    if beside or not told.escalated or _there(tx, team, today):
        return []
    while team.parent_id is not None:
        team = tx.teams.get(team.parent_id)
        if there := _there(tx, team, today):
            return there
    return [one for one in owed.admins(tx) if chain.is_there(tx, one, today)]


def _there(tx: Tx, team: Team, today: date) -> list[Member]:
    return [one for one in teams.managers_of(tx, team) if chain.is_there(tx, one, today)]


def _ask_about_teamless(tx: Tx, clock: Clock) -> None:
    """Once, and again when somebody joins them: no digest tells of those who are in no team."""
    told = tx.teams.all()
    alone = tx.members.without_team()
    if alone and told and not tx.teams.is_everyone_told(told):
        ask = partial(views.in_no_team, [one.name for one in alone])
        _tell_admins(tx, f"members:{max(one.id for one in alone)}", ask, clock)


def _ask_admins(tx: Tx, team: Team, clock: Clock) -> None:
    """Once for each team: nobody is there to read its digest."""
    ask = partial(views.nowhere_to_go, team.name, everyone=not tx.teams.all())
    _tell_admins(tx, str(team.id), ask, clock)


def _tell_admins(tx: Tx, about: str, paint: Callable[[], Message], clock: Clock) -> None:
    for admin in owed.admins(tx):
        at = owed.by_day(tx, admin, clock)
        owed.message(tx, HOMELESS, admin, period=about, paint=paint, not_before=at)
