"""Tables and charts: within Slack's limits, whatever is put into them."""

from typing import Any

import pytest

from sandbox.rules import check_blocks
from views import tables

GRID = tables.Grid("Votes", ("Who", "Votes", "Share"), [("Bo", 3, 0.5), ("李伟", 12, 12.25)])


def huge(rows=400, width=200):
    return tables.Grid(
        "c" * 400, ("Who", "What"), [(f"{n} " + "x" * width, n) for n in range(rows)]
    )


@pytest.mark.parametrize("grid", [GRID, huge(), huge(3, 5000), huge(400, 1)])
@pytest.mark.parametrize("paint", [tables.data_table, tables.table, tables.in_text])
def test_every_table_fits(grid, paint):
    check_blocks([paint(grid)])


@pytest.mark.parametrize(
    "name", ["Wolfgang-Amadeus Hohenzollern", "华虹半导体制造有限公司联合实验室", "Bo 华"]
)
def test_a_name_is_no_wider_than_its_column(name):
    told = tables.name(name, 20)
    assert told[0] == name[0]
    assert told[-1] == name[-1]
    assert sum(2 if letter > "一" else 1 for letter in told) <= 20
    assert tables.name("Bo 华", 20) == "Bo 华"


def test_rows_that_find_no_room_are_counted():
    grid = tables.Grid("Accounts", ("Account", "Votes"), [(f"Account {n}", n) for n in range(140)])
    assert tables.data_table(grid)["caption"] == "Accounts: the first 100 of 140"
    elements: Any = tables.in_text(grid, 100)["elements"]
    assert elements[0]["elements"][0]["text"].endswith("\n… and 135 more")
    assert (
        tables.data_table(tables.Grid("Accounts", grid.heading, grid.rows[:3]))["caption"]
        == "Accounts"
    )


def test_two_tables_share_what_a_message_takes():
    check_blocks([tables.data_table(huge(), characters=5000) for _ in range(2)])


def test_numbers_stay_numbers_where_a_table_sorts():
    table: Any = tables.data_table(GRID)
    row = table["rows"][1]
    assert [cell["type"] for cell in row] == ["raw_text", "raw_number", "raw_number"]
    assert row[2]["text"] == "0.5"


def test_columns_of_text_stand_below_each_other():
    block: Any = tables.in_text(GRID)
    text = block["elements"][0]["elements"][0]["text"]
    assert text.splitlines() == [
        "Who   Votes  Share",
        "Bo    3      0.5",
        "李伟  12     12.25",
    ]


@pytest.mark.parametrize("points", [1, 12, 30])
def test_a_chart_has_one_point_for_each_of_its_weeks(points):
    block: Any = tables.chart(
        "line",
        "t" * 80,
        [(f"week {n}", n * 1.5) for n in range(points)],
        "coverage",
        x_label="x" * 80,
    )
    check_blocks([block])
    assert len(block["chart"]["axis_config"]["categories"]) == min(points, 20)


def test_a_million_votes_keep_their_digits():
    table: Any = tables.data_table(tables.Grid("Votes", ("Who", "Votes"), [("All", 1_234_567)]))
    assert table["rows"][1][1]["text"] == "1234567"
