"""Accounts: found by name, alias or short form."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from storage import tables
from storage.noun import Change, Noun
from upkeep import names, phones
from upkeep.accounts import Account, Quorum, Rule
from upkeep.errors import Refusal

#: Before the end of a telephone number among the keys: no name that is typed holds it.
NUMBER = "#"
#: Likeness from which an account is worth showing for a text.
ALIKE = 60.0


#: Columns, not rows: a sentence looks at all accounts.
_COLUMNS = select(
    *(
        getattr(tables.Account, name)
        for name in (
            *("id", "name", "aliases", "contract", "owner_id", "cadence"),
            *("quorum", "decider_id", "influence"),
        )
    )
)


def account(row: tables.Account | Row[*tuple[Any, ...]]) -> Account:
    """The account in a row, or in a row's columns."""
    rule = _rule(row.quorum, row.decider_id, row.influence)
    return Account(row.id, row.name, row.aliases, row.contract, row.owner_id, row.cadence, rule)


@lru_cache(maxsize=1024)
def _rule(quorum: Quorum, decider_id: int | None, influence: int) -> Rule:
    return Rule(quorum, decider_id, influence / 100)


def rule_fields(rule: Rule) -> dict[str, object]:
    """A rule as an account's row holds it: influence in hundredths, never none, never all."""
    share = min(max(round(rule.influence * 100), 1), 99)
    return {"quorum": rule.quorum, "decider_id": rule.decider_id, "influence": share}


def key_lines(*words: str, phone: str = "") -> str:
    """All the ways names may be typed, one a line, two line ends around each: to be searched.

    Behind them stands how a telephone number ends.
    """
    end = phones.ending(phone)
    keys = [*sorted(names.keys(*words)), *([NUMBER + end] if end else [])]
    return "\n\n" + "\n\n".join(keys) + "\n\n"


def answered_for(member_ids: Collection[int] | Select[int]) -> ColumnElement[bool]:
    """Accounts that some members answer for: as owners, or of nobody's by a contact they keep."""
    account, contact = tables.Account.__table__.c, tables.Contact.__table__.c
    kept = select(contact.account_id).where(
        contact.keeper_id.in_(member_ids), contact.left_on.is_(None)
    )
    # In words that no index could serve: what they keep is looked up where an account is nobody's.
    nobodys = account.owner_id.is_(None) & account.id.in_(kept).is_(True)
    return account.owner_id.in_(member_ids) | nobodys


class Accounts(Noun):
    """The questions and changes of accounts."""

    def get(self, account_id: int) -> Account:
        """The account with an id.

        Raises:
            Refusal: `gone`.
        """
        return account(self.row(tables.Account, account_id))

    def all(self) -> list[Account]:
        """All accounts, by name."""
        return self._where()

    def many(self, account_ids: Sequence[int]) -> dict[int, Account]:
        """Accounts by id; unknown ids are left out."""
        return {one.id: one for one in self._where(tables.Account.id.in_(account_ids))}

    def by_name(self, name: str) -> Account | None:
        """The account of exactly that name, but for case, width and accents.

        Else the only one that goes by it, too.
        """
        wanted = names.fold(name)
        if found := self._where(tables.Account.folded == wanted):
            return found[0]
        also = [one for one in self.all() if wanted in map(names.fold, one.aliases)]
        return also[0] if len(also) == 1 else None

    def like(self, text: str, limit: int = 10) -> list[Account]:
        """Accounts whose name or alias is like a text, the likest first."""
        scored = ((names.likeness(text, (one.name, *one.aliases)), one) for one in self.all())
        near = sorted(
            ((score, one) for score, one in scored if score >= ALIKE),
            key=lambda pair: (-pair[0], pair[1].name, pair[1].id),
        )
        return [one for _, one in near[:limit]]

    def owned_by(self, member_id: int) -> list[Account]:
        """The accounts a member answers for."""
        return self._where(tables.Account.owner_id == member_id)

    def owned(self, owner_ids: Collection[int] | None) -> list[Account]:
        """The accounts some members answer for, or all: names, owners and how they decide."""
        one = tables.Account
        asked = select(one.id, one.name, one.owner_id, one.quorum, one.decider_id, one.influence)
        if owner_ids is not None:
            asked = asked.where(answered_for(owner_ids))
        rows = self.session.execute(asked.order_by(tables.Account.id))
        return [
            Account(row[0], row[1], owner_id=row[2], rule=Rule(row[3], row[4], row[5] / 100))
            for row in rows
        ]

    def upsert(
        self,
        name: str,
        aliases: Iterable[str] | None = None,
        contract: bool | None = None,
        owner_id: int | None = None,
        cadence: int | None = None,
    ) -> tuple[Account, Change]:
        """The account of a name, made where it is new; fields that are None stay as they are.

        After a change of owner or cadence, `Contacts.recount_account` is the caller's to call.
        """
        said: dict[str, object] = {"contract": contract, "owner_id": owner_id, "cadence": cadence}
        said = {key: value for key, value in said.items() if value is not None}
        if aliases is not None:
            said |= {"aliases": tuple(aliases), "keys": key_lines(name, *aliases)}
        folded = names.fold(name)
        row = self.session.scalar(select(tables.Account).where(tables.Account.folded == folded))
        if row is None:
            row = tables.Account(name=name, folded=folded, **{"keys": key_lines(name)} | said)
            self.session.add(row)
            self.session.flush()
            return account(row), Change.CREATED
        changed = self.change_row(row, said)
        return account(row), Change.UPDATED if changed else Change.UNCHANGED

    def change(self, account_id: int, **fields: object) -> Account:
        """Write fields of an account. `Contacts.recount_account` is the caller's to call.

        Raises:
            Refusal: `account.known`, where another account goes by that name; `gone`.
        """
        row = self.row(tables.Account, account_id)
        name = str(fields.get("name", row.name))
        folded = names.fold(name)
        if any(one.id != account_id for one in self._where(tables.Account.folded == folded)):
            raise Refusal("account.known", name=name)
        if self.change_row(row, fields | {"folded": folded}):
            self.change_row(row, {"keys": key_lines(row.name, *row.aliases)})
        return account(row)

    def decide(self, account_id: int, rule: Rule) -> Account:
        """Say how an account decides.

        Raises:
            Refusal: `gone`.
        """
        row = self.row(tables.Account, account_id)
        self.change_row(row, rule_fields(rule))
        return account(row)

    def _where(self, *those: ColumnElement[bool]) -> list[Account]:
        rows = self.session.execute(
            _COLUMNS.where(*those).order_by(tables.Account.name, tables.Account.id)
        )
        return [account(row) for row in rows]
