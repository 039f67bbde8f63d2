"""The clock's part: each team's digest is closed, kept and posted once, at its own hour."""

from datetime import date, datetime

from handlers.digests import gathering
from handlers.owed import AT_ONCE
from storage import Store, Tx
from upkeep import calendar, schedules
from upkeep.digests import Figures
from upkeep.members import Member, Role, Team
from views import digests as views
from views import language
from views.digests import post

DIGEST, HOMELESS = "digest", "digest_homeless"
#: Weeks that are still counted after a long silence.
MISSED = 12


def tick(store: Store, team_id: str, now: datetime) -> None:
    """Close and owe every digest whose hour has come, each in a transaction of its own."""
    with store.reading(team_id) as tx:
        teams = gathering.teams(tx)
        unset = [one for one in teams if not one.id or tx.teams.next_digest(one.id) is None]
        due = tx.teams.digest_due(now)
    if unset:
        with store.transaction(team_id) as tx:
            for team in tx.teams.with_digest():
                if tx.teams.next_digest(team.id) is None:
                    tx.teams.set_next_digest(team.id, schedules.next_digest(team, tx.policy, now))
    for team in due:
        with store.transaction(team_id) as tx:
            close(tx, team, now)


def close(tx: Tx, team: Team, now: datetime) -> None:
    """Keep every week whose digest has come due, and owe the newest to its readers."""
    if team not in gathering.teams(tx):
        tx.teams.set_next_digest(team.id, None)  # teams were set: nobody is "everyone" any more
        return
    weeks = []
    at = tx.teams.next_digest(team.id)
    while at is not None and at <= now:
        day = calendar.local_day(at, schedules.zone_of(team, tx.policy))
        weeks.append(calendar.week_of(day) - gathering.A_WEEK)
        at = schedules.next_digest(team, tx.policy, at)
    tx.teams.set_next_digest(team.id, at)
    kept = [gathering.closed(tx, team, week, now) for week in weeks[-MISSED:]]
    if kept:
        _owe_readers(tx, team, kept[-1], now)


def _owe_readers(tx: Tx, team: Team, told: Figures, now: datetime) -> None:
    """To the team's channel; else to its managers; else the admins are asked for a channel."""
    today = calendar.local_day(now, schedules.zone_of(team, tx.policy))
    channel = channel_of(tx, team)
    if channel:
        _owe(tx, team, channel, told, today, None)
        return
    managers = _readers(tx, team)
    for manager in managers:
        _owe(tx, team, str(manager.slack_id), told, today, manager)
    if not managers:
        _ask_admins(tx, team)


def channel_of(tx: Tx, team: Team) -> str:
    """Where a team's digest goes; the policy's channel serves everybody's team."""
    return team.channel or ("" if tx.teams.all() else tx.policy.digest_channel)


def _readers(tx: Tx, team: Team) -> list[Member]:
    """Who reads a digest without a channel: its managers, else those of the team above."""
    found = [one for one in gathering.managers_of(tx, team) if one.slack_id]
    if found or team.parent_id is None:
        return found
    return _readers(tx, tx.teams.get(team.parent_id))


def _owe(
    tx: Tx, team: Team, recipient: str, told: Figures, today: date, reader: Member | None
) -> None:
    """Owe a digest to a channel, or to a reader who manages the team."""
    with language.speaking(reader.locale if reader else "en-US"):
        week = gathering.page(tx, team, told, today, managed=reader is not None)
        payload: dict[str, object] = {"channel": recipient, **post.paint(week)}
    period = f"{team.id}:{told.week.isoformat()}"
    tx.deliveries.owe(DIGEST, recipient, period, "chat.postMessage", payload, AT_ONCE)


def _ask_admins(tx: Tx, team: Team) -> None:
    """Once for each team: nobody is there to read its digest."""
    for admin in tx.members.all():
        if admin.slack_id and (admin.role is Role.ADMIN or admin.slack_id in tx.policy.admins):
            with language.speaking(admin.locale):
                message = views.nowhere_to_go(team.name, everyone=not tx.teams.all())
            payload: dict[str, object] = {"channel": admin.slack_id, **message}
            period = str(team.id)
            tx.deliveries.owe(
                HOMELESS, admin.slack_id, period, "chat.postMessage", payload, AT_ONCE
            )
