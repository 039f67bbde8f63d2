"""Keeping up with Slack: looked up once, asked again politely, and nothing of strangers kept."""

from datetime import UTC, datetime, time, timedelta
from unittest.mock import Mock

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.clock import FixedClock
from handlers import callers, inheriting, people, trouble
from tests.conftest import TEAM
from upkeep.deliveries import POST, Outcome, Result, Terms
from upkeep.members import Role
from upkeep.policy import Policy
from upkeep.visits import Channel, NewVisit

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CLOCK = FixedClock(NOW)


def user(slack_id="U7DANA", **fields):
    return {
        "id": slack_id,
        "real_name": "Dana Wolf",
        "profile": {"email": "Dana@us.example"},
        "tz": "Europe/Berlin",
        "locale": "de-DE",
        **fields,
    }


def refusal(error):
    response = SlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, headers={}, status_code=200,
        data={"ok": False, "error": error},
    )  # fmt: skip
    return SlackApiError(error, response)


@pytest.fixture
def slack():
    client = Mock()
    client.users_lookupByEmail.return_value = {"user": user()}
    client.conversations_list.return_value = {"channels": []}
    return client


@pytest.fixture
def dana(store):
    with store.transaction(TEAM) as tx:
        return tx.members.upsert("dana@us.example", role=Role.MANAGER)[0]


def member(store, email="dana@us.example"):
    with store.reading(TEAM) as tx:
        return tx.members.by_email(email)


def test_an_imported_member_becomes_a_person_in_slack(store, slack, dana):
    people.tick(store, slack, TEAM, NOW)
    found = member(store)
    assert (found.id, found.slack_id, found.name) == (dana.id, "U7DANA", "Dana Wolf")
    assert (found.zone, found.locale, found.role) == ("Europe/Berlin", "de-DE", Role.MANAGER)
    people.tick(store, slack, TEAM, NOW)
    assert slack.users_lookupByEmail.call_count == 1


def test_who_pressed_before_he_was_known_is_one_with_who_was_imported(any_store, slack):
    with any_store.transaction(TEAM) as tx:
        met = tx.members.ensure("U7DANA")
        acme = tx.accounts.upsert("Acme", owner_id=met.id)[0]
        li = tx.contacts.add(acme.id, "Li Wei", added_on=NOW.date())
        imported = tx.members.upsert("dana@us.example", role=Role.MANAGER)[0]
        bob = tx.members.upsert("bob@us.example", manager_id=met.id)[0]
        members = (imported.id, met.id)
        visit = NewVisit(acme.id, NOW.date(), Channel.MEAL, (li.id,), members)
        logged, _ = tx.visits.add(visit, met.id, NOW, "r1")

    def asked(email):
        bob_too = {"profile": {"email": email}}
        return {"user": user() if email.startswith("dana") else user("U8BOB", **bob_too)}

    slack.users_lookupByEmail.side_effect = asked
    slack.users_info.return_value = {"user": user()}
    for _ in range(2):
        people.tick(any_store, slack, TEAM, NOW)
    assert slack.users_lookupByEmail.call_count == 2, "for Dana and for Bob, once"
    with any_store.reading(TEAM) as tx:
        found = tx.members.by_slack("U7DANA")
        assert (found.id, found.role) == (met.id, Role.MANAGER)
        assert [one.id for one in tx.members.all()] == [met.id, bob.id]
        assert tx.contacts.get(li.id).keeper_id == met.id
        assert tx.visits.get(logged.id).member_ids == (met.id,)
        assert tx.visits.get(logged.id).recorded_by == met.id
        assert tx.members.get(bob.id).manager_id == met.id
        assert tx.contacts.differences() == []


