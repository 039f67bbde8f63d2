"""The conversation of absences: away until a day, who stands in meanwhile, and back again."""

from datetime import date, timedelta

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers import answers, chain, owed
from handlers.callers import Clock, known
from handlers.words import Commands, says, split
from storage import Store, Tx, claims
from upkeep.members import Member
from upkeep.phrases import dates as phrases
from upkeep.phrases import text as typed
from views import away as views
from views import language
from views.pieces import Json, Message

STAND_IN = "stand-in"
#: The longest absence that is understood.
A_YEAR = timedelta(days=366)
#: Words that end an absence at once.
OVER = frozenset({"off", "end", "back", "over", "none", "回来", "回来了", "结束", "取消"})


def asked(
    ack: Ack,
    command: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """`/votes away until DATE [with @colleague]`, or `away off`; bare, it says how it stands."""
    words, today = split(command)[1], clock.today(caller.zone)
    if words.casefold() in OVER:
        ack(**_back(store, team_id, caller, clock))
        return
    if not words and caller.is_away(today):
        ack(**_now(store, team_id, caller, today))
        return
    until = _day(words, today, caller.locale)
    if until is None:
        ack(**views.ask_day(str(command["command"]), words))
        return
    named = next(iter(typed.line(words, escaped=False).mentions), None)
    standin = known(store, client, team_id, named) if named else None
    with store.transaction(team_id) as tx:
        if standin and not _can_stand_in(tx, standin, caller, today, until):
            ack(**views.not_there(standin.name))
            return
        _leave(tx, caller, clock, until, standin)
        whom = tx.members.many(tx.members.stood_in_for(caller.id, today))
    left = [one.name for one in whom.values()]
    ack(**views.away(today, until, today, standin.name if standin else "", left))


def _now(store: Store, team_id: str, caller: Member, today: date) -> Message:
    """The absence that lasts, and who stands in, where he is there himself."""
    assert caller.away_until is not None
    with store.reading(team_id) as tx:
        standin = tx.members.get(caller.standin_id) if caller.standin_id else None
        there = standin is not None and chain.is_there(tx, standin, today)
    name = standin.name if standin and there else ""
    return views.away(caller.away_from or today, caller.away_until, today, name)


def _can_stand_in(tx: Tx, standin: Member, caller: Member, today: date, until: date) -> bool:
    """Whether somebody else is there, in Slack, from the first to the last day."""
    days = (today + timedelta(days=ahead) for ahead in range((until - today).days + 1))
    return standin.id != caller.id and all(chain.is_there(tx, standin, day) for day in days)


def _leave(tx: Tx, caller: Member, clock: Clock, until: date, standin: Member | None) -> None:
    today, by = clock.today(caller.zone), standin.id if standin else None
    begun = caller.away_from if caller.is_away(today) else today
    before = tx.members.get(caller.id)
    after = tx.members.change(
        caller.id,
        away_from=begun,
        away_until=until,
        was_away=before.absences_over(today),
        standin_id=by,
    )
    said: dict[str, object] = {"until": until.isoformat(), "standin": by}
    tx.audit.note(caller.id, "away", "member", caller.id, said, clock.now())
    if (before.standin_id, _period(before)) != (by, _period(after)):
        over(tx, before, clock)
    if standin:
        _tell(tx, after, until, standin, clock)


def _period(member: Member) -> str:
    """What tells one absence from another."""
    return f"{member.id}:{member.away_from}:{member.away_until}"


def _tell(tx: Tx, away: Member, until: date, standin: Member, clock: Clock) -> None:
    """Who stands in is told so once, also where that was taken back; the message stays true."""
    to, today = str(standin.slack_id), clock.today(standin.zone)
    known = tx.deliveries.of_period(STAND_IN, to, _period(away))
    with language.speaking(standin.locale):
        message = views.stand_in(away.name, until, today)
    if known is not None and known.state != claims.CANCELLED:
        owed.paint(tx, known, message, clock)
        return
    payload: dict[str, object] = {"channel": to, **message}
    at = owed.by_day(tx, standin, clock)
    tx.deliveries.owe_latest(STAND_IN, to, _period(away), "chat.postMessage", payload, at)


def over(tx: Tx, away: Member, clock: Clock) -> None:
    """Who stood in does so no more: he never hears of it, or the message that told him says so."""
    if away.standin_id is None:
        return
    standin = tx.members.get(away.standin_id)
    told = tx.deliveries.of_period(STAND_IN, standin.slack_id or "", _period(away))
    if told is not None and not tx.deliveries.cancel(told.id):
        with language.speaking(standin.locale):
            owed.paint(tx, told, views.stands_in_no_more(away.name), clock)


def _day(words: str, today: date, locale: str) -> date | None:
    """The one day that is named, from today on and within a year; else None."""
    named = phrases.find(
        typed.line(words, escaped=False).plain, today=today, locale=locale, forward=True
    )
    days = {one.day for one in named}
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and today <= day <= today + A_YEAR else None


def returned(
    ack: Ack, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """The button under an absence."""
    answers.replace(body, _back(store, team_id, caller, clock))
    ack()


def _back(store: Store, team_id: str, caller: Member, clock: Clock) -> Message:
    today = clock.today(caller.zone)
    with store.transaction(team_id) as tx:
        member = tx.members.get(caller.id)
        over(tx, member, clock)
        tx.audit.note(caller.id, "back", "member", caller.id, {}, clock.now())
        if member.away_until and member.away_from and today < member.away_from:
            tx.members.change(caller.id, away_from=None, away_until=None, standin_id=None)
            return views.stays(member.away_from, member.away_until, today)
        # The days away stay: targets and rests leave them out.
        yesterday = today - timedelta(days=1)
        until = min(member.away_until, yesterday) if member.away_until else None
        tx.members.change(caller.id, away_until=until, standin_id=None)
    return views.back() if member.is_away(today) else views.not_away()


def register(app: App, commands: Commands) -> None:
    """`/votes away`, and the button that ends it."""
    app.command(commands.votes, matchers=[says("away")])(asked)
    app.action(views.BACK)(returned)
