"""`everyvote read`: how a sentence would be understood, as JSON or in words; nothing is saved."""

import json
from datetime import datetime, timedelta
from functools import cache
from math import isfinite
from zoneinfo import ZoneInfo, available_timezones

from bot.clock import WallClock
from bot.settings import Misconfigured
from handlers import hearing
from storage import Store, Tx
from upkeep import calendar
from upkeep.accounts import Contact
from upkeep.members import Member
from upkeep.phrases import Understood
from views import failures
from views.pieces import Json


class Reader:
    """Reads sentences against the contacts of one workspace."""

    def __init__(self, store: Store, team_id: str, clock: WallClock, speaker: str | None) -> None:
        self.store, self.team_id, self.clock, self.who = store, team_id, clock, speaker
        self.speaker = self._member(speaker) if speaker else None
        with store.reading(team_id) as tx:
            self.among = hearing.known(tx)

    def _member(self, who: str) -> Member:
        with self.store.reading(self.team_id) as tx:
            found = tx.members.by_slack(who) or tx.members.by_email(who)
        if found is None:
            raise Misconfigured(
                f"--as: nobody here is known as {who}; say a Slack id or an e-mail."
            )
        return found

    def read(self, text: str, at: datetime | None, zone: str, locale: str | None = None) -> Json:
        """What the sentence says, spoken at an instant in a zone, its 11/12 read by a locale."""
        with self.store.reading(self.team_id) as tx:
            return self._read(tx, text, at, zone, locale)

    def _read(self, tx: Tx, text: str, at: datetime | None, zone: str, locale: str | None) -> Json:
        understood = hearing.understand(
            tx,
            text,
            today=calendar.local_day(at or self.clock.now(), zone),
            speaker=self.speaker,
            locale=locale or (self.speaker.locale if self.speaker else "en-US"),
            among=self.among,
        )
        return as_json(understood)

    def answers(self, lines: list[bytes], at: datetime | None, zone: str) -> list[Json]:
        """The answers to some lines of `--lines`, from one look at the store.

        The instant and the zone are those of lines that say none.
        """
        with self.store.reading(self.team_id) as tx:
            return [self._answer(tx, line, at, zone) for line in lines]

    def _answer(self, tx: Tx, line: bytes, at: datetime | None, zone: str) -> Json:
        """One that cannot be read is told so, by its id."""
        told: Json = {"id": None}
        try:
            asked = _object(line)
            told = {"id": asked.get("id")}
            there = zone_named(asked.get("tz") or zone, "tz")
            when = instant(str(asked["at"]), there, "at") if asked.get("at") else at
            return told | self._read(tx, _sentence(asked), when, there, _locale(asked))
        except Misconfigured as error:
            wrong = {"kind": "bad_line", "message": str(error)}
            return told | as_json(Understood("")) | {"error": wrong}


def _object(line: bytes) -> Json:
    try:
        asked = json.loads(line, parse_float=_number, parse_constant=_number)
    except (ValueError, RecursionError) as error:
        raise Misconfigured(f"This line is no JSON: {error}.") from error
    if not isinstance(asked, dict):
        raise Misconfigured("This line is no JSON object.")
    return asked


def _number(text: str) -> float:
    """A number that can go back as JSON, which knows no NaN."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text} is no number")
    return number


def _sentence(asked: Json) -> str:
    text = asked.get("text")
    if not isinstance(text, str):
        raise Misconfigured("text: this line has no sentence.")
    # JSON can hold halves of characters, which nobody can print.
    return text.encode("utf-8", "replace").decode("utf-8")


def printable(answer: Json) -> str:
    """An answer as a line of JSON; half a character in an id goes back as it came, escaped."""
    written = json.dumps(answer, ensure_ascii=False)
    return written.encode("utf-8", "backslashreplace").decode("utf-8")


def _locale(asked: Json) -> str | None:
    return str(asked["locale"]) if asked.get("locale") else None


#: More than anybody reckons with.
A_LIFE = timedelta(days=200 * 366)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def instant(text: str, zone: str = "UTC", called: str = "--at") -> datetime:
    """The instant a person typed, local to `zone` when it has no offset of its own.

    Raises:
        Misconfigured: it is not a date and time.
    """
    try:
        at = datetime.fromisoformat(text)
        at - A_LIFE, at + A_LIFE  # days are reckoned from it, back and ahead: they have to exist
    except (ValueError, OverflowError) as error:
        raise Misconfigured(
            f"{called}: {text} is not an instant; "
            "write it like 2026-11-16T09:00 or 2026-11-16T09:00+01:00."
        ) from error
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


def zone_named(name: object, called: str = "--tz") -> str:
    """A time zone's name that is known.

    Raises:
        Misconfigured: it is not.
    """
    if not isinstance(name, str) or name not in _zones():
        raise Misconfigured(f"{called}: {name} is not a time zone; say one like Europe/Berlin.")
    return str(name)


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
