"""The conversation of App Home: opened and turned over."""

from slack_bolt import Ack, App

from handlers import owed
from handlers.callers import Clock
from handlers.words import Commands
from storage import Store
from upkeep.members import Member
from views import home as views
from views.pieces import Json


def opened(event: Json, caller: Member, store: Store, clock: Clock, team_id: str) -> None:
    """Somebody looks at the Home tab (the other tab tells of itself by the same event)."""
    if event.get("tab") == "home":
        with store.transaction(team_id) as tx:
            owed.publish(tx, caller, clock)


def turned(
    ack: Ack, action: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Another page of my votes."""
    with store.transaction(team_id) as tx:
        owed.publish(tx, caller, clock, page=max(int(str(action["value"])), 0))
    ack()


def register(app: App, commands: Commands) -> None:  # noqa: ARG001 — each conversation is registered alike
    """What is opened and turned over on Home."""
    app.event("app_home_opened")(opened)
    app.action(views.SOONER)(turned)
    app.action(views.LATER)(turned)
