"""The forms of sheets: which columns each kind has, and who reads the cells of each."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import TypeAlias

from upkeep import phones
from upkeep.errors import Refusal
from upkeep.sheets import cells, days, headings, people
from upkeep.sheets.lines import (
    OF_PEOPLE,
    AccountLine,
    ContactLine,
    FollowUpLine,
    Kind,
    Line,
    MemberLine,
    TeamLine,
    VisitLine,
    VoiceLine,
)
from upkeep.sheets.rows import Row

Read: TypeAlias = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Form:
    """What a kind of sheet looks like: the columns it cannot do without, and who reads each."""

    kind: Kind
    line: type[Line]
    needs: tuple[str, ...]
    columns: Mapping[str, Read]


_FORMS = (
    Form(
        Kind.VISITS,
        VisitLine,
        ("date", "contact", "account", "member_email"),
        MappingProxyType(
            {
                "date": days.day,
                "contact": people.met,
                "account": cells.name,
                "member_email": cells.people,
                "channel": cells.channel,
                "note": cells.text,
                "attempt": cells.yes_or_no,
                "visit": cells.reference,
                "recorded_by": cells.person,
                "recorded_at": days.instant,
                "sentence": cells.text,
                "link": cells.reference,
            }
        ),
    ),
    Form(
        Kind.VOICES,
        VoiceLine,
        ("visit", "voice", "words"),
        MappingProxyType(
            {
                "visit": cells.reference,
                "voice": cells.voice,
                "words": cells.text,
                "contact": people.who,
                "assignee": cells.person,
                "answered_on": days.day,
                "answered_by": cells.person,
                "answer": cells.text,
            }
        ),
    ),
    Form(
        Kind.FOLLOW_UPS,
        FollowUpLine,
        ("visit", "promise", "owner_email"),
        MappingProxyType(
            {
                "visit": cells.reference,
                "promise": cells.text,
                "owner_email": cells.person,
                "due_on": days.day,
                "done_on": days.day,
            }
        ),
    ),
    Form(
        Kind.CONTACTS,
        ContactLine,
        ("name", "account"),
        MappingProxyType(
            {
                "name": cells.name,
                "account": cells.name,
                "title": cells.name,
                "level": cells.level,
                "phone": cells.phone,
                "email": cells.email,
                "aliases": cells.several,
                "owner_email": cells.person,
                "department": cells.name,
                "weight": cells.weight,
                "cadence": cells.cadence,
                "pronunciation": cells.name,
                "last_visit": days.day,
                "last_channel": cells.channel,
                "same_name": cells.ordinal,
                "added_on": days.day,
                "left_on": days.day,
                "snoozed_until": days.day,
                "influence": cells.influence,
            }
        ),
    ),
    Form(
        Kind.ACCOUNTS,
        AccountLine,
        ("account",),
        MappingProxyType(
            {
                "account": cells.name,
                "aliases": cells.several,
                "contract": cells.yes_or_no,
                "owner_email": cells.person,
                "cadence": cells.cadence,
                "quorum": cells.quorum,
            }
        ),
    ),
    Form(
        Kind.MEMBERS,
        MemberLine,
        ("email",),
        MappingProxyType(
            {
                "email": cells.person,
                "name": cells.name,
                "team": cells.name,
                "role": cells.role,
                "function": cells.name,
                "manager": cells.person,
                "work_days": cells.work_days,
                "country": cells.country,
                "zone": cells.zone,
                "slack_id": cells.slack_id,
                "locale": cells.name,
                "weekly_target": cells.target,
                "reminder_at": days.hour,
                "away_from": days.day,
                "away_until": days.day,
                "standin": cells.person,
                "reminder_on": cells.rhythm,
                "quiet_until": days.day,
                "active": cells.yes_or_no,
            }
        ),
    ),
    Form(
        Kind.TEAMS,
        TeamLine,
        ("team",),
        MappingProxyType(
            {
                "team": cells.name,
                "parent": cells.name,
                "channel": cells.slack_channel,
                "zone": cells.zone,
                "digest_on": cells.rhythm_of_weeks,
                "digest_at": days.hour,
            }
        ),
    ),
)
#: Tried in this order: each form's needed columns tell it from all that come after it.
FORMS: Mapping[Kind, Form] = MappingProxyType({form.kind: form for form in _FORMS})


#: What our own lists tell beside, because it follows from the rest.
TOLD = frozenset(("standing", "due_on", "last_touch_on", "last_seen_on", "date", "account"))


@dataclass(frozen=True, slots=True)
class Layout:
    """Which of a sheet's columns is which.

    Attributes:
        width: how many headings there are.
        columns: for each column of ours the places it is read from, the best first.
        unused: headings nobody reads.
        labels: of places with a number the place that says of which kind it is.
        several: places whose cells hold several, the main one first.
    """

    kind: Kind
    width: int
    columns: Mapping[str, tuple[int, ...]]
    unused: tuple[str, ...] = ()
    labels: Mapping[int, int] = field(default_factory=dict)
    several: frozenset[int] = frozenset()


def layout(named: list[str], told: Mapping[str, str], account: str = "") -> Layout:
    """Which column is which, by the headings and by what was told of them.

    `account` is the customer of lines that name none; people need no column of it then.

    Raises:
        Refusal: `sheet.headings`: they belong to no kind of sheet; `sheet.column`: there is no
            such heading, or no such column of ours.
    """
    words = [headings.word(one) for one in named]
    fixed = _fixed(words, told)
    for kind, form in FORMS.items():
        places = headings.places(kind, form.columns, words, fixed)
        there = headings.found(places)
        given = {"account"} - there if account and kind in OF_PEOPLE else set()
        if (there | given).issuperset(form.needs) and not _is_other(form, words, given):
            used = {place for some in places.values() for place in some}
            passed_over = fixed.keys()
            unused = tuple(
                one.strip()
                for at, one in enumerate(named)
                if one.strip() and at not in used | passed_over and words[at] not in TOLD
            )
            several = frozenset(at for at, one in enumerate(words) if one in headings.SEVERAL)
            return Layout(kind, len(named), places, unused, headings.labels(words), several)
    raise Refusal("sheet.headings", found=", ".join(filter(None, (one.strip() for one in named))))


def _fixed(words: list[str], told: Mapping[str, str]) -> dict[int, str]:
    """Places of headings that somebody has said something of; the empty column: pass it over."""
    columns = {*(column for form in _FORMS for column in form.columns), *headings.PARTS, ""}
    fixed = {}
    for heading, column in told.items():
        place = next((at for at, word in enumerate(words) if word == headings.word(heading)), None)
        if place is None or headings.word(column) not in columns:
            raise Refusal("sheet.column", heading=heading, column=column)
        fixed[place] = headings.word(column)
    return fixed


def _is_other(form: Form, words: list[str], given: Collection[str]) -> bool:
    """Whether a list of ours is a customers' address book, or one without a customer is of ours."""
    theirs, ours = FORMS[Kind.CONTACTS], FORMS[Kind.MEMBERS]
    if form is not ours and not (form is theirs and given):
        return False
    of_theirs, of_ours = (
        headings.places(one.kind, one.columns, words, {}).keys() for one in (theirs, ours)
    )
    is_theirs = bool(of_theirs - ours.columns.keys())
    return is_theirs if form is ours else bool(of_ours - theirs.columns.keys()) and not is_theirs


