"""Whose number is this? The question, its four answers, and the score of the round."""

from dataclasses import dataclass

from upkeep.accounts import Contact
from upkeep.quiz import CHOICES, ROUND, Question
from views import lines
from views.language import _, ngettext
from views.pieces import Json, Message, actions, button, context, section

FIRST = "quiz.first"
SECOND = "quiz.second"
THIRD = "quiz.third"
FOURTH = "quiz.fourth"
AGAIN = "quiz.again"
#: Action ids are fixed words, and each button of a row needs its own.
BUTTONS = (FIRST, SECOND, THIRD, FOURTH)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a round stands; it travels in the values of its buttons."""

    number: int
    asked: int = 0
    right: int = 0


def question(one: Question, at: Place, told: str = "") -> Message:
    """A question with its four answers, under what became of the one before."""
    ask = _("Whose number is this?  {phone}").format(phone=lines.short(one.answer.phone))
    key = f"{at.number}:{at.asked}:{at.right}:{one.answer.id}"
    row = [
        button(_choice(each), action, f"{key}:{each.id}")
        for action, each in zip(BUTTONS, one.choices, strict=True)
    ]
    count = _("Question {n} of {all}, {right} right so far. Only you see this.").format(
        n=at.asked + 1, all=ROUND, right=at.right
    )
    blocks: list[Json] = [section(told)] if told else []
    blocks += [section(f"*{ask}*"), actions(*row), context(count)]
    return {"text": lines.fallback([*filter(None, [told]), ask, count]), "blocks": blocks}


def _choice(one: Contact) -> str:
    return f"{one.name}, {one.account.name}"


def answered(action: Json) -> tuple[Place, int, int]:
    """Where the round stood, whose number it was, and who was chosen."""
    number, asked, right, answer, chosen = map(int, str(action["value"]).split(":"))
    return Place(number, asked, right), answer, chosen


def outcome(one: Contact, *, right: bool) -> str:
    """What became of an answer."""
    said = _("✓ Right: {who}, {phone}") if right else _("✗ No, that is {who}, {phone}")
    return said.format(who=lines.who(one, bold=False), phone=lines.short(one.phone))


def over(at: Place, told: str) -> Message:
    """The end of a round, and the way to another."""
    score = _("{right} of {all} right. Nobody else sees this.").format(right=at.right, all=at.asked)
    blocks = [section(told), section(f"*{score}*"), actions(button(_("Another round"), AGAIN))]
    return {"text": f"{told}\n{score}", "blocks": blocks}


def too_few(known: int) -> Message:
    """There are not enough numbers for a question."""
    text = ngettext(
        "The quiz needs {{all}} of your contacts with a phone number of their own; there is {n}."
        " Numbers come with the import, or on a contact's card.",
        "The quiz needs {{all}} of your contacts with a phone number of their own; there are {n}."
        " Numbers come with the import, or on a contact's card.",
        known,
    ).format(all=CHOICES)
    return {"text": text, "blocks": [section(text)]}
