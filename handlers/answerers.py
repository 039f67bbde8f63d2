"""Who is asked to answer a customer: told once each time, and shown what became of it since."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from handlers import lists, owed
from handlers.callers import Clock
from storage import Delivery, Tx
from storage.claims import UNTOLD
from upkeep.members import Member
from upkeep.visits import Voice
from views import language
from views import voices as views
from views.voices import Told

ASK = "voice"


def told(tx: Tx, found: Sequence[Voice]) -> list[Told]:
    """Voices with the names it takes to tell them, each asked for once."""
    accounts = tx.accounts.many([one.account_id for one in found])
    people = {
        one.id: one.name
        for one in tx.contacts.many(one.contact_id for one in found if one.contact_id)
    }
    ours = {one for each in found for one in (each.assignee_id, each.answered_by) if one}
    names = {one.id: one.name for one in tx.members.many(sorted(ours)).values()}
    return [
        Told(
            one,
            accounts[one.account_id].name,
            people.get(one.contact_id or 0, ""),
            names.get(one.assignee_id or 0, ""),
            names.get(one.answered_by or 0, ""),
        )
        for one in found
    ]


def ask(tx: Tx, voice_id: int, to: Member, by: Member, clock: Clock) -> None:
    """Somebody is to answer, and hears so, unless it is who says it; who was before sees it."""
    (one,) = told(tx, [tx.voices.assign(voice_id, to.id)])
    message = to.id != by.id and owed.message(
        tx,
        ASK,
        to,
        period=f"{voice_id}:{clock.now().isoformat()}",
        paint=lambda: views.asked_to(one, by.name, clock.today(to.zone)),
        not_before=owed.by_day(tx, to, clock),
    )
    said: dict[str, object] = {"to": to.id, "message": message.id if message else None}
    tx.audit.note(by.id, "assign", "voice", voice_id, said, clock.now())
    follow(tx, voice_id, clock)


def reopen(tx: Tx, voice_id: int, by: Member, clock: Clock) -> None:
    """It is to be answered after all; where who was asked to has left, by nobody in particular."""
    asked = tx.voices.reopen(voice_id).assignee_id
    if asked is not None and not tx.members.get(asked).active:
        tx.voices.assign(voice_id, None)
    tx.audit.note(by.id, "reopen", "voice", voice_id, {}, clock.now())
    follow(tx, voice_id, clock)


def follow(tx: Tx, voice_id: int, clock: Clock) -> None:
    """Each message that asked for an answer shows how it stands; nobody is asked in vain by one."""
    (one,) = told(tx, [tx.voices.get(voice_id)])
    for asker, sent in _asking(tx, voice_id):
        asked_by = lists.name_of(tx, asker)
        reader = tx.members.by_slack(sent.recipient)
        assert reader is not None
        today = clock.today(reader.zone)
        paint = partial(views.settled, one, today)
        if one.voice.answered_on is None and one.voice.assignee_id == reader.id:
            paint = partial(views.asked_to, one, asked_by, today)
        elif tx.deliveries.cancel(sent.id):
            continue
        with language.speaking(reader.locale):
            owed.paint(tx, sent, paint(), clock)


def withdraw(tx: Tx, voices: Iterable[Voice]) -> None:
    """What was said is taken back: who was still to be asked for an answer is not."""
    for one in voices:
        for _asker, sent in _asking(tx, one.id):
            tx.deliveries.cancel(sent.id)


def again(tx: Tx, voices: Iterable[Voice], clock: Clock) -> None:
    """What was said stands again, or is to be answered again: who never read of it is asked."""
    for one in voices:
        to = tx.members.get(one.assignee_id) if one.assignee_id and not one.answered_on else None
        if to is None or not to.active:
            continue
        asked = [each for each in _asking(tx, one.id) if each[1].recipient == to.slack_id]
        if asked and all(sent.state in UNTOLD for _asker, sent in asked):
            ask(tx, one.id, to, tx.members.get(asked[0][0]), clock)


def _asking(tx: Tx, voice_id: int) -> Iterator[tuple[int, Delivery]]:
    """The messages that asked for an answer to a voice, the newest first, and who asked by each."""
    for entry in tx.audit.of("voice", voice_id):
        message_id = entry.detail.get("message")
        if isinstance(message_id, int) and entry.by is not None:
            yield entry.by, tx.deliveries.get(message_id)
