"""The clock's part in keeping due dates: they follow the policy, and are held to the visits.

What is in force is in force at once: every figure, card and standing is computed by the new policy.
Only the order in which contacts fall due follows contact by contact, some thousands at a time, so
that nobody who logs a visit waits.
"""

import time
from collections.abc import Callable, Iterator

from storage import Store
from storage.clocks import Difference

#: Seconds a turn takes, and those in between, in which whoever waits to log a visit is served: who
#: waits for SQLite looks ten times a second.
A_TURN, A_REST = 0.5, 0.1
#: Contacts in the first turn, and in any: the fewest, and the most.
FIRST, FEWEST, MOST = 2000, 500, 20_000


def tick(store: Store, team_id: str, rest: Callable[[float], object] = time.sleep) -> None:
    """Let all due dates of a workspace follow its policy, with room for others in between.

    `rest` waits so many seconds; what it returns is true where there is no time for more.
    """
    with store.reading(team_id) as tx:
        follows = tx.contacts.follows()
    many = FIRST
    while not follows:
        begun = time.monotonic()
        with store.transaction(team_id) as tx:
            follows = not tx.contacts.sweep(many)
        many = fitting(many, time.monotonic() - begun)
        if not follows and rest(A_REST):
            return


def fitting(many: int, seconds: float) -> int:
    """How many contacts make a turn of the right length, when so many took so long."""
    return max(FEWEST, min(MOST, int(many * A_TURN / max(seconds, A_TURN / 2))))


def compare(store: Store, team_id: str) -> Iterator[Difference]:
    """Each contact whose stored clock is not what a recount of its visits gives."""
    after_id: int | None = 0
    while after_id is not None:
        with store.reading(team_id) as tx:
            found, after_id = tx.contacts.examine(after_id)
        yield from found
