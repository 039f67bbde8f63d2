"""One face to the customer: a quiet word to two of ours who are about the same person apart."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from handlers import chain, owed
from handlers.callers import Clock
from storage import Delivery, Tx, claims
from upkeep import calendar, threads
from upkeep.members import Member
from upkeep.threads import Step
from upkeep.visits import Visit
from views import faces as views
from views import language
from views.pieces import Message

FACES = "one face"


class Word(NamedTuple):
    """Who is to hear that a colleague is about the same contact apart, and at which account."""

    me: int
    you: int
    contact_id: int
    account_id: int


def notice(tx: Tx, visit: Visit, clock: Clock, was: Visit | None = None) -> None:
    """A visit was logged, changed, undone, or stands again: what is said about it is true.

    Who is about one of its contacts apart gets a word, and so do those here. Once for each two of
    ours and each contact in a while, and never about what is long past. What was promised for a day
    counts like a visit on that day. A word that does not hold any more says so.

    `was`: the visit before it was changed.
    """
    versions = [visit] if was is None else [visit, was]
    for word in sorted({word for one in versions for word in _words(tx, one, clock)}):
        _tell(tx, word, clock, undone=visit.undone_at is not None)


def _words(tx: Tx, visit: Visit, clock: Clock) -> Iterator[Word]:
    """Each one of two who are about a contact of a visit apart, and the other."""
    span = timedelta(days=tx.policy.one_face_days)
    if not span or visit.on < clock.today("UTC") - span:
        return
    made = _made(tx, visit.account_id, visit.contact_ids, (visit.on - span, visit.on + span))
    others = [step for one in made if one.id != visit.id for step in threads.steps(one)]
    for here in threads.steps(visit):
        for you, there in threads.apart(here, others, span.days).items():
            contact_id = min(set(here.contact_ids) & set(there.contact_ids))
            for me in here.member_ids:
                yield Word(me, you, contact_id, visit.account_id)
                yield Word(you, me, contact_id, visit.account_id)


def _made(
    tx: Tx, account_id: int, contact_ids: Sequence[int], within: tuple[date, date]
) -> list[Visit]:
    """What was done at an account between two days, and where its contacts were promised more."""
    near = tx.visits.of_accounts_between([account_id], *within)
    promised = tx.follow_ups.open_of_contacts(contact_ids).values()
    earlier = {one.visit_id for some in promised for one in some if one.due_on}
    return [*near, *tx.visits.many(sorted(earlier - {one.id for one in near}))]


def _tell(tx: Tx, word: Word, clock: Clock, *, undone: bool) -> None:
    """Say a word, or that it holds no more, where that is not what was said last."""
    both = tx.members.many([word.me, word.you])
    me, you = both[word.me], both[word.you]
    if not you.active or me.slack_id is None or _stand_in(me, you, clock):
        return
    with language.speaking(me.locale):
        said = _painted(tx, word, you, clock.today(me.zone))
        over = views.taken_back(tx.contacts.get(word.contact_id), you.name, undone=undone)
    sent = _last(tx, word, me, clock)
    if sent is None:
        if said and chain.is_there(tx, me, clock.today(me.zone)):
            _say(tx, word, me, said[0], clock)
    elif _reads(tx, sent) not in [one["text"] for one in said or [over]] and (
        said or not tx.deliveries.cancel(sent.id)
    ):
        owed.paint(tx, sent, said[0] if said else over, clock)


def _painted(tx: Tx, word: Word, you: Member, on: date) -> list[Message]:
    """What can be said of two of ours and a contact, the nearest steps first."""
    contact = tx.contacts.get(word.contact_id)
    return [views.word(contact, you.name, *both, on) for both in _apart(tx, word, on)]


def _apart(tx: Tx, word: Word, on: date) -> list[tuple[Step, Step]]:
    """The steps of two of ours to a contact that are apart, the nearest first."""
    span = timedelta(days=tx.policy.one_face_days)
    made = _made(tx, word.account_id, [word.contact_id], (on - 2 * span, on + timedelta(days=1)))
    steps = [one for each in made for one in threads.steps(each)]
    steps = [one for one in steps if word.contact_id in one.contact_ids]
    found = [
        (mine, yours)
        for mine in steps
        for yours in steps
        if word.me in mine.member_ids
        and word.you in threads.apart(mine, [yours], span.days)
        and max(mine.on, yours.on) >= on - span
    ]
    found = [both for both in found if not _in_turn(tx, word, both)]
    return sorted(
        found, key=lambda both: (abs((both[0].on - both[1].on).days), -both[0].on.toordinal())
    )


def _in_turn(tx: Tx, word: Word, both: tuple[Step, Step]) -> bool:
    """Whether one went there before he gave the contact to the other, who went there after."""
    acts = tx.audit.of("contact", word.contact_id)
    last = next((one for one in acts if one.act in {"give", "give back"}), None)
    if last is None or last.act != "give":
        return False
    went = {word.me: both[0].on, word.you: both[1].on}
    before, to = int(str(last.detail["before"])), int(str(last.detail["to"]))
    given_on = calendar.local_day(last.at, "UTC")
    return {before, to} == went.keys() and went[before] <= given_on <= went[to]


def _stand_in(one: Member, other: Member, clock: Clock) -> bool:
    """Whether one of two goes there in the place of the other, who is away."""
    return any(
        away.standin_id == there.id and away.is_away(clock.today(away.zone))
        for away, there in ((one, other), (other, one))
    )


def _say(tx: Tx, word: Word, me: Member, message: Message, clock: Clock) -> None:
    to = str(me.slack_id)
    payload: dict[str, object] = {"channel": to, **message}
    at = owed.by_day(tx, me, clock)
    tx.deliveries.owe_latest(
        FACES, to, _periods(tx, word, clock)[0], "chat.postMessage", payload, at
    )


def _last(tx: Tx, word: Word, me: Member, clock: Clock) -> Delivery | None:
    """The word that was said in a while; None: none was, or it was taken back unsent."""
    said = (
        tx.deliveries.of_period(FACES, str(me.slack_id), one) for one in _periods(tx, word, clock)
    )
    return next((one for one in said if one is not None and one.state != claims.CANCELLED), None)


def _periods(tx: Tx, word: Word, clock: Clock) -> tuple[str, str]:
    """What a word is kept under that is said in this while, or was in the last."""
    turn = clock.today("UTC").toordinal() // tx.policy.one_face_days
    said = f"{word.contact_id}:{word.you}"
    return f"{said}:{turn}", f"{said}:{turn - 1}"


def _reads(tx: Tx, sent: Delivery) -> object:
    """What a word says by now."""
    newest = tx.deliveries.of_period(owed.REPAINT, sent.recipient, str(sent.id)) or sent
    return newest.payload["text"]
