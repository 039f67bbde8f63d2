"""What stands on a screen, in words: the text a person reads in blocks, messages and views."""

from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from sandbox.blocks import Json, all_blocks, elements
from sandbox.mrkdwn import joined, words

Names = Mapping[str, str]

#: Fields of a block or element that a person reads, in reading order.
_READ = (
    "title", "rich_text_title", "subtitle", "label", "text", "caption", "fields", "accessory",
    "element", "rows", "chart", "elements", "child_blocks", "tasks", "body", "subtext", "actions",
    "alt_text", "placeholder", "initial_value", "hint",
)  # fmt: skip


def block_words(block: Json, names: Names, values: Json | None = None) -> str:
    """All that is read in one block; `values` is what was filled in."""
    return joined(_words(block, names, (values or {}).get(block.get("block_id", ""), {})))


def _words(node: object, names: Names, values: Json) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for one in node:
            yield from _words(one, names, values)
    elif isinstance(node, dict):
        yield from _object_words(node, names, values)


def _object_words(node: Json, names: Names, values: Json) -> Iterator[str]:
    match node.get("type"):
        case "mrkdwn":
            yield words(node["text"], names)
        case "plain_text":
            yield unescape(node["text"])
        case "markdown":
            yield node["text"]
        case "table" | "data_table":
            yield from _table(node, names)
        case "data_visualization":
            yield from _chart(node)
        case "rich_text_section" | "rich_text_preformatted" | "rich_text_quote":
            yield "".join(_part(one, names) for one in node["elements"])
        case _:
            for field in _READ:
                if field in node:
                    yield from _words(node[field], names, values)
            yield from _held(node, names, values)


def _held(element: Json, names: Names, values: Json) -> Iterator[str]:
    """What an element holds: what was chosen or typed, else what it begins with."""
    entry = values.get(element.get("action_id", ""))
    told = entry or {k: v for k, v in element.items() if k.startswith("initial_")}
    for key, value in told.items():
        if key in {"type", "initial_value"} or value is None:
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from _words(one.get("text", one.get("name", one)), names, {})
            else:
                yield names.get(str(one), str(one))


def _table(block: Json, names: Names) -> Iterator[str]:
    yield block.get("caption", "")
    for row in block["rows"]:
        yield " | ".join(joined(_cell(cell, names)).replace("\n", " ") for cell in row)


def _cell(cell: Json, names: Names) -> Iterator[str]:
    if cell.get("type") == "raw_number":
        yield str(cell.get("text") or cell["value"])
    else:
        yield from _words(cell.get("text", cell), names, {})


def _chart(block: Json) -> Iterator[str]:
    yield block["title"]
    chart = block["chart"]
    for one in chart.get("segments", ()):
        yield f"{one['label']}: {one['value']:g}"
    for series in chart.get("series", ()):
        points = ", ".join(f"{one['label']} {one['value']:g}" for one in series["data"])
        yield f"{series['name']}: {points}"


def _part(part: Json, names: Names) -> str:
    match part["type"]:
        case "user" | "channel" | "usergroup":
            (id_,) = (value for key, value in part.items() if key.endswith("_id"))
            return names.get(id_, id_)
        case "emoji":
            return f":{part['name']}:"
        case "link":
            return str(part.get("text") or part["url"])
        case "date":
            return str(part.get("fallback", ""))
        case "broadcast":
            return f"@{part['range']}"
    return str(part.get("text", ""))


def message_words(message: Json, names: Names) -> str:
    """All that is read in a message as the page shows it: its blocks, else its text."""
    if message["blocks"]:
        return joined(block_words(one, names) for one in message["blocks"])
    return words(message["text"], names)


def view_words(view: Json, names: Names) -> str:
    """All that is read in a modal or Home tab, with what was filled in and what was wrong."""
    heads = [unescape(view[key]["text"]) for key in ("title", "submit", "close") if view.get(key)]
    values = view["state"]["values"]
    body = [block_words(one, names, values) for one in view["blocks"]]
    return joined([*heads, *body, *view["errors"].values()])


#: Blocks that begin something new to the eye, and those that do so after buttons or fields.
_BREAKS, _BEGINS = {"header", "divider", "card"}, {"section", "rich_text", "image", "markdown"}


def groups(blocks: Iterable[Json]) -> Iterator[list[Json]]:
    """Blocks that belong together to the eye: what is said, and the buttons beneath it."""
    group: list[Json] = []
    for block in all_blocks(blocks):
        if block["type"] in {"container", "carousel"}:
            continue
        begins = block["type"] in _BEGINS and any(elements(group))
        if group and (begins or block["type"] in _BREAKS):
            yield group
            group = []
        group.append(block)
    yield group


def label(element: Json) -> str:
    """What an element is called on the screen."""
    text = element.get("text") or element.get("placeholder") or {}
    return unescape(text.get("text", "")) or str(element.get("accessibility_label", ""))
