"""What would be lost if somebody left tomorrow."""

from collections.abc import Sequence

from upkeep.handover import Loss
from views import lines, visits
from views.language import _, ngettext
from views.pieces import Message, context, header, section

#: Accounts that are told, the worst first.
REHEARSED = 20


def rehearsal(name: str, lost: Sequence[Loss], kept: int) -> Message:
    """What would be lost if somebody left tomorrow; nothing is moved."""
    title = _("If {name} left tomorrow").format(name=lines.short(name))
    cold = sum(len(one.cold) for one in lost)
    intro = [
        ngettext("{n} contact is in these hands.", "{n} contacts are in these hands.", kept),
        ngettext(
            "{n} vote that is warm would go cold.", "{n} votes that are warm would go cold.", cold
        ),
    ]
    rows = [_loss(one) for one in lost[:REHEARSED]]
    rest = len(lost) - REHEARSED
    rows += [ngettext("and {n} more account", "and {n} more accounts", rest)] if rest > 0 else []
    tail = _("A rehearsal: nothing was moved. Support is a model.")
    blocks = [header(title), section(" ".join(intro)), *map(section, rows), context(tail)]
    return {"text": lines.fallback([title, *intro, *rows, tail]), "blocks": blocks}


def _loss(one: Loss) -> str:
    said = _("*{account}*: {cold} of {warm} warm votes: {names}").format(
        account=lines.short(one.account),
        cold=len(one.cold),
        warm=one.warm,
        names=visits.named([each.name for each in one.cold]),
    )
    if one.before is None or one.after is None or share(one.before) == share(one.after):
        return said
    moved = _("support {before} → {after}")
    return f"{said}\n{moved.format(before=share(one.before), after=share(one.after))}"


def share(value: float) -> str:
    """A support in per cent; what would round to nothing or to all is told as that."""
    if value < lines.HARDLY:
        return _("hardly any")
    return lines.percent(value) if lines.tellable(value) else _("nearly certain")
