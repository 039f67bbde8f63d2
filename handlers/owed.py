"""What a change leaves owed: the morning's message painted anew, and the Homes it concerns.

What was done about a nudge is kept with it as a few words (`met:12`, `snoozed:2026-12-01`,
`given:4:7`, `left:2026-11-24`), so that the message can be painted again at any time, and so that
it does not matter where it was done.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers import lists
from handlers.callers import Clock
from storage import Delivery, Nudge, Tx
from upkeep import calendar
from upkeep.cadence import counts, due_on
from upkeep.members import Member, Role
from upkeep.visits import Visit
from views import home as homes
from views import language, promises
from views import nudges as views
from views.lines import Promise
from views.nudges import Act, Answer
from views.pieces import Json, Message

REMINDER, ROLL, REPAINT, HOME, BRIEF = "reminder", "roll", "repaint", "home", "brief"
DIGEST, TROUBLE = "digest", "trouble"
#: A member has one message a day; it is of one of these kinds.
MORNING = (REMINDER, ROLL)
#: Stands for the keeper of an orphan.
NOBODY = 0
#: A reminder older than this is left as it was read, and what was answered before stays so.
FRESH = timedelta(days=7)
#: As soon as the post room gets to it, whatever the business day.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)


def after_visit(tx: Tx, visit: Visit, clock: Clock) -> None:
    """A visit was logged or edited: it ticks off its contacts in the reminders of these days.

    One that was logged late, and leaves a contact due, has not answered anything.
    """
    if counts(visit.channel, attempt=visit.attempt, policy=tx.policy):
        today = calendar.local_day(clock.now(), "UTC")
        tended = [
            one.id for one in tx.contacts.many(visit.contact_ids) if due_on(one, tx.policy) > today
        ]
        answer(tx, tended, f"{Act.MET}:{visit.id}", clock)
    touch(tx, visit.contact_ids, visit.member_ids, clock)


def after_undo(tx: Tx, visit: Visit, clock: Clock) -> None:
    """A visit was undone: what it had ticked off is open again."""
    reopen(tx, visit.contact_ids, f"{Act.MET}:{visit.id}", clock)
    touch(tx, visit.contact_ids, visit.member_ids, clock)


def answer(tx: Tx, contact_ids: Collection[int], words: str, clock: Clock) -> None:
    """Say of all open nudges what was done about their contacts."""
    for nudge in tx.nudges.unanswered_of(contact_ids):
        tx.nudges.answer(nudge.id, words, clock.now())


def reopen(tx: Tx, contact_ids: Collection[int], words: str, clock: Clock) -> None:
    """The nudges that were answered lately by words that begin so are open again."""
    for nudge in tx.nudges.answered_by(contact_ids, words, clock.now() - FRESH):
        tx.nudges.answer(nudge.id, "", None)


def after_giving(
    tx: Tx, contact_ids: Collection[int], before: int | None, to: int, clock: Clock
) -> None:
    """Contacts went over: ticked off with who had them, and asked again of who has them back.

    Their messages are still to be painted: `touch`, `repaint_of`.
    """
    answer(tx, contact_ids, f"{Act.GIVEN}:{before or NOBODY}:{to}", clock)
    reopen(tx, contact_ids, f"{Act.GIVEN}:{to}:", clock)


def touch(
    tx: Tx, contact_ids: Collection[int], member_ids: Collection[int | None], clock: Clock
) -> None:
    """Paint anew what names these contacts, and the Homes of their keepers and these members."""
    repaint_of(tx, contact_ids, clock)
    keepers = {one.keeper_id for one in tx.contacts.many(contact_ids)}
    concerned = {one for one in (*keepers, *member_ids) if one is not None}
    for member in tx.members.many(sorted(concerned)).values():
        home(tx, member, clock)


def repaint_of(tx: Tx, contact_ids: Collection[int], clock: Clock) -> None:
    """Paint anew the messages of these days that name some contacts."""
    named = {one.delivery_id for one in _fresh(tx, contact_ids, clock) if one.delivery_id}
    for message_id in sorted(named):
        repaint(tx, message_id, clock)


def _fresh(tx: Tx, contact_ids: Collection[int], clock: Clock) -> list[Nudge]:
    since = calendar.local_day(clock.now(), "UTC") - FRESH
    return tx.nudges.of_contacts(contact_ids, since)


def told(tx: Tx, contact_id: int, words: str) -> Answer | None:
    """What was done about a contact, from the words kept with a nudge; None: nothing was."""
    if not words:
        return None
    act, _, rest = words.partition(":")
    match Act(act):
        case Act.MET:
            return Answer(Act.MET, tx.visits.get(int(rest)).on, back=rest)
        case Act.GIVEN:
            to = tx.members.get(int(rest.partition(":")[2]))
            return Answer(Act.GIVEN, date.min, to=to.name, back=f"{act}:{contact_id}:{rest}")
        case done:
            return Answer(done, date.fromisoformat(rest), back=f"{act}:{contact_id}")


def repaint(tx: Tx, message_id: int, clock: Clock) -> None:
    """Paint a reminder as it stands now: in Slack, or before it goes out."""
    sent = tx.deliveries.get(message_id)
    reader = tx.members.by_slack(sent.recipient)
    assert reader is not None
    with language.speaking(reader.locale):
        paint(tx, sent, _reminder(tx, sent, reader), clock)


def paint(tx: Tx, sent: Delivery, message: Message, clock: Clock) -> None:
    """Put other words into a message: in Slack, or before it goes out."""
    if sent.channel is None or sent.ts is None:
        tx.deliveries.repaint(sent.id, {"channel": sent.recipient, **message})
        return
    tx.deliveries.owe_latest(
        REPAINT,
        sent.recipient,
        str(sent.id),
        "chat.update",
        {"channel": sent.channel, "ts": sent.ts, **message},
        clock.wall(),
    )


def _reminder(tx: Tx, sent: Delivery, reader: Member) -> Message:
    """A reminder's message from what is stored of it."""
    on = date.fromisoformat(sent.period)
    kept = tx.nudges.of_message(sent.id)
    contacts = {one.id: one for one in tx.contacts.many(one.contact_id for one in kept)}
    shown = lists.items(tx, lists.Decisions(tx, on), [contacts[one.contact_id] for one in kept], on)
    nudges = [
        views.Nudge(replace(item, turn="turn" in one.facts), told(tx, one.contact_id, one.answer))
        for item, one in zip(shown, kept, strict=True)
    ]
    more = sum(int(str(one.facts.get("more", 0))) for one in kept)
    week = lists.own_week(tx, reader, on)
    return views.reminder(nudges, _promised(tx, sent), on, more=more, week=week)


