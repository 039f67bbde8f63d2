"""Limits of tables and charts. Source: docs.slack.dev/reference/block-kit."""

from collections.abc import Iterator

from sandbox.blocks import Json
from sandbox.limits.kinds import Flag, Number, Problem, Rule, Several, Shape, Typed, Words
from sandbox.limits.rich_text import RICH_TEXT

Fields = dict[str, Rule]

#: Where two values are documented (100 or 200 rows, 6 or 12 series), the stricter is enforced.
ROWS, COLUMNS, PAGE = 100, 20, 100
SERIES, SEGMENTS, CATEGORIES, LABEL, AXIS, TITLE = 6, 6, 20, 20, 50, 50

_RAW_TEXT = Shape({"text": Words()}, ("text",))
_CELLS: Fields = {
    "raw_text": _RAW_TEXT,
    "raw_number": Shape({"value": Number(whole=False), "text": Words()}, ("value",)),
    **RICH_TEXT.shapes,
}
_ROW = Several(Typed(_CELLS), most=COLUMNS, least=1)
_COLUMN = Shape({"align": Words(among=("left", "center", "right")), "is_wrapped": Flag()})


def _equal_rows(value: Json, at: str, _: str) -> Iterator[Problem]:
    """All rows are as long as the first."""
    rows = [row for row in value.get("rows") or () if isinstance(row, list)]
    for number, row in enumerate(rows):
        if len(row) != len(rows[0]):
            told = "all rows must have the same number of cells"
            yield Problem(f"{at}/rows/{number}", "uneven_rows", told, {"cells": len(rows[0])})


def _plain_header(value: Json, at: str, _: str) -> Iterator[Problem]:
    """No rich text in the header row."""
    rows = value.get("rows") or [[]]
    for number, cell in enumerate(rows[0] if isinstance(rows[0], list) else ()):
        if isinstance(cell, dict) and cell.get("type") == "rich_text":
            told = "rich_text is not supported in the header row"
            yield Problem(f"{at}/rows/0/{number}", "unsupported_type", told, {"row": "header"})


def _row_header_exists(value: Json, at: str, _: str) -> Iterator[Problem]:
    """The column that names its row is one of the columns."""
    rows = value.get("rows") or [[]]
    column = value.get("row_header_column_index")
    columns = len(rows[0]) if isinstance(rows[0], list) else 0
    if isinstance(column, int) and column >= columns:
        where = f"{at}/row_header_column_index"
        told = f"must be less than {columns}"
        yield Problem(where, "too_large", told, {"columns": columns})


def _a_point_per_category(value: Json, at: str, _: str) -> Iterator[Problem]:
    """Every series has exactly one point for each category."""
    axis = value.get("axis_config")
    labels = axis.get("categories") if isinstance(axis, dict) else None
    for number, one in enumerate(value.get("series") or ()):
        points = one.get("data") if isinstance(one, dict) else None
        if not isinstance(points, list) or not isinstance(labels, list):
            continue
        told = [point.get("label") for point in points if isinstance(point, dict)]
        if sorted(map(str, told)) != sorted(map(str, labels)):
            where = f"{at}/series/{number}/data"
            wrong = "must have exactly one point per category"
            yield Problem(where, "points_mismatch", wrong, {"categories": labels})


def _distinct_labels(value: Json, at: str, _: str) -> Iterator[Problem]:
    """No category twice."""
    labels = value.get("categories")
    if isinstance(labels, list) and len(set(map(str, labels))) != len(labels):
        told = "must not repeat a category"
        yield Problem(f"{at}/categories", "duplicate", told, {"unique": True})


_LABEL = Words(LABEL, least=1)
_POINT = Shape({"label": _LABEL, "value": Number(whole=False)}, ("label", "value"))
_SEGMENT = Shape({"label": _LABEL, "value": Number(whole=False, above=0)}, ("label", "value"))
_AXES = Shape(
    {
        "categories": Several(_LABEL, most=CATEGORIES, least=1),
        "x_label": Words(AXIS),
        "y_label": Words(AXIS),
    },
    ("categories",),
    (_distinct_labels,),
)
_SERIES = Shape(
    {"name": _LABEL, "data": Several(_POINT, most=CATEGORIES, least=1)}, ("name", "data")
)
_LINES = Shape(
    {"series": Several(_SERIES, most=SERIES, least=1, distinct="name"), "axis_config": _AXES},
    ("series", "axis_config"),
    (_a_point_per_category,),
)
_PIE = Shape({"segments": Several(_SEGMENT, most=SEGMENTS, least=1)}, ("segments",))

TABLE: Fields = {
    "rows": Several(_ROW, most=ROWS, least=1),
    "column_settings": Several(_COLUMN, most=COLUMNS),
}
DATA_TABLE: Fields = {
    "caption": Words(least=1),
    "rows": Several(_ROW, most=ROWS + 1, least=2),
    "page_size": Number(1, PAGE),
    "row_header_column_index": Number(0),
}
DATA_TABLE_RULES = (_equal_rows, _plain_header, _row_header_exists)
DATA_VISUALIZATION: Fields = {
    "title": Words(TITLE, least=1),
    "chart": Typed({"pie": _PIE, "bar": _LINES, "area": _LINES, "line": _LINES}),
}


def characters(block: Json) -> int:
    """How many characters stand in a table's cells."""
    return sum(_length(cell) for row in block.get("rows") or () for cell in row)


def _length(node: object) -> int:
    if isinstance(node, list):
        return sum(map(_length, node))
    if not isinstance(node, dict):
        return 0
    own = node.get("text", node.get("value", "" if "elements" in node else None))
    return len(str(own or "")) + _length(node.get("elements"))
