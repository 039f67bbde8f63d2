"""Is the bot in good health? Each check says what it found and, when it fails, what to do."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.app import House, build
from bot.manifest import SCOPES
from bot.settings import Misconfigured
from handlers import recounts
from storage import LOCAL, StoreError

#: Slack refuses signatures that are five minutes off; warn well before.
SKEW_SECONDS = 60


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
        current = house.store.is_current()
    except StoreError as error:
        yield Finding(
            ok=False,
            what=f"the database cannot be opened: {error}",
            to_do="check EVERYVOTE_DATABASE_URL, and that the server is up or the folder writable",
        )
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
            to_do="install the app to the workspace again and copy the new token",
        )
        return
    except (OSError, SlackRequestError) as error:
        yield Finding(
            ok=False,
            what=f"{house.env.api_url} does not answer: {error}",
            to_do="check the network",
        )
        return
    yield Finding(ok=True, what=f"connected to {me['team']} as {me['user']}")
    yield _scopes(str(me.headers.get("x-oauth-scopes", "")))
    yield _skew(str(me.headers.get("date", me.headers.get("Date", ""))))
    yield _way_in(house)


def _scopes(granted: str) -> Finding:
    missing = sorted(set(SCOPES) - set(granted.replace(" ", "").split(",")))
    if not missing:
        return Finding(ok=True, what="all scopes are granted")
    return Finding(
        ok=False,
        what=f"missing scopes: {', '.join(f'{one} (to {SCOPES[one]})' for one in missing)}",
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
