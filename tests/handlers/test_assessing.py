"""Assessments: each one's own line first, the table to its reader, exactly once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import FixedClock
from handlers.callers import Moment
from handlers.digests import assessing
from sandbox.rules import check_blocks
from storage import claims as box
from tests.conftest import TEAM
from upkeep.cadence import Coverage
from upkeep.deliveries import Terms
from upkeep.figures import Figures
from upkeep.members import Role
from upkeep.policy import Policy
from upkeep.regime import MemberWeek
from upkeep.visits import Channel, NewVisit

#: The hour of the digest of the week before; its quarter went on.
MONDAY = datetime(2026, 11, 16, 10, tzinfo=UTC)
WEEK = date(2026, 11, 9)
AT_ONCE = Terms(channel_seconds=0, a_minute={}, at_once=99)


@pytest.fixture
def company(store):
    """Bob and Eve sell, Rae develops; Hana of HR reads about the sellers, by her address."""
    with store.transaction(TEAM) as tx:
        for who, name, function in (
            ("U2BOB", "Bob", "Sales"), ("U3EVE", "Eve", "sales"), ("U4RAE", "Rae", "R&D"),
        ):  # fmt: skip
            member = tx.members.ensure(who, name=name)
            tx.members.change(member.id, function=function)
        hana = tx.members.ensure("U5HANA", name="Hana", email="hana@b.example")
        tx.members.change(hana.id, function="people")
        acme = tx.accounts.upsert("Acme", owner_id=tx.members.by_slack("U3EVE").id)[0]
        li = tx.contacts.add(acme.id, "Li", added_on=date(2026, 6, 1))
        bob = tx.members.by_slack("U2BOB")
        told = NewVisit(acme.id, WEEK, Channel.MEAL, (li.id,), (bob.id,))
        tx.visits.add(told, bob.id, MONDAY, "one")
    store.defaults = Policy(assessments={"sales": "HANA@b.example"})
    return store


def owed(store):
    claims = store.claim(datetime.now(UTC), AT_ONCE, limit=100)
    for one in claims:
        for blocks in (one.payload["blocks"], *one.payload.get("fallbacks", ())):
            check_blocks(blocks)
    return [(one.kind, one.place, str(one.payload["text"])) for one in claims]


def test_everybody_reads_his_own_line_before_the_table_goes_to_its_reader(company):
    for minutes in (0, 1, 60 * 24 * 3):
        assessing.tick(company, TEAM, FixedClock(MONDAY + timedelta(minutes=minutes)))
    bob, eve, table = owed(company)
    assert bob[:2] == ("assessment_own", "U2BOB")
    assert bob[2] == (
        "Mon 9 Nov – Sun 15 Nov: 1 visit of 5, 20% of the target reached, 1 thin\n"
        "This line goes to Hana, who reads the assessment of your function."
    )
    assert eve[1] == "U3EVE"
    assert table[:2] == ("assessment", "U5HANA")
    assert "Assessment of Sales: Mon 9 Nov" in table[2]
    assert "2 people, 1 visit; 100% named nobody, or left no note" in table[2]
    assert "Eve: 0 visits of 5, 0% of the target reached" in table[2]
    assert "Rae" not in table[2]


def test_the_table_waits_for_the_last_line_and_then_for_its_readers_morning(company):
    """Ten in London is evening in Tokyo, where it is morning at ten at night in Berlin."""
    with company.transaction(TEAM) as tx:
        tx.members.change(tx.members.by_slack("U2BOB").id, zone="Asia/Tokyo")
        tx.members.change(tx.members.by_slack("U5HANA").id, zone="Europe/Berlin")
    assessing.tick(company, TEAM, Moment(MONDAY, MONDAY))

    def told(hours):
        at = MONDAY + timedelta(hours=hours)
        claims = company.claim(at, AT_ONCE, limit=9)
        company.record([box.sent(one, one.place, f"1.{one.id}", at) for one in claims])
        return [one.place for one in claims]

    assert told(0) == ["U3EVE"]
    assert (told(10.9), told(11)) == ([], ["U2BOB"])
    assert (told(18.9), told(19)) == ([], ["U5HANA"])


def test_before_the_hour_it_is_of_the_week_before(company):
    assessing.tick(company, TEAM, FixedClock(MONDAY - timedelta(minutes=1)))
    assert "Mon 2 Nov – Sun 8 Nov" in owed(company)[0][2]


def test_a_week_is_assessed_once_it_is_closed_in_the_last_zone(company):
    """Ten in London is five in New York, where Friday's visit is logged at nine."""
    with company.transaction(TEAM) as tx:
        west = tx.teams.upsert("West", zone="America/New_York")[0]
        bob = tx.members.change(tx.members.by_slack("U2BOB").id, team_id=west.id)
        [li] = tx.contacts.all()
        friday = NewVisit(li.account.id, date(2026, 11, 13), Channel.MEAL, (li.id,), (bob.id,))
    before = MONDAY - timedelta(days=6)
    assessing.tick(company, TEAM, FixedClock(before))
    assert len(owed(company)) == 3
    assessing.tick(company, TEAM, FixedClock(MONDAY))
    assert owed(company) == []
    with company.transaction(TEAM) as tx:
        tx.visits.add(friday, bob.id, MONDAY + timedelta(hours=4), "late")
    assessing.tick(company, TEAM, FixedClock(MONDAY + timedelta(hours=5)))
    texts = {place: text for _kind, place, text in owed(company)}
    assert texts["U2BOB"].startswith("Mon 9 Nov – Sun 15 Nov: 2 visits of 5")
    assert "Bob: 2 visits of 5" in texts["U5HANA"]


