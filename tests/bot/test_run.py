"""The bot at work: what is owed is sent as soon as it may be."""

import threading
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from bot.run import Pump

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def test_what_may_go_since_long_ago_is_sent_at_once_and_time_goes_on():
    scheduler, ran, answers = BackgroundScheduler(timezone=UTC), threading.Semaphore(0), [LONG_AGO]

    def work() -> datetime | None:
        ran.release()
        return answers.pop() if answers else None

    pump = Pump(scheduler, "post", work)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    scheduler.add_job(pump.run, "interval", minutes=1, id="post", next_run_time=tomorrow)
    scheduler.start()
    try:
        pump.wake()
        assert ran.acquire(timeout=5)
        assert ran.acquire(timeout=5)
        assert scheduler.get_job("post").next_run_time > datetime.now(UTC)
    finally:
        scheduler.shutdown()
