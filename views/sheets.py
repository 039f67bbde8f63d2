"""How an import is told: what was kept, and each line that was not, with its reason."""

from types import MappingProxyType

from upkeep.accounts import Level
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.sheets import Bad, Kind, Report
from upkeep.visits import Channel
from views.language import N_, _, ngettext
from views.pieces import cut

#: Lines named one by one; a file with more is better mended by its first ones.
MOST_BAD = 50
#: A value is quoted so far that it can be found in the file.
QUOTED = 40

_REASONS = MappingProxyType(
    {
        "sheet.empty": N_("The file is empty: its first line should hold the headings."),
        "sheet.headings": N_(
            "These headings belong to no sheet I know: {found}. Contacts need name and account;"
            " accounts need account; members need email; teams need team; visits need date,"
            " contact, account and member email."
        ),
        "line.quote": N_("a quotation mark is opened and never closed"),
        "line.long": N_(
            "it has {cells} cells for {headings} headings; put a cell with a comma in quotation"
            " marks"
        ),
        "line.missing": N_("{column} is empty"),
        "line.future": N_("{column} {value} is still to come; a visit has happened"),
        "line.account_unknown": N_(
            "there is no account called “{value}”; import the accounts first"
        ),
        "line.contact_unknown": N_(
            "nobody called “{value}” is known at {account}; import the contacts first"
        ),
        "line.contact_unclear": N_(
            "more than one contact at {account} is called “{value}”; write the full name"
        ),
        "line.circle": N_("“{value}” cannot be a parent of “{team}” and its child as well"),
        "line.self": N_("nobody is their own manager"),
        "cell.long": N_("{column} is longer than {most} characters: “{value}”"),
        "cell.email": N_("{column} “{value}” is not an e-mail address"),
        "cell.yes_or_no": N_("{column} “{value}” is neither yes nor no"),
        "cell.day": N_("{column} “{value}” is not a date like 2026-11-24"),
        "cell.whole": N_("{column} “{value}” is not a whole number from {least} to {most}"),
        "cell.level": N_("{column} “{value}” is none of {choices}"),
        "cell.role": N_("{column} “{value}” is none of {choices}"),
        "cell.channel": N_("{column} “{value}” is none of {choices}"),
        "cell.work_days": N_("{column} “{value}” are not days like mon-fri or mon tue thu"),
        "cell.country": N_("{column} “{value}” is not a country code like DE or CN"),
        "cell.zone": N_("{column} “{value}” is not a time zone like Europe/Berlin"),
    }
)
#: A refusal that no import makes by itself.
_UNFORESEEN = N_("that is not possible")
_CHOICES = MappingProxyType({"cell.level": Level, "cell.role": Role, "cell.channel": Channel})


def reason(why: Refusal) -> str:
    """Why a line or a whole sheet was not kept, in the reader's language."""
    values = {name: cut(str(value), QUOTED) for name, value in why.values.items()}
    if why.code == "sheet.headings":
        values["found"] = cut(str(why.values["found"]), 300) or "?"
    if why.code in _CHOICES:
        values["choices"] = ", ".join(_CHOICES[why.code])
    return _(_REASONS.get(why.code, _UNFORESEEN)).format(**values)


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
