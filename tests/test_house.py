"""What linters cannot see: the wiring of the house, and that its documents are complete."""

import inspect
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer.main
from slack_bolt import App
from typer.core import TyperGroup

from bot.app import build, listeners
from bot.cli import app as command_line
from bot.manifest import EVENTS, OPTIONAL, SCOPES, manifest
from bot.settings import Config
from handlers.words import Commands
from views.shortcuts import SHORTCUTS

ROOT = Path(__file__).parents[1]
#: What Bolt injects, and what our own middleware adds.
ARGUMENTS = {
    "ack", "action", "body", "client", "command", "context", "event", "options", "payload",
    "request", "respond", "response", "shortcut", "view", "error", "next_",
    "caller", "clock", "commands", "store", "team_id",
}  # fmt: skip


@pytest.fixture(scope="module")
def bolt(tmp_path_factory):
    database = tmp_path_factory.mktemp("house") / "everyvote.db"
    house = build({"SLACK_BOT_TOKEN": "xoxb-1", "EVERYVOTE_DATABASE_URL": f"sqlite:///{database}"})
    yield listeners(house)
    house.close()


def _listeners(bolt: App):
    return bolt._listeners


def _source(listener):
    return inspect.unwrap(listener.ack_function)


def test_every_listener_asks_for_what_exists(bolt):
    for listener in _listeners(bolt):
        asked = set(inspect.signature(_source(listener)).parameters)
        assert asked <= ARGUMENTS, f"{_source(listener).__qualname__} asks for {asked - ARGUMENTS}"


def test_no_listener_is_registered_twice(bolt):
    seen = [(_source(one), tuple(map(repr, one.matchers))) for one in _listeners(bolt)]
    assert len(seen) == len(set(seen))


ID = re.compile(r'"([a-z]+\.[a-z_]+)"')


def _painted() -> set[str]:
    """Action and callback ids by the constants of views: fixed words `noun.verb`."""
    found = set()
    for file in (ROOT / "views").rglob("*.py"):
        found |= set(
            re.findall(r'^[A-Z_]+ = "([a-z_]+\.[a-z_]+)"$', file.read_text(), re.MULTILINE)
        )
    return found


def _heard(bolt: App) -> set[str]:
    """The ids that some listener's matcher closes over."""
    heard = set()
    for listener in _listeners(bolt):
        for matcher in listener.matchers:
            for cell in inspect.unwrap(matcher.func).__closure__ or ():
                value = cell.cell_contents
                if isinstance(value, str):
                    heard.add(value)
                elif isinstance(value, dict):
                    heard |= {str(one) for one in value.values()}
                elif isinstance(value, re.Pattern):
                    heard |= {one for one in _painted() if value.search(one)}
    return heard


def test_every_painted_id_is_heard_and_the_reverse(bolt):
    painted, heard = _painted(), {one for one in _heard(bolt) if ID.fullmatch(f'"{one}"')}
    assert painted, "no view names an id: the search is broken"
    assert painted - heard == set(), "painted, and nobody listens"
    known = painted | {one.callback_id for one in SHORTCUTS}
    assert heard - known == set(), "listened for, and nobody paints it"


def plain(thing: object) -> Any:
    """As anybody reads it who is handed the printed text."""
    return json.loads(json.dumps(thing))


def test_the_manifest_names_what_the_code_hears(bolt):
    told = plain(manifest(Commands()))
    heard = _heard(bolt)
    assert {one["command"] for one in told["features"]["slash_commands"]} <= heard
    assert {one["callback_id"] for one in told["features"]["shortcuts"]} <= heard
    assert set(EVENTS) <= heard


@pytest.mark.parametrize("url", [None, "https://votes.example.com/"])
def test_the_manifest_keeps_slacks_limits(url):
    told = plain(manifest(Commands(), url))
    schema = json.loads((ROOT / "tests" / "manifest.schema.json").read_text())
    jsonschema.validate(told, schema)
    assert told["settings"]["socket_mode_enabled"] is (url is None)
    addresses = re.findall(r"https://[^\"]+", json.dumps(told))
    assert set(addresses) == ({"https://votes.example.com/slack/events"} if url else set())
    assert set(told["oauth_config"]["scopes"]["bot"]) == {*SCOPES, *OPTIONAL}


def _said(*names: str) -> str:
    return "\n".join((ROOT / name).read_text() for name in names)


def test_docs_name_every_command():
    text = _said("README.md")
    group = typer.main.get_command(command_line)
    assert isinstance(group, TyperGroup)
    for command in group.commands:
        assert f"`everyvote {command}" in text, f"README.md does not tell of {command}"


def test_docs_name_every_variable():
    text = _said("README.md")
    code = _said("bot/settings.py")
    for variable in set(re.findall(r'"((?:SLACK|EVERYVOTE)_[A-Z_]+)"', code)):
        assert f"`{variable}`" in text


def test_docs_name_every_setting():
    text = _said("config.yaml")
    for name, part in Config.model_fields.items():
        assert f"\n{name}:" in text
        for key in getattr(part.annotation, "model_fields", {}):
            assert re.search(rf"^\s+{key}:", text, re.MULTILINE), f"config.yaml lacks {name}.{key}"


def test_docs_link_to_what_exists():
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
