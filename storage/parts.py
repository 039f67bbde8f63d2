"""What a visit is made of, as rows: itself, who was there, what was said and promised."""

from collections.abc import Iterator

from storage import tables
from storage.base import Scoped
from upkeep.visits import NewVisit

Said = tables.Voice | tables.FollowUp


def own(visit: NewVisit) -> dict[str, object]:
    """What is in the visit's own row."""
    return {
        "account_id": visit.account_id,
        "on": visit.on,
        "channel": visit.channel,
        "note": visit.note,
        "attempt": visit.attempt,
        "source": visit.source,
        "permalink": visit.permalink,
    }


def every(visit_id: int, visit: NewVisit, by: int) -> list[Scoped]:
    """The people, voices and promises of a visit, as new rows."""
    return [*people(visit_id, visit), *(row for _, row in said(visit_id, visit, by))]


def people(visit_id: int, visit: NewVisit) -> list[Scoped]:
    """Those who were there, theirs and ours, as new rows."""
    contacts, members = dict.fromkeys(visit.contact_ids), dict.fromkeys(visit.member_ids)
    return [
        *(tables.VisitContact(visit_id=visit_id, contact_id=one) for one in contacts),
        *(tables.VisitMember(visit_id=visit_id, member_id=one) for one in members),
    ]


def said(visit_id: int, visit: NewVisit, by: int) -> Iterator[tuple[int, Said]]:
    """Voices and promises as new rows, each with the id it may have had.

    Who is not in the visit, any more, has said nothing in it.
    """
    alone = visit.contact_ids[0] if len(set(visit.contact_ids)) == 1 else None
    here = {"visit_id": visit_id, "account_id": visit.account_id}
    for heard in visit.voices:
        yield (
            heard.id,
            tables.Voice(
                contact_id=heard.contact_id if heard.contact_id in visit.contact_ids else alone,
                kind=heard.kind,
                text=heard.text,
                said_on=visit.on,
                answered_on=heard.answered_on,
                answered_by=heard.answered_by,
                answer=heard.answer,
                assignee_id=heard.assignee_id,
                **here,
            ),
        )
    for promised in visit.follow_ups:
        yield (
            promised.id,
            tables.FollowUp(
                text=promised.text,
                owner_id=promised.owner_id or by,
                due_on=promised.due_on,
                done_on=promised.done_on,
                **here,
            ),
        )
