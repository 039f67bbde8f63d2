"""How an import is told: what was kept, and each line that was not, with its reason."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from upkeep.accounts import Level, Quorum
from upkeep.errors import Refusal
from upkeep.members import Role
from upkeep.sheets import Kind, Left, Report, Twin
from upkeep.visits import Channel, VoiceKind
from views.language import N_, _, ngettext
from views.pieces import cut

#: Reasons named one by one, and the lines of each; a file with more is better mended by these.
MOST_BAD = 50
MOST_NUMBERS = 5
#: Likely duplicates, people and customers, and things an undo left, that are named one by one.
MOST_TWINS = MOST_LEFT = MOST_HOUSES = 20
#: New colleagues, and headings nobody reads, that are named one by one.
MOST_STRANGERS = MOST_UNKNOWN = 10
#: A value is quoted so far that it can be found in the file.
QUOTED = 40

_REASONS = MappingProxyType(
    {
        "sheet.empty": N_("The file is empty: its first line should hold the headings."),
        "sheet.quote": N_("A quotation mark among the headings is opened and never closed."),
        "sheet.headings": N_(
            "These headings belong to no sheet I know: {found}. Contacts need name and account;"
            " accounts need account; members need email; teams need team; visits need date,"
            " contact, account and member email."
        ),
        "sheet.column": N_(
            "“{heading}={column}” cannot be: write a heading of the file, then =, then one of the"
            " columns I know, or nothing to pass it over."
        ),
        "file.large": N_("The file is larger than {most} MB: split it."),
        "file.binary": N_("That is no list: I read CSV, XLSX and vCard files."),
        "file.old_excel": N_(
            "That is an old Excel file (.xls) or one with a password: save it as .xlsx or .csv."
        ),
        "file.encoding": N_("I cannot tell in what the file is encoded: save it as UTF-8."),
        "file.broken": N_("The file cannot be opened: it is damaged, or of another kind."),
        "file.gone": N_("Slack does not hand the file out; send it again."),
        "import.ours": N_("That list is about our own people and teams: only admins import it."),
        "import.settled": N_(
            "“{name}” does not wait for its columns any more: look at the message about it."
        ),
        "import.not_done": N_("“{name}” is not there to be undone, or was undone already."),
        "import.old": N_("That import is older than {days} days; it cannot be undone any more."),
        "line.card": N_("this card is broken off, or cannot be read"),
        "line.firm": N_("this is the card of a company or a group, not of a person"),
        "line.visit_unknown": N_("there is no visit known as “{value}”; import the visits first"),
        "line.quote": N_("a quotation mark is opened and never closed"),
        "line.long": N_(
            "it has {cells} cells for {headings} headings; put a cell with a comma in quotation"
            " marks"
        ),
        "line.missing": N_("{column} is empty"),
        "line.nowhere": N_(
            "it names no customer: write one under account, or on a card as the company; or name"
            " one for all such lines, under Match columns or with --account"
        ),
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
        "line.namesake": N_(
            "a {value} with another telephone and e-mail is at {account}; if this is somebody else,"
            " write 2 under same_name, and 1 if not"
        ),
        "line.twice": N_(
            "{value}, {account}, is named above with another {column}: under same_name write 1 and"
            " 2 for two people, 1 at both for one"
        ),
        "line.circle": N_("“{value}” cannot be a parent of “{team}” and its child as well"),
        "line.self": N_("nobody is their own manager or stand-in"),
        "cell.long": N_("{column} is longer than {most} characters: “{value}”"),
        "cell.email": N_("{column} “{value}” is not an e-mail address"),
        "cell.rounded": N_(
            "{column} “{value}” was rounded by a spreadsheet: make the column text, and save again"
        ),
        "cell.yes_or_no": N_("{column} “{value}” is neither yes nor no"),
        "cell.day": N_("{column} “{value}” is not a date like 2026-11-24"),
        "cell.whole": N_("{column} “{value}” is not a whole number from {least} to {most}"),
        "cell.level": N_("{column} “{value}” is none of {choices}"),
        "cell.role": N_("{column} “{value}” is none of {choices}"),
        "cell.quorum": N_("{column} “{value}” is none of {choices}"),
        "cell.channel": N_("{column} “{value}” is none of {choices}"),
        "cell.voice": N_("{column} “{value}” is none of {choices}"),
        "cell.slack_id": N_("{column} “{value}” is not a Slack user id"),
        "cell.instant": N_("{column} “{value}” is not an instant like 2026-11-24T09:00+00:00"),
        "cell.hour": N_("{column} “{value}” is not a time of day like 09:00"),
        "cell.work_days": N_("{column} “{value}” are not days like mon-fri or mon tue thu"),
        "rhythm.unclear": N_(
            "{column} “{value}” is no rhythm like Mon, Wed or FREQ=WEEKLY;BYDAY=MO"
        ),
        "rhythm.part": N_("{column}: “{value}” cannot be part of a rhythm of days"),
        "rhythm.often": N_("{column} “{value}” comes on several days of a week: choose one"),
        "rhythm.empty": N_("{column} “{value}” has no day at all in some years"),
        "cell.country": N_("{column} “{value}” is not a country code like DE, DE-BY or CN"),
        "cell.zone": N_("{column} “{value}” is not a time zone like Europe/Berlin"),
    }
)
#: A refusal that no import makes by itself.
_UNFORESEEN = N_("that is not possible")
#: How far an import has come.
STATES = MappingProxyType(
    {
        "coming": N_("being read"),
        "shown": N_("waits to be confirmed"),
        "working": N_("under way"),
        "done": N_("kept"),
        "undoing": N_("being undone"),
        "undone": N_("undone"),
        "dropped": N_("dropped"),
    }
)
_CHOICES = MappingProxyType(
    {
        "cell.level": Level,
        "cell.role": Role,
        "cell.quorum": Quorum,
        "cell.channel": Channel,
        "cell.voice": VoiceKind,
    }
)


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
        named = ", ".join(cut(one, QUOTED) for one in done.unknown[:MOST_UNKNOWN])
        lines.append(_("Columns that nobody reads: {named}.").format(named=named))
        if (more := len(done.unknown) - MOST_UNKNOWN) > 0:
            lines.append(ngettext("… and {n} more.", "… and {n} more.", more))
    if done.strangers:
        named = ", ".join(cut(one, QUOTED) for one in done.strangers[:MOST_STRANGERS])
        said = _("New among our own people by it: {named}. Look for slips in these addresses.")
        lines.append(said.format(named=named))
        if (more := len(done.strangers) - MOST_STRANGERS) > 0:
            lines.append(ngettext("… and {n} more.", "… and {n} more.", more))
    lines += [*_customers(done), *twins(done)]
    count = max(done.bad_count, len(done.bad))
    if count:
        lines.append(ngettext("{n} line was not kept:", "{n} lines were not kept:", count))
    by_reason: dict[str, list[int]] = {}
    for one in done.bad:
        by_reason.setdefault(reason(one.why), []).append(one.number)
    shown = list(by_reason.items())[:MOST_BAD]
    lines += [_bad(numbers, why) for why, numbers in shown]
    if rest := count - sum(len(numbers) for _why, numbers in shown):
        lines.append(ngettext("… and {n} more.", "… and {n} more.", rest))
    return "\n".join(lines)


def _customers(done: Report) -> Iterator[str]:
    """How many customers are new, and which of them may be one we have already."""
    if done.customers:
        yield ngettext(
            "{n} new customer comes with it.", "{n} new customers come with it.", done.customers
        )
    if not done.houses:
        return
    yield ngettext(
        "{n} new customer may be one we have already; where it is, give that one the other name as"
        " an alias first, and its people go there:",
        "{n} new customers may be some we have already; where they are, give those the other names"
        " as aliases first, and their people go there:",
        len(done.houses),
    )
    for name, like in done.houses[:MOST_HOUSES]:
        yield _("  {name}, like {like}.").format(name=cut(name, QUOTED), like=cut(like, QUOTED))
    if (more := len(done.houses) - MOST_HOUSES) > 0:
        yield ngettext("… and {n} more.", "… and {n} more.", more)


def far(counts: Mapping[str, int], lines: int) -> str:
    """How far a long list is, by what became of its lines so far."""
    done = sum(counts.get(one, 0) for one in ("created", "updated", "unchanged", "bad"))
    return _("{done} of {lines} lines").format(done=f"{done:,}", lines=f"{lines:,}")


def twins(done: Report) -> list[str]:
    """New contacts that are likely people we have already; nothing was merged."""
    count = max(done.twin_count, len(done.twins))
    if not count:
        return []
    lines = [
        ngettext(
            "{n} new contact may be somebody we have already; nothing was merged:",
            "{n} new contacts may be somebody we have already; nothing was merged:",
            count,
        )
    ]
    lines += [_twin(one) for one in done.twins[:MOST_TWINS]]
    if count > MOST_TWINS:
        lines.append(ngettext("… and {n} more.", "… and {n} more.", count - MOST_TWINS))
    return lines


def _twin(one: Twin) -> str:
    return _("  line {number}: {name}, like {like}.").format(
        number=one.number, name=cut(one.name, QUOTED), like=cut(one.like, QUOTED)
    )


def undone(name: str, left: Sequence[Left]) -> str:
    """What an undo did, and what it left, as lines of plain text."""
    lines = [_("{name} was undone.").format(name=name)]
    if left:
        lines.append(
            ngettext(
                "{n} thing stays as it is, because somebody has used or changed it since:",
                "{n} things stay as they are, because somebody has used or changed them since:",
                len(left),
            )
        )
        lines += [_left(one) for one in left[:MOST_LEFT]]
    if len(left) > MOST_LEFT:
        lines.append(ngettext("… and {n} more.", "… and {n} more.", len(left) - MOST_LEFT))
    return "\n".join(lines)


def _left(one: Left) -> str:
    why = _("in use since") if one.used else _("changed since")
    return _("  {name}: {why}.").format(name=cut(one.name, QUOTED), why=why)


def listed(number: int, at: str, name: str, done: Report, *, state: str) -> str:
    """One of the last imports, in a line."""
    counts = ", ".join(_counts(done))
    return _("{number}  {at}  {name}: {counts} ({state})").format(
        number=number, at=at, name=name, counts=counts, state=_(STATES[state])
    )


def _bad(numbers: Sequence[int], why: str) -> str:
    """Lines that were not kept for one reason, the first of them by number."""
    if len(numbers) == 1:
        return _("  line {number}: {reason}.").format(number=numbers[0], reason=why)
    some = ", ".join(map(str, numbers[:MOST_NUMBERS]))
    if (more := len(numbers) - MOST_NUMBERS) > 0:
        some = _("{numbers} and {n} more").format(numbers=some, n=more)
    return _("  lines {numbers}: {reason}.").format(numbers=some, reason=why)


def _counts(done: Report) -> list[str]:
    created = ngettext(*_ADDED[done.kind], done.created)
    updated = ngettext("{n} changed", "{n} changed", done.updated)
    unchanged = ngettext("{n} as it was", "{n} as they were", done.unchanged)
    return [created, updated, unchanged]


#: What was added, as one and as many.
_ADDED = MappingProxyType(
    {
        Kind.ACCOUNTS: (N_("{n} account added"), N_("{n} accounts added")),
        Kind.CONTACTS: (N_("{n} contact added"), N_("{n} contacts added")),
        Kind.MEMBERS: (N_("{n} member added"), N_("{n} members added")),
        Kind.TEAMS: (N_("{n} team added"), N_("{n} teams added")),
        Kind.VISITS: (N_("{n} visit added"), N_("{n} visits added")),
        Kind.VOICES: (N_("{n} voice added"), N_("{n} voices added")),
        Kind.FOLLOW_UPS: (N_("{n} follow-up added"), N_("{n} follow-ups added")),
    }
)
