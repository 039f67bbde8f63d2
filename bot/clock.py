"""The two clocks. Wall time rules the protocol; business time decides what is due."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode
from urllib.request import urlopen
from zoneinfo import ZoneInfo


class WallClock:
    """Business time is wall time: everywhere but in a local workspace."""

    def now(self) -> datetime:
        """Business time, aware UTC."""
        return self.wall()

    def wall(self) -> datetime:
        """Wall time, aware UTC."""
        return datetime.now(UTC)

    def lived(self) -> datetime:
        """The business instant up to which all that fell due has been seen to."""
        return self.now()

    def today(self, zone: str) -> date:
        """The local date of business time in an IANA zone."""
        return self.now().astimezone(ZoneInfo(zone)).date()


@dataclass
class FixedClock(WallClock):
    """Business time stands at one instant, for a single pass over what is due then."""

    at: datetime

    def now(self) -> datetime:
        """Business time, aware UTC."""
        return self.at


@dataclass
class RemoteClock(WallClock):
    """Business time as a local workspace tells it, kept as a lead over wall time."""

    url: str
    _lead: timedelta = field(default=timedelta())
    _lived: datetime | None = None

    def lived(self) -> datetime:
        """Where time has skipped, the end of what was lived through; else business time."""
        return self._lived or self.now()

    def now(self) -> datetime:
        """Business time, aware UTC."""
        return self.wall() + self._lead

    def ask(self, lived: datetime | None, living: datetime | None = None) -> datetime:
        """Hear the business time anew, and tell up to which instant all that was due is done.

        Whoever catches up tells also at which instant it is, to be shown beside what it says.

        Raises:
            OSError: the workspace does not answer.
        """
        told = {"lived": lived, "living": living}
        query = urlencode({name: at.isoformat() for name, at in told.items() if at})
        with urlopen(f"{self.url}?{query}", timeout=2) as answer:  # noqa: S310 — settings allow loopback only
            now = datetime.fromisoformat(json.load(answer)["now"])
        self._lead, self._lived = now - self.wall(), lived
        return now
