"""Contacts that nobody answers for, each with the way to give it somebody."""

from collections.abc import Sequence

from upkeep.accounts import Contact
from views import lines, nudges
from views.language import _, ngettext
from views.pieces import Json, Message, button, context, section

ORPHANS = "digest.orphans"
#: So many are told at once; those due first.
SHOWN = 20


def ask(value: str) -> Json:
    """The button below a digest; `value` names the digest."""
    return button(_("Whom nobody answers for"), ORPHANS, value)


def paint(some: Sequence[Contact], count: int, *, managed: bool) -> Message:
    """The first of all of them; only who manages people may give one away."""
    if not some:
        return _only(_("Somebody answers for every contact by now."))
    title = ngettext(
        "{n} contact that nobody answers for", "{n} contacts that nobody answers for", count
    )
    blocks = [section(f"*{title}*"), *(_line(one, managed=managed) for one in some)]
    told = [title, *(lines.who(one, bold=False) for one in some)]
    rest = count - len(some)
    if rest > 0:
        told.append(ngettext("and {n} more", "and {n} more", rest))
        blocks.append(context(told[-1]))
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
