"""A whole import: taken back exactly, and gone on with where it was broken off."""

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from unittest.mock import MagicMock

import pytest

from handlers import sheets
from handlers.sheets import asking, importing, pages, painting, working
from storage import LOCAL
from upkeep.accounts import Quorum, Rule
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.visits import Channel, NewVisit
from views import sheets as views

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
BEFORE = b"account,owner_email\nAcme,dana@us.example\n"
FIRST = b"name,account,title,aliases\nLi Wei,Acme,Buyer,Wei\nBo Li,Acme,,\n"
SECOND = """name,account,title,level,owner_email,aliases,last_visit
Li Wei,Acme,Head of buying,key,eve@us.example,,2026-11-02
Eva Berg,Nordwerk,Planner,,eve@us.example,,2026-10-01
张三,华虹,,,,Zhang San,2026-10-02
""".encode()


def everything(store):
    """All that a person can see of contacts, accounts, members and visits."""
    with store.reading(LOCAL) as tx:
        contacts = sorted(map(str, map(asdict, tx.contacts.all())))
        assert tx.contacts.differences() == []
        visits = tx.visits.between(date.min, date.max)
        return contacts, tx.accounts.all(), tx.members.all(active=False), visits


@pytest.fixture
def filled(any_store):
    for text in (BEFORE, FIRST):
        sheets.keep(any_store, LOCAL, text, NOW)
    return any_store


def newest(store):
    with store.reading(LOCAL) as tx:
        return tx.imports.newest(1)[0]


def person(store, name):
    with store.reading(LOCAL) as tx:
        return next(one for one in tx.contacts.all() if one.name == name)


def test_an_import_is_taken_back_exactly(filled):
    before = everything(filled)
    sheets.keep(filled, LOCAL, SECOND, NOW, name="second.csv")
    assert everything(filled) != before
    done = sheets.undo(filled, LOCAL, newest(filled).id)
    assert (done.state, done.left) == ("undone", [])
    assert everything(filled) == before
    assert sheets.keep(filled, LOCAL, SECOND, NOW).created == 2  # it comes as new again
    with pytest.raises(Refusal):
        sheets.undo(filled, LOCAL, done.id)


def test_an_import_that_changed_nothing_is_taken_back_too(filled):
    sheets.keep(filled, LOCAL, b"name,account\n", NOW, name="none.csv")
    assert sheets.undo(filled, LOCAL, newest(filled).id).state == "undone"


def test_what_somebody_has_touched_since_stays_and_is_told(filled):
    sheets.keep(filled, LOCAL, SECOND, NOW, name="second.csv")
    eva, zhang, li = (person(filled, name) for name in ("Eva Berg", "张三", "Li Wei"))
    with filled.transaction(LOCAL) as tx:
        dana = tx.members.by_email("dana@us.example")
        visit = NewVisit(eva.account.id, date(2026, 11, 23), Channel.MEAL, (eva.id,), (dana.id,))
        tx.visits.add(visit, dana.id, NOW, "r1")
        tx.contacts.change(zhang.id, title="Chief buyer")
        tx.contacts.change(li.id, phone="+49 30 1")
    done = sheets.undo(filled, LOCAL, newest(filled).id)
    left = {(noun, name, used) for noun, name, used in done.left}
    assert left >= {("contact", "Eva Berg", True), ("contact", "张三", False)}
    assert ("account", "Nordwerk", True) in left
    li = person(filled, "Li Wei")
    assert (li.title, li.level, li.phone, li.last_touch_on) == (
        "Buyer",
        "general",
        "+49 30 1",
        None,
    )
    assert person(filled, "Eva Berg").last_touch_on == date(2026, 11, 23)
    assert person(filled, "张三").last_touch_on is None


def test_a_nudge_that_nobody_answered_goes_with_its_contact(filled):
    sheets.keep(filled, LOCAL, SECOND, NOW)
    eva, zhang = person(filled, "Eva Berg"), person(filled, "张三")
    with filled.transaction(LOCAL) as tx:
        eve = tx.members.by_email("eve@us.example")
        for one in (eva, zhang):
            tx.nudges.add(one.id, eve.id, date(2026, 11, 24), None)
        tx.contacts.snooze(zhang.id, date(2026, 12, 1))
    sheets.undo(filled, LOCAL, newest(filled).id)
    with filled.reading(LOCAL) as tx:
        assert {one.name for one in tx.contacts.all()} == {"Li Wei", "Bo Li", "张三"}


