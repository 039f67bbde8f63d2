"""Two of ours logged one meeting: one visit is made of two, and two again of one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers import owed
from handlers.visits.keeping import Desk
from upkeep import visits
from upkeep.errors import Refusal
from upkeep.visits import Visit
from views.pieces import Message
from views.visits import receipt


def join(desk: Desk, visit_id: int, other_id: int) -> Message:
    """Make one visit of the caller's and a colleague's; a second press says the same.

    Raises:
        Refusal: `visit.not_yours`, `visit.apart`, or `gone`.
    """
    mine, theirs = desk.own(visit_id), desk.tx.visits.get(other_id)
    before = desk.before(theirs.contact_ids)
    if mine.undone_at is None:
        if theirs.undone_at is not None or not visits.same_meeting(mine, theirs):
            raise Refusal("visit.apart")
        desk.tx.visits.undo(mine.id, desk.caller.id, desk.clock.now())
        owed.after_undo(desk.tx, mine, desk.clock)
        was = visits.plain(theirs)
        both = visits.joined(theirs, mine, desk.tx.policy.counted)
        theirs = desk.tx.visits.change(other_id, both)
        desk.note("join", theirs, other=mine.id, was=was, made=visits.plain(theirs))
        owed.after_visit(desk.tx, theirs, desk.clock)
    return desk.receipt(theirs, before, joined=mine.id)


def part(desk: Desk, joint_id: int, visit_id: int) -> Message:
    """Make two again of what the caller has joined; a second press says the same.

    Raises:
        Refusal: `visit.not_yours`, `visit.late`, or `gone`.
    """
    mine, joint = desk.own(visit_id), desk.tx.visits.get(joint_id)
    before = desk.before(mine.contact_ids)
    if mine.undone_at is not None:
        desk.in_time(mine)
        _set_apart(desk, joint, mine.id)
        mine = desk.tx.visits.get(mine.id)
    return desk.receipt(mine, before)


def undo(desk: Desk, visit_id: int) -> Message:
    """Take a visit back; what others have joined to it stands again by itself, as they logged it.

    Who has joined his own to a colleague's takes that back, and the colleague's stays.

    Raises:
        Refusal: `visit.not_yours`, `visit.late`, or `gone`.
    """
    joint = stands(desk, desk.tx.visits.get(visit_id))
    mine = _added(desk, joint) if joint.id == visit_id else desk.own(visit_id)
    if mine is not None:
        desk.in_time(mine)
        _without(desk, joint, mine.id)
        return receipt.undone(mine, desk.today)
    joint = desk.own(visit_id)
    if joint.undone_at is None:
        desk.in_time(joint)
        for one in _joined(desk, joint):
            joint = _set_apart(desk, joint, one)
    return desk.undo(visit_id)


def stands(desk: Desk, visit: Visit) -> Visit:
    """A visit as it stands: the one that it was joined to, or else itself, undone or not."""
    if visit.undone_at is None:
        return visit
    there = desk.tx.visits.of_accounts_between([visit.account_id], visit.on, visit.on)
    return next((one for one in there if visit.id in _joined(desk, one)), visit)


def told_again(desk: Desk, visit: Visit) -> Message:
    """What was said of a visit, for who asks a second time; where it was joined, of both."""
    joint = stands(desk, visit)
    if joint.id == visit.id:
        return desk.told_again(visit)
    return desk.receipt(joint, desk.before(joint.contact_ids), joined=visit.id)


def twice(desk: Desk, text: str, since: datetime) -> tuple[Visit, Visit] | None:
    """What the caller logged by the same sentence, and as what it stands; None: it does not."""
    made = desk.tx.visits.by_sentence(desk.caller.id, text, since)
    found = ((one, stands(desk, one)) for one in reversed(made))
    return next((pair for pair in found if pair[1].undone_at is None), None)


def _added(desk: Desk, joint: Visit) -> Visit | None:
    """What the caller joined to a visit last, while it does not stand by itself."""
    for one in desk.tx.audit.of("visit", joint.id):
        if one.act == "join" and one.by == desk.caller.id:
            mine = desk.tx.visits.get(int(str(one.detail["other"])))
            return mine if mine.undone_at is not None else None
    return None


def _set_apart(desk: Desk, joint: Visit, other_id: int) -> Visit:
    """What was joined to a visit is a visit of its own again; the visit without it."""
    joint = _without(desk, joint, other_id)
    owed.after_visit(desk.tx, desk.tx.visits.redo(other_id), desk.clock)
    return joint


def _without(desk: Desk, joint: Visit, other_id: int) -> Visit:
    """Take out of a visit, once, what was joined to it; what was changed since stays."""
    joined = _joined(desk, joint)
    said = joined.pop(other_id, None)
    if joint.undone_at is not None or said is None:
        return joint
    owed.after_undo(desk.tx, joint, desk.clock)
    left = visits.without(joint, said["was"], said["made"], desk.tx.visits.many(joined))
    theirs = desk.tx.visits.change(joint.id, left)
    desk.note("part", theirs, other=other_id)
    owed.after_visit(desk.tx, theirs, desk.clock)
    return theirs


def _joined(desk: Desk, joint: Visit) -> dict[int, Mapping[str, Any]]:
    """What is joined to a visit, by id, and does not stand by itself, with how it was joined."""
    last: dict[int, Mapping[str, Any] | None] = {}
    for one in desk.tx.audit.of("visit", joint.id):
        if one.act in {"join", "part"}:
            joined = one.act == "join"
            last.setdefault(int(str(one.detail["other"])), one.detail if joined else None)
    undone = (one.id for one in desk.tx.visits.many(last) if one.undone_at is not None)
    return {one: told for one in undone if (told := last[one]) is not None}
