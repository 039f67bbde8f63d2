"""`everyvote preview reminders`: what would be sent to somebody, and why; nothing is sent."""

from dataclasses import dataclass
from datetime import datetime

from bot.reading import instant
from bot.settings import Misconfigured
from handlers.nudges import preview
from handlers.nudges.preview import Preview
from storage import Store
from upkeep.accounts import Contact
from upkeep.members import Member
from upkeep.nudges import WhyNot
from views import mornings
from views.pieces import Json


@dataclass(frozen=True)
class Asked:
    """Somebody's morning, looked at before it comes."""

    member: Member
    at: datetime
    found: Preview


def ask(store: Store, team_id: str, who: str, at: str | None, now: datetime) -> Asked:
    """The morning of a member, known by Slack id or e-mail, at an instant of his zone, or now.

    Raises:
        Misconfigured: nobody is known as that, or it is no instant.
    """
    with store.reading(team_id) as tx:
        member = tx.members.by_slack(who) or tx.members.by_email(who)
        if member is None:
            raise Misconfigured(
                f"--as: nobody here is known as {who}; say a Slack id or an e-mail."
            )
        when = instant(at, member.zone) if at else now
        return Asked(member, when, preview.preview(tx, member, when))


def as_json(asked: Asked) -> Json:
    """The contract of `everyvote preview reminders --json`."""
    found = asked.found
    return {
        "member": asked.member.name,
        "at": asked.at.isoformat(),
        "zone": asked.member.zone,
        "day": found.today.isoformat(),
        "sent": found.message is not None,
        "pause": found.pause,
        "message": found.message,
        "contacts": [_contact(one, verdict) for one, verdict in found.verdicts],
    }


def _contact(one: Contact, verdict: int | WhyNot) -> Json:
    named = isinstance(verdict, int)
    return {
        "name": one.name,
        "account": one.account.name,
        "due_on": one.due_on.isoformat(),
        "place": verdict if named else None,
        "why_not": None if named else verdict,
    }


def in_words(asked: Asked) -> str:
    """The same for people: the message, then a line for each contact."""
    found = asked.found
    day = f"{asked.member.name}, {found.today:%a %d %b %Y} in {asked.member.zone}"
    said = mornings.pause(found.pause) if found.pause else mornings.nothing()
    lines = [day, found.message["text"] if found.message else said, ""]
    for one, verdict in found.verdicts:
        why = f"{verdict}." if isinstance(verdict, int) else mornings.why_not(verdict)
        lines.append(f"{one.name}, {one.account.name}: {why}")
    return "\n".join(lines).rstrip()
