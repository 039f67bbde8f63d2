"""Colleagues mentioned in a note, a voice or a promise: there they are named.

An id means nothing to who reads it later, on a card or in a sheet; and being talked of makes nobody
a member.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from slack_sdk import WebClient

from handlers.callers import look_up
from storage import Store
from upkeep.phrases import Understood

#: A mention, with the handle that Slack's commands tell beside the id.
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|([^<>]*))?>")


def names(store: Store, client: WebClient, team_id: str, said: Understood) -> dict[str, str]:
    """The names of those whom a sentence talks of, by Slack id; of nobody's, as they were typed."""
    talked_of = {found[1] for text in _texts(said) for found in _MENTION.finditer(text)}
    handles = {found[1]: found[2] for found in _MENTION.finditer(said.source) if found[2]}
    with store.reading(team_id) as tx:
        ours = {one: tx.members.by_slack(one) for one in talked_of}
    return {
        one: (member.name if member else str(look_up(client, one).get("name") or ""))
        or handles.get(one, one)
        for one, member in ours.items()
    }


def _texts(said: Understood) -> Iterator[str]:
    yield said.note
    yield from (one.text for one in said.voices)
    yield from (one.text for one in said.follow_ups)


def named(said: Understood, known: Mapping[str, str]) -> Understood:
    """The sentence with these names where it talks of colleagues."""

    def told(text: str) -> str:
        return _MENTION.sub(lambda found: f"@{known.get(found[1], found[1])}", text)

    return replace(
        said,
        note=told(said.note),
        voices=tuple(replace(one, text=told(one.text)) for one in said.voices),
        follow_ups=tuple(replace(one, text=told(one.text)) for one in said.follow_ups),
    )
