"""A contact is changed by its form, or moved to another account."""

from collections.abc import Mapping

from slack_bolt import Ack
from slack_sdk import WebClient

from handlers import houses
from handlers.callers import Clock
from handlers.contacts.keeping import (
    Desk,
    about,
    known_by,
    metadata,
    number,
    shown,
    tell,
    typed_over,
    warned,
)
from storage import Store, Tx
from upkeep.accounts import Contact
from upkeep.members import Member
from views.contacts import adding as views
from views.contacts import form
from views.contacts.form import Sent
from views.pieces import Json, Message


def asked(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """“Edit” on a card."""
    with store.reading(team_id) as tx:
        contact = tx.contacts.get(int(str(action["value"])))
        owner = _owner(tx, contact) if Desk(tx, caller, clock).may_give(contact) else None
    filled = form.filled(contact, owner)
    view = form.form(filled, metadata(body, contact=contact.id, shown=shown(contact)), edit=True)
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)
    ack()


def _owner(tx: Tx, contact: Contact) -> str:
    """The Slack id of a contact's own owner; empty: none, or Slack does not know him."""
    return (tx.members.get(contact.owner_id).slack_id or "") if contact.owner_id else ""


def keep(
    desk: Desk, contact: Contact, told: Sent, owner_id: int | None, kept: Mapping[str, object]
) -> Message:
    """Write what was changed in the form; what somebody else has changed meanwhile stays.

    Whoever may not say who looks after it changes that for nobody. `kept`: what the form remembers.

    Raises:
        Refusal: `gone`.
    """
    fields = dict(told.own)
    unseen = contact.owner_id is not None and not _owner(desk.tx, contact) and owner_id is None
    if desk.may_give(contact) and not unseen:
        fields["owner_id"] = owner_id
    account = desk.account(told.account_id, told.new_account)
    if account.id != contact.account.id:
        fields["account_id"] = account.id
    after = desk.change(contact, "change", typed_over(fields, kept))
    return desk.card(after, views.changed(after))


def to_move(
    ack: Ack, action: Json, body: Json, client: WebClient, store: Store, team_id: str
) -> None:
    """“Move …” on a card."""
    with store.reading(team_id) as tx:
        contact = tx.contacts.get(int(str(action["value"])))
    view = form.move_form(contact, metadata(body, contact=contact.id))
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)
    ack()


def moved(ack: Ack, view: Json, caller: Member, store: Store, clock: Clock, team_id: str) -> None:
    """It works somewhere else now: history stays, the clock follows the new account's cadence.

    Where somebody very much alike is there, it is moved when the form is sent again.
    """
    account_id, new, errors = form.place(view)
    with store.reading(team_id) as tx:
        house = houses.known(tx, new)
    if errors or house:
        ack(response_action="errors", errors=dict(errors) or form.house_error(house))
        return
    kept = about(view)
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        contact = tx.contacts.get(number(kept, "contact"))
        there = desk.place(account_id, new)
        stays = there is not None and there.id == contact.account.id
        alike = [] if stays else desk.alike(there, known_by(contact), kept, contact)
        if not alike and not stays:
            account = desk.account(account_id, new)
            after = desk.change(contact, "move", {"account_id": account.id})
            message = desk.card(after, views.moved(after, contact.account.name))
    if stays:
        ack(response_action="errors", errors=form.there_already(new))
        return
    if alike:
        page = form.move_form(contact, warned(kept, alike), account=there, alike=alike)
        ack(response_action="update", view=page)
        return
    tell(store, team_id, caller, view, message)
    ack()
