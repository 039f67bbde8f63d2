"""The command line's lists: what comes in from files, and what goes out to them."""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bot.app import House
from bot.settings import Misconfigured
from handlers import sheets
from storage import Import
from upkeep.errors import Refusal
from upkeep.sheets import Kind, Left
from views import failures
from views import sheets as views

Say = Callable[[str], None]
#: Imports that are listed to be undone.
LISTED = 20
#: Seconds between two words on how far a long list is.
EVERY = 10.0


def take_in(
    house: House,
    team_id: str,
    files: Iterable[str],
    mapped: Iterable[str],
    rehearsal: bool,
    say: Say,
    account: str = "",
) -> bool:
    """Take in files, or say what would be done; whether every line was kept.

    `account` is the customer of lines that name none.

    Teams come before members, and so on, in whatever order the files are named. Before anything is
    kept, each file is known to be a list.

    Raises:
        Misconfigured: no file is named or one is no list, or a mapping says nothing.
        OSError: a file cannot be read.
    """
    told = dict(map(_mapping, mapped))
    paths = [Path(one) for one in files]
    if not rehearsal:
        for one in sheets.finish_all(house.store, team_id, house.clock.now()):
            say(f"{one.name}, broken off earlier: {_become(one)}")
    if not paths:
        raise Misconfigured("Name the files to import; `everyvote import --help` says which kinds.")
    order = list(Kind)
    contents = {path: path.read_bytes() for path in paths}  # once: a pipe gives nothing twice
    kinds = {path: _kind(path.name, content, told, account) for path, content in contents.items()}
    every = True
    for path in sorted(kinds, key=lambda one: order.index(kinds[one])):
        content, now = contents.pop(path), house.clock.now()
        if rehearsal:
            report = sheets.rehearse(house.store, team_id, content, now, told, account)
        else:
            watch = progress(say)
            report = sheets.keep(
                house.store,
                team_id,
                content,
                now,
                name=path.name,
                told=told,
                account=account,
                watch=watch,
            )
        say(f"{path.name}: {views.report(report)}")
        every &= not report.bad
    return every


def _kind(name: str, content: bytes, told: Mapping[str, str], account: str) -> Kind:
    try:
        return sheets.kind(content, told, account)
    except Refusal as refusal:
        raise Misconfigured(f"{name}: {failures.sentence(refusal)}") from refusal


def progress(say: Say, every: float = EVERY) -> Callable[[Import], None]:
    """Says every so many seconds how far a long list is."""
    said = time.monotonic()

    def watch(one: Import) -> None:
        nonlocal said
        if time.monotonic() - said >= every:
            said = time.monotonic()
            say(f"{one.name}: {views.far(one.counts, one.lines)}")

    return watch


def _mapping(text: str) -> tuple[str, str]:
    heading, between, column = text.rpartition("=")
    if not between:
        raise Misconfigured(f'--map: {text} says no column; write it like --map "Firm=account".')
    return heading, column


def undo(house: House, team_id: str, ids: list[str], say: Say) -> bool:
    """Take imports back, or list the last; whether nothing had to stay.

    Raises:
        Misconfigured: an id is no number.
        Refusal: there is no such import, or it cannot be undone.
    """
    for one in sheets.finish_all(house.store, team_id, house.clock.now()):
        say(f"{one.name}, broken off earlier: {_become(one)}")
    if not ids:
        for line in listed(house, team_id):
            say(line)
        return True
    wrong = next((one for one in ids if not one.isdecimal()), None)
    if wrong is not None:
        raise Misconfigured(f"--undo: {wrong} is no import; `everyvote import --undo` lists them.")
    undone = [sheets.undo(house.store, team_id, int(one)) for one in ids]
    for done in undone:
        say(_become(done))
    return not any(done.left for done in undone)


def listed(house: House, team_id: str) -> list[str]:
    """The last imports, each in a line."""
    with house.store.reading(team_id) as tx:
        newest = tx.imports.newest(LISTED)
    return [
        views.listed(
            one.id,
            f"{one.at:%Y-%m-%d %H:%M}",
            one.name,
            sheets.report(one),
            state=one.state,
        )
        for one in newest
    ] or ["Nothing was imported yet."]


def give_out(house: House, team_id: str, folder: Path) -> list[str]:
    """Write all lists into a folder; their paths.

    Raises:
        OSError: the folder cannot be written to.
    """
    with house.store.reading(team_id) as tx:
        today = house.clock.today(tx.policy.zone)
    return [str(one) for one in sheets.save(house.store, team_id, folder, today)]


def _become(one: Import) -> str:
    """What became of an import."""
    if one.state == "undone":
        return views.undone(one.name, [Left(*each) for each in one.left])
    return views.report(sheets.report(one))
