"""Writing a page: first what others refer to, then what refers to it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from handlers import teams
from handlers.sheets.arriving import Page
from handlers.sheets.book import Entry, known_id
from storage import Tx

#: What members, teams, accounts and contacts say of one another, so that none can be written first.
EACH_OTHER = frozenset(("team_id", "manager_id", "standin_id", "parent_id", "decider_id"))


def write(page: Page) -> None:
    """Write all that a page's lines have said."""
    tx, book = page.tx, page.book
    members = _once(book.members.values())
    teams = _once(book.teams.values())
    for one in members:
        if one.id is None:
            one.said.setdefault("zone", tx.policy.zone)
    new = [(one, _apart(one)) for one in (*members, *teams)]
    for noun, some in (("member", members), ("team", teams)):
        _write(tx, noun, some)
    for one, rest in new:
        one.said = rest
    for noun, some in (("member", members), ("team", teams)):
        _write(tx, noun, some)
    _set_digests(tx, [one for one, _ in new if one.noun == "team"], page.now)
    accounts = _once(book.accounts.values())
    decided = [(one, _apart(one)) for one in accounts]
    _write(tx, "account", accounts)
    _write(tx, "contact", _once(one for same in book.contacts.values() for one in same))
    for one, rest in decided:
        one.said = rest
    _write(tx, "account", accounts)
    tx.traces.add_visits(
        [
            (one.visit(), known_id(one.by), one.request, one.line.recorded_at or page.now)
            for one in page.told
        ]
    )
    for noun in ("voice", "follow_up"):
        _write(tx, noun, [one for one in page.words if one.noun == noun])


def _once(entries: Iterable[Entry]) -> list[Entry]:
    return list(dict.fromkeys(entries))


def _apart(one: Entry) -> dict[str, object]:
    """Take what they say of one another off what is written first."""
    rest = {key: value for key, value in one.said.items() if key in EACH_OTHER}
    for key in rest:
        del one.said[key]
    return rest


def _plain(said: Mapping[str, object]) -> dict[str, object]:
    """What was said, with ids for what it refers to."""
    return {key: one.id if isinstance(one, Entry) else one for key, one in said.items()}


def _write(tx: Tx, noun: str, entries: Sequence[Entry]) -> None:
    new = [one for one in entries if one.id is None]
    changed = {
        known_id(one): _plain(one.said) for one in entries if one.id is not None and one.said
    }
    ids = tx.traces.add(noun, [_plain(one.said) for one in new]) if new else []
    for one, made in zip(new, ids, strict=True):
        one.id = made
    if changed:
        tx.traces.change(noun, changed)
    for one in entries:
        one.said = {}


def _set_digests(tx: Tx, moved: Iterable[Entry], now: datetime) -> None:
    """A team that has arrived or moved has its digest at its own time."""
    written = {one[1] for one in tx.traces.written if one[0] == "team"}
    for one in moved:
        if one.id in written:
            at = teams.next_digest(tx, tx.teams.get(known_id(one)), tx.policy, now)
            tx.teams.set_next_digest(known_id(one), at)
