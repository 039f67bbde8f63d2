"""After a visit: undo and redo, another channel, and the visit that one press logs."""

from dataclasses import replace

from slack_bolt import Ack

from handlers import answers
from handlers.callers import Clock
from handlers.visits.keeping import Desk
from storage import Store
from upkeep.members import Member
from upkeep.visits import Channel, NewVisit, Visit
from views import visits as views
from views.pieces import Json, Message


def undone(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Undo."""
    with store.transaction(team_id) as tx:
        message = Desk(tx, caller, clock).undo(int(str(action["value"])))
    _show(body, message)
    ack()


def redone(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Log it again” after an undo."""
    with store.transaction(team_id) as tx:
        message = Desk(tx, caller, clock).redo(int(str(action["value"])))
    _show(body, message)
    ack()


def channel_chosen(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Another channel was chosen in the confirmation."""
    option = action["selected_option"]
    assert isinstance(option, dict)
    visit_id, _, channel = str(option["value"]).partition(":")
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        visit = desk.own(int(visit_id))
        message = desk.change(visit.id, replace(as_new(visit), channel=Channel(channel)))
    _show(body, message)
    ack()


def as_new(visit: Visit) -> NewVisit:
    """A kept visit as it would be logged."""
    return NewVisit(
        account_id=visit.account_id,
        on=visit.on,
        channel=visit.channel,
        contact_ids=visit.contact_ids,
        member_ids=visit.member_ids,
        note=visit.note,
        voices=visit.voices,
        follow_ups=visit.follow_ups,
        attempt=visit.attempt,
        source=visit.source,
        permalink=visit.permalink,
    )


def met(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Met today: a visit by one press; pressed twice it is one visit."""
    contact_id, today = int(str(action["value"])), clock.today(caller.zone)
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        contact = tx.contacts.get(contact_id)
        logged = next((one for one in tx.visits.of_contact(contact_id, 3) if one.on == today), None)
        if logged is not None and not logged.attempt:
            message = views.met_already(logged, today)
        else:
            visit = NewVisit(
                account_id=contact.account.id,
                on=today,
                channel=Channel.IN_PERSON,
                contact_ids=(contact_id,),
                member_ids=(caller.id,),
            )
            message = desk.log(visit, f"met:{contact_id}:{caller.id}:{clock.now().isoformat()}")
    _show(body, message)
    ack()


def _show(body: Json, message: Message) -> None:
    """In place of a private answer; a message of ours is painted anew by what is owed."""
    if answers.is_ephemeral(body):
        answers.replace(body, message)
    elif body.get("container", {}).get("type") == "message":  # type: ignore[attr-defined]  # a dict
        answers.say(body, message)
