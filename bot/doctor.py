"""Is the bot in good health? Each check says what it found and, when it fails, what to do."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from slack_sdk.errors import SlackApiError

from bot.app import House, build, unanswered
from bot.manifest import OPTIONAL, SCOPES
from bot.settings import Misconfigured
from handlers import recounts
from storage import LOCAL, StoreError

#: Slack refuses signatures that are five minutes off; warn well before.
SKEW_SECONDS = 60
#: What to do when Slack knows a token, and it is of the other kind.
OTHER_KIND = {
    "not_allowed_token_type": "SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-: set"
    " each to its own"
}


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    ok: bool
    what: str
    to_do: str = ""


def findings(variables: Mapping[str, str], *, recount: bool = False) -> Iterator[Finding]:
    """Each finding as it is made; later checks are left out where earlier ones forbid them."""
    try:
        house = build(variables)
    except (Misconfigured, StoreError) as error:
        yield Finding(ok=False, what=str(error), to_do="correct it and run this again")
        return
    with closing(house):
        yield Finding(ok=True, what="the settings are possible")
        yield from _database(house, recount=recount)
        if house.env.connected:
            yield from _slack(house)
        else:
            yield Finding(
                ok=False,
                what="SLACK_BOT_TOKEN is not set",
                to_do="copy it from your Slack app, OAuth & Permissions; README.md shows the way",
            )


def _database(house: House, *, recount: bool) -> Iterator[Finding]:
    try:
        if house.store.is_new():
            yield Finding(ok=True, what="the database is new; the first start makes its tables")
            return
        current = house.store.is_current()
    except StoreError as error:
        yield Finding(ok=False, what=str(error))
        return
    yield Finding(
        ok=current,
        what="the database has the newest schema" if current else "the database's schema is older",
        to_do="" if current else "run `everyvote migrate`",
    )
    if current:
        yield from _queue(house)
    if current and recount:
        for workspace in house.store.workspaces():
            team_id = workspace.team_id or LOCAL
            recounts.tick(house.store, team_id)
            wrong = sum(1 for _ in recounts.compare(house.store, team_id))
            yield Finding(
                ok=not wrong,
                what=f"{workspace.name}: {wrong} contacts differ from a recount of visits",
                to_do="" if not wrong else "report this, with what was done before",
            )


def _queue(house: House) -> Iterator[Finding]:
    """What each workspace is owed, and when it was last looked what is due."""
    for workspace in house.store.workspaces():
        with house.store.reading(workspace.team_id or LOCAL) as tx:
            health = tx.deliveries.health()
        last = f"{health.ticked_at:%Y-%m-%d %H:%M} UTC" if health.ticked_at else "never yet"
        reasons = "; ".join(f"{kind}: {reason}" for kind, reason in health.errors)
        yield Finding(
            ok=not health.failed,
            what=f"{workspace.name}: {health.waiting} messages waiting, {health.underway} underway,"
            f" {health.failed} given up; last looked at what is due: {last}",
            to_do=f"the last ones given up: {reasons}" if health.failed else "",
        )


def _slack(house: House) -> Iterator[Finding]:
    try:
        me = house.client.auth_test()
    except SlackApiError as error:
        yield Finding(
            ok=False,
            what=f"Slack refuses the bot token: {error.response['error']}",
            to_do=OTHER_KIND.get(
                error.response["error"],
                "install the app to the workspace again and copy the new token",
            ),
        )
        return
    except OSError as failure:
        yield Finding(
            ok=False,
            what=unanswered(house, failure),
            to_do="check the network, and SLACK_API_URL where it is set",
        )
        return
    yield Finding(ok=True, what=f"connected to {me['team']} as {me['user']}")
    yield _scopes(str(me.headers.get("x-oauth-scopes", "")))
    yield _skew(str(me.headers.get("date", me.headers.get("Date", ""))))
    yield _way_in(house)


def _scopes(granted: str) -> Finding:
    asked = SCOPES | OPTIONAL
    missing = sorted(set(asked) - set(granted.replace(" ", "").split(",")))
    if not missing:
        return Finding(ok=True, what="all scopes are granted")
    told = ", ".join(f"{one} (to {asked[one]})" for one in missing)
    if set(missing) <= set(OPTIONAL):
        return Finding(ok=True, what=f"all scopes are granted but those it can do without: {told}")
    return Finding(
        ok=False,
        what=f"missing scopes: {told}",
        to_do="paste `everyvote manifest` into your Slack app again and reinstall it",
    )


def _skew(date: str) -> Finding:
    if not date:
        return Finding(ok=True, what="Slack did not tell its time; the clock was not compared")
    seconds = abs((datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds())
    return Finding(
        ok=seconds < SKEW_SECONDS,
        what=f"this machine's clock is {seconds:.0f} s away from Slack's",
        to_do="" if seconds < SKEW_SECONDS else "turn on time synchronisation (NTP)",
    )


def _way_in(house: House) -> Finding:
    if house.env.app_token:
        try:
            house.client.apps_connections_open(app_token=house.env.app_token)
        except SlackApiError as error:
            return Finding(
                ok=False,
                what=f"Slack refuses the app token: {error.response['error']}",
                to_do=OTHER_KIND.get(
                    error.response["error"],
                    "make one with the scope connections:write (Basic Information, App-Level"
                    " Tokens) and set SLACK_APP_TOKEN to it",
                ),
            )
        except OSError as failure:
            return Finding(ok=False, what=unanswered(house, failure), to_do="check the network")
        return Finding(ok=True, what="Slack reaches this bot by Socket Mode")
    if house.env.signing_secret:
        return Finding(
            ok=True, what=f"Slack reaches this bot by HTTP on port {house.config.engine.port}"
        )
    return Finding(
        ok=False,
        what="neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set",
        to_do="set the first for Socket Mode, or the second for HTTP",
    )
