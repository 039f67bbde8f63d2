"""Whether who fits a name best is meant beyond doubt, or another may be."""

from collections.abc import Sequence

from upkeep import lexicon, names, namesakes
from upkeep.accounts import Contact
from upkeep.phrases import spelling
from upkeep.phrases.matching import STAND_FIRST, Match, is_name, is_surname, match

#: So many of one name are all looked at; of more some may be lost.
_FEW = 20


def is_sure(text: str, best: Match, everyone: Sequence[Contact], *, narrowed: bool) -> bool:
    """Whether a match of that kind needs no question when nobody else comes near.

    `narrowed`: exactly one account was named; `everyone`: whoever may be meant, wherever he works.
    """
    one = names.fold(text)
    if best is Match.SOUND:
        # Said to be at Acme, which has a Li Wei: not if there is a 李伟 elsewhere.
        return narrowed and all(match(text, c) is not Match.SAME for c in everyone)
    if best is Match.SPELT:
        return narrowed
    if best is Match.INITIALS:
        return not is_name(one)
    if best is Match.PART:
        long = len(one) > (1 if names.has_hanzi(one) else 2)
        return long and (narrowed or is_surname(one, everyone) or _is_told(one, everyone))
    return True


def _is_told(one: str, everyone: Sequence[Contact]) -> bool:
    """Whether it is a surname that would do alone, with the letter of a first name: K. Dąbrowska.

    Not where so many have that surname that some may not have been looked at.
    """
    first, *others = one.split()
    if len(first) > 1 or len(others) != 1:
        return False
    known = sum(others[0] in _words(c) for c in everyone)
    return known <= _FEW and is_surname(others[0], everyone)


def _words(contact: Contact) -> set[str]:
    return {word for name in contact.called for word in names.forms(name).words}


def is_last_word(typed: str, candidates: Sequence[Contact]) -> bool:
    """Whether a surname has no given name behind it: `Vogelsang Thu` is no name, Nguyen Thu is."""
    word = names.fold(typed)
    return word not in STAND_FIRST and is_surname(word, candidates)


def is_first_name(typed: str, firm: str, theirs: Sequence[Contact]) -> bool:
    """Whether a word beside a customer is a first name there, and both are not one: `tom globex`.

    Kim Hanseul may be one, whoever is a Kim at a customer called Hanseul.
    """
    return (
        namesakes.is_first_name(typed)
        and not (typed in STAND_FIRST or spelling.GIVEN.fullmatch(typed))
        and not lexicon.is_everyday(typed)
        and not any(map(namesakes.is_name, firm.split()))
        and any(names.fold(name).split()[:1] == [typed] for c in theirs for name in c.called)
    )


def is_rivalled(text: str, best: Match, matches: Sequence[tuple[Match, Contact]]) -> bool:
    """Whether somebody else comes near the one who fits best."""
    others = [(kind, c) for kind, c in matches if kind is not best]
    meant = next(c for kind, c in matches if kind is best)
    if best is Match.SAME:
        # `Bob` is Robert's nickname, and Bob Porter's first name. A full name is nobody's part.
        one_word = len(names.fold(text).split()) == 1 and not names.has_hanzi(text)
        return one_word and any(kind is not Match.NONE for kind, _ in others)
    if best is Match.SPELT and any(_shares(text, c, meant) for _, c in others):
        return True
    score = names.likeness(text, meant.called)
    return any(
        kind is not Match.NONE or names.likeness(text, c.called) > score - 8 for kind, c in others
    )


def _shares(text: str, other: Contact, meant: Contact) -> bool:
    """Whether somebody has a word of a name as typed, where the one meant has it otherwise."""
    theirs, his = map(_words, (other, meant))
    return not (theirs - his).isdisjoint(names.fold(text).split())
