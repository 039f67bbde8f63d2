"""Tables and charts, each with a plainer twin for workspaces that refuse the newer blocks.

Slack has native tables that sort and native charts; some workspaces still answer them with
`invalid_blocks`. So a message with them travels with `fallbacks`: the same with classic tables,
and the same in text alone.
"""

from collections.abc import Sequence
from typing import TypeAlias

from views.pieces import Json, cut, plain

Cell: TypeAlias = str | int | float

#: Enforced below Slack's newer figures, as its pages disagree: docs.slack.dev, data table block.
MOST_ROWS, MOST_CHARACTERS = 100, 10_000
#: docs.slack.dev, data visualization block.
MOST_CATEGORIES, LONGEST_LABEL, LONGEST_TITLE = 20, 20, 50
#: In a classic table the heading is one of a hundred rows.
LONGEST_CELL = 80


def _cell(value: Cell) -> Json:
    if isinstance(value, str):
        return {"type": "raw_text", "text": cut(value, LONGEST_CELL) or "–"}
    return {"type": "raw_number", "value": value, "text": f"{value:g}"}


def _fitting(rows: Sequence[Sequence[Cell]], most: int) -> list[list[Json]]:
    """As many rows from the top as Slack takes, in number and in characters."""
    fitting: list[list[Json]] = []
    characters = 0
    for row in rows[:most]:
        cells = [_cell(value) for value in row]
        characters += sum(len(str(cell["text"])) for cell in cells)
        if characters > MOST_CHARACTERS:
            break
        fitting.append(cells)
    return fitting


def data_table(
    caption: str, heading: Sequence[str], rows: Sequence[Sequence[Cell]], *, page: int = 10
) -> Json:
    """A table that sorts by any column; the first names the row. At least one row is needed."""
    return {
        "type": "data_table",
        "caption": cut(caption, 150),
        "page_size": page,
        "row_header_column_index": 0,
        "rows": _fitting([list(heading), *rows], MOST_ROWS + 1),
    }


def table(heading: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Json:
    """A classic table; numbers stand to the right. It takes text only."""
    numbers = [isinstance(value, int | float) for value in (rows[0] if rows else ())]
    return {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": cell["text"]} for cell in row]
            for row in _fitting([list(heading), *rows], MOST_ROWS)
        ],
        "column_settings": [
            {"align": "right" if number else "left", "is_wrapped": not number} for number in numbers
        ],
    }


def line_chart(
    title: str,
    points: Sequence[tuple[str, float]],
    series: str,
    *,
    x_label: str = "",
    y_label: str = "",
) -> Json:
    """A line over the categories of `points`, whose labels differ; at least one is needed."""
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
            "type": "line",
            "series": [
                {
                    "name": cut(series, LONGEST_LABEL),
                    "data": [{"label": label, "value": value} for label, value in shown],
                }
            ],
            "axis_config": axis,
        },
    }


def monospaced(heading: Sequence[str], rows: Sequence[Sequence[Cell]], most: int = 2900) -> str:
    """The same as text in columns, for where no table is taken; whole rows up to `most`."""
    cells = [[str(value) for value in row] for row in (heading, *rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(heading))]
    lines: list[str] = []
    for row in cells:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        if sum(len(one) + 1 for one in lines) + len(line) > most:
            break
        lines.append(line.rstrip())
    return "\n".join(lines)


def preformatted(text: str) -> Json:
    """Text in columns as a block; nothing in it can ring or link."""
    return {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_preformatted",
                "elements": [{"type": "text", "text": str(plain(text)["text"])}],
            }
        ],
    }