def test_a_quarter_is_told_when_its_last_week_is_with_absences_as_they_were(company):
    with company.transaction(TEAM) as tx:
        everyone, eve = tx.teams.everyone(), tx.members.by_slack("U3EVE")
        week = date(2026, 10, 5)
        away = Figures(week, week, Coverage(), members=(MemberWeek(eve.id, "Eve", 0, 0.0),))
        tx.digests.add(everyone.id, week, MONDAY, away.as_json())
    after = datetime(2027, 1, 4, 10, tzinfo=UTC)
    assessing.tick(company, TEAM, FixedClock(after))
    kinds = [(place, text) for _, place, text in owed(company)]
    assert len(kinds) == 6
    quarter = next(t for place, t in kinds if place == "U5HANA" and "quarter 4 of 2026" in t)
    assert "Bob: 1 visit of 65, 2% of the target reached, 1 thin" in quarter
    assert "Eve: 0 visits of 60" in quarter


def test_a_quarter_counts_what_was_logged_or_undone_after_a_weeks_digest(company):
    """Bob's visit of that week was logged late; of Eve's, which the digest counted, none stands."""
    with company.transaction(TEAM) as tx:
        everyone = tx.teams.everyone()
        bob, eve = (tx.members.by_slack(one) for one in ("U2BOB", "U3EVE"))
        weeks = (MemberWeek(bob.id, "Bob", 0, 5.0), MemberWeek(eve.id, "Eve", 2, 3.0, 1))
        told = Figures(WEEK, WEEK, Coverage(), members=weeks)
        tx.digests.add(everyone.id, WEEK, MONDAY, told.as_json())
    assessing.tick(company, TEAM, FixedClock(datetime(2027, 1, 4, 10, tzinfo=UTC)))
    quarter = next(text for _, to, text in owed(company) if to == "U5HANA" and "quarter" in text)
    assert "Bob: 1 visit of 65" in quarter
    assert "Eve: 0 visits of 63" in quarter, "with the target that the digest told"


def test_a_quarter_that_ended_while_nobody_was_at_work_is_told_after_it(company):
    """The bot stood still over Christmas; who reads it for the first time hears of no quarter."""
    assessing.tick(company, TEAM, FixedClock(datetime(2026, 12, 21, 10, tzinfo=UTC)))
    owed(company)
    for days in (0, 7):
        at = datetime(2027, 1, 11, 10, tzinfo=UTC) + timedelta(days=days)
        assessing.tick(company, TEAM, FixedClock(at))
        titles = [text.partition("\n")[0] for _, to, text in owed(company) if to == "U5HANA"]
        quarters = [one for one in titles if "quarter" in one]
        assert len(titles) - len(quarters) == 1, "of the weeks missed the newest is told"
        assert quarters == ["Assessment of Sales: quarter 4 of 2026"][days:]
    company.defaults = Policy(assessments={"sales": "U2BOB"})
    assessing.tick(company, TEAM, FixedClock(datetime(2027, 1, 25, 10, tzinfo=UTC)))
    assert not [text for _, to, text in owed(company) if "quarter" in text]


