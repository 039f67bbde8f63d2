"""Taking in sheets: twice is once, bad lines cost themselves only, a rehearsal keeps nothing."""

from datetime import UTC, date, datetime

import pytest

from handlers import sheets
from storage import LOCAL
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.visits import Channel

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
CONTACTS = """name,account,level,aliases,owner_email,last_visit,last_channel
Li Wei,Acme,key,Wei; 李伟,dana@us.example,2026-11-02,meal
张三,Acme,,,,2026-10-01,message
Bo,Beta,,,dana@us.example,,
"""


def keep(store, text, *, dry_run=False):
    take = sheets.rehearse if dry_run else sheets.keep
    report = take(store, LOCAL, text.encode(), NOW)
    return report.created, report.updated, report.unchanged, [one.number for one in report.bad]


def people(store):
    with store.reading(LOCAL) as tx:
        return {one.name: one for one in tx.contacts.all()}


def test_contacts_bring_their_accounts_owners_and_last_visits(any_store):
    store = any_store
    assert keep(store, CONTACTS) == (3, 0, 0, [])
    li, zhang = people(store)["Li Wei"], people(store)["张三"]
    assert (li.account.name, li.aliases, li.last_touch_on) == (
        "Acme",
        ("Wei", "李伟"),
        date(2026, 11, 2),
    )
    assert zhang.last_touch_on is None  # a message is no touch
    assert zhang.keeper_id is None
    with store.reading(LOCAL) as tx:
        dana = tx.members.by_email("dana@us.example")
        assert dana.id == li.keeper_id
        assert tx.contacts.differences() == []
        assert [one.email for one in tx.members.to_look_up(NOW, 10)] == ["dana@us.example"]


def test_the_same_sheet_again_changes_nothing(store):
    keep(store, CONTACTS)
    assert keep(store, CONTACTS) == (0, 0, 3, [])
    with store.reading(LOCAL) as tx:
        assert len(tx.visits.of_contact(people(store)["Li Wei"].id, 9)) == 1


def test_a_changed_cell_updates_and_an_empty_one_wipes_nothing(store):
    keep(store, CONTACTS)
    again = "name,account,title,level,aliases\nli wei,ACME,Buyer,,\nBo,Beta,,,\n"
    assert keep(store, again) == (0, 1, 1, [])
    li = people(store)["Li Wei"]
    assert (li.title, li.level, li.aliases) == ("Buyer", "key", ("Wei", "李伟"))


def test_a_newer_last_visit_is_an_update_of_the_contact(store):
    keep(store, CONTACTS)
    assert keep(store, "name,account,last_visit\nBo,Beta,2026-11-20\n") == (0, 1, 0, [])
    assert people(store)["Bo"].last_touch_on == date(2026, 11, 20)


def test_an_older_last_visit_leaves_the_clock_where_it_is(store):
    keep(store, CONTACTS)
    keep(store, "name,account,last_visit\nLi Wei,Acme,2026-01-05\n")
    assert people(store)["Li Wei"].last_touch_on == date(2026, 11, 2)


def test_a_rehearsal_tells_and_keeps_nothing(store):
    assert keep(store, CONTACTS, dry_run=True) == (3, 0, 0, [])
    assert people(store) == {}
    assert keep(store, CONTACTS) == (3, 0, 0, [])


def test_somebody_who_left_does_not_come_back_as_a_double(store):
    keep(store, CONTACTS)
    with store.transaction(LOCAL) as tx:
        tx.contacts.leave(people(store)["Bo"].id, date(2026, 11, 23))
    assert keep(store, "name,account\nBo,Beta\n") == (0, 0, 1, [])
    assert "Bo" not in people(store)


def test_what_has_not_happened_is_refused(store):
    text = "name,account,last_visit\nBo,Beta,2026-11-25\nCy,Beta,2026-11-24\n"
    assert keep(store, text) == (1, 0, 0, [2])
    assert set(people(store)) == {"Cy"}


def test_an_accounts_owner_keeps_its_contacts(store):
    keep(store, "name,account\nBo,Beta\n")
    accounts = "account,aliases,contract,owner_email\nBeta,BT,no,eve@us.example\nGamma,,yes,\n"
    assert keep(store, accounts) == (1, 1, 0, [])
    assert keep(store, accounts) == (0, 0, 2, [])
    with store.reading(LOCAL) as tx:
        assert people(store)["Bo"].keeper_id == tx.members.by_email("eve@us.example").id
        assert tx.accounts.by_name("beta").contract is False


