"""Two workspaces in one database: whatever one asks or does, the other is not there."""

import inspect
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from storage import Store, Tx
from storage.base import Base
from storage.noun import Noun
from tests.conftest import TEAM
from tests.storage.company import NOW, TODAY, founded, meeting
from upkeep.accounts import MAJORITY, Level
from upkeep.deliveries import Terms
from upkeep.errors import Refusal
from upkeep.handover import State
from upkeep.members import Reader
from upkeep.policy import Policy
from upkeep.visits import FollowUp, NewVisit, Voice, VoiceKind

THEM = "T0THEM"
#: Stands in everything of theirs, and in nothing that is asked for.
MARK = "THEIRS"


def furnish(store: Store) -> dict[str, object]:
    """Another workspace with something of every noun; what its ids and words are, by name."""
    company = founded(store, THEM)
    with store.transaction(THEM) as tx:
        member_id = company.member.id
        tx.members.change(member_id, function=MARK)
        tx.members.set_next_reminder(member_id, NOW)
        imported, _ = tx.members.upsert("new@them.example", function=MARK)
        team, _ = tx.teams.upsert("Europe", channel=f"#{MARK}")
        tx.teams.set_next_digest(team.id, NOW)
        tx.members.change(imported.id, team_id=team.id, manager_id=member_id)
        tx.accounts.upsert("Acme", aliases=[MARK])
        tx.contacts.change(company.li.id, title=MARK)
        plain = meeting(company, company.li)
        said = meeting(
            company,
            company.li,
            note=MARK,
            source="met Li Wei",
            voices=(Voice(VoiceKind.WORRY, MARK),),
            follow_ups=(FollowUp(MARK, TODAY),),
        )
        visit, _ = tx.visits.add(said, member_id, NOW, "request")
        tx.settings.change("digest_channel", MARK, member_id, NOW)
        owed = tx.deliveries.owe("reminder", "U0ALICE", "day", "m", {"text": MARK}, NOW)
        assert owed is not None
        nudge = tx.nudges.add(company.li.id, member_id, TODAY, owed.id, facts={"why": MARK})
        tx.digests.add(team.id, date(2026, 11, 9), NOW, {"say": MARK})
        member = tx.members.get(member_id)
        draft_id = tx.drafts.put(member_id, "sentence", MARK, {"text": MARK}, NOW)
        tx.audit.note(member_id, "made", "team", team.id, {"say": MARK}, NOW)
        listed = tx.imports.open(MARK, "asked", member_id, NOW)
        tx.imports.put(listed.id, [(1, [MARK])])
        double = tx.contacts.add(company.account.id, MARK, added_on=TODAY)
        merge = tx.merges.merge(company.li.id, double.id, member_id, NOW, TODAY)
        incident, _ = tx.incidents.add(
            company.account.id, MARK, member_id, first=TODAY, last=TODAY, report_at=NOW,
            request="another",
        )  # fmt: skip
        handover = tx.handovers.propose(member_id, member_id, NOW, "another")
        handover = replace(handover, contacts={company.li.id: member_id})
        tx.handovers.plan(handover)
        tx.contacts.sweep()
        reminder = tx.deliveries.owe("reminder", "U0ALICE", "claimed", "m", {"text": MARK}, NOW)
        assert reminder is not None
    terms = Terms(a_minute={}, channel_seconds=0, at_once=9)
    claim = {one.id: one for one in store.claim(NOW, terms, limit=9)}[reminder.id]
    return {
        "account_id": company.account.id,
        "account_ids": [company.account.id],
        "act": "made",
        "added_on": TODAY,
        "after": 0,
        "after_id": 0,
        "answer": "met",
        "at": NOW,
        "before": TODAY,
        "by": member_id,
        "changes": {team.id: {"name": "Elsewhere"}},
        "channel": "D1",
        "claim": claim,
        "closed_at": NOW,
        "contact_id": company.li.id,
        "contact_ids": [company.li.id],
        "days": 10,
        "delivery_id": owed.id,
        "detail": {},
        "draft_id": draft_id,
        "due_on": TODAY,
        "email": "alice@b.example",
        "emails": ["alice@b.example"],
        "facts": {},
        "figures": {},
        "found": [team],
        "first": date(2000, 1, 1),
        "folded": ["acme"],
        "follow_up_id": visit.follow_ups[0].id,
        "follow_up_ids": [visit.follow_ups[0].id],
        "from_id": member_id,
        "kept_id": company.li.id,
        "handover_id": handover.id,
        "incident_id": incident.id,
        "import_id": listed.id,
        "import_ids": [listed.id],
        "key": "reminder_limit",
        "keepers": [member_id],
        "kind": "reminder",
        "kinds": ["reminder"],
        "last": date(2100, 1, 1),
        "level": Level.GENERAL,
        "like": ["Li Wei"],
        "limit": 50,
        "member": member,
        "member_id": member_id,
        "member_ids": [member_id],
        "merge_id": merge.id,
        "members": [member_id],
        "method": "m",
        "most": 9,
        "name": "Li Wei",
        "not_before": NOW,
        "new": [{"name": "Newcomers"}],
        "noun": "team",
        "noun_id": team.id,
        "noun_ids": [team.id],
        "now": NOW,
        "nudge_id": nudge.id,
        "number": 1,
        "on": TODAY,
        "other_id": company.marta.id,
        "owner_ids": [member_id],
        "owners": [member_id],
        "pages": [(2, ["a line"])],
        "phone": "+49 30 5550101",
        "payload": {},
        "people": ["alice@b.example"],
        "period": "day",
        "policy": Policy(),
        "planned": handover,
        "reader_id": member_id,
        "reader": Reader(member_id, frozenset({member_id})),
        "reason": "account_inactive",
        "recipient": "U0ALICE",
        "report_at": NOW,
        "request": "request",
        "requests": ["request"],
        "rule": MAJORITY,
        "since": TODAY - timedelta(days=9),
        "slack_id": "U0ALICE",
        "source": "met Li Wei",
        "team_id": team.id,
        "team_ids": [team.id],
        "state": State.DONE,
        "text": "Li Wei",
        "texts": ["Li Wei"],
        "to_id": member_id,
        "times": 1,
        "to_member_id": member_id,
        "traces": [],
        "ts": "1.1",
        "until": TODAY,
        "value": 3,
        "visit": plain,
        "visit_id": visit.id,
        "visit_ids": [visit.id],
        "voice_ids": [visit.voices[0].id],
        "visits": [(plain, member_id, "another", NOW)],
        "voice_id": visit.voices[0].id,
        "week": date(2026, 11, 9),
        "whole": ["Li Wei"],
        "words": "",
    }


