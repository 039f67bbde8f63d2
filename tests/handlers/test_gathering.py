"""What a digest gathers of its accounts, whoever else looks after what happened before."""

from datetime import UTC, date, datetime, timedelta

import pytest

from handlers import teams
from handlers.digests import gathering
from tests.conftest import TEAM
from upkeep.visits import Channel, NewVisit, Voice, VoiceKind

ON = date(2026, 8, 9)
SUNDAY = datetime(2026, 8, 9, 18, tzinfo=UTC)


@pytest.mark.parametrize("spoke", [(20, 16), (300, 296)])  # lately, and long ago
def test_who_spoke_at_a_customer_of_other_teams_is_silent_at_ours(store, spoke):
    with store.transaction(TEAM) as tx:
        east, west = (tx.teams.upsert(name)[0] for name in ("East", "West"))
        ann, bob = (tx.members.ensure(f"U{name}", name=name) for name in ("Ann", "Bob"))
        tx.members.change(ann.id, team_id=east.id)
        tx.members.change(bob.id, team_id=west.id)
        hers, his = (
            tx.accounts.upsert(name, owner_id=owner.id)[0]
            for name, owner in (("Acme", ann), ("Borealis", bob))
        )
        li = tx.contacts.add(hers.id, "Li", added_on=date(2026, 6, 1), cadence=7)
        for ago in (*spoke, 3):
            voices = (Voice(VoiceKind.NEED, "spares", contact_id=li.id),) if ago in spoke else ()
            day = ON - timedelta(days=ago)
            made = NewVisit(hers.id, day, Channel.MEAL, (li.id,), (ann.id,), voices=voices)
            tx.visits.add(made, ann.id, SUNDAY, f"{ago}")
        tx.contacts.change(li.id, account_id=his.id)
        ours = teams.reach(tx, west)
        (found,) = gathering.facts(tx, *gathering.around(tx, ours, ON), ON, None)
    assert found.silent == (li.id,)
