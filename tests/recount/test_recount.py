"""Every digest equals a count of its own, to the contact, whatever came late or was undone."""

import os
import random
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from handlers import digests
from tests.recount.counted import Count, count, since, sunday
from tests.recount.histories import BEGAN, History, closing
from upkeep.cadence import Coverage
from upkeep.figures import Figures

#: Histories lived through on each database; EVERYVOTE_HISTORIES=500 asks for more on both.
HISTORIES = {"sqlite": 10, "postgresql": 4}
WEEKS, ACTS = 3, 14


def counts(found: Count, among=None) -> Coverage:
    """The same as a coverage, of all or of some contacts."""
    at = [where for one, where in found.standings.items() if among is None or one in among]
    return Coverage(*(at.count(where) for where in ("tended", "due_soon", "neglected", "unmet")))


def agree(told: Figures, found: Count, before: tuple[Figures, Count] | None) -> None:
    """What a digest tells is what was counted."""
    assert told.coverage == counts(found)
    assert set(told.covered_ids) == found.at("tended", "due_soon")
    assert set(told.neglected_ids) == found.at("neglected")
    assert told.contract == counts(found, found.signed)
    assert told.no_contract == counts(found, found.unsigned)
    assert told.without_phone == found.without_phone
    assert {one.member_id: one.visits for one in told.members if one.visits} == found.visits
    assert (told.visits, told.thin) == (found.together, found.thin)
    assert told.weeks[-1].share == told.coverage.share
    assert told.heard.kinds == found.heard
    oldest = told.heard.oldest.isoformat() if told.heard.oldest else None
    assert (told.heard.still_open, oldest) == found.still_open
    assert (told.promises.kept, told.promises.overdue) == found.promises
    if before is not None:
        was = before[1]
        assert len(told.recovered) == len(was.at("neglected") & found.at("tended", "due_soon"))
        assert len(told.lost) == len(was.at("tended", "due_soon") & found.at("neglected"))


def lived(store, connection: Connection, number: int) -> int:
    """Live through one history and hold each of its digests to a count; how many there were."""
    name, history, checked = f"T{number}", History(random.Random(number)), 0
    with store.transaction(name) as tx:
        history.founded(tx)
        workspace = tx._scope.workspace_id
    digests.tick(store, name, closing(0) + timedelta(hours=1))
    before: dict[int, tuple[Figures, Count]] = {}
    for weeks in range(1, WEEKS + 1):
        at, week = closing(weeks), BEGAN + timedelta(weeks=weeks - 1)
        with store.transaction(name) as tx:
            history.lives(tx, closing(weeks - 1), at, ACTS)
        digests.tick(store, name, at)
        with store.reading(name) as tx:
            kept = [tx.digests.get(team.id, week) for team in tx.teams.with_digest()]
        for one in kept:
            told = Figures.from_json(one.figures)
            found = count(connection, workspace, one.team_id, week, sunday(week), one.closed_at)
            then = before.get(one.team_id)
            agree(told, found, then)
            if then is not None:
                known = since(connection, workspace, one.team_id, then[0].on, closing(weeks - 1))
                assert (told.since.late, told.since.undone, told.since.merged) == known
            before[one.team_id] = (told, found)
            checked += 1
        connection.rollback()  # the next week is another moment
    return checked


@pytest.mark.timeout(3600)
def test_every_digest_equals_a_count_of_its_own(any_store):
    with any_store._reading.connect() as connection:
        more = os.environ.get("EVERYVOTE_HISTORIES")
        for number in range(int(more) if more else HISTORIES[any_store.dialect]):
            assert lived(any_store, connection, number) >= WEEKS
