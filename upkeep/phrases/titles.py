"""What somebody is, told beside his name and not instead of it: `Tom Baker, new buyer`."""

import re
from collections.abc import Sequence

from upkeep import names
from upkeep.accounts import Contact
from upkeep.phrases import fillers
from upkeep.phrases.matching import Match, match, titled

_ONE = re.compile(
    rf"(?:[a-z&'/-]+ ){{0,4}}(?:{fillers.TITLES})(?: (?:of|for) [a-z& ]{{2,30}})?"
    rf"|(?:vp|svp|head|director) (?:of )?[a-z& ]{{2,30}}|c[efto]o"
    rf"|[\u3400-\u9fff]{{0,6}}(?:{fillers.TITLES_HAN})"
)


def is_one(text: str) -> bool:
    """Whether a text is a title and no name."""
    return _ONE.fullmatch(names.fold(text)) is not None


def is_of(text: str, who: Contact | None, *, there: Sequence[Contact], aside: bool) -> bool:
    """Whether a title is told of who was named before it, and of nobody else there.

    `there`: everybody at his customer; empty where they were not looked up.
    `who`: None where he is not known, and asked about. `aside`: it stands in brackets, where a
    title that nobody there has is his; behind a comma it may be one more person's.
    """
    if any(match(text, one) is Match.SAME for one in there):
        return False
    bearers = titled(text, there)
    return who in bearers or who is None or (aside and bool(there) and not bearers)
