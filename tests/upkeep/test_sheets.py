"""What an imported sheet says, by example."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upkeep import sheets
from upkeep.accounts import Level
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.sheets import (
    AccountLine,
    ContactLine,
    Kind,
    MemberLine,
    TeamLine,
    VisitLine,
    Who,
    cells,
    people,
)
from upkeep.visits import Channel


def read(text: str, **told: str) -> sheets.Sheet:
    return sheets.read(sheets.of_text(io.StringIO(text, newline="")), told)


def only(text: str) -> sheets.Line:
    sheet = read(text)
    assert not sheet.bad
    [(_, line)] = sheet.lines
    return line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "account,aliases,contract,owner_email\nAcme,ACM; Acme GmbH ;ACM,yes,Dana@Us.example\n",
            AccountLine("Acme", ("ACM", "Acme GmbH"), contract=True, owner_email="dana@us.example"),
        ),
        (
            (
                "name,account,title,level,phone,email,aliases,owner_email,department,weight,cadence,"
                "pronunciation,last_visit,last_channel\n"
                "李伟,Acme,Operator,Key,+86 21 5555,li@acme.example,Li Wei；老李,dana@ours.example,"
                "Operations,3,45,lee way,2026-10-01,site tour\n"
            ),
            ContactLine(
                "李伟",
                "Acme",
                "Operator",
                Level.KEY,
                "+86 21 5555",
                "li@acme.example",
                ("Li Wei", "老李"),
                "dana@ours.example",
                "Operations",
                3,
                45,
                "lee way",
                date(2026, 10, 1),
                Channel.SITE_TOUR,
            ),
        ),
        ("name,account\nBo,Acme\n", ContactLine("Bo", "Acme")),
        (
            (
                "email,team,role,function,manager,work_days,country,zone,name\n"
                "eve@ours.example,North,manager,R&D,al@ours.example,mon-thu,de,Europe/Berlin,Eve\n"
            ),
            MemberLine(
                "eve@ours.example",
                "Eve",
                "North",
                Role.MANAGER,
                "R&D",
                "al@ours.example",
                frozenset({0, 1, 2, 3}),
                "DE",
                "Europe/Berlin",
            ),
        ),
        (
            "team,parent,channel,zone\nNorth,Sales,#north,Europe/Berlin\n",
            TeamLine("North", "Sales", "north", "Europe/Berlin"),
        ),
        (
            (
                "date,contact,account,channel,member email,note\n"
                "2026-11-02,Bo; 李伟,Acme,Meal,eve@ours.example; al@ours.example,"
                '"said: ""late"", again"\n'
            ),
            VisitLine(
                date(2026, 11, 2),
                (Who("Bo"), Who("李伟")),
                "Acme",
                ("eve@ours.example", "al@ours.example"),
                Channel.MEAL,
                'said: "late", again',
            ),
        ),
    ],
)
def test_a_line_of_each_kind(text, line):
    assert only(text) == line


@pytest.mark.parametrize(
    ("cell", "country"), [("de", "DE"), ("de-by", "DE-BY"), ("KP", "KP"), ("DE-XX", None)]
)
def test_a_country_may_be_a_region_whose_holidays_are_known(cell, country):
    if country is None:
        with pytest.raises(Refusal, match=r"cell\.country"):
            cells.country(cell)
    else:
        assert cells.country(cell) == country


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffName,ACCOUNT,Owner-Email\r\nBo,Acme,d@x.example\r\n",
        "account;name;owner email\nAcme;Bo;D@x.example\n",
        "owner_email\tname\taccount\nd@x.example\t Bo \tAcme\n",
        "\n\nname, account, owner_email\n\nBo, Acme, d@x.example\n,,\n",
        'name,account,owner_email\n"Bo","Acme",d@x.example',
    ],
)
def test_case_order_separator_and_blank_lines_do_not_matter(text):
    assert only(text) == ContactLine("Bo", "Acme", owner_email="d@x.example")


@pytest.mark.parametrize(
    ("cell", "heading", "code"),
    [
        ("boss", "level", "cell.level"),
        ("0", "weight", "cell.whole"),
        ("10", "weight", "cell.whole"),
        ("²", "weight", "cell.whole"),
        ("0", "cadence", "cell.whole"),
        ("not an address", "email", "cell.email"),
        ("11/12/2026", "last_visit", "cell.day"),
        ("2026-02-30", "last_visit", "cell.day"),
        ("31.02.2026", "last_visit", "cell.day"),
        ("31 Feb 2026", "last_visit", "cell.day"),
        ("Mayor 2 2026", "last_visit", "cell.day"),
        ("1.38E+10", "phone", "cell.rounded"),
        ("li wei@x.example", "email", "cell.email"),
        ("li@x.example; wei", "email", "cell.email"),
        ("telepathy", "last_channel", "cell.channel"),
        ("x" * 201, "title", "cell.long"),
    ],
)
def test_a_bad_cell_costs_its_line_only(cell, heading, code):
    sheet = read(f"name,account,{heading}\nAl,Acme,\nBo,Acme,{cell}\nCy,Acme,\n")
    assert [line.name for _, line in sheet.lines if isinstance(line, ContactLine)] == ["Al", "Cy"]
    [bad] = sheet.bad
    assert (bad.number, bad.why.code, bad.why.values["column"]) == (3, code, heading)


@pytest.mark.parametrize(
    ("column", "cell", "meant"),
    [
        ("email", "Li Wei <Li@x.example>", "li@x.example"),
        ("email", "mailto:li@x.example", "li@x.example"),
        ("email", "li@x.example; wei@x.example", "li@x.example"),
        ("email", "Li <li@x.example>, Bo <bo@x.example>", "li@x.example"),
        ("last_visit", "02.11.2026", date(2026, 11, 2)),
        ("last_visit", "2.11.2026 14:30", date(2026, 11, 2)),
        ("last_visit", "20261102", date(2026, 11, 2)),
        ("last_visit", "2 Nov 2026", date(2026, 11, 2)),
        ("last_visit", "02-NOV-2026", date(2026, 11, 2)),
        ("last_visit", "Sept. 2, 2026", date(2026, 9, 2)),
        ("last_visit", "November 2nd, 2026, 2:30 PM", date(2026, 11, 2)),
        ("last_visit", "2. November 2026 14:30", date(2026, 11, 2)),
        ("last_visit", "46328", date(2026, 11, 2)),
        ("last_visit", "46328.604167", date(2026, 11, 2)),
    ],
)
def test_what_can_be_meant_in_one_way_only_is_read(column, cell, meant):
    line = only(f"name\taccount\t{column}\nBo\tAcme\t{cell}\n")
    assert getattr(line, column) == meant


def test_a_missing_name_is_told_with_its_column():
    [bad] = read("name,account\n,Acme\n").bad
    assert (bad.number, bad.why.code, bad.why.values) == (2, "line.missing", {"column": "name"})


def test_a_cell_of_nothing_but_separators_is_empty():
    text = "date,contact,account,member email\n2026-11-02, ; ,Acme,eve@ours.example\n"
    [bad] = read(text).bad
    assert (bad.why.code, bad.why.values["column"]) == ("line.missing", "contact")


def test_a_line_with_too_many_cells_is_not_guessed_at():
    [bad] = read("name,account\nBo,Acme, Inc.\n").bad
    assert bad.why.code == "line.long"


def test_a_short_line_leaves_the_rest_unsaid():
    assert only("name,account,title\nBo,Acme\n") == ContactLine("Bo", "Acme")


def test_lines_are_numbered_as_an_editor_numbers_them():
    sheet = read('account\n"Ac\nme"\n\nBeta\n')
    assert [(number, line) for number, line in sheet.lines] == [
        (2, AccountLine("Ac me")),
        (5, AccountLine("Beta")),
    ]


def test_an_open_quotation_mark_costs_its_own_line_only():
    sheet = read('account,contract\nAl,yes\n"Bo,no\nCy,yes\n')
    assert [number for number, _ in sheet.lines] == [2, 4]
    assert [(bad.number, bad.why.code) for bad in sheet.bad] == [(3, "line.quote")]


def test_unknown_headings_are_named_and_passed_over():
    sheet = read("account,Shoe size\nAcme,44\n")
    assert sheet.unknown == ("Shoe size",)
    assert sheet.lines == ((2, AccountLine("Acme")),)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "sheet.empty"), ("\n \n", "sheet.empty"), ("shoe,size\n1,2\n", "sheet.headings")],
)
def test_a_sheet_of_no_kind_is_refused(text, code):
    with pytest.raises(Refusal) as refused:
        read(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("email,team,role,function,manager,work_days,country", Kind.MEMBERS),
        ("team,parent,channel,zone", Kind.TEAMS),
        ("account,aliases,contract,owner_email", Kind.ACCOUNTS),
        ("date,contact,account,channel,member email,note", Kind.VISITS),
    ],
)
def test_headings_alone_tell_the_kind(headings, kind):
    assert read(headings + "\n").kind is kind


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("Mon, Tue, Thu", {0, 1, 3}),
        ("sun - thu", {6, 0, 1, 2, 3}),
        ("Wednesday", {2}),
        ("mon;fri", {0, 4}),
    ],
)
def test_work_days_as_people_write_them(cell, days):
    assert cells.work_days(cell) == days


@pytest.mark.parametrize("cell", ["someday", "-", "-fri", ";"])
def test_work_days_that_cannot_be(cell):
    with pytest.raises(Refusal):
        cells.work_days(cell)


@pytest.mark.parametrize("cell", ["Berlin", "../etc/passwd", "Europe/", "x" * 300, "/"])
def test_zones_that_are_none(cell):
    with pytest.raises(Refusal):
        cells.zone(cell)


@given(st.text(max_size=200))
def test_no_text_raises_anything_but_a_refusal(text):
    for headings in ("name,account,level,last_visit", "email,work_days,zone", "team,zone"):
        sheet = read(f"{headings}\n{text}")
        for bad in sheet.bad:
            assert bad.number >= 2
    try:
        read(text)
    except Refusal as refused:
        assert refused.code.startswith("sheet.")  # noqa: PT017 — either outcome is right


@given(st.lists(st.text(";；\\(-nobody) a", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_a_cell_of_several_names_gives_them_back(names):
    tidy = tuple(dict.fromkeys(" ".join(one.split()) for one in names))
    assert people.met(people.listed(map(Who, tidy))) == tuple(map(Who, tidy))
    assert cells.several(cells.listed(tidy)) == tidy


@given(*[st.text(";\\(2) @＠a-", min_size=1).map(cells.name).filter(bool)] * 2)
def test_a_cell_gives_back_who_is_at_another_customer_now(name, account):
    who = Who(name, account)
    assert people.who(people.named(who)) == who
    assert people.met(people.listed([who, Who(name)])) == (who, Who(name))


def test_a_backslash_before_anything_else_is_one():
    assert cells.several("US\\dana; Bo\\; Sons") == ("US\\dana", "Bo; Sons")
