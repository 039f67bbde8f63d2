"""The clock's part: each team's digest is closed, kept and posted once, at its own hour."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from handlers.digests import gathering
from storage import Store, Tx
from upkeep import schedules
from upkeep.digests import Figures
from upkeep.members import Member, Role, Team
from views import digests as views
from views import language
from views.digests import post

DIGEST, HOMELESS = "digest", "digest_homeless"
#: As soon as the post room gets to it, whatever the business day.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)


def tick(store: Store, team_id: str, now: datetime) -> None:
    """Close and owe every digest whose hour has come, each in a transaction of its own."""
    with store.transaction(team_id) as tx:
        for team in tx.teams.with_digest():
            if tx.teams.next_digest(team.id) is None:
                tx.teams.set_next_digest(team.id, schedules.next_digest(team, tx.policy, now))
    with store.reading(team_id) as tx:
        wanted = {team.id for team in tx.teams.with_digest()}
        due = tx.teams.digest_due(now)
    for team in due:
        with store.transaction(team_id) as tx:
            tx.teams.set_next_digest(team.id, schedules.next_digest(team, tx.policy, now))
            if team.id in wanted:
                close(tx, team, now)


def close(tx: Tx, team: Team, now: datetime) -> None:
    """Keep the week before and owe it to its readers; of missed weeks only this one is posted."""
    week = gathering.last_week(now, schedules.zone_of(team, tx.policy))
    told = gathering.closed(tx, team, week, now)
    channel = channel_of(tx, team)
    managers = managers_of(tx, team)
    if channel:
        _owe(tx, team, channel, week, told, managed=False)
    for manager in managers if not channel else ():
        _owe(tx, team, str(manager.slack_id), week, told, managed=True, reader=manager)
    if not channel and not managers:
        _ask_admins(tx, team)


def channel_of(tx: Tx, team: Team) -> str:
    """Where a team's digest goes; the policy's channel serves everybody's team."""
    return team.channel or ("" if tx.teams.all() else tx.policy.digest_channel)


def managers_of(tx: Tx, team: Team) -> list[Member]:
    """Who reads a digest without a channel: its managers, else those of the team above."""
    found = [one for one in tx.members.managers_of(team.id) if one.slack_id]
    if not tx.teams.all():
        found = [one for one in tx.members.all() if one.slack_id and one.role is Role.MANAGER]
    if found or team.parent_id is None:
        return found
    return managers_of(tx, tx.teams.get(team.parent_id))


def _owe(
    tx: Tx,
    team: Team,
    recipient: str,
    week: date,
    told: Figures,
    *,
    managed: bool,
    reader: Member | None = None,
) -> None:
    locale = reader.locale if reader else "en-US"
    with language.speaking(locale):
        painted = post.paint(gathering.page(tx, team, told, told.on, managed=managed))
    payload: dict[str, object] = {"channel": recipient, **painted}
    period = f"{team.id}:{week.isoformat()}"
    tx.deliveries.owe(DIGEST, recipient, period, "chat.postMessage", payload, AT_ONCE)


def _ask_admins(tx: Tx, team: Team) -> None:
    """Once for each team: nobody is there to read its digest."""
    for admin in _admins(tx):
        with language.speaking(admin.locale):
            message = views.nowhere_to_go(team.name)
        payload: dict[str, object] = {"channel": str(admin.slack_id), **message}
        recipient, period = str(admin.slack_id), str(team.id)
        tx.deliveries.owe(HOMELESS, recipient, period, "chat.postMessage", payload, AT_ONCE)


def _admins(tx: Tx) -> Sequence[Member]:
    return [
        one
        for one in tx.members.all()
        if one.slack_id and (one.role is Role.ADMIN or one.slack_id in tx.policy.admins)
    ]
