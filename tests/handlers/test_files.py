"""Files as each program writes them, and files that are none."""

import io
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from handlers.sheets import files, workbooks
from upkeep import sheets
from upkeep.accounts import Level
from upkeep.errors import Refusal
from upkeep.sheets import ContactLine, Kind, VisitLine, Who
from upkeep.visits import Channel

GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,"
    "Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,"
    "Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "Phone 1 - Label,Phone 1 - Value\n"
    "Li,,Wei,,,,,,Wei,,Acme,Ops engineer,Operations,,,,* myContacts,* Work,"
    "li@acme.example ::: l@acme.example,Mobile,+49 30 1\n"
)
OLD_GOOGLE = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Nickname,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,"
    "Organization 1 - Name,Organization 1 - Title,Organization 1 - Department\n"
    "Li Wei,Li,,Wei,,Wei,* myContacts,* Work,li@acme.example,Mobile,+49 30 1,,Acme,Ops engineer,"
    "Operations\n"
)
OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,"
    "E-mail Address,E-mail 2 Address,Home Phone,Business Phone,Mobile Phone,Job Title,Department,"
    "Company,Web Page\n"
    "Li,,Wei,Mr.,,Wei,,,li@acme.example,,+49 40 2,,+49 30 1,Ops engineer,Operations,Acme,\n"
)
HUBSPOT = (
    '"Record ID","First Name","Last Name","Email","Phone Number","Contact owner","Nickname",'
    '"Primary Associated Company","Job Title","Department","Lead Status"\n'
    '"4711","Li","Wei","li@acme.example","+49 30 1","Dana Rossi","Wei","Acme","Ops engineer",'
    '"Operations","OPEN"\n'
)
SALESFORCE = (
    '"Salutation","First Name","Last Name","Title","Account Name","Mailing Street","Phone",'
    '"Mobile","Email","Department","Nickname","Account Owner"\n'
    '"Mr","Li","Wei","Ops engineer","Acme","Street 1","+49 30 1","+49 40 2","li@acme.example",'
    '"Operations","Wei","Dana Rossi"\n'
)
CHINESE = (
    "姓名,公司,职位,电话,邮箱,部门,昵称\n"
    "Li Wei,Acme,Ops engineer,+49 30 1,li@acme.example,Operations,Wei\n"
)
LI = ContactLine(
    "Li Wei", "Acme", "Ops engineer", phone="+49 30 1", email="li@acme.example",
    aliases=("Wei",), department="Operations",
)  # fmt: skip


def read(content: bytes, **told: str) -> Any:
    return sheets.read(files.rows(content), told)


def only(content: bytes, **told: str):
    sheet = read(content, **told)
    assert not sheet.bad
    [(_, line)] = sheet.lines
    return line


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        (GOOGLE, {"Labels", "E-mail 1 - Label"}),
        (OLD_GOOGLE, {"Group Membership", "E-mail 1 - Type"}),
        (OUTLOOK, {"Title", "Suffix", "Web Page"}),
        (HUBSPOT, {"Record ID", "Contact owner", "Lead Status"}),
        (SALESFORCE, {"Salutation", "Mailing Street", "Account Owner"}),
        (CHINESE, set()),
    ],
    ids=["google", "old google", "outlook", "hubspot", "salesforce", "chinese"],
)
def test_headings_of_known_programs(text, unknown):
    assert only(text.encode()) == LI
    assert set(read(text.encode()).unknown) >= unknown


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            ("First Name,Last Name,Organization Name,Phone 1 - Label,Phone 1 - Value,"
            "Phone 2 - Label,Phone 2 - Value\nLi,Wei,Acme,Work Fax,+49 30 9,Mobile,+49 170 1\n"),
            ContactLine("Li Wei", "Acme", phone="+49 170 1"),
        ),
        (
            ("Name,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,"
            "Organization 1 - Name\nLi Wei,* Home,+49 30 9,Work,+49 30 1,Acme\n"),
            ContactLine("Li Wei", "Acme", phone="+49 30 1"),
        ),
        (
            ("First Name,Last Name,Company,Account,Organizational ID Number,E-mail Address,"
            "E-mail 2 Address\nLi,Wei,Acme,4711,,/o=ExchangeLabs/ou=A (B)/cn=Recipients/cn=li,"
            "li@acme.example\n"),
            ContactLine("Li Wei", "Acme", email="li@acme.example"),
        ),
        (
            "名,姓,单位,商务电话,电子邮件地址\n伟,李,华虹,021-5555,li@hh.example\n",
            ContactLine("李伟", "华虹", phone="021-5555", email="li@hh.example"),
        ),
        (
            "First Name,Last Name,Associated Company\nLi,Wei,Acme;Beta\n",
            ContactLine("Li Wei", "Acme"),
        ),
        (
            ("First Name,Last Name,Associated Company,Associated Company (Primary)\n"
            "Li,Wei,Beta;Acme,Acme\n"),
            ContactLine("Li Wei", "Acme"),
        ),
        (
            "LASTNAME,FIRSTNAME,ACCOUNT.NAME,MOBILEPHONE,OWNER.EMAIL\nWei,Li,Acme,1,d@b.example\n",
            ContactLine("Li Wei", "Acme", phone="1", owner_email="d@b.example"),
        ),
    ],
    ids=[
        "google with a fax", "old google without a mobile", "classic outlook", "chinese outlook",
        "hubspot", "hubspot with a main company", "salesforce data loader",
    ],
)  # fmt: skip
def test_what_known_programs_mean_by_their_cells(text, line):
    assert only(text.encode()) == line


