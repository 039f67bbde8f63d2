"""A pump: what sends messages and takes in lists works as soon as there is something to do."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

#: Seconds between two looks at what is due.
MINUTE = 60
#: Runs of a pump that the scheduler may count at once.
MANY = 100


class Pump:
    """Works as soon as there is something to do: its job's next run is moved to that instant.

    `work` does all there is, and says when there is more.
    """

    def __init__(
        self, scheduler: BackgroundScheduler, name: str, work: Callable[[], datetime | None]
    ) -> None:
        self.scheduler, self.name, self.work = scheduler, name, work
        self.owed, self.busy = threading.Event(), threading.Lock()

    def begin(self, at: datetime) -> None:
        """Work at an instant, and each minute from then on.

        The scheduler counts runs that are just ending, too, and leaves out one too many: what is
        owed would wait for the next minute. So many may begin, and all but one go at once.
        """
        self.scheduler.add_job(
            self.run,
            "interval",
            seconds=MINUTE,
            id=self.name,
            next_run_time=at,
            max_instances=MANY,
        )

    def wake(self) -> None:
        """Something new is to be done."""
        self.owed.set()
        self._next(datetime.now(UTC))

    def run(self) -> None:
        """Work, and come again when there is more."""
        if not self.busy.acquire(blocking=False):
            return  # who is at work looks whether anything was owed meanwhile
        try:
            self.owed.clear()
            again = self.work()
        finally:
            self.busy.release()
        if again is not None:
            self._next(min(again, datetime.now(UTC) + timedelta(seconds=MINUTE)))
        if self.owed.is_set():  # owed meanwhile, and perhaps overwritten by the line before
            self._next(datetime.now(UTC))

    def _next(self, at: datetime) -> None:
        # The scheduler would count every minute since an instant that has passed, one by one.
        if self.scheduler.running:
            self.scheduler.modify_job(self.name, next_run_time=max(at, datetime.now(UTC)))
