"""The demo: a believable company, the bot beside it as a process of its own, and a short tour.

The tour is a transcript of what really happens between a person and the bot.
"""

import html
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sandbox.company import NAME, Company, build
from sandbox.driver import Sandbox, Seen

FOLDER = Path(".demo")
PORT = 8737
#: Seconds the bot may take to connect on a slow machine.
PATIENCE = 60

SENTENCE = "/visit met Li Wei and 张三 @Acme yesterday over lunch: RMA is slow again #complaint"


class Stopped(Exception):  # noqa: N818 — it reads as what happened
    """The demo cannot go on. The message says why and what to do."""


def demo(*, once: bool = False, port: int = PORT) -> int:
    """Run the demo until Ctrl-C, or with `once` until the tour is over; an exit code."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        with _at_the_terminal():
            _play(once=once, port=port)
    except KeyboardInterrupt:
        print("\nStopped.")  # noqa: T201 — the demo speaks to a terminal
    except Stopped as reason:
        print(reason, file=sys.stderr)  # noqa: T201 — the demo speaks to a terminal
        return 1
    return 0


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def _at_the_terminal() -> Iterator[None]:
    """Take Ctrl-C alone: make would hear it too, and end with an error though all went well."""
    terminal, before = sys.stdin.fileno(), os.getpgrp()
    if not sys.stdin.isatty() or os.tcgetpgrp(terminal) != before:
        yield
        return
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # or who is not in front may not step there
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)  # nobody would wake us again
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpgrp())
    try:
        yield
    finally:
        os.tcsetpgrp(terminal, before)


def _play(*, once: bool, port: int) -> None:
    company = build()
    FOLDER.mkdir(exist_ok=True)
    variables = os.environ | {"EVERYVOTE_DATABASE_URL": f"sqlite:///{FOLDER / 'everyvote.db'}"}
    manifest = json.loads(_everyvote(["manifest"], variables))
    try:
        workspace = Sandbox(company, manifest, port=port)
        workspace.start()
    except OSError as taken:
        raise Stopped(
            f"Port {port} is in use, perhaps by another demo: stop that one,"
            f' or choose another port: make demo ARGS="--port {port + 1}"'
        ) from taken
    try:
        with _bot(company, variables | workspace.environment(), workspace):
            _say(f"Everyvote's demo workspace, {NAME}, is open at  {workspace.url}\n")
            _tour(workspace)
            if not once:
                _say(f"\nNow it is your turn: {workspace.url}  (Ctrl-C stops everything)")
                threading.Event().wait()
    finally:
        workspace.stop()


def _everyvote(words: list[str], variables: Mapping[str, str]) -> str:
    """Run the command line as a user would; what it printed."""
    done = subprocess.run(  # noqa: S603 — our own command
        [sys.executable, "-m", "bot", *words],
        env=dict(variables),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Stopped(f"everyvote {words[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def _bot(
    company: Company, variables: Mapping[str, str], workspace: Sandbox
) -> Iterator[subprocess.Popen[str]]:
    """The bot with the company's sheets taken in, running beside us."""
    for old in FOLDER.glob("everyvote.db*"):
        old.unlink()
    sheets = FOLDER / "sheets"
    sheets.mkdir(exist_ok=True)
    for name, text in company.sheets.items():
        (sheets / name).write_text(text, encoding="utf-8")
    _everyvote(["import", *(str(sheets / name) for name in company.sheets)], variables)
    log = (FOLDER / "bot.log").open("w", encoding="utf-8")
    bot = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        env=dict(variables),
        stdout=log,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # Ctrl-C reaches us alone, and we stop it
    )
    try:
        _await(bot, workspace)
        yield bot
    finally:
        bot.terminate()
        try:
            bot.wait(timeout=15)
        except subprocess.TimeoutExpired:
            bot.kill()
        log.close()


def _await(bot: subprocess.Popen[str], workspace: Sandbox) -> None:
    deadline = time.monotonic() + PATIENCE
    while not workspace.connected:
        if bot.poll() is not None or time.monotonic() > deadline:
            raise Stopped(f"The bot did not connect; {FOLDER / 'bot.log'} says why.")
        time.sleep(0.05)


def _tour(workspace: Sandbox) -> None:
    """Three scenes: a visit is logged, a Monday morning, and the week's digest."""
    alice, anna = workspace.person("alice"), workspace.person("anna")
    workspace.clock.pass_(seconds=1)  # everybody's first morning has come before anybody speaks
    _scene("Thursday. Alice comes back from lunch at Acme and types one line:")
    _show("Alice", SENTENCE)
    _heard(alice.types(SENTENCE))
    _scene("Monday, 09:00 in Berlin. Alice's own morning:")
    workspace.clock.until("monday 09:01", zone=alice.user.tz)
    alice.opens("dm")
    _heard(alice.newest())
    _scene("Monday, 10:00. The week before, in #team-europe:")
    workspace.clock.until("monday 10:01", zone=alice.user.tz)
    anna.opens("#team-europe")
    _heard(anna.newest())


def _scene(line: str) -> None:
    _say(f"\n── {line}\n")


def _show(who: str, text: str) -> None:
    _say(textwrap.indent(f"{who}: {text}", "   "))


def _heard(seen: Seen) -> None:
    said = html.unescape(seen.text).replace("*", "")
    _say(textwrap.indent(f"Everyvote: {said}", "   "))


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 — the demo speaks to a terminal
