"""The kinds of values that settings have: how each is asked for, read back, and said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from types import MappingProxyType
from typing import TypeAlias

from upkeep import workdays
from upkeep.errors import Refusal
from upkeep.policy import Policy, emoji, targets_of
from upkeep.rhythms import days_off, spans, weekdays
from views import failures, pieces, rhythms
from views.language import N_, _, ngettext
from views.pieces import Json, escaped, mention

Value: TypeAlias = str | int

VALUE = "value"
YES, NO = "yes", "no"
LONGEST_CADENCE = 3650
MOST_NUDGES = 10


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


def _number(least: int, most: int, said: Callable[[Value], str] = str, explained: str = "") -> Kind:
    def read(typed: str | None, _painted: Value, _policy: Policy) -> Value:
        if typed and typed.isascii() and typed.isdigit() and least <= int(typed) <= most:
            return int(typed)
        raise ValueError(
            _("Type a whole number from {least} to {most}.").format(least=least, most=most)
        )

    return Kind(
        lambda value: pieces.number_input(VALUE, initial=int(value), least=least, most=most),
        read,
        said,
        explained,
    )


def _choice(names: Mapping[str, str], word: Callable[[Value], str], back: type[int]) -> Kind:
    """One of a few: `word` is the choice's own for a value, `back` the way from it."""

    def ask(value: Value) -> Json:
        options = [pieces.option(_(name).capitalize(), key) for key, name in names.items()]
        return pieces.static_select(VALUE, options, initial=word(value))

    def read(typed: str | None, painted: Value, _policy: Policy) -> Value:
        return painted if typed is None else back(_place(typed))

    def _place(typed: str) -> int:
        return int(typed) if typed.isdigit() else typed == YES

    return Kind(ask, read, lambda value: _(names[word(value)]))


def _switch(yes: str = N_("yes"), no: str = N_("no")) -> Kind:
    return _choice({YES: yes, NO: no}, lambda value: YES if value else NO, bool)


def _typed(
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
        lambda value: pieces.text_input(VALUE, initial=shown(str(value))),
        back,
        lambda value: said(str(value)),
        explained,
        may_be_empty,
    )


def _country(typed: str) -> str:
    if typed and not workdays.is_country(typed):
        raise Refusal("country.unknown", value=typed)
    return typed.upper()


def _work_days(typed: str) -> str:
    rhythm = rhythms.read(typed)
    if weekdays(rhythm) is None:
        raise Refusal("days.rhythm", value=typed)
    return rhythm


def _targets(typed: str) -> str:
    said = sorted(targets_of(typed).items())
    return ", ".join(f"{function} {visits}" for function, visits in said)


def _time() -> Kind:
    """A time of day."""

    def read(typed: str | None, _painted: Value, _policy: Policy) -> Value:
        try:
            at = time.fromisoformat(typed or "")
        except ValueError as wrong:
            raise ValueError(_("Choose a time of day.")) from wrong
        return at.strftime("%H:%M")

    return Kind(lambda value: pieces.time_picker(VALUE, str(value)), read)


def night(policy: Policy) -> str:
    """Why an hour cannot be that of a reminder."""
    return _("Nobody is reminded at night: choose a time from {first} to before {last}.").format(
        first=policy.morning.strftime("%H:%M"), last=policy.evening.strftime("%H:%M")
    )


def _picked(
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


def is_user_id(recipient: str) -> bool:
    """Whether this is a Slack user id rather than an e-mail address."""
    return recipient[:1] in ("U", "W") and recipient.isalnum() and recipient.isupper()


def is_channel_id(channel: str) -> bool:
    """Whether this is a Slack id rather than a channel's name: names have no capitals."""
    return channel[:1] in ("C", "G", "D") and channel.isalnum() and channel.isupper()


def _days(value: Value) -> str:
    return ngettext("{n} day", "{n} days", int(value))


def _recipient(recipient: str) -> str:
    if not recipient:
        return _("nobody")
    return mention(recipient) if is_user_id(recipient) else escaped(recipient)


def _channel(channel: str) -> str:
    if not channel:
        return _("the managers' own messages")
    return f"<#{channel}>" if is_channel_id(channel) else "#" + escaped(channel)


_CADENCE = _number(1, LONGEST_CADENCE, _days)
_IN_PERSON = _number(
    0,
    LONGEST_CADENCE,
    lambda value: _days(value) if value else _("calls and video will do"),
    N_("Calls and video are not enough for these days. 0: any counted visit will do."),
)
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "cadence.general": _CADENCE,
        "cadence.key": _CADENCE,
        "cadence.executive": _CADENCE,
        "in_person.general": _IN_PERSON,
        "in_person.key": _IN_PERSON,
        "in_person.executive": _IN_PERSON,
        "reminder_at": _time(),
        "reminder_on": _typed(
            rhythms.read,
            rhythms.said,
            N_("Weekdays (Mon, Wed, Fri), every workday, first workday of the month, or an RRULE."),
            shown=rhythms.said,
        ),
        "reminder_limit": _number(1, MOST_NUDGES),
        "reminder_fading": _switch(),
        "rest_days": _number(0, 60, _days),
        "morning": _time(),
        "evening": _time(),
        "work_days": _typed(
            _work_days, rhythms.said, N_("Weekdays: Mon, Tue, Wed."), shown=rhythms.said
        ),
        "away_emoji": _typed(
            emoji,
            lambda names: " ".join(f":{one}:" for one in names.split()) or _("none"),
            N_("Names such as palm_tree, with or without colons."),
            may_be_empty=True,
        ),
        "public_holidays": _switch(N_("kept"), N_("worked on")),
        "country": _typed(
            _country,
            lambda code: escaped(code) or _("none"),
            N_("A code such as DE, DE-BY or CN, for people whose own is not known."),
            may_be_empty=True,
        ),
        "days_off": _typed(
            lambda text: spans(days_off(text)),
            lambda text: escaped(text) or _("none"),
            N_("Days and spans: 2026-12-24, 2026-12-28 to 2027-01-01."),
            may_be_empty=True,
        ),
        "digest_on": _typed(
            rhythms.read_of_weeks,
            rhythms.said,
            N_("A weekday, first workday of the month, or an RRULE; once a week at most."),
            shown=rhythms.said,
        ),
        "digest_at": _time(),
        "digest_channel": _picked(
            lambda value: pieces.channel_select(
                VALUE, initial=value, placeholder=_("Choose a channel")
            ),
            is_channel_id,
            _channel,
        ),
        "digest_managers": _switch(),
        "digest_names": _switch(),
        "one_face_days": _number(
            0, 90, lambda value: _days(value) if value else _("never"), N_("0: never.")
        ),
        "incident_days": _number(1, 90, _days),
        "targets": _typed(
            _targets,
            escaped,
            N_(
                "Functions with visits a week: default 5, executive 2. Own targets of a person win."
            ),
        ),
        "assessments.default": _picked(
            lambda value: pieces.users_select(
                VALUE, initial=[value] if value else [], placeholder=_("Nobody")
            ),
            is_user_id,
            _recipient,
            N_("Left empty, nobody does."),
        ),
    }
)
