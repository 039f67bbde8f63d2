"""The conversation of the digest: posted once a week, asked for at any time."""

from slack_bolt import App

from handlers.digests import acting, asking, posting
from handlers.words import Commands, says
from views import digests as views

tick = posting.tick


def register(app: App, commands: Commands) -> None:
    """`/votes digest`, `/votes team`, and the buttons below a digest."""
    app.command(commands.votes, matchers=[says("digest")])(asking.asked)
    app.command(commands.votes, matchers=[says("team")])(asking.team_board)
    app.action(views.AGAIN)(asking.again)
    app.action(views.BOARD)(asking.show_board)
    app.action(views.FIVE)(acting.plan)
    app.action(views.EXPORT)(acting.export)
