"""What failed is told by the number in the log, and what was typed comes back."""

import json
from unittest.mock import Mock

import pytest
from slack_bolt import BoltRequest

from handlers import failures
from upkeep.errors import Refusal


@pytest.mark.parametrize("error", [RuntimeError("database is locked"), Refusal("date.range")])
def test_what_was_typed_comes_back_with_the_failure(error):
    body = {"command": "/visit", "text": "met Li Wei &amp; Bob @Acme\n#need spares"}
    answer = json.loads(failures.answer(error, BoltRequest(body=body, mode="socket_mode")).body)
    assert "> met Li Wei &amp; Bob @Acme\n> #need spares" in answer["text"]


def test_a_command_without_words_has_nothing_to_give_back():
    request = BoltRequest(body={"command": "/votes", "text": " "}, mode="socket_mode")
    answer = json.loads(failures.answer(RuntimeError(), request).body)
    assert "typed" not in answer["text"]


@pytest.mark.parametrize(
    ("view", "shown"),
    [({"view": {"type": "modal"}}, "push"), ({"view": {"type": "home"}}, "open"), ({}, "open")],
)
def test_what_fails_in_a_form_is_told_on_top_of_it(view, shown):
    body = {"type": "block_actions", "trigger_id": "1"} | view
    request = BoltRequest(body=body, mode="socket_mode")
    request.context["client"] = client = Mock()
    failures.answer(Refusal("draft.finished"), request)
    [(name, _, told)] = client.method_calls
    assert name == f"views_{shown}"
    assert "This one is finished already" in str(told["view"])
