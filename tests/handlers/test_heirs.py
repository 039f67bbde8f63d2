"""Handing over while people leave: what was asked for moves, and to nobody who has gone."""

import pytest

from handlers import handover, inheriting
from tests.conftest import TEAM
from tests.handlers.test_handover import TODAY, World
from upkeep.errors import Refusal


@pytest.fixture
def world(store):
    return World(store)


def test_a_part_of_what_somebody_left_behind_is_handed_over_without_the_rest(world):
    world.slack_says(deleted=True)
    world.types("<@UWANG> <@UEVE> Nord")
    with world.store.transaction(TEAM) as tx:
        tx.contacts.add(world.nord.id, "Late", added_on=TODAY, owner_id=world.wang.id)
    world.presses(handover.confirmed, value="2:0")
    assert world.keepers() == {
        "Eva": world.eve.id, "Late": world.eve.id,
        "Li Wei": world.wang.id, "Marta": world.wang.id, "张三": world.wang.id,
    }  # fmt: skip
    world.presses(handover.confirmed, value="1:0")
    assert world.wang.id not in world.keepers().values(), "the proposal of all is still there"


def test_nothing_goes_to_who_has_left_since_it_was_proposed(world):
    world.types("<@UWANG> <@UEVE>")
    with world.store.transaction(TEAM) as tx:
        tx.members.change(world.eve.id, active=False)
    with pytest.raises(Refusal, match=r"heir_left.*Eve"):
        world.presses(handover.confirmed, value="1:0")
    assert set(world.keepers().values()) == {world.wang.id}
    with world.store.reading(TEAM) as tx:
        seen = inheriting.paint(tx, tx.handovers.get(1), TODAY)["text"]
    assert "Acme: → Eve (has left) (3 contacts)" in seen
    for account in (world.acme, world.nord):
        block = f"handover-1-{account.id}"
        world.presses(handover.changed, block_id=block, selected_user="UDANA")
    world.presses(handover.confirmed, value="1:0")
    assert set(world.keepers().values()) == {world.dana.id}
