"""Views on people's screens: the stack of modals and the Home tab, opened, changed and closed."""

import secrets
import time

from sandbox.blocks import Json, completed, kept, new_id
from sandbox.fields import state
from sandbox.rules import Refused, check_view
from sandbox.workspace import STACK, TRIGGER_LIFE, Trigger, View, Workspace

#: What of a view an app gets to see again, with the value where it gave none.
_SHOWN: Json = {
    "type": "modal",
    "blocks": [],
    "private_metadata": "",
    "callback_id": "",
    "title": None,
    "submit": None,
    "close": None,
    "clear_on_close": False,
    "notify_on_close": False,
    "submit_disabled": False,
    "external_id": "",
}


def trigger(workspace: Workspace, trigger_id: str) -> Trigger:
    """The trigger of that id, if it may still be exchanged.

    Raises:
        Refused: it is unknown, three seconds old, or was used.
    """
    found = workspace.triggers.get(trigger_id)
    if found is None:
        raise Refused("invalid_trigger_id")
    if found.used:
        raise Refused("exchanged_trigger_id")
    if time.monotonic() - found.born > TRIGGER_LIFE:
        raise Refused("expired_trigger_id")
    return found


def opened(workspace: Workspace, user: str, body: Json) -> View:
    """A first modal; what was open before is gone."""
    view = _made(user, _checked(workspace, body, "modal"))
    workspace.stacks[user] = [view]
    workspace.changed()
    return view


def pushed(workspace: Workspace, user: str, body: Json) -> View:
    """A modal on top of those open."""
    stack = workspace.stacks.get(user, [])
    if len(stack) >= STACK:
        raise Refused("push_limit_reached")
    view = _made(user, _checked(workspace, body, "modal"))
    if stack:
        view.root, view.previous = stack[0].root, stack[-1].id
    workspace.stacks[user] = [*stack, view]
    workspace.changed()
    return view


def updated(workspace: Workspace, view: View, body: Json, expected: str | None = None) -> View:
    """Other content for a view that is open; what was typed stays under the same ids.

    Raises:
        Refused: the view has changed since the app saw it under the hash `expected`.
    """
    if expected and expected != view.hash:
        raise Refused("hash_conflict")
    view.body = _checked(workspace, body, view.body["type"], view)
    view.values = state(view.body["blocks"], view.values)
    view.hash, view.errors = _hash(), {}
    workspace.changed()
    return view


def published(workspace: Workspace, user: str, body: Json, expected: str | None = None) -> View:
    """Content for a person's Home tab."""
    if not workspace.app.home_enabled:
        raise Refused("not_enabled")
    home = workspace.homes.get(user)
    if home:
        return updated(workspace, home, body, expected)
    if expected:
        raise Refused("hash_conflict")
    view = _made(user, _checked(workspace, body, "home"))
    workspace.homes[user] = view
    workspace.changed()
    return view


def closed(workspace: Workspace, view: View, *, everything: bool = False) -> list[View]:
    """Take a modal, with all that lies on it, or the whole stack off the screen; what went."""
    stack = workspace.stacks.get(view.user, [])
    at = 0 if everything else stack.index(view)
    workspace.stacks[view.user] = stack[:at]
    workspace.changed()
    return stack[at:]


def view_object(workspace: Workspace, view: View) -> Json:
    """A view as Slack tells an app of it."""
    return (
        _SHOWN
        | view.body
        | {
            "id": view.id,
            "team_id": workspace.team_id,
            "app_id": workspace.app.id,
            "app_installed_team_id": workspace.team_id,
            "bot_id": workspace.app.bot_id,
            "state": {"values": view.values},
            "hash": view.hash,
            "previous_view_id": view.previous,
            "root_view_id": view.root,
        }
    )


def _checked(workspace: Workspace, body: Json, kind: str, replaced: View | None = None) -> Json:
    check_view(body, kind)
    external = body.get("external_id")
    if external and any(
        one.body.get("external_id") == external for one in workspace.views() if one is not replaced
    ):
        raise Refused("duplicate_external_id")
    filled: Json = kept(body)
    return filled | {"blocks": completed(body["blocks"])}


def _made(user: str, body: Json) -> View:
    id_ = f"V0{new_id(9).upper()}"
    return View(id_, user, body, _hash(), root=id_, values=state(body["blocks"]))


def _hash() -> str:
    return f"{time.time():.0f}.{secrets.token_hex(4)}"
