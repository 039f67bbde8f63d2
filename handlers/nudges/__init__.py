"""The conversation of the daily reminder: each rep's own morning, and what is pressed in it."""

from slack_bolt import App

from handlers.nudges import own, presses, rolls
from handlers.nudges.morning import tick
from handlers.words import Commands, says
from views import nudges as views
from views import reminders
from views import rolls as rolls_views

__all__ = ["register", "tick"]


def register(app: App, commands: Commands) -> None:
    """What is pressed in a reminder, on the list and on cards."""
    app.action(views.SNOOZE)(presses.snoozed)
    app.view(views.SNOOZE_UNTIL)(presses.snoozed_until)
    app.action(views.GIVE)(presses.give)
    app.view(views.GIVE_TO)(presses.given)
    app.action(views.LEFT)(presses.left)
    app.action(views.TAKE_BACK)(presses.taken_back)
    app.command(commands.votes, matchers=[says("reminders")])(own.ask)
    app.action(reminders.OPEN)(own.ask)
    app.view(reminders.FORM)(own.keep)
    app.action(rolls_views.ASK)(rolls.ask)
    app.view(rolls_views.ANSWER)(rolls.answer)
