"""What goes out comes in again as it was, and no cell of it runs."""

import csv
import io
import shutil
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers import sheets
from handlers.sheets import cards, files, giving, leaving, rights
from storage import LOCAL, clocks, open_store
from tests import trials
from tests.conftest import TEAM
from upkeep.accounts import MAJORITY, Account, Contact, Level, Quorum, Rule
from upkeep.members import Role
from upkeep.policy import Policy
from upkeep.sheets import Kind, cells
from upkeep.visits import Channel, FollowUp, NewVisit, Voice, VoiceKind

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = NOW.date()
LETTERS = "abcXYZ 李伟张 äß'’=+-@,\"\t&<>#1;；\\("
NAMES = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: " ".join(text.split()) or "x")
TEXTS = st.text(LETTERS + "\n", max_size=30).map(str.strip)
SECOND = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
SHARES = st.sampled_from([0.01, 0.29, 0.57, 0.99])
DAYS = st.integers(0, 400).map(lambda days: TODAY - timedelta(days=days))


@st.composite
def companies(draw):
    """A filled workspace as a function that fills one."""
    count = draw(st.integers(1, 4))
    people = [
        (draw(NAMES), draw(TEXTS), draw(st.sampled_from(Level)), draw(DAYS), draw(NAMES))
        for _ in range(count)
    ]
    visits = [
        (draw(DAYS), draw(st.sampled_from(Channel)), draw(TEXTS), draw(TEXTS), draw(st.booleans()))
        for _ in range(draw(st.integers(0, 3)))
    ]
    rule = Rule(draw(st.sampled_from(Quorum)), draw(st.integers(0, count)), draw(SHARES))
    return people, visits, draw(NAMES), draw(st.sampled_from([True, False, None])), rule


def fill(tx, company):
    people, visits, name, contract, rule = company
    top = tx.teams.upsert("Top", None, "top", "Europe/Berlin")[0]
    tx.teams.change(tx.teams.upsert("West", top.id)[0].id, digest_on=SECOND, digest_at=time(8, 5))
    dana = tx.members.upsert("dana@us.example", name=name, role=Role.MANAGER, reminder_at=time(8))[
        0
    ]
    anna = tx.members.ensure("U0ANNA0001", name="Anna", zone="Asia/Shanghai", locale="zh-CN")
    tx.members.change(
        anna.id,
        work_days=frozenset({0, 2}),
        team_id=tx.teams.by_name("west").id,
        standin_id=dana.id,
        weekly_target=3,
        reminder_at=time(7, 30),
        reminder_on="FREQ=WEEKLY;BYDAY=MO,WE",
        quiet_until=TODAY + timedelta(days=9),
        away_from=TODAY,
        away_until=TODAY + timedelta(days=3),
    )
    account = tx.accounts.upsert(name, ["=Alias"], contract, dana.id, 45)[0]
    made = [
        tx.contacts.add(
            account.id,
            called,
            added_on=added,
            level=level,
            title=" ".join(text.split())[:200],
            phone="+49 30 1",
            aliases=(alias, "; \\"),
            owner_id=anna.id,
        )
        for called, text, level, added, alias in people
    ]
    decider_id = made[rule.decider_id - 1].id if rule.decider_id else None
    tx.accounts.decide(account.id, replace(rule, decider_id=decider_id))
    tx.contacts.leave(made[-1].id, TODAY)
    for number, (on, channel, note, words, attempt) in enumerate(visits):
        voices = (Voice(VoiceKind.NEED, words),) if words else ()
        promises = (FollowUp(words, TODAY, dana.id), FollowUp(words)) if words else ()
        met = tuple(one.id for one in made[: number + 1])
        visit = NewVisit(
            account.id, on, channel, met, (anna.id,), note, voices, promises, attempt, note
        )
        kept, _ = tx.visits.add(visit, anna.id, NOW, f"r{number}")
        for said in kept.voices[: number + 1]:
            tx.voices.assign(said.id, dana.id)
            tx.voices.answer(said.id, TODAY, words, anna.id)


def at_once(seconds):
    """Nobody else is waiting for the database."""


def exported(store, team_id=LOCAL, reach=leaving.EVERYTHING):
    with store.reading(team_id) as tx:
        kinds = leaving.Leaving(tx, TODAY, reach).tables()
        return {kind: "".join(leaving.as_csv(table)).encode() for kind, table in kinds.items()}


