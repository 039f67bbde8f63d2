"""Methods about who is who: auth.*, team.*, users.*, bots.*, dnd.*, api.test."""

import time
from datetime import datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo

from sandbox.blocks import Json
from sandbox.methods.call import Call, Method, page
from sandbox.objects import bot_user, user_object
from sandbox.rules import Refused
from sandbox.workspace import User

#: Users of one dnd.teamInfo call.
DND_USERS = 50


def _user(call: Call) -> User:
    told = call.text("user")
    found = bot_user(call.w) if told == call.w.app.user_id else call.w.users.get(told)
    if found is None:
        raise Refused("user_not_found")
    return found


def api_test(call: Call) -> Json:
    """api.test: an echo."""
    if call.text("error"):
        raise Refused(call.text("error"))
    return {"args": call.arguments}


def auth_test(call: Call) -> Json:
    """auth.test: who the token speaks for."""
    w = call.w
    return {
        "url": f"{w.address}/",
        "team": w.name,
        "user": bot_user(w).name,
        "team_id": w.team_id,
        "user_id": w.app.user_id,
        "bot_id": w.app.bot_id,
        "is_enterprise_install": False,
    }


def team_info(call: Call) -> Json:
    """team.info."""
    w = call.w
    return {"team": {"id": w.team_id, "name": w.name, "domain": w.domain, "email_domain": ""}}


def bots_info(call: Call) -> Json:
    """bots.info."""
    app = call.w.app
    if call.text("bot") != app.bot_id:
        raise Refused("bot_not_found")
    told = {"id": app.bot_id, "deleted": False, "name": app.name, "app_id": app.id}
    return {"bot": told | {"user_id": app.user_id}}


def users_info(call: Call) -> Json:
    """users.info."""
    return {"user": user_object(call.w, _user(call), with_locale=call.flag("include_locale"))}


def users_list(call: Call) -> Json:
    """users.list: everybody, the bot and those who left included."""
    everybody = [*call.w.users.values(), bot_user(call.w)]
    some, onward = page(everybody, call)
    with_locale = call.flag("include_locale")
    members = [user_object(call.w, one, with_locale=with_locale) for one in some]
    return {"members": members, "cache_ts": int(time.time())} | onward


def users_by_email(call: Call) -> Json:
    """users.lookupByEmail: active people only."""
    email = call.text("email").casefold()
    for user in call.w.users.values():
        if user.email.casefold() == email and not user.deleted:
            return {"user": user_object(call.w, user)}
    raise Refused("users_not_found")


def dnd_info(call: Call) -> Json:
    """dnd.info: quiet hours; other people's snooze is never told."""
    return _dnd(_user(call), call.w.clock.shown)


def dnd_team_info(call: Call) -> Json:
    """dnd.teamInfo."""
    asked, there = [one for one in call.text("users").split(",") if one], call.w.users
    if len(asked) > DND_USERS:
        raise Refused("too_many_users")
    return {"users": {one: _dnd(there[one], call.w.clock.shown) for one in asked if one in there}}


def _dnd(user: User, now: datetime) -> Json:
    """The quiet hours that it is in, or that come next."""
    if user.quiet is None:
        return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    zone = ZoneInfo(user.tz)
    begins, ends = map(clock_time.fromisoformat, user.quiet)
    today = now.astimezone(zone).date()
    windows = (
        (
            datetime.combine(day, begins, zone),
            datetime.combine(day + timedelta(days=ends <= begins), ends, zone),
        )
        for day in (today + timedelta(days=ahead) for ahead in (-1, 0, 1))
    )
    start, end = next(one for one in windows if one[1] > now)
    return {
        "dnd_enabled": True,
        "next_dnd_start_ts": int(start.timestamp()),
        "next_dnd_end_ts": int(end.timestamp()),
    }


METHODS = {
    "api.test": Method(api_test, token="none"),  # noqa: S106 — the kind of token
    "auth.test": Method(auth_test),
    "team.info": Method(team_info, ("team:read",)),
    "bots.info": Method(bots_info, ("users:read",), ("bot",)),
    "users.info": Method(users_info, ("users:read",), ("user",)),
    "users.list": Method(users_list, ("users:read",)),
    "users.lookupByEmail": Method(users_by_email, ("users:read.email",), ("email",)),
    "dnd.info": Method(dnd_info, ("dnd:read",), ("user",)),
    "dnd.teamInfo": Method(dnd_team_info, ("dnd:read",), ("users",)),
}
