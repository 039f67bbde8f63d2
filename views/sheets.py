"""How an import is told: what was kept, and each line that was not, with its reason."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from upkeep.accounts import Level
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.sheets import Bad, Kind, Report
from upkeep.visits import Channel
from views.language import _, ngettext
from views.pieces import cut

#: Lines named one by one; a file with more is better mended by its first ones.
MOST_BAD = 50
#: A value is quoted so far that it can be found in the file.
QUOTED = 40

_REASONS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "sheet.empty": lambda: _("The file is empty: its first line should hold the headings."),
        "sheet.headings": lambda: _(
            "These headings belong to no sheet I know: {found}. Contacts need name and account;"
            " accounts need account; members need email; teams need team; visits need date,"
            " contact, account and member email."
        ),
        "line.quote": lambda: _("a quotation mark is opened and never closed"),
        "line.long": lambda: _(
            "it has {cells} cells for {headings} headings; put a cell with a comma in quotation"
            " marks"
        ),
        "line.missing": lambda: _("{column} is empty"),
        "line.future": lambda: _("{column} {value} is still to come; a visit has happened"),
        "line.account_unknown": lambda: _(
            "there is no account called “{value}”; import the accounts first"
        ),
        "line.contact_unknown": lambda: _(
            "nobody called “{value}” is known at {account}; import the contacts first"
        ),
        "line.contact_unclear": lambda: _(
            "more than one contact at {account} is called “{value}”; write the full name"
        ),
        "line.circle": lambda: _("“{value}” cannot be a parent of “{team}” and its child as well"),
        "line.self": lambda: _("nobody is their own manager"),
        "cell.long": lambda: _("{column} is longer than {most} characters: “{value}”"),
        "cell.email": lambda: _("{column} “{value}” is not an e-mail address"),
        "cell.yes_or_no": lambda: _("{column} “{value}” is neither yes nor no"),
        "cell.day": lambda: _("{column} “{value}” is not a date like 2026-11-24"),
        "cell.whole": lambda: _("{column} “{value}” is not a whole number from {least} to {most}"),
        "cell.level": lambda: _("{column} “{value}” is none of {choices}"),
        "cell.role": lambda: _("{column} “{value}” is none of {choices}"),
        "cell.channel": lambda: _("{column} “{value}” is none of {choices}"),
        "cell.work_days": lambda: _("{column} “{value}” are not days like mon-fri or mon tue thu"),
        "cell.country": lambda: _("{column} “{value}” is not a country code like DE or CN"),
        "cell.zone": lambda: _("{column} “{value}” is not a time zone like Europe/Berlin"),
    }
)
_CHOICES = MappingProxyType({"cell.level": Level, "cell.role": Role, "cell.channel": Channel})


def reason(why: Refusal) -> str:
    """Why a line or a whole sheet was not kept, in the reader's language."""
    values = {name: cut(str(value), QUOTED) for name, value in why.values.items()}
    if why.code == "sheet.headings":
        values["found"] = cut(str(why.values["found"]), 300) or "?"
    if why.code in _CHOICES:
        values["choices"] = ", ".join(_CHOICES[why.code])
    return _REASONS[why.code]().format(**values)


def report(done: Report) -> str:
    """What an import did, as lines of plain text."""
    lines = [_("{counts}.").format(counts=", ".join(_counts(done)))]
    if done.rehearsal:
        lines.append(_("This was a rehearsal: nothing was kept."))
    if done.unknown:
        named = ", ".join(cut(one, QUOTED) for one in done.unknown[:10])
        lines.append(_("Columns that nobody reads: {named}.").format(named=named))
    if done.bad:
        lines.append(ngettext("{n} line was not kept:", "{n} lines were not kept:", len(done.bad)))
        lines += [_bad(one) for one in done.bad[:MOST_BAD]]
    if len(done.bad) > MOST_BAD:
        lines.append(ngettext("… and {n} more.", "… and {n} more.", len(done.bad) - MOST_BAD))
    return "\n".join(lines)


def _bad(one: Bad) -> str:
    return _("  line {number}: {reason}.").format(number=one.number, reason=reason(one.why))


def _counts(done: Report) -> list[str]:
    created = _created(done.kind, done.created)
    updated = ngettext("{n} changed", "{n} changed", done.updated)
    unchanged = ngettext("{n} as it was", "{n} as they were", done.unchanged)
    return [created, updated, unchanged]


def _created(kind: Kind, n: int) -> str:
    match kind:
        case Kind.ACCOUNTS:
            return ngettext("{n} account added", "{n} accounts added", n)
        case Kind.CONTACTS:
            return ngettext("{n} contact added", "{n} contacts added", n)
        case Kind.MEMBERS:
            return ngettext("{n} member added", "{n} members added", n)
        case Kind.TEAMS:
            return ngettext("{n} team added", "{n} teams added", n)
        case Kind.VISITS:
            return ngettext("{n} visit added", "{n} visits added", n)
