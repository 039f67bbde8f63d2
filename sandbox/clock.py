"""The two clocks: wall time rules the protocol, business time leads it by a growing span."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: Seconds without a question after which a bot counts as not following the clock.
FORGOTTEN = 5.0
#: Seconds a skip waits for the bot to live through what it skipped.
PATIENCE = 60.0
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Stalled(Exception):  # noqa: N818 — it reads as what happened
    """The bot follows the clock but did not live through a skip in time; the message says how."""


class Clock:
    """Business time starts at an instant, runs with wall time, and can skip forward only."""

    def __init__(self, start: datetime | None = None) -> None:
        self._lead = (start - self.wall()) if start else timedelta()
        self._asked: datetime | None = None
        self._lived: datetime | None = None
        self._news = asyncio.Event()

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
    def lived(self) -> datetime | None:
        """The business instant up to which the bot says all that was due is done."""
        return self._lived

    def hear(self, lived: datetime | None) -> datetime:
        """A bot asks for the time and tells how far it has come; business time."""
        self._asked = self.wall()
        if lived is not None:
            self._lived = max(lived, self._lived or lived)
            self._news.set()
        return self.now()

    async def skip(self, to: datetime) -> bool:
        """Let time pass, and wait until the bot has lived through it; False: no bot follows.

        Raises:
            ValueError: the instant has passed already.
            Stalled: the bot did not get there within a minute.
        """
        now = self.now()
        if to < now:
            raise ValueError(f"business time only moves forward: it is {now:%a %Y-%m-%d %H:%M} UTC")
        self._lead += to - now
        if not self.follows:
            return False
        try:
            async with asyncio.timeout(PATIENCE):
                while self._lived is None or self._lived < to:
                    self._news.clear()
                    await self._news.wait()
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
