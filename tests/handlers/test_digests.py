"""Digests: once a week and only once, to who may read them, as they were and as it is now."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest

from bot.clock import FixedClock
from handlers import answers, digests, lists
from handlers.digests import acting, asking, gathering
from storage import claims
from tests.conftest import TEAM
from upkeep import calendar, schedules
from upkeep.accounts import Level
from upkeep.alerts import Kind as AlertKind
from upkeep.deliveries import Terms
from upkeep.errors import Refusal
from upkeep.figures import Figures
from upkeep.members import Role, Team
from upkeep.visits import Channel, NewVisit, Voice, VoiceKind
from views import digests as views
from views import home as homes
from views import language, nudges
from views.digests import orphans, post

#: Whatever is owed may be sent now.
AT_ONCE = Terms(channel_seconds=0, a_minute={}, at_once=99)
#: A Monday, at the hour of the digest; the digest is of the week before.
MONDAY = datetime(2026, 11, 16, 10, tzinfo=UTC)
WEEK = date(2026, 11, 9)
CHANNEL = "C0EUROPE"


@pytest.fixture
def team(store):
    return europe_in(store)


def europe_in(store):
    """Europe with its manager Anna and its rep Bob, who keeps three contacts at Acme."""
    with store.transaction(TEAM) as tx:
        europe = tx.teams.upsert("Europe", channel=CHANNEL)[0]
        anna = tx.members.ensure("U1ANNA", name="Anna")
        bob = tx.members.ensure("U2BOB", name="Bob")
        tx.members.change(anna.id, team_id=europe.id, role=Role.MANAGER)
        tx.members.change(bob.id, team_id=europe.id)
        acme = tx.accounts.upsert("Acme", owner_id=bob.id)[0]
        for name in ("Li", "Bo", "Cy"):
            tx.contacts.add(acme.id, name, added_on=date(2026, 6, 1))
        return europe


def visit(store, name, on, *, by="U2BOB", at=MONDAY, note="", voices=()):
    with store.transaction(TEAM) as tx:
        acme = tx.accounts.by_name("Acme")
        [one] = tx.contacts.named(acme.id, name)
        who = tx.members.by_slack(by)
        told = NewVisit(acme.id, on, Channel.MEAL, (one.id,), (who.id,), note, voices)
        return tx.visits.add(told, who.id, at, f"{name}{on}{by}")[0]


def owed(store):
    """Recipient and period of every digest owed, in order."""
    claims = store.claim(datetime.now(UTC), AT_ONCE, limit=100)
    return [(one.kind, one.place, str(one.payload["text"])) for one in claims]


def kept(store, team, week=WEEK):
    with store.reading(TEAM) as tx:
        row = tx.digests.get(team.id, week)
        return Figures.from_json(row.figures) if row else None


def test_a_week_is_closed_at_its_hour_and_posted_once(store, team):
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    assert owed(store) == []
    digests.tick(store, TEAM, MONDAY - timedelta(minutes=1))
    assert kept(store, team) is None
    for _ in range(3):
        digests.tick(store, TEAM, MONDAY)
    [(kind, place, text), (_, manager, hers)] = owed(store)
    assert (kind, place, manager) == ("digest", CHANNEL, "U1ANNA")
    assert "Bob" not in text
    assert "Bob: 0 visits of 5" in hers
    assert text.startswith("Europe: Mon 9 Nov – Sun 15 Nov\n0 tended, 0 neglected, 3 never met")
    with store.reading(TEAM) as tx:
        assert tx.teams.next_digest(team.id) == MONDAY + timedelta(days=7)


def test_it_is_the_same_on_every_database(any_store):
    with any_store.transaction(TEAM) as tx:
        bob = tx.members.ensure("U2BOB", name="Bob")
        acme = tx.accounts.upsert("Acme", owner_id=bob.id)[0]
        tx.contacts.add(acme.id, "Li", added_on=date(2026, 6, 1))
        tx.settings.change("digest_channel", "C0ALL", bob.id, MONDAY)
    visit(any_store, "Li", date(2026, 11, 12))
    digests.tick(any_store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(any_store, TEAM, MONDAY)
    [(_, place, text)] = owed(any_store)
    assert place == "C0ALL"
    assert text.startswith("Everyone: Mon 9 Nov – Sun 15 Nov\n1 tended, 0 neglected, 0 never met")


def test_who_was_only_called_waits_to_be_met_in_person(store, team):
    with store.transaction(TEAM) as tx:
        bob, acme = tx.members.by_slack("U2BOB"), tx.accounts.by_name("Acme")
        tx.settings.change("in_person.general", 30, bob.id, MONDAY)
        [li] = tx.contacts.named(acme.id, "Li")
        for on, channel in ((date(2026, 8, 1), Channel.MEAL), (date(2026, 11, 12), Channel.CALL)):
            made = NewVisit(acme.id, on, channel, (li.id,), (bob.id,))
            tx.visits.add(made, bob.id, MONDAY, channel)
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    text = owed(store)[0][2]
    assert "a visit to Li, Acme, after 106 days without meeting in person." in text
    assert "Li, Acme: 106 days without meeting in person, planned every 30" in text


def test_the_weeks_before_the_first_digest_know_who_was_only_called(store, team):
    """Li was put on the list on 1 June, and is to be met in person by 29 October."""
    with store.transaction(TEAM) as tx:
        bob, acme = tx.members.by_slack("U2BOB"), tx.accounts.by_name("Acme")
        tx.settings.change("in_person.general", 150, bob.id, MONDAY)
        [li] = tx.contacts.named(acme.id, "Li")
        for ago in range(12):
            on = date(2026, 11, 13) - timedelta(weeks=ago)
            made = NewVisit(acme.id, on, Channel.CALL, (li.id,), (bob.id,))
            tx.visits.add(made, bob.id, MONDAY, f"{ago}")
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    weeks = {one.week: one.share for one in kept(store, team).weeks}
    assert weeks[date(2026, 10, 19)] == pytest.approx(1 / 3)
    assert weeks[date(2026, 10, 26)] == 0


def test_a_vote_that_waits_is_told_with_whose_it_was_though_he_has_left(store, team):
    visit(store, "Li", date(2026, 6, 1))
    with store.transaction(TEAM) as tx:
        tx.members.change(tx.members.by_slack("U2BOB").id, active=False)
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    channel, manager = (text for _kind, _place, text in owed(store))
    assert "Li, Acme: 167 days, planned every 60 (Bob)" in manager
    assert "Bob" not in channel


def _meanwhile(monkeypatch, happens):
    """Something happens while a digest is counted, once."""
    counted, once = gathering.closed, [happens]

    def closed(*asked):
        while once:
            once.pop()()
        return counted(*asked)

    monkeypatch.setattr(gathering, "closed", closed)


def test_who_logs_a_visit_waits_for_no_digest(any_store, monkeypatch):
    europe = europe_in(any_store)
    digests.tick(any_store, TEAM, MONDAY - timedelta(days=3))
    _meanwhile(monkeypatch, lambda: visit(any_store, "Li", date(2026, 11, 12)))
    digests.tick(any_store, TEAM, MONDAY)
    assert kept(any_store, europe).coverage.unmet == 3  # it was counted as of a moment before


def test_two_replicas_post_a_week_once(store, team, monkeypatch):
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    _meanwhile(monkeypatch, lambda: digests.tick(store, TEAM, MONDAY))
    digests.tick(store, TEAM, MONDAY)
    assert [place for _, place, _ in owed(store)] == [CHANNEL, "U1ANNA"]
    with store.reading(TEAM) as tx:
        assert tx.teams.next_digest(team.id) == MONDAY + timedelta(days=7)


def test_it_counts_the_week_and_nothing_after_it(store, team):
    visit(store, "Li", date(2026, 11, 15))
    visit(store, "Bo", date(2026, 11, 16))
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    told = kept(store, team)
    assert (told.coverage.covered, told.coverage.unmet, told.visits) == (1, 2, 1)


def test_what_was_kept_stays_whatever_comes_later(store, team):
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    before = kept(store, team)
    visit(store, "Li", date(2026, 11, 12))
    digests.tick(store, TEAM, MONDAY + timedelta(hours=1))
    assert kept(store, team) == before


def test_after_a_downtime_the_newest_is_posted_and_the_others_are_kept(store, team):
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY + timedelta(days=16))
    assert [place for _, place, text in owed(store)] == [CHANNEL, "U1ANNA"]
    for weeks in range(3):
        assert kept(store, team, WEEK + timedelta(weeks=weeks)) is not None
    assert kept(store, team, WEEK + timedelta(weeks=3)) is None


def test_every_second_week_both_weeks_are_kept_and_the_newest_is_posted(store, team):
    with store.transaction(TEAM) as tx:
        europe = tx.teams.by_name("Europe")
        tx.teams.change(europe.id, digest_on="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO")
    for days in range(-3, 32):
        digests.tick(store, TEAM, MONDAY + timedelta(days=days))
    with store.reading(TEAM) as tx:
        kept = [one.week for one in reversed(tx.digests.history(europe.id, 9))]
        assert kept == [kept[0] + timedelta(weeks=n) for n in range(len(kept))]
        newest = [one.week for one in tx.digests.history(europe.id, 9)][::2]
        owed = {
            one: tx.deliveries.of_period("digest", CHANNEL, f"{europe.id}:{one}") for one in kept
        }
    assert len(kept) >= 3
    assert [one for one in kept if owed[one]] == newest[::-1]


def test_a_danger_of_a_week_that_nobody_was_told_of_is_told_by_the_next_digest(store, team):
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    with store.transaction(TEAM) as tx:
        tx.teams.change(team.id, digest_on="FREQ=WEEKLY;INTERVAL=3;BYDAY=MO")
        posted = schedules.next_digest(tx.teams.get(team.id), tx.policy, MONDAY)
        tx.teams.set_next_digest(team.id, posted)
        [li] = tx.contacts.named(tx.accounts.by_name("Acme").id, "Li")
        tx.contacts.change(li.id, level=Level.KEY)
    owed(store)
    digests.tick(store, TEAM, posted)
    last = calendar.week_of(posted.date()) - timedelta(weeks=1)
    assert last > WEEK + timedelta(weeks=1), "a week was kept before it"
    assert kept(store, team, WEEK + timedelta(weeks=1)).told.lines
    for _kind, _place, text in owed(store):
        assert "Acme: blind: nobody who decides is warm" in text


@pytest.mark.parametrize("changed", [False, True])
def test_who_grew_cold_in_a_week_that_was_kept_alone_is_told_by_the_next_digest(
    store, team, changed
):
    """Li is due on 18 November; the digest of Monday is the last for three weeks."""
    visit(store, "Li", date(2026, 9, 19))
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    with store.transaction(TEAM) as tx:
        assert (kept(store, team).coverage.covered, kept(store, team).cold) == (1, 0)
        tx.teams.change(team.id, digest_on="FREQ=WEEKLY;INTERVAL=3;BYDAY=MO")
        posted = schedules.next_digest(tx.teams.get(team.id), tx.policy, MONDAY)
        tx.teams.set_next_digest(team.id, posted)
        if changed:
            tx.settings.change("cadence.key", 20, 1, MONDAY + timedelta(days=1))
    visit(store, "Bo", date(2026, 11, 12), at=MONDAY + timedelta(days=1))
    digests.tick(store, TEAM, posted)
    last = kept(store, team, calendar.week_of(posted.date()) - timedelta(weeks=1))
    assert last.lost == (() if changed else ("Li, Acme",))
    assert last.since.late == 1
    assert (last.came, last.went) == (0, 0)


def test_the_first_digest_tells_what_was_won_and_lost(store, team):
    visit(store, "Li", date(2026, 9, 12))  # 60 days on 11 November
    visit(store, "Bo", date(2026, 8, 1))
    visit(store, "Bo", date(2026, 11, 10))
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    told = kept(store, team)
    assert (told.recovered, told.lost) == (("Bo, Acme",), ("Li, Acme",))
    assert [point.week for point in told.weeks][-1] == WEEK


def test_a_parent_sums_its_children(store, team):
    with store.transaction(TEAM) as tx:
        world = tx.teams.upsert("World", channel="C0WORLD")[0]
        tx.teams.change(team.id, parent_id=world.id)
        told = gathering.figures(tx, world, WEEK, date(2026, 11, 15))
    assert told.coverage.active == 3
    assert {one.name for one in told.members} == {"Anna", "Bob"}


def test_without_a_channel_its_managers_read_it_with_their_peoples_lines(store, team):
    with store.transaction(TEAM) as tx:
        tx.teams.change(team.id, channel=None)
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    [(_, place, text)] = owed(store)
    assert place == "U1ANNA"
    assert "Bob: 0 visits of 5" in text


def test_at_night_it_waits_for_its_readers_morning(store, team):
    """Ten o'clock in London is five in New York; the channel has no night."""
    with store.transaction(TEAM) as tx:
        tx.members.change(tx.members.by_slack("U1ANNA").id, zone="America/New_York")
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    claimed = store.claim(MONDAY + timedelta(minutes=59), AT_ONCE, limit=9)
    assert [one.place for one in claimed] == [CHANNEL]
    claimed = store.claim(MONDAY + timedelta(hours=1), AT_ONCE, limit=9)
    assert [one.place for one in claimed] == ["U1ANNA"]


