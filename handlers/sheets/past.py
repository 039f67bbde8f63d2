"""Visits of the past, what was said in them and promised, taken in from lines."""

from collections.abc import Mapping, Sequence

from handlers.sheets.arriving import Page, Told
from handlers.sheets.book import Entry, known_id
from storage import Change
from upkeep import names, phrases
from upkeep.errors import Refusal
from upkeep.sheets import FollowUpLine, VisitLine, VoiceLine, Who
from upkeep.visits import FollowUp, Visit, Voice


def take_visit(page: Page, line: VisitLine) -> None:
    """A visit of the past, with people and customer that are already known."""
    page.not_to_come("date", line.date)
    account = page.book.account(line.account)
    if account is None:
        raise Refusal("line.account_unknown", value=line.account)
    members = [page.someone(one) for one in line.member_email]
    by = page.person(line.recorded_by)
    # A line of our own export says apart what was heard; elsewhere it stands in the note.
    heard = (line.note or "", ()) if line.visit else phrases.note(line.note or "")
    page.told.append(
        Told(
            line,
            account,
            [page.book.met(account, one) for one in line.contact],
            members,
            by or next(iter(members), None) or page.book.nobody(),
            line.channel or page.tx.policy.default_channel,
            *heard,
            if_new=Change.CREATED,
            if_known=Change.UNCHANGED,
        )
    )


def take_voice(page: Page, line: VoiceLine) -> Change:
    """Something said in a visit that is known."""
    visit = _known(page, line.visit)
    contact_id = _who_was_met(page, visit, line.contact) if line.contact else None
    same = (line.voice, line.words, contact_id)
    return _take_word(
        page,
        "voice",
        visit,
        [one for one in visit.voices if (one.kind, one.text, one.contact_id) == same],
        {
            "kind": line.voice,
            "text": line.words,
            "contact_id": contact_id,
            "said_on": visit.on,
        },
        {
            "answered_on": line.answered_on,
            "answer": line.answer,
            "assignee_id": page.person(line.assignee),
            "answered_by": page.person(line.answered_by),
        },
    )


def take_promise(page: Page, line: FollowUpLine) -> Change:
    """Something promised in a visit that is known."""
    visit = _known(page, line.visit)
    owner = page.someone(line.owner_email)
    return _take_word(
        page,
        "follow_up",
        visit,
        [one for one in visit.follow_ups if (one.text, one.owner_id) == (line.promise, owner.id)],
        {"text": line.promise, "owner_id": owner},
        {"due_on": line.due_on, "done_on": line.done_on},
    )


def _take_word(
    page: Page,
    noun: str,
    visit: Visit,
    same: Sequence[Voice | FollowUp],
    said: Mapping[str, object],
    state: Mapping[str, object],
) -> Change:
    """A voice or a promise: known by what was said, with the state it has come to."""
    taken = {one.id for one in page.words if one.noun == noun}
    known = next((one for one in same if one.id not in taken), None)
    told = {key: value for key, value in state.items() if value is not None}
    if known is None:
        of = {"visit_id": visit.id, "account_id": visit.account_id}
        page.words.append(Entry(noun, "", said={**of, **said, **told}))
        return Change.CREATED
    found = Entry(noun, "", known, known.id)
    page.words.append(found)
    return found.say(told)


def _who_was_met(page: Page, visit: Visit, who: Who) -> int:
    """Who of those met in a visit is called so.

    Raises:
        Refusal: nobody, or more than one.
    """
    account = page.book.accounts.get(names.fold(visit.account_name))
    assert account is not None
    return known_id(page.book.met(account, who))


def _known(page: Page, ref: str) -> Visit:
    """The visit of a reference.

    Raises:
        Refusal: it has not been imported.
    """
    if ref not in page.visits:
        raise Refusal("line.visit_unknown", value=ref)
    return page.visits[ref]