def test_who_has_another_address_by_now_keeps_his_own_beside_what_a_list_gave_to_it(
    any_store, slack
):
    with any_store.transaction(TEAM) as tx:
        north, south = (tx.teams.upsert(name)[0] for name in ("North", "South"))
        dana = tx.members.ensure("U7DANA", email="dana@old.example", name="Dana", zone="Asia/Tokyo")
        own = {"role": Role.MANAGER, "team_id": north.id, "weekly_target": 3}
        tx.members.change(dana.id, **own, reminder_at=time(8), away_until=NOW.date())
        listed = tx.members.upsert("dana@us.example", team_id=south.id, country="DE")[0]
        acme = tx.accounts.upsert("Acme", owner_id=listed.id)[0]
        li = tx.contacts.add(acme.id, "Li Wei", added_on=NOW.date())
    people.changed({"user": user()}, any_store, TEAM, CLOCK)
    with any_store.reading(TEAM) as tx:
        [found] = tx.members.all()
        assert (found.id, found.email) == (dana.id, "Dana@us.example")
        assert (found.role, found.weekly_target, found.reminder_at) == (Role.MANAGER, 3, time(8))
        assert (found.away_until, found.zone, found.name) == (
            NOW.date(),
            "Europe/Berlin",
            "Dana Wolf",
        )
        assert (found.team_id, found.country) == (south.id, "DE"), "as the list says"
        assert tx.contacts.get(li.id).keeper_id == dana.id
        assert tx.contacts.differences() == []


def hours(begins, ends):
    stamps = {"next_dnd_start_ts": begins.timestamp(), "next_dnd_end_ts": ends.timestamp()}
    return {"dnd_enabled": True, **stamps}


def test_who_has_quiet_hours_now_is_known_by_when_they_end(store, slack):
    hour = timedelta(hours=1)
    told = {
        "U1": hours(NOW - hour, NOW + hour),
        "U2": hours(NOW + hour, NOW + 2 * hour),
        "U3": {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1},
    }
    with store.transaction(TEAM) as tx:
        members = [tx.members.ensure(f"U{number}") for number in range(1, 120)]
    slack.dnd_teamInfo.side_effect = lambda users: {
        "users": {one: told[one] for one in users if one in told}
    }
    assert people.quiet(slack, NOW, members) == {members[0].id: NOW + hour}
    assert [len(one.kwargs["users"]) for one in slack.dnd_teamInfo.call_args_list] == [50, 50, 19]
    slack.dnd_teamInfo.side_effect = refusal("missing_scope")
    assert people.quiet(slack, NOW, members) == {}


@pytest.mark.parametrize("named", ["U7DANA", "Dana@us.example"])
def test_who_is_to_read_an_assessment_is_looked_up_though_we_never_met(store, slack, named):
    """As often as not it is somebody of another house, who has never said a word here."""
    slack.users_info.return_value = {"user": user()}
    store.defaults = Policy(assessments={"default": "", "sales": named, "R&D": named})
    for minutes in (0, 1):
        people.tick(store, slack, TEAM, NOW + timedelta(minutes=minutes))
    found = member(store)
    assert (found.slack_id, found.name) == ("U7DANA", "Dana Wolf")
    assert slack.users_info.call_count + slack.users_lookupByEmail.call_count == 1


def test_an_address_slack_does_not_know_is_asked_again_a_day_later(store, slack, dana):
    slack.users_lookupByEmail.side_effect = refusal("users_not_found")
    for hours in (0, 1, 23, 24):
        people.tick(store, slack, TEAM, NOW + timedelta(hours=hours))
    assert slack.users_lookupByEmail.call_count == 2
    assert member(store).slack_id is None


@pytest.mark.parametrize("failure", [refusal("ratelimited"), TimeoutError(), OSError()])
def test_when_slack_is_busy_nobody_is_forgotten(store, slack, dana, failure):
    slack.users_lookupByEmail.side_effect = failure
    people.tick(store, slack, TEAM, NOW)
    slack.users_lookupByEmail.side_effect = None
    people.tick(store, slack, TEAM, NOW + timedelta(minutes=1))
    assert member(store).slack_id == "U7DANA"


def test_a_busy_slack_is_not_asked_for_the_next_one(store, slack, dana):
    with store.transaction(TEAM) as tx:
        tx.members.upsert("eve@us.example")
    slack.users_lookupByEmail.side_effect = refusal("ratelimited")
    people.tick(store, slack, TEAM, NOW)
    assert slack.users_lookupByEmail.call_count == 1


