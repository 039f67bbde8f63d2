"""The digest as a message: sentences, a chart of its weeks, and for managers a line per member."""

from collections.abc import Sequence

from views import dates, pieces, tables
from views.digests import Post, Week, buttons, sentences
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

    def blocks(between: Sequence[Json]) -> list[Json]:
        said = [section("\n".join(top)), *between, *(section(one) for one in rest)]
        return [header(title, 1), *said, buttons(week)]

    native = [_chart(week)] if weeks else []
    native += [tables.data_table(members)] if members else []
    classic = [tables.table(one) for one in grids[-1:]]
    plain = [tables.in_text(one) for one in grids]
    spoken = [*top, *rest, *_spoken(week)]
    return {
        "text": pieces.cut("\n".join([pieces.escaped(title), *spoken]).replace("*", ""), 3900),
        "blocks": blocks(native),
        "fallbacks": [blocks(classic), blocks(plain)],
    }


def _charted(week: Week) -> list[tuple[str, float]]:
    """Coverage in per cent by week, as far as it is known."""
    return [
        (dates.day(one.week, week.on).partition(" ")[2], round(one.share * 100))
        for one in week.figures.weeks
        if one.share is not None
    ]


def _chart(week: Week) -> Json:
    return tables.line_chart(
        _("Coverage by week, in %"),
        _charted(week),
        _("Coverage"),
        x_label=_("Week from"),
        y_label=_("% of contacts"),
    )


def _weeks(week: Week) -> tables.Grid | None:
    points = _charted(week)
    if len(points) < LEAST_WEEKS:
        return None
    rows: list[tuple[tables.Cell, ...]] = [(day, f"{share:g}%") for day, share in points]
    return tables.Grid(_("Coverage by week"), (_("Week from"), _("Coverage")), rows)


def _members(week: Week) -> tables.Grid | None:
    """A line per member, where the reader may see it."""
    if not week.managed or not week.figures.members:
        return None
    rows: list[tuple[tables.Cell, ...]] = [
        (one.name, one.visits, float(f"{one.target:.3g}"), one.thin) for one in week.figures.members
    ]
    heading = (_("Member"), _("Visits"), _("Target"), _("Without a note"))
    return tables.Grid(_("Visits against target"), heading, rows)


def _spoken(week: Week) -> list[str]:
    """Chart and table for who hears the message instead of seeing it."""
    said = []
    points = _charted(week)
    if len(points) >= LEAST_WEEKS:
        told = ", ".join(f"{day} {share:g}%" for day, share in points)
        said.append(_("Coverage by week: {told}").format(told=told))
    if week.managed:
        said += [
            ngettext(
                "{{name}}: {n} visit of {{target}}",
                "{{name}}: {n} visits of {{target}}",
                one.visits,
            ).format(name=short(one.name), target=f"{one.target:.3g}")
            for one in week.figures.members
        ]
    return said
