"""An import in Slack: its form, the message that tells how far it has come, and its columns."""

from collections.abc import Iterator, Mapping, Sequence

from upkeep.accounts import Account
from upkeep.sheets import Left, Report
from views import fields, inputs, pieces, sheets
from views.language import _, ngettext
from views.pieces import Json, Message, cut, escaped
from views.visits.form import ACCOUNT, account_option

FORM = "import.file"
COLUMNS = "import.told"
KEEP = "import.keep"
UNDO = "import.undo"
DROP = "import.drop"
MATCH = "import.match"
OPEN = "import.open"
GIVE = "export.give"
PAGE = "page"

FILE = "file"
_ACCOUNT = "account"
#: What the form takes; a file is told by its content all the same.
TYPES = ("csv", "tsv", "txt", "xlsx", "vcf")
#: Headings whose columns can be chosen in one form, of Outlook's 90 the address at 58 among them;
#: with more, Slack takes the form for too large.
MOST_HEADINGS = 60
#: Letters that Slack takes in a section.
MOST_LETTERS = 3000
#: Nobody reads that column.
NONE = "-"


def form() -> Json:
    """The form that a file is put into."""
    element: Json = {
        "type": "file_input",
        "action_id": FILE,
        "filetypes": list(TYPES),
        "max_files": 1,
    }
    hint = _(
        "CSV, XLSX or vCard, with headings as Google Contacts, Outlook, HubSpot or Salesforce"
        " write them, or name and account. You see what it would do before anything is kept."
    )
    return pieces.modal(
        _("Import a list"),
        [inputs.field(_("File"), element, FILE, hint=hint)],
        callback_id=FORM,
        submit=_("Look at it"),
        close=_("Cancel"),
    )


def open_button() -> Json:
    """The way to the form from an admin's Home."""
    return pieces.button(_("Import a list"), OPEN)


def hindered(why: Message) -> Json:
    """The page in the form's place: why there is none."""
    return _page(str(why["text"]))


def reading(name: str) -> Json:
    """The page after the form: what comes next, and where."""
    text = _(
        "I am reading *{name}*. What it would do comes as a message from me in a moment; nothing is"
        " kept before you say so."
    ).format(name=escaped(cut(name, 80)))
    return _page(text)


def read_anew(name: str) -> Message:
    """While the columns are others: what it would do by the ones before says nothing any more."""
    text = _("I am reading *{name}* anew; nothing is kept before you say so.")
    return _message(text.format(name=escaped(cut(name, 80))))


def _page(text: str) -> Json:
    blocks = [pieces.section(text)]
    return pieces.modal(_("Import a list"), blocks, callback_id=PAGE, close=_("Close"))


def only_managers() -> Message:
    """A polite refusal, with what to do instead."""
    return _message(
        _(
            "Lists are brought in by admins and managers, since they change everybody's contacts."
            " Send yours to one of them."
        )
    )


def scope_missing(scope: str, instead: str) -> Message:
    """The app may not do that here; what to do about it."""
    return _message(
        _(
            "For that this app needs the optional scope `{scope}`: an admin of the workspace adds"
            " it under *OAuth & Permissions* and installs the app again. Until then: `{instead}` on"
            " the command line."
        ).format(scope=scope, instead=instead)
    )


def _message(text: str, blocks: Sequence[Json] = ()) -> Message:
    return {"text": text, "blocks": [pieces.section(text), *blocks]}


def refused(name: str, why: str) -> Message:
    """The file is no list."""
    return _message(
        _("*{name}* was not imported. {why}").format(name=escaped(cut(name, 80)), why=escaped(why))
    )


def shown(number: int, name: str, lines: int, told: Report) -> Message:
    """What an import would do, with the buttons that decide."""
    head = ngettext("It has {n} line.", "It has {n} lines.", lines)
    head = _(
        "*{name}* is read; nothing is kept yet. {lines} This is what an import would do:"
    ).format(name=escaped(cut(name, 80)), lines=head)
    ready = told.created + told.updated + told.unchanged
    buttons = [
        pieces.button(_("Match columns"), MATCH, str(number)),
        pieces.button(_("Discard"), DROP, str(number)),
    ]
    if ready:
        buttons.insert(0, pieces.button(_("Import"), KEEP, str(number), style="primary"))
    return _told(head, told, [pieces.actions(*buttons)])


def puzzled(number: int, name: str, why: str) -> Message:
    """The headings are those of no list that is known: somebody may say what they are."""
    text = _("*{name}* is read, but not understood. {why}").format(
        name=escaped(cut(name, 80)), why=escaped(why)
    )
    match = pieces.button(_("Match columns"), MATCH, str(number), style="primary")
    drop = pieces.button(_("Discard"), DROP, str(number))
    return _message(text, [pieces.actions(match, drop)])