def test_without_a_manager_the_one_above_reads_it(store, team):
    with store.transaction(TEAM) as tx:
        world = tx.teams.upsert("World", channel="C0WORLD")[0]
        tx.teams.change(team.id, channel=None, parent_id=world.id)
        anna = tx.members.by_slack("U1ANNA")
        tx.members.change(anna.id, team_id=world.id)
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    assert {place for _, place, _ in owed(store)} == {"U1ANNA", "C0WORLD"}


def test_without_any_reader_the_admins_are_asked_once(store, team):
    with store.transaction(TEAM) as tx:
        tx.teams.change(team.id, channel=None)
        tx.members.change(tx.members.by_slack("U1ANNA").id, role=Role.REP)
        tx.members.ensure("U9ADMIN", name="Ada", is_slack_admin=True)
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    for weeks in range(3):
        digests.tick(store, TEAM, MONDAY + timedelta(weeks=weeks))
    assert [(kind, place) for kind, place, _ in owed(store)] == [("digest_homeless", "U9ADMIN")]
    assert kept(store, team) is not None


def test_of_whom_no_digest_tells_the_admins_hear_once(store, team):
    with store.transaction(TEAM) as tx:
        tx.members.ensure("U9ADMIN", name="Ada", is_slack_admin=True)
        tx.members.ensure("U8GUEST", name="Gus")
        eve = tx.members.ensure("U3EVE", name="Eve")
        tx.accounts.upsert("Beta", owner_id=eve.id)
        tx.contacts.add(tx.accounts.by_name("Beta").id, "Ida", added_on=date(2026, 6, 1))
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    told = []
    for weeks in range(3):
        digests.tick(store, TEAM, MONDAY + timedelta(weeks=weeks))
        told += [text for kind, place, text in owed(store) if place == "U9ADMIN"]
    [text] = told
    assert text.startswith(
        "In no team, though they look after customers or are managers: Eve. No digest"
    )


