"""Speaking to Slack: one attempt to deliver, and the look whether an earlier one has arrived."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from socket import gaierror

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.uploads import NO_ANSWER, UPLOAD, retry_after, told_by, upload
from storage import Claimed
from upkeep.deliveries import LOOK_UP, POST, Outcome, Result, judge

EVENT = "everyvote"
#: Nobody was reached, so nothing can have arrived.
NOBODY_THERE = (ConnectionRefusedError, gaierror)
#: Clocks differ: what Slack dates so much before our attempt may still be it.
SKEW = timedelta(seconds=5)
#: Messages of a conversation in one look, and looks in a row.
PAGE, PAGES = 200, 5


def send(client: WebClient, claim: Claimed, began: datetime) -> Result:
    """One attempt to deliver; never raises for what a network or Slack may do."""
    if claim.method == UPLOAD:
        return upload(client, claim)
    body: dict[str, object] = dict(claim.payload)
    if claim.method == POST:
        body |= {"unfurl_links": False, "unfurl_media": False}
        body |= {"metadata": {"event_type": EVENT, "event_payload": {"id": claim.key}}}
    elif claim.method == "chat.update":
        body |= {"parse": "none"}
    try:
        answer = client.api_call(claim.method, json=body)
    except SlackApiError as failure:
        status, error = told_by(failure)
        return _since(judge(status, error, retry_after(failure)), claim, began)
    except NO_ANSWER as failure:
        cause = getattr(failure, "reason", failure)
        outcome = Outcome.NOT_SENT if isinstance(cause, NOBODY_THERE) else Outcome.UNKNOWN
        return _since(Result(outcome, reason=type(failure).__name__), claim, began)
    return Result(Outcome.SENT, str(answer.get("channel", "")), str(answer.get("ts", "")))


def _since(result: Result, claim: Claimed, began: datetime) -> Result:
    """A post of unknown outcome has to be looked for; anything else may simply be repeated."""
    if result.outcome is Outcome.UNKNOWN and claim.method == POST:
        return Result(result.outcome, reason=result.reason, began=began)
    return result


def look_for(client: WebClient, claim: Claimed, since: datetime) -> Result | None:
    """What became of an earlier attempt; None: it has not arrived, so it is to be sent.

    Where the history may not be read it stays undecided; where it cannot be read now, another look
    is taken later. Only looking is held back then, posting goes on.
    """
    try:
        return _found(client, claim, since)
    except SlackApiError as failure:
        status, error = told_by(failure)
        result = judge(status, error, retry_after(failure))
        if result.outcome in {Outcome.LIMITED, Outcome.UNKNOWN}:
            pause = max(result.pause, 1)
            return Result(Outcome.LIMITED, pause=pause, reason=result.reason, method=LOOK_UP)
        return Result(Outcome.UNDECIDED, reason=result.reason)
    except NO_ANSWER as failure:
        reason = type(failure).__name__
        return Result(Outcome.LIMITED, pause=1, reason=reason, method=LOOK_UP)


def _found(client: WebClient, claim: Claimed, since: datetime) -> Result | None:
    """Our message in the conversation's history since an instant, by its opaque id.

    Raises:
        SlackApiError: the history may not be read, or not now.
    """
    channel, cursor = _conversation(client, claim), ""
    for _page in range(PAGES):
        history = client.conversations_history(
            channel=channel,
            oldest=str((since - SKEW).astimezone(UTC).timestamp()),
            include_all_metadata=True,
            limit=PAGE,
            cursor=cursor or None,
        )
        messages = history["messages"]
        assert isinstance(messages, Iterable)
        for message in messages:
            payload = message.get("metadata", {}).get("event_payload", {})
            if payload.get("id") == claim.key:
                return Result(Outcome.SENT, channel, message["ts"])
        more = history.get("response_metadata")
        cursor = str(more.get("next_cursor") or "") if isinstance(more, Mapping) else ""
        if not cursor:
            return None
    return Result(Outcome.UNDECIDED, reason="too_many_messages_since")


def _conversation(client: WebClient, claim: Claimed) -> str:
    channel = str(claim.payload["channel"])
    if not channel.startswith(("U", "W")):
        return channel
    opened = client.conversations_open(users=channel)["channel"]
    assert isinstance(opened, Mapping)
    return str(opened["id"])
