"""The state of the workspace: people, places, what was said, and what stands open on screens.

It belongs to the server's event loop: only that thread reads or changes it.
"""

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sandbox.blocks import Json, new_id
from sandbox.clock import Clock
from sandbox.manifest import App, installed

#: Seconds of wall time a trigger may be exchanged for a view. Source: handling-user-interaction.
TRIGGER_LIFE = 3.0
#: Seconds a response_url lives, and how often it may be used. Source: the same page.
RESPONSE_LIFE, RESPONSE_USES = 30 * 60, 5
#: How many modals may lie on each other. Source: surfaces/modals.
STACK = 3
#: Lines of the log that are kept.
LOGGED = 5000


@dataclass(frozen=True)
class User:
    """A person of the workspace.

    Attributes:
        quiet: local hours without notifications, each day, as `("20:00", "10:00")`.
    """

    id: str
    name: str
    real_name: str
    email: str
    tz: str
    locale: str = "en-US"
    is_admin: bool = False
    is_owner: bool = False
    deleted: bool = False
    is_bot: bool = False
    status_text: str = ""
    status_emoji: str = ""
    quiet: tuple[str, str] | None = None
    color: str = "#4a6fa5"


@dataclass(frozen=True)
class Channel:
    """A channel as the workspace starts with it."""

    id: str
    name: str
    is_private: bool = False
    members: tuple[str, ...] = ()
    bot_is_member: bool = True


@dataclass
class Message:
    """One thing said; `seen_by` is the only reader of an ephemeral one."""

    ts: str
    user: str
    text: str
    at: datetime
    business_at: datetime
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)
    bot: bool = False
    edited: bool = False
    seen_by: str | None = None
    thread_ts: str | None = None
    #: What each reader has chosen in the message's elements: user, block_id, action_id.
    values: dict[str, Json] = field(default_factory=dict)
    #: The options the app has offered for external selects, by "block_id/action_id".
    offered: Json = field(default_factory=dict)


@dataclass
class Conversation:
    """A channel, or one person's direct messages with the bot."""

    id: str
    name: str
    members: list[str]
    is_dm: bool = False
    is_private: bool = False
    is_archived: bool = False
    bot_is_member: bool = True
    messages: list[Message] = field(default_factory=list)
    read: dict[str, str] = field(default_factory=dict)

    @property
    def person(self) -> str:
        """Whose direct messages these are."""
        return self.members[0]

    def message(self, ts: str) -> Message | None:
        """The message of that timestamp."""
        return next((one for one in self.messages if one.ts == ts), None)

    def seen_by(self, user: str) -> Iterator[Message]:
        """What one person sees here, oldest first."""
        return (one for one in self.messages if one.seen_by in {None, user})


@dataclass
class View:
    """A modal or Home tab on somebody's screen; `body` is what the app sent, completed."""

    id: str
    user: str
    body: Json
    hash: str
    root: str
    previous: str | None = None
    values: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    offered: Json = field(default_factory=dict)


@dataclass
class Trigger:
    """A right to show one person a view, for three seconds and once."""

    user: str
    born: float
    view: str | None
    used: bool = False


@dataclass
class ResponseUrl:
    """A right to answer in a conversation without a token, five times in half an hour."""

    conversation: str
    user: str
    born: float
    message: str | None = None
    uses: int = 0


@dataclass
class File:
    """An uploaded file."""

    id: str
    name: str
    owner: str
    size: int
    mimetype: str = ""
    title: str = ""
    content: bytes = b""
    #: When Slack has looked at it, on the monotonic clock; until then it cannot be shown.
    ready: float = float("inf")


@dataclass(frozen=True)
class Notice:
    """What Slack's client itself tells a person."""

    id: str
    text: str
    kind: str


