"""What every view is held to: Slack's limits, a fallback text, and that no name rings anybody."""

import json

import pytest

from sandbox import rules

#: What people and lists bring: mentions, marks, other scripts, emoji, and length.
NASTY = "<!channel> & *Bob* `x` 李伟 😀 " + "x" * 200


def marked(node):
    """All texts in which Slack would read a mention; plain ones and labels ring nobody."""
    if isinstance(node, dict) and node.get("type") == "mrkdwn":
        yield node["text"]
    elif isinstance(node, dict | list):
        for one in node.values() if isinstance(node, dict) else node:
            yield from marked(one)


def pressed(blocks):
    """What the buttons beside sections stand for."""
    return [one["accessory"]["value"] for one in blocks if "accessory" in one]


@pytest.fixture
def painted():
    """Holds a message to Slack's limits; gives all its text."""

    def check(message):
        assert list(rules.message_problems(message["blocks"])) == []
        assert 0 < len(message["text"]) <= 4000
        assert not any("<!" in one for one in (message["text"], *marked(message["blocks"])))
        return message["text"] + json.dumps(message["blocks"], ensure_ascii=False)

    return check


@pytest.fixture
def painted_view():
    """The same for a form or a Home."""

    def check(view):
        rules.check_view(view, view["type"])
        assert not any("<!" in one for one in marked(view["blocks"]))
        return json.dumps(view["blocks"], ensure_ascii=False)

    return check
