"""Customers and their people, taken in from lines."""

from datetime import date

from handlers.sheets.arriving import Page, Told
from handlers.sheets.book import Entry
from storage import Change
from upkeep import names, phones
from upkeep.accounts import Contact
from upkeep.errors import Refusal
from upkeep.sheets import AccountLine, ContactLine, VisitLine

#: What a line may say of a contact, as it is stored.
OF_CONTACT = (
    "title level department phone email pronunciation weight cadence added_on left_on snoozed_until"
).split()


def take_customer(page: Page, line: AccountLine) -> Change:
    """A customer, and with its owner who keeps its contacts."""
    known = page.book.accounts.get(names.fold(line.account))
    account = known or page.book.new_account(line.account)
    change = account.say(
        {
            "aliases": line.aliases or None,
            "contract": line.contract,
            "owner_id": page.person(line.owner_email),
            "cadence": line.cadence,
            "quorum": line.quorum,
        }
    )
    return change if known else Change.CREATED


def take_person(page: Page, number: int, line: ContactLine) -> Change | None:
    """A person at a customer; the customer is made where it is new."""
    for column in ("last_visit", "left_on"):
        page.not_to_come(column, getattr(line, column))
    account = page.book.account(line.account) or page.book.new_account(line.account)
    same = page.book.same(account, line.name)
    which = (line.same_name or 1) - 1
    is_new = which >= len(same)
    if not is_new and line.same_name is None and _is_another(same[which], line):
        raise Refusal("line.namesake", value=line.name, account=account.name)
    contact = page.book.new_contact(account, line.name) if is_new else same[which]
    change = contact.say(
        {
            **{key: getattr(line, key) for key in OF_CONTACT},
            "aliases": line.aliases or None,
            "owner_id": page.person(line.owner_email),
        }
    )
    if is_new:
        contact.said.setdefault("added_on", page.today)
        twin = page.likely.see(number, line, account)
        page.outcome.twins += [twin] if twin else []
        change = page.book.is_new(contact)
    if line.influence is not None and not contact.merged:
        decides = account.say({"decider_id": contact, "influence": line.influence})
        change = decides if change is Change.UNCHANGED else change
    if line.last_visit is None or _knows(contact, line.last_visit):
        return change
    _last_met(page, account, contact, line, change)
    return None


def _is_another(known: Entry, line: ContactLine) -> bool:
    """Whether telephone and e-mail both say that a line is about somebody else of the name."""
    email, phone = str(known.now("email") or ""), str(known.now("phone") or "")
    if not (email and phone and line.email and line.phone):
        return False
    return email.casefold() != line.email.casefold() and not phones.same(phone, line.phone)


def _knows(contact: Entry, last_visit: date) -> bool:
    """Whether that is the day of the last visit we know of: who logged it has said more."""
    return isinstance(contact.thing, Contact) and contact.thing.last_touch_on == last_visit


def _last_met(
    page: Page, account: Entry, contact: Entry, line: ContactLine, change: Change
) -> None:
    """The last visit that a contact's line tells of. Who was there, it does not say."""
    assert line.last_visit is not None
    keeper = contact.now("owner_id") or account.now("owner_id")
    by = page.whoever(keeper)
    page.told.append(
        Told(
            VisitLine(line.last_visit, (), "", ()),
            account,
            (contact,),
            (),
            by,
            line.last_channel or page.tx.policy.default_channel,
            "",
            (),
            if_new=Change.UPDATED if change is Change.UNCHANGED else change,
            if_known=change,
        )
    )
