"""What an attempt's answer means for the message."""

from datetime import timedelta

import pytest

from upkeep.deliveries import HTTP_TIMEOUT, LEASE, SETTLED, Outcome, backoff, judge


@pytest.mark.parametrize(
    ("status", "error", "outcome"),
    [
        (429, "", Outcome.LIMITED),
        (200, "ratelimited", Outcome.LIMITED),
        (500, "", Outcome.UNKNOWN),
        (503, "service_unavailable", Outcome.UNKNOWN),
        (200, "internal_error", Outcome.UNKNOWN),
        (200, "fatal_error", Outcome.UNKNOWN),
        (200, "invalid_blocks", Outcome.UNPAINTABLE),
        (200, "channel_not_found", Outcome.REFUSED),
        (200, "account_inactive", Outcome.REFUSED),
        (200, "token_revoked", Outcome.REFUSED),
    ],
)
def test_slack_answers_are_classed(status, error, outcome):
    assert judge(status, error).outcome is outcome


def test_a_pause_is_what_slack_asked_for():
    assert judge(429, "", retry_after=30).pause == 30


def test_waiting_doubles_up_to_five_minutes():
    waits = [backoff(n) for n in range(12)]
    assert waits[:4] == [timedelta(seconds=s) for s in (2, 2, 4, 8)]
    assert max(waits) == timedelta(minutes=5)


def test_a_lease_outlives_two_attempts_and_the_settling():
    assert 2 * HTTP_TIMEOUT < LEASE
    assert SETTLED < LEASE
