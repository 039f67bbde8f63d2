"""`everyvote read`: how a sentence would be understood, as JSON or in words; nothing is saved."""

from datetime import datetime

from bot.clock import WallClock
from bot.settings import Misconfigured
from handlers.hearing import understand
from storage import Store
from upkeep import calendar
from upkeep.accounts import Contact
from upkeep.members import Member
from upkeep.phrases import Understood
from views import failures
from views.pieces import Json


class Reader:
    """Reads sentences against the contacts of one workspace."""

    def __init__(self, store: Store, team_id: str, clock: WallClock, speaker: str | None) -> None:
        self.store, self.team_id, self.clock = store, team_id, clock
        self.speaker = self._member(speaker) if speaker else None

    def _member(self, who: str) -> Member:
        with self.store.reading(self.team_id) as tx:
            found = tx.members.by_slack(who) or tx.members.by_email(who)
        if found is None:
            raise Misconfigured(
                f"--as: nobody here is known as {who}; say a Slack id or an e-mail."
            )
        return found

    def read(self, text: str, at: datetime | None, zone: str) -> Json:
        """What the sentence says, spoken at an instant in a zone."""
        today = calendar.local_day(at or self.clock.now(), zone)
        locale = self.speaker.locale if self.speaker else "en-US"
        with self.store.reading(self.team_id) as tx:
            understood = understand(tx, text, today=today, speaker=self.speaker, locale=locale)
        return as_json(understood)


def as_json(understood: Understood) -> Json:
    """The contract of `everyvote read --json`."""
    error = understood.error
    return {
        "contacts": [_contact(one) for one in understood.contacts],
        "unclear": [
            {"text": one.text, "candidates": [_contact(who) for who in one.candidates]}
            for one in understood.unclear
        ],
        "account": understood.account.name if understood.account else None,
        "date": understood.on.isoformat() if understood.on else None,
        "channel": understood.channel.value if understood.channel else None,
        "members": list(understood.mentions),
        "voices": [{"kind": one.kind.value, "text": one.text} for one in understood.voices],
        "follow_ups": [
            {"text": one.text, "due": one.due_on.isoformat() if one.due_on else None}
            for one in understood.follow_ups
        ],
        "attempt": understood.attempt,
        "note": understood.note,
        "error": error and {"kind": kind(error.code), "message": failures.sentence(error)},
    }


#: What the contract calls some errors; the others go by their own code.
KINDS = {"date.future": "future_date", "contact.none": "no_contact"}


def kind(code: str) -> str:
    """A refusal's code as the contract names it."""
    return KINDS.get(code, code.replace(".", "_"))


def _contact(one: Contact) -> Json:
    return {"name": one.name, "account": one.account.name}


def in_words(answer: Json) -> str:
    """The same for people, a line for each thing understood."""
    return "\n".join(f"{name:10} {_worded(value)}" for name, value in answer.items() if value)


def _worded(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_worded(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(_worded(one) for one in value.values() if one)
    return str(value)
