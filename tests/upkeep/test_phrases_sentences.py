"""A table of sentences as people type them, and how each is read."""

from pathlib import Path

import pytest

from tests.upkeep.customers import TODAY, read

_TEXT = (Path(__file__).parent / "sentences.txt").read_text("utf-8")
_ROWS = _TEXT.partition("\n\n")[2].splitlines()
TABLE = list(zip(_ROWS[::2], (row.strip() for row in _ROWS[1::2]), strict=True))


def told(understood):
    """How a sentence was read, as the table writes it."""
    unclear = ", ".join(u.text for u in understood.unclear)
    who = ", ".join(c.name for c in understood.contacts) + (f" ? {unclear}" if unclear else "")
    on = understood.on
    year = "" if on is None or on.year == TODAY.year else f" {on.year}"
    parts = [
        who.strip() or "-",
        understood.account.name if understood.account else "-",
        f"{on:%a %d %b}{year}" if on else "-",
        understood.channel or "-",
        *(["attempt"] if understood.attempt else []),
        *([f"with {' '.join(understood.mentions)}"] if understood.mentions else []),
        *([f"!{understood.error.code}"] if understood.error else []),
    ]
    return " | ".join(parts)


def test_the_table_is_long_enough_to_mean_something():
    assert len(TABLE) > 400
    assert len({sentence for sentence, _ in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("sentence", "meaning"), TABLE)
def test_a_sentence_is_read(sentence, meaning):
    assert told(read(sentence.replace("\\n", "\n"))) == meaning
