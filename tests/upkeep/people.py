"""Contacts, visits and members for examples, each saying only what the example is about."""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from upkeep import cadence, ledger
from upkeep.accounts import Account, Contact, Level
from upkeep.ledger import Entry
from upkeep.members import Member
from upkeep.policy import Policy
from upkeep.visits import Channel, Visit

POLICY = Policy()
TODAY = date(2026, 11, 23)  # a Monday
ACME = Account(1, "Acme", owner_id=1)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def contact(
    contact_id: int = 1,
    *,
    touched: date | None = None,
    added: date = date(2026, 1, 5),
    account: Account = ACME,
    level: Level = Level.GENERAL,
    policy: Policy = POLICY,
    **facts,
) -> Contact:
    """A contact whose due date agrees with its last touch."""
    new = Contact(
        contact_id,
        account,
        f"Contact {contact_id}",
        added,
        added,
        level=level,
        last_touch_on=touched,
        **facts,
    )
    return touch(new, touched, policy)


def touch(one: Contact, on: date | None, policy: Policy = POLICY) -> Contact:
    """The same contact, last touched on a day."""
    touched = replace(one, last_touch_on=on)
    return replace(touched, due_on=cadence.due_on(touched, policy))


def entries(contacts, on: date = TODAY, policy: Policy = POLICY) -> list[Entry]:
    """The lines of some contacts in the ledger: active ones, as they stood on a day."""
    active = [one for one in contacts if cadence.is_active(one, on)]
    return [ledger.entry(one, policy, on) for one in active]


def visit(on: date, contacts=(1,), members=(1,), visit_id=0, **facts) -> Visit:
    return Visit(
        id=visit_id,
        account_id=1,
        account_name="Acme",
        on=on,
        contact_ids=tuple(contacts),
        contact_names=(),
        member_ids=tuple(members),
        recorded_by=members[0],
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        **{"channel": Channel.IN_PERSON, **facts},
    )


def member(member_id: int = 1, **facts) -> Member:
    return Member(member_id, f"Member {member_id}", **facts)


def seconds(deed: Callable[[], object], tries: int = 15) -> float:
    """The least time a deed takes this thread, coverage not looking on."""
    watcher, taken = sys.gettrace(), []
    sys.settrace(None)
    try:
        for _ in range(tries):
            start = time.thread_time()
            deed()
            taken.append(time.thread_time() - start)
    finally:
        sys.settrace(watcher)
    return min(taken)
