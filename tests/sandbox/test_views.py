"""Modals and Home tabs: triggers, the stack, what is kept, what conflicts."""

import time

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.driver import Sandbox
from tests.sandbox.company import ALICE, DANA, Company, field, manifest, modal, option, section


def refusal(call, **more):
    with pytest.raises(SlackApiError) as refused:
        call(**more)
    return refused.value.response.data


@pytest.fixture
def trigger(workspace):
    """Makes a trigger for Alice, perhaps of some age, perhaps from a view."""

    def make(age=0.0, view=None):
        made = workspace.workspace.new_trigger(ALICE, view)
        workspace.workspace.triggers[made].born = time.monotonic() - age
        return made

    return make


class TestTriggers:
    def test_a_trigger_opens_one_view(self, client, trigger, alice):
        made = trigger()
        client.views_open(trigger_id=made, view=modal(section("Hello")))
        alice.sees("Hello")
        told = refusal(client.views_open, trigger_id=made, view=modal())
        assert told["error"] == "exchanged_trigger_id"

    def test_a_refused_view_leaves_the_trigger(self, client, trigger):
        made = trigger()
        told = refusal(client.views_open, trigger_id=made, view=modal(section("")))
        assert told["response_metadata"]["messages"] == [
            "[ERROR] must be more than 0 characters [json-pointer:/view/blocks/0/text/text]"
        ]
        assert client.views_open(trigger_id=made, view=modal())["ok"]

    def test_three_seconds(self, client, trigger):
        assert client.views_open(trigger_id=trigger(age=2.5), view=modal())["ok"]
        told = refusal(client.views_open, trigger_id=trigger(age=3.1), view=modal())
        assert told["error"] == "expired_trigger_id"

    def test_an_invented_one(self, client):
        told = refusal(client.views_open, trigger_id="1.2.x", view=modal())
        assert told["error"] == "invalid_trigger_id"


class TestStack:
    def test_three_lie_on_each_other(self, client, trigger, alice):
        view = client.views_open(trigger_id=trigger(), view=modal(section("one")))["view"]
        for words in ("two", "three"):
            pushed = client.views_push(
                trigger_id=trigger(view=view["id"]), view=modal(section(words))
            )
            assert pushed["view"]["root_view_id"] == view["root_view_id"]
            assert pushed["view"]["previous_view_id"] == view["id"]
            view = pushed["view"]
        told = refusal(client.views_push, trigger_id=trigger(view=view["id"]), view=modal())
        assert told["error"] == "push_limit_reached"
        alice.sees("three")

    def test_only_a_modal_is_pushed_upon(self, client, trigger):
        told = refusal(client.views_push, trigger_id=trigger(), view=modal())
        assert told["error"] == "invalid_trigger_id"


class TestUpdates:
    @pytest.fixture
    def view(self, client, trigger):
        body = modal(field("Note"), field("Day", "datepicker"), external_id="form")
        return client.views_open(trigger_id=trigger(), view=body)["view"]

    def test_the_hash_of_a_stale_view_conflicts(self, client, view):
        client.views_update(view_id=view["id"], view=modal(), hash=view["hash"])
        told = refusal(client.views_update, view_id=view["id"], view=modal(), hash=view["hash"])
        assert told["error"] == "hash_conflict"

    def test_what_was_typed_stays_under_the_same_ids(self, client, view, alice):
        alice.fills({"Note": "kept", "Day": "2026-11-10"})
        other = field("Note") | {"block_id": "note2"}
        updated = client.views_update(
            external_id="form", view=modal(other, field("Day", "datepicker"))
        )
        values = updated["view"]["state"]["values"]
        assert values["note2"]["note"]["value"] is None
        assert values["day"]["day"] == {"type": "datepicker", "selected_date": "2026-11-10"}

    def test_an_external_id_is_the_teams_only_one(self, client, view, trigger):
        told = refusal(client.views_open, trigger_id=trigger(), view=modal(external_id="form"))
        assert told["error"] == "duplicate_external_id"
        assert client.views_update(view_id=view["id"], view=modal(external_id="form"))["ok"]

    def test_a_closed_view_is_not_found(self, client, view, alice):
        alice.closes()
        assert (
            refusal(client.views_update, view_id=view["id"], view=modal())["error"] == "not_found"
        )
        nameless = {"api_method": "views.update", "json": {"view": modal()}}
        assert refusal(client.api_call, **nameless)["error"] == "invalid_arguments"


HOME = {"type": "home", "blocks": [section("Nine votes are cold")]}


class TestHome:
    def test_it_is_each_persons_own(self, client, alice, dana):
        client.views_publish(user_id=ALICE, view=HOME)
        alice.opens("home")
        dana.opens("home")
        alice.sees("Nine votes")
        dana.does_not_see("Nine votes")

    def test_it_can_conflict(self, client):
        first = client.views_publish(user_id=DANA, view=HOME)["view"]
        again = client.views_publish(user_id=DANA, view=HOME, hash=first["hash"])["view"]
        assert again["id"] == first["id"]
        told = refusal(client.views_publish, user_id=DANA, view=HOME, hash=first["hash"])
        assert told["error"] == "hash_conflict"

    def test_a_modal_is_no_home_and_nobody_has_none(self, client):
        assert refusal(client.views_publish, user_id=DANA, view=modal())["error"] == (
            "invalid_arguments"
        )
        assert refusal(client.views_publish, user_id="U404", view=HOME)["error"] == (
            "invalid_arguments"
        )

    def test_it_can_be_off(self, client):
        with Sandbox(Company(), manifest(home=False)) as other:
            client.base_url = other.environment()["SLACK_API_URL"]
            assert refusal(client.views_publish, user_id=DANA, view=HOME)["error"] == (
                "not_enabled"
            )


def test_state_begins_as_the_elements_do(client, trigger):
    view = client.views_open(
        trigger_id=trigger(),
        view=modal(
            field("One", "static_select", options=[option("a")], initial_option=option("a")),
            field("Many", "multi_users_select", initial_users=[DANA]),
            field("None", "checkboxes", options=[option("a")]),
            field("Words", initial_value="b"),
        ),
    )["view"]
    values = view["state"]["values"]
    assert values["one"]["one"]["selected_option"]["value"] == "a"
    assert values["many"]["many"]["selected_users"] == [DANA]
    assert values["none"]["none"]["selected_options"] == []
    assert values["words"]["words"]["value"] == "b"