def test_members_and_teams_in_any_order(store):
    members = (
        "email,name,team,role,function,manager,work_days,country\n"
        "dana@us.example,Dana,North,rep,service,eve@us.example,mon-thu,de\n"
        "eve@us.example,Eve,North,manager,,,,\n"
        "al@us.example,Al,North,,,al@us.example,,\n"
    )
    assert keep(store, members)[3] == [4]
    teams = "team,parent,channel,zone\nNorth,Sales,#north,Europe/Berlin\nSales,,,\n"
    assert keep(store, teams) == (0, 1, 1, [])
    with store.reading(LOCAL) as tx:
        dana = tx.members.by_email("dana@us.example")
        north = tx.teams.by_name("north")
        assert (dana.team_id, dana.function, dana.country) == (north.id, "service", "DE")
        assert dana.work_days == frozenset(range(4))
        assert tx.members.get(dana.manager_id).role is Role.MANAGER
        assert (north.channel, tx.teams.get(north.parent_id).name) == ("north", "Sales")
        assert tx.teams.next_digest(north.id) == datetime(2026, 11, 30, 9, tzinfo=UTC)


def test_a_circle_of_teams_is_refused(store):
    text = "team,parent\nA,B\nB,C\nC,A\n"
    assert keep(store, text)[3] == [4]
    assert keep(store, "team,parent\nA,A\n")[3] == [2]


def test_a_team_that_moves_east_on_a_monday_keeps_its_digest_of_that_day(store):
    """Ten in New York is gone by where the team is now, and its digest had not come."""
    keep(store, "team,zone\nNorth,America/New_York\n")
    with store.transaction(LOCAL) as tx:
        north = tx.teams.by_name("North")
        tx.teams.set_next_digest(north.id, MONDAY.replace(hour=15))
    sheets.keep(store, LOCAL, b"team,zone\nNorth,Asia/Shanghai\n", MONDAY)
    with store.reading(LOCAL) as tx:
        assert tx.teams.next_digest(north.id) == MONDAY


def test_everybodys_team_is_above_all_others_and_none_of_them(store):
    teams = "team,parent,channel\nNorth,everyone,C0NORTH\neveryone,,C0ALL\nSouth,Everyone,\n"
    assert keep(store, teams)[3] == []
    keep(store, "email,name,team,role\nida@us.example,Ida,Everyone,manager\n")
    with store.reading(LOCAL) as tx:
        assert [(one.name, one.parent_id) for one in tx.teams.all()] == [
            ("North", None),
            ("South", None),
        ]
        told = tx.teams.with_digest()
        assert [(one.name, one.channel) for one in told][-1] == ("Everyone", "C0ALL")
        assert tx.members.by_email("ida@us.example").team_id is None


def test_past_visits_know_their_people_and_come_once(store):
    keep(store, CONTACTS)
    visits = (
        "date,contact,account,channel,member email,note\n"
        '2026-11-10,Wei; 张三,acme,site tour,dana@us.example;eve@us.example,"walked, twice"\n'
        "2026-11-10,Nobody,Acme,call,dana@us.example,\n"
        "2026-11-10,Bo,Nowhere,call,dana@us.example,\n"
        "2026-12-24,Bo,Beta,call,dana@us.example,\n"
        "2026-11-11,Bo,Beta,,dana@us.example,\n"
    )
    assert keep(store, visits) == (2, 0, 0, [3, 4, 5])
    assert keep(store, visits) == (0, 0, 2, [3, 4, 5])
    with store.reading(LOCAL) as tx:
        [visit] = tx.visits.of_account(tx.accounts.by_name("Acme").id, 1)
        assert set(visit.contact_names) == {"Li Wei", "张三"}
        assert len(visit.member_ids) == 2
        assert (visit.channel, visit.note) == (Channel.SITE_TOUR, "walked, twice")
        assert tx.contacts.differences() == []
    assert people(store)["张三"].last_touch_on == date(2026, 11, 10)


def test_an_account_may_be_called_by_an_alias_that_is_clear(store):
    keep(store, "account,aliases\nHua Hong,华虹\nOther,Same\nThird,Same\n")
    assert keep(store, "name,account\nLi,华虹\nBo,Same\n") == (2, 0, 0, [])
    assert people(store)["Li"].account.name == "Hua Hong"
    assert people(store)["Bo"].account.name == "Same"  # unclear: a new one rather than a guess


def test_two_contacts_of_one_name_are_never_guessed_between(store):
    with store.transaction(LOCAL) as tx:
        account = tx.accounts.upsert("Acme")[0]
        for _ in range(2):
            tx.contacts.add(account.id, "Bo", added_on=date(2026, 1, 1))
    visits = "date,contact,account,member email\n2026-11-10,Bo,Acme,dana@us.example\n"
    assert keep(store, visits)[3] == [2]


def test_a_text_that_is_no_sheet_is_refused_whole(store):
    with pytest.raises(Refusal):
        sheets.keep(store, LOCAL, b"what,ever\n1,2\n", NOW)
