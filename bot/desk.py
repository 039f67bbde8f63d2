"""What all commands of the command line share: how they begin, whom they are for, how they fail."""

import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

import typer
from slack_sdk.errors import SlackApiError

from bot.app import House, build
from bot.clock import FixedClock, RemoteClock
from bot.settings import Misconfigured
from storage import LOCAL, StoreError
from upkeep.errors import Refusal
from views import failures

P = ParamSpec("P")
R = TypeVar("R")

#: Exit codes: done; something is wrong with what was asked or set; some of it could not be done.
DONE, WRONG, PARTLY = 0, 2, 3
#: The id of a Slack workspace, or of a whole organisation.
TEAM_ID = re.compile("[TE][A-Z0-9]{2,30}")


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


def chosen(house: House, workspace: str | None, *, new: bool = False) -> str:
    """The workspace that was meant: the named one, the only one, or a local one made for now.

    Raises:
        Misconfigured: it is not clear which, or the named one is none; `new`: it may be unknown.
    """
    stored = [one.team_id or LOCAL for one in house.store.workspaces()]
    if workspace is None and len(stored) > 1:
        raise Misconfigured(
            f"Several workspaces are stored; say --workspace {' or '.join(stored)}."
        )
    if workspace is None or workspace in stored or (new and TEAM_ID.fullmatch(workspace)):
        return workspace or (stored[0] if stored else LOCAL)
    if new:
        raise Misconfigured(f"--workspace: {workspace} is no id of a Slack workspace, like T012AB.")
    known = f"stored: {', '.join(stored)}" if stored else "none is stored yet"
    raise Misconfigured(f"--workspace: {workspace} is not known here; {known}.")


def quiet() -> None:
    """Leave to ourselves what the libraries would say beside us."""
    # It says that a tick came while one was still at work: it is meant to pass that over.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)
    # It wonders that a token is in the environment though it was given a client.
    logging.getLogger("slack_bolt").addFilter(lambda one: "`token` will be" not in one.getMessage())
    # It tells of each failed call, and so does whoever called.
    logging.getLogger("slack_sdk.web.base_client").setLevel(logging.CRITICAL)
