"""The conversation of incidents: a fault opens doors, and what came of it is told once."""

from datetime import date, datetime, timedelta
from functools import partial

from slack_bolt import Ack, App

from handlers import answers, chain, lists, owed, teams
from handlers.callers import Clock, Moment
from handlers.words import Commands, says, split
from storage import Store, Tx
from upkeep import cadence, calendar, incidents
from upkeep.accounts import Account, Contact, named_first
from upkeep.incidents import LATELY, Errand, Incident
from upkeep.members import Member
from views import incidents as views
from views.incidents import Told
from views.pieces import Json, Message

ERRAND, REPORT = "errand", "incident"


def said(ack: Ack, command: Json, caller: Member, store: Store, clock: Clock, team_id: str) -> None:
    """`/votes incident ACCOUNT: what happened`: opens doors; alone: those that are open."""
    words, name = split(command)[1], str(command["command"])
    with store.transaction(team_id) as tx:
        today = clock.today(caller.zone)
        if not words:
            message = views.listed(
                [_told(tx, one) for one in tx.incidents.open_on(today)], name, today
            )
        else:
            account, what = named_first(words, tx.accounts.all())
            if account is None or not what:
                near = [account] if account else tx.accounts.like(words.split()[0])
                typed = "" if account else f"{name} {command['text']}"
                message = views.unclear(name, [one.name for one in near], words, typed)
            else:
                request = f"incident:{command['trigger_id']}"
                incident, new = _add(tx, account, what, caller, clock, request)
                if new or incident.opened_on == today:
                    message = _opened(tx, incident, account, caller, clock, new=new)
                else:  # who was sent then may have been there since
                    message = views.listed([_told(tx, incident)], name, today)
    ack(**message)


def _add(
    tx: Tx, account: Account, what: str, caller: Member, clock: Clock, request: str
) -> tuple[Incident, bool]:
    """The incident, and whether it is new."""
    today = clock.today(caller.zone)
    last = today + timedelta(days=tx.policy.incident_days - 1)
    at = caller.reminder_at or tx.policy.reminder_at
    return tx.incidents.add(
        account.id,
        what,
        caller.id,
        first=today,
        last=last,
        report_at=calendar.instant(last + timedelta(days=1), at, caller.zone),
        request=request,
    )


def _opened(
    tx: Tx, incident: Incident, account: Account, caller: Member, clock: Clock, *, new: bool
) -> Message:
    """Who goes to whom; of a new one they are told."""
    today = clock.today(caller.zone)
    opener = tx.members.get(incident.opened_by)
    told, visitors = _told(tx, incident), _visitors(tx, account, opener, incident.opened_on)
    errands, others = _errands(tx, incident, account, visitors)
    members = tx.members.many(visitors)
    if new:
        noted = {"incident": incident.id}
        tx.audit.note(caller.id, "incident", "account", account.id, dict(noted), clock.now())
        for one in errands:
            to = members[one.member_id]
            _send(tx, told, _for(tx, to, one), to, clock)
    shown = [(members[one.member_id].name, _for(tx, caller, one)) for one in errands]
    idle = [members[one].name for one in visitors[len(errands) :]]
    return views.opened(told, shown, others, today, idle)


def _send(tx: Tx, told: Told, errand: Errand, to: Member, clock: Clock) -> None:
    today = clock.today(to.zone)
    owed.message(
        tx,
        ERRAND,
        to,
        period=str(told.incident.id),
        paint=lambda: views.errand(told, errand, today),
        not_before=owed.by_day(tx, to, clock),
    )


def _errands(
    tx: Tx, incident: Incident, account: Account, visitors: list[int]
) -> tuple[list[Errand], list[Contact]]:
    """Who of those who go there meets whom, and asks what; and who else is within reach now."""
    on = incident.opened_on
    contacts = tx.contacts.of_account(account.id)
    ids = [one.id for one in contacts]
    touched = tx.incidents.touched(account.id)
    lately = [
        one.level for one in contacts for each in touched.get(one.id, ()) if each.on > on - LATELY
    ]
    usual = incidents.usual_level(lately)
    errands = incidents.errands(
        incident,
        contacts,
        visitors,
        usual,
        tx.policy,
        tx.voices.open_of_contacts(ids),
        tx.follow_ups.open_of_contacts(ids),
    )
    met = {one.contact.id for one in errands}
    reachable = incidents.reachable(contacts, usual, tx.policy, on)
    return errands, [one for one in reachable if one.id not in met]


