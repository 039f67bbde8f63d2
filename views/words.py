"""The words the list's command understands, as its help and Slack's own hints show them."""

from dataclasses import dataclass

from views.language import N_


@dataclass(frozen=True, slots=True)
class Word:
    """A word after the command, how it is typed, and what it does in a phrase."""

    word: str
    typed: str
    does: str


#: What can be said, in the order of the help, a line each. A conversation that hears a new word
#: adds its line here; a word without a listener, or the reverse, fails a test.
GROUPS = (
    (
        N_("See"),
        (
            Word("", "", N_("your list: the contacts most in need of a visit")),
            Word("recent", "recent", N_("your recent visits, to edit or undo")),
            Word("find", "find NAME", N_("find a contact or an account")),
            Word("contact", "contact NAME", N_("the card of one person")),
            Word(
                "account", "account NAME", N_("the card of one customer: votes, support, visitors")
            ),
            Word(
                "voices",
                "voices [ACCOUNT|mine|week]",
                N_("what customers said: open ones, to answer"),
            ),
            Word("promises", "promises", N_("what you have promised and not kept yet")),
            Word("team", "team", N_("your team's board: members and customers (managers)")),
            Word(
                "digest",
                "digest [TEAM] [WEEK]",
                N_("a team's week: as it stands now, last week's, any"),
            ),
        ),
    ),
    (
        N_("Look after them"),
        (
            Word(
                "add",
                "add NAME, TITLE @ACCOUNT",
                N_("put somebody on the list: also phone, e-mail, `#key`, `dept …`; alone: a form"),
            ),
            Word(
                "handover",
                "handover @FROM @TO [ACCOUNT …]",
                N_("somebody else looks after them; `handover rehearse @FROM` only shows it"),
            ),
            Word(
                "incident",
                "incident ACCOUNT WHAT",
                N_("a fault there opens doors: whom to meet now"),
            ),
        ),
    ),
    (
        N_("Your own days"),
        (
            Word(
                "away",
                "away until DATE [with @COLLEAGUE]",
                N_("no reminders until that day, and who stands in; `away off` ends it"),
            ),
            Word("reminders", "reminders", N_("your own reminders: hour, days, a quiet period")),
            Word("quiz", "quiz", N_("whose number is this? a round for who wants it")),
        ),
    ),
    (
        N_("Lists and settings"),
        (
            Word("import", "import", N_("bring in a list: CSV, XLSX or vCard (admins, managers)")),
            Word("export", "export", N_("your contacts and visits as files")),
            Word("settings", "settings", N_("cadences, reminders, digests (admins)")),
            Word("help", "help", N_("this list")),
        ),
    ),
)
WORDS = tuple(word for _group, words in GROUPS for word in words)