def test_names_in_parts_stand_as_they_are_said():
    text = "姓,名,公司\n张,三,华虹\nOlsen,Marta,Acme\n"
    assert [line.name for _, line in read(text.encode()).lines] == ["张三", "Marta Olsen"]


def test_past_visits_under_chinese_headings():
    text = (
        "拜访日期,联系人,客户,拜访人邮箱,方式,备注\n"
        "2026年11月2日,李伟,华虹,e@b.example,call,聊了备件\n"
    )
    assert only(text.encode()) == VisitLine(
        date(2026, 11, 2), (Who("李伟"),), "华虹", ("e@b.example",), Channel.CALL, "聊了备件"
    )


def test_channels_and_levels_are_said_as_lists_say_them():
    ways = {
        "电话": Channel.CALL,
        "拜访": Channel.IN_PERSON,
        "Meeting": Channel.IN_PERSON,
        "Customer visit": Channel.IN_PERSON,
        "会议": Channel.IN_PERSON,
        "微信": Channel.MESSAGE,
        "Zoom": "video",
    }
    ways |= {one.value: one for one in Channel}
    for said, meant in ways.items():
        text = f"拜访日期,联系人,客户,拜访人邮箱,方式\n2026-11-02,李伟,华虹,e@b.example,{said}\n"
        assert only(text.encode()).channel == meant, said
    text = "name,account,级别\n李伟,华虹,关键\n王芳,华虹,高管\n"
    assert [line.level for _, line in read(text.encode()).lines] == [Level.KEY, Level.EXECUTIVE]
    [bad] = read("name,account,级别\n李伟,华虹,很重要\n".encode()).bad
    assert bad.why.code == "cell.level"


def test_what_no_table_knows_is_told():
    text = b"Who,Firm,Rank,Shoe\nLi Wei,Acme,Buyer,44\n"
    with pytest.raises(Refusal) as refused:
        read(text)
    assert refused.value.code == "sheet.headings"
    told = {"Who": "name", "firm": "account", "Shoe": ""}
    assert only(text, **told) == ContactLine("Li Wei", "Acme")
    assert read(text, **told).unknown == ("Rank",)
    with pytest.raises(Refusal) as refused:
        read(text, Who="shoe")
    assert refused.value.code == "sheet.column"


def test_an_address_book_without_companies_is_no_list_of_colleagues():
    for text in (
        "First Name,Last Name,Email\nLi,Wei,l@a.example\n",
        "姓名,邮箱,电话\n李,l@a.example,1\n",
    ):
        with pytest.raises(Refusal) as refused:
            read(text.encode())
        assert refused.value.code == "sheet.headings"
    assert read(b"email,name,role\na@b.example,A,rep\n").kind is Kind.MEMBERS


@pytest.mark.parametrize(
    ("encoding", "name", "account"),
    [
        ("utf-8", "李伟", "Größe GmbH"),
        ("utf-8-sig", "李伟", "Größe GmbH"),
        ("utf-16", "李伟", "Größe GmbH"),
        ("gb18030", "李伟", "华虹"),
        ("gb18030", "王小明", "Acme"),
        ("latin-1", "Jürgen Müller", "Größe GmbH"),
        ("latin-1", "Élodie Roux", "Acme"),
        ("cp1252", "Åsa Öberg", "L’Oréal"),
    ],
)
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_whatever_it_is_written_in(encoding, name, account, between):
    text = f"name{between}account\r\n{name}{between}{account}\r\n"
    assert only(text.encode(encoding)) == ContactLine(name, account)


