"""Block Kit seen as trees: finding elements, and completing what an app left out."""

import secrets
import string
from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.mrkdwn import sanitised

#: A document of Slack's protocol. Its shape is checked by `sandbox.rules`, not by types.
Json = dict[str, Any]

#: Where the elements of a block stand: one, or a list of them.
_PLACES = ("accessory", "element", "elements", "actions")
#: Blocks that hold blocks, and under which name.
_INNER = {"container": "child_blocks", "carousel": "elements"}
_LETTERS = string.ascii_letters + string.digits


def new_id(length: int = 5) -> str:
    """An id as Slack makes one where an app gave none."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def all_blocks(blocks: Iterable[Json]) -> Iterator[Json]:
    """Every block, with those inside containers and carousels."""
    for block in blocks:
        yield block
        inner = _INNER.get(block.get("type", ""))
        if inner:
            yield from all_blocks(block.get(inner, ()))


def elements(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in."""
    for block in all_blocks(blocks):
        if block["type"] in _INNER or block["type"] in {"context", "rich_text"}:
            continue
        for place in _PLACES:
            held = block.get(place)
            for one in held if isinstance(held, list) else [held] if held else []:
                if isinstance(one, dict) and one.get("type") != "image":
                    yield block, one


def find(blocks: Iterable[Json], block_id: str, action_id: str) -> tuple[Json, Json] | None:
    """The block and the element of these ids."""
    for block, element in elements(blocks):
        if block.get("block_id") == block_id and element.get("action_id") == action_id:
            return block, element
    return None


def completed(blocks: Iterable[Json]) -> list[Json]:
    """Blocks as Slack keeps them: ids where none were given, text escaped, defaults written out."""
    done: list[Json] = [kept(block) for block in blocks]
    for block in all_blocks(done):
        block.setdefault("block_id", new_id())
    for _, element in elements(done):
        element.setdefault("action_id", new_id())
    return done


def kept(node: Any) -> Any:
    """A copy of any part of a document with its texts as Slack keeps them."""
    if isinstance(node, list):
        return [kept(one) for one in node]
    if not isinstance(node, dict):
        return node
    node = {key: kept(value) for key, value in node.items() if value is not None}
    if node.get("type") in {"plain_text", "mrkdwn"} and isinstance(node.get("text"), str):
        node["text"] = sanitised(node["text"])
        node.setdefault(*(("emoji", True) if node["type"] == "plain_text" else ("verbatim", False)))
    return node
