"""Levels, standings and voices in words."""

from upkeep.accounts import Level
from upkeep.cadence import Standing
from upkeep.visits import VoiceKind
from views.language import _


def level(value: Level) -> str:
    """A level in words."""
    return {
        Level.GENERAL: _("general"),
        Level.KEY: _("key"),
        Level.EXECUTIVE: _("executive"),
    }[value]


def standing(value: Standing) -> str:
    """A standing in words."""
    return {
        Standing.TENDED: _("tended"),
        Standing.DUE_SOON: _("due soon"),
        Standing.NEGLECTED: _("neglected"),
        Standing.UNMET: _("not met yet"),
    }[value]


def voice_kind(value: VoiceKind) -> str:
    """What a voice was, in words."""
    return {
        VoiceKind.NEED: _("need"),
        VoiceKind.WORRY: _("worry"),
        VoiceKind.COMPLAINT: _("complaint"),
        VoiceKind.IDEA: _("idea"),
        VoiceKind.PRAISE: _("praise"),
    }[value]
