"""Using an element: pressing, choosing, typing into it, looking for options, giving it a file."""

import base64
import binascii

from sandbox import payloads
from sandbox.acts.deed import Deed, Spot, failure, spot
from sandbox.blocks import Json, new_id
from sandbox.fields import FIELDS, TYPED, Unfit, dispatched, options, state
from sandbox.methods.files import uploaded
from sandbox.objects import file_object
from sandbox.rules import Refused, check_suggestions
from sandbox.workspace import File, View


async def press(deed: Deed) -> Json:
    """A press of a button, a choice, Enter in a field."""
    at = spot(deed)
    entry = _entry(deed, at)
    if dispatched(at.block, at.element, entered=True):
        return await _act(deed, at, entry)
    return {"ok": True}


async def change(deed: Deed) -> Json:
    """Another value in a field; the bot hears of it at once only if it asked to."""
    at = spot(deed)
    entry = _entry(deed, at)
    if dispatched(at.block, at.element, entered=False):
        return await _act(deed, at, entry)
    return {"ok": True}


def _entry(deed: Deed, at: Spot) -> Json:
    """What is done to the element, kept in the state where the element holds a value."""
    kind, value = at.element["type"], deed.told.get("value")
    held = FIELDS.get(kind)
    known = options(at.element, at.holder.offered.get(at.key, ()))
    if kind == "overflow":
        return {"selected_option": known[str(value)]} if str(value) in known else _unknown(value)
    if kind == "feedback_buttons":
        return {"value": value}
    if held is None:
        return {}
    told = {held.state: held.read(at.element, value, known)}
    values = _values(deed, at)
    values[at.block["block_id"]][at.element["action_id"]] = {"type": kind} | told
    if isinstance(at.holder, View):
        at.holder.errors.pop(at.block["block_id"], None)
    if kind not in TYPED:
        deed.w.changed()
    return told


def _unknown(value: object) -> Json:
    raise Unfit(f"no such option: {value}")


def _values(deed: Deed, at: Spot) -> Json:
    """The state in which an element's value is kept."""
    if isinstance(at.holder, View):
        return at.holder.values
    kept = at.holder.values
    kept[deed.me.id] = state(at.blocks, kept.get(deed.me.id))
    return kept[deed.me.id]


async def _act(deed: Deed, at: Spot, entry: Json) -> Json:
    action = payloads.action(at.block, at.element, entry)
    if isinstance(at.holder, View):
        payload = payloads.action_in_view(deed.w, deed.me, at.holder, action)
    else:
        assert at.where is not None
        payload = payloads.action_in_message(deed.w, deed.me, at.where, at.holder, action)
    return failure(await deed.delivery.interaction(payload))


async def suggest(deed: Deed) -> Json:
    """Typing into an external select: what the bot offers."""
    at, query = spot(deed), deed["query"]
    if len(query) < at.element.get("min_query_length", 3):
        return {"ok": True, "options": []}
    asked = {"block_id": deed["block_id"], "action_id": deed["action_id"], "value": query}
    if isinstance(at.holder, View):
        payload = payloads.suggestion_in_view(deed.w, deed.me, at.holder, asked)
    else:
        assert at.where is not None
        payload = payloads.suggestion_in_message(deed.w, deed.me, at.where, at.holder, asked)
    heard = await deed.delivery.suggestion(payload)
    if heard.failure:
        return failure(heard)
    check_suggestions(heard.body)
    groups = heard.body.get("option_groups") or [heard.body]
    kept = at.holder.offered.get(at.key, [])
    at.holder.offered[at.key] = kept + [one for group in groups for one in group["options"]]
    return {"ok": True} | heard.body


async def upload(deed: Deed) -> Json:
    """A file for a file input."""
    at = spot(deed)
    try:
        content = base64.b64decode(deed["content_base64"], validate=True)
    except binascii.Error:
        raise Refused("invalid_content") from None
    values = _values(deed, at)[at.block["block_id"]][at.element["action_id"]]
    if len(values["files"]) >= at.element.get("max_files", 10):
        raise Refused("too_many_files")
    file = File(f"F0{new_id(9).upper()}", deed["name"], deed.me.id, len(content))
    uploaded(file, content)
    deed.w.files[file.id] = file
    values["files"] = [*values["files"], file_object(deed.w, file)]
    deed.w.changed()
    return {"ok": True, "file": file.id}
