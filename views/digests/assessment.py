"""An assessment: each one's own line, and the table for who was chosen to read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from upkeep.assessments import Line
from views import dates, lines, tables
from views.digests import SPOKEN, Post, csv, member_week
from views.language import _, ngettext
from views.lines import percent, short
from views.pieces import Message, actions, button, context, cut, header, section, squeezed
from views.settings import OPEN, TARGETS

#: People for whom every kind of table has room; of more there is a sheet.
ROOM = 40


@dataclass(frozen=True, slots=True)
class Span:
    """A week, or a whole quarter.

    Attributes:
        first, last: the Mondays of its first week and of its last.
        quarter: its number; 0: a week.
    """

    first: date
    last: date
    quarter: int = 0

    @property
    def told(self) -> str:
        """Which it is."""
        if self.quarter:
            return _("quarter {n} of {year}").format(n=self.quarter, year=self.first.year)
        sunday = self.last + timedelta(days=6)
        return f"{dates.day(self.first, sunday)} – {dates.day(sunday, sunday)}"


def own(line: Line, span: Span, reader: str) -> Message:
    """A person's own line, before anybody else's eyes; and whose eyes those are: empty, his own."""
    told = _("*{span}*: {line}").format(span=span.told, line=_sentence(line))
    goes = (
        _("This line goes to {reader}, who reads the assessment of your function.").format(
            reader=short(reader)
        )
        if reader
        else _("You read the assessment of your function yourself.")
    )
    text = lines.fallback([told.replace("*", ""), goes])
    return {"text": text, "blocks": [section(told), context(goes)]}


def paint(function: str, span: Span, told: Sequence[Line]) -> Post:
    """The table of a function, by name."""
    title, ordered = title_of(function, span), _ordered(told)
    grid = tables.Grid(
        _("Visits against target; a good week does not hide an empty one"),
        _heading(),
        [
            (tables.name(one.name), _reached(one), one.visits, float(f"{one.target:.3g}"), one.thin)
            for one in ordered
        ],
    )
    sums = _sums(told)
    beside = [_("All of them are in the sheet that comes with this.")] if beyond(told) else []
    spoken = [short(title), sums, *(f"{short(one.name)}: {_sentence(one)}" for one in ordered)]

    def blocks(table: dict[str, object]) -> list[dict[str, object]]:
        return [header(title, 1), section(sums), table, *map(context, beside)]

    return {
        "text": cut("\n".join([*spoken, *beside]), SPOKEN),
        "blocks": blocks(tables.data_table(grid)),
        "fallbacks": [blocks(tables.table(grid)), blocks(tables.in_text(grid))],
    }


def title_of(function: str, span: Span) -> str:
    """What the table of a function is called."""
    return _("Assessment of {function}: {span}").format(
        function=squeezed(function, 60), span=span.told
    )


def beyond(told: Sequence[Line]) -> bool:
    """Whether they are more than a table has room for, so that a sheet comes with it."""
    return len(told) > ROOM


def sheet(told: Sequence[Line]) -> str:
    """The whole table as a sheet; shares from 0 to 1."""
    rows = (
        (one.name, _share(one), one.visits, f"{one.target:.3g}", one.thin) for one in _ordered(told)
    )
    return csv.written(_heading(), rows)


def _share(line: Line) -> str:
    return "" if line.attainment is None else f"{line.attainment:.2f}"


def _heading() -> tuple[str, ...]:
    return (_("Member"), _("Reached"), _("Visits"), _("Target"), _("Thin"))


def _ordered(told: Sequence[Line]) -> list[Line]:
    return sorted(told, key=lambda one: (one.name, one.member_id))


def unread(reader: str) -> Message:
    """To the admins: whoever was chosen to read assessments is not there to read them."""
    text = _(
        "{reader} was chosen to read assessments of targets, and is not in Slack: so they go to"
        " nobody. Choose somebody else."
    ).format(reader=short(reader))
    return {"text": text, "blocks": [section(text), actions(button(_("Settings"), OPEN, TARGETS))]}


def _sums(told: Sequence[Line]) -> str:
    """All of them together, and the share of thin visits."""
    visits, thin = sum(one.visits for one in told), sum(one.thin for one in told)
    sentence = ngettext("{n} person", "{n} people", len(told)) + ", "
    sentence += ngettext("{n} visit", "{n} visits", visits)
    return sentence + member_week.thin_share(thin, visits)


def _reached(line: Line) -> tables.Cell:
    return "–" if line.attainment is None else tables.Share(line.attainment)


def _sentence(line: Line) -> str:
    if line.attainment is None:
        return member_week.unasked(line.visits)
    said = ngettext("{n} visit of {{target}}", "{n} visits of {{target}}", line.visits).format(
        target=f"{line.target:.3g}"
    )
    said += _(", {share} of the target reached").format(share=percent(line.attainment))
    if percent(line.attainment) != percent(min(line.visits / line.target, 1)):
        said += _(", each week counted up to its own")
    return said + member_week.thin(line.thin)
