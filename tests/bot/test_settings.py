"""What the bot is told before it starts, and what it refuses to be told."""

from datetime import date, time
from pathlib import Path

import pytest

from bot.config import config, read
from bot.settings import Config, Misconfigured, environment
from upkeep.accounts import Level
from upkeep.policy import Policy

ROOT = Path(__file__).parents[2]


def test_the_file_says_what_the_code_assumes():
    told = config({"EVERYVOTE_CONFIG": str(ROOT / "config.yaml")})
    assert told == Config()
    assert told.policy() == Policy()


def test_every_setting_stands_in_the_file():
    text = (ROOT / "config.yaml").read_text()
    for name, part in Config.model_fields.items():
        assert f"\n{name}:" in text
        for key in getattr(part.annotation, "model_fields", {}):
            assert f"\n  {key}:" in text


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("cadence:\n  generel: 30\n", 2, "there is no setting called cadence.generel"),
        ("cadence:\n  key: 0\n", 2, "cadence.key cannot be that"),
        ("\n\nnonsense: 1\n", 3, "there is no setting called nonsense"),
        ("reminders:\n  limit: many\n", 2, "reminders.limit cannot be that"),
        ("reminders:\n  work_days: [mon, funday]\n", 2, "say one of mon, tue"),
        ("workspace:\n  zone: Berlin\n", 2, "not a time zone"),
        ("commands:\n  visit: visit\n", 2, "starts with /"),
        ("visits:\n  counted: [letter]\n", 2, "visits.counted"),
        ("digests: {at: '25:00'}\n", 1, "digests.at cannot be that"),
        ("reminders:\n  days: sometimes\n", 2, "“sometimes” is no rhythm I know. Write weekdays"),
        ("reminders:\n  days: FREQ=HOURLY\n", 2, "HOURLY cannot be part of it"),
        ("digests:\n  days: mon, wed\n", 2, "comes on several days of a week"),
        ("reminders:\n  at: '04:00'\n", 1, "nobody is reminded at night"),
        ("holidays:\n  country: Germany\n", 2, "Write a code such as DE"),
        ("holidays:\n  days_off: [2026-13-24]\n", 2, "“2026-13-24” is no day"),
        ("holidays:\n  days_off: [2026-12-24 to 2026-12-01]\n", 2, "is no day"),
        ("holidays:\n  days_off: christmas\n", 2, "list days"),
        ("commands:\n  votes: /visit\n", 1, "visit and votes are both /visit"),
        ("cadence: 60\n", 1, "write its settings below it, each as `name: value`"),
        ("workspace:\n  admins: U1\n", 2, "write a list, like [one, other]"),
        ("reminders:\n  work_days: mon\n", 2, "write a list, like [one, other]"),
        ("cadence:\n  key: 20\ncadence:\n  general: 9\n", 3, "cadence stands here a second time"),
        ("cadence:\n  key: 20\n  key: 9\n", 3, "key stands here a second time"),
        ("cadence: [\n", 2, "this is not YAML"),
    ],
)
def test_the_impossible_is_refused_with_its_line(text, line, says):
    with pytest.raises(Misconfigured) as refused:
        read(text, "config.yaml")
    assert f"config.yaml, line {line}: " in str(refused.value)
    assert says in str(refused.value)


def test_a_heading_with_nothing_left_below_it_means_the_same_as_none():
    assert read("incidents:\n  # days: 14\ntargets:\n", "config.yaml") == Config()


def test_each_mistake_is_told_at_once():
    with pytest.raises(Misconfigured) as refused:
        read("cadence:\n  key: 0\n  general: -1\n", "config.yaml")
    assert len(str(refused.value).splitlines()) == 2


def test_times_may_go_without_quotes():
    told = read("digests:\n  at: 10:30\nreminders:\n  at: 08:15\n", "config.yaml")
    assert (told.digests.at, told.reminders.at) == (time(10, 30), time(8, 15))


def test_a_change_of_the_file_changes_the_policy():
    policy = read("cadence:\n  general: 21\ntargets:\n  sales: 7\n", "config.yaml").policy()
    assert policy.cadence[Level.GENERAL] == 21
    assert policy.cadence[Level.KEY] == 30
    assert policy.targets == {"default": 5, "sales": 7}


def test_a_named_file_must_be_there(tmp_path):
    with pytest.raises(Misconfigured, match="no such file"):
        config({"EVERYVOTE_CONFIG": str(tmp_path / "none.yaml")})


def test_only_a_local_slack_may_skip_time():
    assert environment({}).api_url == "https://slack.com/api/"
    local = {"SLACK_API_URL": "http://127.0.0.1:1/api", "EVERYVOTE_CLOCK_URL": "http://127.0.0.1:1"}
    assert environment(local).api_url == "http://127.0.0.1:1/api/"
    with pytest.raises(Misconfigured, match="local workspace"):
        environment({"EVERYVOTE_CLOCK_URL": "http://127.0.0.1:1"})


def test_days_off_are_days_and_spans():
    told = read("holidays: {country: de-by, days_off: [2026-12-24, 2026-12-31 to 2027-01-02]}", "c")
    days = frozenset({date(2026, 12, 24), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)})
    assert (told.policy().days_off, told.policy().country) == (days, "DE-BY")


def test_a_rhythm_may_be_said_in_words():
    assert read("reminders: {days: 'Mon, Wed, Fri'}", "c").policy().reminder_on == (
        "FREQ=WEEKLY;BYDAY=MO,WE,FR"
    )
