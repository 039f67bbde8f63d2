"""How a sentence is understood: split by the rules, looked up in storage, settled by the rules."""

from datetime import date

from storage import Tx
from upkeep import phrases
from upkeep.members import Member
from upkeep.phrases import Understood


def understand(
    tx: Tx,
    text: str,
    *,
    today: date,
    speaker: Member | None,
    locale: str = "en-US",
    escaped: bool = True,
) -> Understood:
    """A sentence against what is stored; nothing is written."""
    accounts = tx.accounts.all()
    heard = phrases.split(text, today=today, locale=locale, escaped=escaped, accounts=accounts)
    named = [one for said in heard.accounts for one in said.ids]
    member_id = speaker.id if speaker else None
    candidates = tx.contacts.like(heard.queries, member_id=member_id)
    if heard.titled:
        candidates += tx.contacts.at_title(named)
    return phrases.settle(
        heard, candidates, accounts, member_id=member_id, members=tx.members.all()
    )
