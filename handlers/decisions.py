"""The conversation about how an account decides: what is behind its figures, and its rule."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers import lists
from handlers.callers import Clock
from handlers.words import Commands
from storage import Store, Tx
from upkeep.accounts import Account
from upkeep.members import Member
from views import decisions as views
from views import leaves
from views.pieces import Json


def may_change(caller: Member, account: Account) -> bool:
    """Whether a member may say how an account decides: its owner, and who manages people."""
    return caller.id == account.owner_id or caller.may_manage()


def why(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """What the figures of an account are made of."""
    with store.reading(team_id) as tx:
        page = _model(tx, int(str(action["value"])), caller, clock)
    client.views_open(trigger_id=str(body["trigger_id"]), view=page)
    ack()


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
    """Another page of them."""
    account_id, number = leaves.turned(str(action["value"]))
    with store.reading(team_id) as tx:
        page = _model(tx, account_id, caller, clock, number)
    shown = body["view"]
    assert isinstance(shown, dict)
    client.views_update(view_id=str(shown["id"]), view=page)
    ack()


def _model(tx: Tx, account_id: int, caller: Member, clock: Clock, number: int = 0) -> Json:
    account, on = tx.accounts.get(account_id), clock.today(caller.zone)
    decisions = lists.Decisions(tx, on)
    votes = decisions.votes(account_id)
    contacts = {one.id: one for one in tx.contacts.many(vote.id for vote in votes)}
    ballots = [
        views.Ballot(
            lists.bare(tx, decisions, contacts[vote.id], on),
            vote.warmth,
            decisions.swing(contacts[vote.id]),
        )
        for vote in votes
    ]
    decider = contacts.get(account.rule.decider_id or 0)
    return views.model(
        account,
        decisions.tally(account_id),
        sorted(ballots, key=_by_say),
        decider.name if decider else "",
        nearest=[contacts[one].name for one in decisions.nearest(account_id)],
        may_change=may_change(caller, account),
        number=number,
    )


def _by_say(one: views.Ballot) -> tuple[int, float, str, int]:
    contact = one.item.contact
    return -contact.weight, -one.warmth, contact.name, contact.id


def ask_rule(
    ack: Ack, action: Json, body: Json, client: WebClient, store: Store, team_id: str
) -> None:
    """How does this account decide?"""
    with store.reading(team_id) as tx:
        account = tx.accounts.get(int(str(action["value"])))
        contacts = tx.contacts.of_account(account.id)
    page = views.rule_form(account, contacts)
    shown = body["view"]
    assert isinstance(shown, dict)
    client.views_update(view_id=str(shown["id"]), view=page)
    ack()


def decide(ack: Ack, view: Json, caller: Member, store: Store, clock: Clock, team_id: str) -> None:
    """It decides like this: the figures follow, and are shown."""
    account_id, rule = int(str(view["private_metadata"])), views.decided(view)
    with store.transaction(team_id) as tx:
        account = tx.accounts.get(account_id)
        if may_change(caller, account) and rule != account.rule:
            tx.accounts.decide(account_id, rule)
            said: dict[str, object] = {
                "quorum": rule.quorum,
                "decider": rule.decider_id,
                "influence": rule.influence,
            }
            tx.audit.note(caller.id, "decide", "account", account_id, said, clock.now())
        page = _model(tx, account_id, caller, clock)
    ack(response_action="update", view=page)


def register(app: App, commands: Commands) -> None:  # noqa: ARG001 — each conversation is registered alike
    """The button beside each figure, the pages behind it, and the form of the rule."""
    app.action(views.WHY)(why)
    app.action(views.TURN)(turned)
    app.action(views.ON)(turned)
    app.action(views.RULE)(ask_rule)
    app.view(views.DECIDE)(decide)
