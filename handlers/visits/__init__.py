"""The conversation about visits: one line or the form, asked back where unclear, undone at will."""

from slack_bolt import App

from handlers.visits import after, form, sentence
from handlers.words import Commands
from views import drafts, visit_form, visits
from views.pieces import Json
from views.shortcuts import LOG, LOG_MESSAGE


def says_something(command: Json) -> bool:
    """A matcher: something was typed after the command."""
    return bool(str(command.get("text") or "").strip())


def says_nothing(command: Json) -> bool:
    """A matcher: the command stands alone."""
    return not says_something(command)


def register(app: App, commands: Commands) -> None:
    """The command, the shortcuts, the questions, the form, and what can be done afterwards."""
    app.command(commands.visit, matchers=[says_something])(sentence.typed)
    app.command(commands.visit, matchers=[says_nothing])(form.by_command)
    app.shortcut(LOG.callback_id)(form.by_shortcut)
    app.shortcut(LOG_MESSAGE.callback_id)(sentence.from_message)
    app.action(drafts.CHOICE)(sentence.chosen)
    app.action(drafts.SETTLE)(sentence.settled)
    app.action(drafts.DISCARD)(sentence.discarded)
    app.action(drafts.FORM)(form.by_draft)
    app.action(visits.AGAIN)(sentence.again)
    app.action(visits.LOG)(form.by_button)
    app.action(visits.EDIT)(form.by_edit)
    app.options(visit_form.CONTACTS)(form.suggest_contacts)
    app.options(visit_form.ACCOUNT)(form.suggest_accounts)
    app.view(visit_form.FORM)(form.sent)
    app.action(visit_form.ADD)(form.add_contact)
    app.view(visit_form.ADDED)(form.contact_added)
    app.action(visits.UNDO)(after.undone)
    app.action(visits.REDO)(after.redone)
    app.action(visits.CHANNEL)(after.channel_chosen)
    app.action(visits.MET)(after.met)
