"""What list, reminder, cards and Home have in common: a contact with the reasons to go there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

from handlers import teams
from storage import DRAFTS_WAIT, Tx
from storage.teams import EVERYONE
from upkeep import cadence, calendar, decision, ledger, nudges, regime, schedules, workdays
from upkeep.accounts import Contact, Rule
from upkeep.decision import Vote
from upkeep.errors import Refusal
from upkeep.members import Member, Role, Team
from upkeep.nudges import Candidate
from upkeep.regime import OwnWeek
from upkeep.visits import FollowUp
from views import home as homes
from views import votes as views
from views.lines import Item, Promise, Tally, called
from views.pieces import Message

#: Contacts on the list of the command; App Home shows them all.
SHOWN = 5
#: Due contacts of one keeper that are weighed against each other.
WEIGHED = 2000
#: Beyond them, so many who wait longest; no reminder names more.
PATIENT = 100


class Decisions:
    """How accounts would decide on a day, each asked once however many contacts it has.

    Those known to be needed are best asked together: `ask`.
    """

    def __init__(self, tx: Tx, on: date) -> None:
        self._tx, self._on = tx, on
        self._votes: dict[int, list[Vote]] = {}
        self._rules: dict[int, Rule] = {}
        self._support: dict[int, float] = {}
        self._swings: dict[int, dict[int, float]] = {}

    def ask(self, contacts: Iterable[Contact]) -> None:
        """Fetch the votes at the accounts of some contacts at once."""
        rules = {one.account.id: one.account.rule for one in contacts}
        self._fetch(rules.keys() - self._votes.keys())
        self._rules |= rules

    def _fetch(self, account_ids: Collection[int]) -> None:
        self._votes.update((one, []) for one in account_ids)
        for one in self._tx.ledger.at(account_ids, self._on) if account_ids else ():
            self._votes[one.account_id] += ledger.votes([one])

    def votes(self, account_id: int) -> list[Vote]:
        """The votes of an account's active contacts."""
        if account_id not in self._votes:
            self._fetch([account_id])
        return self._votes[account_id]

    def rule(self, account_id: int) -> Rule:
        """How an account decides."""
        if account_id not in self._rules:
            self._rules[account_id] = self._tx.accounts.get(account_id).rule
        return self._rules[account_id]

    def support(self, account_id: int) -> float | None:
        """The probability of a yes; None: too few votes for a figure."""
        votes = self.votes(account_id)
        if len(votes) < decision.FEW:
            return None
        if account_id not in self._support:
            self._support[account_id] = decision.support(votes, self.rule(account_id))
        return self._support[account_id]

    def swing(self, contact: Contact) -> float:
        """What a visit to a contact would add to the support."""
        account_id = contact.account.id
        if account_id not in self._swings:
            votes = self.votes(account_id)
            self._swings[account_id] = decision.swings(votes, self.rule(account_id))
        return self._swings[account_id].get(contact.id, 0.0)

    def lifted(self, contact: Contact) -> float | None:
        """The support after a visit to a contact; None: too few votes for a figure."""
        now = self.support(contact.account.id)
        return None if now is None else now + self.swing(contact)

    def nearest(self, account_id: int) -> tuple[int, ...]:
        """The contacts whose warmth would give what is missing to the rule, the warmest first."""
        return decision.tide(self.votes(account_id), self.rule(account_id)).nearest

    def tally(self, account_id: int) -> Tally:
        """The warm votes, all of them, and how many are needed; weights where they differ."""
        votes = self.votes(account_id)
        way = decision.tide(votes, self.rule(account_id))
        return Tally(
            warm=way.warm,
            total=way.total,
            needed=way.needed,
            support=self.support(account_id),
            weighted=any(one.weight != 1 for one in votes),
        )


def bare(tx: Tx, decisions: Decisions, contact: Contact, on: date) -> Item:
    """A contact with what the rules say of it, and nothing of what happened."""
    return Item(
        contact=contact,
        on=on,
        clock=cadence.clock(contact, tx.policy),
        tally=decisions.tally(contact.account.id),
        lifted=decisions.lifted(contact),
    )


def item(tx: Tx, contact: Contact, on: date) -> Item:
    """A contact with all that is worth knowing before a visit."""
    return items(tx, Decisions(tx, on), [contact], on)[0]


def items(tx: Tx, decisions: Decisions, contacts: Sequence[Contact], on: date) -> list[Item]:
    """The same of some contacts, fetched for all of them at once."""
    if not contacts:
        return []
    decisions.ask(contacts)
    ids = [one.id for one in contacts]
    last, voices = tx.visits.last_of(ids), tx.voices.open_of_contacts(ids)
    promises = tx.follow_ups.open_of_contacts(ids)
    keepers = tx.members.many([one.keeper_id for one in contacts if one.keeper_id is not None])
    incidents = tx.incidents.open_at_any([one.account.id for one in contacts], on)
    return [
        replace(
            bare(tx, decisions, one, on),
            last=last.get(one.id),
            voices=tuple(voices[one.id]),
            promises=tuple(promises[one.id]),
            absent=_absent(keepers.get(one.keeper_id or 0), on),
            incident=incidents[one.account.id].text if one.account.id in incidents else "",
        )
        for one in contacts
    ]


def _absent(keeper: Member | None, on: date) -> str:
    """The name of a contact's keeper, while he is away and somebody stands in for him."""
    stood_in = keeper is not None and keeper.standin_id is not None and keeper.is_away(on)
    return keeper.name if keeper is not None and stood_in else ""


