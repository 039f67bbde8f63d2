"""How often chance is tried: a little each time, and EVERYVOTE_HISTORIES=500 of everything."""

import os


def times(usual: int) -> int:
    """How many histories or examples to live through, where so many are usual."""
    return int(os.environ.get("EVERYVOTE_HISTORIES", usual))
