"""What Slack refuses, with Slack's words: the tables of `sandbox.limits` put to use."""

import json
from collections.abc import Iterator

from sandbox.blocks import Json
from sandbox.limits.kinds import Problem
from sandbox.limits.surfaces import (
    BLOCK_COUNTS,
    METADATA_SIZE,
    METADATA_TYPE,
    VIEW_SIZE,
    VIEWS,
    dispatching_files,
    input_needs_submit,
    over_all,
    response_urls_in_modals,
)
from sandbox.limits.texts import SUGGESTIONS


class Refused(Exception):  # noqa: N818 — it reads as what happened
    """Slack answers `ok: false` with an error string, and sometimes more."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.error, self.more = error, more

    @classmethod
    def because(cls, error: str, problems: list[Problem]) -> "Refused":
        """An error that points to each problem as Slack does."""
        told = [f"{one.message} [json-pointer:{one.pointer}]" for one in problems]
        messages = [f"[ERROR] {one}" for one in told]
        return cls(error, errors=told, response_metadata={"messages": messages})

    def answer(self) -> Json:
        """The body of the response."""
        return {"ok": False, "error": self.error, **self.more}


def message_problems(blocks: object, at: str = "/blocks") -> Iterator[Problem]:
    """What is wrong with the blocks of a message."""
    found = list(BLOCK_COUNTS["message"].problems(blocks, at, "message"))
    yield from found
    if not found and isinstance(blocks, list):
        yield from _over_all(blocks, "message", at)


def view_problems(view: object, kind: str | None = None) -> Iterator[Problem]:
    """What is wrong with a view; `kind` is what it has to be, "modal" or "home"."""
    if not isinstance(view, dict):
        yield Problem("/view", "invalid_type", "must provide an object", {"type": "object"})
        return
    surface = view.get("type")
    if not isinstance(surface, str) or surface not in VIEWS or (kind and surface != kind):
        told = f"unsupported type: {surface}"
        yield Problem("/view/type", "unsupported_type", told, {"enum": [kind or "modal"]})
        return
    found = list(VIEWS[surface].problems(view, "/view", surface))
    yield from found
    if not found:
        yield from input_needs_submit(view, "/view")
        yield from _over_all(view["blocks"], surface, "/view/blocks")


def _over_all(blocks: list[Json], surface: str, at: str) -> Iterator[Problem]:
    yield from over_all(blocks, at)
    yield from response_urls_in_modals(blocks, surface, at)
    yield from dispatching_files(blocks, at)


def check_blocks(blocks: object) -> None:
    """Refuse blocks that a message cannot carry."""
    problems = list(message_problems(blocks))
    if problems:
        raise Refused.because("invalid_blocks", problems)


def check_view(view: object, kind: str) -> None:
    """Refuse a view that cannot be shown."""
    problems = list(view_problems(view, kind))
    if problems:
        raise Refused.because("invalid_arguments", problems)
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_SIZE:
        raise Refused("view_too_large")


def check_suggestions(answer: object) -> None:
    """Refuse what an external select cannot offer."""
    problems = list(SUGGESTIONS.problems(answer, "", "modal"))
    if problems:
        raise Refused.because("invalid_options", problems)


def check_metadata(metadata: object) -> None:
    """Refuse metadata that is not {"event_type": …, "event_payload": {…}} or too large."""
    fits = (
        isinstance(metadata, dict)
        and isinstance(metadata.get("event_type"), str)
        and len(metadata["event_type"]) <= METADATA_TYPE
        and isinstance(metadata.get("event_payload"), dict)
        and set(metadata) <= {"event_type", "event_payload", "entities"}
    )
    if not fits:
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata)) > METADATA_SIZE:
        raise Refused("metadata_too_large")
