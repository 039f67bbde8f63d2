"""A deed: who does what, on which part of the screen, and what is said when it fails."""

from dataclasses import dataclass

from sandbox.blocks import Json, find
from sandbox.delivery import Delivery, Heard
from sandbox.live import HOME
from sandbox.rules import Refused
from sandbox.workspace import Conversation, Message, User, View, Workspace

TIMEOUT = "operation_timeout"
DISPATCH_FAILED = "dispatch_failed"
#: What Slack's client says of a delivery that failed, by why it failed.
FAILURES = {"http_timeout": TIMEOUT}


@dataclass(frozen=True)
class Deed:
    """Something a person does, and what is needed to do it."""

    w: Workspace
    delivery: Delivery
    me: User
    told: Json

    def __getitem__(self, name: str) -> str:
        value = self.told.get(name)
        return "" if value is None else str(value)

    def conversation(self) -> Conversation:
        """The conversation in which it happens: the one named, else one's own with the bot.

        Raises:
            Refused: the person is not in it.
        """
        where = self.w.conversations.get(self["channel"] or self.w.dm(self.me.id).id)
        if where is None or self.me.id not in where.members:
            raise Refused("channel_not_found")
        return where


@dataclass(frozen=True)
class Spot:
    """An element on a person's screen: in a view, or in a message of a conversation."""

    holder: View | Message
    where: Conversation | None
    block: Json
    element: Json

    @property
    def blocks(self) -> list[Json]:
        """All blocks of the view or message."""
        blocks: list[Json] = (
            self.holder.body["blocks"] if isinstance(self.holder, View) else self.holder.blocks
        )
        return blocks

    @property
    def key(self) -> str:
        """The name under which offered options are kept."""
        return f"{self.block['block_id']}/{self.element['action_id']}"


def spot(deed: Deed) -> Spot:
    """The element a deed names.

    Raises:
        Refused: it is not, or no longer, on that person's screen.
    """
    held_by, where, blocks = holder(deed)
    found = find(blocks, deed["block_id"], deed["action_id"])
    if found is None:
        raise Refused("no_such_element")
    return Spot(held_by, where, *found)


def holder(deed: Deed) -> tuple[View | Message, Conversation | None, list[Json]]:
    """The view or message a deed names, where the message stands, and its blocks.

    Raises:
        Refused: it is not on that person's screen.
    """
    w, me = deed.w, deed.me
    if deed["message"]:
        where = deed.conversation()
        message = where.message(deed["message"])
        if message is None or message.seen_by not in {None, me.id}:
            raise Refused("message_not_found")
        return message, where, message.blocks
    view = w.homes.get(me.id) if deed["view"] == HOME else w.view(deed["view"])
    if view is None or view.user != me.id:
        raise Refused("view_not_found")
    return view, None, view.body["blocks"]


def failure(heard: Heard) -> Json:
    """What a person is told when the bot did not acknowledge."""
    if not heard.failure:
        return {"ok": True}
    return {"ok": False, "error": FAILURES.get(heard.failure, DISPATCH_FAILED)}
