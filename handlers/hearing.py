"""How a sentence is understood: split by the rules, looked up in storage, settled by the rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from storage import Tx
from upkeep import phrases
from upkeep.accounts import Account, Contact
from upkeep.members import Member
from upkeep.phrases import Understood


@dataclass(frozen=True)
class Known:
    """What every sentence is read against: the customers and ours."""

    accounts: Sequence[Account]
    members: Sequence[Member]


def known(tx: Tx) -> Known:
    """What is stored by now; many sentences may be read against it."""
    return Known(tx.accounts.all(), tx.members.all())


def understand(
    tx: Tx,
    text: str,
    *,
    today: date,
    speaker: Member | None,
    locale: str = "en-US",
    escaped: bool = True,
    among: Known | None = None,
) -> Understood:
    """A sentence against what is stored; nothing is written."""
    among = among or known(tx)
    heard = phrases.split(
        text, today=today, locale=locale, escaped=escaped, accounts=among.accounts
    )
    named = [*(one for said in heard.accounts for one in said.ids), *heard.beside]
    candidates = tx.contacts.called((*heard.pieces, *heard.tail.pieces), heard.queries, named)
    member_id = speaker.id if speaker else None

    def settled(there: Sequence[Contact] = ()) -> Understood:
        return phrases.settle(
            heard,
            candidates,
            among.accounts,
            there=there,
            member_id=member_id,
            members=among.members,
        )

    understood = settled()
    if understood.unclear and heard.titled:
        return settled(tx.contacts.of_accounts(named))
    if understood.contacts or understood.unclear or understood.account is not None:
        return understood
    several = {each for one in heard.accounts if len(one.ids) > 1 for each in one.ids}
    return replace(understood, which=tuple(one for one in among.accounts if one.id in several))
