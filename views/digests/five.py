"""This week's five: who could go along with whom, to whom, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from upkeep.accounts import Contact
from upkeep.joint import Joint
from views import lines
from views.digests import Week, dangers
from views.language import _, ngettext
from views.lines import short
from views.pieces import Message, context, header, section, squeezed
from views.visits import log_button


@dataclass(frozen=True, slots=True)
class Plan:
    """What is suggested, with the names it speaks of.

    Attributes:
        week: whose reader may be told which names.
        joint: the visits.
        others: visits that are suggested to others only, and not to be told to the reader.
        contacts, members: by their ids.
    """

    week: Week
    joint: Sequence[Joint]
    contacts: Mapping[int, Contact]
    members: Mapping[int, str]
    others: int = 0


def paint(plan: Plan) -> Message:
    """The suggestions, each with a button that opens its log."""
    title = _("{team}: this week's five").format(team=squeezed(plan.week.team, 60))
    if not plan.joint:
        nothing = _nothing(plan)
        return {
            "text": f"{short(title)}\n{nothing}",
            "blocks": [header(title, 1), section(nothing)],
        }
    told = [_line(one, plan) for one in plan.joint]
    blocks = [header(title, 1)]
    blocks += [
        section(line, accessory=log_button(one.contact_id))
        for line, one in zip(told, plan.joint, strict=True)
    ]
    models = dangers.models(one.line for one in plan.joint)
    blocks += [section(text, accessory=why) for text, why in models]
    told += [text for text, _why in models]
    hint = _("Suggested from the accounts in danger; whoever goes, going together is the point.")
    return {
        "text": lines.fallback([short(title), *(one.replace("*", "") for one in told), hint]),
        "blocks": [*blocks, context(hint)],
    }


def _nothing(plan: Plan) -> str:
    if plan.others:
        return ngettext(
            "{n} visit is to be made together, by others this week.",
            "{n} visits are to be made together, by others this week.",
            plan.others,
        )
    return _("No account is in danger, so there is no visit that has to be made together.")


def _line(one: Joint, plan: Plan) -> str:
    hands = [plan.members.get(who or 0, "") for who in (one.host_id, one.guest_id)]
    who = _(" with ").join(short(name) for name in hands if name) or _("Somebody")
    whom = lines.who(plan.contacts[one.contact_id])
    why = dangers.reasons(one.line, plan.week)
    return "\n".join((_("{who} → {whom}").format(who=who, whom=whom), why))
