"""Who may read what customers said and what was noted: those it concerns, and who manages them."""

from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import cards, incidents, teams, voices
from handlers.digests import gathering
from handlers.sheets import giving
from handlers.visits import doors
from handlers.visits.doors import About
from handlers.visits.keeping import Desk
from tests.conftest import TEAM
from upkeep.errors import Refusal
from upkeep.incidents import Errand, Topic
from upkeep.members import Role
from upkeep.visits import Channel, NewVisit, Voice, VoiceKind
from views.digests import post

#: A Tuesday.
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
TODAY, MONDAY = date(2026, 11, 24), date(2026, 11, 23)
CLOCK = FixedClock(NOW)
WORDS, NOTE = "spares arrive too late", "a long talk"


@pytest.fixture
def visit(store):
    """Bob of Europe, which is a part of the World, heard something at Acme; Asia stands beside."""
    with store.transaction(TEAM) as tx:
        world = tx.teams.upsert("World")[0]
        europe, asia = (tx.teams.upsert(name, world.id)[0] for name in ("Europe", "Asia"))
        for name, team, role in (
            ("BOB", europe, Role.REP),
            ("ANNA", europe, Role.MANAGER),
            ("WANG", asia, Role.MANAGER),
            ("TOP", world, Role.MANAGER),
            ("LONE", None, Role.MANAGER),
            ("ADA", None, Role.ADMIN),
        ):
            one = tx.members.ensure(f"U{name}", name=name)
            tx.members.change(one.id, team_id=team.id if team else None, role=role)
        bob = tx.members.by_slack("UBOB")
        acme = tx.accounts.upsert("Acme", owner_id=bob.id)[0]
        li = tx.contacts.add(acme.id, "Li", added_on=TODAY)
        said = (Voice(VoiceKind.WORRY, WORDS),)
        new = NewVisit(acme.id, TODAY, Channel.MEAL, (li.id,), (bob.id,), NOTE, said)
        return tx.visits.add(new, bob.id, NOW, "v")[0]


def digest(tx, reader):
    """Of the team whose voice it is."""
    team = tx.teams.by_name("Europe")
    figures = gathering.figures(tx, team, MONDAY, TODAY)
    return post.paint(gathering.page(tx, team, figures, TODAY, reader=reader))["text"]


def listed(store, reader, text):
    ack = Mock()
    voices.listed(ack, {"text": text, "command": "/votes"}, reader, store, CLOCK, TEAM)
    return ack.call_args.kwargs["text"]


@pytest.mark.parametrize(
    ("who", "may"),
    [("UBOB", True), ("UANNA", True), ("UTOP", True), ("UADA", True), ("UWANG", False),
     ("ULONE", False)],
)  # fmt: skip
def test_a_manager_reads_the_words_of_his_own_teams_and_those_below(store, visit, who, may):
    [said] = visit.voices
    with store.reading(TEAM) as tx:
        reader = tx.members.by_slack(who)
        desk = Desk(tx, reader, CLOCK)
        contact = tx.contacts.get(visit.contact_ids[0])
        errand = Errand(0, contact, Topic.VOICE, WORDS)
        for card in (
            cards.contact(tx, contact.id, reader, TODAY),
            cards.account(tx, visit.account_id, reader, TODAY),
        ):
            assert (NOTE in str(card)) is may
            assert (WORDS in str(card)) is may
        assert (incidents._for(tx, reader, errand) == errand) is may
        assert giving.reach(tx, reader).reads(visit) is may
        assert teams.may_read(tx, reader, said.id, TODAY) is may
        assert (WORDS in str(doors.fill(desk, About(contact=contact.id)))) is may
        if who != "UBOB":
            assert (WORDS in digest(tx, reader)) is may
        with nullcontext() if may else pytest.raises(Refusal, match=r"visit\.not_yours"):
            desk.own(visit.id)
    assert (WORDS in listed(store, reader, "")) is may
    assert (WORDS in listed(store, reader, "acme")) is may
    assert (WORDS in listed(store, reader, "week")) is may


