"""Rate limits: the tier of each method, and how many calls a minute a tier allows.

Source: docs.slack.dev/apis/web-api/rate-limits. They can be switched on; a 429
carries Retry-After and blocks that method only.
"""

import math
import time
from collections import defaultdict, deque

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
#: Calls a minute of a method that has no tier.
SPECIAL = {"auth.test": 600, "chat.postMessage": 300, "blocks.validate": 100}
METHODS = {
    "apps.connections.open": 1,
    "chat.delete": 3,
    "chat.getPermalink": 4,
    "chat.postEphemeral": 4,
    "chat.update": 3,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.list": 2,
    "conversations.members": 4,
    "conversations.open": 3,
    "dnd.info": 3,
    "dnd.teamInfo": 2,
    "files.completeUploadExternal": 4,
    "files.getUploadURLExternal": 4,
    "files.info": 4,
    "team.info": 3,
    "users.info": 4,
    "users.list": 2,
    "users.lookupByEmail": 3,
    "views.open": 4,
    "views.publish": 4,
    "views.push": 4,
    "views.update": 4,
}
#: One post a second per channel; so many in a burst are tolerated.
CHANNEL_SECONDS, BURST = 1.0, 4
WINDOW = 60.0


class Rates:
    """Counts calls over a sliding minute; off until switched on."""

    def __init__(self, *, on: bool = False) -> None:
        self.on = on
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)

    def wait(self, method: str, channel: str = "") -> int:
        """Seconds after which this call would be taken; 0: it is taken, and counted."""
        if not self.on:
            return 0
        gates = [(method, SPECIAL.get(method) or TIERS[METHODS.get(method, 3)], WINDOW)]
        if method == "chat.postMessage" and channel:
            gates.append((f"{method} {channel}", BURST, BURST * CHANNEL_SECONDS))
        now = time.monotonic()
        waits = [self._wait(key, most, window, now) for key, most, window in gates]
        if not any(waits):
            for key, _, _ in gates:
                self._calls[key].append(now)
        return math.ceil(max(waits))

    def _wait(self, key: str, most: int, window: float, now: float) -> float:
        calls = self._calls[key]
        while calls and calls[0] <= now - window:
            calls.popleft()
        return calls[0] + window - now if len(calls) >= most else 0.0
