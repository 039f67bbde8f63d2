"""Somebody new: in one line, or by the form; asked back where unclear or on the list already."""

from collections.abc import Mapping
from dataclasses import replace

from slack_bolt import Ack
from slack_sdk import WebClient

from handlers import answers, houses
from handlers.callers import Clock
from handlers.contacts import editing
from handlers.contacts.keeping import (
    Desk,
    about,
    known_by,
    metadata,
    number,
    owner_of,
    tell,
    warned,
)
from handlers.words import split
from storage import Store, Tx
from upkeep import introductions
from upkeep.accounts import Contact
from upkeep.errors import Refusal
from upkeep.introductions import Introduction
from upkeep.members import Member
from views import drafts
from views.contacts import adding as views
from views.contacts import form
from views.contacts.form import Filled, Sent
from views.pieces import Json, Message

#: A line that waits for its writer.
LINE = "contact"


def typed(
    ack: Ack,
    command: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """`add` with a line, or alone for the form."""
    line = split(command)[1]
    if not line:
        _open(client, command, Filled(), None)
        ack()
        return
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        said = introductions.read(line, tx.accounts.all())
        alike = _alike(desk, said)
        if said.clear and not alike:
            message = _keep(desk, said, f"add:{command['trigger_id']}")
        else:
            draft_id = tx.drafts.put(caller.id, LINE, line, {}, clock.now())
            message = (
                views.alike(alike, said.name, draft_id)
                if said.clear
                else views.unclear(said, draft_id)
            )
            filled = _filled(tx, said)
    if not said.clear:
        _open(client, command, filled, draft_id)
    ack(**message)


def _alike(desk: Desk, said: Introduction) -> list[Contact]:
    """Who may be the same person, where it is clear who is meant."""
    if not said.clear:
        return []
    own = {"name": said.name, "phone": said.phone, "email": said.email}
    return desk.alike(desk.tx.accounts.get(said.account_ids[0]), own, {})


def _keep(desk: Desk, said: Introduction, request: str) -> Message:
    """Put somebody on the list as the line says."""
    own = {
        "name": said.name,
        "title": said.title,
        "department": said.department,
        "level": said.level,
        "phone": said.phone,
        "email": said.email,
    }
    contact = desk.add(desk.tx.accounts.get(said.account_ids[0]), own, None, request)
    return desk.card(contact, views.added(contact))


def _filled(tx: Tx, said: Introduction) -> Filled:
    """The form with what was understood of a line."""
    sure = len(said.account_ids) == 1
    return Filled(
        name=said.name,
        account=tx.accounts.get(said.account_ids[0]) if sure else None,
        new_account="" if said.account_ids else said.account,
        title=said.title,
        department=said.department,
        level=said.level,
        phone=said.phone,
        email=said.email,
    )


def _open(client: WebClient, body: Json, filled: Filled, draft_id: int | None) -> None:
    view = form.form(filled, metadata(body, draft=draft_id, warned=[]))
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)


def _line(tx: Tx, caller: Member, action: Json) -> str | None:
    """The caller's line that a button is about; None: it is too old."""
    draft = tx.drafts.get(int(str(action["value"])))
    return draft.text if draft is not None and draft.member_id == caller.id else None


def asked(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    team_id: str,
) -> None:
    """“Open the form”, with what was typed."""
    with store.reading(team_id) as tx:
        line = _line(tx, caller, action)
        filled = _filled(tx, introductions.read(line or "", tx.accounts.all()))
    if line is None:
        answers.say(body, drafts.finished())
    else:
        _open(client, body, filled, int(str(action["value"])))
    ack()


def anyway(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Add anyway”: it is somebody else. Pressed twice it is one."""
    with store.transaction(team_id) as tx:
        line = _line(tx, caller, action)
        said = introductions.read(line or "", tx.accounts.all())
        known = said.clear
        message = (
            _keep(Desk(tx, caller, clock), said, f"draft:{action['value']}")
            if known
            else drafts.finished()
        )
    answers.replace(body, message)
    ack()


def sent(
    ack: Ack,
    view: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """The form was sent: kept, shown what is wrong, or asked once whether it is a double."""
    told, kept = form.read(view), about(view)
    if told.errors:
        ack(response_action="errors", errors=dict(told.errors))
        return
    with store.reading(team_id) as tx:
        house = houses.known(tx, told.new_account)
    if house:
        ack(response_action="errors", errors=form.house_error(house))
        return
    try:
        owner_id = owner_of(store, client, team_id, told.owner)
    except Refusal:
        ack(response_action="errors", errors=form.owner_error())
        return
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        contact = tx.contacts.get(number(kept, "contact")) if "contact" in kept else None
        alike = _doubles(desk, told, kept, contact)
        if alike:
            again = form.again(told, desk.place(told.account_id, told.new_account))
            if contact is not None and not desk.may_give(contact):
                again = replace(again, owner=None)
        elif contact is not None:
            message = editing.keep(desk, contact, told, owner_id, kept)
        else:
            account = desk.account(told.account_id, told.new_account)
            new = desk.add(account, told.own, owner_id, f"form:{view['id']}")
            message = desk.card(new, views.added(new))
    if alike:
        edit = contact is not None
        page = form.form(again, warned(kept, alike), edit=edit, alike=alike)
        ack(response_action="update", view=page)
        return
    tell(store, team_id, caller, view, message)
    ack()


def _doubles(
    desk: Desk, told: Sent, kept: Mapping[str, object], contact: Contact | None
) -> list[Contact]:
    """Who may be the same person, and was not warned of yet; nobody is anew who stays as he is."""
    account = desk.place(told.account_id, told.new_account)
    stays = contact is not None and account is not None and account.id == contact.account.id
    if contact is not None and stays and known_by(contact).items() <= told.own.items():
        return []
    return desk.alike(account, told.own, kept, contact)