@settings(max_examples=trials.times(5), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(companies())
def test_what_goes_out_comes_in_as_it_was(tmp_path_factory, migrated_file, company):
    folder = tmp_path_factory.mktemp("out")
    out: list[dict[Kind, bytes]] = []
    for name in ("from", "to"):
        path = folder / f"{name}.db"
        shutil.copyfile(migrated_file, path)
        store = open_store(f"sqlite:///{path}", Policy())
        if name == "from":
            with store.transaction(LOCAL) as tx:
                fill(tx, company)
        else:
            for kind in Kind:
                report = sheets.keep(store, LOCAL, out[0][kind], NOW, breathe=at_once)
                assert (report.bad, report.unknown) == ((), ())
                again = sheets.keep(store, LOCAL, out[0][kind], NOW, breathe=at_once)
                assert (again.created, again.updated, again.bad) == (0, 0, ())
        out.append(exported(store))
        store.close()
    assert out[0] == out[1]


def test_who_was_met_is_found_where_he_works_by_now_and_never_taken_for_a_namesake(store):
    with store.transaction(TEAM) as tx:
        anna = tx.members.ensure("U0ANNA0001", name="Anna")
        acme, beta = (tx.accounts.upsert(name)[0] for name in ("Acme", "Beta"))
        met = tx.contacts.add(acme.id, "Li Wei", added_on=TODAY)
        voice = Voice(VoiceKind.NEED, "spares", contact_id=met.id)
        there = NewVisit(acme.id, TODAY, Channel.MEAL, (met.id,), (anna.id,), voices=(voice,))
        tx.visits.add(there, anna.id, NOW, "r1")
        tx.contacts.change(met.id, account_id=beta.id)
        tx.contacts.add(acme.id, "Li Wei", added_on=TODAY)
    out = exported(store, TEAM)
    for kind in Kind:
        report = sheets.keep(store, "T0BACK", out[kind], NOW, breathe=at_once)
        assert report.bad == ()
    with store.reading("T0BACK") as tx:
        [visit] = tx.visits.between(TODAY, TODAY)
        [met] = [tx.contacts.get(one) for one in visit.contact_ids]
        assert (visit.account_name, met.account.name) == ("Acme", "Beta")
        assert visit.voices[0].contact_id == met.id


def test_no_cell_begins_like_a_formula(store):
    people = [("=1+1", "@x", Level.KEY, TODAY, "-a"), ("＋2", "+1", Level.KEY, TODAY, "b")]
    company = (
        people,
        [(TODAY, Channel.CALL, "=cmd|' /C calc'!A0", "@SUM", False)],
        "-Acme",
        True,
        MAJORITY,
    )
    with store.transaction(LOCAL) as tx:
        fill(tx, company)
    for content in exported(store).values():
        assert content.startswith(b"\xef\xbb\xbf")
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
            assert not [cell for cell in row if cell[:1] in set("=+-@\t\r＝＋－＠")]


@pytest.fixture
def saved(any_store, tmp_path):
    with any_store.transaction(TEAM) as tx:
        people = [("Li Wei", "Buyer", Level.KEY, TODAY, "Wei"), ("张三", "", Level.KEY, TODAY, "Z")]
        fill(
            tx,
            (
                people,
                [(TODAY, Channel.CALL, "=note", "wants spares", False)],
                "Acme",
                None,
                MAJORITY,
            ),
        )
        stranger = tx.accounts.upsert("Beta")[0]
        tx.contacts.add(stranger.id, "Bo Li", added_on=TODAY)
    return any_store, tmp_path / "out"


def test_a_folder_of_files_that_programs_open(saved):
    store, folder = saved
    made = leaving.save(store, TEAM, folder, TODAY)
    assert {one.name for one in made} == {
        *(f"{kind}.{ending}" for kind in Kind for ending in ("csv", "xlsx")),
        "contacts.vcf",
    }
    for kind in Kind:
        rows: list[Any] = [
            [row for _, row in files.rows((folder / f"{kind}.{ending}").read_bytes())]
            for ending in ("csv", "xlsx")
        ]
        bare = [[cells.bare(cell) for cell in row] for row in rows[0]]
        assert bare == [row + [""] * (len(bare[0]) - len(row)) for row in rows[1]]
    card = (folder / "contacts.vcf").read_bytes()
    assert sheets.rehearse(store, TEAM, card, NOW).created == 0


def test_each_nickname_is_one_on_a_card_that_goes_out():
    acme = Account(1, "Acme")
    li = Contact(1, acme, "Li Wei", added_on=TODAY, due_on=TODAY, aliases=("Lee", "李伟"))
    (card,) = cards.written([li])
    assert "NICKNAME:Lee\r\nNICKNAME:李伟\r\n" in card
    ((_, headings), (_, row)) = files.rows(card.encode())
    assert isinstance(row, list)
    assert headings == list(cards.HEADINGS)
    assert row[cards.HEADINGS.index("aliases")] == "Lee;李伟"


def test_days_are_of_the_policy_in_force_though_not_all_clocks_follow_yet(store, monkeypatch):
    monkeypatch.setattr(clocks, "MANY", 1)
    with store.transaction(TEAM) as tx:
        anna = tx.members.ensure("U0ANNA0001", name="Anna")
        acme = tx.accounts.upsert("Acme", owner_id=anna.id)[0]
        met = [tx.contacts.add(acme.id, f"Person {n}", added_on=TODAY) for n in range(3)]
        on = TODAY - timedelta(days=20)
        visit = NewVisit(acme.id, on, Channel.MEAL, tuple(one.id for one in met), (anna.id,))
        tx.visits.add(visit, anna.id, NOW, "r1")
        while tx.contacts.sweep():
            pass
        tx.settings.change("cadence.general", 10, anna.id, NOW)
        assert not tx.contacts.follows()
    rows = list(csv.DictReader(io.StringIO(exported(store, TEAM)[Kind.CONTACTS].decode())))
    assert [(one["standing"], one["due_on"]) for one in rows] == [
        ("neglected", str(on + timedelta(days=10)))
    ] * 3


def test_both_clocks_of_a_contact_go_out(store):
    with store.transaction(TEAM) as tx:
        anna = tx.members.ensure("U0ANNA0001", name="Anna")
        acme = tx.accounts.upsert("Acme", owner_id=anna.id)[0]
        met = tx.contacts.add(acme.id, "Li Wei", added_on=TODAY)
        for days, channel in ((20, Channel.MEAL), (1, Channel.CALL)):
            on = TODAY - timedelta(days=days)
            visit = NewVisit(acme.id, on, channel, (met.id,), (anna.id,))
            tx.visits.add(visit, anna.id, NOW, f"r{days}")
    [row] = csv.DictReader(io.StringIO(exported(store, TEAM)[Kind.CONTACTS].decode()))
    assert row["last_touch_on"] == str(TODAY - timedelta(days=1))
    assert row["last_seen_on"] == str(TODAY - timedelta(days=20))


def test_a_rep_takes_along_his_own(saved):
    store, _ = saved
    with store.reading(TEAM) as tx:
        anna = tx.members.by_slack("U0ANNA0001")
        dana = tx.members.by_email("dana@us.example")
    own = exported(store, TEAM, leaving.Reach(frozenset({anna.id}), frozenset({anna.id})))
    assert own.keys() == set(Kind) - {Kind.TEAMS, Kind.MEMBERS}
    assert "Li Wei" in own[Kind.CONTACTS].decode()
    assert "Bo Li" not in own[Kind.CONTACTS].decode()
    assert "wants spares" in own[Kind.VOICES].decode()
    other = exported(store, TEAM, leaving.Reach(frozenset({anna.id}), frozenset({dana.id})))
    assert "note" not in other[Kind.VISITS].decode().partition("\n")[2]
    assert "wants spares" not in other[Kind.VOICES].decode()


def test_managers_bring_in_customers_but_not_colleagues(store):
    with store.transaction(TEAM) as tx:
        rep = tx.members.ensure("U0REP00001", name="Rep")
        lead = tx.members.change(tx.members.ensure("U0LEAD0001").id, role=Role.MANAGER)
        admin = tx.members.ensure("U0ADMIN001", is_slack_admin=True)
        may = {
            one.slack_id: [rights.may_import(tx, one, kind) for kind in ("contacts", "members")]
            for one in (rep, lead, admin)
        }
        reach = giving.reach(tx, rep)
        assert giving.reach(tx, admin) == leaving.EVERYTHING
        assert {rep.id, lead.id} <= (giving.reach(tx, lead).keepers or frozenset())
    assert may == {
        "U0REP00001": [False, False],
        "U0LEAD0001": [True, False],
        "U0ADMIN001": [True, True],
    }
    assert reach == leaving.Reach(frozenset({rep.id}), frozenset({rep.id}))