def test_who_stands_in_reads_what_his_reminders_tell_him_and_changes_nothing(store, visit):
    """The card and the form said that there were words, and the reminder told them."""
    [said] = visit.voices
    with store.transaction(TEAM) as tx:
        bob, lone = (tx.members.by_slack(one) for one in ("UBOB", "ULONE"))
        tx.members.change(bob.id, away_from=TODAY, away_until=TODAY, standin_id=lone.id)
    for on, may in ((TODAY, True), (TODAY + timedelta(days=1), False)):
        with store.reading(TEAM) as tx:
            for card in (
                cards.contact(tx, visit.contact_ids[0], lone, on),
                cards.account(tx, visit.account_id, lone, on),
            ):
                assert (WORDS in str(card)) is may
            assert teams.may_read(tx, lone, said.id, on) is may
    with store.reading(TEAM) as tx:
        desk = Desk(tx, lone, CLOCK)
        assert WORDS in str(doors.fill(desk, About(contact=visit.contact_ids[0])))
        assert not giving.reach(tx, lone).reads(visit), "an export is not a reminder"
        with pytest.raises(Refusal, match=r"visit\.not_yours"):
            desk.own(visit.id)
    assert WORDS in listed(store, lone, "acme")


def test_until_teams_are_set_a_manager_reads_everybodys_words(store):
    with store.transaction(TEAM) as tx:
        anna, bob = (tx.members.ensure(f"U{name}", name=name) for name in ("ANNA", "BOB"))
        anna = tx.members.change(anna.id, role=Role.MANAGER)
        assert teams.reader(tx, anna).whom is None
        assert teams.reader(tx, bob).whom == frozenset({bob.id})
        asia = tx.teams.upsert("Asia")[0]
        assert teams.reader(tx, anna).whom == frozenset({anna.id})
        tx.members.change(bob.id, team_id=asia.id, manager_id=anna.id)
        assert teams.reader(tx, anna).whom == frozenset({anna.id, bob.id}), (
            "whose members name her as theirs"
        )


@pytest.mark.parametrize(("attempt", "undone"), [(True, False), (False, True)])
def test_who_has_not_met_somebody_reads_nothing_of_it(store, visit, attempt, undone):
    """As whoever took another for Li, and took the visit back, or who was not let in."""
    with store.transaction(TEAM) as tx:
        wang = tx.members.by_slack("UWANG")
        wang = tx.members.change(wang.id, role=Role.REP)
        told = NewVisit(
            visit.account_id, TODAY, Channel.MEAL, visit.contact_ids, (wang.id,), attempt=attempt
        )
        made = tx.visits.add(told, wang.id, NOW, "w")[0]
        may = teams.reader(tx, wang)
        assert tx.voices.page(may)[1] == (0 if attempt else 1)
        if undone:
            tx.visits.undo(made.id, wang.id, NOW)
        assert tx.voices.page(may)[1] == 0
        assert WORDS not in cards.contact(tx, visit.contact_ids[0], wang, TODAY)["text"]


def test_who_is_asked_to_answer_reads_on_cards_what_and_no_more(store, visit):
    """Of two voices one is Wang's to answer; the note of the visit is nobody's of his."""
    with store.transaction(TEAM) as tx:
        wang = tx.members.change(tx.members.by_slack("UWANG").id, role=Role.REP)
        other = (Voice(VoiceKind.NEED, "a road"),)
        new = NewVisit(visit.account_id, TODAY, Channel.MEAL, visit.contact_ids,
                       visit.member_ids, voices=other)  # fmt: skip
        tx.visits.add(new, visit.recorded_by, NOW, "v2")
        tx.voices.assign(visit.voices[0].id, wang.id)
        for card in (
            cards.contact(tx, visit.contact_ids[0], wang, TODAY),
            cards.account(tx, visit.account_id, wang, TODAY),
        ):
            told = str(card)
            assert (WORDS in told, "a road" in told, NOTE in told) == (True, False, False)
            assert "1 open voice or promise: shown to who looks after" in told
