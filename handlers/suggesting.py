"""Whom somebody means by a few letters: a name, a name at a customer, or the customer alone."""

import re

from storage import Tx
from upkeep import phones
from upkeep.accounts import Contact

#: So many are offered at once: Slack's menus hold a hundred.
MOST = 100


#: What Slack makes of an address or a number that is typed.
_LINK = re.compile(r"<(?:mailto:|tel:)([^|>]+)(?:\|[^>]*)?>")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def plain(text: str) -> str:
    """A text without what Slack made of the addresses and numbers in it."""
    return _LINK.sub(r"\1", text).strip()


def reached(tx: Tx, text: str) -> list[Contact]:
    """Who has the telephone number or the e-mail address that a text is, if it is one."""
    number = text if phones.is_number(text) else ""
    address = text if _EMAIL.fullmatch(text) else ""
    return tx.contacts.reached(number, address)


def parts(text: str) -> tuple[str, str]:
    """The name and the customer of `Li Wei @Acme`; either may be empty."""
    name, _, firm = text.replace("\N{FULLWIDTH COMMERCIAL AT}", "@").partition("@")
    return name.strip(), firm.strip()


def suggested(tx: Tx, text: str, member_id: int | None, most: int = MOST) -> list[Contact]:
    """Contacts while somebody types: his own first, then by likeness; of one customer, if it says.

    Where nobody goes by the name, it may be a customer's: then those who work there. Whose number
    or address it is, is meant.
    """
    if whose := [one for one in reached(tx, text) if one.left_on is None]:
        return whose
    name, firm = parts(text)
    if firm and name:
        there = [one.id for one in tx.accounts.like(firm)]
        return tx.contacts.like([name], there, member_id, most)
    found = [] if firm else tx.contacts.suggest(name, member_id, most)
    if found:
        return found
    return tx.contacts.of_accounts([one.id for one in tx.accounts.like(name or firm)])[:most]
