"""Why somebody is reminded of a contact on a day, or is not: for who asks before it happens."""

from types import MappingProxyType

from upkeep.nudges import WhyNot
from upkeep.schedules import Pause
from views.language import N_, _

_PAUSES = MappingProxyType(
    {
        Pause.DAY_OFF: N_("No reminder: it is none of their work days."),
        Pause.HOLIDAY: N_("No reminder: it is a holiday, or the company is closed."),
        Pause.AWAY: N_("No reminder: they are away."),
        Pause.QUIET: N_("No reminder: they asked for quiet."),
        Pause.RHYTHM: N_("No reminder: theirs come on other days."),
        Pause.EARLY: N_("No reminder yet: their hour has not come."),
        Pause.LATE: N_("No reminder any more: it is evening there; it is part of the next one."),
        Pause.TOLD: N_("No reminder: today's was sent, or is on its way."),
        Pause.LOOKED: N_(
            "No reminder now: there was nothing to say when their hour came, or they are quiet in"
            " Slack. What has come up since is part of the next one."
        ),
        Pause.GONE: N_("No reminder: they have left, or Slack does not know them yet."),
    }
)
_WHY_NOT = MappingProxyType(
    {
        WhyNot.LEFT: N_("has left the company"),
        WhyNot.TENDED: N_("not due yet"),
        WhyNot.SNOOZED: N_("snoozed"),
        WhyNot.RESTS: N_("rests since it was last named"),
        WhyNot.FADED: N_("hardly overdue, and their cadence is kept"),
        WhyNot.PAUSED: N_("due, and no reminder is sent"),
        WhyNot.ROLL: N_("due, and a roll call is sent first"),
        WhyNot.LIMIT: N_("due, and over the limit: others are more pressing"),
    }
)


def pause(reason: Pause) -> str:
    """Why there is no reminder."""
    return _(_PAUSES[reason])


def why_not(reason: WhyNot) -> str:
    """Why a contact is not in it."""
    return _(_WHY_NOT[reason])


def nothing() -> str:
    """Nothing keeps a reminder back, and there is nothing to say."""
    return _("No reminder: there is nothing to say today.")
