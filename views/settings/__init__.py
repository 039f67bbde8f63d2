"""The settings: their words, and the pages around the form."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from upkeep.accounts import Level
from upkeep.policy import Policy, assessed, is_changeable
from views import pieces
from views.language import N_, _
from views.pieces import Json, Message, escaped, mention
from views.settings.elements import Value
from views.settings.kinds import is_channel_id, is_user_id, kind_of

__all__ = [
    "FIRST",
    "OPEN",
    "PAGES",
    "Value",
    "is_channel_id",
    "is_user_id",
    "keys",
    "label",
    "said",
]

OPEN = "settings.open"
PAGE = "page"
DIGESTS, TARGETS = "digests", "targets"
#: Functions whose readers are asked for; what a form carries is limited, and the file has no limit.
FUNCTIONS = 30

LABELS = MappingProxyType(
    {
        "cadence.general": N_("General contacts: days without a visit"),
        "cadence.key": N_("Key contacts: days without a visit"),
        "cadence.executive": N_("Executives: days without a visit"),
        "in_person.general": N_("General contacts: days without meeting in person"),
        "in_person.key": N_("Key contacts: days without meeting in person"),
        "in_person.executive": N_("Executives: days without meeting in person"),
        "counted": N_("Visits that make a contact tended again"),
        "default_channel": N_("How somebody was met, when the sentence does not say"),
        "reminder_at": N_("Daily reminder, in each person's own time"),
        "reminder_on": N_("Days on which reminders come"),
        "reminder_limit": N_("Contacts in one reminder, at most"),
        "reminder_fading": N_("Fewer reminders for who keeps the cadence for four weeks"),
        "rest_days": N_("Workdays before the same contact is named again"),
        "morning": N_("Nobody is reminded before"),
        "evening": N_("Nobody is reminded from this hour on; the rest waits for the next day"),
        "work_days": N_("Work days of people who have none of their own"),
        "away_emoji": N_("Emoji of a status that mean: not at work"),
        "public_holidays": N_("Public holidays of people's countries"),
        "country": N_("Country of people whose own is not known"),
        "days_off": N_("Days on which the company is closed"),
        "digest_on": N_("Digest of the weeks gone by: days on which it comes"),
        "digest_at": N_("Digest: time in the team's zone"),
        "digest_channel": N_("Channel of everybody's digest"),
        "digest_managers": N_("Managers get their team's digest by themselves"),
        "digest_names": N_("Digests in channels name people"),
        "digest_language": N_("Language of digests in channels"),
        "one_face_days": N_("Days within which two of us who meet one person apart hear of it"),
        "incident_days": N_("Days for which a fault at a customer opens doors"),
        "targets": N_("Weekly visits, by function"),
        "assessments.default": N_("Who gets the assessments, where nobody is named for a function"),
    }
)

#: The pages of the form, each with what it asks for.
PAGES: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "cadence": (
            N_("Cadence"),
            (
                *(f"{clock}.{level}" for clock in ("cadence", "in_person") for level in Level),
                "one_face_days",
                "incident_days",
            ),
        ),
        "visits": (N_("Visits"), ("counted", "default_channel")),
        "reminders": (
            N_("Reminders"),
            (
                *("reminder_at", "reminder_on", "reminder_limit", "reminder_fading"),
                *("rest_days", "morning", "evening"),
            ),
        ),
        "days": (
            N_("Work days and holidays"),
            ("work_days", "public_holidays", "country", "days_off", "away_emoji"),
        ),
        DIGESTS: (
            N_("Digests"),
            (
                *("digest_on", "digest_at", "digest_channel"),
                *("digest_managers", "digest_names", "digest_language"),
            ),
        ),
        TARGETS: (N_("Targets"), ("targets", "assessments.default")),
    }
)
FIRST = "cadence"


def keys(policy: Policy, page: str) -> tuple[str, ...]:
    """What a page asks for; beside the targets, who reads the assessment of each function."""
    functions = sorted(one for one in policy.targets if one != "default") if page == TARGETS else ()
    readers = [key for key in map(assessed, functions) if is_changeable(key)]
    return (*PAGES[page][1], *readers[:FUNCTIONS])


def label(key: str) -> str:
    """What a value is called."""
    if key in LABELS:
        return _(LABELS[key])
    return _("Who gets the assessments of {function}").format(function=key.partition(".")[2])


def said(key: str, value: Value) -> str:
    """A value as it is read aloud."""
    return kind_of(key).said(value)


def unchanged() -> Json:
    """Nothing was changed, so there is nothing to save."""
    return _page(_("Nothing was changed, so everything stays as it is."))


def saved(changes: Mapping[str, Value]) -> Json:
    """What is in force now."""
    lines = [
        _("*{label}:* {new}").format(label=escaped(label(key)), new=said(key, value))
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
