"""Every digest equals a count of its own, to the contact, whatever came late or was undone."""

import random
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from handlers import digests
from tests import trials
from tests.recount.counted import Count, count, since, sunday
from tests.recount.dangers import KINDS, Danger, dangers, support
from tests.recount.expected import attainment
from tests.recount.histories import BEGAN, History, closing
from tests.recount.known import Known
from upkeep.alerts import Line
from upkeep.cadence import Coverage
from upkeep.figures import Figures

#: Histories lived through on each database: the last of these is of six weeks.
HISTORIES = trials.times(4)
ACTS = 14
#: How many weeks each lasts, in turn: what was told is news again after four.
WEEKS = (3, 3, 3, 6)
#: How many accounts a digest tells of, and for how many days what was told is no news.
LINES, LATELY = 5, 28


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
    assert told.undecided == found.undecided
    assert {one.member_id: one.visits for one in told.members if one.visits} == found.visits
    assert (told.visits, told.thin) == (found.together, found.thin)
    assert told.weeks[-1].share == told.coverage.share
    assert told.heard.kinds == found.heard
    oldest = told.heard.oldest.isoformat() if told.heard.oldest else None
    assert (told.heard.still_open, oldest) == found.still_open
    assert (told.promises.kept, told.promises.overdue) == found.promises
    assert {one.member_id: one.target for one in told.members} == pytest.approx(found.targets)
    assert told.attainment == pytest.approx(attainment(found.targets, found.visits))
    assert told.orphans == found.orphans
    assert {name.partition(",")[0] for name in told.first_met} == found.first_met
    if before is not None:
        was = before[1]
        assert told.won == len(was.at("neglected") & found.at("tended", "due_soon"))
        assert told.cold == len(was.at("tended", "due_soon") & found.at("neglected"))
        now, then = set(found.standings), set(was.standings)
        # Whoever answered for nobody has nothing to compare with.
        assert (told.came, told.went) == ((len(now - then), len(then - now)) if then else (0, 0))


def endangered(
    told: Figures, known: Known, accounts: Collection[int], before: Sequence[Figures]
) -> None:
    """The support of each account, what is wrong with it, and how much of that is told."""
    supports = {one: support(known, one) for one in accounts}
    assert told.support == pytest.approx(
        {one: now for one, now in supports.items() if now is not None}
    )
    was = {**before[-1].support, **before[-1].fell} if before else {}
    wrong = {one: dangers(known, one, was.get(one)) for one in accounts}
    lately = {
        (line.account_id, alert.kind)
        for one in before
        if (told.week - one.week).days < LATELY
        for line in one.told.lines
        for alert in line.alerts
    }
    news = {one for one, kinds in wrong.items() if any((one, kind) not in lately for kind in kinds)}
    lines = told.told.lines
    for line in lines:
        named(line, wrong[line.account_id])
    assert {line.account_id for line in lines} <= news
    assert len(lines) == min(len(news), LINES)
    assert told.told.waiting == len(news) - len(lines)
    assert told.told.unchanged == sum(bool(kinds) for kinds in wrong.values()) - len(news)
    worst = [_rank(wrong[line.account_id]) for line in lines]
    assert worst == sorted(worst)
    left = news - {line.account_id for line in lines}
    assert all(_rank(wrong[one]) >= worst[-1] for one in left)
    unheard = set(wrong) - {line.account_id for line in lines}
    assert told.fell == pytest.approx(
        {one: was[one] for one in unheard if "support_fell" in wrong[one]}
    )


def _rank(kinds: Mapping[str, Danger]) -> int:
    return min(map(KINDS.index, kinds))


def named(line: Line, wrong: Mapping[str, Danger]) -> None:
    """A line says all that is wrong, the worst first, and of whom."""
    assert [alert.kind for alert in line.alerts] == sorted(wrong, key=KINDS.index)
    for alert in line.alerts:
        danger, contacts = wrong[alert.kind], frozenset(alert.contact_ids)
        assert contacts <= danger.among, alert
        assert len(contacts) == danger.named, alert
        assert alert.member_id == danger.member
        assert (alert.before, alert.now) == pytest.approx(danger.fell)
        assert set(alert.flaws) == (danger.flaws[contacts] if danger.flaws else set())


def lived(store, connection: Connection, number: int) -> int:
    """Live through one history and hold each of its digests to a count; how many there were."""
    name, history, checked = f"T{number}", History(random.Random(number)), 0
    with store.transaction(name) as tx:
        history.founded(tx)
        workspace = tx._scope.workspace_id
    digests.tick(store, name, closing(0) + timedelta(hours=1))
    before: dict[int, list[tuple[Figures, Count]]] = {}
    for weeks in range(1, WEEKS[number % len(WEEKS)] + 1):
        at, week = closing(weeks), BEGAN + timedelta(weeks=weeks - 1)
        with store.transaction(name) as tx:
            history.lives(tx, closing(weeks - 1), at, ACTS)
        digests.tick(store, name, at)
        with store.reading(name) as tx:
            kept = [tx.digests.get(team.id, week) for team in tx.teams.with_digest()]
        for one in kept:
            told = Figures.from_json(one.figures)
            known = Known(connection, workspace, sunday(week), one.closed_at)
            found = count(known, one.team_id, week)
            past = before.setdefault(one.team_id, [])
            then = past[-1] if past else None
            agree(told, found, then)
            endangered(told, known, found.accounts, [figures for figures, _ in past])
            if then is not None:
                later = since(connection, workspace, one.team_id, then[0].on, closing(weeks - 1))
                assert (told.since.late, told.since.undone, told.since.merged) == later
            past.append((told, found))
            checked += 1
        connection.rollback()  # the next week is another moment
    return checked


@pytest.mark.timeout(3600)
def test_every_digest_equals_a_count_of_its_own(any_store):
    with any_store._reading.connect() as connection:
        for number in range(HISTORIES):
            assert lived(any_store, connection, number) >= WEEKS[0]