#: Answers that are the asker's own making.
MAKES = {("drafts", "put")}


def verbs(tx: Tx):
    """Every question and change of every noun."""
    for name, noun in vars(tx).items():
        if isinstance(noun, Noun):
            for verb, bound in inspect.getmembers(noun, inspect.ismethod):
                if not verb.startswith("_") and not hasattr(Noun, verb):
                    yield name, verb, bound


#: Words that are a day to one verb and an instant to another.
INSTANTS = {"since": NOW - timedelta(days=9), "before": NOW + timedelta(days=9)}
#: What a verb may be given beyond what it must.
BEYOND = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)


def arguments(verb, known) -> dict[str, object]:
    """What a verb must be given, all of it theirs."""
    asked = inspect.signature(verb).parameters.values()
    needed = [one for one in asked if one.default is one.empty and one.kind not in BEYOND]
    missing = {one.name for one in needed} - set(known)
    assert not missing, f"say in `furnish` what {missing} is for {verb}"
    return {
        one.name: INSTANTS.get(one.name, known[one.name])
        if one.annotation is datetime
        else known[one.name]
        for one in needed
    }


def rows(tx: Tx, workspace_id: int) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored of a workspace, past any scope."""
    connection = tx._scope.session.connection()
    return {
        name: [
            tuple(row)
            for row in connection.execute(
                select(table).where(table.c.workspace_id == workspace_id).order_by(*table.c[:2])
            )
        ]
        for name, table in Base.metadata.tables.items()
        if "workspace_id" in table.c
    }


class TakenBack(Exception):  # noqa: N818 — it ends a trial
    """Nothing of the trial is kept."""


def test_no_verb_sees_or_touches_another_workspace(any_store):
    known = furnish(any_store)
    them = next(one.id for one in any_store.workspaces() if one.team_id == THEM)
    with any_store.reading(TEAM) as tx:
        before = rows(tx, them)
        names = [(noun, verb) for noun, verb, _ in verbs(tx)]
    bare = {table for table in before if not before[table]} - {"gates"}
    assert not bare, f"furnish {bare}"
    assert len(names) > 100
    for noun, verb in names:
        with suppress(TakenBack, Refusal, IntegrityError), any_store.transaction(TEAM) as tx:
            act = getattr(getattr(tx, noun), verb)
            answer = act(**arguments(act, known))
            if (noun, verb) not in MAKES and not isinstance(answer, list):
                told = [*answer.values()] if isinstance(answer, dict) else [answer]
                tells = [one for one in told if isinstance(one, int) or hasattr(one, "year")]
                assert not any(tells), (noun, verb, answer)
            assert MARK not in repr(answer), (noun, verb)
            assert rows(tx, them) == before, (noun, verb)
            raise TakenBack


def test_the_same_verbs_find_it_all_from_within(any_store):
    """The trial above would be worth nothing if its arguments found nothing anywhere."""
    known = furnish(any_store)
    found = set()
    with any_store.reading(THEM) as tx:
        every = list(verbs(tx))
    for noun, verb, _ in every:
        with suppress(TakenBack, Refusal, IntegrityError), any_store.transaction(THEM) as tx:
            act = getattr(getattr(tx, noun), verb)
            if act(**arguments(act, known)):
                found.add(noun)
            raise TakenBack
    assert found == {noun for noun, _, _ in every}


def test_every_reference_holds_its_workspace():
    shared = {"workspaces", "gates"}
    loose = [
        (table.name, key.column_keys)
        for table in Base.metadata.tables.values()
        for key in table.foreign_key_constraints
        if key.referred_table.name not in shared and "workspace_id" not in key.column_keys
    ]
    assert loose == []


def test_a_reference_to_another_workspace_is_refused_by_the_database(any_store):
    known = furnish(any_store)
    ours = founded(any_store, TEAM)
    theirs = known["visit"]
    assert isinstance(theirs, NewVisit)
    mixed = meeting(ours, ours.li, contact_ids=(ours.li.id, *theirs.contact_ids))
    with pytest.raises(IntegrityError), any_store.transaction(TEAM) as tx:
        tx.visits.add(mixed, ours.member.id, NOW, "mixed")
    with pytest.raises(IntegrityError), any_store.transaction(TEAM) as tx:
        tx.contacts.change(ours.li.id, owner_id=known["member_id"])


def test_both_may_use_the_same_names_and_keys(any_store):
    known = furnish(any_store)
    ours = founded(any_store, TEAM)
    with any_store.transaction(TEAM) as tx:
        visit, new = tx.visits.add(meeting(ours, ours.li), ours.member.id, NOW, "request")
        assert new
        assert visit.id != known["visit_id"]
        assert tx.deliveries.owe("reminder", "U0ALICE", "day", "m", {}, NOW) is not None


def test_a_crowd_elsewhere_hides_nobody_here(any_store):
    """A name is found among those it is looked for in, however many others bear it."""
    with any_store.transaction(THEM) as tx:
        account, _ = tx.accounts.upsert("Acme")
        for _ in range(300):
            tx.contacts.add(account.id, "Li Wei", added_on=TODAY)
    with any_store.transaction(TEAM) as tx:
        account, _ = tx.accounts.upsert("Crowded")
        for _ in range(300):
            tx.contacts.add(account.id, "Marta Olsen", added_on=TODAY)
    ours = founded(any_store, TEAM)
    for typed in ("Li Wei", "li we", "Li Wie", "liwei"):
        with any_store.reading(TEAM) as tx:
            assert [one.id for one in tx.contacts.like([typed], limit=5)] == [ours.li.id], typed
    for typed in ("Marta Olsen", "marta o", "Martha Olsen"):
        with any_store.reading(TEAM) as tx:
            like = tx.contacts.like([typed], account_ids=[ours.account.id], limit=5)
            assert [one.id for one in like] == [ours.marta.id], typed
