"""Tables of sentences: under each speaker a sentence, and below it what is expected of it."""

import json
from pathlib import Path
from typing import Any


def rows(folder: Path) -> list[tuple[str, str, str, str, dict[str, Any]]]:
    """Sentence, instant, zone, locale, and what is expected, line by line."""
    speaker: tuple[str, ...] = ()
    found = []
    lines = iter((folder / "sentences.txt").read_text("utf-8").split("\n\n", 1)[1].split("\n"))
    for line in filter(None, lines):
        if line.startswith("== "):
            speaker = tuple(line.split()[1:])
            continue
        text = json.loads(line) if line.startswith('"') else line
        at, zone, locale = speaker
        found.append((text, at, zone, locale, json.loads(next(lines))))
    return found
