"""The list of `/votes`: who is most in need of a visit and why; and what else can be asked."""

from collections.abc import Sequence
from datetime import date

from upkeep.accounts import Account, Contact
from upkeep.visits import Visit
from views import dates, imports, lines, nudges, visits
from views.language import _, ngettext
from views.lines import Item
from views.pieces import Json, Message, actions, button, context, divider, header, section
from views.words import GROUPS

CARD = "contact.card"
ACCOUNT_CARD = "account.card"
#: People and customers that an answer to a name shows.
PEOPLE, FIRMS = 10, 5


def mine(
    items: Sequence[Item],
    total: int,
    *,
    due: int,
    holds: int | None = None,
    done: Message | None = None,
    brings: bool = False,
) -> Message:
    """My contacts most in need.

    Args:
        items: the ones shown, most in need first.
        total: all active contacts I look after.
        due: how many of them are due for a visit.
        holds: about how many my weekly target can keep; None: there is no target.
        done: what was just done to one of them, shown on top.
        brings: the reader may import lists.
    """
    title, tail = _headline(total, due), _tail(items, due, brings=brings)
    honest = lines.capacity(total, holds)
    blocks: list[Json] = [*done["blocks"], divider()] if done else []
    blocks.append(header(title))
    for item in items:
        blocks += nudges.asked(item)
    blocks += [
        context(*filter(None, (tail, honest, lines.model(items)))),
        actions(visits.log_button(), *([imports.open_button()] if brings and not items else [])),
    ]
    text = [done["text"]] if done else []
    text += [title, *(lines.three(item, bold=False) for item in items), tail, honest]
    return {"text": lines.fallback(filter(None, text)), "blocks": blocks}


def _headline(total: int, due: int) -> str:
    if not total:
        return _("No contacts yet")
    if not due:
        return _("Nobody is waiting for you")
    return ngettext("One vote is due for a visit", "{n} votes are due for a visit", due)


def _tail(items: Sequence[Item], due: int, *, brings: bool) -> str:
    if not items:
        return _nobody_yet(brings=brings)
    if not due:
        first = items[0]
        return _("Well kept. Next is {who}, due {day}.").format(
            who=lines.who(first.contact, bold=False),
            day=dates.day(first.contact.due_on, first.on),
        )
    if due > len(items):
        return ngettext(
            "{n} more is due: App Home shows them all.",
            "{n} more are due: App Home shows them all.",
            due - len(items),
        )
    return _("“Planned” is the cadence of your policy, or the contact's own.")


def _nobody_yet(*, brings: bool) -> str:
    """How somebody comes onto the list; `brings`: the reader may import lists."""
    if brings:
        return _(
            "Log a visit to somebody, or import a list that says who answers for whom. Yours will "
            "show here, the ones most in need first."
        )
    return _(
        "Log a visit to somebody, or ask your admin to import your contacts with you as "
        "their owner. They will show here, the ones most in need first."
    )


def help_(visit: str, command: str, *, unknown: str = "", meant: str = "") -> Message:
    """All that can be said, after an answer to what was not understood.

    Args:
        visit: the command that logs.
        command: the one whose words these are.
        unknown: the word that nobody knows.
        meant: the one it comes nearest to.
    """
    said: list[str] = []
    if unknown:
        said.append(_("I do not know “{word}”.").format(word=lines.short(unknown)))
        if meant:
            said[0] += " " + _("Did you mean `{command} {word}`?").format(
                command=command, word=meant
            )
    said.append(
        _(
            "*Log a visit*\n"
            "`{visit} met Li Wei @Acme yesterday over lunch: …`  in your own words\n"
            "`{visit}`  by a form"
        ).format(visit=visit)
    )
    for group, words in GROUPS:
        rows = [f"`{' '.join(filter(None, (command, one.typed)))}`  {_(one.does)}" for one in words]
        said.append("\n".join([f"*{_(group)}*", *rows]))
    return {"text": "\n".join(said), "blocks": [section(one) for one in said]}


def recent(made: Sequence[Visit], on: date, command: str) -> Message:
    """My recent visits, each with Edit and Undo."""
    if not made:
        text = _("You have not logged a visit yet. Try `{command} met Li Wei @Acme: note`.").format(
            command=command
        )
        return {"text": text, "blocks": [section(text), actions(visits.log_button())]}
    title = _("Your recent visits")
    blocks = [header(title)]
    for visit in made[:15]:
        blocks += visits.line(visit, on)
    text = lines.fallback([title, *(visits.summary(visit, on) for visit in made[:15])])
    return {"text": text, "blocks": blocks}


def found(asked: str, contacts: Sequence[Contact], accounts: Sequence[Account]) -> Message:
    """What goes by a name: people first, then customers."""
    name = lines.short(asked)
    if not contacts and not accounts:
        return _only(
            _(
                "Nobody goes by “{name}”. A part of the name, an alias, pinyin, a phone number or "
                "an e-mail address will do."
            ).format(name=name)
        )
    title = _("Found for “{name}”").format(name=name)
    blocks = [section(f"*{title}*")]
    text = [title]
    for contact in contacts[:PEOPLE]:
        open_ = button(_("Card"), CARD, str(contact.id), label=_card_of(contact.name))
        left = _(" (has left)") if contact.left_on else ""
        blocks.append(section(lines.who(contact) + left, accessory=open_))
        text.append(lines.who(contact, bold=False) + left)
    for account in accounts[:FIRMS]:
        name = lines.short(account.name)
        open_ = button(_("Card"), ACCOUNT_CARD, str(account.id), label=_card_of(account.name))
        blocks.append(section(_("*{name}*, account").format(name=name), accessory=open_))
        text.append(name)
    if len(contacts) > PEOPLE or len(accounts) > FIRMS:
        text.append(_("There are more: write a surname too, or @ and the account."))
        blocks.append(context(text[-1]))
    return {"text": "\n".join(text), "blocks": blocks}


def _card_of(name: str) -> str:
    return _("Card of {name}").format(name=name)


def ask_name(command: str, word: str) -> Message:
    """An answer to a word that needs a name and got none."""
    return _only(
        _("Whom? Type a name after it: `{command} {word} NAME`").format(command=command, word=word)
    )


def _only(text: str) -> Message:
    return {"text": text, "blocks": [section(text)]}
