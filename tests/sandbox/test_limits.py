"""What Slack refuses in blocks and views: each limit once at its edge, once beyond."""

import pytest

from sandbox.rules import Refused, check_view, message_problems, view_problems
from tests.sandbox.company import actions, button, field, modal, mrkdwn, option, plain, section

IMAGE = {"type": "image", "image_url": "https://e.example/i.png", "alt_text": "a"}
SELECT = {"type": "static_select", "action_id": "s"}
ROW = [{"type": "raw_text", "text": "a"}, {"type": "raw_number", "value": 1}]
TABLE = {"type": "table", "rows": [ROW, ROW]}
DATA = {"type": "data_table", "caption": "c", "rows": [ROW, ROW]}
RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}],
}


def chart(kind="bar", **more):
    body = {"type": kind}
    if kind == "pie":
        body["segments"] = [{"label": "a", "value": 1}]
    else:
        body["series"] = [{"name": "n", "data": [{"label": "a", "value": -1}]}]
        body["axis_config"] = {"categories": ["a"]}
    return {"type": "data_visualization", "title": "t", "chart": body | more}


def options(count):
    return [option(f"o{n}") for n in range(count)]


def container(*blocks, **more):
    return {"type": "container", "child_blocks": list(blocks), **more}


def select(**more):
    return actions({**SELECT, **more})


def points(*labels):
    return [{"label": one, "value": 1} for one in labels]


FINE = {
    "50 blocks": [section()] * 50,
    "section of 3000": [section("x" * 3000)],
    "ten fields": [{"type": "section", "fields": [mrkdwn("x" * 2000)] * 10}],
    "header": [{"type": "header", "text": plain("x" * 150), "level": 4}],
    "25 buttons": [actions(*(button("x" * 75, str(n), value="v" * 2000) for n in range(25)))],
    "context": [{"type": "context", "elements": [IMAGE, mrkdwn("a")] * 5}],
    "100 options": [select(options=options(100))],
    "100 groups": [select(option_groups=[{"label": plain("g"), "options": options(1)}] * 100)],
    "overflow": [section(accessory={"type": "overflow", "options": options(5)})],
    "initial option": [select(options=options(2), initial_option=option("o1"))],
    "same action in two blocks": [section(accessory=button()), section(accessory=button())],
    "table": [TABLE],
    "data_table of 100": [{**DATA, "rows": [ROW] * 101, "page_size": 100}],
    "two charts": [chart(), chart("pie")],
    "rich text": [RICH],
    "container": [container(section(), actions(button()), title=plain("t"))],
    "input in a message": [field("Note")],
    "datetimepicker": [actions({"type": "datetimepicker", "initial_date_time": 1800000000})],
    "multi-select in actions": [actions({"type": "multi_users_select"})],
}


@pytest.mark.parametrize("blocks", FINE.values(), ids=FINE)
def test_slack_takes(blocks):
    assert list(message_problems(blocks)) == []