def test_while_no_teams_are_set_everybody_is_one(store):
    with store.transaction(TEAM) as tx:
        ada = tx.members.ensure("U9ADMIN", name="Ada", is_slack_admin=True)
        tx.settings.change("digest_channel", "C0ALL", ada.id, MONDAY)
        acme = tx.accounts.upsert("Acme")[0]
        tx.contacts.add(acme.id, "Orphan", added_on=date(2026, 6, 1))
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    [(_, place, text)] = owed(store)
    assert place == "C0ALL"
    assert "1 never met" in text
    assert "1 contact that nobody answers for" in text


def test_while_no_teams_are_set_its_managers_read_it_beside_the_channel(store):
    with store.transaction(TEAM) as tx:
        anna = tx.members.ensure("U1ANNA", name="Anna")
        tx.members.change(anna.id, role=Role.MANAGER)
        tx.settings.change("digest_channel", "C0ALL", anna.id, MONDAY)
        acme = tx.accounts.upsert("Acme")[0]
        tx.contacts.add(acme.id, "Orphan", added_on=date(2026, 6, 1))
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    assert [place for _, place, _ in owed(store)] == ["C0ALL", "U1ANNA"]


def test_who_has_only_pressed_a_button_has_no_target(store):
    with store.transaction(TEAM) as tx:
        ida, owen, vera, tim, _rex, _hana = (
            tx.members.ensure(f"U{n}", name=n, function=function)
            for n, function in (("Ida", "sales"), ("Owen", "sales"), ("Vera", "sales"),
                                ("Tim", "sales"), ("Rex", "Executive"), ("Hana", "people"))
        )  # fmt: skip
        acme = tx.accounts.upsert("Acme", owner_id=owen.id)[0]
        li = tx.contacts.add(acme.id, "Li", added_on=date(2026, 6, 1))
        tx.members.change(tim.id, weekly_target=2)
        told = NewVisit(acme.id, date(2026, 8, 3), Channel.MEAL, (li.id,), (vera.id,))
        tx.visits.add(told, vera.id, MONDAY, "one")
        week = gathering.figures(tx, Team(0, "Everyone"), WEEK, WEEK + timedelta(days=6))
    assert [(one.name, one.target) for one in week.members] == [
        ("Owen", 5),
        ("Vera", 5),
        ("Tim", 2),
        ("Rex", 2),
    ], "a target for a function is a target for whom it was said of"
    assert ida.name not in str(week.members)


