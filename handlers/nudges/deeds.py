"""What can be done about a contact beside visiting it: put off, hand over, let go; and undone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType

from handlers import inheriting, lists, owed
from handlers.callers import Clock
from storage import Delivery, Tx
from upkeep.accounts import Contact
from upkeep.members import Member
from views import nudges as views
from views.nudges import Act, Answer


@dataclass(frozen=True)
class Doing:
    """An act about to be done: in which transaction, by whom, to whom, and when."""

    tx: Tx
    caller: Member
    contact: Contact
    clock: Clock

    @property
    def today(self) -> date:
        """The caller's local day."""
        return self.clock.today(self.caller.zone)

    def note(self, act: str, **detail: object) -> None:
        """Leave a trace of who did what."""
        now = self.clock.now()
        self.tx.audit.note(self.caller.id, act, "contact", self.contact.id, detail, now)

    def answer(self, act: Act, *words: object) -> Answer:
        """Keep what was done with the nudges it answers."""
        said = ":".join(map(str, (act, *words)))
        owed.answer(self.tx, [self.contact.id], said, self.clock)
        answer = owed.told(self.tx, self.contact.id, said)
        assert answer is not None
        return answer

    def reopen(self, act: Act) -> Answer:
        """It was taken back: the nudges it had answered are open again."""
        owed.reopen(self.tx, [self.contact.id], act, self.clock)
        return Answer(Act.BACK, self.today)


def may_act(doing: Doing) -> bool:
    """Who decides about a contact: its keeper, who stands in for him, and who manages people."""
    caller, keeper_id = doing.caller, doing.contact.keeper_id
    if caller.id == keeper_id or caller.may_manage():
        return True
    return keeper_id in doing.tx.members.stood_in_for(caller.id, doing.today)


@dataclass(frozen=True)
class Deed:
    """An act, and who may do it. Done twice it says the same again."""

    do: Callable[[Doing], Answer]
    may: Callable[[Doing], bool] = may_act


def snooze(until: date) -> Deed:
    """No nudge before a day."""

    def do(doing: Doing) -> Answer:
        doing.tx.contacts.snooze(doing.contact.id, until)
        doing.note("snooze", until=until.isoformat())
        return doing.answer(Act.SNOOZED, until)

    return Deed(do)


def leave() -> Deed:
    """The contact has left the company: kept in the history, no vote any more."""

    def do(doing: Doing) -> Answer:
        day = doing.contact.left_on or doing.today
        doing.tx.contacts.leave(doing.contact.id, day)
        doing.note("leave", on=day.isoformat())
        return doing.answer(Act.LEFT, day)

    return Deed(do)


def give(to: Member) -> Deed:
    """Somebody else looks after the contact, and is told what there is to know.

    Until when it was put off was the giver's own choice, and ends with his care.
    """

    def do(doing: Doing) -> Answer:
        before = doing.contact.keeper_id or owed.NOBODY
        promised = _promised(doing, before)
        doing.tx.contacts.give([doing.contact.id], to.id)
        doing.tx.contacts.snooze(doing.contact.id, None)
        doing.tx.follow_ups.hand(promised, to.id)
        brief = owed.brief(doing.tx, to, doing.caller, doing.contact.id, doing.clock)
        told = [one.id for one in (brief, _tell_keeper(doing, before, to)) if one]
        until = doing.contact.snoozed_until
        went = {"promises": promised, "brief": told, "snoozed": until and until.isoformat()}
        doing.note("give", before=before, to=to.id, **went)
        inheriting.follow(doing.tx, {before, to.id}, doing.clock)
        return doing.answer(Act.GIVEN, before, to.id)

    return Deed(do)


def _tell_keeper(doing: Doing, keeper_id: int, to: Member) -> Delivery | None:
    """Whose contact somebody else hands over hears of it."""
    tx, contact, by = doing.tx, doing.contact, doing.caller.name
    keeper = tx.members.get(keeper_id) if keeper_id != owed.NOBODY else None
    if keeper in (None, doing.caller) or not (keeper.active and keeper.slack_id):
        return None
    return owed.message(
        tx,
        owed.BRIEF,
        keeper,
        period=f"given:{contact.id}:{doing.clock.now().isoformat()}",
        paint=lambda: views.handed_on(contact, by, to.name),
        not_before=owed.by_day(tx, keeper, doing.clock),
    )


