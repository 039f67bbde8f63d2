"""Tables and charts, each with a plainer twin for workspaces that refuse the newer blocks.

Slack has native tables that sort and native charts; some workspaces still answer them with
`invalid_blocks`. So a message with them travels with `fallbacks`: the same with classic tables,
and the same in text alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from unicodedata import east_asian_width

from views.language import _
from views.pieces import Json, cut, squeezed

Cell: TypeAlias = str | int | float

#: Enforced below Slack's newer figures, as its pages disagree: docs.slack.dev, data table block.
MOST_ROWS, MOST_CHARACTERS = 100, 10_000
#: docs.slack.dev, data visualization block.
MOST_CATEGORIES, LONGEST_LABEL, LONGEST_TITLE = 20, 20, 50
#: In a classic table the heading is one of a hundred rows.
LONGEST_CELL = 80


class Share(float):
    """A share, told in whole per cent and sorted as the number it is."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under a heading, for whatever kind of table is taken; the first cell names the row."""

    caption: str
    heading: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def _cell(value: Cell) -> Json:
    if isinstance(value, str):
        return {"type": "raw_text", "text": squeezed(value, LONGEST_CELL) or "–"}
    if isinstance(value, Share):
        return {"type": "raw_number", "value": round(value, 4), "text": f"{value:.0%}"}
    return {"type": "raw_number", "value": value, "text": _number(value)}


def _number(value: float) -> str:
    """Six digits are enough for what is measured; what is counted has all of its digits."""
    return str(value) if isinstance(value, int) else f"{value:g}"


def _fitting(grid: Grid, rows: int, characters: int) -> list[list[Json]]:
    """The heading and as many rows from the top as Slack takes, in number and in characters."""
    fitting: list[list[Json]] = []
    for row in [grid.heading, *grid.rows][: rows + 1]:
        cells = [_cell(value) for value in row]
        characters -= sum(len(str(cell["text"])) for cell in cells)
        if characters < 0:
            break
        fitting.append(cells)
    return fitting


def data_table(grid: Grid, *, characters: int = MOST_CHARACTERS) -> Json:
    """A table that sorts by any column, and says how many rows it has no room for.

    At least one row is needed.
    """
    rows = _fitting(grid, MOST_ROWS, characters)
    caption, shown = grid.caption, len(rows) - 1
    if shown < len(grid.rows):
        caption = _("{caption}: the first {n} of {all}").format(
            caption=cut(caption, 120), n=shown, all=len(grid.rows)
        )
    return {
        "type": "data_table",
        "caption": cut(caption, 150),
        "page_size": 10,
        "row_header_column_index": 0,
        "rows": rows,
    }


def table(grid: Grid) -> Json:
    """A classic table, one in a message; numbers stand to the right. It takes text only."""
    columns = zip(*grid.rows, strict=True)
    numbers = [any(isinstance(value, int | float) for value in column) for column in columns]
    return {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": cell["text"]} for cell in row]
            for row in _fitting(grid, MOST_ROWS - 1, MOST_CHARACTERS)
        ],
        "column_settings": [
            {"align": "right" if number else "left", "is_wrapped": not number} for number in numbers
        ],
    }


def chart(
    kind: str,
    title: str,
    points: Sequence[tuple[str, float]],
    series: str,
    *,
    x_label: str = "",
    y_label: str = "",
) -> Json:
    """A `line` or `bar`s over the categories of `points`, whose labels differ; one at least."""
    shown = [(cut(label, LONGEST_LABEL), value) for label, value in points[-MOST_CATEGORIES:]]
    axis: Json = {"categories": [label for label, _value in shown]}
    if x_label:
        axis["x_label"] = cut(x_label, LONGEST_TITLE)
    if y_label:
        axis["y_label"] = cut(y_label, LONGEST_TITLE)
    return {
        "type": "data_visualization",
        "title": cut(title, LONGEST_TITLE),
        "chart": {
            "type": kind,
            "series": [
                {
                    "name": cut(series, LONGEST_LABEL),
                    "data": [{"label": label, "value": value} for label, value in shown],
                }
            ],
            "axis_config": axis,
        },
    }


def in_text(grid: Grid, most: int = 2900) -> Json:
    """The same in columns of text, for where no table is taken; whole rows up to `most` letters."""
    shown = [[str(_cell(value)["text"]) for value in row] for row in (grid.heading, *grid.rows)]
    widths = [max(_width(row[at]) for row in shown) for at in range(len(grid.heading))]
    lines: list[str] = []
    for row in shown:
        padded = (
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        lines.append("  ".join(padded).rstrip())
        if sum(len(line) + 1 for line in lines) > most:
            lines.pop()
            lines.append(_("… and {n} more").format(n=len(shown) - len(lines)))
            break
    text = {"type": "text", "text": "\n".join(lines)}
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_preformatted", "elements": [text]}],
    }


def name(text: str, columns: int = 36) -> str:
    """A name in so many columns, both its ends, for what stands beside it to be seen."""
    letters = columns
    while _width(squeezed(text, letters)) > columns:
        letters -= 1
    return squeezed(text, letters)


def _width(text: str) -> int:
    """Columns a text takes where letters are of one width; Chinese characters take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
