"""What failed is told by the number in the log, and what was typed comes back."""

import json

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
