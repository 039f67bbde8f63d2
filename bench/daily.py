"""What happens every day: who waits longest, a visit logged, a sentence read."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import count

from rapidfuzz import process
from sqlalchemy import text

from bench.figures import Line, timed
from bench.filling import NOW, TODAY, Filled
from handlers.hearing import understand
from storage import LOCAL
from upkeep import decision
from upkeep.decision import Vote
from upkeep.visits import Channel, NewVisit

#: What `read --lines` is asked: in the order and with the trouble that people have with names.
SENTENCES = (
    "met {name} @{account} yesterday over lunch: spares are slow #complaint. next: send it by Fri",
    "昨天拜访了{account}的{name}，聊了备件 #需求 下一步：周五前发方案",
    "met {name} and {other} last Tue: all good",
    "called {name} from {account}, no answer",
)
#: So many of them.
SAID = 2_000


def measure(filled: Filled) -> Iterator[Line]:
    """Each act beside the least it could cost."""
    yield _due(filled)
    yield _log(filled)
    yield _read(filled)
    yield _read_lines(filled)
    yield _decide()


def _decide() -> Line:
    """How an account of two hundred decides, and what one visit more to each would change."""
    chance = random.Random(4)
    votes = [Vote(number, chance.randint(1, 9), chance.random()) for number in range(200)]

    def brute() -> None:
        for one in votes[:5]:
            decision.support([each._replace(warmth=1.0) if each is one else each for each in votes])

    def ours() -> None:
        decision.swings(votes)

    return Line("all swings of 200 votes", timed(ours), "five of them, one by one", timed(brute, 9))


def _due(filled: Filled) -> Line:
    """The five contacts of a member who wait longest."""

    def ours() -> None:
        with filled.store.reading(LOCAL) as tx:
            tx.contacts.neediest(3, TODAY, 5)

    def floor() -> None:
        with filled.store._reading.connect() as connection:  # noqa: SLF001 — the floor is the bare engine
            connection.execute(
                text(
                    "SELECT * FROM contacts JOIN accounts ON accounts.id = contacts.account_id"
                    " WHERE contacts.workspace_id = 1 AND keeper_id = 3 AND due_on <= :today"
                    " ORDER BY due_on LIMIT 5"
                ),
                {"today": TODAY},
            ).all()

    return Line("who waits longest", timed(ours), "the bare SELECT", timed(floor))


def _log(filled: Filled) -> Line:
    """A visit with two contacts."""
    number = count()

    def ours() -> None:
        visit = NewVisit(1, TODAY, Channel.MEAL, (1, 2), (1,), "note")
        with filled.store.transaction(LOCAL) as tx:
            tx.visits.add(visit, 1, NOW, f"r{next(number)}")

    def floor() -> None:
        with filled.store._engine.begin() as connection:  # noqa: SLF001 — the floor is the bare engine
            connection.execute(
                text(
                    'INSERT INTO visits (workspace_id, account_id, "on", channel, note, attempt,'
                    " source, permalink, request, recorded_by, recorded_at) VALUES"
                    " (1, 1, :on, 'meal', 'note', false, '', '', :request, 1, :at)"
                ),
                {"on": TODAY, "at": NOW, "request": f"f{next(number)}"},
            )

    return Line("log a visit", timed(ours), "one bare INSERT, committed", timed(floor))


def _read(filled: Filled) -> Line:
    """A sentence read against all contacts."""
    chance = random.Random(11)

    def ours() -> None:
        with filled.store.reading(LOCAL) as tx:
            name = chance.choice(filled.people)
            understand(tx, f"met {name} yesterday: spares", today=TODAY, speaker=None)

    def floor() -> None:
        process.extract(chance.choice(filled.people), filled.people, limit=5)

    ours()  # the first hanzi load a dictionary
    return Line("read a sentence", timed(ours), "plain rapidfuzz over all", timed(floor))


def _read_lines(filled: Filled) -> Line:
    """What `everyvote read --lines` gives a second, its start counted, beside bare look-ups."""
    chance = random.Random(13)

    def line() -> str:
        place = chance.randrange(len(filled.people))
        text = chance.choice(SENTENCES).format(
            name=filled.people[place],
            other=chance.choice(filled.people),
            account=f"Account {place % filled.accounts}",
        )
        return json.dumps({"id": place, "text": text, "tz": "Europe/Berlin"})

    lines = [line() for _ in range(SAID)]

    def ours() -> None:
        subprocess.run(
            [sys.executable, "-m", "bot", "read", "--lines"],
            env=os.environ | {"EVERYVOTE_DATABASE_URL": filled.url},
            input="\n".join(lines), stdout=subprocess.DEVNULL, text=True, check=True,
        )  # fmt: skip

    def floor() -> None:
        with filled.store.reading(LOCAL) as tx:
            tx.contacts.like([chance.choice(filled.people)])

    second = 1000 * SAID / timed(ours, runs=3)
    return Line("read --lines", second, "bare look-ups of a name", 1000 / timed(floor), "/s")
