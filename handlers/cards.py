"""What a card tells of one contact or one account, put together from what is stored."""

from collections import Counter
from datetime import date, timedelta

from handlers import lists
from storage import Tx
from upkeep import cadence, decision
from upkeep.members import Member
from views import cards
from views.pieces import Message

#: Visits on a card, and the days in which visitors are counted.
VISITS = 5
LATELY = timedelta(days=90)


def contact(tx: Tx, contact_id: int, reader: Member, on: date) -> Message:
    """The card of one person."""
    one = tx.contacts.get(contact_id)
    return cards.contact(
        lists.item(tx, lists.Decisions(tx, on), one, on),
        cadence.standing(one, tx.policy, on),
        lists.name_of(tx, one.keeper_id),
        tx.visits.of_contact(one.id, VISITS),
        mine=one.left_on is None and (reader.id == one.keeper_id or reader.may_manage()),
    )


def account(tx: Tx, account_id: int, on: date) -> Message:
    """The card of one customer."""
    one = tx.accounts.get(account_id)
    contacts = {each.id: each for each in tx.contacts.of_account(account_id)}
    decisions = lists.Decisions(tx, on)
    votes = decisions.votes(account_id)
    told = decisions.support(account_id) is not None
    lifted = {each.id: decisions.lifted(each) or 0.0 for each in contacts.values()} if told else {}
    nearest = max(lifted, key=lambda each: (lifted[each], -each), default=None)
    facts = cards.AccountFacts(
        account=one,
        owner=lists.name_of(tx, one.owner_id),
        coverage=cadence.coverage(contacts.values(), tx.policy, on),
        tally=decisions.tally(account_id),
        without_strongest=decision.without_strongest(votes, one.rule) if told else None,
        nearest=contacts[nearest] if nearest is not None else None,
        lifted=lifted[nearest] if nearest is not None else None,
        visitors=_visitors(tx, account_id, on),
        visits=tx.visits.of_account(account_id, VISITS),
        voices=tx.voices.open_of_account(account_id),
        promises=tx.follow_ups.open_of_account(account_id),
        incidents=tx.incidents.open_at(account_id, on),
    )
    return cards.account(facts, on)


def _visitors(tx: Tx, account_id: int, on: date) -> list[tuple[str, int]]:
    """Who of ours went there lately, most often first."""
    made = tx.visits.of_accounts_between([account_id], on - LATELY, on)
    counted = (
        one for one in made if cadence.counts(one.channel, attempt=one.attempt, policy=tx.policy)
    )
    times = Counter(member for one in counted for member in one.member_ids)
    names = {one.id: one.name for one in tx.members.many(list(times)).values()}
    return sorted(((names[who], n) for who, n in times.items()), key=lambda row: (-row[1], row[0]))
