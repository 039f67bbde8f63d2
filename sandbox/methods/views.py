"""Methods that show something: views.*, and blocks.validate."""

from collections.abc import Iterable

from sandbox import screens
from sandbox.blocks import Json
from sandbox.limits.kinds import Problem
from sandbox.methods.call import Call, Method, invalid
from sandbox.rules import Refused, message_problems, view_problems
from sandbox.workspace import View


def _answer(call: Call, view: View) -> Json:
    return {"view": screens.view_object(call.w, view)}


def _body(call: Call) -> Json:
    body = call.document("view")
    if not isinstance(body, dict):
        raise invalid("must provide an object [json-pointer:/view]")
    return body


def open_(call: Call) -> Json:
    """views.open: a first modal for whoever gave the trigger."""
    trigger = screens.trigger(call.w, call.text("trigger_id"))
    view = screens.opened(call.w, trigger.user, _body(call))
    trigger.used = True
    return _answer(call, view)


def push(call: Call) -> Json:
    """views.push: another modal on top, by a trigger from a modal."""
    trigger = screens.trigger(call.w, call.text("trigger_id"))
    stack = call.w.stacks.get(trigger.user, [])
    if trigger.view not in {one.id for one in stack}:
        raise Refused("invalid_trigger_id")
    view = screens.pushed(call.w, trigger.user, _body(call))
    trigger.used = True
    return _answer(call, view)


def update(call: Call) -> Json:
    """views.update, by view_id or external_id."""
    view_id, external = call.text("view_id"), call.text("external_id")
    if not view_id and not external:
        raise invalid("missing required field: view_id or external_id")
    for view in call.w.views():
        if view.id == view_id or (external and view.body.get("external_id") == external):
            changed = screens.updated(call.w, view, _body(call), call.text("hash"))
            return _answer(call, changed)
    raise Refused("not_found")


def publish(call: Call) -> Json:
    """views.publish: somebody's Home tab."""
    user = call.w.users.get(call.text("user_id"))
    if user is None or user.deleted:
        raise invalid("user_not_found [json-pointer:/user_id]")
    return _answer(call, screens.published(call.w, user.id, _body(call), call.text("hash")))


def validate(call: Call) -> Json:
    """blocks.validate: exactly one of blocks, view, message."""
    given = [one for one in ("blocks", "view", "message") if call.arguments.get(one) is not None]
    if len(given) != 1:
        raise invalid("exactly one of these fields is required: blocks, view, message")
    (name,) = given
    document = call.document(name)
    problems: Iterable[Problem]
    if name == "view":
        problems = view_problems(document)
    elif name == "message":
        blocks = document.get("blocks", []) if isinstance(document, dict) else document
        problems = message_problems(blocks, "/message/blocks")
    else:
        problems = message_problems(document)
    found = [one._asdict() for one in problems]
    if found:
        raise Refused(f"invalid_{name}", errors=found)
    return {}


METHODS = {
    "views.open": Method(open_, needs=("trigger_id", "view")),
    "views.push": Method(push, needs=("trigger_id", "view")),
    "views.update": Method(update, needs=("view",)),
    "views.publish": Method(publish, needs=("user_id", "view")),
    "blocks.validate": Method(validate, token="none"),  # noqa: S106 — the kind of token
}
