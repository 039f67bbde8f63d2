"""A table of sentences as people type them, and how each is read."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.upkeep.customers import TODAY, read
from tests.upkeep.test_phrases_properties import essence, widened

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


#: What Slack writes into a sentence, mentions and `&amp;`, has one width and one case.
_SLACKS = re.compile(r"(<[^>]*>|&\w+;|[<>&])")
_WAYS = (str, str.upper, str.lower, widened, lambda letter: widened(letter.upper()))


@settings(max_examples=300)
@given(st.sampled_from(TABLE), st.randoms(), st.lists(st.sampled_from(_WAYS), min_size=1))
def test_a_whole_sentence_is_read_alike_in_any_width_and_case(row, chance, ways):
    sentence = row[0].replace("\\n", "\n")
    typed = "".join(
        part if at % 2 else "".join(chance.choice(ways)(letter) for letter in part)
        for at, part in enumerate(_SLACKS.split(sentence))
    )
    assert essence(read(typed)) == essence(read(sentence))