def test_few_questions_in_one_pass(store, slack):
    slack.users_lookupByEmail.side_effect = refusal("users_not_found")
    with store.transaction(TEAM) as tx:
        for n in range(30):
            tx.members.upsert(f"m{n}@us.example")
    people.tick(store, slack, TEAM, NOW)
    assert slack.users_lookupByEmail.call_count == people.QUESTIONS


def test_who_was_met_while_slack_did_not_answer_is_asked_about_again(any_store, slack):
    slack.users_info.side_effect = refusal("ratelimited")
    met = callers.known(any_store, slack, TEAM, "U7DANA")
    assert met.zone == "UTC", "the policy's"
    with any_store.transaction(TEAM) as tx:
        tx.members.set_next_reminder(met.id, NOW + timedelta(hours=20))
    people.tick(any_store, slack, TEAM, NOW)
    slack.users_info.side_effect = None
    slack.users_info.return_value = {"user": user(tz="America/Los_Angeles")}
    people.tick(any_store, slack, TEAM, NOW + timedelta(minutes=1))
    with any_store.reading(TEAM) as tx:
        found = tx.members.by_slack("U7DANA")
        assert tx.members.next_reminder(met.id) == NOW + timedelta(minutes=1)
    assert (found.id, found.name, found.zone) == (met.id, "Dana Wolf", "America/Los_Angeles")
    asked = slack.users_info.call_count
    people.tick(any_store, slack, TEAM, NOW + timedelta(minutes=2))
    assert slack.users_info.call_count == asked


def test_an_id_slack_does_not_know_is_asked_again_a_day_later(store, slack):
    slack.users_info.side_effect = refusal("user_not_found")
    callers.known(store, slack, TEAM, "U7DANA")
    for hours in (0, 1, 23, 24):
        people.tick(store, slack, TEAM, NOW + timedelta(hours=hours))
    assert slack.users_info.call_count == 1 + 2


def test_a_channel_known_by_name_is_found_over_pages(store, slack):
    with store.transaction(TEAM) as tx:
        team = tx.teams.upsert("North", channel="north")[0]
        tx.teams.upsert("South", channel="C0SOUTH")
    slack.conversations_list.side_effect = [
        {"channels": [{"id": "C1", "name": "a"}], "response_metadata": {"next_cursor": "x"}},
        {"channels": [{"id": "C0NORTH", "name": "north"}], "response_metadata": {}},
    ]
    people.tick(store, slack, TEAM, NOW)
    with store.reading(TEAM) as tx:
        assert tx.teams.get(team.id).channel == "C0NORTH"
    people.tick(store, slack, TEAM, NOW)
    assert slack.conversations_list.call_count == 2


def test_a_channel_that_is_not_there_is_asked_for_once_a_day(store, slack):
    with store.transaction(TEAM) as tx:
        team = tx.teams.upsert("North", channel="nroth")[0]
    for hours in (0, 1, 25):
        people.tick(store, slack, TEAM, NOW + timedelta(hours=hours))
    assert slack.conversations_list.call_count == 2
    with store.reading(TEAM) as tx:
        assert tx.teams.get(team.id).channel == "nroth"


def changed(store, told):
    people.changed({"type": "user_change", "user": told}, store, TEAM, CLOCK)


def test_after_a_move_to_another_zone_the_morning_there_is_looked_at_at_once(store, dana):
    changed(store, user())
    changed(store, user(tz="Asia/Shanghai", locale=None, profile={}))
    found = member(store)
    assert (found.zone, found.locale, found.email.lower()) == (
        "Asia/Shanghai",
        "de-DE",
        "dana@us.example",
    )
    with store.reading(TEAM) as tx:
        assert tx.members.next_reminder(found.id) == NOW


