"""The conversation about settings: who may change them sees the effect before it is saved."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers import teams
from handlers.callers import Clock
from handlers.words import Commands, says
from storage import Store, Tx
from storage.teams import EVERYONE
from upkeep import calendar, schedules
from upkeep import policy as policies
from upkeep.accounts import Level
from upkeep.members import Member, Role, Team
from upkeep.policy import Policy
from views import dates
from views import settings as views
from views.pieces import Json
from views.settings import Value, effect, form


def may_change(member: Member, policy: Policy) -> bool:
    """Whether this member is an admin here: in Slack, by role, or by the file's list."""
    return member.role is Role.ADMIN or member.slack_id in policy.admins


def asked(
    ack: Ack,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    team_id: str,
    clock: Clock,
) -> None:
    """By the command: open the form, or say kindly who may."""
    with store.reading(team_id) as tx:
        view = _form(tx, caller, clock) if may_change(caller, tx.policy) else None
        admins = _admins(tx)
    if view is None:
        ack(**views.refused(admins))
        return
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)
    ack()


def pressed(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    team_id: str,
    clock: Clock,
) -> None:
    """By a button, which may name a page: the same, but a refusal needs a page of its own."""
    page = str(action.get("value") or views.FIRST)
    with store.reading(team_id) as tx:
        allowed = may_change(caller, tx.policy)
        view = _form(tx, caller, clock, page) if allowed else views.turned_away(_admins(tx))
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)
    ack()


def turned(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    team_id: str,
    clock: Clock,
) -> None:
    """Another page was chosen: what was not saved on this one is as it was."""
    chosen, shown = action["selected_option"], body["view"]
    assert isinstance(chosen, dict)
    assert isinstance(shown, dict)
    with store.reading(team_id) as tx:
        allowed = may_change(caller, tx.policy)
        page = str(chosen["value"])
        view = _form(tx, caller, clock, page) if allowed else views.turned_away(_admins(tx))
    client.views_update(view_id=str(shown["id"]), view=view)
    ack()


def check(ack: Ack, view: Json, caller: Member, store: Store, team_id: str, clock: Clock) -> None:
    """The form was sent: show what it would do, or what is wrong with it."""
    with store.reading(team_id) as tx:
        changes, errors = form.read(view, tx.policy)
        if not may_change(caller, tx.policy):
            errors, page = {}, views.turned_away(_admins(tx))
        elif changes and not errors:
            follows = _effect(tx, changes, clock.today(caller.zone))
            when = _said_next_digest(tx, changes, clock.now())
            page = effect.confirm(tx.policy, changes, follows, when)
        else:
            page = views.unchanged()
    if errors:
        ack(response_action="errors", errors=errors)
    else:
        ack(response_action="update", view=page)


def save(ack: Ack, view: Json, caller: Member, store: Store, team_id: str, clock: Clock) -> None:
    """The effect was seen and confirmed: keep the changes, in force at once."""
    changes = effect.confirmed(view)
    now = clock.now()
    with store.transaction(team_id) as tx:
        if may_change(caller, tx.policy):
            for key, value in changes.items():
                tx.settings.change(key, value, caller.id, now)
            _reschedule(tx, tx.policy, changes.keys(), now)
            page = views.saved(changes)
        else:
            page = views.turned_away(_admins(tx))
    ack(response_action="update", view=page)


def _form(tx: Tx, caller: Member, clock: Clock, page: str = views.FIRST) -> Json:
    return form.form(tx.policy, _sources(tx, caller.zone), clock.today(caller.zone), page)


def _sources(tx: Tx, zone: str) -> dict[str, form.Source]:
    """The newest change of each value; values without one are defaults."""
    sources: dict[str, form.Source] = {}
    for change in tx.settings.history(limit=200):
        if change.key not in sources:
            by = tx.members.get(change.by)
            day = calendar.local_day(change.at, zone)
            sources[change.key] = form.Source(by.name, day, change.old)
    return sources


def _admins(tx: Tx) -> list[str]:
    """Slack ids of the admins, whom others may ask."""
    return [one.slack_id for one in tx.members.all() if one.slack_id and may_change(one, tx.policy)]


def _effect(tx: Tx, changes: Mapping[str, Value], today: date) -> effect.Effect:
    """How many contacts and lists new cadences would touch, counted by the database."""
    neglected = relieved = 0
    longer: set[int] = set()
    shorter: set[int] = set()
    policy = policies.changed(tx.policy, changes)
    for level in {Level(key.partition(".")[2]) for key in changes if policies.is_clock(key)}:
        for keeper, (falls, rises) in tx.contacts.crossing(level, policy, today).items():
            neglected, relieved = neglected + falls, relieved + rises
            if keeper is not None and falls != rises:
                (longer if falls > rises else shorter).add(keeper)
    return effect.Effect(neglected, relieved, len(longer), len(shorter - longer))


def _said_next_digest(tx: Tx, changes: Mapping[str, Value], now: datetime) -> str:
    """Day and hour of the next digest, where that changes: of the first team, should zones differ.

    Everybody's team may not have been made yet, and nothing is made while reading.
    """
    if not changes.keys() & {"digest_on", "digest_at"}:
        return ""
    policy = policies.changed(tx.policy, changes)
    team = next(iter(tx.teams.all()), None) or tx.teams.by_name(EVERYONE) or Team(0, EVERYONE)
    at, today = (
        one.astimezone(ZoneInfo(schedules.zone_of(team, policy)))
        for one in (teams.next_digest(tx, team, policy, now), now)
    )
    return f"{dates.day(at.date(), today.date())} {at:%H:%M}"


def _reschedule(tx: Tx, policy: Policy, changed: AbstractSet[str], now: datetime) -> None:
    """Move what is already set for later to where the new settings want it."""
    if changed & set(form.BY_DAY):
        for member in tx.members.all():
            if member.slack_id:
                at = schedules.look_anew(member, policy, now)
                tx.members.set_next_reminder(member.id, at)
    if changed & {"digest_on", "digest_at"}:
        for team in tx.teams.with_digest():
            tx.teams.set_next_digest(team.id, teams.next_digest(tx, team, policy, now))


def register(app: App, commands: Commands) -> None:
    """`/votes settings`, the buttons that lead here, the form and its confirmation."""
    app.command(commands.votes, matchers=[says("settings")])(asked)
    app.action(views.OPEN)(pressed)
    app.action(form.TURN)(turned)
    app.view(form.FORM)(check)
    app.view(effect.CONFIRM)(save)