def columns(*kinds: Kind) -> tuple[str, ...]:
    """The columns that some kinds of sheet may have, a name's parts among them."""
    parts = headings.PARTS if Kind.CONTACTS in kinds else ()
    return tuple(dict.fromkeys([*(one for kind in kinds for one in FORMS[kind].columns), *parts]))


def picked(plan: Layout, row: Row) -> dict[str, str]:
    """What a row says in each column of ours; empty cells are left out.

    Raises:
        Refusal: the row is none, or has more cells than there are headings.
    """
    if isinstance(row, Refusal):
        raise row
    if len(row) > plan.width and any(cell.strip() for cell in islice(row, plan.width, None)):
        raise Refusal("line.long", headings=plan.width, cells=len(row))
    said: dict[str, str] = {}
    for column, places in plan.columns.items():
        cells_of = (_cell(plan, row, at) for at in _ranked(plan, row, places))
        texts = [one for one in cells_of if one and not _says_nothing(plan.kind, column, one)]
        if texts:
            said[column] = "; ".join(texts) if column == "aliases" else texts[0]
    return headings.joined(said)


def _says_nothing(kind: Kind, column: str, text: str) -> bool:
    """Whether it stands for an empty cell, as the `#N/A` of a spreadsheet; words stay words."""
    is_words = FORMS[kind].columns.get(column) is cells.text
    return not is_words and text.casefold() in cells.NOTHING


def _ranked(plan: Layout, row: list[str], places: tuple[int, ...]) -> Sequence[int]:
    """Places in the order in which they count in a row, where their labels say more of it."""
    if plan.labels.keys().isdisjoint(places):
        return places
    kinds = {at: _at(row, plan.labels[at]).split() if at in plan.labels else [] for at in places}
    return sorted(places, key=lambda at: phones.rank(kinds[at]))


def _cell(plan: Layout, row: list[str], at: int) -> str:
    """What a cell says; an address within Exchange says nothing outside it."""
    text = cells.bare(_at(row, at))
    if at in plan.several:
        text = text.partition(";")[0].strip()
    return "" if text.casefold().startswith("/o=") else text


def _at(row: list[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def line(kind: Kind, said: Mapping[str, str]) -> Line:
    """What is said of one thing as a record.

    Raises:
        Refusal: a needed cell is empty, or a cell cannot be read.
    """
    form = FORMS[kind]
    values = {
        column: _read(form.columns[column], column, text)
        for column, text in said.items()
        if column in form.columns
    }
    missing = next((need for need in form.needs if need not in values), None)
    if missing:
        raise Refusal("line.nowhere" if missing == "account" else "line.missing", column=missing)
    return form.line(**values)  # type: ignore[arg-type]  # FORMS pairs columns and fields


def _read(reader: Read, column: str, text: str) -> object:
    try:
        return reader(text)
    except Refusal as why:
        raise Refusal(why.code, column=column, **why.values) from why
