"""Who is knocking: every request is met with the member it comes from, in his own language."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from slack_bolt import App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from handlers.words import Commands
from storage import Store
from upkeep import calendar
from upkeep.members import Member
from views import language

log = logging.getLogger(__name__)

#: The one app that Slack tells of as of a person.
SLACKBOT = "USLACKBOT"


class Clock(Protocol):
    """The two clocks: business time decides what is due, wall time rules the protocol."""

    def now(self) -> datetime:
        """Business time, aware UTC."""

    def wall(self) -> datetime:
        """Wall time, aware UTC."""

    def lived(self) -> datetime:
        """The business instant up to which all that fell due has been seen to."""

    def today(self, zone: str) -> date:
        """The local date of business time in an IANA zone."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The clock of one look at what is due: business time stands at an instant of it."""

    at: datetime
    real: datetime

    def now(self) -> datetime:
        """Business time, aware UTC."""
        return self.at

    def wall(self) -> datetime:
        """Wall time, aware UTC."""
        return self.real

    def lived(self) -> datetime:
        """The business instant up to which all that fell due has been seen to."""
        return self.at

    def today(self, zone: str) -> date:
        """The local date of business time in an IANA zone."""
        return calendar.local_day(self.at, zone)


def is_app(user: dict[str, object]) -> bool:
    """Whether a Slack user object is of an app; of its own, Slack says that it is a person."""
    return bool(user.get("is_bot")) or user.get("id") == SLACKBOT


def facts(user: dict[str, object]) -> dict[str, object]:
    """What we remember of a Slack user object; what is None is not said.

    A zone that is newer than our tables is as good as none: no hour could be told by it.
    """
    profile = user.get("profile")
    assert isinstance(profile, dict)
    ends, zone = profile.get("status_expiration"), str(user.get("tz") or "")
    return {
        "name": user.get("real_name") or profile.get("real_name") or user.get("name") or "",
        "email": profile.get("email"),
        "zone": zone if calendar.is_zone(zone) else None,
        "locale": user.get("locale") or "en-US",
        "active": not (user.get("deleted") or is_app(user)),
        "status": str(profile.get("status_emoji") or "").strip(":"),
        "status_until": datetime.fromtimestamp(ends, UTC)
        if isinstance(ends, int) and ends
        else None,
        "is_slack_admin": bool(user.get("is_admin") or user.get("is_owner")),
    }


def look_up(client: WebClient, slack_id: str) -> dict[str, object]:
    """What we remember of a user, as Slack says; nothing when it does not answer."""
    user = _asked(client, slack_id)
    return facts(user) if user else {}


def _asked(client: WebClient, slack_id: str) -> dict[str, object]:
    """What Slack says of a user; nothing when it does not answer: nobody is kept waiting."""
    try:
        answer = client.users_info(user=slack_id, include_locale=True)
    except (SlackClientError, OSError) as failure:
        log.warning("users.info did not answer for %s: %s", slack_id, failure)
        return {}
    user = answer["user"]
    assert isinstance(user, dict)
    return user


def known(store: Store, client: WebClient, team_id: str, slack_id: str) -> Member:
    """The member behind a Slack user id, met for the first time where need be."""
    member = _stored(store, team_id, slack_id)
    return member or _met(store, team_id, slack_id, _asked(client, slack_id))


def colleague(store: Store, client: WebClient, team_id: str, slack_id: str) -> Member | None:
    """The same; None: it is an app, which meets nobody."""
    member = _stored(store, team_id, slack_id)
    if member is not None:
        return member
    user = _asked(client, slack_id)
    return None if is_app(user) else _met(store, team_id, slack_id, user)


def _stored(store: Store, team_id: str, slack_id: str) -> Member | None:
    with store.reading(team_id) as tx:
        return tx.members.by_slack(slack_id)


def _met(store: Store, team_id: str, slack_id: str, user: dict[str, object]) -> Member:
    with store.transaction(team_id) as tx:
        return tx.members.ensure(slack_id, **(facts(user) if user else {}))


def register(app: App, store: Store, clock: Clock, commands: Commands) -> None:
    """Meet every request.

    Listeners then ask for `store`, `clock`, `commands`, `team_id` and `caller`.
    """

    @app.middleware
    def meet(context: BoltContext, client: WebClient, next_: Callable[[], None]) -> None:
        context["store"], context["clock"], context["commands"] = store, clock, commands
        if context.team_id and context.user_id:
            caller = known(store, client, context.team_id, context.user_id)
            language.speak(caller.locale)
            context["caller"] = caller
        next_()
