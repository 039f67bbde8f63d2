"""Colleagues mentioned in a note are written by name: an id means nothing to who reads it later."""

import pytest
from slack_sdk.errors import SlackApiError

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
