"""A look ahead at somebody's morning: what would be sent, and why each contact is in it or not."""

from dataclasses import dataclass
from datetime import date, datetime

from handlers import lists
from handlers.nudges import morning
from handlers.nudges.morning import Morning
from storage import Tx
from upkeep import nudges
from upkeep.accounts import Contact
from upkeep.members import Member
from upkeep.nudges import WhyNot
from upkeep.schedules import Pause
from views import language
from views.pieces import Message


@dataclass(frozen=True)
class Preview:
    """What would be sent to a member at an instant.

    Attributes:
        message: None: nothing would be sent.
        pause: why not, or by the rhythm why no contact is named.
        verdicts: each of his contacts, and of those he stands in for the due ones, with its place
            from 1 or why it has none; those named first.
    """

    today: date
    message: Message | None
    pause: Pause | None
    verdicts: list[tuple[Contact, int | WhyNot]]


def preview(tx: Tx, member: Member, at: datetime) -> Preview:
    """The morning of a member at an instant; nothing is written."""
    found = morning.plan(tx, member, at)
    if not found.is_empty and (pause := _passed_over(tx, member, at)):
        found = Morning(found.today, pause, found.member)
    with language.speaking(member.locale):
        message = None if found.is_empty else morning.painted(tx, found)
    return Preview(found.today, message, found.pause, _verdicts(tx, member, found))


def _passed_over(tx: Tx, member: Member, at: datetime) -> Pause | None:
    """Why the clock does not look at a member at an instant; None: it does."""
    if not member.active or member.slack_id is None:
        return Pause.GONE
    looked_at = tx.members.next_reminder(member.id)
    return Pause.LOOKED if looked_at is not None and at < looked_at else None


def _verdicts(tx: Tx, member: Member, found: Morning) -> list[tuple[Contact, int | WhyNot]]:
    places = {item.contact.id: place for place, item in enumerate(found.chosen, 1)}
    decisions = lists.Decisions(tx, found.today)
    works = lists.manner(tx, found.member, found.today)["works"]
    ready = _why_not_ready(found)
    verdicts: list[tuple[Contact, int | WhyNot]] = []
    for one in lists.weighed(tx, decisions, member, _all_of_them(tx, member, found.today)):
        why_not = nudges.why_not(one, tx.policy, found.today, works=works)
        verdicts.append((one.contact, places.get(one.contact.id) or why_not or ready))
    return sorted(verdicts, key=lambda row: row[1] if isinstance(row[1], int) else len(places) + 1)


def _all_of_them(tx: Tx, member: Member, on: date) -> list[Contact]:
    """A member's contacts, and after them those that he would be reminded of as a stand-in."""
    needy = tx.contacts.neediest(member.id, on, lists.WEIGHED)
    return list({one.id: one for one in (*tx.contacts.of_keeper(member.id), *needy)}.values())


def _why_not_ready(found: Morning) -> WhyNot:
    """Why a contact that may be named has no place."""
    if found.pause:
        return WhyNot.PAUSED
    if found.roll:
        return WhyNot.ROLL
    return WhyNot.LIMIT if found.chosen else WhyNot.FADED
