"""What one person sees: the state the page paints and the driver reads."""

from sandbox.blocks import Json
from sandbox.delivery import Delivery
from sandbox.objects import file_object
from sandbox.screens import view_object
from sandbox.workspace import Conversation, Message, User, View, Workspace

HOME = "home"


def person(w: Workspace, user_id: str) -> User:
    """Who acts: the one named, else the first."""
    active = (one for one in w.users.values() if not one.deleted and not one.is_bot)
    return w.users.get(user_id) or next(active)


def place(w: Workspace, me: User, asked: str) -> str:
    """Where a person is: "home", or the id of a conversation that is open to them."""
    if asked == HOME and w.app.home_enabled:
        return HOME
    where = w.conversations.get(asked)
    return asked if where and me.id in where.members else w.dm(me.id).id


def seen(w: Workspace, delivery: Delivery, user_id: str, asked: str) -> Json:
    """Everything a person sees in a place."""
    me = person(w, user_id)
    here = place(w, me, asked)
    home = w.homes.get(me.id)
    return {
        "team": {"id": w.team_id, "name": w.name},
        "me": _user(me),
        "users": [_user(one) for one in w.users.values()],
        "bot": {"id": w.app.user_id, "name": w.app.name, "connected": delivery.connected},
        "channels": [_channel(one, me) for one in w.conversations.values() if me.id in one.members],
        "in": here,
        "messages": [
            _message(w, one)
            for one in (w.conversations[here].seen_by(me.id) if here != HOME else ())
        ],
        "home": _view(w, home) if home else None,
        "home_enabled": w.app.home_enabled,
        "modals": [_view(w, one) for one in w.stacks.get(me.id, ())],
        "commands": [
            {"command": c.command, "usage_hint": c.usage_hint, "description": c.description}
            for c in w.app.commands
        ],
        "shortcuts": {kind: _shortcuts(w, kind) for kind in ("global", "message")},
        "notices": [vars(one) for one in w.notices.get(me.id, ())],
        "clock": {
            "wall": w.clock.wall().isoformat(),
            "business": w.clock.now().isoformat(),
            "follows": w.clock.follows,
        },
    }


def _user(user: User) -> Json:
    shown = ("id", "name", "real_name", "tz", "color", "is_admin", "deleted", "is_bot")
    return {name: getattr(user, name) for name in shown}


def _channel(where: Conversation, me: User) -> Json:
    read = where.read.get(me.id, "0")
    unread = sum(one.ts > read and one.user != me.id for one in where.seen_by(me.id))
    kind = "dm" if where.is_dm else "channel"
    shown = {"id": where.id, "name": where.name, "kind": kind, "private": where.is_private}
    return shown | {"unread": unread}


def _shortcuts(w: Workspace, kind: str) -> list[Json]:
    return [
        {"name": one.name, "callback_id": one.callback_id, "description": one.description}
        for one in w.app.shortcuts
        if one.kind == kind
    ]


def _message(w: Workspace, message: Message) -> Json:
    return {
        "ts": message.ts,
        "user": message.user,
        "bot": message.bot,
        "text": message.text,
        "blocks": message.blocks or None,
        "ephemeral": message.seen_by is not None,
        "edited": message.edited,
        "at": message.at.isoformat(),
        "business_at": message.business_at.isoformat(),
        "metadata": message.metadata,
        "files": [file_object(w, w.files[one["id"]]) for one in message.files],
    }


def _view(w: Workspace, view: View) -> Json:
    return view_object(w, view) | {"errors": view.errors}
