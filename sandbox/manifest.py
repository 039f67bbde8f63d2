"""The installed app, as its manifest describes it: commands, shortcuts, scopes, addresses."""

from dataclasses import dataclass

from sandbox.blocks import Json


@dataclass(frozen=True)
class Command:
    """A slash command and what the composer says about it."""

    command: str
    description: str
    usage_hint: str
    escapes: bool
    url: str


@dataclass(frozen=True)
class Shortcut:
    """A global or message shortcut."""

    name: str
    kind: str
    callback_id: str
    description: str


@dataclass(frozen=True)
class App:
    """What of a manifest rules how the workspace treats the app."""

    name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: frozenset[str]
    events: frozenset[str]
    home_enabled: bool
    messages_enabled: bool
    events_url: str
    interactivity_url: str
    options_url: str
    id: str = "A0EVERY001"
    bot_id: str = "B0EVERYBOT"
    user_id: str = "U0EVERYBOT"

    def command(self, word: str) -> Command | None:
        """The slash command of that name."""
        return next((one for one in self.commands if one.command == word), None)

    def shortcut(self, callback_id: str, kind: str) -> Shortcut | None:
        """The shortcut of that callback id and kind ("global" or "message")."""
        wanted = (callback_id, kind)
        return next((one for one in self.shortcuts if (one.callback_id, one.kind) == wanted), None)


def installed(manifest: Json) -> App:
    """The app a manifest describes, with every scope it asks for granted."""
    features: Json = manifest.get("features", {})
    settings: Json = manifest.get("settings", {})
    home: Json = features.get("app_home", {})
    events: Json = settings.get("event_subscriptions", {})
    interactivity: Json = settings.get("interactivity", {})
    scopes: Json = manifest.get("oauth_config", {}).get("scopes", {})
    name = str(manifest["display_information"]["name"])
    return App(
        name=str(features.get("bot_user", {}).get("display_name", name)),
        commands=tuple(
            Command(
                command=one["command"],
                description=one.get("description", ""),
                usage_hint=one.get("usage_hint", ""),
                escapes=one.get("should_escape", False),
                url=one.get("url", ""),
            )
            for one in features.get("slash_commands", ())
        ),
        shortcuts=tuple(
            Shortcut(one["name"], one["type"], one["callback_id"], one.get("description", ""))
            for one in features.get("shortcuts", ())
        ),
        scopes=frozenset(scopes.get("bot", ())) | frozenset(scopes.get("bot_optional", ())),
        events=frozenset(events.get("bot_events", ())),
        home_enabled=home.get("home_tab_enabled", False),
        messages_enabled=home.get("messages_tab_enabled", True),
        events_url=events.get("request_url", ""),
        interactivity_url=interactivity.get("request_url", ""),
        options_url=interactivity.get("message_menu_options_url", ""),
    )
