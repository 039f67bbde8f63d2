"""The doors to the form: opened from anywhere, filled from what is known, helped while typing."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers import answers, suggesting, teams
from handlers.callers import Clock
from handlers.visits import sentence
from handlers.visits.keeping import Desk
from storage import Draft, Store, Tx
from upkeep import visits
from upkeep.errors import Refusal
from upkeep.members import Member
from upkeep.phrases import Understood
from upkeep.visits import FollowUp, Visit
from views import drafts
from views import visits as buttons
from views.pieces import Json
from views.visits import form as views
from views.visits.form import Filled

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class About:
    """What a form is about, and where it was opened: it travels in the form's metadata.

    Attributes:
        visit: that is edited.
        mark: by which it is seen whether it was changed since the form was opened.
        draft: that is finished.
        request: by which the draft's visit is known, once it is kept.
        contact: that was filled in first.
        alone: the message it was opened from is about nothing else, and may be replaced.
        origin: where the answer can go.
    """

    visit: int | None = None
    mark: str = ""
    draft: int | None = None
    request: str = ""
    contact: int | None = None
    alone: bool = False
    origin: Mapping[str, object] | None = None

    def metadata(self) -> str:
        """As it travels."""
        return json.dumps(vars(self))


def about(view: Json) -> About:
    """What a form is about."""
    return About(**json.loads(str(view["private_metadata"])))


def by_command(
    ack: Ack,
    command: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """`/visit` alone."""
    _open(store, client, caller, clock, team_id, command, About())
    ack()


def by_shortcut(
    ack: Ack,
    shortcut: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """The global shortcut."""
    _open(store, client, caller, clock, team_id, shortcut, About())
    ack()


def by_button(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """“Log a visit”, anywhere; with a contact where the button stands beside one."""
    value = str(action["value"])
    contact = int(value) if value.isdecimal() else None
    _open(store, client, caller, clock, team_id, body, About(contact=contact))
    ack()


def by_draft(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """An unfinished log is finished in the form, with all that was understood filled in."""
    alone = answers.is_ephemeral(body)
    subject = About(draft=int(str(action["value"])), alone=alone)
    _open(store, client, caller, clock, team_id, body, subject)
    ack()


def by_edit(
    ack: Ack,
    action: Json,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """A visit is opened again."""
    visit_id, alone = buttons.pressed(action)
    subject = About(visit=visit_id, alone=alone)
    _open(store, client, caller, clock, team_id, body, subject)
    ack()


def _open(
    store: Store,
    client: WebClient,
    caller: Member,
    clock: Clock,
    team_id: str,
    body: Json,
    subject: About,
) -> None:
    origin = {"response_url": body["response_url"]} if body.get("response_url") else {}
    subject = replace(subject, origin=origin)
    with store.reading(team_id) as tx:
        desk = Desk(tx, caller, clock)
        filled = fill(desk, subject)
        if subject.draft is not None:
            request = own_draft(desk, subject.draft).payload["request"]
            subject = replace(subject, request=str(request))
        if subject.visit is not None:
            subject = replace(subject, mark=visits.mark(desk.tx.visits.get(subject.visit)))
    view = views.form(filled, subject.metadata(), edit=subject.visit is not None)
    client.views_open(trigger_id=str(body["trigger_id"]), view=view)


def fill(
    desk: Desk,
    subject: About,
    contact_ids: Sequence[int] | None = None,
    on: date | None = None,
) -> Filled:
    """What a form shows when it is opened, or once other contacts or another day are chosen in it.

    Raises:
        Refusal: the visit may not be changed, or the draft is finished.
    """
    filled = _fill(desk, subject)
    if contact_ids is not None:
        filled = replace(filled, contacts=desk.tx.contacts.many(contact_ids))
    met = [one.id for one in filled.contacts]
    may = teams.hearer(desk.tx, desk.caller, desk.today)
    heard = desk.tx.voices.open_of_contacts(met, may)
    open_ = {said.id: said for one in met for said in heard[one] if said.visit_id != subject.visit}
    already = _already(desk, met, on or filled.on, subject)
    return replace(filled, waiting=tuple(open_.values()), already=already)


def _fill(desk: Desk, subject: About) -> Filled:
    if subject.visit is not None:
        return _from_visit(desk.tx, desk.standing_visit(subject.visit))
    if subject.draft is not None:
        draft = own_draft(desk, subject.draft)
        return _from_sentence(desk, sentence.read_again(desk.tx, draft, desk.caller))
    contacts = desk.tx.contacts.many([subject.contact] if subject.contact else [])
    channel = desk.tx.policy.default_channel
    return Filled(contacts=contacts, on=desk.today, channel=channel)


def own_draft(desk: Desk, draft_id: int) -> Draft:
    """A draft of the caller's.

    Raises:
        Refusal: `draft.finished`.
    """
    draft = desk.tx.drafts.get(draft_id)
    if draft is None or draft.member_id != desk.caller.id:
        raise Refusal("draft.finished")
    return draft


def _from_sentence(desk: Desk, said: Understood) -> Filled:
    """What was understood; of a sentence that was not, the words stay in sight above."""
    promised = sentence.promises(said, desk.caller, {})
    return Filled(
        contacts=said.contacts,
        account=said.account,
        on=said.on,
        channel=said.channel or desk.tx.policy.default_channel,
        slack_ids=said.mentions,
        note=said.note,
        voices=said.voices,
        promise=next(iter(promised), None),
        promiser=next((one.owner for one in said.follow_ups), None),
        more=promised[1:],
        attempt=said.attempt,
        wrote=drafts.typed(said.source),
    )


def _from_visit(tx: Tx, visit: Visit) -> Filled:
    there = tx.members.many(visit.member_ids).values()
    promise, others = visits.to_edit(visit.follow_ups)
    return Filled(
        contacts=tx.contacts.many(visit.contact_ids),
        account=tx.accounts.get(visit.account_id),
        on=visit.on,
        channel=visit.channel,
        slack_ids=[one.slack_id for one in there if one.slack_id and one.id != visit.recorded_by],
        note=visit.note,
        voices=visit.voices,
        promise=promise,
        promiser=_promiser(tx, promise),
        more=others,
        attempt=visit.attempt,
    )


def _promiser(tx: Tx, promise: FollowUp | None) -> str | None:
    return tx.members.get(promise.owner_id).slack_id if promise and promise.owner_id else None


def unfinished(store: Store, team_id: str, caller: Member, subject: About) -> Understood | None:
    """The sentence a form finishes, where it waits still."""
    if subject.draft is None:
        return None
    with store.reading(team_id) as tx:
        draft = tx.drafts.get(subject.draft)
        return sentence.read_again(tx, draft, caller) if draft else None


def hinted(
    ack: Ack,
    body: Json,
    client: WebClient,
    caller: Member,
    store: Store,
    clock: Clock,
    team_id: str,
) -> None:
    """Contacts or the day were chosen in the form: say what was logged of that day already."""
    view = body.get("view")
    if isinstance(view, dict):  # elsewhere they are read when Save is pressed
        subject, on = about(view), views.day(view)
        with store.reading(team_id) as tx:
            desk = Desk(tx, caller, clock)
            filled = fill(desk, subject, views.contact_ids(view), on)
        turn, edit = views.turn(view), subject.visit is not None
        below = views.form(filled, subject.metadata(), edit=edit, turn=turn)
        _repaint(client, view, below)
    ack()


def _repaint(client: WebClient, view: Json, below: Json) -> None:
    """Show a form anew; what is typed stays. One that has moved on since needs no hint of ours.

    Where Slack does not answer, nothing is lost but the hint, and nobody is told of a failure.
    """
    try:
        client.views_update(view_id=str(view["id"]), hash=str(view["hash"]), view=below)
    except SlackApiError as error:
        if error.response["error"] not in {"hash_conflict", "not_found"}:
            raise
    except OSError as failure:
        log.warning("a hint was not shown: %s", failure)


def _already(desk: Desk, contact_ids: Sequence[int], on: date | None, subject: About) -> list[str]:
    made = desk.logged_already(contact_ids, on, but=subject.visit) if on and contact_ids else []
    return [buttons.summary(one, desk.today) for one in made]


def suggest_contacts(ack: Ack, payload: Json, caller: Member, store: Store, team_id: str) -> None:
    """Contacts while somebody types."""
    with store.reading(team_id) as tx:
        found = suggesting.suggested(tx, str(payload.get("value") or ""), caller.id)
    ack(options=[views.contact_option(one) for one in found])


def suggest_accounts(ack: Ack, payload: Json, store: Store, team_id: str) -> None:
    """Accounts while somebody types."""
    with store.reading(team_id) as tx:
        text = str(payload.get("value") or "")
        found = tx.accounts.like(text, limit=100) if text.strip() else tx.accounts.all()[:100]
    ack(options=[views.account_option(one) for one in found])
