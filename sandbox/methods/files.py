"""Methods about files: the upload in three steps, and showing an uploaded image."""

import mimetypes
import time

from sandbox.blocks import Json, all_blocks, new_id
from sandbox.limits.kinds import Problem
from sandbox.methods.call import Call, Method
from sandbox.objects import file_object
from sandbox.rules import Refused
from sandbox.workspace import File, Workspace

#: Seconds until Slack has looked at an upload; before, it can be neither typed nor shown.
LOOKING = 1.0


def upload_url(call: Call) -> Json:
    """files.getUploadURLExternal: where the bytes go."""
    size = call.number("length", 0)
    if size <= 0:
        raise Refused("invalid_arguments")
    file = File(f"F0{new_id(9).upper()}", call.text("filename"), call.w.app.user_id, size)
    call.w.files[file.id] = file
    return {"upload_url": f"{call.w.address}/upload/{file.id}", "file_id": file.id}


def uploaded(file: File, content: bytes) -> None:
    """The bytes have come."""
    file.content, file.size = content, len(content)
    file.ready = time.monotonic() + LOOKING


def complete(call: Call) -> Json:
    """files.completeUploadExternal: give the files titles, and share them if asked to."""
    asked = call.document("files")
    files: list[File] = []
    for one in asked if isinstance(asked, list) else []:
        file = call.w.files.get(one.get("id"))
        if file is None or not file.content:
            raise Refused("file_not_found")
        file.title = one.get("title", "") or file.name
        files.append(file)
    shown = [file_object(call.w, file) for file in files]
    channel = call.text("channel_id")
    if channel:
        where = call.conversation("channel_id")
        call.w.say(where, call.w.app.user_id, call.text("initial_comment"), files=shown)
    return {"files": shown}


def info(call: Call) -> Json:
    """files.info."""
    file = call.w.files.get(call.text("file"))
    if file is None:
        raise Refused("file_not_found")
    look(file)
    return {"file": file_object(call.w, file), "comments": []}


def look(file: File) -> None:
    """Slack's own look at a file, once it has had the time."""
    if not file.mimetype and time.monotonic() >= file.ready:
        guessed, _ = mimetypes.guess_type(file.name)
        file.mimetype = guessed or "application/octet-stream"


def check_files(w: Workspace, blocks: object) -> None:
    """Refuse images of files that do not exist or were not looked at yet."""
    for number, block in enumerate(all_blocks(blocks) if isinstance(blocks, list) else ()):
        told = block.get("slack_file") or {}
        if not told:
            continue
        file = w.files.get(told.get("id") or str(told.get("url")).rsplit("/", 1)[-1])
        if file:
            look(file)
        if file is None or not file.mimetype.startswith("image/"):
            where = f"/blocks/{number}/slack_file"
            problem = Problem(where, "invalid_file", "invalid slack file", {})
            raise Refused.because("invalid_blocks", [problem])


_WRITE = ("files:write",)
METHODS = {
    "files.getUploadURLExternal": Method(upload_url, _WRITE, ("filename", "length")),
    "files.completeUploadExternal": Method(complete, _WRITE, ("files",)),
    "files.info": Method(info, ("files:read",), ("file",)),
}
