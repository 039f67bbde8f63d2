"""A call of a method: who calls, with which arguments, and how they are read."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sandbox.blocks import Json
from sandbox.rules import Refused
from sandbox.workspace import Conversation, Workspace

_TRUE = {"1", "true", "True"}


@dataclass(frozen=True)
class Call:
    """One call with its arguments as they came: typed from JSON, strings from a form."""

    w: Workspace
    arguments: Json

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false, in any of the ways clients write it."""
        value = self.arguments.get(name)
        return default if value is None else value is True or str(value) in _TRUE

    def number(self, name: str, default: int) -> int:
        """A whole number.

        Raises:
            Refused: it is none.
        """
        value = self.arguments.get(name)
        try:
            return default if value in (None, "") else int(str(value))
        except ValueError:
            raise invalid(f"must provide an integer [json-pointer:/{name}]") from None

    def document(self, name: str) -> object:
        """JSON, also where a form carries it as a string.

        Raises:
            Refused: the string is no JSON.
        """
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(f"invalid_{name}_format" if name != "view" else "invalid_json") from None

    def needs_scope(self, *scopes: str) -> None:
        """Refuse unless one of these scopes is granted."""
        granted = self.w.app.scopes
        if scopes and granted.isdisjoint(scopes):
            provided = ",".join(sorted(granted))
            raise Refused("missing_scope", needed=",".join(scopes), provided=provided)

    def conversation(self, name: str = "channel") -> Conversation:
        """The conversation an argument names by id or, for channels, by name.

        Raises:
            Refused: there is none, or it is private and the bot is not in it.
        """
        told = self.text(name)
        found = self.w.conversations.get(told) or self._by_name(told)
        hidden = found is not None and found.is_private and not found.bot_is_member
        if found is None or hidden:
            raise Refused("channel_not_found")
        return found

    def _by_name(self, told: str) -> Conversation | None:
        channels = (one for one in self.w.conversations.values() if not one.is_dm)
        return next((one for one in channels if one.name == told.removeprefix("#")), None)


@dataclass(frozen=True)
class Method:
    """A method: what it answers, which scopes and arguments it needs, whose token it takes.

    Attributes:
        answer: the work; it raises `Refused` for what Slack refuses.
        scopes: one of these must be granted.
        needs: arguments that must be there.
        token: "bot", "app" or "none".
    """

    answer: Callable[[Call], Json]
    scopes: tuple[str, ...] = ()
    needs: tuple[str, ...] = field(default=())
    token: str = "bot"  # noqa: S105 — the kind of token


def invalid(*messages: str) -> Refused:
    """Arguments that Slack does not understand."""
    told = [f"[ERROR] {one}" for one in messages]
    return Refused("invalid_arguments", response_metadata={"messages": told})


T = TypeVar("T")


def page(items: Sequence[T], call: Call, most: int = 1000) -> tuple[Sequence[T], Json]:
    """One page of items by `cursor` and `limit`, and the metadata that leads to the next.

    Raises:
        Refused: the cursor is not one of ours.
    """
    limit = min(call.number("limit", most) or most, most)
    try:
        start = int(base64.b64decode(call.text("cursor")) or 0)
    except ValueError:
        raise Refused("invalid_cursor") from None
    more = start + limit < len(items)
    cursor = base64.b64encode(str(start + limit).encode()).decode() if more else ""
    return items[start : start + limit], {"response_metadata": {"next_cursor": cursor}}
