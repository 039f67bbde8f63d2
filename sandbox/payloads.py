"""What Slack tells an app: the payloads of commands, interactivity, suggestions and events."""

import time
from collections.abc import Iterator

from sandbox.blocks import Json, elements, new_id
from sandbox.fields import FIELDS, state
from sandbox.objects import message_object
from sandbox.screens import view_object
from sandbox.workspace import Conversation, Message, User, View, Workspace

#: The legacy verification token: apps verify signatures instead.
TOKEN = "sandbox-verification-token"  # noqa: S105 — it opens nothing


def command(w: Workspace, user: User, where: Conversation, word: str, text: str) -> Json:
    """A slash command."""
    return {
        "token": TOKEN,
        "team_id": w.team_id,
        "team_domain": w.domain,
        "channel_id": where.id,
        "channel_name": channel_name(where),
        "user_id": user.id,
        "user_name": user.name,
        "command": word,
        "text": text,
        "api_app_id": w.app.id,
        "is_enterprise_install": "false",
        "response_url": response_url(w, w.new_response_url(where, user.id)),
        "trigger_id": w.new_trigger(user.id),
    }


def global_shortcut(w: Workspace, user: User, callback_id: str) -> Json:
    """A global shortcut: no channel, no response_url."""
    return _envelope(w, user, "shortcut") | {
        "callback_id": callback_id,
        "trigger_id": w.new_trigger(user.id),
        "action_ts": _now(),
    }


def message_shortcut(
    w: Workspace, user: User, callback_id: str, where: Conversation, message: Message
) -> Json:
    """A shortcut used on a message."""
    return global_shortcut(w, user, callback_id) | {
        "type": "message_action",
        "channel": _channel(where),
        "message_ts": message.ts,
        "message": message_object(w, message),
        "response_url": response_url(w, w.new_response_url(where, user.id, message.ts)),
    }


def action_in_view(w: Workspace, user: User, view: View, action: Json) -> Json:
    """An element of a modal or Home tab was used."""
    return _envelope(w, user, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": w.new_trigger(user.id, view.id),
        "view": view_object(w, view),
        "actions": [action],
    }


def action_in_message(
    w: Workspace, user: User, where: Conversation, message: Message, action: Json
) -> Json:
    """An element of a message was used. Slack leaves an ephemeral message itself out."""
    shown = {} if message.seen_by else {"message": message_object(w, message)}
    return (
        _envelope(w, user, "block_actions")
        | {
            "container": _message_container(where, message),
            "channel": _channel(where),
            "trigger_id": w.new_trigger(user.id),
            "response_url": response_url(w, w.new_response_url(where, user.id, message.ts)),
            "state": {"values": state(message.blocks, message.values.get(user.id))},
            "actions": [action],
        }
        | shown
    )


def suggestion_in_view(w: Workspace, user: User, view: View, asked: Json) -> Json:
    """Somebody types into an external select of a view; `asked` names the element and the text."""
    container = {"type": "view", "view_id": view.id}
    shown = {"container": container, "view": view_object(w, view)}
    return _envelope(w, user, "block_suggestion") | asked | shown


def suggestion_in_message(
    w: Workspace, user: User, where: Conversation, message: Message, asked: Json
) -> Json:
    """Somebody types into an external select of a message."""
    shown: Json = {"container": _message_container(where, message), "channel": _channel(where)}
    if not message.seen_by:
        shown["message"] = message_object(w, message)
    return _envelope(w, user, "block_suggestion") | asked | shown


def submission(w: Workspace, user: User, view: View) -> Json:
    """A modal was submitted."""
    return _envelope(w, user, "view_submission") | {
        "trigger_id": w.new_trigger(user.id, view.id),
        "view": view_object(w, view),
        "response_urls": list(_response_urls(w, user, view)),
    }


def _response_urls(w: Workspace, user: User, view: View) -> Iterator[Json]:
    """An address to answer at, for each conversation that was chosen in order to get one."""
    for block, element in elements(view.body["blocks"]):
        if element.get("response_url_enabled"):
            entry = view.values[block["block_id"]][element["action_id"]]
            where = w.conversations.get(entry[FIELDS[element["type"]].state])
            if where:
                yield {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": where.id,
                    "response_url": response_url(w, w.new_response_url(where, user.id)),
                }


def closing(w: Workspace, user: User, view: View, *, cleared: bool) -> Json:
    """A modal was closed; `cleared` when the whole stack went at once."""
    shown = {"view": view_object(w, view), "is_cleared": cleared}
    return _envelope(w, user, "view_closed") | shown


def event(w: Workspace, body: Json) -> Json:
    """An event, in the envelope that says for whom it is."""
    return {
        "token": TOKEN,
        "team_id": w.team_id,
        "context_team_id": w.team_id,
        "context_enterprise_id": None,
        "api_app_id": w.app.id,
        "event": body | {"event_ts": _now()},
        "type": "event_callback",
        "event_id": f"Ev{new_id(9).upper()}",
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": w.team_id,
                "user_id": w.app.user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def action(block: Json, element: Json, entry: Json) -> Json:
    """What was done to an element, for the `actions` of a payload."""
    told = {"type": element["type"], "block_id": block["block_id"], "action_ts": _now()}
    told["action_id"] = element["action_id"]
    kept: Json = {key: element[key] for key in ("text", "value", "placeholder") if key in element}
    held = FIELDS.get(element["type"])
    if held and held.initial in element:
        kept[held.initial] = element[held.initial]
    return told | kept | entry


def response_url(w: Workspace, token: str) -> str:
    """The address behind a token; the server fills in where it listens."""
    return f"{w.address}/respond/{token}"


def channel_name(where: Conversation) -> str:
    """A conversation's name as commands and interactions tell it."""
    if where.is_dm:
        return "directmessage"
    return "privategroup" if where.is_private else where.name


def _channel(where: Conversation) -> Json:
    return {"id": where.id, "name": channel_name(where)}


def _message_container(where: Conversation, message: Message) -> Json:
    return {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": where.id,
        "is_ephemeral": message.seen_by is not None,
    }


def _envelope(w: Workspace, user: User, kind: str) -> Json:
    return {
        "type": kind,
        "token": TOKEN,
        "team": {"id": w.team_id, "domain": w.domain},
        "user": {
            "id": user.id,
            "username": user.name,
            "name": user.name,
            "team_id": w.team_id,
        },
        "api_app_id": w.app.id,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _now() -> str:
    return f"{time.time():.6f}"
