"""The kinds of values that settings have: how each is asked for, read back, and said."""

from collections.abc import Mapping
from types import MappingProxyType

from upkeep import workdays
from upkeep.errors import Refusal
from upkeep.policy import Policy, emoji, is_changeable, targets_of
from upkeep.rhythms import days_off, spans, weekdays
from upkeep.visits import Channel
from views import inputs, language, rhythms
from views.language import N_, _, ngettext
from views.pieces import escaped, mention
from views.settings import elements
from views.settings.elements import VALUE, Kind, Value
from views.visits import channel_name

LONGEST_CADENCE = 3650
MOST_NUDGES = 10


def _channels() -> dict[str, str]:
    return {one.value: channel_name(one) for one in Channel}


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


def night(policy: Policy) -> str:
    """Why an hour cannot be that of a reminder."""
    return _("Nobody is reminded at night: choose a time from {first} to before {last}.").format(
        first=policy.morning.strftime("%H:%M"), last=policy.evening.strftime("%H:%M")
    )


def is_user_id(recipient: str) -> bool:
    """Whether this is a Slack user id rather than an e-mail address."""
    return recipient[:1] in ("U", "W") and recipient.isalnum() and recipient.isupper()


def is_channel_id(channel: str) -> bool:
    """Whether this is a Slack id rather than a channel's name: names have no capitals."""
    return channel[:1] in ("C", "G", "D") and channel.isalnum() and channel.isupper()


def kind_of(key: str) -> Kind:
    """The kind of the value under a key."""
    return _OF_FUNCTION if key not in KINDS and is_changeable(key) else KINDS[key]


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


def _reader(explained: str) -> Kind:
    """Who reads an assessment."""
    return elements.picked(
        lambda value: inputs.users_select(
            VALUE, initial=[value] if value else [], placeholder=_("Nobody")
        ),
        is_user_id,
        _recipient,
        explained,
    )


_CADENCE = elements.number(1, LONGEST_CADENCE, _days)
_IN_PERSON = elements.number(
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
        "counted": elements.some_of(
            _channels, N_("All others are on record, and leave a contact as due as before.")
        ),
        "default_channel": elements.one_of(_channels),
        "reminder_at": elements.time_of_day(),
        "reminder_on": elements.typed(
            rhythms.read,
            rhythms.said,
            N_("Weekdays (Mon, Wed, Fri), every workday, first workday of the month, or an RRULE."),
            shown=rhythms.said,
        ),
        "reminder_limit": elements.number(1, MOST_NUDGES),
        "reminder_fading": elements.switch(),
        "rest_days": elements.number(0, 60, _days),
        "morning": elements.time_of_day(),
        "evening": elements.time_of_day(),
        "work_days": elements.typed(
            _work_days, rhythms.said, N_("Weekdays: Mon, Tue, Wed."), shown=rhythms.said
        ),
        "away_emoji": elements.typed(
            emoji,
            lambda names: " ".join(f":{one}:" for one in names.split()) or _("none"),
            N_("Names such as palm_tree, with or without colons."),
            may_be_empty=True,
        ),
        "public_holidays": elements.switch(N_("kept"), N_("worked on")),
        "country": elements.typed(
            _country,
            lambda code: escaped(code) or _("none"),
            N_("A code such as DE, DE-BY or CN, for people whose own is not known."),
            may_be_empty=True,
        ),
        "days_off": elements.typed(
            lambda text: spans(days_off(text)),
            lambda text: escaped(text) or _("none"),
            N_("Days and spans: 2026-12-24, 2026-12-28 to 2027-01-01."),
            may_be_empty=True,
        ),
        "digest_on": elements.typed(
            rhythms.read_of_weeks,
            rhythms.said,
            N_("A weekday, first workday of the month, or an RRULE; once a week at most."),
            shown=rhythms.said,
        ),
        "digest_at": elements.time_of_day(),
        "digest_channel": elements.picked(
            lambda value: inputs.channel_select(
                VALUE, initial=value, placeholder=_("Choose a channel")
            ),
            is_channel_id,
            _channel,
        ),
        "digest_managers": elements.switch(),
        "digest_names": elements.switch(),
        "digest_language": elements.one_of(language.known),
        "one_face_days": elements.number(
            0, 90, lambda value: _days(value) if value else _("never"), N_("0: never.")
        ),
        "incident_days": elements.number(1, 90, _days),
        "targets": elements.typed(
            _targets,
            escaped,
            N_(
                "Functions with visits a week: default 5, executive 2. Own targets of a person win."
            ),
        ),
        "assessments.default": _reader(N_("Left empty, nobody does.")),
    }
)
_OF_FUNCTION = _reader(N_("Left empty: whoever is named above."))
