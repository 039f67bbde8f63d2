"""A proposal as it stands, in the messages of all who have it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from handlers import lists, owed
from handlers.callers import Clock
from handlers.inheriting.proposing import due, known, of_today
from storage import Handover, Tx
from upkeep import workdays
from upkeep.handover import State
from views import handover as views
from views import language
from views.handover import Proposal, Share
from views.lines import called
from views.pieces import Message

PROPOSAL = "handover"
_UNDER_WAY = (State.WAITING, State.MOVING, State.RETURNING)


def paint(tx: Tx, proposed: Handover, on: date, start: int = 0) -> Message:
    """A proposal as it stands."""
    giver = tx.members.get(proposed.from_id)
    if proposed.state in {State.PROPOSED, State.VOID}:
        plan = due(tx, proposed)
        proposed = replace(proposed, contacts=plan.contacts, accounts=plan.accounts)
    shares = _shares(tx, proposed, on) if proposed.state not in _UNDER_WAY else []
    stays = {None, giver.id}
    promised = tx.follow_ups.open_of_member(giver.id)
    return views.proposal(
        Proposal(
            id=proposed.id,
            giver=giver.name,
            state=proposed.state,
            gone=not giver.active,
            shares=shares,
            contacts=sum(heir != giver.id for heir in proposed.contacts.values()),
            promises=sum(proposed.accounts.get(one.account_id) not in stays for one in promised),
            settler=lists.name_of(tx, proposed.settled_by) if proposed.settled_by else "",
            stayed=proposed.stayed,
            start=min(start, max(len(shares) - 1, 0) // views.PER_PAGE * views.PER_PAGE),
        )
    )


def _shares(tx: Tx, proposed: Handover, on: date) -> list[Share]:
    """What is to go to whom, account by account."""
    giver_id = proposed.from_id
    heirs = of_today(tx, proposed)
    legacies = known(tx, tx.contacts.many(heirs), on)
    takers = tx.members.many(sorted({*proposed.contacts.values(), *proposed.accounts.values()}))
    counted: dict[int, Counter[int]] = {
        one: Counter({who: 0}) for one, who in proposed.accounts.items()
    }
    knows: dict[int, set[str]] = {}
    for one in legacies:
        heir = heirs[one.contact_id]
        counted.setdefault(one.account_id, Counter())[heir] += 1
        if one.known.get(heir, (0, 0))[0]:
            knows.setdefault(one.account_id, set()).add(called(takers[heir]))
    away = {called(one) for one in takers.values() if workdays.is_absent(one, tx.policy, on)}
    accounts = tx.accounts.many(sorted(counted))
    return [
        Share(
            account_id=account.id,
            account=account.name,
            to=tuple((called(takers[who]), n) for who, n in counted[account.id].most_common()),
            knows=frozenset(knows.get(account.id, ())),
            away=frozenset(away if proposed.state is State.PROPOSED else ()),
            bare=not counted[account.id].total()
            and account.owner_id not in {giver_id, *counted[account.id]},
            slack_id=takers[counted[account.id].most_common(1)[0][0]].slack_id,
        )
        for account in sorted(accounts.values(), key=lambda one: (one.name, one.id))
    ]


def repaint(tx: Tx, proposed: Handover, clock: Clock, start: int = 0) -> None:
    """Paint a proposal anew in the messages of all who have it."""
    for slack_id in proposed.told:
        sent, reader = (
            tx.deliveries.of_period(PROPOSAL, slack_id, str(proposed.id)),
            tx.members.by_slack(slack_id),
        )
        if sent is None or reader is None:
            continue
        with language.speaking(reader.locale):
            message = paint(tx, proposed, clock.today(reader.zone), start)
        if sent.channel is None or sent.ts is None:
            tx.deliveries.repaint(sent.id, {"channel": slack_id, **message})
            continue
        place = {"channel": sent.channel, "ts": sent.ts}
        tx.deliveries.owe_latest(
            owed.REPAINT, slack_id, str(sent.id), "chat.update", {**place, **message}, clock.wall()
        )


def follow(tx: Tx, member_ids: Iterable[int], clock: Clock) -> None:
    """Some of ours look after others than before: what is proposed about them says so."""
    for member_id in sorted(set(member_ids)):
        for one in tx.handovers.open_of(member_id):
            repaint(tx, one, clock)


def tell(tx: Tx, done: Handover, clock: Clock) -> None:
    """It took a while, and is done: told where the proposal is, else to who has asked for it."""
    settler = tx.members.get(done.settled_by or done.from_id)
    repaint(tx, done, clock)
    if settler.slack_id and settler.slack_id not in done.told:
        heard = replace(done, told=(*done.told, settler.slack_id))
        tx.handovers.plan(heard)
        paints = partial(paint, tx, heard, clock.today(settler.zone))
        owed.message(tx, PROPOSAL, settler, period=str(done.id), paint=paints)
