"""Submitting and closing modals."""

from sandbox import payloads, screens
from sandbox.acts.deed import Deed, failure, holder
from sandbox.blocks import Json
from sandbox.fields import objections
from sandbox.rules import Refused
from sandbox.workspace import View


async def submit(deed: Deed) -> Json:
    """The submit button of a modal."""
    view, _, blocks = holder(deed)
    assert isinstance(view, View)
    view.errors = objections(blocks, view.values)
    if view.errors:
        deed.w.changed()
        return {"ok": False, "error": "invalid_input", "errors": view.errors}
    heard = await deed.delivery.interaction(payloads.submission(deed.w, deed.me, view))
    if heard.failure:
        return failure(heard)
    return _responded(deed, view, heard.body)


def _responded(deed: Deed, view: View, body: Json) -> Json:
    """What the bot's answer to a submission does to the screen."""
    w = deed.w
    match body.get("response_action"):
        case None:
            if w.view(view.id):
                screens.closed(w, view)
        case "clear":
            screens.closed(w, view, everything=True)
        case "update":
            screens.updated(w, view, body.get("view", {}))
        case "push":
            screens.pushed(w, deed.me.id, body.get("view", {}))
        case "errors":
            inputs = {one["block_id"] for one in view.body["blocks"] if one["type"] == "input"}
            errors = body.get("errors") or {}
            if not errors or not set(errors) <= inputs:
                raise Refused("invalid_errors", errors=sorted(set(errors) - inputs))
            view.errors = dict(errors)
            w.changed()
            return {"ok": False, "error": "invalid_input", "errors": view.errors}
        case unknown:
            raise Refused("invalid_response_action", response_action=unknown)
    return {"ok": True}


async def close(deed: Deed) -> Json:
    """The close button of a modal, or with `all` the cross, which closes the whole stack."""
    view, _, _ = holder(deed)
    assert isinstance(view, View)
    everything = bool(deed.told.get("all")) or bool(view.body.get("clear_on_close"))
    gone = screens.closed(deed.w, view, everything=everything)
    told = gone[0] if everything else view
    if told.body.get("notify_on_close"):
        payload = payloads.closing(deed.w, deed.me, told, cleared=everything)
        return failure(await deed.delivery.interaction(payload))
    return {"ok": True}