def _told(head: str, told: Report, rest: Sequence[Json]) -> Message:
    said = [escaped(line) for line in sheets.report(told).splitlines()]
    return {
        "text": cut("\n".join([head, *said]), 3000),
        "blocks": [pieces.section(head), *_paragraphs(said), *rest],
    }


def _paragraphs(lines: Sequence[str]) -> Iterator[Json]:
    """Lines in as few sections as hold them; who decides has to see each reason."""
    part = ""
    for line in lines:
        if part and len(part) + len(line) >= MOST_LETTERS:
            yield pieces.section(part)
            part = ""
        part = f"{part}\n{line}" if part else line
    yield pieces.section(part)


def working(name: str, done: int, lines: int, *, undoing: bool) -> Message:
    """How far an import, or its undoing, has come."""
    said = (
        _("Undoing *{name}*: {done} of {lines} lines are left.")
        if undoing
        else _("Importing *{name}*: {done} of {lines} lines are kept.")
    )
    return _message(said.format(name=escaped(cut(name, 80)), done=f"{done:,}", lines=f"{lines:,}"))


def done(number: int, name: str, told: Report) -> Message:
    """What an import did, with the way back."""
    question: pieces.Confirm = {
        "title": _("Undo this import?"),
        "text": _("What nobody has touched since becomes as it was before."),
        "yes": _("Undo"),
        "no": _("Cancel"),
    }
    head = _("*{name}* is imported.").format(name=escaped(cut(name, 80)))
    button = pieces.button(_("Undo"), UNDO, str(number), confirm=question)
    return _told(head, told, [pieces.actions(button)])


def undone(name: str, left: Sequence[Left]) -> Message:
    """What an undo did, and what it left."""
    return _message(escaped(cut(sheets.undone(name, left), 2900)))


def dropped(name: str) -> Message:
    """Nothing of it was kept."""
    return _message(
        _("*{name}* was discarded; nothing was kept.").format(name=escaped(cut(name, 80)))
    )


def columns(
    number: int,
    headings: Sequence[str],
    told: Mapping[str, str],
    known: Sequence[str],
    account: Account | None = None,
) -> Json:
    """The form in which headings are given columns of ours, and lines that name none an account."""
    options = [
        pieces.option(_("passed over"), NONE),
        *(pieces.option(one.replace("_", " "), one) for one in known),
    ]
    named = [one for one in headings if one.strip()]
    menu = inputs.external_select(ACCOUNT, initial=[account_option(account)] if account else [])
    blocks: list[Json] = [
        pieces.context(
            _(
                "A list of contacts needs at least a name and an account for each; one of visits a "
                "date, contact, account and member email."
            )
        ),
        inputs.field(_("Account of lines that name none"), menu, _ACCOUNT, optional=True),
    ]
    blocks += [
        inputs.field(
            cut(heading.strip(), 80),
            inputs.static_select("column", options, initial=told.get(heading, NONE) or NONE),
            f"column-{at}",
        )
        for at, heading in enumerate(named[:MOST_HEADINGS])
    ]
    return pieces.modal(
        _("Match columns"),
        blocks,
        callback_id=COLUMNS,
        submit=_("Look again"),
        close=_("Cancel"),
        metadata=str(number),
    )


def told(view: Json) -> tuple[int, dict[int, str], int | None]:
    """The import that a form is about, the column chosen at each place, and the account."""
    values = fields.values(view)
    account = fields.chosen(values, _ACCOUNT)
    chosen = {
        int(block.partition("-")[2]): fields.chosen(values, block)
        for block in values
        if block != _ACCOUNT
    }
    columns = {at: "" if one == NONE else one for at, one in chosen.items() if one}
    return int(str(view["private_metadata"])), columns, int(account) if account else None


def file(view: Json) -> Mapping[str, object] | None:
    """The file that was put into the form."""
    state = view["state"]
    assert isinstance(state, dict)
    files = state["values"][FILE][FILE].get("files") or []
    return next(iter(files), None)


def offer() -> Message:
    """What can be taken along, with the button that sends it."""
    text = _(
        "I can send you contacts, accounts, visits and follow-ups as files that spreadsheets open,"
        " and contacts as vCards: everything for admins, their teams' for managers, your own for"
        " you."
    )
    return _message(text, [pieces.actions(pieces.button(_("Send me the files"), GIVE, "all"))])


def giving() -> Message:
    """The files are on their way."""
    return _message(_("The files are on their way; they come as a message from me."))


def here() -> str:
    """What stands over the files."""
    return _(
        "Here is what you may take along, as of now. The archive holds all of it; `/votes import`"
        " takes each list back in."
    )


def not_given(why: str) -> Message:
    """Slack does not take the files."""
    return _message(
        _("Slack did not take the files ({why}). `everyvote export DIR` writes them.").format(
            why=escaped(why)
        )
    )
