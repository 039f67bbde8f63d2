"""Answers to `add`: kept, not clear yet, or on the list already."""

from collections.abc import Sequence

from upkeep.accounts import Account, Contact
from upkeep.introductions import Introduction
from views import lines
from views.contacts import ADD, ANYWAY
from views.contacts.form import listed
from views.language import _
from views.pieces import Json, Message, actions, button, context, divider, section
from views.votes import CARD


def done(said: str, card: Message) -> Message:
    """The card of who was just added, changed or moved, with what was done on top."""
    blocks = [section(f"✓ {said}"), divider(), *card["blocks"]]
    return {"text": lines.fallback([said, card["text"]]), "blocks": blocks}


def added(one: Contact) -> str:
    """It is on the list."""
    return _("Added: {who}.").format(who=lines.who(one))


def changed(one: Contact) -> str:
    """It was edited."""
    return _("Saved: {who}.").format(who=lines.who(one))


def moved(one: Contact, before: str) -> str:
    """It is at another account."""
    return _("Moved from {before} to {after}: {who}.").format(
        before=lines.short(before), after=lines.short(one.account.name), who=lines.who(one)
    )


def account_changed(one: Account) -> str:
    """An account was edited."""
    return _("Saved: {who}.").format(who=f"*{lines.short(one.name)}*")


def alike(those: Sequence[Contact], name: str, draft_id: int) -> Message:
    """Somebody very much alike is there: open that one, add it all the same, or look closer."""
    text = _("Already on the list? By name, number or address {name} may be:").format(
        name=lines.short(name)
    )
    blocks = [section(f"*{text}*")]
    for one in those[:5]:
        label = _("Open {name}").format(name=one.name)
        open_ = button(_("Open the existing one"), CARD, str(one.id), label=label)
        blocks.append(section(listed([one]), accessory=open_))
    blocks += [_ways_on(draft_id, anyway=True), context(_("Nothing has been added yet."))]
    return {"text": f"{text}\n{listed(those)}", "blocks": blocks}


def unclear(said: Introduction, draft_id: int) -> Message:
    """What is missing, with the way to the form that holds what was understood."""
    if not said.name:
        why = _("Whom? I found no name in it.")
    elif said.doubtful:
        why = _("I am not sure which part of it is the name.")
    elif len(said.account_ids) > 1:
        why = _("“{account}” may be several accounts.").format(account=lines.short(said.account))
    elif said.account:
        why = _("I do not know the account “{account}”.").format(account=lines.short(said.account))
    else:
        why = _("At which account? Write it after an @.")
    text = _("{why} The form holds what I understood; nothing has been added yet.").format(why=why)
    return {"text": text, "blocks": [section(text), _ways_on(draft_id, anyway=False)]}


def _ways_on(draft_id: int, *, anyway: bool) -> Json:
    form = button(_("Open the form"), ADD, str(draft_id))
    return actions(*([button(_("Add anyway"), ANYWAY, str(draft_id))] if anyway else []), form)
