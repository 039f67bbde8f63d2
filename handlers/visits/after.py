"""After a visit: undo and redo, another channel, once more, and the visit that one press logs."""

from dataclasses import replace

from slack_bolt import Ack

from handlers import answers, lists, owed
from handlers.callers import Clock
from handlers.visits import joining
from handlers.visits.keeping import Desk, as_new, give, show
from storage import Store
from upkeep import visits
from upkeep.members import Member
from upkeep.visits import Channel, NewVisit
from views import visits as views
from views.pieces import Json
from views.visits import receipt


def undone(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Undo."""
    visit_id, alone = views.pressed(action)
    with store.transaction(team_id) as tx:
        message = joining.undo(Desk(tx, caller, clock), visit_id)
        owed.repaint_pressed(tx, body, clock)
    give(store, team_id, caller, body, message, alone=alone, form_id=str(body["trigger_id"]))
    ack()


def redone(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Log it again” after an undo."""
    visit_id, alone = views.pressed(action)
    with store.transaction(team_id) as tx:
        message = Desk(tx, caller, clock).redo(visit_id)
    show(body, message, alone=alone)
    ack()


def again(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Log it again” after the same sentence: it is meant as a second visit; pressed twice, one."""
    visit_id, alone = views.pressed(action)
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        message = desk.log(as_new(desk.own(visit_id)), f"again:{visit_id}:{caller.id}")
    show(body, message, alone=alone)
    ack()


def channel_chosen(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Another channel was chosen in the receipt."""
    visit_id, channel = receipt.channel_chosen(action)
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        visit = as_new(desk.own(visit_id))
        message = desk.change(visit_id, replace(visit, channel=channel))
    show(body, message, alone=True)
    ack()


def joined(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Join this visit”: two logged one meeting, and it becomes one visit."""
    visit_id, other_id = receipt.twins(action)
    with store.transaction(team_id) as tx:
        message = joining.join(Desk(tx, caller, clock), visit_id, other_id)
    show(body, message, alone=True)
    ack()


def parted(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Undo” after that: two again, each as it was."""
    joint_id, visit_id = receipt.twins(action)
    with store.transaction(team_id) as tx:
        message = joining.part(Desk(tx, caller, clock), joint_id, visit_id)
    show(body, message, alone=True)
    ack()


def met(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Met today: a visit by one press; pressed twice it is one visit. A call is another matter."""
    contact_id, today = int(str(action["value"])), clock.today(caller.zone)
    with store.transaction(team_id) as tx:
        desk = Desk(tx, caller, clock)
        contact = tx.contacts.get(contact_id)
        known = (one for one in tx.visits.of_contact(contact.id, 5) if caller.id in one.member_ids)
        logged = next((one for one in known if one.on == today and visits.is_seen(one)), None)
        if logged is not None:
            message = receipt.met_already(logged, today)
        else:
            visit = NewVisit(
                account_id=contact.account.id,
                on=today,
                channel=Channel.IN_PERSON,
                contact_ids=(contact.id,),
                member_ids=(caller.id,),
            )
            message = desk.log(visit, f"met:{body['trigger_id']}")
            owed.repaint_pressed(tx, body, clock)
        mine = lists.mine(tx, caller, today, done=message)
    if answers.is_ephemeral(body):
        answers.replace(body, mine)
    else:
        answers.say(body, message)
    ack()
