"""What happens between us and a customer: visits, what was heard, and what was promised."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zlib import crc32


class Channel(StrEnum):
    """How a visit took place."""

    IN_PERSON = "in_person"
    SITE_TOUR = "site_tour"
    COMPANY_TOUR = "company_tour"
    TECHNICAL_EXCHANGE = "technical_exchange"
    EVENT = "event"
    MEAL = "meal"
    VIDEO = "video"
    CALL = "call"
    MESSAGE = "message"


#: How people meet without seeing each other in the flesh.
AT_A_DISTANCE = frozenset({Channel.VIDEO, Channel.CALL, Channel.MESSAGE})


class VoiceKind(StrEnum):
    """What a customer's words were."""

    NEED = "need"
    WORRY = "worry"
    COMPLAINT = "complaint"
    IDEA = "idea"
    PRAISE = "praise"


@dataclass(frozen=True, slots=True)
class Voice:
    """Something a customer said that is worth hearing. Open until answered.

    Attributes:
        assignee_id: the member who was asked to answer; None: nobody was.
        answer: what the customer was told; may be empty in an answered one.
        answered_by: the member who answered.
    """

    kind: VoiceKind
    text: str
    id: int = 0
    visit_id: int = 0
    account_id: int = 0
    contact_id: int | None = None
    said_on: date | None = None
    answered_on: date | None = None
    assignee_id: int | None = None
    answer: str = ""
    answered_by: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A promise made in a visit. `owner_id` 0 means: whoever logs the visit.

    Attributes:
        reminded_on: its owner's local day on which a reminder last named it.
    """

    text: str
    due_on: date | None = None
    owner_id: int = 0
    id: int = 0
    visit_id: int = 0
    account_id: int = 0
    done_on: date | None = None
    reminded_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit as understood, before it is kept.

    Attributes:
        on: the visitor's local date.
        contact_ids: may be empty only where the account itself was visited.
        member_ids: all of ours who were there, the one who logs included.
        attempt: tried, and nobody was reached: shown, never a touch.
        source: the sentence as typed; empty when the form was used.
        permalink: of the Slack message it was logged from.
    """

    account_id: int
    on: date
    channel: Channel
    contact_ids: tuple[int, ...]
    member_ids: tuple[int, ...]
    note: str = ""
    voices: tuple[Voice, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    attempt: bool = False
    source: str = ""
    permalink: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One meeting on one day with contacts of one account, by one or more members.

    Attributes:
        recorded_at: aware UTC instant at which it was logged.
        undone_at: aware UTC instant of the undo; None: it stands.
    """

    id: int
    account_id: int
    account_name: str
    on: date
    channel: Channel
    contact_ids: tuple[int, ...]
    contact_names: tuple[str, ...]
    member_ids: tuple[int, ...]
    recorded_by: int
    recorded_at: datetime
    note: str = ""
    voices: tuple[Voice, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    attempt: bool = False
    source: str = ""
    permalink: str = ""
    undone_at: datetime | None = None


def to_edit(promises: Sequence[FollowUp]) -> tuple[FollowUp | None, tuple[FollowUp, ...]]:
    """The promise that a form has room for, the first that is not kept yet, and the others."""
    first = next((one for one in promises if one.done_on is None), None)
    return first, tuple(one for one in promises if one is not first)


def is_seen(visit: Visit) -> bool:
    """Whether people have seen each other in the flesh."""
    return not visit.attempt and visit.channel not in AT_A_DISTANCE


def same_meeting(one: Visit, other: Visit) -> bool:
    """Whether two of ours logged one meeting: same account, day and people, one naming the other.

    They may have met somebody more each; but nobody is joined with who never spoke of the other.
    """
    if one.id == other.id or one.recorded_by == other.recorded_by:
        return False
    speaks = one.recorded_by in other.member_ids or other.recorded_by in one.member_ids
    alike = (one.account_id, one.on, one.attempt) == (other.account_id, other.on, other.attempt)
    return speaks and alike and not {*one.contact_ids}.isdisjoint(other.contact_ids)


def joined(kept: Visit, other: Visit, counted: Collection[Channel]) -> NewVisit:
    """One visit of two that were one meeting: everybody there, and all that either one told.

    Where the two name different channels, none loses a touch by it: the one that counts for more.
    What both told in the same words was said once.
    """
    heard = {(one.kind, one.text, one.contact_id) for one in kept.voices}
    promised = {(one.text, one.due_on, one.owner_id) for one in kept.follow_ups}
    notes = dict.fromkeys(note for note in (kept.note, other.note) if note)
    return NewVisit(
        account_id=kept.account_id,
        on=kept.on,
        channel=max(
            (kept.channel, other.channel),
            key=lambda one: (one in counted, one not in AT_A_DISTANCE),
        ),
        contact_ids=tuple(dict.fromkeys((*kept.contact_ids, *other.contact_ids))),
        member_ids=tuple(dict.fromkeys((*kept.member_ids, *other.member_ids))),
        note="\n".join(notes),
        voices=(
            *kept.voices,
            *(
                replace(one, id=0)
                for one in other.voices
                if (one.kind, one.text, one.contact_id) not in heard
            ),
        ),
        follow_ups=(
            *kept.follow_ups,
            *(
                replace(one, id=0)
                for one in other.follow_ups
                if (one.text, one.due_on, one.owner_id) not in promised
            ),
        ),
        attempt=kept.attempt,
        source=kept.source,
        permalink=kept.permalink or other.permalink,
    )


def plain(visit: Visit) -> dict[str, object]:
    """What an edit may change of a visit, in plain values: to know what was changed."""
    return {
        "on": visit.on.isoformat(),
        "channel": visit.channel.value,
        "contacts": list(visit.contact_ids),
        "members": list(visit.member_ids),
        "note": visit.note,
        "voices": [one.id for one in visit.voices],
        "promises": [one.id for one in visit.follow_ups],
    }


def mark(visit: Visit) -> str:
    """What changes with anything that an edit writes anew; answers to voices stay anyhow."""
    heard = [(one.kind, one.text) for one in visit.voices]
    promised = [replace(one, reminded_on=None) for one in visit.follow_ups]
    return f"{crc32(repr((plain(visit), visit.attempt, heard, promised)).encode()):x}"


def without(
    visit: Visit, was: Mapping[str, Any], made: Mapping[str, Any], others: Collection[Visit] = ()
) -> NewVisit:
    """A visit without what was joined to it, and with whatever was changed, answered or kept since.

    Args:
        visit: as it stands.
        was: `plain` before the other was joined to it.
        made: and after.
        others: joined to it, too; whom they met, and who was there, stays.
    """
    now: dict[str, Any] = plain(visit)
    met = {one for other in others for one in other.contact_ids}
    there = {one for other in others for one in other.member_ids}

    def told(name: str) -> str:
        return str(was[name] if now[name] == made[name] else now[name])

    def left(name: str, stay: Collection[int] = ()) -> tuple[int, ...]:
        return tuple(
            one for one in now[name] if one in was[name] or one not in made[name] or one in stay
        )

    voices, promises = left("voices"), left("promises")
    return NewVisit(
        account_id=visit.account_id,
        on=date.fromisoformat(told("on")),
        channel=Channel(told("channel")),
        contact_ids=left("contacts", met) or visit.contact_ids,
        member_ids=left("members", there),
        note=told("note"),
        voices=tuple(one for one in visit.voices if one.id in voices),
        follow_ups=tuple(one for one in visit.follow_ups if one.id in promises),
        attempt=visit.attempt,
        source=visit.source,
        permalink=visit.permalink,
    )
