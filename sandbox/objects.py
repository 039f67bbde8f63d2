"""Slack's JSON objects: users, conversations, messages and files, as the Web API shows them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.blocks import Json
from sandbox.workspace import Conversation, File, Message, User, Workspace


def user_object(w: Workspace, user: User, *, with_locale: bool = False) -> Json:
    """A user; the e-mail only where the app may read it."""
    now = datetime.now(ZoneInfo(user.tz))
    offset = now.utcoffset()
    profile: Json = {
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "status_text": user.status_text,
        "status_emoji": user.status_emoji,
        "status_expiration": 0,
        "team": w.team_id,
    }
    if "users:read.email" in w.app.scopes and not user.is_bot:
        profile["email"] = user.email
    shown: Json = {
        "id": user.id,
        "team_id": w.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "profile": profile,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": int(now.timestamp()),
    }
    if user.deleted:
        return shown
    shown |= {
        "color": user.color.removeprefix("#"),
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": now.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": user.is_admin,
        "is_owner": user.is_owner,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_email_confirmed": True,
    }
    return shown | ({"locale": user.locale} if with_locale else {})


def bot_user(w: Workspace) -> User:
    """The app's own user."""
    app = w.app
    handle = app.name.lower().replace(" ", "_")
    return User(app.user_id, handle, app.name, "", "America/Los_Angeles", is_bot=True)


def conversation_object(w: Workspace, where: Conversation) -> Json:
    """A channel or direct messages, as the bot sees them."""
    if where.is_dm:
        return {
            "id": where.id,
            "is_im": True,
            "is_org_shared": False,
            "user": where.person,
            "is_archived": False,
            "is_open": True,
            "context_team_id": w.team_id,
        }
    return {
        "id": where.id,
        "name": where.name,
        "name_normalized": where.name,
        "is_channel": not where.is_private,
        "is_group": where.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": where.is_private,
        "is_archived": where.is_archived,
        "is_general": where.name == "general",
        "is_member": where.bot_is_member,
        "context_team_id": w.team_id,
        "num_members": len(where.members) + where.bot_is_member,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def message_object(w: Workspace, message: Message, *, with_metadata: bool = False) -> Json:
    """A message as history and payloads show it."""
    shown: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": w.team_id,
    }
    if message.bot:
        shown |= {"bot_id": w.app.bot_id, "app_id": w.app.id, "bot_profile": _bot_profile(w)}
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.files:
        shown["files"] = message.files
    if message.edited:
        shown["edited"] = {"user": message.user, "ts": message.ts}
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.metadata and with_metadata:
        shown["metadata"] = message.metadata
    return shown


def file_object(w: Workspace, file: File) -> Json:
    """An uploaded file; `mimetype` stays empty until Slack has looked at it."""
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "size": file.size,
        "user": file.owner,
        "url_private": f"{w.address}/files/{file.id}",
        "url_private_download": f"{w.address}/files/{file.id}",
        "permalink": f"{w.address}/files/{file.id}",
    }


def _bot_profile(w: Workspace) -> Json:
    return {
        "id": w.app.bot_id,
        "app_id": w.app.id,
        "name": w.app.name,
        "deleted": False,
        "team_id": w.team_id,
    }
