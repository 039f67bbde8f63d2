"""An account is changed by its form."""

from slack_bolt import Ack
from slack_sdk import WebClient

from handlers import cards, owed
from handlers.callers import Clock
from handlers.contacts.keeping import (
    ACCOUNT_EDITED,
    about,
    metadata,
    number,
    owner_of,
    shown,
    tell,
    typed_over,
)
from storage import Store, Tx
from upkeep.accounts import Account
from upkeep.errors import Refusal
from upkeep.members import Member
from views.contacts import accounts as views
from views.contacts import adding
from views.pieces import Json


def asked(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    team_id: str,
) -> None:
    """“Edit account” on its card."""
    with store.reading(team_id) as tx:
        account = tx.accounts.get(int(str(action["value"])))
        owner = _owner(tx, account) if _may_give(account, caller) else None
    about_it = metadata(body, account=account.id, shown=shown(account))
    view = views.form(account, owner, about_it)
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)
    ack()


def _may_give(account: Account, caller: Member) -> bool:
    """Whether the caller may say who answers for an account: its owner, and managers.

    Where nobody does, anybody may.
    """
    return account.owner_id in (None, caller.id) or caller.may_manage()


def _owner(tx: Tx, account: Account) -> str:
    return (tx.members.get(account.owner_id).slack_id or "") if account.owner_id else ""


def sent(
    ack: Ack,
    view: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """The form was sent: the clocks of all its contacts follow owner and cadence."""
    told, kept = views.read(view), about(view)
    account_id = number(kept, "account")
    if told.errors:
        ack(response_action="errors", errors=dict(told.errors))
        return
    try:
        owner_id = owner_of(store, client, team_id, told.owner)
        with store.transaction(team_id) as tx:
            before = tx.accounts.get(account_id)
            fields = dict(told.own)
            seen = owner_id is not None or _owner(tx, before)
            if seen and _may_give(before, caller):
                fields["owner_id"] = owner_id
            after = tx.accounts.change(account_id, **typed_over(fields, kept))
            if after != before:
                _follow(tx, before, after, caller, clock)
            card = cards.account(tx, account_id, caller, clock.today(caller.zone))
            message = adding.done(adding.account_changed(after), card)
    except Refusal as refusal:
        ack(response_action="errors", errors=views.errors(refusal))
        return
    tell(store, team_id, caller, view, message)
    ack()


def _follow(tx: Tx, before: Account, after: Account, caller: Member, clock: Clock) -> None:
    """Clocks and keepers, the trace of who changed what, and the Homes it concerns."""
    tx.contacts.recount_account(after.id)
    said = {
        name: [getattr(before, name), getattr(after, name)]
        for name in ACCOUNT_EDITED
        if getattr(before, name) != getattr(after, name)
    }
    tx.audit.note(caller.id, "change", "account", after.id, dict(said), clock.now())
    if after.owner_id is not None and after.owner_id != before.owner_id:
        inherited = [one for one in tx.contacts.of_account(after.id) if one.owner_id is None]
        for one in inherited:
            if one.snoozed_until is not None:  # it was the old owner's own choice
                tx.contacts.snooze(one.id, None)
        theirs = [one.id for one in inherited]
        owed.after_giving(tx, theirs, before.owner_id, after.owner_id, clock)
        owed.repaint_of(tx, theirs, clock)
    concerned = {one for one in (caller.id, before.owner_id, after.owner_id) if one is not None}
    for member in tx.members.many(sorted(concerned)).values():
        owed.home(tx, member, clock)