def candidates(tx: Tx, decisions: Decisions, member: Member, on: date) -> list[Candidate]:
    """A member's contacts that are due by a day, with what places them before one another.

    Of very many, those who wait longest since they were named are among them: so nobody is lost.
    """
    due = tx.contacts.neediest(member.id, on, WEIGHED)
    if len(due) == WEIGHED:
        patient = tx.contacts.patient(member.id, on, PATIENT)
        due = list({one.id: one for one in (*due, *patient)}.values())
    return weighed(tx, decisions, member, due)


def weighed(
    tx: Tx, decisions: Decisions, member: Member, contacts: Sequence[Contact]
) -> list[Candidate]:
    """Contacts of a member with what places them before one another."""
    decisions.ask(contacts)
    ids = [one.id for one in contacts]
    named, unanswered = tx.nudges.last_for(ids, member.id), tx.nudges.unanswered(ids)
    return [
        Candidate(one, decisions.swing(one), named.get(one.id), unanswered.get(one.id, 0))
        for one in contacts
    ]


def for_today(tx: Tx, member: Member, on: date) -> tuple[list[Item], int]:
    """The contacts of a member's reminder, and how many more are due."""
    decisions = Decisions(tx, on)
    due = candidates(tx, decisions, member, on)
    chosen = nudges.choose(due, tx.policy, on, **manner(tx, member, on))
    told = items(tx, decisions, [one.contact for one in chosen], on)
    named = [replace(item, turn=one.turn) for item, one in zip(told, chosen, strict=True)]
    return named, len(due) - len(chosen)


def manner(tx: Tx, member: Member, on: date) -> nudges.Manner:
    """How a member's reminder is made: when he was at work, and whether it has faded."""
    return {
        "works": partial(workdays.at_work, member, tx.policy),
        "faded": tx.policy.reminder_fading and regime.is_steady(member, on),
    }


def own_week(tx: Tx, member: Member, on: date) -> OwnWeek | None:
    """A member's own line, on the last day he works before his team's digest; else None."""
    team = _team(tx, member)
    week = schedules.summed_up(member, team, tx.policy, on) if team else None
    if week is None:
        return None
    made = tx.visits.between(week, min(week + timedelta(days=6), on), [member.id])
    (found,) = regime.member_weeks([member], week, regime.presences(made, tx.policy), tx.policy)
    over = week < calendar.week_of(on)
    return OwnWeek(found, over=over) if found.visits or tx.contacts.count(member.id) else None


def _team(tx: Tx, member: Member) -> Team | None:
    """Whose digest tells of a member; None: that of nobody has been set."""
    if member.team_id is not None:
        return tx.teams.get(member.team_id)
    return tx.teams.by_name(EVERYONE)


def mine(tx: Tx, member: Member, on: date, done: Message | None = None) -> Message:
    """A member's list, with what was just done to one of it on top."""
    decisions = Decisions(tx, on)
    found = candidates(tx, decisions, member, on)
    due = nudges.rank(found, tx.policy, on)
    shown = [one.contact for one in due[:SHOWN]] or tx.contacts.of_keeper(member.id)[:1]
    target = regime.target_of(member, tx.policy)
    holds = regime.capacity(target, tx.policy) if target else None
    told = items(tx, decisions, shown, on)
    # Who is found are all who are due, unless there may be more than are weighed.
    waiting = len(found) if len(found) < WEIGHED else tx.contacts.due_count(member.id, on)
    return views.mine(
        told,
        tx.contacts.count(member.id),
        due=waiting,
        holds=holds,
        done=done,
        brings=member.may_manage() or _is_admin(tx, member),
    )


def name_of(tx: Tx, member_id: int | None) -> str:
    """The name of a member, told apart where he has left; empty for nobody."""
    return called(tx.members.get(member_id)) if member_id is not None else ""


def promise(tx: Tx, follow_up_id: int) -> Promise | None:
    """A promise with the name of its account; None: its visit was edited, and it with it."""
    try:
        kept = tx.follow_ups.get(follow_up_id)
    except Refusal:
        return None
    return Promise(kept, tx.accounts.get(kept.account_id).name)


def with_accounts(tx: Tx, promises: Sequence[FollowUp]) -> list[Promise]:
    """Promises with the names of their accounts."""
    names = tx.accounts.many([one.account_id for one in promises])
    return [Promise(one, names[one.account_id].name) for one in promises]


def home(tx: Tx, reader: Member, on: date, page: int) -> homes.Page:
    """What a member's Home shows on a day."""
    votes = tx.contacts.of_keeper(reader.id)
    page = min(page, homes.pages(len(votes)) - 1)
    start = page * homes.PER_PAGE
    due = tx.follow_ups.open_of_member(reader.id)
    monday = calendar.week_of(on)
    since = calendar.instant(on, time(), reader.zone) - DRAFTS_WAIT
    week = tx.visits.between(monday, monday + timedelta(days=6), [reader.id])
    target = regime.target_of(reader, tx.policy)
    return homes.Page(
        on=on,
        votes=votes[start : start + homes.PER_PAGE],
        total=len(votes),
        due=tx.contacts.due_count(reader.id, on),
        unmet=sum(one.last_touch_on is None for one in votes),
        number=page,
        made=sum(
            cadence.counts(one.channel, attempt=one.attempt, policy=tx.policy) for one in week
        ),
        target=regime.week_target(reader, monday, tx.policy),
        holds=regime.capacity(target, tx.policy) if target else None,
        promises=with_accounts(tx, due),
        drafts=[(one.id, one.text) for one in tx.drafts.of_member(reader.id, since=since)],
        recent=tx.visits.recent(reader.id, 5),
        teams=teams.of_manager(tx, reader, on),
        health=tx.deliveries.health() if _is_admin(tx, reader) else None,
    )


def _is_admin(tx: Tx, member: Member) -> bool:
    return member.role is Role.ADMIN or member.slack_id in tx.policy.admins
