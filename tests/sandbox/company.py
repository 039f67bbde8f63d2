"""Three people, three channels, and an app's manifest."""

from datetime import UTC, datetime

from sandbox.workspace import Channel, User

ALICE, DANA, WEI = "U0ALICE001", "U0DANA0001", "U0WEI00001"
SALES, LAB, ATTIC = "C0SALES001", "C0LAB00001", "C0ATTIC001"
SCOPES = (
    "channels:history channels:read chat:write commands files:read files:write groups:read"
    " im:history im:read im:write team:read users:read users:read.email dnd:read"
).split()
EVENTS = ["app_home_opened", "message.im", "team_join", "user_change"]


class Company:
    name = "Lantern"
    start = datetime(2026, 11, 12, 8, 40, tzinfo=UTC)
    users = (
        User(ALICE, "alice", "Alice Brandt", "alice@l.example", "Europe/Berlin", is_admin=True),
        User(DANA, "dana", "Dana Levy", "dana@l.example", "America/New_York"),
        User(WEI, "zhang.wei", "张伟", "wei@l.example", "Asia/Shanghai"),
    )
    channels = (
        Channel(SALES, "sales", members=(ALICE, DANA, WEI)),
        Channel(LAB, "lab", members=(ALICE,), bot_is_member=False),
        Channel(ATTIC, "attic", is_private=True, members=(DANA,), bot_is_member=False),
    )


def manifest(url: str = "", *, scopes=tuple(SCOPES), home=True) -> dict:
    """For Socket Mode, or with a `url` for HTTP."""
    at = {"url": url} if url else {}
    interactivity: dict = {"is_enabled": True}
    events: dict = {"bot_events": EVENTS}
    if url:
        interactivity |= {"request_url": url, "message_menu_options_url": url}
        events |= {"request_url": url}
    return {
        "display_information": {"name": "Echo"},
        "features": {
            "app_home": {"home_tab_enabled": home, "messages_tab_enabled": True},
            "bot_user": {"display_name": "Echo"},
            "slash_commands": [
                {"command": "/visit", "usage_hint": "TEXT", "should_escape": True, **at},
                {"command": "/raw", **at},
            ],
            "shortcuts": [
                {"name": "Log a visit", "type": "global", "callback_id": "visit.log"},
                {"name": "Log as visit", "type": "message", "callback_id": "visit.keep"},
            ],
        },
        "oauth_config": {"scopes": {"bot": list(scopes)}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "socket_mode_enabled": not url,
        },
    }


def plain(text: str) -> dict:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "text", **more) -> dict:
    return {"type": "section", "text": mrkdwn(text), **more}


def actions(*elements: dict) -> dict:
    return {"type": "actions", "block_id": "acts", "elements": list(elements)}


def button(text: str = "Undo", action_id: str = "undo", **more) -> dict:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def option(text: str, value: str | None = None) -> dict:
    return {"text": plain(text), "value": value or text}


def field(label: str, kind: str = "plain_text_input", **more) -> dict:
    outside = {key: more.pop(key) for key in ("optional", "dispatch_action") if key in more}
    name = label.lower()
    element = {"type": kind, "action_id": name, **more}
    return {"type": "input", "block_id": name, "label": plain(label), "element": element} | outside


def modal(*blocks: dict, **more) -> dict:
    view = {"type": "modal", "title": plain("A form"), "submit": plain("Save"), **more}
    return view | {"blocks": list(blocks) or [section()]}