def test_everybodys_digest_ends_when_teams_are_set(store):
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    with store.transaction(TEAM) as tx:
        tx.teams.upsert("Europe", channel=CHANNEL)
    digests.tick(store, TEAM, MONDAY - timedelta(days=2))
    digests.tick(store, TEAM, MONDAY)
    assert [place for _, place, _ in owed(store)] == [CHANNEL]
    assert store.next_due() == MONDAY + timedelta(days=7)


@pytest.fixture
def told(monkeypatch):
    """What is said beside a command or a press, and what is put in its place."""
    heard: dict[str, list[Any]] = {"say": [], "replace": []}
    for verb, kept_messages in heard.items():
        monkeypatch.setattr(
            answers, verb, lambda _body, message, to=kept_messages: to.append(message) or True
        )
    return heard


def call(store, listener, who, now=MONDAY, **more):
    with store.reading(TEAM) as tx:
        caller = tx.members.by_slack(who)
    ack = Mock()
    given = {"ack": ack, "caller": caller, "store": store, "clock": FixedClock(now)}
    given |= {"team_id": TEAM, **more}
    wanted = listener.__code__.co_varnames[: listener.__code__.co_argcount]
    listener(**{name: value for name, value in given.items() if name in wanted})
    ack.assert_called_once()
    return ack.call_args.kwargs


def asks(store, told, who, text, listener=asking.asked):
    call(store, listener, who, command={"text": text, "command": "/votes"})
    return told["say"][-1]["text"]


