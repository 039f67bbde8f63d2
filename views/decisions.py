"""How an account decides: the model behind each figure of support, and the question of its rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from upkeep.accounts import Account, Contact, Quorum, Rule
from views import fields, leaves, lines
from views.inputs import field, number_input, static_select
from views.language import _, ngettext
from views.pieces import Json, button, context, divider, modal, option, section

WHY = "account.why"
RULE = "account.rule"
PAGE = "page"
TURN = "account.why_before"
ON = "account.why_after"
DECIDE = "account.decide"
#: Votes told one by one on a page, and in one block of text.
PER_PAGE, TOGETHER = 200, 10
#: Of the votes that are nearest so many are named.
NEAREST = 3
#: Slack's limit of choices in a menu, one of which is nobody.
CHOICES = 99
NOBODY = "0"
_QUORUM, _DECIDER, _INFLUENCE = "quorum", "decider", "influence"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote as the model takes it.

    Attributes:
        warmth: its probability of a yes, 0 to 1.
        swing: what a visit would add to the support, 0 to 1.
    """

    item: lines.Item
    warmth: float
    swing: float


def why_button(account_id: int, name: str) -> Json:
    """The way to what a figure of support is made of."""
    label = _("How the figures of {account} are computed").format(account=name)
    return button(_("How this is computed"), WHY, str(account_id), label=label)


def is_model(account_id: int, name: str) -> tuple[str, Json]:
    """That an account's figures of support are a model, and the way to what they are made of."""
    text = _("Support is a model: “How this is computed” shows what it is made of at {account}.")
    return text.format(account=lines.short(name)), why_button(account_id, name)


def why_of(item: lines.Item) -> Json | None:
    """The same beside a contact's line, where that tells a figure or votes."""
    account = item.contact.account
    return short_why(account.id, account.name) if lines.why(item) else None


def short_why(account_id: int, name: str) -> Json:
    """The same beside one line of several; `lines.is_model` says under them what it is."""
    label = _("How the figures of {account} are computed").format(account=name)
    return button(_("Why?"), WHY, str(account_id), label=label)


def model(
    account: Account,
    tally: lines.Tally,
    ballots: Sequence[Ballot],
    decider: str,
    *,
    nearest: Sequence[str] = (),
    may_change: bool,
    number: int = 0,
) -> Json:
    """Everything a figure of support is made of: the rule, and each contact's warmth and weight.

    `number`: of the page, from 0; beyond the last, the last.
    """
    pages = leaves.count(len(ballots), PER_PAGE)
    number = min(number, pages - 1)
    ruled = " ".join(filter(None, (_rule(account, tally, decider), tide(nearest))))
    blocks = [section(_intro()), section(ruled)]
    if may_change:
        blocks[-1] |= {"accessory": button(_("Change"), RULE, str(account.id))}
    blocks.append(divider())
    shown = ballots[number * PER_PAGE : (number + 1) * PER_PAGE]
    told = [_told(one, account.rule) for one in shown]
    blocks += [
        section("\n".join(told[start : start + TOGETHER]))
        for start in range(0, len(told), TOGETHER)
    ]
    every = ngettext("{n} vote", "{n} votes", len(ballots))
    blocks += leaves.buttons(account.id, number, pages, every, TURN, ON)
    if not ballots:
        blocks.append(context(_("No contacts on record yet.")))
    return modal(_("How this is computed"), blocks, callback_id=PAGE, close=_("Close"))


def _intro() -> str:
    return _(
        "This is a model, not a forecast. Each contact votes for us with a probability that is"
        " the warmth of the contact: 100% on the day of a visit, 50% on the day the next one is"
        " due, 0% while never met. Support is the exact chance that the yes-votes are enough."
    )


def _rule(account: Account, tally: lines.Tally, decider: str) -> str:
    said = [f"*{quorum(account.rule.quorum)}:* {lines.votes(tally)}."]
    if decider:
        said.append(
            _("In {share} of the cases {name} decides alone.").format(
                name=lines.short(decider), share=lines.percent(account.rule.influence)
            )
        )
    if tally.support is None:
        said.append(_("Under three contacts no figure is given."))
    elif lines.tellable(tally.support):
        said.append(_("Support {share}.").format(share=lines.percent(tally.support)))
    return " ".join(said)


def tide(nearest: Sequence[str]) -> str:
    """Whose votes are nearest to giving what is missing; empty where nothing is."""
    if not nearest:
        return ""
    rest = len(nearest) - NEAREST
    named = ", ".join(map(lines.short, nearest[:NEAREST]))
    more = ngettext(" and {n} more", " and {n} more", rest) if rest > 0 else ""
    told = _("Nearest to the tide point, where the yes-votes carry it: {names}.")
    return told.format(names=named + more)


def quorum(value: Quorum) -> str:
    """How much of the weight decides, in words."""
    return {
        Quorum.MAJORITY: _("More than half"),
        Quorum.TWO_THIRDS: _("Two thirds"),
        Quorum.UNANIMITY: _("All of them"),
    }[value]


def _told(ballot: Ballot, rule: Rule) -> str:
    """One vote in a line: how warm, how heavy, how long ago, and what a visit would add."""
    return " · ".join(_facts(ballot, rule))


def _facts(ballot: Ballot, rule: Rule) -> Iterator[str]:
    one = ballot.item.contact
    yield f"*{lines.short(one.name)}*"
    yield _("warmth {share}").format(share=lines.percent(ballot.warmth))
    if one.weight != 1:
        yield _("weight {n}").format(n=one.weight)
    if one.id == rule.decider_id:
        yield _("decides alone at times")
    yield lines.how_long(ballot.item)
    points = round(ballot.swing * 100)
    if points:
        yield ngettext("a visit adds {n} point", "a visit adds {n} points", points)


def rule_form(account: Account, contacts: Sequence[Contact]) -> Json:
    """The question how an account decides."""
    rule = account.rule
    # Slack takes so many choices: who decides now, then those with the most of a say.
    first = sorted(contacts, key=lambda one: (one.id != rule.decider_id, -one.weight))[:CHOICES]
    people = [option(lines.short(one.name), str(one.id)) for one in first]
    known = {one.id for one in first}
    decider = str(rule.decider_id) if rule.decider_id in known else NOBODY
    return modal(
        _("How they decide"),
        [
            section(_("How does *{account}* decide?").format(account=lines.short(account.name))),
            field(
                _("Votes that are enough"),
                static_select(
                    _QUORUM,
                    [option(quorum(one), one.value) for one in Quorum],
                    initial=rule.quorum.value,
                ),
                _QUORUM,
            ),
            field(
                _("Who decides alone at times"),
                static_select(_DECIDER, [option(_("Nobody"), NOBODY), *people], initial=decider),
                _DECIDER,
            ),
            field(
                _("In how many cases of a hundred"),
                number_input(_INFLUENCE, initial=round(rule.influence * 100), least=1, most=99),
                _INFLUENCE,
                hint=_("Only where somebody decides alone. Nobody's vote ever weighs nothing."),
            ),
        ],
        callback_id=DECIDE,
        submit=_("Save"),
        close=_("Cancel"),
        metadata=str(account.id),
    )


def decided(view: Json) -> Rule:
    """The rule that was chosen in the form."""
    found = fields.values(view)
    decider = int(fields.chosen(found, _DECIDER) or NOBODY)
    return Rule(
        quorum=Quorum(fields.chosen(found, _QUORUM) or Quorum.MAJORITY),
        decider_id=decider or None,
        influence=int(fields.text(found, _INFLUENCE) or 50) / 100,
    )
