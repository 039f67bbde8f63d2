"""What is missing in what we know, as a digest asks for it."""

from collections.abc import Iterator

from upkeep.figures import Figures
from views.language import _, ngettext
from views.lines import percent, tellable


def told(figures: Figures) -> Iterator[str]:
    """All that is to be filled in, in one line; nothing where nothing is."""
    gaps = [*_orphans(figures.orphans), *_phones(figures), *_undecided(figures.undecided)]
    if gaps:
        yield _("*To fill in:* {gaps}").format(gaps=", ".join(gaps))


def _orphans(n: int) -> Iterator[str]:
    if n:
        yield ngettext(
            "{n} contact that nobody answers for", "{n} contacts that nobody answers for", n
        )


def _phones(figures: Figures) -> Iterator[str]:
    """How many numbers are not known, and their share where it can be given."""
    n, everybody = figures.without_phone, figures.coverage.active
    if not n:
        return
    told = ngettext(
        "{n} of {{everybody}} without a phone number",
        "{n} of {{everybody}} without a phone number",
        n,
    ).format(everybody=everybody)
    yield f"{told} ({percent(n / everybody)})" if tellable(n / everybody) else told


def _undecided(n: int) -> Iterator[str]:
    if n:
        yield ngettext(
            "{n} customer where nobody is on record who decides",
            "{n} customers where nobody is on record who decides",
            n,
        )
