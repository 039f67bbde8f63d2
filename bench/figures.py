"""What a bench tells: a figure of ours beside the baseline it is measured against."""

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Line:
    """One line of the report; without a baseline it is a figure alone.

    Attributes:
        cpu: what of it this process was at work; where others work on the machine too, the clock
            on the wall tells of them as well. The database server's own work is not in it.
    """

    what: str
    ours: float
    baseline: str = ""
    floor: float = 0.0
    unit: str = "ms"
    cpu: float | None = None

    def __str__(self) -> str:
        figure = f"{self.what:44} {self.ours:9.2f} {self.unit:4}"
        if self.cpu is not None:
            figure += f" cpu {self.cpu:9.2f} {self.unit:4}"
        if not self.baseline:
            return figure
        ratio = self.ours / self.floor if self.floor else float("inf")
        return f"{figure} {self.baseline:30} {self.floor:9.2f} {self.unit:4} ratio {ratio:7.3f}"


def spent(act: Callable[[], object], runs: int = 60) -> list[float]:
    """How long each of some runs took, in milliseconds."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return times


def worked(act: Callable[[], object], runs: int = 60) -> float:
    """What of a run this thread was at work, in milliseconds: the median of some."""
    times = []
    for _ in range(runs):
        begun = time.thread_time()
        act()
        times.append((time.thread_time() - begun) * 1000)
    return statistics.median(times)


def timed(act: Callable[[], object], runs: int = 60) -> float:
    """The median of some runs, in milliseconds."""
    return statistics.median(spent(act, runs))


def p95(times: list[float]) -> float:
    """What nineteen of twenty runs keep under."""
    return statistics.quantiles(times, n=20)[-1]


def growth(figures: list[tuple[int, float]]) -> float:
    """The power of the number of contacts by which a figure grows, from the first to the last."""
    (few, short), *_, (many, long) = figures
    return math.log(max(long, 1e-9) / max(short, 1e-9)) / math.log(many / few)


def peak_memory() -> float:
    """The megabytes that this process took at most.

    What `getrusage` tells holds the parent's, too, from before this program was loaded.
    """
    said = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(said.partition("VmHWM:")[2].split()[0]) / 1024
