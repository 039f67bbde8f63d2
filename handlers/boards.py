"""The conversation of the vote board: one customer's votes, page by page."""

from collections import Counter
from datetime import date

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers import lists
from handlers.callers import Clock
from handlers.words import Commands
from storage import Store, Tx
from upkeep import alerts, decision, eyes, regime
from upkeep.cadence import Standing
from upkeep.ledger import Entry
from upkeep.members import Member
from upkeep.threads import LOOKED_AT
from views import cards, leaves, lines
from views import votes_board as views
from views.pieces import Json


def opened(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """By a button: the board over the conversation, or over another page."""
    with store.reading(team_id) as tx:
        view = views.paint(board(tx, int(str(action["value"])), clock.today(caller.zone)))
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)
    ack()


def picked(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """By the menu of a team's board: the same."""
    option = action["selected_option"]
    assert isinstance(option, dict)
    opened(ack, {"value": option["value"]}, body, client, caller, store, clock, team_id)


def turned(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """Another page of the same board."""
    account_id, number = leaves.turned(str(action["value"]))
    with store.reading(team_id) as tx:
        view = views.paint(board(tx, account_id, clock.today(caller.zone), number))
    shown = body["view"]
    assert isinstance(shown, dict)
    client.views_update(view_id=str(shown["id"]), view=view)
    ack()


def board(tx: Tx, account_id: int, on: date, number: int = 0) -> views.Board:
    """How a customer would decide on a day, and who knows whom there."""
    account = tx.accounts.get(account_id)
    entries = tx.ledger.at([account_id], on)
    people = {one.id: one for one in tx.contacts.of_account(account_id)}
    back = on - alerts.look_back(entries)
    made = regime.counted(tx.visits.around([account_id], back, on), tx.policy)
    facts = alerts.facts(account, entries, made, {}, on)
    swings = decision.swings(facts.votes, account.rule)
    met: dict[int, Counter[int]] = {one.id: Counter() for one in entries}
    for visit in made:
        if visit.on > on - LOOKED_AT:
            for contact_id in met.keys() & set(visit.contact_ids):
                met[contact_id].update(visit.member_ids)
    ours = {who for found in met.values() for who in found}
    votes = [
        views.Vote(one, people[one.id].name, people[one.id].title, met[one.id], swings[one.id])
        for one in sorted(entries, key=_coldest)
        if one.id in people
    ]
    told = facts.support is not None
    return views.Board(
        account_id=account.id,
        account=account.name,
        votes=votes,
        members={one.id: lines.called(one) for one in tx.members.many(sorted(ours)).values()},
        tally=lists.Decisions(tx, on).tally(account_id),
        without_strongest=(decision.without_strongest(facts.votes, account.rule) if told else None),
        eyes=eyes.eyes(facts.faces),
        tide=decision.tide(facts.votes, account.rule),
        number=min(number, max(0, (len(votes) - 1) // views.PER_PAGE)),
    )


def _coldest(one: Entry) -> tuple[bool, float, int, int]:
    """The coldest first, of them the heaviest; who was never met is no neglect, and comes last."""
    return one.standing is Standing.UNMET, one.warmth, -one.weight, one.id


def register(app: App, commands: Commands) -> None:  # noqa: ARG001 — every conversation is told them
    """The button on cards and team boards, and the two that turn pages."""
    app.action(cards.BOARD)(opened)
    app.action(views.PICK)(picked)
    app.action(views.TURN)(turned)
    app.action(views.ON)(turned)
