"""An absence as it was understood: until when, who stands in, and the way back."""

from collections.abc import Sequence
from datetime import date

from views import dates, lines
from views.language import _
from views.pieces import Message, actions, button, section

BACK = "away.end"


def away(
    from_: date, until: date, on: date, standin: str = "", left: Sequence[str] = ()
) -> Message:
    """The absence as understood, with the way back.

    `left`: those who are away as well, and for whom whoever says so was to stand in.
    """
    text = _("You are away from {first} to {last}: no reminders in that time.").format(
        first=dates.day(from_, on), last=dates.day(until, on)
    )
    if standin:
        text += " " + _("{name} is reminded of your neglected contacts meanwhile.").format(
            name=lines.short(standin)
        )
    else:
        text += " " + _("Nobody stands in; add `with @colleague` and somebody does.")
    if left:
        text += " " + _(
            "You were to stand in for {names}: meanwhile whoever is above hears of neglected"
            " contacts there."
        ).format(names=", ".join(map(lines.short, left)))
    return {"text": text, "blocks": [section(text), actions(button(_("I am back"), BACK))]}


def stand_in(name: str, until: date, on: date) -> Message:
    """The message to who stands in."""
    return _only(
        _(
            "{name} is away until {day}, and you stand in: neglected contacts of theirs come up in"
            " your reminders, marked “for {name}”. It ends by itself."
        ).format(name=lines.short(name), day=dates.day(until, on))
    )


def stands_in_no_more(name: str) -> Message:
    """What that message says once it does not hold any more."""
    return _only(_("You do not stand in for {name} any more.").format(name=lines.short(name)))


def back() -> Message:
    """The absence is over."""
    return _only(_("Welcome back. Reminders start again on your next work day."))


def stays(from_: date, until: date, on: date) -> Message:
    """An absence that was still to come is taken back."""
    text = _("Taken back: you are not away from {first} to {last}.")
    return _only(text.format(first=dates.day(from_, on), last=dates.day(until, on)))


def not_away() -> Message:
    """There was no absence to end."""
    return _only(_("You are not marked as away."))


def not_there(name: str) -> Message:
    """That colleague cannot stand in."""
    return _only(
        _("{name} cannot stand in: choose a colleague who is here in that time.").format(
            name=lines.short(name)
        )
    )


def ask_day(command: str, asked: str) -> Message:
    """An answer to an absence whose last day was not understood."""
    example = _(
        "Until when? For example `{command} away until 3 Dec`, or `… until 3 Dec with @colleague`."
    ).format(command=command)
    if not asked:
        return _only(example)
    problem = _("I cannot read “{words}” as a day from today on.").format(words=lines.short(asked))
    return _only(f"{problem} {example}")


def _only(text: str) -> Message:
    return {"text": text, "blocks": [section(text)]}
