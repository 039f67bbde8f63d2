"""Merges: two records of one person made one, with all that taking it back needs."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, cast

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from storage import tables
from storage.clocks import CHUNK
from storage.contacts import Contacts
from storage.engine import rowcount
from storage.noun import Noun
from storage.nudges import OWN as NUDGE
from storage.scope import Scope
from upkeep import merging
from upkeep.accounts import Level
from upkeep.errors import Refusal

#: What follows its contact into the one that is kept.
Following = tables.VisitContact | tables.Voice | tables.Nudge
#: How fields are read back that JSON has no type for.
_READ: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {
        "aliases": tuple,
        "level": Level,
        "added_on": date.fromisoformat,
        "left_on": date.fromisoformat,
    }
)
#: What follows from visits, and is counted anew.
CLOCK = frozenset({"last_touch_on", "last_seen_on", "due_on"})


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge: `other_id` went into `kept_id`."""

    id: int
    kept_id: int
    other_id: int
    by: int | None
    at: datetime
    undone_at: datetime | None


class Merges(Noun):
    """The questions and changes of merges."""

    def __init__(self, scope: Scope, contacts: Contacts) -> None:
        super().__init__(scope)
        self.contacts = contacts

    def merge(self, kept_id: int, other_id: int, by: int | None, at: datetime, on: date) -> Merge:
        """Make one of two contacts: visits, voices and nudges go over, clocks are counted anew.

        Args:
            kept_id: the one that stays.
            other_id: the one that goes. One that was merged before stands for what it became.
            by: the member who merges.
            at: when.
            on: the merger's local day, from which the other is on no list any more.

        Raises:
            Refusal: `merge.same`, where both are one already; `gone`.
        """
        kept, other = self.contacts.get(kept_id), self.contacts.get(other_id)
        if kept.id == other.id:
            raise Refusal("merge.same")
        fields = {
            name: (_plain(old), _plain(new))
            for name, old, new in merging.changes(kept, merging.merged(kept, other))
            if name not in CLOCK
        }
        row = tables.Merge(kept_id=kept.id, other_id=other.id, by=by, at=at)
        row.before = {
            "fields": fields,
            "left_on": _plain(other.left_on),
            "visits": self._visits(kept.id, other.id),
            "voices": self._voices(kept.id, other.id),
            "nudges": self._nudges(kept.id, other.id),
            "decides": self._decider(other.id, kept.id),
        }
        self.session.add(row)
        hidden = self.row(tables.Contact, other.id)
        self.change_row(hidden, {"merged_into_id": kept.id, "left_on": on})
        said = {name: _read(name, new) for name, (_, new) in fields.items()}
        self.contacts.change(kept.id, **said)
        self.contacts.recount([kept.id, other.id])
        return merge(row)

    def get(self, merge_id: int) -> Merge:
        """The merge with an id, undone or not.

        Raises:
            Refusal: `gone`.
        """
        return merge(self.row(tables.Merge, merge_id))

    def last_into(self, contact_id: int) -> Merge | None:
        """The newest merge into a contact that still holds."""
        row = self.session.scalar(
            select(tables.Merge)
            .where(tables.Merge.kept_id == contact_id, tables.Merge.undone_at.is_(None))
            .order_by(tables.Merge.id.desc())
            .limit(1)
        )
        return None if row is None else merge(row)

    def count_since(self, keepers: Collection[int] | None, at: datetime) -> int:
        """How many merges since an instant hold, of contacts that some, or any, answer for."""
        asked = (
            select(func.count(tables.Merge.id))
            .join(tables.Contact, tables.Contact.id == tables.Merge.kept_id)
            .where(tables.Merge.at > at, tables.Merge.undone_at.is_(None))
        )
        if keepers is not None:
            asked = asked.where(tables.Contact.keeper_id.in_(keepers))
        return self.session.scalar(asked) or 0

    def undo(self, merge_id: int, at: datetime) -> Merge:
        """Make two of one again, each as it was; what was changed since the merge stays changed.

        Raises:
            Refusal: `merge.later`, where the kept one was merged again since; `gone`.
        """
        row = self.row(tables.Merge, merge_id)
        if row.undone_at is not None:
            return merge(row)
        newest = self.last_into(row.kept_id)
        kept = self.row(tables.Contact, row.kept_id)
        if newest is None or newest.id != merge_id or kept.merged_into_id is not None:
            raise Refusal("merge.later")
        before = cast(Any, row.before)
        other = self.row(tables.Contact, row.other_id)
        left_on = before["left_on"]
        self.change_row(
            other,
            {"merged_into_id": None, "left_on": left_on and date.fromisoformat(left_on)},
        )
        back = {
            name: _read(name, old)
            for name, (old, new) in before["fields"].items()
            if _plain(getattr(kept, name)) == new
        }
        self.contacts.change(kept.id, **back)
        self._part(row.kept_id, row.other_id, before)
        if before["decides"]:
            self._decider(row.kept_id, row.other_id)
        self.change_row(row, {"undone_at": at})
        self.contacts.recount([kept.id, other.id])
        return merge(row)

    def _visits(self, kept_id: int, other_id: int) -> dict[str, object]:
        """Those of the other go over; of those with both, the order of people is remembered."""
        met = tables.VisitContact
        with_kept = select(met.visit_id).where(met.contact_id == kept_id)
        theirs = select(met.visit_id).where(met.contact_id == other_id)
        both = self.session.scalars(theirs.where(met.visit_id.in_(with_kept))).all()
        shared: dict[str, list[int]] = {str(one): [] for one in both}
        people = select(met.visit_id, met.contact_id).where(met.visit_id.in_(both))
        for visit_id, contact_id in self.session.execute(people.order_by(met.id)):
            shared[str(visit_id)].append(contact_id)
        self.session.execute(delete(met).where(met.contact_id == other_id, met.visit_id.in_(both)))
        moved = list(self.session.scalars(theirs))
        self._hand(met, other_id, kept_id, met.visit_id, moved)
        return {"moved": moved, "shared": shared}

    def _voices(self, kept_id: int, other_id: int) -> list[int]:
        said = tables.Voice
        moved = list(self.session.scalars(select(said.id).where(said.contact_id == other_id)))
        self._hand(said, other_id, kept_id, said.id, moved)
        return moved

    def _nudges(self, kept_id: int, other_id: int) -> dict[str, object]:
        """Of two to one reader on one day one stays: the one that something was done about."""
        named = tables.Nudge
        asked = select(named).where(named.contact_id.in_((kept_id, other_id)))
        by_day: dict[tuple[int, date], list[tables.Nudge]] = {}
        for one in self.session.scalars(asked.order_by(named.contact_id != kept_id, named.id)):
            by_day.setdefault((one.member_id, one.on), []).append(one)
        dropped = []
        for kept, other in (pair for pair in by_day.values() if len(pair) > 1):
            loser = kept if other.answered_at and not kept.answered_at else other
            dropped.append({name: _plain(getattr(loser, name)) for name in NUDGE if name != "id"})
            self.session.delete(loser)
        self.session.flush()
        moved = list(self.session.scalars(select(named.id).where(named.contact_id == other_id)))
        self._hand(named, other_id, kept_id, named.id, moved)
        return {"moved": moved, "dropped": dropped}

    def _decider(self, from_id: int, to_id: int) -> bool:
        """Whoever decides alone at an account is the other from now on; whether one did."""
        decides = update(tables.Account).where(tables.Account.decider_id == from_id)
        return rowcount(self.session.execute(decides.values(decider_id=to_id))) > 0

    def _part(self, kept_id: int, other_id: int, before: Any) -> None:
        """What went over goes back; visits that were edited meanwhile keep who is in them now."""
        met, visits, nudges = tables.VisitContact, before["visits"], before["nudges"]
        self._hand(met, kept_id, other_id, met.visit_id, visits["moved"])
        for visit_id, order in visits["shared"].items():
            here = met.visit_id == int(visit_id)
            now = self.session.scalars(select(met.contact_id).where(here).order_by(met.id)).all()
            if list(now) == [one for one in order if one != other_id]:
                self.session.execute(delete(met).where(here))
                self.session.add_all(met(visit_id=int(visit_id), contact_id=one) for one in order)
                self.session.flush()
        self._hand(tables.Voice, kept_id, other_id, tables.Voice.id, before["voices"])
        self._hand(tables.Nudge, kept_id, other_id, tables.Nudge.id, nudges["moved"])
        for one in nudges["dropped"]:
            at = one["answered_at"] and datetime.fromisoformat(one["answered_at"])
            day = {"on": date.fromisoformat(one["on"]), "answered_at": at}
            self.session.add(tables.Nudge(**one | day))
        self.session.flush()

    def _hand(
        self,
        table: type[Following],
        from_id: int,
        to_id: int,
        key: InstrumentedAttribute[int],
        ids: Sequence[int],
    ) -> None:
        """Give the rows of one contact to the other."""
        for start in range(0, len(ids), CHUNK):
            self.session.execute(
                update(table)
                .where(table.contact_id == from_id, key.in_(ids[start : start + CHUNK]))
                .values(contact_id=to_id)
            )


def merge(row: tables.Merge) -> Merge:
    """The merge in a row."""
    return Merge(row.id, row.kept_id, row.other_id, row.by, row.at, row.undone_at)


def _plain(value: object) -> object:
    """As JSON keeps it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def _read(name: str, value: object) -> object:
    """A field as the rules keep it."""
    read = _READ.get(name)
    return read(value) if read is not None and value is not None else value