def _promised(tx: Tx, sent: Delivery) -> list[Promise]:
    """The promises that a message names, as they stand now."""
    named = (lists.promise(tx, one) for one in promises.named(sent.payload["blocks"]))
    return [one for one in named if one is not None]


def repaint_pressed(tx: Tx, body: Json, clock: Clock) -> bool:
    """Paint the message anew in which something was pressed, however long ago it came.

    False: it is no message we know of. One whose sending nobody has answered may be read, and
    pressed in, before it has been looked for.
    """
    place = body.get("container")
    if not isinstance(place, dict) or not place.get("message_ts"):
        return False
    sent = tx.deliveries.of_message(str(place["channel_id"]), str(place["message_ts"]))
    _repaint(tx, sent, clock)
    return sent is not None


def repaint_promise(tx: Tx, owner: Member, named_on: date | None, clock: Clock) -> None:
    """Paint the messages anew that name a promise, told on a day, and its owner's newest ones."""
    to, day = owner.slack_id or "", str(named_on)
    for kind in MORNING:
        told = (tx.deliveries.of_period(kind, to, day), tx.deliveries.last(kind, to))
        for sent in dict.fromkeys(one.id for one in told if one is not None):
            _repaint(tx, tx.deliveries.get(sent), clock)


def _repaint(tx: Tx, sent: Delivery | None, clock: Clock) -> None:
    """Paint a reminder anew, or a roll call that names promises; nothing else."""
    if sent is not None and sent.kind == REMINDER:
        repaint(tx, sent.id, clock)
    elif sent is not None and sent.kind == ROLL and promises.named(sent.payload["blocks"]):
        newest = tx.deliveries.of_period(REPAINT, sent.recipient, str(sent.id)) or sent
        text, blocks = newest.payload["text"], newest.payload["blocks"]
        reader = tx.members.by_slack(sent.recipient)
        assert isinstance(text, str)
        assert isinstance(blocks, list)
        assert reader is not None
        paint_roll(tx, sent, reader, {"text": text, "blocks": blocks}, clock)


