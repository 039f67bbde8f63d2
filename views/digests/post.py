"""The digest as a message: sentences, a chart of its weeks, and for managers a line per member."""

from collections.abc import Sequence

from upkeep.regime import MemberWeek
from upkeep.trend import CHARTED
from views import dates, lines, pieces, tables
from views.digests import SPOKEN, Post, Week, buttons, dangers, member_week, sentences
from views.language import _, ngettext
from views.lines import short
from views.pieces import Json, header, section

#: A chart of one point says nothing.
LEAST_WEEKS = 2


def paint(week: Week) -> Post:
    """The digest, most important first; its text alone says all of it."""
    title, top, rest = sentences.title(week), list(sentences.top(week)), list(sentences.rest(week))
    weeks, members = _weeks(week), _members(week)
    grids = [one for one in (weeks, members) if one is not None]
    models = dangers.models(week.figures.told.lines)

    def blocks(between: Sequence[Json]) -> list[Json]:
        said = [section("\n".join(top))]
        said += [section(part) for one in rest for part in lines.paragraphs(one.split("\n"))]
        said += [section(text, accessory=button) for text, button in models]
        return [header(title, 1), *said, *between, *buttons(week)]

    native = _charts(week) if weeks else []
    native += [tables.data_table(members)] if members else []
    # A message takes one classic table.
    classic = [
        *(tables.in_text(one) for one in grids[:-1]),
        *(tables.table(one) for one in grids[-1:]),
    ]
    plain = [tables.in_text(one) for one in grids]
    spoken = [*top, *rest, *(text for text, _button in models), *_spoken(week)]
    return {
        "text": pieces.cut("\n".join([pieces.escaped(title), *spoken]).replace("*", ""), SPOKEN),
        "blocks": blocks(native),
        "fallbacks": [blocks(classic), blocks(plain)],
    }


def _charted(week: Week) -> list[tuple[str, float, int]]:
    """Coverage in per cent and visits by week; a dagger where cadences were changed."""
    return [
        (
            dates.day(one.week, one.week).partition(" ")[2] + ("†" if one.changed else ""),
            round(one.share * 100),
            one.visits,
        )
        for one in week.figures.weeks[-CHARTED:]
        if one.share is not None
    ]


def _charts(week: Week) -> list[Json]:
    """Coverage as a line and visits as bars: two to a message is what Slack takes."""
    points = _charted(week)
    return [
        tables.chart(
            "line",
            _("Coverage by week, in %"),
            [(day, share) for day, share, _visits in points],
            _("Coverage"),
            x_label=_("Week from"),
            y_label=_("% of contacts"),
        ),
        tables.chart(
            "bar",
            _("Visits by week"),
            [(day, visits) for day, _share, visits in points],
            _("Visits"),
            x_label=_("Week from"),
        ),
    ]


def _weeks(week: Week) -> tables.Grid | None:
    points = _charted(week)
    if len(points) < LEAST_WEEKS:
        return None
    rows: list[tuple[tables.Cell, ...]] = [
        (day, tables.Share(share / 100), visits) for day, share, visits in points
    ]
    return tables.Grid(
        _("Coverage and visits by week"), (_("Week from"), _("Coverage"), _("Visits")), rows
    )


def _members(week: Week) -> tables.Grid | None:
    """A line per member, the reader's own first, where the reader may see it."""
    if not week.managed or not week.figures.members:
        return None
    rows: list[tuple[tables.Cell, ...]] = [
        (tables.name(one.name), one.visits, float(f"{one.target:.3g}"), one.thin)
        for one in _ordered(week)
    ]
    heading = (_("Member"), _("Visits"), _("Target"), _("Thin"))
    return tables.Grid(
        _("Visits against target; thin ones named nobody or left no trace"), heading, rows
    )


def _ordered(week: Week) -> list[MemberWeek]:
    """The members by name, the reader first."""
    return sorted(week.figures.members, key=lambda one: (one.member_id != week.reader_id, one.name))


def _spoken(week: Week) -> list[str]:
    """Charts and table for who hears the message instead of seeing it."""
    said = []
    points = _charted(week)
    if len(points) >= LEAST_WEEKS:
        told = "; ".join(
            ngettext("{{day}} {{share}}%, {n} visit", "{{day}} {{share}}%, {n} visits", visits)
            .format(day=day, share=f"{share:g}")
            for day, share, visits in points
        )  # fmt: skip
        said.append(_("Coverage by week: {told}").format(told=told))
    if week.managed:
        said += [f"{short(one.name)}: {member_week.made(one)}" for one in _ordered(week)]
    return said