def test_a_chinese_name_among_english_cells_is_read_as_one():
    said = "Acme Semiconductor Manufacturing,Senior operations engineer,li@acme.example"
    for name in ("王芳", "李伟", "陈静", "孙祎"):
        text = f"name,account,title,email\n{name},{said}\n"
        assert only(text.encode("gb18030")).name == name


def test_one_western_name_among_english_lines_is_read_as_one():
    others = "".join(f"Ann{n} Lee,Acme\n" for n in range(200))
    for name in ("Søren Ærø", "Ann O’Neill", "Zoë Brontë", "Groß"):
        content = f"name,account\n{others}{name},Acme\n".encode("cp1252")
        assert [*read(content).lines][-1][1].name == name


def test_the_separator_that_excel_declares():
    assert only(b"sep=;\r\nname;account\r\nBo, Jr;Acme\r\n") == ContactLine("Bo, Jr", "Acme")


OUTLOOK_CARD = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=de;CHARSET=Windows-1252:Müller;Jürgen\r\n"
    "FN;CHARSET=Windows-1252:Jürgen Müller\r\nORG:Acme;Ops\r\nTITLE:Buyer\r\n"
    "TEL;WORK;FAX:+49 30 9\r\nTEL;WORK;VOICE:+49 30 1\r\n"
    "EMAIL;PREF;INTERNET:j@acme.example\r\nREV:20261101T080000Z\r\nEND:VCARD\r\n"
).encode("cp1252")
ANDROID_CARD = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
    b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=89;;;\r\n"
    b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=\r\n=E4=B8=89\r\n"
    b"TEL;CELL:138-0000-0000\r\n"
    b"ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=8D=8E=E8=99=B9;=E9=87=87=E8=B4=AD\r\n"
    b"PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQEA\r\n SABIAAD\r\n\r\nEND:VCARD\r\n"
)
IPHONE_CARD = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 17.1//EN\r\nN:Wei;Li;;;\r\n"
    b"FN:Li Wei\r\nNICKNAME:Wei\r\nORG:Acme\\, Inc.;Operations;\r\n"
    b"TITLE:Engineer of a very long title that the phone folds over two li\r\n nes\r\n"
    b"item1.TEL;type=pref:+49 30 1\r\nitem1.X-ABLabel:_$!<Work>!$_\r\nTEL;type=HOME:+49 30 2\r\n"
    b"EMAIL;type=INTERNET;type=WORK;type=pref:li@acme.example\r\n"
    b"X-PHONETIC-FIRST-NAME:lee\r\nX-PHONETIC-LAST-NAME:way\r\nEND:VCARD\r\n"
)
NEW_CARD = (
    b'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Eva Berg\r\nN:Berg;Eva;;;\r\nORG;SORT-AS="acme":Acme\r\n'
    b'TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+1-555-0100\r\nEMAIL;PREF=1:e@acme.example\r\n'
    b"END:VCARD\r\n"
)
RANKED_CARD = (
    b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Eva Berg\r\nORG:Acme\r\n"
    b'TEL;VALUE=uri;PREF=10;TYPE="voice,work":tel:+1-555-0100\r\n'
    b'TEL;VALUE=uri;PREF=2;TYPE="voice,home":tel:+1-555-0101\r\nEND:VCARD\r\n'
)
GOOGLE_CARD = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Li\r\nN:Li;Bo;;;\r\nitem1.ORG:Acme\r\n"
    b"item2.TITLE:Buyer\r\nCATEGORIES:myContacts\r\nEND:VCARD\r\n"
)
ADDRESSED_CARD = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
    b"N;LANGUAGE=de;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=FCrgen\r\n"
    b"FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:J=FCrgen M=FCller\r\nORG:Acme\r\n"
    b"LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Stra=DFe 1=0D=0A=\r\nTITLE: 2. Stock=0D=0A=\r\n"
    b'Berlin\r\nX-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="x"/>\r\nTITLE:Buyer\r\nEND:VCARD\r\n'
)
LABELLED_CARD = (
    b"BEGIN:VCARD\nVERSION:2.1\nFN:Bo Li\nORG:Acme\nTEL;CELL:1\n"
    b"TEL;X-Custom(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=B7=A5):2\nEND:VCARD\n"
)
NOKIA_CARD = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=C0=EE;=CE=B0\r\n"
    b"ORG:Acme\r\nEND:VCARD\r\n"
)
EMPTY_CARD = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Bo Li\r\nORG:Acme\r\nTEL;CELL:\r\nTEL;WORK:1\r\n"
    b"EMAIL;PREF:\r\nEMAIL:bo@acme.example\r\nEND:VCARD\r\n"
)
SPACED_CARD = b"begin:vcard\nversion:3.0\nfn:Bo Li\norg:Acme\nnote:one\n\ntwo\nend:vcard\n"


