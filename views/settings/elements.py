"""How a value of the settings is asked for, and read back: one maker for each way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import TypeAlias

from upkeep.errors import Refusal
from upkeep.policy import Policy
from views import failures, inputs, pieces
from views.language import N_, _
from views.pieces import Json

Value: TypeAlias = str | int
#: Letters that may be typed: a page's values travel with its form, which has 3,000.
LONGEST = 600

VALUE = "value"
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value.

    Attributes:
        ask: paints the element that asks for it, with the value in force.
        read: what was typed or chosen, the value that was painted, and the policy, to the new
            value; raises a ValueError with the sentence to show at the field.
        said: the value as it is read aloud.
        explained: what may be typed, or what an empty field means.
        may_be_empty: whether the field may be left empty.
    """

    ask: Callable[[Value], Json]
    read: Callable[[str | None, Value, Policy], Value]
    said: Callable[[Value], str] = str
    explained: str = ""
    may_be_empty: bool = False


def number(least: int, most: int, said: Callable[[Value], str] = str, explained: str = "") -> Kind:
    """A whole number between two."""

    def read(typed: str | None, _painted: Value, _policy: Policy) -> Value:
        if typed and typed.isascii() and typed.isdigit() and least <= int(typed) <= most:
            return int(typed)
        raise ValueError(
            _("Type a whole number from {least} to {most}.").format(least=least, most=most)
        )

    return Kind(
        lambda value: inputs.number_input(VALUE, initial=int(value), least=least, most=most),
        read,
        said,
        explained,
    )


def choice(names: Mapping[str, str], word: Callable[[Value], str], back: type[int]) -> Kind:
    """One of a few: `word` is the choice's own for a value, `back` the way from it."""

    def ask(value: Value) -> Json:
        options = [pieces.option(_(name).capitalize(), key) for key, name in names.items()]
        return inputs.static_select(VALUE, options, initial=word(value))

    def read(typed: str | None, painted: Value, _policy: Policy) -> Value:
        return painted if typed is None else back(_place(typed))

    def _place(typed: str) -> int:
        return int(typed) if typed.isdigit() else typed == YES

    return Kind(ask, read, lambda value: _(names[word(value)]))


def one_of(names: Callable[[], Mapping[str, str]]) -> Kind:
    """One of a few words, each with what it is called."""

    def ask(value: Value) -> Json:
        options = [pieces.option(name, word) for word, name in names().items()]
        return inputs.static_select(VALUE, options, initial=str(value))

    def read(typed: str | None, painted: Value, _policy: Policy) -> Value:
        return typed if typed and typed in names() else painted

    return Kind(ask, read, lambda value: names().get(str(value), str(value)))


def some_of(names: Callable[[], Mapping[str, str]], explained: str) -> Kind:
    """Some of a few words, one at least; they are stored with blanks between them."""

    def ask(value: Value) -> Json:
        options = [pieces.option(name, word) for word, name in names().items()]
        return inputs.choose_some(VALUE, options, str(value).split())

    def read(typed: str | None, _painted: Value, _policy: Policy) -> Value:
        chosen = sorted(one for one in (typed or "").split() if one in names())
        if not chosen:
            raise ValueError(_("Choose one at least."))
        return " ".join(chosen)

    def said(value: Value) -> str:
        chosen = str(value).split()
        return ", ".join(name for word, name in names().items() if word in chosen)

    return Kind(ask, read, said, explained)


def switch(yes: str = N_("yes"), no: str = N_("no")) -> Kind:
    """On or off."""
    return choice({YES: yes, NO: no}, lambda value: YES if value else NO, bool)


def typed(
    read: Callable[[str], str],
    said: Callable[[str], str],
    explained: str,
    *,
    shown: Callable[[str], str] = str,
    may_be_empty: bool = False,
) -> Kind:
    """Words of one's own; `read` raises a Refusal where it cannot."""

    def back(typed: str | None, _painted: Value, _policy: Policy) -> Value:
        try:
            return read((typed or "").strip())
        except Refusal as refusal:
            raise ValueError(failures.sentence(refusal)) from refusal

    return Kind(
        lambda value: inputs.text_input(VALUE, initial=shown(str(value)), most=LONGEST),
        back,
        lambda value: said(str(value)),
        explained,
        may_be_empty,
    )


def time_of_day() -> Kind:
    """A time of day."""

    def read(typed: str | None, _painted: Value, _policy: Policy) -> Value:
        try:
            at = time.fromisoformat(typed or "")
        except ValueError as wrong:
            raise ValueError(_("Choose a time of day.")) from wrong
        return at.strftime("%H:%M")

    return Kind(lambda value: inputs.time_picker(VALUE, str(value)), read)


def picked(
    ask: Callable[[str | None], Json],
    is_id: Callable[[str], bool],
    said: Callable[[str], str],
    explained: str = "",
) -> Kind:
    """One of Slack's own; what is known by its name only cannot be chosen, and stays."""

    def read(typed: str | None, painted: Value, _policy: Policy) -> Value:
        return typed or ("" if is_id(str(painted)) else str(painted))

    return Kind(
        lambda value: ask(str(value) if is_id(str(value)) else None),
        read,
        lambda value: said(str(value)),
        explained,
        may_be_empty=True,
    )
