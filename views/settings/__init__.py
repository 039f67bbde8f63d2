"""The settings: their words, and the pages around the form."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from views import pieces
from views.language import N_, _, ngettext
from views.pieces import Json, Message, escaped, mention

OPEN = "settings.open"
PAGE = "page"

Value: TypeAlias = str | int

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
LABELS = MappingProxyType(
    {
        "cadence.general": N_("General contacts: days without a visit"),
        "cadence.key": N_("Key contacts: days without a visit"),
        "cadence.executive": N_("Executives: days without a visit"),
        "reminder_at": N_("Daily reminder, in each person's own time"),
        "reminder_limit": N_("Contacts in one reminder, at most"),
        "digest_day": N_("Weekly digest: day"),
        "digest_at": N_("Weekly digest: time in the team's zone"),
        "digest_channel": N_("Channel of everybody's digest"),
        "digest_managers": N_("Managers get their team's digest by themselves"),
        "digest_names": N_("Digests in channels name people"),
        "assessments.default": N_("Who gets the assessments, where nobody is named for a function"),
    }
)

#: Values that are yes or no.
SWITCHES = frozenset({"digest_managers", "digest_names"})


def said(key: str, value: Value) -> str:
    """A value as it is read aloud; channels as plain names or ids."""
    if key.startswith("cadence."):
        return ngettext("{n} day", "{n} days", int(value))
    if key == "digest_day":
        return _(WEEKDAYS[int(value)])
    if key == "digest_channel":
        return _channel(str(value))
    if key in SWITCHES:
        return _("yes") if value else _("no")
    if key == "assessments.default":
        return _recipient(str(value))
    return str(value)


def _recipient(recipient: str) -> str:
    if not recipient:
        return _("nobody")
    return mention(recipient) if is_user_id(recipient) else escaped(recipient)


def _channel(channel: str) -> str:
    if not channel:
        return _("the managers' own messages")
    return f"<#{channel}>" if is_channel_id(channel) else "#" + escaped(channel)


def is_user_id(recipient: str) -> bool:
    """Whether this is a Slack user id rather than an e-mail address."""
    return recipient[:1] in ("U", "W") and recipient.isalnum() and recipient.isupper()


def is_channel_id(channel: str) -> bool:
    """Whether this is a Slack id rather than a channel's name: names have no capitals."""
    return channel[:1] in ("C", "G", "D") and channel.isalnum() and channel.isupper()


def unchanged() -> Json:
    """Nothing was changed, so there is nothing to save."""
    return _page(_("Nothing was changed, so everything stays as it is."))


def saved(changes: Mapping[str, Value]) -> Json:
    """What is in force now."""
    lines = [
        _("*{label}:* {new}").format(label=_(LABELS[key]), new=said(key, value))
        for key, value in changes.items()
    ]
    return _page("\n".join((_("Saved, and in force from now on."), *lines)))


def _page(text: str) -> Json:
    return pieces.modal(_("Settings"), [pieces.section(text)], callback_id=PAGE, close=_("Close"))


def refused(admins: Sequence[str]) -> Message:
    """A polite refusal that names whom to ask; `admins` are Slack ids."""
    text = _refusal(admins)
    return {"text": text, "blocks": [pieces.section(text)]}


def turned_away(admins: Sequence[str]) -> Json:
    """The same as a page, for who was an admin when the form was opened."""
    return _page(_refusal(admins))


def _refusal(admins: Sequence[str]) -> str:
    text = _("Settings change reminders and digests for everybody, so only admins can change them.")
    if not admins:
        return text
    asked = ", ".join(mention(one) for one in admins[:5])
    return " ".join((text, _("You could ask {admins}.").format(admins=asked)))
