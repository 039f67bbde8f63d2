"""A contact who is not on the list yet: added from the form below, or from a question."""

import json
from datetime import date

from slack_bolt import Ack
from slack_sdk import WebClient

from handlers import houses
from handlers.callers import Clock
from handlers.visits import doors, questions
from handlers.visits.keeping import Desk
from storage import Store
from upkeep.members import Member
from upkeep.phrases import Understood
from views.pieces import Json
from views.visits import form as views
from views.visits import newcomer
from views.visits.newcomer import Newcomer


def pushed(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    team_id: str,
) -> None:
    """“Add a new contact”: a page on top of the form, which keeps what was filled in."""
    view = body["view"]
    assert isinstance(view, dict)
    said = doors.unfinished(store, team_id, caller, doors.about(view))
    account_id = views.account_id(view)
    with store.reading(team_id) as tx:
        chosen = tx.accounts.get(account_id) if account_id else None
        there = {one.account.id: one.account for one in tx.contacts.many(views.contact_ids(view))}
    account = chosen or (said.account if said else None)
    if account is None and len(there) == 1 and not (said and said.account_text):
        [account] = there.values()
    kept = {
        "root": view["id"],
        "turn": int(str(action["value"])),
        "about": view["private_metadata"],
        "chosen": views.contact_ids(view),
        "on": day.isoformat() if (day := views.day(view)) else None,
    }
    page = newcomer.page(
        json.dumps(kept),
        name=_stranger(said) if said else "",
        account=account,
        new_account=said.account_text if said and not account else "",
    )
    client.views_push(trigger_id=str(body["trigger_id"]), view=page)
    ack()


def _stranger(said: Understood) -> str:
    """The first name in a sentence that nobody on the list has."""
    return next((one.text for one in said.unclear if not one.candidates), "")


def added(
    ack: Ack,
    view: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """The page was sent: the contact is kept, and chosen where it was missing.

    Where somebody very much alike is on the list, it is kept when it is sent again.
    """
    new = newcomer.read(view)
    with store.reading(team_id) as tx:
        house = houses.known(tx, new.account)
    if new.errors or house:
        errors = dict(new.errors) or newcomer.house_error(house)
        ack(response_action="errors", errors=errors)
        return
    kept = json.loads(str(view["private_metadata"]))
    with store.reading(team_id) as tx:
        alike = Desk(tx, caller, clock).alike(new)
        account = tx.accounts.get(new.account_id) if new.account_id else None
    if not {one.id for one in alike} <= set(kept.get("warned", ())):
        warned = json.dumps({**kept, "warned": [one.id for one in alike]})
        again = newcomer.page(
            warned, name=new.name, account=account, new_account=new.account, alike=alike
        )
        ack(response_action="update", view=again)
        return
    place = _into_form if "root" in kept else questions.welcomed
    place(view, client, caller, store, clock, team_id, new)
    ack()


def _into_form(
    view: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
    new: Newcomer,
) -> None:
    """Paint the form below anew, with the new contact among those chosen in it."""
    kept = json.loads(str(view["private_metadata"]))
    subject = doors.about({"private_metadata": kept["about"]})
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        contact = desk.welcome(new, f"page:{view['id']}")
        on = date.fromisoformat(kept["on"]) if kept["on"] else None
        filled = doors.fill(desk, subject, [contact.id, *kept["chosen"]], on)
    turn, edit = kept["turn"] + 1, subject.visit is not None
    below = views.form(filled, kept["about"], edit=edit, turn=turn)
    client.views_update(view_id=kept["root"], view=below)
