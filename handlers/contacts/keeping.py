"""Writing contacts down: who may say what, where they work, and what was changed by whom."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from zlib import crc32

from slack_sdk import WebClient

from handlers import answers, cards, owed
from handlers.callers import Clock, known
from storage import Store, Tx
from upkeep import doubles
from upkeep.accounts import Account, Contact
from upkeep.errors import Refusal
from upkeep.members import Member
from views.contacts import adding as views
from views.pieces import Json, Message

#: An answer that could only be given by a message of its own.
ANSWER = "contact"
#: The fields of a contact that its form changes.
EDITED = (
    *("name", "account_id", "title", "department", "level", "phone", "email", "pronunciation"),
    *("aliases", "weight", "cadence", "owner_id"),
)
#: The same of an account.
ACCOUNT_EDITED = ("name", "aliases", "contract", "owner_id", "cadence")
#: The fields by which two may be one person.
KNOWN_BY = ("name", "phone", "email")


@dataclass(frozen=True)
class Desk:
    """One writer at one moment, in one transaction."""

    tx: Tx
    caller: Member
    clock: Clock

    @property
    def today(self) -> date:
        """The caller's local day."""
        return self.clock.today(self.caller.zone)

    def may_give(self, contact: Contact) -> bool:
        """Whether the caller may say who looks after a contact: its keeper, and managers."""
        return self.caller.id == contact.keeper_id or self.caller.may_manage()

    def account(self, account_id: int | None, new: str) -> Account:
        """A known account, or one made of its name; a new one is its writer's.

        Raises:
            Refusal: `gone`.
        """
        there = self.place(account_id, new)
        return there or self.tx.accounts.upsert(new, owner_id=self.caller.id)[0]

    def place(self, account_id: int | None, new: str) -> Account | None:
        """The account that was chosen, or that goes by a name typed as new; None: it is new.

        Raises:
            Refusal: `gone`.
        """
        if account_id is not None:
            return self.tx.accounts.get(account_id)
        return self.tx.accounts.by_name(new)

    def alike(
        self,
        account: Account | None,
        own: Mapping[str, object],
        kept: Mapping[str, object],
        but: Contact | None = None,
    ) -> list[Contact]:
        """Who may be the same person: at the account, or anywhere by telephone or address.

        Args:
            account: where they are to be.
            own: their fields, those of `KNOWN_BY` among them.
            kept: what the form remembers; those it has warned of already are nobody's double.
            but: the contact itself, where it is there.
        """
        name, phone, email = (str(own[field]) for field in KNOWN_BY)
        there = self.tx.contacts.ever_at(account.id) if account is not None else []
        some = {one.id: one for one in (*there, *self.tx.contacts.reached(phone, email))}
        others = [one for one in some.values() if but is None or one.id != but.id]
        found = doubles.likely(name, phone, email, others, self.caller.country)
        warned = kept.get("warned") or []
        assert isinstance(warned, list)
        return [] if {one.id for one in found} <= set(warned) else found

    def add(
        self, account: Account, own: Mapping[str, object], owner_id: int | None, request: str
    ) -> Contact:
        """Somebody new, once for each request; its writer's, where nobody answers for the account.

        Raises:
            Refusal: `gone`.
        """
        if owner_id is None and account.owner_id is None:
            owner_id = self.caller.id
        fields = dict(own) | {"owner_id": owner_id, "request": request}
        name = str(fields.pop("name"))
        contact = self.tx.contacts.add(account.id, name, added_on=self.today, **fields)
        if not self.tx.audit.of("contact", contact.id, 1):
            self.note("add", contact, {})
            owed.touch(self.tx, [contact.id], {self.caller.id}, self.clock)
        return contact

    def change(self, contact: Contact, act: str, fields: Mapping[str, object]) -> Contact:
        """Write fields of a contact, and what each was before.

        Raises:
            Refusal: `gone`.
        """
        before = {name: _plain(_of(contact, name)) for name in fields}
        after = self.tx.contacts.change(contact.id, **fields)
        said: dict[str, object] = {
            name: [old, _plain(_of(after, name))]
            for name, old in before.items()
            if old != _plain(_of(after, name))
        }
        if said:
            self.note(act, after, said)
            if after.keeper_id is not None and after.keeper_id != contact.keeper_id:
                self.tx.contacts.snooze(after.id, None)
                owed.after_giving(
                    self.tx, [after.id], contact.keeper_id, after.keeper_id, self.clock
                )
            concerned = {self.caller.id, contact.keeper_id}
            owed.touch(self.tx, [after.id], concerned, self.clock)
        return after

    def note(self, act: str, contact: Contact, detail: dict[str, object]) -> None:
        """Leave a trace of who did what."""
        now = self.clock.now()
        self.tx.audit.note(self.caller.id, act, "contact", contact.id, detail, now)

    def card(self, contact: Contact, said: str) -> Message:
        """The contact's card with what was just done on top."""
        return views.done(said, cards.contact(self.tx, contact.id, self.caller, self.today))


