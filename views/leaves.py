"""What is too long for one page, leaf by leaf, with the buttons that turn it."""

from views.language import _
from views.pieces import Json, actions, button, context


def count(total: int, per_page: int) -> int:
    """How many pages so many make; one at least."""
    return max(-(-total // per_page), 1)


def buttons(key: int, number: int, pages: int, told: str, back: str, on: str) -> list[Json]:
    """Where one is, and the way to the other pages; nothing where there is one page.

    Args:
        key: what the pages are of, for the button to know it again.
        number: of this page, from 0.
        pages: how many there are.
        told: all that is on them, in words.
        back: the action id of the button to the page before.
        on: that of the button to the next one.
    """
    if pages < 2:  # noqa: PLR2004 — there is nothing to turn
        return []
    turns = []
    if number > 0:
        turns.append(button(_("← Previous"), back, f"{key}:{number - 1}"))
    if number + 1 < pages:
        turns.append(button(_("Next →"), on, f"{key}:{number + 1}"))
    at = _("Page {n} of {pages}: {all}").format(n=number + 1, pages=pages, all=told)
    return [context(at), actions(*turns)]


def turned(value: str) -> tuple[int, int]:
    """Of what, and which page, behind a button; the first where none is said."""
    key, _colon, number = value.partition(":")
    return int(key), int(number or 0)
