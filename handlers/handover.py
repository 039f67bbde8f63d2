"""The conversation of handing over: proposed, changed, confirmed, taken back; or only rehearsed.

Only the owner, a manager of either and admins hand over. Nothing moves before it is confirmed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers import answers, chain, inheriting
from handlers.callers import Clock, known
from handlers.words import Commands, says, split
from storage import Handover, Store, Tx
from upkeep import cadence, handover
from upkeep.accounts import named_first
from upkeep.handover import State, Touch
from upkeep.members import Member
from upkeep.phrases import text as typed
from upkeep.visits import AT_A_DISTANCE
from views import handover as views
from views.handover import rehearsal
from views.pieces import Json, Message

REHEARSE = ("rehearse", "rehearsal", "演练", "预演")
#: Who hands over, and to whom.
FROM_AND_TO = 2
#: Words between names that say nothing of their own; a customer called so is meant first.
BETWEEN = frozenset({"from", "to", "and", "all", "of", "at", "→", "->", "&", "和", "给"})
#: What is done to a proposal; it stays as it is where it was settled before.
Change = Callable[[Tx, Handover], Handover]


@dataclass(frozen=True)
class Said:
    """What stands after the word: who hands over, to whom, what of it, or only as a rehearsal."""

    people: tuple[Member, ...]
    words: str
    rehearsed: bool


def said(
    ack: Ack,
    command: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """`/votes handover @from [@to] [account …]`, or `rehearse @from`."""
    told = _read(store, client, team_id, split(command)[1])
    if not 0 < len(told.people) <= FROM_AND_TO:
        ack(**views.ask(str(command["command"])))
        return
    with store.transaction(team_id) as tx:
        giver, to = told.people[0], (*told.people[1:], None)[0]
        if not may(tx, caller, giver, None if told.rehearsed else to):
            message = views.not_yours(giver.name)
        elif told.rehearsed:
            message = _rehearse(tx, giver, clock.today(caller.zone))
        else:
            request = f"handover:{command['trigger_id']}"
            message = _propose(tx, caller, giver, to, told.words, clock, request)
    ack(**message)


def _read(store: Store, client: WebClient, team_id: str, words: str) -> Said:
    line = typed.line(words, escaped=False)
    people = tuple(known(store, client, team_id, one) for one in line.mentions)
    rest = "".join(c for c in line.typed if typed.mention(c) is None).strip()
    word = next((one for one in REHEARSE if rest.casefold().startswith(one)), "")
    return Said(people, rest[len(word) :].strip(), bool(word))


def may(tx: Tx, caller: Member, giver: Member, to: Member | None) -> bool:
    """Whether a member may hand over: the owner himself, who is above either, and admins."""
    above = (one for one in (giver, to) if one is not None)
    return caller.id == giver.id or any(chain.manages(tx, caller, one) for one in above)


def _propose(
    tx: Tx,
    caller: Member,
    giver: Member,
    to: Member | None,
    words: str,
    clock: Clock,
    request: str,
) -> Message:
    if to is not None and (not to.active or to.slack_id is None or to.id == giver.id):
        return views.not_there()
    accounts, unknown = _accounts(tx, words)
    if unknown:
        return views.no_account(unknown)
    try:
        made = inheriting.propose(
            tx, giver, caller, clock, request=request, to=to, account_ids=accounts
        )
    except ValueError:
        return views.nobody()
    if made is None:
        return views.no_account(words) if accounts else views.nothing(giver.name)
    return inheriting.paint(tx, made, clock.today(caller.zone))


def _accounts(tx: Tx, words: str) -> tuple[set[int] | None, str]:
    """The accounts that are named, none for all of them; and what of it is not understood."""
    found: set[int] = set()
    every, rest = tx.accounts.all(), words
    while rest:
        account, after = named_first(rest, every)
        if account is not None:
            found.add(account.id)
            rest = after
            continue
        word, _space, after = rest.partition(" ")
        if word.casefold() not in BETWEEN:
            return None, rest
        rest = after.strip()
    return found or None, ""


def _rehearse(tx: Tx, giver: Member, on: date) -> Message:
    """What would be lost; nothing is written."""
    visits = tx.visits.between(on - inheriting.A_YEAR, on, [giver.id])
    kept = tx.contacts.of_keeper(giver.id)
    met = tx.contacts.many(contact for one in visits for contact in one.contact_ids)
    accounts = sorted({one.account.id for one in (*met, *kept)})
    contacts = tx.contacts.of_accounts(accounts)
    longest = max((cadence.cadence_of(one, tx.policy) for one in contacts), default=0)
    since = on - max(inheriting.A_YEAR, timedelta(days=longest))
    touches = [
        Touch(contact, visit.on, visit.member_ids, visit.channel not in AT_A_DISTANCE)
        for visit in tx.visits.around(accounts, since, on)
        if cadence.counts(visit.channel, attempt=visit.attempt, policy=tx.policy)
        for contact in visit.contact_ids
    ]
    lost = handover.rehearse(contacts, touches, giver.id, tx.policy, on)
    return rehearsal.rehearsal(giver.name, lost, len(kept))


@dataclass(frozen=True)
class Press:
    """A press on a proposal: where, by whom, and on which page of it."""

    store: Store
    team_id: str
    caller: Member
    clock: Clock
    body: Json
    start: int = 0

    def does(
        self,
        handover_id: int,
        change: Change,
        to: Member | None = None,
        of: State = State.PROPOSED,
    ) -> None:
        """Change a proposal that is in the state `of`, and show it as it stands wherever it is."""
        with self.store.transaction(self.team_id) as tx:
            proposed = tx.handovers.get(handover_id)
            giver = tx.members.get(proposed.from_id)
            allowed = may(tx, self.caller, giver, to) or proposed.by == self.caller.id
            if allowed:
                if proposed.state is of:
                    proposed = change(tx, proposed)
                inheriting.repaint(tx, proposed, self.clock, self.start)
        if not allowed:
            answers.say(self.body, views.not_yours(giver.name))
        elif answers.is_ephemeral(self.body):
            with self.store.reading(self.team_id) as tx:
                today = self.clock.today(self.caller.zone)
                message = inheriting.paint(tx, proposed, today, self.start)
            answers.replace(self.body, message)


def changed(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """Somebody else was chosen for an account."""
    handover_id, account_id, start, slack_id = views.changed(action)
    to = known(store, client, team_id, slack_id)

    def change(tx: Tx, proposed: Handover) -> Handover:
        return inheriting.change(tx, proposed, account_id, to)

    if to.active and to.slack_id:
        Press(store, team_id, caller, clock, body, start).does(handover_id, change)
    else:
        answers.say(body, views.not_there())
    ack()


def confirmed(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Hand over”: it is done, once."""
    handover_id, start = views.pressed(action)

    def change(tx: Tx, proposed: Handover) -> Handover:
        return inheriting.confirm(tx, proposed, caller, clock)

    Press(store, team_id, caller, clock, body, start).does(handover_id, change)
    ack()


