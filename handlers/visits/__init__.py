"""The conversation about visits: one line or the form, asked back where unclear, undone at will."""

from slack_bolt import App

from handlers.visits import after, doors, form, newcomers, questions, sentence
from handlers.words import Commands, asks_help
from views import drafts, visits
from views.pieces import Json
from views.shortcuts import LOG, LOG_MESSAGE
from views.visits import form as forms
from views.visits import newcomer


def says_something(command: Json) -> bool:
    """A matcher: a sentence was typed after the command."""
    return not says_nothing(command) and not asks_help(command)


def says_nothing(command: Json) -> bool:
    """A matcher: the command stands alone."""
    return not str(command.get("text") or "").strip()


def register(app: App, commands: Commands) -> None:
    """The command, the shortcuts, the questions, the form, and what can be done afterwards."""
    app.command(commands.visit, matchers=[says_something])(sentence.typed)
    app.command(commands.visit, matchers=[says_nothing])(doors.by_command)
    app.shortcut(LOG.callback_id)(doors.by_shortcut)
    app.shortcut(LOG_MESSAGE.callback_id)(sentence.from_message)
    app.action(drafts.CHOICE)(questions.chosen)
    app.action(drafts.DAY)(questions.chosen)
    app.action(forms.CONTACTS)(doors.hinted)
    app.action(forms.DATE)(doors.hinted)
    app.action(drafts.NEWCOMER)(questions.add_contact)
    app.action(drafts.SETTLE)(questions.settled)
    app.action(drafts.DISCARD)(questions.discarded)
    app.action(drafts.FORM)(doors.by_draft)
    app.action(visits.LOG)(doors.by_button)
    app.action(visits.EDIT)(doors.by_edit)
    app.options(forms.CONTACTS)(doors.suggest_contacts)
    app.options(forms.ACCOUNT)(doors.suggest_accounts)
    app.view(forms.FORM)(form.sent)
    app.action(forms.ADD)(newcomers.pushed)
    app.view(newcomer.ADDED)(newcomers.added)
    app.action(visits.UNDO)(after.undone)
    app.action(visits.REDO)(after.redone)
    app.action(visits.AGAIN)(after.again)
    app.action(visits.CHANNEL)(after.channel_chosen)
    app.action(visits.JOIN)(after.joined)
    app.action(visits.PART)(after.parted)
    app.action(visits.MET)(after.met)