def test_the_running_week_is_the_answer_where_none_is_said(store, team, told):
    visit(store, "Li", date(2026, 11, 16))
    text = asks(store, told, "U2BOB", "digest")
    assert text.startswith("Europe: the week so far, Mon 16 Nov – Sun 22 Nov\n1 tended")
    assert "Since then" not in text
    assert "Asked again" not in text


def test_where_no_team_is_said_it_is_ones_own_else_one_that_one_manages(store, team, told):
    with store.transaction(TEAM) as tx:
        europe, _ = tx.teams.upsert("Europe")
        asia, _ = tx.teams.upsert("Asia")
        for who, role, of in (("U6REP", Role.REP, asia.id), ("U7BOSS", Role.MANAGER, None)):
            tx.members.change(tx.members.ensure(who, name=who).id, role=role, team_id=of)
        boss = tx.members.by_slack("U7BOSS").id
        tx.members.change(tx.members.by_slack("U2BOB").id, manager_id=boss, team_id=europe.id)
    assert asks(store, told, "U2BOB", "digest").startswith("Europe")
    assert asks(store, told, "U6REP", "digest").startswith("Asia")
    assert asks(store, told, "U7BOSS", "digest").startswith("Europe")


@pytest.mark.parametrize(
    "said", ["digest last week", "digest last", "digest Europe last week", "digest 2026-11-11",
             "digest europe 2026-11-15", "digest 上周", "digest Europe week 46", "digest 9 Nov",
             "digest 2026-W46", "digest 46", "digest Europe 46", "digest Europe, week of 9 Nov"],
)  # fmt: skip
def test_a_past_week_can_be_asked_for_in_many_ways(store, team, told, said):
    text = asks(store, told, "U2BOB", said)
    assert text.startswith("Europe: Mon 9 Nov – Sun 15 Nov")
    assert "counted anew" in text


def test_a_kept_week_is_shown_as_it_was_with_what_has_changed(store, team, told):
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    visit(store, "Li", date(2026, 11, 12))
    text = asks(store, told, "U2BOB", "digest last week")
    assert "\n0 tended, 0 neglected, 3 never met\n" in text
    assert "Since then, by Mon 16 Nov: 1 tended, 0 neglected, 2 never met" in text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("digest 2026-13-40", "Name a past week of"),
        ("digest 2031-01-01", "Name a past week of"),
        ("digest 0001-01-01", "Name a past week of"),
        ("digest Europe next week", "Name a past week of"),
        ("digest Atlantis last week", "There is no team called “Atlantis”. There is Europe."),
        ("digest Atlantis", "There is no team called “Atlantis”. There is Europe."),
        ("digest Atlantis 46", "There is no team called “Atlantis 46”. There is Europe."),
        ("digest week 46 2019", "a past week of the last two years"),
    ],
)
def test_what_is_not_there_is_said_kindly(store, team, told, said, answer):
    assert answer in asks(store, told, "U2BOB", said)


def test_a_team_that_is_called_as_a_week_is_a_team(store, team, told):
    with store.transaction(TEAM) as tx:
        tx.teams.upsert("Week 46")
    for said, title in (("week 46", "the week so far"), ("week 46 last week", "Mon 9 Nov")):
        assert asks(store, told, "U2BOB", f"digest {said}").startswith(f"Week 46: {title}")


def test_words_of_customers_and_lines_of_members_are_for_managers(store, team, told):
    worry = Voice(VoiceKind.WORRY, "spares arrive too late")
    visit(store, "Li", date(2026, 11, 12), voices=(worry,))
    for who, may in (("U2BOB", False), ("U1ANNA", True)):
        text = asks(store, told, who, "digest last week")
        assert ("Li, Acme: “spares arrive too late”" in text) is may
        assert ("Bob: 1 visit of 5" in text) is may
        assert "1 worry" in text


def test_the_board_is_for_managers(store, team, told):
    assert "names people" in asks(store, told, "U2BOB", "team", asking.team_board)
    board = asks(store, told, "U1ANNA", "team", asking.team_board)
    assert "Bob: 0 visits this week, 0 tended, 0 neglected, 3 never met" in board
    assert "Acme: 0 tended, 0 neglected, 3 never met" in board
    assert "2 to go" in str(told["say"][-1]["blocks"]), "where support would be 0%"


def test_the_boards_members_add_up_with_who_has_left(store, team, told):
    """Bob's three wait for somebody to take them on: the team has them, and none of its members."""
    board = asks(store, told, "U1ANNA", "team", asking.team_board)
    assert "nobody who is here" not in board
    with store.transaction(TEAM) as tx:
        tx.members.change(tx.members.by_slack("U2BOB").id, active=False)
    board = asks(store, told, "U1ANNA", "team", asking.team_board)
    assert "nobody who is here: 0 tended, 0 neglected, 3 never met" in board
    rows = told["say"][-1]["blocks"][1]["rows"]
    assert [row[1]["text"] for row in rows] == ["Votes", "3", "0"]


