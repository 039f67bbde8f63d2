"""What a person does: the deeds of the page and the driver, told to the bot as Slack would."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sandbox import payloads, screens
from sandbox.blocks import Json, find, new_id
from sandbox.clock import Stalled, coming
from sandbox.delivery import Delivery, Heard
from sandbox.fields import FIELDS, TYPED, Unfit, dispatched, objections, options, state
from sandbox.live import HOME, person, place
from sandbox.methods.chat import answer
from sandbox.methods.files import uploaded
from sandbox.mrkdwn import typed
from sandbox.objects import file_object, message_object
from sandbox.rules import Refused, check_suggestions
from sandbox.workspace import Conversation, File, Message, User, View, Workspace

TIMEOUT = "operation_timeout"
#: What Slack's client says of a delivery that failed, by why it failed.
FAILURES = {"http_timeout": TIMEOUT}
DISPATCH_FAILED = "dispatch_failed"
UNKNOWN_COMMAND = (
    '{} is not a valid command. In Slack, all messages that start with the "/" character are'
    " interpreted as commands. If you are trying to send a message and not run a command, try"
    ' preceding the "/" with an empty space.'
)
#: Which scope of events an ordinary message belongs to.
MESSAGE_EVENTS = {"im": "message.im", "group": "message.groups", "channel": "message.channels"}


@dataclass(frozen=True)
class Deed:
    """Something a person does, and what is needed to do it."""

    w: Workspace
    delivery: Delivery
    me: User
    told: Json

    def __getitem__(self, name: str) -> str:
        value = self.told.get(name)
        return "" if value is None else str(value)

    def conversation(self) -> Conversation:
        """The conversation in which it happens: the one named, else one's own with the bot.

        Raises:
            Refused: the person is not in it.
        """
        where = self.w.conversations.get(self["channel"] or self.w.dm(self.me.id).id)
        if where is None or self.me.id not in where.members:
            raise Refused("channel_not_found")
        return where


@dataclass(frozen=True)
class Spot:
    """An element on a person's screen: in a view, or in a message of a conversation."""

    holder: View | Message
    where: Conversation | None
    block: Json
    element: Json

    @property
    def blocks(self) -> list[Json]:
        """All blocks of the view or message."""
        blocks: list[Json] = (
            self.holder.body["blocks"] if isinstance(self.holder, View) else self.holder.blocks
        )
        return blocks

    @property
    def key(self) -> str:
        """The name under which offered options are kept."""
        return f"{self.block['block_id']}/{self.element['action_id']}"


def _spot(deed: Deed) -> Spot:
    """The element a deed names.

    Raises:
        Refused: it is not, or no longer, on that person's screen.
    """
    holder, where, blocks = _holder(deed)
    found = find(blocks, deed["block_id"], deed["action_id"])
    if found is None:
        raise Refused("no_such_element")
    return Spot(holder, where, *found)


def _holder(deed: Deed) -> tuple[View | Message, Conversation | None, list[Json]]:
    w, me = deed.w, deed.me
    if deed["message"]:
        where = deed.conversation()
        message = where.message(deed["message"])
        if message is None or message.seen_by not in {None, me.id}:
            raise Refused("message_not_found")
        return message, where, message.blocks
    view = w.homes.get(me.id) if deed["view"] == HOME else w.view(deed["view"])
    if view is None or view.user != me.id:
        raise Refused("view_not_found")
    return view, None, view.body["blocks"]


def _failure(heard: Heard) -> Json:
    """What a person is told when the bot did not acknowledge."""
    if not heard.failure:
        return {"ok": True}
    return {"ok": False, "error": FAILURES.get(heard.failure, DISPATCH_FAILED)}


async def send(deed: Deed) -> Json:
    """A slash command, or words for everybody in a conversation."""
    w, text = deed.w, deed["text"].strip()
    where = deed.conversation()
    if text.startswith("/"):
        word, _, rest = text.partition(" ")
        return await _command(deed, where, word, rest.strip())
    people = _handles(w)
    message = w.say(where, deed.me.id, typed(text, people, _channels(w)))
    kind = "im" if where.is_dm else "group" if where.is_private else "channel"
    if where.bot_is_member:
        event = message_object(w, message) | {"channel": where.id, "channel_type": kind}
        await deed.delivery.event(event, MESSAGE_EVENTS[kind])
    return {"ok": True, "ts": message.ts}


async def _command(deed: Deed, where: Conversation, word: str, rest: str) -> Json:
    w, me = deed.w, deed.me
    command = w.app.command(word)
    if command is None:
        w.notify(me.id, UNKNOWN_COMMAND.format(word))
        return {"ok": False, "error": "unknown_command"}
    text = typed(rest, _handles(w), _channels(w), named=True) if command.escapes else rest
    heard = await deed.delivery.command(payloads.command(w, me, where, word, text))
    told = _failure(heard)
    if told["ok"] and heard.body:
        try:
            answer(w, where, me.id, heard.body)
        except Refused as refusal:
            w.record("refused", word, refusal.error, 0, refusal.answer())
            told = {"ok": False, "error": "invalid_command_response", "because": refusal.answer()}
    if not told["ok"]:
        w.notify(me.id, f'{word} failed with the error "{told["error"]}"')
    return told


