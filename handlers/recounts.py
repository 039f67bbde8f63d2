"""The clock's part in keeping due dates: they follow the policy, and are held to the visits.

What is in force is in force at once: every figure, card and standing is computed by the new policy.
Only the order in which contacts fall due follows contact by contact, some thousands at a time, so
that nobody who logs a visit waits.
"""

import time
from collections.abc import Callable, Iterator

from storage import Store
from storage.clocks import Difference


def tick(store: Store, team_id: str, rest: Callable[[float], object] = time.sleep) -> None:
    """Let all due dates of a workspace follow its policy, with room for others in between.

    `rest` waits so many seconds; what it returns is true where there is no time for more.
    """
    with store.reading(team_id) as tx:
        follows = tx.contacts.follows()
    while not follows:
        begun = time.monotonic()
        with store.transaction(team_id) as tx:
            follows = not tx.contacts.sweep()
        # Half of what it took is long enough for whoever waits to be served in between.
        if not follows and rest((time.monotonic() - begun) / 2):
            return


def compare(store: Store, team_id: str) -> Iterator[Difference]:
    """Each contact whose stored clock is not what a recount of its visits gives."""
    after_id: int | None = 0
    while after_id is not None:
        with store.reading(team_id) as tx:
            found, after_id = tx.contacts.examine(after_id)
        yield from found