def _for(tx: Tx, reader: Member, errand: Errand) -> Errand:
    """An errand as its reader may see it: a customer's words are told to whom they concern."""
    one = errand.contact
    met_by = {member_id for member_id, _, _ in tx.visits.visitors_of(one.id)}
    in_charge = {one.keeper_id, one.account.owner_id}
    if reader.id in met_by or teams.reader(tx, reader).reads(in_charge):
        return errand
    return incidents.wordless(errand)


def _visitors(tx: Tx, account: Account, opener: Member, on: date) -> list[int]:
    """Who of ours went there lately, its owner, and who opened the incident; who is there."""
    made = tx.visits.of_accounts_between([account.id], on - LATELY, on)
    counted = (
        one for one in made if cadence.counts(one.channel, attempt=one.attempt, policy=tx.policy)
    )
    ids = [member for one in counted for member in one.member_ids]
    ids = [*ids, *([account.owner_id] if account.owner_id else []), opener.id]
    there = tx.members.many(ids)
    return [one for one in dict.fromkeys(ids) if chain.is_there(tx, there[one], on)]


def _told(tx: Tx, incident: Incident) -> Told:
    account = tx.accounts.get(incident.account_id).name
    return Told(incident, account, lists.name_of(tx, incident.opened_by))


def closed(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """“Close early”: for who opened it, the account's owner, and managers; twice does nothing."""
    with store.transaction(team_id) as tx:
        incident = tx.incidents.get(int(str(action["value"])))
        owner = tx.accounts.get(incident.account_id).owner_id
        day = clock.today(tx.members.get(incident.opened_by).zone)  # its days are its writer's,
        day = max(day, incident.opened_on)  # who may have flown west since
        if not (caller.id in {incident.opened_by, owner} or caller.may_manage()):
            message = views.not_yours(_told(tx, incident).opener)
        elif incident.report_at is None:
            message = views.closed_already()
        else:
            message = _report(tx, incident, day, clock, early=True)
            tx.audit.note(caller.id, "close", "incident", incident.id, {}, clock.now())
    answers.say(body, message)
    ack()


def tick(store: Store, team_id: str, now: datetime, wall: datetime | None = None) -> None:
    """Tell once what came of the incidents whose days are over; at night nobody.

    `wall`: the real time, where business time is another.
    """
    clock = Moment(now, wall or now)
    with store.reading(team_id) as tx:
        over = tx.incidents.to_report(now)
    if not over:
        return
    with store.transaction(team_id) as tx:
        for one in tx.incidents.to_report(now):
            _report(tx, one, one.until, clock)


def _report(tx: Tx, incident: Incident, on: date, clock: Clock, *, early: bool = False) -> Message:
    """Close an incident; who opened it, owns the account, or is above is told what came of it."""
    closing = tx.incidents.close(incident.id, on)
    tx.deliveries.withdraw(ERRAND, str(closing.id))
    told = _told(tx, closing)
    touched = tx.incidents.touched(closing.account_id)
    met = sorted(incidents.first_met(touched, closing, closing.until))
    came = incidents.outcome(
        closing,
        tx.contacts.of_account(closing.account_id),
        touched,
        tx.visits.of_accounts_between([closing.account_id], closing.opened_on, closing.until),
        tx.policy,
        closing.until,
        sorted(tx.contacts.many(met), key=lambda one: (one.name, one.id)),
    )
    opener = tx.members.get(closing.opened_by)
    owner_id = tx.accounts.get(closing.account_id).owner_id
    owner = [tx.members.get(owner_id)] if owner_id is not None else []
    for reader in (opener, *owner, *chain.above(tx, opener, clock.today(opener.zone))):
        if reader.active and reader.slack_id:
            day = clock.today(reader.zone)
            owed.message(
                tx,
                REPORT,
                reader,
                period=str(closing.id),
                paint=partial(views.report, told, came, day, closed_early=early),
                not_before=owed.by_day(tx, reader, clock),
            )
    return views.report(told, came, clock.today(opener.zone), closed_early=early)


def register(app: App, commands: Commands) -> None:
    """`/votes incident`, and the button that closes one."""
    app.command(commands.votes, matchers=[says("incident")])(said)
    app.action(views.CLOSE)(closed)
