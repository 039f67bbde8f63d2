"""What would be lost if somebody left tomorrow."""

from collections.abc import Sequence

from upkeep.handover import Loss
from views import decisions, lines, visits
from views.language import _, ngettext
from views.pieces import Json, Message, context, header, section

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
    told = lost[:REHEARSED]
    rest = len(lost) - REHEARSED
    more = [ngettext("and {n} more account", "and {n} more accounts", rest)] if rest > 0 else []
    tail = [
        _("A rehearsal: nothing was moved."),
        *([lines.is_model()] if any(map(_moved, told)) else []),
    ]
    blocks = [header(title), section(" ".join(intro)), *map(_block, told)]
    blocks += [*map(section, more), context(" ".join(tail))]
    spoken = [title, *intro, *map(_loss, told), *more, *tail]
    return {"text": lines.fallback(spoken), "blocks": blocks}


def _block(one: Loss) -> Json:
    """An account with what its figures are made of one press away."""
    why = decisions.short_why(one.account_id, one.account) if _moved(one) else None
    return section(_loss(one), accessory=why)


def _loss(one: Loss) -> str:
    said = ngettext(
        "*{{account}}*: the only warm vote: {{names}}",
        "*{{account}}*: {{cold}} of {n} warm votes: {{names}}",
        one.warm,
    ).format(
        account=lines.short(one.account),
        cold=len(one.cold),
        names=visits.named([each.name for each in one.cold]),
    )
    return "\n".join(filter(None, (said, _moved(one))))


def _moved(one: Loss) -> str:
    """How the support would fall; empty where no figure would change."""
    if one.before is None or one.after is None or share(one.before) == share(one.after):
        return ""
    moved = _("support {before} → {after}")
    return moved.format(before=share(one.before), after=share(one.after))


def share(value: float) -> str:
    """A support in per cent; what would round to nothing or to all is told as that."""
    if value < lines.HARDLY:
        return _("hardly any")
    return lines.percent(value) if lines.tellable(value) else _("nearly certain")
