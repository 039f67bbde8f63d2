"""The command line: `everyvote`."""

import json
import logging
import os
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from bot import doctor as health
from bot import lines as sharing
from bot import lists, reading
from bot import preview as previews
from bot import run as service
from bot import tick as clockwork
from bot.app import build
from bot.config import config
from bot.desk import DONE, PARTLY, WRONG, chosen, prepared, quiet, spoken
from bot.manifest import manifest as app_manifest
from bot.settings import LOOPBACK, Misconfigured
from handlers.words import Commands

app = typer.Typer(
    name="everyvote",
    help="Everyvote keeps a company close to every person at its customers: each contact is a vote."
    "\n\nSettings come from `config.yaml` and the environment: `SLACK_BOT_TOKEN`,"
    " `SLACK_APP_TOKEN` or `SLACK_SIGNING_SECRET`, `EVERYVOTE_DATABASE_URL`."
    " `everyvote doctor` says what is missing."
    "\n\nExit codes: 0 all was done, 2 something is wrong with what was asked or set, 3 part of it"
    " could not be done.",
    rich_markup_mode="markdown",
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


def version(asked: bool) -> None:
    """Print the version and leave."""
    if asked:
        typer.echo(f"everyvote {metadata.version('everyvote')}")
        raise typer.Exit


@app.callback()
def everyvote(
    _version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=version, help="Print the version."),
    ] = False,
) -> None:
    """What stands before any command."""


def public(url: str) -> bool:
    """Whether it is an address Slack may be told: by HTTPS, or in a local workspace."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


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
    if not verbose:
        quiet()
    service.run(build(os.environ), ready=typer.echo)


@app.command()
@spoken
def tick(at: At = None, as_json: AsJson = False) -> None:
    """Do once all that is due at an instant, see it delivered, and exit.

    For tests, demos, and where another scheduler (cron) does the ticking.
    """
    quiet()
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
        list[str] | None, typer.Argument(metavar="FILE", help="Lists, or with --undo an ID.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be done.")
    ] = False,
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEADING=COLUMN", help="Which column of ours a heading is."),
    ] = None,
    account: Annotated[
        str, typer.Option("--account", metavar="NAME", help="The account of lines that name none.")
    ] = "",
    undo: Annotated[
        bool, typer.Option("--undo", help="List the last imports, or take the one with an ID back.")
    ] = False,
    workspace: InWorkspace = None,
) -> None:
    """Take in contacts, accounts, members, teams or past visits from CSV, XLSX or vCard files.

    The headings say which; docs/import.md knows more of them, and lists of voices and follow-ups:

    - contacts: name, account, title, level, phone, email, aliases, owner_email, department, weight,
      cadence, pronunciation, last_visit, last_channel
    - accounts: account, aliases, contract, owner_email
    - members: email, name, team, role, function, manager, work_days, country, zone
    - teams: team, parent, channel, zone
    - visits: date, contact, account, member_email, channel, note

    Those of Google Contacts, Outlook, HubSpot and Salesforce are known; others are told by --map.
    Importing a file again updates what it brought, and doubles nothing. Broken off, it goes on
    where it was at the next import.
    """
    with prepared() as house:
        team_id = chosen(house, workspace, new=True)
        if undo:
            done = lists.undo(house, team_id, files or [], typer.echo)
        else:
            done = lists.take_in(
                house, team_id, files or [], mapped or [], dry_run, typer.echo, account
            )
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
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="A sentence as typed after /visit.")
    ] = None,
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
            said = typer.get_binary_stream("stdin")
            for line in sharing.answers(reader, said, when, zone):
                typer.echo(line)
            return
        answer = reader.read(text, when, zone)
    typer.echo(reading.printable(answer) if as_json else reading.in_words(answer))


@app.command()
@spoken
def preview(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="What to look at: reminders.")],
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
    if http and not public(http):
        raise Misconfigured(
            f"--http: Slack cannot reach {http}; write the address like https://votes.example.com."
        )
    commands = Commands(**config(os.environ).commands.model_dump())
    typer.echo(json.dumps(app_manifest(commands, http), indent=2))


@app.command()
@spoken
def doctor(
    recount: Annotated[
        bool,
        typer.Option("--recount", help="Also compare every contact's clock with its visits."),
    ] = False,
) -> None:
    """Check settings, database, token, scopes and clock; say what to do about each failure."""
    quiet()
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
