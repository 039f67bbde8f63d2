"""The form: opened from many doors, filled from what is known, kept as a visit when it is sent."""

import json
from collections.abc import Mapping

from slack_bolt import Ack
from slack_sdk import WebClient

from handlers import answers, owed
from handlers.callers import Clock, known
from handlers.hearing import understand
from handlers.visits.keeping import Desk
from storage import Store, Tx
from upkeep import calendar
from upkeep.errors import Refusal
from upkeep.members import Member
from upkeep.phrases import Understood
from upkeep.visits import NewVisit, Visit
from views import visit_form as views
from views.pieces import Json
from views.visit_form import Filled, Sent

#: What a form remembers of where it was opened: the press's own reply address.
_ORIGIN = ("container", "response_url")
#: A confirmation that could only be told by a message of its own.
SAVED = "saved"


def by_command(ack: Ack, command: Json, client: WebClient, caller: Member, clock: Clock) -> None:
    """`/visit` alone."""
    _open(client, command, Filled(on=clock.today(caller.zone)))
    ack()


def by_shortcut(ack: Ack, shortcut: Json, client: WebClient, caller: Member, clock: Clock) -> None:
    """The global shortcut."""
    _open(client, shortcut, Filled(on=clock.today(caller.zone)))
    ack()


def by_button(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """“Log a visit”, anywhere; with a contact where the button stands beside one."""
    today, value = clock.today(caller.zone), str(action["value"])
    with store.reading(team_id) as tx:
        contacts = tx.contacts.many([int(value)]) if value.isdecimal() else []
        channel = tx.policy.default_channel
    _open(client, body, Filled(contacts=contacts, on=today, channel=channel))
    ack()


def by_draft(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """An unfinished log is finished in the form, with all that was understood filled in."""
    draft_id = int(str(action["value"]))
    with store.reading(team_id) as tx:
        draft = tx.drafts.get(draft_id)
        said = None
        if draft is not None and draft.member_id == caller.id:
            day = calendar.local_day(draft.at, caller.zone)
            said = understand(tx, draft.text, today=day, speaker=caller, locale=caller.locale)
        filled = _from_sentence(tx, said) if said else Filled(on=clock.today(caller.zone))
    _open(client, body, filled, draft=draft_id if said else None)
    ack()


def _from_sentence(tx: Tx, said: Understood) -> Filled:
    """What was understood; a sentence that was not at all becomes the note."""
    lost = bool(said.unclear or said.account_text or said.error)
    return Filled(
        contacts=said.contacts,
        account=said.account,
        on=said.on,
        channel=said.channel or tx.policy.default_channel,
        slack_ids=said.mentions,
        note=said.source if lost and not said.note else said.note,
        voices=said.voices,
        promise=views.promise(said.follow_ups),
        attempt=said.attempt,
    )


def by_edit(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """A visit is opened again."""
    visit_id = int(str(action["value"]))
    with store.reading(team_id) as tx:
        visit = Desk(tx, caller, clock).own(visit_id)
        filled = _from_visit(tx, visit, caller)
    _open(client, body, filled, visit=visit_id)
    ack()


def _from_visit(tx: Tx, visit: Visit, caller: Member) -> Filled:
    there = tx.members.many(visit.member_ids).values()
    return Filled(
        contacts=tx.contacts.many(visit.contact_ids),
        account=tx.accounts.get(visit.account_id),
        on=visit.on,
        channel=visit.channel,
        slack_ids=[one.slack_id for one in there if one.slack_id and one.id != caller.id],
        note=visit.note,
        voices=visit.voices,
        promise=next(iter(visit.follow_ups), None),
        attempt=visit.attempt,
    )


def _open(client: WebClient, body: Json, filled: Filled, **about: int | None) -> None:
    origin = {key: body[key] for key in _ORIGIN if key in body}
    metadata = json.dumps({"origin": origin} | about)
    view = views.form(filled, metadata, edit=bool(about.get("visit")))
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)


def suggest_contacts(ack: Ack, payload: Json, caller: Member, store: Store, team_id: str) -> None:
    """Contacts while somebody types: own first, then by likeness."""
    with store.reading(team_id) as tx:
        found = tx.contacts.suggest(str(payload.get("value") or ""), caller.id)
    ack(options=[views.contact_option(one) for one in found])


def suggest_accounts(ack: Ack, payload: Json, store: Store, team_id: str) -> None:
    """Accounts while somebody types."""
    with store.reading(team_id) as tx:
        text = str(payload.get("value") or "")
        found = tx.accounts.like(text, limit=100) if text.strip() else tx.accounts.all()[:100]
    ack(options=[views.account_option(one) for one in found])


def sent(
    ack: Ack,
    view: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """The form was sent: kept, or shown what is wrong at its fields."""
    filled, about = views.sent(view), json.loads(str(view["private_metadata"]))
    if filled.errors:
        ack(response_action="errors", errors=dict(filled.errors))
        return
    present = {one: known(store, client, team_id, one).id for one in filled.slack_ids}
    try:
        with store.transaction(team_id) as tx:
            desk = Desk(tx, caller, clock)
            visit = _visit(desk, filled, present)
            if about.get("visit"):
                message = desk.change(about["visit"], visit)
            else:
                message = desk.log(visit, f"form:{view['id']}")
            if about.get("draft"):
                tx.drafts.remove(about["draft"])
                owed.home(tx, caller, clock)
    except Refusal as refusal:
        ack(response_action="errors", errors=views.errors(refusal, view))
        return
    origin = about["origin"]
    shown = answers.replace(origin, message) if answers.is_ephemeral(origin) else False
    if not shown and not answers.say(origin, message):
        with store.transaction(team_id) as tx:
            owed.message(tx, SAVED, caller, period=str(view["id"]), paint=lambda: message)
    ack()


def _visit(desk: Desk, filled: Sent, present: Mapping[str, int]) -> NewVisit:
    """What the form says, as a visit to keep.

    Raises:
        Refusal: nobody is named, or people of several customers, or the day is still to come.
    """
    contacts = desk.tx.contacts.many(filled.contact_ids)
    accounts = {one.account.id for one in contacts} or {filled.account_id} - {None}
    if not accounts:
        raise Refusal("form.contacts")
    if len(accounts) > 1:
        raise Refusal("account.several")
    assert filled.on is not None
    if filled.on > desk.today:
        raise Refusal("date.future")
    account_id = accounts.pop()
    assert account_id is not None
    return NewVisit(
        account_id=account_id,
        on=filled.on,
        channel=filled.channel,
        contact_ids=filled.contact_ids,
        member_ids=(desk.caller.id, *present.values()),
        note=filled.note,
        voices=filled.voices,
        follow_ups=filled.follow_ups,
        attempt=filled.attempt,
    )


def add_contact(ack: Ack, action: Json, body: Json, client: WebClient) -> None:
    """“Add a new contact”: a page on top of the form, which keeps what was filled in."""
    view = body["view"]
    assert isinstance(view, dict)
    kept = {"round": int(str(action["value"])), "chosen": views.contact_ids(view)}
    metadata = json.dumps(kept | {"root": view["id"], "about": view["private_metadata"]})
    client.views_push(trigger_id=str(body["trigger_id"]), view=views.add_form(metadata))
    ack()


def contact_added(
    ack: Ack,
    view: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """The new contact is kept, and chosen in the form below."""
    new, kept = views.added(view), json.loads(str(view["private_metadata"]))
    if new.errors:
        ack(response_action="errors", errors=dict(new.errors))
        return
    today = clock.today(caller.zone)
    with store.transaction(team_id) as tx:
        account_id = new.account_id or tx.accounts.upsert(new.account, owner_id=caller.id)[0].id
        contact, _ = tx.contacts.upsert(
            account_id, new.name, added_on=today, title=new.title or None, level=new.level
        )
        tx.audit.note(caller.id, "add", "contact", contact.id, {}, clock.now())
        chosen = tx.contacts.many([*kept["chosen"], contact.id])
        channel = tx.policy.default_channel
    filled = Filled(contacts=chosen, on=today, channel=channel)
    below = views.form(filled, kept["about"], round_=kept["round"] + 1)
    client.views_update(view_id=kept["root"], view=below)
    ack()
