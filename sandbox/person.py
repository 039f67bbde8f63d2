"""One person at the page: what she does, and what she sees of it."""

import asyncio
import base64
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from sandbox import acts, live
from sandbox.blocks import Json, elements
from sandbox.filling import chosen, typed_value
from sandbox.reading import block_words, groups, label, message_words, view_words
from sandbox.server import Server
from sandbox.workspace import User

#: Wall seconds in which something expected must appear.
PATIENCE = 5.0


@dataclass(frozen=True)
class Seen:
    """Something on the screen: a message, or a modal."""

    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    all_text: str = ""
    ephemeral: bool = False


@dataclass(frozen=True)
class Found:
    """An element on the screen, and how the server is told which."""

    source: Json
    block: Json
    element: Json

    @property
    def named(self) -> Json:
        """The ids by which a deed names it."""
        ids = {"block_id": self.block["block_id"], "action_id": self.element["action_id"]}
        return self.source | ids


class Person:
    """A person of the workspace; `place` is where she is: "home" or a conversation's id."""

    def __init__(self, server: Server, user_id: str) -> None:
        self._server, self.id = server, user_id
        self.place = server.workspace.dm(user_id).id

    @property
    def user(self) -> User:
        """Who she is."""
        return self._server.workspace.users[self.id]

    # What she does

    def types(self, text: str, in_: str | None = None) -> Seen:
        """Type a line here, or in "#channel"; what is answered to it."""
        if in_:
            self.place = self._place(in_)
        before = {one["ts"] for one in self._state()["messages"]}
        self._do("send", channel=self.place, text=text)
        state = self._state()
        new = [one for one in state["messages"] if one["ts"] not in before]
        answers = [one for one in new if one["user"] != self.id]
        if answers:  # what else the bot has to say may come first
            return self._seen(max(answers, key=lambda one: (one["ephemeral"], one["ts"])))
        return self._seen_modal(state)

    def presses(self, text: str, *, near: str | None = None, in_: str | None = None) -> Seen:
        """Press the newest button, or overflow option, of that label.

        Args:
            text: the label.
            near: words in the block group whose button is meant.
            in_: the place, if another.
        """
        if in_:
            self.opens(in_)
        for found in self._elements(near):
            kind = found.element["type"]
            if kind == "overflow":
                for option in found.element["options"]:
                    if unescape(option["text"]["text"]) == text:
                        self._do("press", **found.named, value=option["value"])
                        return self.newest()
            elif label(found.element) == text and kind in {"button", "icon_button"}:
                self._do("press", **found.named)
                return self.newest()
        raise AssertionError(self._missing(f"no button “{text}”", near))

    def chooses(self, text: str, option: str, *, near: str | None = None) -> Seen:
        """Choose an option of the select, overflow or radio group that is called so."""
        for found in self._elements(near):
            named = {label(found.element), unescape(found.block.get("label", {}).get("text", ""))}
            if text in named or (found.element["type"] == "overflow" and not label(found.element)):
                value = self._try(found, option)
                if value is not None:
                    self._do("press", **found.named, value=value)
                    return self.newest()
        raise AssertionError(self._missing(f"no choice “{text}” with “{option}”", near))

    def fills(self, values: Mapping[str, object]) -> None:
        """Fill in the fields of the open modal (or Home) by their labels."""
        for name, value in values.items():
            found = self._field(name)
            self._do("change", **found.named, value=self._value(found, value))

    def gives(self, field: str, name: str, content: bytes) -> None:
        """Put a file into a field of the open modal."""
        sent = base64.b64encode(content).decode()
        self._do("upload", **self._field(field).named, name=name, content_base64=sent)

    def submits(self) -> Seen:
        """Press the submit button of the open modal; what is seen then."""
        told = self._act("submit", view=self._modal()["id"])
        assert told["ok"] or told["error"] == "invalid_input", self._trouble("submit", told)
        state = self._state()
        return self._seen_modal(state) if state["modals"] else self.newest()

    def closes(self, *, everything: bool = False) -> None:
        """Close the open modal, or everything with the cross."""
        self._do("close", view=self._modal()["id"], all=everything)

    def opens(self, place: str) -> None:
        """Go to "home", "dm" or "#channel"."""
        self.place = self._place(place)
        self._do("open", **{"in": self.place})

    def uses_shortcut(self, name: str, *, on: str | None = None) -> Seen:
        """Use a global shortcut, or with `on` one on the newest message that says so."""
        kind = "message" if on else "global"
        state = self._state()
        ids = {one["name"]: one["callback_id"] for one in state["shortcuts"][kind]}
        assert name in ids, f"no {kind} shortcut “{name}”; there are: {', '.join(ids)}"
        if on is None:
            self._do("shortcut", callback_id=ids[name])
        else:
            told = [one["ts"] for one in state["messages"] if on in self._seen(one).all_text]
            assert told, self._missing(f"no message “{on}”", None)
            self._do("message_shortcut", callback_id=ids[name], channel=self.place, ts=told[-1])
        return self._seen_modal(self._state())

    # What she sees

    def screen(self) -> str:
        """All that she sees now, in words."""
        state = self._state()
        if self.place == live.HOME:
            shown = [view_words(state["home"], self._names())] if state["home"] else []
        else:
            shown = [self._seen(one).all_text for one in state["messages"]]
        if state["modals"]:
            shown.append(view_words(state["modals"][-1], self._names()))
        return "\n\n".join([*shown, *(one["text"] for one in state["notices"])])

    def sees(self, text: str) -> None:
        """Assert that the text is on her screen, now or within five seconds."""
        found = self._server.call(self._await(lambda: text in self.screen()))
        assert found, f"{self.user.name} does not see “{text}”. She sees:\n{self.screen()}"

    def does_not_see(self, text: str) -> None:
        """Assert that the text is not on her screen now."""
        screen = self.screen()
        assert text not in screen, f"{self.user.name} sees “{text}”:\n{screen}"

    def newest(self) -> Seen:
        """The newest thing the bot said here; a modal that is open comes first."""
        state = self._state()
        if state["modals"]:
            return self._seen_modal(state)
        told = [one for one in state["messages"] if one["bot"]]
        return self._seen(told[-1]) if told else Seen()

    def messages(self) -> list[Seen]:
        """Everything said here, oldest first."""
        return [self._seen(one) for one in self._state()["messages"]]

    def notices(self) -> list[str]:
        """What Slack's client itself tells her."""
        return [one["text"] for one in self._state()["notices"]]

    def errors(self) -> dict[str, str]:
        """What is wrong in the open modal, by label."""
        modals = self._state()["modals"]
        errors = modals[-1]["errors"] if modals else {}
        labels = {
            one["block_id"]: unescape(one["label"]["text"])
            for one in (modals[-1]["blocks"] if modals else ())
            if one["type"] == "input"
        }
        return {labels[block_id]: error for block_id, error in errors.items()}

    async def _await(self, seen: Callable[[], bool]) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                while not seen():
                    await self._server.workspace.news()
        except TimeoutError:
            return seen()
        return True

    # How it is done

    def _state(self) -> Json:
        """Everything she sees; it may be asked for on the server's thread or another."""
        return self._server.look(self.id, self.place)

    def _act(self, do: str, **told: object) -> Json:
        deed = {"as": self.id, "do": do, **told}
        server = self._server
        return server.call(acts.act(server.workspace, server.delivery, deed))

    def _do(self, do: str, **told: object) -> None:
        answer = self._act(do, **told)
        known = {"unknown_command"}
        assert answer["ok"] or answer["error"] in known, self._trouble(do, answer)

    def _trouble(self, do: str, answer: Json) -> str:
        return f"{self.user.name} could not {do}: {answer}"

    def _names(self) -> dict[str, str]:
        w = self._server.workspace
        people = {one.id: one.real_name for one in w.users.values()}
        places = {one.id: one.name for one in w.conversations.values()}
        return people | places | {w.app.user_id: w.app.name}

    def _place(self, called: str) -> str:
        w = self._server.workspace
        if called in {live.HOME, "dm"}:
            return live.HOME if called == live.HOME else w.dm(self.id).id
        for one in w.conversations.values():
            if called in {one.id, f"#{one.name}"}:
                assert self.id in one.members, f"{self.user.name} is not in {called}"
                return one.id
        raise LookupError(f"no such place: {called}")

    def _seen(self, message: Json) -> Seen:
        words = message_words(message, self._names())
        return Seen(message["text"], message["blocks"] or [], words, message["ephemeral"])

    def _seen_modal(self, state: Json) -> Seen:
        if not state["modals"]:
            return Seen()
        view = state["modals"][-1]
        title = unescape(view["title"]["text"])
        return Seen(title, view["blocks"], view_words(view, self._names()))

    def _modal(self) -> Json:
        modals = self._state()["modals"]
        assert modals, self._missing("no modal is open", None)
        view: Json = modals[-1]
        return view

    def _elements(self, near: str | None) -> Iterator[Found]:
        """The elements on the screen, the topmost and newest first; `near` some words."""
        names = self._names()
        for source, blocks in self._screens():
            for group in groups(blocks):
                if near and not any(near in block_words(one, names) for one in group):
                    continue
                for block, element in elements(group):
                    yield Found(source, block, element)

    def _screens(self) -> Iterable[tuple[Json, list[Json]]]:
        state = self._state()
        if state["modals"]:
            return [({"view": state["modals"][-1]["id"]}, state["modals"][-1]["blocks"])]
        if self.place == live.HOME:
            home = state["home"]
            return [({"view": home["id"]}, home["blocks"])] if home else []
        return [
            ({"message": one["ts"], "channel": self.place}, one["blocks"] or [])
            for one in reversed(state["messages"])
        ]

    def _field(self, name: str) -> Found:
        for found in self._elements(None):
            if unescape(found.block.get("label", {}).get("text", "")) == name:
                return found
        for found in self._elements(None):
            if label(found.element) == name:
                return found
        raise AssertionError(self._missing(f"no field “{name}”", None))

    def _value(self, found: Found, wanted: object) -> object:
        return typed_value(found.element, wanted, lambda text: self._option(found, text))

    def _try(self, found: Found, option: str) -> object:
        try:
            return self._value(found, option)
        except AssertionError:
            return None

    def _option(self, found: Found, text: str) -> object:
        """The value of the option that reads so; in an external select it is typed first."""
        kind = found.element["type"]
        if kind.endswith(("users_select", "conversations_select", "channels_select")):
            return self._id(text)
        groups: Json = found.element
        if kind.endswith("external_select"):
            groups = self._act("suggest", **found.named, query=text)
            assert groups["ok"], self._trouble("be offered options", groups)
        return chosen(groups, text)

    def _id(self, called: str) -> str:
        names = self._names() | {one.id: one.name for one in self._server.workspace.users.values()}
        wanted = called.removeprefix("#").removeprefix("@")
        for id_, name in [*self._names().items(), *names.items()]:
            if wanted in {id_, name}:
                return id_
        raise AssertionError(f"nobody and nothing is called {called}")

    def _missing(self, what: str, near: str | None) -> str:
        where = f" near “{near}”" if near else ""
        return f"{self.user.name} sees {what}{where}. She sees:\n{self.screen()}"
