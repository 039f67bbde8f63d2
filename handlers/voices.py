"""The conversation of voices: what customers said, who is to answer, and what they were told.

Words are read by who has met the person, who looks after the customer, who was asked to answer, and
by who manages one of those; everybody else is told numbers.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers import answerers, answers, owed, teams
from handlers.callers import Clock, known
from handlers.words import Commands, says, split
from storage import Store, Tx
from upkeep import calendar, voices
from upkeep.errors import Refusal
from upkeep.members import Member
from upkeep.phrases.words import TAGS
from upkeep.visits import Voice
from upkeep.voices import Which
from views import voices as views
from views.pieces import Json, Message
from views.voices import Asked, Told, forms

#: Weeks back, by what they are called.
WEEKS = MappingProxyType(
    dict.fromkeys(("week", "this week", "本周", "这周", "這週"), 0)
    | dict.fromkeys(("last week", "上周", "上週"), 1)
)
A_WEEK = timedelta(days=7)
#: Paints a form about a voice, on a day, with what it has to remember.
Form = Callable[[Told, date, str], Json]


def listed(
    ack: Ack, command: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """`/votes voices`: those still open, of a kind, mine, answered, an account's, a week's."""
    words, today = split(command)[1], clock.today(caller.zone)
    word = words.casefold()
    with store.reading(team_id) as tx:
        if word in WEEKS:
            monday = calendar.week_of(today) - A_WEEK * WEEKS[word]
            message = _taught(tx, caller, caller.team_id or 0, monday, today)
        elif word in set(Which):
            message = _page(tx, caller, Asked(Which(word)), today)
        elif word.strip("#") in TAGS and tx.accounts.by_name(words) is None:
            message = _page(tx, caller, Asked(kind=TAGS[word.strip("#")]), today)
        elif words:
            near = tx.accounts.like(words, 1)
            asked = Asked(Which.ALL, account_id=near[0].id if near else None)
            message = _page(tx, caller, asked, today) if near else views.no_account(words)
        else:
            message = _page(tx, caller, Asked(), today)
    ack(**message)


def shown(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Another page, or another filter."""
    option = action.get("selected_option")
    value = option["value"] if isinstance(option, dict) else action["value"]
    with store.reading(team_id) as tx:
        message = _page(tx, caller, Asked.read(str(value)), clock.today(caller.zone))
    answers.replace(body, message)
    ack()


def _page(tx: Tx, caller: Member, asked: Asked, on: date) -> Message:
    found, total = tx.voices.page(
        teams.hearer(tx, caller, on),
        which=asked.which,
        kind=asked.kind,
        account_id=asked.account_id,
        start=asked.start,
        limit=views.PER_PAGE,
    )
    last = max(total - 1, 0) // views.PER_PAGE * views.PER_PAGE
    if asked.start > last:  # what stood there was answered
        return _page(tx, caller, replace(asked, start=last), on)
    place = tx.accounts.get(asked.account_id).name if asked.account_id else ""
    return views.page(answerers.told(tx, found), total, asked, on, place)


