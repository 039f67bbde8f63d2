"""Colleagues mentioned in a note are written by name: an id means nothing to who reads it later."""

import pytest
from slack_sdk.errors import SlackApiError

from handlers import callers
from handlers.visits import doors
from tests.conftest import TEAM
from tests.handlers.test_visits import seen, world  # noqa: F401 — fixtures
from views import drafts

TOLD = "told <@UDANA> to ask <@UNEW|newbie>; <@UNEW> missed it #worry. next: tell <@UDANA>"


@pytest.fixture
def told(world):  # noqa: F811
    """Slack knows somebody whom we have not met."""
    user = {"id": "UNEW", "real_name": "Noor Ali", "profile": {}}
    world.client.users_info.return_value = {"user": user}
    return world


def test_a_note_names_colleagues_and_keeps_them_no_members(told):
    answer = told.types(f"met Li Wei @Acme: {TOLD}")
    [visit] = told.visits()
    assert "told @Dana Rossi to ask @Noor Ali" in visit.note
    assert "@Noor Ali missed it" in visit.voices[0].text
    assert [one.text for one in visit.follow_ups] == ["tell @Dana Rossi"]
    assert "<@U" not in visit.note + answer["text"]
    assert "&lt;@" not in answer["text"]
    assert visit.source.endswith(TOLD)
    with told.store.reading(TEAM) as tx:
        assert tx.members.by_slack("UNEW") is None, "somebody talked of has met no customer"


def test_an_unfinished_log_names_them_too(told):
    answer = told.types(f"met John Smith: {TOLD}")
    assert "&lt;@" not in answer["text"]
    told.presses(doors.by_draft, answer, drafts.FORM)
    view = told.opened()
    assert "&lt;@" not in str(view)
    assert "<@" not in str(view)
    smith = told.contact("John Smith", told.nord)
    told.sends(view, contacts={"selected_options": [{"value": str(smith.id)}]})
    [visit] = told.visits()
    assert "told @Dana Rossi to ask @Noor Ali" in visit.note
    assert "@Noor Ali missed it" in visit.voices[0].text


def test_whom_slack_does_not_tell_of_goes_by_the_handle_that_was_typed(told):
    told.client.users_info.side_effect = SlackApiError("", {"error": "user_not_found"})
    told.types("met Li Wei @Acme: told <@UNEW|newbie> and <@UTOO> to call")
    [visit] = told.visits()
    assert visit.note == "told @newbie and @UTOO to call"


@pytest.fixture
def app_about(world):  # noqa: F811
    """Slack tells of an app, as of anybody."""
    user = {"id": "UBOT", "real_name": "Everyvote", "is_bot": True, "profile": {}}
    world.client.users_info.return_value = {"user": user}
    return world


def test_an_app_that_is_mentioned_has_met_nobody(app_about):
    answer = app_about.types("met Li Wei @Acme with <@UBOT> and <@UDANA>: tea. next: <@UBOT> calls")
    [visit] = app_about.visits()
    assert visit.member_ids == (app_about.alice.id, app_about.dana.id)
    assert [one.owner_id for one in visit.follow_ups] == [app_about.alice.id]
    assert "Everyvote" not in answer["text"]
    with app_about.store.reading(TEAM) as tx:
        assert tx.members.by_slack("UBOT") is None


def test_an_app_that_is_chosen_in_the_form_has_met_nobody(app_about):
    command = {"text": "", "trigger_id": "1", "response_url": "https://x"}
    app_about.call(doors.by_command, command=command)
    li = {"selected_options": [{"value": str(app_about.contact("Li Wei").id)}]}
    promised = {"promise": {"value": "call"}, "owner": {"selected_user": "UBOT"}}
    there = {"selected_users": ["UBOT", "UDANA"]}
    app_about.sends(app_about.opened(), contacts=li, **promised, **{"with": there})
    [visit] = app_about.visits()
    assert visit.member_ids == (app_about.alice.id, app_about.dana.id)
    assert [one.owner_id for one in visit.follow_ups] == [app_about.alice.id]


def test_an_app_looks_after_nobody(app_about):
    for slack_id in ("UBOT", callers.SLACKBOT):
        member = callers.known(app_about.store, app_about.client, TEAM, slack_id)
        assert not member.active, "whatever asks for a colleague takes none who is not"
        app_about.client.users_info.return_value = {
            "user": {"id": callers.SLACKBOT, "is_bot": False, "profile": {}}  # as Slack tells it
        }
