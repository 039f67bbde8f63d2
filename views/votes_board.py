"""The vote board of one customer: every vote as a bar, who knows whom, and what would change it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from upkeep.decision import Tide
from upkeep.eyes import Eyes, Flaw, Life
from upkeep.ledger import Entry
from views import cards, decisions, leaves, lines, tables
from views.language import _, ngettext
from views.lines import percent, short
from views.pieces import Json, context, divider, header, modal, section

PICK = "board.pick"
TURN = "board.turn"
ON = "board.turn_on"
PAGE = "page"
#: Contacts on one page, and in one block of text.
PER_PAGE, TOGETHER = 40, 8
#: Full blocks of a bar of warmth, and people of ours beside each other in the matrix.
BAR, COLUMNS = 8, 5
#: Names told in one sentence.
NAMED = 3
#: Columns of a name in the matrix: with five of ours beside it, a line does not break on a phone.
ROW = 20


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote.

    Attributes:
        name, title: of the contact.
        met_by: our people who met it in the last 90 days, with their visits.
        swing: what a visit would add to the support, 0 to 1.
    """

    entry: Entry
    name: str
    title: str
    met_by: Mapping[int, int]
    swing: float


@dataclass(frozen=True, slots=True)
class Board:
    """How one customer would decide today.

    Attributes:
        votes: all of them, the coldest first; those whom nobody has met yet come last.
        members: names of ours by their ids.
        without_strongest: support if the strongest vote went against us; None: too few votes.
        number: the page shown, from 0.
    """

    account_id: int
    account: str
    votes: Sequence[Vote]
    members: Mapping[int, str]
    tally: lines.Tally
    without_strongest: float | None
    eyes: Eyes
    tide: Tide
    number: int = 0


def paint(board: Board) -> Json:
    """The board as a page over the conversation; a customer of hundreds has several."""
    blocks = [header(board.account, 2), section("\n".join(_decides(board)))]
    if not board.votes:
        blocks.append(context(_("No contacts on record yet.")))
    else:
        blocks += [divider(), *_bars(board), *_matrix(board)]
    hint = _("Support is a model: each contact votes for us as warm as the last visit is.")
    return modal(_("Vote board"), [*blocks, context(hint)], callback_id=PAGE, close=_("Close"))


def _decides(board: Board) -> list[str]:
    """Where the decision stands, what it hangs on, and what would change it most."""
    votes = lines.votes(board.tally)
    said = [f"*{votes[:1].upper()}{votes[1:]}.*"]
    support, without = board.tally.support, board.without_strongest
    if support is not None and lines.tellable(support):
        said.append(_("Support {share}.").format(share=percent(support)))
    if without is not None and lines.tellable(without):
        said.append(
            _("Even if the strongest vote goes against us: {share}.").format(share=percent(without))
        )
    said += [_eyes(board), *_tide(board), *_most(board)]
    return said


def _eyes(board: Board) -> str:
    """Whether the customer lives by more than one who decides."""
    names = {one.entry.id: short(one.name) for one in board.votes}
    people = _(" and ").join(names.get(one, "?") for one in board.eyes.contact_ids)
    flaws = {
        Flaw.SAME_DEPARTMENT: _("both sit in one department"),
        Flaw.SAME_MEMBER: _("both hang on one of us"),
    }
    return {
        Life.ALIVE: _("Two eyes: {people}."),
        Life.FALSE_EYE: _("A false eye: {people}; {flaws}."),
        Life.ONE_EYED: _("One-eyed: of those who decide only {people} is warm."),
        Life.BLIND: _("Blind: nobody who decides is warm."),
        Life.UNKNOWN: _("Nobody is on record who decides: say who is key."),
    }[board.eyes.life].format(
        people=people, flaws=_(" and ").join(flaws[one] for one in board.eyes.flaws)
    )


def _tide(board: Board) -> list[str]:
    """Who is nearest to giving the warm weight that is still missing."""
    names = {one.entry.id: one.name for one in board.votes}
    told = decisions.tide([names.get(one, "?") for one in board.tide.nearest])
    return [told] if told else []


