"""What is left when all were settled: where they work, what happened, and who came after all."""

from collections.abc import Iterator, Mapping, Sequence

from upkeep import names
from upkeep.accounts import Account, Contact
from upkeep.phrases import firms, story
from upkeep.phrases.dates import Found
from upkeep.phrases.matching import Match, match
from upkeep.phrases.reading import Heard
from upkeep.phrases.runs import Run
from upkeep.phrases.understood import OFFERED, Unclear

#: Likeness, of 100, from which a word may be a customer's mistyped.
_LIKE = 70


def told(
    runs: Sequence[tuple[Run, str]],
    unclear: Sequence[Unclear],
    heard: Heard,
    *,
    narrowed: bool,
) -> dict[str, Run]:
    """The runs that name nobody and tell what happened, by their words.

    Also such words behind a customer: 瑞康验收会; the `eve` of `yest eve`; and what is shortened
    in brackets, where a customer is named that it cannot be: `Tom Baker @Acme (CMP)`.
    """
    asked = {one.text for one in unclear if not one.candidates or _is_only_like(one)}
    asked |= {run.text for run, text in runs if run.topic and story.is_shortened(text)}
    return {
        said: run
        for run, text in runs
        for said in asked
        if _same(said, text) or _is_firms(text, said, heard.present)
        if _is_told(run, text if _same(said, text) else said)
        or (_same(text, "eve") and _is_of_day(run, heard.days))
        or (narrowed and run.aside and story.is_shortened(text))
    }


def _is_of_day(run: Run, days: Sequence[Found]) -> bool:
    """Whether a run stands right behind a day, in the same clause."""
    return not run.alone and any(day.end == run.start - 1 for day in days)


def _same(said: str, text: str) -> bool:
    """Whether two texts are one, in any width and case."""
    return names.fold(said).replace(" ", "") == names.fold(text).replace(" ", "")


def _is_told(run: Run, text: str) -> bool:
    """Whether a run that is like nobody's name is what was talked about, a fair, or the story."""
    if run.fair and story.is_fair(text, joined=run.joined):
        return True
    told = run.topic or story.is_place(text) or story.is_story(text)
    return told and not run.joined


def is_nothing(
    runs: Sequence[tuple[Run, str]], unclear: Sequence[Unclear], where: Sequence[str]
) -> bool:
    """Whether all that is unclear are ordinary words where no name stands: `very happy today`.

    So must be what seems to be a customer: `a long day, lots of traffic`.
    """
    told = [
        text
        for run, text in runs
        if not run.joined and (story.is_idle(text) or story.is_own_day(text))
    ]
    return all(map(story.is_idle, where)) and all(
        any(_same(one.text, text) for text in told)
        and all(match(one.text, c) is Match.NONE for c in one.candidates)
        for one in unclear
    )


def _is_firms(text: str, said: str, present: Sequence[Account]) -> bool:
    """Whether a text is a customer with something behind it."""
    folded = names.simpler(names.fold(text))
    before = folded.removesuffix(names.simpler(names.fold(said)))
    whole = ((start, end) == (0, len(before)) for start, end, _ in firms.named(before, present))
    return names.has_hanzi(said) and before != folded and any(whole)


def noted(heard: Heard, story: Mapping[str, Run]) -> Iterator[str]:
    """What of the story belongs to the note: a clause of its own, or hanzi at the very end."""
    said = heard.source.rstrip()
    for text, run in story.items():
        whole = run.text if _same(run.text, text) else text  # with the spaces between hanzi
        if run.alone or (names.has_hanzi(text) and said.endswith(f" {whole}")):
            yield whole


def _is_only_like(one: Unclear) -> bool:
    """Whether hanzi are only said somewhat like those who are offered: 年终 like 孙丽华's alias."""
    alike = (match(one.text, c) is Match.NONE for c in one.candidates)
    return names.has_hanzi(one.text) and all(alike)


def is_where(one: Unclear, contacts: Mapping[int, Contact], accounts: Sequence[Account]) -> bool:
    """Whether words nobody is called by are the beginning of the customer of those who were met."""
    theirs = {c.account for c in contacts.values()}
    if one.candidates or len(theirs) != 1:
        return False
    [firm] = theirs
    said = set(names.fold(one.text).split())
    return said <= firms.words(firm) or firms.meant(one.text, accounts) == (firm.id,)


def places(said: Sequence[firms.Said], accounts: Sequence[Account]) -> tuple[str, ...]:
    """Where one met somebody of a customer that is named beside it: `MSL, site tour at Tuas`.

    Not what is like a customer's name, which may be mistyped.
    """
    return tuple(
        one.text
        for one in said
        if one.place
        and not one.ids
        and all(names.likeness(one.text, (a.name, *a.aliases)) < _LIKE for a in accounts)
    )


def is_one(text: str, everyone: Sequence[Contact], accounts: Sequence[Account]) -> bool:
    """Whether words that are no part of anybody's name mean one customer."""
    return len(firms.meant(text, accounts)) == 1 and all(
        match(text, c) is Match.NONE for c in everyone
    )


def behind(
    heard: Heard, everyone: tuple[Contact, ...], contacts: Mapping[int, Contact]
) -> list[Unclear]:
    """Whoever is named behind the parts of the visit: `went for Robert, got Bob Hill`.

    By a part of the name, who is of the same customer as those who were met.
    """
    theirs = {c.account.id for c in contacts.values()}
    active = [c for c in everyone if c.left_on is None]
    found: dict[int, Unclear] = {}
    for piece in heard.tail.pieces:
        name = piece.removesuffix(names.AND_MORE)
        whole = name == piece
        alone = whole and " " not in name and not names.has_hanzi(name)  # a nickname
        those = tuple(
            c
            for c in active
            if ((kind := match(name, c)) is Match.SAME and (not alone or c.account.id in theirs))
            or (kind is Match.PART and not whole and c.account.id in theirs)
        )
        if those and not any(c.id in contacts or c.id in found for c in those):
            one = Unclear(name, those[:OFFERED], len(those[OFFERED:]))
            found.update(dict.fromkeys((c.id for c in those), one))
    return list(dict.fromkeys(found.values()))
