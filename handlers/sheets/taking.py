"""Taking in a page of lines: what each says is compared with what is there."""

from handlers.sheets import customers, ours, past
from handlers.sheets.arriving import Outcome, Page
from storage import Change
from upkeep.errors import Refusal
from upkeep.sheets import (
    AccountLine,
    Bad,
    ContactLine,
    FollowUpLine,
    Line,
    MemberLine,
    TeamLine,
    VisitLine,
    VoiceLine,
)


def read(page: Page) -> Outcome:
    """Tell what each line does; what it says stands in the book."""
    for number, line in page.lines:
        try:
            change = _take(page, number, line)
        except Refusal as why:
            page.outcome.bad.append(Bad(number, why))
            continue
        if change is not None:
            page.outcome.counts[change] += 1
    _count_visits(page)
    return page.outcome


def _take(page: Page, number: int, line: Line) -> Change | None:  # noqa: PLR0911 — one for each kind
    """Take one line; None where that shows only once its visit is known.

    Raises:
        Refusal: it cannot be kept.
    """
    match line:
        case AccountLine():
            return customers.take_customer(page, line)
        case ContactLine():
            return customers.take_person(page, number, line)
        case MemberLine():
            return ours.take_colleague(page, line)
        case TeamLine():
            return ours.take_team(page, line)
        case VisitLine():
            past.take_visit(page, line)
            return None
        case VoiceLine():
            return past.take_voice(page, line)
        case FollowUpLine():
            return past.take_promise(page, line)


def _count_visits(page: Page) -> None:
    """Which of the visits told of are new: those alone are kept."""
    seen: set[object] = set(page.tx.visits.known(one.request for one in page.told if one.sure))
    new = []
    for one in page.told:
        key = one.request if one.sure else (*one.parts, one.line.date, one.channel)
        page.outcome.counts[one.if_known if key in seen else one.if_new] += 1
        if key not in seen:
            new.append(one)
        seen.add(key)
    page.told = new
