"""The bot at work: what is owed is sent as soon as it may be."""

import threading
import time
from datetime import UTC, datetime, timedelta
from unittest.mock import MagicMock, Mock

from apscheduler.schedulers.background import BackgroundScheduler

from bot import run
from bot.pump import Pump
from upkeep import lexicon, namesakes

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def test_what_may_go_since_long_ago_is_sent_at_once_and_time_goes_on():
    scheduler, ran, answers = BackgroundScheduler(timezone=UTC), threading.Semaphore(0), [LONG_AGO]

    def work() -> datetime | None:
        ran.release()
        return answers.pop() if answers else None

    pump = Pump(scheduler, "post", work)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    pump.begin(tomorrow)
    scheduler.start()
    try:
        pump.wake()
        assert ran.acquire(timeout=5)
        assert ran.acquire(timeout=5)
        assert scheduler.get_job("post").next_run_time > datetime.now(UTC)
    finally:
        scheduler.shutdown()


class Lingering(Pump):
    """Takes its time to end, as on a machine with much to do."""

    def run(self) -> None:
        super().run()
        time.sleep(0.3)


def test_what_is_owed_while_others_are_sent_waits_no_minute():
    scheduler, ran = BackgroundScheduler(timezone=UTC), threading.Semaphore(0)

    def work() -> None:
        ran.release()
        if not woken.is_set():
            woken.set()
            pump.wake()

    woken = threading.Event()
    pump = Lingering(scheduler, "post", work)
    pump.begin(datetime.now(UTC))
    scheduler.start()
    try:
        assert ran.acquire(timeout=5)
        assert ran.acquire(timeout=5)
    finally:
        scheduler.shutdown()


def test_whoever_names_the_first_stranger_waits_for_no_lists(monkeypatch):
    kept = (lexicon._said, namesakes._known)
    for one in kept:
        one.cache_clear()
    loaded: list[int] = []

    def listen(*_: object) -> Mock:
        loaded.extend(one.cache_info().currsize for one in kept)
        return Mock()

    for name, instead in (("listeners", Mock()), ("listen", listen), ("clockwork", Mock())):
        monkeypatch.setattr(run, name, instead)
    stop = threading.Event()
    stop.set()
    run.serve(MagicMock(), Mock(), stop)
    assert loaded == [1, 2]
