"""The conversation about sheets: lists that come in, by command line or in Slack, and go out."""

from collections.abc import Callable

from slack_bolt import App
from slack_sdk import WebClient

from handlers.sheets import asking, giving, working
from handlers.sheets.importing import finish, finish_all, keep, rehearse, undo
from handlers.sheets.leaving import save
from handlers.sheets.pages import kind, report
from handlers.words import Commands
from storage import Store

__all__ = [
    "finish",
    "finish_all",
    "keep",
    "kind",
    "register",
    "rehearse",
    "report",
    "save",
    "undo",
    "work",
]


def work(
    store: Store, client: WebClient, team_id: str, stop: Callable[[], bool] = lambda: False
) -> None:
    """Do what is owed about lists; `stop` is asked now and then whether to leave the rest."""
    giving.give(store, client, team_id)
    working.work(store, client, team_id, stop)


def register(app: App, commands: Commands) -> None:
    """Lists that come in, and lists that go out."""
    asking.register(app, commands)
    giving.register(app, commands)
