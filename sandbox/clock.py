"""The two clocks: wall time rules the protocol, business time leads it by a growing span."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: Seconds without a question after which a bot counts as not following the clock.
FORGOTTEN = 5.0
#: Seconds a skip waits for the bot to live through what it skipped.
PATIENCE = 60.0
#: Seconds between two looks at how far it has come.
GLANCE = 0.05
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Stalled(Exception):  # noqa: N818 — it reads as what happened
    """The bot follows the clock but did not live through a skip in time; the message says how."""


class Clock:
    """Business time starts at an instant, runs with wall time, and can skip forward only."""

    def __init__(self, start: datetime | None = None) -> None:
        self._lead = (start - self.wall()) if start else timedelta()
        self._asked: datetime | None = None
        self._lived: datetime | None = None
        self._living: datetime | None = None

    def wall(self) -> datetime:
        """Wall time, aware UTC."""
        return datetime.now(UTC)

    def now(self) -> datetime:
        """Business time, aware UTC."""
        return self.wall() + self._lead

    @property
    def follows(self) -> bool:
        """Whether a bot has asked for the time lately."""
        return self._asked is not None and self.wall() - self._asked < timedelta(seconds=FORGOTTEN)

    @property
    def shown(self) -> datetime:
        """What is shown beside a message: the instant a bot is living through, else the time."""
        return self._living or self.now()

    @property
    def lived(self) -> datetime | None:
        """The business instant up to which the bot says all that was due is done."""
        return self._lived

    def hear(self, lived: datetime | None, living: datetime | None = None) -> datetime:
        """A bot asks for the time, and tells how far it has come and where it is; business time."""
        self._asked, self._living = self.wall(), living
        if lived is not None:
            self._lived = max(lived, self._lived or lived)
        return self.now()

    async def skip(self, to: datetime, connected: Callable[[], bool]) -> bool:
        """Let time pass, and wait until the bot has lived through it; False: no bot follows.

        A bot that lives through weeks is busy and asks nothing meanwhile, but stays connected:
        one that does neither is gone, and nobody waits for it.

        Raises:
            ValueError: the instant has passed already.
            Stalled: the bot did not get there within a minute.
        """
        now = self.now()
        if to < now:
            raise ValueError(f"business time only moves forward: it is {now:%a %Y-%m-%d %H:%M} UTC")
        self._lead += to - now
        try:
            async with asyncio.timeout(PATIENCE):
                while self._lived is None or self._lived < to:
                    if not self.follows and (self._asked is None or not connected()):
                        return False
                    await asyncio.sleep(GLANCE)
        except TimeoutError:
            so_far = f"up to {self._lived:%Y-%m-%d %H:%M} UTC" if self._lived else "nothing"
            raise Stalled(
                f"after {PATIENCE:.0f} s the bot has lived through {so_far}, and was to reach"
                f" {to:%Y-%m-%d %H:%M} UTC: its log says why"
            ) from None
        return True


def coming(weekday: str, at: str, zone: str, after: datetime) -> datetime:
    """The next such weekday and "HH:MM" in an IANA zone, strictly after an instant; aware UTC.

    Raises:
        ValueError: there is no such weekday or time.
    """
    local = after.astimezone(ZoneInfo(zone))
    days = (WEEKDAYS.index(weekday.lower()) - local.weekday()) % 7
    wanted = datetime.combine(
        local.date() + timedelta(days=days), time.fromisoformat(at), ZoneInfo(zone)
    )
    if wanted <= local:
        wanted = datetime.combine(
            wanted.date() + timedelta(days=7), time.fromisoformat(at), ZoneInfo(zone)
        )
    return wanted.astimezone(UTC)
