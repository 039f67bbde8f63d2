"""Limits of whole messages and views: how many blocks, what is unique, what stands once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sandbox.blocks import Json, all_blocks, elements
from sandbox.limits.blocks import BLOCK
from sandbox.limits.figures import characters
from sandbox.limits.kinds import Flag, Problem, Rule, Several, Shape, Words
from sandbox.limits.texts import ID, plain


@dataclass(frozen=True)
class Tally:
    """At most so much of something over all blocks of these types."""

    types: tuple[str, ...]
    most: int
    what: str
    measure: Callable[[Json], int]


def _one(_: Json) -> int:
    return 1


def _words(block: Json) -> int:
    return len(block.get("text") or "")


#: Source: docs.slack.dev/reference/block-kit; where two values are documented, the stricter.
TALLIES = (
    Tally(("table",), 1, "table blocks", _one),
    Tally(("data_visualization",), 2, "data_visualization blocks", _one),
    Tally(("table", "data_table"), 10_000, "characters in tables", characters),
    Tally(("markdown",), 12_000, "characters in markdown blocks", _words),
)

BLOCK_COUNTS = {"message": Several(BLOCK, most=50), "view": Several(BLOCK, most=100, least=1)}
_VIEW: dict[str, Rule] = {
    "blocks": BLOCK_COUNTS["view"],
    "private_metadata": Words(3000),
    "callback_id": ID,
    "external_id": ID,
}
#: Source: docs.slack.dev/surfaces/modals. A Home tab has no title, submit or close.
VIEWS: Mapping[str, Shape] = {
    "modal": Shape(
        _VIEW
        | {
            "title": plain(24),
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": Flag(),
            "notify_on_close": Flag(),
            "submit_disabled": Flag(),
        },
        ("title", "blocks"),
    ),
    "home": Shape(_VIEW, ("blocks",)),
}
#: Bytes of a view's JSON.
VIEW_SIZE = 250_000
#: Characters: of a message, beyond which it is cut; of an update; of a markdown_text.
TEXT_CUT, UPDATE_TEXT, MARKDOWN_TEXT = 40_000, 4_000, 12_000
ATTACHMENTS = 100
#: Bytes of metadata (Slack has a limit and does not tell it), and characters of its event type.
METADATA_SIZE = 8_000
METADATA_TYPE = 50


def over_all(blocks: list[Json], at: str) -> Iterator[Problem]:
    """What holds between blocks: ids that are unique, tallies, one focus."""
    yield from _repeated_ids(blocks, at)
    for tally in TALLIES:
        total = sum(tally.measure(one) for one in all_blocks(blocks) if one["type"] in tally.types)
        if total > tally.most:
            told = f"no more than {tally.most} {tally.what} allowed"
            yield Problem(at, "too_many", told, {"max": tally.most})
    if sum(one.get("focus_on_load") is True for _, one in elements(blocks)) > 1:
        told = "focus_on_load can only be set on one element"
        yield Problem(at, "duplicate", told, {"unique": "focus_on_load"})


def _repeated_ids(blocks: list[Json], at: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        for one in all_blocks([block]):
            block_id = one.get("block_id")
            if block_id in seen:
                told = f'`block_id` "{block_id}" already exists'
                yield Problem(f"{at}/{number}/block_id", "duplicate", told, {"unique": "block_id"})
            seen |= {block_id} if block_id else set()


def input_needs_submit(view: Json, at: str) -> Iterator[Problem]:
    """A modal with an input has a submit button."""
    inputs = any(block["type"] == "input" for block in all_blocks(view["blocks"]))
    if view["type"] == "modal" and inputs and not view.get("submit"):
        told = "`submit` is required when an `input` block is within the `blocks` array"
        yield Problem(at, "missing", told, {"required": "submit"})


def response_urls_in_modals(blocks: list[Json], surface: str, at: str) -> Iterator[Problem]:
    """`response_url_enabled` stands in the input blocks of modals only."""
    for block, element in elements(blocks):
        fits = surface == "modal" and block["type"] == "input"
        if element.get("response_url_enabled") and not fits:
            told = "response_url_enabled is only supported in modal input blocks"
            yield Problem(at, "unsupported_here", told, {"surfaces": ["modal"]})


def dispatching_files(blocks: list[Json], at: str) -> Iterator[Problem]:
    """A file input cannot dispatch."""
    for block, element in elements(blocks):
        if element["type"] == "file_input" and block.get("dispatch_action"):
            told = "dispatch_action is not supported with file_input"
            yield Problem(at, "conflict", told, {"not_both": ["dispatch_action", "file_input"]})
