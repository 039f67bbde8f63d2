"""Sending a file to somebody's private messages; told in words where the app may not.

A file is owed like a message. What may have arrived is not looked up: at worst it comes twice.
"""

from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError

from storage import Claimed
from upkeep.deliveries import Outcome, Result, judge

UPLOAD = "files.upload"
#: The network failed, or the answer broke off, or is nothing that the SDK can read.
NO_ANSWER = (OSError, HTTPException, SlackRequestError, UnicodeError, LookupError, AttributeError)


def upload(client: WebClient, claim: Claimed) -> Result:
    """One attempt; never raises for what a network or Slack may do."""
    told = claim.payload
    try:
        opened = client.conversations_open(users=str(told["channel"]))["channel"]
        assert isinstance(opened, dict)
        channel = str(opened["id"])
        try:
            client.files_upload_v2(
                channel=channel,
                content=str(told["content"]),
                filename=str(told["filename"]),
                title=str(told["title"]),
            )
        except SlackApiError as failure:
            if failure.response["error"] != "missing_scope":
                raise
            client.chat_postMessage(channel=channel, text=str(told["refused"]))
    except SlackApiError as failure:
        status, error = told_by(failure)
        return judge(status, error, retry_after(failure))
    except NO_ANSWER as failure:
        return Result(Outcome.NOT_SENT, reason=type(failure).__name__)
    return Result(Outcome.SENT, channel, "")


def told_by(failure: SlackApiError) -> tuple[int, str]:
    """The HTTP status of an answer, and the error Slack named; empty where it named none."""
    response = failure.response
    if isinstance(response, dict):
        return int(response.get("status", 500)), ""
    error = response.get("error")
    return response.status_code, error if isinstance(error, str) and " " not in error else ""


def retry_after(failure: SlackApiError) -> float:
    """Seconds until Slack wants to hear from us again."""
    headers = failure.response.headers if hasattr(failure.response, "headers") else {}
    return float(headers.get("Retry-After") or headers.get("retry-after") or 1)
