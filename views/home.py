"""The App Home of a rep: my votes by due date, my week, my promises, and what is unfinished."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from upkeep.accounts import Contact
from upkeep.deliveries import Health
from upkeep.visits import Visit
from views import (
    dates,
    digests,
    drafts,
    health,
    imports,
    lines,
    promises,
    reminders,
    settings,
    visits,
)
from views.digests import Week, dangers, sentences
from views.language import _, ngettext
from views.lines import Promise
from views.pieces import Json, actions, button, context, header, home, section

SOONER = "home.sooner"
LATER = "home.later"
#: Votes on one page: a line each, and room for everything else within Slack's 100 blocks.
PER_PAGE = 20
#: Unfinished logs that are shown at once.
UNFINISHED = 5
#: Teams that a manager's Home tells of.
TEAMS = 4
#: Accounts of a team whose figures are explained here; those of all are in its digest.
MODELS = 2


@dataclass(frozen=True, slots=True)
class Page:
    """What one person's Home shows.

    Attributes:
        on: the reader's local day.
        votes: the contacts of this page, by due date.
        total: all active contacts of the reader.
        due: how many are due, as everywhere.
        unmet: how many of all of them nobody has met yet.
        number: of this page, from 0.
        made, target: customer visits of this week, and those expected for the days at work.
        holds: how many contacts the target can keep up with; None: not said.
        health: how the bot fares, for admins.
    """

    on: date
    votes: Sequence[Contact]
    total: int
    due: int
    unmet: int
    number: int
    made: int
    target: float
    holds: int | None = None
    promises: Sequence[Promise] = ()
    drafts: Sequence[tuple[int, str]] = ()
    recent: Sequence[Visit] = field(default=())
    teams: Sequence[Week] = field(default=())
    health: Health | None = None


def pages(total: int) -> int:
    """How many pages so many votes make; one at least."""
    return max(-(-total // PER_PAGE), 1)


def paint(page: Page) -> Json:
    """The Home view."""
    blocks = [
        *_week(page),
        *_unfinished(page),
        *_promised(page),
        *_teams(page),
        *_votes(page),
        *_recent(page),
        *(health.blocks(page.health) if page.health else ()),
    ]
    return home(blocks)


def _week(page: Page) -> list[Json]:
    sentence = ngettext(
        "*{{made}} of {{target}} visit* this week", "*{{made}} of {{target}} visits* this week",
        ceil(page.target),
    ).format(made=page.made, target=f"{page.target:.3g}")  # fmt: skip
    if not page.target:
        sentence = ngettext("*{n} visit* this week", "*{n} visits* this week", page.made)
    desk = _desk() if page.health else []
    blocks = [section(sentence), actions(visits.log_button(), reminders.open_button(), *desk)]
    if honest := lines.capacity(page.total, page.holds):
        blocks.append(context(honest))
    return blocks


def _desk() -> list[Json]:
    """What an admin changes for everybody."""
    return [button(_("Settings"), settings.OPEN), imports.open_button()]


def _unfinished(page: Page) -> list[Json]:
    if not page.drafts:
        return []
    blocks = [header(_("Unfinished"), level=2)]
    for draft_id, text in page.drafts[:UNFINISHED]:
        blocks += [section(lines.quoted(drafts.typed(text))), drafts.buttons(draft_id)]
    if (rest := len(page.drafts) - UNFINISHED) > 0:
        said = ngettext(
            "{n} more waits; it comes up when these are done.",
            "{n} more wait; they come up when these are done.",
            rest,
        )
        blocks.append(context(said))
    return blocks


def _promised(page: Page) -> list[Json]:
    if not page.promises:
        return []
    blocks = [header(_("Promised"), level=2)]
    for one in page.promises[: promises.SHOWN]:
        blocks += promises.blocks(one.follow_up, one.account, page.on)
    rest = len(page.promises) - promises.SHOWN
    if rest > 0:
        said = ngettext(
            "and {n} more: `promises` shows all of them",
            "and {n} more: `promises` shows all of them",
            rest,
        )
        blocks.append(context(said))
    return blocks


def _teams(page: Page) -> list[Json]:
    """For managers: how their teams stand now, and the accounts in danger at the last digest."""
    blocks: list[Json] = []
    for week in page.teams[:TEAMS]:
        assert week.now is not None
        told = [f"*{sentences.standing(week.now)}*"]
        if week.now.share is not None:
            told.append(_("Coverage {share}.").format(share=lines.percent(week.now.share)))
        if found := dangers.told(week):
            day = dates.day(week.figures.on, page.on)
            told += [_("*Accounts in danger* on {day}").format(day=day), *found]
        first, *more = lines.paragraphs(told)
        blocks += [header(week.team, level=2), section(first)]
        blocks += [section("\n".join(more))] if more else []
        models = dangers.models(week.figures.told.lines)[:MODELS]
        blocks += [section(text, accessory=why) for text, why in models]
        blocks.append(digests.at_home(week))
    rest = len(page.teams) - TEAMS
    if rest > 0:
        said = ngettext(
            "and {n} more team: `digest TEAM` tells of it",
            "and {n} more teams: `digest TEAM` tells of each",
            rest,
        )
        blocks.append(context(said))
    return blocks


def _votes(page: Page) -> list[Json]:
    blocks = [header(_("My votes"), level=2)]
    if not page.total:
        return [*blocks, section(_nobody(page))]
    counts = [ngettext("{n} vote", "{n} votes", page.total)]
    counts.append(ngettext("{n} is due", "{n} are due", page.due))
    counts.append(ngettext("{n} never met", "{n} never met", page.unmet))
    blocks.append(context(", ".join(counts)))
    blocks += [_vote(one, page.on) for one in page.votes]
    turns = _turns(page)
    return [*blocks, actions(*turns)] if turns else blocks


def _nobody(page: Page) -> str:
    if page.health:
        return _(
            "Nobody yet. Log a visit to somebody, or import a list that says who answers for whom."
        )
    return _(
        "Nobody yet. Log a visit to somebody, or ask your admin to import your contacts with you "
        "as their owner."
    )


def _vote(contact: Contact, on: date) -> Json:
    due = dates.day(contact.due_on, on)
    if contact.last_touch_on is None:
        state = _("never met")
    elif contact.due_on < on:
        state = ngettext(
            "due {{day}}, {n} day ago", "due {{day}}, {n} days ago", (on - contact.due_on).days
        ).format(day=due)
    elif contact.due_on == on:
        state = _("due today")
    else:
        state = _("due {day}").format(day=due)
    if contact.snoozed_until and contact.snoozed_until > on:
        until = dates.day(contact.snoozed_until, on)
        state += ", " + _("snoozed until {day}").format(day=until)
    return section(f"{lines.who(contact)}\n{state}", accessory=visits.log_button(contact.id))


def _turns(page: Page) -> list[Json]:
    turns = []
    if page.number > 0:
        turns.append(button(_("← Sooner"), SOONER, str(page.number - 1)))
    if page.number + 1 < pages(page.total):
        turns.append(button(_("Later →"), LATER, str(page.number + 1)))
    return turns


def _recent(page: Page) -> list[Json]:
    if not page.recent:
        return []
    blocks = [header(_("Recent visits"), level=2)]
    for visit in page.recent[:5]:
        blocks += visits.line(visit, page.on)
    return blocks
