"""The command line: `everyvote`."""

import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec, TypeVar

import typer
from slack_sdk.errors import SlackApiError

from bot import doctor as health
from bot import lists, reading
from bot import preview as previews
from bot import run as service
from bot import tick as clockwork
from bot.app import House, build
from bot.clock import FixedClock, RemoteClock
from bot.manifest import manifest as app_manifest
from bot.settings import Misconfigured, config
from handlers.words import Commands
from storage import StoreError
from upkeep.errors import Refusal
from views import failures

P = ParamSpec("P")
R = TypeVar("R")

#: Exit codes: done; something is wrong with what was asked or set; some of it could not be done.
DONE, WRONG, PARTLY = 0, 2, 3

app = typer.Typer(
    name="everyvote",
    help="Everyvote keeps a company close to every person at its customers: each contact is a vote."
    "\n\nSettings come from config.yaml and the environment (SLACK_BOT_TOKEN, SLACK_APP_TOKEN or"
    " SLACK_SIGNING_SECRET, EVERYVOTE_DATABASE_URL); `everyvote doctor` says what is missing.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

At = Annotated[
    str | None,
    typer.Option("--at", metavar="ISO", help="An instant such as 2026-11-16T09:00+01:00."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of sentences.")]
InWorkspace = Annotated[
    str | None,
    typer.Option(
        "--workspace", metavar="T…", help="The Slack workspace; else the only one stored."
    ),
]


def spoken(command: Callable[P, R]) -> Callable[P, R]:
    """A person's mistake gets a sentence and an exit code, not a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refusal as refusal:
            problem = failures.sentence(refusal)
        except (Misconfigured, StoreError) as error:
            problem = str(error)
        except SlackApiError as error:
            problem = f"Slack refused: {error.response['error']}. `everyvote doctor` looks closer."
        except OSError as error:
            problem = f"{error.filename}: {error.strerror}." if error.filename else f"{error}."
        typer.secho(problem, err=True, fg="red")
        raise typer.Exit(WRONG)

    return run


@contextmanager
def prepared(at: datetime | None = None) -> Iterator[House]:
    """The house with its database at the newest schema, and the time heard where it may skip."""
    with closing(build(os.environ, FixedClock(at) if at else None)) as house:
        house.store.migrate()
        if isinstance(house.clock, RemoteClock):
            house.clock.ask(None)
        yield house


def chosen(house: House, workspace: str | None) -> str:
    """The workspace that was meant: the named one, the only one, or a local one made for now."""
    stored = [one.team_id or "local" for one in house.store.workspaces()]
    if workspace is None and len(stored) > 1:
        raise Misconfigured(
            f"Several workspaces are stored; say --workspace {' or '.join(stored)}."
        )
    return workspace or (stored[0] if stored else "local")


@app.command()
@spoken
def run(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log every request.")] = False,
) -> None:
    """Run the bot: Socket Mode when SLACK_APP_TOKEN is set, else HTTP."""
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.INFO,
        format="%(asctime)s %(levelname)-7s %(name)s: %(message)s",
    )
    # Its warnings say that a tick came while one was still at work: it is meant to pass that over.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    service.run(build(os.environ), ready=typer.echo)


@app.command()
@spoken
def tick(at: At = None, as_json: AsJson = False) -> None:
    """Do once all that is due at an instant, see it delivered, and exit.

    For tests, demos, and where another scheduler (cron) does the ticking.
    """
    with prepared(reading.instant(at) if at else None) as house:
        service.greet(house)
        done = clockwork.one_pass(house, house.clock.now())
    if as_json:
        typer.echo(json.dumps(asdict(done) | {"at": done.at.isoformat()}))
    else:
        typer.echo(f"{done.sent} sent, {done.waiting} waiting, {done.failed} failed.")
    raise typer.Exit(PARTLY if done.waiting or done.failed else DONE)


@app.command("import")
@spoken
def import_(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE…", help="Lists, or with --undo an ID.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Only say what would be done.")] = False,
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEADING=COLUMN", help="Which column of ours a heading is."),
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="List the last imports, or take the one with an ID back.")
    ] = False,
    workspace: InWorkspace = None,
) -> None:
    """Take in contacts, accounts, members, teams or past visits from CSV, XLSX or vCard files.

    The headings say which: contacts have name,account,…; accounts account,aliases,contract,…;
    members email,team,role,…; teams team,parent,channel,zone; visits date,contact,account,….
    Those of Google Contacts, Outlook, HubSpot and Salesforce are known; others are told by --map.
    Importing a file again updates what it brought, and doubles nothing. Broken off, it goes on
    where it was at the next import.
    """
    with prepared() as house:
        team_id = chosen(house, workspace)
        if undo:
            done = lists.undo(house, team_id, files or [], typer.echo)
        else:
            done = lists.take_in(house, team_id, files or [], mapped or [], dry_run, typer.echo)
    raise typer.Exit(DONE if done else PARTLY)


@app.command()
@spoken
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False)],
    workspace: InWorkspace = None,
) -> None:
    """Write all contacts, accounts, visits, voices, follow-ups, members and teams into a folder.

    Each as CSV and XLSX that spreadsheets open safely, contacts also as vCard; imported into an
    empty workspace they give the same state.
    """
    with prepared() as house:
        for file in lists.give_out(house, chosen(house, workspace), folder):
            typer.echo(file)


@app.command()
@spoken
def read(
    text: Annotated[str | None, typer.Argument(help="A sentence as typed after /visit.")] = None,
    at: At = None,
    tz: Annotated[str, typer.Option(metavar="ZONE", help="The speaker's time zone.")] = "UTC",
    as_: Annotated[str | None, typer.Option("--as", metavar="USER", help="Who speaks.")] = None,
    as_json: AsJson = False,
    lines: Annotated[
        bool, typer.Option("--lines", help="Read JSON objects {id,text,at,tz}, one a line.")
    ] = False,
    workspace: InWorkspace = None,
) -> None:
    """Show how a sentence would be understood against the stored contacts; nothing is saved."""
    zone = reading.zone_named(tz)
    when = reading.instant(at, zone) if at else None
    if text is None and not lines:
        raise Misconfigured("Say the sentence, or --lines to read many from standard input.")
    with prepared() as house:
        reader = reading.Reader(house.store, chosen(house, workspace), house.clock, as_)
        if text is None:
            for line in typer.get_binary_stream("stdin"):
                if line.strip():
                    typer.echo(reading.printable(reader.answer(line, zone)))
            return
        answer = reader.read(text, when, zone)
    typer.echo(reading.printable(answer) if as_json else reading.in_words(answer))


@app.command()
@spoken
def preview(
    what: Annotated[str, typer.Argument(help="What to look at: reminders.")],
    as_: Annotated[str, typer.Option("--as", metavar="USER", help="Whose: Slack id or e-mail.")],
    at: At = None,
    as_json: AsJson = False,
    workspace: InWorkspace = None,
) -> None:
    """Show what would be sent to somebody at an instant, and why; nothing is sent or saved.

    Each contact is told with its place in the message, or why it has none.
    """
    if what != "reminders":
        raise Misconfigured(f"{what} cannot be looked at ahead; say: everyvote preview reminders.")
    with prepared() as house:
        asked = previews.ask(house.store, chosen(house, workspace), as_, at, house.clock.now())
    if as_json:
        typer.echo(json.dumps(previews.as_json(asked), ensure_ascii=False))
    else:
        typer.echo(previews.in_words(asked))


@app.command()
@spoken
def migrate() -> None:
    """Bring the database to the newest schema."""
    with prepared():
        pass
    typer.echo("The database is at the newest schema.")


@app.command()
@spoken
def manifest(
    http: Annotated[
        str | None,
        typer.Option(metavar="URL", help="For HTTP, with the public address of this bot."),
    ] = None,
) -> None:
    """Print the Slack app manifest: paste it at Slack to make the app, commands and scopes."""
    commands = Commands(**config(os.environ).commands.model_dump())
    typer.echo(json.dumps(app_manifest(commands, http), indent=2))


@app.command()
@spoken
def doctor(
    recount: Annotated[
        bool, typer.Option(help="Also compare every contact's clock with its visits.")
    ] = False,
) -> None:
    """Check settings, database, token, scopes and clock; say what to do about each failure."""
    failed = False
    for finding in health.findings(os.environ, recount=recount):
        mark = typer.style("ok  ", fg="green") if finding.ok else typer.style("FAIL", fg="red")
        typer.echo(
            f"{mark} {finding.what}" + (f"\n     → {finding.to_do}" if finding.to_do else "")
        )
        failed |= not finding.ok
    raise typer.Exit(WRONG if failed else DONE)


def main() -> None:
    """The entry point."""
    app()