def paint_roll(tx: Tx, asked: Delivery, reader: Member, message: Message, clock: Clock) -> None:
    """Put other words into a roll call; the promises below them stay, as they stand now."""
    with language.speaking(reader.locale):
        on = date.fromisoformat(asked.period)
        paint(tx, asked, promises.below(message, _promised(tx, asked), on), clock)


def home(tx: Tx, reader: Member, clock: Clock) -> None:
    """Paint a member's Home anew, if he is with us and has ever opened it."""
    if reader.active and reader.slack_id and tx.deliveries.of_period(HOME, reader.slack_id, HOME):
        publish(tx, reader, clock)


def publish(tx: Tx, reader: Member, clock: Clock, page: int = 0) -> None:
    """Owe a member his Home; the newest replaces what has not gone out yet."""
    assert reader.slack_id is not None
    with language.speaking(reader.locale):
        view = homes.paint(lists.home(tx, reader, clock.today(reader.zone), page))
    payload: dict[str, object] = {"user_id": reader.slack_id, "view": view}
    tx.deliveries.owe_latest(HOME, reader.slack_id, HOME, "views.publish", payload, clock.wall())


def brief(tx: Tx, to: Member, giver: Member, contact_id: int, clock: Clock) -> Delivery | None:
    """Owe the new owner of a contact what there is to know; None: Slack does not know him."""
    if to.slack_id is None:
        return None
    on = clock.today(to.zone)
    contact = tx.contacts.get(contact_id)
    made = tx.visits.of_contact(contact_id, 3)
    return message(
        tx,
        BRIEF,
        to,
        period=f"{contact_id}:{clock.now().isoformat()}",
        paint=lambda: views.brief(lists.item(tx, contact, on), giver.name, made),
        not_before=by_day(tx, to, clock),
    )


def message(
    tx: Tx,
    kind: str,
    to: Member,
    *,
    period: str,
    paint: Callable[[], Message],
    not_before: datetime = AT_ONCE,
    expires_at: datetime | None = None,
) -> Delivery | None:
    """Owe a member a private message in his own language; None: it is, or was, owed already.

    It goes out at the wall's instant `not_before` (`by_day`: nobody is disturbed at night). At the
    business instant `expires_at` it is too late for it.
    """
    assert to.slack_id is not None
    with language.speaking(to.locale):
        payload: dict[str, object] = {"channel": to.slack_id, **paint()}
    return tx.deliveries.owe(
        kind, to.slack_id, period, "chat.postMessage", payload, not_before, expires_at
    )


def by_day(tx: Tx, to: Member, clock: Clock) -> datetime:
    """The wall's instant for what nobody has asked for: at once, or once it is morning there."""
    now, policy = clock.now(), tx.policy
    local = now.astimezone(ZoneInfo(to.zone)).time()
    if policy.morning <= local < policy.evening:
        return AT_ONCE
    today = calendar.local_day(now, to.zone)
    day = today if local < policy.morning else today + timedelta(days=1)
    return clock.wall() + (calendar.instant(day, policy.morning, to.zone) - now)


def admins(tx: Tx) -> list[Member]:
    """The admins who can be written to: in Slack, by role, or by the file's list."""
    return [
        one
        for one in tx.members.all()
        if one.slack_id and (one.role is Role.ADMIN or one.slack_id in tx.policy.admins)
    ]