class Workspace:
    """All that one workspace remembers. `changed()` wakes whoever watches."""

    def __init__(
        self,
        users: Iterable[User],
        channels: Iterable[Channel],
        app: App,
        *,
        name: str = "Local workspace",
        start: datetime | None = None,
        team_id: str = "T0EVERY01",
    ) -> None:
        self.team_id, self.name, self.app = team_id, name, app
        self.clock = Clock(start)
        self.users = {one.id: one for one in users}
        self.conversations = {
            one.id: Conversation(
                one.id, one.name, list(one.members),
                is_private=one.is_private, bot_is_member=one.bot_is_member,
            )
            for one in channels
        }  # fmt: skip
        for user in self.users.values():
            self._open_dm(user)
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.files: dict[str, File] = {}
        self.notices: dict[str, list[Notice]] = {}
        self.log: deque[Json] = deque(maxlen=LOGGED)
        #: Where the server listens, without a slash at the end; it says so when it starts.
        self.address = ""
        self.version = 0
        self._news = asyncio.Event()
        self._last_ts = 0

    @classmethod
    def from_company(
        cls,
        users: Iterable[User],
        channels: Iterable[Channel],
        manifest: Json,
        *,
        name: str = "Local workspace",
        start: datetime | None = None,
        team_id: str = "T0EVERY01",
    ) -> "Workspace":
        """A workspace with the app of a manifest installed."""
        app = installed(manifest)
        return cls(users, channels, app, name=name, start=start, team_id=team_id)

    def _open_dm(self, user: User) -> None:
        dm = Conversation(f"D{user.id[1:]}", self.app.name, [user.id], is_dm=True)
        self.conversations[dm.id] = dm

    def welcome(self, user: User) -> None:
        """Let somebody new in."""
        self.users[user.id] = user
        self._open_dm(user)
        self.changed()

    @property
    def domain(self) -> str:
        """The workspace's name as it stands in addresses."""
        return "".join(letter for letter in self.name.lower() if letter.isalnum()) or "local"

    def changed(self) -> None:
        """Something that a person could see is different now."""
        self.version += 1
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def news(self) -> None:
        """Wait for the next change."""
        await self._news.wait()

    def next_ts(self) -> str:
        """A message timestamp: wall seconds with six decimals, never the same twice."""
        self._last_ts = max(self._last_ts + 1, time.time_ns() // 1000)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def dm(self, user: str) -> Conversation:
        """A person's direct messages with the bot."""
        return self.conversations[f"D{user[1:]}"]

    def say(
        self,
        where: Conversation,
        user: str,
        text: str,
        blocks: list[Json] | None = None,
        **more: object,
    ) -> Message:
        """Put a message into a conversation, now."""  # fmt: skip
        message = Message(
            ts=self.next_ts(),
            user=user,
            text=text,
            blocks=blocks or [],
            at=self.clock.wall(),
            business_at=self.clock.shown,
            bot=user == self.app.user_id,
            **more,  # type: ignore[arg-type]  # the optional fields of Message, by name
        )
        where.messages.append(message)
        if not message.bot:
            where.read[user] = message.ts
        self.changed()
        return message

    def notify(self, user: str, text: str, kind: str = "error") -> None:
        """Tell a person something in the client's own voice."""
        self.notices.setdefault(user, []).append(Notice(new_id(8), text, kind))
        self.changed()

    def new_trigger(self, user: str, view: str | None = None) -> str:
        """A trigger id for one person's deed, perhaps done in a view."""
        trigger = f"{time.time_ns() // 1000}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self.triggers[trigger] = Trigger(user, time.monotonic(), view)
        return trigger

    def new_response_url(self, where: Conversation, user: str, message: str | None = None) -> str:
        """The token of a response_url."""
        token = secrets.token_urlsafe(18)
        self.response_urls[token] = ResponseUrl(where.id, user, time.monotonic(), message)
        return token

    def views(self) -> Iterator[View]:
        """Every view on any screen."""
        for stack in self.stacks.values():
            yield from stack
        yield from self.homes.values()

    def view(self, view_id: str) -> View | None:
        """The view of that id, while it is open."""
        return next((one for one in self.views() if one.id == view_id), None)

    def change_user(self, user_id: str, **fields: object) -> User:
        """Change what is known of a person."""
        user = replace(self.users[user_id], **fields)  # type: ignore[arg-type]  # by name
        self.users[user_id] = user
        self.changed()
        return user

    def record(self, kind: str, name: str, outcome: str, began: float, detail: Json) -> None:
        """Write one call or delivery into the log. `detail` must carry no secrets."""
        self.log.append(
            {
                "at": datetime.now(UTC).isoformat(),
                "kind": kind,
                "name": name,
                "outcome": outcome,
                "ms": round((time.monotonic() - began) * 1000, 1),
                **detail,
            }
        )