def test_a_quarter_asks_nothing_of_weeks_before_somebody_joined(company):
    """Eve is in the digests from November on, and went along once before."""
    with company.transaction(TEAM) as tx:
        everyone, acme = tx.teams.everyone(), tx.accounts.by_name("Acme")
        bob, eve = (tx.members.by_slack(one) for one in ("U2BOB", "U3EVE"))
        for n in range(13):
            week = date(2026, 10, 5) + timedelta(weeks=n)
            here = [MemberWeek(bob.id, "Bob", 0, 5.0), MemberWeek(eve.id, "Eve", 0, 5.0)]
            told = Figures(week, week, Coverage(), members=tuple(here[: 2 if n > 3 else 1]))
            tx.digests.add(everyone.id, week, MONDAY, told.as_json())
        along = NewVisit(acme.id, date(2026, 10, 6), Channel.MEAL, (), (eve.id,))
        tx.visits.add(along, bob.id, MONDAY, "along")
    assessing.tick(company, TEAM, FixedClock(datetime(2027, 1, 4, 10, tzinfo=UTC)))
    quarter = next(text for _, to, text in owed(company) if to == "U5HANA" and "quarter" in text)
    assert "Bob: 1 visit of 65" in quarter
    assert "Eve: 1 visit of 50" in quarter, "nine weeks, and the one in which she was there"


def test_who_is_chosen_to_read_in_midweek_reads_the_next_one(company):
    """All were told that this week's line goes to Hana."""
    with company.transaction(TEAM) as tx:
        tx.members.ensure("U6MING", name="Ming")
    assessing.tick(company, TEAM, FixedClock(MONDAY))
    assert [place for _, place, _ in owed(company)] == ["U2BOB", "U3EVE", "U5HANA"]
    company.defaults = Policy(assessments={"sales": "U6MING"})
    assessing.tick(company, TEAM, FixedClock(MONDAY + timedelta(days=2)))
    assert owed(company) == []
    assessing.tick(company, TEAM, FixedClock(MONDAY + timedelta(days=7)))
    bob, _eve, table = owed(company)
    assert "This line goes to Ming" in bob[2]
    assert table[1] == "U6MING"


def test_a_function_without_anybody_who_meets_customers_is_never_due(company, monkeypatch):
    """Hana's own: each minute it would be written that there is nothing to write."""
    company.defaults = Policy(assessments={"people": "U5HANA"})
    monkeypatch.setattr(company, "transaction", None)
    assessing.tick(company, TEAM, FixedClock(MONDAY))
    assert owed(company) == []


def test_without_a_reader_nobody_is_assessed(store, company):
    store.defaults = Policy(assessments={"sales": "gone@b.example"})
    assessing.tick(store, TEAM, FixedClock(MONDAY))
    assert owed(store) == []


def test_who_has_left_reads_nothing_and_nobody_is_told_it_goes_there(company):
    with company.transaction(TEAM) as tx:
        tx.members.change(tx.members.by_slack("U5HANA").id, active=False)
    assessing.tick(company, TEAM, FixedClock(MONDAY))
    assert owed(company) == []


@pytest.mark.parametrize(
    ("who", "named"),
    [
        ("hana@b.example", "Hana (has left)"),
        ("nobody@b.example", "nobody@b.example"),
        ("U6NOBODY", "U6NOBODY"),
        ("typo@b.example", "typo@b.example"),
    ],
)
def test_where_nobody_is_there_to_read_the_admins_are_told_once(company, who, named):
    with company.transaction(TEAM) as tx:
        tx.members.change(tx.members.by_slack("U5HANA").id, active=False)
        tx.members.ensure("U6NOBODY")  # whom Slack does not know either
        tx.members.upsert("typo@b.example")  # as whoever is not known yet is looked up
        admin = tx.members.ensure("U9ADA", name="Ada", is_slack_admin=True)
        tx.members.change(admin.id, role=Role.ADMIN)
        li = tx.contacts.all()[0]
        tx.contacts.change(li.id, owner_id=tx.members.by_slack("U4RAE").id)
    company.defaults = Policy(assessments={"sales": who, "R&D": who})
    for days in (0, 1, 7):
        assessing.tick(company, TEAM, FixedClock(MONDAY + timedelta(days=days)))
    [(kind, place, text)] = owed(company)
    assert (kind, place) == ("assessment_unread", "U9ADA")
    assert text.startswith(f"{named} was chosen to read assessments")


