"""Keeping a visit: the one way in for every door, with what it did to the writer's list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from handlers import answerers, answers, faces, inheriting, owed, teams
from handlers.callers import Clock
from storage import Store, Tx
from upkeep import calendar, doubles, names, visits
from upkeep.accounts import Contact
from upkeep.cadence import Standing, standing
from upkeep.errors import Refusal
from upkeep.members import Member, Reader
from upkeep.visits import NewVisit, Visit
from views.pieces import Json, Message
from views.visits import receipt
from views.visits.newcomer import Newcomer
from views.visits.receipt import Twin

#: A receipt that could only be given by a message of its own; and what others have undone.
RECEIPT, UNDONE = "receipt", "undone"


@dataclass(frozen=True)
class Before:
    """How things stood before a visit was kept."""

    standing: dict[int, Standing]
    due: int


@dataclass(frozen=True)
class Desk:
    """One writer at one moment, in one transaction."""

    tx: Tx
    caller: Member
    clock: Clock

    def log(self, visit: NewVisit, request: str) -> Message:
        """Keep a visit, once for each request, and say all that was understood."""
        before = self.before(visit.contact_ids)
        kept, new = self.tx.visits.add(visit, self.caller.id, self.clock.now(), request)
        if not new:
            return self.told_again(kept)
        owed.after_visit(self.tx, kept, self.clock)
        faces.notice(self.tx, kept, self.clock)
        return self.receipt(kept, before)

    def told_again(self, visit: Visit) -> Message:
        """What was said of a visit, for who asks a second time."""
        if visit.undone_at is not None:
            return receipt.undone(visit, self.today)
        return self.receipt(visit, self.before(visit.contact_ids))

    def change(self, visit_id: int, visit: NewVisit) -> Message:
        """Write a visit anew.

        Raises:
            Refusal: `visit.not_yours`, `visit.undone`, or `gone`.
        """
        old = self.standing_visit(visit_id)
        before = self.before(visit.contact_ids)
        kept = self.tx.visits.change(visit_id, visit)
        self.note("edit", kept)
        owed.after_undo(self.tx, old, self.clock)
        owed.after_visit(self.tx, kept, self.clock)
        faces.notice(self.tx, kept, self.clock, old)
        said = {one.id for one in kept.voices}
        answerers.withdraw(self.tx, (one for one in old.voices if one.id not in said))
        return self.receipt(kept, before, edited=True)

    def undo(self, visit_id: int) -> Message:
        """Take a visit back; a second press says the same.

        Raises:
            Refusal: `visit.not_yours`, `visit.late`, or `gone`.
        """
        visit = self.own(visit_id)
        if visit.undone_at is None:
            self.in_time(visit)
            visit = self.tx.visits.undo(visit_id, self.caller.id, self.clock.now())
            self.note("undo", visit)
            owed.after_undo(self.tx, visit, self.clock)
            faces.notice(self.tx, visit, self.clock)
            answerers.withdraw(self.tx, visit.voices)
            self._tell_writer(visit)
        return receipt.undone(visit, self.today)

    def _tell_writer(self, visit: Visit) -> None:
        """Who has logged a visit hears of it when somebody else takes it back."""
        writer = self.tx.members.get(visit.recorded_by)
        if writer.id == self.caller.id or not writer.active or writer.slack_id is None:
            return
        owed.message(
            self.tx,
            UNDONE,
            writer,
            period=f"{visit.id}:{self.clock.now().isoformat()}",
            paint=lambda: receipt.undone_by(self.caller.name, visit, self.clock.today(writer.zone)),
            not_before=owed.by_day(self.tx, writer, self.clock),
        )

    def redo(self, visit_id: int) -> Message:
        """Let an undone visit stand again.

        Raises:
            Refusal: `visit.not_yours`, or `gone`.
        """
        visit = self.own(visit_id)
        before = self.before(visit.contact_ids)
        if visit.undone_at is not None:
            visit = self.tx.visits.redo(visit_id)
            inheriting.open_again(self.tx, visit.follow_ups, visit.voices, self.caller)
            visit = self.tx.visits.get(visit_id)
            self.note("redo", visit)
            owed.after_visit(self.tx, visit, self.clock)
            faces.notice(self.tx, visit, self.clock)
            answerers.again(self.tx, visit.voices, self.clock)
        return self.receipt(visit, before)

    def receipt(
        self, visit: Visit, before: Before, *, edited: bool = False, joined: int | None = None
    ) -> Message:
        """All that was understood of a visit, and what it did; `joined`: the caller's own to it."""
        there = self.tx.members.many(visit.member_ids)
        promisers = self.tx.members.many([one.owner_id for one in visit.follow_ups])
        effect = receipt.Effect(
            contacts=self.tx.contacts.many(visit.contact_ids),
            before=before.standing,
            colleagues=[one.name for one in there.values() if one.id != self.caller.id],
            promisers={one.id: one.name for one in promisers.values() if one.id != self.caller.id},
            due_before=before.due,
            due_now=self.due(),
            twin=self._twin(visit),
        )
        return receipt.saved(
            visit, effect, self.tx.policy, self.today, edited=edited, joined=joined
        )

    def logged_already(
        self, contact_ids: Collection[int], on: date, but: int | None = None
    ) -> list[Visit]:
        """What stands already of a day with one of these contacts, apart from one visit.

        Of those where the caller was not, notes are left out.
        """
        accounts = {one.account.id for one in self.tx.contacts.many(contact_ids)}
        there = self.tx.visits.of_accounts_between(sorted(accounts), on, on) if accounts else []
        wanted = set(contact_ids)
        made = [one for one in there if one.id != but and wanted & set(one.contact_ids)]
        return teams.readable(made, self.reader) if made else []

    def _twin(self, visit: Visit) -> Twin | None:
        """The visit of a colleague that seems to be the same meeting."""
        for one in self.logged_already(visit.contact_ids, visit.on, but=visit.id):
            if visit.undone_at is None and visits.same_meeting(visit, one):
                assert one.recorded_by is not None
                return Twin(one, self.tx.members.get(one.recorded_by).name)
        return None

    def before(self, contact_ids: Collection[int]) -> Before:
        """How these contacts and the caller's list stand; somebody just added was not due."""
        met = self.tx.contacts.many(contact_ids)
        just_added = sum(
            one.last_touch_on is None and one.added_on == self.today and self._keeps(one)
            for one in met
        )
        stood = {one.id: standing(one, self.tx.policy, self.today) for one in met}
        return Before(stood, self.due() - just_added)

    def _keeps(self, contact: Contact) -> bool:
        return contact.keeper_id == self.caller.id

    def due(self) -> int:
        """How many of the caller's contacts are due today."""
        return self.tx.contacts.due_count(self.caller.id, self.today)

    def own(self, visit_id: int) -> Visit:
        """A visit the caller may change: who logged it, who was there, and who manages one of them.

        Raises:
            Refusal: `visit.not_yours`, or `gone`.
        """
        visit = self.tx.visits.get(visit_id)
        there = (visit.recorded_by, *visit.member_ids)
        if not self.reader.reads(there):
            raise Refusal("visit.not_yours")
        return visit

    def standing_visit(self, visit_id: int) -> Visit:
        """The same, where it was not undone.

        Raises:
            Refusal: `visit.undone`, `visit.not_yours`, or `gone`.
        """
        visit = self.own(visit_id)
        if visit.undone_at is not None:
            raise Refusal("visit.undone")
        return visit

    def in_time(self, visit: Visit) -> None:
        """Until the end of the day after it was logged, in the caller's zone; managers any time.

        Raises:
            Refusal: `visit.late`.
        """
        logged = calendar.local_day(visit.recorded_at, self.caller.zone)
        if self.today > logged + timedelta(days=1) and not self.caller.may_manage():
            raise Refusal("visit.late")

    def welcome(self, new: Newcomer, request: str, *, called: str = "") -> Contact:
        """A new contact; the same `request` come again adds nobody.

        It is its writer's to look after, unless its account is somebody's already.
        `called`: another way the name was written, by which it shall be found again.
        """
        account_id = new.account_id or self._account_id(new.account)
        account = self.tx.accounts.get(account_id)
        other = called if called and names.fold(called) != names.fold(new.name) else ""
        contact = self.tx.contacts.add(
            account_id,
            new.name,
            added_on=self.today,
            title=new.title,
            level=new.level,
            aliases=(other,) if other else (),
            owner_id=self.caller.id if account.owner_id is None else None,
            request=request,
        )
        self.tx.audit.note(self.caller.id, "add", "contact", contact.id, {}, self.clock.now())
        return contact

    def alike(self, new: Newcomer) -> list[Contact]:
        """Who at the account may be a new contact, by the same name or another spelling."""
        known = None if new.account_id else self.tx.accounts.by_name(new.account)
        account_id = new.account_id or (known.id if known else 0)
        there = self.tx.contacts.ever_at(account_id) if account_id else []
        return doubles.likely(new.name, "", "", there)

    def _account_id(self, name: str) -> int:
        known = self.tx.accounts.by_name(name)
        return known.id if known else self.tx.accounts.upsert(name, owner_id=self.caller.id)[0].id

    def note(self, act: str, visit: Visit, **detail: object) -> None:
        """Leave a trace of who did what."""
        self.tx.audit.note(self.caller.id, act, "visit", visit.id, detail, self.clock.now())

    @property
    def reader(self) -> Reader:
        """Which of customers' words and of notes the caller may read."""
        return teams.reader(self.tx, self.caller)

    @property
    def today(self) -> date:
        """The caller's local day."""
        return self.clock.today(self.caller.zone)


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


def show(body: Json, message: Message, *, alone: bool) -> None:
    """What became of a visit: in the place of a message about it alone, else beside the press.

    Home has no place for an answer: it is painted anew by what is owed.
    """
    if not (alone and answers.replace(body, message)):
        answers.say(body, message)


def give(
    store: Store,
    team_id: str,
    caller: Member,
    body: Json,
    message: Message,
    *,
    alone: bool,
    form_id: str,
) -> None:
    """The same where it is seen nowhere else, as of a form: if need be by a private message."""
    shown = alone and answers.replace(body, message)
    if not shown and not answers.say(body, message):
        with store.transaction(team_id) as tx:
            owed.message(tx, RECEIPT, caller, period=form_id, paint=lambda: message)
