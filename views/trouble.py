"""What is said of a message that could not be delivered, or may not have been."""

from types import MappingProxyType

from views.language import N_, _
from views.pieces import Message, actions, button, cut, escaped, mention, section

AGAIN = "delivery.again"

#: What is owed, by kind.
_WHAT = MappingProxyType(
    {
        "reminder": N_("the daily reminder"),
        "digest": N_("the weekly digest"),
        "brief": N_("a handover brief"),
    }
)
#: Slack's words for why, in ours.
_WHY = MappingProxyType(
    {
        "account_inactive": N_("the account is deactivated in Slack"),
        "channel_not_found": N_("there is no such channel, or I cannot see it"),
        "is_archived": N_("the channel is archived"),
        "not_in_channel": N_("I am not in the channel: invite me there"),
        "restricted_action": N_("a rule of the workspace forbids it"),
        "token_revoked": N_("my token was revoked: install me again"),
        "user_not_found": N_("Slack knows nobody of that id"),
    }
)


def undeliverable(kind: str, recipient: str, reason: str) -> Message:
    """To an admin: it can never arrive."""
    text = _("I could not send {what} to {whom}: {why}. I will not try this one again.").format(
        what=_what(kind), whom=_whom(recipient), why=_why(reason)
    )
    return {"text": text, "blocks": [section(text)]}


def undecided(kind: str, recipient: str) -> Message:
    """To an admin: it may have arrived, and is not repeated."""
    text = _(
        "Slack broke off while I was sending {what} to {whom}. It may have arrived, and I may not"
        " look there, so I have not sent it again."
    ).format(what=_what(kind), whom=_whom(recipient))
    return {"text": text, "blocks": [section(text)]}


def ask(delivery_id: int, kind: str, recipient: str) -> Message:
    """To a manager: it may have arrived; shall it be sent again?"""
    text = _(
        "Slack broke off while I was sending {what} to {whom}, and I may not look whether it has"
        " arrived. Please look there."
    ).format(what=_what(kind), whom=_whom(recipient))
    again = button(_("It is missing: send it again"), AGAIN, str(delivery_id))
    return {"text": text, "blocks": [section(text), actions(again)]}


def sending_again(*, owed: bool) -> Message:
    """After the press."""
    text = _("It is on its way.") if owed else _("It has been sent again already.")
    return {"text": text, "blocks": [section(text)]}


def refused() -> Message:
    """To whom has no say in it."""
    text = _("Only managers and admins can have it sent again.")
    return {"text": text, "blocks": [section(text)]}


def _what(kind: str) -> str:
    return _(_WHAT.get(kind, N_("a message")))


def _whom(recipient: str) -> str:
    return mention(recipient) if recipient[:1] in {"U", "W"} else f"<#{recipient}>"


def _why(reason: str) -> str:
    return _(_WHY[reason]) if reason in _WHY else escaped(cut(reason, 80))