def chosen(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """The menu beside a voice."""
    option = action["selected_option"]
    assert isinstance(option, dict)
    act, voice_id, asked = views.chosen(str(option["value"]))
    if act == views.TO_REOPEN:
        _reopen(store, team_id, caller, clock, voice_id, asked, body)
    else:
        form = forms.answer_form if act == views.TO_ANSWER else forms.assign_form
        _ask(store, team_id, client, caller, clock, body, voice_id, form, asked)
    ack()


def _reopen(
    store: Store,
    team_id: str,
    caller: Member,
    clock: Clock,
    voice_id: int,
    asked: Asked,
    body: Json,
) -> None:
    with store.transaction(team_id) as tx:
        if teams.may_read(tx, caller, voice_id, clock.today(caller.zone)):
            answerers.reopen(tx, voice_id, caller, clock)
            _repaint(tx, tx.voices.get(voice_id), caller, clock)
            message = _page(tx, caller, asked, clock.today(caller.zone))
        else:
            message = views.not_yours()
    answers.replace(body, message)


def to_answer(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """“Answered …” on a card, or in the message of who was asked to."""
    voice_id = int(str(action["value"]))
    _ask(store, team_id, client, caller, clock, body, voice_id, forms.answer_form, None)
    ack()


def _ask(
    store: Store,
    team_id: str,
    client: WebClient,
    caller: Member,
    clock: Clock,
    body: Json,
    voice_id: int,
    form: Form,
    asked: Asked | None,
) -> None:
    """Open a form about an open voice; it remembers the list it was opened from."""
    today = clock.today(caller.zone)
    with store.reading(team_id) as tx:
        (told,) = answerers.told(tx, [tx.voices.get(voice_id)])
        allowed = teams.may_read(tx, caller, voice_id, today)
    if not allowed or told.voice.answered_on:
        answers.say(body, views.settled(told, today) if allowed else views.not_yours())
        return
    origin = {"response_url": body["response_url"]} if body.get("response_url") else {}
    kept = {"voice": voice_id, "asked": asked.value() if asked else "", "origin": origin}
    view = form(told, today, json.dumps(kept))
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)


def answered(
    ack: Ack, view: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """What the customer was told."""
    words, day = forms.answered(view)
    today = clock.today(caller.zone)
    with store.reading(team_id) as tx:
        said_on = tx.voices.get(json.loads(str(view["private_metadata"]))["voice"]).said_on or today
    if day is None or not said_on <= day <= max(said_on, today):
        ack(response_action="errors", errors=forms.answer_error(said_on, today))
        return

    def answer(tx: Tx, voice_id: int) -> None:
        if _is_new(tx.voices.get(voice_id), words, day, caller):
            tx.voices.answer(voice_id, day, words, caller.id)
            said: dict[str, object] = {"on": day.isoformat(), "words": words}
            tx.audit.note(caller.id, "answer", "voice", voice_id, said, clock.now())
            answerers.follow(tx, voice_id, clock)

    _settle(store, team_id, caller, clock, view, answer)
    ack()


def _is_new(one: Voice, words: str, day: date, by: Member) -> bool:
    """Whether an answer is the first; of two who answer at once the second is told of the first.

    Raises:
        Refusal: `voice.answered`: somebody, or in other words, has answered it meanwhile.
    """
    if one.answered_on is None:
        return True
    if (one.answer, one.answered_on, one.answered_by) != (words, day, by.id):
        raise Refusal("voice.answered")
    return False


def assigned(
    ack: Ack,
    view: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """Somebody is asked to answer, and told so; asked twice for the same, told once."""
    slack_id = forms.assigned(view)
    to = known(store, client, team_id, slack_id) if slack_id else None
    if to is None or not to.active:
        ack(response_action="errors", errors=forms.assign_error())
        return

    def assign(tx: Tx, voice_id: int) -> None:
        one = tx.voices.get(voice_id)
        if one.answered_on is not None:
            raise Refusal("voice.answered")
        if one.assignee_id != to.id:
            answerers.ask(tx, voice_id, to, caller, clock)

    _settle(store, team_id, caller, clock, view, assign)
    ack()


def _settle(
    store: Store,
    team_id: str,
    caller: Member,
    clock: Clock,
    view: Json,
    change: Callable[[Tx, int], None],
) -> None:
    """Do what a form says about a voice, and show it where the form was opened."""
    kept = json.loads(str(view["private_metadata"]))
    voice_id, today = kept["voice"], clock.today(caller.zone)
    with store.transaction(team_id) as tx:
        one = tx.voices.get(voice_id)
        allowed = teams.may_read(tx, caller, voice_id, today)
        if allowed:
            change(tx, voice_id)
            one = tx.voices.get(voice_id)
            _repaint(tx, one, caller, clock)
        if not allowed:
            message = views.not_yours()
        elif kept["asked"]:
            message = _page(tx, caller, Asked.read(kept["asked"]), today)
        else:
            message = views.settled(answerers.told(tx, [one])[0], today)
    if kept["asked"] and allowed:
        answers.replace(kept["origin"], message)
    else:
        answers.say(kept["origin"], message)


def _repaint(tx: Tx, one: Voice, caller: Member, clock: Clock) -> None:
    """What names whoever said it follows; said in the room, it is of all who were there."""
    said_by = [one.contact_id] if one.contact_id else tx.visits.get(one.visit_id).contact_ids
    owed.touch(tx, said_by, {caller.id}, clock)


def taught(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“What they taught us”, under a digest: numbers for everybody, words for those who may."""
    team, monday = views.taught_of(str(action["value"]))
    with store.reading(team_id) as tx:
        message = _taught(tx, caller, team, monday, clock.today(caller.zone))
    answers.say(body, message)
    ack()


def _taught(tx: Tx, caller: Member, team: int, monday: date, on: date) -> Message:
    whose, sunday = _members(tx, team), monday + A_WEEK - timedelta(days=1)
    heard = tx.voices.heard_by(whose, monday, sunday)
    counted = voices.taught(heard)
    names = tx.accounts.many([one.account_id for one in counted])
    read = tx.voices.heard_by(whose, monday, sunday, teams.hearer(tx, caller, on))
    return views.taught(
        voices.by_kind(heard),
        [(names[one.account_id].name, one) for one in counted],
        answerers.told(tx, read),
        monday,
        on,
    )


def _members(tx: Tx, team: int) -> list[int] | None:
    """Those who make up a team with all teams below it, as its digest counts; None: everybody."""
    keepers = teams.reach(tx, tx.teams.get(team)).keepers if team else None
    return None if keepers is None else list(keepers)


def register(app: App, commands: Commands) -> None:
    """`/votes voices`, its filters, and what is pressed on voices anywhere."""
    app.command(commands.votes, matchers=[says("voices")])(listed)
    for shows in (views.WHICH, views.KIND, views.EARLIER, views.LATER):
        app.action(shows)(shown)
    app.action(views.MENU)(chosen)
    app.action(views.ANSWER)(to_answer)
    app.view(forms.ANSWERED)(answered)
    app.view(forms.ASSIGNED)(assigned)
    app.action(views.TAUGHT)(taught)
