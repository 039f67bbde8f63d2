"""A small company to test with: each call makes what it needs and says what it made."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from storage import Store, Tx
from upkeep.accounts import Account, Contact
from upkeep.members import Member
from upkeep.visits import Channel, NewVisit

#: A Thursday.
TODAY = date(2026, 11, 12)
NOW = datetime(2026, 11, 12, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Company:
    """One member, one account of his, and two people at it."""

    member: Member
    account: Account
    li: Contact
    marta: Contact


def found(tx: Tx) -> Company:
    """A company founded a hundred days ago."""
    member = tx.members.ensure("U0ALICE", name="Alice Meyer", email="alice@b.example")
    account, _ = tx.accounts.upsert("Acme", owner_id=member.id)
    since = TODAY - timedelta(days=100)
    li = tx.contacts.add(account.id, "Li Wei", added_on=since)
    marta = tx.contacts.add(account.id, "Marta Olsen", added_on=since)
    return Company(member, account, li, marta)


def founded(store: Store, team_id: str) -> Company:
    """The same, kept."""
    with store.transaction(team_id) as tx:
        return found(tx)


def meeting(
    company: Company,
    *contacts: Contact,
    days_ago: int = 0,
    channel: Channel = Channel.IN_PERSON,
    **more: object,
) -> NewVisit:
    """A visit of the company's member to some of its contacts."""
    fields: dict[str, object] = {
        "account_id": company.account.id,
        "on": TODAY - timedelta(days=days_ago),
        "channel": channel,
        "contact_ids": tuple(one.id for one in contacts),
        "member_ids": (company.member.id,),
    }
    return NewVisit(**fields | more)  # type: ignore[arg-type]  # a test's own words
