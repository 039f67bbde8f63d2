"""Answering a press: Slack ignores what a button's acknowledgement says, so it is told beside it.

A command's answer is seen by one person and can be replaced only through the press's own address,
five times within half an hour. Once that is used up, the person is told by a private message.
"""

import logging

from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from views.pieces import Json, Message

log = logging.getLogger(__name__)

#: The press must be acknowledged within three seconds.
PATIENCE = 2


def is_ephemeral(body: Json) -> bool:
    """Whether the press was on an answer that one person alone can see."""
    container = body.get("container")
    return isinstance(container, dict) and bool(container.get("is_ephemeral"))


def replace(body: Json, message: Message) -> bool:
    """Put a message in the place of the one that was pressed; False: it cannot be any more."""
    return _send(body, message, original=True)


def say(body: Json, message: Message) -> bool:
    """Tell the person who pressed, beside what was pressed; False: it cannot be done any more."""
    return _send(body, message, original=False)


def _send(body: Json, message: Message, *, original: bool) -> bool:
    url = body.get("response_url")
    if not url:
        return False
    webhook = WebhookClient(str(url), timeout=PATIENCE, retry_handlers=[])
    try:
        answer = webhook.send(
            text=message["text"],
            blocks=message["blocks"],
            response_type="ephemeral",
            replace_original=original,
        )
    except (SlackClientError, OSError) as failure:
        log.warning("a press could not be answered: %s", failure)
        return False
    if answer.status_code != 200:  # noqa: PLR2004 — HTTP: done
        log.warning("a press could not be answered: %s %s", answer.status_code, answer.body)
    return answer.status_code == 200  # noqa: PLR2004 — HTTP: done
