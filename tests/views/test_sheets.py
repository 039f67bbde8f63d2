"""What an import tells a person."""

import json
from typing import Any

import pytest

from upkeep import sheets
from upkeep.errors import Refusal
from upkeep.sheets import Bad, Kind, Report, Twin
from views import imports
from views import sheets as views


def read(text):
    return sheets.read(sheets.of_text(text.splitlines(keepends=True)))


def test_counts_and_each_bad_line_with_its_reason():
    sheet = read("name,account,level,shoe\nAl,Acme,boss,44\n,Acme,key,\n")
    done = Report(sheet.kind, 1, 2, 1, sheet.bad, sheet.unknown, rehearsal=True)
    assert views.report(done).splitlines() == [
        "1 contact added, 2 changed, 1 as it was.",
        "This was a rehearsal: nothing was kept.",
        "Columns that nobody reads: shoe.",
        "2 lines were not kept:",
        "  line 2: level “boss” is none of general, key, executive.",
        "  line 3: name is empty.",
    ]


def test_of_many_columns_that_nobody_reads_it_says_how_many_more():
    unknown = tuple(f"User {n}" for n in range(12))
    said = views.report(Report(Kind.CONTACTS, unknown=unknown)).splitlines()
    assert said[1].endswith("User 8, User 9.")
    assert said[2] == "… and 2 more."


def test_as_many_columns_can_be_matched_as_slack_takes():
    headings = [f"Spalte {n} geschäftlich".ljust(80, "ä") for n in range(90)]
    known = sheets.columns(Kind.CONTACTS, Kind.VISITS, Kind.ACCOUNTS)
    view = imports.columns(1, headings, {}, known)
    assert headings[57] in str(view)
    assert len(json.dumps(view)) < 250_000


def test_how_far_a_long_list_is():
    counts = {"created": 11_900, "updated": 40, "unchanged": 50, "bad": 10, "twins": 7}
    assert views.far(counts, 100_000) == "12,000 of 100,000 lines"


def test_a_long_list_of_bad_lines_ends_with_a_count():
    bad = tuple(Bad(n, Refusal("cell.email", column="email", value=n)) for n in range(2, 400))
    lines = views.report(Report(Kind.TEAMS, bad=bad)).splitlines()
    assert len(lines) == 53
    assert lines[-1] == "… and 348 more."


def test_lines_that_fail_for_one_reason_are_told_together():
    bad = [Bad(n, Refusal("line.quote")) for n in range(2, 40)]
    bad[1:1] = [Bad(3, Refusal("line.card")), Bad(5, Refusal("line.card"))]
    lines = views.report(Report(Kind.CONTACTS, bad=tuple(bad), bad_count=50)).splitlines()
    assert lines[1:] == [
        "50 lines were not kept:",
        "  lines 2, 3, 4, 5, 6 and 33 more: a quotation mark is opened and never closed.",
        "  lines 3, 5: this card is broken off, or cannot be read.",
        "… and 10 more.",
    ]


def test_a_preview_shows_every_reason_within_slacks_limits_and_rings_nobody():
    twins = tuple(Twin(n, f"Smith & Sons <!channel> {n}", "Smyth & Sons") for n in range(2, 42))
    bad = tuple(
        Bad(n, Refusal("cell.email", column="email", value=f"<!here> & {n}"))
        for n in range(50, 110)
    )
    told = Report(Kind.CONTACTS, 1, 2, 3, bad, twins=twins, bad_count=60, twin_count=40)
    for message in (
        imports.shown(1, "a.csv", 106, told),
        imports.done(1, "a.csv", told),
    ):
        blocks: Any = message["blocks"]
        sections = [one["text"]["text"] for one in blocks if one["type"] == "section"]
        assert "… and 20 more." in "".join(sections)
        assert "line 99: email “&lt;!here&gt; &amp; 99” is not an e-mail address." in "".join(
            sections
        )
        assert max(map(len, sections)) <= 3000
        assert "<!" not in f"{sections} {message['text']}"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_noun(kind):
    assert views.report(Report(kind, created=2)).startswith(
        f"2 {kind.value.replace('_', '-')} added"
    )


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("name,account,email", "Al,Acme,x"),
        ("name,account,weight", "Al,Acme,x"),
        ("name,account,last_visit", "Al,Acme,x"),
        ("name,account,last_channel", "Al,Acme,x"),
        ("name,account,title", "Al,Acme," + "x" * 300),
        ("name,account", "Al,Acme,Inc"),
        ("name,account", '"Al,Acme'),
        ("account,contract", "Acme,perhaps"),
        ("email,role", "a@b.example,x"),
        ("email,work_days", "a@b.example,x"),
        ("email,country", "a@b.example,x1"),
        ("team,zone", "North,Nowhere/Else"),
    ],
)
def test_every_refusal_of_a_line_has_a_sentence(headings, row):
    [bad] = read(f"{headings}\n{row}\n").bad
    sentence = views.reason(bad.why)
    assert sentence
    assert "{" not in sentence
    assert len(sentence) < 250


@pytest.mark.parametrize("text", ["", "shoe,size\n1,2\n", '"\n'])
def test_every_refusal_of_a_sheet_has_a_sentence(text):
    with pytest.raises(Refusal) as refused:
        read(text)
    assert "{" not in views.reason(refused.value)
