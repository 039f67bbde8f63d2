"""What a person does: the deeds of the page and the driver, told to the bot as Slack would."""

from collections.abc import Awaitable, Callable

from sandbox.acts import forms, moving, saying, using
from sandbox.acts.deed import Deed
from sandbox.blocks import Json
from sandbox.clock import Stalled
from sandbox.delivery import Delivery
from sandbox.fields import Unfit
from sandbox.live import person
from sandbox.rules import Refused
from sandbox.workspace import Workspace

DEEDS: dict[str, Callable[[Deed], Awaitable[Json]]] = {
    "send": saying.send,
    "shortcut": saying.shortcut,
    "message_shortcut": saying.message_shortcut,
    "press": using.press,
    "change": using.change,
    "suggest": using.suggest,
    "upload": using.upload,
    "submit": forms.submit,
    "close": forms.close,
    "open": moving.open_,
    "dismiss": moving.dismiss,
    "skip": moving.skip,
}


async def act(w: Workspace, delivery: Delivery, told: Json) -> Json:
    """Do what a person does; the answer comes when the bot has acknowledged, or has not in time."""
    do = DEEDS.get(str(told.get("do")))
    if do is None:
        return {"ok": False, "error": f"unknown deed: {told.get('do')}"}
    try:
        return await do(Deed(w, delivery, person(w, str(told.get("as", ""))), told))
    except Refused as refusal:
        w.record("refused", str(told["do"]), refusal.error, 0, refusal.answer())
        return refusal.answer()
    except (Unfit, Stalled, ValueError) as problem:
        return {"ok": False, "error": str(problem)}