@pytest.mark.parametrize(
    ("card", "line"),
    [
        (
            OUTLOOK_CARD,
            ContactLine(
                "Jürgen Müller", "Acme", "Buyer",
                phone="+49 30 1", email="j@acme.example", department="Ops",
            ),
        ),
        (ANDROID_CARD, ContactLine("张三", "华虹", phone="138-0000-0000", department="采购")),
        (
            IPHONE_CARD,
            ContactLine(
                "Li Wei", "Acme, Inc.",
                "Engineer of a very long title that the phone folds over two lines",
                phone="+49 30 1", email="li@acme.example", aliases=("Wei",),
                department="Operations", pronunciation="lee way",
            ),
        ),
        (NEW_CARD, ContactLine("Eva Berg", "Acme", phone="+1-555-0100", email="e@acme.example")),
        (RANKED_CARD, ContactLine("Eva Berg", "Acme", phone="+1-555-0101")),
        (GOOGLE_CARD, ContactLine("Bo Li", "Acme", "Buyer")),
        (ADDRESSED_CARD, ContactLine("Jürgen Müller", "Acme", "Buyer")),
        (LABELLED_CARD, ContactLine("Bo Li", "Acme", phone="1")),
        (NOKIA_CARD, ContactLine("李伟", "Acme")),
        (EMPTY_CARD, ContactLine("Bo Li", "Acme", phone="1", email="bo@acme.example")),
        (SPACED_CARD, ContactLine("Bo Li", "Acme")),
    ],
    ids=[
        "outlook 2.1", "android 2.1", "iphone 3.0", "4.0", "4.0 by preference", "google 3.0",
        "outlook with an address", "android with a label", "nokia 2.1", "empty fields",
        "a note over lines that are not folded",
    ],
)  # fmt: skip
def test_cards_as_each_program_writes_them(card, line):
    assert only(card) == line


def test_many_cards_in_one_file_and_a_broken_one_costs_itself():
    broken = b"BEGIN:VCARD\r\nVERSION:3.0\r\nno line at all\r\nEND:VCARD\r\n"
    open_ = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:X\r\n"
    nameless = b"BEGIN:VCARD\r\nVERSION:3.0\r\nORG:Acme\r\nEND:VCARD\r\n"
    alone = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mum\r\nTEL:1\r\nEND:VCARD\r\n"
    firm = (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Acme\r\nORG:Acme\r\nX-ABShowAs:COMPANY\r\nEND:VCARD\r\n"
    )
    sheet = read(GOOGLE_CARD + broken + open_ + NEW_CARD + nameless + alone + firm)
    assert [line.name for _, line in sheet.lines] == ["Bo Li", "Eva Berg"]
    assert [(bad.number, bad.why.code) for bad in sheet.bad] == [
        (9, "line.missing"),
        (13, "line.card"),
        (24, "line.missing"),
        (28, "line.nowhere"),
        (33, "line.firm"),
    ]


@pytest.mark.parametrize("said", [b"KIND:group", b"X-ADDRESSBOOKSERVER-KIND:group"])
def test_the_card_of_a_group_is_nobodys(said):
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Family\r\nORG:Acme\r\n%s\r\nEND:VCARD\r\n" % said
    sheet = read(card)
    assert (sheet.lines, [one.why.code for one in sheet.bad]) == ((), ["line.firm"])


def workbook(*rows, before=0) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for number in range(before):
        book.create_sheet(f"Empty {number}", 0)
    for row in rows:
        book.worksheets[-1].append(row)
    book.save(file)
    return file.getvalue()


