"""What an imported sheet says: rows become records, and each bad line is told apart.

A sheet is known by its headings, in any case and order, ours or those of a known program. An empty
cell says nothing: what is stored stays as it is. A line that cannot be read is reported with its
number, the rest is kept.
"""

from upkeep.sheets.forms import Layout, columns, layout, line, picked
from upkeep.sheets.lines import (
    OF_PEOPLE,
    AccountLine,
    ContactLine,
    FollowUpLine,
    Kind,
    Line,
    MemberLine,
    TeamLine,
    VisitLine,
    VoiceLine,
    Who,
)
from upkeep.sheets.reading import Bad, Sheet, Twin, begun, read
from upkeep.sheets.report import Left, Report
from upkeep.sheets.rows import Row, Rows, of_text

__all__ = [
    "OF_PEOPLE",
    "AccountLine",
    "Bad",
    "ContactLine",
    "FollowUpLine",
    "Kind",
    "Layout",
    "Left",
    "Line",
    "MemberLine",
    "Report",
    "Row",
    "Rows",
    "Sheet",
    "TeamLine",
    "Twin",
    "VisitLine",
    "VoiceLine",
    "Who",
    "begun",
    "columns",
    "layout",
    "line",
    "of_text",
    "picked",
    "read",
]