def _most(board: Board) -> list[str]:
    """The visit that would change it most."""
    best = max(board.votes, key=lambda one: (one.swing, -one.entry.id), default=None)
    before = board.tally.support
    if best is None or before is None or not lines.lifts(before, before + best.swing):
        return []
    return [
        _("A visit to {name} lifts support from {before} to {after}.").format(
            name=short(best.name), before=percent(before), after=percent(before + best.swing)
        )
    ]


def _shown(board: Board) -> Sequence[Vote]:
    start = board.number * PER_PAGE
    return board.votes[start : start + PER_PAGE]


def _bars(board: Board) -> list[Json]:
    """Each vote of this page in two lines, and the way to the other pages."""
    told = [_bar(one, board) for one in _shown(board)]
    blocks = [
        section("\n".join(told[start : start + TOGETHER]))
        for start in range(0, len(told), TOGETHER)
    ]
    every = ngettext("{n} vote", "{n} votes", len(board.votes))
    pages = leaves.count(len(board.votes), PER_PAGE)
    return [*blocks, *leaves.buttons(board.account_id, board.number, pages, every, TURN, ON)]


def _bar(vote: Vote, board: Board) -> str:
    """One vote: how warm, who it is, how heavy, where it stands, and who of ours knows it."""
    full = round(vote.entry.warmth * BAR)
    bar = "▰" * full + "▱" * (BAR - full)
    who = ", ".join(filter(None, (f"*{short(vote.name, 40)}*", short(vote.title, 40))))
    facts = [cards.standing(vote.entry.standing)]
    if vote.entry.weight != 1:
        facts.append(_("weight {n}").format(n=vote.entry.weight))
    known = sorted(vote.met_by, key=lambda one: (-vote.met_by[one], one))
    if known:
        named = ", ".join(short(board.members.get(one, "?"), 30) for one in known[:NAMED])
        more = len(known) - NAMED
        named += ngettext(" and {n} more", " and {n} more", more) if more > 0 else ""
        facts.append(_("met by {people}").format(people=named))
    return f"{bar} {percent(vote.entry.warmth)} {who} · {' · '.join(facts)}"


def _matrix(board: Board) -> list[Json]:
    """Our people across, theirs down: where the threads are in the last 90 days.

    Those who were met most come first, whatever page their bars are on; of more than a page's the
    others are on the next ones.
    """
    every = sorted(filter(_was_met, board.votes), key=lambda one: -sum(one.met_by.values()))
    start = board.number * PER_PAGE
    met = every[start : start + PER_PAGE]
    made = Counter[int]()
    for one in met:
        made.update(one.met_by)
    ours = sorted(made, key=lambda one: (-made[one], one))
    title = _("Who met whom, last 90 days")
    if not every:
        return [divider(), section(f"*{title}*"), context(_("Nobody was met."))]
    if not met:
        return []
    if len(every) > len(met):
        title += _(": {first} to {last} of {all}, those most met first").format(
            first=start + 1, last=start + len(met), all=len(every)
        )
    named = list(zip(ascii_uppercase, ours, strict=False))
    blocks = [divider(), section(f"*{title}*")]
    for start in range(0, len(named), COLUMNS):
        blocks += _threads(met, board, named[start : start + COLUMNS])
    if len(ours) > len(named):
        rest = len(ours) - len(named)
        blocks.append(context(ngettext("and {n} more of ours", "and {n} more of ours", rest)))
    return blocks


def _was_met(vote: Vote) -> bool:
    return bool(vote.met_by)


def _threads(met: Sequence[Vote], board: Board, named: Sequence[tuple[str, int]]) -> list[Json]:
    """Whom some of ours met: as many of ours as find room beside each other."""
    ours = [who for _mark, who in named]
    grid = tables.Grid(
        "",
        (_("Visits by"), *(mark for mark, _who in named)),
        [
            (
                tables.name(one.name, ROW),
                *(str(one.met_by[who]) if who in one.met_by else "-" for who in ours),
            )
            for one in met
            if not one.met_by.keys().isdisjoint(ours)
        ],
    )
    # Its mark stays beside each name, on whatever line.
    told = (f"{mark}\N{NO-BREAK SPACE}{short(board.members.get(who, '?'))}" for mark, who in named)
    return [context(" · ".join(told)), tables.in_text(grid)]