def test_another_teams_manager_does_not_see_its_people(store, team, told):
    with store.transaction(TEAM) as tx:
        asia = tx.teams.upsert("Asia")[0]
        wang = tx.members.ensure("U5WANG", name="Wang")
        tx.members.change(wang.id, team_id=asia.id, role=Role.MANAGER)
    assert "names people" in asks(store, told, "U5WANG", "team Europe", asking.team_board)
    assert "Wang" in asks(store, told, "U5WANG", "team", asking.team_board)


def test_a_team_is_named_by_how_its_name_begins(store, team, told):
    with store.transaction(TEAM) as tx:
        for name in ("Asia & *Pacific*, the South", "中国与东南亚 华东"):
            tx.teams.upsert(name)
        tx.teams.upsert("Asia Minor")
    assert asks(store, told, "U2BOB", "digest asia & pacific last week").startswith("Asia &amp;")
    assert asks(store, told, "U2BOB", "digest 中国").startswith("中国与东南亚 华东: the week so")
    for several in ("digest Asia", "digest Eur"):
        assert "There is no team called" in asks(store, told, "U2BOB", several)


def test_a_fresh_workspace_answers_too(store, told):
    with store.transaction(TEAM) as tx:
        tx.members.ensure("U2BOB", name="Bob")
    text = asks(store, told, "U2BOB", "digest")
    assert text.startswith("Everyone: the week so far")
    assert "No contacts yet" in text


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        ({"data_table", "data_visualization"}, "table"),
        ({"data_table", "data_visualization", "table"}, "rich_text"),
    ],
)
def test_where_charts_are_refused_the_answer_is_plainer(store, team, monkeypatch, refused, said):
    taken = []

    def say(_, message):
        kinds = {block["type"] for block in message["blocks"]}
        taken.extend([] if kinds & refused else [kinds])
        return bool(taken)

    monkeypatch.setattr(answers, "say", say)
    assert call(store, asking.asked, "U1ANNA", command={"text": "digest"}) == {}
    [kinds] = taken
    assert said in kinds


def test_where_nothing_can_be_said_beside_the_command_its_own_answer_is_plain(
    store, team, monkeypatch
):
    monkeypatch.setattr(answers, "say", lambda *_: False)
    told = call(store, asking.asked, "U1ANNA", command={"text": "digest"})
    kinds = {block["type"] for block in told["blocks"]}
    assert not kinds & {"data_table", "data_visualization", "table"}


def press(store, listener, who, body, value, now=MONDAY):
    call(store, listener, who, now=now, action={"value": value}, body=body)


def posted(store, place):
    """Have what is owed arrive; where its message is."""
    [claim] = store.claim(datetime.now(UTC), AT_ONCE, limit=9)
    store.record([claims.sent(claim, place, "1.000100", datetime.now(UTC))])
    return {"container": {"channel_id": place, "message_ts": "1.000100", "is_ephemeral": False}}


def test_who_logs_a_visit_waits_for_nobody_who_asks_again(store, team, monkeypatch):
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    paged, once = gathering.page, [lambda: visit(store, "Li", date(2026, 11, 12))]

    def page(*asked, **how):
        while once:
            once.pop()()
        return paged(*asked, **how)

    monkeypatch.setattr(gathering, "page", page)
    container = {"channel_id": CHANNEL, "message_ts": "1.1", "is_ephemeral": False}
    press(store, asking.again, "U2BOB", {"container": container}, f"{team.id}:{WEEK}")
    assert "digest_again" in {kind for kind, _place, _text in owed(store)}


def test_managers_may_be_left_to_read_the_channel(store, team):
    with store.transaction(TEAM) as tx:
        tx.settings.change("digest_managers", False, tx.members.by_slack("U1ANNA").id, MONDAY)
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    assert [place for _, place, _ in owed(store)] == [CHANNEL]


def test_names_may_be_kept_out_of_the_channel(store, team):
    visit(store, "Li", date(2026, 7, 1))
    with store.transaction(TEAM) as tx:
        tx.settings.change("digest_names", False, tx.members.by_slack("U1ANNA").id, MONDAY)
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    (_, _, channel), (_, _, manager) = owed(store)
    assert "Li, Acme" not in channel
    assert "Li, Acme" in manager


def test_everybody_has_a_digest_beside_several_teams_where_there_is_a_channel_for_it(store, team):
    with store.transaction(TEAM) as tx:
        tx.teams.upsert("Asia", channel="C0ASIA")
        tx.settings.change("digest_channel", "C0ALL", tx.members.by_slack("U2BOB").id, MONDAY)
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    places = [place for _, place, _ in owed(store)]
    assert sorted(places) == ["C0ALL", "C0ASIA", CHANNEL, "U1ANNA"]


