"""What the guides for reps promise: each of their examples is read without a question."""

import re
from datetime import date
from pathlib import Path

import pytest

from handlers.hearing import understand
from tests.conftest import TEAM
from upkeep.cadence import Coverage
from upkeep.figures import Figures, Heard
from upkeep.visits import Channel, VoiceKind
from views.digests import Week, buttons

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = ("guide-for-reps.md", "guide-for-reps.zh.md")
TODAY = date(2026, 11, 19)


@pytest.fixture
def company(store):
    with store.transaction(TEAM) as tx:
        tx.members.ensure("UDANA", name="Dana Rossi")
        acme = tx.accounts.upsert("Acme")[0]
        nord = tx.accounts.upsert("Nordwerk")[0]
        for name, account in (("Li Wei", acme), ("张三", acme), ("Marta Olsen", nord)):
            tx.contacts.add(account.id, name, added_on=TODAY)
    return store


def examples(guide):
    return re.findall(r"^/visit (.+)$", (DOCS / guide).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_example_is_read_without_a_question(company, guide):
    assert len(examples(guide)) >= 7
    with company.reading(TEAM) as tx:
        for text in examples(guide):
            said = understand(tx, text, today=TODAY, speaker=None)
            assert said.clear, (text, said.unclear, said.error)
            assert said.contacts or "company tour" in text, text


def test_the_long_examples_mean_all_that_they_say(company):
    with company.reading(TEAM) as tx:
        long = [max(examples(guide), key=len) for guide in GUIDES]
        english, chinese = (understand(tx, one, today=TODAY, speaker=None) for one in long)
    assert [one.name for one in english.contacts] == ["Li Wei", "张三"]
    assert (english.on, english.channel) == (date(2026, 11, 18), Channel.MEAL)
    assert english.mentions == ("UDANA",)
    assert [one.kind for one in english.voices] == ["complaint", "need"]
    assert [one.due_on for one in english.follow_ups] == [date(2026, 11, 20)]
    assert [one.name for one in chinese.contacts] == ["张三"]
    assert [one.kind for one in chinese.voices] == ["need"]
    assert [one.due_on for one in chinese.follow_ups] == [date(2026, 11, 20)]


@pytest.mark.parametrize("guide", GUIDES)
def test_readme_leads_to_the_guides(guide):
    assert f"docs/{guide}" in (DOCS.parent / "README.md").read_text("utf-8")


@pytest.mark.parametrize("kind", ["reps", "managers"])
def test_both_languages_tell_of_the_same_commands_and_as_much(kind):
    texts = [(DOCS / f"guide-for-{kind}{tongue}.md").read_text("utf-8") for tongue in ("", ".zh")]
    english, chinese = (
        (
            set(re.findall(r"`/votes ?([a-z]*(?: rehearse)?)", text)),
            [len(re.findall(rf"^{mark} ", text, re.MULTILINE)) for mark in ("##", r"\|", "-")],
        )
        for text in texts
    )
    assert english == chinese


@pytest.mark.parametrize("guide", ["guide-for-managers.md", "guide-for-managers.zh.md"])
def test_each_button_of_a_digest_is_explained_to_managers(guide):
    heard = Heard({VoiceKind.NEED: 1})
    figures = Figures(TODAY, TODAY, Coverage(), heard=heard, orphans=1)
    (row,) = buttons(Week(1, "Europe", TODAY, figures))
    told = (DOCS / guide).read_text("utf-8")
    elements = row["elements"]
    assert isinstance(elements, list)
    for one in elements:
        assert f"| {one['text']['text']} |" in told
