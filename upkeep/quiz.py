"""Whose number is this? A round of questions about one's own contacts."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from upkeep import phones
from upkeep.accounts import Contact

#: Choices of one question, and questions of one round.
CHOICES, ROUND = 4, 10


@dataclass(frozen=True, slots=True)
class Question:
    """A number, and four people of whom one answers it."""

    answer: Contact
    choices: tuple[Contact, ...]


def askable(contacts: Sequence[Contact]) -> list[Contact]:
    """Contacts with a number that is nobody else's among them, each name once."""
    numbers: dict[str, list[Contact]] = {}
    for one in contacts:
        if key := phones.key(one.phone):
            numbers.setdefault(key, []).append(one)
    alone = [those[0] for those in numbers.values() if len(those) == 1]
    return sorted({one.name.casefold(): one for one in alone}.values(), key=lambda one: one.id)


def question(contacts: Sequence[Contact], number: int, place: int) -> Question | None:
    """The question at a place of a round, the same whenever it is asked; None: too few numbers.

    Args:
        contacts: one's own.
        number: of the round; each has an order of its own.
        place: from 0; nobody comes twice before everybody came once.
    """
    there = askable(contacts)
    if len(there) < CHOICES:
        return None
    order = Random(number)  # noqa: S311 — a game
    order.shuffle(there)
    answer = there[place % len(there)]
    others = [one for one in there if one.id != answer.id]
    pick = Random(f"{number}:{place}")  # noqa: S311 — a game
    choices = [answer, *pick.sample(others, CHOICES - 1)]
    pick.shuffle(choices)
    return Question(answer, tuple(choices))
