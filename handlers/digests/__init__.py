"""The conversation of the digest: posted once a week, asked for at any time."""

from datetime import datetime

from slack_bolt import App

from handlers.callers import Moment
from handlers.digests import acting, asking, assessing, posting
from handlers.words import Commands, says
from storage import Store
from views import digests as views
from views.digests import board, orphans


def tick(store: Store, team_id: str, now: datetime, wall: datetime | None = None) -> None:
    """Owe every digest and every assessment whose hour has come; at night to nobody alone.

    `wall`: the real time, where business time is another.
    """
    clock = Moment(now, wall or now)
    posting.tick(store, team_id, clock)
    assessing.tick(store, team_id, clock)


def register(app: App, commands: Commands) -> None:
    """`/votes digest`, `/votes team`, and the buttons below a digest."""
    app.command(commands.votes, matchers=[says("digest")])(asking.asked)
    app.command(commands.votes, matchers=[says("team")])(asking.team_board)
    app.action(views.AGAIN)(asking.again)
    app.action(views.BOARD)(asking.show_board)
    app.action(board.SHOW)(asking.choose)
    app.action(views.FIVE)(acting.plan)
    app.action(orphans.ORPHANS)(acting.nobodys)
    app.action(orphans.TURN)(acting.nobodys_turned)
    app.action(orphans.ON)(acting.nobodys_turned)
    app.action(views.EXPORT)(acting.export)