def test_an_account_of_nobodys_is_in_danger_with_who_keeps_its_contacts(store, team):
    with store.transaction(TEAM) as tx:
        bob, other = tx.members.by_slack("U2BOB"), tx.teams.upsert("Asia")[0]
        lone = tx.accounts.upsert("Lone")[0]
        for name in ("Ann", "Ben", "Cat"):
            one = tx.contacts.add(lone.id, name, added_on=date(2026, 6, 1), owner_id=bob.id)
            tx.contacts.change(one.id, level=Level.KEY)
        sunday = WEEK + timedelta(days=6)
        told = gathering.figures(tx, team, WEEK, sunday).told.lines
        assert [(one.account, one.worst) for one in told] == [("Lone", AlertKind.BLIND)]
        assert gathering.figures(tx, other, WEEK, sunday).told.lines == ()


def test_the_contacts_of_who_has_left_us_still_count(store, team):
    with store.transaction(TEAM) as tx:
        tx.members.change(tx.members.by_slack("U2BOB").id, active=False)
        told = gathering.figures(tx, team, WEEK, date(2026, 11, 15))
    assert told.coverage.active == 3
    assert [one.name for one in told.members] == ["Anna"]


@pytest.mark.parametrize(("channel", "shows"), [(CHANNEL, False), (None, True)])
def test_asked_again_the_message_is_painted_anew_for_its_own_readers(
    store, team, told, channel, shows
):
    with store.transaction(TEAM) as tx:
        tx.teams.change(team.id, channel=channel)
        anna = tx.members.by_slack("U1ANNA")
        tx.settings.change("digest_managers", False, anna.id, MONDAY)
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    body = posted(store, channel or "D0ANNA")
    visit(store, "Li", date(2026, 11, 16))
    value = f"{team.id}:{WEEK}"
    for _ in range(2):
        press(store, asking.again, "U1ANNA", body, value)
    [(_, place, text)] = owed(store)
    assert place == (channel or "D0ANNA")
    assert len(text) <= 4000, "more is refused of a message that is painted anew"
    assert "Since then, by Mon 16 Nov: 1 tended" in text
    assert ("Bob: 0 visits of 5" in text) is shows
    assert told == {"say": [], "replace": []}


def test_asked_again_a_channel_keeps_its_language_whoever_presses(store, team, monkeypatch):
    spoken, paint = [], post.paint

    def painted(week):
        spoken.append(language.spoken())
        return paint(week)

    monkeypatch.setattr(post, "paint", painted)
    with store.transaction(TEAM) as tx:
        anna = tx.members.by_slack("U1ANNA")
        tx.members.change(anna.id, locale="de-DE")
        tx.settings.change("digest_language", "zh_CN", anna.id, MONDAY)
        tx.settings.change("digest_managers", False, anna.id, MONDAY)
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    press(store, asking.again, "U1ANNA", posted(store, CHANNEL), f"{team.id}:{WEEK}")
    assert spoken == ["zh_CN", "zh_CN"]


def test_asked_again_a_private_answer_is_replaced(store, team, told):
    body = {"container": {"is_ephemeral": True}, "response_url": "https://x.example"}
    press(store, asking.again, "U2BOB", body, f"{team.id}:{date(2026, 11, 16)}")
    [message] = told["replace"]
    assert "the week so far" in message["text"]


def test_the_boards_button_checks_who_presses(store, team, told):
    for who in ("U2BOB", "U1ANNA"):
        press(store, asking.show_board, who, {"response_url": "x"}, f"{team.id}:{WEEK}")
    refusal, board = told["say"]
    assert "names people" in refusal["text"]
    assert "the board of" in board["text"]


def test_a_press_in_another_workspace_finds_nothing(store, team, told):
    assert views.named("7:2026-11-09") == (7, WEEK)
    with store.transaction("T9OTHER") as tx:
        tx.members.ensure("U6EVE", name="Eve", is_slack_admin=True)
        eve = tx.members.by_slack("U6EVE")
    with pytest.raises(Refusal):
        asking.show_board(
            ack=Mock(), action={"value": f"{team.id}:{WEEK}"}, body={}, caller=eve, store=store,
            clock=FixedClock(MONDAY), team_id="T9OTHER",
        )  # fmt: skip


def planned(store, told, who, team):
    press(store, acting.plan, who, {"response_url": "x"}, f"{team.id}:{WEEK}")
    return told["say"][-1]


def test_this_weeks_five_say_who_goes_along_with_whom_and_why(store, team, told):
    for day in (9, 10):
        visit(store, "Li", date(2026, 11, day))
    message = planned(store, told, "U1ANNA", team)
    assert "Bob with Anna → Bo, Acme" in message["text"].replace("*", "")
    assert "only Bob has visited" in message["text"]
    theirs = planned(store, told, "U2BOB", team)
    assert "Bob with Anna" in theirs["text"]
    assert "only one of us has visited" in theirs["text"]


