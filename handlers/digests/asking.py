"""Asked for by a person: this week so far, any past week, and the board behind a digest."""

import re
from datetime import date, datetime, timedelta

from slack_bolt import Ack

from handlers import answers
from handlers.callers import Clock
from handlers.digests import gathering
from handlers.words import split
from storage import Store, Tx
from upkeep import calendar, schedules
from upkeep.digests import Figures
from upkeep.members import Member, Role, Team
from views import digests as views
from views.digests import Post, post
from views.pieces import Json, Message

WEEK = re.compile(r"\d{4}-\d{2}-\d{2}")


def asked(
    ack: Ack, command: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """`/votes digest [team] [week]`: the caller's own team and this week, unless said otherwise."""
    text = split(command)[1]
    said = WEEK.search(text)
    name = WEEK.sub("", text).strip()
    with store.reading(team_id) as tx:
        team = (tx.teams.by_name(name) if name else None) or _own(tx, caller)
        message = _week(tx, team, caller, clock.now(), said[0] if said else "")
    ack(**_ephemeral(message))


def again(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Ask again”: the team's week as it stands now, for the one who asks."""
    team_number, _ = views.named(str(action["value"]))
    with store.reading(team_id) as tx:
        message = _week(tx, tx.teams.get(team_number), caller, clock.now(), "")
    answers.say(body, _ephemeral(message))
    ack()


def board(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Whole board”: lines per member and customers' words, for those who manage the team."""
    team_number, monday = views.named(str(action["value"]))
    with store.reading(team_id) as tx:
        team = tx.teams.get(team_number)
        if _manages(tx, caller, team):
            message = _week(tx, team, caller, clock.now(), monday.isoformat())
        else:
            message = views.not_yours(team.name)
    answers.say(body, _ephemeral(message))
    ack()


def _ephemeral(message: Message | Post) -> Message:
    """What goes into a private answer: the classic blocks, which every client can show there."""
    fallbacks = message.get("fallbacks")
    assert fallbacks is None or isinstance(fallbacks, list)
    return {"text": message["text"], "blocks": fallbacks[0] if fallbacks else message["blocks"]}


def _own(tx: Tx, caller: Member) -> Team:
    """The caller's team, else the first there is."""
    if caller.team_id is not None and tx.teams.all():
        return tx.teams.get(caller.team_id)
    return tx.teams.with_digest()[0]


def _manages(tx: Tx, caller: Member, team: Team) -> bool:
    """Whether lines per member may be shown: to admins, and to who manages this team."""
    if caller.role is Role.ADMIN or caller.slack_id in tx.policy.admins:
        return True
    while True:
        if caller.id in {one.id for one in tx.members.managers_of(team.id)}:
            return True
        if team.parent_id is None:
            return caller.role is Role.MANAGER and not tx.teams.all()
        team = tx.teams.get(team.parent_id)


def _week(tx: Tx, team: Team, caller: Member, now: datetime, said: str) -> Message | Post:
    """A team's week as the caller may see it; the running one where no week was said."""
    zone = schedules.zone_of(team, tx.policy)
    today = calendar.local_day(now, zone)
    this = calendar.week_of(today)
    week = _monday(said) or this
    managed = _manages(tx, caller, team)
    if week >= this:
        told = gathering.figures(tx, team, this, today)
        page = gathering.page(tx, team, told, today, managed=managed, running=True)
        return post.paint(page)
    kept = tx.digests.get(team.id, week)
    if kept is None:
        weeks = [one.week.isoformat() for one in tx.digests.history(team.id, 12)]
        return views.no_such_week(weeks)
    told = Figures.from_json(kept.figures)
    return post.paint(gathering.page(tx, team, told, today, managed=managed))


def _monday(said: str) -> date | None:
    try:
        return calendar.week_of(date.fromisoformat(said)) if said else None
    except ValueError:
        return date.min + timedelta(days=7)
