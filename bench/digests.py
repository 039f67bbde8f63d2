"""A Monday: the digest of one team, and those of a whole workspace."""

import multiprocessing
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from itertools import islice

from sqlalchemy import insert, text

from bench.figures import Line, timed
from bench.filling import CHUNK, NOW, TODAY, Filled
from bot.run import settle
from handlers.digests import gathering
from storage import LOCAL, Store, open_store, tables
from upkeep import calendar
from upkeep.members import Team
from upkeep.policy import Policy

WEEKS, VISITS_A_WEEK = 12, 5
#: How many contacts, members of ours and customers one team has in a large workspace.
OF_TEAM, MEMBERS = 5_000, 10
WEEK = calendar.week_of(TODAY) - timedelta(weeks=1)
SUNDAY = WEEK + timedelta(days=6)
#: Behind all that other themes number, and before the last that PostgreSQL's integers hold.
FIRST_VISIT = 1_000_000_000
#: As many as the machine has cores.
REPLICAS = 2
_STORE: Store | None = None

#: The least that has to be read: where each contact stands, and who made which visit.
FLOOR = (
    """
    SELECT c.id, c.account_id, c.keeper_id, c.weight, c.last_touch_on, c.level, c.phone
    FROM contacts c WHERE c.workspace_id = 1 AND c.left_on IS NULL
    AND c.keeper_id IN (SELECT id FROM members WHERE team_id = :team)
    """,
    """
    SELECT vm.member_id, v.id, v."on", v.account_id
    FROM visit_members vm JOIN visits v ON v.id = vm.visit_id
    WHERE v.undone_at IS NULL AND vm.member_id IN (SELECT id FROM members WHERE team_id = :team)
    """,
)
#: Each customer to one of ours, and its contacts with it.
OWNED = (
    "UPDATE accounts SET owner_id = :first + id % (:last - :first + 1)",
    """
    UPDATE contacts SET keeper_id =
    (SELECT owner_id FROM accounts WHERE accounts.id = contacts.account_id)
    """,
)


def measure(filled: Filled) -> Iterator[Line]:
    """One team with all contacts up to 20,000; then all teams there are."""
    one = _settled(filled, teams=1, members=filled.members)
    if len(filled.people) <= 4 * OF_TEAM:
        yield _one(filled, one[0])
        return
    teams = _settled(filled, teams=len(filled.people) // OF_TEAM, members=MEMBERS)
    yield _one(filled, teams[0])
    yield _all(filled, teams)


def _one(filled: Filled, team: Team) -> Line:
    """The digest of a team, once the one before is kept."""
    _close(filled.store, team, weeks_ago=1)

    def ours() -> None:
        with filled.store.reading(LOCAL) as tx:
            gathering.figures(tx, team, WEEK, SUNDAY).as_json()

    with filled.store.reading(LOCAL) as tx:
        count = gathering.figures(tx, team, WEEK, SUNDAY).coverage.active
    what = f"a digest of {count} contacts"
    return Line(what, timed(ours, 9), "its rows, bare", timed(lambda: _floor(filled, team), 9))


def _all(filled: Filled, teams: list[Team]) -> Line:
    """All digests of a workspace, by two replicas of one core each."""

    def floor() -> None:
        for team in teams:
            _floor(filled, team)

    for team in teams:
        _close(filled.store, team, weeks_ago=1)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(REPLICAS, spawn, _replica, (filled.url,)) as replicas:
        # Each opens its store and counts once what is counted already.
        list(replicas.map(partial(_close_some, weeks_ago=1), [teams[:1]] * REPLICAS))
        shares = [teams[n::REPLICAS] for n in range(REPLICAS)]
        ours = timed(lambda: list(replicas.map(_close_some, shares)), 1)
    return Line(f"all {len(teams)} digests", ours, "their rows, bare, one by one", timed(floor, 1))


def _replica(url: str) -> None:
    global _STORE  # noqa: PLW0603 — a process has one store, as the bot has
    settle()
    _STORE = open_store(url, Policy())


def _close_some(teams: list[Team], weeks_ago: int = 0) -> None:
    assert _STORE is not None
    for team in teams:
        _close(_STORE, team, weeks_ago)


def _close(store: Store, team: Team, weeks_ago: int = 0) -> None:
    """Count a team's week and keep it, as the clock does."""
    back = timedelta(weeks=weeks_ago)
    with store.reading(LOCAL) as tx:
        (told,) = gathering.closed(tx, team, [WEEK - back], NOW - back)
    with store.transaction(LOCAL) as tx:
        tx.digests.add(team.id, told.week, NOW - back, told.as_json())


def _floor(filled: Filled, team: Team) -> None:
    with filled.store._reading.connect() as connection:  # noqa: SLF001 — the floor is the bare engine
        for asked in FLOOR:
            connection.execute(text(asked), {"team": team.id}).all()


def _settled(filled: Filled, teams: int, members: int) -> list[Team]:
    """So many teams of so many members, who share all customers and went to see some of them."""
    chance = random.Random(11)
    with filled.store.transaction(LOCAL) as tx:
        session, workspace = tx._scope.session, tx._scope.workspace_id  # noqa: SLF001 — filled in bulk
        if filled.store.dialect == "postgresql":
            session.execute(text("SET LOCAL statement_timeout = 0"))
        made = [tx.teams.upsert(f"Team {teams}-{n}")[0] for n in range(teams)]
        rows = [
            {
                "workspace_id": workspace,
                "name": f"M{n}",
                "team_id": made[n // members].id,
                "slack_id": f"U{teams}M{n}",
            }
            for n in range(teams * members)
        ]
        session.execute(insert(tables.Member), rows)
        ids = tx.members.of_teams([one.id for one in made])
        first, last = min(one.id for one in ids), max(one.id for one in ids)
        for statement in OWNED:
            session.execute(text(statement), {"first": first, "last": last})
        visits = _visits(filled, workspace, [one.id for one in ids], chance)
        while some := list(islice(visits, CHUNK)):
            parts = [list(part) for part in zip(*some, strict=True)]
            for table, part in zip(
                (tables.Visit, tables.VisitContact, tables.VisitMember), parts, strict=True
            ):
                session.execute(insert(table), part)
        if filled.store.dialect == "postgresql":  # it has counted its rows by then
            session.execute(text("ANALYZE"))
    return made


Row = dict[str, object]


def _visits(
    filled: Filled, workspace: int, members: list[int], chance: random.Random
) -> Iterator[tuple[Row, Row, Row]]:
    """Five visits a week of each member, with whom they met, for twelve weeks."""
    number = FIRST_VISIT + members[0] * 10_000
    for back in range(WEEKS * 7):
        day = TODAY - timedelta(days=back)
        for who in members:
            if chance.random() * 7 < VISITS_A_WEEK:
                number += 1
                yield _visit(filled, workspace, number, day, who, chance)


def _visit(
    filled: Filled, workspace: int, number: int, day: date, who: int, chance: random.Random
) -> tuple[Row, Row, Row]:
    contact = chance.randrange(len(filled.people)) + 1
    here = {"workspace_id": workspace}
    visit = here | {
        "id": number,
        "account_id": (contact - 1) % filled.accounts + 1,
        "on": day,
        "channel": "in_person",
        "note": "spares",
        "request": f"v{number}",
        "recorded_by": who,
        "recorded_at": NOW - timedelta(days=(TODAY - day).days),
    }
    met: Row = {"visit_id": number, "contact_id": contact}
    ours: Row = {"visit_id": number, "member_id": who}
    return visit, here | met, here | ours
