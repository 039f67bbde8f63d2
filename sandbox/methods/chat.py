"""Methods that say something: chat.*, and what messages have in common wherever they come from."""

from dataclasses import dataclass

from sandbox.blocks import Json, completed
from sandbox.limits.surfaces import ATTACHMENTS, MARKDOWN_TEXT, TEXT_CUT, UPDATE_TEXT
from sandbox.methods.call import Call, Method, invalid
from sandbox.methods.files import check_files
from sandbox.mrkdwn import sanitised
from sandbox.objects import message_object
from sandbox.rules import Refused, check_blocks, check_metadata
from sandbox.workspace import Conversation, Message, Workspace

#: The local workspace is stricter than Slack here, and says so.
NO_FALLBACK = "text is missing: screen readers and notifications have nothing to say"


@dataclass(frozen=True)
class Content:
    """What a message says."""

    text: str
    blocks: list[Json]
    metadata: Json | None = None


def content(w: Workspace, call: Call) -> Content:
    """What a call wants to say, if Slack would take it.

    Raises:
        Refused: it would not; or there is no fallback text, which Slack would only warn about.
    """
    text, blocks, marked = call.text("text"), call.document("blocks"), call.text("markdown_text")
    if marked and (text or blocks):
        raise Refused("markdown_text_conflict")
    if len(marked) > MARKDOWN_TEXT:
        raise Refused("msg_too_long")
    attachments = call.document("attachments")
    if isinstance(attachments, list) and len(attachments) > ATTACHMENTS:
        raise Refused("too_many_attachments")
    if blocks is not None:
        check_blocks(blocks)
        check_files(w, blocks)
    if not (text or marked).strip():
        raise Refused("no_text", response_metadata={"messages": [f"[ERROR] {NO_FALLBACK}"]})
    metadata = call.document("metadata")
    if metadata is not None:
        check_metadata(metadata)
    kept = completed(blocks) if isinstance(blocks, list) else []
    told = metadata if isinstance(metadata, dict) else None
    return Content(sanitised(text or marked)[:TEXT_CUT], kept, told)


def _target(call: Call) -> Conversation:
    """Where a post goes: a channel, direct messages, or a person whose they are."""
    w = call.w
    user = w.users.get(call.text("channel"))
    if user is not None and user.deleted:
        raise Refused("channel_not_found")
    where = w.dm(user.id) if user else call.conversation()
    if where.is_dm and not w.app.messages_enabled:
        raise Refused("messages_tab_disabled")
    if where.is_archived:
        raise Refused("is_archived")
    if not where.bot_is_member and "chat:write.public" not in w.app.scopes:
        raise Refused("not_in_channel")
    return where


def post_message(call: Call) -> Json:
    """chat.postMessage."""
    where = _target(call)
    said = content(call.w, call)
    message = call.w.say(
        where,
        call.w.app.user_id,
        said.text,
        said.blocks,
        metadata=said.metadata,
        thread_ts=call.text("thread_ts") or None,
    )
    shown = message_object(call.w, message, with_metadata=True)
    return {"channel": where.id, "ts": message.ts, "message": shown}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: for one member of a conversation, and never to be changed."""
    where = _target(call)
    user = call.text("user")
    if user not in call.w.users:
        raise Refused("user_not_found" if user else "user_not_in_channel")
    if user not in where.members:
        raise Refused("user_not_in_channel")
    said = content(call.w, call)
    message = call.w.say(where, call.w.app.user_id, said.text, said.blocks, seen_by=user)
    return {"message_ts": message.ts}


def _own(call: Call, refusal: str) -> tuple[Conversation, Message]:
    """One of the bot's own lasting messages."""
    where = call.conversation()
    message = where.message(call.text("ts"))
    if message is None or message.seen_by:
        raise Refused("message_not_found")
    if not message.bot:
        raise Refused(refusal)
    return where, message


def update(call: Call) -> Json:
    """chat.update. How it differs from a post: its page in the reference of methods."""
    if len(call.text("text")) > UPDATE_TEXT:
        raise Refused("msg_too_long")
    where, message = _own(call, "cant_update_message")
    said = content(call.w, call)
    if _rich(message.blocks) and said.blocks and not _rich(said.blocks):
        raise Refused("block_mismatch")
    message.text, message.blocks = said.text, said.blocks
    message.metadata = said.metadata or message.metadata
    message.edited = message.edited or not said.blocks
    call.w.changed()
    shown = message_object(call.w, message, with_metadata=True)
    return {"channel": where.id, "ts": message.ts, "text": message.text, "message": shown}


def _rich(blocks: list[Json]) -> bool:
    return any(one["type"] == "rich_text" for one in blocks)


def delete(call: Call) -> Json:
    """chat.delete."""
    where, message = _own(call, "cant_delete_message")
    where.messages.remove(message)
    call.w.changed()
    return {"channel": where.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """chat.getPermalink."""
    where = call.conversation()
    message = where.message(call.text("message_ts"))
    if message is None:
        raise Refused("message_not_found")
    link = f"{call.w.address}/archives/{where.id}/p{message.ts.replace('.', '')}"
    return {"channel": where.id, "permalink": link}


def respond(w: Workspace, token: str, body: Json) -> None:
    """What an app posts to a response_url, once that is known to be good.

    Raises:
        Refused: the message is one that Slack would not take.
    """
    right = w.response_urls[token]
    where = w.conversations[right.conversation]
    original = where.message(right.message) if right.message else None
    if body.get("delete_original"):
        if original:
            where.messages.remove(original)
            w.changed()
        return
    said = content(w, Call(w, body))
    if body.get("replace_original") and original:
        original.text, original.blocks = said.text, said.blocks
        original.values.clear()
        w.changed()
        return
    answer(w, where, right.user, body, said)


def answer(
    w: Workspace, where: Conversation, user: str, body: Json, said: Content | None = None
) -> Message:
    """An answer to what a person did: only for that person unless `response_type` says so."""
    kind = body.get("response_type") or "ephemeral"
    if kind not in {"ephemeral", "in_channel"}:
        raise invalid(f"must be a valid enum value [json-pointer:/response_type]: {kind}")
    said = said or content(w, Call(w, body))
    reader = user if kind == "ephemeral" else None
    return w.say(where, w.app.user_id, said.text, said.blocks, seen_by=reader)


_WRITE = ("chat:write",)
METHODS = {
    "chat.postMessage": Method(post_message, _WRITE, ("channel",)),
    "chat.postEphemeral": Method(post_ephemeral, _WRITE, ("channel", "user")),
    "chat.update": Method(update, _WRITE, ("channel", "ts")),
    "chat.delete": Method(delete, _WRITE, ("channel", "ts")),
    "chat.getPermalink": Method(permalink, needs=("channel", "message_ts")),
}
