"""Two records of one person are made one: chosen, seen beforehand, done, and undone."""

import json
from datetime import date, timedelta

from slack_bolt import Ack
from slack_sdk import WebClient

from handlers import answers, cards, inheriting, lists, owed, suggesting
from handlers.callers import Clock
from handlers.contacts.keeping import Desk, about, metadata, number, tell
from storage import Store, Tx
from upkeep import calendar, merging
from upkeep.accounts import Contact
from upkeep.errors import Refusal
from upkeep.members import Member
from upkeep.names import likeness
from views import cards as card_views
from views import failures
from views.contacts import merge as views
from views.contacts.merge import Side
from views.pieces import Json
from views.visits.form import contact_option

#: Choices in the menu.
MOST = 50


def asked(
    ack: Ack, action: Json, body: Json, client: WebClient, store: Store, team_id: str
) -> None:
    """“Merge …” on a card."""
    with store.reading(team_id) as tx:
        contact = tx.contacts.get(int(str(action["value"])))
    view = views.choose(contact, metadata(body, kept=contact.id))
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)
    ack()


def suggest(
    ack: Ack, payload: Json, body: Json, caller: Member, store: Store, team_id: str
) -> None:
    """Who may be the other record: while nothing is typed, those most alike at the account."""
    text, view = str(payload.get("value") or "").strip(), body["view"]
    assert isinstance(view, dict)
    with store.reading(team_id) as tx:
        kept = tx.contacts.get(number(about(view), "kept"))
        found = suggesting.suggested(tx, text, caller.id, MOST) if text else _near(tx, kept)
    ack(options=[contact_option(one) for one in found if one.id != kept.id][:MOST])


def _near(tx: Tx, kept: Contact) -> list[Contact]:
    there = tx.contacts.ever_at(kept.account.id)
    return sorted(there, key=lambda one: (-likeness(kept.name, one.called), one.id))


def chosen(ack: Ack, view: Json, caller: Member, store: Store, team_id: str) -> None:
    """The other one was chosen: show what the two will be."""
    kept, other_id = about(view), views.chosen(view)
    if other_id is None:
        ack(response_action="errors", errors=_wrong("merge.none"))
        return
    with store.reading(team_id) as tx:
        one, other = tx.contacts.get(number(kept, "kept")), tx.contacts.get(other_id)
        if one.id == other.id:
            ack(response_action="errors", errors=_wrong("merge.same"))
            return
        page = _preview(tx, caller, one, other, kept)
    ack(response_action="update", view=page)


def _wrong(code: str) -> dict[str, str]:
    return views.choose_error(failures.sentence(Refusal(code)))


def _preview(tx: Tx, caller: Member, one: Contact, other: Contact, kept: dict[str, object]) -> Json:
    theirs = [tx.visits.ids_of(each.id) for each in (one, other)]
    result = merging.merged(one, other)
    lower = min(one.level, other.level, key=list(type(one.level)).index)
    return views.preview(
        _side(tx, one, len(theirs[0])),
        _side(tx, other, len(theirs[1])),
        result,
        len(theirs[0] & theirs[1]),
        (card_views.level(result.level), card_views.level(lower)),
        json.dumps({**kept, "kept": one.id, "other": other.id}),
        _hindrance(tx, caller, one, other),
    )


def _hindrance(tx: Tx, caller: Member, one: Contact, other: Contact) -> str:
    """Whose the one is that would go, where nobody else may say so; empty: it may go.

    Its visits and voices go with it, to be read by who looks after the one that stays.
    """
    keeper = other.keeper_id
    if keeper in (None, one.keeper_id, caller.id) or caller.may_manage():
        return ""
    return lists.name_of(tx, keeper)


def _side(tx: Tx, one: Contact, visits: int) -> Side:
    voices = len(tx.voices.open_of_contact(one.id))
    return Side(one, visits, voices, lists.name_of(tx, one.keeper_id))


def swapped(
    ack: Ack, body: Json, client: WebClient, caller: Member, store: Store, team_id: str
) -> None:
    """The other one is to stay instead."""
    view = body["view"]
    assert isinstance(view, dict)
    kept = about(view)
    with store.reading(team_id) as tx:
        one, other = (tx.contacts.get(number(kept, key)) for key in ("other", "kept"))
        page = _preview(tx, caller, one, other, kept)
    client.views_update(view_id=str(view["id"]), view=page)
    ack()


def confirmed(
    ack: Ack, view: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Do it."""
    kept = about(view)
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        other = tx.contacts.get(number(kept, "other"))
        before = tx.contacts.get(number(kept, "kept"))
        last = tx.merges.last_into(before.id)
        if other.id == before.id and last is not None:  # sent twice
            merge = last
        else:
            if whose := _hindrance(tx, caller, before, other):
                raise Refusal("merge.others", name=whose)
            merge = tx.merges.merge(before.id, other.id, caller.id, clock.now(), desk.today)
            desk.note("merge", before, {"other": other.id, "name": other.name})
            owed.touch(tx, [before.id], {caller.id, other.keeper_id}, clock)
        after = tx.contacts.get(merge.kept_id)
        card = cards.contact(tx, after.id, caller, desk.today)
        message = views.merged(after, other.name, merge.id, card)
    tell(store, team_id, caller, view, message)
    ack()


def undone(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Two again, until the end of the day after: by who merged them, or a manager."""
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        merge = tx.merges.get(int(str(action["value"])))
        if merge.undone_at is None:
            _in_time(desk, merge.by, calendar.local_day(merge.at, caller.zone))
            merge = tx.merges.undo(merge.id, clock.now())
            desk.note("unmerge", tx.contacts.get(merge.kept_id), {"other": merge.other_id})
            ids = [merge.kept_id, merge.other_id]
            inheriting.listed_again(tx, tx.contacts.get(merge.other_id))
            owed.touch(tx, ids, {caller.id}, clock)
        one, other = tx.contacts.get(merge.kept_id), tx.contacts.get(merge.other_id)
        message = views.unmerged(one, other, calendar.local_day(merge.at, caller.zone))
    answers.replace(body, message)
    ack()


def _in_time(desk: Desk, by: int | None, day: date) -> None:
    """Until the end of the next day, by who merged them; managers any time.

    Raises:
        Refusal: `merge.not_yours`, `merge.late`.
    """
    if desk.caller.may_manage():
        return
    if by != desk.caller.id:
        raise Refusal("merge.not_yours")
    if desk.today - timedelta(days=1) > day:
        raise Refusal("merge.late")
