"""Contacts that nobody answers for, each with the way to give it somebody."""

from collections.abc import Sequence

from upkeep.accounts import Contact
from views import leaves, lines, nudges
from views.language import _, ngettext
from views.pieces import Json, Message, button, context, section

ORPHANS = "digest.orphans"
TURN = "digest.orphans_before"
ON = "digest.orphans_after"
#: So many on a page; those due first.
PER_PAGE = 20


def ask(value: str) -> Json:
    """The button below a digest; `value` names the digest."""
    return button(_("Whom nobody answers for"), ORPHANS, value)


def paint(some: Sequence[Contact], count: int, *, managed: bool, number: int = 0) -> Message:
    """A page of all of them, from 0; only who manages people may give one away."""
    if not some:
        return _only(_("Somebody answers for every contact by now."))
    title = ngettext(
        "{n} contact that nobody answers for", "{n} contacts that nobody answers for", count
    )
    blocks = [section(f"*{title}*"), *(_line(one, managed=managed) for one in some)]
    told = [title, *(lines.who(one, bold=False) for one in some)]
    pages = leaves.count(count, PER_PAGE)
    blocks += leaves.buttons(0, number, pages, title, TURN, ON)
    if pages > 1:
        told.append(_("Page {n} of {pages}").format(n=number + 1, pages=pages))
    if not managed:
        told.append(_("A manager gives them to somebody."))
        blocks.append(context(told[-1]))
    return {"text": lines.fallback(told), "blocks": blocks}


def _line(one: Contact, *, managed: bool) -> Json:
    if not managed:
        return section(lines.who(one))
    label = _("Give {name} to somebody").format(name=one.name)
    return section(
        lines.who(one), accessory=button(_("Give to …"), nudges.GIVE, str(one.id), label=label)
    )


def _only(text: str) -> Message:
    return {"text": text, "blocks": [section(text)]}