@pytest.mark.parametrize("zone", ["Mars/Phobos", "", None])
def test_a_zone_without_known_hours_leaves_people_where_they_were(store, dana, zone):
    changed(store, user())
    changed(store, user(tz=zone))
    assert member(store).zone == "Europe/Berlin"


def test_a_status_in_slack_is_known_until_it_is_taken_back(store, dana):
    away = {
        "email": "dana@us.example",
        "status_emoji": ":palm_tree:",
        "status_expiration": 1796000000,
    }
    changed(store, user(profile=away))
    found = member(store)
    assert found.status == "palm_tree"
    assert found.status_until == datetime.fromtimestamp(1796000000, UTC)
    changed(store, user(profile={"status_emoji": "", "status_expiration": 0}))
    found = member(store)
    assert (found.status, found.status_until) == ("", None)


def test_an_admin_of_slack_is_one_here_as_long_as_slack_says_so(store, dana):
    changed(store, user(is_admin=True))
    assert member(store).role is Role.ADMIN
    changed(store, user(is_admin=False))
    assert member(store).role is Role.MANAGER


def test_who_left_is_not_reminded_any_more(store, dana):
    changed(store, user())
    changed(store, user(deleted=True))
    found = member(store)
    assert not found.active
    with store.reading(TEAM) as tx:
        assert tx.members.next_reminder(found.id) is None
    changed(store, user())
    assert member(store).active


def test_who_left_while_nobody_heard_it_is_known_once_he_cannot_be_written_to(store, slack):
    """Slack tells of it once; a bot that was away then went on reminding him."""
    with store.transaction(TEAM) as tx:
        boss = tx.members.ensure("U1BOSS", name="Boss", is_slack_admin=True)
        tx.members.ensure("U2EVE", name="Eve")
        dana = tx.members.ensure("U7DANA", name="Dana", email="dana@us.example")
        acme = tx.accounts.upsert("Acme", owner_id=dana.id)[0]
        tx.contacts.add(acme.id, "Li Wei", added_on=NOW.date())
        reminder = ("reminder", "U7DANA", "2026-11-24", POST, {"channel": "U7DANA"}, NOW)
        tx.deliveries.owe(*reminder)
    people.tick(store, slack, TEAM, NOW)
    assert not slack.users_info.called
    [claim] = store.claim(NOW, Terms(channel_seconds=0, a_minute={}, at_once=9), limit=9)
    trouble.give_up(store, claim, Result(Outcome.REFUSED, reason="user_disabled"), CLOCK)
    slack.users_info.return_value = {"user": user(deleted=True)}
    for _ in range(2):
        people.tick(store, slack, TEAM, NOW)
    assert slack.users_info.call_count == 1
    assert not member(store).active
    with store.reading(TEAM) as tx:
        proposal = tx.deliveries.last(inheriting.PROPOSAL, boss.slack_id)
    assert "Acme: → Eve (1 contact)" in proposal.payload["text"]


def test_who_is_still_with_us_is_asked_about_once_each_time(store, slack):
    with store.transaction(TEAM) as tx:
        dana = tx.members.ensure("U7DANA", name="Dana", email="dana@us.example")
        tx.members.look_up_again(dana.id, NOW)
    slack.users_info.return_value = {"user": user()}
    for _ in range(2):
        people.tick(store, slack, TEAM, NOW)
    assert slack.users_info.call_count == 1
    assert member(store).active


def test_colleagues_without_customers_are_not_kept(store):
    changed(store, user("U9ELSE", profile={"email": "else@us.example"}))
    with store.reading(TEAM) as tx:
        assert tx.members.all(active=False) == []


def test_nothing_is_owed_where_the_app_was_removed(store):
    people.removed(store, TEAM, CLOCK)
    assert store.workspaces() == []


def test_a_persons_own_token_is_not_ours(store):
    people.revoked({"tokens": {"oauth": ["U1"], "bot": []}}, store, TEAM, CLOCK)
    assert len(store.workspaces()) == 1
    people.revoked({"tokens": {"bot": ["U0BOT"]}}, store, TEAM, CLOCK)
    assert store.workspaces() == []
