"""A visit in one line: read, and saved when all is clear, else asked back with nothing lost."""

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from handlers import answers, owed
from handlers.callers import Clock, known
from handlers.hearing import understand
from handlers.visits.keeping import Desk
from storage import SENTENCE, Draft, Store
from upkeep import calendar
from upkeep.accounts import Contact
from upkeep.members import Member
from upkeep.phrases import Understood
from upkeep.visits import FollowUp, NewVisit
from views import drafts
from views import visits as views
from views.pieces import Json, Message

TWICE = "twice"
#: After a hiccup people type it again.
HICCUP = timedelta(minutes=10)


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
    message = _read(
        store, client, caller, clock, team_id, str(command["text"]), str(command["trigger_id"])
    )
    ack(**message)


def from_message(
    ack: Ack,
    shortcut: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """A message is read as a sentence; its permalink is kept."""
    message, channel = shortcut["message"], shortcut["channel"]
    assert isinstance(message, dict)
    assert isinstance(channel, dict)
    link = _permalink(client, str(channel["id"]), str(message["ts"]))
    request = f"message:{channel['id']}:{message['ts']}:{caller.id}"
    text = str(message.get("text") or "")
    answer = _read(store, client, caller, clock, team_id, text, request, link)
    answers.say(shortcut, answer)
    ack()


def _permalink(client: WebClient, channel: str, ts: str) -> str:
    try:
        return str(client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"])
    except (SlackClientError, OSError):
        return ""  # the visit is worth more than the way back to the message


def _read(
    store: Store,
    client: WebClient,
    caller: Member,
    clock: Clock,
    team_id: str,
    text: str,
    request: str,
    permalink: str = "",
) -> Message:
    """Save what is clear; ask back what is not."""
    today, now = clock.today(caller.zone), clock.now()
    with store.reading(team_id) as tx:
        said = understand(tx, text, today=today, speaker=caller, locale=caller.locale)
    present = {one: known(store, client, team_id, one).id for one in _slack_ids(said)}
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        payload: dict[str, object] = {"request": request, "permalink": permalink}
        twice = tx.visits.same_sentence(caller.id, text.strip(), now - HICCUP)
        if twice is not None and not tx.visits.is_from(twice.id, request):
            draft_id = tx.drafts.put(caller.id, TWICE, text, payload, now)
            at = twice.recorded_at.astimezone(ZoneInfo(caller.zone)).strftime("%H:%M")
            return views.already(twice, at, today, draft_id)
        if said.clear:
            return desk.log(new_visit(said, desk, present, permalink=permalink), request)
        draft_id = tx.drafts.put(caller.id, SENTENCE, text, payload, now)
        owed.home(tx, caller, clock)
        return drafts.ask(draft_id, said, today)


def _slack_ids(said: Understood) -> set[str]:
    return {*said.mentions, *(one.owner for one in said.follow_ups if one.owner)}


def new_visit(
    said: Understood,
    desk: Desk,
    present: Mapping[str, int],
    *,
    contacts: tuple[Contact, ...] | None = None,
    permalink: str = "",
) -> NewVisit:
    """A clear sentence as a visit to keep; `present` are the members behind Slack ids."""
    met = said.contacts if contacts is None else contacts
    account = met[0].account if met else said.account
    assert account is not None
    assert said.on is not None
    return NewVisit(
        account_id=account.id,
        on=said.on,
        channel=said.channel or desk.tx.policy.default_channel,
        contact_ids=tuple(one.id for one in met),
        member_ids=(desk.caller.id, *(present[one] for one in said.mentions)),
        note=said.note,
        voices=said.voices,
        follow_ups=tuple(
            FollowUp(one.text, one.due_on, present.get(one.owner or "", desk.caller.id))
            for one in said.follow_ups
        ),
        attempt=said.attempt,
        source=said.source.strip(),
        permalink=permalink,
    )


def chosen(ack: Ack) -> None:
    """A name was chosen in a question; it is read when Save is pressed."""
    ack()


def settled(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """Save was pressed below a question."""
    state = body.get("state") or {}
    assert isinstance(state, dict)
    picked = drafts.choices(state)
    draft_id = int(str(action["value"]))
    with store.reading(team_id) as tx:
        draft = tx.drafts.get(draft_id)
        said = _again(Desk(tx, caller, clock), draft) if draft else None
    if draft is None or said is None or draft.member_id != caller.id:
        answers.replace(body, drafts.finished())
    elif set(picked) != set(range(len(said.unclear))):
        answers.say(body, drafts.choose_first())
    else:
        present = {one: known(store, client, team_id, one).id for one in _slack_ids(said)}
        with store.transaction(team_id) as tx:
            desk = Desk(tx, caller, clock)
            message = _settle(desk, draft, said, picked, present)
        answers.replace(body, message)
    ack()


def _again(desk: Desk, draft: Draft) -> Understood:
    """A draft's sentence, read as of the day it was typed."""
    day = calendar.local_day(draft.at, desk.caller.zone)
    return understand(
        desk.tx, draft.text, today=day, speaker=desk.caller, locale=desk.caller.locale
    )


def _settle(
    desk: Desk,
    draft: Draft,
    said: Understood,
    picked: Mapping[int, str],
    present: Mapping[str, int],
) -> Message:
    """Save a sentence with each unclear name as it was chosen."""
    contacts = list(said.contacts)
    for number, unclear in enumerate(said.unclear):
        if picked[number] == drafts.NEW:
            assert said.account is not None
            contacts.append(
                desk.tx.contacts.add(said.account.id, unclear.text, added_on=desk.today)
            )
        elif picked[number] != drafts.SKIP:
            contacts.append(desk.tx.contacts.get(int(picked[number])))
    met = tuple({one.id: one for one in contacts}.values())
    if len({one.account.id for one in met}) > 1:
        return drafts.several_accounts()
    if not met:
        return drafts.nobody_left()
    permalink = str(draft.payload.get("permalink", ""))
    visit = new_visit(said, desk, present, contacts=met, permalink=permalink)
    message = desk.log(visit, str(draft.payload["request"]))
    desk.tx.drafts.remove(draft.id)
    owed.home(desk.tx, desk.caller, desk.clock)
    return message


def again(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """The same sentence is meant as a second visit."""
    with store.reading(team_id) as tx:
        draft = tx.drafts.get(int(str(action["value"])))
        said = _again(Desk(tx, caller, clock), draft) if draft else None
    if draft is None or said is None or not said.clear or draft.member_id != caller.id:
        answers.replace(body, drafts.finished())
    else:
        present = {one: known(store, client, team_id, one).id for one in _slack_ids(said)}
        with store.transaction(team_id) as tx:
            desk = Desk(tx, caller, clock)
            permalink = str(draft.payload.get("permalink", ""))
            visit = new_visit(said, desk, present, permalink=permalink)
            message = desk.log(visit, str(draft.payload["request"]))
            tx.drafts.remove(draft.id)
        answers.replace(body, message)
    ack()


def discarded(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """An unfinished log is not wanted any more."""
    with store.transaction(team_id) as tx:
        draft = tx.drafts.get(int(str(action["value"])))
        if draft is not None and draft.member_id == caller.id:
            tx.drafts.remove(draft.id)
            owed.home(tx, caller, clock)
    if answers.is_ephemeral(body):
        answers.replace(body, drafts.discarded())
    ack()
