"""The Slack app manifest, made from what the code listens for."""

from handlers.words import Commands
from views.pieces import Json, cut
from views.shortcuts import SHORTCUTS

EVENTS = ("app_home_opened", "app_uninstalled", "team_join", "tokens_revoked", "user_change")

#: Each scope with the reason it is asked for.
SCOPES = {
    "chat:write": "send reminders and digests",
    "commands": "hear the two commands and the shortcuts",
    "users:read": "know names, time zones, languages and who has left",
    "users:read.email": "find the people of an imported list in Slack",
    "im:write": "open the private conversation with a member",
    "im:history": "look whether a message whose delivery was cut off has arrived",
    "channels:read": "find a digest's channel by its name",
    "groups:read": "the same where the channel is private",
    "chat:write.public": "post a digest to a public channel without being invited",
}

#: Asked for as well, and done without where they are refused.
OPTIONAL = {
    "files:read": "read a list that is given to `/votes import`",
    "files:write": "send the files of `/votes export`, and a team's votes as a sheet",
    "dnd:read": "hold a reminder back until somebody's quiet hours are over",
}


def manifest(commands: Commands, url: str | None = None) -> Json:
    """The manifest: for Socket Mode, or with a public `url` for HTTP.

    Source: docs.slack.dev, app manifest v2; the limits are those of its JSON schema.
    """
    address = f"{url.rstrip('/')}/slack/events" if url else None
    at: Json = {"url": address} if address else {}
    interactivity: Json = {"is_enabled": True}
    events: Json = {"bot_events": sorted(EVENTS)}
    if address:
        interactivity |= {"request_url": address, "message_menu_options_url": address}
        events |= {"request_url": address}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Everyvote",
            "description": "Every contact is a vote: log visits, see whose vote is going cold.",
            "background_color": "#1f4d3a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Everyvote", "always_online": True},
            "slash_commands": [
                {
                    "command": command,
                    "description": description,
                    "usage_hint": cut(hint, 1000),
                    "should_escape": True,
                    **at,
                }
                for command, description, hint in commands.described()
            ],
            "shortcuts": [
                {"name": one.name, "type": one.kind, "callback_id": one.callback_id}
                | {"description": one.description}
                for one in SHORTCUTS
            ],
        },
        "oauth_config": {
            "scopes": {"bot": sorted({*SCOPES, *OPTIONAL}), "bot_optional": sorted(OPTIONAL)}
        },
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": False,
        },
    }