def cancelled(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Leave as it is”."""
    handover_id, start = views.pressed(action)

    def change(tx: Tx, proposed: Handover) -> Handover:
        return tx.handovers.settle(proposed.id, State.VOID, caller.id, clock.now())

    Press(store, team_id, caller, clock, body, start).does(handover_id, change)
    ack()


def anew(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Propose it again”, after it was left as it is."""
    handover_id, start = views.pressed(action)

    def change(tx: Tx, left: Handover) -> Handover:
        return inheriting.propose_again(tx, left, clock)

    Press(store, team_id, caller, clock, body, start).does(handover_id, change, of=State.VOID)
    ack()


def undone(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Undo”: what went over goes back, and is a proposal again."""
    handover_id, start = views.pressed(action)

    def change(tx: Tx, done: Handover) -> Handover:
        return inheriting.take_back(tx, done, caller, clock)

    Press(store, team_id, caller, clock, body, start).does(handover_id, change, of=State.DONE)
    ack()


def turned(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Another page of a proposal."""
    handover_id, start = views.pressed(action)
    Press(store, team_id, caller, clock, body, start).does(handover_id, lambda _tx, one: one)
    ack()


def register(app: App, commands: Commands) -> None:
    """`/votes handover`, and what is pressed on a proposal."""
    app.command(commands.votes, matchers=[says("handover")])(said)
    app.action(views.CHANGE)(changed)
    app.action(views.CONFIRM)(confirmed)
    app.action(views.CANCEL)(cancelled)
    app.action(views.ANEW)(anew)
    app.action(views.UNDO)(undone)
    app.action(views.SOONER)(turned)
    app.action(views.LATER)(turned)