def _handles(w: Workspace) -> dict[str, str]:
    people = [one for one in w.users.values() if not one.deleted]
    return {one.real_name: one.id for one in people} | {one.name: one.id for one in people}


def _channels(w: Workspace) -> dict[str, str]:
    return {one.name: one.id for one in w.conversations.values() if not one.is_dm}


async def press(deed: Deed) -> Json:
    """A press of a button, a choice, Enter in a field."""
    spot = _spot(deed)
    entry = _entry(deed, spot)
    if dispatched(spot.block, spot.element, entered=True):
        return await _act(deed, spot, entry)
    return {"ok": True}


async def change(deed: Deed) -> Json:
    """Another value in a field; the bot hears of it at once only if it asked to."""
    spot = _spot(deed)
    entry = _entry(deed, spot)
    if dispatched(spot.block, spot.element, entered=False):
        return await _act(deed, spot, entry)
    return {"ok": True}


def _entry(deed: Deed, spot: Spot) -> Json:
    """What is done to the element, kept in the state where the element holds a value."""
    kind, value = spot.element["type"], deed.told.get("value")
    held = FIELDS.get(kind)
    known = options(spot.element, spot.holder.offered.get(spot.key, ()))
    if kind == "overflow":
        return {"selected_option": known[str(value)]} if str(value) in known else _unknown(value)
    if kind == "feedback_buttons":
        return {"value": value}
    if held is None:
        return {}
    told = {held.state: held.read(spot.element, value, known)}
    values = _values(deed, spot)
    values[spot.block["block_id"]][spot.element["action_id"]] = {"type": kind} | told
    if isinstance(spot.holder, View):
        spot.holder.errors.pop(spot.block["block_id"], None)
    if kind not in TYPED:
        deed.w.changed()
    return told


def _unknown(value: object) -> Json:
    raise Unfit(f"no such option: {value}")


def _values(deed: Deed, spot: Spot) -> Json:
    """The state in which an element's value is kept."""
    if isinstance(spot.holder, View):
        return spot.holder.values
    kept = spot.holder.values
    kept[deed.me.id] = state(spot.blocks, kept.get(deed.me.id))
    return kept[deed.me.id]


async def _act(deed: Deed, spot: Spot, entry: Json) -> Json:
    action = payloads.action(spot.block, spot.element, entry)
    if isinstance(spot.holder, View):
        payload = payloads.action_in_view(deed.w, deed.me, spot.holder, action)
    else:
        assert spot.where is not None
        payload = payloads.action_in_message(deed.w, deed.me, spot.where, spot.holder, action)
    return _failure(await deed.delivery.interaction(payload))


async def suggest(deed: Deed) -> Json:
    """Typing into an external select: what the bot offers."""
    spot, query = _spot(deed), deed["query"]
    if len(query) < spot.element.get("min_query_length", 3):
        return {"ok": True, "options": []}
    asked = {"block_id": deed["block_id"], "action_id": deed["action_id"], "value": query}
    if isinstance(spot.holder, View):
        payload = payloads.suggestion_in_view(deed.w, deed.me, spot.holder, asked)
    else:
        assert spot.where is not None
        payload = payloads.suggestion_in_message(deed.w, deed.me, spot.where, spot.holder, asked)
    heard = await deed.delivery.suggestion(payload)
    if heard.failure:
        return _failure(heard)
    check_suggestions(heard.body)
    groups = heard.body.get("option_groups") or [heard.body]
    kept = spot.holder.offered.get(spot.key, [])
    spot.holder.offered[spot.key] = kept + [one for group in groups for one in group["options"]]
    return {"ok": True} | heard.body


async def submit(deed: Deed) -> Json:
    """The submit button of a modal."""
    view, _, blocks = _holder(deed)
    assert isinstance(view, View)
    view.errors = objections(blocks, view.values)
    if view.errors:
        deed.w.changed()
        return {"ok": False, "error": "invalid_input", "errors": view.errors}
    heard = await deed.delivery.interaction(payloads.submission(deed.w, deed.me, view))
    if heard.failure:
        return _failure(heard)
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
    view, _, _ = _holder(deed)
    assert isinstance(view, View)
    everything = bool(deed.told.get("all")) or bool(view.body.get("clear_on_close"))
    gone = screens.closed(deed.w, view, everything=everything)
    told = gone[0] if everything else view
    if told.body.get("notify_on_close"):
        payload = payloads.closing(deed.w, deed.me, told, cleared=everything)
        return _failure(await deed.delivery.interaction(payload))
    return {"ok": True}