LONG = "must be less than {} characters"
MOST = "no more than {} items allowed"
TYPE = "unsupported type: {}"
PRESSABLE = "/blocks/0/elements/0"
REFUSED = {
    "51 blocks": ([section()] * 51, "/blocks", MOST.format(50)),
    "unknown block": ([{"type": "card2"}], "/blocks/0/type", TYPE.format("card2")),
    "no type": ([{}], "/blocks/0", "missing required field: type"),
    "block that is no object": (["x"], "/blocks/0", "must provide an object"),
    "unknown property": (
        [section(colour="red")],
        "/blocks/0",
        "invalid additional property: colour",
    ),
    "long block_id": ([section(block_id="x" * 256)], "/blocks/0/block_id", LONG.format(256)),
    "long section": ([section("x" * 3001)], "/blocks/0/text/text", LONG.format(3001)),
    "empty text": ([section("")], "/blocks/0/text/text", "must be more than 0 characters"),
    "bare section": (
        [{"type": "section"}],
        "/blocks/0",
        "at least one of these fields is required: text, fields",
    ),
    "11 fields": (
        [{"type": "section", "fields": [mrkdwn("a")] * 11}],
        "/blocks/0/fields",
        MOST.format(10),
    ),
    "long field": (
        [{"type": "section", "fields": [mrkdwn("x" * 2001)]}],
        "/blocks/0/fields/0/text",
        LONG.format(2001),
    ),
    "mrkdwn header": (
        [{"type": "header", "text": mrkdwn("a")}],
        "/blocks/0/text/type",
        TYPE.format("mrkdwn"),
    ),
    "long header": (
        [{"type": "header", "text": plain("x" * 151)}],
        "/blocks/0/text/text",
        LONG.format(151),
    ),
    "header level": (
        [{"type": "header", "text": plain("a"), "level": 5}],
        "/blocks/0/level",
        "must be at most 4",
    ),
    "11 context elements": (
        [{"type": "context", "elements": [mrkdwn("a")] * 11}],
        "/blocks/0/elements",
        MOST.format(10),
    ),
    "26 actions": (
        [actions(*(button(action_id=str(n)) for n in range(26)))],
        "/blocks/0/elements",
        MOST.format(25),
    ),
    "no actions": ([actions()], "/blocks/0/elements", "no fewer than 1 items allowed"),
    "same action_id": (
        [actions(button(), button())],
        "/blocks/0/elements/1/action_id",
        '`action_id` "undo" already exists',
    ),
    "long button": ([actions(button("x" * 76))], f"{PRESSABLE}/text/text", LONG.format(76)),
    "long value": ([actions(button(value="x" * 2001))], f"{PRESSABLE}/value", LONG.format(2001)),
    "long url": ([actions(button(url="x" * 3001))], f"{PRESSABLE}/url", LONG.format(3001)),
    "style": ([actions(button(style="big"))], f"{PRESSABLE}/style", "must be a valid enum value"),
    "long label": (
        [actions(button(accessibility_label="x" * 76))],
        f"{PRESSABLE}/accessibility_label",
        LONG.format(76),
    ),
    "confirm": (
        [actions(button(confirm={"title": plain("t"), "text": plain("t"), "deny": plain("n")}))],
        f"{PRESSABLE}/confirm",
        "missing required field: confirm",
    ),
    "101 options": (
        [select(options=options(101))],
        f"{PRESSABLE}/options",
        MOST.format(100),
    ),
    "options and groups": (
        [select(options=options(1), option_groups=[{"label": plain("g"), "options": options(1)}])],
        PRESSABLE,
        "exactly one of these fields is required: options, option_groups",
    ),
    "long option": (
        [select(options=[option("x" * 76, "v")])],
        f"{PRESSABLE}/options/0/text/text",
        LONG.format(76),
    ),
    "long option value": (
        [select(options=[option("a", "x" * 151)])],
        f"{PRESSABLE}/options/0/value",
        LONG.format(151),
    ),
    "mrkdwn option": (
        [select(options=[{"text": mrkdwn("a"), "value": "a"}])],
        f"{PRESSABLE}/options/0/text/type",
        TYPE.format("mrkdwn"),
    ),
    "url in a select's option": (
        [select(options=[option("a") | {"url": "https://e.example"}])],
        f"{PRESSABLE}/options/0",
        "invalid additional property: url",
    ),
    "initial option of another text": (
        [select(options=options(1), initial_option=option("other", "o0"))],
        f"{PRESSABLE}/initial_option",
        "must match an option exactly",
    ),
    "long placeholder": (
        [select(options=options(1), placeholder=plain("x" * 151))],
        f"{PRESSABLE}/placeholder/text",
        LONG.format(151),
    ),
    "six in overflow": (
        [section(accessory={"type": "overflow", "options": options(6)})],
        "/blocks/0/accessory/options",
        MOST.format(5),
    ),
    "11 checkboxes": (
        [actions({"type": "checkboxes", "options": options(11)})],
        f"{PRESSABLE}/options",
        MOST.format(10),
    ),
    "day": (
        [actions({"type": "datepicker", "initial_date": "2026-13-01"})],
        f"{PRESSABLE}/initial_date",
        "must be a date, YYYY-MM-DD",
    ),
    "hour": (
        [actions({"type": "timepicker", "initial_time": "9:00"})],
        f"{PRESSABLE}/initial_time",
        "must be a time, HH:mm",
    ),
    "instant": (
        [actions({"type": "datetimepicker", "initial_date_time": 1})],
        f"{PRESSABLE}/initial_date_time",
        "must be at least 1000000000",
    ),
    "input outside an input": (
        [actions({"type": "plain_text_input"})],
        f"{PRESSABLE}/type",
        TYPE.format("plain_text_input"),
    ),
    "button in an input": (
        [{"type": "input", "label": plain("l"), "element": button()}],
        "/blocks/0/element/type",
        TYPE.format("button"),
    ),
    "datetimepicker beside a section": (
        [section(accessory={"type": "datetimepicker"})],
        "/blocks/0/accessory/type",
        TYPE.format("datetimepicker"),
    ),
    "number in a message": (
        [field("N", "number_input", is_decimal_allowed=False)],
        "/blocks/0/element/type",
        TYPE.format("number_input"),
    ),
    "image without alt": (
        [{"type": "image", "image_url": "https://e.example"}],
        "/blocks/0",
        "missing required field: alt_text",
    ),
    "image of two": (
        [{**IMAGE, "slack_file": {"id": "F1"}}],
        "/blocks/0",
        "exactly one of these fields is required: image_url, slack_file",
    ),
    "file of two": (
        [{"type": "image", "alt_text": "a", "slack_file": {"id": "F1", "url": "u"}}],
        "/blocks/0/slack_file",
        "exactly one of these fields is required: id, url",
    ),
    "alert in a message": (
        [{"type": "alert", "text": plain("a")}],
        "/blocks/0/type",
        TYPE.format("alert"),
    ),
    "file block": ([{"type": "file"}], "/blocks/0/type", TYPE.format("file")),
    "repeated block_id": (
        [section(block_id="b"), section(block_id="b")],
        "/blocks/1/block_id",
        '`block_id` "b" already exists',
    ),
    "two tables": ([TABLE, TABLE], "/blocks", "no more than 1 table blocks allowed"),
    "21 cells": (
        [{**TABLE, "rows": [[ROW[0]] * 21]}],
        "/blocks/0/rows/0",
        MOST.format(20),
    ),
    "101 rows": ([{**TABLE, "rows": [ROW] * 101}], "/blocks/0/rows", MOST.format(100)),
    "10,001 characters in tables": (
        [
            {**TABLE, "rows": [[{"type": "raw_text", "text": "x" * 5000}]]},
            {**DATA, "rows": [[{"type": "raw_text", "text": "x" * 2500}]] * 3},
        ],
        "/blocks",
        "no more than 10000 characters in tables allowed",
    ),
    "data_table without caption": (
        [{"type": "data_table", "rows": [ROW, ROW]}],
        "/blocks/0",
        "missing required field: caption",
    ),
    "data_table of a header": (
        [{**DATA, "rows": [ROW]}],
        "/blocks/0/rows",
        "no fewer than 2 items allowed",
    ),
    "data_table of 101": ([{**DATA, "rows": [ROW] * 102}], "/blocks/0/rows", MOST.format(101)),
    "uneven rows": (
        [{**DATA, "rows": [ROW, ROW[:1]]}],
        "/blocks/0/rows/1",
        "all rows must have the same number of cells",
    ),
    "rich header": (
        [{**DATA, "rows": [[RICH], [RICH]]}],
        "/blocks/0/rows/0/0",
        "rich_text is not supported in the header row",
    ),
    "row header": (
        [{**DATA, "row_header_column_index": 2}],
        "/blocks/0/row_header_column_index",
        "must be less than 2",
    ),
    "page size": ([{**DATA, "page_size": 101}], "/blocks/0/page_size", "must be at most 100"),
    "three charts": ([chart()] * 3, "/blocks", "no more than 2 data_visualization blocks allowed"),
    "long chart title": (
        [chart() | {"title": "x" * 51}],
        "/blocks/0/title",
        LONG.format(51),
    ),
    "seven series": (
        [chart(series=[{"name": str(n), "data": points("a")} for n in range(7)])],
        "/blocks/0/chart/series",
        MOST.format(6),
    ),
    "series of one name": (
        [chart(series=[{"name": "n", "data": points("a")}] * 2)],
        "/blocks/0/chart/series/1/name",
        '`name` "n" already exists',
    ),
    "a point too few": (
        [chart(axis_config={"categories": ["a", "b"]})],
        "/blocks/0/chart/series/0/data",
        "must have exactly one point per category",
    ),
    "a category twice": (
        [
            chart(
                axis_config={"categories": ["a", "a"]},
                series=[{"name": "n", "data": points("a", "a")}],
            )
        ],
        "/blocks/0/chart/axis_config/categories",
        "must not repeat a category",
    ),
    "21 categories": (
        [
            chart(
                axis_config={"categories": [str(n) for n in range(21)]},
                series=[{"name": "n", "data": points(*(str(n) for n in range(20)))}],
            )
        ],
        "/blocks/0/chart/axis_config/categories",
        MOST.format(20),
    ),
    "long category": (
        [
            chart(
                axis_config={"categories": ["x" * 21]},
                series=[{"name": "n", "data": points("x" * 20)}],
            )
        ],
        "/blocks/0/chart/axis_config/categories/0",
        LONG.format(21),
    ),
    "slice of nothing": (
        [chart("pie", segments=[{"label": "a", "value": 0}])],
        "/blocks/0/chart/segments/0/value",
        "must be greater than 0",
    ),
    "long markdown": (
        [{"type": "markdown", "text": "x" * 7000}] * 2,
        "/blocks",
        "no more than 12000 characters in markdown blocks allowed",
    ),
    "container in a container": (
        [container(container(section()))],
        "/blocks/0/child_blocks/0/type",
        TYPE.format("container"),
    ),
    "11 in a container": (
        [container(*[section()] * 11)],
        "/blocks/0/child_blocks",
        MOST.format(10),
    ),
    "divided and collapsible": (
        [container(section(), is_collapsible=True, has_header_divider=True)],
        "/blocks/0",
        "cannot be combined: is_collapsible, has_header_divider",
    ),
    "empty card": (
        [{"type": "card", "subtitle": plain("s")}],
        "/blocks/0",
        "at least one of these fields is required: hero_image, title, actions, body",
    ),
    "bare card title": (
        [{"type": "card", "title": "t"}],
        "/blocks/0/title",
        "must provide an object",
    ),
    "empty filter": (
        [actions({"type": "conversations_select", "filter": {}})],
        f"{PRESSABLE}/filter",
        (
            "at least one of these fields is required: include, exclude_external_shared_channels,"
            " exclude_bot_users"
        ),
    ),
    "response_url_enabled in a message": (
        [actions({"type": "channels_select", "response_url_enabled": True})],
        "/blocks",
        "response_url_enabled is only supported in modal input blocks",
    ),
    "emoji with colons": (
        [
            {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "emoji", "name": ":tada:"}]}
                ],
            }
        ],
        "/blocks/0/elements/0/elements/0/name",
        "must be an emoji's bare name",
    ),
}


