"""Moving about: between places, past notices, and through time."""

from datetime import UTC, datetime, timedelta

from sandbox import screens
from sandbox.acts.deed import Deed
from sandbox.blocks import Json
from sandbox.clock import coming
from sandbox.live import HOME, place


async def open_(deed: Deed) -> Json:
    """Going to a place: what is there is read, and the bot hears of its Home and Messages tabs."""
    w, me = deed.w, deed.me
    here = place(w, me, deed["in"])
    dm = w.dm(me.id)
    if here != HOME:
        where = w.conversations[here]
        newest = max((one.ts for one in where.seen_by(me.id)), default="0")
        if where.read.get(me.id, "0") != newest:
            where.read[me.id] = newest
            w.changed()
    if here in {HOME, dm.id}:
        tab = "home" if here == HOME else "messages"
        event: Json = {"type": "app_home_opened", "user": me.id, "channel": dm.id, "tab": tab}
        home = w.homes.get(me.id)
        if home and tab == "home":
            event["view"] = screens.view_object(w, home)
        await deed.delivery.event(event)
    return {"ok": True, "in": here}


async def dismiss(deed: Deed) -> Json:
    """A notice is put away."""
    notices = deed.w.notices.get(deed.me.id, [])
    deed.w.notices[deed.me.id] = [one for one in notices if one.id != deed["notice"]]
    deed.w.changed()
    return {"ok": True}


async def skip(deed: Deed) -> Json:
    """Business time passes: some days, to an instant, or to a weekday's time in a zone."""
    clock = deed.w.clock
    now = clock.now()
    if deed["to"]:
        told = datetime.fromisoformat(deed["to"])
        to = told if told.tzinfo else told.replace(tzinfo=UTC)
    elif deed["weekday"]:
        zone = deed["zone"] or deed.me.tz
        to = coming(deed["weekday"], deed["time"] or "10:00", zone, now)
    else:
        to = now + timedelta(days=float(deed["days"] or 1))
    follows = await clock.skip(to, lambda: deed.delivery.connected)
    deed.w.changed()
    return {"ok": True, "business": clock.now().isoformat(), "follows": follows}
