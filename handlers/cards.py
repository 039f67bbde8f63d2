"""What a card tells of one contact or one account, put together from what is stored.

Customers' words and notes are told to who has met the contact, who looks after it or its account,
who stands in for him while he is away, and who manages one of these; words also to who is asked to
answer; to others how many there are.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers import lists, teams
from storage import Tx
from upkeep import cadence, calendar, decision
from upkeep.accounts import Contact, Level
from upkeep.eyes import Eyes, Face, eyes
from upkeep.members import Member
from views import cards
from views.cards.firm import PER_PAGE
from views.pieces import Message

#: Visits on a card, and the days in which visitors are counted.
VISITS = 5
LATELY = timedelta(days=90)


def contact(tx: Tx, contact_id: int, reader: Member, on: date) -> Message:
    """The card of one person, or of the one it was merged into."""
    one = tx.contacts.get(contact_id)
    item = lists.item(tx, one, on)
    visitors = tx.visits.visitors_of(one.id)
    names = tx.members.many([member for member, _, _ in visitors])
    may, in_charge = teams.hearer(tx, reader, on), {one.keeper_id, one.account.owner_id}
    reads = reader.id in names or may.reads(in_charge)
    asked = item.voices if reads else tx.voices.open_of_contacts([one.id], may)[one.id]
    hidden = 0 if reads else len(item.voices) - len(asked) + len(item.promises)
    made = tx.visits.of_contact(one.id, VISITS)
    return cards.contact(
        item if reads else replace(item, voices=tuple(asked), promises=(), last=None),
        cadence.standing(one, tx.policy, on),
        lists.name_of(tx, one.keeper_id),
        made if reads else teams.readable(made, may),
        mine=reader.id == one.keeper_id or reader.may_manage(),
        visitors=[(names[member].name, times, last) for member, times, last in visitors],
        change=_change(tx, "contact", one.id, reader),
        hidden=hidden,
    )


def _change(tx: Tx, noun: str, noun_id: int, reader: Member) -> tuple[str, date] | None:
    """Who last changed what is written, and on which of the reader's days."""
    last = next(iter(tx.audit.of(noun, noun_id, 1)), None)
    if last is None:
        return None
    return lists.name_of(tx, last.by), calendar.local_day(last.at, reader.zone)


def account(tx: Tx, account_id: int, reader: Member, on: date, page: int = 0) -> Message:
    """The card of one customer. `page`: of its contacts, from 0; beyond the last, the last."""
    one = tx.accounts.get(account_id)
    contacts = {each.id: each for each in tx.contacts.of_account(account_id)}
    decisions = lists.Decisions(tx, on)
    votes = decisions.votes(account_id)
    told = decisions.support(account_id) is not None
    lifted = {each.id: decisions.lifted(each) or 0.0 for each in contacts.values()} if told else {}
    nearest = max(lifted, key=lambda each: (lifted[each], -each), default=None)
    voices, promises = (
        tx.voices.open_of_account(account_id),
        tx.follow_ups.open_of_account(account_id),
    )
    keepers = {each.keeper_id for each in contacts.values()}
    may, made = teams.hearer(tx, reader, on), tx.visits.of_account(account_id, VISITS)
    reads = may.reads({one.owner_id, *keepers})
    asked = voices if reads else tx.voices.open_of_account(account_id, may)
    shown, first = _page(list(contacts.values()), page)
    facts = cards.AccountFacts(
        account=one,
        owner=lists.name_of(tx, one.owner_id),
        coverage=cadence.coverage(contacts.values(), tx.policy, on),
        tally=decisions.tally(account_id),
        nearing=[each.name for each in tx.contacts.many(decisions.nearest(account_id))],
        without_strongest=decision.without_strongest(votes, one.rule) if told else None,
        nearest=contacts[nearest] if nearest is not None else None,
        lifted=lifted[nearest] if nearest is not None else None,
        visitors=_visitors(tx, account_id, on),
        visits=made if reads else teams.readable(made, may),
        voices=asked,
        promises=promises if reads else (),
        incidents=tx.incidents.open_at(account_id, on),
        eyes=_eyes(tx, account_id, contacts, on) if contacts else None,
        rows=[(each, cadence.standing(each, tx.policy, on)) for each in shown],
        first=first,
        total=len(contacts),
        change=_change(tx, "account", one.id, reader),
        hidden=0 if reads else len(voices) - len(asked) + len(promises),
    )
    return cards.account(facts, on)


def _page(contacts: Sequence[Contact], page: int) -> tuple[list[Contact], int]:
    """A page of contacts, those due first at the top, and the place of its first."""
    ranked = sorted(contacts, key=lambda one: (one.due_on, one.last_touch_on is None, one.id))
    last = max(len(ranked) - 1, 0) // PER_PAGE
    first = min(max(page, 0), last) * PER_PAGE
    return ranked[first : first + PER_PAGE], first


def _eyes(
    tx: Tx, account_id: int, contacts: dict[int, Contact], on: date
) -> tuple[Eyes, tuple[str, ...]]:
    """Whether the account is alive, and who it rests on."""
    senior = {one.id: one for one in contacts.values() if one.level is not Level.GENERAL}
    within = {one.id: cadence.cadence_of(one, tx.policy) for one in senior.values()}
    since = on - timedelta(days=max(within.values(), default=0))
    met: dict[int, set[int]] = {one: set() for one in senior}
    for visit in tx.visits.around([account_id], since, on):
        if cadence.counts(visit.channel, attempt=visit.attempt, policy=tx.policy):
            for one in met.keys() & set(visit.contact_ids):
                if visit.on >= on - timedelta(days=within[one]):
                    met[one].update(visit.member_ids)
    found = eyes(
        Face(
            one.id,
            one.level,
            cadence.warmth(one, tx.policy, on),
            one.department,
            frozenset(met[one.id]),
        )
        for one in senior.values()
    )
    return found, tuple(contacts[one].name for one in found.contact_ids)


def _visitors(tx: Tx, account_id: int, on: date) -> list[tuple[str, int]]:
    """Who of ours went there lately, most often first."""
    made = tx.visits.of_accounts_between([account_id], on - LATELY, on)
    counted = (
        one for one in made if cadence.counts(one.channel, attempt=one.attempt, policy=tx.policy)
    )
    times = Counter(member for one in counted for member in one.member_ids)
    names = {one.id: one.name for one in tx.members.many(list(times)).values()}
    return sorted(((names[who], n) for who, n in times.items()), key=lambda row: (-row[1], row[0]))
