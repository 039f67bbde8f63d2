"""Whether somebody about to be added is on the list already, or a customer by another name."""

import re
from collections.abc import Iterable
from functools import lru_cache

from upkeep import names, phones
from upkeep.accounts import Account, Contact
from upkeep.phrases import firms

#: Likeness of two whole names from which they may be one: of short ones another script or order,
#: of long ones a letter or two (Sofia and Sophia Dubois, but not Zhang Wei and Zhang Lei).
STRONG, CLOSE, LONG = 92, 87, 10
#: A switchboard, or `info@acme.example`: what so many have tells none of them apart.
SHARED = 3
#: What a Chinese company's form is written with.
_FORM = re.compile("(?:股份|有限|责任|公司)+$")
#: A letter before another one: the A of A.G.
_LETTERS = re.compile(r"\b(\w) (?=\w\b)")


def likely(
    name: str, phone: str, email: str, there: Iterable[Contact], region: str | None = None
) -> list[Contact]:
    """Those who may be the same person, the likeliest first.

    By phone or e-mail that are not many people's, or by whole names that are the same or nearly so;
    never by a first name alone, or any other single word of a longer name.

    Args:
        name: of the person to be added.
        phone: as typed; may be empty.
        email: may be empty.
        there: the contacts of the account, and who has the number or the address elsewhere; those
            who have left included.
        region: the country whose numbers are typed without a prefix.
    """
    enough = CLOSE if len(names.fold(name)) >= LONG else STRONG
    everybody = [*there]
    end = phones.ending(phone)  # quicker than the number, for all but those who have it
    near = (one for one in everybody if phones.ending(one.phone) == end)
    if sum(phones.same(phone, one.phone, region) for one in near) >= SHARED:
        phone = ""
    if sum(email.casefold() == one.email.casefold() for one in everybody) >= SHARED:
        email = ""
    scored = ((_sameness(name, phone, email, one, region), one) for one in everybody)
    found = sorted(
        ((score, one) for score, one in scored if score >= enough),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    return [one for _, one in found]


def _sameness(name: str, phone: str, email: str, one: Contact, region: str | None) -> float:
    if email and email.casefold() == one.email.casefold():
        return 100
    if phone and phones.same(phone, one.phone, region):
        return 100
    if any(names.fold(name) == names.fold(each) for each in one.called):
        return 100
    if not _is_whole(name):
        return 0
    return names.likeness(name, filter(_is_whole, one.called))


def _is_whole(name: str) -> bool:
    """Whether a name is more than a first name or a surname."""
    words = names.fold(name).split()
    return len(words) > 1 or (len(words) == 1 and names.has_hanzi(name) and len(words[0]) > 1)


def customers(new: Iterable[str], known: Iterable[Account]) -> list[tuple[str, str]]:
    """Those of some new names that differ from a customer's, or from one another, by legal form.

    Each with the name that is there already: `Acme Inc.` with Acme, 华虹有限公司 with 华虹.
    """
    there = {house(called): one.name for one in known for called in (*one.aliases, one.name)}
    found = []
    for name in new:
        key = house(name)
        if key in there:
            found.append((name, there[key]))
        else:
            there[key] = name
    return found


@lru_cache(maxsize=50_000)
def house(name: str) -> frozenset[str]:
    """The words of a customer's name without its legal form, where anything is left of it."""
    whole = _LETTERS.sub(r"\1", names.fold(names.simpler(name)))
    words = (_FORM.sub("", word) for word in firms.words(Account(0, whole)))
    return frozenset(filter(None, words)) or frozenset((whole,))
