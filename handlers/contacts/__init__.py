"""The conversation about who is on the list: added, changed, moved, merged; accounts, too."""

from slack_bolt import App

from handlers.contacts import accounts, adding, editing, merging
from handlers.words import Commands, says
from views import contacts as views
from views.contacts import accounts as account_form
from views.contacts import form, merge


def register(app: App, commands: Commands) -> None:
    """The word, the buttons of the cards, and their forms."""
    app.command(commands.votes, matchers=[says("add")])(adding.typed)
    app.action(views.ADD)(adding.asked)
    app.action(views.ANYWAY)(adding.anyway)
    app.view(form.FORM)(adding.sent)
    app.action(views.EDIT)(editing.asked)
    app.action(views.MOVE)(editing.to_move)
    app.view(form.MOVED)(editing.moved)
    app.action(views.MERGE)(merging.asked)
    app.options(merge.OTHER)(merging.suggest)
    app.view(merge.CHOSEN)(merging.chosen)
    app.action(merge.SWAP)(merging.swapped)
    app.view(merge.CONFIRMED)(merging.confirmed)
    app.action(views.UNMERGE)(merging.undone)
    app.action(views.EDIT_ACCOUNT)(accounts.asked)
    app.view(account_form.FORM)(accounts.sent)
