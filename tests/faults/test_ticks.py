"""Several replicas and a cron look at what is due at the same instant: each owes it once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from handlers import digests, nudges
from storage import StoreError, open_store, tables
from tests.conftest import TEAM
from upkeep.members import Role
from upkeep.policy import Policy

pytestmark = pytest.mark.faults

REPLICAS, PEOPLE = 6, 12
#: A Monday, at the hour of reminders and of the digest.
NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)


@pytest.fixture
def company(any_store):
    """People who are all due a reminder, and a team whose digest they read."""
    with any_store.transaction(TEAM) as tx:
        team = tx.teams.upsert("Europe", channel="C0EUROPE")[0]
        tx.teams.set_next_digest(team.id, NOW)
        for number in range(PEOPLE):
            one = tx.members.ensure(f"U{number:04}", name=f"Person {number}")
            tx.members.change(one.id, team_id=team.id, role=Role.MANAGER)
            there = tx.accounts.upsert(f"Account {number}", owner_id=one.id)[0]
            tx.contacts.add(there.id, "Li Wei", added_on=date(2026, 6, 1))
    return any_store


def _until_served(look, store, at):
    """Look as the clock does, which comes again where the database was kept too long by others."""
    for _ in range(30):
        try:
            return look(store, TEAM, at)
        except StoreError:
            continue
    raise AssertionError("the database never served it")


def test_many_who_look_at_once_owe_each_message_once(company, any_url):
    begin = Barrier(REPLICAS)

    def replica(_):
        store = open_store(any_url, Policy())
        begin.wait()
        for minutes in range(3):
            for look in (nudges.tick, digests.tick):
                _until_served(look, store, NOW + timedelta(minutes=minutes))
        store.close()

    with ThreadPoolExecutor(REPLICAS) as replicas:
        list(replicas.map(replica, range(REPLICAS)))
    owed = select(tables.Delivery.kind, func.count()).group_by(tables.Delivery.kind)
    with company.reading(TEAM) as tx:
        counted = dict(tx._scope.session.execute(owed).all())
        named = tx._scope.session.scalar(select(func.count(tables.Nudge.id)))
        kept = tx.digests.history(tx.teams.by_name("Europe").id, 9)
    assert counted == {"reminder": PEOPLE, "digest": PEOPLE + 1}
    assert (named, len(kept)) == (PEOPLE, 1)
