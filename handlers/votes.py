"""The conversation of the list: whose vote is going cold, and who somebody is."""

from collections.abc import Mapping

from slack_bolt import Ack, App

from handlers import answers, lists, suggesting
from handlers import cards as cards_of
from handlers.callers import Clock
from handlers.words import Commands, asks_help, nearest, says, split
from storage import Store, Tx
from upkeep.accounts import Contact
from upkeep.members import Member
from upkeep.names import likeness
from views import votes as views
from views.cards.firm import EARLIER, LATER
from views.pieces import Json, Message

#: Visits shown by `recent`, and candidates for a card.
RECENT, FOUND = 10, 10
#: Points of likeness behind the likeliest from which somebody is not shown beside him.
APART = 25
#: What `likeness` says of one and the same name.
SAME = 100


def mine(ack: Ack, caller: Member, store: Store, clock: Clock, team_id: str) -> None:
    """The command alone: my list."""
    with store.reading(team_id) as tx:
        message = lists.mine(tx, caller, clock.today(caller.zone))
    ack(**message)


def recent(
    ack: Ack, caller: Member, store: Store, clock: Clock, team_id: str, commands: Commands
) -> None:
    """My visits of late, with the way back from each."""
    with store.reading(team_id) as tx:
        made = tx.visits.recent(caller.id, RECENT)
    ack(**views.recent(made, clock.today(caller.zone), commands.visit))


def find(ack: Ack, command: Json, caller: Member, store: Store, team_id: str) -> None:
    """Whoever and whichever customer goes by a name."""
    with store.reading(team_id) as tx:
        message = _found(tx, command, caller)
    ack(**message)


def contact(
    ack: Ack, command: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """The card of one person; the choice where several may be meant."""
    name, today = suggesting.plain(split(command)[1]), clock.today(caller.zone)
    with store.reading(team_id) as tx:
        whose = suggesting.reached(tx, name)
        like = whose or (suggesting.suggested(tx, name, caller.id, FOUND) if name else [])
        one = _meant(suggesting.parts(name)[0], {each.id: each.called for each in like})
        message = cards_of.contact(tx, one, caller, today) if one else None
        message = message or _found(tx, command, caller)
    ack(**message)


def account(
    ack: Ack, command: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """The card of one customer; the choice where several may be meant."""
    name, today = split(command)[1], clock.today(caller.zone)
    with store.reading(team_id) as tx:
        like = tx.accounts.like(name) if name else []
        one = _meant(name, {each.id: (each.name, *each.aliases) for each in like})
        message = cards_of.account(tx, one, caller, today) if one else None
        message = message or _found(tx, command, caller)
    ack(**message)


def _meant(name: str, called: Mapping[int, tuple[str, ...]]) -> int | None:
    """The one who is surely meant: the only one, or the only one of exactly that name."""
    same = [one for one, names in called.items() if likeness(name, names) == SAME]
    sure = same or list(called)
    return sure[0] if len(sure) == 1 else None


def _found(tx: Tx, command: Json, caller: Member) -> Message:
    word, said = split(command)
    name = suggesting.plain(said)
    if not name:
        return views.ask_name(str(command["command"]), word)
    if word != "account" and (whose := suggesting.reached(tx, name)):
        return views.found(name, whose, [])
    called, firm = suggesting.parts(name)
    some = [] if word == "account" else suggesting.suggested(tx, name, caller.id)
    gone = tx.contacts.gone(called, FOUND) if called and word != "account" else []
    firms = [] if word == "contact" else tx.accounts.like(firm or called)
    return views.found(name, _near(called, [*some, *gone]), firms)


def _near(name: str, people: list[Contact]) -> list[Contact]:
    """Those whom a name fits about as well as the likeliest; a menu is filled up with others."""
    like = {one.id: likeness(name, one.called) for one in people}
    least = max(like.values(), default=0) - APART
    return [one for one in people if like[one.id] >= least]


def opened_contact(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """A card was asked for by a button."""
    with store.reading(team_id) as tx:
        today = clock.today(caller.zone)
        message = cards_of.contact(tx, int(str(action["value"])), caller, today)
    answers.say(body, message)
    ack()


def opened_account(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """The same for an account."""
    with store.reading(team_id) as tx:
        today = clock.today(caller.zone)
        message = cards_of.account(tx, int(str(action["value"])), caller, today)
    answers.say(body, message)
    ack()


def turned(
    ack: Ack, action: Json, body: Json, caller: Member, store: Store, clock: Clock, team_id: str
) -> None:
    """Another page of an account's contacts."""
    account_id, _, page = str(action["value"]).partition(":")
    with store.reading(team_id) as tx:
        today = clock.today(caller.zone)
        message = cards_of.account(tx, int(account_id), caller, today, int(page))
    if not answers.replace(body, message):
        answers.say(body, message)
    ack()


def explain(ack: Ack, commands: Commands) -> None:
    """The help."""
    ack(**views.help_(commands.visit, commands.votes))


def puzzled(ack: Ack, command: Json, commands: Commands) -> None:
    """A word that nobody listens for: the nearest one, and the help."""
    word = split(command)[0]
    told = views.help_(commands.visit, commands.votes, unknown=word, meant=nearest(word) or "")
    ack(**told)


def register(app: App, commands: Commands) -> None:
    """`/votes` and its words; what no conversation knows comes last."""
    for word, listener in (
        ("", mine),
        ("recent", recent),
        ("find", find),
        ("contact", contact),
        ("account", account),
        ("help", explain),
    ):
        app.command(commands.votes, matchers=[says(word)])(listener)
    app.command(commands.visit, matchers=[asks_help])(explain)
    app.action(views.CARD)(opened_contact)
    app.action(views.ACCOUNT_CARD)(opened_account)
    app.action(EARLIER)(turned)
    app.action(LATER)(turned)
    app.command(commands.votes)(puzzled)
