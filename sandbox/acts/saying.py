"""What a person says: words for everybody, slash commands, shortcuts."""

from sandbox import payloads
from sandbox.acts.deed import Deed, failure
from sandbox.blocks import Json
from sandbox.delivery import Heard
from sandbox.methods.chat import answer
from sandbox.mrkdwn import typed
from sandbox.objects import message_object
from sandbox.rules import Refused
from sandbox.workspace import Conversation, Workspace

UNKNOWN_COMMAND = (
    '{} is not a valid command. In Slack, all messages that start with the "/" character are'
    " interpreted as commands. If you are trying to send a message and not run a command, try"
    ' preceding the "/" with an empty space.'
)
#: The event that an ordinary message is, by the kind of conversation.
MESSAGE_EVENTS = {"im": "message.im", "group": "message.groups", "channel": "message.channels"}


async def send(deed: Deed) -> Json:
    """A slash command, or words for everybody in a conversation."""
    w, text = deed.w, deed["text"].strip()
    where = deed.conversation()
    if text.startswith("/"):
        word, _, rest = text.partition(" ")
        return await _command(deed, where, word, rest.strip())
    people = _handles(w)
    message = w.say(where, deed.me.id, typed(text, people, _channels(w)))
    kind = "im" if where.is_dm else "group" if where.is_private else "channel"
    if where.bot_is_member:
        event = message_object(w, message) | {"channel": where.id, "channel_type": kind}
        await deed.delivery.event(event, MESSAGE_EVENTS[kind])
    return {"ok": True, "ts": message.ts}


async def _command(deed: Deed, where: Conversation, word: str, rest: str) -> Json:
    w, me = deed.w, deed.me
    command = w.app.command(word)
    if command is None:
        w.notify(me.id, UNKNOWN_COMMAND.format(word))
        return {"ok": False, "error": "unknown_command"}
    text = typed(rest, _handles(w), _channels(w), named=True) if command.escapes else rest
    heard = await deed.delivery.command(payloads.command(w, me, where, word, text))
    told = failure(heard)
    if told["ok"] and heard.body:
        try:
            answer(w, where, me.id, heard.body)
        except Refused as refusal:
            w.record("refused", word, refusal.error, 0, refusal.answer())
            told = {"ok": False, "error": "invalid_command_response", "because": refusal.answer()}
    if not told["ok"]:
        w.notify(me.id, f'{word} failed with the error "{told["error"]}"')
    return told


def _handles(w: Workspace) -> dict[str, str]:
    people = [one for one in w.users.values() if not one.deleted]
    return {one.real_name: one.id for one in people} | {one.name: one.id for one in people}


def _channels(w: Workspace) -> dict[str, str]:
    return {one.name: one.id for one in w.conversations.values() if not one.is_dm}


async def shortcut(deed: Deed) -> Json:
    """A global shortcut."""
    known = deed.w.app.shortcut(deed["callback_id"], "global")
    if known is None:
        raise Refused("no_such_shortcut")
    payload = payloads.global_shortcut(deed.w, deed.me, known.callback_id)
    return _told_of(deed, known.name, await deed.delivery.interaction(payload))


async def message_shortcut(deed: Deed) -> Json:
    """A shortcut in the menu of a message."""
    known = deed.w.app.shortcut(deed["callback_id"], "message")
    where = deed.conversation()
    message = where.message(deed["ts"])
    if known is None or message is None:
        raise Refused("no_such_shortcut" if known is None else "message_not_found")
    payload = payloads.message_shortcut(deed.w, deed.me, known.callback_id, where, message)
    return _told_of(deed, known.name, await deed.delivery.interaction(payload))


def _told_of(deed: Deed, name: str, heard: Heard) -> Json:
    told = failure(heard)
    if not told["ok"]:
        deed.w.notify(deed.me.id, f'“{name}” failed with the error "{told["error"]}"')
    return told
