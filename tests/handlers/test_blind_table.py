"""A table of sentences by somebody who never saw the reader, read as the bot reads them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.reading import as_json
from handlers import hearing, sheets
from tests.conftest import TEAM
from tests.handlers import tables
from upkeep import calendar

FOLDER = Path(__file__).parent / "blind"
COLLEAGUES = {
    "UDANA": ("dana", "Dana Levy"),
    "UBOB": ("bob", "Bob Stone"),
    "UWEI": ("wei", "Wei Tang"),
}
#: What is expected of a sentence where its line says nothing else, and is not `only` that.
CLEAR = {
    "unclear": 0,
    "error": False,
    "members": [],
    "voices": [],
    "follow_ups": [],
    "attempt": False,
}


def _asked(expected):
    """What a line says, and what is expected where it says nothing."""
    return expected if expected.pop("only", False) else CLEAR | expected


TABLE = [(*said, _asked(expected)) for *said, expected in tables.rows(FOLDER)]


@pytest.fixture
def company(store):
    for name in ("accounts.csv", "contacts.csv"):
        sheets.keep(store, TEAM, (FOLDER / name).read_bytes(), datetime(2025, 1, 1, tzinfo=UTC))
    with store.transaction(TEAM) as tx:
        for slack_id, (handle, name) in COLLEAGUES.items():
            tx.members.upsert(f"{handle}@b.example", name=name, slack_id=slack_id)
    return store


def met(answer):
    return sorted([one["name"], one["account"]] for one in answer["contacts"])


def asked_back(answer):
    return bool(answer["unclear"] or answer["error"])


def faults(expected, answer):
    """What of an answer is not as expected."""
    told = {
        **answer,
        "contacts": met(answer),
        "unclear": len(answer["unclear"]),
        "error": answer["error"] is not None,
        "error_kind": (answer["error"] or {}).get("kind"),
        "asks": asked_back(answer),
        "members": sorted(answer["members"]),
        "voices": [one["kind"] for one in answer["voices"]],
        "follow_ups": [one["due"] for one in answer["follow_ups"]],
    }
    wrong = [one for one in expected.get("never", []) if one in told["contacts"]]
    exact = {key: value for key, value in expected.items() if key != "never"}
    for key in {"contacts", "members"} & exact.keys():
        exact[key] = sorted(exact[key])
    return {key for key, value in exact.items() if told[key] != value} | (
        {"never"} if wrong else set()
    )


def dangerous(expected, answer):
    """Whether a wrong person or a wrong day would be saved without a question."""
    if asked_back(answer):
        return False
    must_ask = expected.get("asks") or expected.get("error") or expected.get("unclear")
    return bool(must_ask or faults(expected, answer) & {"contacts", "date", "never"})


def test_a_table_by_somebody_who_never_saw_the_reader(company):
    with company.reading(TEAM) as tx:
        among = hearing.known(tx)
        answers = []
        for text, at, zone, locale, _ in TABLE:
            today = calendar.local_day(datetime.fromisoformat(at), zone)
            understood = hearing.understand(
                tx, text, today=today, speaker=None, locale=locale, among=among
            )
            answers.append(as_json(understood))
    failed = {row[0] for row, answer in zip(TABLE, answers, strict=True) if faults(row[-1], answer)}
    assert [
        row[0] for row, answer in zip(TABLE, answers, strict=True) if dangerous(row[-1], answer)
    ] == []
    assert failed == set()
    assert len(TABLE) >= 300