async def shortcut(deed: Deed) -> Json:
    """A global shortcut."""
    known = deed.w.app.shortcut(deed["callback_id"], "global")
    if known is None:
        raise Refused("no_such_shortcut")
    payload = payloads.global_shortcut(deed.w, deed.me, known.callback_id)
    return _told_of(deed, known.name, await deed.delivery.interaction(payload))


async def message_shortcut(deed: Deed) -> Json:
    """A shortcut in the menu of a message."""
    known = deed.w.app.shortcut(deed["callback_id"], "message")
    where = deed.conversation()
    message = where.message(deed["ts"])
    if known is None or message is None:
        raise Refused("no_such_shortcut" if known is None else "message_not_found")
    payload = payloads.message_shortcut(deed.w, deed.me, known.callback_id, where, message)
    return _told_of(deed, known.name, await deed.delivery.interaction(payload))


def _told_of(deed: Deed, name: str, heard: Heard) -> Json:
    told = _failure(heard)
    if not told["ok"]:
        deed.w.notify(deed.me.id, f'“{name}” failed with the error "{told["error"]}"')
    return told


async def open_(deed: Deed) -> Json:
    """Going to a place: what is there is read, and the bot hears of its Home and Messages tabs."""
    w, me = deed.w, deed.me
    here = place(w, me, deed["in"])
    dm = w.dm(me.id)
    if here != HOME:
        where = w.conversations[here]
        newest = max((one.ts for one in where.seen_by(me.id)), default="0")
        if where.read.get(me.id, "0") != newest:
            where.read[me.id] = newest
            w.changed()
    if here in {HOME, dm.id}:
        tab = "home" if here == HOME else "messages"
        event: Json = {"type": "app_home_opened", "user": me.id, "channel": dm.id, "tab": tab}
        home = w.homes.get(me.id)
        if home and tab == "home":
            event["view"] = screens.view_object(w, home)
        await deed.delivery.event(event)
    return {"ok": True, "in": here}


async def dismiss(deed: Deed) -> Json:
    """A notice is put away."""
    notices = deed.w.notices.get(deed.me.id, [])
    deed.w.notices[deed.me.id] = [one for one in notices if one.id != deed["notice"]]
    deed.w.changed()
    return {"ok": True}


async def upload(deed: Deed) -> Json:
    """A file for a file input."""
    spot = _spot(deed)
    try:
        content = base64.b64decode(deed["content_base64"], validate=True)
    except binascii.Error:
        raise Refused("invalid_content") from None
    values = _values(deed, spot)[spot.block["block_id"]][spot.element["action_id"]]
    if len(values["files"]) >= spot.element.get("max_files", 10):
        raise Refused("too_many_files")
    file = File(f"F0{new_id(9).upper()}", deed["name"], deed.me.id, len(content))
    uploaded(file, content)
    deed.w.files[file.id] = file
    values["files"] = [*values["files"], file_object(deed.w, file)]
    deed.w.changed()
    return {"ok": True, "file": file.id}


async def skip(deed: Deed) -> Json:
    """Business time passes: some days, to an instant, or to a weekday's time in a zone."""
    clock = deed.w.clock
    now = clock.now()
    if deed["to"]:
        told = datetime.fromisoformat(deed["to"])
        to = told if told.tzinfo else told.replace(tzinfo=UTC)
    elif deed["weekday"]:
        zone = deed["zone"] or deed.me.tz
        to = coming(deed["weekday"], deed["time"] or "10:00", zone, now)
    else:
        to = now + timedelta(days=float(deed["days"] or 1))
    follows = await clock.skip(to)
    deed.w.changed()
    return {"ok": True, "business": clock.now().isoformat(), "follows": follows}


DEEDS: dict[str, Callable[[Deed], Awaitable[Json]]] = {
    "send": send,
    "press": press,
    "change": change,
    "suggest": suggest,
    "submit": submit,
    "close": close,
    "shortcut": shortcut,
    "message_shortcut": message_shortcut,
    "open": open_,
    "dismiss": dismiss,
    "upload": upload,
    "skip": skip,
}


async def act(w: Workspace, delivery: Delivery, told: Json) -> Json:
    """Do what a person does; the answer comes when the bot has acknowledged, or has not in time."""
    do = DEEDS.get(str(told.get("do")))
    if do is None:
        return {"ok": False, "error": f"unknown deed: {told.get('do')}"}
    try:
        return await do(Deed(w, delivery, person(w, str(told.get("as", ""))), told))
    except Refused as refusal:
        w.record("refused", str(told["do"]), refusal.error, 0, refusal.answer())
        return refusal.answer()
    except (Unfit, Stalled, ValueError) as problem:
        return {"ok": False, "error": str(problem)}
