"""How the bot fares, for admins: what waits, what was given up, and when it last looked."""

from datetime import datetime

from upkeep.deliveries import Health
from views.language import _, ngettext
from views.pieces import Json, context, cut, escaped, header, section


def blocks(health: Health) -> list[Json]:
    """The last part of an admin's Home."""
    counts = [
        ngettext("{n} message waits", "{n} messages wait", health.waiting),
        ngettext("{n} is underway", "{n} are underway", health.underway),
        ngettext("{n} was given up", "{n} were given up", health.failed),
    ]
    told = [header(_("Health"), level=2), section(", ".join(counts) + ". " + _last(health))]
    if health.errors:
        why = "; ".join(f"{kind}: {escaped(cut(reason, 60))}" for kind, reason in health.errors)
        told.append(context(_("The last ones given up: {why}").format(why=why)))
    return told


def _last(health: Health) -> str:
    if health.ticked_at is None:
        return _("I have not looked yet at what is due.")
    return _("I last looked at what is due {when}.").format(when=_instant(health.ticked_at))


def _instant(at: datetime) -> str:
    """An instant in each reader's own time. Source: docs.slack.dev, formatting dates."""
    said = f"{at:%Y-%m-%d %H:%M} UTC"
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{said}>"
