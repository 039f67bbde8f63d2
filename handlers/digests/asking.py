"""Asked for by a person: this week so far, any past week, and the board behind a digest."""

from datetime import date, datetime, timedelta

from slack_bolt import Ack

from handlers import answers, teams
from handlers.callers import Clock
from handlers.digests import boards, gathering
from handlers.owed import AT_ONCE
from handlers.words import split
from storage import Store, Tx
from storage.teams import EVERYONE, is_everyone
from upkeep import calendar, schedules
from upkeep.figures import Figures
from upkeep.members import Member, Team
from upkeep.names import fold, is_begun
from upkeep.phrases import weeks
from views import digests as views
from views import language
from views.digests import Post, board, post
from views.pieces import Json, Message, cut

AGAIN, ASKED = "digest_again", "digest_asked"
#: Letters of text that `chat.update` takes at the most, with room (docs.slack.dev).
UPDATED = 3900
#: Weeks longer ago are not counted anew.
TWO_YEARS = timedelta(weeks=104)


def asked(
    ack: Ack, command: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """`/votes digest [team] [week]`: the caller's own team and this week, unless said otherwise."""
    with store.reading(team_id) as tx:
        painted = _asked(tx, split(command)[1], caller, clock.now())
    _answer(ack, command, painted)


def team_board(
    ack: Ack, command: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """`/votes team [team]`: who answers for how many votes, and how each account stands."""
    with store.reading(team_id) as tx:
        team, unknown = _team(tx, split(command)[1], caller)
        painted = unknown or _board(tx, team, caller, clock.now())
    _answer(ack, command, painted)


def show_board(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Whole board”: the same from a digest, for those who manage its team."""
    number, _monday = views.named(str(action["value"]))
    with store.reading(team_id) as tx:
        painted = _board(tx, by_number(tx, number), caller, clock.now())
    tell(store, team_id, body, caller, painted)
    ack()


def again(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Ask again”: the digest where it stands, with what has changed since then.

    It is counted while others write: who logs a visit waits for no digest.
    """
    number, monday = views.named(str(action["value"]))
    if answers.is_ephemeral(body):
        with store.reading(team_id) as tx:
            painted = _week(tx, by_number(tx, number), monday, clock.now(), caller)
        any(answers.replace(body, one) for one in _stages(painted))
    else:
        _repaint(store, team_id, body, number, monday, clock)
    ack()


def _repaint(
    store: Store, team_id: str, body: Json, number: int, monday: date, clock: Clock
) -> None:
    """Owe a digest anew in its place; who may read it decides what it shows, not who pressed."""
    place = body["container"]
    assert isinstance(place, dict)
    channel, ts = str(place["channel_id"]), str(place["message_ts"])
    with store.reading(team_id) as tx:
        sent = tx.deliveries.of_message(channel, ts)
        reader = tx.members.by_slack(sent.recipient) if sent else None
        with language.speaking(reader.locale if reader else tx.policy.digest_language):
            painted = _week(tx, by_number(tx, number), monday, clock.now(), reader)
    spoken = {"text": cut(painted["text"], UPDATED)}
    payload: dict[str, object] = {"channel": channel, "ts": ts, **painted, **spoken}
    with store.transaction(team_id) as tx:
        tx.deliveries.owe_latest(AGAIN, channel, ts, "chat.update", payload, clock.wall())


def _asked(tx: Tx, text: str, caller: Member, now: datetime) -> Message | Post:
    found = [(*_team(tx, name, caller), said) for name, said in weeks.readings(text)]
    # Where none of them is a team, the one is named that stands beside the week.
    team, unknown, said = next((one for one in found if one[1] is None), found[1])
    if unknown is not None:
        return unknown
    today = today_of(tx, team, now)
    this, monday = calendar.week_of(today), weeks.monday(said, today, caller.locale)
    if monday is None or not this - TWO_YEARS <= monday <= this:
        return views.no_such_week()
    return _week(tx, team, monday, now, caller)


def _week(tx: Tx, team: Team, monday: date, now: datetime, reader: Member | None) -> Post:
    """A team's week: as it was kept, with what has changed since; or counted now."""
    today = today_of(tx, team, now)
    kept = tx.digests.get(team.id, monday)
    last = min(monday + timedelta(days=6), today)
    told = Figures.from_json(kept.figures) if kept else gathering.figures(tx, team, monday, last)
    return post.paint(gathering.page(tx, team, told, today, reader=reader, kept=kept, asked=True))


def choose(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Show”: the board where it stands, with some of its accounts only."""
    option = action["selected_option"]
    assert isinstance(option, dict)
    number, which = board.chosen(str(option["value"]))
    with store.reading(team_id) as tx:
        painted = _board(tx, by_number(tx, number), caller, clock.now(), which)
    any(answers.replace(body, one) for one in _stages(painted))
    ack()


def _board(
    tx: Tx, team: Team, caller: Member, now: datetime, which: board.Which = board.Which.ALL
) -> Message | Post:
    if not teams.manages(tx, caller, team):
        return views.not_yours(team.name)
    return board.paint(boards.board(tx, team, today_of(tx, team, now), which))


def _team(tx: Tx, name: str, caller: Member) -> tuple[Team, Message | None]:
    """The team that was named, else the caller's own; and what to say where there is none."""
    told = teams.all_of(tx)
    if name:
        called = [one for one in told if fold(one.name) == fold(name)]
        called = called or _of_old(tx, name) or [one for one in told if is_begun(one.name, name)]
        if len(called) == 1:
            return called[0], None
        return told[0], views.no_such_team(name, [one.name for one in told])
    own = [one for one in told if one.id == caller.team_id]
    managed = [one for one in told if teams.manages(tx, caller, one)]
    return (own or managed or told)[0], None


def _of_old(tx: Tx, name: str) -> list[Team]:
    """Everybody's team, if a name is that: its past weeks are there when it has no digest more."""
    kept = tx.teams.by_name(EVERYONE) if is_everyone(name) else None
    return [kept] if kept and tx.digests.history(kept.id, 1) else []


def by_number(tx: Tx, number: int) -> Team:
    """The team behind a button; 0 is everybody's, before it was ever made."""
    return tx.teams.get(number) if number else tx.teams.by_name(EVERYONE) or Team(0, EVERYONE)


def today_of(tx: Tx, team: Team, now: datetime) -> date:
    """The team's local day."""
    return calendar.local_day(now, schedules.zone_of(team, tx.policy))


def _answer(ack: Ack, command: Json, painted: Message | Post) -> None:
    """Answer a command with charts and tables; in the ack, in text, where they are refused."""
    stages = _stages(painted)
    if any(answers.say(command, one) for one in stages):
        ack()
    else:
        ack(**stages[-1])


def tell(store: Store, team_id: str, body: Json, caller: Member, painted: Message | Post) -> None:
    """Tell who pressed beside what was pressed; in a private message where that is the Home."""
    if body.get("response_url"):
        any(answers.say(body, one) for one in _stages(painted))
        return
    assert caller.slack_id is not None
    payload: dict[str, object] = {"channel": caller.slack_id, **painted}
    with store.transaction(team_id) as tx:
        tx.deliveries.owe(
            ASKED, caller.slack_id, str(body["trigger_id"]), "chat.postMessage", payload, AT_ONCE
        )


def _stages(painted: Message | Post) -> list[Message]:
    """A message and its plainer twins: each is for where the one before is refused."""
    plainer = painted.get("fallbacks") or []
    assert isinstance(plainer, list)
    return [{"text": painted["text"], "blocks": one} for one in (painted["blocks"], *plainer)]