def many(count):
    lines = (f"P{n} Q{n},Acme,2026-10-{n % 27 + 1:02}" for n in range(count))
    return "\n".join(["name,account,last_visit", *lines, "Bo Li,Acme,never"]).encode()


def test_one_that_is_broken_off_goes_on_where_it_was(filled, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 4)
    before = everything(filled)
    pause = []

    def killed(_):
        pause.append(1)
        if len(pause) == 2:
            raise KeyboardInterrupt

    monkeypatch.setitem(vars(filled), "dialect", "sqlite")  # breathes between pages
    with pytest.raises(KeyboardInterrupt):
        sheets.keep(filled, LOCAL, many(10), NOW, name="many.csv", breathe=killed)
    assert newest(filled).state == "working"
    monkeypatch.setattr(importing, "BREATH", 0)
    [done] = sheets.finish_all(filled, LOCAL, NOW + timedelta(hours=9))
    report = sheets.report(done)
    assert (report.created, [bad.number for bad in report.bad]) == (10, [12])
    assert len(everything(filled)[0]) == 12
    assert sheets.keep(filled, LOCAL, many(10), NOW).unchanged == 10
    sheets.undo(filled, LOCAL, done.id)
    assert everything(filled) == before


def test_what_was_broken_off_before_anything_was_kept_is_dropped(filled):
    with filled.transaction(LOCAL) as tx:
        one = tx.imports.open("half.csv", "coming", None, NOW)
        tx.imports.put(one.id, [(0, [])])
    assert sheets.finish_all(filled, LOCAL, NOW + timedelta(days=1)) == []
    with filled.reading(LOCAL) as tx:
        assert (tx.imports.get(one.id).state, tx.imports.pages(one.id)) == ("dropped", 0)


def test_likely_duplicates_are_told_and_not_merged(filled):
    sheets.keep(
        filled, LOCAL, b"name,account,phone,email\nAnna Keller,Acme,+49 30 1,k@a.example\n", NOW
    )
    text = """name,account,phone,email
Wei Li,Acme,,
Anna Kellar,Acme,,
A. Keller,Acme,+49 (30) 1,
Annie,Nordwerk,,k@a.example
Anna,Acme,,
Zoe Frank,Acme,n/a,
LW,Acme,无,
Karl Otto,Acme,＋４９（３０）１,
李伟,Acme,,
""".encode()
    for take in (sheets.rehearse, sheets.keep):
        report = take(filled, LOCAL, text, NOW)
        assert report.created == 9
        assert [(one.number, one.like) for one in report.twins] == [
            (2, "Li Wei"),
            (3, "Anna Keller"),
            (4, "Anna Keller"),
            (5, "Anna Keller, Acme"),
            (9, "Anna Keller"),
            (10, "Li Wei"),
        ]


def test_a_telephone_is_one_with_its_country_and_without(filled):
    text = b"""name,account,phone
Bo Chen,Acme,+86 138 0013 8000
Manager,Acme,138 0013 8000
Front desk,Acme,8000
Anna Keller,Acme,030 5550101
A. K.,Acme,+49 30 5550101
"""
    report = sheets.keep(filled, LOCAL, text, NOW)
    assert [(one.number, one.like) for one in report.twins] == [(3, "Bo Chen"), (6, "Anna Keller")]


def test_lines_that_name_no_customer_are_the_one_that_is_said(filled):
    text = b"name,account\nBo Chen,Nordwerk\nMum,\n"
    refused = sheets.rehearse(filled, LOCAL, text, NOW)
    assert [(one.number, one.why.code) for one in refused.bad] == [(3, "line.nowhere")]
    for take in (sheets.rehearse, sheets.keep):
        report = take(filled, LOCAL, text, NOW, account="acme")
        assert (report.created, report.bad) == (2, ())
    assert person(filled, "Bo Chen").account.name == "Nordwerk"
    assert person(filled, "Mum").account.name == "Acme"


