"""What a person is told when something goes wrong: a sentence, never silence.

Of an unhandled failure Slack shows a triangle at best, so each kind of request is answered in its
own way. A refusal of the rules is a plain sentence; anything else gets a number that also stands in
the log.
"""

import json
import logging
import secrets

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from upkeep.errors import Refusal
from views import failures as said
from views.pieces import Json

log = logging.getLogger(__name__)


def answer(error: Exception, request: BoltRequest) -> BoltResponse:
    """The answer to a request that failed, by its kind."""
    if isinstance(error, Refusal):
        sentence = said.sentence(error)
    else:
        number = secrets.token_hex(3)
        log.error("failure %s", number, exc_info=error)
        sentence = said.broken(number)
    body = request.body
    kind = body.get("type")
    if "command" in body:
        return _told({"text": said.with_typed(sentence, str(body.get("text") or ""))})
    if kind == "view_submission":
        return _told({"response_action": "errors", "errors": {_first_input(body): sentence}})
    if kind == "block_suggestion":
        return _told({"options": []})
    if kind == "event_callback":
        return BoltResponse(status=500, body="")  # Slack delivers it again
    _tell_beside(body, request, sentence)
    return BoltResponse(status=200, body="")


def _told(body: Json) -> BoltResponse:
    kind = "application/json;charset=utf-8"
    return BoltResponse(status=200, body=json.dumps(body), headers={"content-type": kind})


def _first_input(body: dict[str, object]) -> str:
    """Where a form's error can stand; the form stays open, so nothing typed is lost."""
    view = body["view"]
    assert isinstance(view, dict)
    inputs = (str(block["block_id"]) for block in view["blocks"] if block["type"] == "input")
    return next(inputs, "")


def _tell_beside(body: dict[str, object], request: BoltRequest, sentence: str) -> None:
    """Tell by the press's own reply address, else on a page: on top of the form, if in one."""
    try:
        if url := body.get("response_url"):
            webhook = WebhookClient(str(url), timeout=2, retry_handlers=[])
            webhook.send(text=sentence, response_type="ephemeral", replace_original=False)
        elif trigger := body.get("trigger_id"):
            client, view = request.context.client, body.get("view")
            in_form = isinstance(view, dict) and view.get("type") == "modal"
            show = client.views_push if in_form else client.views_open  # which closes any form
            show(trigger_id=str(trigger), view=said.page(sentence))
    except (SlackClientError, OSError):
        log.exception("the failure could not be told")


def register(app: App) -> None:
    """Answer every failure."""

    @app.error
    def failed(error: Exception, request: BoltRequest) -> BoltResponse:
        return answer(error, request)
