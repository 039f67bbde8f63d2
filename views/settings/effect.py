"""What a change of the settings would do, shown before it is saved."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from upkeep.policy import Policy, is_changeable, is_clock, plain
from views import pieces
from views.language import N_, _, ngettext
from views.pieces import Json, escaped
from views.settings import Value, label, said

CONFIRM = "settings.confirm"
#: What follows from a change of some values, whatever they are now.
FOLLOWS = (
    (
        {"counted"},
        N_("All due dates are counted anew from the visits on record, in the next minutes."),
    ),
    ({"default_channel"}, N_("Visits on record stay as they are.")),
    (
        {"morning", "evening"},
        N_("Who chose an hour outside the day is reminded at everybody's hour."),
    ),
    (
        {"targets"},
        N_("Targets count for the running week; weeks that were told stay as they were."),
    ),
    (
        {"public_holidays", "country", "days_off", "work_days", "away_emoji"},
        N_("On holidays and days off nobody is reminded, and no visit is expected."),
    ),
    ({"digest_language"}, N_("Who gets a digest alone reads it in his own language.")),
)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do to the lists of today."""

    neglected: int = 0
    relieved: int = 0
    longer: int = 0
    shorter: int = 0


def confirm(
    policy: Policy, changes: Mapping[str, Value], effect: Effect, next_digest: str = ""
) -> Json:
    """The changes and what they would do, before anything is saved."""
    follows = [*_lists(changes, effect), *_schedules(changes, next_digest)]
    blocks = [
        pieces.header(_("What changes"), 2),
        pieces.section("\n".join(_changed(policy, changes))),
        pieces.header(_("What follows"), 2),
        pieces.section("\n".join("• " + line for line in follows)),
    ]
    return pieces.modal(
        _("Save these settings?"),
        blocks,
        callback_id=CONFIRM,
        submit=_("Save"),
        close=_("Cancel"),
        metadata=json.dumps(dict(changes)),
    )


def confirmed(view: Json) -> dict[str, Value]:
    """The changes that a confirmation was about."""
    changes = json.loads(str(view["private_metadata"]))
    assert isinstance(changes, dict)
    return {key: value for key, value in changes.items() if is_changeable(key)}


def _changed(policy: Policy, changes: Mapping[str, Value]) -> Iterator[str]:
    for key, value in changes.items():
        yield _("*{label}:* {old} → {new}").format(
            label=escaped(label(key)), old=said(key, plain(policy, key)), new=said(key, value)
        )


def _lists(changes: Mapping[str, Value], effect: Effect) -> Iterator[str]:
    """What becomes of the lists of today when cadences change."""
    if effect.neglected:
        yield ngettext(
            "{n} more contact becomes neglected.",
            "{n} more contacts become neglected.",
            effect.neglected,
        )
    if effect.relieved:
        yield ngettext(
            "{n} contact is no longer neglected.",
            "{n} contacts are no longer neglected.",
            effect.relieved,
        )
    if effect.longer:
        yield ngettext(
            "{n} person gets a longer list.", "{n} people get longer lists.", effect.longer
        )
    if effect.shorter:
        yield ngettext(
            "{n} person gets a shorter list.", "{n} people get shorter lists.", effect.shorter
        )
    if effect == Effect() and any(map(is_clock, changes)):
        yield _("Nobody's list changes today.")


def _schedules(changes: Mapping[str, Value], next_digest: str) -> Iterator[str]:
    """When and where messages come from now on."""
    if "reminder_at" in changes:
        yield _("Reminders come at {at} in each person's own time, from the next one on.").format(
            at=changes["reminder_at"]
        )
    if "reminder_on" in changes:
        yield _(
            "Reminders come on: {days}. What falls on a day off comes on the next workday."
        ).format(days=said("reminder_on", changes["reminder_on"]))
    if "reminder_limit" in changes:
        yield ngettext(
            "A reminder names at most {n} contact.",
            "A reminder names at most {n} contacts.",
            int(changes["reminder_limit"]),
        )
    if "digest_channel" in changes:
        yield _("Everybody's digest goes to {channel}.").format(
            channel=said("digest_channel", changes["digest_channel"])
        )
    for keys, sentence in FOLLOWS:
        if changes.keys() & keys:
            yield _(sentence)
    if next_digest:
        yield _("The next digest comes on {when}.").format(when=next_digest)