def test_what_was_before_anybody_was_on_the_list_is_not_assessed(store, company):
    with company.transaction(TEAM) as tx:
        [li] = tx.contacts.all()
        tx.contacts.change(li.id, added_on=date(2026, 12, 16))
    assessing.tick(company, TEAM, FixedClock(MONDAY))
    assert owed(company) == []
    assessing.tick(company, TEAM, FixedClock(datetime(2027, 1, 4, 10, tzinfo=UTC)))
    quarter = next(text for _, to, text in owed(company) if to == "U5HANA" and "quarter" in text)
    assert "Eve: 0 visits of 15" in quarter, "three weeks of it"


def test_of_a_large_function_nobody_is_left_out_of_the_table(company):
    """Slack takes a hundred rows: of more the rest was nowhere, in words neither."""
    with company.transaction(TEAM) as tx:
        acme = tx.accounts.by_name("Acme")
        for number in range(120):
            member = tx.members.upsert(f"m{number}@b.example", name=f"Member {number:03}")[0]
            tx.members.change(member.id, function="sales")
            tx.contacts.add(acme.id, f"C {number}", owner_id=member.id, added_on=date(2026, 6, 1))
    assessing.tick(company, TEAM, FixedClock(MONDAY))
    claims = company.claim(datetime.now(UTC), AT_ONCE, limit=9)
    [table, sheet] = [one.payload for one in claims if one.kind in {"assessment", "assessment_csv"}]
    assert "Member 119: 0 visits of 5, 0% of the target reached" in table["text"]
    assert "All of them are in the sheet" in str(table["blocks"])
    check_blocks(table["blocks"])
    assert sheet["channel"] == "U5HANA"
    lines = str(sheet["content"]).splitlines()
    assert lines[0] == "\ufeffMember,Reached,Visits,Target,Thin"
    assert lines[1] == "Bob,0.20,1,5,1"
    assert len(lines) == 1 + 122


def test_a_quarter_asks_nothing_of_weeks_in_which_somebody_was_not_with_us(company):
    """Eve was away from Slack for five weeks, as after a birth, and no digest told of her."""
    with company.transaction(TEAM) as tx:
        everyone = tx.teams.everyone()
        bob, eve = (tx.members.by_slack(one) for one in ("U2BOB", "U3EVE"))
        for n in range(13):
            week = date(2026, 10, 5) + timedelta(weeks=n)
            here = [MemberWeek(bob.id, "Bob", 0, 5.0), MemberWeek(eve.id, "Eve", 0, 5.0)]
            told = Figures(week, week, Coverage(), members=tuple(here[: 1 if 3 <= n < 8 else 2]))
            tx.digests.add(everyone.id, week, MONDAY, told.as_json())
    assessing.tick(company, TEAM, FixedClock(datetime(2027, 1, 4, 10, tzinfo=UTC)))
    quarter = next(text for _, to, text in owed(company) if to == "U5HANA" and "quarter" in text)
    assert "Bob: 1 visit of 65" in quarter
    assert "Eve: 0 visits of 40" in quarter


def test_whose_function_is_another_in_midweek_is_not_told_of_the_week_again(company):
    """What was Sales is called Accounts from Wednesday on, and somebody else reads of it."""
    assessing.tick(company, TEAM, FixedClock(MONDAY))
    assert len(owed(company)) == 3
    with company.transaction(TEAM) as tx:
        tx.members.ensure("U6MING", name="Ming")
        for who in ("U2BOB", "U3EVE"):
            tx.members.change(tx.members.by_slack(who).id, function="Accounts")
    company.defaults = Policy(assessments={"sales": "HANA@b.example", "accounts": "U6MING"})
    assessing.tick(company, TEAM, FixedClock(MONDAY + timedelta(days=2)))
    assert owed(company) == []
    assessing.tick(company, TEAM, FixedClock(MONDAY + timedelta(days=7)))
    assert [place for _, place, _ in owed(company)] == ["U2BOB", "U3EVE", "U6MING"]


def test_who_reads_of_his_own_function_is_not_told_that_his_line_goes_to_himself(company):
    company.defaults = Policy(assessments={"sales": "U3EVE"})
    assessing.tick(company, TEAM, FixedClock(MONDAY))
    bob, eve, _table = (text for _, _, text in owed(company))
    assert "This line goes to Eve, who reads" in bob
    assert "goes to" not in eve
    assert eve.endswith("You read the assessment of your function yourself.")