def test_a_workbook_with_dates_numbers_and_formulas():
    content = workbook(
        ["Name", "Company", "Mobile Phone", "Last visit", "Weight", None],
        ["Li Wei", "Acme", 4930555, datetime(2026, 11, 2), 3.0, None],
        [None, None, None, None, None, None],
        ["张三", "华虹", "+86 21", date(2026, 11, 3), None, None],
        before=1,
    )
    sheet = read(content)
    assert [number for number, _ in sheet.lines] == [2, 4]
    li, zhang = (line for _, line in sheet.lines)
    assert (li.phone, li.last_visit, li.weight) == ("4930555", date(2026, 11, 2), 3)
    assert (zhang.name, zhang.phone, zhang.last_visit) == ("张三", "+86 21", date(2026, 11, 3))


TITLED = "Contacts as of 1 Nov 2026{0}{0}\r\n\r\n{1}made by Dana\r\nname{1}account\r\nBo{1}Acme\r\n"


@pytest.mark.parametrize(
    "content",
    [
        TITLED.format("", ";").encode(),
        TITLED.format("", ";").replace("made by Dana", "Customer").encode(),
        TITLED.format(",", ",").encode(),
        TITLED.format("\t", "\t").encode("utf-16"),
        workbook(
            ["Contacts as of 1 Nov 2026"], [], ["", "by Dana"], ["name", "account"], ["Bo", "Acme"]
        ),
    ],
)
def test_titles_above_the_headings_are_passed_over(content):
    sheet = read(content)
    assert [(number, line.name) for number, line in sheet.lines] == [(5, "Bo")]


def test_what_salesforce_writes_below_a_report_is_no_line_of_it():
    report = (
        '"Contact Name","Account Name"\n"Li Wei","Acme"\n"Bo",""\n\n\n"Contacts of ours"\n'
        '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
        '"Confidential Information - Do Not Distribute"\n"Generated By:  Dana  02/11/2026"\n'
    )
    sheet = read(report.encode("latin-1"))
    assert [line.name for _, line in sheet.lines] == ["Li Wei"]
    assert [bad.number for bad in sheet.bad] == [3]


def test_a_report_that_salesforce_has_formatted():
    rows = (
        [None, "All Contacts"],
        [None, "As of 2026-11-24 09:00:00 • Generated by Dana"],
        [None, "Filtered By"],
        [None, "   Show: All contacts"],
        [None, "First Name", "Last Name", "Account Name  ↑"],
        [None, "Li", "Wei", "Acme"],
        [None, "Copyright © 2000-2026 salesforce.com, inc. All rights reserved."],
        [None, "Confidential Information - Do Not Distribute"],
    )
    assert only(workbook(*rows)) == ContactLine("Li Wei", "Acme")


def test_a_single_heading_is_no_title():
    assert [line.account for _, line in read(b'account\nAcme\n"Beta, Inc."\n').lines] == [
        "Acme",
        "Beta, Inc.",
    ]
    with pytest.raises(Refusal) as refused:
        read(b"Who\nLi\nBo\n")
    assert (refused.value.code, refused.value.values["found"]) == ("sheet.headings", "Who")
    with pytest.raises(Refusal) as refused:
        read(b'name,"account\nBo,Acme\n')
    assert refused.value.code == "sheet.quote"


def test_a_workbook_that_is_written_holds_no_formula_and_reads_back():
    rows = [["name", "account"], ["=cmd|' /C calc'!A0", "@Acme"], ["'quoted", "-1+2"]]
    file = io.BytesIO()
    workbooks.write(file, "contacts", rows)
    assert [row for _, row in files.rows(file.getvalue())] == rows
    with ZipFile(file) as packed:
        assert not any(b"<f>" in packed.read(name) for name in packed.namelist())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet.empty"),
        (b"\n \r\n", "sheet.empty"),
        (b"\xef\xbb\xbf", "sheet.empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "file.binary"),
        (b"PK\x03\x04 broken", "file.broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.old_excel"),
        (b"\xff\xfeo", "file.encoding"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "file.binary"),
        (b"<!DOCTYPE html><p>", "file.binary"),
        (workbook(), "sheet.empty"),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(content, code):
    with pytest.raises(Refusal) as refused:
        read(content)
    assert refused.value.code == code


@settings(max_examples=60)
@given(
    st.sampled_from([b"", b"name,account\n", b"PK\x03\x04", b"BEGIN:VCARD\r\n", b"\xff\xfe"]),
    st.binary(max_size=120),
)
def test_no_bytes_raise_anything_but_a_refusal(beginning, rest):
    try:
        read(beginning + rest)
    except Refusal as refused:
        assert refused.code.startswith(("sheet.", "file."))  # noqa: PT017 — either outcome is right
