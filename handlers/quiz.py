"""The conversation of the quiz: whose number is this? Its score is in its message, and nowhere."""

from slack_bolt import Ack, App

from handlers import answers
from handlers.callers import Clock
from handlers.words import Commands, says
from storage import Store, Tx
from upkeep import quiz
from upkeep.members import Member
from views import quiz as views
from views.pieces import Json, Message
from views.quiz import Place


def asked(ack: Ack, caller: Member, store: Store, clock: Clock, team_id: str) -> None:
    """`/votes quiz`: the first question of a round."""
    with store.reading(team_id) as tx:
        message = _question(tx, caller, _round(clock))
    ack(**message)


def another(ack: Ack, body: Json, caller: Member, store: Store, clock: Clock, team_id: str) -> None:
    """“Another round”."""
    with store.reading(team_id) as tx:
        message = _question(tx, caller, _round(clock))
    answers.replace(body, message)
    ack()


def _round(clock: Clock) -> Place:
    return Place(int(clock.wall().timestamp()))


def answered(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, team_id: str
) -> None:
    """An answer: what became of it, and the next question, or the end of the round."""
    at, answer_id, chosen_id = views.answered(action)
    right = answer_id == chosen_id
    at = Place(at.number, at.asked + 1, at.right + right)
    with store.reading(team_id) as tx:
        told = views.outcome(tx.contacts.get(answer_id), right=right)
        more = at.asked < quiz.ROUND
        message = _question(tx, caller, at, told) if more else views.over(at, told)
    answers.replace(body, message)
    ack()


def _question(tx: Tx, caller: Member, at: Place, told: str = "") -> Message:
    own = tx.contacts.of_keeper(caller.id)
    one = quiz.question(own, at.number, at.asked)
    if one is None:
        return views.too_few(len(quiz.askable(own)))
    return views.question(one, at, told)


def register(app: App, commands: Commands) -> None:
    """`/votes quiz`, and its buttons."""
    app.command(commands.votes, matchers=[says("quiz")])(asked)
    app.action(views.FIRST)(answered)
    app.action(views.SECOND)(answered)
    app.action(views.THIRD)(answered)
    app.action(views.FOURTH)(answered)
    app.action(views.AGAIN)(another)
