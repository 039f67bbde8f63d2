"""Sending a file to somebody's private messages; told in words where the app may not.

A file is owed like a message. What may have arrived is not looked up: at worst it comes twice.
"""

from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError

from storage import Claimed
from upkeep.deliveries import Outcome, Result, judge

UPLOAD = "files.upload"


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
        answer = failure.response
        pause = float(answer.headers.get("Retry-After") or 1)
        return judge(answer.status_code, str(answer.get("error") or ""), pause)
    except (OSError, HTTPException, SlackRequestError) as failure:
        return Result(Outcome.NOT_SENT, reason=type(failure).__name__)
    return Result(Outcome.SENT, channel, "")
