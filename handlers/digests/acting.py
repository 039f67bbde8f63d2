"""What a digest's buttons do: plan this week's five, and send the votes as a sheet."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from slack_bolt import Ack

from handlers import answers, teams
from handlers.callers import Clock
from handlers.digests import asking, gathering
from handlers.owed import AT_ONCE
from handlers.uploads import UPLOAD
from storage import Store, Tx
from upkeep import alerts, cadence, calendar, joint, workdays
from upkeep.members import Member, Team
from views import digests as views
from views import leaves
from views.digests import csv, five, orphans
from views.pieces import Json, Message


def plan(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“This week's five”: all of them for who manages the team, else those one takes part in."""
    number, _monday = views.named(str(action["value"]))
    with store.reading(team_id) as tx:
        team = asking.by_number(tx, number)
        painted = five.paint(_plan(tx, team, caller, asking.today_of(tx, team, clock.now())))
    asking.tell(store, team_id, body, caller, painted)
    ack()


def _plan(tx: Tx, team: Team, reader: Member, today: date) -> five.Plan:
    ours = teams.reach(tx, team)
    known = gathering.facts(tx, *gathering.around(tx, ours, today), today, None)
    facts = {one.account.id: one for one in known}
    seniors = tx.members.seniors()
    found = (alerts.line(one, today, seniors) for one in facts.values())
    lines = sorted((one for one in found if one is not None), key=alerts.badness)
    monday = calendar.week_of(today)
    made = Counter(one.member_id for one in tx.ledger.presences(ours.keepers, monday, today))
    hands = {one.id: one for one in (*ours.members, *teams.readers_of(tx, team))}
    there = [one for one in hands.values() if not workdays.is_absent(one, tx.policy, today)]
    some = joint.five(lines, facts, there, seniors, made)
    managed = teams.manages(tx, reader, team)
    planned = len(some)
    some = [one for one in some if managed or reader.id in (one.host_id, one.guest_id)]
    named = [who for one in some for who in (one.host_id, one.guest_id) if who is not None]
    told = [alert for one in some for alert in one.line.alerts]
    return five.Plan(
        week=teams.told(tx, team, told, today, managed=managed),
        joint=some,
        others=planned - len(some),
        contacts={one.id: one for one in tx.contacts.many(one.contact_id for one in some)},
        members={one.id: one.name for one in tx.members.many(named).values()},
    )


def nobodys(ack: Ack, body: Json, caller: Member, store: Store, team_id: str) -> None:
    """“Whom nobody answers for”: the first of them, to be given to somebody."""
    with store.reading(team_id) as tx:
        painted = _nobodys(tx, caller)
    asking.tell(store, team_id, body, caller, painted)
    ack()


def nobodys_turned(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, team_id: str
) -> None:
    """Another page of them; beyond the last, as they become fewer, the last."""
    with store.reading(team_id) as tx:
        painted = _nobodys(tx, caller, leaves.turned(str(action["value"]))[1])
    answers.replace(body, painted)
    ack()


def _nobodys(tx: Tx, reader: Member, number: int = 0) -> Message:
    count = tx.contacts.orphan_count()
    number = min(number, leaves.count(count, orphans.PER_PAGE) - 1)
    some = tx.contacts.orphans(orphans.PER_PAGE, number * orphans.PER_PAGE)
    return orphans.paint(some, count, managed=reader.may_manage(), number=number)


def export(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Export CSV”: a team's votes for who manages it, else one's own, to one's own messages."""
    number, monday = views.named(str(action["value"]))
    assert caller.slack_id is not None
    with store.transaction(team_id) as tx:
        team = asking.by_number(tx, number)
        today = asking.today_of(tx, team, clock.now())
        managed = teams.manages(tx, caller, team)
        votes = _votes(tx, teams.reach(tx, team).keepers if managed else [caller.id], today)
        payload: dict[str, object] = {
            "channel": caller.slack_id,
            "filename": f"votes-{today.isoformat()}.csv",
            "title": csv.title(team.name if managed else caller.name, today),
            "content": csv.sheet(votes),
            "refused": csv.no_scope(),
        }
        period = f"{team.id}:{monday.isoformat()}:{body['trigger_id']}"
        if votes:
            tx.deliveries.owe(csv.EXPORTED, caller.slack_id, period, UPLOAD, payload, AT_ONCE)
    asking.tell(store, team_id, body, caller, csv.on_its_way(len(votes)))
    ack()


def _votes(tx: Tx, keepers: Sequence[int] | None, today: date) -> list[csv.Vote]:
    """The contacts of some keepers, or all there are, by account and name."""
    contacts = tx.contacts.all() if keepers is None else tx.contacts.of_keepers(keepers)
    names = {one.id: one.name for one in tx.members.all(active=False)}
    return [
        csv.Vote(
            contact=one,
            keeper=names.get(one.keeper_id or 0, ""),
            standing=cadence.standing(one, tx.policy, today),
            cadence=cadence.cadence_of(one, tx.policy),
        )
        for one in sorted(contacts, key=lambda one: (one.account.name, one.name, one.id))
    ]
