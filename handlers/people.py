"""Keeping up with Slack: who people are, who has moved or left, which channel is meant.

Slack is only asked outside transactions, a few questions at a time; what it does not know yet is
asked again a day later.
"""

import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers import away, inheriting, teams
from handlers.callers import Clock, Moment, facts
from handlers.words import Commands
from storage import Store, Tx
from upkeep.members import Member, Team
from views.pieces import Json
from views.settings import is_channel_id, is_user_id

log = logging.getLogger(__name__)

#: Questions in one pass: users.lookupByEmail takes 50 a minute (docs.slack.dev, tier 3).
QUESTIONS = 20
#: Slack did not know an address or a channel: it may tomorrow.
AGAIN = timedelta(days=1)
#: Members that one question about quiet hours may name.
DND_USERS = 50
#: Pages of channels that are looked through for a name; each has a thousand.
PAGES = 10
LOOKED_UP = "looked_up"
#: What Slack says of an address, and of an id, that it does not know.
UNKNOWN = frozenset({"users_not_found", "user_not_found"})


def tick(
    store: Store, client: WebClient, team_id: str, now: datetime, wall: datetime | None = None
) -> None:
    """Look up members known by e-mail or by id only, and channels that teams are given by name.

    And who could not be written to: that somebody has left, Slack tells once, and to nobody where
    the bot was not there to hear it.
    """
    clock = Moment(now, wall or now)
    with store.reading(team_id) as tx:
        strangers = _strangers(tx)
    if strangers:
        with store.transaction(team_id) as tx:
            for one in sorted(_strangers(tx)):
                tx.members.ensure(one) if is_user_id(one) else tx.members.upsert(one)
    with store.reading(team_id) as tx:
        unmet = tx.members.to_look_up(now, QUESTIONS)
        named = [team for team in teams.all_of(tx) if _to_look_up(tx, team, now)]
    try:
        for member in unmet:
            _find_member(store, client, team_id, member, clock)
        if named:
            _find_channels(store, client, team_id, named, now)
    except (SlackClientError, OSError) as failure:
        log.warning("Slack could not be asked about people and channels: %s", failure)


def _strangers(tx: Tx) -> set[str]:
    """Who is to read an assessment and has never said a word here, by id or e-mail address."""
    named = {one.casefold(): one for one in tx.policy.assessments.values() if one}
    return {
        one
        for one in named.values()
        if tx.members.by_slack(one) is None and tx.members.by_email(one) is None
    }


def _find_member(
    store: Store, client: WebClient, team_id: str, member: Member, clock: Clock
) -> None:
    """Ask for one member who was imported, or of whom Slack said nothing lately.

    Raises:
        SlackApiError: any answer but that Slack knows, or does not know, the member.
    """
    try:
        user = _asked(client, member)
    except SlackApiError as failure:
        if failure.response.get("error") not in UNKNOWN:
            raise
        with store.transaction(team_id) as tx:
            tx.members.look_up_again(member.id, clock.now() + AGAIN)
        return
    with store.transaction(team_id) as tx:
        email = {"email": member.email} if member.email else {}
        found = tx.members.ensure(str(user["id"]), **_told(user) | email)
        tx.members.look_up_again(found.id, None)
        _heed(tx, member, found, clock)


def _asked(client: WebClient, member: Member) -> dict[str, object]:
    if member.slack_id is None:
        user = client.users_lookupByEmail(email=member.email or "")["user"]
    else:
        user = client.users_info(user=member.slack_id, include_locale=True)["user"]
    assert isinstance(user, dict)
    return user


def _to_look_up(tx: Tx, team: Team, now: datetime) -> bool:
    if not team.channel or is_channel_id(team.channel):
        return False
    last = tx.audit.last(LOOKED_UP, "team", team.id)
    return last is None or last + AGAIN <= now


def _find_channels(
    store: Store, client: WebClient, team_id: str, teams: Collection[Team], now: datetime
) -> None:
    found = _channels(client, {str(team.channel) for team in teams})
    with store.transaction(team_id) as tx:
        for team in teams:
            name = str(team.channel)
            tx.audit.note(None, LOOKED_UP, "team", team.id, {"channel": name}, now)
            if name in found:
                tx.teams.change(team.id, channel=found[name])