def shown(one: Contact | Account) -> dict[str, str]:
    """What stands in the form of a contact or an account, in few letters."""
    names = EDITED if isinstance(one, Contact) else ACCOUNT_EDITED
    return {name: mark(_of(one, name)) for name in names}


def typed_over(fields: Mapping[str, object], kept: Mapping[str, object]) -> dict[str, object]:
    """The fields that were changed in a form; what somebody else has changed meanwhile stays.

    `kept`: what the form remembers, what it has shown among it.
    """
    before = kept["shown"]
    assert isinstance(before, dict)
    return {name: value for name, value in fields.items() if before.get(name) != mark(value)}


def mark(value: object) -> str:
    """A value of a form in few letters; a form remembers no more than 3000."""
    return f"{crc32(json.dumps(_plain(value)).encode()):x}"


def known_by(contact: Contact) -> dict[str, object]:
    """What a contact may be taken for another by."""
    return {name: getattr(contact, name) for name in KNOWN_BY}


def _of(one: Contact | Account, name: str) -> object:
    if isinstance(one, Contact) and name == "account_id":
        return one.account.id
    return getattr(one, name)


def _plain(value: object) -> object:
    """As the audit keeps it."""
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def owner_of(store: Store, client: WebClient, team_id: str, slack_id: str) -> int | None:
    """The member chosen as owner; None: nobody was.

    Raises:
        Refusal: `form.colleague`, where it is nobody who works here.
    """
    if not slack_id:
        return None
    member = known(store, client, team_id, slack_id)
    if not member.active:
        raise Refusal("form.colleague")
    return member.id


def metadata(body: Json, **about: object) -> str:
    """What a form is about, and where it was opened from, as it travels."""
    origin = {key: body[key] for key in ("container", "response_url") if key in body}
    return json.dumps({**about, "origin": origin})


def about(view: Json) -> dict[str, object]:
    """What a form is about."""
    kept = json.loads(str(view["private_metadata"]))
    assert isinstance(kept, dict)
    return kept


def warned(kept: Mapping[str, object], alike: Iterable[Contact]) -> str:
    """The same, with who was warned of."""
    return json.dumps({**kept, "warned": [one.id for one in alike]})


def number(kept: Mapping[str, object], key: str) -> int:
    """An id that a form remembers."""
    return int(str(kept[key]))


def tell(store: Store, team_id: str, caller: Member, view: Json, message: Message) -> None:
    """Answer a form where it was opened; if that is not possible any more, by a message."""
    origin = about(view)["origin"]
    assert isinstance(origin, dict)
    shown = answers.is_ephemeral(origin) and answers.replace(origin, message)
    if not shown and not answers.say(origin, message) and caller.slack_id:
        with store.transaction(team_id) as tx:
            owed.message(tx, ANSWER, caller, period=str(view["id"]), paint=lambda: message)
