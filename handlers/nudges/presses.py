"""What is pressed about a contact: in the reminder, on the list and on its card."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from slack_bolt import Ack
from slack_sdk import WebClient

from handlers import answers, lists, owed
from handlers.callers import Clock, known
from handlers.nudges import deeds
from handlers.nudges.deeds import Deed, Doing
from storage import Store
from upkeep.accounts import Contact
from upkeep.members import Member
from views import nudges as views
from views.nudges import forms
from views.pieces import Json

#: Paints a form about a contact, on a day, with what it has to remember.
Form = Callable[[Contact, date, str], Json]
#: A contact cannot be put off for longer.
A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Press:
    """A press about a contact: where, by whom, and on what (`body` carries the way to answer)."""

    store: Store
    team_id: str
    caller: Member
    clock: Clock
    body: Json

    @property
    def today(self) -> date:
        """The caller's local day."""
        return self.clock.today(self.caller.zone)

    def does(self, contact_id: int, deed: Deed) -> None:
        """Do it if the caller may, and show what was done where it was pressed."""
        with self.store.transaction(self.team_id) as tx:
            contact = tx.contacts.get(contact_id)
            doing = Doing(tx, self.caller, contact, self.clock)
            allowed = deed.may(doing)
            if allowed:
                answer = deed.do(doing)
                owed.touch(tx, [contact.id], {self.caller.id, contact.keeper_id}, self.clock)
                painted = owed.repaint_pressed(tx, self.body, self.clock)
                done = views.done(tx.contacts.get(contact_id), answer, self.today)
                shown = lists.mine(tx, self.caller, self.today, done=done)
            else:
                shown = views.refused(contact, lists.name_of(tx, contact.keeper_id))
        if not allowed:
            answers.say(self.body, shown)
        elif answers.is_ephemeral(self.body):
            answers.replace(self.body, shown)
        elif not painted:
            answers.say(self.body, done)

    def asks(self, client: WebClient, contact_id: int, form: Form) -> None:
        """Open the form that asks for the rest; it remembers where it was opened from."""
        with self.store.reading(self.team_id) as tx:
            contact = tx.contacts.get(contact_id)
        origin = {key: self.body[key] for key in ("container", "response_url") if key in self.body}
        view = form(contact, self.today, json.dumps({"contact": contact_id, "origin": origin}))
        client.views_open(trigger_id=str(self.body["trigger_id"]), view=view)


def snoozed(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """Snooze, by one of the choices; the last one asks for a date."""
    option = action["selected_option"]
    assert isinstance(option, dict)
    choice, _, contact_id = str(option["value"]).partition(":")
    press = Press(store, team_id, caller, clock, body)
    if choice == views.UNTIL:
        press.asks(client, int(contact_id), forms.snooze_form)
    else:
        press.does(int(contact_id), deeds.snooze(press.today + views.DAYS[choice]))
    ack()


def snoozed_until(
    ack: Ack, view: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """The date of a snooze was sent."""
    until, today = forms.snooze_day(_values(view)), clock.today(caller.zone)
    if until is None or not today < until <= today + A_YEAR:
        ack(response_action="errors", errors=forms.snooze_error(today))
        return
    contact_id, origin = _origin(view)
    Press(store, team_id, caller, clock, origin).does(contact_id, deeds.snooze(until))
    ack()


def left(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """The contact has left the company."""
    Press(store, team_id, caller, clock, body).does(int(str(action["value"])), deeds.leave())
    ack()


def give(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """Hand over: ask to whom."""
    press = Press(store, team_id, caller, clock, body)
    press.asks(client, int(str(action["value"])), forms.give_form)
    ack()


def given(
    ack: Ack,
    view: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """Hand over: to this colleague."""
    slack_id = forms.given_to(_values(view))
    to = known(store, client, team_id, slack_id) if slack_id else None
    contact_id, origin = _origin(view)
    with store.reading(team_id) as tx:
        keeper_id = tx.contacts.get(contact_id).keeper_id
    if to is None or not to.active or to.id == keeper_id:
        errors = forms.give_error(already=to is not None and to.id == keeper_id)
        ack(response_action="errors", errors=errors)
        return
    Press(store, team_id, caller, clock, origin).does(contact_id, deeds.give(to))
    ack()


def taken_back(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Undo of a snooze, a hand-over or a farewell."""
    contact_id, deed = deeds.undo(str(action["value"]))
    Press(store, team_id, caller, clock, body).does(contact_id, deed)
    ack()


def _origin(view: Json) -> tuple[int, Json]:
    """The contact a form is about, and the press that opened it."""
    kept = json.loads(str(view["private_metadata"]))
    return kept["contact"], kept["origin"]


def _values(view: Json) -> Json:
    state = view["state"]
    assert isinstance(state, dict)
    values = state["values"]
    assert isinstance(values, dict)
    return values
