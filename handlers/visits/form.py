"""The form was sent: a new visit, the edit of one, or the end of an unfinished log."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from slack_bolt import Ack
from slack_sdk import WebClient

from handlers import owed
from handlers.callers import Clock
from handlers.visits import doors, sentence
from handlers.visits.doors import About
from handlers.visits.keeping import Desk, as_new, give
from storage import Store, Tx
from upkeep import visits
from upkeep.errors import Refusal
from upkeep.members import Member
from upkeep.phrases import Understood
from upkeep.visits import FollowUp, NewVisit, Visit, Voice
from views.pieces import Json, Message
from views.visits import form as views
from views.visits.form import Sent


def sent(
    ack: Ack,
    view: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """The form was sent: kept, or shown what is wrong at its fields."""
    told, subject = views.sent(view), doors.about(view)
    if told.errors:
        ack(response_action="errors", errors=dict(told.errors))
        return
    said = doors.unfinished(store, team_id, caller, subject)
    ids = {
        *told.slack_ids,
        *filter(None, [told.promiser]),
        *(sentence.slack_ids(said) if said else ()),
    }
    present = sentence.members(store, client, team_id, ids)
    try:
        with store.transaction(team_id) as tx:
            desk = Desk(tx, caller, clock)
            message = _keep(desk, told, subject, present, str(view["id"]), said)
    except Refusal as refusal:
        ack(response_action="errors", errors=views.errors(refusal, view))
        return
    origin, form_id = dict(subject.origin or {}), str(view["id"])
    give(store, team_id, caller, origin, message, alone=subject.alone, form_id=form_id)
    ack()


@dataclass(frozen=True)
class Rest:
    """What a visit has beyond the fields of the form, or had in them before.

    Attributes:
        member_ids: there in any case: the writer, and those whom Slack's menu cannot show.
        contact_ids: more than the menu can show.
        promises, voices: as they were; what stands in the form still keeps who owns it, to whom it
            belongs and whether it is done.
        note: as it was; the form may have had no room for all of it.
        visit: as it was; whoever was in it has been to its account, wherever he works by now.
    """

    member_ids: tuple[int, ...]
    contact_ids: tuple[int, ...] = ()
    promises: tuple[FollowUp, ...] = ()
    voices: tuple[Voice, ...] = ()
    note: str = ""
    source: str = ""
    permalink: str = ""
    visit: Visit | None = None


def _keep(
    desk: Desk,
    told: Sent,
    subject: About,
    present: Mapping[str, int],
    form_id: str,
    said: Understood | None,
) -> Message:
    """Keep what the form says: as a new visit, as the edit of one, or as a draft's end.

    Raises:
        Refusal: something in it cannot be kept.
    """
    there = tuple(present[one] for one in told.slack_ids if one in present)
    if told.promise and told.promiser and told.promiser in present:
        told = replace(told, promise=replace(told.promise, owner_id=present[told.promiser]))
    if subject.visit is not None:
        old = desk.standing_visit(subject.visit)
        new = _visit(desk, told, there, _rest(desk.tx, old))
        if visits.mark(old) != subject.mark and new != as_new(old):  # the same form may come twice
            raise Refusal("visit.changed")
        return desk.change(old.id, new)
    if subject.draft is None:
        visit = _visit(desk, told, there, Rest((desk.caller.id,)))
        return desk.log(visit, f"form:{form_id}")
    if said is None:
        return _finished(desk, told, subject)
    draft = doors.own_draft(desk, subject.draft)
    rest = Rest(
        (desk.caller.id,),
        promises=sentence.promises(said, desk.caller, present),
        voices=said.voices,
        note=said.note,
        source=draft.text.strip(),
        permalink=str(draft.payload["permalink"]),
    )
    message = desk.log(_visit(desk, told, there, rest), str(draft.payload["request"]))
    desk.tx.drafts.remove(draft.id)
    owed.home(desk.tx, desk.caller, desk.clock)
    return message


def _finished(desk: Desk, told: Sent, subject: About) -> Message:
    """What was said of the visit, where the form comes again because its answer was lost.

    Raises:
        Refusal: `draft.finished`, otherwise than this form says.
    """
    made = desk.tx.visits.many(desk.tx.visits.known([subject.request]).values())
    for one in made:
        says = (told.contact_ids, told.on, told.channel, views.whole_note(told.note, one.note))
        if says == (one.contact_ids, one.on, one.channel, one.note):
            return desk.told_again(one)
    raise Refusal("draft.finished")


def _rest(tx: Tx, visit: Visit) -> Rest:
    there = tx.members.many(visit.member_ids)
    unseen = (
        one for one in visit.member_ids if one == visit.recorded_by or not there[one].slack_id
    )
    old = as_new(visit)
    beyond = old.contact_ids[views.MOST :]
    own = (old.follow_ups, old.voices, old.note, old.source, old.permalink)
    return Rest(tuple(unseen), beyond, *own, visit=visit)


def _visit(desk: Desk, told: Sent, there: tuple[int, ...], rest: Rest) -> NewVisit:
    """What the form says, as a visit to keep.

    Raises:
        Refusal: nobody is named, or people of several customers, or the day is still to come.
    """
    assert told.on is not None
    as_before = rest.visit is not None and told.on == rest.visit.on  # today may be where it was
    if told.on > desk.today and not as_before:
        raise Refusal("date.future")
    return NewVisit(
        account_id=_account_id(desk.tx, told, rest.visit),
        on=told.on,
        channel=told.channel,
        contact_ids=tuple(dict.fromkeys((*told.contact_ids, *rest.contact_ids))),
        member_ids=tuple(dict.fromkeys((*rest.member_ids, *there))),
        note=views.whole_note(told.note, rest.note),
        voices=views.whole_voices(told.voices, rest.voices),
        follow_ups=_promises(told.promise, rest.promises),
        attempt=told.attempt,
        source=rest.source,
        permalink=rest.permalink,
    )


def _account_id(tx: Tx, told: Sent, before: Visit | None) -> int:
    there = before.contact_ids if before else ()
    accounts = {
        one.account.id: one.account
        for one in tx.contacts.many(told.contact_ids)
        if one.id not in there
    }
    if before and any(one in there for one in tx.contacts.kept(told.contact_ids)):
        accounts[before.account_id] = tx.accounts.get(before.account_id)
    if len(accounts) > 1:
        raise Refusal("account.several")
    if not accounts and told.account_id is None:
        raise Refusal("form.contacts")
    account = next(iter(accounts.values()), None) or tx.accounts.get(told.account_id or 0)
    if told.account_id not in {None, account.id}:
        raise Refusal("form.elsewhere", account=account.name)
    return account.id


def _promises(told: FollowUp | None, before: tuple[FollowUp, ...]) -> tuple[FollowUp, ...]:
    """The one the form has room for as it stands there now, the others as they were."""
    old, others = visits.to_edit(before)
    if told is None:
        return others
    old = old or told
    text = views.whole_promise(told.text, old.text)
    owner = told.owner_id or old.owner_id
    return (replace(old, text=text, due_on=told.due_on, owner_id=owner), *others)
