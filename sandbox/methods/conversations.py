"""Methods about where things are said: conversations.*."""

from sandbox.blocks import Json
from sandbox.methods.call import Call, Method, page
from sandbox.objects import conversation_object, message_object
from sandbox.rules import Refused
from sandbox.workspace import Conversation

#: Most messages of one history call. Source: reference/methods/conversations.history.
HISTORY = 999


def _kind(where: Conversation) -> str:
    """The first half of the scopes that concern a conversation."""
    return "im" if where.is_dm else "groups" if where.is_private else "channels"


def _type(where: Conversation) -> str:
    return "im" if where.is_dm else "private_channel" if where.is_private else "public_channel"


def open_(call: Call) -> Json:
    """conversations.open: the bot's direct messages with one person."""
    w = call.w
    if call.text("channel"):
        return {"channel": conversation_object(w, call.conversation())}
    users = [one for one in call.text("users").split(",") if one]
    if len(users) != 1:
        raise Refused("users_list_not_supplied" if not users else "method_not_supported")
    user = w.users.get(users[0])
    if user is None:
        raise Refused("user_not_found")
    if user.deleted:
        raise Refused("user_disabled")
    dm = w.dm(user.id)
    whole = conversation_object(w, dm) if call.flag("return_im") else {"id": dm.id}
    return {"channel": whole, "no_op": True, "already_open": True}


def info(call: Call) -> Json:
    """conversations.info."""
    where = call.conversation()
    call.needs_scope(f"{_kind(where)}:read")
    shown = conversation_object(call.w, where)
    if not call.flag("include_num_members"):
        shown.pop("num_members", None)
    return {"channel": shown}


def members(call: Call) -> Json:
    """conversations.members."""
    where = call.conversation()
    call.needs_scope(f"{_kind(where)}:read")
    bot = [call.w.app.user_id] if where.bot_is_member else []
    some, onward = page([*where.members, *bot], call)
    return {"members": some} | onward


def list_(call: Call) -> Json:
    """conversations.list: public channels unless other types are asked for."""
    types = call.text("types", "public_channel").split(",")
    scopes = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
    for kind in types:
        if kind not in scopes:
            raise Refused("invalid_types")
        call.needs_scope(f"{scopes[kind]}:read")
    found = [
        one
        for one in call.w.conversations.values()
        if _type(one) in types
        and (one.bot_is_member or not one.is_private)
        and not (one.is_archived and call.flag("exclude_archived"))
    ]
    some, onward = page(found, call)
    return {"channels": [conversation_object(call.w, one) for one in some]} | onward


def history(call: Call) -> Json:
    """conversations.history: newest first, without what only one person saw."""
    where = call.conversation()
    call.needs_scope(f"{_kind(where)}:history")
    if not where.bot_is_member:
        raise Refused("not_in_channel")
    oldest = _instant(call, "oldest", 0.0)
    latest = _instant(call, "latest", float("inf"))
    inclusive = call.flag("inclusive")
    found = [
        one
        for one in reversed(where.messages)
        if one.seen_by is None
        and (oldest < float(one.ts) < latest or (inclusive and float(one.ts) in {oldest, latest}))
    ]
    some, onward = page(found, call, HISTORY)
    all_of_it = call.flag("include_all_metadata")
    messages = [message_object(call.w, one, with_metadata=all_of_it) for one in some]
    more = bool(onward["response_metadata"]["next_cursor"])
    return {"messages": messages, "has_more": more, "pin_count": 0} | (onward if more else {})


def _instant(call: Call, name: str, default: float) -> float:
    try:
        return float(call.text(name) or default)
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


METHODS = {
    "conversations.open": Method(open_, ("im:write",)),
    "conversations.info": Method(info, needs=("channel",)),
    "conversations.members": Method(members, needs=("channel",)),
    "conversations.list": Method(list_),
    "conversations.history": Method(history, needs=("channel",)),
}
