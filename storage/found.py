"""Contacts as they are found: by id, by name, by the account they are at."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, case, func, select

from storage import search, tables
from storage.accounts import account
from storage.clocks import CHUNK, OWN, Clocks
from storage.noun import among
from storage.search import IDS
from upkeep import names, phones
from upkeep.accounts import Contact

#: Columns, not rows: a sentence looks at many more contacts than it names.
_COLUMNS = select(*(getattr(tables.Contact, name) for name in OWN), tables.Account).join(
    tables.Account, tables.Account.id == tables.Contact.account_id
)

_ACTIVE = _COLUMNS.where(tables.Contact.left_on.is_(None))
#: Made once, since to make it takes longer than to ask.
_OF_IDS = _ACTIVE.where(tables.Contact.id.in_(bindparam("ids", expanding=True)))
#: The ids of all who were not merged into another, and of those of them who have left.
UNMERGED = select(tables.Contact.id).where(tables.Contact.merged_into_id.is_(None))
LEFT = UNMERGED.where(tables.Contact.left_on.is_not(None))
_ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "name": (tables.Contact.name.asc(), tables.Contact.id.asc()),
    "due": (
        tables.Contact.due_on.asc(),
        case((tables.Contact.last_touch_on.is_(None), 1), else_=0),
        tables.Contact.id.asc(),
    ),
    "named": (
        func.coalesce(
            select(func.max(tables.Nudge.on))
            .where(tables.Nudge.contact_id == tables.Contact.id)
            .scalar_subquery(),
            tables.Contact.added_on,
        ).asc(),
        tables.Contact.id.asc(),
    ),
}

#: Candidates of one name that are weighed.
WEIGHED = 50
#: Likeness from which somebody's own come before all others.
LIKE = 75


class Found(Clocks):
    """The questions by which contacts are found. Lists hold active ones, unless they say it."""

    def kept(self, contact_ids: Iterable[int]) -> list[int]:
        """These ids, each once, with those that were merged into another in the place of it."""
        ids = list(dict.fromkeys(contact_ids))
        into: dict[int, int] = {}
        for start in range(0, len(ids), CHUNK):
            rows = self.session.execute(
                select(tables.Contact.id, tables.Contact.merged_into_id).where(
                    tables.Contact.id.in_(ids[start : start + CHUNK]),
                    tables.Contact.merged_into_id.is_not(None),
                )
            )
            into.update((one, kept) for one, kept in rows if kept is not None)
        return self.kept(into.get(one, one) for one in ids) if into else ids

    def many(self, contact_ids: Iterable[int]) -> list[Contact]:
        """Contacts by id, active or not, in the order asked for; unknown ids are left out."""
        ids = self.kept(contact_ids)
        found = {
            one.id: one
            for start in range(0, len(ids), CHUNK)
            for one in self._where(
                tables.Contact.id.in_(ids[start : start + CHUNK]), also_left=True
            )
        }
        return [found[one] for one in ids if one in found]

    def names_under(self, contact_ids: Iterable[int]) -> dict[int, str]:
        """The names under these ids, active or not; whoever was merged since keeps his own."""
        asked = select(tables.Contact.id, tables.Contact.name)
        named = asked.where(among(tables.Contact.id, set(contact_ids)))
        return {row[0]: row[1] for row in self.session.execute(named)}

    def named(self, account_id: int, name: str) -> list[Contact]:
        """Contacts of an account with exactly that name, but for case, width and accents."""
        return self._where(
            tables.Contact.account_id == account_id, tables.Contact.folded == names.fold(name)
        )

    def called(
        self, whole: Iterable[str], like: Iterable[str], account_ids: Sequence[int] = ()
    ) -> list[Contact]:
        """Whom the names in a sentence may mean, in no order.

        Args:
            whole: what is nobody's name unless it is the whole of it.
            like: what may be a part of a name, or one with a slip of the finger, too.
            account_ids: where they are said to be: among namesakes everywhere, theirs may be lost.
        """
        names_of = [one for one in dict.fromkeys(like) if one.strip()]
        known = search.called(self.session, {*whole, *names_of}, IDS, WEIGHED)
        ids = [one for found in known.values() for one in found]
        lost = (one for one in names_of if not (known.get(one) or one.endswith(names.AND_MORE)))
        ids += self._found(lost)
        if account_ids:
            ids += self._found(names_of, account_ids)
        wanted = list(dict.fromkeys(ids))
        return [
            one
            for start in range(0, len(wanted), CHUNK)
            for one in _whole(self.session.execute(_OF_IDS, {"ids": wanted[start : start + CHUNK]}))
        ]

    def like(
        self,
        texts: Iterable[str],
        account_ids: Sequence[int] | None = None,
        member_id: int | None = None,
        limit: int = WEIGHED,
    ) -> list[Contact]:
        """Candidates for typed names, the likest first; among equals, the member's own first."""
        asked = list(texts)

        def rank(one: Contact) -> tuple[float, bool, str, int]:
            best = max(names.likeness(text, one.called) for text in asked)
            return (-best, one.keeper_id != member_id, one.name, one.id)

        return sorted(self.many(self._found(asked, account_ids, limit)), key=rank)

    def gone(self, text: str, limit: int) -> list[Contact]:
        """Who has left and may go by a name, the likest first."""
        found = self.many(search.candidates(self.session, text, LEFT, limit))
        return sorted(found, key=lambda one: (-names.likeness(text, one.called), one.id))

    def reached(self, phone: str, email: str) -> list[Contact]:
        """Who has a telephone number or an e-mail address, those who have left last.

        Either may be empty. Of a number without its country or town the end will do.
        """
        ids: list[int] = []
        if phones.ending(phone):
            ids += search.numbered(self.session, phone, UNMERGED, WEIGHED)
        found = [one for one in self.many(ids) if phones.reaches(phone, one.phone)]
        if email:
            by = tables.Contact.email == email.casefold()
            unmerged = tables.Contact.merged_into_id.is_(None)
            found += self._where(by, unmerged, also_left=True, limit=WEIGHED)
        once = {one.id: one for one in found}
        return sorted(once.values(), key=lambda one: (one.left_on is not None, one.name, one.id))

    def _found(
        self,
        texts: Iterable[str],
        account_ids: Sequence[int] | None = None,
        limit: int = WEIGHED,
    ) -> list[int]:
        asked = [one for one in dict.fromkeys(texts) if one.strip()]
        if account_ids is not None:
            return search.within(self.session, asked, account_ids, limit)
        return [one for text in asked for one in search.candidates(self.session, text, IDS, limit)]

    def suggest(self, text: str, member_id: int | None, limit: int = 100) -> list[Contact]:
        """Whom somebody may mean while he types: his own first, then all others, by likeness."""
        if not text.strip():
            own = self._where(tables.Contact.keeper_id == member_id, limit=limit, by="due")
            rest = self._where(limit=limit) if len(own) < limit else []
            return list({one.id: one for one in (*own, *rest)}.values())[:limit]
        among = IDS
        mine = among.where(tables.Contact.keeper_id == member_id)
        found = search.suggested(self.session, text, mine, among, WEIGHED)

        def rank(one: Contact) -> tuple[bool, float, str, int]:
            like = names.likeness(text, one.called)
            return (one.keeper_id != member_id or like < LIKE, -like, one.name, one.id)

        return sorted(self._where(tables.Contact.id.in_(found)), key=rank)[:limit]

    def of_account(self, account_id: int) -> list[Contact]:
        """The contacts of an account, by name."""
        return self._where(tables.Contact.account_id == account_id)

    def ever_at(self, account_id: int) -> list[Contact]:
        """The contacts of an account, those who have left included."""
        unmerged = tables.Contact.merged_into_id.is_(None)
        return self._where(tables.Contact.account_id == account_id, unmerged, also_left=True)

    def of_accounts(self, account_ids: Sequence[int]) -> list[Contact]:
        """The contacts of some accounts, by name; of very many, by name in each few."""
        return [
            one
            for start in range(0, len(account_ids), CHUNK)
            for one in self._where(
                tables.Contact.account_id.in_(account_ids[start : start + CHUNK])
            )
        ]

    def _count(self, *those: ColumnElement[bool]) -> int:
        counted = select(func.count(tables.Contact.id))
        return self.session.scalar(counted.where(tables.Contact.left_on.is_(None), *those)) or 0

    def _where(
        self,
        *those: ColumnElement[bool],
        also_left: bool = False,
        limit: int | None = None,
        start: int = 0,
        by: str = "name",
    ) -> list[Contact]:
        asked = (_COLUMNS if also_left else _ACTIVE).where(*those)
        asked = asked.order_by(*_ORDERS[by]).limit(limit).offset(start or None)
        return _whole(self.session.execute(asked))


def _whole(rows: Iterable[Row[Any]]) -> list[Contact]:
    whole = cache(account)
    # By place, not by name: these are the hottest lines of the house.
    return [Contact(account=whole(row[-1]), **dict(zip(OWN, row, strict=False))) for row in rows]
