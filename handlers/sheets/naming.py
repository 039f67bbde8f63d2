"""How lists that go out name whom they are about, so that they are known when they come in."""

from handlers.sheets.book import without_ordinal
from storage import Tx
from upkeep import names
from upkeep.members import Member
from upkeep.sheets import Who


class Naming:
    """What everybody is called in a list.

    Attributes:
        ours: each of ours, by id.
        which: which of several of one name at a customer a contact is, from 1; most are the only.
    """

    def __init__(self, tx: Tx) -> None:
        self.ours = {one.id: called(one) for one in tx.members.all(active=False)}
        self._houses = {one.id: one.name for one in tx.accounts.all()}
        every = tx.rolls.named()
        same: dict[tuple[int, str], list[int]] = {}
        for one in every:
            same.setdefault((one.account_id, names.fold(one.name)), []).append(one.id)
        self.which = {
            one: number
            for several in same.values()
            for number, one in enumerate(several, 1)
            if len(several) > 1
        }
        self._at = {one.id: one.account_id for one in every}
        self._names = {one.id: self._numbered(one.id, one.name) for one in every}

    def _numbered(self, contact_id: int, name: str) -> str:
        """A name with its number; one that looks as if it had one gets one more."""
        number = self.which.get(contact_id, 1 if without_ordinal(name) else None)
        return f"{name} ({number})" if number else name

    def contact(self, contact_id: int, account_id: int) -> Who:
        """A contact in a line about an account; it may have moved to another one since."""
        at = self._at[contact_id]
        return Who(self._names[contact_id], None if at == account_id else self._houses[at])


def called(one: Member) -> str:
    """How a member is named in a list."""
    return one.email.casefold() if one.email else one.slack_id or ""
