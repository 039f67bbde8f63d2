"""What is pressed where a sentence was asked back: answers to each question, or none of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from slack_bolt import Ack
from slack_sdk import WebClient

from handlers import answers, owed
from handlers.callers import Clock
from handlers.visits import sentence
from handlers.visits.keeping import Desk, give
from storage import Draft, Store, Tx
from upkeep.accounts import Account, Contact
from upkeep.errors import Refusal
from upkeep.members import Member
from upkeep.phrases import Understood
from views import drafts
from views.drafts import Picked
from views.pieces import Json, Message
from views.visits import newcomer


def chosen(ack: Ack) -> None:
    """Something was chosen in a question; it is read when Save is pressed."""
    ack()


@dataclass(frozen=True)
class Asked:
    """A draft with its sentence as it reads now, and what was chosen for it."""

    draft: Draft
    said: Understood
    picked: Picked


def asked(tx: Tx, caller: Member, draft_id: int, picked: Picked) -> Asked | None:
    """The caller's draft; None: it is finished, or too old, or somebody else's."""
    draft = tx.drafts.get(draft_id)
    if draft is None or draft.member_id != caller.id:
        return None
    return Asked(draft, sentence.read_again(tx, draft, caller), picked)


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
    """Save was pressed below the questions."""
    with store.reading(team_id) as tx:
        draft_id, mark = drafts.settling(action)
        known = asked(tx, caller, draft_id, drafts.picked(body))
        to_see = _to_be_seen(Desk(tx, caller, clock), known) if known else None
        account = _account(tx, known) if known else None
        gone = sentence.gone(tx, known.said) if known else {}
    if known is None:
        answers.say(body, drafts.finished())
    elif mark != drafts.mark(known.said) or not drafts.fits(known.picked, known.said):
        today = clock.today(caller.zone)
        answers.replace(body, drafts.ask(known.draft.id, known.said, today, gone))
    elif not drafts.settles(known.picked, known.said):
        answers.say(body, drafts.choose_first(known.picked, known.said))
    elif to_see is not None:
        _open_page(client, body, known, to_see, account)
    else:
        _finish(store, client, caller, clock, team_id, body, known, {})
    ack()


def add_contact(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """“Add as a new contact” beside a name that nobody had: asked anew, where somebody has it."""
    draft_id, number, mark = drafts.pressed(action)
    with store.reading(team_id) as tx:
        known = asked(tx, caller, draft_id, drafts.picked(body))
        gone = sentence.gone(tx, known.said) if known else {}
    if known is None:
        answers.say(body, drafts.finished())
    elif mark != drafts.mark(known.said):
        today = clock.today(caller.zone)
        answers.replace(body, drafts.ask(known.draft.id, known.said, today, gone))
    else:
        _open_page(client, body, known, number, known.said.account)
    ack()


def _open_page(
    client: WebClient, body: Json, known: Asked, number: int, account: Account | None
) -> None:
    """Ask what there is to know of a new contact; the page remembers what was chosen so far."""
    picked = known.picked
    kept = {
        "draft": known.draft.id,
        "number": number,
        "mark": drafts.mark(known.said),
        "who": dict(picked.who),
        "on": picked.on.isoformat() if picked.on else None,
        "origin": {"response_url": body.get("response_url")},
    }
    view = newcomer.page(
        json.dumps(kept),
        name=known.said.unclear[number].text,
        account=account,
        new_account=known.said.account_text,
    )
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)


def welcomed(
    view: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
    new: newcomer.Newcomer,
) -> None:
    """The new contact is kept, and with it the visit where nothing else is unclear."""
    kept = json.loads(str(view["private_metadata"]))
    number, origin = kept["number"], {**kept["origin"], "trigger_id": view["id"]}
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        known = asked(tx, caller, kept["draft"], drafts.restored(kept["who"], kept["on"]))
        same = known is not None and drafts.mark(known.said) == kept["mark"]
        called = known.said.unclear[number].text if known and same else ""
        contact = desk.welcome(new, f"page:{view['id']}", called=called)
        if known is not None and same:
            who = {**known.picked.who, number: str(contact.id)}
            known = Asked(known.draft, known.said, Picked(who, known.picked.on))
            same = drafts.settles(known.picked, known.said) and _to_be_seen(desk, known) is None
    if known is None:
        _tell(store, team_id, caller, origin, drafts.finished(), alone=False)
    elif same:
        _finish(store, client, caller, clock, team_id, origin, known, {number: contact})
    else:
        _go_on(store, client, caller, clock, team_id, origin, known.draft)


def _go_on(
    store: Store,
    client: WebClient,
    caller: Member,
    clock: Clock,
    team_id: str,
    body: Json,
    draft: Draft,
) -> None:
    """Save a sentence that is clear by now; ask what still is not."""
    with store.reading(team_id) as tx:
        said = sentence.read_again(tx, draft, caller)
        gone = sentence.gone(tx, said)
    if said.clear:
        clear = Asked(draft, said, Picked())
        _finish(store, client, caller, clock, team_id, body, clear, {})
    else:
        asked_anew = drafts.ask(draft.id, said, clock.today(caller.zone), gone)
        _tell(store, team_id, caller, body, asked_anew)


def _account(tx: Tx, known: Asked) -> Account | None:
    """Where a new contact would be: where the sentence says, else where the others are."""
    if known.said.account_text:  # he is at no other; who was added before him may be there
        return tx.accounts.by_name(known.said.account_text)
    if known.said.account is not None:
        return known.said.account
    ids = [int(value) for value in known.picked.who.values() if value.isdecimal()]
    there = {one.account.id: one.account for one in (*known.said.contacts, *tx.contacts.many(ids))}
    return next(iter(there.values())) if len(there) == 1 else None


def _finish(
    store: Store,
    client: WebClient,
    caller: Member,
    clock: Clock,
    team_id: str,
    body: Json,
    known: Asked,
    added: Mapping[int, Contact],
) -> None:
    """Save a sentence with each question as it was answered; a refusal leaves it asked."""
    present = sentence.members(store, client, team_id, sentence.slack_ids(known.said))
    try:
        with store.transaction(team_id) as tx:
            message = _save(Desk(tx, caller, clock), known, present, added)
    except Refusal as why:
        _tell(store, team_id, caller, body, drafts.refused(why), alone=False)
    else:
        _tell(store, team_id, caller, body, message)


def _tell(
    store: Store, team_id: str, caller: Member, body: Json, message: Message, *, alone: bool = True
) -> None:
    """Answer where it was asked; a page may be filled in until that is not possible any more."""
    give(store, team_id, caller, body, message, alone=alone, form_id=str(body["trigger_id"]))


def _save(
    desk: Desk, known: Asked, present: Mapping[str, int], added: Mapping[int, Contact]
) -> Message:
    """Keep the visit and let the draft go.

    Raises:
        Refusal: the people are of several customers, or nobody is left, or the day is to come.
    """
    said, picked = known.said, known.picked
    met = _met(desk, known, added)
    if len({one.account.id for one in met}) > 1:
        raise Refusal("account.several")
    if not met and said.account is None:
        raise Refusal("contact.none")
    on = drafts.day(picked, said)
    if on is not None and on > desk.today:
        raise Refusal("date.future")
    visit = sentence.new_visit(
        said,
        desk.tx,
        desk.caller,
        present,
        contacts=met,
        on=on,
        permalink=str(known.draft.payload["permalink"]),
    )
    message = desk.log(visit, str(known.draft.payload["request"]))
    desk.tx.drafts.remove(known.draft.id)
    owed.home(desk.tx, desk.caller, desk.clock)
    return message


def _to_be_seen(desk: Desk, known: Asked) -> int | None:
    """The first of the new contacts whose page has to be filled in, or whose doubles looked at."""
    account = _account(desk.tx, known)
    return next(
        (
            number
            for number, value in known.picked.who.items()
            if value == drafts.NEW
            and number < len(known.said.unclear)  # else it is asked anew
            and (account is None or desk.alike(_newcomer(known, number, account)))
        ),
        None,
    )


def _newcomer(known: Asked, number: int, account: Account) -> newcomer.Newcomer:
    return newcomer.Newcomer(known.said.unclear[number].text, account.id, "")


def _met(desk: Desk, known: Asked, added: Mapping[int, Contact]) -> tuple[Contact, ...]:
    """All who were met: those who were clear, and each as it was chosen."""
    found = list(known.said.contacts)
    account = _account(desk.tx, known)
    for number, value in known.picked.who.items():
        if number in added:
            found.append(added[number])
        elif value == drafts.NEW:
            assert account is not None
            new = _newcomer(known, number, account)
            found.append(desk.welcome(new, f"draft:{known.draft.id}:{number}"))
        elif value != drafts.SKIP:
            found.append(desk.tx.contacts.get(int(value)))
    found += desk.tx.contacts.many(known.picked.contact_ids)
    return tuple({one.id: one for one in found}.values())


def discarded(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """An unfinished log is not wanted any more; its words are given back."""
    with store.transaction(team_id) as tx:
        draft = tx.drafts.get(int(str(action["value"])))
        mine = draft if draft is not None and draft.member_id == caller.id else None
        if mine is not None:
            tx.drafts.remove(mine.id)
            owed.home(tx, caller, clock)
    if mine is not None:
        _tell(store, team_id, caller, body, drafts.discarded(mine.text))
    elif answers.is_ephemeral(body):
        answers.replace(body, drafts.finished())
    ack()
