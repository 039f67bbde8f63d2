"""The quiz and the quiet word: within Slack's limits, whatever was typed."""

from datetime import date
from itertools import product

from upkeep.accounts import Account, Contact
from upkeep.quiz import Question
from upkeep.threads import Step
from views import faces, quiz
from views.quiz import Place

ON = date(2026, 11, 24)
LONG = "<!channel> *x* " * 300


def test_the_quiz_and_the_quiet_word_keep_slacks_limits(painted):
    four = tuple(Contact(n, Account(1, LONG), LONG, ON, ON, phone=LONG) for n in range(4))
    told = quiz.outcome(four[0], right=False)
    painted(quiz.question(Question(four[0], four), Place(1790000000, 3, 2), told))
    painted(quiz.over(Place(1, 10, 7), told))
    for known in range(4):
        assert str(known) in painted(quiz.too_few(known))
    for mine, theirs in product((True, False), repeat=2):
        done = [Step(ON, (), (), frozenset(), planned=one) for one in (mine, theirs)]
        painted(faces.word(four[0], LONG, done[0], done[1], ON))