@pytest.mark.parametrize(("blocks", "pointer", "message"), REFUSED.values(), ids=REFUSED)
def test_slack_refuses(blocks, pointer, message):
    assert (pointer, message) in [(one.pointer, one.message) for one in message_problems(blocks)]


VIEWS = {
    "101 blocks": (modal(*[section()] * 101), "/view/blocks", MOST.format(100)),
    "no blocks": ({**modal(), "blocks": []}, "/view/blocks", "no fewer than 1 items allowed"),
    "long title": (modal(title=plain("x" * 25)), "/view/title/text", LONG.format(25)),
    "long submit": (modal(submit=plain("x" * 25)), "/view/submit/text", LONG.format(25)),
    "long metadata": (
        modal(private_metadata="x" * 3001),
        "/view/private_metadata",
        LONG.format(3001),
    ),
    "long callback": (modal(callback_id="x" * 256), "/view/callback_id", LONG.format(256)),
    "input without submit": (
        modal(field("Note"), submit=None),
        "/view",
        "`submit` is required when an `input` block is within the `blocks` array",
    ),
    "two focuses": (
        modal(field("A", focus_on_load=True), field("B", focus_on_load=True)),
        "/view/blocks",
        "focus_on_load can only be set on one element",
    ),
    "chart in a modal": (modal(chart()), "/view/blocks/0/type", TYPE.format("data_visualization")),
    "table in a modal": (modal(TABLE), "/view/blocks/0/type", TYPE.format("table")),
    "container in a modal": (
        modal(container(section())),
        "/view/blocks/0/type",
        TYPE.format("container"),
    ),
    "dispatching file input": (
        modal(field("File", "file_input", dispatch_action=True)),
        "/view/blocks",
        "dispatch_action is not supported with file_input",
    ),
    "number without decimals said": (
        modal(field("N", "number_input")),
        "/view/blocks/0/element",
        "missing required field: is_decimal_allowed",
    ),
    "number as a number": (
        modal(field("N", "number_input", is_decimal_allowed=False, min_value=1)),
        "/view/blocks/0/element/min_value",
        "must provide a string",
    ),
    "eleven files": (
        modal(field("F", "file_input", max_files=11)),
        "/view/blocks/0/element/max_files",
        "must be at most 10",
    ),
    "long label": (modal(field("x" * 2001)), "/view/blocks/0/label/text", LONG.format(2001)),
    "long input": (
        modal(field("N", max_length=3001)),
        "/view/blocks/0/element/max_length",
        "must be at most 3000",
    ),
    "home with a title": (
        {"type": "home", "title": plain("t"), "blocks": [section()]},
        "/view",
        "invalid additional property: title",
    ),
    "chart at home": (
        {"type": "home", "blocks": [chart()]},
        "/view/blocks/0/type",
        TYPE.format("data_visualization"),
    ),
    "email at home": (
        {"type": "home", "blocks": [field("M", "email_text_input")]},
        "/view/blocks/0/element/type",
        TYPE.format("email_text_input"),
    ),
    "datetimepicker at home": (
        {"type": "home", "blocks": [actions({"type": "datetimepicker"})]},
        "/view/blocks/0/elements/0/type",
        TYPE.format("datetimepicker"),
    ),
}


@pytest.mark.parametrize(("view", "pointer", "message"), VIEWS.values(), ids=VIEWS)
def test_slack_refuses_a_view(view, pointer, message):
    assert (pointer, message) in [(one.pointer, one.message) for one in view_problems(view)]


def test_every_field_of_a_modal_is_taken():
    kinds = ("email_text_input", "url_text_input", "rich_text_input", "file_input", "datepicker")
    blocks = [field(kind, kind) for kind in kinds]
    blocks.append(field("n", "number_input", is_decimal_allowed=True, min_value="-1.5"))
    blocks.append(field("c", "conversations_select", response_url_enabled=True))
    blocks.append({"type": "alert", "text": plain("x" * 200), "level": "warning"})
    assert list(view_problems(modal(*blocks))) == []


def test_a_home_tab_carries_a_table():
    assert list(view_problems({"type": "home", "blocks": [DATA, container(TABLE)]})) == []


def test_a_view_has_a_size():
    fat = modal(*(section("é" * 3000) for _ in range(50)))
    with pytest.raises(Refused, match="view_too_large"):
        check_view(fat, "modal")


def test_a_modal_is_no_home():
    with pytest.raises(Refused, match="invalid_arguments"):
        check_view(modal(), "home")
