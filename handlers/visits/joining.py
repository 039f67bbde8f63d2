"""Two of ours logged one meeting: one visit is made of two, and two again of one."""

from collections.abc import Mapping
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
        Refusal: `visit.not_yours`, `visit.late`, `visit.changed`, or `gone`.
    """
    mine, joint = desk.own(visit_id), desk.tx.visits.get(joint_id)
    before = desk.before(mine.contact_ids)
    if mine.undone_at is not None:
        desk.in_time(mine)
        said = _joined(desk, joint, mine)
        owed.after_undo(desk.tx, joint, desk.clock)
        theirs = desk.tx.visits.change(joint_id, visits.restored(joint, said))
        mine = desk.tx.visits.redo(visit_id)
        desk.note("part", theirs, other=mine.id)
        for one in (theirs, mine):
            owed.after_visit(desk.tx, one, desk.clock)
    return desk.receipt(mine, before)


def undo(desk: Desk, visit_id: int) -> Message:
    """Take a visit back; what others have joined to it stands again by itself, as they logged it.

    Who has joined his own to a colleague's takes that back, and the colleague's stays.

    Raises:
        Refusal: `visit.not_yours`, `visit.late`, or `gone`.
    """
    joint = desk.tx.visits.get(visit_id)
    mine = _added(desk, joint)
    if mine is not None and _leave(desk, joint, mine):
        return receipt.undone(mine, desk.today)
    joint = desk.own(visit_id)
    if joint.undone_at is None:
        desk.in_time(joint)
        parted: set[object] = set()
        for one in desk.tx.audit.of("visit", visit_id):
            if one.act == "join" and one.detail["other"] not in parted:
                joint = _set_apart(desk, joint, one.detail)
            if one.act in {"join", "part"}:
                parted.add(one.detail["other"])
    return desk.undo(visit_id)


def _added(desk: Desk, joint: Visit) -> Visit | None:
    """What the caller joined to a visit last, while it does not stand by itself."""
    for one in desk.tx.audit.of("visit", joint.id):
        if one.act == "join" and one.by == desk.caller.id:
            mine = desk.tx.visits.get(int(str(one.detail["other"])))
            return mine if mine.undone_at is not None else None
    return None


def _leave(desk: Desk, joint: Visit, mine: Visit) -> bool:
    """Take what the caller joined out of a visit, once; False: it was changed since.

    Raises:
        Refusal: `visit.late`.
    """
    acts = (one for one in desk.tx.audit.of("visit", joint.id) if one.act in {"join", "part"})
    last = next(one for one in acts if one.detail["other"] == mine.id)
    if last.act == "part":
        return True
    was = last.detail["was"]
    assert isinstance(was, dict)
    if last.detail["made"] != visits.plain(joint):
        return False
    desk.in_time(mine)
    owed.after_undo(desk.tx, joint, desk.clock)
    theirs = desk.tx.visits.change(joint.id, visits.restored(joint, was))
    desk.note("part", theirs, other=mine.id)
    owed.after_visit(desk.tx, theirs, desk.clock)
    return True


def _set_apart(desk: Desk, joint: Visit, said: Mapping[str, Any]) -> Visit:
    """What a colleague has joined to a visit is a visit of his own again; the visit without it."""
    other = desk.tx.visits.get(said["other"])
    if other.recorded_by == desk.caller.id or other.undone_at is None:
        return joint
    if said["made"] == visits.plain(joint):
        joint = desk.tx.visits.change(joint.id, visits.restored(joint, said["was"]))
    other = desk.tx.visits.redo(other.id)
    desk.note("part", joint, other=other.id)
    owed.after_visit(desk.tx, other, desk.clock)
    return joint


def _joined(desk: Desk, joint: Visit, mine: Visit) -> Mapping[str, Any]:
    """What a visit was before another was joined to it.

    Raises:
        Refusal: `visit.changed`, where it was changed or undone since.
    """
    for one in desk.tx.audit.of("visit", joint.id):
        if one.act == "join" and one.detail["other"] == mine.id:
            if one.detail["made"] == visits.plain(joint) and joint.undone_at is None:
                was = one.detail["was"]
                assert isinstance(was, dict)
                return was
            break
    raise Refusal("visit.changed")