def _channels(client: WebClient, names: Collection[str]) -> dict[str, str]:
    """Ids of the channels of these names, as far as the bot can see them."""
    found: dict[str, str] = {}
    cursor = ""
    for _page in range(PAGES):
        answer = client.conversations_list(
            types="public_channel,private_channel",
            exclude_archived=True,
            limit=1000,
            cursor=cursor or None,
        )
        channels = answer["channels"]
        assert isinstance(channels, list)
        found |= {str(one["name"]): str(one["id"]) for one in channels if one["name"] in names}
        more = answer.get("response_metadata")
        cursor = str(more.get("next_cursor") or "") if isinstance(more, Mapping) else ""
        if not cursor or len(found) == len(names):
            break
    return found


def quiet(client: WebClient, now: datetime, members: Sequence[Member]) -> dict[int, datetime]:
    """Until when those of some members who have quiet hours in Slack now have them, by their ids.

    Nobody, where the app may not see that: Slack then keeps its own silence. What somebody snoozes
    by hand Slack tells to nobody.
    """
    found: dict[int, datetime] = {}
    try:
        for start in range(0, len(members), DND_USERS):
            some = members[start : start + DND_USERS]
            told = client.dnd_teamInfo(users=[str(one.slack_id) for one in some])["users"]
            assert isinstance(told, Mapping)
            for one in some:
                hours = told.get(one.slack_id) or {}
                ends = datetime.fromtimestamp(int(hours.get("next_dnd_end_ts") or 0), UTC)
                begins = datetime.fromtimestamp(int(hours.get("next_dnd_start_ts") or 0), UTC)
                if hours.get("dnd_enabled") and begins <= now < ends:
                    found[one.id] = ends
    except (SlackClientError, OSError) as failure:
        log.info("Slack does not tell of quiet hours: %s", failure)
    return found


def changed(event: Json, store: Store, team_id: str, clock: Clock) -> None:
    """Slack says that somebody is new, has moved, has another name, or has left."""
    user = event["user"]
    assert isinstance(user, dict)
    told = _told(user)
    with store.transaction(team_id) as tx:
        before = tx.members.by_slack(str(user["id"])) or _imported(tx, told)
        if before is None:
            return  # a colleague who has nothing to do with customers
        after = tx.members.ensure(str(user["id"]), **told)
        _heed(tx, before, after, clock)


def _heed(tx: Tx, before: Member, after: Member, clock: Clock) -> None:
    """Somebody has moved, has left, or is back."""
    if not after.active:
        tx.members.set_next_reminder(after.id, None)
        if before.active:
            if before.is_away(clock.today(before.zone)):
                away.over(tx, before, clock)
            inheriting.left(tx, after, clock)
    elif (before.zone, before.active) != (after.zone, after.active):
        # Where he is now, today's hour may have passed already: looked at anew at once.
        tx.members.set_next_reminder(after.id, clock.now())
        if not before.active:
            inheriting.came_back(tx, after, clock)


def _imported(tx: Tx, told: Mapping[str, object]) -> Member | None:
    """The member who was imported by the e-mail address that Slack tells."""
    email = told.get("email")
    member = tx.members.by_email(email) if isinstance(email, str) else None
    return member if member is not None and member.slack_id is None else None


def _told(user: dict[str, object]) -> dict[str, object]:
    """What a user object says; a locale that it leaves out is not said."""
    told = facts(user)
    return told if user.get("locale") else {**told, "locale": None}


def removed(store: Store, team_id: str, clock: Clock) -> None:
    """The app was taken out of the workspace: nothing is owed to it any more."""
    store.leave_workspace(team_id, clock.now())


def revoked(event: Json, store: Store, team_id: str, clock: Clock) -> None:
    """Tokens were taken back; only the bot's own matters, people's were never ours."""
    tokens = event.get("tokens")
    if isinstance(tokens, Mapping) and tokens.get("bot"):
        removed(store, team_id, clock)


def register(app: App, commands: Commands) -> None:  # noqa: ARG001 — every conversation is registered alike
    """What Slack tells of people, and of our own leaving."""
    app.event("user_change")(changed)
    app.event("team_join")(changed)
    app.event("app_uninstalled")(removed)
    app.event("tokens_revoked")(revoked)