@pytest.mark.parametrize(
    ("headings", "said", "kind"),
    [
        ("name", "Bo Chen", "contacts"),
        ("Name,Email", "Bo Chen,bo@acme.example", "contacts"),
        ("First Name,Last Name,Phone", "Bo,Chen,+49 30 5550101", "contacts"),
        ("date,contact,member_email", "2026-11-20,Li Wei,dana@us.example", "visits"),
        ("name,email,team", "Dana,dana@us.example,Europe", "members"),
        ("account,aliases", "Nordwerk,Nord", "accounts"),
        ("team", "Europe", "teams"),
    ],
)
def test_where_the_customer_is_said_no_column_of_it_is_needed(filled, headings, said, kind):
    """What is plainly about our own people stays so."""
    text = f"{headings}\n{said}\n".encode()
    assert sheets.kind(text, account="Acme") == kind
    for take in (sheets.rehearse, sheets.keep):
        report = take(filled, LOCAL, text, NOW, account="Acme")
        assert (report.kind, report.bad, report.created + report.updated) == (kind, (), 1)
    if kind == "contacts":
        assert person(filled, "Bo Chen").account.name == "Acme"


def test_a_namesake_is_never_taken_for_the_one_who_is_there(filled):
    """Telephone and e-mail both speak against it: nobody's card is written over."""
    text = b"""name,account,phone,email
Anna Keller,Acme,+49 30 1,k@a.example
Anna Keller,Acme,+49 30 2,other@a.example
Anna Keller,Acme,+49 30 3,K@a.example
"""
    report = sheets.keep(filled, LOCAL, text, NOW)
    assert [(one.number, one.why.code) for one in report.bad] == [(3, "line.twice")]
    assert person(filled, "Anna Keller").phone == "+49 30 3"
    other = b"name,account,phone,email\nAnna Keller,Acme,+49 30 2,other@a.example\n"
    report = sheets.keep(filled, LOCAL, other, NOW)
    assert [(one.number, one.why.code) for one in report.bad] == [(2, "line.namesake")]
    which = b"name,account,phone,email,same_name\nAnna Keller,Acme,+49 30 2,other@a.example,2\n"
    assert sheets.keep(filled, LOCAL, which, NOW).created == 1


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ("Buyer,+49 30 111111,", "Operator,+49 30 222222,", [3]),
        ("Buyer,,a1@ibm.example", "Operator,,a2@ibm.example", [3]),
        ("Buyer,,", "Operator,,", [3]),
        ("Buyer,+49 30 111111,a1@ibm.example", "Buyer,+49 30 111111,a2@ibm.example", [3]),
        ("Buyer,+49 30 111111,", "Chief buyer,030 111111,", []),
        ("Buyer,,A1@ibm.example", "Operator,+49 30 111111,a1@ibm.example", []),
        ("Buyer,,", ",+49 30 111111,", []),
        ("Buyer,,,1", "Operator,,,2", []),
    ],
)
def test_of_two_of_one_name_in_one_list_none_is_written_over(
    filled, monkeypatch, first, second, refused
):
    """Also where they stand on different pages."""
    monkeypatch.setattr(pages, "PAGE", 1)
    text = (
        f"name,account,title,phone,email,same_name\nJo Smith,IBM,{first}\nJo Smith,ibm,{second}\n"
    )
    for take in (sheets.rehearse, sheets.keep):
        report = take(filled, LOCAL, text.encode(), NOW)
        assert [one.number for one in report.bad] == refused
    if refused:
        assert person(filled, "Jo Smith").title == "Buyer"
        assert "same_name" in views.report(report)


def test_somebody_who_was_merged_stays_merged(filled):
    sheets.keep(filled, LOCAL, b"name,account\nL. Wei,Acme\n", NOW)
    kept, other = person(filled, "Li Wei"), person(filled, "L. Wei")
    with filled.transaction(LOCAL) as tx:
        tx.merges.merge(kept.id, other.id, None, NOW, NOW.date())
    text = b"name,account,title,last_visit\nL. Wei,Acme,Nobody,2026-11-20\n"
    report = sheets.keep(filled, LOCAL, text, NOW)
    assert (report.created, report.updated) == (0, 1)
    li = person(filled, "Li Wei")
    assert (li.title, li.last_touch_on) == ("Buyer", date(2026, 11, 20))


def test_a_rehearsal_names_colleagues_whom_nobody_knows(filled):
    text = b"""name,account,owner_email,last_visit
Bo Chen,Acme,dnaa@us.example,2026-11-20
Li Wei,Acme,Dana@us.example,
Eva,Nowhere,,2026-11-20
"""
    told = sheets.rehearse(filled, LOCAL, text, NOW)
    assert told.strangers == ("dnaa@us.example",)
    said = "New among our own people by it: dnaa@us.example. Look for slips in these addresses."
    assert said in views.report(told)
    ours = sheets.rehearse(filled, LOCAL, b"email,team\nnew@us.example,Europe\n", NOW)
    assert (ours.created, ours.strangers) == (1, ())


