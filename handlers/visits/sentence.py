"""A visit in one line: read, and saved when all is clear, else asked back with nothing lost."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from handlers import answers, owed
from handlers.callers import Clock, colleague
from handlers.hearing import understand
from handlers.visits import joining, mentions
from handlers.visits.keeping import Desk
from storage import SENTENCE, Draft, Store, Tx
from upkeep import calendar
from upkeep.accounts import Contact
from upkeep.members import Member
from upkeep.names import likeness
from upkeep.phrases import Understood
from upkeep.visits import FollowUp, NewVisit, Visit
from views import drafts
from views.pieces import Json, Message
from views.visits import receipt

#: After a hiccup people type it again.
HICCUP = timedelta(minutes=10)
#: Of a name as typed as much is looked up, and so many of who has left.
LONGEST, MOST_GONE = 200, 20
#: The likeness of two ways to write one name.
SAME = 100


def typed(
    ack: Ack,
    command: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """`/visit` and a sentence."""
    text, request = str(command["text"]), f"command:{command['trigger_id']}"
    ack(**hear(store, client, caller, clock, team_id, text=text, request=request))


def from_message(
    ack: Ack,
    shortcut: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """A message is read as a sentence of its day, once by each who was there; its link is kept."""
    message, channel = shortcut["message"], shortcut["channel"]
    assert isinstance(message, dict)
    assert isinstance(channel, dict)
    place, ts = str(channel["id"]), str(message["ts"])
    answer = hear(
        store,
        client,
        caller,
        clock,
        team_id,
        text=_words(message),
        request=f"message:{caller.id}:{place}:{ts}",
        permalink=_permalink(client, place, ts),
        age=timedelta(seconds=max(clock.wall().timestamp() - float(ts), 0)),
    )
    answers.say(shortcut, answer)
    ack()


def _words(message: Json) -> str:
    """What a message says; one that was only passed on says what was written there."""
    attached = message.get("attachments")
    passed_on = attached if isinstance(attached, list) else []
    return str(message.get("text") or "") or "\n".join(
        str(one["text"]) for one in passed_on if one.get("text")
    )


def _permalink(client: WebClient, channel: str, ts: str) -> str:
    try:
        return str(client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"])
    except (SlackClientError, OSError):
        return ""  # the visit is worth more than the way back to the message


def hear(
    store: Store,
    client: WebClient,
    caller: Member,
    clock: Clock,
    team_id: str,
    *,
    text: str,
    request: str,
    permalink: str = "",
    age: timedelta = timedelta(),
) -> Message:
    """Save what is clear; ask back what is not. `age`: how long ago it was written."""
    said_on = calendar.local_day(clock.now() - age, caller.zone)
    with store.reading(team_id) as tx:
        said = understand(tx, text, today=said_on, speaker=caller, locale=caller.locale)
    present = members(store, client, team_id, slack_ids(said))
    names = mentions.names(store, client, team_id, said)
    said = mentions.named(said, names)
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        if request in (made := tx.visits.known([request])):
            return joining.told_again(desk, tx.visits.get(made[request]))
        twice = joining.twice(desk, text.strip(), clock.now() - HICCUP)
        if twice is not None and not (permalink and said.on != twice[0].on):  # another day's words
            return _already(desk, *twice)
        if said.clear:
            return desk.log(new_visit(said, tx, caller, present, permalink=permalink), request)
        payload: dict[str, object] = {
            "request": request,
            "permalink": permalink,
            "on": said_on.isoformat(),
            "names": names,
        }
        draft_id = _draft(desk, text, payload)
        return drafts.ask(draft_id, said, desk.today, gone(tx, said))


def _already(desk: Desk, mine: Visit, stands: Visit) -> Message:
    if stands.id != mine.id:
        return receipt.met_already(stands, desk.today)
    at = mine.recorded_at.astimezone(ZoneInfo(desk.caller.zone)).strftime("%H:%M")
    return receipt.already(mine, at, desk.today)


def _draft(desk: Desk, text: str, payload: dict[str, object]) -> int:
    """Keep what was typed until it is clear, once for each request, and for each hiccup."""
    waiting = desk.tx.drafts.of_member(desk.caller.id)
    lately = desk.clock.now() - HICCUP
    known = (
        one.id
        for one in waiting
        if one.payload["request"] == payload["request"]
        or (one.text == text and one.payload["on"] == payload["on"] and one.at >= lately)
    )
    draft_id = next(known, None)
    if draft_id is None:
        draft_id = desk.tx.drafts.put(desk.caller.id, SENTENCE, text, payload, desk.clock.now())
        owed.home(desk.tx, desk.caller, desk.clock)
    return draft_id


def read_again(tx: Tx, draft: Draft, caller: Member) -> Understood:
    """A draft's sentence, read as of the day it was written."""
    said_on = date.fromisoformat(str(draft.payload["on"]))
    said = understand(tx, draft.text, today=said_on, speaker=caller, locale=caller.locale)
    names = draft.payload.get("names", {})  # older ones have none
    assert isinstance(names, dict)
    return mentions.named(said, names)


def gone(tx: Tx, said: Understood) -> dict[str, Contact]:
    """Who has left and is called as a sentence calls somebody whom nobody knows."""
    found: dict[str, Contact] = {}
    for text in (one.text for one in said.unclear if not one.candidates):
        for who in tx.contacts.gone(text[:LONGEST], MOST_GONE):
            there = said.account is None or who.account.id == said.account.id
            if there and likeness(text, who.called) == SAME:
                found.setdefault(text, who)
    return found


def slack_ids(said: Understood) -> set[str]:
    """The colleagues a sentence names."""
    return {*said.mentions, *(one.owner for one in said.follow_ups if one.owner)}


def members(store: Store, client: WebClient, team_id: str, ids: Iterable[str]) -> Mapping[str, int]:
    """The members behind Slack ids, met for the first time where need be; apps are left out."""
    found = ((one, colleague(store, client, team_id, one)) for one in ids)
    return {one: member.id for one, member in found if member is not None}


def new_visit(
    said: Understood,
    tx: Tx,
    caller: Member,
    present: Mapping[str, int],
    *,
    contacts: tuple[Contact, ...] | None = None,
    on: date | None = None,
    permalink: str = "",
) -> NewVisit:
    """A sentence as a visit to keep; `contacts` and `on` are what was asked back."""
    met = said.contacts if contacts is None else contacts
    account = met[0].account if met else said.account
    day = on or said.on
    assert account is not None
    assert day is not None
    return NewVisit(
        account_id=account.id,
        on=day,
        channel=said.channel or tx.policy.default_channel,
        contact_ids=tuple(one.id for one in met),
        member_ids=(caller.id, *(present[one] for one in said.mentions if one in present)),
        note=said.note,
        voices=said.voices,
        follow_ups=promises(said, caller, present),
        attempt=said.attempt,
        source=said.source.strip(),
        permalink=permalink,
    )


def promises(said: Understood, caller: Member, present: Mapping[str, int]) -> tuple[FollowUp, ...]:
    """What was promised, each by whoever was named for it, else by the writer."""
    return tuple(
        FollowUp(one.text, one.due_on, present.get(one.owner or "", caller.id))
        for one in said.follow_ups
    )