def test_nobody_is_asked_along_whose_status_says_that_he_is_on_holiday(store, team, told):
    for day in (9, 10):
        visit(store, "Li", date(2026, 11, day))
    with store.transaction(TEAM) as tx:
        bob = tx.members.by_slack("U2BOB")
        tx.members.change(bob.id, status="palm_tree", status_until=MONDAY + timedelta(days=9))
    message = planned(store, told, "U1ANNA", team)
    assert "Anna → " in message["text"].replace("*", "")
    assert "Bob with" not in message["text"]


def test_whom_nobody_answers_for_is_told_and_can_be_given_away(store, team, told):
    with store.transaction(TEAM) as tx:
        lone = tx.accounts.upsert("Lone")[0]
        for number in range(23):
            tx.contacts.add(lone.id, f"Person {number:02}", added_on=date(2026, 6, 1))
        figures = gathering.figures(tx, team, WEEK, WEEK + timedelta(days=6))
        week = gathering.page(tx, team, figures, WEEK, reader=tx.members.by_slack("U1ANNA"))
    assert orphans.ORPHANS in str(post.paint(week)["blocks"])
    for who, gives in (("U1ANNA", True), ("U2BOB", False)):
        press(store, acting.nobodys, who, {"response_url": "https://x"}, "")
        message = told["say"][-1]
        assert message["text"].startswith("23 contacts that nobody answers for\nPerson 00, Lone")
        assert "Page 1 of 2" in message["text"]
        assert (nudges.GIVE in str(message["blocks"])) is gives
        for page in (1, 9):
            press(store, acting.nobodys_turned, who, {}, f"0:{page}")
            message = told["replace"][-1]
            assert [f"Person {n}, Lone" in message["text"] for n in (19, 20, 22)] == [0, 1, 1]
            assert "Page 2 of 2" in message["text"]
            assert (nudges.GIVE in str(message["blocks"])) is gives
    with store.transaction(TEAM) as tx:
        ids = [one.id for one in tx.contacts.orphans(99)]
        tx.contacts.give(ids, tx.members.by_slack("U2BOB").id)
    press(store, acting.nobodys, "U1ANNA", {"response_url": "https://x"}, "")
    assert told["say"][-1]["text"] == "Somebody answers for every contact by now."


def test_without_danger_there_is_nothing_to_plan(store, team, told):
    assert "No account is in danger" in planned(store, told, "U1ANNA", team)["text"]


def exported(store, told, who, team):
    body = {"response_url": "x", "trigger_id": f"t{who}"}
    for _ in range(2):
        press(store, acting.export, who, body, f"{team.id}:{WEEK}")
    [claim] = store.claim(datetime.now(UTC), AT_ONCE, limit=9)
    return claim.payload


@pytest.mark.parametrize(("who", "rows"), [("U1ANNA", 4), ("U2BOB", 3)])
def test_the_votes_come_as_a_sheet_to_who_asks(store, team, told, who, rows):
    """Once however often it is pressed; who manages the team gets all of it."""
    with store.transaction(TEAM) as tx:
        anna, acme = tx.members.by_slack("U1ANNA"), tx.accounts.by_name("Acme")
        tx.contacts.add(
            acme.id, "=HYPERLINK(1)", added_on=date(2026, 6, 1), owner_id=anna.id, phone="+49 1"
        )
    visit(store, "Li", date(2026, 11, 12))
    payload = exported(store, told, who, team)
    assert payload["channel"] == who
    content = str(payload["content"])
    assert content.startswith("\ufeffAccount,Contact,Title,Level,Owner,Standing,Last visit,")
    assert len(content.splitlines()) == rows + 1
    assert "Acme,Li,,general,Bob,tended,2026-11-12,2027-01-11,60,1," in content
    assert ("Acme,'=HYPERLINK(1),,general,Anna," in content) is (who == "U1ANNA")
    assert "is on its way" in told["say"][-1]["text"]
    assert "files:write" in str(payload["refused"])


def test_a_managers_home_tells_of_the_team_and_its_buttons_answer_by_message(store, team, told):
    for day in (9, 10):
        visit(store, "Li", date(2026, 11, day))
    digests.tick(store, TEAM, MONDAY - timedelta(days=3))
    digests.tick(store, TEAM, MONDAY)
    owed(store)
    with store.reading(TEAM) as tx:
        views_of = {
            who: str(homes.paint(lists.home(tx, tx.members.by_slack(who), date(2026, 11, 16), 0)))
            for who in ("U1ANNA", "U2BOB")
        }
    assert "1 tended, 0 neglected, 2 never met" in views_of["U1ANNA"]
    assert "only Bob has visited" in views_of["U1ANNA"]
    assert "Whole board" not in views_of["U2BOB"]
    press(store, asking.show_board, "U1ANNA", {"trigger_id": "t1"}, f"{team.id}:{WEEK}")
    assert told["say"] == []
    [(kind, place, text)] = owed(store)
    assert (kind, place) == ("digest_asked", "U1ANNA")
    assert "the board of" in text
