"""`everyvote read --lines`: sentences by the thousand, read by several processes side by side."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import cache, partial
from typing import BinaryIO

from bot.app import build
from bot.reading import Reader, printable

#: So many lines that came at once are worth other processes: to start them takes as long as some.
MANY = 100
#: Lines that a process takes at once and reads in one transaction.
SHARE = 25
#: Each has a connection of its own and some 80 MB.
PROCESSES = min(os.cpu_count() or 1, 4)
#: The most that is taken from the stream at once, in bytes.
CHUNK = 1 << 20


def answers(reader: Reader, said: BinaryIO, at: datetime | None, zone: str) -> Iterator[str]:
    """The answer to each line of a stream, as JSON, in the order of the lines.

    No answer waits for a line that has not come. The instant and the zone are those of lines that
    say none.
    """
    with ProcessPoolExecutor(PROCESSES, initializer=_deaf) as crew:
        for lines in arrivals(said):
            when = at or reader.clock.now()
            if len(lines) < MANY:
                yield from map(printable, reader.answers(lines, when, zone))
                continue
            # A process that is made of this one must not inherit an open connection.
            reader.store.close()
            read = partial(_read, reader.team_id, reader.who, when, zone)
            shares = [lines[begin : begin + SHARE] for begin in range(0, len(lines), SHARE)]
            for told in crew.map(read, shares):
                yield from told


def arrivals(said: BinaryIO) -> Iterator[list[bytes]]:
    """The lines of a stream that hold anything, as many at a time as have come."""
    begun = b""
    while come := said.read1(CHUNK):  # type: ignore[attr-defined]
        *whole, begun = (begun + come).split(b"\n")
        yield [line for line in whole if line.strip()]
    yield [begun] if begun.strip() else []


def _read(team_id: str, who: str | None, at: datetime, zone: str, lines: list[bytes]) -> list[str]:
    """What another process answers."""
    return [printable(one) for one in _reader(team_id, who).answers(lines, at, zone)]


def _deaf() -> None:
    """An interrupt is for the one who shares out: what others still have to do goes with him."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _reader(team_id: str, who: str | None) -> Reader:
    """The one of this process, with a store of its own."""
    house = build(os.environ)
    return Reader(house.store, team_id, house.clock, who)