@pytest.mark.parametrize("shared", ["+49 30 5550,", ",info@ibm.example"])
def test_a_switchboard_and_a_common_address_are_nobodys(filled, monkeypatch, shared):
    """Where three have it, it tells none of them apart."""
    monkeypatch.setattr(pages, "PAGE", 2)
    people = ("Ann Lee", "Bob Hill", "Cy Moss", "Eva Berg", "Lee Ann")
    text = "name,account,phone,email\n" + "".join(f"{one},IBM,{shared}\n" for one in people)
    told = sheets.rehearse(filled, LOCAL, text.encode(), NOW)
    assert [(one.number, one.like) for one in told.twins] == [
        (3, "Ann Lee"),
        (4, "Ann Lee"),
        (6, "Ann Lee"),
    ]
    sheets.keep(filled, LOCAL, text.encode(), NOW)
    more = f"name,account,phone,email\nDan Fox,IBM,{shared}\n".encode()
    assert sheets.rehearse(filled, LOCAL, more, NOW).twins == ()


@pytest.mark.parametrize("nothing", ["#N/A", "#REF!", "n/a", "[Not provided]"])
def test_what_says_that_there_is_nothing_says_nothing(filled, nothing):
    text = f"name,account,title,phone\nAnn Lee,{nothing},,\nBob Hill,IBM,{nothing},{nothing}\n"
    report = sheets.keep(filled, LOCAL, text.encode(), NOW)
    assert [(one.number, one.why.code) for one in report.bad] == [(2, "line.nowhere")]
    bob = person(filled, "Bob Hill")
    assert (bob.title, bob.phone) == ("", "")
    visit = "date,contact,account,member email,channel,note\n2026-11-02,Bob Hill,IBM,d@us.example"
    sheets.keep(filled, LOCAL, f"{visit},{nothing},{nothing}\n".encode(), NOW)
    with filled.reading(LOCAL) as tx:
        assert tx.visits.of_contact(bob.id, 1)[0].note == nothing, "words stay words"


def test_a_rehearsal_names_customers_that_differ_by_their_legal_form(filled):
    """Lists of several systems write one customer in several ways."""
    text = """name,account
Bo Chen,ACME Inc.
Cy Moss,"Acme, GmbH"
Eva Berg,Nordwerk
Al Berg,Nordwerk A.G.
张三,华虹股份有限公司
李四,华虹
Ann Gray,Acme Steel
""".encode()
    told = sheets.rehearse(filled, LOCAL, text, NOW)
    assert (told.created, told.customers) == (7, 7)
    assert told.houses == (
        ("ACME Inc.", "Acme"),
        ("Acme, GmbH", "Acme"),
        ("Nordwerk A.G.", "Nordwerk"),
        ("华虹", "华虹股份有限公司"),
    )
    said = views.report(told)
    assert "7 new customers come with it." in said
    assert "4 new customers may be some we have already" in said
    assert "  ACME Inc., like Acme." in said
    with filled.transaction(LOCAL) as tx:
        acme = tx.accounts.by_name("Acme")
        tx.accounts.change(acme.id, aliases=("Acme Inc.", "Acme GmbH"))
    told = sheets.rehearse(filled, LOCAL, text, NOW)
    assert (told.customers, len(told.houses)) == (5, 2)
    accounts = b"account\nAcme AG\nBeta\n"
    told = sheets.rehearse(filled, LOCAL, accounts, NOW)
    assert (told.customers, told.houses) == (0, (("Acme AG", "Acme"),))


def test_the_last_visit_of_a_list_is_the_one_that_was_logged_that_day(filled):
    li = person(filled, "Li Wei")
    with filled.transaction(LOCAL) as tx:
        dana = tx.members.by_email("dana@us.example")
        meal = NewVisit(li.account.id, date(2026, 11, 20), Channel.MEAL, (li.id,), (dana.id,))
        tx.visits.add(meal, dana.id, NOW, "r1")
    text = "name,account,last_visit\nLi Wei,Acme,2026-11-{}\n"
    for day, made, known in (("20", 1, 0), ("18", 2, 1), ("22", 3, 1), ("22", 3, 0)):
        report = sheets.keep(filled, LOCAL, text.format(day).encode(), NOW)
        assert (report.updated, report.unchanged) == (known, 1 - known)
        with filled.reading(LOCAL) as tx:
            assert len(tx.visits.of_contact(li.id, 9)) == made