def _promised(doing: Doing, keeper_id: int) -> list[int]:
    """What a keeper promised this contact, unless also to another of his who was in the room."""
    found = []
    for one in doing.tx.follow_ups.open_of_contact(doing.contact.id):
        there = doing.tx.contacts.many(doing.tx.visits.get(one.visit_id).contact_ids)
        others = (each for each in there if each.id != doing.contact.id)
        if one.owner_id == keeper_id and all(each.keeper_id != keeper_id for each in others):
            found.append(one.id)
    return found


def wake() -> Deed:
    """A snooze is taken back."""

    def do(doing: Doing) -> Answer:
        doing.tx.contacts.snooze(doing.contact.id, None)
        doing.note("wake")
        return doing.reopen(Act.SNOOZED)

    return Deed(do)


def come_back() -> Deed:
    """A farewell is taken back."""

    def do(doing: Doing) -> Answer:
        inheriting.listed_again(doing.tx, doing.tx.contacts.leave(doing.contact.id, None))
        doing.note("come back")
        return doing.reopen(Act.LEFT)

    return Deed(do)


def give_back(before: int, to: int) -> Deed:
    """A hand-over is taken back, by who gave or manages, unless it was handed on since."""

    def may(doing: Doing) -> bool:
        caller = doing.caller
        still = doing.contact.keeper_id in (before, to)
        return still and (
            before in (caller.id, *doing.tx.members.stood_in_for(caller.id, doing.today))
            or caller.may_manage()
        )

    def do(doing: Doing) -> Answer:
        inherited = before in (owed.NOBODY, doing.contact.account.owner_id)
        doing.tx.contacts.change(doing.contact.id, owner_id=None if inherited else before)
        went = _went_along(doing)
        until = went.get("snoozed")
        doing.tx.contacts.snooze(
            doing.contact.id, date.fromisoformat(str(until)) if until else None
        )
        if before != owed.NOBODY:
            doing.tx.follow_ups.hand(_ids(went, "promises"), before)
        for one in _ids(went, "brief"):
            if not doing.tx.deliveries.cancel(one):
                _tell(doing, one)
        doing.note("give back", before=to, to=before)
        inheriting.follow(doing.tx, {before, to}, doing.clock)
        return doing.reopen(Act.GIVEN)

    return Deed(do, may)


def _tell(doing: Doing, message_id: int) -> None:
    """Who has read that a contact went over hears once that it no longer holds."""
    tx, clock = doing.tx, doing.clock
    reader = tx.members.by_slack(tx.deliveries.get(message_id).recipient)
    contact = tx.contacts.get(doing.contact.id)
    keeper = lists.name_of(tx, contact.keeper_id)
    if reader is None or not reader.active or reader.id == doing.caller.id:
        return
    paint = partial(views.not_yours_now, contact, doing.caller.name, keeper)
    if reader.id == contact.keeper_id:
        paint = partial(views.yours_again, contact, doing.caller.name)
    owed.message(
        tx,
        owed.BRIEF,
        reader,
        period=f"back:{message_id}",
        paint=paint,
        not_before=owed.by_day(tx, reader, clock),
    )


def _went_along(doing: Doing) -> Mapping[str, object]:
    """What went along when the contact was given away last: promises, the brief, its snooze."""
    done = doing.tx.audit.of("contact", doing.contact.id)
    return next((one.detail for one in done if one.act == "give"), {})


def _ids(went: Mapping[str, object], what: str) -> list[int]:
    ids = went.get(what, [])
    assert isinstance(ids, list)
    return list(map(int, ids))


UNDO: Mapping[Act, Callable[..., Deed]] = MappingProxyType(
    {Act.SNOOZED: wake, Act.LEFT: come_back, Act.GIVEN: give_back}
)


def undo(value: str) -> tuple[int, Deed]:
    """The contact and the deed that the value of an Undo button stands for."""
    act, contact_id, *rest = value.split(":")
    return int(contact_id), UNDO[Act(act)](*map(int, rest))
