"""The two shortcuts Slack shows in its own menus."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An entry in Slack's menus: `global` beside the composer, `message` at each message."""

    name: str
    kind: str
    callback_id: str
    description: str


LOG = Shortcut("Log a visit", "global", "visit.form", "Open the form: whom you met, when and how")
LOG_MESSAGE = Shortcut(
    "Log as visit", "message", "visit.from_message", "Read this message as a visit"
)
SHORTCUTS = (LOG, LOG_MESSAGE)