def test_how_a_customer_decides_comes_in_and_goes_again(filled):
    before = everything(filled)
    text = b"name,account,influence\nBo Li,Acme,\nOtto Berg,Acme,30\nEva,Nordwerk,20\nEd,Acme,100\n"
    report = sheets.keep(filled, LOCAL, text, NOW)
    assert (report.created, report.unchanged, len(report.bad)) == (2, 1, 1)
    imported = newest(filled).id
    assert sheets.keep(filled, LOCAL, b"account,quorum\nAcme,two thirds\n", NOW).updated == 1
    rule = person(filled, "Otto Berg").account.rule
    assert rule == Rule(Quorum.TWO_THIRDS, person(filled, "Otto Berg").id, 0.3)
    changed = b"name,account,influence\nBo Li,Acme,40\n"
    assert [sheets.keep(filled, LOCAL, changed, NOW).updated for _ in range(2)] == [1, 0]
    for one in (newest(filled).id - 1, newest(filled).id - 2, imported):
        assert sheets.undo(filled, LOCAL, one).left == []
    assert everything(filled) == before


def test_the_ordinal_tells_two_of_one_name_apart(filled):
    text = b"name,account,title,same_name\nJohn Smith,Acme,Cook,\nJohn Smith,Acme,Clerk,2\n"
    assert sheets.keep(filled, LOCAL, text, NOW).created == 2
    assert sheets.keep(filled, LOCAL, text, NOW).unchanged == 2
    visit = b"date,contact,account,member email\n2026-11-10,John Smith (2),Acme,dana@us.example\n"
    assert sheets.keep(filled, LOCAL, visit, NOW).created == 1
    with filled.reading(LOCAL) as tx:
        met = {one.title: one.last_touch_on for one in tx.contacts.all() if one.title}
    assert met == {"Buyer": None, "Cook": None, "Clerk": date(2026, 11, 10)}


@pytest.mark.parametrize(
    ("role", "scopes", "told"),
    [
        (Role.REP, "files:read", "brought in by admins and managers"),
        (Role.ADMIN, "chat:write", "needs the optional scope `files:read`"),
        (Role.ADMIN, "chat:write, files:read", "You see what it would do"),
    ],
)
def test_the_button_opens_the_form_or_says_why_not(store, role, scopes, told):
    with store.transaction(LOCAL) as tx:
        who = tx.members.ensure("U1ANNA", role=role)
    slack, ack = MagicMock(), MagicMock()
    slack.auth_test().headers = {"x-oauth-scopes": scopes}
    asking.pressed(ack, {"trigger_id": "1.2"}, slack, who, store, LOCAL)
    assert told in str(slack.views_open.call_args.kwargs["view"])
    ack.assert_called_once_with()


@pytest.mark.parametrize("refused", [False, True])
def test_while_a_list_is_read_anew_nothing_old_can_be_confirmed(filled, refused):
    with filled.transaction(LOCAL) as tx:
        boss = tx.members.ensure("UBOSS", name="Bo", role=Role.ADMIN)
        source: dict[str, object] = {"file": "F1", "url": "http://127.0.0.1:1/gone"}
        one = tx.imports.open("a.csv", "shown", boss.id, NOW, source=source)
        one = tx.imports.change(one.id, kind="contacts", counts={"created": 1})
        painting.paint(tx, one)

    def told():
        with filled.reading(LOCAL) as tx:
            return str(tx.deliveries.of_period("import", "UBOSS", str(one.id)).payload["blocks"])

    assert "'Import'" in told()
    view: dict[str, object] = {"private_metadata": str(one.id), "state": {"values": {}}}
    asking.matched(MagicMock(), view, boss, filled, LOCAL)
    assert "I am reading *a.csv* anew" in told()
    assert "button" not in told()
    with pytest.raises(Refusal, match=r"import\.settled"):
        asking.matched(MagicMock(), view, boss, filled, LOCAL)
    if refused:
        working.work(filled, MagicMock(token="xoxb"), LOCAL)
        assert "a.csv* was discarded; nothing was kept" in told()
